// SPDX-License-Identifier: MIT
// worker_stdio.js - standard streams of a worker: pieces that travel by message to the thread that made it, and what it asks for more.
'use strict';

const { primordial, siteNumber, printAt, nextTick } = require('host');
const { Readable, Writable } = require('node/stream');
const slice = primordial('String.prototype.slice');
const endsWith = primordial('String.prototype.endsWith');

const kPort = Symbol('kPort');
const kName = Symbol('kName');
const kCallbacks = Symbol('kWritableCallbacks');
const kSites = Symbol('kSites');

// No method of a console: process.stdout.write.
const PLAIN = -1;

// In the worker. As long as the other side has not asked for more, what is written waits and goes as one piece.
class WritableWorkerStdio extends Writable {
	constructor(port, name) {
		super({ decodeStrings: false });
		this[kPort] = port;
		this[kName] = name;
		this[kCallbacks] = [];
		this[kSites] = [];
		this.fd = name === 'stdout' ? 1 : 2;
		this.waits = 0;
		this.atOnce = false;
	}
	write(chunk, encoding, callback) {
		this[kSites][this[kSites].length] = { method: PLAIN, site: siteNumber() };
		return super.write(chunk, encoding, callback);
	}
	writeLine(text, method) {
		this[kSites][this[kSites].length] = { method, site: siteNumber() };
		return super.write(text);
	}
	_writev(chunks, callback) {
		const pieces = [];
		for (let i = 0; i < chunks.length; i++) {
			const { chunk } = chunks[i];
			const { method, site } = this[kSites][i] ?? { method: PLAIN, site: 0 };
			pieces[i] = { chunk: typeof chunk === 'string' ? chunk : chunk.toString(), method, site };
		}
		const rest = [];
		for (let i = chunks.length; i < this[kSites].length; i++) rest[i - chunks.length] = this[kSites][i];
		this[kSites] = rest;
		this[kPort].postMessage({ type: 'stdioPayload', stream: this[kName], chunks: pieces });
		if (this.atOnce) {
			callback();
			return;
		}
		this[kCallbacks][this[kCallbacks].length] = callback;
		if (this.waits++ === 0) this[kPort].ref();
	}
	_final(callback) {
		this[kPort].postMessage({ type: 'stdioPayload', stream: this[kName], chunks: [{ chunk: null, method: PLAIN, site: 0 }] });
		callback();
	}
	wantsMore() {
		const callbacks = this[kCallbacks];
		this[kCallbacks] = [];
		this.waits -= callbacks.length;
		if (callbacks.length > 0 && this.waits === 0) this[kPort].unref();
		for (let i = 0; i < callbacks.length; i++) callbacks[i]();
	}
	// The worker ends: nothing waits any more.
	flush() {
		this.atOnce = true;
		this.wantsMore();
	}
}

// In the thread that made it: printed, or a stream that the snippet reads.
class ReadableWorkerStdio extends Readable {
	constructor(port, name, prints) {
		super();
		this[kPort] = port;
		this[kName] = name;
		this.prints = prints;
	}
	_read() {
		if (this[kPort] !== null) this[kPort].postMessage({ type: 'stdioWantsMoreData', stream: this[kName] });
	}
	take(chunks) {
		for (let i = 0; i < chunks.length; i++) {
			const { chunk, method, site } = chunks[i];
			if (!this.prints) {
				this.push(chunk);
			} else if (chunk !== null) {
				const line = method !== PLAIN && endsWith(chunk, '\n');
				printAt(this[kName] === 'stdout' ? 0 : 1, line ? slice(chunk, 0, chunk.length - 1) : chunk, line ? method : PLAIN, site);
			}
		}
		if (this.prints) nextTick(() => this._read());
	}
	finish() {
		this[kPort] = null;
		if (!this.prints) this.push(null);
	}
}

module.exports = { ReadableWorkerStdio, WritableWorkerStdio };
