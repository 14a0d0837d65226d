// Random programs for a page on the real Chromium (or Firefox) and on evloop, compared line by line:
//
//   node tests/fuzz/compare_browser.mjs EVLOOP [--host=browser|firefox] [--kind=tasks|events|scenes|programs] [--seed=N] [--count=M] [--pages=P] [--jobs=J] [--again=R] [--keep=FOLDER] [--verbose]
//
// --kind: tasks of many sources (the default), the event system, scenes of a page's host APIs, or promises and timers alone.
// A page of Chromium runs a batch of programs one after another, each called from a task of its own with an element of its own, and
// waits until it has ended or is quiet before the next; evloop predicts each alone, called in the same way. What differs is run again, R times,
// first in pages with little else to do, then each in a page of its own with nothing beside it, so that no load of the machine decides. Where Chromium's
// own runs differ among themselves and one of them is what evloop says, the program is racy; where evloop itself calls the order open
// (`evloop orders`) and has all that Chromium prints among its outcomes, it is open. All else differs, or is said not to be covered.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cores, pool, run } from '../golden/processes.mjs';
import { anyText, matches } from '../golden/fixtures.mjs';
import { Chromium } from '../oracle/browser.mjs';
import { Firefox } from '../oracle/firefox.mjs';
import { generatePageProgram, option } from './generate.mjs';
import { generateBrowser } from './generate_browser.mjs';
import { generateEvents } from './generate_events.mjs';
import { generatePage } from './generate_page.mjs';

const generators = { tasks: generateBrowser, events: generateEvents, scenes: generatePage, programs: generatePageProgram };
const args = process.argv.slice(2);
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 200));
const pages = Number(option(args, 'pages', 4));
const jobs = Number(option(args, 'jobs', cores * 2));
const keep = option(args, 'keep', undefined);
const kind = option(args, 'kind', 'tasks');
const again = Number(option(args, 'again', 8));
const host = option(args, 'host', 'browser');
const verbose = args.includes('--verbose');
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const batch = 25;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-page-'));

const programs = Array.from({ length: count }, (unused, i) => generators[kind](seed + i));
const browser = await (host === 'firefox' ? Firefox : Chromium).launch();

/* What the browser prints for the programs of these numbers; `gap`: milliseconds before each, so that frames fall elsewhere. */
async function ask(numbers, gap = 0) {
	const source = `const programs = [${numbers.map((i) => `(log, root, end) => {\n${programs[i]}\n}`).join(',\n')}];
(async () => {
	await new Promise((resolve) => setTimeout(resolve, 600));
	for (let i = 0; i < programs.length; i++) {
		const root = document.createElement('section'), lines = [];
		let ended = false, quiet = 0;
		document.body.append(root);
		await new Promise((resolve) => setTimeout(resolve, ${gap} * Math.random()));
		await new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = () => { done(); programs[i]((text) => lines.push(String(text)), root, () => { ended = true; }); }; c.port2.postMessage(0); });
		// Programs that tell their end may be silent for long while a worker starts.
		for (let length = -1; (!ended || length !== lines.length) && quiet < (/\\bend\\(\\)/.test(programs[i]) ? 20 : 1); quiet = length === lines.length ? quiet + 1 : 0) {
			length = lines.length;
			await new Promise((resolve) => setTimeout(resolve, ended ? 40 : 150));
		}
		console.log(JSON.stringify([i, lines]));
		root.remove();
	}
	console.log('end');
})();`;
	const { text } = await browser.run(source, { settle: 9000, limit: 120000, until: 'end' });
	const real = [];
	for (const line of text.split('\n')) {
		if (!line.startsWith('[')) continue;
		const [i, lines] = JSON.parse(line);
		real.push([numbers[i], lines.join('\n')]);
	}
	return real;
}

/* Numbers in lists of at most `size`. */
const inBatches = (numbers, size) => Array.from({ length: Math.ceil(numbers.length / size) }, (unused, k) => numbers.slice(k * size, k * size + size));

/* What evloop's program logged: one text a line, as JSON; what it marks as not known is compared with nothing. Errors that only the console is told of (too many callbacks inside of each other) are left out. */
const logged = (lines) => lines.filter((line) => line.startsWith('"')).map((line) => JSON.parse(line)).join('\n').replace(/\u2039[^\u2039\u203a]*\u203a/g, anyText('unknown'));

const real = [], said = [], status = [];
// Where a page came to no end (a program that takes the whole time, a machine under load), fewer are asked at once.
for (const size of [batch, 5, 1]) {
	await pool(inBatches([...programs.keys()].filter((i) => real[i] === undefined), size), pages, async (numbers) => {
		for (const [i, text] of await ask(numbers)) real[i] = text;
	});
}

await pool(programs, jobs, async (body, i) => {
	const file = path.join(folder, `${i}.js`);
	fs.writeFileSync(file, `const program = (log, root, end) => {\n${body}\n};\nconst root = document.createElement('section'); document.body.append(root);\nconst start = new MessageChannel(); start.port1.onmessage = () => { program((text) => console.log(JSON.stringify(String(text))), root, () => {}); }; start.port2.postMessage(0);\n`);
	const result = await run(evloop, ['predict', '--format=plain', `--host=${host}`, file], { limit: 60000 });
	said[i] = logged(result.stdout.split('\n'));
	status[i] = result.status === 0 ? '' : `${result.status ?? result.signal} ${result.stderr}`;
});

const asked = [...programs.keys()].filter((i) => real[i] !== undefined);
const uncovered = new Set(asked.filter((i) => /^3 .*not covered/s.test(status[i])));
const seen = new Map(asked.filter((i) => !uncovered.has(i) && (!matches(said[i], real[i]) || status[i] !== '')).map((i) => [i, new Set([real[i]])]));

// A difference is looked at many times: where Chromium's own runs differ, nothing orders the program.
for (let round = 0; round < again; round++) {
	const unsettled = [...seen.keys()].filter((i) => status[i] === '' && ![...seen.get(i)].some((text) => matches(said[i], text)));
	const alone = round >= again / 2;
	await pool(inBatches(unsettled, alone ? 1 : batch), alone ? 1 : pages, async (numbers) => {
		for (const [i, text] of await ask(numbers, 20)) seen.get(i).add(text);
	});
}
await browser.close();

/* Does evloop know that the order is open, and have all that Chromium printed among its outcomes? */
async function isOpen(i, outputs) {
	const { stdout } = await run(evloop, ['orders', '--format=json', `--host=${host}`, path.join(folder, `${i}.js`)], { limit: 60000 });
	if (!stdout.startsWith('{')) return false;
	const { outcomes } = JSON.parse(stdout), known = new Set(outcomes.map(({ lines }) => logged(lines.map(({ text }) => text))));
	return known.size > 1 && [...outputs].every((text) => known.has(text));
}

const totals = { agree: asked.length - seen.size - uncovered.size, racy: 0, open: 0, 'not covered': uncovered.size, differ: 0 };
for (const [i, outputs] of seen) {
	const verdict = status[i] !== '' ? 'differ' : [...outputs].some((text) => matches(said[i], text)) ? 'racy' : (await isOpen(i, outputs)) ? 'open' : 'differ';
	totals[verdict]++;
	if (verdict === 'differ') console.log(`seed ${seed + i}: ${verdict}\n${programs[i]}\n--- ${browser.version}\n${[...outputs].join('\n---\n')}\n--- evloop\n${said[i]}\n${status[i]}`);
	else if (verbose) console.log(`seed ${seed + i}: ${verdict}`);
	if (verdict === 'differ' && keep) {
		fs.mkdirSync(keep, { recursive: true });
		fs.copyFileSync(path.join(folder, `${i}.js`), path.join(keep, `page-${seed + i}.js`));
		fs.writeFileSync(path.join(keep, `page-${seed + i}.evloop`), said[i]);
		[...outputs].forEach((text, k) => fs.writeFileSync(path.join(keep, `page-${seed + i}.${k}.${host === 'firefox' ? 'firefox' : 'chromium'}`), text));
	}
}
for (const i of uncovered) console.log(`seed ${seed + i}: ${/not covered[^\n]*/.exec(status[i])[0]}`);
console.log(`fuzz pages (${kind}): ${asked.length} of ${count} programs compared: ${Object.entries(totals).map(([what, n]) => `${n} ${what}`).join('; ')}`);
fs.rmSync(folder, { recursive: true, force: true });
process.exit(totals.differ === 0 && asked.length === count ? 0 : 1);
