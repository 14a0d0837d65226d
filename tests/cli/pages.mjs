// HTML pages as sources, what a user does on them (--at), and all hosts at once (--host=all).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from './check.mjs';

const check = new Checker('pages', process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-pages-'));
const file = (name, text) => {
	const full = path.join(folder, name);
	fs.writeFileSync(full, text);
	return full;
};
const predict = (...args) => check.evloop(['predict', ...args]);

const page = file('page.html', `<!doctype html>
<button id="b">go</button> <input id="i">
<script>let n = 0; document.getElementById('b').addEventListener('click', () => console.log('click', ++n)); console.log('first', n);</script>
<script>console.log('second', n); document.addEventListener('keydown', (e) => console.log('key', e.key));</script>
`);
check.equal((await predict('--format=plain', page)).stdout, 'first 0\nsecond 0\n', 'the scripts of a page');
const clicked = await predict('--format=plain', '--at', '100ms click #b', '--at=1s key Enter on #i', page);
check.equal(clicked.stdout, 'first 0\nsecond 0\nclick 1\nkey Enter\n', 'what a user does');
check.equal(clicked.status, 0, 'and its exit status');

// The text report: places are those of the file, the scripts are in their order.
const { stdout: report, stderr: notes } = await predict('--at=100ms click #b', page);
check.match(report, /page\.html:3/, 'the line of the first script');
check.match(report, /page\.html:4/, 'the line of the second script');
check.ok(!/racy/.test(report + notes), `nothing is racy:\n${report}${notes}`);
check.match(report + notes, /the source is a page/, 'why a browser');

// An async script is ordered against no other; deferred ones come after the parsing.
file('a.js', "console.log('a.js');\n");
const racing = file('async.html', `<script async src="a.js"></script>\n<script>console.log('inline');</script>\n`);
const async_ = await predict(racing);
check.match(async_.stdout + async_.stderr, /racy/, 'an async script is racy');
const deferred = file('defer.htm', `<script defer src="a.js"></script>\n<script type="module">console.log('module');</script>\n<script>console.log('inline');</script>\n`);
const defer = await predict(deferred);
check.ok(!/racy/.test(defer.stdout + defer.stderr), 'a deferred script is not');
check.equal((await predict('--format=plain', deferred)).stdout, 'inline\na.js\nmodule\n', 'and comes in the order of the page');

// What cannot be read as an action, or as a page.
const nonsense = await predict('--at', 'nonsense', page);
check.equal(nonsense.status, 2, 'no action');
check.match(nonsense.stderr, /nonsense.*click #button/, 'is told how one is written');
check.equal((await predict('--format=plain', file('empty.html', ''))).stdout, '', 'an empty page');
const broken = await predict('--format=plain', file('broken.html', `<script>console.log(1</script>\n<script>console.log('goes on');</script>`));
check.match(broken.stdout, /SyntaxError[^]*goes on/, 'a script that does not parse stops no other');
const lacking = await predict('--format=plain', file('lacking.html', `<script>console.log('before');</script>\n<script type="module">import './no-such.js';</script>`));
check.equal(lacking.status, 0, 'a module whose import is not there');
check.equal(lacking.stdout, 'before\n', 'does not run');
check.match(lacking.stderr, /the module \.\/no-such\.js is not there/, 'which is said');

// What is at an address can be said; the page's own address means nothing.
const late = file('late.html', `<script>setTimeout(() => console.log('timer'), 40);</script>\n<script src="/late.js?ms=1"></script>\n<script src="none.js" onerror="console.log('none')"></script>\n<script>console.log('last');</script>`);
check.equal((await predict('--format=plain', '--provide', "'/late.js?ms=1' answers \"console.log('late')\" after 90ms", late)).stdout, 'timer\nlate\nnone\nlast\n', 'the parser waits for what comes late');
check.equal((await predict('--format=plain', '--provide', "'/late.js?ms=1' fails after 90ms", late)).stdout, 'timer\nnone\nlast\n', 'or what is said to fail');
check.match((await predict('--format=plain', late)).stderr, /the file \/late.js\?ms=1 is not there/, 'nothing is said of it');
const asked = await predict('--format=plain', '--host=browser', '--provide', "'/api/ann' answers { name: 'Ann' } after 20ms", '--provide', "'/down' fails", '-e', "fetch('/api/ann').then(async (r) => console.log(r.status, r.headers.get('content-type'), await r.json())); fetch('/down').catch((e) => console.log(e.message)); setTimeout(() => console.log('timer'), 10);");
check.equal(asked.stdout, "Failed to fetch\ntimer\n200 'application/json' {name: 'Ann'}\n", 'what is said of an address is fetched');
for (const wrong of ["'/a' = 1", "'/a' answers", "'/a' fails 3", "'/a answers 1", "f answers 1"]) check.equal((await predict('--host=browser', '--provide', wrong, '-e', '1')).status, 2, `${wrong} is no provision`);

// A member that Chromium has and the model lacks is never undefined, in classes of host scripts either; one that nobody has is.
for (const [text, member] of [['new XMLHttpRequest().setPrivateToken', 'setPrivateToken'], ["typeof new Response('x').textStream", 'textStream'], ['class B extends Blob {} new B([]).textStream', 'textStream']]) {
	const lacking = await predict('--format=plain', '--host=browser', '-e', text);
	check.equal(lacking.status, 3, text);
	check.match(lacking.stderr, new RegExp(`not covered: ${member}`), 'by its name');
}
check.equal((await predict('--format=plain', '--host=browser', '-e', "class Own { get [Symbol.toStringTag]() { return 'Blob'; } } console.log(new Blob([]).nobodyHas, new Own().textStream, ({}).textStream)")).stdout, 'undefined undefined undefined\n', 'what nobody has');

check.equal((await predict('--format=plain', '--host=browser', '-e', "console.log('textStream' in new Blob([]), 'nobodyHas' in new Blob([]))")).stdout, 'true false\n', 'that it is there is known');

// A name that is used as an element is one of the assumed document where names are assumed to be provided.
const named = "box.addEventListener('click', () => console.log('clicked')); box.click();";
check.match((await predict('--format=plain', '--host=browser', '-e', named)).stdout, /ReferenceError: box is not defined/, 'a page does not have it');
const given = await predict('--format=plain', '--host=browser', '--assume', '-e', named);
check.equal(given.stdout, 'clicked\n', 'with --assume it does');
check.match(given.stderr, /the page has <div id="box">/, 'which is said');

// All hosts, those that print the same together; of a page, the browsers.
const all = await predict('--host=all', '-e', "console.log(typeof process, typeof document);");
check.equal(all.stdout, 'node-cjs, node-esm, node22, node24, deno, bun:\n    object undefined\nbrowser, firefox, safari:\n    undefined object\n', 'all hosts');
check.equal((await predict('--host=all', page)).stdout, 'browser, firefox, safari:\n    first 0\n    second 0\n', 'all hosts of a page');
const heaps = await predict('--host=all', '-e', "setTimeout(() => console.log('set first'), 1); setTimeout(() => console.log('set last'), 0);");
check.equal(heaps.stdout, 'node-cjs, node-esm, node22, node24, deno, bun:\n    set first\n    set last\nbrowser, firefox, safari:\n    set last\n    set first\n', 'timers of 0 and 1 ms');
const ticks = await predict('--host=all', file('ticks.mjs', "process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('microtask'));"));
check.match(ticks.stdout, /^node-cjs, bun:\n    tick\n    microtask\nnode-esm, node22, node24, deno:\n    microtask\n    tick\n/, 'the first ticks of a module');
const immediate = 'setImmediate(() => console.log("immediate")); setTimeout(() => console.log("timer"), 0); for (const end = Date.now() + 5; Date.now() < end;);';
check.match((await predict('--host=all', '-e', immediate)).stdout, /^node-cjs, node-esm, node22, node24, deno:\n    timer\n    immediate\nbun:\n    immediate\n    timer\n/, 'immediates of Bun');
const links = "let r = Promise.resolve(); for (let i = 1; i < 5; i++) r = r.then(() => console.log(i)); Promise.resolve().finally(() => {}).then(() => console.log('finally'));";
check.match((await predict('--host=all', '-e', links)).stdout, /bun, safari:\n    1\n    2\n    finally\n/, 'finally in JavaScriptCore');
const tried = "let r = Promise.resolve(); for (let i = 1; i < 4; i++) r = r.then(() => console.log(i)); Promise.try(() => Promise.resolve()).then(() => console.log('try'));";
for (const [name, order] of [['node24', '1\n2\n3\ntry\n'], ['deno', '1\n2\n3\ntry\n'], ['bun', '1\ntry\n2\n3\n'], ['browser', '1\ntry\n2\n3\n'], ['firefox', '1\n2\n3\ntry\n']])
	check.equal((await predict(`--host=${name}`, '--format=plain', '-e', tried)).stdout, order, `Promise.try, ${name}`);
const lists = 'const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end;); };\n' +
	"setTimeout(() => console.log('A1'), 50); busy(10); setTimeout(() => console.log('B'), 51); busy(10); setTimeout(() => console.log('A2'), 50); busy(100);";
for (const [name, order] of [['node', 'A1\nA2\nB\n'], ['deno', 'A1\nA2\nB\n'], ['bun', 'A1\nB\nA2\n'], ['firefox', 'A1\nB\nA2\n']])
	check.equal((await predict(`--host=${name}`, '--format=plain', '-e', lists)).stdout, order, `lists of timers, ${name}`);
// The first use of nextTick in a reaction is served right after it in Bun, later ones when the reactions are done.
const turns = "const say = (x) => () => console.log(x); setTimeout(() => { queueMicrotask(() => { process.nextTick(say('tick')); queueMicrotask(say('b')); }); queueMicrotask(() => { say('a')(); process.nextTick(say('late')); }); }, 0);";
for (const [name, order] of [['node', 'a\nb\ntick\nlate\n'], ['bun', 'tick\na\nb\nlate\n']])
	check.equal((await predict(`--host=${name}`, '--format=plain', '-e', turns)).stdout, order, `ticks among reactions, ${name}`);
const there = "import 'node:path'; Promise.resolve().then(() => console.log(1)).then(() => console.log(2)); import('node:path').then(() => console.log('there'));";
check.equal((await predict('--host=deno', '--format=plain', file('there.mjs', there))).stdout, '1\nthere\n2\n', 'import() in Deno of what is there');
const aborted = 'const c = new AbortController(); c.abort(); console.log(c.signal.reason.message);';
for (const [name, text] of [['node', 'This operation was aborted'], ['deno', 'The signal has been aborted'], ['bun', 'The operation was aborted.'], ['browser', 'signal is aborted without reason']])
	check.equal((await predict(`--host=${name}`, '--format=plain', '-e', aborted)).stdout, `${text}\n`, `the reason of ${name}`);
for (const [name, version, fatal] of [['deno', '2.9.6', /^before\nerror: Uncaught (\(in promise\) )?Error: x\n/], ['bun', '1.4.5', /^before\n1 \| console.*\n +\^\nerror: x\n[^]*\nBun v1\.4\.5/]]) {
	const told = await predict(`--host=${name}`, '--format=plain', '-e', `console.log(process.versions.${name}, self === globalThis)`);
	check.equal(told.stdout, `${version} true\n`, `the version of ${name}`);
	check.match(told.stderr, /note: approximate: the order is that of/, `${name} is approximate`);
	const dies = await predict(`--host=${name}`, '--format=plain', '--host-exit', '-e', "console.log('before'); throw new Error('x');");
	check.equal(dies.status, 1, `an uncaught error in ${name} ends the process`);
	check.match(dies.stdout, fatal, `as ${name} tells it`);
}
const elsewhere = await check.evloop(['orders', '--host=all', '-e', '1']);
check.equal(elsewhere.status, 2, '--host=all is for predict');
check.match(elsewhere.stderr, /--host=all is for evloop predict/, 'which is told');

fs.rmSync(folder, { recursive: true, force: true });
check.done();
