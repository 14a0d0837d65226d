// Whoever interrupts one long run is shown at once what it has printed by then, as at any other limit.
import { spawn } from 'node:child_process';
import { Checker } from './check.mjs';

const evloop = process.argv[2];
const check = new Checker('interrupt', evloop);
const long = `console.log('start');
setTimeout(() => console.log('timer'), 1);
let n = 0;
setTimeout(() => { for (let i = 0; i < 1e12; i++) n += i; console.log('worked'); }, 5);
setTimeout(() => console.log('later'), 10);`;
const tasks = `console.log('start'); console.log('timer'); let n = 0;
for (let k = 1; k <= 3000; k++) setTimeout(() => { for (let i = 0; i < 1e7; i++) n += i; if (k === 3000) console.log('worked'); }, k);`;

/* Send `signal` while it runs; what it wrote and how soon it ended. */
function interrupted(signal, args) {
	return new Promise((resolve) => {
		const child = spawn(evloop, args);
		let out = '', sent = 0;
		child.stdout.on('data', (chunk) => (out += chunk));
		child.stderr.on('data', (chunk) => (out += chunk));
		setTimeout(() => {
			sent = Date.now();
			child.kill(signal);
		}, 1000);
		const killer = setTimeout(() => child.kill('SIGKILL'), 30000);
		child.on('close', (status) => {
			clearTimeout(killer);
			resolve({ out, status, ms: Date.now() - sent });
		});
	});
}

for (const signal of ['SIGINT', 'SIGTERM']) {
	for (const [name, code] of [['one long task', long], ['many tasks', tasks]]) {
		for (const command of [['predict'], ['predict', '--format=plain'], ['orders'], ['orders', '--no-reduction'], ['orders', '--format=json']]) {
			const { out, status, ms } = await interrupted(signal, [...command, '--host=node', '--max-steps=100000000000', '-e', code]);
			const what = `${signal}, ${name}: ${command.join(' ')}`;
			check.equal(status, 3, what);
			check.match(out, /start[\s\S]*timer/, what);
			check.ok(!/worked|later/.test(out.replace(/^.*[│|].*$/gm, '')), `${what} shows what was not reached: ${out}`);
			check.match(out, /it was interrupted|"interrupted"/, what);
			check.ok(ms < 10000, `${what}: took ${ms} ms to end`);
		}
	}
}
const expected = await interrupted('SIGINT', ['predict', '--host=node', '--max-steps=100000000000', '--expect-line=start', '--expect-line=timer', '--expect-line=worked', '-e', long]);
check.equal(expected.status, 3, 'an expectation is not judged by a part');
check.match(expected.out, /begins as expected, but it is not known to its end/, 'an expectation is not judged by a part');
const other = await interrupted('SIGINT', ['predict', '--host=node', '--max-steps=100000000000', '--expect-line=other', '-e', long]);
check.equal(other.status, 1, 'what is printed already decides');

// Limits of one run: what it has printed by then, and which limit it was.
for (const [more, why] of [[['--max-steps=100000'], /step limit/], [['--run-for=7ms'], /time limit/], [['--max-memory=3M'], /memory limit/]]) {
	const code = `${long}\nsetTimeout(() => { const all = []; for (;;) all.push({ n }); }, 8);`.replace('1e12', why.source.startsWith('step') ? '1e12' : '10');
	for (const command of ['predict', 'orders']) {
		const result = await check.evloop([command, '--host=node', ...more, '-e', code]);
		const text = result.stdout + result.stderr;
		check.equal(result.status, 3, `${command} ${more}`);
		check.match(text, /start[\s\S]*timer/, `${command} ${more}`);
		check.match(text, why, `${command} ${more}`);
	}
}

// What is printed is kept, so it counts as memory.
for (const command of ['predict', 'orders']) {
	const result = await check.evloop([command, '--host=node', '--max-memory=8M', '-e', "console.log('first'); const long = 'x'.repeat(1e6); for (;;) console.log(long);"]);
	check.equal(result.status, 3, `${command}: long lines for ever`);
	check.match(result.stdout + result.stderr, /first[\s\S]*what is printed needs more memory than the limit of 8 MB allows/, `${command}: long lines for ever`);
}

check.done();
