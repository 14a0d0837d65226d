// Hostile input: whatever it is, evloop ends soon, by itself, with a message that helps or the error that a real host
// would report; never by a signal, and never silent about what it could not do. Run under the sanitizers too.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from './check.mjs';

const check = new Checker('hostile', process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-hostile-'));

// A release ends each of these within a second or, where the snippet fills memory or time up to a limit, within the few
// that filling takes; a build with sanitizers on a busy machine is a good deal slower than that.
const soon = 12000;
const filling = 120000;
const fills = new Set(['an array too long to fill', 'an array that grows', 'objects without end', 'an iterator without end', '10,000 variables']);

const bytes = Buffer.alloc(4096);
for (let i = 0, x = 12345; i < bytes.length; i++) {
	x = (x * 1103515245 + 12345) & 0x7fffffff;
	bytes[i] = x >> 16;
}

// The text, the exit statuses that are right, and what must be said on one of the streams.
const inputs = {
	'an empty file': ['', [0]],
	'only a comment': ['/* nothing */', [0]],
	'only spaces and a byte order mark': ['\ufeff \n\t', [0]],
	'1 MB of opening parentheses': ['('.repeat(1 << 20), [1, 3], /./],
	'1 MB of opening brackets': ['['.repeat(1 << 20), [1, 3], /./],
	'100,000 opening braces': ['{'.repeat(100000), [1, 3], /./],
	'10,000 nested functions': [`${'function f(){'.repeat(10000)}${'}'.repeat(10000)}`, [0, 1, 3]],
	'10,000 nested arrows': [`${'()=>'.repeat(10000)}1`, [0, 1, 3]],
	'10,000 nested arrays': [`${'['.repeat(10000)}${']'.repeat(10000)}`, [0, 1, 3]],
	'10,000 nested blocks': [`${'{'.repeat(10000)}${'}'.repeat(10000)}`, [0, 1, 3]],
	'a sum of 50,000 terms': [`console.log(${'1+'.repeat(50000)}1)`, [0, 1, 3]],
	'50,000 signs': [`console.log(${'- '.repeat(50000)}1)`, [0, 1, 3]],
	'20,000 nested ternaries': [`${'1?'.repeat(20000)}1${':1'.repeat(20000)}`, [0, 1, 3]],
	'a chain of 20,000 calls': [`const f=()=>f;f${'()'.repeat(20000)}`, [0, 1, 3]],
	'a chain of 20,000 members': [`const o={};o.o=o;o${'.o'.repeat(20000)}`, [0, 1, 3]],
	'10,000 nested templates': [`${'`${'.repeat(10000)}1${'}`'.repeat(10000)}`, [0, 1, 3]],
	'10,000 nested patterns': [`const ${'['.repeat(10000)}a${']'.repeat(10000)}=[]`, [0, 1, 3]],
	'10,000 else ifs': [`${'if(0){}else '.repeat(10000)}{}`, [0, 1, 3]],
	'random bytes': [bytes, [1, 3], /./],
	'bytes that are not UTF-8': [Buffer.from([0x63, 0xff, 0xfe, 0x80, 0x27]), [1, 3], /./],
	'a zero byte': ['console.log(1)\0', [1, 3], /./],
	'an unterminated template': ['console.log(`abc', [1], /./],
	'an unterminated string': ["console.log('abc", [1], /./],
	'an unterminated comment': ['console.log(1); /* abc', [1], /./],
	'an unterminated expression': ['console.log(1', [1], /./],
	'lone surrogates': ["console.log('\\ud800', '\\udc00'.length, '\\ud83d' + '\\ude00')", [0]],
	'800 timers that set themselves again': ['for (let i = 0; i < 800; i++) { let n = 0; setTimeout(function f() { console.log(i, n); if (n++ < 3) setTimeout(f, i % 7); }, i % 13); }', [0]],
	'a chain of 3,000 timers beside an interval': ['let n = 0; setTimeout(function f() { console.log(n); if (n++ < 3000) setTimeout(f, 0); }, 0); setInterval(function () { console.log(0); if (n > 3000) clearInterval(this); }, 5);', [0]],
	'recursion without end': ['function f() { f(); } f();', [0], /RangeError: Maximum call stack size exceeded/],
	'recursion through a getter': ['const o = { get x() { return this.x; } }; o.x;', [0], /RangeError: Maximum call stack size exceeded/],
	'recursion through toString': ["const o = { toString() { return '' + this; } }; '' + o;", [0], /RangeError: Maximum call stack size exceeded/],
	'recursion through sort': ['function f() { [2, 1].sort(f); } f();', [0], /RangeError: Maximum call stack size exceeded/],
	'recursion through JSON': ['const o = { toJSON() { return JSON.stringify(this); } }; JSON.stringify(o);', [0], /RangeError: Maximum call stack size exceeded/],
	'recursion in a class': ['class A { a = new A(); } new A();', [0], /RangeError: Maximum call stack size exceeded/],
	'recursion in async functions': ['async function f() { return f(); } f().catch((e) => console.log(e.message));', [0], /Maximum call stack size exceeded/],
	'recursion in generators': ['function* g() { yield* g(); } [...g()];', [0], /RangeError: Maximum call stack size exceeded/],
	'a string too long': ["'x'.repeat(2**30)", [0], /RangeError: Invalid string length/],
	'a string that doubles': ["let s = 'x'; for (;;) s += s;", [0, 3], /RangeError: Invalid string length|memory/],
	'a padded string': ["'x'.padStart(2**30)", [0], /RangeError: Invalid string length/],
	'an array too long to fill': ['const a = new Array(2**32-2); console.log(a.length); a.fill(0);', [0, 3], /4294967294/],
	'an array of 2**32': ['new Array(2**32)', [0], /RangeError: Invalid array length/],
	'a far element': ['const a = []; a[2**32-2] = 1; console.log(a.length);', [0], /4294967295/],
	'joining a long array': ['console.log(new Array(2**31).join("ab"))', [0, 3], /./],
	'Array.from of a long array-like': ['Array.from({ length: 2**40 })', [0, 3], /./],
	'an array that grows': ['const a = []; for (;;) a.push(a.length);', [0, 3], /./],
	'objects without end': ['const all = []; for (;;) all.push({ n: all.length });', [3], /memory|step/],
	'a loop without end': ['console.log("before"); for (;;) {}', [0, 3], /never ends|for ever|limit|starve/],
	'an iterator without end': ['[...{ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }]', [0, 3], /./],
	'promises without end': ['function f() { Promise.resolve().then(f); f; } f();', [0, 3], /./],
	'timers without end': ['function f() { setTimeout(f, 1); } f();', [0, 3], /./],
	'output without end': ['for (;;) console.log("again and again");', [0, 3], /never ends|for ever|limit|starve/],
	'10,000 properties': [`const o = {${Array.from({ length: 10000 }, (_, i) => `p${i}:${i}`).join()}}; console.log(Object.keys(o).length);`, [0], /10000/],
	'10,000 variables': [`${Array.from({ length: 10000 }, (_, i) => `let v${i} = ${i};`).join('')} console.log(v9999);`, [0, 3], /./],
	'10,000 parameters': [`function f(${Array.from({ length: 10000 }, (_, i) => `p${i}`).join()}) { return p9999; } console.log(f.length);`, [0, 3], /./],
	'10,000 arguments': [`console.log(Math.max(${Array.from({ length: 10000 }, (_, i) => i).join()}))`, [0, 3], /./],
	'arguments from a long spread': ['console.log(Math.max(...new Array(1000000).fill(1)))', [0, 3], /./],
	'a long name': [`let ${'a'.repeat(100000)} = 1; console.log(${'a'.repeat(100000)})`, [0], /1/],
	'a long line': [`console.log(${'"x",'.repeat(30000)}1); undefinedName`, [0, 3], /./],
	'a deep value printed': ['let o = {}; for (let i = 0; i < 100000; i++) o = { o }; console.log(o);', [0], /\[Object\]/],
	'a deep value written as JSON': ['let o = {}; for (let i = 0; i < 100000; i++) o = { o }; try { JSON.stringify(o); } catch (e) { console.log(e.name); }', [0, 3], /./],
	'deep JSON read': ["try { JSON.parse('['.repeat(1e6)); } catch (e) { console.log(e.name); }", [0, 3], /Error|memory|step/],
	'a deep prototype chain': ['let o = {}; for (let i = 0; i < 100000; i++) o = Object.create(o); console.log(o.nothing);', [0, 3], /./],
	'a bound function of bound functions': ['let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(); try { console.log(f()); } catch (e) { console.log(e.name); }', [0, 3], /./],
	'a promise of promises': ['let p = Promise.resolve(1); for (let i = 0; i < 20000; i++) { const q = p; p = new Promise((r) => r(q)); } p.then(console.log);', [0, 3], /./],
	'deep flat': ['let a = []; for (let i = 0; i < 100000; i++) a = [a]; try { a.flat(Infinity); console.log("flat"); } catch (e) { console.log(e.name); }', [0, 3], /./],
	'a concatenation as deep as long': ["let s = ''; for (let i = 0; i < 200000; i++) s = 'a' + s + 'b'; console.log(s.length, s[200000]);", [0], /400000 b/],
	'a delay of every kind': ['for (const d of [NaN, -1, Infinity, 2**31, 1e300, "x", {}, null]) setTimeout(() => {}, d);', [0]],
};

for (const [name, [text, statuses, said]] of Object.entries(inputs)) {
	const file = path.join(folder, `${name.replace(/\W+/g, '-')}.js`);
	fs.writeFileSync(file, text);
	const limit = fills.has(name) ? filling : soon;
	for (const format of fills.has(name) ? ['plain'] : ['text', 'plain', 'json']) {
		const result = await check.evloop(['predict', `--format=${format}`, '--host=node', file], { limit });
		if (result.timeout) break;
		check.ok(statuses.includes(result.status), `${name} (${format}): exit status ${result.status}, not ${statuses.join(' or ')}\n${result.stderr.slice(0, 500)}${result.stdout.slice(0, 300)}`);
		if (said) check.match(result.stdout + result.stderr, said, `${name} (${format})`);
		if (result.status === 3) check.ok(result.stderr !== '' || format !== 'plain', `${name} (${format}): ended incomplete without a word`);
		if (format === 'json' && result.stdout) {
			let parsed = true;
			try {
				JSON.parse(result.stdout);
			} catch {
				parsed = false;
			}
			check.ok(parsed, `${name}: --format=json is not JSON`);
		}
	}
	await check.evloop(['classify', file], { limit });
}

fs.rmSync(folder, { recursive: true });
check.done();
