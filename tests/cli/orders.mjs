// The search through all orders keeps to its bounds, and tells what it knows when it is interrupted.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { Checker } from './check.mjs';

const evloop = process.argv[2];
const check = new Checker('orders', evloop);
const many = (n) => `for (let i = 0; i < ${n}; i++) getThing(() => console.log('f', i));`;
const tied = (n) => `let x = 0; for (let i = 0; i < ${n}; i++) getThing(() => { x = x * 3 + i; console.log('f', i, x); });`;

// Memory: whatever the cap, there is a first outcome and a statement that the search was bounded.
for (const cap of ['1K', '100K', '4M']) {
	for (const more of [[], ['--no-reduction']]) {
		const result = await check.evloop(['orders', '--assume', '--host=browser', `--max-outcomes=${cap}`, '--max-schedules=100000', ...more, '-e', tied(9)]);
		check.equal(result.status, 3, `a cap of ${cap} ${more}`);
		check.match(result.stdout, /1\? f 0 0\n/, `a cap of ${cap} ${more}`);
		check.match(result.stdout, /bounded: .*(memory for outcomes was full|more outcomes than are kept)/, `a cap of ${cap} ${more}`);
	}
}

// Independent outside work is not run in all its orders: they are counted.
const orders = async (host, code, ...more) => {
	const started = Date.now();
	const { stdout } = await check.evloop(['orders', `--host=${host}`, '--format=json', ...more, '-e', code]);
	return { ...JSON.parse(stdout), ms: Date.now() - started };
};
const fetches = (n, then = (i) => `.then(() => console.log(${i}))`) => Array.from({ length: n }, (_, i) => `fetch('http://h/${i}')${then(i)};`).join('\n');
for (const host of ['node', 'browser']) {
	const eight = await orders(host, fetches(8));
	check.equal(eight.orders, '40,320', `eight fetches (${host})`);
	check.equal(eight.schedules, 40320, `eight fetches (${host})`);
	check.ok(eight.complete && eight.exact && eight.sources.length === 8, `eight fetches are summarised complete (${host})`);
	check.ok(eight.ms < 5000 && eight.runs < 100, `eight fetches are not run in all orders (${host}): ${eight.runs} runs`);
	const caught = await orders(host, fetches(8, (i) => `.then(() => console.log(${i})).catch(() => console.log('no', ${i}))`));
	check.equal(caught.sources.map(({ ways }) => ways.map(({ lines }) => lines.map(({ text }) => text).join()).join('|')).join(' '),
		[0, 1, 2, 3, 4, 5, 6, 7].map((i) => `${i}|no ${i}`).join(' '), `eight fetches that may reject (${host})`);
	const fifty = await orders(host, fetches(50));
	check.match(fifty.orders, /^50! \(about 3\.0e64\)$/, `fifty fetches (${host})`);
	check.ok(fifty.complete && fifty.runs < 500, `fifty fetches are summarised (${host}): ${fifty.runs} runs`);
	const chains = await orders(host, `for (let i = 0; i < 50; i++) fetch('http://h/' + i).then((r) => { console.log('got', i); return r.json(); }).then((d) => console.log('data', i));`);
	check.match(chains.orders, /^100! \/ \(2!\)\^50/, `fifty chains (${host})`);
	check.ok(chains.sources.every(({ numbers }) => numbers.length === 2 && numbers[1] - numbers[0] === 50), `each chain keeps its order (${host})`);
	const shared = await orders(host, `let n = 0; ${fetches(5, (i) => `.then(() => console.log(${i}, ++n), () => {})`)}`, '--max-schedules=2000');
	check.ok(shared.orders === undefined, `what shares a variable is not independent (${host})`);
	const counted = await orders(host, `let n = 0; ${fetches(6)} fetch('http://h/a').then(() => { n++; console.log('a', n); }, () => {}); fetch('http://h/b').then(() => { n *= 3; console.log('b', n); }, () => {});`);
	check.ok(counted.sources?.length === 7 && counted.orders === '40,320', `two that share a variable count as one source of two orders (${host}): ${counted.orders}`);
}
const text = await check.evloop(['orders', '--host=browser', '-e', fetches(8)]);
check.match(text.stdout, /lines 1–8 in any order: 40,320 orders, complete/, 'the summary in words');
check.match(text.stdout, /if fetch\('http:\/\/h\/0'\) rejects: Uncaught \(in promise\) TypeError: Failed to fetch in place of line 1/, 'the alternatives in words');

// What decides the four classic pairs, and what each is called.
const relation = async (host, code, ...more) => (await orders(host, code, ...more)).relations.map(({ sure, margin, why }) => `${sure}${margin === null ? '' : ` ${margin}`}: ${why}`).join('\n');
const pair = "setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate'));";
check.match(await relation('node', pair), /^racy: .*whether the timer is already due when the loop first looks$/, 'setTimeout 0 against setImmediate in the main script');
check.equal((await orders('node', pair)).outcomes.length, 2, 'setTimeout 0 against setImmediate in the main script');
const inside = await orders('node', `require('fs').readFile(__filename, () => { ${pair} });`);
check.equal(inside.outcomes.map(({ lines }) => lines.map(({ text }) => text).join(' ')).join(' | '), 'immediate timeout', 'the same in an I/O callback');
check.match(inside.relations.map(({ sure, why }) => `${sure}: ${why}`).join(), /^host: in Node's loop the check phase \(setImmediate\) comes before the next look at the timers$/, 'the same in an I/O callback');
check.match((await check.evloop(['orders', '--host=node', '-e', `require('fs').readFile(__filename, () => { ${pair} });`])).stdout, /order: host, lines 1-2: in Node's loop the check phase/, 'the same in words');
for (const host of ['node', 'browser']) {
	const two = "fetch('http://h/a').then(() => console.log('a'), () => {}); fetch('http://h/b').then(() => console.log('b'), () => {});";
	check.match(await relation(host, two), /^racy: .*nobody fixes how long outside work takes$/, `two fetches (${host})`);
	check.ok(new Set((await orders(host, two)).outcomes.map(({ lines }) => lines.map(({ text }) => text).join(''))).has('ba'), `two fetches (${host})`);
	const work = "setTimeout(() => console.log('a'), 10); for (let i = 0; i < 1000; i++); setTimeout(() => console.log('b'), 5);";
	check.match(await relation(host, work), /^timing 5: .* is due before .*; that holds while the code in between takes less than 5 ms$/, `10 ms, work, 5 ms (${host})`);
	check.match(await relation(host, "setTimeout(() => console.log('a'), 10); compute(); setTimeout(() => console.log('b'), 5);", '--assume'), /^timing 5: /, `10 ms, unknown work, 5 ms (${host})`);
}
const frame = "requestAnimationFrame(() => console.log('frame')); setTimeout(() => console.log('timeout'), 0);";
check.match(await relation('browser', frame), /^racy: .*when the next frame is drawn is up to the screen$/, 'a frame against a timer of 0 ms');
check.equal((await orders('browser', frame)).outcomes.length, 2, 'a frame against a timer of 0 ms');
const reads = "const fs = require('fs'); fs.readFile(__filename, () => console.log('a')); fs.readFile(__filename, () => console.log('b'));";
check.equal((await orders('node', reads)).outcomes.length, 2, 'two reads');

// A schedule begins with nothing that an earlier one has left: the machine's caches know shapes by where they lay.
const done = `const fs = require('fs'), o = {}; let left = 2;
const done = () => { if (--left === 0) for (const k of ['a', 'b']) console.log(k, o[k]); };`;
for (const more of [[], ['--no-reduction']]) {
	const gathered = await orders('node', `${done} fs.readFile(__filename, () => { o.a = 'A'; done(); }); fs.readFile(__filename, () => { o.b = 'B'; done(); });`, ...more);
	check.equal(gathered.outcomes.map(({ lines }) => lines.map(({ text }) => text).join(' ')).join(' | '), 'a A b B', `properties in two orders ${more}`);
}

// A call with retries: the times are those that the snippet itself waits.
for (const host of ['node', 'browser']) {
	const { stdout } = await check.evloop(['orders', `--host=${host}`, '--format=json', '--call', "runLessonDemo({ endpoint: 'https://a.b/api' })", path.join(top, 'fixtures/unknowns/retries.js')]);
	const ends = JSON.parse(stdout).outcomes.map(({ lines }) => /(fulfils|rejects) at \d+ ms/.exec(lines.at(-1).text)?.[0]);
	check.equal([...new Set(ends)].sort().join(', '), 'fulfils at 0 ms, fulfils at 300 ms, fulfils at 900 ms, rejects at 900 ms', `back-off of 300 and 600 ms (${host})`);
}

// Races: the variable, both places, who touches it.
const races = async (code, ...more) => (await orders('node', code, ...more)).races;
const lost = `let balance = 100;
const delay = (ms) => new Promise((r) => setTimeout(r, ms));
async function withdraw(amount) {
	const before = balance;
	await delay(10);
	balance = before - amount;
	console.log('left', balance);
}
withdraw(10);
withdraw(20);`;
const [update, ...others] = await races(lost);
check.equal(`${update?.kind} ${update?.name} ${update?.first.line} ${update?.first.access} ${update?.second.line} ${update?.second.access} ${update?.between.line} ${others.length}`,
	'lost update balance 4 read 6 write 6 0', 'a lost update across an await');
check.equal((await races(lost.replace('before - amount', 'balance - amount'))).length, 0, 'what is read again after the await is not lost');
const shared = `let user = null;
const cart = { total: 0, items: [] };
fetch('http://h/user').then(() => { user = 'ann'; cart.total += 1; cart.items.push('a'); });
fetch('http://h/cart').then(() => { console.log(user); cart.total += 5; cart.items.push('b'); });
const only = { a: 1, b: 2 };
fetch('http://h/a').then(() => { only.a++; });
fetch('http://h/b').then(() => { only.b++; });
let steps = 0;
setTimeout(() => { steps++; }, 1);
setTimeout(() => { steps++; }, 1);`;
check.equal((await races(shared)).map(({ kind, name, first, second }) => `${kind} ${name} ${first.line} ${first.access} ${second.line} ${second.access}`).sort().join('\n'),
	'unordered cart.items 3 write 4 write\nunordered cart.total 3 write 4 write\nunordered user 3 write 4 read', 'races by name and place');
const words = (await check.evloop(['orders', '--host=node', '-e', shared])).stdout;
check.match(words, /race: user is written at line 3 by the I\/O callback of line 3 and read at line 4 by the I\/O callback of line 4, which come in any order\n/, 'a race in words');
const graph = (await check.evloop(['orders', '--host=node', '--format=dot', '-e', shared])).stdout;
check.match(graph, /r\d+a -> r\d+b \[dir=none,color=red,label="user"\];/, 'a race in a graph');
check.match((await check.evloop(['orders', '--host=node', '-e', lost])).stdout, /lost update: balance is read at line 4 and written from that at line 6 after an await/, 'a lost update in words');

// A refactoring of callbacks into async/await: the same in every order, or what only one of them prints.
const refactored = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-orders-'));
try {
	const version = (name, text) => {
		const file = path.join(refactored, name);
		fs.writeFileSync(file, text);
		return file;
	};
	const log = "fetch('https://a.b/log').then(() => console.log('logged'), () => console.log('not logged'));\n";
	const callbacks = version('callbacks.js', `function getUserID(cb) { setTimeout(() => cb(42), 5); }
function getPermissions(id, cb) { setTimeout(() => (id > 0 ? cb(null, ['read', id]) : cb(new Error('nobody'))), 10); }
${log}getUserID(function (id) {
	console.log('id', id);
	getPermissions(id, function (err, permissions) {
		if (err) { console.log('failed', err.message); return; }
		console.log('permissions', permissions);
	});
});
console.log('asked');
`);
	const awaiting = `const getUserID = () => new Promise((resolve) => setTimeout(() => resolve(42), 5));
const getPermissions = (id) => new Promise((resolve, reject) => setTimeout(() => (id > 0 ? resolve(['read', id]) : reject(new Error('nobody'))), 10));
${log}async function main() {
	const id = await getUserID();
	console.log('id', id);
	try {
		console.log('permissions', await getPermissions(id));
	} catch (err) {
		console.log('failed', err.message);
	}
}
`;
	const same = version('async.js', `${awaiting}main();\nconsole.log('asked');\n`);
	const other = version('awaited.mjs', `${awaiting}await main();\nconsole.log('asked');\n`);
	for (const host of ['node', 'browser']) {
		const equal = await check.evloop(['diff', `--host=${host}`, callbacks, same]);
		check.equal(`${equal.status} ${/print the same in every order \(\d+ outcomes\)/.test(equal.stdout)}`, '0 true', `callbacks and async (${host}): ${equal.stdout}`);
		const differs = await check.evloop(['diff', `--host=${host}`, callbacks, other]);
		check.equal(differs.status, 1, `asked too late (${host})`);
		check.match(differs.stdout, /only .*callbacks\.js prints:\n {4}asked\n[\s\S]*only .*awaited\.mjs prints:\n {4}(?!asked)/, `what only one prints (${host})`);
		check.ok(!/--schedule=[ )]/.test(differs.stdout), `the usual order needs no schedule (${host})`);
	}
	const provided = await check.evloop(['diff', '--assume', '--host=node', version('a.js', 'readUser(1, (err, user) => { if (err) console.log("no"); else console.log(user.name); });'),
		version('b.js', '(async () => { let user; try { user = await readUser(1); } catch { console.log("no"); return; } console.log(user.name); })();')]);
	check.equal(provided.status, 0, `what nobody defines, in both styles: ${provided.stdout}`);
} finally {
	fs.rmSync(refactored, { recursive: true });
}

// What is expected holds in all orders, or in some.
const either = "fetch('https://a.b/c').then(() => console.log('yes'), () => console.log('no')); console.log('asked');";
const expected = path.join(os.tmpdir(), `evloop-expected-${process.pid}`);
fs.writeFileSync(expected, 'asked\nno\n');
for (const [more, status] of [[['--expect-line=asked', '--expect-line=yes'], 1], [['--some', '--expect-line=asked', '--expect-line=yes'], 0], [['--expect-line=asked'], 1],
	[['--some', '--expect-line=asked', '--expect-line=no'], 0], [['--some', '--expect-line=no', '--expect-line=asked'], 1], [[`--expect=${expected}`], 1],
	[['--some', `--expect=${expected}`], 0]]) {
	const result = await check.evloop(['predict', '--host=browser', ...more, '-e', either]);
	check.equal(result.status, status, `${more.join(' ')}: ${result.stderr}`);
}
fs.rmSync(expected);
const always = "getThing((v) => console.log('v', v)); Promise.resolve().then(() => console.log('then')); console.log('sync');";
check.equal((await check.evloop(['predict', '--assume', '--expect-line=sync', '--expect-line=then', '--expect-line=v ‹v›', '-e', always])).status, 0, 'what holds in every order');

// An interrupt ends the search, and what is known by then is shown.
const slow = `let x = 0; for (let i = 0; i < 12; i++) getThing(() => { x = x * 3 + i; for (let k = 0; k < 2000; k++); if (i === 11) console.log('last', x % 2); });`;
const child = spawn(evloop, ['orders', '--assume', '--host=browser', '--max-schedules=100000000', '-e', slow]);
let out = '';
child.stdout.on('data', (chunk) => (out += chunk));
setTimeout(() => child.kill('SIGINT'), 1500);
const status = await new Promise((resolve) => child.on('close', resolve));
check.equal(status, 3, 'an interrupted search is incomplete');
check.match(out, /bounded: .* interrupted/, 'an interrupted search says so');
check.match(out, /last/, 'an interrupted search shows what it knows');

check.done();
