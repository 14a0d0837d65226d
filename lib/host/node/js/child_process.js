// SPDX-License-Identifier: MIT
// child_process.js - node:child_process. A program that is Node itself runs (node_program.js). Others do not: each is assumed to succeed, with output
// that is unknown; only what echo prints is known (shell.js). The events of its end are those of a program whose output and end come together. A program that is asked for
// by a path where there is none, or by a name that no machine has (usual_programs.js), fails as it does in Node.
'use strict';

const { primordial, assume, error, io, isUnknown, madeAt, nextTick, notCovered, notCoveredFunction, process, thrown, unknownValue, wire, withoutStack } = require('host');
const { Buffer } = require('node/buffer');
const { look } = require('node/fs_store');
const { invalidArgType, invalidArgValue, outOfRange, validateAbortSignal, validateBoolean, validateFunction, validateObject, validateString } = require('node/errors');
const { ChildProcess, connect, flush, hide, maybeClose, signalOf, stdioOf } = require('node/child_object');
const { isEncoding } = require('node/encodings');
const { promisify } = require('node/util');
const { pushUnknown } = require('node/unknown_output');
const { isUsualPath } = require('node/usual_folders');
const { isUnusual } = require('node/usual_programs');
const types = require('node/util_types');
const { exits, knownProgram, runLine, wordsOfLine } = require('node/shell');
const { launch, nodeProgram, runAndWait, startOf } = require('node/node_program');
const isArray = primordial('Array.isArray');
const isInteger = primordial('Number.isInteger');
const assign = primordial('Object.assign');
const join = primordial('Array.prototype.join');
const includes = primordial('String.prototype.includes');
const slice = primordial('Array.prototype.slice');
const defineProperty = primordial('Object.defineProperty');
const Promise = primordial('Promise');
const Failure = primordial('Error');
const wait = primordial('Atomics.wait');
const Int32Array = primordial('Int32Array');
const SharedArrayBuffer = primordial('SharedArrayBuffer');

// Where Node makes the error of a program that failed.
const failureLine = 'internal/errors:984  const err = ^new Error(message);';

// Microseconds until a program ends, and between the ends of those that run side by side; milliseconds that waiting for one takes.
const RUN = 4000, APART = 500, WAIT = 5;

let running = 0;

// ---- arguments

function noNull(value, name) {
	if (typeof value === 'string' && includes(value, '\0')) throw invalidArgValue(name, value, 'must be a string without null bytes', "child_process:974    ^throw new ERR_INVALID_ARG_VALUE(propName, arg, 'must be a string without null bytes');");
}

function checkOptions(options) {
	const { cwd, detached, uid, gid, shell, argv0, windowsHide, windowsVerbatimArguments, timeout, maxBuffer, killSignal, signal } = options;
	if (cwd != null && typeof cwd !== 'string' && !(typeof cwd === 'object' && (typeof cwd.href === 'string' || Buffer.isBuffer(cwd)))) throw invalidArgType('options.cwd', ['string', 'Buffer', 'URL'], cwd); // node: child_process:577    cwd = ^getValidatedPath(cwd, 'options.cwd');
	if (detached != null) validateBoolean(detached, 'options.detached', "child_process:582    ^validateBoolean(options.detached, 'options.detached');");
	if (uid != null && !(isInteger(uid) && (uid | 0) === uid)) throw invalidArgType('options.uid', 'int32', uid, "child_process:587    ^throw new ERR_INVALID_ARG_TYPE('options.uid', 'int32', options.uid);");
	if (gid != null && !(isInteger(gid) && (gid | 0) === gid)) throw invalidArgType('options.gid', 'int32', gid, "child_process:592    ^throw new ERR_INVALID_ARG_TYPE('options.gid', 'int32', options.gid);");
	if (shell != null && typeof shell !== 'boolean' && typeof shell !== 'string') throw invalidArgType('options.shell', ['boolean', 'string'], shell, "child_process:599    ^throw new ERR_INVALID_ARG_TYPE('options.shell',");
	if (argv0 != null) validateString(argv0, 'options.argv0'); // node: child_process:605    ^validateString(options.argv0, 'options.argv0');
	if (windowsHide != null) validateBoolean(windowsHide, 'options.windowsHide', "child_process:611    ^validateBoolean(options.windowsHide, 'options.windowsHide');");
	if (windowsVerbatimArguments != null) validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments');
	if (timeout != null && !(isInteger(timeout) && timeout >= 0)) throw outOfRange('timeout', 'an unsigned integer', timeout, "child_process:988    ^throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);");
	if (maxBuffer != null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) throw outOfRange('options.maxBuffer', 'a positive number', maxBuffer, "child_process:995    ^throw new ERR_OUT_OF_RANGE('options.maxBuffer',");
	if (killSignal != null) signalOf(killSignal, 'options.killSignal'); // node: child_process:1006    ^throw new ERR_INVALID_ARG_TYPE('options.killSignal',
	validateAbortSignal(signal, 'options.signal', "child_process:757  ^validateAbortSignal(options.signal, 'options.signal');");
	if (signal !== undefined) notCovered('a child process with a signal');
}

// What spawn and its kin are asked for: { file, args, options, command }, where `command` is the text that a shell gets.
function normalizeSpawn(file, args, options) {
	validateString(file, 'file', "child_process:548  ^validateString(file, 'file');");
	noNull(file, 'file');
	if (file.length === 0) throw invalidArgValue('file', file, 'cannot be empty', "child_process:552    ^throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');");
	if (isArray(args)) {
		args = [...args];
	} else if (args == null) {
		args = [];
	} else if (typeof args !== 'object') {
		throw invalidArgType('args', 'object', args, "child_process:559    ^throw new ERR_INVALID_ARG_TYPE('args', 'object', args);");
	} else {
		options = args;
		args = [];
	}
	for (let i = 0; i < args.length; i++) noNull(args[i], `args[${i}]`);
	if (options === undefined) options = {};
	else validateObject(options, 'options'); // node: child_process:570    ^validateObject(options, 'options');
	checkOptions(options);
	let command;
	if (options.shell) {
		command = join([file, ...args], ' ');
		file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
		args = ['-c', command];
	}
	const plain = [...args];
	args = [typeof options.argv0 === 'string' ? options.argv0 : file, ...args];
	for (let i = 0; i < args.length; i++) args[i] = isUnknown(args[i]) ? args[i] : `${args[i]}`;
	return { file, args, options, command, plain };
}

// ---- programs

// The line that /bin/sh is to run: the snippet's command, or what `sh -c` is given. undefined: it is no such line.
function lineOf(file, command, plain) {
	if (command !== undefined) return file === '/bin/sh' ? command : undefined;
	const isShell = (file === 'sh' || file === '/bin/sh') && plain.length === 2 && plain[0] === '-c';
	return isShell && typeof plain[1] === 'string' && !isUnknown(plain[1]) ? plain[1] : undefined;
}

// What a program writes and how it ends, where that is known: { writes, code } (shell.js).
function knownOutput({ file, command, plain }) {
	const line = lineOf(file, command, plain);
	if (line !== undefined) {
		const known = runLine(line);
		if (known === undefined && exits(line)) notCovered(`the program '${line}'`);
		return known;
	}
	if (command !== undefined) {
		if (exits(command)) notCovered(`the program '${command}'`);
		return undefined;
	}
	const words = [file];
	for (let i = 0; i < plain.length; i++) {
		if (isUnknown(plain[i])) return undefined;
		words[i + 1] = `${plain[i]}`;
	}
	const known = knownProgram(words);
	return known && { writes: known.text === '' ? [] : [{ stream: 1, text: known.text }], code: known.code };
}

// Is there certainly nothing at this path?
function isNowhere(path) {
	return !isUsualPath(path) && look(path) === null;
}

// Is the program, or the folder that it is to run in, certainly not there?
function isMissing({ file, options }) {
	const cwd = typeof options.cwd === 'string' ? options.cwd : undefined;
	if (cwd !== undefined && isNowhere(cwd)) return true;
	if (!includes(file, '/')) return !isUnknown(file) && file !== 'node' && isUnusual(file);
	return isNowhere(file[0] === '/' || cwd === undefined ? file : `${cwd}/${file}`);
}

function missingError(syscall, { file, args }) {
	const err = new Failure(`${syscall} ${file} ENOENT`);
	return assign(err, { errno: -2, code: 'ENOENT', syscall: `${syscall} ${file}`, path: file, spawnargs: slice(args, 1) });
}

function titleOf({ command, args }) {
	if (command !== undefined) return command;
	let text = '';
	for (let i = 0; i < args.length; i++) text += `${i > 0 ? ' ' : ''}${args[i]}`;
	return text;
}

// What of it goes to a stream.
function textOf(writes, stream) {
	let text = '';
	for (let i = 0; i < writes.length; i++) if (writes[i].stream === stream) text += writes[i].text;
	return text;
}

// An unknown text or an exact one: what a program writes (`errors`: on its other stream); and its code.
function outputOf(program) {
	const known = knownOutput(program);
	if (known !== undefined) return { known: textOf(known.writes, 1), errors: textOf(known.writes, 2), writes: known.writes, code: known.code };
	const title = titleOf(program);
	assume(`assuming the program '${title}' succeeds and writes no errors; what it prints is unknown`);
	return { known: undefined, errors: '', writes: [], code: 0, title };
}

// What goes to the terminal is only predicted where it is known.
function toTerminal(kinds, output) {
	if (kinds[1] === 'inherit' && output.known === undefined) notCovered('a child process that prints to the standard output of the snippet');
	const { writes } = output;
	for (let i = 0; i < writes.length; i++) {
		const { stream, text } = writes[i];
		if (kinds[stream] === 'inherit') (stream === 1 ? process.stdout : process.stderr).write(text);
	}
}

// There is no such program: its pipes are at their end at once.
function fail(child, program) {
	child.spawnfile = program.file;
	child.spawnargs = program.args;
	const stdio = connect(child, stdioOf(program.options));
	hide(child, '_end', () => {});
	nextTick(() => {
		child.exitCode = -2;
		if (child.stdin !== null) child.stdin.destroy();
		child.emit('error', missingError('spawn', program));
		nextTick(flush, child);
		maybeClose(child);
	});
	for (let i = 1; i < 3; i++) if (stdio[i] !== null) wire(() => stdio[i].destroyed || stdio[i].push(null), 0);
	return child;
}

// What Node is asked to do, where the program is Node itself; undefined: it is another.
function asNode({ file, command, plain }) {
	const line = lineOf(file, command, plain);
	const words = line !== undefined ? wordsOfLine(line) : command === undefined ? [file, ...plain] : undefined;
	if (words === undefined) return undefined;
	for (let i = 0; i < words.length; i++) if (isUnknown(words[i])) return undefined;
	return nodeProgram(words[0], slice(words, 1));
}

function start(child, program) {
	if (isMissing(program)) return fail(child, program);
	const kinds = stdioOf(program.options);
	const node = asNode(program);
	if (node !== undefined) {
		const { timeout, killSignal } = program.options;
		child.spawnfile = program.file;
		child.spawnargs = program.args;
		return launch(child, startOf(node, program.options, kinds), undefined, timeout ? { after: timeout, signal: killSignal ?? 'SIGTERM' } : undefined);
	}
	const output = outputOf(program);
	if (kinds[1] === 'inherit' && output.known === undefined) toTerminal(kinds, output);
	child.spawnfile = program.file;
	child._handle = {};
	child.spawnargs = program.args;
	nextTick(() => child.emit('spawn'));
	child.pid = unknownValue('child.pid');
	const stdio = connect(child, kinds);
	let signal = null;
	hide(child, '_end', (by) => {
		signal = by;
	});
	const steps = [];
	const step = (run) => {
		steps[steps.length] = run;
	};
	if (kinds[1] === 'inherit' || kinds[2] === 'inherit') step(() => signal === null && toTerminal(kinds, output));
	if (stdio[1] !== null && output.known !== '') {
		step(() => {
			if (signal !== null || stdio[1].destroyed) return;
			if (output.known !== undefined) stdio[1].push(Buffer.from(output.known));
			else pushUnknown(stdio[1], output.title);
		});
	}
	if (stdio[2] !== null && output.errors !== '') step(() => signal !== null || stdio[2].destroyed || stdio[2].push(Buffer.from(output.errors)));
	for (let i = 1; i < 3; i++) {
		if (stdio[i] !== null) {
			step(() => {
				if (child.stdin !== null && child.stdin.writableFinished) child.stdin.destroy();
				if (!stdio[i].destroyed) stdio[i].push(null);
			});
		}
	}
	step(() => {
		if (signal !== null) child.signalCode = signal;
		else child.exitCode = output.code;
		if (child.stdin !== null) child.stdin.destroy();
		child._handle = null;
		running--;
		child.emit('exit', child.exitCode, child.signalCode);
		nextTick(flush, child);
		maybeClose(child);
	});
	io(() => {
		for (let i = 1; i < steps.length; i++) wire(steps[i], 0);
		steps[0]();
	}, RUN + running++ * APART);
	return child;
}

function spawn(file, args, options) {
	const program = normalizeSpawn(file, args, options);
	return start(new ChildProcess(), program);
}

// ---- execFile, exec

function normalizeExecFile(file, args, options, callback) {
	if (isArray(args)) {
		args = [...args];
	} else if (args != null && typeof args === 'object') {
		callback = options;
		options = args;
		args = null;
	} else if (typeof args === 'function') {
		callback = args;
		options = null;
		args = null;
	}
	args ??= [];
	if (typeof options === 'function') callback = options;
	else if (options != null) validateObject(options, 'options');
	if (typeof options === 'function' || options == null) options = {};
	if (callback != null) validateFunction(callback, 'callback', "child_process:291    ^validateFunction(callback, 'callback');");
	return { file, args, options, callback };
}

function execFile(file, args, options, callback) {
	({ file, args, options, callback } = normalizeExecFile(file, args, options, callback));
	options = { encoding: 'utf8', timeout: 0, maxBuffer: 1048576, killSignal: 'SIGTERM', cwd: null, env: null, shell: false, ...options };
	const child = spawn(file, args, {
		cwd: options.cwd, env: options.env, gid: options.gid, shell: options.shell, signal: options.signal, uid: options.uid, timeout: options.timeout, maxBuffer: options.maxBuffer,
		killSignal: options.killSignal, windowsHide: !!options.windowsHide, windowsVerbatimArguments: !!options.windowsVerbatimArguments,
	});
	const encoding = options.encoding && isEncoding(options.encoding) ? options.encoding : null;
	const pieces = [[], []];
	const streams = [child.stdout, child.stderr];
	const command = join(child.spawnargs.length > 2 && options.shell ? [child.spawnargs[2]] : [file, ...args], ' ');

	function result(i) {
		const list = pieces[i];
		if (list.length === 1 && isUnknown(list[0])) return list[0];
		return encoding ? join(list, '') : Buffer.concat(list);
	}

	let told = false, tooMuch;
	const lengths = [0, 0];
	// The program is ended when it writes more than the caller wants.
	function take(i, chunk) {
		if (isUnknown(chunk)) {
			pieces[i][pieces[i].length] = chunk;
			return;
		}
		const length = encoding ? Buffer.byteLength(chunk, encoding) : chunk.length;
		lengths[i] += length;
		const fits = lengths[i] <= options.maxBuffer;
		pieces[i][pieces[i].length] = fits ? chunk : chunk.slice(0, options.maxBuffer - (lengths[i] - length));
		if (fits) return;
		tooMuch = error('RangeError', 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', `${i === 0 ? 'stdout' : 'stderr'} maxBuffer length exceeded`);
		for (let n = 0; n < 2; n++) if (streams[n] !== null) streams[n].destroy();
		child.kill(options.killSignal);
	}

	function exithandler(code, signal) {
		if (callback == null || told) return;
		told = true;
		const stdout = result(0), stderr = result(1);
		if (tooMuch !== undefined) {
			tooMuch.cmd = command;
			callback(tooMuch, stdout, stderr);
			return;
		}
		if (code === 0 && signal === null) {
			callback(null, stdout, stderr);
			return;
		}
		const err = new Failure(`Command failed: ${command}\n${stderr}`);
		err.code = code;
		err.killed = child.killed;
		err.signal = signal;
		err.cmd = command;
		callback(madeAt(withoutStack(err), failureLine), stdout, stderr);
	}

	for (let i = 0; i < 2; i++) {
		if (streams[i] === null) continue;
		if (encoding) streams[i].setEncoding(encoding);
		streams[i].on('data', (chunk) => take(i, chunk));
	}
	child.addListener('close', exithandler);
	child.addListener('error', (err) => {
		if (child.stdout !== null) child.stdout.destroy();
		if (child.stderr !== null) child.stderr.destroy();
		err.cmd = command;
		if (callback == null || told) return;
		told = true;
		callback(err, encoding ? '' : Buffer.alloc(0), encoding ? '' : Buffer.alloc(0));
	});
	return child;
}

function normalizeExec(command, options, callback) {
	validateString(command, 'command', "child_process:190  ^validateString(command, 'command');");
	noNull(command, 'command');
	if (typeof options === 'function') {
		callback = options;
		options = undefined;
	}
	options = { ...options };
	options.shell = typeof options.shell === 'string' ? options.shell : true;
	return { file: command, options, callback };
}

function exec(command, options, callback) {
	const asked = normalizeExec(command, options, callback);
	return execFile(asked.file, asked.options, asked.callback);
}

function promised(original) {
	return (...args) => {
		let resolve, reject;
		const promise = new Promise((fulfil, fail) => {
			resolve = fulfil;
			reject = fail;
		});
		promise.child = original(...args, (err, stdout, stderr) => {
			if (err !== null) {
				err.stdout = stdout;
				err.stderr = stderr;
				reject(err);
			} else {
				resolve({ stdout, stderr });
			}
		});
		return promise;
	};
}
for (const original of [exec, execFile]) defineProperty(original, promisify.custom, { __proto__: null, enumerable: false, value: promised(original) });

// ---- those that wait

function runNodeSync({ options, file, args }, node, kinds, encoding) {
	const { timeout, killSignal } = options;
	const input = options.input === undefined || options.input === null ? undefined : Buffer.from(options.input);
	const { code, texts } = runAndWait(startOf(node, options, kinds), timeout || undefined, input, options.maxBuffer);
	const output = [null, null, null];
	let failure = code === undefined ? { errno: -110, code: 'ETIMEDOUT' } : undefined;
	for (let i = 1; i < 3; i++) {
		if (kinds[i] !== 'pipe') continue;
		const bytes = Buffer.from(texts[i - 1]);
		if (bytes.length > options.maxBuffer) failure = { errno: -105, code: 'ENOBUFS' };
		output[i] = encoding ? bytes.toString(encoding) : bytes;
	}
	const ended = failure !== undefined;
	const result = {
		status: ended ? null : code, signal: ended ? killSignal ?? 'SIGTERM' : null, output, pid: unknownValue('pid'), stdout: output[1], stderr: output[2],
	};
	if (!ended) return result;
	const err = new Failure(`spawnSync ${file} ${failure.code}`);
	return { error: assign(err, { ...failure, syscall: `spawnSync ${file}`, path: file, spawnargs: slice(args, 1) }), ...result };
}

function runSync(program) {
	const { input } = program.options;
	if (input != null && typeof input !== 'string' && !types.isArrayBufferView(input)) throw invalidArgType('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input, "child_process:867        ^throw new ERR_INVALID_ARG_TYPE(`options.stdio[${i}]`,");
	if (isMissing(program)) return { error: missingError('spawnSync', program), status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
	const kinds = stdioOf(program.options);
	const node = asNode(program);
	const { encoding } = program.options;
	const asText = encoding && encoding !== 'buffer';
	if (node !== undefined) return runNodeSync(program, node, kinds, asText ? encoding : undefined);
	const output = outputOf(program);
	wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
	toTerminal(kinds, output);
	let stdout = null, stderr = null;
	if (kinds[1] === 'pipe') {
		if (output.known === undefined) stdout = unknownValue(`output of '${output.title}'`);
		else stdout = asText ? Buffer.from(output.known).toString(encoding) : Buffer.from(output.known);
	}
	if (kinds[2] === 'pipe') stderr = asText ? Buffer.from(output.errors).toString(encoding) : Buffer.from(output.errors);
	return { status: output.code, signal: null, output: [null, stdout, stderr], pid: unknownValue('pid'), stdout, stderr };
}

function spawnSync(file, args, options) {
	const program = normalizeSpawn(file, args, options);
	return runSync({ ...program, options: { maxBuffer: 1048576, ...program.options } });
}

// A failure is thrown, with the result in it. What is written to standard error is shown unless the streams were asked for.
function checked(result, command, options, place = 'child_process:930    ^throw err;') {
	if (!options?.stdio && result.stderr?.length) process.stderr.write(result.stderr);
	if (result.error !== undefined) throw thrown(assign(result.error, result), place);
	if (result.status === 0) return result.stdout;
	const errors = result.stderr?.length ? `\n${result.stderr}` : '';
	const err = thrown(madeAt(new Failure(`Command failed: ${command}${errors}`), failureLine), place);
	throw assign(err, result);
}

function execFileSync(file, args, options) {
	({ file, args, options } = normalizeExecFile(file, args, options));
	return checked(runSync(normalizeSpawn(file, args, options)), join([file, ...args], ' '), options);
}

function execSync(command, options) {
	const asked = normalizeExec(command, options, null);
	return checked(runSync(normalizeSpawn(asked.file, asked.options)), command, asked.options, 'child_process:966    ^throw err;');
}

function fork(modulePath, args, options) {
	return require('node/fork').fork(new ChildProcess(), modulePath, args, options);
}

module.exports = { _forkChild: notCoveredFunction('child_process._forkChild'), ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
