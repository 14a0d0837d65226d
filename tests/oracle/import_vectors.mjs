// Turn recorded vectors into fixtures: node tests/oracle/import_vectors.mjs VECTORS
//
// VECTORS/<area>/<name>.json holds what many engines printed for the program beside it. From it come the program and
// its expectation under fixtures/<area>/: Node 20 and Chromium, their one output where every run agreed, the set of
// outputs (.any.json) where not. Where a program also writes to standard error, the vector does not hold how the two
// streams interleave; then the installed Node is asked once more and must agree with what was recorded.
//
// Programs that need what `later` names (files, network, workers, pages, …) stay behind until evloop models that.
import fs from 'node:fs';
import path from 'node:path';
import { normalise, top } from '../golden/fixtures.mjs';
import { runNode } from '../golden/processes.mjs';

const vectors = process.argv[2];
if (!vectors) {
	console.error('usage: import_vectors.mjs VECTORS');
	process.exit(2);
}

const later = {
	'node modules': /\brequire\(|from 'node:|import\('node:|util\.|timers\/promises/,
	'streams, fetch, blobs': /\b(fetch|Response|Request|Blob|XMLHttpRequest|ReadableStream|FileReader)\b/,
	'messages and workers': /\b(MessageChannel|BroadcastChannel|Worker|postMessage)\b/,
	'events and pages': /\b(document|addEventListener|EventTarget|Event|Image|alert|indexedDB|localStorage|MutationObserver|location|history|animate)\b|window\.open|\bbox\./,
	'abort': /\bAbort\w+/,
	'scheduler': /\bscheduler\b/,
	'atomics and shared memory': /\b(Atomics|SharedArrayBuffer)\b/,
	'standard input': /process\.stdin/,
};
const areas = ['microtasks', 'node', 'browser', 'console', 'portable'];

function withoutComments(source) {
	return source.replace(/\/\/.*/g, '');
}

function lines(output, base) {
	return output.lines.map((line) => line.replace(/^!! /, '').replaceAll('<file>', base));
}

function join(list) {
	return list.map((line) => `${line}\n`).join('');
}

async function nodeText(file, source, row, vector) {
	const output = row.outputs[0];
	const recorded = join(lines(output, path.basename(file)));
	if (!output.stderr?.length || vector.node_flags) return normalise(recorded, source, 'node');
	const seen = new Set();
	for (let i = 0; i < 3; i++) seen.add(normalise((await runNode(file)).text, source, 'node'));
	if (seen.size > 1) throw new Error(`${source}: Node's runs differ`);
	const [text] = seen;
	let at = 0;
	for (const line of normalise(recorded, source, 'node').split('\n')) {
		at = text.split('\n').indexOf(line, at === 0 ? 0 : at);
		if (at < 0) throw new Error(`${source}: Node printed something else than recorded: ${line}`);
	}
	return text;
}

let imported = 0;
const left = {};
for (const area of areas) {
	const folder = path.join(vectors, area);
	const target = path.join(top, 'fixtures', area);
	fs.mkdirSync(target, { recursive: true });
	for (const name of fs.readdirSync(folder)) {
		if (/^aux-.*\.mjs$/.test(name) && area !== 'browser') fs.copyFileSync(path.join(folder, name), path.join(target, name));
	}
	for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.json'))) {
		const vector = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
		if (!/\.(js|mjs|cjs)$/.test(vector.file) || vector.real_click_at || vector.real_key_presses || vector.stdin || vector.node_flags) continue;
		const text = fs.readFileSync(path.join(folder, vector.file), 'utf8');
		const needs = Object.keys(later).find((key) => later[key].test(withoutComments(text)));
		if (needs) {
			left[needs] = (left[needs] ?? 0) + 1;
			continue;
		}
		const node = vector.results['node-20'];
		const chromium = vector.results.chromium;
		// An output that is new in nearly every run holds a measured time; there is nothing to expect of it.
		if ((!node && !chromium) || [node, chromium].some((row) => row?.outputs.length > 6)) continue;
		const file = path.join(target, vector.file);
		const source = path.relative(top, file);
		const stem = file.replace(/\.\w+$/, '');
		fs.writeFileSync(file, text);
		const expected = {};
		const any = {};
		if (node) {
			if (node.deterministic) expected.node = await nodeText(file, source, node, vector);
			else any.node = node.outputs.map((output) => lines(output, vector.file));
			const exit = node.outputs[0].exit ?? 0;
			if (exit) fs.writeFileSync(`${stem}.exit`, `${exit}\n`);
		}
		if (chromium) {
			if (chromium.deterministic) expected.browser = normalise(join(lines(chromium.outputs[0], vector.file)), source, 'browser');
			else any.browser = chromium.outputs.map((output) => lines(output, vector.file));
		}
		if (expected.node !== undefined && expected.node === expected.browser) fs.writeFileSync(`${stem}.out`, expected.node);
		else for (const host of Object.keys(expected)) fs.writeFileSync(`${stem}.${host}.out`, expected[host]);
		if (Object.keys(any).length > 0) fs.writeFileSync(`${stem}.any.json`, `${JSON.stringify(any, null, '\t')}\n`);
		imported++;
	}
}
console.log(`${imported} fixtures; left for later:`, left);
