// `evloop drill` on a real terminal, under tmux: from the first question to the statistics, and the terminal given back.
//
//   node tests/drill/screen.mjs EVLOOP
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from '../cli/check.mjs';

const [evloop] = process.argv.slice(2);
const t = new Checker('drill-screen', evloop);
if (spawnSync('tmux', ['-V']).status !== 0) {
	console.log('drill-screen: tmux is not installed (Debian: apt-get install tmux)');
	process.exit(1);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-screen-'));
const socket = path.join(folder, 'tmux');
const env = { ...process.env, XDG_STATE_HOME: folder, LANG: 'C.UTF-8', TERM: 'xterm', TMUX: '', EVLOOP_PLAIN: '' };
const tmux = (...args) => execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], { env }).toString();
const screen = () => tmux('capture-pane', '-p', '-t', 'drill');
const keys = (...list) => tmux('send-keys', '-t', 'drill', ...list);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(pattern, what) {
	for (let i = 0; i < 200; i++) {
		if (pattern.test(screen())) return t.ok(true, what);
		await sleep(50);
	}
	t.ok(false, `${what}: ${pattern} is not on\n${screen()}`);
}

tmux('new-session', '-d', '-s', 'drill', '-x', '90', '-y', '45', 'sh');
keys('-l', `PS1='ready> '; clear`);
keys('Enter');
await until(/^ready>/m, 'a shell');
keys('-l', `${evloop} drill --seed=4 --count=2 --mode=order --level=2`);
keys('Enter');
await until(/Question 1 of 2/, 'the first question');
await until(/space grabs/, 'the keys are told');
const lines = () => [...screen().matchAll(/^[>* ] ?\s*(\d+)  (\S.*)$/gm)].map(([, , line]) => line).slice(-12);
keys('J');
await until(/moved '.*' to place 2 of/, 'a move is said');
keys('u');
await until(/undone: /, 'undo');
keys('Space');
await until(/grabbed/, 'grab');
keys('Down');
await until(/to place 2 of/, 'the arrow moves what is grabbed');
keys('Space', 'Up');
await until(/line 1 of/, 'choosing another line');
keys('3', '1');
await until(/to place 1 of/, 'digits move');
keys('r');
await until(/as it was/, 'reset');
keys('h');
await until(/hint: /, 'a hint');
keys('?');
await until(/grab or drop/, 'help');
keys('Enter');
await sleep(200);

/* Sort by the answer that `show` gives. */
const questions = execFileSync(evloop, ['drill', '--plain', '--seed=4', '--count=2', '--mode=order', '--level=2'], { input: 's\ns\n', env }).toString();
const ids = [...questions.matchAll(/^\((\S+)\)$/gm)].map(([, id]) => id);
function answer(id) {
	const text = execFileSync(evloop, ['drill', 'show', id], { env }).toString();
	const offered = [...text.matchAll(/^  (\d+)\) (.*)$/gm)].map(([, , line]) => line);
	const printed = [...text.slice(text.indexOf('It prints:')).matchAll(/^ +\d+\. (.*?)   \(/gm)].map(([, line]) => line);
	return { offered, printed };
}
const { offered, printed } = answer(ids[0]);
for (let i = 0; i < printed.length; i++) {
	const at = offered.indexOf(printed[i]);
	if (at !== i) {
		keys(String(at + 1));
		await sleep(30);
		keys(String(i + 1));
		await until(new RegExp(`to place ${i + 1} of`), `line ${i + 1} is placed`);
		offered.splice(i, 0, offered.splice(at, 1)[0]);
	}
}
/* What is never printed stands last now. */
t.ok(offered.length > printed.length, 'the first question offers a line that is never printed');
for (let i = printed.length; i < offered.length; i++) {
	for (let k = 0; k < offered.length; k++) keys('Down');
	keys('d');
	await until(/is left out: never printed/, 'a line is left out');
	keys('d');
	await until(/is back, in the last place/, 'and taken back');
	keys('u');
	await until(/is left out again/, 'and left out again');
}
keys('Enter');
await until(/Right\./, 'the verdict');
await until(/step through/, 'stepping is offered');
keys('x');
await until(/space: the next step/, 'stepping');
keys('Space', 'Space', 'Space');
await until(/microtasks:/, 'the queue is shown');
keys('Enter');
await until(/Question 2 of 2/, 'the second question');
tmux('resize-window', '-t', 'drill', '-x', '50', '-y', '20');
await sleep(300);
await until(/./, 'a smaller window');
keys('Enter');
await until(/Right\.|Not quite/, 'its verdict');
keys('Enter');
await until(/of 2 right/, 'the report');
keys('Enter');
await until(/^ready>\s*$/m, 'the terminal is given back');
t.match(screen(), /of 2 right/, 'the report stays on the first screen');
tmux('resize-window', '-t', 'drill', '-x', '100', '-y', '60');
keys('-l', `clear; ${evloop} drill stats`);
keys('Enter');
await until(/2 answers, /, 'statistics');
keys('-l', 'clear; echo typed is shown');
t.match((await sleep(300), screen()), /echo typed is shown/, 'the terminal echoes again');
tmux('kill-server');
fs.rmSync(folder, { recursive: true, force: true });
t.done();
