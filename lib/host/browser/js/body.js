// SPDX-License-Identifier: MIT
// body.js - bodies of requests and responses (Fetch, "Body mixin"): bytes that are known, streams, or what is not known.
'use strict';

const { primordial, notCovered, post } = require('host');
const { finish, Failure } = require('web/idl');
const { utf8, fromUtf8 } = require('web/encoding');
const { URLSearchParams } = require('web/url');
const blobs = require('web/blob');
const { newBoundary, writeEntries, readEntries } = require('browser/multipart');
const readables = require('web/readable_stream');
const bytesStreams = require('web/readable_bytes');
const { resolvedWith, then } = require('web/stream_base');
const Promise = primordial('Promise');
const Bytes = primordial('Uint8Array');
const parseJSON = primordial('JSON.parse');
const toLowerCase = primordial('String.prototype.toLowerCase');

const quick = 0.5; // milliseconds until a body is read

// A stream that gives bytes at once when it is asked; `late`: in a task.
function streamOf(bytes, late = false) {
	const stream = bytesStreams.createByteStream(() => resolvedWith(undefined), (controller) => {
		const give = () => {
			if (bytes.length > 0) bytesStreams.enqueue(controller, new Bytes(bytes));
			bytesStreams.closeController(controller);
		};
		if (!late) {
			give();
			return resolvedWith(undefined);
		}
		return new Promise((resolve) => post(() => {
			if (stream.state === 'readable') give();
			resolve(undefined);
		}, quick));
	}, () => resolvedWith(undefined));
	return stream;
}
blobs.streamOf = (bytes) => streamOf(bytes, true).object;

// What can be a body: { bytes, type, stream }, bytes or stream.
function toBody(value, headers, Class) {
	let bytes, stream, type = null, slow = false;
	if (value === undefined || value === null) return null;
	const record = readables.recordOf(value);
	if (record !== undefined) {
		if (record.disturbed || readables.isLocked(record)) throw new Failure(`Failed to construct '${Class}': ${Class} body object should not be disturbed or locked`);
		stream = record;
	} else if (blobs.bytesOf(value) !== undefined) {
		bytes = blobs.bytesOf(value);
		type = value.type || null;
		slow = true;
	} else if (value instanceof ArrayBuffer) bytes = [...new Bytes(value)];
	else if (ArrayBuffer.isView(value)) bytes = [...new Bytes(value.buffer, value.byteOffset, value.byteLength)];
	else if (value instanceof URLSearchParams) {
		bytes = utf8(`${value}`);
		type = 'application/x-www-form-urlencoded;charset=UTF-8';
	} else if (value instanceof require('browser/form_data').FormData) {
		const boundary = newBoundary();
		bytes = writeEntries(value, boundary);
		type = `multipart/form-data; boundary=${boundary}`;
		slow = true;
	} else {
		bytes = utf8(`${value}`);
		type = 'text/plain;charset=UTF-8';
	}
	if (type !== null && headers && !headers.has('content-type')) headers.set('content-type', type);
	return { bytes, type, stream, slow };
}

class Body {
	#body = null;
	#used = false;
	#unknown = false;
	#signal;
	// Reading the body fails once the signal aborts.
	_follow(signal) {
		this.#signal = signal;
	}
	_set(body, unknown) {
		this.#body = body;
		this.#unknown = unknown;
	}
	_body() {
		return this.#body;
	}
	_unknown() {
		return this.#unknown;
	}
	_locked() {
		return this.#body?.stream !== undefined && readables.isLocked(this.#body.stream);
	}
	// The body for another object; this one is used up.
	_take() {
		this.#used = true;
		return this.#body;
	}
	// A copy of the body.
	_fork() {
		const body = this.#body;
		if (body === null || body.stream === undefined) return body;
		const branches = require('web/stream_pipe').tee(body.stream, '');
		this.#body = { ...body, stream: branches[0] };
		return { ...body, stream: branches[1] };
	}
	get body() {
		if (this.#unknown) return notCovered('the stream of an answer from outside');
		if (this.#body === null) return null;
		if (this.#body.stream === undefined) {
			this.#body = { ...this.#body, stream: streamOf(this.#used ? [] : this.#body.bytes) };
			if (this.#used) this.#body.stream.disturbed = true;
		}
		return this.#body.stream.object;
	}
	get bodyUsed() {
		return this.#used || this.#body?.stream?.disturbed === true;
	}
	#consume(name, make) {
		const kind = 'status' in this ? 'Response' : 'Request', what = `Failed to execute '${name}' on '${kind}'`;
		if (this._locked()) return Promise.reject(new Failure(`${what}: body stream is locked`));
		if (this.bodyUsed) return Promise.reject(new Failure(`${what}: body stream already read`));
		const convert = (bytes) => {
			try {
				return make(bytes);
			} catch (error) {
				if (error instanceof SyntaxError) throw new SyntaxError(`${what}: ${error.message}`);
				throw error;
			}
		};
		const body = this.#body, signal = this.#signal;
		if (signal?.aborted) {
			this.#used = true;
			return Promise.reject(signal.reason);
		}
		if (body === null && !this.#unknown) return new Promise((resolve) => resolve(convert([])));
		this.#used = true;
		if (this.#unknown) return new Promise((resolve) => post(() => void notCovered('the content of an answer from outside'), quick));
		return new Promise((resolve, reject) => {
			if (signal) signal.addEventListener('abort', () => reject(signal.reason));
			const finishUp = (bytes) => {
				const settle = () => {
					try {
						resolve(convert(bytes));
					} catch (error) {
						reject(error);
					}
				};
				// A text is there in the next task; a blob, and what was copied, take longer.
				post(settle, body.slow ? quick : 0);
			};
			if (body.bytes !== undefined) {
				if (body.stream !== undefined) {
					body.stream.disturbed = true;
					readables.acquireDefaultReader(body.stream, '');
				}
				finishUp(body.bytes);
				return;
			}
			const reader = readables.acquireDefaultReader(body.stream, ''), all = [];
			const next = () => readables.read(reader, {
				__proto__: null,
				chunk: (chunk) => {
					if (!(chunk instanceof Bytes)) {
						reject(new Failure('Failed to fetch'));
						return;
					}
					for (let i = 0; i < chunk.length; i++) all[all.length] = chunk[i];
					then(resolvedWith(undefined), next);
				},
				close: () => finishUp(all),
				error: reject,
			});
			next();
		});
	}
	arrayBuffer() {
		return this.#consume('arrayBuffer', (bytes) => new Bytes(bytes).buffer);
	}
	blob() {
		return this.#consume('blob', (bytes) => blobs.make(bytes, toLowerCase(this.headers.get('content-type') ?? '')));
	}
	bytes() {
		return this.#consume('bytes', (bytes) => new Bytes(bytes));
	}
	formData() {
		const type = this.headers.get('content-type') ?? '', multipart = /^multipart\/form-data/i.test(type), body = this.#body;
		// What cannot be one fails before anything is waited for.
		const fails = multipart ? body?.bytes !== undefined && readEntries(body.bytes, type) === undefined : !/^application\/x-www-form-urlencoded/i.test(type);
		if (fails && !this.#unknown && !this._locked() && !this.bodyUsed) {
			this.#used = body !== null;
			return Promise.reject(new Failure('Failed to fetch'));
		}
		return this.#consume('formData', (bytes) => {
			if (multipart) {
				const entries = readEntries(bytes, type);
				if (entries === undefined) throw new Failure('Failed to fetch');
				return entries;
			}
			const data = new (require('browser/form_data').FormData)();
			for (const [name, value] of new URLSearchParams(fromUtf8(bytes, false))) data.append(name, value);
			return data;
		});
	}
	json() {
		return this.#consume('json', (bytes) => parseJSON(fromUtf8(bytes, false)));
	}
	text() {
		return this.#consume('text', (bytes) => {
			const text = fromUtf8(bytes, false);
			return text[0] === '\ufeff' ? text.slice(1) : text;
		});
	}
}

function mixin(Class) {
	const names = [];
	for (const key of Reflect.ownKeys(Body.prototype)) {
		if (key === 'constructor' || key[0] === '_') continue;
		Object.defineProperty(Class.prototype, key, Object.getOwnPropertyDescriptor(Body.prototype, key));
		names.push(key);
	}
	finish(Class, Class.name, names);
}

module.exports = { Body, toBody, mixin };
