// SPDX-License-Identifier: MIT
// child_object.js - ChildProcess: what a snippet holds of another program, its standard streams, and the count that says when all of it is closed.
'use strict';

const { primordial, error, notCovered, notCoveredFunction, process } = require('host');
const { channel } = require('node/diagnostics_channel');
const EventEmitter = require('node/events');
const { Socket, internals: { adopt, closeLater } } = require('node/net');
const { invalidArgType, invalidArgValue } = require('node/errors');
const { signals } = require('node/os').constants;
const isArray = primordial('Array.isArray');
const toUpperCase = primordial('String.prototype.toUpperCase');
const inherit = primordial('Object.setPrototypeOf');
const defineProperty = primordial('Object.defineProperty');

const hide = (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

function signalOf(signal, name) {
	if (typeof signal === 'number') {
		for (const known in signals) if (signals[known] === signal) return known;
		if (signal === 0) return undefined;
	} else if (typeof signal === 'string') {
		const known = toUpperCase(signal);
		if (signals[known] !== undefined) return known;
	} else {
		throw invalidArgType(name, ['string', 'number'], signal);
	}
	throw error('TypeError', 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`, 'internal/util:342  ^throw new ERR_UNKNOWN_SIGNAL(signal);');
}

// ---- streams

function pipe() {
	const socket = new Socket();
	adopt(socket);
	hide(socket, '_destroy', closeLater);
	return socket;
}

function stdioOf(options) {
	const { stdio } = options;
	if (stdio === undefined || stdio === null || stdio === 'pipe' || stdio === 'overlapped') return ['pipe', 'pipe', 'pipe'];
	if (stdio === 'ignore') return ['ignore', 'ignore', 'ignore'];
	if (stdio === 'inherit') return ['inherit', 'inherit', 'inherit'];
	if (!isArray(stdio)) throw invalidArgValue('stdio', stdio, undefined, "internal/child_process:993    ^throw new ERR_INVALID_ARG_VALUE('stdio', stdio);");
	const list = [];
	if (stdio.length > 3) notCovered('more than three standard streams of a child process');
	for (let i = 0; i < 3; i++) {
		const kind = stdio[i] ?? 'pipe';
		if (kind === 'pipe' || kind === 'ignore' || kind === 'inherit') list[i] = kind;
		else if (kind === i || kind === (i === 0 ? process.stdin : i === 1 ? process.stdout : process.stderr)) list[i] = 'inherit';
		else notCovered('these standard streams of a child process');
	}
	return list;
}

// ---- ChildProcess

const made = channel('child_process');

function ChildProcess() {
	EventEmitter.call(this);
	this._closesNeeded = 1;
	this._closesGot = 0;
	this.connected = false;
	this.signalCode = null;
	this.exitCode = null;
	this.killed = false;
	this.spawnfile = null;
	if (made.hasSubscribers) made.publish({ process: this });
}
inherit(ChildProcess.prototype, EventEmitter.prototype);
inherit(ChildProcess, EventEmitter);

hide(ChildProcess.prototype, Symbol.for('nodejs.util.inspect.custom'), notCoveredFunction('a child process printed'));

function maybeClose(child) {
	child._closesGot++;
	if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

// The streams to the program and from it.
function connect(child, kinds) {
	const stdio = [];
	for (let i = 0; i < 3; i++) stdio[i] = kinds[i] === 'pipe' ? pipe() : null;
	child.stdin = stdio[0];
	child.stdout = stdio[1];
	child.stderr = stdio[2];
	child.stdio = stdio;
	for (let i = 1; i < 3; i++) {
		if (stdio[i] === null) continue;
		child._closesNeeded++;
		stdio[i].on('close', () => maybeClose(child));
	}
	return stdio;
}

// What nobody has read is read, so that it ends.
function flush({ stdio }) {
	for (let i = 1; i < 3; i++) if (stdio[i] !== null && stdio[i].readable) stdio[i].resume();
}

ChildProcess.prototype.spawn = notCoveredFunction('ChildProcess.prototype.spawn');
ChildProcess.prototype.kill = function(signal) {
	const name = signal === undefined ? 'SIGTERM' : signalOf(signal, 'signal');
	if (this.exitCode !== null || this.signalCode !== null) return false;
	if (name !== undefined) {
		if (name !== 'SIGTERM' && name !== 'SIGKILL' && name !== 'SIGINT' && name !== 'SIGHUP') notCovered(`${name} for a child process`);
		this._end(name);
		this.killed = true;
	}
	return true;
};
ChildProcess.prototype.ref = function() {};
ChildProcess.prototype.unref = notCoveredFunction('unref of a child process');
ChildProcess.prototype[Symbol.dispose ?? Symbol.for('nodejs.dispose')] = function() {
	if (!this.killed) this.kill();
};

module.exports = { ChildProcess, connect, flush, hide, maybeClose, signalOf, stdioOf };
