// A mirror, not a rule: sizes of files and functions of lib/ and cli/, the longest by name, and the sources that have no
// unit test of their own. Look at an outlier, ask why, keep it if the answer is good.
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';

const sources = ['lib', 'cli'].flatMap((folder) => (fs.existsSync(path.join(top, folder)) ? fs.readdirSync(path.join(top, folder), { recursive: true }).filter((file) => file.endsWith('.c')).map((file) => path.join(folder, file)) : []));
const files = [];
const functions = [];
let comments = 0;
let total = 0;
for (const file of sources) {
	const lines = fs.readFileSync(path.join(top, file), 'utf8').split('\n');
	files.push([lines.length, file]);
	let start = 0;
	let name = '';
	let inComment = false;
	for (const [i, line] of lines.entries()) {
		if (line.trim()) total++;
		if (/^\s*\/\*/.test(line)) inComment = true;
		if (inComment || /^\s*\/\//.test(line)) comments++;
		if (/\*\//.test(line)) inComment = false;
		const head = /^[a-z][\w\s*]*?(\w+)\(/.exec(line);
		if (head) name = head[1];
		if (line === '{') start = i;
		if (line === '}' && start) {
			functions.push([i - start - 1, `${file}: ${name}`]);
			start = 0;
		}
	}
}
const at = (list, part) => list.map(([n]) => n).sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0;
const longest = (list) => [...list].sort((a, b) => b[0] - a[0]).slice(0, 6).map(([n, what]) => `    ${n}  ${what}`).join('\n');
console.log(`files: ${files.length}, median ${at(files, 0.5)}, p90 ${at(files, 0.9)} lines\n${longest(files)}`);
console.log(`functions: ${functions.length}, median ${at(functions, 0.5)}, p90 ${at(functions, 0.9)} lines\n${longest(functions)}`);
console.log(`comments: ${Math.round((100 * comments) / Math.max(1, total))} % of ${total} lines that are not blank`);
const alone = sources.filter((file) => file.startsWith('lib/') && file.split('/').length > 2 && !fs.existsSync(path.join(top, 'tests/unit', path.dirname(file).slice(4), `test_${path.basename(file)}`)));
console.log(`without a unit test of its own: ${alone.length} of ${sources.length}${alone.length ? `\n    ${alone.join(' ')}` : ''}`);
