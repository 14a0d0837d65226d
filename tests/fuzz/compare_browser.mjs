// Random programs for a page on the real Chromium and on evloop, compared line by line:
//
//   node tests/fuzz/compare_browser.mjs EVLOOP [--seed=N] [--count=M] [--pages=P] [--again=R] [--keep=FOLDER] [--verbose]
//
// A page of Chromium runs a batch of programs one after another, each called from a task of its own with an element of
// its own, and waits until it is quiet before the next; evloop predicts each alone, called in the same way. What differs is run again R times: where Chromium's own runs differ among
// themselves, the program is racy and stands apart in the totals; so does one whose order evloop itself calls open (`evloop orders`), when what Chromium
// prints is among the outcomes that it finds.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cores, pool, run } from '../golden/processes.mjs';
import { Chromium } from '../oracle/browser.mjs';
import { option } from './generate.mjs';
import { generateBrowser } from './generate_browser.mjs';
import { generateEvents } from './generate_events.mjs';

const args = process.argv.slice(2);
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 200));
const pages = Number(option(args, 'pages', 4));
const keep = option(args, 'keep', undefined);
const generate = option(args, 'kind', 'tasks') === 'events' ? generateEvents : generateBrowser;
const again = Number(option(args, 'again', 8));
const verbose = args.includes('--verbose');
const batch = 25;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-page-'));

const programs = Array.from({ length: count }, (unused, i) => generate(seed + i));
const chromium = await Chromium.launch();

/* What Chromium prints for the programs of these numbers; `gap`: milliseconds before each, so that frames fall elsewhere. */
async function ask(numbers, gap = 0) {
	const source = `const programs = [${numbers.map((i) => `(log, root) => {\n${programs[i]}\n}`).join(',\n')}];
(async () => {
	await new Promise((resolve) => setTimeout(resolve, 600));
	for (let i = 0; i < programs.length; i++) {
		const root = document.createElement('section'), lines = [];
		document.body.append(root);
		await new Promise((resolve) => setTimeout(resolve, ${gap} * Math.random()));
		await new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = () => { done(); programs[i]((text) => lines.push(String(text)), root); }; c.port2.postMessage(0); });
		let length;
		do {
			length = lines.length;
			await new Promise((resolve) => setTimeout(resolve, 150));
		} while (lines.length > length);
		console.log(JSON.stringify([i, lines]));
		root.remove();
	}
	console.log('end');
})();`;
	const { text } = await chromium.run(source, { settle: 6000, limit: 60000, until: 'end' });
	const real = [];
	for (const line of text.split('\n')) {
		if (!line.startsWith('[')) continue;
		const [i, lines] = JSON.parse(line);
		real.push([numbers[i], lines.join('\n')]);
	}
	return real;
}

const real = [], said = [], status = [];
await pool(Array.from({ length: Math.ceil(count / batch) }, (unused, i) => i * batch), pages, async (from) => {
	for (const [i, text] of await ask(Array.from({ length: Math.min(batch, count - from) }, (unused, k) => from + k))) real[i] = text;
});

await pool(programs, cores * 2, async (body, i) => {
	const file = path.join(folder, `${i}.js`);
	fs.writeFileSync(file, `const program = (log, root) => {\n${body}\n};\nconst root = document.createElement('section'); document.body.append(root);\nconst start = new MessageChannel(); start.port1.onmessage = () => { try { program((text) => console.log(text), root); } catch (e) { console.log('threw ' + e); } }; start.port2.postMessage(0);\n`);
	const result = await run(evloop, ['predict', '--format=plain', '--host=browser', file], { limit: 20000 });
	// Too many callbacks inside of each other: Chromium tells the console of it, but no listener.
	said[i] = result.stdout.replace(/^Uncaught RangeError: Maximum call stack size exceeded\.\n(?:    at .*\n)*/gm, '').replace(/\n$/, '');
	status[i] = result.status === 0 ? '' : `${result.status} ${result.stderr}`;
});

// A difference is looked at many times: where Chromium's own runs differ, nothing orders the program.
const differing = programs.map((unused, i) => i).filter((i) => real[i] !== undefined && (said[i] !== real[i] || status[i] !== ''));
const seen = new Map(differing.map((i) => [i, new Set([real[i]])]));
for (let round = 0; round < again && differing.length > 0; round++) {
	await pool(Array.from({ length: Math.ceil(differing.length / batch) }, (unused, k) => differing.slice(k * batch, k * batch + batch)), pages, async (numbers) => {
		for (const [i, text] of await ask(numbers, 20)) seen.get(i).add(text);
	});
}
await chromium.close();

/* Does evloop know that the order is open, and have all that Chromium printed among its outcomes? */
async function isOpen(i, outputs) {
	const { stdout } = await run(evloop, ['orders', '--format=json', '--host=browser', path.join(folder, `${i}.js`)], { limit: 60000 });
	if (!stdout.startsWith('{')) return false;
	const { outcomes } = JSON.parse(stdout), known = new Set(outcomes.map(({ lines }) => lines.map(({ text }) => text).join('\n')));
	return known.size > 1 && [...outputs].every((text) => known.has(text));
}

const totals = { agree: 0, 'racy, one of the orders seen': 0, 'racy, another order': 0, 'open, as evloop says': 0, differ: 0 };
for (const i of programs.keys()) {
	if (real[i] === undefined) continue;
	if (!seen.has(i)) {
		totals.agree++;
		continue;
	}
	const outputs = seen.get(i);
	let kind = status[i] !== '' ? 'differ' : outputs.size > 1 && outputs.has(said[i]) ? 'racy, one of the orders seen' : outputs.size > 1 ? 'racy, another order' : 'differ';
	if (kind !== 'racy, one of the orders seen' && status[i] === '' && (await isOpen(i, outputs))) kind = 'open, as evloop says';
	totals[kind]++;
	if (kind === 'differ' || (verbose && kind === 'racy, another order')) console.log(`seed ${seed + i}: ${kind}\n${programs[i]}\n--- Chromium\n${[...outputs].join('\n---\n')}\n--- evloop\n${said[i]}\n${status[i]}`);
	if (kind === 'differ' && keep) {
		fs.mkdirSync(keep, { recursive: true });
		fs.copyFileSync(path.join(folder, `${i}.js`), path.join(keep, `page-${seed + i}.js`));
	}
}
const asked = real.filter((text) => text !== undefined).length;
console.log(`fuzz pages: ${asked} of ${count} programs compared: ${Object.entries(totals).map(([kind, n]) => `${n} ${kind}`).join('; ')}`);
fs.rmSync(folder, { recursive: true, force: true });
process.exit(totals.differ === 0 && asked === count ? 0 : 1);
