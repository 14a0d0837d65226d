// `evloop check` as a command: what it walks, what it is told by options and configurations, how it ends.
//
//   node tests/check/command.mjs EVLOOP
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { Checker } from '../cli/check.mjs';
import { Folder, environment, order, right, silent, wrong } from './folder.mjs';

const check = new Checker('check', path.resolve(process.argv[2]));
const evloop = (folder, args, more = {}) => check.evloop(['check', ...args], { cwd: folder.top, env: environment(more.env), input: more.input });
const files = (result) => [...new Set(result.stdout.split('\n').filter(Boolean).map((line) => line.replace(/:\d+-\d+\t.*/s, '')))];
const summary = (result) => JSON.parse(result.stdout).summary;

// ------------------------------------------------------------ exit statuses
{
	const folder = new Folder('status');
	folder.write('good.md', right);
	folder.write('bad.md', wrong);
	folder.write('order.md', order);
	const status = async (args, expected, more) => {
		const result = await evloop(folder, args, more);
		check.equal(result.status, expected, `check ${args.join(' ')}: ${result.stdout}${result.stderr}`);
		return result;
	};
	const good = await status(['good.md'], 0);
	check.equal(good.stdout + good.stderr, '', 'success into a pipe says nothing');
	const bad = await status(['bad.md'], 1);
	check.match(bad.stdout, /^bad\.md:2:\d+: error\[EV202\]: .*\n.*\n +2 .* console\.log\('two'\); \/\/ => 2\n.*\^/, 'a finding with its line');
	check.match(bad.stdout, /1 sample in 1 file: 1 wrong/, 'the summary');
	check.match((await status(['order.md'], 1)).stdout, /EV201/, 'an order');
	await status(['good.md', 'bad.md', '--summary=never'], 1);
	check.ok(!/samples? in/.test((await status(['-q', 'bad.md'], 1)).stdout), '-q: no summary');
	await status(['nothing.md'], 2);
	check.match((await status(['nothing.md', 'bad.md'], 2)).stdout, /EV202/, 'what can be read is checked');
	await status(['--nonsense'], 2);
	await status(['--fail-on=low'], 2);
	await status(['--update=some', 'good.md'], 2);
	await status(['--host=netscape', 'good.md'], 2);
	await status(['--output=nonsense=x', 'good.md'], 2);
	await status(['--diff', '--format=json', 'good.md'], 2);
	await status(['--config=x', '--no-config', 'good.md'], 2);
	folder.write('empty/x.txt', '');
	check.match((await status(['empty'], 2)).stderr, /--allow-empty/, 'no document');
	await status(['--allow-empty', 'empty'], 0);
	check.match((await status(['empty/x.txt'], 2)).stderr, /no document/, 'a file of another kind');
	check.equal(files(await status(['--list', '--stdin-filename=in.md', '-'], 0, { input: right })).join(), 'in.md', '--stdin-filename');
	check.equal((await status(['--stdin-filename=in.md', '-'], 1, { input: wrong })).stdout.slice(0, 7), 'in.md:2', 'standard input');
	await status(['-'], 2, { input: right });
	await status(['--output=json=/nonexistent/x', 'good.md'], 2);
	await status(['--max-warnings=0', 'good.md'], 0);
	folder.remove();
}

// ----------------------------------------------------------------- the walk
{
	const folder = new Folder('walk');
	for (const name of ['b.md', 'a/z.md', 'a.md', 'a-b.md', 'a/node_modules/m.md', '.hidden/h.md', 'a/.h.md', 'B.mdx', 'c.txt', 'é.md', 'x y.md', 'p.html']) folder.write(name, right);
	const all = files(await evloop(folder, ['--list']));
	check.equal(JSON.stringify(all.filter((name) => name !== 'p.html')), JSON.stringify(['B.mdx', 'a-b.md', 'a.md', 'a/z.md', 'b.md', 'x y.md', 'é.md']), 'byte order; hidden and foreign files are left out');
	check.equal(files(await evloop(folder, ['--list', './a/'])).join(), 'a/z.md', 'a folder by name');
	check.equal(files(await evloop(folder, ['--list', '.hidden/h.md', 'a/node_modules'])).join(), '.hidden/h.md,a/node_modules/m.md', 'what is named is never passed over');
	fs.symlinkSync('..', folder.path('a/up'));
	fs.symlinkSync('self.md', folder.path('a/self.md'));
	fs.symlinkSync('z.md', folder.path('a/link.md'));
	fs.symlinkSync('gone.md', folder.path('a/broken.md'));
	folder.write('secret.md', wrong);
	fs.chmodSync(folder.path('secret.md'), 0);
	const odd = await evloop(folder, ['--list']);
	check.match(odd.stderr, /a\/up is a symbolic link back/, 'a loop of folders');
	check.match(odd.stderr, /a\/self\.md: a loop of symbolic links/, 'a loop of a file');
	check.match(odd.stderr, /a\/broken\.md: No such file/, 'a broken link');
	check.ok(files(odd).includes('a/link.md') && files(odd).includes('b.md'), 'the rest is checked');
	if (process.getuid() !== 0) check.match(odd.stderr, /secret\.md: Permission denied/, 'a file that may not be read');
	check.ok(odd.status !== 2, `what is found in folders and cannot be read is no failure: ${odd.status}`);
	fs.chmodSync(folder.path('secret.md'), 0o600);
	folder.remove();
}

// ------------------------------------------------- ignore files, as git has it
{
	const folder = new Folder('ignore');
	folder.git('init', '-q');
	const names = ['a.md', 'b.md', 'build/a.md', 'build/keep.md', 'docs/a.md', 'docs/build/a.md', 'docs/deep/er/a.md', 'docs/deep/x.md', 'docs/[x].md', 'docs/x1.md', 'docs/x2.md', 'out/a.md', 'out/b/c.md', 'tmp/a.md', 'tmp/b.md', 'sp ace .md', '#a.md', '!b.md', 'foo/bar/baz.md', 'foo/baz.md', 'abc/def/ghi.md'];
	for (const name of names) folder.write(name, right);
	const cases = [
		'build/\n', '/build/\n', 'build/*\n!build/keep.md\n', 'build\n!build/keep.md\n', '*.md\n!a.md\n', 'docs/**/a.md\n', '**/deep/\n', 'docs/x[12].md\n', 'docs/x[!1].md\n', 'docs/\\[x].md\n',
		'\\#a.md\n\\!b.md\n', '# comment\n\nout/**\n', 'out/*\n!out/b/\n', 'foo/**/baz.md\n', 'foo/*/baz.md\n', '/*\n!/docs\n', 'sp ace .md  \n', 'tmp/a.md\r\n', 'docs/?1.md\n', '*\n!*/\n!x1.md\n', 'abc/**\n!abc/def/\n', 'a?.md\n', 'deep/er\n', '/deep/er\n', '**\n', '{a,b}.md\n', 'docs/deep/**/\n', 'x*\n!x2*\n',
	];
	for (const text of cases) {
		folder.write('.gitignore', text);
		const expected = folder.git('ls-files', '-z', '--others', '--exclude-standard').split('\0').filter((name) => name.endsWith('.md')).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
		check.equal(files(await evloop(folder, ['--list', '--allow-empty'])).join('\n'), expected.join('\n'), `.gitignore ${JSON.stringify(text)}`);
	}
	folder.write('.gitignore', '*.md\n');
	folder.write('docs/.gitignore', '!a.md\nx1.md\n');
	folder.write('docs/.evloopignore', 'a.md\n!x1.md\n');
	check.equal(files(await evloop(folder, ['--list', 'docs'])).join(), 'docs/x1.md', '.evloopignore stands behind .gitignore, nearer folders win');
	check.equal(files(await evloop(folder, ['--list', '--no-ignore'])).length, names.length, '--no-ignore');
	check.equal(files(await evloop(folder, ['--list', 'docs/a.md'])).join(), 'docs/a.md', 'a named file is not ignored');
	folder.remove();
}

// ------------------------------------------------------------- configuration
{
	const folder = new Folder('config');
	folder.git('init', '-q');
	folder.write('a.md', wrong);
	folder.write('docs/b.md', wrong);
	folder.write('docs/old/c.md', wrong);
	folder.write('.evloop.jsonc', '\uFEFF{\n  // a comment\n  "failOn": "medium", /* another */\n  "tz": "Europe/Berlin",\n  "overrides": [\n    { "files": "docs/**", "tz": "Asia/Tokyo", },\n    { "files": ["docs/**", "!docs/b.md"], "tz": "America/New_York" },\n  ],\n}\n');
	folder.write('docs/.evloop.jsonc', '{ "exclude": ["old/**"], "labels": { "pl": ["wynik"], "cs": "výstup" } }');
	const shown = async (file, ...more) => JSON.parse((await evloop(folder, ['--print-config', file, ...more])).stdout.replace(/ \/\/ .*$/gm, ''));
	check.equal((await shown('a.md')).tz, 'Europe/Berlin', 'the file\'s own value');
	check.equal((await shown('docs/b.md')).tz, 'Asia/Tokyo', 'an override');
	check.equal((await shown('docs/old/c.md')).tz, 'America/New_York', 'the last override that matches');
	check.equal((await shown('docs/b.md')).failOn, 'medium', 'merged from above');
	check.equal((await shown('docs/b.md')).labels.join(), 'wynik,výstup', 'labels by language');
	check.equal((await shown('a.md', '--no-config')).tz, 'UTC', '--no-config');
	check.equal((await shown('docs/b.md', '--config=docs/.evloop.jsonc')).failOn, 'high', '--config');
	check.match((await evloop(folder, ['--print-config=docs/b.md'])).stdout, /"failOn": "medium", \/\/ .*\.evloop\.jsonc/, 'where a value comes from');
	check.equal(JSON.parse((await evloop(folder, ['--print-config=a.md'], { env: { EVLOOP_TZ: 'Asia/Tokyo' } })).stdout.replace(/ \/\/ .*$/gm, '')).tz, 'Asia/Tokyo', 'the environment comes before files');
	check.equal((await evloop(folder, ['a.md'], { env: { EVLOOP_TZ: 'Nowhere/At_All' } })).status, 2, 'a bad variable');
	check.equal(files(await evloop(folder, ['--list'])).join(), 'a.md,docs/b.md', 'exclude');
	check.equal(files(await evloop(folder, ['--list', 'docs/old/c.md'])).join(), 'docs/old/c.md', 'a named file is not excluded');
	folder.write('.evloop.jsonc', '{ "include": ["**/*.{md,mdx}", "!a.md"], "expectFail": ["docs/old/*.md", "docs/b.md#*"] }');
	check.equal(files(await evloop(folder, ['--list'])).join(), 'docs/b.md', 'include with braces and an exception');
	const expected = await evloop(folder, ['--format=json', 'docs/b.md', 'docs/old/c.md']);
	check.equal(expected.status, 0, 'expectFail');
	check.equal(summary(expected).expectedFailures, 2, 'expected failures are counted');
	for (const [text, pattern] of [
		['{ "hots": [] }', /:1:3: there is no such key: 'hots'; did you mean 'host'\?/],
		['{\n  "failOn": "low" }', /:2:13: this is one of/],
		['{ "host": ["node", "ie"] }', /no host of this name: ie/],
		['{ "tz": 5 }', /:1:9: a string/],
		['{ "include": [1] }', /a string is wanted/],
		['{ "explicitOnly": "yes" }', /true or false/],
		['{ "tz": "UTC", "tz": "UTC" }', /twice/],
		['{ "overrides": [{ "tz": "UTC" }] }', /names its files/],
		['[]', /is an object/],
		['{ "tz": "UTC" ', /:1:1: an object is not closed/],
		['{ "tz": "UTC }', /a string is not closed/],
		['{ /* }', /a comment is not closed/],
		['{ "maxSteps": 01 }', /no number/],
		['{ "a" 1 }', /':' is missing/],
		['{} x', /behind the value/],
		['{ "tz": "\\x" }', /no escape/],
		['', /a value is missing/],
		['['.repeat(5000), /nested too deep/],
	]) {
		folder.write('.evloop.jsonc', text);
		const result = await evloop(folder, ['a.md']);
		check.equal(result.status, 2, `configuration ${text.slice(0, 60)}: status`);
		check.match(result.stderr, pattern, `configuration ${text.slice(0, 60)}`);
	}
	folder.remove();
}

// ------------------------- who is heard: flag, directive, environment, nearest file, user's file, default
{
	const folder = new Folder('precedence');
	folder.git('init', '-q');
	const code = (directive) => `${directive}\n\`\`\`js\nsetTimeout(() => console.log('timer'), 0);\nPromise.resolve().then(() => console.log('promise'));\n// Output:\n// promise\n// timer\n\`\`\`\n`;
	folder.write('docs/said.md', code('<!-- evloop: host=node-esm -->'));
	folder.write('docs/silent.md', code(''));
	const user = { XDG_CONFIG_HOME: folder.path('home') };
	const hosts = async (file, args, env = {}) => JSON.parse((await evloop(folder, [...args, '--format=json', `docs/${file}.md`], { env: { ...user, ...env } })).stdout).samples[0].hosts.join();
	check.equal(await hosts('silent', []), 'node-cjs,node-esm,browser', 'default: whichever fits');
	folder.write('home/evloop/config.jsonc', '{ "host": "node" }');
	check.equal(await hosts('silent', []), 'node-cjs,node-esm', 'the user\'s file');
	folder.write('.evloop.jsonc', '{ "host": "node-cjs" }');
	check.equal(await hosts('silent', []), 'node-cjs', 'the repository\'s file stands above the user\'s');
	folder.write('docs/.evloop.jsonc', '{ "host": "browser" }');
	check.equal(await hosts('silent', []), 'browser', 'the nearer file above the other');
	check.equal(await hosts('silent', [], { EVLOOP_HOST: 'node-esm' }), 'node-esm', 'the environment above files');
	check.equal(await hosts('said', [], { EVLOOP_HOST: 'browser' }), 'node-esm', 'a directive above the environment');
	check.equal(await hosts('said', ['--host=node-cjs'], { EVLOOP_HOST: 'browser' }), 'node-cjs', 'a flag above the directive');
	check.equal(await hosts('silent', ['--host=node-cjs']), 'node-cjs', 'a flag above all');

	folder.write('when.md', '<!-- evloop: tz=Asia/Tokyo; now=2024-05-06T00:00:00Z; seed=7 -->\n```js\n// evloop: output\nconsole.log(new Date().getHours(), new Date().getFullYear(), Math.random() < 0.5); // => 9 2024 false\n```\n');
	check.equal((await evloop(folder, ['when.md'])).status, 0, 'the directive\'s zone, date and seed');
	check.equal((await evloop(folder, ['when.md'], { env: { EVLOOP_TZ: 'Europe/Berlin', EVLOOP_NOW: '2020', EVLOOP_SEED: '42' } })).status, 0, 'the environment does not change them');
	const printed = async (...args) => JSON.parse((await evloop(folder, [...args, '--format=json', 'when.md'])).stdout).samples[0].predicted[0].text;
	check.equal(await printed('--tz=Europe/Berlin'), '2 2024 false', '--tz does');
	check.equal(await printed('--now=2020-05-06T01:00:00Z'), '10 2020 false', '--now does');
	check.equal(await printed('--seed=1'), '9 2024 true', '--seed does');
	for (const bad of ['--now=yesterday', '--tz=Mars', '--seed=99999999999', '--node=18']) check.equal((await evloop(folder, [bad, 'when.md'])).status, 2, bad);
	folder.remove();
}

// the schema, the man page and the program know the same keys
{
	const keys = [...fs.readFileSync(path.join(top, 'cli/config_keys.def'), 'utf8').matchAll(/^CONFIG_KEY\("(\w+)"/gm)].map(([, key]) => key);
	const schema = JSON.parse(fs.readFileSync(path.join(top, 'man/evloop-config.schema.json'), 'utf8'));
	const page = fs.readFileSync(path.join(top, 'man/evloop-config.5'), 'utf8');
	check.equal(Object.keys(schema.properties).filter((key) => key !== '$schema' && key !== 'overrides').sort().join(), [...keys].sort().join(), 'the schema\'s keys');
	check.equal(Object.keys(schema.properties.overrides.items.properties).filter((key) => key !== 'files').sort().join(), [...keys].sort().join(), 'the keys of overrides');
	for (const key of keys) check.match(page, new RegExp(`^\\.It Cm .*\\b${key}\\b`, 'm'), `evloop-config(5) names ${key}`);
	const hooks = fs.readFileSync(path.join(top, '.pre-commit-hooks.yaml'), 'utf8');
	check.match(hooks, /^- id: evloop-check\n/m, 'the hook');
}

// ------------------------------------------------- updates, baseline, changes
{
	const folder = new Folder('update');
	folder.git('init', '-q');
	folder.write('a.md', `# A\n\n${wrong}\ntext\n\n${right}`);
	folder.write('b.md', right);
	folder.git('add', '.');
	folder.git('commit', '-q', '-m', 'documents');
	const before = folder.read('a.md');
	const diff = await evloop(folder, ['--diff']);
	check.equal(diff.status, 1, '--diff: status');
	check.equal(folder.read('a.md'), before, '--diff writes nothing');
	check.match(diff.stdout, /^--- a\/a\.md\n\+\+\+ b\/a\.md\n@@ -1,7 \+1,7 @@\n # A\n \n ```js\n-console\.log\('two'\); \/\/ => 2\n\+console\.log\('two'\); \/\/ => .*two.*\n ```\n \n text\n$/, '--diff');
	folder.write('change.patch', diff.stdout);
	folder.git('apply', '--check', 'change.patch');
	fs.rmSync(folder.path('change.patch'));
	folder.write('a.md', `${before}\nmore\n`);
	const refused = await evloop(folder, ['--update', 'a.md']);
	check.equal(refused.status, 1, 'a file with changes: status');
	check.match(refused.stderr, /a\.md has changes that are not committed; --force/, 'a file with changes');
	check.equal(folder.read('a.md'), `${before}\nmore\n`, 'it is left alone');
	check.equal((await evloop(folder, ['--changed', '--list'])).stdout.split(':')[0], 'a.md', '--changed');
	check.equal((await evloop(folder, ['--changed=HEAD', 'b.md'])).status, 0, '--changed: nothing is no failure');
	check.equal((await evloop(folder, ['--changed=no-such-commit'])).status, 2, '--changed: no such commit');
	check.equal((await evloop(folder, ['--changed=--output=x'])).status, 2, '--changed: an option is no commit');
	folder.write('new.md', right);
	check.equal(files(await evloop(folder, ['--changed', '--list'])).join(), 'a.md,new.md', '--changed: files that git does not know');
	fs.rmSync(folder.path('new.md'));
	const mode = fs.statSync(folder.path('a.md')).mode;
	const updated = await evloop(folder, ['--fix', '--force']);
	check.equal(updated.status, 0, `--fix --force: ${updated.stdout}`);
	check.match(updated.stderr, /1 file updated/, 'how many');
	check.match(folder.read('a.md'), /console\.log\('two'\); \/\/ => .*two/, 'the text');
	check.equal(fs.statSync(folder.path('a.md')).mode, mode, 'the mode');
	check.equal((await evloop(folder, [])).status, 0, 'nothing is left');
	check.equal((await evloop(folder, ['--diff'])).stdout, '', 'an update is stable');

	folder.write('a.md', before);
	check.equal((await evloop(folder, ['--write-baseline'])).status, 0, '--write-baseline');
	const baseline = JSON.parse(folder.read('.evloop-baseline.json'));
	check.equal(baseline.findings.length, 1, 'the baseline\'s findings');
	check.match(baseline.findings[0].rule, /^EV202$/, 'its rule');
	check.equal((await evloop(folder, [])).status, 0, 'what is known fails nothing');
	folder.write('a.md', `# Another\n\ntext\n\n${before}`);
	check.equal((await evloop(folder, [])).status, 0, 'lines may move');
	folder.write('sub/c.md', wrong.replace(/two/g, 'three'));
	const fresh = await evloop(folder, ['--format=json']);
	check.equal(fresh.status, 1, 'a new finding counts');
	check.equal(`${summary(fresh).errors} ${summary(fresh).inBaseline}`, '1 1', 'new and known ones');
	folder.write('.evloop-baseline.json', '{"evloop": 2}');
	check.equal((await evloop(folder, [])).status, 2, 'a baseline of another version');
	folder.remove();
}

// ------------------------------------------- which samples, and how many threads
{
	const folder = new Folder('only');
	folder.write('a.md', `# Intro\n\n${wrong}\n# Next\n\n${wrong}`);
	folder.write('b.md', wrong);
	const ids = (await evloop(folder, ['--list'])).stdout.trim().split('\n').map((line) => line.split('\t').at(-1));
	check.equal(ids.length, 3, 'the samples');
	check.equal((await evloop(folder, ['--list', `--only=${ids[1]}`])).stdout.trim().split('\t').at(-1), ids[1], '--only by identity');
	check.equal((await evloop(folder, ['--list', '--only=b.*'])).stdout.trim().split('\n').length, 1, '--only by path');
	check.equal(summary(await evloop(folder, ['--format=json', '--only=b.md'])).errors, 1, '--only: findings');
	const mistyped = await evloop(folder, ['--only=c.md']);
	check.ok(mistyped.status === 2 && /--only names no sample/.test(mistyped.stderr), `--only that names nothing: ${mistyped.stderr}`);
	check.equal((await evloop(folder, ['--fail-fast', '--jobs=4', '--format=ndjson'])).stdout.split('"file":"b.md"').length, 1, '--fail-fast');
	check.match((await evloop(folder, ['--explain', 'b.md'])).stdout, /b\.md:2: wrong: same-line, high: b\.md#/, '--explain');

	for (let i = 0; i < 200; i++) folder.write(`many/${String(i).padStart(3, '0')}.md`, i % 7 === 0 ? wrong : i % 5 === 0 ? order : right + silent);
	const one = await evloop(folder, ['--jobs=1', '--format=json', 'many']);
	for (const jobs of [2, 3, 8]) {
		const more = await evloop(folder, [`--jobs=${jobs}`, '--format=json', 'many']);
		check.ok(more.stdout === one.stdout, `--jobs=${jobs} gives the same bytes`);
	}
	check.equal(summary(one).files, 200, 'all files');
	folder.remove();
}

// ------------------------------------------------------------- interruption
{
	const folder = new Folder('interrupt');
	for (let i = 0; i < 40; i++) folder.write(`${String(i).padStart(2, '0')}.md`, '```js\nlet n = 0; for (let i = 0; i < 3e5; i++) n += i; console.log(n); // => 44999850000\n```\n'.repeat(20));
	let status = null;
	let text = '';
	/* too early a signal ends the process before it listens: then a little later */
	for (let delay = 100; status === null && delay < 5000; delay *= 2) {
		const child = spawn(path.resolve(process.argv[2]), ['check', '--jobs=2', '--format=json'], { cwd: folder.top, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
		text = '';
		child.stdout.on('data', (bytes) => (text += bytes));
		setTimeout(() => child.kill('SIGINT'), delay);
		status = await new Promise((resolve) => child.on('close', resolve));
	}
	check.ok(status === 130 || status <= 1, `SIGINT ends with 130 (or it was done already): ${status}`);
	check.equal(JSON.parse(text).summary.interrupted, status === 130, 'the report is whole and says so');
	folder.remove();
}

check.done();
