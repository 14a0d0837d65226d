// SPDX-License-Identifier: MIT
// stream_readable.js - stream.Readable.
'use strict';

const { primordial, error, isUnknown, nextTick, notCoveredFunction } = require('host');
const { invalidArgType } = require('node/errors');
const EventEmitter = require('node/events');
const state_ = require('node/stream_state');
const { encoded, flags, kErrored, kState, twoBits, valued } = require('node/stream_bits');
const { isEncoding } = require('node/encodings');
const { addAbortSignal, aggregate, construct, destroy, destroyer, dispose, errorOrDestroy, finished, getDefaultHighWaterMark, highWaterMark, methodMissing, nop, nullValues, prependListener, undestroy } = state_;
const inherit = primordial('Object.setPrototypeOf');
const defineProperties = primordial('Object.defineProperties');
const isInteger = primordial('Number.isInteger');
const isNaN = primordial('Number.isNaN');
const parseInt = primordial('Number.parseInt');
const Promise = primordial('Promise');
const setAdd = primordial('Set.prototype.add');
const setDelete = primordial('Set.prototype.delete');
const setClear = primordial('Set.prototype.clear');

const indexOf = primordial('Array.prototype.indexOf');
const splice = primordial('Array.prototype.splice');
const slice = primordial('String.prototype.slice');

// Writers that are waited for.
class SafeSet extends primordial('Set') {}
const kDataListening = 1 << 27;

// The old base class.
function Stream(options) {
	EventEmitter.call(this, options);
}
inherit(Stream.prototype, EventEmitter.prototype);
inherit(Stream, EventEmitter);
Stream.prototype.eventNames = function eventNames() {
	const names = [];
	const keys = primordial('Reflect.ownKeys')(this._events ?? {});
	for (let i = 0; i < keys.length; i++) {
		const listeners = this._events[keys[i]];
		if (typeof listeners === 'function' || (listeners !== undefined && listeners.length > 0)) names[names.length] = keys[i];
	}
	return names;
};
Stream.prototype.pipe = notCoveredFunction('pipe of an old stream');

const buffers = () => require('node/buffer').Buffer;

// The encoding of strings that a state is made with; `place`: where Node says that there is none of that name.
function givenEncoding(options, place) {
	const encoding = options?.defaultEncoding;
	if (encoding != null && !isEncoding(encoding)) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, place);
	return encoding ?? 'utf8';
}

function ReadableState(options, stream, isDuplex) {
	isDuplex = typeof isDuplex === 'boolean' ? isDuplex : stream instanceof require('node/stream').Duplex;
	this[kState] = 0;
	this.emitClose = options?.emitClose !== false;
	this.autoDestroy = options?.autoDestroy !== false;
	this.constructed = true;
	this.sync = true;
	this.objectMode = !!(options?.objectMode || (isDuplex && options?.readableObjectMode));
	this.highWaterMark = options ? highWaterMark(this, options, 'readableHighWaterMark', isDuplex) : getDefaultHighWaterMark(false);
	this.buffer = [];
	this.bufferIndex = 0;
	this.length = 0;
	this.pipes = [];
	this.defaultEncoding = givenEncoding(options, 'internal/streams/readable:301    ^throw new ERR_UNKNOWN_ENCODING(defaultEncoding);');
	this.awaitDrainWriters = null;
	if (options?.encoding) {
		this.decoder = new (require('node/string_decoder').StringDecoder)(options.encoding);
		this.encoding = options.encoding;
	}
}
flags(ReadableState, ['ended', 'endEmitted', 'reading', 'sync', 'needReadable', 'emittedReadable', 'readableListening', 'resumeScheduled', 'multiAwaitDrain', 'readingMore', 'dataEmitted']);
valued(ReadableState, 'errored', kErrored, Symbol('kErroredValue'), () => null, false);
encoded(ReadableState, 1 << 20);
valued(ReadableState, 'decoder', 1 << 21, Symbol('kDecoderValue'), () => null, false);
valued(ReadableState, 'encoding', 1 << 22, Symbol('kEncodingValue'), () => null, false);
twoBits(ReadableState, 'flowing', 1 << 23, 1 << 24, null);
twoBits(ReadableState, 'wasPaused', 1 << 25, 1 << 26, null);
const isListenedTo = (state) => (state[kState] & kDataListening) !== 0;

function Readable(options) {
	if (!(this instanceof Readable)) return new Readable(options);
	const isDuplex = this instanceof require('node/stream').Duplex;
	this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
	this._readableState = new ReadableState(options, this, isDuplex);
	if (options) {
		if (typeof options.read === 'function') this._read = options.read;
		if (typeof options.destroy === 'function') this._destroy = options.destroy;
		if (typeof options.construct === 'function') this._construct = options.construct;
		if (options.signal && !isDuplex) addAbortSignal(options.signal, this);
	}
	Stream.call(this, options);
	construct(this, () => readableConstructed(this));
}

function readableConstructed(stream) {
	if (stream._readableState.needReadable) maybeReadMore(stream, stream._readableState);
}

inherit(Readable.prototype, Stream.prototype);
inherit(Readable, Stream);
Readable.ReadableState = ReadableState;
Readable._fromList = function fromList() {
	return require('host').notCovered('Readable._fromList');
};
Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function(err, callback) {
	callback(err);
};
Readable.prototype[EventEmitter.captureRejectionSymbol] = function(err) {
	this.destroy(err);
};
Readable.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = function() {
	return dispose(this, this.readableEnded, (err, own) => err === own);
};

// ---- filling

Readable.prototype.push = function(chunk, encoding) {
	return addAny(this, chunk, encoding, false);
};
Readable.prototype.unshift = function(chunk, encoding) {
	return addAny(this, chunk, encoding, true);
};

function addAny(stream, chunk, encoding, toFront) {
	const state = stream._readableState;
	let err;
	if (!state.objectMode) {
		if (typeof chunk === 'string') {
			encoding = encoding || state.defaultEncoding;
			if (state.encoding !== encoding) {
				if (toFront && state.encoding) {
					chunk = buffers().from(chunk, encoding).toString(state.encoding);
				} else {
					chunk = buffers().from(chunk, encoding);
					encoding = '';
				}
			}
		} else if (chunk == null || buffers().isBuffer(chunk)) {
			encoding = '';
		} else if (require('node/util_types').isUint8Array(chunk)) {
			chunk = buffers().from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			encoding = '';
		} else {
			err = invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
		}
	}
	if (err) {
		errorOrDestroy(stream, err);
	} else if (chunk === null) {
		state.reading = false;
		onEnd(stream, state);
	} else if (state.objectMode || (chunk && chunk.length > 0)) {
		if (toFront) {
			if (state.endEmitted) errorOrDestroy(stream, error('Error', 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event', 'internal/streams/readable:454    errorOrDestroy(stream, ^new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());'));
			else if (state.destroyed || state.errored) return false;
			else addChunk(stream, state, chunk, true);
		} else if (state.ended) {
			errorOrDestroy(stream, error('Error', 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
		} else if (state.destroyed || state.errored) {
			return false;
		} else {
			state.reading = false;
			if (state.decoder && !encoding) {
				chunk = state.decoder.write(chunk);
				if (state.objectMode || chunk.length !== 0) addChunk(stream, state, chunk, false);
				else maybeReadMore(stream, state);
			} else {
				addChunk(stream, state, chunk, false);
			}
		}
	} else if (!toFront) {
		state.reading = false;
		maybeReadMore(stream, state);
	}
	// More may be pushed while there is room for it.
	return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function addChunk(stream, state, chunk, toFront) {
	if (state.flowing && state.length === 0 && !state.sync && isListenedTo(state)) {
		if (state.multiAwaitDrain) setClear(state.awaitDrainWriters);
		else state.awaitDrainWriters = null;
		state.dataEmitted = true;
		stream.emit('data', chunk);
	} else {
		state.length += state.objectMode ? 1 : chunk.length;
		if (toFront && state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
		else if (toFront) primordial('Array.prototype.unshift')(state.buffer, chunk);
		else state.buffer[state.buffer.length] = chunk;
		if (state.needReadable) emitReadable(stream);
	}
	maybeReadMore(stream, state);
}

Readable.prototype.isPaused = function() {
	const state = this._readableState;
	return state.wasPaused === true || state.flowing === false;
};

Readable.prototype.setEncoding = function(encoding) {
	const state = this._readableState;
	const decoder = new (require('node/string_decoder').StringDecoder)(encoding);
	state.decoder = decoder;
	state.encoding = decoder.encoding;
	let text = '';
	for (let i = state.bufferIndex; i < state.buffer.length; i++) text += decoder.write(state.buffer[i]);
	state.buffer.length = 0;
	state.bufferIndex = 0;
	if (text !== '') state.buffer[0] = text;
	state.length = text.length;
	return this;
};

// ---- reading

const MAX_MARK = 0x40000000;

function wanted(n, state) {
	if (n <= 0 || (state.length === 0 && state.ended)) return 0;
	if (state.objectMode) return 1;
	if (isNaN(n)) return state.flowing && state.length ? state.buffer[state.bufferIndex].length : state.length;
	if (n <= state.length) return n;
	return state.ended ? state.length : 0;
}

// The next chunk; null is left in its place.
function shiftOut(state) {
	const chunk = state.buffer[state.bufferIndex];
	state.buffer[state.bufferIndex++] = null;
	return chunk;
}

// Places that are empty are dropped when nothing else is left, or when there are too many.
function dropEmpty(state) {
	const { buffer, bufferIndex } = state;
	if (bufferIndex === buffer.length) {
		buffer.length = 0;
		state.bufferIndex = 0;
	} else if (bufferIndex > 1024) {
		splice(buffer, 0, bufferIndex);
		state.bufferIndex = 0;
	}
}

function join(parts, length, isText) {
	if (!isText) return parts.length === 1 ? parts[0] : buffers().concat(parts, length);
	let text = '';
	for (let i = 0; i < parts.length; i++) text += parts[i];
	return text;
}

function take(n, state) {
	if (state.length === 0) return null;
	let taken;
	if (state.objectMode) {
		taken = shiftOut(state);
	} else if (!n || n >= state.length) {
		const parts = [];
		while (state.bufferIndex < state.buffer.length) parts[parts.length] = shiftOut(state);
		taken = join(parts, state.length, state.decoder);
	} else {
		// A part: whole chunks first, then the head of one.
		const parts = [];
		for (let left = n; left > 0; left -= parts[parts.length - 1].length) {
			const chunk = state.buffer[state.bufferIndex];
			if (chunk.length <= left) {
				parts[parts.length] = shiftOut(state);
			} else {
				parts[parts.length] = state.decoder ? slice(chunk, 0, left) : chunk.subarray(0, left);
				state.buffer[state.bufferIndex] = state.decoder ? slice(chunk, left) : chunk.subarray(left);
			}
		}
		taken = join(parts, n, state.decoder);
	}
	dropEmpty(state);
	return taken;
}

Readable.prototype.read = function(n) {
	if (n === undefined) n = NaN;
	else if (!isInteger(n)) n = parseInt(n, 10);
	const state = this._readableState;
	const asked = n;
	if (n > state.highWaterMark) {
		if (n > MAX_MARK) throw require('node/errors').outOfRange('size', '<= 1GiB', n);
		let mark = 1;
		while (mark < n) mark *= 2;
		state.highWaterMark = mark;
	}
	if (n !== 0) state.emittedReadable = false;
	// read(0) only starts things; what is there already is told by an event.
	if (n === 0 && state.needReadable && ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
		if (state.length === 0 && state.ended) endReadable(this);
		else emitReadable(this);
		return null;
	}
	n = wanted(n, state);
	if (n === 0 && state.ended) {
		if (state.length === 0) endReadable(this);
		return null;
	}
	let doRead = state.needReadable;
	if (state.length === 0 || state.length - n < state.highWaterMark) doRead = true;
	if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) {
		doRead = false;
	} else if (doRead) {
		state.reading = true;
		state.sync = true;
		if (state.length === 0) state.needReadable = true;
		try {
			this._read(state.highWaterMark);
		} catch (err) {
			errorOrDestroy(this, err);
		}
		state.sync = false;
		if (!state.reading) n = wanted(asked, state);
	}
	let chunk = n > 0 ? take(n, state) : null;
	if (chunk === null) {
		if (state.length <= state.highWaterMark) state.needReadable = true;
		n = 0;
	} else {
		state.length -= state.objectMode ? 1 : n;
		if (state.multiAwaitDrain) setClear(state.awaitDrainWriters);
		else state.awaitDrainWriters = null;
	}
	if (state.length === 0) {
		if (!state.ended) state.needReadable = true;
		if (asked !== n && state.ended) endReadable(this);
	}
	if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
		state.dataEmitted = true;
		this.emit('data', chunk);
	}
	return chunk;
};

function onEnd(stream, state) {
	if (state.ended) return;
	if (state.decoder) {
		const chunk = state.decoder.end();
		if (chunk && chunk.length) {
			state.buffer[state.buffer.length] = chunk;
			state.length += state.objectMode ? 1 : chunk.length;
		}
	}
	state.ended = true;
	if (state.sync) {
		emitReadable(stream);
	} else {
		state.needReadable = false;
		state.emittedReadable = true;
		tellReadable(stream);
	}
}

function emitReadable(stream) {
	const state = stream._readableState;
	state.needReadable = false;
	if (!state.emittedReadable) {
		state.emittedReadable = true;
		nextTick(tellReadable, stream);
	}
}

function tellReadable(stream) {
	const state = stream._readableState;
	if (!state.destroyed && !state.errored && (state.length || state.ended)) {
		stream.emit('readable');
		state.emittedReadable = false;
	}
	if (!state.flowing && !state.ended && state.length <= state.highWaterMark) state.needReadable = true;
	flow(stream);
}

function maybeReadMore(stream, state) {
	if (!state.readingMore && state.constructed) {
		state.readingMore = true;
		nextTick(readMore, stream, state);
	}
}

function readMore(stream, state) {
	while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
		const before = state.length;
		stream.read(0);
		if (before === state.length) break;
	}
	state.readingMore = false;
}

Readable.prototype._read = function(n) {
	throw methodMissing('_read()', "internal/streams/readable:906  ^throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');");
};

// ---- pipes

Readable.prototype.pipe = function(dest, pipeOpts) {
	const src = this;
	const state = this._readableState;
	if (state.pipes.length === 1 && !state.multiAwaitDrain) {
		state.multiAwaitDrain = true;
		state.awaitDrainWriters = new SafeSet(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
	}
	state.pipes[state.pipes.length] = dest;
	const { process } = require('host');
	const endsToo = (!pipeOpts || pipeOpts.end !== false) && dest !== process.stdout && dest !== process.stderr;
	const atEnd = endsToo ? onend : unpipe;
	if (state.endEmitted) nextTick(atEnd);
	else src.once('end', atEnd);
	dest.on('unpipe', onunpipe); // node: internal/streams/readable:935  dest.^on('unpipe', onunpipe);
	function onunpipe(readable, unpipeInfo) {
		if (readable === src && unpipeInfo && unpipeInfo.hasUnpiped === false) {
			unpipeInfo.hasUnpiped = true;
			cleanup();
		}
	}
	function onend() {
		dest.end();
	}
	let ondrain;
	let cleanedUp = false;
	function cleanup() {
		dest.removeListener('close', onclose);
		dest.removeListener('finish', onfinish);
		if (ondrain) dest.removeListener('drain', ondrain);
		dest.removeListener('error', onerror);
		dest.removeListener('unpipe', onunpipe);
		src.removeListener('end', onend);
		src.removeListener('end', unpipe);
		src.removeListener('data', ondata);
		cleanedUp = true;
		if (ondrain && state.awaitDrainWriters && (!dest._writableState || dest._writableState.needDrain)) ondrain();
	}
	function pause() {
		if (!cleanedUp) {
			if (state.pipes.length === 1 && state.pipes[0] === dest) {
				state.awaitDrainWriters = dest;
				state.multiAwaitDrain = false;
			} else if (state.pipes.length > 1 && indexOf(state.pipes, dest) >= 0) {
				setAdd(state.awaitDrainWriters, dest);
			}
			src.pause();
		}
		if (!ondrain) {
			ondrain = drained(src, dest);
			dest.on('drain', ondrain);
		}
	}
	src.on('data', ondata);
	function ondata(chunk) {
		if (dest.write(chunk) === false) pause();
	}
	function onerror(err) {
		unpipe();
		dest.removeListener('error', onerror);
		if (dest.listenerCount('error') === 0) {
			const s = dest._writableState || dest._readableState;
			if (s && !s.errorEmitted) errorOrDestroy(dest, err);
			else dest.emit('error', err);
		}
	}
	prependListener(dest, 'error', onerror);
	function onclose() {
		dest.removeListener('finish', onfinish);
		unpipe();
	}
	dest.once('close', onclose);
	function onfinish() {
		dest.removeListener('close', onclose);
		unpipe();
	}
	dest.once('finish', onfinish);
	function unpipe() {
		src.unpipe(dest);
	}
	dest.emit('pipe', src);
	if (dest.writableNeedDrain === true) pause();
	else if (!state.flowing) src.resume();
	return dest;
};

function drained(src, dest) {
	return function pipeOnDrainFunctionResult() {
		const state = src._readableState;
		if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
		else if (state.multiAwaitDrain) setDelete(state.awaitDrainWriters, dest);
		if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && isListenedTo(state)) src.resume();
	};
}

Readable.prototype.unpipe = function(dest) {
	const state = this._readableState;
	const unpipeInfo = { hasUnpiped: false };
	if (state.pipes.length === 0) return this;
	if (!dest) {
		const dests = state.pipes;
		state.pipes = [];
		this.pause();
		for (let i = 0; i < dests.length; i++) dests[i].emit('unpipe', this, { hasUnpiped: false });
		return this;
	}
	const index = indexOf(state.pipes, dest);
	if (index === -1) return this;
	splice(state.pipes, index, 1);
	if (state.pipes.length === 0) this.pause();
	dest.emit('unpipe', this, unpipeInfo);
	return this;
};

// ---- listeners that start the flow

Readable.prototype.on = function(event, listener) {
	const result = Stream.prototype.on.call(this, event, listener);
	const state = this._readableState;
	if (event === 'data') {
		state[kState] |= kDataListening;
		if (this.listenerCount('readable') > 0) state.readableListening = true;
		if (state.flowing !== false) this.resume();
	} else if (event === 'readable') {
		if (!state.endEmitted && !state.readableListening) {
			state.readableListening = state.needReadable = true;
			state.flowing = false;
			state.emittedReadable = false;
			if (state.length) emitReadable(this);
			else if (!state.reading) nextTick(firstRead, this);
		}
	}
	return result;
};
Readable.prototype.addListener = Readable.prototype.on;

function firstRead(self) {
	self.read(0);
}

Readable.prototype.removeListener = function(event, listener) {
	const result = Stream.prototype.removeListener.call(this, event, listener);
	if (event === 'readable') nextTick(updateListening, this);
	else if (event === 'data' && this.listenerCount('data') === 0) this._readableState[kState] &= ~kDataListening;
	return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function(event) {
	const result = primordial('Reflect.apply')(Stream.prototype.removeAllListeners, this, arguments);
	if (event === 'readable' || event === undefined) nextTick(updateListening, this);
	return result;
};

function updateListening(self) {
	const state = self._readableState;
	state.readableListening = self.listenerCount('readable') > 0;
	if (state.resumeScheduled && state.wasPaused === false) state.flowing = true;
	else if (isListenedTo(state)) self.resume();
	else if (!state.readableListening) state.flowing = null;
}

Readable.prototype.resume = function() {
	const state = this._readableState;
	if (!state.flowing) {
		state.flowing = !state.readableListening;
		if (!state.resumeScheduled) {
			state.resumeScheduled = true;
			nextTick(resumeNow, this, state);
		}
	}
	state.wasPaused = false;
	return this;
};

function resumeNow(stream, state) {
	if (!state.reading) stream.read(0);
	state.resumeScheduled = false;
	stream.emit('resume');
	flow(stream);
	if (state.flowing && !state.reading) stream.read(0);
}

Readable.prototype.pause = function() {
	const state = this._readableState;
	if (state.flowing !== false) {
		state.flowing = false;
		this.emit('pause');
	}
	state.wasPaused = true;
	return this;
};

function flow(stream) {
	const state = stream._readableState;
	while (state.flowing && stream.read() !== null);
}

Readable.prototype.wrap = notCoveredFunction('readable.wrap');

// ---- async iteration

Readable.prototype[Symbol.asyncIterator] = function() {
	return iteratorOf(this);
};

Readable.prototype.iterator = function(options) {
	if (options !== undefined) require('node/errors').validateObject(options, 'options', "internal/streams/readable:1344    ^validateObject(options, 'options');");
	return iteratorOf(this, options);
};

function iteratorOf(stream, options) {
	const iterator = iterate(stream, options);
	iterator.stream = stream;
	return iterator;
}

async function* iterate(stream, options) {
	let wake = nop;
	// A listener of 'readable', and the executor of the promise that waits for it.
	function next(resolve) {
		if (this === stream) {
			wake();
			wake = nop;
		} else {
			wake = resolve;
		}
	}
	stream.on('readable', next);
	let failure;
	const cleanup = finished(stream, { writable: false }, (err) => {
		failure = err ? aggregate(failure, err) : null;
		wake();
		wake = nop;
	});
	try {
		while (true) {
			const chunk = stream.destroyed ? null : stream.read();
			if (isUnknown(chunk) || chunk !== null) yield chunk;
			else if (failure) throw failure;
			else if (failure === null) return;
			else await new Promise(next);
		}
	} catch (err) {
		failure = aggregate(failure, err);
		throw failure;
	} finally {
		if ((failure || options?.destroyOnReturn !== false) && (failure === undefined || stream._readableState.autoDestroy)) {
			destroyer(stream, null);
		} else {
			stream.off('readable', next);
			cleanup();
		}
	}
}

// ---- what may be asked

function property(get, set) {
	return { __proto__: null, configurable: true, enumerable: false, get, set };
}

defineProperties(Readable.prototype, {
	readable: {
		__proto__: null,
		get() {
			const r = this._readableState;
			return !!r && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
		},
		set(value) {
			if (this._readableState) this._readableState.readable = !!value;
		},
	},
	readableDidRead: property(function() {
		return this._readableState.dataEmitted;
	}),
	readableAborted: property(function() {
		const r = this._readableState;
		return !!(r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted);
	}),
	readableHighWaterMark: property(function() {
		return this._readableState.highWaterMark;
	}),
	readableBuffer: property(function() {
		return this._readableState?.buffer;
	}),
	readableFlowing: property(function() {
		return this._readableState.flowing;
	}, function(value) {
		if (this._readableState) this._readableState.flowing = value;
	}),
	readableLength: property(function() {
		return this._readableState.length;
	}),
	readableObjectMode: property(function() {
		return this._readableState ? this._readableState.objectMode : false;
	}),
	readableEncoding: property(function() {
		return this._readableState ? this._readableState.encoding : null;
	}),
	errored: property(function() {
		return this._readableState ? this._readableState.errored : null;
	}),
	closed: property(function() {
		return this._readableState ? this._readableState.closed : false;
	}),
	destroyed: property(function() {
		return this._readableState ? this._readableState.destroyed : false;
	}, function(value) {
		if (this._readableState) this._readableState.destroyed = value;
	}),
	readableEnded: property(function() {
		return this._readableState ? this._readableState.endEmitted : false;
	}),
});

function endReadable(stream) {
	const state = stream._readableState;
	if (!state.endEmitted) {
		state.ended = true;
		nextTick(emitEnd, state, stream);
	}
}

function emitEnd(state, stream) {
	if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
	state.endEmitted = true;
	stream.emit('end');
	if (stream.writable && stream.allowHalfOpen === false) {
		nextTick(endWritable, stream);
	} else if (state.autoDestroy) {
		const w = stream._writableState;
		if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
	}
}

function endWritable(stream) {
	if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

// ---- out of iterables

Readable.from = function(iterable, opts) {
	return from(Readable, iterable, opts);
};

function from(Class, iterable, opts) {
	let iterator;
	if (typeof iterable === 'string' || (typeof iterable === 'object' && iterable !== null && require('node/util_types').isUint8Array(iterable))) {
		return new Class({
			objectMode: true,
			...opts,
			read() {
				this.push(iterable);
				this.push(null);
			},
		});
	}
	let isAsync;
	if (iterable && iterable[Symbol.asyncIterator]) {
		isAsync = true;
		iterator = iterable[Symbol.asyncIterator]();
	} else if (iterable && iterable[Symbol.iterator]) {
		isAsync = false;
		iterator = iterable[Symbol.iterator]();
	} else {
		throw invalidArgType('iterable', ['Iterable'], iterable, "internal/streams/from:36    ^throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);");
	}
	const readable = new Class({ objectMode: true, highWaterMark: 1, ...opts });
	let reading = false;
	readable._read = function() {
		if (!reading) {
			reading = true;
			next();
		}
	};
	readable._destroy = function(err, callback) {
		primordial('Promise.prototype.then')(close(err), () => nextTick(callback, err), (e) => nextTick(callback, e || err));
	};
	async function close(err) {
		if (err != null && typeof iterator.throw === 'function') {
			const { value, done } = await iterator.throw(err);
			await value;
			if (done) return;
		}
		if (typeof iterator.return === 'function') {
			const { value } = await iterator.return();
			await value;
		}
	}
	async function next() {
		for (;;) {
			try {
				const { value, done } = isAsync ? await iterator.next() : iterator.next();
				if (done) {
					readable.push(null);
				} else {
					const chunk = value && typeof value.then === 'function' ? await value : value;
					if (chunk === null) {
						reading = false;
						throw nullValues();
					} else if (readable.push(chunk)) {
						continue;
					} else {
						reading = false;
					}
				}
			} catch (err) {
				readable.destroy(err);
			}
			break;
		}
	}
	return readable;
}

require('node/stream_operators').install(Readable);
Readable.fromWeb = function(readableStream, options) {
	return require('node/stream_adapters').readableFromWeb(readableStream, options);
};
Readable.toWeb = function(streamReadable, options) {
	return require('node/stream_adapters').readableToWeb(streamReadable, options);
};
Readable.wrap = notCoveredFunction('Readable.wrap');
require('node/member_faces').rename(Readable.wrap, '-');

module.exports = { Readable, Stream, from, givenEncoding, iteratorOf, readableConstructed };
