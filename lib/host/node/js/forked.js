// SPDX-License-Identifier: MIT
// forked.js - how a forked process begins: its arguments, its side of the channel, its main file.
'use strict';

const { primordial, process, forkStart, setMain } = require('host');
const { attach } = require('node/ipc');
const defineProperty = primordial('Object.defineProperty');

const own = (name, value) => defineProperty(process, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

const [port, given] = forkStart();

function begin() {
	own('argv', ['/usr/local/bin/node', given.filename, ...given.args]);
	own('execArgv', given.execArgv);
	if (given.env !== undefined) own('env', given.env);
	setMain(given.filename);
	attach(process, port);
	port.unref();
	require('node/module').internals.runMain(given.filename);
}

// The channel keeps the process alive while it listens to it: `messages` and `ends` are the numbers of listeners of both events.
function listening(messages, ends) {
	if (!process.connected) return;
	if (messages + ends > 0) port.ref();
	else port.unref();
	if (messages > 0) process._takeEarly();
}

module.exports = { begin, listening };
