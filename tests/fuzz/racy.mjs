// Random racy programs: the reduced search must find the same set of outputs as the search through every schedule.
//
//   node tests/fuzz/racy.mjs EVLOOP [--count=100] [--seed=1] [--schedules=30000] [--jobs=N] [--keep=FILE]
//
// The programs are made of timers with ties, intervals, immediates, messages of channels, windows and broadcasts, animation frames, idle
// callbacks, prioritised tasks, file reads, fetches, streams, workers, shared variables and objects, promises that several
// tasks share, and awaits. `--count` of them are searched to the end; in place of those with more schedules than said come further
// seeds. The first one that differs is printed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cores, pool, run } from '../golden/processes.mjs';
import { choices } from './choices.mjs';

const args = process.argv.slice(2);
const option = (name, otherwise) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const evloop = args.find((arg) => !arg.startsWith('--'));
const count = Number(option('count', 100));
const first = Number(option('seed', 1));
const limit = Number(option('schedules', 30000));
const jobs = Number(option('jobs', cores));

function program(seed, host) {
	const { below, pick } = choices(seed);
	let label = 0;
	let tasks = 0;
	const hasWorker = seed % 20 < 2; /* a thread of its own makes many schedules of few tasks */
	const most = 2 + below(hasWorker ? 2 : 4);
	const name = () => pick(['x', 'y']);
	const statement = (depth, isAsync) => {
		const line = ++label;
		const kinds = ['print', 'print', 'add', 'print value', 'member', 'element', 'job', 'push', 'settle', 'local', 'flag', 'map', 'throw'];
		if (depth < 3 && tasks < most) kinds.push('task', 'task', 'task', 'reader');
		if (isAsync) kinds.push('await', 'await', 'await shared', 'lost');
		switch (pick(kinds)) {
		case 'print': return `console.log(${line});`;
		case 'add': return `${name()} = ${name()} * 2 + ${below(3)};`;
		case 'print value': return `console.log(${line}, ${name()});`;
		case 'member': return pick([`o.${pick('ab')}++;`, `console.log(${line}, o);`, `console.log(${line}, o.${pick('ab')});`, `delete o.${pick('ab')};`]);
		case 'element': return pick([`list[${below(3)}] = ${line};`, `console.log(${line}, list.length, list[${below(3)}]);`]);
		case 'job': return `Promise.resolve().then(() => { ${statement(depth, false)} });`;
		case 'push': return pick([`list.push(${line});`, `console.log(${line}, list.join());`, `for (const v of list) x += v;`]);
		case 'settle': return pick([`settle(${line});`, `shared.then((v) => console.log(${line}, v));`, `fail(${line});`]);
		case 'local': return `let l${line} = ${name()}; l${line}++; console.log(${line}, l${line});`;
		case 'flag': return `if (${name()} % 2 === ${below(2)}) { ${statement(depth, isAsync)} }`;
		case 'map': return pick([`m.set(${below(2)}, ${line});`, `console.log(${line}, m.size);`, `console.log(${line}, m.get(${below(2)}));`]);
		case 'throw': return below(8) === 0 ? `Promise.reject(${line}).catch((e) => console.log(e));` : `console.log(${line});`;
		case 'await': return `await ${pick(['null', 'Promise.resolve()', `new Promise((r) => setTimeout(r, ${below(3)}))`])}; console.log(${line});`;
		case 'await shared': return `console.log(${line}, await shared);`;
		case 'lost': return `{ const before = x; await null; x = before + 1; }`;
		case 'reader':
			tasks++;
			if (host === 'node') return `fs.readFile(__filename, () => { ${body(depth + 1, false)} });`;
			return `read(() => { ${body(depth + 1, false)} });`;
		default: return task(depth);
		}
	};
	const body = (depth, isAsync) => Array.from({ length: 1 + below(3) }, () => statement(depth, isAsync)).join(' ');
	const task = (depth) => {
		tasks++;
		const isAsync = below(3) === 0;
		const callback = `${isAsync ? 'async ' : ''}() => { ${body(depth + 1, isAsync)} }`;
		const ways = [`setTimeout(${callback}, ${pick([0, 1, 1, 2, 5, 10, 10, 11])});`, `setTimeout(${callback}, ${pick([0, 1, 10])});`];
		ways.push(host === 'node' ? `setImmediate(${callback});` : `requestAnimationFrame(${callback});`, `message(${callback});`);
		ways.push(`fetch('http://h/${label}').then(${callback}, () => console.log('no ${label}'));`, `fetch('http://h/${label}').then(${callback}, ${callback});`);
		ways.push(`broadcast(${callback});`, `every(${pick([1, 5, 10])}, ${callback});`, `stream(${callback});`);
		if (hasWorker && tasks === most) ways.push(`worker(${callback});`);
		if (host === 'node') ways.push(`fs.readFile(__filename, ${callback});`, `fs.promises.stat(__filename).then(${callback});`, `emitter.once('e', ${callback}); setImmediate(() => emitter.emit('e'));`);
		else ways.push(`requestIdleCallback(${callback});`, `posted.push(${callback}); postMessage(0, '*');`, `scheduler.postTask(${callback}, { priority: '${pick(['user-blocking', 'user-visible', 'background'])}' });`);
		return pick(ways);
	};
	const prelude = [
		host === 'node' ? `const fs = require('fs'), emitter = new (require('events'))();` : `const read = (f) => { const r = new FileReader(); r.onload = f; r.readAsText(new Blob(['a'])); };`,
		below(2) ? 'let x = 1, y = 2;' : 'var x = 1; let y = 2;',
		'const o = { a: 1 }, list = [1], m = new Map();',
		'let settle, fail; const shared = new Promise((r, e) => { settle = r; fail = e; }); shared.catch(() => {});',
		'const message = (f) => { const c = new MessageChannel(); c.port1.onmessage = () => { c.port1.close(); f(); }; c.port2.postMessage(0); };',
		'const broadcast = (f) => { const a = new BroadcastChannel("c"), b = new BroadcastChannel("c"); b.onmessage = () => { a.close(); b.close(); f(); }; a.postMessage(0); };',
		'const every = (ms, f) => { let n = 0; const id = setInterval(() => { if (++n === 2) clearInterval(id); f(); }, ms); };',
		'const stream = async (f) => { for await (const v of new ReadableStream({ start(c) { c.enqueue(1); setTimeout(() => c.close(), 1); } })) f(v); };',
		host === 'node' ? `const worker = (f) => { new (require('worker_threads').Worker)("require('worker_threads').parentPort.postMessage(0)", { eval: true }).once('message', f); };` :
			`const worker = (f) => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(0); close()']))); w.onmessage = () => f(); };`,
		host === 'node' ? '' : 'const posted = []; onmessage = () => posted.shift()();',
	];
	const lines = [];
	for (let i = 0; i < most; i++) lines.push(i < 2 ? task(0) : statement(0, false));
	return `${[...prelude, ...lines].join('\n')}\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'evloop-racy-'));
let explored = 0;
let racy = 0;
let runs = 0;
let schedules = 0;

async function outputs(file, host, ...more) {
	const call = () => run(evloop, ['orders', '--format=json', `--host=${host}`, `--max-schedules=${limit}`, ...more, file], { limit: 120000 });
	let { stdout, stderr, status } = await call();
	if (status === null) ({ stdout, stderr, status } = await call()); // a machine that had no memory for it
	let orders;
	try {
		orders = JSON.parse(stdout);
	} catch {
		return { problem: `status ${status}: ${stderr.split('\n')[0]}` };
	}
	const set = new Set(orders.outcomes.map(({ lines, exit, status: how }) => JSON.stringify([lines, exit, how])));
	return { set, complete: orders.complete, runs: orders.runs, schedules: orders.schedules };
}

async function judge(seed) {
	const host = seed % 2 === 0 ? 'node' : 'browser';
	const file = join(folder, `${seed}.js`);
	const text = program(seed, host);
	writeFileSync(file, text);
	const all = await outputs(file, host, '--no-reduction');
	if (!all.problem && !all.complete) return undefined;
	const reduced = await outputs(file, host);
	if (all.problem || reduced.problem) return all.problem === reduced.problem ? undefined : `${all.problem} / ${reduced.problem}\n${text}`;
	explored++;
	racy += all.set.size > 1;
	runs += reduced.runs ?? reduced.schedules;
	schedules += all.schedules;
	const missing = [...all.set].filter((output) => !reduced.set.has(output));
	const extra = [...reduced.set].filter((output) => !all.set.has(output));
	if (missing.length === 0 && extra.length === 0) return reduced.complete ? undefined : `seed ${seed} (${host}): only the whole search was complete\n${text}`;
	return `seed ${seed} (${host}): ${missing.length} of ${all.set.size} outputs missing, ${extra.length} that no schedule has\n${missing[0] ?? extra[0]}\n${text}`;
}

const wrong = [];
let tried = 0;
await pool(Array.from({ length: jobs }), jobs, async () => {
	while (explored < count && tried < 2 * count) {
		const verdict = await judge(first + tried++);
		if (verdict !== undefined) wrong.push(verdict);
	}
});
rmSync(folder, { recursive: true });
if (wrong.length > 0) {
	console.log(wrong[0]);
	if (option('keep')) writeFileSync(option('keep'), wrong.join('\n'));
}
console.log(`racy: ${tried} programs, ${explored} searched to the end, ${racy} of them racy, ${runs} runs for ${schedules} schedules, ${wrong.length} wrong`);
process.exit(wrong.length === 0 && explored >= count ? 0 : 1);
