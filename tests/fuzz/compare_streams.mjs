// Random programs of web streams on the real hosts and on evloop, compared line by line:
//
//   node tests/fuzz/compare_streams.mjs EVLOOP [--host=browser|node] [--seed=N] [--count=M] [--keep=FOLDER]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cores, pool, run } from '../golden/processes.mjs';
import { Chromium } from '../oracle/browser.mjs';
import { option } from './generate.mjs';
import { generateStreams } from './generate_streams.mjs';

const args = process.argv.slice(2);
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const host = option(args, 'host', 'browser');
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 200));
const keep = option(args, 'keep', undefined);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-streams-'));
const programs = Array.from({ length: count }, (unused, i) => generateStreams(seed + i, host));
const real = [];
const batch = 50;

const together = (list) => `const programs = [${list.map((body) => `(log) => {\n${body}\n}`).join(',\n')}];
globalThis.process?.on('unhandledRejection', () => {});
(async () => {
	for (let i = 0; i < programs.length; i++) {
		const lines = [];
		await new Promise((done) => setTimeout(() => { done(); try { programs[i]((text) => lines.push(text)); } catch (e) { lines.push('threw ' + e.name); } }, 0));
		await new Promise((resolve) => setTimeout(resolve, 5));
		console.log(JSON.stringify([i, lines]));
	}
	console.log('end');
})();`;
function take(from, text) {
	for (const line of text.split('\n')) {
		if (!line.startsWith('[')) continue;
		const [i, lines] = JSON.parse(line);
		real[from + i] = lines.join('\n');
	}
}
const starts = Array.from({ length: Math.ceil(count / batch) }, (unused, i) => i * batch);
if (host === 'node') {
	for (const from of starts) {
		const file = path.join(folder, 'all.cjs');
		fs.writeFileSync(file, together(programs.slice(from, from + batch)));
		take(from, spawnSync('node', [file], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout);
	}
} else {
	const chromium = await Chromium.launch();
	await pool(starts, 2, async (from) => take(from, (await chromium.run(together(programs.slice(from, from + batch)), { settle: 6000, limit: 60000, until: 'end' })).text));
	await chromium.close();
}

let wrong = 0;
await pool(programs, cores, async (body, i) => {
	if (real[i] === undefined) return;
	const file = path.join(folder, `${i}.cjs`);
	fs.writeFileSync(file, `${host === 'node' ? "process.on('unhandledRejection', () => {});" : "addEventListener('unhandledrejection', (e) => e.preventDefault());"}\nconst program = (log) => {\n${body}\n};\nsetTimeout(() => { try { program((text) => console.log(text)); } catch (e) { console.log('threw ' + e.name); } }, 0);\n`);
	const result = await run(evloop, ['predict', '--format=plain', `--host=${host}`, file], { limit: 20000 });
	const said = result.stdout.trimEnd();
	if (said === real[i] && result.status === 0) return;
	wrong++;
	console.log(`seed ${seed + i}: differs\n${body}\n--- real\n${real[i]}\n--- evloop (${result.status})\n${said}\n${result.status !== 0 ? result.stderr : ''}`);
	if (keep) {
		fs.mkdirSync(keep, { recursive: true });
		fs.copyFileSync(file, path.join(keep, `streams-${seed + i}.js`));
	}
});
const asked = real.filter((text) => text !== undefined).length;
console.log(`fuzz streams (${host}): ${asked} of ${count} programs compared, ${asked - wrong} agree`);
fs.rmSync(folder, { recursive: true, force: true });
process.exit(wrong === 0 && asked === count ? 0 : 1);
