// What holds if the functions that a program leaves undefined were provided: whatever a real engine prints when somebody does provide
// them must be one of the outcomes that are explored under that assumption, with a value for each ‹unknown›.
//
//   node tests/fuzz/provided.mjs EVLOOP [--count=100] [--seed=1] [--worlds=4] [--jobs=2] [--keep=FOLDER]
//
// A world keeps to what the assumptions say: a callback is called once, later; lists have two elements at most; loops end.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pool, run } from '../golden/processes.mjs';
import { program, world } from './generate_provided.mjs';

const args = process.argv.slice(2);
const option = (name, otherwise) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')));
const count = Number(option('count', 100));
const first = Number(option('seed', 1));
const worlds = Number(option('worlds', 4));
const keep = option('keep', null);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-provided-'));

// The output of an outcome as an expression: an unknown stands for the text of some value on one line.
function pattern({ lines, exit }) {
	const text = lines.filter(({ stream }) => stream === 'out').map(({ text }) => `${text}\n`).join('');
	const source = text.split(/‹[^‹›]*(?:‹[^‹›]*›[^‹›]*)*›/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^\\n]*');
	return { expression: new RegExp(`^${source}$`), exit };
}

const tally = { right: 0, wrong: 0, bounded: 0, refused: 0 };

async function one(seed) {
	const { code, needs } = program(seed);
	const file = path.join(folder, `${seed}.cjs`);
	fs.writeFileSync(file, code);
	const result = await run(evloop, ['orders', '--assume', '--host=node', '--format=json', '--max-schedules=20000', file], { limit: 60000 });
	let orders;
	try {
		orders = JSON.parse(result.stdout);
	} catch {
		return complain(seed, `no report: ${result.stdout.slice(0, 300)}${result.stderr.slice(0, 300)}`, code);
	}
	const known = orders.outcomes.filter((outcome) => outcome.status === 'ok').map(pattern);
	for (let w = 0; w < worlds; w++) {
		const provided = world(needs, seed * 100 + w);
		const real = path.join(folder, `${seed}-${w}.cjs`);
		fs.writeFileSync(real, `${provided}${code}`);
		const ran = await run(process.execPath, [real]);
		if (known.some(({ expression, exit }) => expression.test(ran.stdout) && (exit === 0) === (ran.status === 0))) tally.right++;
		else if (orders.outcomes.some((outcome) => outcome.status !== 'ok')) tally.refused++;
		else if (!orders.complete) tally.bounded++;
		else complain(seed, `world ${w}: exit ${ran.status}, ${orders.outcomes.length} outcomes\n${ran.stdout}${ran.stderr.slice(0, 400)}`, `${provided}// ---\n${code}`);
	}
}

function complain(seed, message, code) {
	tally.wrong++;
	console.log(`seed ${seed}: ${message}`);
	if (keep === null) return;
	fs.mkdirSync(keep, { recursive: true });
	fs.writeFileSync(path.join(keep, `${seed}.cjs`), code);
}

try {
	await pool(Array.from({ length: count }, (_, i) => first + i), Number(option('jobs', 2)), one);
} finally {
	fs.rmSync(folder, { recursive: true });
}
console.log(`provided: ${count} programs in ${worlds} worlds each: ${tally.right} right, ${tally.wrong} wrong, ${tally.bounded} not found in a bounded search, ${tally.refused} not covered`);
process.exitCode = tally.wrong === 0 ? 0 : 1;
