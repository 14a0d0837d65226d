// SPDX-License-Identifier: MIT
// fork.js - child_process.fork: another program of Node's, which is an agent of its own (host/agent.h) that prints for itself, and the channel
// to it (ipc.js).
'use strict';

const { primordial, error, hold, release, nextTick, notCovered, process, startFork, stopWorker, wire } = require('host');
const { invalidArgType, invalidArgValue, validateObject } = require('node/errors');
const { attach } = require('node/ipc');
const { fileURLToPath } = require('node/url');
const { resolve } = require('node/path');
const isArray = primordial('Array.isArray');
const keys = primordial('Object.keys');
const defineProperty = primordial('Object.defineProperty');

const hide = (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

function normalize(modulePath, args, options) {
	const isPath = typeof modulePath === 'string';
	if (!isPath && !(modulePath !== null && typeof modulePath === 'object' && typeof modulePath.href === 'string')) {
		throw invalidArgType('modulePath', ['string', 'Buffer', 'URL'], modulePath);
	}
	if (args == null) {
		args = [];
	} else if (!isArray(args)) {
		if (typeof args !== 'object') throw invalidArgType('args', 'Array', args);
		options = args;
		args = [];
	}
	if (options != null) validateObject(options, 'options');
	return { path: isPath ? modulePath : fileURLToPath(modulePath), args: [...args], options: { ...options } };
}

// The streams of the child are the snippet's own; others are not modelled.
function checkStreams({ silent, stdio, serialization, signal, execPath, cwd, timeout, uid, gid }) {
	if (stdio === undefined ? silent : stdio !== 'inherit' && !(isArray(stdio) && stdio[0] === 'inherit' && stdio[1] === 'inherit' && stdio[2] === 'inherit' && stdio[3] === 'ipc')) {
		if (isArray(stdio) && primordial('Array.prototype.indexOf')(stdio, 'ipc') < 0) {
			throw error('Error', 'ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
		}
		notCovered('the standard streams of a forked process');
	}
	if (serialization !== undefined && serialization !== 'json') {
		if (serialization !== 'advanced') throw invalidArgValue('options.serialization', serialization, "must be one of: undefined, 'json', 'advanced'");
		notCovered('advanced serialization of a forked process');
	}
	if (signal !== undefined || execPath !== undefined || cwd != null || timeout || uid !== undefined || gid !== undefined) notCovered('these options of child_process.fork');
}

function startOf(child, { path, args, options }) {
	const given = { filename: resolve(path), args: [], execArgv: options.execArgv ?? [] };
	for (let i = 0; i < args.length; i++) given.args[i] = `${args[i]}`;
	if (options.env != null) {
		given.env = {};
		const names = keys(options.env);
		for (let i = 0; i < names.length; i++) if (options.env[names[i]] !== undefined) given.env[names[i]] = `${options.env[names[i]]}`;
	}
	child.spawnfile = process.execPath;
	child.spawnargs = [process.execPath, ...given.execArgv, path, ...args];
	return given;
}

// Make `child`, a new ChildProcess, the one that runs the file.
function fork(child, modulePath, args, options) {
	const asked = normalize(modulePath, args, options);
	checkStreams(asked.options);
	child._closesNeeded = 2;
	const given = startOf(child, asked);
	let held = hold(), signal = null;
	const [port, number] = startFork(given, (code) => {
		child._channelEnded();
		wire(() => {
			if (held !== 0) release(held);
			held = 0;
			child._handle = null;
			if (signal !== null) child.signalCode = signal;
			else child.exitCode = code;
			child.emit('exit', child.exitCode, child.signalCode);
			child.emit('close', child.exitCode, child.signalCode);
		}, 0);
	});
	child._handle = {};
	child.pid = process.pid + number;
	child.stdin = child.stdout = child.stderr = null;
	child.stdio = [null, null, null, null];
	nextTick(() => child.emit('spawn'));
	attach(child, port);
	port.unref();
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
	// What came before anybody listened is given to the first who does.
	child.on('newListener', (name) => {
		if (name === 'message') nextTick(() => child._takeEarly());
	});
	return child;
}

module.exports = { fork };
