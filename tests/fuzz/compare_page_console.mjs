// Random values as DevTools' console shows them: its real front end against evloop, message by message:
//
//   node --experimental-websocket tests/fuzz/compare_page_console.mjs EVLOOP [--seed=N] [--count=M] [--keep=FOLDER]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { difference, normalise } from '../golden/fixtures.mjs';
import { run } from '../golden/processes.mjs';
import { DevToolsPanel } from '../oracle/devtools_panel.mjs';
import { option } from './generate.mjs';
import { generatePageConsole } from './generate_console.mjs';

const args = process.argv.slice(2);
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 100));
const keep = option(args, 'keep', undefined);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-fuzz-page-console-'));
const panel = await DevToolsPanel.open();
// Groups indent only in plain text.
// What DevTools puts in for breaking lines does not count.
const plain = (text) => text.replace(/[\u200b]/g, '').replace(/\u00a0/g, ' ').split('\n').map((line) => line.trim()).join('\n');

let wrong = 0, lines = 0;
for (let index = 0; index < count; index++) {
	const text = generatePageConsole(seed, index);
	const file = path.join(folder, `page-console-${seed}-${index}.js`);
	fs.writeFileSync(file, text);
	const [real, said] = await Promise.all([panel.texts(text), run(evloop, ['predict', '--format=plain', '--host=browser', file], { limit: 30000 })]);
	const expected = plain(normalise(`${real.join('\n')}\n`, file, 'browser'));
	const actual = plain(normalise(said.stdout, file, 'browser'));
	lines += expected.split('\n').length;
	if (expected === actual) continue;
	if (wrong++ < 12) console.log(`program ${index}: DevTools (-) and evloop (+) disagree ${/not covered[^\n]*/.exec(said.stderr)?.[0] ?? ''}\n${difference(expected, actual)}`);
	if (!keep) continue;
	fs.mkdirSync(keep, { recursive: true });
	fs.copyFileSync(file, path.join(keep, path.basename(file)));
	fs.writeFileSync(path.join(keep, `${path.basename(file)}.devtools`), expected);
	fs.writeFileSync(path.join(keep, `${path.basename(file)}.evloop`), actual);
}
panel.close();
fs.rmSync(folder, { recursive: true });
console.log(`random console texts of a page: seed ${seed}: ${count} programs, ${lines} lines: ${count - wrong} agree, ${wrong} disagree`);
process.exit(wrong === 0 ? 0 : 1);
