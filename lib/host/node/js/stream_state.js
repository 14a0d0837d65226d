// SPDX-License-Identifier: MIT
// stream_state.js - what all streams share: questions about their state, destroying, waiting for their end.
'use strict';

const { primordial, error, globalValue, madeAt, nextTick, notCovered } = require('host');
const { abortError, abortedBy, invalidArgType, validateAbortSignal, validateFunction, validateObject } = require('node/errors');
const EventEmitter = require('node/events');
const isArray = primordial('Array.isArray');
const unshift = primordial('Array.prototype.unshift');
const Promise = primordial('Promise');
const isInteger = primordial('Number.isInteger');
const floor = primordial('Math.floor');

const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');
const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const nop = () => {};

const prematureClose = () => error('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
const destroyedError = (name) => error('Error', 'ERR_STREAM_DESTROYED', `Cannot call ${name} after a stream was destroyed`);
const multipleCallback = () => error('Error', 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times');
// `place`: where Node's own method says so.
const methodMissing = (name, place) => error('Error', 'ERR_METHOD_NOT_IMPLEMENTED', `The ${name} method is not implemented`, place);
const nullValues = (place) => error('TypeError', 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream', place);

// ---- questions

const isReadableNodeStream = (s, strict = false) => !!(s && typeof s.pipe === 'function' && typeof s.on === 'function' &&
	(!strict || (typeof s.pause === 'function' && typeof s.resume === 'function')) && (!s._writableState || s._readableState?.readable !== false) &&
	(!s._writableState || s._readableState));
const isWritableNodeStream = (s) => !!(s && typeof s.write === 'function' && typeof s.on === 'function' && (!s._readableState || s._writableState?.writable !== false));
const isNodeStream = (s) => !!(s && (s._readableState || s._writableState || (typeof s.write === 'function' && typeof s.on === 'function') ||
	(typeof s.pipe === 'function' && typeof s.on === 'function')));
const isIterable = (v, kind) => {
	if (v == null) return false;
	if (kind === true) return typeof v[Symbol.asyncIterator] === 'function';
	if (kind === false) return typeof v[Symbol.iterator] === 'function';
	return typeof v[Symbol.asyncIterator] === 'function' || typeof v[Symbol.iterator] === 'function';
};
const isDestroyed = (s) => isNodeStream(s) ? !!(s.destroyed || s[kIsDestroyed] || s._writableState?.destroyed || s._readableState?.destroyed) : null;

function isWritableFinished(s, strict) {
	if (!isWritableNodeStream(s)) return null;
	if (s.writableFinished === true) return true;
	const w = s._writableState;
	if (w?.errored) return false;
	if (typeof w?.finished !== 'boolean') return null;
	return !!(w.finished || (strict === false && w.ended === true && w.length === 0));
}

function isReadableFinished(s, strict) {
	if (!isReadableNodeStream(s)) return null;
	const r = s._readableState;
	if (r?.errored) return false;
	if (typeof r?.endEmitted !== 'boolean') return null;
	return !!(r.endEmitted || (strict === false && r.ended === true && r.length === 0));
}

function isReadableEnded(s) {
	if (!isReadableNodeStream(s)) return null;
	if (s.readableEnded === true) return true;
	const r = s._readableState;
	if (!r || r.errored) return false;
	return typeof r.ended === 'boolean' ? r.ended : null;
}

function isWritableEnded(s) {
	if (!isWritableNodeStream(s)) return null;
	if (s.writableEnded === true) return true;
	const w = s._writableState;
	if (w?.errored) return false;
	return typeof w?.ended === 'boolean' ? w.ended : null;
}

function isReadable(s) {
	if (typeof s?.readable !== 'boolean') return null;
	if (isDestroyed(s)) return false;
	return isReadableNodeStream(s) && s.readable && !isReadableFinished(s);
}

function isWritable(s) {
	if (typeof s?.writable !== 'boolean') return null;
	if (isDestroyed(s)) return false;
	return isWritableNodeStream(s) && s.writable && !isWritableEnded(s);
}

function isClosed(s) {
	if (!isNodeStream(s)) return null;
	if (typeof s.closed === 'boolean') return s.closed;
	const w = s._writableState, r = s._readableState;
	if (typeof w?.closed === 'boolean' || typeof r?.closed === 'boolean') return w?.closed || r?.closed;
	return null;
}

function willEmitClose(s) {
	if (!isNodeStream(s)) return null;
	const state = s._writableState || s._readableState;
	return (!state && s._closed === true) || !!(state && state.autoDestroy && state.emitClose && state.closed === false);
}

const isErrored = (s) => !!(s && (s.readableErrored ?? s.writableErrored ?? s._readableState?.errored ?? s._writableState?.errored));
const isDisturbed = (s) => !!(s && (s.readableDidRead || s.readableAborted));

// ---- high water marks

let byteMark = 16384, objectMark = 16;
const getDefaultHighWaterMark = (objectMode) => objectMode ? objectMark : byteMark;

function setDefaultHighWaterMark(objectMode, value) {
	require('node/errors').validateInteger(value, 'value', 0, undefined, "internal/streams/state:24  ^validateInteger(value, 'value', 0);");
	if (objectMode) objectMark = value;
	else byteMark = value;
}

function highWaterMark(state, options, duplexKey, isDuplex) {
	const mark = options.highWaterMark != null ? options.highWaterMark : isDuplex ? options[duplexKey] : null;
	if (mark == null) return getDefaultHighWaterMark(state.objectMode);
	if (!isInteger(mark) || mark < 0) {
		throw require('node/errors').invalidArgValue(isDuplex ? `options.${duplexKey}` : 'options.highWaterMark', mark, undefined, 'internal/streams/state:37      ^throw new ERR_INVALID_ARG_VALUE(name, hwm);');
	}
	return floor(mark);
}

// ---- destroying

function aggregate(inner, outer) {
	if (inner && outer && inner !== outer) {
		if (primordial('Array.isArray')(outer.errors)) {
			outer.errors[outer.errors.length] = inner;
			return outer;
		}
		const err = new (primordial('AggregateError'))([outer, inner], outer.message);
		err.code = outer.code;
		return err;
	}
	return inner || outer;
}

function keepError(err, w, r) {
	if (!err) return;
	err.stack; // eslint-disable-line no-unused-expressions
	if (w && !w.errored) w.errored = err;
	if (r && !r.errored) r.errored = err;
}

function destroy(err, callback) {
	const r = this._readableState, w = this._writableState;
	const state = w || r;
	if (w?.destroyed || r?.destroyed) {
		if (typeof callback === 'function') callback();
		return this;
	}
	keepError(err, w, r);
	if (w) w.destroyed = true;
	if (r) r.destroyed = true;
	if (!state.constructed) {
		this.once(kDestroy, function(er) {
			runDestroy(this, aggregate(er, err), callback);
		});
	} else {
		runDestroy(this, err, callback);
	}
	return this;
}

function runDestroy(self, err, callback) {
	let called = false;
	function onDestroy(er) {
		if (called) return;
		called = true;
		const r = self._readableState, w = self._writableState;
		keepError(er, w, r);
		if (w) w.closed = true;
		if (r) r.closed = true;
		if (typeof callback === 'function') callback(er);
		if (er) nextTick(emitErrorAndClose, self, er);
		else nextTick(emitClose, self);
	}
	try {
		self._destroy(err || null, onDestroy);
	} catch (er) {
		onDestroy(er);
	}
}

function emitErrorAndClose(self, err) {
	emitError(self, err);
	emitClose(self);
}

function emitClose(self) {
	const r = self._readableState, w = self._writableState;
	if (w) w.closeEmitted = true;
	if (r) r.closeEmitted = true;
	if (w?.emitClose || r?.emitClose) self.emit('close');
}

function emitError(self, err) {
	const r = self._readableState, w = self._writableState;
	if (w?.errorEmitted || r?.errorEmitted) return;
	if (w) w.errorEmitted = true;
	if (r) r.errorEmitted = true;
	self.emit('error', err);
}

function undestroy() {
	notCovered('undestroying a stream');
}

function errorOrDestroy(stream, err, sync) {
	const r = stream._readableState, w = stream._writableState;
	if (w?.destroyed || r?.destroyed) return;
	if (r?.autoDestroy || w?.autoDestroy) {
		stream.destroy(err);
	} else if (err) {
		keepError(err, w, r);
		if (sync) nextTick(emitError, stream, err);
		else emitError(stream, err);
	}
}

// The _construct of a stream, on the next tick; `callback` when it is there.
function construct(stream, callback) {
	if (typeof stream._construct !== 'function') return;
	const r = stream._readableState, w = stream._writableState;
	if (r) r.constructed = false;
	if (w) w.constructed = false;
	stream.once(kConstruct, callback);
	if (stream.listenerCount(kConstruct) > 1) return;
	nextTick(runConstruct, stream);
}

function runConstruct(stream) {
	let called = false;
	function onConstruct(err) {
		if (called) {
			errorOrDestroy(stream, err ?? multipleCallback());
			return;
		}
		called = true;
		const r = stream._readableState, w = stream._writableState;
		const state = w || r;
		if (r) r.constructed = true;
		if (w) w.constructed = true;
		if (state.destroyed) stream.emit(kDestroy, err);
		else if (err) errorOrDestroy(stream, err, true);
		else stream.emit(kConstruct);
	}
	try {
		stream._construct((err) => {
			nextTick(onConstruct, err);
		});
	} catch (err) {
		nextTick(onConstruct, err);
	}
}

// How a stream of the web tells that it has ended is its own.
function refuseWebStream(stream, what) {
	if (stream instanceof globalValue('ReadableStream') || stream instanceof globalValue('WritableStream')) notCovered(`${what} of a stream of the web`);
}

const isRequest = (stream) => stream && stream.setHeader && typeof stream.abort === 'function';
function destroyer(stream, err) {
	if (!stream || isDestroyed(stream)) return;
	if (!err && (isReadable(stream) || isWritable(stream))) err = madeAt(abortError(), "internal/streams/destroy:327    err = ^new AbortError();");
	if (stream._client !== undefined && typeof stream.complete === 'boolean') {
		stream.socket = null; // a server's request: the connection goes on
		stream.destroy(err);
	} else if (isRequest(stream)) {
		stream.abort();
	} else if (isRequest(stream.req)) {
		stream.req.abort();
	} else if (typeof stream.destroy === 'function') {
		stream.destroy(err);
	} else if (typeof stream.close === 'function') {
		stream.close();
	}
	if (!stream.destroyed) stream[kIsDestroyed] = true;
}
// ---- waiting for the end

function onlyOnce(callback) {
	let called = false;
	return function(...args) {
		if (called) return;
		called = true;
		primordial('Reflect.apply')(callback, this, args);
	};
}

function finished(stream, options, callback) {
	if (arguments.length === 2) {
		callback = options;
		options = {};
	} else if (options == null) {
		options = {};
	} else {
		validateObject(options, 'options', "internal/streams/end-of-stream:62    ^validateObject(options, 'options');");
	}
	validateFunction(callback, 'callback', "internal/streams/end-of-stream:64  ^validateFunction(callback, 'callback');");
	validateAbortSignal(options.signal, 'options.signal', "internal/streams/end-of-stream:65  ^validateAbortSignal(options.signal, 'options.signal');");
	callback = onlyOnce(callback);
	refuseWebStream(stream, 'finished()');
	if (!isNodeStream(stream)) throw invalidArgType('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream, "internal/streams/end-of-stream:74    ^throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);");
	const readable = options.readable ?? isReadableNodeStream(stream);
	const writable = options.writable ?? isWritableNodeStream(stream);
	const w = stream._writableState, r = stream._readableState;
	let closeComes = willEmitClose(stream) && isReadableNodeStream(stream) === readable && isWritableNodeStream(stream) === writable;
	let writableDone = isWritableFinished(stream, false);
	let readableDone = isReadableFinished(stream, false);

	const onlegacyfinish = () => {
		if (!stream.writable) onfinish();
	};
	const onfinish = () => {
		writableDone = true;
		if (stream.destroyed) closeComes = false;
		if (closeComes && (!stream.readable || readable)) return;
		if (!readable || readableDone) callback.call(stream);
	};
	const onend = () => {
		readableDone = true;
		if (stream.destroyed) closeComes = false;
		if (closeComes && (!stream.writable || writable)) return;
		if (!writable || writableDone) callback.call(stream);
	};
	const onerror = (err) => {
		callback.call(stream, err);
	};
	let closed = isClosed(stream);
	const failure = () => w?.errored || r?.errored;
	const onclose = () => {
		closed = true;
		const errored = failure();
		if (errored && typeof errored !== 'boolean') return callback.call(stream, errored);
		if (readable && !readableDone && isReadableNodeStream(stream, true) && !isReadableFinished(stream, false)) return callback.call(stream, prematureClose());
		if (writable && !writableDone && !isWritableFinished(stream, false)) return callback.call(stream, prematureClose());
		callback.call(stream);
	};
	const onclosed = () => {
		closed = true;
		const errored = failure();
		if (errored && typeof errored !== 'boolean') return callback.call(stream, errored);
		callback.call(stream);
	};
	const onrequest = () => {
		stream.req.on('finish', onfinish);
	};
	const isRequest = stream.setHeader && typeof stream.abort === 'function';
	if (isRequest) {
		stream.on('complete', onfinish);
		if (!closeComes) stream.on('abort', onclose);
		if (stream.req) onrequest();
		else stream.on('request', onrequest);
	} else if (writable && !w) {
		stream.on('end', onlegacyfinish);
		stream.on('close', onlegacyfinish);
	}
	if (!closeComes && typeof stream.aborted === 'boolean') stream.on('aborted', onclose);
	stream.on('end', onend);
	stream.on('finish', onfinish);
	if (options.error !== false) stream.on('error', onerror);
	stream.on('close', onclose);

	if (closed) nextTick(onclose);
	else if (w?.errorEmitted || r?.errorEmitted) {
		if (!closeComes) nextTick(onclosed);
	} else if (!readable && (!closeComes || isReadable(stream)) && (writableDone || isWritable(stream) === false)) {
		nextTick(onclosed);
	} else if (!writable && (!closeComes || isWritable(stream)) && (readableDone || isReadable(stream) === false)) {
		nextTick(onclosed);
	} else if (r && stream.req && stream.aborted) {
		nextTick(onclosed);
	}

	const cleanup = () => {
		callback = nop;
		stream.removeListener('aborted', onclose);
		stream.removeListener('complete', onfinish);
		stream.removeListener('abort', onclose);
		stream.removeListener('request', onrequest);
		if (stream.req) stream.req.removeListener('finish', onfinish);
		stream.removeListener('end', onlegacyfinish);
		stream.removeListener('close', onlegacyfinish);
		stream.removeListener('finish', onfinish);
		stream.removeListener('end', onend);
		stream.removeListener('error', onerror);
		stream.removeListener('close', onclose);
	};
	if (options.signal && !closed) {
		const { signal } = options;
		const abort = () => {
			const last = callback;
			cleanup();
			last.call(stream, abortedBy(signal, "internal/streams/end-of-stream:253        ^new AbortError(undefined, { cause: options.signal.reason }));"));
		};
		if (signal.aborted) {
			nextTick(abort);
		} else {
			const disposable = EventEmitter.addAbortListener(signal, abort);
			const original = callback;
			callback = onlyOnce((...args) => {
				disposable[Symbol.dispose ?? Symbol.for('nodejs.dispose')]();
				primordial('Reflect.apply')(original, stream, args);
			});
		}
	}
	return cleanup;
}

function addAbortSignal(signal, stream) {
	if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) throw invalidArgType('signal', 'AbortSignal', signal, "internal/streams/add-abort-signal:28    ^throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);");
	refuseWebStream(stream, 'addAbortSignal()');
	if (!isNodeStream(stream)) throw invalidArgType('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream, "internal/streams/add-abort-signal:35    ^throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);");
	const abort = () => {
		stream.destroy(abortedBy(signal, "internal/streams/add-abort-signal:46      stream.destroy(^new AbortError(undefined, { cause: signal.reason }));"));
	};
	if (signal.aborted) {
		abort();
	} else {
		const disposable = EventEmitter.addAbortListener(signal, abort);
		finished(stream, disposable[Symbol.dispose ?? Symbol.for('nodejs.dispose')]);
	}
	return stream;
}

// [Symbol.asyncDispose] of a stream: it is destroyed, with an AbortError unless it had come to its end; `accept`: is this error its own?
function dispose(stream, ended, accept) {
	let own;
	if (!stream.destroyed) {
		own = ended ? null : abortError();
		stream.destroy(own);
	}
	return new Promise((resolve, reject) => finished(stream, (err) => (err && !accept(err, own) ? reject(err) : resolve(null))));
}

// A listener in front of the others, also on what has no prependListener.
function prependListener(emitter, event, listener) {
	if (typeof emitter.prependListener === 'function') {
		emitter.prependListener(event, listener);
		return;
	}
	const there = emitter._events?.[event];
	if (!there) emitter.on(event, listener);
	else if (isArray(there)) unshift(there, listener);
	else emitter._events[event] = [listener, there];
}

module.exports = {
	dispose, prependListener,
	addAbortSignal, aggregate, construct, destroy, destroyedError, destroyer, errorOrDestroy, finished, getDefaultHighWaterMark, highWaterMark,
	isClosed, isDestroyed, isDisturbed, isErrored, isIterable, isNodeStream, isReadable, isReadableEnded, isReadableFinished,
	isReadableNodeStream, isWritable, isWritableEnded, isWritableFinished, isWritableNodeStream, methodMissing, multipleCallback, nop,
	nullValues, onlyOnce, prematureClose, setDefaultHighWaterMark, undestroy,
};
