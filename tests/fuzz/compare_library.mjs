// Library calls with random arguments, asked of evloop and of node: node tests/fuzz/compare_library.mjs EVLOOP FAMILY [COUNT] [SEED]
// FAMILY: a file of tests/fuzz/library/. Prints the calls whose results differ; exit 1 when there are any. Calls that evloop says it does
// not cover are counted, not compared: such a call ends its program, which goes on with the rest in the next one.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [evloop, family, count = '2000', seed = '1'] = process.argv.slice(2);
const { calls, zone = () => 'UTC' } = await import(new URL(`./library/${family}.mjs`, import.meta.url));

// mulberry32
let state = Number(seed) >>> 0;
function next() {
	state = (state + 0x6d2b79f5) >>> 0;
	let t = state;
	t = Math.imul(t ^ (t >>> 15), t | 1);
	t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const random = {
	below: (n) => Math.floor(next() * n),
	chance: (p) => next() < p,
	pick: (list) => list[Math.floor(next() * list.length)],
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-library-'));
const prelude = `const t = (f) => { try { const v = f(); console.log(typeof v === 'object' ? JSON.stringify(v) : String(v)); } catch (e) { console.log(e.name + ': ' + e.message); } };\n`;
const run = (command, args, tz) => {
	const made = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, TZ: tz }, maxBuffer: 1 << 28 });
	return made.stdout.split('\n').slice(0, -1);
};
const quote = (s) => JSON.stringify(s)?.replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
let different = 0, uncovered = 0, done = 0;
const reasons = new Map();
const total = Number(count);
while (done < total) {
	const tz = zone(random);
	let list = Array.from({ length: Math.min(500, total - done) }, () => calls(random));
	done += list.length;
	const file = path.join(folder, 'calls.js');
	const write = () => fs.writeFileSync(file, prelude + list.map((c) => `t(() => ${c});\n`).join(''));
	write();
	let expected = run(process.execPath, [file], tz);
	while (list.length) {
		write();
		const made = spawnSync(evloop, ['predict', '--format=plain', '--host=node-cjs', `--tz=${tz}`, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
		const lines = made.stdout.split('\n').slice(0, -1);
		for (let i = 0; i < Math.min(lines.length, list.length); i++) {
			if (lines[i] === expected[i]) continue;
			different++;
			if (different <= 40) console.log(`${tz}: ${list[i]}\n  node   ${quote(expected[i])}\n  evloop ${quote(lines[i])}`);
		}
		if (lines.length < list.length) {
			if (made.status !== 3) {
				console.log(`evloop ended with ${made.status ?? made.signal} at ${list[lines.length]}\n${made.stderr}`);
				process.exit(1);
			}
			uncovered++;
			const reason = /not covered: (.*)/.exec(made.stderr)?.[1] ?? made.stderr;
			reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
		}
		list = list.slice(lines.length + 1);
		expected = expected.slice(lines.length + 1);
	}
}
fs.rmSync(folder, { recursive: true });
for (const [reason, n] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 20)) console.log(`not covered ${n}: ${reason}`);
console.log(`${done} calls, ${different} different, ${uncovered} not covered`);
process.exit(different ? 1 : 0);
