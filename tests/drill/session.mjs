// `evloop drill` in lines: a whole session from standard input, exam, deck, own documents, statistics, export and import;
// what a kill leaves behind; two drills at once.
//
//   node tests/drill/session.mjs EVLOOP
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from '../cli/check.mjs';

const [evloop] = process.argv.slice(2);
const t = new Checker('drill-session', evloop);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-drill-'));
const state = (name) => ({ ...process.env, XDG_STATE_HOME: path.join(folder, name), EVLOOP_PLAIN: '', TZ: 'UTC', LANG: 'C.UTF-8' });
const drill = (args, input, name = 'first') => t.evloop(['drill', ...args], { input, env: state(name) });

/* A session that is talked to: each answer is given when it is asked for. */
function talk(args, name, answer) {
	return new Promise((resolve) => {
		const child = spawn(evloop, ['drill', '--plain', ...args], { env: state(name), stdio: ['pipe', 'pipe', 'pipe'] });
		let text = '';
		let seen = 0;
		child.stdin.on('error', () => {});
		child.stdout.setEncoding('utf8').on('data', async (chunk) => {
			text += chunk;
			// The prompt stands at the beginning of a line: "=> " of a question's code may end a piece as well.
			while (text.length > seen && /(^|\n)> $/.test(text)) {
				const part = text.slice(seen);
				seen = text.length;
				const reply = await answer(part, child);
				if (reply !== undefined) child.stdin.write(reply);
			}
		});
		child.on('close', (status, signal) => resolve({ text, status, signal }));
	});
}

const shown = new Map();
async function question(id) {
	if (!shown.has(id)) shown.set(id, (await t.evloop(['drill', 'show', id])).stdout);
	return shown.get(id);
}

/* The right answer, as `show` tells it. */
async function right(part) {
	const id = /^\((\S+)\)$/m.exec(part)?.[1];
	if (id === undefined) return '\n';
	const text = await question(id);
	const choice = /^The right answer is (\w)\./m.exec(text);
	if (choice) return `${choice[1]}\n`;
	const printed = [...text.slice(text.indexOf('It prints:')).matchAll(/^ +\d+\. (.*?)   \(/gm)].map(([, line]) => line);
	if (id.endsWith('-type')) return `${printed.join('\n')}\n\n`;
	const offered = [...part.matchAll(/^  (\d+)\) (.*)$/gm)].map(([, , line]) => line);
	return `${printed.map((line) => offered.indexOf(line) + 1).join(' ')}\n`;
}

// right answers, all kinds
for (const mode of ['order', 'type', 'choice', 'queue', 'hosts', 'spot-the-bug']) {
	const { text, status } = await talk(['--seed=11', '--count=2', `--mode=${mode}`], 'first', right);
	t.equal(status, 0, `${mode} ends well`);
	t.match(text, /Right\./, `${mode}: the right answer is right`);
	t.match(text, /2 of 2 right/, `${mode}: both`);
}
const stats = await drill(['stats']);
t.match(stats.stdout, /12 answers, 12 right \(100 %\)/, 'statistics count them');
t.match(stats.stdout, /then-is-async .* %/, 'statistics by rule');

// wrong answers are explained, hints and steps are there
const wrong = await talk(['--seed=3', '--count=2', '--mode=order', '--level=2'], 'first', async (part) => {
	const id = /^\((\S+)\)$/m.exec(part)?.[1];
	if (id === undefined) return undefined; // what follows the question's prompt was said with it
	const reply = (await right(part)).trim().split(' ').reverse().join(' ');
	return `h\nx\nnonsense\n${reply}\n`;
});
t.match(wrong.text, /Not quite: \d+ of \d+ lines are misplaced/, 'moves are told');
t.match(wrong.text, /\* .+\n  Here '.+' comes before '.+'/, 'the rule is told where it was violated');
t.match(wrong.text, /That is no answer/, 'nonsense is refused');
t.match(wrong.text, /\[microtasks: /, 'the run can be stepped through');

// same seed, same questions; skip and quit; the end of input
const first = (await drill(['--plain', '--seed=5', '--count=3'], 's\ns\ns\n')).stdout;
t.equal((await drill(['--plain', '--seed=5', '--count=3'], 's\ns\ns\n')).stdout, first, 'a seed repeats a session');
t.equal((await drill(['--plain', '--seed=5', '--count=3'], '')).status, 0, 'the end of input ends it');
t.match((await drill(['--plain', '--exam', '--seed=5', '--count=2'], 'h\ns\nq\n')).stdout, /no hints in an exam/, 'an exam has no hints');
t.match((await talk(['--exam', '--count=2', '--seed=8'], 'exam', right)).text, /score 100 of 100/, 'an exam reports');
t.match((await talk(['--deck', '--count=2', '--seed=8'], 'deck', right)).text, /2 of 2 right/, 'the deck');

// an interrupted session goes on: the same open question, what was answered counts
{
	const options = ['--seed=31', '--count=3', '--mode=choice', '--level=2'];
	const whole = await talk(options, 'whole', right);
	const ids = (text) => [...text.matchAll(/^\((\S+)\)$/gm)].map(([, id]) => id);
	t.equal(ids(whole.text).length, 3, 'three questions');
	let count = 0;
	const broken = await talk(options, 'broken', async (part, child) => (count++ === 0 ? right(part) : (child.kill('SIGKILL'), undefined)));
	t.equal(ids(broken.text).join(), ids(whole.text).slice(0, 2).join(), 'killed at the second question');
	const resumed = await talk(options, 'broken', right);
	t.match(resumed.text, /Question 2 of 3 .*\(going on where you stopped: 1 answered\)/, 'the session goes on');
	t.equal(ids(resumed.text).join(), ids(whole.text).slice(1).join(), 'with the question that was open');
	t.match(resumed.text, /3 of 3 right/, 'and counts what was answered before');
	t.match((await talk(options, 'broken', right)).text, /Question 1 of 3/, 'what is over is over');
	await talk(options, 'broken', async (part) => (/Question 1/.test(part) ? right(part) : 'q\n'));
	t.match((await talk(['--restart', ...options], 'broken', async () => 'q\n')).text, /Question 1 of 3/, '--restart begins anew');
	await talk(options, 'broken', async (part) => (/Question 1/.test(part) ? right(part) : 'q\n'));
	t.match((await talk([...options.slice(0, 3), '--level=3'], 'broken', async () => 'q\n')).text, /Question 1 of 3/, 'other options are another session');
	t.match((await talk(options, 'broken', async () => 'q\n')).text, /Question 2 of 3/, 'q keeps the session, too');
	const deck = ['--deck', '--seed=4', '--count=3', '--mode=type'];
	const cards = ids((await talk(deck, 'whole', right)).text);
	await talk(deck, 'broken', async (part) => (/Question 2/.test(part) ? 'q\n' : right(part)));
	t.equal(ids((await talk(deck, 'broken', right)).text).join(), cards.slice(1).join(), 'the deck goes on with the same cards');
}

// own documents
const docs = path.join(folder, 'docs');
fs.mkdirSync(docs);
const fence = (output) => `\`\`\`js\n// three comes last\nconsole.log("one"); // not a word\nPromise.resolve().then(() => console.log("three"));\nconsole.log("two");\n// Output:\n${output.map((line) => `// ${line}\n`).join('')}\`\`\`\n`;
fs.writeFileSync(path.join(docs, 'a.md'), `# A\n\n${fence(['one', 'two', 'three'])}\n\`\`\`sh\nls\n\`\`\`\n`);
fs.writeFileSync(path.join(docs, 'wrong.md'), fence(['one', 'three', 'two']));
fs.writeFileSync(path.join(docs, 'silent.md'), '```js\nconsole.log("alpha");\nconsole.log("beta");\nconsole.log("gamma");\n```\n');
fs.writeFileSync(path.join(docs, 'either.md'), '```js\nconsole.log("go");\nsetTimeout(() => console.log("timeout"), 0);\nsetImmediate(() => console.log("immediate"));\n// Output:\n// go\n// timeout\n// immediate\n```\n');
const own = await talk([`--from=${docs}`, '--mode=order', '--count=4'], 'docs', async (part) => (part.includes('one') ? '1 2 3\n' : 'q\n'));
t.match(own.text, /a\.md:4/, 'a fence of a document');
t.ok(!/three comes last|not a word|Output:/.test(own.text), 'without the comments, which may tell the answer');
t.ok(!/wrong\.md|silent\.md|either\.md/.test(own.text), 'what is wrong, not documented, or free to come either way is not asked');
t.match((await drill(['--plain', docs, '--mode=order', '--restart'], 'q\n', 'docs')).stdout, /a\.md:4/, 'a path means the same');
fs.writeFileSync(path.join(folder, 'script.js'), 'console.log("alpha");\nqueueMicrotask(() => console.log("beta"));\nconsole.log("gamma");\n');
t.match((await drill(['--plain', `--from=${path.join(folder, 'script.js')}`, '--mode=type'], 'q\n', 'docs')).stdout, /script\.js/, 'a script that is named itself');
t.equal((await drill(['--plain', `--from=${path.join(folder, 'none')}`], '')).status, 2, 'a folder that is not there');

// export, import
const exported = (await drill(['export'])).stdout;
t.equal(exported.trim().split('\n').length >= 13, true, 'all answers are exported');
fs.writeFileSync(path.join(folder, 'answers'), exported);
t.match((await drill(['import', path.join(folder, 'answers')], undefined, 'second')).stderr, /^1\d answers added, 0 /, 'they are imported');
t.match((await drill(['import', path.join(folder, 'answers')], undefined, 'second')).stderr, /^0 answers added, 1\d /, 'once');
t.equal((await drill(['stats'], undefined, 'second')).stdout, (await drill(['stats'])).stdout, 'and give the same cards');
t.match((await drill(['export', '--format=anki'])).stdout, /\tevloop::then-is-async$/m, 'cards for Anki');
t.equal((await drill(['reset'], 'no\n', 'second')).status, 2, 'reset asks');
t.equal((await drill(['reset', '--yes'], undefined, 'second')).status, 0, 'reset');
t.match((await drill(['stats'], undefined, 'second')).stdout, /^0 answers/, 'all is forgotten');
t.match((await drill(['list'])).stdout, /nexttick/, 'topics are listed');
t.equal((await drill(['--topic=nothing'])).status, 2, 'a topic that is not there');
t.equal((await drill(['show', 'nothing'])).status, 2, 'a question that is not there');
t.equal((await drill(['dance'])).status, 2, 'a verb that is not there');

// a store that is none, or newer
fs.mkdirSync(path.join(folder, 'bad/evloop'), { recursive: true });
fs.writeFileSync(path.join(folder, 'bad/evloop/drill.sqlite'), 'this is no database, though it is long enough to look like a header of one'.repeat(20));
const bad = await drill(['stats'], undefined, 'bad');
t.equal(bad.status, 2, 'a damaged store is refused');
t.match(bad.stderr, /cannot open/, 'and says so');

// kill -9 at any moment: what was answered stays, as a whole
let answered = 0;
for (let round = 0; round < 8; round++) {
	const { signal } = await talk(['--seed=21', '--count=30', '--mode=choice', '--level=3'], 'killed', async (part, child) => {
		if (/Right\.|Not quite/.test(part)) answered++;
		setTimeout(() => child.kill('SIGKILL'), 20 + round * 35);
		return 'A\n';
	});
	const kept = Number(/^(\d+) answers/.exec((await drill(['stats'], undefined, 'killed')).stdout)?.[1]);
	t.ok(signal === 'SIGKILL' || signal === null, 'it was killed');
	t.ok(kept >= answered && kept <= answered + round + 1, `after a kill ${kept} answers are there, ${answered} were told`);
	const lines = (await drill(['export'], undefined, 'killed')).stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
	t.ok(lines.length === kept && lines.every(({ ratings }) => /^(\S+=[1-4] ?)+$/.test(ratings)), 'each of them whole');
}

// two at once
await Promise.all([1, 2, 3].map((seed) => talk([`--seed=${seed}`, '--count=12', '--level=3', '--mode=choice'], 'shared', async () => 'B\n')));
t.match((await drill(['stats'], undefined, 'shared')).stdout, /^36 answers/, 'three drills at once lose nothing');

fs.rmSync(folder, { recursive: true });
t.done();
