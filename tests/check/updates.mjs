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

// Each layout: what stands there, and what --update makes of it. A second update finds nothing to do.
const fence = (code) => `\`\`\`js\n${code}\n\`\`\`\n`;
const three = "console.log('a');\nsetTimeout(() => console.log('c'), 0);\nPromise.resolve().then(() => console.log('b'));\n";
const long = "{ name: 'Ann', tags: ['one', 'two'], address: { street: 'A very long street name', city: 'Some city' } }";
const high = '// evloop: confidence=high\n';
const layouts = {
	'list.md': [fence(`${high}${three}// Output: a, c, b`), fence(`${high}${three}// Output: a, b, c`)],
	'arrows.md': [fence(`${high}${three}// Output order: b → a → c`), fence(`${high}${three}// Output order: a → b → c`)],
	'unsure-list.md': [fence(`${three}// Output: a, c, b`), fence(`${three}// Output: a, c, b`)],
	'end.js': [`${three}// Output:\n// a\n// c\n`, `${three}// Output:\n// a\n// b\n// c\n`],
	'block.js': ["console.log('a');\nconsole.log('b');\n/*\nOutput:\na\n*/\n", "console.log('a');\nconsole.log('b');\n/*\nOutput:\na\nb\n*/\n"],
	'site.js': ["console.log('a'); // => 'b'\nconsole.log([1, 2]);\n// → [1, 3]\n", "console.log('a'); // => 'a'\nconsole.log([1, 2]);\n// → [ 1, 2 ]\n"],
	'longer.md': [fence(`console.log(${long});\n// => { name: 'Bob' }`),
		fence(`console.log(${long});\n// => {\n//   name: 'Ann',\n//   tags: [ 'one', 'two' ],\n//   address: { street: 'A very long street name', city: 'Some city' }\n// }`)],
	'shorter.md': [fence("console.log({ name: 'Ann' });\n// => {\n//   name: 'Bob',\n//   age: 5\n// }"), fence("console.log({ name: 'Ann' });\n// => { name: 'Ann' }")],
	'page.html': ['<pre><code class="language-js">console.log(\'a &lt; b\'); console.log(\'x\');</code></pre>\n<p>Output:</p>\n<pre class="output">a &lt; c\nx</pre>\n',
		'<pre><code class="language-js">console.log(\'a &lt; b\'); console.log(\'x\');</code></pre>\n<p>Output:</p>\n<pre class="output">a &lt; b\nx</pre>\n'],
};
const missing = {
	'no.md': ["> - ```js\n>   console.log('a');\n>   ```\n", "> - ```js\n>   console.log('a');\n>   // Output:\n>   // a\n>   ```\n"],
	'no.js': ["console.log('a');\r\nconsole.log('b');", "console.log('a');\r\nconsole.log('b');\r\n// Output:\r\n// a\r\n// b"],
	'no.html': ['<pre><code class="language-js">console.log(\'a &lt; b\');\n</code></pre>\n', '<pre><code class="language-js">console.log(\'a &lt; b\');\n// Output:\n// a &lt; b\n</code></pre>\n'],
};
for (const [cases, option] of [[layouts, '--update'], [missing, '--update=missing']]) {
	for (const [name, [before, after]] of Object.entries(cases)) {
		folder.write(name, before);
		await evloop(option, '--force', name);
		check.equal(folder.read(name), after, `${option}: ${name}`);
		const again = await evloop(option, '--force', name);
		check.equal(folder.read(name), after, `${option}: ${name}: again`);
		check.ok(before === after || again.status === 0, `${option}: ${name}: nothing is wrong any more: ${again.stdout}`);
		fs.rmSync(folder.path(name));
	}
}

folder.remove();
check.done();
