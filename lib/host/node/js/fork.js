// SPDX-License-Identifier: MIT
// fork.js - child_process.fork: another process of Node's (node_program.js) with a channel to it (ipc.js).
'use strict';

const { primordial, error, nextTick, notCovered, process } = require('host');
const { stdioOf } = require('node/child_object');
const { invalidArgType, invalidArgValue, validateObject } = require('node/errors');
const { attach } = require('node/ipc');
const { launch, startOf } = require('node/node_program');
const { fileURLToPath } = require('node/url');
const { resolve } = require('node/path');
const isArray = primordial('Array.isArray');
const indexOf = primordial('Array.prototype.indexOf');
const slice = primordial('Array.prototype.slice');

function normalize(modulePath, args, options) {
	const isPath = typeof modulePath === 'string';
	if (!isPath && !(modulePath !== null && typeof modulePath === 'object' && typeof modulePath.href === 'string')) {
		throw invalidArgType('modulePath', ['string', 'Buffer', 'URL'], modulePath); // node: child_process:124  modulePath = ^getValidatedPath(modulePath, 'modulePath');
	}
	if (args == null) {
		args = [];
	} else if (!isArray(args)) {
		if (typeof args !== 'object') throw invalidArgType('args', 'Array', args); // node: child_process:135    ^validateArray(args, 'args');
		options = args;
		args = [];
	}
	if (options != null) validateObject(options, 'options'); // node: child_process:139    ^validateObject(options, 'options');
	return { path: isPath ? modulePath : fileURLToPath(modulePath), args: [...args], options: { ...options } };
}

// Kinds of its three standard streams; the fourth is the channel.
function streamsOf({ silent, stdio }) {
	if (stdio === undefined || stdio === null) return stdioOf({ stdio: silent ? 'pipe' : 'inherit' });
	if (!isArray(stdio)) return stdioOf({ stdio });
	const at = indexOf(stdio, 'ipc');
	if (at < 0) throw error('Error', 'ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
	if (at !== 3 || stdio.length > 4) notCovered('these standard streams of a forked process');
	return stdioOf({ stdio: slice(stdio, 0, 3) });
}

function checkOptions({ serialization, signal, execPath, timeout, uid, gid }) {
	if (serialization !== undefined && serialization !== 'json') {
		if (serialization !== 'advanced') throw invalidArgValue('options.serialization', serialization, "must be one of: undefined, 'json', 'advanced'");
		notCovered('advanced serialization of a forked process');
	}
	if (signal !== undefined || execPath !== undefined || timeout || uid !== undefined || gid !== undefined) notCovered('these options of child_process.fork');
}

// Make `child`, a new ChildProcess, the one that runs the file; `clusterId`: as that worker of a cluster.
function fork(child, modulePath, args, options, clusterId) {
	const asked = normalize(modulePath, args, options);
	const { path } = asked, execArgv = asked.options.execArgv ?? [];
	checkOptions(asked.options);
	const given = startOf({ filename: resolve(path), args: asked.args, execArgv }, asked.options, streamsOf(asked.options));
	given.channel = true;
	given.clusterId = clusterId;
	child.spawnfile = process.execPath;
	child.spawnargs = [process.execPath, ...execArgv, path, ...asked.args];
	launch(child, given, (port) => {
		attach(child, port);
		port.unref();
		return () => child._channelEnded();
	});
	child.stdio = [...child.stdio, null];
	// What came before anybody listened is given to the first who does.
	child.on('newListener', (name) => {
		if (name === 'message') nextTick(() => child._takeEarly());
	});
	return child;
}

module.exports = { fork };
