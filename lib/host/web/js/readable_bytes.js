// SPDX-License-Identifier: MIT
// readable_bytes.js - readable byte streams: their controller, the readers that bring their own buffers, and their tee.
'use strict';

const { primordial, isPage, error } = require('host');
const { finish, required, Failure } = require('web/idl');
const { then, given, resolvedWith, rejectedWith, deferred, invalidState, illegal, illegalConstructor, rejectedReceiver, nothing, List, callback, invoke, RangeFailure } = require('web/stream_base');
const streams = require('web/readable_stream');
const { isLocked, closeStream, errorStream, cancelStream, newReader, lock, releaseReader, releasedText, cancelReader, result, secret } = streams;
const Bytes = primordial('Uint8Array');
const Buffer = primordial('ArrayBuffer');
const View = primordial('DataView');
const slice = primordial('ArrayBuffer.prototype.slice');
const setBytes = primordial('TypedArray.prototype.set');
const transfer = primordial('ArrayBuffer.prototype.transfer');

const isView = Buffer.isView;
const hasDefaultReader = (stream) => isLocked(stream) && !stream.reader.byob;
const hasByobReader = (stream) => isLocked(stream) && stream.reader.byob;

// ---- the controller ----

function setUpController(stream, start, pull, cancel, mark, autoAllocate) {
	const controller = {
		__proto__: null, isBytes: true, stream, queue: new List(), queueTotalSize: 0, started: false, closeRequested: false, pullAgain: false, pulling: false,
		mark, pull, cancel, autoAllocate, pending: new List(), byobRequest: null, object: undefined,
		cancelSteps(reason) {
			clearPending(controller);
			resetQueue(controller);
			const canceled = controller.cancel(reason);
			clearAlgorithms(controller);
			return canceled;
		},
		pullSteps(request) {
			if (controller.queueTotalSize > 0) {
				fillRequestFromQueue(controller, request);
				return;
			}
			if (autoAllocate !== undefined) {
				controller.pending.push({ __proto__: null, buffer: new Buffer(autoAllocate), whole: autoAllocate, offset: 0, length: autoAllocate, filled: 0, least: 1, size: 1, Class: Bytes, type: 'default' });
			}
			stream.reader.requests.push(request);
			callPullIfNeeded(controller);
		},
		releaseSteps() {
			if (controller.pending.length === 0) return;
			const first = controller.pending.first();
			first.type = 'none';
			controller.pending = new List();
			controller.pending.push(first);
		},
	};
	stream.controller = controller;
	controller.object = new ReadableByteStreamController(secret, controller);
	then(start(controller), () => {
		controller.started = true;
		callPullIfNeeded(controller);
	}, (reason) => errorController(controller, reason));
}

function setUpFromSource(stream, source, mark) {
	const start = callback(source, 'start', 'underlyingSource', 'ReadableStream');
	const pull = callback(source, 'pull', 'underlyingSource', 'ReadableStream');
	const cancel = callback(source, 'cancel', 'underlyingSource', 'ReadableStream');
	const size = source.autoAllocateChunkSize;
	if (size === 0) throw isPage ? new Failure("Failed to construct 'ReadableStream': autoAllocateChunkSize cannot be 0") : error('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'source.autoAllocateChunkSize' is invalid. Received 0`); // node: internal/webstreams/readablestream:3295    ^throw new ERR_INVALID_ARG_VALUE(
	setUpController(
		stream,
		(controller) => given(start === undefined ? undefined : Reflect.apply(start, source, [controller.object])),
		(controller) => (pull === undefined ? resolvedWith(undefined) : invoke(pull, source, controller.object)),
		(reason) => (cancel === undefined ? resolvedWith(undefined) : invoke(cancel, source, reason)),
		mark, size === undefined ? undefined : +size,
	);
}

function resetQueue(controller) {
	controller.queue = new List();
	controller.queueTotalSize = 0;
}

function clearAlgorithms(controller) {
	controller.pull = controller.cancel = undefined;
}

function invalidateRequest(controller) {
	if (controller.byobRequest === null) return;
	controller.byobRequest.controller = undefined;
	controller.byobRequest.view = null;
	controller.byobRequest = null;
}

function clearPending(controller) {
	invalidateRequest(controller);
	controller.pending = new List();
}

function desiredSize(controller) {
	const { state } = controller.stream;
	return state === 'errored' ? null : state === 'closed' ? 0 : controller.mark - controller.queueTotalSize;
}

function callPullIfNeeded(controller) {
	const { stream } = controller;
	if (stream.state !== 'readable' || controller.closeRequested || !controller.started) return;
	if (!(isLocked(stream) && stream.reader.requests.length > 0) && !(desiredSize(controller) > 0)) return;
	if (controller.pulling) {
		controller.pullAgain = true;
		return;
	}
	controller.pulling = true;
	then(controller.pull(controller), () => {
		controller.pulling = false;
		if (!controller.pullAgain) return;
		controller.pullAgain = false;
		callPullIfNeeded(controller);
	}, (reason) => errorController(controller, reason));
}

function errorController(controller, reason) {
	if (controller.stream.state !== 'readable') return;
	clearPending(controller);
	resetQueue(controller);
	clearAlgorithms(controller);
	errorStream(controller.stream, reason);
}

function closeController(controller) {
	const { stream } = controller;
	if (controller.closeRequested || stream.state !== 'readable') return;
	if (controller.queueTotalSize > 0) {
		controller.closeRequested = true;
		return;
	}
	if (controller.pending.length > 0) {
		const first = controller.pending.first();
		if (first.filled % first.size !== 0) {
			const reason = invalidState("Failed to execute 'close' on 'ReadableByteStreamController': Cannot close while responding", 'Partial read');
			errorController(controller, reason);
			throw reason;
		}
	}
	clearAlgorithms(controller);
	closeStream(stream);
}

function convert(descriptor) {
	const { filled, size, offset, Class } = descriptor;
	return new Class(transfer(descriptor.buffer), offset, filled / size);
}

function commit(stream, descriptor) {
	const view = convert(descriptor), request = stream.reader.requests.shift();
	if (stream.state === 'closed') request.close(view);
	else request.chunk(view);
}

function enqueueChunk(controller, buffer, offset, length) {
	controller.queue.push({ __proto__: null, buffer, offset, length });
	controller.queueTotalSize += length;
}

function enqueueClone(controller, buffer, offset, length) {
	enqueueChunk(controller, slice(buffer, offset, offset + length), 0, length);
}

function enqueueDetached(controller, descriptor) {
	if (descriptor.filled > 0) enqueueClone(controller, descriptor.buffer, descriptor.offset, descriptor.filled);
	controller.pending.shift();
}

function enqueue(controller, chunk) {
	const { stream } = controller;
	if (controller.closeRequested || stream.state !== 'readable') return;
	const { byteOffset, byteLength } = chunk, buffer = transfer(chunk.buffer);
	if (controller.pending.length > 0) {
		const first = controller.pending.first();
		invalidateRequest(controller);
		first.buffer = transfer(first.buffer);
		if (first.type === 'none') enqueueDetached(controller, first);
	}
	if (hasDefaultReader(stream)) {
		const { requests } = stream.reader;
		while (requests.length > 0 && controller.queueTotalSize > 0) fillRequestFromQueue(controller, requests.shift());
		if (requests.length === 0) {
			enqueueChunk(controller, buffer, byteOffset, byteLength);
		} else {
			if (controller.pending.length > 0) controller.pending.shift();
			requests.shift().chunk(new Bytes(buffer, byteOffset, byteLength));
		}
	} else {
		enqueueChunk(controller, buffer, byteOffset, byteLength);
		if (hasByobReader(stream)) commitAll(stream, processPending(controller));
	}
	callPullIfNeeded(controller);
}

function commitAll(stream, list) {
	for (let i = 0; i < list.length; i++) commit(stream, list[i]);
}

function processPending(controller) {
	const ready = [];
	while (controller.pending.length > 0 && controller.queueTotalSize > 0 && fillFromQueue(controller, controller.pending.first())) ready[ready.length] = controller.pending.shift();
	return ready;
}

function fillFromQueue(controller, descriptor) {
	const most = Math.min(controller.queueTotalSize, descriptor.length - descriptor.filled), mostFilled = descriptor.filled + most;
	const aligned = mostFilled - (mostFilled % descriptor.size);
	let remaining = most, ready = false;
	if (aligned >= descriptor.least) {
		remaining = aligned - descriptor.filled;
		ready = true;
	}
	while (remaining > 0) {
		const head = controller.queue.first(), count = Math.min(remaining, head.length);
		setBytes(new Bytes(descriptor.buffer), new Bytes(head.buffer, head.offset, count), descriptor.offset + descriptor.filled);
		if (head.length === count) {
			controller.queue.shift();
		} else {
			head.offset += count;
			head.length -= count;
		}
		controller.queueTotalSize -= count;
		descriptor.filled += count;
		remaining -= count;
	}
	return ready;
}

function fillRequestFromQueue(controller, request) {
	const { buffer, offset, length } = controller.queue.shift();
	controller.queueTotalSize -= length;
	drained(controller);
	request.chunk(new Bytes(buffer, offset, length));
}

function drained(controller) {
	if (controller.queueTotalSize === 0 && controller.closeRequested) {
		clearAlgorithms(controller);
		closeStream(controller.stream);
	} else {
		callPullIfNeeded(controller);
	}
}

function pullInto(controller, view, least, request) {
	const { stream } = controller;
	const size = view.BYTES_PER_ELEMENT ?? 1, Class = view instanceof View ? View : Object.getPrototypeOf(view).constructor;
	const { byteOffset: offset, byteLength: length } = view;
	let buffer;
	try {
		buffer = transfer(view.buffer);
	} catch (reason) {
		request.error(reason);
		return;
	}
	const descriptor = { __proto__: null, buffer, whole: buffer.byteLength, offset, length, filled: 0, least: least * size, size, Class, type: 'byob' };
	if (controller.pending.length > 0) {
		controller.pending.push(descriptor);
		stream.reader.requests.push(request);
		return;
	}
	if (stream.state === 'closed') {
		request.close(new Class(buffer, offset, 0));
		return;
	}
	if (controller.queueTotalSize > 0) {
		if (fillFromQueue(controller, descriptor)) {
			const filled = convert(descriptor);
			drained(controller);
			request.chunk(filled);
			return;
		}
		if (controller.closeRequested) {
			const reason = invalidState('close requested already', 'ReadableStream closed');
			errorController(controller, reason);
			request.error(reason);
			return;
		}
	}
	controller.pending.push(descriptor);
	stream.reader.requests.push(request);
	callPullIfNeeded(controller);
}

function respond(controller, count, what) {
	const first = controller.pending.first();
	if (controller.stream.state === 'closed') {
		if (count !== 0) throw isPage ? new Failure(`${what}: bytes written is not 0`) : error('TypeError', 'ERR_INVALID_ARG_VALUE', `The argument 'bytesWritten' is invalid. Received ${count}`);
	} else {
		if (count === 0) throw isPage ? new Failure(`${what}: bytes written is 0`) : error('TypeError', 'ERR_INVALID_ARG_VALUE', "The argument 'bytesWritten' is invalid. Received 0");
		if (first.filled + count > first.length) throw isPage ? new RangeFailure(`${what}: available read buffer is too small for specified number of bytes`) : error('RangeError', 'ERR_INVALID_ARG_VALUE', `The argument 'bytesWritten' is invalid. Received ${count}`);
	}
	first.buffer = transfer(first.buffer);
	respondWith(controller, count);
}

function respondWithView(controller, view, what) {
	const first = controller.pending.first(), { byteLength, byteOffset } = view, whole = view.buffer.byteLength;
	const range = (text) => (isPage ? new RangeFailure(`${what}: ${text}`) : error('RangeError', 'ERR_INVALID_ARG_VALUE', `The argument 'view' is invalid. Received ${require('host').inspect(view)}`));
	if (controller.stream.state === 'closed') {
		if (byteLength !== 0) throw invalidState(`${what}: view's length is not 0`, 'View is not zero-length');
	} else if (byteLength === 0) {
		throw invalidState(`${what}: view's length is 0`, 'View is zero-length');
	}
	if (first.offset + first.filled !== byteOffset) throw range("supplied view's byte offset doesn't match the expected value");
	if (first.whole !== whole) throw range('buffer byte lengths are not equal');
	if (first.filled + byteLength > first.length) throw range('supplied view is too large for the read buffer');
	first.buffer = transfer(view.buffer);
	respondWith(controller, byteLength);
}

function respondWith(controller, count) {
	const { stream } = controller, first = controller.pending.first();
	invalidateRequest(controller);
	if (stream.state === 'closed') {
		if (first.type === 'none') controller.pending.shift();
		if (hasByobReader(stream)) {
			const list = [];
			while (list.length < stream.reader.requests.length) list[list.length] = controller.pending.shift();
			commitAll(stream, list);
		}
	} else {
		first.filled += count;
		if (first.type === 'none') {
			enqueueDetached(controller, first);
			commitAll(stream, processPending(controller));
		} else if (first.filled >= first.least) {
			controller.pending.shift();
			const rest = first.filled % first.size;
			if (rest > 0) enqueueClone(controller, first.buffer, first.offset + first.filled - rest, rest);
			first.filled -= rest;
			const ready = processPending(controller);
			commit(stream, first);
			commitAll(stream, ready);
		}
	}
	callPullIfNeeded(controller);
}

function requestOf(controller) {
	if (controller.byobRequest === null && controller.pending.length > 0) {
		const first = controller.pending.first();
		const request = { __proto__: null, controller, view: new Bytes(first.buffer, first.offset + first.filled, first.length - first.filled), object: undefined };
		request.object = new ReadableStreamBYOBRequest(secret, request);
		controller.byobRequest = request;
	}
	return controller.byobRequest;
}

let controllerOf, requestRecord, readerOf;

class ReadableByteStreamController {
	#controller;
	constructor(...made) {
		if (made[0] !== secret) throw illegalConstructor('ReadableByteStreamController');
		this.#controller = made[1];
	}
	static {
		controllerOf = (value) => {
			if (typeof value === 'object' && value !== null && #controller in value) return value.#controller;
			throw illegal('ReadableByteStreamController');
		};
	}
	get byobRequest() {
		return requestOf(controllerOf(this))?.object ?? null;
	}
	get desiredSize() {
		return desiredSize(controllerOf(this));
	}
	close() {
		const controller = controllerOf(this), what = "Failed to execute 'close' on 'ReadableByteStreamController'";
		if (controller.closeRequested) throw invalidState(`${what}: Cannot close a readable stream that has already been requested to be closed`, 'Controller is already closed');
		if (controller.stream.state !== 'readable') throw invalidState(`${what}: Cannot close a readable stream that is not readable`, 'ReadableStream is already closed');
		closeController(controller);
	}
	enqueue(chunk) {
		const controller = controllerOf(this), what = "Failed to execute 'enqueue' on 'ReadableByteStreamController'";
		if (isPage) required(arguments.length, 1, what);
		if (!isView(chunk)) throw isPage ? new Failure(`${what}: parameter 1 is not of type 'ArrayBufferView'.`) : require('node/errors').invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], chunk);
		if (chunk.byteLength === 0) throw invalidState(`${what}: chunk is empty`, 'chunk ArrayBuffer is zero-length or detached');
		if (controller.closeRequested) throw invalidState(`${what}: close requested already`, 'Controller is already closed');
		if (controller.stream.state !== 'readable') throw invalidState(`${what}: stream is not readable`, 'ReadableStream is already closed');
		enqueue(controller, chunk);
	}
	error(reason = undefined) {
		errorController(controllerOf(this), reason);
	}
}
finish(ReadableByteStreamController);

class ReadableStreamBYOBRequest {
	#request;
	constructor(...made) {
		if (made[0] !== secret) throw illegalConstructor('ReadableStreamBYOBRequest');
		this.#request = made[1];
	}
	static {
		requestRecord = (value) => {
			if (typeof value === 'object' && value !== null && #request in value) return value.#request;
			throw illegal('ReadableStreamBYOBRequest');
		};
	}
	get view() {
		return requestRecord(this).view;
	}
	respond(bytesWritten) {
		const request = requestRecord(this), what = "Failed to execute 'respond' on 'ReadableStreamBYOBRequest'";
		if (isPage) required(arguments.length, 1, what);
		const count = +bytesWritten;
		if (isPage && !(count >= 0)) throw new Failure(`${what}: Value is outside the 'unsigned long long' value range.`);
		if (request.controller === undefined) throw invalidState(`${what}: Cannot respond to an invalidated ReadableStreamBYOBRequest`, 'This BYOB request has been invalidated');
		respond(request.controller, count, what);
	}
	respondWithNewView(view) {
		const request = requestRecord(this), what = "Failed to execute 'respondWithNewView' on 'ReadableStreamBYOBRequest'";
		if (isPage) required(arguments.length, 1, what);
		if (!isView(view)) throw isPage ? new Failure(`${what}: parameter 1 is not of type 'ArrayBufferView'.`) : require('node/errors').invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
		if (request.controller === undefined) throw invalidState(`${what}: Cannot respond to an invalidated ReadableStreamBYOBRequest`, 'This BYOB request has been invalidated');
		respondWithView(request.controller, view, what);
	}
}
finish(ReadableStreamBYOBRequest);

// ---- the reader ----

function acquire(stream, what) {
	if (isLocked(stream)) throw invalidState(`${what}: ${streams.lockedText('ReadableStreamBYOBReader')}`, 'ReadableStream is locked');
	if (!stream.controller.isBytes) throw isPage ? new Failure(`${what}: Cannot use a BYOB reader with a non-byte stream`) : error('TypeError', 'ERR_INVALID_ARG_VALUE', `The argument 'stream' must be a byte stream. Received ${require('host').inspect(stream.object)}`);
	const reader = newReader(true);
	lock(reader, stream);
	return reader;
}

class ReadableStreamBYOBReader {
	#reader;
	constructor(stream, ...made) {
		if (stream === secret) {
			this.#reader = made[0];
			return;
		}
		if (isPage) required(arguments.length, 1, "Failed to construct 'ReadableStreamBYOBReader'");
		const record = streams.recordOf(stream);
		if (record === undefined) throw isPage ? new Failure("Failed to construct 'ReadableStreamBYOBReader': parameter 1 is not of type 'ReadableStream'.") : require('node/errors').invalidArgType('stream', 'ReadableStream', stream); // node: internal/webstreams/readablestream:918      ^throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
		this.#reader = acquire(record, "Failed to construct 'ReadableStreamBYOBReader'");
	}
	static {
		readerOf = (value) => (typeof value === 'object' && value !== null && #reader in value ? value.#reader : undefined);
	}
	get closed() {
		const reader = readerOf(this);
		return reader === undefined ? rejectedReceiver('ReadableStreamBYOBReader', 'closed') : reader.closed.promise;
	}
	cancel(reason = undefined) {
		const reader = readerOf(this);
		return reader === undefined ? rejectedReceiver('ReadableStreamBYOBReader', 'cancel') : cancelReader(reader, reason, 'ReadableStreamBYOBReader');
	}
	read(view, options = undefined) {
		const reader = readerOf(this), what = "Failed to execute 'read' on 'ReadableStreamBYOBReader'";
		if (reader === undefined) return rejectedReceiver('ReadableStreamBYOBReader', 'read');
		try {
			if (isPage) required(arguments.length, 1, what);
			if (!isView(view)) throw isPage ? new Failure(`${what}: parameter 1 is not of type 'ArrayBufferView'.`) : require('node/errors').invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
			if (view.byteLength === 0) throw invalidState(`${what}: This readable stream reader cannot be used to read as the view has byte length equal to 0`, 'View or Viewed ArrayBuffer is zero-length or detached');
			const least = options?.min === undefined ? 1 : +options.min, length = view.length ?? view.byteLength;
			if (isPage) {
				if (least === 0) throw new Failure(`${what}: min cannot be 0`);
				if (least > length) throw new RangeFailure(`${what}: min cannot be larger than view's length`);
			} else {
				if (typeof least !== 'number') throw require('node/errors').invalidArgType('options.min', 'number', least);
				if (least <= 0) throw error('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'options.min' must be greater than 0. Received ${least}`);
				if (least > length) throw error('RangeError', 'ERR_OUT_OF_RANGE', `The value of "options.min" is out of range. It must be <= view.${view.length === undefined ? 'byteLength' : 'length'}. Received ${least}`);
			}
			if (reader.stream === undefined) throw invalidState(`${what}: ${releasedText} read from its previous owner stream`, 'The reader is not attached to a stream');
			const { promise, resolve, reject } = deferred();
			readInto(reader, view, least, {
				__proto__: null,
				chunk: (value) => resolve(result(value, false)),
				close: (value) => resolve(result(value, true)),
				error: reject,
			});
			return promise;
		} catch (reason) {
			return rejectedWith(reason);
		}
	}
	releaseLock() {
		const reader = readerOf(this);
		if (reader === undefined) throw illegal('ReadableStreamBYOBReader');
		if (reader.stream !== undefined) releaseReader(reader);
	}
}
finish(ReadableStreamBYOBReader, 'ReadableStreamBYOBReader', ['closed', 'cancel']);

function readInto(reader, view, least, request) {
	const { stream } = reader;
	stream.disturbed = true;
	if (stream.state === 'errored') request.error(stream.storedError);
	else pullInto(stream.controller, view, least, request);
}

const acquireReader = (stream, what) => new ReadableStreamBYOBReader(secret, acquire(stream, what));

// ---- tee ----

function tee(stream, what) {
	let reader = streams.acquireDefaultReader(stream, what);
	const canceled = [false, false], reasons = [undefined, undefined], again = [false, false], branches = [];
	const canceling = deferred();
	let reading = false;

	function forwardErrors(from) {
		then(from.closed.promise, undefined, (reason) => {
			if (from !== reader) return;
			for (let i = 0; i < 2; i++) errorController(branches[i].controller, reason);
			if (!canceled[0] || !canceled[1]) canceling.resolve(undefined);
		});
	}
	function changeReader(byob) {
		if (reader.byob === byob) return;
		releaseReader(reader);
		reader = byob ? acquire(stream, what) : streams.acquireDefaultReader(stream, what);
		forwardErrors(reader);
	}
	const copy = (view) => new Bytes(slice(view.buffer, view.byteOffset, view.byteOffset + view.byteLength));
	const inTick = (step) => void then(resolvedWith(undefined), step);
	function next() {
		reading = false;
		if (again[0]) pull(0);
		else if (again[1]) pull(1);
	}
	const flushPending = (i) => {
		if (branches[i].controller.pending.length > 0) respond(branches[i].controller, 0, '');
	};
	function pullDefault() {
		changeReader(false);
		streams.read(reader, {
			__proto__: null,
			chunk: (chunk) => inTick(() => {
				again[0] = again[1] = false;
				const second = !canceled[0] && !canceled[1] ? copy(chunk) : chunk;
				if (!canceled[0]) enqueue(branches[0].controller, chunk);
				if (!canceled[1]) enqueue(branches[1].controller, second);
				next();
			}),
			close: () => {
				reading = false;
				for (let i = 0; i < 2; i++) if (!canceled[i]) closeController(branches[i].controller);
				for (let i = 0; i < 2; i++) flushPending(i);
				if (!canceled[0] || !canceled[1]) canceling.resolve(undefined);
			},
			error: () => {
				reading = false;
			},
		});
	}
	function pullByob(view, which) {
		changeReader(true);
		const own = branches[which].controller, other = branches[1 - which].controller;
		readInto(reader, view, 1, {
			__proto__: null,
			chunk: (chunk) => inTick(() => {
				again[0] = again[1] = false;
				if (!canceled[1 - which]) {
					const cloned = copy(chunk);
					if (!canceled[which]) respondWithView(own, chunk, '');
					enqueue(other, cloned);
				} else if (!canceled[which]) {
					respondWithView(own, chunk, '');
				}
				next();
			}),
			close: (chunk) => {
				reading = false;
				if (!canceled[which]) closeController(own);
				if (!canceled[1 - which]) closeController(other);
				if (chunk !== undefined) {
					if (!canceled[which]) respondWithView(own, chunk, '');
					if (!canceled[1 - which] && other.pending.length > 0) respond(other, 0, '');
				}
				if (!canceled[0] || !canceled[1]) canceling.resolve(undefined);
			},
			error: () => {
				reading = false;
			},
		});
	}
	function pull(which) {
		if (reading) {
			again[which] = true;
			return resolvedWith(undefined);
		}
		reading = true;
		const request = requestOf(branches[which].controller);
		if (request === null) pullDefault();
		else pullByob(request.view, which);
		return resolvedWith(undefined);
	}
	const cancel = (which) => (reason) => {
		canceled[which] = true;
		reasons[which] = reason;
		if (canceled[1 - which]) canceling.resolve(cancelStream(stream, [reasons[0], reasons[1]]));
		return canceling.promise;
	};
	for (let i = 0; i < 2; i++) branches[i] = createByteStream(() => resolvedWith(undefined), () => pull(i), cancel(i));
	forwardErrors(reader);
	return branches;
}

// A byte stream made by other algorithms.
function createByteStream(start, pull, cancel, mark = 0) {
	const stream = streams.newStream();
	streams.adopt(stream);
	setUpController(stream, start, pull, cancel, mark, undefined);
	return stream;
}

module.exports = { ReadableByteStreamController, ReadableStreamBYOBReader, ReadableStreamBYOBRequest, setUpFromSource, acquireReader, tee, createByteStream, enqueue, closeController, errorController, readerOf: (value) => readerOf(value) };
