// The recorded outputs of real engines against evloop's predictions, host by host:
//
//   node tests/oracle/vectors.mjs EVLOOP VECTORS [--host=HOST] [--errors] [part of a name ...]
//
// VECTORS/<area>/<name>.json holds what each engine printed for the program beside it. A prediction is right when what it
// writes to standard output (in a page: to the console) is one of the recorded outputs; with --errors standard error and the exit
// status must be those too. Prints what is wrong and what is not covered, then the counts.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { difference } from '../golden/fixtures.mjs';
import { pool, run } from '../golden/processes.mjs';
import { provisions } from '../golden/provisions.mjs';

const engines = { node: 'node-20', node22: 'node-22', node24: 'node-24', deno: 'deno', bun: 'bun', browser: 'chromium', firefox: 'firefox' };
const pages = ['browser', 'firefox'];
const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--host='))?.slice(7);
const withErrors = args.includes('--errors');
const [evloop, vectors, ...filters] = args.filter((arg) => !arg.startsWith('--'));
if (!vectors || (only && !engines[only])) {
	console.error('usage: vectors.mjs EVLOOP VECTORS [--host=HOST] [--errors] [part of a name ...]');
	process.exit(2);
}

function read(host) {
	const found = [];
	for (const area of fs.readdirSync(vectors)) {
		const folder = path.join(vectors, area);
		if (!fs.statSync(folder).isDirectory()) continue;
		for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.json'))) {
			const vector = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
			const row = vector.results?.[engines[host]];
			if (!row || vector.real_click_at || vector.real_key_presses || vector.node_flags) continue;
			if (filters.length > 0 && !filters.some((part) => vector.name.includes(part))) continue;
			found.push({ vector, row, folder });
		}
	}
	return found;
}

/* What of an output is compared: the places of a host's own files are no part of it. */
function shape(text, file) {
	return text.replaceAll(path.resolve(file), '<file>').replaceAll(`${path.dirname(path.resolve(file))}/`, '').replaceAll(path.basename(file), '<file>');
}

function recorded(output, host) {
	const lines = output.lines.map((line) => (pages.includes(host) ? line.replace(/^!! /, '') : line));
	return withErrors ? { out: lines.join('\n'), err: (output.stderr ?? []).join('\n'), exit: output.exit ?? 0 } : { out: lines.join('\n') };
}

function predicted(report, host, file) {
	const page = pages.includes(host);
	const uncaught = (line) => page && line.stream === 'err' && !['error', 'warn', 'trace', 'assert'].includes(line.by);
	const written = (line) => (line.by === 'write' ? line.text : `${uncaught(line) ? line.text.split('\n')[0] : line.text}\n`);
	const text = (stream) => shape(report.lines.filter((line) => line.stream === stream || page).map(written).join('').replace(/\n$/, ''), file);
	return withErrors ? { out: text('out'), err: page ? '' : text('err'), exit: report.exit } : { out: text('out') };
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-vectors-'));

/* What standard input held, as a file. The harness wrote the escapes of its own language. */
function given(vector) {
	const file = path.join(scratch, `${vector.name.replaceAll('/', '-')}.stdin`);
	fs.writeFileSync(file, vector.stdin.replaceAll('\\n', '\n'));
	return file;
}

/* The program as it ran: scripts of a page stood behind an element that some of them use. */
function page(vector, folder, host) {
	const file = path.join(folder, vector.file);
	const text = fs.readFileSync(file, 'utf8');
	if (!pages.includes(host) || !vector.file.endsWith('.js') || !/\bbox\b/.test(text)) return file;
	for (const name of fs.readdirSync(folder).filter((each) => each.startsWith('aux-'))) fs.copyFileSync(path.join(folder, name), path.join(scratch, name));
	const made = path.join(scratch, vector.file.replace(/js$/, 'html'));
	fs.writeFileSync(made, `<!doctype html><html><head></head><body><div id="box" style="width:100px;height:100px"></div><script>\n${text}\n</script></body></html>`);
	return made;
}

/* Long outputs were recorded in part: "... (70 lines)" stands for the rest. */
function agree(expected, actual) {
	const part = /\n\.\.\. \(\d+ lines\)$/.exec(expected.out);
	const same = part ? actual.out.startsWith(expected.out.slice(0, part.index + 1)) : actual.out === expected.out;
	return same && actual.err === expected.err && actual.exit === expected.exit;
}

async function judge({ vector, row, folder }, host) {
	const file = path.join(folder, vector.file);
	const input = vector.stdin === undefined ? [] : [`--input=${given(vector)}`];
	const result = await run(evloop, ['predict', '--format=json', `--host=${host}`, ...input, ...provisions(file).filter((each) => each.includes('body=')), page(vector, folder, host)], { limit: 30000 });
	if (result.status === 3) return { kind: 'not covered', text: /not covered[^\n]*/.exec(result.stderr + result.stdout)?.[0] ?? result.stderr.slice(0, 200) };
	let report;
	try {
		report = JSON.parse(result.stdout);
	} catch {
		return { kind: 'wrong', text: `status ${result.status}: ${result.stderr.slice(0, 300)}` };
	}
	const actual = predicted(report, host, file);
	const expected = row.outputs.map((output) => recorded(output, host));
	if (expected.some((each) => agree(each, actual))) return { kind: 'right' };
	const flat = (each) => (withErrors ? `${each.out}\n--- errors, exit ${each.exit}\n${each.err}` : each.out);
	return { kind: 'wrong', text: difference(flat(expected[0]), flat(actual)) };
}

let wrong = 0;
for (const host of only ? [only] : Object.keys(engines)) {
	const cases = read(host);
	const verdicts = await pool(cases, 2, (each) => judge(each, host));
	const count = { right: 0, wrong: 0, 'not covered': 0 };
	verdicts.forEach(({ kind, text }, i) => {
		count[kind]++;
		if (kind !== 'right') console.log(`${kind}: ${cases[i].vector.name} (${host}${cases[i].row.deterministic ? '' : ', racy'})\n    ${text.trimStart()}`);
	});
	wrong += count.wrong;
	console.log(`${host}: ${Object.entries(count).map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
}
fs.rmSync(scratch, { recursive: true });
process.exit(wrong > 0 ? 1 : 0);
