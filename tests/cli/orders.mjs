// The search through all orders keeps to its bounds, and tells what it knows when it is interrupted.
import { spawn } from 'node:child_process';
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
const fetches = (n, then = (i) => `.then(() => console.log(${i}))`) => Array.from({ length: n }, (_, i) => `fetch('/${i}')${then(i)};`).join('\n');
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
	const chains = await orders(host, `for (let i = 0; i < 50; i++) fetch('/' + i).then((r) => { console.log('got', i); return r.json(); }).then((d) => console.log('data', i));`);
	check.match(chains.orders, /^100! \/ \(2!\)\^50/, `fifty chains (${host})`);
	check.ok(chains.sources.every(({ numbers }) => numbers.length === 2 && numbers[1] - numbers[0] === 50), `each chain keeps its order (${host})`);
	const shared = await orders(host, `let n = 0; ${fetches(5, (i) => `.then(() => console.log(${i}, ++n), () => {})`)}`, '--max-schedules=2000');
	check.ok(shared.orders === undefined, `what shares a variable is not independent (${host})`);
	const counted = await orders(host, `let n = 0; ${fetches(6)} fetch('/a').then(() => { n++; console.log('a', n); }, () => {}); fetch('/b').then(() => { n *= 3; console.log('b', n); }, () => {});`);
	check.ok(counted.sources?.length === 7 && counted.orders === '40,320', `two that share a variable count as one source of two orders (${host}): ${counted.orders}`);
}
const text = await check.evloop(['orders', '--host=browser', '-e', fetches(8)]);
check.match(text.stdout, /lines 1–8 in any order: 40,320 orders, complete/, 'the summary in words');
check.match(text.stdout, /if fetch\('\/0'\) rejects: Uncaught \(in promise\) TypeError: Failed to fetch in place of line 1/, 'the alternatives in words');

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
