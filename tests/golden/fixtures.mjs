// The fixtures: where they are, what is expected of them, and how two outputs are compared.
//
// fixtures/<topic>/<name>.{js,mjs,cjs} is a program, <name>.html a page with its scripts. Beside it stands what a real host printed, standard output and
// standard error in their order:
//   <name>.out           on every host
//   <name>.node.out      on Node (instead of .out, where hosts differ or only Node can run it)
//   <name>.browser.out   in the browser's console
//   <name>.node22.out    on that release of Node, where a fixture is about what releases do differently; .node24.out likewise
//   <name>.deno.out      on Deno, <name>.bun.out on Bun: standard output alone
//   <name>.firefox.out   in Firefox's console, where it is not what .browser.out says; ⟨a name⟩ in it stands for any text
//   <name>.any.json      where no rule orders the output: {"node": [[line, ...], ...]}, each seen output once; an .out beside it is the usual one
//   <name>.exit          Node's exit status, when it is not 0
//   <name>.stdin         what standard input holds, when it is not empty
//   <name>.flags         options that Node and evloop have in common, one a line, for Node only
// The golden test, the recorder and the oracle all use this file, so they cannot disagree about it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const hosts = ['node', 'browser'];
// Of these standard output alone is recorded: what they say of errors is in words of their own, and so is how they end.
export const isKin = (host) => host === 'deno' || host === 'bun';
export const releases = ['node22', 'node24', 'deno', 'bun', 'firefox']; // further hosts, with expectations of their own only
const pages = ['browser', 'firefox'];

function read(file) {
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/* The programs under fixtures/ whose path contains one of `filters` (all, when there are none), in byte order. */
export function findFixtures(filters = []) {
	const found = [];
	const walk = (directory) => {
		const entries = fs.readdirSync(directory, { withFileTypes: true });
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const file = path.join(directory, entry.name);
			if (entry.isDirectory()) entry.name.startsWith('aux-') || entry.name === 'check' || walk(file); // check/ holds documents: golden/check.mjs
			else if (/\.(js|mjs|cjs|html)$/.test(entry.name) && !entry.name.startsWith('aux-')) found.push(file);
		}
	};
	walk(path.join(top, 'fixtures'));
	const relative = found.map((file) => path.relative(top, file));
	return relative.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part))).map(fixture);
}

/* One fixture: its source and, for each host it is for, `text` or `any` and `exit`. */
export function fixture(source) {
	const stem = path.join(top, source.replace(/\.(js|mjs|cjs|html)$/, ''));
	const any = JSON.parse(read(`${stem}.any.json`) ?? '{}');
	const expected = {};
	for (const host of hosts) {
		const own = read(`${stem}.${host}.out`);
		const text = own ?? (fs.existsSync(`${stem}.node.out`) || fs.existsSync(`${stem}.browser.out`) || any.node || any.browser ? undefined : read(`${stem}.out`));
		if (text === undefined && !any[host]) continue;
		expected[host] = { text, any: any[host]?.map((lines) => lines.map((line) => `${line}\n`).join('')), exit: 0 };
	}
	for (const release of releases) {
		const text = read(`${stem}.${release}.out`);
		if (text !== undefined) expected[release] = { text, ...(isKin(release) ? {} : { exit: 0 }) };
	}
	if (expected.node) expected.node.exit = Number(read(`${stem}.exit`) ?? 0);
	const input = fs.existsSync(`${stem}.stdin`) ? `${stem}.stdin` : undefined;
	const flags = (read(`${stem}.flags`) ?? '').split('\n').filter(Boolean);
	return { source, stem, expected, input, flags };
}

/* The options of `evloop predict` that give it the fixture's world. */
export const worldOf = ({ input, flags }) => [...(input ? [`--input=${input}`] : []), ...flags];

/* The same for runNode. */
export const nodeWorldOf = ({ input, flags }) => ({ input: input && fs.readFileSync(input), execArgv: flags });

/*
 * Is this line the frame of a builtin function, and the next one a frame of the host's own files? Where that only lets the engine run its microtasks
 * (Node 20's runMicrotasks()), it is the engine that called.
 */
function isCalledByHost(lines, index) {
	const builtin = /^\s+at .*\(<anonymous>\)/;
	if (!builtin.test(lines[index])) return false;
	let caller = index + 1;
	while (builtin.test(lines[caller])) caller++;
	return /^\s+at .*\(?node:[\w/.-]+:\d+/.test(lines[caller]) && !/node:internal\/process\/task_queues:95:5\)/.test(lines[caller]);
}

/*
 * What two runs of one program are compared by.
 *
 * The program's own path becomes its base name, however it was given, and that of a file beside it is seen from there. The host's own stack frames go (evloop models the
 * program, not the inside of the host), and those of builtin functions that the host called; what stood after a frame, as in
 * "frame {", moves to the line before. Process ids
 * go. In the browser's console all frames go: they hang on how the page loaded the program.
 */
export function normalise(printed, source, host) {
	const absolute = path.resolve(top, source);
	const folder = `${path.dirname(absolute)}/`;
	const base = path.basename(source);
	const lines = [];
	const all = printed.split('\n');
	for (let [index, line] of all.entries()) {
		line = line.replaceAll(`file://${absolute}`, base).replaceAll(absolute, base).replaceAll(source, base).replaceAll(`file://${folder}`, '').replaceAll(folder, '');
		line = line.replace(/^( *)\(node:\d+\)/, '$1(node:PID)');
		line = line.replace(/(\[Symbol\((?:trigger_)?async_id_symbol\)\]: )(?:\d+|‹[^›]*›)/g, '$1N'); // other ones in every run
		const frame = /^\s+at (?:<anonymous>|.*?(?:(node:[\w/.-]+):\d+(?::\d+)?\)?|<anonymous>\)|:\d+:\d+\)?))(.*)$/.exec(line);
		const internal = frame && (frame[1] !== undefined || pages.includes(host) || isCalledByHost(all, index));
		if (internal || /^\s+\.\.\. \d+ lines matching /.test(line)) {
			const rest = internal ? frame[2] : line.replace(/^.*\.\.\.(.*)$/, '$1');
			if (rest && lines.length > 0) lines[lines.length - 1] += rest;
			continue;
		}
		lines.push(line);
	}
	const text = lines.join('\n');
	// What evloop marks as not known exactly is compared with nothing.
	return host === 'firefox' ? text.replace(/\u2039[^\u2039\u203a]*\u203a/g, anyText('unsure')) : text;
}

/* The same without what changes with every release of Node: for comparing with whichever Node is installed. */
export function withoutVersion(text) {
	return text.replace(/^Node\.js v[\d.]+$/gm, 'Node.js').replace(/^node:internal\/([\w/]+):\d+$/gm, 'node:internal/$1');
}

/* What stands in an expectation for a text that is not compared: what kind of value it shows. */
export const anyText = (what) => `\u27e8${what}\u27e9`;

const open = '\u27e8', wildcard = /\u27e8[^\u27e8\u27e9]*\u27e9/g;

/* Can two texts be the same one, any text standing for each anyText of either? */
function agree(a, b) {
	const [x, y] = [a, b].map((text) => [...text.replace(wildcard, open)]);
	// reached[j]: the first i characters of x and the first j of y agree.
	let reached = Array.from({ length: y.length + 1 }, (unused, j) => y.slice(0, j).every((each) => each === open));
	for (const each of x) {
		const next = [each === open && reached[0]];
		for (let j = 1; j <= y.length; j++) next[j] = each === open || y[j - 1] === open ? reached[j] || next[j - 1] || reached[j - 1] : each === y[j - 1] && reached[j - 1];
		reached = next;
	}
	return reached[y.length];
}

/* Is `actual` what `expected` says? A text of several lines may stand for an anyText of `expected`, one of a single line for one of `actual`. */
export function matches(expected, actual) {
	if (expected === actual) return true;
	if (!expected.includes(open) && !actual.includes(open)) return false;
	const [a, b] = [expected, actual].map((text) => text.split('\n'));
	if (a.length === b.length) return a.every((line, i) => line === b[i] || ((line + b[i]).includes(open) && agree(line, b[i])));
	return expected.length * actual.length < 1e8 && agree(expected, actual);
}

/* The first differing line of two texts, with its neighbours, as a person reads a diff. */
export function difference(expected, actual) {
	const a = expected.split('\n');
	const b = actual.split('\n');
	let i = 0;
	while (i < a.length && i < b.length && a[i] === b[i]) i++;
	const out = [];
	for (let k = Math.max(0, i - 2); k < i; k++) out.push(`      ${a[k]}`);
	for (let k = i; k < Math.min(a.length, i + 6); k++) out.push(`    - ${a[k]}`);
	for (let k = i; k < Math.min(b.length, i + 6); k++) out.push(`    + ${b[k]}`);
	return out.join('\n');
}
