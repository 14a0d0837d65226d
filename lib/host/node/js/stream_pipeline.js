// SPDX-License-Identifier: MIT
// stream_pipeline.js - stream.pipeline: streams, iterables and functions one after another.
'use strict';

const { primordial, error, nextTick, globalValue } = require('host');
const { abortedBy, invalidArgType, validateAbortSignal, validateFunction } = require('node/errors');
const { Readable } = require('node/stream_readable');
const { PassThrough, Duplex } = require('node/stream_duplex');
const EventEmitter = require('node/events');
const { aggregate, destroyedError, destroyer, finished, isIterable, isNodeStream, isReadable, isReadableFinished, isReadableNodeStream, onlyOnce, prematureClose } = require('node/stream_state');
const isArray = primordial('Array.isArray');
const shift = primordial('Array.prototype.shift');
const Promise = primordial('Promise');
const received = require('host').received;

const invalidReturn = (kind, name, value) => error('TypeError', 'ERR_INVALID_RETURN_VALUE', `Expected ${kind} to be returned from the "${name}" function but got ${received(value)}.`);

// Ends a stream of a pipeline that failed, unless it closed before.
function guard(stream, reading, writing) {
	let done = false;
	stream.on('close', () => {
		done = true;
	});
	const cleanup = finished(stream, { readable: reading, writable: writing }, (err) => {
		done = !err;
	});
	return {
		destroy: (err) => {
			if (done) return;
			done = true;
			destroyer(stream, err || destroyedError('pipe'));
		},
		cleanup,
	};
}

function asAsyncIterable(value) {
	if (isIterable(value)) return value;
	if (isReadableNodeStream(value)) return fromReadable(value);
	throw invalidArgType('val', ['Readable', 'Iterable', 'AsyncIterable'], value, 'internal/streams/pipeline:84  ^throw new ERR_INVALID_ARG_TYPE(');
}

async function* fromReadable(value) {
	yield* Readable.prototype[Symbol.asyncIterator].call(value);
}

async function pump(iterable, writable, finish, { end }) {
	let failure;
	let wake = null;
	const resume = (err) => {
		if (err) failure = err;
		if (wake) {
			const callback = wake;
			wake = null;
			callback();
		}
	};
	const wait = () => new Promise((resolve, reject) => {
		if (failure) {
			reject(failure);
		} else {
			wake = () => {
				if (failure) reject(failure);
				else resolve();
			};
		}
	});
	writable.on('drain', resume);
	const cleanup = finished(writable, { readable: false }, resume);
	try {
		if (writable.writableNeedDrain) await wait();
		for await (const chunk of iterable) {
			if (!writable.write(chunk)) await wait();
		}
		if (end) {
			writable.end();
			await wait();
		}
		finish();
	} catch (err) {
		finish(failure !== err ? aggregate(failure, err) : err);
	} finally {
		cleanup();
		writable.off('drain', resume);
	}
}

function pipeTwo(src, dst, finish, { end }) {
	let ended = false;
	dst.on('close', () => {
		if (!ended) finish(prematureClose());
	});
	src.pipe(dst, { end: false });
	if (end) {
		function endDst() {
			ended = true;
			dst.end();
		}
		if (isReadableFinished(src)) nextTick(endDst);
		else src.once('end', endDst);
	} else {
		finish();
	}
	finished(src, { readable: true, writable: false }, (err) => {
		const r = src._readableState;
		if (err && err.code === 'ERR_STREAM_PREMATURE_CLOSE' && r && r.ended && !r.errored && !r.errorEmitted) {
			// Its consumer has not had all yet.
			src.once('end', finish).once('error', finish);
		} else {
			finish(err);
		}
	});
	return finished(dst, { readable: false, writable: true }, finish);
}

function pipeline(...streams) {
	const callback = streams[streams.length - 1];
	validateFunction(callback, 'streams[stream.length - 1]', "internal/streams/pipeline:73  ^validateFunction(streams[streams.length - 1], 'streams[stream.length - 1]');");
	streams.length--;
	return run(streams, onlyOnce(callback));
}

function run(streams, callback, opts) {
	if (streams.length === 1 && isArray(streams[0])) streams = streams[0];
	if (streams.length < 2) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "streams" argument must be specified', "internal/streams/pipeline:193    ^throw new ERR_MISSING_ARGS('streams');");
	const controller = new (globalValue('AbortController'))();
	const { signal } = controller;
	const outer = opts?.signal;
	const lastCleanups = [];
	validateAbortSignal(outer, 'options.signal', "internal/streams/pipeline:204  ^validateAbortSignal(outerSignal, 'options.signal');");
	const abort = () => finishNow(abortedBy(outer, "internal/streams/pipeline:207    finishImpl(^new AbortError(undefined, { cause: outerSignal?.reason }));"));
	let disposable;
	if (outer) disposable = EventEmitter.addAbortListener(outer, abort);
	let failure, value;
	const destroys = [];
	let pending = 0;
	function finish(err) {
		finishNow(err, --pending === 0);
	}
	function finishNow(err, final) {
		if (err && (!failure || failure.code === 'ERR_STREAM_PREMATURE_CLOSE')) failure = err;
		if (!failure && !final) return;
		while (destroys.length) shift(destroys)(failure);
		disposable?.[Symbol.dispose ?? Symbol.for('nodejs.dispose')]();
		controller.abort();
		if (final) {
			if (!failure) for (let i = 0; i < lastCleanups.length; i++) lastCleanups[i]();
			nextTick(callback, failure, value);
		}
	}
	let ret;
	for (let i = 0; i < streams.length; i++) {
		const stream = streams[i];
		const reading = i < streams.length - 1;
		const writing = i > 0;
		const end = reading || opts?.end !== false;
		const isLast = i === streams.length - 1;
		if (isNodeStream(stream)) {
			if (end) {
				const { destroy, cleanup } = guard(stream, reading, writing);
				destroys[destroys.length] = destroy;
				if (isReadable(stream) && isLast) lastCleanups[lastCleanups.length] = cleanup;
			}
			const onError = (err) => {
				if (err && err.name !== 'AbortError' && err.code !== 'ERR_STREAM_PREMATURE_CLOSE') finish(err);
			};
			stream.on('error', onError);
			if (isReadable(stream) && isLast) lastCleanups[lastCleanups.length] = () => stream.removeListener('error', onError);
		}
		if (i === 0) {
			if (typeof stream === 'function') {
				ret = stream({ signal });
				if (!isIterable(ret)) throw invalidReturn('Iterable, AsyncIterable or Stream', 'source', ret);
			} else if (isIterable(stream) || isReadableNodeStream(stream)) {
				ret = stream;
			} else {
				ret = Duplex.from(stream);
			}
		} else if (typeof stream === 'function') {
			ret = asAsyncIterable(ret);
			ret = stream(ret, { signal });
			if (reading) {
				if (!isIterable(ret, true)) throw invalidReturn('AsyncIterable', `transform[${i - 1}]`, ret);
			} else {
				const last = new PassThrough({ objectMode: true });
				const then = ret?.then;
				if (typeof then === 'function') {
					pending++;
					then.call(ret, (result) => {
						value = result;
						if (result != null) last.write(result);
						if (end) last.end();
						nextTick(finish);
					}, (err) => {
						last.destroy(err);
						nextTick(finish, err);
					});
				} else if (isIterable(ret, true)) {
					pending++;
					pump(ret, last, finish, { end });
				} else {
					throw invalidReturn('AsyncIterable or Promise', 'destination', ret);
				}
				ret = last;
				const { destroy, cleanup } = guard(ret, false, true);
				destroys[destroys.length] = destroy;
				lastCleanups[lastCleanups.length] = cleanup;
			}
		} else if (isNodeStream(stream)) {
			if (isReadableNodeStream(ret)) {
				pending += 2;
				const cleanup = pipeTwo(ret, stream, finish, { end });
				if (isReadable(stream) && isLast) lastCleanups[lastCleanups.length] = cleanup;
			} else if (isIterable(ret)) {
				pending++;
				pump(ret, stream, finish, { end });
			} else {
				throw invalidArgType('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
			}
			ret = stream;
		} else {
			ret = Duplex.from(stream);
		}
	}
	if (signal?.aborted || outer?.aborted) nextTick(abort);
	return ret;
}

// ---- promises

function pipelinePromise(...streams) {
	return new Promise((resolve, reject) => {
		let signal, end;
		const last = streams[streams.length - 1];
		if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last)) {
			streams.length--;
			signal = last.signal;
			end = last.end;
			if (streams.length > 0 && end !== undefined) require('node/errors').validateBoolean(end, 'end');
		}
		run(streams, (err, value) => {
			if (err) reject(err);
			else resolve(value);
		}, { signal, end });
	});
}

function finishedPromise(stream, opts) {
	let autoCleanup = false;
	if (opts == null) opts = {};
	if (opts?.cleanup) {
		require('node/errors').validateBoolean(opts.cleanup, 'cleanup'); // node: internal/streams/end-of-stream:310    ^validateBoolean(opts.cleanup, 'cleanup');
		autoCleanup = opts.cleanup;
	}
	return new Promise((resolve, reject) => {
		const cleanup = finished(stream, opts, (err) => {
			if (autoCleanup) cleanup();
			if (err) reject(err);
			else resolve();
		});
	});
}

for (const [fn, name] of [[finishedPromise, 'finished'], [pipelinePromise, 'pipeline']]) primordial('Object.defineProperty')(fn, 'name', { __proto__: null, value: name, configurable: true });

module.exports = { pipeline, run, promises: { finished: finishedPromise, pipeline: pipelinePromise } };
