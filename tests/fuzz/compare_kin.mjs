// Random programs on Deno, Bun or another release of Node and on evloop's profile of it: standard output and exit status.
//
//   node tests/fuzz/compare_kin.mjs EVLOOP --host=deno|bun|node22|node24 --command=ENGINE [--seed=N] [--count=M] [--console|--library] [--keep=FOLDER]
//
// What differs is asked again, alone. Where the engine then prints different things itself and evloop's is among them, the program
// is racy; where evloop says that it does not cover it, it is set aside.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { difference } from '../golden/fixtures.mjs';
import { pool, run } from '../golden/processes.mjs';
import { generate as generatePrograms, option } from './generate.mjs';
import { generateConsole } from './generate_console.mjs';
import { generateLibrary } from './generate_library.mjs';

const args = process.argv.slice(2);
const host = option(args, 'host', undefined), command = option(args, 'command', undefined);
const seed = Number(option(args, 'seed', 1)), count = Number(option(args, 'count', 100)), keep = option(args, 'keep', undefined);
const evloop = args.find((arg) => !arg.startsWith('--'));
if (!host || !command || !evloop) {
	console.error('usage: compare_kin.mjs EVLOOP --host=HOST --command=ENGINE [--seed=N] [--count=M] [--console|--library] [--keep=FOLDER]');
	process.exit(2);
}
const generate = args.includes('--console') ? generateConsole : args.includes('--library') ? generateLibrary : generatePrograms;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-kin-'));
const env = { ...process.env, NO_COLOR: '1', TZ: 'UTC' };
const start = host === 'deno' ? ['run', '-A'] : [];

async function real(file) {
	const { stdout, status } = await run(path.resolve(command), [...start, file], { env, cwd: folder });
	return `${stdout}[exit ${status}]`;
}

async function predict(file) {
	const { stdout, stderr } = await run(evloop, ['predict', '--format=json', `--host=${host}`, file]);
	try {
		const report = JSON.parse(stdout);
		const text = report.lines.filter((line) => line.stream === 'out').map((line) => (line.by === 'write' ? line.text : `${line.text}\n`)).join('');
		return { text: `${text}[exit ${report.exit}]`, uncovered: report.status !== 'ok' && /not covered[^\n]*/.exec(stdout + stderr)?.[0] };
	} catch {
		return { text: stderr };
	}
}

const tally = { agree: 0, racy: 0, 'not covered': 0, disagree: 0 };
await pool(Array.from({ length: count }, (_, index) => generate(seed, index)), 2, async ({ name, text }) => {
	const file = path.join(folder, name);
	fs.writeFileSync(file, text);
	const actual = await predict(file), seen = new Set();
	for (let i = 0; i < 6 && !seen.has(actual.text) && !actual.uncovered; i++) seen.add(await real(file));
	const kind = actual.uncovered ? 'not covered' : !seen.has(actual.text) ? 'disagree' : seen.size > 1 ? 'racy' : 'agree';
	tally[kind]++;
	if (kind === 'not covered') console.log(`${name}: ${actual.uncovered}`);
	if (kind !== 'disagree') return;
	console.log(`${name}: ${host} (-) and evloop (+) disagree${seen.size > 1 ? ' (and it with itself)' : ''}\n${difference([...seen][0], actual.text)}`);
	if (keep) {
		fs.mkdirSync(keep, { recursive: true });
		fs.writeFileSync(path.join(keep, name), text);
	}
});
fs.rmSync(folder, { recursive: true });
console.log(`${host}, seed ${seed}: ${Object.entries(tally).map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
process.exit(tally.disagree ? 1 : 0);
