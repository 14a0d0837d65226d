// Random programs for a page on the real Chromium and on evloop, compared line by line:
//
//   node tests/fuzz/compare_browser.mjs EVLOOP [--seed=N] [--count=M] [--pages=P] [--keep=FOLDER]
//
// A page of Chromium runs a batch of programs one after another, each called from a task of its own with an element of
// its own, and waits until it is quiet before the next; evloop predicts each alone, called in the same way.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cores, pool, run } from '../golden/processes.mjs';
import { Chromium } from '../oracle/browser.mjs';
import { option } from './generate.mjs';
import { generateBrowser } from './generate_browser.mjs';

const args = process.argv.slice(2);
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 200));
const pages = Number(option(args, 'pages', 4));
const keep = option(args, 'keep', undefined);
const batch = 25;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-page-'));

const programs = Array.from({ length: count }, (unused, i) => generateBrowser(seed + i));
const chromium = await Chromium.launch();
const real = [];

async function ask(from) {
	const list = programs.slice(from, from + batch);
	const source = `const programs = [${list.map((body) => `(log, root) => {\n${body}\n}`).join(',\n')}];
(async () => {
	await new Promise((resolve) => setTimeout(resolve, 600));
	for (let i = 0; i < programs.length; i++) {
		const root = document.createElement('section'), lines = [];
		document.body.append(root);
		await new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = () => { done(); programs[i]((text) => lines.push(text), root); }; c.port2.postMessage(0); });
		await new Promise((resolve) => setTimeout(resolve, 150));
		console.log(JSON.stringify([i, lines]));
		root.remove();
	}
	console.log('end');
})();`;
	const { text } = await chromium.run(source, { settle: 6000, limit: 60000, until: 'end' });
	for (const line of text.split('\n')) {
		if (!line.startsWith('[')) continue;
		const [i, lines] = JSON.parse(line);
		real[from + i] = lines.join('\n');
	}
}

await pool(Array.from({ length: Math.ceil(count / batch) }, (unused, i) => i * batch), pages, ask);
await chromium.close();

let wrong = 0;
await pool(programs, cores * 2, async (body, i) => {
	if (programs[i] === undefined || real[i] === undefined) return;
	const file = path.join(folder, `${i}.js`);
	fs.writeFileSync(file, `const program = (log, root) => {\n${body}\n};\nconst root = document.createElement('section'); document.body.append(root);\nconst start = new MessageChannel(); start.port1.onmessage = () => program((text) => console.log(text), root); start.port2.postMessage(0);\n`);
	const result = await run(evloop, ['predict', '--format=plain', '--host=browser', file], { limit: 20000 });
	const said = result.stdout.trimEnd();
	if (said === real[i] && result.status === 0) return;
	wrong++;
	console.log(`seed ${seed + i}: differs\n${body}\n--- Chromium\n${real[i]}\n--- evloop (${result.status})\n${said}\n${result.status !== 0 ? result.stderr : ''}`);
	if (keep) {
		fs.mkdirSync(keep, { recursive: true });
		fs.copyFileSync(file, path.join(keep, `page-${seed + i}.js`));
	}
});
const asked = real.filter((text) => text !== undefined).length;
console.log(`fuzz pages: ${asked} of ${count} programs compared, ${asked - wrong} agree`);
fs.rmSync(folder, { recursive: true, force: true });
process.exit(wrong === 0 && asked === count ? 0 : 1);
