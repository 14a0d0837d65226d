// Random programs on the real Node and on evloop, compared byte for byte:
//
//   node tests/fuzz/compare.mjs EVLOOP [--seed=N] [--count=M] [--jobs=J] [--keep=FOLDER] [--reduce] [--console | --library | --node | --errors | --modules]
//
// --console: random values as the console writes them; --library: events, streams and other modules of Node's; --node: scenes
// of its host APIs; --errors: calls of Node's functions with arguments that they refuse, of which those are set aside that evloop says
// it does not cover; --modules: graphs of modules. Otherwise: promises, timers and the queues.
//
// Each program is its own Node process, as a person would run it: several programs in one process would share the
// nextTick queue and die together. What differs is asked again in the end, alone, several times, and oftener when Node then prints
// different things itself. Only when evloop's is among them, or all of them are orders that evloop itself finds (`evloop orders`), is the
// program set aside as one that no rule orders (its number is printed); so is one that evloop says it does not cover. --keep writes
// every disagreement's program and both outputs; --reduce first cuts the program down line by line as long as the two disagree.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { difference, normalise, withoutVersion } from '../golden/fixtures.mjs';
import { cores, pool, run, runNode } from '../golden/processes.mjs';
import { generate as generatePrograms, option } from './generate.mjs';
import { generateConsole } from './generate_console.mjs';
import { generateError } from './generate_errors.mjs';
import { generateLibrary } from './generate_library.mjs';
import { generateModules } from './generate_modules.mjs';
import { generateNode } from './generate_node.mjs';

const args = process.argv.slice(2);
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 200));
const jobs = Number(option(args, 'jobs', Math.max(4, cores * 3)));
const keep = option(args, 'keep', undefined);
const reduce = args.includes('--reduce');
const kinds = { '--errors': generateError, '--console': generateConsole, '--library': generateLibrary, '--node': generateNode, '--modules': generateModules };
const generate = kinds[args.find((arg) => arg in kinds)] ?? generatePrograms;
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-'));

// What a weak collection holds shows under showHidden until it is collected: with room enough nothing is.
const execArgv = generate === generateConsole ? ['--min-semi-space-size=64'] : [];

/* Without the host's frames in stacks that are printed as strings, a line each. */
const withoutQuotedFrames = (text) => text.replace(/\\n(['"`]) \+\n *\1 {4}at [^\n]*?node:[\w/.-]+:\d+(?::\d+)?\)?(?=\\n\1|\1)/g, '');

/*
 * Node's output goes to a file here, to which the console writes the bytes of its lines, out of the pool that small Buffers come from, too. On a terminal
 * or a pipe it takes none of it, so where a Buffer lies in the pool is not compared.
 */
const withoutPoolOffsets = (text) => text.replace(/(\[byteOffset\]: )\d+(,\s+\[buffer\]: ArrayBuffer \{ byteLength: 8192 \})/g, '$1N$2');

const comparable = (text, file) => withoutPoolOffsets(withoutVersion(normalise(withoutQuotedFrames(text), file, 'node')));

async function node(file) {
	const result = await runNode(file, { execArgv });
	return `${comparable(result.text, file)}[exit ${result.timeout ? 'timeout' : result.exit}]\n`;
}

async function predict(file) {
	const result = await run(evloop, ['predict', '--format=plain', '--host=node', '--host-exit', file], { limit: 20000 });
	const ended = result.timeout ? 'timeout' : result.signal ?? result.status;
	const said = /not covered|Sanitizer|runtime error:|error/.test(result.stderr) ? result.stderr.split('\n').slice(0, 4).join('\n') : '';
	return { text: `${comparable(result.stdout, file)}[exit ${ended}]\n`, said };
}

let number = 0;
async function disagree(lines, extension) {
	const file = path.join(folder, `reduce-${number++}${extension}`);
	fs.writeFileSync(file, lines.join('\n'));
	const check = await run(process.execPath, ['--check', file]);
	const both = check.status === 0 ? await Promise.all([node(file), predict(file)]) : undefined;
	const again = both && both[0] !== both[1].text ? await node(file) : undefined;
	fs.rmSync(file);
	// A reduced program must still run to a proper end, or the reduction would drift to any error at all.
	return both !== undefined && again === both[0] && !/is not defined|Cannot access|exit timeout/.test(both[0]);
}

/* Drop ever smaller runs of lines for as long as the two still disagree. */
async function smaller(text, extension) {
	let lines = text.split('\n');
	for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let at = 0; at < lines.length; ) {
			const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
			if (fewer.length < lines.length && (await disagree(fewer, extension))) lines = fewer;
			else at += size;
		}
	}
	return lines.join('\n');
}

const works = await run(evloop, ['predict', '--format=plain', '-e', 'console.log(1)']);
if (works.stdout !== '1\n') {
	console.error(`${evloop} does not predict anything: ${works.stderr}`);
	process.exit(2);
}

const programs = Array.from({ length: count }, (_, index) => generate(seed, index));

/* Write a program, and the files beside it, into `to`. The path of its main file. */
function write({ name, text, files = {} }, to) {
	for (const [part, content] of Object.entries({ [name]: text, ...files })) {
		fs.mkdirSync(path.dirname(path.join(to, part)), { recursive: true });
		fs.writeFileSync(path.join(to, part), content);
	}
	return path.join(to, name);
}

const verdicts = await pool(programs, jobs, async (program) => {
	const file = write(program, folder);
	const [expected, actual] = await Promise.all([node(file), predict(file)]);
	return { same: expected === actual.text, expected, actual };
});

/* Does evloop find an order for each of these outputs? */
async function areOrders(file, outputs) {
	const { stdout } = await run(evloop, ['orders', '--format=json', '--host=node', '--max-schedules=3000', file], { limit: 60000 });
	if (!stdout.startsWith('{')) return false;
	const known = new Set(JSON.parse(stdout).outcomes.map(({ lines, exit }) => `${withoutVersion(normalise(lines.map(({ text }) => `${text}\n`).join(''), file, 'node'))}[exit ${exit}]\n`));
	return [...outputs].every((output) => known.has(output));
}

/* What becomes of a difference when both are asked again with nothing beside them: 'agrees', 'racy', 'open' or 'disagrees'. */
async function judge(file, verdict) {
	verdict.actual = await predict(file);
	const seen = new Set();
	for (let i = 0; i < (seen.size > 1 ? 24 : 5) && !(seen.size > 1 && seen.has(verdict.actual.text)); i++) seen.add(await node(file));
	verdict.expected = [...seen][0];
	verdict.unstable = seen.size > 1;
	if (seen.has(verdict.actual.text)) return seen.size > 1 ? 'racy' : 'agrees';
	return seen.size > 1 && (await areOrders(file, seen)) ? 'open' : 'disagrees';
}

const differing = [...verdicts.keys()].filter((index) => !verdicts[index].same);
const tally = { agrees: [], racy: [], open: [], uncovered: [], disagrees: [] };
for (const index of differing) {
	const { name, text } = programs[index], verdict = verdicts[index], file = path.join(folder, name);
	const kind = /not covered/.test(verdict.actual.said) ? 'uncovered' : await judge(file, verdict);
	tally[kind].push(name);
	if (kind === 'uncovered') console.log(`${name}: ${/not covered[^\n]*/.exec(verdict.actual.said)[0]}`);
	if (kind !== 'disagrees') continue;
	if (tally.disagrees.length <= 8) console.log(`${name}: Node (-) and evloop (+) disagree${verdict.unstable ? ' (and Node with itself)' : ''}\n${difference(verdict.expected, verdict.actual.text)}\n${verdict.actual.said}`);
	if (!keep) continue;
	write(programs[index], keep);
	fs.writeFileSync(path.join(keep, `${name}.node`), verdict.expected);
	fs.writeFileSync(path.join(keep, `${name}.evloop`), verdict.actual.text);
	if (reduce) {
		const small = await smaller(text, path.extname(name));
		fs.writeFileSync(path.join(keep, `small-${name}`), small);
		console.log(`reduced to ${small.split('\n').length} lines:\n${small}`);
	}
}
fs.rmSync(folder, { recursive: true });
const lines = verdicts.reduce((sum, verdict) => sum + verdict.expected.split('\n').length - 2, 0);
const wrong = tally.disagrees.length;
const aside = [[tally.uncovered.length, 'that evloop does not cover'], [tally.racy.length, `that Node itself orders differently from run to run: ${tally.racy.join(' ')}`], [tally.open.length, `whose orders evloop knows to be open: ${tally.open.join(' ')}`]];
console.log(`random programs: seed ${seed}: ${count} programs, ${lines} lines: ${count - differing.length + tally.agrees.length} agree, ${wrong} disagree${aside.filter(([n]) => n > 0).map(([n, what]) => `, ${n} ${what}`).join('')}`);
process.exit(wrong === 0 ? 0 : 1);
