// How the command is used: help, versions, wrong usage, exit statuses, and which stream says what.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from './check.mjs';

const check = new Checker('usage', process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-usage-'));
const file = (name, text) => {
	const full = path.join(folder, name);
	fs.writeFileSync(full, text);
	return full;
};

for (const args of [['--help'], ['help'], ['-h'], ['help', 'predict'], ['help', 'classify'], ['predict', '--help'], ['predict', '-h'], ['classify', '--help']]) {
	const result = await check.evloop(args);
	check.equal(result.status, 0, args.join(' '));
	check.match(result.stdout, /[Uu]sage/, args.join(' '));
	check.equal(result.stderr, '', `${args.join(' ')}: standard error`);
	for (const line of result.stdout.split('\n')) check.ok(line.length <= 100, `${args.join(' ')}: a long line of help: ${line}`);
}
const version = await check.evloop(['--version']);
check.match(version.stdout, /^evloop \d+\.\d+\.\d+/, '--version');
check.equal(version.status, 0, '--version');

const bare = await check.evloop([]);
check.equal(bare.status, 2, 'no command: exit status');
check.match(bare.stdout + bare.stderr, /evloop predict/, 'no command: how to use it');

const good = file('good.js', "console.log('fine')\n");
for (const [args, pattern] of [
	[['nonsense'], /nonsense/],
	[['predikt', good], /predict/],
	[['help', 'nonsense'], /nonsense/],
	[['predict', '--nonsense', good], /--nonsense/],
	[['predict', '--formt=plain', good], /--format/],
	[['predict', '--format', good], /format/],
	[['predict', '--format=nonsense', good], /nonsense/],
	[['predict', '--host=nonsense', good], /nonsense/],
	[['predict', '--max-steps=many', good], /many/],
	[['predict', '--max-steps=-1', good], /./],
	[['predict', '--run-for=soon', good], /soon/],
	[['predict', path.join(folder, 'missing.js')], /missing\.js/],
	[['predict', folder], /./],
	[['predict', good, good], /./],
	[['predict', '-e'], /-e/],
	[['classify', '--nonsense', good], /--nonsense/],
]) {
	const result = await check.evloop(args);
	check.equal(result.status, 2, `${args.join(' ')}: exit status`);
	check.equal(result.stdout, '', `${args.join(' ')}: standard output`);
	check.match(result.stderr, pattern, args.join(' '));
}

// Where the source comes from.
const fromFile = await check.evloop(['predict', '--format=plain', good]);
check.equal(fromFile.stdout, 'fine\n', 'a file');
check.equal((await check.evloop(['predict', '--format=plain', '-e', "console.log('e', 1)"])).stdout, 'e 1\n', '-e');
check.equal((await check.evloop(['predict', '--format=plain', '-'], { input: "console.log('stdin')" })).stdout, 'stdin\n', '-');
check.equal((await check.evloop(['predict', '--format=plain'], { input: "console.log('piped')" })).stdout, 'piped\n', 'standard input without a name');
check.equal((await check.evloop(['predict', '--format=plain', '--', file('-dash.js', 'console.log(1)')])).stdout, '1\n', '--');
const empty = await check.evloop(['predict', '--format=plain', '-'], { input: '' });
check.equal(empty.status, 0, 'empty standard input');
check.equal(empty.stdout, '', 'empty standard input prints nothing');

// What plain holds, and where notes go.
const streams = file('streams.js', "console.log('out'); console.error('err'); console.warn('warn'); console.log('out again');");
check.equal((await check.evloop(['predict', '--format=plain', '--host=node', streams])).stdout, 'out\nerr\nwarn\nout again\n', 'both streams in their order');
check.equal((await check.evloop(['predict', '--format=plain', '--host=node', '--stdout-only', streams])).stdout, 'out\nout again\n', '--stdout-only');

// A snippet that throws is predicted to throw.
const throws = file('throws.js', "console.log('a');\nthrow new Error('boom');\n");
const thrown = await check.evloop(['predict', '--format=plain', '--host=node', throws]);
check.equal(thrown.status, 0, 'a snippet that throws');
check.match(thrown.stdout, /^a\n.*throws\.js:2\nthrow new Error\('boom'\);\n\^\n\nError: boom\n(    at .*\n)*\nNode\.js v20[\d.]*\n$/, 'the words of the host');
check.equal((await check.evloop(['predict', '--format=plain', '--host=node', '--host-exit', throws])).status, 1, '--host-exit');
check.equal((await check.evloop(['predict', '--format=plain', '--host=node', '--stdout-only', throws])).stdout, 'a\n', 'the error goes to standard error');

// What does not parse.
const broken = file('broken.js', 'let x = 1;\nlet x = 2;\n');
const refused = await check.evloop(['predict', broken]);
check.equal(refused.status, 1, 'a snippet that does not parse');
check.match(refused.stderr + refused.stdout, /broken\.js:2:5/, 'its place');
check.match(refused.stderr + refused.stdout, /let x = 2;\n.*\^/, 'its line and the carets');
for (const text of ['function f() { await 1; }', '1 = 2', 'for (const x of) {}', 'return 5 }', 'class A extends {}', 'let let = 1', "'use strict'; with (a) {}", 'break;', 'const a;', 'a => { yield* 1 ] }', 'import x from', 'new.target', 'super.x', 'async () => { for await (x in y); }', 'class A { #x; #x; }', 'o.#nothing', '({ a: 1 } = 1) => 2', 'label: label: ;', "'\\u{110000}'", '0777n', '`${`']) {
	const result = await check.evloop(['predict', '--script', '-e', text]);
	check.equal(result.status, 1, `does not parse: ${text}`);
	check.ok(/:\d+:\d+/.test(result.stderr + result.stdout), `has a place: ${text}`);
	check.equal((await check.evloop(['predict', '--format=plain', '--script', '-e', text])).status, 1, `plain, does not parse: ${text}`);
}

// What is not covered is named, with its place, and ends with 3.
const later = await check.evloop(['predict', '--format=plain', '-e', "console.log('known');\nnew Intl.DateTimeFormat('th');"]);
check.equal(later.status, 3, 'not covered: exit status');
check.match(later.stderr, /:2:\d+: error: not covered: locale 'th'/, 'not covered: the construct and its place');
// A member that the real interface has and the model lacks is no undefined.
const member = await check.evloop(['predict', '--format=plain', '--host=browser', '-e', "const e = document.createElement('video');\nconsole.log(e.nobodyHasThis, e.buffered);"]);
check.equal(member.status, 3, 'not covered: a member of an element');
check.match(member.stderr, /:2:\d+: error: not covered: buffered/, 'not covered: its name and place');

// Colour only when asked, and otherwise the same bytes.
const color = /\x1b\[/;
check.ok(!color.test((await check.evloop(['predict', good])).stdout), 'no colour into a pipe');
const colored = await check.evloop(['predict', '--color=always', throws], { env: { ...process.env, NO_COLOR: undefined } });
check.match(colored.stdout, color, '--color=always');
check.equal(colored.stdout.replace(/\x1b\[[\d;]*m/g, ''), (await check.evloop(['predict', '--color=never', throws])).stdout, 'colour changes nothing else');
check.ok(!color.test((await check.evloop(['predict', '--color=auto', throws], { env: { ...process.env, NO_COLOR: '1' } })).stdout), 'NO_COLOR');

// The same bytes every time.
const again = [];
for (let i = 0; i < 3; i++) again.push((await check.evloop(['predict', '--format=json', streams])).stdout);
check.ok(again[0] === again[1] && again[1] === again[2], 'two runs give the same bytes');

fs.rmSync(folder, { recursive: true });
check.done();
