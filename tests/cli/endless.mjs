// Work without end is recognised and told as what it is: what was printed before, what never runs because of it, and
// what repeats. Nothing here is a mere limit reached in silence.
import { Checker } from './check.mjs';

const check = new Checker('endless', process.argv[2]);

async function told(code, patterns, ...args) {
	const result = await check.evloop(['predict', '--host=node', ...args, '-e', code]);
	const text = result.stdout + result.stderr;
	for (const pattern of patterns) check.match(text, pattern, code);
	check.ok(result.ms < 12000, `${code}: took ${result.ms} ms`);
	return result;
}

await told("console.log('before');\nsetTimeout(() => console.log('never'), 0);\nfunction f() { Promise.resolve().then(f); }\nf();", [/before/, /starv|never (ends|runs|stops)|for ever|without end/i, /microtask|promise reaction/i, /line 2|:2\b/]);
await told('function blockForever() {\n  Promise.resolve().then(blockForever);\n}\nblockForever();', [/starv|for ever|without end|never ends/i, /microtask|promise reaction/i]);
await told('(async () => { while (true) await null; })();\nsetTimeout(() => {}, 5);', [/starv|for ever|without end|never ends/i]);
await told('const t = () => process.nextTick(t);\nt();\nsetTimeout(() => {}, 0);\nPromise.resolve().then(() => {});', [/nextTick/, /starv|for ever|without end|never ends/i]);
await told("console.log('a');\nsetTimeout(() => {}, 0);\nwhile (true) {}", [/\ba\b/, /line 3|:3\b/, /line 2|:2\b|for ever|without end|never ends/i]);
await told("setInterval(() => console.log('tick'), 100);", [/tick/, /repeats|for ever/i, /100 ms/]);
await told('let n = 0; function frame() { console.log(n++); requestAnimationFrame(frame); } frame();', [/repeats|for ever/i, /frame/i], '--host=browser');
await told("let n = 0; const again = () => { console.log('again', n++); setTimeout(again, 10); }; again();", [/again/, /repeats|for ever|without end/i]);

// What ends is not called endless.
const finite = await told('let n = 0; function f() { if (++n < 5000) Promise.resolve().then(f); else console.log("end", n); } f(); setTimeout(() => console.log("timer"), 0);', [/end 5000/, /timer/]);
check.equal(finite.status, 0, 'a long chain that ends is predicted');
const cleared = await told("let n = 0; const id = setInterval(() => { if (++n === 50) { clearInterval(id); console.log('cleared', n); } }, 1000);", [/cleared 50/]);
check.equal(cleared.status, 0, 'an interval that is cleared late is predicted');

check.done();
