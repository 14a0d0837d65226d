// SPDX-License-Identifier: MIT
// stream_duplex.js - stream.Duplex, Transform and PassThrough.
'use strict';

const { primordial, nextTick, notCoveredFunction } = require('host');
const { Readable, Stream, readableConstructed } = require('node/stream_readable');
const { Writable, writableConstructed } = require('node/stream_writable');
const { addAbortSignal, construct, highWaterMark, methodMissing } = require('node/stream_state');
const inherit = primordial('Object.setPrototypeOf');
const keys = primordial('Object.keys');
const descriptorOf = primordial('Object.getOwnPropertyDescriptor');
const defineProperties = primordial('Object.defineProperties');

// Methods that a stream takes from its options.
const given = ['read', 'write', 'writev', 'destroy', 'final', 'construct'];

function Duplex(options) {
	if (!(this instanceof Duplex)) return new Duplex(options);
	this._events ??= {
		close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined, data: undefined, end: undefined,
		readable: undefined,
	};
	this._readableState = new Readable.ReadableState(options, this, true);
	this._writableState = new Writable.WritableState(options, this, true);
	if (options) {
		this.allowHalfOpen = options.allowHalfOpen !== false;
		if (options.readable === false) {
			this._readableState.readable = false;
			this._readableState.ended = true;
			this._readableState.endEmitted = true;
		}
		if (options.writable === false) {
			this._writableState.writable = false;
			this._writableState.ending = true;
			this._writableState.ended = true;
			this._writableState.finished = true;
		}
		for (let i = 0; i < given.length; i++) if (typeof options[given[i]] === 'function') this[`_${given[i]}`] = options[given[i]];
		if (options.signal) addAbortSignal(options.signal, this);
	} else {
		this.allowHalfOpen = true;
	}
	Stream.call(this, options);
	construct(this, () => {
		readableConstructed(this);
		writableConstructed(this);
	});
}
inherit(Duplex.prototype, Readable.prototype);
inherit(Duplex, Readable);
const methods = keys(Writable.prototype);
for (let i = 0; i < methods.length; i++) Duplex.prototype[methods[i]] ||= Writable.prototype[methods[i]];
const shared = ['writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength', 'writableFinished', 'writableCorked', 'writableEnded', 'writableNeedDrain', 'writableAborted'];
const descriptors = {};
for (let i = 0; i < shared.length; i++) descriptors[shared[i]] = { __proto__: null, ...descriptorOf(Writable.prototype, shared[i]) };
defineProperties(Duplex.prototype, {
	...descriptors,
	closed: {
		__proto__: null,
		configurable: true,
		get() {
			return !!(this._readableState && this._writableState && this._readableState.closed && this._writableState.closed);
		},
	},
	destroyed: {
		__proto__: null,
		configurable: true,
		get() {
			if (this._readableState === undefined || this._writableState === undefined) return false;
			return this._readableState.destroyed && this._writableState.destroyed;
		},
		set(value) {
			if (this._readableState && this._writableState) {
				this._readableState.destroyed = value;
				this._writableState.destroyed = value;
			}
		},
	},
});
// Writable's destroy looks after its buffer too.
Duplex.prototype.destroy = Writable.prototype.destroy;
for (const name of ['fromWeb', 'toWeb']) {
	Duplex[name] = notCoveredFunction(`Duplex.${name}`);
	require('node/member_faces').rename(Duplex[name], '-');
}
Duplex.from = function(body) {
	return require('node/stream_compose').duplexify(body, 'body');
};

const kCallback = Symbol('kCallback');

function Transform(options) {
	if (!(this instanceof Transform)) return new Transform(options);
	const mark = options ? (options.highWaterMark == null && options.readableHighWaterMark == null ? null : highWaterMark({ objectMode: options.objectMode }, options, 'readableHighWaterMark', true)) : null;
	if (mark === 0) {
		// Nothing is read ahead then; what is written waits on the other side.
		options = { ...options, highWaterMark: null, readableHighWaterMark: mark, writableHighWaterMark: options.writableHighWaterMark || 0 };
	}
	Duplex.call(this, options);
	this._readableState.sync = false;
	this[kCallback] = null;
	if (options) {
		if (typeof options.transform === 'function') this._transform = options.transform;
		if (typeof options.flush === 'function') this._flush = options.flush;
	}
	this.on('prefinish', prefinish);
}
inherit(Transform.prototype, Duplex.prototype);
inherit(Transform, Duplex);

function final(callback) {
	if (typeof this._flush === 'function' && !this.destroyed) {
		this._flush((err, data) => {
			if (err) {
				if (callback) callback(err);
				else this.destroy(err);
				return;
			}
			if (data != null) this.push(data);
			this.push(null);
			if (callback) callback();
		});
	} else {
		this.push(null);
		if (callback) callback();
	}
}

function prefinish() {
	if (this._final !== final) final.call(this);
}
Transform.prototype._final = final;

Transform.prototype._transform = function(chunk, encoding, callback) {
	throw methodMissing('_transform()', "internal/streams/transform:163  ^throw new ERR_METHOD_NOT_IMPLEMENTED('_transform()');");
};

Transform.prototype._write = function(chunk, encoding, callback) {
	const r = this._readableState, w = this._writableState;
	const { length } = r;
	this._transform(chunk, encoding, (err, value) => {
		if (err) {
			callback(err);
			return;
		}
		if (value != null) this.push(value);
		// What has ended is told of before the next chunk is asked for.
		if (r.ended) nextTick(callback);
		else if (w.ended || length === r.length || r.length < r.highWaterMark) callback();
		else this[kCallback] = callback;
	});
};

Transform.prototype._read = function() {
	if (this[kCallback]) {
		const callback = this[kCallback];
		this[kCallback] = null;
		callback();
	}
};

function PassThrough(options) {
	if (!(this instanceof PassThrough)) return new PassThrough(options);
	Transform.call(this, options);
}
inherit(PassThrough.prototype, Transform.prototype);
inherit(PassThrough, Transform);
PassThrough.prototype._transform = function(chunk, encoding, callback) {
	callback(null, chunk);
};

module.exports = { Duplex, Transform, PassThrough };
