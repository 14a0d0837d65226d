// SPDX-License-Identifier: MIT
// forked.js - how another process of Node's begins (node_program.js): its arguments and streams, its side of the channel, its main file or text.
'use strict';

const { primordial, nextTick, process, forkStart, globalValue, pipeOutput, setMain } = require('host');
const { attach } = require('node/ipc');
const { Readable } = require('node/stream');
const defineProperty = primordial('Object.defineProperty');

const own = (name, value) => defineProperty(process, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

const [port, given, pipe] = forkStart();

// Standard input is what the other side writes; whoever reads it keeps the process alive.
function inputFromPipe() {
	let reads = false, ended = false;
	const stdin = new Readable({
		highWaterMark: 65536,
		read() {
			if (reads || ended) return;
			reads = true;
			pipe.ref();
		},
	});
	const stop = () => {
		reads = false;
		pipe.unref();
	};
	stdin.fd = 0;
	stdin.on('pause', stop);
	pipe.on('message', (bytes) => {
		ended = bytes === null;
		stdin.push(bytes);
		if (ended) stop();
	});
	pipe.unref();
	return stdin;
}

function emptyInput() {
	const stdin = new Readable({ read() { this.push(null); } });
	stdin.fd = 0;
	return stdin;
}

function begin() {
	const { filename, text, prints, args, kinds, channel, clusterId } = given;
	own('argv', ['/usr/local/bin/node', ...filename === undefined ? [] : [filename], ...args]);
	own('execArgv', given.execArgv);
	if (given.env !== undefined) own('env', given.env);
	if (kinds[0] !== 'inherit') own('stdin', kinds[0] === 'pipe' ? inputFromPipe() : emptyInput());
	pipeOutput(kinds[1] !== 'inherit', kinds[2] !== 'inherit');
	if (channel) {
		attach(process, port);
		port.unref();
		holdChannel();
		if (clusterId !== undefined) require('node/cluster_child').internals.begin();
	}
	if (filename === undefined) {
		const value = require('node/evaluate_text').evaluateText('[eval]', text);
		if (prints) globalValue('console').log(value);
		return;
	}
	setMain(filename);
	require('node/module').internals.runMain(filename);
}

// The channel keeps the process alive while it listens to it.
function holdChannel() {
	process.on('newListener', (name) => {
		if (name === 'message') nextTick(() => process.connected && process.listenerCount('message') > 0 && process._takeEarly());
		if (process.connected && (name === 'message' || name === 'disconnect')) port.ref();
	});
	process.on('removeListener', (name) => {
		if ((name === 'message' || name === 'disconnect') && process.listenerCount('message') + process.listenerCount('disconnect') === 0) port.unref();
	});
}

module.exports = { begin };
