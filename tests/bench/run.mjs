// How long evloop takes, beside other engines in the same run:
//
//   node tests/bench/run.mjs BUILD [quiz] [kernel ...]
//
// BUILD holds evloop, bench_measure and bench_floor. $QJS names a QuickJS shell (or qjs on $PATH). Times differ from
// machine to machine and from minute to minute, so every figure to look at is a ratio of runs that took turns; processor
// time (user and system), medians.
//
// A first line is `quiz`: the whole process on a ten-line snippet. The others are kernels of tests/bench/kernels.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [build, ...wanted] = process.argv.slice(2);
const measure = path.join(build, 'tests/bench/bench_measure');
const evloop = path.join(build, 'evloop');
const qjs = process.env.QJS ?? (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, 'qjs')).find((file) => fs.existsSync(file));

function median(list) {
	const sorted = [...list].sort((a, b) => a - b);
	return sorted.length % 2 ? sorted[(sorted.length - 1) / 2] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
}

function time(rounds, commands) {
	const args = [String(rounds), ...commands.flatMap(({ command }, i) => (i ? ['--', ...command] : command))];
	const runs = commands.map(() => ({ cpu: [], wall: [], status: 0 }));
	for (const line of execFileSync(measure, args, { maxBuffer: 1 << 26 }).toString().trim().split('\n')) {
		const [number, cpu, wall, status] = line.split(' ').map(Number);
		runs[number].cpu.push(cpu);
		runs[number].wall.push(wall);
		runs[number].status ||= status;
	}
	return runs.map((run, i) => ({ name: commands[i].name, cpu: median(run.cpu), wall: median(run.wall), status: run.status, all: run.cpu }));
}

function show(title, results) {
	const own = results.find(({ name }) => name === 'evloop');
	console.log(`\n${title}`);
	for (const result of results) {
		const ratio = median(own.all.map((cpu, i) => cpu / result.all[i]));
		const failed = result.status ? `   ENDED WITH STATUS ${result.status}` : '';
		console.log(`  ${result.name.padEnd(14)} cpu ${(result.cpu / 1000).toFixed(2).padStart(9)} ms  wall ${(result.wall / 1000).toFixed(2).padStart(9)} ms${result === own ? '' : `   evloop takes ${ratio < 0.1 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(2)} of it`}${failed}`);
	}
	return results;
}

function engines(file, { floor = false } = {}) {
	const list = [{ name: 'evloop', command: [evloop, 'predict', '--format=plain', '--host=node', file] }];
	if (floor) list.push({ name: 'I/O floor', command: [path.join(build, 'tests/bench/bench_floor'), file] });
	if (qjs) list.push({ name: 'qjs', command: [qjs, '--std', '-I', path.join(here, 'qjs_prelude.js'), file] });
	list.push({ name: 'node', command: [process.execPath, file] });
	return list;
}

const kernels = ['loop_fn', 'sum_fn', 'fib30', 'prop', 'closure', 'await', 'thenloop'];
const all = wanted.length ? wanted : ['quiz', ...kernels];
if (!qjs) console.log('no qjs found (set QJS): only node beside evloop');
const faults = [];
for (const name of all) {
	if (name === 'quiz') {
		const [own, , ...others] = show('quiz: whole process on a snippet of ten lines', time(60, engines(path.join(here, 'quiz.js'), { floor: true })));
		const node = others.find((other) => other.name === 'node');
		const quick = others.find((other) => other.name === 'qjs');
		if (own.cpu * 15 > node.cpu) faults.push('quiz: more than 1/15 of node');
		if (quick && own.cpu > quick.cpu) faults.push('quiz: above qjs');
	} else {
		const [own, quick] = show(name, time(name === 'quiz' ? 60 : 3, engines(path.join(here, 'kernels', `${name}.js`))));
		if (quick.name === 'qjs' && own.cpu > quick.cpu) faults.push(`${name}: slower than qjs (${(own.cpu / quick.cpu).toFixed(2)})`);
		if (own.status) faults.push(`${name}: evloop ended with status ${own.status}`);
	}
}
console.log(faults.length ? `\nnot reached:\n  ${faults.join('\n  ')}` : '\nall bars reached');
process.exit(faults.length ? 1 : 0);
