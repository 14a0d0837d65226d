// SPDX-License-Identifier: MIT
// stream_compose.js - stream.compose and Duplex.from: several streams, or something like a stream, as one duplex stream.
'use strict';

const { primordial, error, nextTick, globalValue, className, notCovered } = require('host');
const { AbortError, invalidArgType, invalidArgValue } = require('node/errors');
const { isReadable, isWritable, finished, destroyer } = require('node/stream_state');
const { Duplex } = require('node/stream_duplex');
const { Readable, from } = require('node/stream_readable');
const apply = primordial('Reflect.apply');
const slice = primordial('Array.prototype.slice');
const Promise = primordial('Promise');
const then = primordial('Promise.prototype.then');

const isNodeStream = (value) => !!(value && (value._readableState || value._writableState || (typeof value.write === 'function' && typeof value.on === 'function') || (typeof value.pipe === 'function' && typeof value.on === 'function')));
const isReadableNode = (value) => !!(value && typeof value.pipe === 'function' && typeof value.on === 'function' && (!value._writableState || value._readableState?.readable !== false) && (!value._writableState || value._readableState));
const isWritableNode = (value) => !!(value && typeof value.write === 'function' && typeof value.on === 'function' && (!value._readableState || value._writableState?.writable !== false));
const isDuplexNode = (value) => !!(value && typeof value.pipe === 'function' && value._readableState && typeof value.on === 'function' && typeof value.write === 'function');
const isIterable = (value) => value != null && (typeof value[Symbol.asyncIterator] === 'function' || typeof value[Symbol.iterator] === 'function');

function refuseWeb(value) {
	const name = value != null && typeof value === 'object' ? value.constructor?.name : undefined;
	if (name === 'ReadableStream' || name === 'WritableStream' || name === 'TransformStream' || name === 'Blob') notCovered(`a ${name} as part of node:stream`);
}

// What Duplex.from makes says its own name.
class Duplexify extends Duplex {}

// ---- joints between a duplex stream and those it is made of

// What is written goes to `head`; `ended` is told when the end may be said.
function writeTo(joint, head) {
	const { duplex } = joint;
	duplex._write = function(chunk, encoding, callback) {
		if (head.write(chunk, encoding)) callback();
		else joint.ondrain = callback;
	};
	duplex._final = function(callback) {
		head.end();
		joint.onfinish = callback;
	};
	head.on('drain', () => release(joint, 'ondrain'));
}

function readFrom(joint, tail) {
	const { duplex } = joint;
	tail.on('readable', () => release(joint, 'onreadable'));
	tail.on('end', () => duplex.push(null));
	duplex._read = function() {
		while (true) {
			const chunk = tail.read();
			if (chunk === null) {
				joint.onreadable = duplex._read;
				return;
			}
			if (!duplex.push(chunk)) return;
		}
	};
}

function release(joint, name) {
	if (!joint[name]) return;
	const callback = joint[name];
	joint[name] = null;
	callback();
}

function destroyWith(joint, parts, always) {
	joint.duplex._destroy = function(err, callback) {
		if (!err && joint.onclose !== null) err = new AbortError('The operation was aborted');
		joint.onreadable = joint.ondrain = joint.onfinish = null;
		if (always) for (let i = 0; i < parts.length; i++) if (isNodeStream(parts[i])) destroyer(parts[i], err);
		if (joint.onclose === null) {
			callback(err);
			return;
		}
		joint.onclose = callback;
		if (!always) for (let i = 0; i < parts.length; i++) destroyer(parts[i], err);
	};
}

// ---- several streams as one

function compose(...streams) {
	if (streams.length === 0) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "streams" argument must be specified', "internal/streams/compose:30    ^throw new ERR_MISSING_ARGS('streams');");
	if (streams.length === 1) return duplexify(streams[0], 'body');
	const given = slice(streams);
	if (typeof streams[0] === 'function') streams[0] = duplexify(streams[0], 'body');
	const last = streams.length - 1;
	if (typeof streams[last] === 'function') streams[last] = duplexify(streams[last], 'body');
	for (let i = 0; i < streams.length; i++) {
		refuseWeb(streams[i]);
		if (!isNodeStream(streams[i])) continue;
		if (i < last && !isReadable(streams[i])) throw invalidArgValue(`streams[${i}]`, given[i], 'must be readable', 'internal/streams/compose:61      ^throw new ERR_INVALID_ARG_VALUE(');
		if (i > 0 && !isWritable(streams[i])) throw invalidArgValue(`streams[${i}]`, given[i], 'must be writable', 'internal/streams/compose:75      ^throw new ERR_INVALID_ARG_VALUE(');
	}
	const joint = { duplex: undefined, ondrain: undefined, onfinish: undefined, onreadable: undefined, onclose: undefined };
	let writable, readable;
	const head = streams[0];
	const tail = require('node/stream_pipeline').pipeline(streams, (err) => {
		const callback = joint.onclose;
		joint.onclose = null;
		if (callback) callback(err);
		else if (err) joint.duplex.destroy(err);
		else if (!readable && !writable) joint.duplex.destroy();
	});
	writable = !!isWritable(head);
	readable = !!isReadable(tail);
	joint.duplex = new Duplex({ writableObjectMode: !!head?.writableObjectMode, readableObjectMode: !!tail?.readableObjectMode, writable, readable });
	if (writable) {
		writeTo(joint, head);
		finished(tail, () => release(joint, 'onfinish'));
	}
	if (readable) readFrom(joint, tail);
	destroyWith(joint, [tail], true);
	return joint.duplex;
}

// ---- something like a stream as a stream

function pair(readable, writable) {
	let reads = !!isReadable(readable), writes = !!isWritable(writable);
	const joint = { duplex: undefined, ondrain: undefined, onfinish: undefined, onreadable: undefined, onclose: undefined };
	const ended = (err, other) => {
		if (err && other) destroyer(other, err);
		const callback = joint.onclose;
		joint.onclose = null;
		if (callback) callback(err);
		else if (err) joint.duplex.destroy(err);
	};
	joint.duplex = new Duplexify({ readableObjectMode: !!readable?.readableObjectMode, writableObjectMode: !!writable?.writableObjectMode, readable: reads, writable: writes });
	if (writes) {
		finished(writable, (err) => {
			writes = false;
			ended(err, readable);
		});
		writeTo(joint, writable);
		writable.on('finish', () => release(joint, 'onfinish'));
	}
	if (reads) {
		finished(readable, (err) => {
			reads = false;
			ended(err, readable);
		});
		readFrom(joint, readable);
	}
	destroyWith(joint, [writable, readable], false);
	return joint.duplex;
}

// What is written, as an async generator for `fn`.
function feed(fn) {
	let resolve;
	let next = new Promise((done) => {
		resolve = done;
	});
	const controller = new (globalValue('AbortController'))();
	const { signal } = controller;
	const value = fn((async function*() {
		while (true) {
			const waiting = next;
			next = null;
			const { chunk, done, cb } = await waiting;
			nextTick(cb);
			if (done) return;
			if (signal.aborted) throw new AbortError('The operation was aborted', { cause: signal.reason });
			next = new Promise((again) => {
				resolve = again;
			});
			yield chunk;
		}
	})(), { signal });
	const tell = (message) => {
		const told = resolve;
		resolve = null;
		told(message);
	};
	return {
		value,
		write: (chunk, encoding, cb) => tell({ chunk, done: false, cb }),
		final: (cb) => tell({ done: true, cb }),
		destroy(err, cb) {
			controller.abort();
			cb(err);
		},
	};
}

const badReturn = (expected, name, value) => error('TypeError', 'ERR_INVALID_RETURN_VALUE', `Expected ${expected} to be returned from the "${name}" function but got ${value?.constructor?.name ? `an instance of ${value.constructor.name}` : `type ${typeof value}`}.`);

function fromFunction(body, name) {
	const { value, write, final, destroy } = feed(body);
	if (isDuplexNode(value)) return value;
	if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
	const thenOf = value?.then;
	if (typeof thenOf !== 'function') throw badReturn('Iterable, AsyncIterable or AsyncFunction', name, value);
	let duplex;
	const promise = apply(thenOf, value, [(result) => {
		if (result != null) throw badReturn('nully', 'body', result);
	}, (err) => {
		destroyer(duplex, err);
	}]);
	duplex = new Duplexify({
		objectMode: true,
		readable: false,
		write,
		final(cb) {
			final(async () => {
				try {
					await promise;
					nextTick(cb, null);
				} catch (err) {
					nextTick(cb, err);
				}
			});
		},
		destroy,
	});
	return duplex;
}

function duplexify(body, name) {
	if (isDuplexNode(body)) return body;
	if (isReadableNode(body)) return pair(body, undefined);
	if (isWritableNode(body)) return pair(undefined, body);
	if (isNodeStream(body)) return pair(undefined, undefined);
	refuseWeb(body);
	if (typeof body === 'function') return fromFunction(body, name);
	if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
	if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
		const readable = body?.readable ? (isReadableNode(body.readable) ? body.readable : duplexify(body.readable, name)) : undefined;
		const writable = body?.writable ? (isWritableNode(body.writable) ? body.writable : duplexify(body.writable, name)) : undefined;
		return pair(readable, writable);
	}
	const thenOf = body?.then;
	if (typeof thenOf === 'function') {
		let duplex;
		apply(thenOf, body, [(value) => {
			if (value != null) duplex.push(value);
			duplex.push(null);
		}, (err) => {
			destroyer(duplex, err);
		}]);
		duplex = new Duplexify({ objectMode: true, writable: false, read() {} });
		return duplex;
	}
	throw invalidArgType(name, ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function', '{ readable, writable } pair', 'Promise'], body, 'internal/streams/duplexify:204  ^throw new ERR_INVALID_ARG_TYPE(');
}

module.exports = { compose, duplexify, isNodeStream };
