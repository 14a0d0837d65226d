// What `evloop check --diff` shows is what --update writes, whatever the document's line ends and last line are: git
// applies the one and compares with the other. An update is right at once: nothing is left to find.
//
//   node tests/check/updates.mjs EVLOOP
import fs from 'node:fs';
import path from 'node:path';
import { Checker } from '../cli/check.mjs';
import { Folder, environment } from './folder.mjs';

const check = new Checker('updates', path.resolve(process.argv[2]));
const folder = new Folder('updates');
const evloop = (...args) => check.evloop(['check', ...args], { cwd: folder.top, env: environment() });
let state = 2026;
const random = (n) => (state = (state * 48271) % 2147483647) % n;

const names = [];
for (let i = 0; i < 40; i++) {
	let text = '';
	for (let k = random(4) + 1; k > 0; k--) {
		text += `${'text\n'.repeat(random(9))}\`\`\`js\n`;
		for (let j = random(10) + 1; j > 0; j--) text += `console.log('v${j}'); // => '${random(2) ? `v${j}` : 'w'}'\n`;
		text += '```\n';
	}
	if (i % 3 === 0) text = text.trimEnd();
	if (i % 4 === 0) text = text.replaceAll('\n', '\r\n');
	names.push(`d${i}.md`);
	folder.write(names.at(-1), text);
}
folder.git('init', '-q');
folder.git('config', 'core.autocrlf', 'false');
folder.git('add', '.');
folder.git('commit', '-q', '-m', 'documents');

const diff = await evloop('--diff');
check.equal(diff.status, 1, '--diff: status');
const updated = await evloop('--update');
check.equal(updated.status, 0, `--update: status: ${updated.stdout.slice(0, 500)}`);
const after = names.map((name) => folder.read(name));
folder.git('checkout', '-q', '.');
folder.write('.git/updates.patch', diff.stdout);
folder.git('apply', '--whitespace=nowarn', '.git/updates.patch');
fs.rmSync(folder.path('.git/updates.patch'));
names.forEach((name, i) => check.ok(folder.read(name) === after[i], `${name}: --diff and --update are the same`));
check.equal((await evloop('--diff')).stdout, '', 'nothing is left');

folder.remove();
check.done();
