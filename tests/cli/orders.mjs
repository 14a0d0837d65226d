// The search through all orders keeps to its bounds, and tells what it knows when it is interrupted.
import { spawn } from 'node:child_process';
import { Checker } from './check.mjs';

const evloop = process.argv[2];
const check = new Checker('orders', evloop);
const many = (n) => `for (let i = 0; i < ${n}; i++) getThing(() => console.log('f', i));`;

// Memory: whatever the cap, there is a first outcome and a statement that the search was bounded.
for (const cap of ['1K', '100K', '4M']) {
	for (const more of [[], ['--no-reduction']]) {
		const result = await check.evloop(['orders', '--assume', '--host=browser', `--max-outcomes=${cap}`, '--max-schedules=100000', ...more, '-e', many(9)]);
		check.equal(result.status, 3, `a cap of ${cap} ${more}`);
		check.match(result.stdout, /1\? f 0\n/, `a cap of ${cap} ${more}`);
		check.match(result.stdout, /bounded: .*(memory for outcomes was full|more outcomes than are kept)/, `a cap of ${cap} ${more}`);
	}
}

// Schedules that differ only in the order of independent tasks are not run one by one.
const eight = await check.evloop(['orders', '--assume', '--host=browser', '--format=json', '-e', many(8)]);
const told = JSON.parse(eight.stdout);
check.ok(told.runs < 3000 && told.schedules >= 40320, `${told.runs} runs stand for ${told.schedules} schedules`);

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
