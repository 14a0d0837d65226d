// Documents made to break `evloop check`: a clear message each, the rest is checked all the same, status 2 only when what was
// named could not be read. And memory that does not grow with the number of documents.
//
//   node tests/check/hostile.mjs EVLOOP
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Checker } from '../cli/check.mjs';
import { Folder, environment } from './folder.mjs';

const evloop = path.resolve(process.argv[2]);
const check = new Checker('hostile-documents', evloop);
const limit = 120000; // sanitizers on a busy machine
const fence = (code) => `\`\`\`js\n${code}\n\`\`\`\n`;
const wrong = fence("console.log('two'); // => 2");

// What stands in the document, what must be said of it, and how many of its samples are checked and wrong.
const documents = {
	'a fence that is not closed': [`# A\n\n${wrong}\n\`\`\`js\nconsole.log(1); // => 2\n`, /EV104\]: the fence of this sample is not closed/, 1],
	'a fence that is not closed at all': ['```js', /EV104/, 0],
	'NUL bytes': [`\0\0\n${fence('console.log("a\0b"); // => 2')}\0${wrong}`, /EV202/, 1],
	'bytes that are no UTF-8': [Buffer.concat([Buffer.from([0xff, 0xfe, 0x80, 0x0a]), Buffer.from(wrong), Buffer.from([0xc3])]), /EV202/, 1],
	'directives in a text': [`The comment \`<!-- evloop: skip -->\` is quoted here.\n\n${wrong}`, /EV202/, 1],
	'a directive in a string': [fence('const text = "// evloop: skip";\nconsole.log(text.length); // => 2'), /EV202/, 1],
	'a directive in a fence of text': [`\`\`\`text\n<!-- evloop: file; skip -->\n\`\`\`\n\n${wrong}`, /EV202/, 1],
	'a directive of 200,000 items': [`<!-- evloop: ${'strict;'.repeat(200000)} -->\n${wrong}`, /EV202/, 1],
	'a directive that is not closed': [`<!-- evloop: skip\n\n${wrong}`, /./, undefined],
	'200,000 fences that are not closed': ['```js\n'.repeat(200000), /./, undefined],
	'5,000,000 backticks': [`${'`'.repeat(5000000)}\n`, /^/, 0],
	'100,000 quotation marks': [`${'> '.repeat(100000)}x\n\n${wrong}`, /EV202/, 1],
	'500,000 headings': [`${'# h\n'.repeat(500000)}\n${wrong}`, /EV202/, 1],
	'a line of 20 MB': [`${'x'.repeat(20 << 20)}\n${wrong}`, /EV202/, 1],
	'20,000 remarks in a sample': [fence("console.log('two'); // => 2\n".repeat(20000)), /EV202/, 1],
	'20,000 lines of output': [fence(`for (let i = 0; i < 20000; i++) console.log(i);\n// Output:\n${'// 1\n'.repeat(20000)}`), /^/, undefined],
	'a comment of 5 MB': [fence(`console.log(1); // ${'x'.repeat(5 << 20)}`), /^/, 0],
	'a value nested 100,000 deep': [fence(`console.log(1); // => ${'['.repeat(100000)}`), /^/, 0],
	'a sample that never ends': [`${fence('for (;;) console.log(1); // => 1')}\n${wrong}`, /EV202/, 1],
	'a sample that fills memory': [`${fence('const all = []; for (;;) all.push(new Array(1000).fill(0)); // => 1')}\n${wrong}`, /EV202/, 1],
	'every line end': [`\`\`\`js\rconsole.log('two'); // => 2\r\`\`\`\r\n\u2028`, /EV202/, 1],
};
const html = {
	'100,000 elements that are not closed': ['<pre><code class="language-js">'.repeat(100000), /^/, undefined],
	'an attribute without end': [`<pre><code class="language-js">console.log('two'); // =&gt; 2</code></pre><p title="${'x'.repeat(1 << 20)}`, /EV202/, 1],
	'entities': ['<pre><code class="language-js">console.log("&#x110000;&#0;&nosuch;&lt".length); // =&gt; 2</code></pre>', /./, undefined],
	'a comment that is not closed': [`<pre><code class="language-js">console.log('two'); // =&gt; 2</code></pre><!-- ${'<pre>'.repeat(1000)}`, /EV202/, 1],
};
const folder = new Folder('hostile');
const run = (args) => check.evloop(['check', '--no-config', ...args], { cwd: folder.top, env: environment(), limit });
for (const [cases, ending] of [[documents, 'md'], [html, 'html']]) {
	for (const [name, [text, said, expected]] of Object.entries(cases)) {
		const file = `${name.replace(/\W+/g, '-')}.${ending}`;
		folder.write(file, text);
		const result = await run([file]);
		check.ok([0, 1].includes(result.status), `${name}: status ${result.status} ${result.stderr.slice(0, 300)}`);
		check.match(result.stdout + result.stderr, said, name);
		check.ok(!/[\0\x08\x1b]/.test(result.stdout), `${name}: control characters are escaped`);
		if (expected !== undefined) {
			const report = JSON.parse((await run(['--format=json', file])).stdout);
			check.equal(report.summary.wrong, expected, `${name}: what is wrong`);
		}
		fs.rmSync(folder.path(file));
	}
}

// UTF-16: named, it could not be checked; among others, they are.
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(wrong, 'utf16le')]);
folder.write('wide/little.md', utf16);
folder.write('wide/big.md', Buffer.from(utf16).swap16());
folder.write('wide/wrong.md', wrong);
const wide = await run(['wide']);
check.equal(wide.status, 1, `the rest of a folder with UTF-16: ${wide.stderr}`);
check.match(wide.stderr, /wide\/big\.md: it is UTF-16.*\n.*wide\/little\.md: it is UTF-16/, 'a clear message each');
check.equal((await run(['wide/big.md'])).status, 2, 'a named document in UTF-16');

// 100 MB, things that are no files
fs.mkdirSync(folder.path('odd'));
const large = fs.openSync(folder.path('odd/large.md'), 'w');
for (let i = 0; i < 101; i++) fs.writeSync(large, Buffer.alloc(1 << 20, 'text\n'));
fs.closeSync(large);
folder.write('odd/wrong.md', wrong);
fs.mkdirSync(folder.path('odd/folder.md'));
execFileSync('mkfifo', [folder.path('odd/pipe.md')]);
fs.symlinkSync('/dev/zero', folder.path('odd/zero.md'));
fs.symlinkSync('again.md', folder.path('odd/again.md'));
fs.symlinkSync('..', folder.path('odd/up'));
const odd = await run(['odd']);
check.equal(odd.status, 1, `the rest of a folder is checked: ${odd.stderr}`);
check.match(odd.stdout, /odd\/wrong\.md:2:.*EV202/, 'the good one among them');
check.match(odd.stderr, /large\.md: File too large/, 'a file of 101 MB');
check.match(odd.stderr, /again\.md: .*loop of symbolic links/, 'a loop of links');
check.equal((await run(['odd/large.md', 'odd/wrong.md'])).status, 2, 'what is named and cannot be read');

/* The most memory that a run has taken, in KB. */
function memory(args) {
	return new Promise((resolve) => {
		const child = spawn(evloop, ['check', '--no-config', '--format=tap', ...args], { cwd: folder.top, env: { ...environment(), ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:quarantine_size_mb=1` }, stdio: ['ignore', 'ignore', 'ignore'] });
		let most = 0;
		const look = setInterval(() => {
			try {
				most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
			} catch {
				// it has ended
			}
		}, 2);
		child.on('close', () => {
			clearInterval(look);
			resolve(most);
		});
	});
}
for (const [name, count] of [['few', 10], ['many', 10000]]) {
	for (let i = 0; i < count; i++) folder.write(`${name}/${i % 100}/${i}.md`, `# ${i}\n\n${wrong}\n${fence('console.log([1, 2].map((n) => n * 2)); // => [2, 4]')}`);
}
const few = await memory(['few']);
const many = await memory(['many']);
console.log(`hostile-documents: ${few} KB for 10 documents, ${many} KB for 10,000`);
if (many > 0) check.ok(many < few + 40000, `memory does not grow with the number of documents: ${few} KB, ${many} KB`);
folder.remove();
check.done();
