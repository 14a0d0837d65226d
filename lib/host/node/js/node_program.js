// SPDX-License-Identifier: MIT
// node_program.js - another process that runs Node itself, whoever asks for it: what its words say, an agent of its own (host/agent.h) that
// runs the file or the text, its standard streams through a pipe, and its end.
'use strict';

const { primordial, hold, release, nextTick, notCovered, process, startFork, stopWorker, takeMessage, wire } = require('host');
const { connect, flush, hide, maybeClose } = require('node/child_object');
const { Buffer } = require('node/buffer');
const { tellAll } = require('node/fs_store');
const { resolve } = require('node/path');
const { setTimeout, clearTimeout } = require('node/timers');
const Int32Array = primordial('Int32Array');
const SharedArrayBuffer = primordial('SharedArrayBuffer');
const wait = primordial('Atomics.wait');
const keys = primordial('Object.keys');
const includes = primordial('Array.prototype.includes');
const slice = primordial('Array.prototype.slice');

// Options of Node's own that change nothing of what a snippet does.
const silent = ['--no-warnings', '--trace-warnings', '--trace-uncaught', '--enable-source-maps', '--stack-trace-limit=10'];
const RUNNING = -1; // no exit code

// What follows the program's name: { filename | text, prints, args, execArgv }; undefined: more than a file or a text to run.
function parse(words) {
	let i = 0;
	while (i < words.length && includes(silent, words[i])) i++;
	const execArgv = slice(words, 0, i);
	if (i === words.length) return undefined;
	const word = words[i];
	if (word[0] !== '-') return { filename: resolve(word), script: word, args: slice(words, i + 1), execArgv };
	const prints = word === '-p' || word === '--print' || word === '-pe';
	if ((!prints && word !== '-e' && word !== '--eval') || i + 1 === words.length) return undefined;
	return { text: words[i + 1], prints, args: slice(words, i + 2), execArgv: [...execArgv, word, words[i + 1]] };
}

// What Node is asked to do by this program and these words; undefined: it is another program, or does more than run a file or a text.
function nodeProgram(file, words) {
	return file === 'node' || file === process.execPath ? parse(words) : undefined;
}

function environment(env) {
	if (env == null) return undefined;
	const result = {}, names = keys(env);
	for (let i = 0; i < names.length; i++) if (env[names[i]] !== undefined) result[names[i]] = `${env[names[i]]}`;
	return result;
}

// What the process finds when it begins (forked.js).
function startOf(program, { env, cwd }, kinds) {
	if (cwd != null && resolve(`${cwd}`) !== process.cwd()) notCovered('a Node process in another folder');
	const { filename, text, prints, args, execArgv } = program;
	const given = { filename, text, prints, args: [], execArgv, kinds };
	for (let i = 0; i < args.length; i++) given.args[i] = `${args[i]}`;
	given.env = environment(env);
	return given;
}

// Does any of its streams lead elsewhere than those of the snippet?
const anyOwn = (kinds) => kinds[0] !== 'inherit' || kinds[1] !== 'inherit' || kinds[2] !== 'inherit';

// What is written to the process travels to it.
function connectInput(stdin, pipe) {
	hide(stdin, '_writev', null);
	hide(stdin, '_write', (chunk, encoding, callback) => {
		pipe.postMessage(Buffer.from(chunk, encoding));
		callback();
	});
	hide(stdin, '_final', (callback) => {
		pipe.postMessage(null);
		callback();
	});
}

/*
 * Make `child`, a ChildProcess, the one that runs it. `channel(port)`: connects its channel and gives what is to be called when that ends.
 * `timeout`: { after, signal } kills it.
 */
function launch(child, given, channel = undefined, timeout = undefined) {
	const stdio = connect(child, given.kinds);
	let held = hold(), signal = null, channelEnded, timer;
	const steps = [];
	for (const i of [2, 1]) if (stdio[i] !== null) steps[steps.length] = () => stdio[i].destroyed || stdio[i].push(null);
	tellAll();
	const [port, number, pipe] = startFork(given, (code) => {
		channelEnded?.();
		steps[steps.length] = () => {
			if (held !== 0) release(held);
			held = 0;
			child._handle = null;
			if (timer !== undefined) clearTimeout(timer);
			if (signal !== null) child.signalCode = signal;
			else child.exitCode = code;
			if (child.stdin !== null) child.stdin.destroy();
			child.emit('exit', child.exitCode, child.signalCode);
			nextTick(flush, child);
			maybeClose(child);
		};
		for (let i = 0; i < steps.length; i++) wire(steps[i], 0);
	}, anyOwn(given.kinds));
	child._handle = {};
	child.pid = process.pid + number;
	nextTick(() => child.emit('spawn'));
	if (pipe !== null) {
		pipe.on('message', ([stream, text]) => {
			const to = stdio[stream + 1];
			if (to !== null && !to.destroyed) to.push(Buffer.from(text));
		});
		pipe.unref();
		if (stdio[0] !== null) connectInput(stdio[0], pipe);
	}
	if (channel !== undefined) channelEnded = channel(port);
	else port.close();
	hide(child, '_end', (name) => {
		if (signal !== null) return;
		signal = name;
		stopWorker(number);
	});
	hide(child, 'ref', () => {
		if (held === 0 && child._handle !== null) held = hold();
	});
	hide(child, 'unref', () => {
		if (held !== 0) release(held);
		held = 0;
	});
	if (timeout !== undefined) timer = setTimeout(() => child.kill(timeout.signal), timeout.after);
	return child;
}

/*
 * Run it and wait for its end: { code, texts } with what it wrote to either stream that is a pipe; code undefined: it was still running
 * after `timeout` milliseconds and is ended. `input`: bytes for its standard input. What comes after `most` characters of a stream is not read.
 */
function runAndWait(given, timeout, input, most) {
	const done = new Int32Array(new SharedArrayBuffer(4));
	done[0] = RUNNING;
	tellAll();
	const [port, number, pipe] = startFork(given, undefined, anyOwn(given.kinds), done);
	port.close();
	if (pipe !== null && given.kinds[0] === 'pipe') {
		if (input !== undefined) pipe.postMessage(input);
		pipe.postMessage(null);
	}
	wait(done, 0, RUNNING, timeout);
	const texts = ['', ''];
	for (let next; pipe !== null && (next = takeMessage(pipe)) !== undefined;) {
		const [stream, text] = next.message;
		if (!(texts[stream].length > most)) texts[stream] += text;
	}
	const code = done[0] === RUNNING ? undefined : done[0];
	if (code === undefined) stopWorker(number);
	pipe?.close();
	return { code, texts };
}

module.exports = { environment, launch, nodeProgram, runAndWait, startOf };
