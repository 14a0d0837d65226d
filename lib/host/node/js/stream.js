// SPDX-License-Identifier: MIT
// stream.js - node:stream.
'use strict';

const { primordial, notCoveredFunction } = require('host');
const { Readable, Stream } = require('node/stream_readable');
module.exports = Stream;
// The classes ask for Duplex through this module while they are being made.
Stream.Readable = Readable;
const { Writable } = require('node/stream_writable');
const { Duplex, Transform, PassThrough } = require('node/stream_duplex');
const state = require('node/stream_state');
const defineProperty = primordial('Object.defineProperty');

Stream.isDestroyed = state.isDestroyed;
Stream.isDisturbed = state.isDisturbed;
Stream.isErrored = state.isErrored;
Stream.isReadable = state.isReadable;
Stream.isWritable = state.isWritable;
delete Stream.Readable;
Stream.Readable = Readable;
Stream.Writable = Writable;
Stream.Duplex = Duplex;
Stream.Transform = Transform;
Stream.PassThrough = PassThrough;
const { pipeline, promises } = require('node/stream_pipeline');
Stream.pipeline = pipeline;
Stream.addAbortSignal = state.addAbortSignal;
Stream.finished = state.finished;
state.finished.finished = promises.finished;
require('node/member_faces').rename(state.finished, 'eos');
Stream.destroy = state.destroyer;
Stream.compose = function compose(...streams) {
	return require('node/stream_compose').compose(...streams);
};
Stream.setDefaultHighWaterMark = state.setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = state.getDefaultHighWaterMark;
defineProperty(Stream, 'promises', {
	__proto__: null,
	configurable: true,
	enumerable: true,
	get() {
		return promises;
	},
});
const custom = Symbol.for('nodejs.util.promisify.custom');
defineProperty(pipeline, custom, {
	__proto__: null,
	enumerable: true,
	get() {
		return promises.pipeline;
	},
});
defineProperty(state.finished, custom, {
	__proto__: null,
	enumerable: true,
	get() {
		return promises.finished;
	},
});
Stream.Stream = Stream;
Stream._isArrayBufferView = (value) => primordial('ArrayBuffer.isView')(value);
Stream._isUint8Array = (value) => require('node/util_types').isUint8Array(value);
Stream._uint8ArrayToBuffer = (chunk) => require('node/buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

// Two streams of which each reads what the other is given.
class DuplexSide extends Duplex {
	#callback = null;
	#other = null;
	static join(a, b) {
		a.#other = b;
		b.#other = a;
	}
	_read() {
		const callback = this.#callback;
		if (callback) {
			this.#callback = null;
			callback();
		}
	}
	_write(chunk, encoding, callback) {
		if (chunk.length === 0) {
			require('host').nextTick(callback);
			return;
		}
		this.#other.push(chunk);
		this.#other.#callback = callback;
	}
	_final(callback) {
		this.#other.on('end', callback);
		this.#other.push(null);
	}
}
const { join } = DuplexSide;
delete DuplexSide.join;
Stream.duplexPair = function duplexPair(options) {
	const a = new DuplexSide(options), b = new DuplexSide(options);
	join(a, b);
	return [a, b];
};
require('node/member_orders').arrange(module.exports, 'stream');
require('node/member_faces').face(module.exports, 'stream');
