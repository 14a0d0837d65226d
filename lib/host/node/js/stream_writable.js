// SPDX-License-Identifier: MIT
// stream_writable.js - stream.Writable.
'use strict';

const { primordial, error, isUnknown, nextTick, notCovered } = require('host');
const { invalidArgType } = require('node/errors');
const EventEmitter = require('node/events');
const { isEncoding } = require('node/encodings');
const { Stream, givenEncoding } = require('node/stream_readable');
const { encoded, flag, flags, kErrored, kState, twoBits, valued } = require('node/stream_bits');
const { addAbortSignal, construct, destroy, destroyedError, dispose, errorOrDestroy, getDefaultHighWaterMark, highWaterMark, methodMissing, multipleCallback, nop, nullValues, undestroy } = require('node/stream_state');
const inherit = primordial('Object.setPrototypeOf');
const defineProperties = primordial('Object.defineProperties');
const defineProperty = primordial('Object.defineProperty');
const bind = primordial('Function.prototype.bind');
const slice = primordial('Array.prototype.slice');
const splice = primordial('Array.prototype.splice');
const toLowerCase = primordial('String.prototype.toLowerCase');
const Failure = primordial('Error');

const kOnFinishedValue = Symbol('kOnFinishedValue');
const kBufferedValue = Symbol('kBufferedValue');
// Bits that no accessor names.
const kOnFinished = 1 << 20, kCorked = 1 << 23, kExpectWriteCb = 1 << 26, kBuffered = 1 << 29;
const has = (state, bit) => (state[kState] & bit) !== 0;
const buffers = () => require('node/buffer').Buffer;

function WritableState(options, stream, isDuplex) {
	isDuplex = typeof isDuplex === 'boolean' ? isDuplex : stream instanceof require('node/stream').Duplex;
	this[kState] = 0;
	this.sync = true;
	this.constructed = true;
	this.emitClose = options?.emitClose !== false;
	this.autoDestroy = options?.autoDestroy !== false;
	this.objectMode = !!(options?.objectMode || (isDuplex && options?.writableObjectMode));
	this.highWaterMark = options ? highWaterMark(this, options, 'writableHighWaterMark', isDuplex) : getDefaultHighWaterMark(false);
	this.decodeStrings = options?.decodeStrings !== false;
	this.defaultEncoding = givenEncoding(options, 'internal/streams/writable:340    ^throw new ERR_UNKNOWN_ENCODING(defaultEncoding);');
	this.length = 0;
	this.corked = 0;
	this.onwrite = bind(onwrite, undefined, stream);
	this.writelen = 0;
	resetBuffer(this);
	this.pendingcb = 0;
}
flags(WritableState, ['sync', 'finalCalled', 'needDrain', 'ending', 'finished', 'decodeStrings', 'writing', 'bufferProcessing', 'prefinished', 'allBuffers', 'allNoop']);
valued(WritableState, 'errored', kErrored, Symbol('kErroredValue'), () => null, false);
twoBits(WritableState, 'writable', 1 << 21, 1 << 22, undefined);
encoded(WritableState, 1 << 24);
valued(WritableState, 'writecb', 1 << 25, Symbol('kWriteCbValue'), () => nop, true);
valued(WritableState, 'afterWriteTickInfo', 1 << 27, Symbol('kAfterWriteTickInfoValue'), () => null, true);
flag(WritableState, 'afterWritePending', 1 << 28);
valued(WritableState, 'buffered', kBuffered, kBufferedValue, () => [], true);
flag(WritableState, 'ended', 1 << 30);

function resetBuffer(state) {
	state[kBufferedValue] = null;
	state.bufferedIndex = 0;
	state.allBuffers = true;
	state.allNoop = true;
	state[kState] &= ~kBuffered;
}

WritableState.prototype.getBuffer = function getBuffer() {
	return has(this, kBuffered) ? slice(this[kBufferedValue], this.bufferedIndex) : [];
};
defineProperty(WritableState.prototype, 'bufferedRequestCount', {
	__proto__: null,
	get() {
		return has(this, kBuffered) ? this[kBufferedValue].length - this.bufferedIndex : 0;
	},
});

function Writable(options) {
	const isDuplex = this instanceof require('node/stream').Duplex;
	if (!isDuplex && !primordial('Function.prototype.[Symbol.hasInstance]')(Writable, this)) return new Writable(options);
	this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined };
	this._writableState = new WritableState(options, this, isDuplex);
	if (options) {
		if (typeof options.write === 'function') this._write = options.write;
		if (typeof options.writev === 'function') this._writev = options.writev;
		if (typeof options.destroy === 'function') this._destroy = options.destroy;
		if (typeof options.final === 'function') this._final = options.final;
		if (typeof options.construct === 'function') this._construct = options.construct;
		if (options.signal) addAbortSignal(options.signal, this);
	}
	Stream.call(this, options);
	construct(this, () => writableConstructed(this));
}

function writableConstructed(stream) {
	const state = stream._writableState;
	if (!state.writing) clearBuffer(stream, state);
	if (state.ending) finishMaybe(stream, state);
}

inherit(Writable.prototype, Stream.prototype);
inherit(Writable, Stream);
Writable.WritableState = WritableState;

// A duplex is an instance of Writable although it inherits from Readable.
defineProperty(Writable, Symbol.hasInstance, {
	__proto__: null,
	value(object) {
		if (primordial('Function.prototype.[Symbol.hasInstance]')(this, object)) return true;
		if (this !== Writable) return false;
		return object && object._writableState instanceof WritableState;
	},
});

Writable.prototype.pipe = function() {
	errorOrDestroy(this, error('Error', 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable', 'internal/streams/writable:450  errorOrDestroy(this, ^new ERR_STREAM_CANNOT_PIPE());'));
};

function writeAny(stream, chunk, encoding, callback) {
	const state = stream._writableState;
	if (callback == null || typeof callback !== 'function') callback = nop;
	if (isUnknown(chunk) && !state.objectMode) notCovered('an unknown value written to a stream');
	if (chunk === null) throw nullValues('internal/streams/writable:461    ^throw new ERR_STREAM_NULL_VALUES();');
	if (!state.objectMode) {
		if (!encoding) encoding = state.defaultEncoding;
		else if (encoding !== 'buffer' && !isEncoding(encoding)) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'internal/streams/writable:468      ^throw new ERR_UNKNOWN_ENCODING(encoding);');
		if (typeof chunk === 'string') {
			if (state.decodeStrings !== false) {
				chunk = buffers().from(chunk, encoding);
				encoding = 'buffer';
			}
		} else if (buffers().isBuffer(chunk)) {
			encoding = 'buffer';
		} else if (require('node/util_types').isUint8Array(chunk)) {
			chunk = buffers().from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			encoding = 'buffer';
		} else {
			throw invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk, 'internal/streams/writable:482      ^throw new ERR_INVALID_ARG_TYPE(');
		}
	}
	let err;
	if (state.ending) err = error('Error', 'ERR_STREAM_WRITE_AFTER_END', 'write after end', 'internal/streams/writable:489    err = ^new ERR_STREAM_WRITE_AFTER_END();');
	else if (state.destroyed) err = destroyedError('write');
	if (err) {
		nextTick(callback, err);
		errorOrDestroy(stream, err, true);
		return err;
	}
	state.pendingcb++;
	return writeOrBuffer(stream, state, chunk, encoding, callback);
}

Writable.prototype.write = function(chunk, encoding, callback) {
	if (encoding != null && typeof encoding === 'function') {
		callback = encoding;
		encoding = null;
	}
	return writeAny(this, chunk, encoding, callback) === true;
};

Writable.prototype.cork = function() {
	this._writableState[kState] |= kCorked;
	this._writableState.corked++;
};

Writable.prototype.uncork = function() {
	const state = this._writableState;
	if (state.corked) {
		state.corked--;
		if (!state.corked) state[kState] &= ~kCorked;
		if (!state.writing) clearBuffer(this, state);
	}
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
	if (typeof encoding === 'string') encoding = toLowerCase(encoding);
	if (!isEncoding(encoding)) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'internal/streams/writable:540    ^throw new ERR_UNKNOWN_ENCODING(encoding);');
	this._writableState.defaultEncoding = encoding;
	return this;
};

function writeOrBuffer(stream, state, chunk, encoding, callback) {
	const length = state.objectMode ? 1 : chunk.length;
	state.length += length;
	if (state.writing || has(state, kCorked) || state.errored || !state.constructed) {
		if (!has(state, kBuffered)) state.buffered = [];
		state.buffered[state.buffered.length] = { chunk, encoding, callback };
		if (state.allBuffers && encoding !== 'buffer') state.allBuffers = false;
		if (state.allNoop && callback !== nop) state.allNoop = false;
	} else {
		beginWrite(state, length, callback);
		stream._write(chunk, encoding, state.onwrite);
		state.sync = false;
	}
	// What was written at once left room behind.
	const room = state.length < state.highWaterMark || state.length === 0;
	if (!room) state.needDrain = true;
	return room && !state.errored && !state.destroyed;
}

function beginWrite(state, length, callback) {
	state.writelen = length;
	if (callback !== nop) state.writecb = callback;
	state.writing = true;
	state.sync = true;
	state[kState] |= kExpectWriteCb;
}

function doWrite(stream, state, vector, length, chunk, encoding, callback) {
	beginWrite(state, length, callback);
	if (state.destroyed) state.onwrite(destroyedError('write'));
	else if (vector) stream._writev(chunk, state.onwrite);
	else stream._write(chunk, encoding, state.onwrite);
	state.sync = false;
}

function writeFailed(stream, state, err, callback) {
	--state.pendingcb;
	callback(err);
	errorBuffer(state);
	errorOrDestroy(stream, err);
}

function onwrite(stream, err) {
	const state = stream._writableState;
	const { sync, writecb: callback } = state;
	if (!has(state, kExpectWriteCb)) {
		errorOrDestroy(stream, multipleCallback());
		return;
	}
	state.writecb = null;
	state.writing = false;
	state[kState] &= ~kExpectWriteCb;
	state.length -= state.writelen;
	state.writelen = 0;
	if (err) {
		err.stack; // eslint-disable-line no-unused-expressions
		if (!state.errored) state.errored = err;
		if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = err;
		if (sync) nextTick(writeFailed, stream, state, err, callback);
		else writeFailed(stream, state, err, callback);
		return;
	}
	if (has(state, kBuffered)) clearBuffer(stream, state);
	if (sync) writtenAtOnce(stream, state, callback);
	else afterWrite(stream, state, 1, callback);
}

// A write that was done before write() returned: what follows takes a tick if there is something to tell, and none otherwise. (In
// object mode it always takes one.)
function writtenAtOnce(stream, state, callback) {
	const tells = callback !== nop;
	const later = tells || state.objectMode || (state.needDrain && state.length === 0);
	if (tells && state.afterWriteTickInfo !== null && state.afterWriteTickInfo.cb === callback) {
		// Callbacks of writes that were done at once share a tick as long as they are the same function.
		state.afterWriteTickInfo.count++;
	} else if (tells) {
		state.afterWriteTickInfo = { count: 1, cb: callback, stream, state };
		state.afterWritePending = true;
		nextTick(afterWriteTick, state.afterWriteTickInfo);
	} else if (later && !state.afterWritePending) {
		state.afterWritePending = true;
		nextTick(afterWrite, stream, state, 1, callback);
	} else {
		state.pendingcb--;
		if (state.ending) finishMaybe(stream, state, true);
	}
}

function afterWriteTick({ stream, state, count, cb }) {
	state.afterWriteTickInfo = null;
	afterWrite(stream, state, count, cb);
}

function afterWrite(stream, state, count, callback) {
	state.afterWritePending = false;
	if (!state.ending && !stream.destroyed && state.length === 0 && state.needDrain) {
		state.needDrain = false;
		stream.emit('drain');
	}
	while (count-- > 0) {
		state.pendingcb--;
		callback(null);
	}
	if (state.destroyed) errorBuffer(state);
	if (state.ending) finishMaybe(stream, state, true);
}

// What will not be written any more: its callbacks hear why.
function errorBuffer(state) {
	if (state.writing) return;
	const buffered = state.buffered;
	for (let n = state.bufferedIndex; n < buffered.length; ++n) {
		const { chunk, callback } = buffered[n];
		state.length -= state.objectMode ? 1 : chunk.length;
		callback(state.errored ?? destroyedError('write'));
	}
	finishedCallbacks(state, state.errored ?? destroyedError('end'));
	resetBuffer(state);
}

function finishedCallbacks(state, err) {
	if (!has(state, kOnFinished)) return;
	const callbacks = state[kOnFinishedValue];
	state[kOnFinishedValue] = null;
	state[kState] &= ~kOnFinished;
	for (let i = 0; i < callbacks.length; i++) {
		callbacks[i](err); // node: internal/streams/writable:982    onfinishCallbacks[i]^(err);
	}
}

function clearBuffer(stream, state) {
	if (has(state, kCorked) || state.bufferProcessing || state.destroyed || !state.constructed || !has(state, kBuffered)) return;
	const { buffered, bufferedIndex, objectMode } = state;
	const count = buffered.length - bufferedIndex;
	if (!count) return;
	let i = bufferedIndex;
	state.bufferProcessing = true;
	if (count > 1 && stream._writev) {
		state.pendingcb -= count - 1;
		const callback = state.allNoop ? nop : (err) => {
			for (let n = i; n < buffered.length; ++n) buffered[n].callback(err);
		};
		const chunks = state.allNoop && i === 0 ? buffered : slice(buffered, i);
		chunks.allBuffers = state.allBuffers;
		doWrite(stream, state, true, state.length, chunks, '', callback);
		resetBuffer(state);
	} else {
		do {
			const { chunk, encoding, callback } = buffered[i];
			buffered[i++] = null;
			doWrite(stream, state, false, objectMode ? 1 : chunk.length, chunk, encoding, callback);
		} while (i < buffered.length && !state.writing);
		if (i === buffered.length) {
			resetBuffer(state);
		} else if (i > 256) {
			splice(buffered, 0, i);
			state.bufferedIndex = 0;
		} else {
			state.bufferedIndex = i;
		}
	}
	state.bufferProcessing = false;
}

Writable.prototype._write = function(chunk, encoding, callback) {
	if (this._writev) this._writev([{ chunk, encoding }], callback);
	else throw methodMissing('_write()', "internal/streams/writable:802    ^throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');");
};
Writable.prototype._writev = null;

Writable.prototype.end = function(chunk, encoding, callback) {
	const state = this._writableState;
	if (typeof chunk === 'function') {
		callback = chunk;
		chunk = null;
		encoding = null;
	} else if (typeof encoding === 'function') {
		callback = encoding;
		encoding = null;
	}
	let err;
	if (chunk !== null && chunk !== undefined) {
		const result = writeAny(this, chunk, encoding);
		if (result instanceof Failure) err = result;
	}
	if (has(state, kCorked)) {
		state.corked = 1;
		this.uncork();
	}
	if (err) {
		// told already
	} else if (!state.errored && !state.ending) {
		state.ending = true;
		finishMaybe(this, state, true);
		state.ended = true;
	} else if (state.finished) {
		err = error('Error', 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished', "internal/streams/writable:848    err = ^new ERR_STREAM_ALREADY_FINISHED('end');");
	} else if (state.destroyed) {
		err = destroyedError('end');
	}
	if (typeof callback === 'function') {
		if (err) nextTick(callback, err);
		else if (state.errored) nextTick(callback, state.errored);
		else if (state.finished) nextTick(callback, null);
		else keepCallback(state, callback);
	}
	return this;
};

function keepCallback(state, callback) {
	state[kState] |= kOnFinished;
	state[kOnFinishedValue] ??= [];
	state[kOnFinishedValue][state[kOnFinishedValue].length] = callback;
}

function needFinish(state) {
	return state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored && !has(state, kBuffered) &&
		!state.finished && !state.writing && !state.errorEmitted && !state.closeEmitted;
}

function finalCalled(stream, state, err) {
	if (state.prefinished) {
		errorOrDestroy(stream, err ?? multipleCallback());
		return;
	}
	state.pendingcb--;
	if (err) {
		finishedCallbacks(state, err);
		errorOrDestroy(stream, err, state.sync);
	} else if (needFinish(state)) {
		state.prefinished = true;
		stream.emit('prefinish');
		// The callback may have come at once; the end comes later all the same.
		state.pendingcb++;
		nextTick(finish, stream, state);
	}
}

function prefinish(stream, state) {
	if (state.prefinished || state.finalCalled) return;
	state.finalCalled = true;
	if (typeof stream._final === 'function' && !state.destroyed) {
		state.sync = true;
		state.pendingcb++;
		try {
			stream._final((err) => finalCalled(stream, state, err));
		} catch (err) {
			finalCalled(stream, state, err);
		}
		state.sync = false;
	} else {
		state.prefinished = true;
		stream.emit('prefinish');
	}
}

function finishMaybe(stream, state, sync) {
	if (!needFinish(state)) return;
	prefinish(stream, state);
	if (state.pendingcb !== 0) return;
	if (sync) {
		state.pendingcb++;
		nextTick((s, st) => {
			if (needFinish(st)) finish(s, st);
			else st.pendingcb--;
		}, stream, state);
	} else if (needFinish(state)) {
		state.pendingcb++;
		finish(stream, state);
	}
}

function finish(stream, state) {
	state.pendingcb--;
	state.finished = true;
	finishedCallbacks(state, null);
	stream.emit('finish');
	if (state.autoDestroy) {
		const r = stream._readableState;
		if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
	}
}

function property(get, set) {
	return { __proto__: null, configurable: true, enumerable: false, get, set };
}

defineProperties(Writable.prototype, {
	closed: property(function() {
		return this._writableState ? this._writableState.closed : false;
	}),
	destroyed: property(function() {
		return this._writableState ? this._writableState.destroyed : false;
	}, function(value) {
		if (this._writableState) this._writableState.destroyed = value;
	}),
	writable: {
		__proto__: null,
		get() {
			const w = this._writableState;
			return !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
		},
		set(value) {
			if (this._writableState) this._writableState.writable = !!value;
		},
	},
	writableFinished: property(function() {
		return this._writableState ? this._writableState.finished : false;
	}),
	writableObjectMode: property(function() {
		return this._writableState ? this._writableState.objectMode : false;
	}),
	writableBuffer: property(function() {
		return this._writableState?.getBuffer();
	}),
	writableEnded: property(function() {
		return this._writableState ? this._writableState.ending : false;
	}),
	writableNeedDrain: property(function() {
		const w = this._writableState;
		return w ? !w.destroyed && !w.ending && w.needDrain : false;
	}),
	writableHighWaterMark: property(function() {
		return this._writableState?.highWaterMark;
	}),
	writableCorked: property(function() {
		return this._writableState ? this._writableState.corked : 0;
	}),
	writableLength: property(function() {
		return this._writableState?.length;
	}),
	errored: property(function() {
		return this._writableState ? this._writableState.errored : null;
	}),
	writableAborted: property(function() {
		const w = this._writableState;
		return !!(w.writable !== false && (w.destroyed || w.errored) && !w.finished);
	}),
});

Writable.prototype.destroy = function(err, callback) {
	const state = this._writableState;
	if (!state.destroyed && has(state, kBuffered | kOnFinished)) nextTick(errorBuffer, state);
	destroy.call(this, err, callback);
	return this;
};
Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function(err, callback) {
	callback(err);
};
Writable.prototype[EventEmitter.captureRejectionSymbol] = function(err) {
	this.destroy(err);
};
Writable.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = function() {
	return dispose(this, this.writableFinished, (err) => err.name === 'AbortError');
};
Writable.fromWeb = function(writableStream, options) {
	return require('node/stream_adapters').writableFromWeb(writableStream, options);
};
Writable.toWeb = function(streamWritable) {
	return require('node/stream_adapters').writableToWeb(streamWritable);
};

module.exports = { Writable, writableConstructed };
