// SPDX-License-Identifier: MIT
// stream_adapters.js - streams of node:stream as those of the web, and the other way round.
'use strict';

const { primordial, globalValue } = require('host');
const { invalidArgType, validateObject } = require('node/errors');
const { Buffer } = require('node/buffer');
const Promise = primordial('Promise');
const Uint8Array = primordial('Uint8Array');
const then = primordial('Promise.prototype.then');

const hiddenValue = (name) => globalValue(name, true);
const isA = (value, name) => value !== null && typeof value === 'object' && value instanceof hiddenValue(name);

// ---- to the web

const isReadable = (stream) => typeof stream?._readableState === 'object';
const isWritable = (stream) => typeof stream?._writableState === 'object';

function strategyOf(state, given) {
	if (given) return given;
	if (state.objectMode) return new (hiddenValue('CountQueuingStrategy'))({ highWaterMark: state.highWaterMark });
	return { highWaterMark: state.highWaterMark };
}

function readableToWeb(readable, options = {}) {
	if (!isReadable(readable)) throw invalidArgType('streamReadable', 'stream.Readable', readable, 'internal/webstreams/adapters:395    ^throw new ERR_INVALID_ARG_TYPE(');
	const { objectMode } = readable._readableState, WebReadable = hiddenValue('ReadableStream');
	let controller, isOver = false;
	readable.pause();
	const over = (settle) => {
		if (isOver) return;
		isOver = true;
		settle();
	};
	readable.on('error', (err) => over(() => controller.error(err)));
	readable.on('end', () => over(() => controller.close()));
	readable.on('close', () => over(() => controller.close()));
	readable.on('data', (chunk) => {
		if (isOver) return;
		controller.enqueue(Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk) : chunk);
		if (controller.desiredSize <= 0) readable.pause();
	});
	readable.pause();
	return new WebReadable({
		start(c) {
			controller = c;
		},
		pull() {
			readable.resume();
		},
		cancel(reason) {
			isOver = true;
			readable.destroy(reason);
		},
	}, strategyOf(readable._readableState, options.strategy));
}

function writableToWeb(writable) {
	if (!isWritable(writable)) throw invalidArgType('streamWritable', 'stream.Writable', writable, 'internal/webstreams/adapters:112    ^throw new ERR_INVALID_ARG_TYPE(');
	const { objectMode } = writable._writableState, WebWritable = hiddenValue('WritableStream');
	let controller, full, closing;
	const settleAll = (err) => {
		if (full !== undefined) err ? full.reject(err) : full.resolve();
		if (closing !== undefined) err ? closing.reject(err) : closing.resolve();
		if (err && closing === undefined) controller.error(err);
		full = closing = undefined;
	};
	const wait = () => {
		const waiting = {};
		waiting.promise = new Promise((resolve, reject) => {
			waiting.resolve = resolve;
			waiting.reject = reject;
		});
		return waiting;
	};
	writable.on('error', settleAll);
	writable.on('close', () => settleAll(undefined));
	writable.on('drain', () => {
		full?.resolve();
		full = undefined;
	});
	return new WebWritable({
		start(c) {
			controller = c;
		},
		write(chunk) {
			if (!writable.writableNeedDrain && writable.write(chunk)) return undefined;
			full = wait();
			return full.promise;
		},
		abort(reason) {
			writable.destroy(reason);
		},
		close() {
			closing = wait();
			writable.end();
			return closing.promise;
		},
	}, strategyOf({ objectMode, highWaterMark: writable._writableState.highWaterMark }));
}

// ---- from the web

function readableFromWeb(webStream, options = {}) {
	if (!isA(webStream, 'ReadableStream')) throw invalidArgType('readableStream', 'ReadableStream', webStream, 'internal/webstreams/adapters:485    ^throw new ERR_INVALID_ARG_TYPE(');
	validateObject(options, 'options');
	const { highWaterMark, encoding, objectMode = false, signal } = options, { Readable } = require('node/stream');
	const reader = webStream.getReader();
	let isClosed = false;
	const readable = new Readable({
		objectMode, highWaterMark, encoding, signal,
		read() {
			then(reader.read(), ({ done, value }) => readable.push(done ? null : value), (err) => readable.destroy(err));
		},
		destroy(err, callback) {
			const done = () => callback(err);
			if (isClosed) callback(err);
			else then(reader.cancel(err), done, done);
		},
	});
	then(reader.closed, () => {
		isClosed = true;
	}, (err) => {
		isClosed = true;
		readable.destroy(err);
	});
	return readable;
}

function writableFromWeb(webStream, options = {}) {
	if (!isA(webStream, 'WritableStream')) throw invalidArgType('writableStream', 'WritableStream', webStream, 'internal/webstreams/adapters:218    ^throw new ERR_INVALID_ARG_TYPE(');
	validateObject(options, 'options');
	const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options, { Writable } = require('node/stream');
	const writer = webStream.getWriter();
	let isClosed = false;
	const writable = new Writable({
		highWaterMark, objectMode, decodeStrings, signal,
		write(chunk, encoding, callback) {
			if (typeof chunk === 'string' && decodeStrings && !objectMode) chunk = new Uint8Array(Buffer.from(chunk, encoding));
			const done = (err) => callback(err);
			then(writer.ready, () => then(writer.write(chunk), () => done(), done), done);
		},
		destroy(err, callback) {
			const done = () => callback(err);
			if (isClosed) callback(err);
			else if (err !== null && err !== undefined) then(writer.abort(err), done, done);
			else then(writer.close(), done, done);
		},
		final(callback) {
			const done = (err) => callback(err);
			if (isClosed) done();
			else then(writer.close(), () => done(), done);
		},
	});
	then(writer.closed, () => {
		isClosed = true;
	}, (err) => {
		isClosed = true;
		writable.destroy(err);
	});
	return writable;
}

module.exports = { readableToWeb, writableToWeb, readableFromWeb, writableFromWeb };
