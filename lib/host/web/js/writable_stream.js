// SPDX-License-Identifier: MIT
// writable_stream.js - WritableStream, its controller and writer.
'use strict';

const { primordial, isPage, error } = require('host');
const { finish, required, Failure } = require('web/idl');
const {
	then, given, resolvedWith, rejectedWith, handled, deferred, deferredResolved, deferredRejected,
	invalidState, illegal, illegalConstructor, rejectedReceiver,
	List, resetQueue, enqueueValueWithSize, dequeueValue, callback, invoke, highWaterMark, sizeOf, dictionary, RangeFailure,
} = require('web/stream_base');

const secret = {};
const closeMark = {}; // stands in the queue for the close

// ---- streams ----

function newStream() {
	return {
		__proto__: null, state: 'writable', storedError: undefined, writer: undefined, controller: undefined, object: undefined, backpressure: false,
		writeRequests: new List(), inFlightWrite: undefined, closeRequest: undefined, inFlightClose: undefined, pendingAbort: undefined,
	};
}

function createStream(start, write, close, abort, mark = 1, size = () => 1) {
	const stream = newStream();
	new WritableStream(secret, stream);
	setUpController(stream, start, write, close, abort, mark, size);
	return stream;
}

const isLocked = (stream) => stream.writer !== undefined;
const closeQueuedOrInFlight = (stream) => stream.closeRequest !== undefined || stream.inFlightClose !== undefined;
const operationInFlight = (stream) => stream.inFlightWrite !== undefined || stream.inFlightClose !== undefined;

function abortStream(stream, given) {
	let reason = given;
	if (stream.state === 'closed' || stream.state === 'errored') return resolvedWith(undefined);
	signalAbort(stream.controller, reason);
	if (stream.state === 'closed' || stream.state === 'errored') return resolvedWith(undefined);
	if (stream.pendingAbort !== undefined) return stream.pendingAbort.promise;
	const wasErroring = stream.state === 'erroring';
	if (wasErroring) reason = undefined;
	const request = deferred();
	request.reason = reason;
	request.wasErroring = wasErroring;
	stream.pendingAbort = request;
	if (!wasErroring) startErroring(stream, reason);
	return request.promise;
}

function closeStream(stream) {
	if (stream.state === 'closed' || stream.state === 'errored') return rejectedWith(invalidState(`Cannot close a ${stream.state === 'closed' ? 'CLOSED' : 'ERRORED'} writable stream`, 'WritableStream is closed'));
	stream.closeRequest = deferred();
	const { promise } = stream.closeRequest;
	if (stream.writer !== undefined && stream.backpressure && stream.state === 'writable') stream.writer.ready.resolve(undefined);
	enqueueValueWithSize(stream.controller, closeMark, 0);
	advanceQueue(stream.controller);
	return promise;
}

function dealWithRejection(stream, reason) {
	if (stream.state === 'writable') startErroring(stream, reason);
	else finishErroring(stream);
}

function startErroring(stream, reason) {
	const { controller, writer } = stream;
	stream.state = 'erroring';
	stream.storedError = reason;
	if (writer !== undefined) ensureRejected(writer, 'ready', reason);
	if (!operationInFlight(stream) && controller.started) finishErroring(stream);
}

function finishErroring(stream) {
	stream.state = 'errored';
	resetQueue(stream.controller);
	const reason = stream.storedError;
	stream.writeRequests.drain((request) => request.reject(reason));
	const request = stream.pendingAbort;
	if (request === undefined) {
		rejectCloseAndClosed(stream);
		return;
	}
	stream.pendingAbort = undefined;
	if (request.wasErroring) {
		request.reject(reason);
		rejectCloseAndClosed(stream);
		return;
	}
	const { controller } = stream;
	const aborted = controller.abort(request.reason);
	clearAlgorithms(controller);
	then(aborted, () => {
		request.resolve(undefined);
		rejectCloseAndClosed(stream);
	}, (failure) => {
		request.reject(failure);
		rejectCloseAndClosed(stream);
	});
}

function rejectCloseAndClosed(stream) {
	if (stream.closeRequest !== undefined) {
		stream.closeRequest.reject(stream.storedError);
		stream.closeRequest = undefined;
	}
	const { writer } = stream;
	if (writer !== undefined) {
		writer.closed.reject(stream.storedError);
		handled(writer.closed.promise);
	}
}

function finishClose(stream) {
	stream.inFlightClose.resolve(undefined);
	stream.inFlightClose = undefined;
	if (stream.state === 'erroring') {
		stream.storedError = undefined;
		if (stream.pendingAbort !== undefined) {
			stream.pendingAbort.resolve(undefined);
			stream.pendingAbort = undefined;
		}
	}
	stream.state = 'closed';
	stream.writer?.closed.resolve(undefined);
}

function finishCloseWithError(stream, reason) {
	stream.inFlightClose.reject(reason);
	stream.inFlightClose = undefined;
	if (stream.pendingAbort !== undefined) {
		stream.pendingAbort.reject(reason);
		stream.pendingAbort = undefined;
	}
	dealWithRejection(stream, reason);
}

function updateBackpressure(stream, backpressure) {
	const { writer } = stream;
	if (writer !== undefined && backpressure !== stream.backpressure) {
		if (backpressure) writer.ready = deferred();
		else writer.ready.resolve(undefined);
	}
	stream.backpressure = backpressure;
}

// ---- writers ----

function acquireWriter(stream, what) {
	if (isLocked(stream)) throw invalidState(`${what}: Cannot create writer when WritableStream is locked`, 'WritableStream is locked');
	const writer = { __proto__: null, stream, closed: undefined, ready: undefined };
	stream.writer = writer;
	if (stream.state === 'writable') {
		writer.ready = !closeQueuedOrInFlight(stream) && stream.backpressure ? deferred() : deferredResolved();
		writer.closed = deferred();
	} else if (stream.state === 'erroring') {
		writer.ready = deferredRejected(stream.storedError);
		writer.closed = deferred();
	} else if (stream.state === 'closed') {
		writer.ready = deferredResolved();
		writer.closed = deferredResolved();
	} else {
		writer.ready = deferredRejected(stream.storedError);
		writer.closed = deferredRejected(stream.storedError);
	}
	return writer;
}

function ensureRejected(writer, which, reason) {
	if (writer[which].settled) {
		writer[which] = deferredRejected(reason);
	} else {
		writer[which].reject(reason);
		handled(writer[which].promise);
	}
}

function releaseWriter(writer) {
	const reason = invalidState("This writable stream writer has been released and cannot be used to monitor the stream's state", 'Writer has been released');
	ensureRejected(writer, 'ready', reason);
	ensureRejected(writer, 'closed', reason);
	writer.stream.writer = undefined;
	writer.stream = undefined;
}

function write(writer, chunk) {
	const { stream } = writer, { controller } = stream;
	const size = chunkSize(controller, chunk);
	if (stream !== writer.stream) return rejectedWith(invalidState('Stream changed while writing', 'Mismatched WritableStreams'));
	if (stream.state === 'errored') return rejectedWith(stream.storedError);
	if (closeQueuedOrInFlight(stream) || stream.state === 'closed') return rejectedWith(invalidState(stream.state === 'closed' ? 'Cannot write to a CLOSED writable stream' : 'Cannot write to a closing writable stream', 'WritableStream is closed'));
	if (stream.state === 'erroring') return rejectedWith(stream.storedError);
	const request = deferred();
	stream.writeRequests.push(request);
	try {
		enqueueValueWithSize(controller, chunk, size, "Failed to execute 'write' on 'WritableStreamDefaultWriter'");
	} catch (reason) {
		errorIfNeeded(controller, reason);
		return request.promise;
	}
	if (!closeQueuedOrInFlight(stream) && stream.state === 'writable') updateBackpressure(stream, hasBackpressure(controller));
	advanceQueue(controller);
	return request.promise;
}

function closeWithErrorPropagation(writer) {
	const { stream } = writer;
	if (closeQueuedOrInFlight(stream) || stream.state === 'closed') return resolvedWith(undefined);
	if (stream.state === 'errored') return rejectedWith(stream.storedError);
	return closeStream(stream);
}

function desiredSize(writer) {
	const { stream } = writer;
	if (stream.state === 'errored' || stream.state === 'erroring') return null;
	if (stream.state === 'closed') return 0;
	return stream.controller.mark - stream.controller.queueTotalSize;
}

let recordOf, writerOf, controllerOf;
const releasedText = 'This writable stream writer has been released and cannot be';

class WritableStreamDefaultWriter {
	#writer;
	constructor(stream, ...made) {
		if (stream === secret) {
			this.#writer = made[0];
			return;
		}
		if (isPage) required(arguments.length, 1, "Failed to construct 'WritableStreamDefaultWriter'");
		const record = recordOf(stream);
		if (record === undefined) throw isPage ? new Failure("Failed to construct 'WritableStreamDefaultWriter': parameter 1 is not of type 'WritableStream'.") : require('node/errors').invalidArgType('stream', 'WritableStream', stream); // node: internal/webstreams/writablestream:325      ^throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
		this.#writer = acquireWriter(record, "Failed to construct 'WritableStreamDefaultWriter'");
	}
	static {
		writerOf = (value) => (typeof value === 'object' && value !== null && #writer in value ? value.#writer : undefined);
	}
	get closed() {
		return writerOf(this)?.closed.promise ?? rejectedReceiver('WritableStreamDefaultWriter', 'closed');
	}
	get desiredSize() {
		const writer = writerOf(this);
		if (writer === undefined) throw illegal('WritableStreamDefaultWriter');
		if (writer.stream === undefined) throw invalidState(`Failed to read the 'desiredSize' property from 'WritableStreamDefaultWriter': ${releasedText} used to get the desiredSize`, 'Writer is not bound to a WritableStream');
		return desiredSize(writer);
	}
	get ready() {
		return writerOf(this)?.ready.promise ?? rejectedReceiver('WritableStreamDefaultWriter', 'ready');
	}
	abort(reason = undefined) {
		const writer = writerOf(this);
		if (writer === undefined) return rejectedReceiver('WritableStreamDefaultWriter', 'abort');
		if (writer.stream === undefined) return rejectedWith(invalidState(`Failed to execute 'abort' on 'WritableStreamDefaultWriter': ${releasedText} aborted`, 'Writer is not bound to a WritableStream'));
		return abortStream(writer.stream, reason);
	}
	close() {
		const writer = writerOf(this);
		if (writer === undefined) return rejectedReceiver('WritableStreamDefaultWriter', 'close');
		const { stream } = writer;
		if (stream === undefined) return rejectedWith(invalidState(`Failed to execute 'close' on 'WritableStreamDefaultWriter': ${releasedText} closed`, 'Writer is not bound to a WritableStream'));
		if (closeQueuedOrInFlight(stream)) return rejectedWith(invalidState("Failed to execute 'close' on 'WritableStreamDefaultWriter': Cannot close a writable stream that has already been requested to be closed", 'Failure to close WritableStream'));
		return closeStream(stream);
	}
	releaseLock() {
		const writer = writerOf(this);
		if (writer === undefined) throw illegal('WritableStreamDefaultWriter');
		if (writer.stream !== undefined) releaseWriter(writer);
	}
	write(chunk = undefined) {
		const writer = writerOf(this);
		if (writer === undefined) return rejectedReceiver('WritableStreamDefaultWriter', 'write');
		if (writer.stream === undefined) return rejectedWith(invalidState(`Failed to execute 'write' on 'WritableStreamDefaultWriter': ${releasedText} written to`, 'Writer is not bound to a WritableStream'));
		return write(writer, chunk);
	}
}
finish(WritableStreamDefaultWriter);

// ---- the controller ----

function setUpController(stream, start, writeSteps, close, abort, mark, size) {
	const controller = { __proto__: null, stream, queue: undefined, queueTotalSize: 0, started: false, size, mark, write: writeSteps, close, abort, object: undefined, aborting: undefined, aborted: false, reason: undefined };
	stream.controller = controller;
	resetQueue(controller);
	controller.object = new WritableStreamDefaultController(secret, controller);
	updateBackpressure(stream, hasBackpressure(controller));
	then(start(controller), () => {
		controller.started = true;
		advanceQueue(controller);
	}, (reason) => {
		controller.started = true;
		dealWithRejection(stream, reason);
	});
}

// The signal is made when it is first looked at.
function signalAbort(controller, reason) {
	if (controller.aborted) return;
	controller.aborted = true;
	controller.reason = reason;
	controller.aborting?.abort(reason);
}

function clearAlgorithms(controller) {
	controller.write = controller.close = controller.abort = controller.size = undefined;
}

const hasBackpressure = (controller) => controller.mark - controller.queueTotalSize <= 0;

function chunkSize(controller, chunk) {
	if (controller.size === undefined) return 1;
	try {
		return controller.size(chunk);
	} catch (reason) {
		errorIfNeeded(controller, reason);
		return 1;
	}
}

function errorIfNeeded(controller, reason) {
	if (controller.stream.state !== 'writable') return;
	clearAlgorithms(controller);
	startErroring(controller.stream, reason);
}

function advanceQueue(controller) {
	const { stream } = controller;
	if (!controller.started || stream.inFlightWrite !== undefined) return;
	if (stream.state === 'erroring') {
		finishErroring(stream);
		return;
	}
	if (controller.queue.length === 0) return;
	const { value } = controller.queue.first();
	if (value === closeMark) processClose(controller);
	else processWrite(controller, value);
}

function processClose(controller) {
	const { stream } = controller;
	stream.inFlightClose = stream.closeRequest;
	stream.closeRequest = undefined;
	dequeueValue(controller);
	const closed = controller.close();
	clearAlgorithms(controller);
	then(closed, () => finishClose(stream), (reason) => finishCloseWithError(stream, reason));
}

function processWrite(controller, chunk) {
	const { stream } = controller;
	stream.inFlightWrite = stream.writeRequests.shift();
	then(controller.write(chunk, controller), () => {
		stream.inFlightWrite.resolve(undefined);
		stream.inFlightWrite = undefined;
		const { state } = stream;
		dequeueValue(controller);
		if (!closeQueuedOrInFlight(stream) && state === 'writable') updateBackpressure(stream, hasBackpressure(controller));
		advanceQueue(controller);
	}, (reason) => {
		if (stream.state === 'writable') clearAlgorithms(controller);
		stream.inFlightWrite.reject(reason);
		stream.inFlightWrite = undefined;
		dealWithRejection(stream, reason);
	});
}

class WritableStreamDefaultController {
	#controller;
	constructor(...made) {
		if (made[0] !== secret) throw illegalConstructor('WritableStreamDefaultController');
		this.#controller = made[1];
	}
	static {
		controllerOf = (value) => {
			if (typeof value === 'object' && value !== null && #controller in value) return value.#controller;
			throw illegal('WritableStreamDefaultController');
		};
	}
	get signal() {
		const controller = controllerOf(this);
		if (controller.aborting === undefined) {
			controller.aborting = new (primordial('AbortController'))();
			if (controller.aborted) controller.aborting.abort(controller.reason);
		}
		return controller.aborting.signal;
	}
	error(reason = undefined) {
		const controller = controllerOf(this);
		errorIfNeeded(controller, reason);
	}
}
finish(WritableStreamDefaultController);

// ---- the class ----

class WritableStream {
	#stream;
	constructor(underlyingSink = undefined, strategy = undefined) {
		if (underlyingSink === secret) {
			this.#stream = strategy;
			strategy.object = this;
			return;
		}
		const sink = dictionary(underlyingSink, 'sink', 'WritableStream', false); // node: internal/webstreams/writablestream:165    ^validateObject(sink, 'sink', kValidateObjectAllowObjects);
		dictionary(strategy, 'strategy', 'WritableStream', true); // node: internal/webstreams/writablestream:166    ^validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
		const type = sink?.type;
		if (type !== undefined) {
			throw isPage
				? new RangeFailure("Failed to construct 'WritableStream': Invalid type is specified")
				: error('RangeError', 'ERR_INVALID_ARG_VALUE', `The argument 'type' is invalid. Received ${require('host').inspect(type)}`); // node: internal/webstreams/writablestream:169      ^throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
		}
		const stream = this.#stream = newStream();
		stream.object = this;
		const size = sizeOf(strategy, 'WritableStream'), mark = highWaterMark(strategy, 1, 'WritableStream');
		const start = callback(sink, 'start', 'underlyingSink', 'WritableStream');
		const writeMethod = callback(sink, 'write', 'underlyingSink', 'WritableStream');
		const close = callback(sink, 'close', 'underlyingSink', 'WritableStream');
		const abort = callback(sink, 'abort', 'underlyingSink', 'WritableStream');
		setUpController(
			stream,
			(controller) => given(start === undefined ? undefined : Reflect.apply(start, sink, [controller.object])),
			(chunk, controller) => (writeMethod === undefined ? resolvedWith(undefined) : invoke(writeMethod, sink, chunk, controller.object)),
			() => (close === undefined ? resolvedWith(undefined) : invoke(close, sink)),
			(reason) => (abort === undefined ? resolvedWith(undefined) : invoke(abort, sink, reason)),
			mark, size,
		);
	}
	static {
		recordOf = (value) => (typeof value === 'object' && value !== null && #stream in value ? value.#stream : undefined);
	}
	get locked() {
		return isLocked(receiver(this));
	}
	abort(reason = undefined) {
		const stream = recordOf(this);
		if (stream === undefined) return rejectedReceiver('WritableStream', 'abort'); // node: internal/webstreams/writablestream:205      return PromiseReject(^new ERR_INVALID_THIS('WritableStream'));
		if (isLocked(stream)) return rejectedWith(invalidState("Failed to execute 'abort' on 'WritableStream': Cannot abort a locked stream", 'WritableStream is locked'));
		return abortStream(stream, reason);
	}
	close() {
		const stream = recordOf(this);
		if (stream === undefined) return rejectedReceiver('WritableStream', 'close');
		if (isLocked(stream)) return rejectedWith(invalidState("Failed to execute 'close' on 'WritableStream': Cannot close a locked stream", 'WritableStream is locked'));
		if (closeQueuedOrInFlight(stream)) return rejectedWith(invalidState("Failed to execute 'close' on 'WritableStream': Cannot close a closed or closing stream", 'Failure closing WritableStream'));
		return closeStream(stream);
	}
	getWriter() {
		return new WritableStreamDefaultWriter(secret, acquireWriter(receiver(this), "Failed to execute 'getWriter' on 'WritableStream'"));
	}
}
finish(WritableStream);

function receiver(value) {
	const stream = recordOf(value);
	if (stream === undefined) throw illegal('WritableStream'); // node: internal/webstreams/writablestream:235      ^throw new ERR_INVALID_THIS('WritableStream');
	return stream;
}

module.exports = {
	WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController,
	createStream, isLocked, closeQueuedOrInFlight, abortStream, closeStream, acquireWriter, releaseWriter, write, closeWithErrorPropagation, desiredSize, errorIfNeeded,
	recordOf: (value) => recordOf(value), writerOf: (value) => writerOf(value), streamOf: (value) => controllerOf(value).stream,
};
