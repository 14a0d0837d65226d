// SPDX-License-Identifier: MIT
// fetch_body.js - bodies of Node's requests and responses (Fetch, "Body mixin"): streams that are read to their ends.
'use strict';

const { primordial, queueMicrotask, notCovered } = require('host');
const { utf8, fromUtf8 } = require('web/encoding');
const { URLSearchParams } = require('web/url');
const blobs = require('web/blob');
const { recordOf, ReadableStream } = require('web/readable_stream');
const { domString } = require('node/fetch_values');
const { FormData } = require('node/form_data');
const { bodyTicks } = require('node/reading_ticks');
require('node/web_streams');
const Promise = primordial('Promise');
const Bytes = primordial('Uint8Array');
const Failure = primordial('TypeError');
const parseJSON = primordial('JSON.parse');
const isView = primordial('ArrayBuffer.isView');
const getReader = ReadableStream.prototype.getReader;
const tee = ReadableStream.prototype.tee;
const streamOfBlob = blobs.Blob.prototype.stream;
const apply = primordial('Reflect.apply');
const test = primordial('RegExp.prototype.test');
const toLowerCase = primordial('String.prototype.toLowerCase');
const slice = primordial('String.prototype.slice');
const defineProperty = primordial('Object.defineProperty');

// The stream of what is known gives it all when it is pulled, and closes one microtask later; `early`: before it is pulled, and at once.
function streamOf(bytes, early = false) {
	const give = (controller) => {
		if (bytes.length > 0) controller.enqueue(new Bytes(bytes));
	};
	return new ReadableStream({
		start(controller) {
			if (!early) return;
			give(controller);
			controller.close();
		},
		async pull(controller) {
			give(controller);
			queueMicrotask(() => controller.close());
		},
		type: 'bytes',
	});
}

// A stream of what comes from elsewhere: give(bytes), end().
streamOf.open = () => {
	let controller;
	const stream = new ReadableStream({
		start(own) {
			controller = own;
		},
		type: 'bytes',
	});
	const give = (chunk) => {
		if (chunk.length > 0) controller.enqueue(new Bytes(chunk));
	};
	return { __proto__: null, stream, give, end: () => controller.close() };
};

// What can be a body: { stream, source, type, parts }. `source` null: a stream, which cannot be sent again; `parts`: of a blob.
function extract(value, Class) {
	const stream = recordOf(value);
	if (stream !== undefined) {
		if (stream.disturbed || stream.reader !== undefined) throw new Failure(`${Class} body object should not be disturbed or locked`); // node: internal/deps/undici/undici:5719          ^throw new TypeError(
		return { __proto__: null, stream: value, source: null, type: null };
	}
	if (value instanceof FormData) return notCovered('FormData as a body');
	let bytes, type = null, parts, blobStream;
	if (blobs.bytesOf(value) !== undefined) {
		bytes = blobs.bytesOf(value);
		type = value.type || null;
		parts = blobs.partsOf(value);
		blobStream = apply(streamOfBlob, value, []);
	} else if (value instanceof ArrayBuffer) bytes = [...new Bytes(value)];
	else if (isView(value)) bytes = [...new Bytes(value.buffer, value.byteOffset, value.byteLength)];
	else if (typeof value === 'object' && typeof value[Symbol.asyncIterator] === 'function') return notCovered('an asynchronous iterable as a body');
	else {
		type = value instanceof URLSearchParams ? 'application/x-www-form-urlencoded;charset=UTF-8' : 'text/plain;charset=UTF-8';
		bytes = utf8(domString(value));
	}
	return { __proto__: null, stream: blobStream ?? streamOf(bytes), source: bytes, type, parts };
}

function isUnusable(body) {
	if (body === null) return false;
	const { disturbed, reader } = recordOf(body.stream);
	return disturbed || reader !== undefined;
}

// A second body with the same content.
function fork(body) {
	if (body === null) return null;
	const branches = apply(tee, body.stream, []);
	body.stream = branches[0];
	return { __proto__: null, stream: branches[1], source: body.source, type: body.type };
}

async function readAll(reader) {
	const all = [];
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return all;
		if (!(value instanceof Bytes)) throw new Failure('Received non-Uint8Array chunk'); // node: internal/deps/undici/undici:4789          ^throw new TypeError("Received non-Uint8Array chunk");
		for (let i = 0; i < value.length; i++) all[all.length] = value[i];
	}
}

async function readFully(body, success, failure) {
	let reader;
	try {
		reader = apply(getReader, body.stream, []);
	} catch (error) {
		failure(error);
		return;
	}
	try {
		success(await readAll(reader));
	} catch (error) {
		failure(error);
	}
}

const usable = (body) => {
	if (isUnusable(body)) throw new Failure('Body is unusable: Body has already been read'); // node: internal/deps/undici/undici:5854        ^throw new TypeError("Body is unusable: Body has already been read");
	return body;
};

async function consumeStream(object, bodyOf, convert) {
	const body = usable(bodyOf(object));
	let resolve, reject;
	const promise = new Promise((yes, no) => {
		resolve = yes;
		reject = no;
	});
	const success = (bytes) => {
		try {
			resolve(convert(bytes));
		} catch (error) {
			reject(error);
		}
	};
	if (body === null) success([]);
	else await readFully(body, success, reject);
	return promise;
}

// What is known is read without its stream, which stays locked.
function consumeKnown(body, ticks, convert) {
	if (body !== null) {
		apply(getReader, body.stream, []);
		recordOf(body.stream).disturbed = true;
	}
	return new Promise((resolve, reject) => {
		let left = ticks;
		const step = () => {
			if (left-- !== 0) {
				queueMicrotask(step);
				return;
			}
			try {
				resolve(convert(body === null ? [] : body.source));
			} catch (error) {
				reject(error);
			}
		};
		step();
	});
}

function consume(object, bodyOf, convert) {
	let body;
	try {
		body = bodyOf(object);
	} catch {
		return consumeStream(object, bodyOf, convert); // rejected with this
	}
	const ticks = isUnusable(body) ? undefined : bodyTicks(body);
	return ticks === undefined ? consumeStream(object, bodyOf, convert) : consumeKnown(body, ticks, convert);
}

const decoded = (bytes) => {
	const text = fromUtf8(bytes, false);
	return text[0] === '\ufeff' ? slice(text, 1) : text;
};

// The methods that read a body; `bodyOf` gives it (null: none) and throws for what has none.
function addReading(Class, bodyOf) {
	const methods = {
		blob() {
			return consume(this, bodyOf, (bytes) => blobs.make(bytes, toLowerCase(this.headers.get('content-type') ?? '')));
		},
		arrayBuffer() {
			return consume(this, bodyOf, (bytes) => new Bytes(bytes).buffer);
		},
		text() {
			return consume(this, bodyOf, decoded);
		},
		json() {
			return consume(this, bodyOf, (bytes) => parseJSON(decoded(bytes)));
		},
		formData() {
			return consume(this, bodyOf, (bytes) => {
				const type = this.headers.get('content-type') ?? '';
				if (test(/^multipart\/form-data/i, type)) return notCovered('reading multipart form data');
				if (!test(/^application\/x-www-form-urlencoded/i, type)) throw new Failure('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".'); // node: internal/deps/undici/undici:5833            ^throw new TypeError(
				const data = new FormData();
				for (const [name, value] of new URLSearchParams(fromUtf8(bytes, false))) data.append(name, value);
				return data;
			});
		},
		bytes() {
			return consume(this, bodyOf, (bytes) => new Bytes(bytes));
		},
	};
	for (const key in methods) defineProperty(Class.prototype, key, { __proto__: null, value: methods[key], writable: true, enumerable: true, configurable: true });
}

module.exports = { streamOf, extract, isUnusable, fork, addReading };
