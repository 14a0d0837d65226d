// SPDX-License-Identifier: MIT
// readable_stream.js - ReadableStream, its default controller and reader, its async iterator.
'use strict';

const { primordial, isPage, error } = require('host');
const { dictionary: checkOptions, finish, required, Failure } = require('web/idl');
const {
	then, given, resolvedWith, rejectedWith, handled, deferred, deferredResolved, deferredRejected, nothing,
	invalidState, illegal, illegalConstructor, rejectedReceiver,
	List, resetQueue, enqueueValueWithSize, dequeueValue, callback, invoke, highWaterMark, sizeOf, dictionary, RangeFailure,
} = require('web/stream_base');

const secret = {}; // lets our own code make what snippets cannot construct
const result = isPage ? (value, done) => ({ done, value }) : (value, done) => ({ value, done });

// ---- streams ----

const newStream = () => ({ __proto__: null, kind: 'stream', controller: undefined, disturbed: false, reader: undefined, state: 'readable', storedError: undefined, object: undefined });

// A stream made by other algorithms, with its object.
function createStream(start, pull, cancel, mark = 1, size = () => 1) {
	const stream = newStream();
	new ReadableStream(secret, stream);
	setUpController(stream, start, pull, cancel, mark, size);
	return stream;
}

function adopt(stream) {
	return new ReadableStream(secret, stream);
}

const isLocked = (stream) => stream.reader !== undefined;

function cancelStream(stream, reason) {
	stream.disturbed = true;
	if (stream.state === 'closed') return resolvedWith(undefined);
	if (stream.state === 'errored') return rejectedWith(stream.storedError);
	closeStream(stream);
	const { reader } = stream;
	if (reader?.byob) reader.requests.drain((request) => request.close(undefined));
	return then(stream.controller.cancelSteps(reason), nothing);
}

function closeStream(stream) {
	stream.state = 'closed';
	const { reader } = stream;
	if (reader === undefined) return;
	reader.closed.resolve(undefined);
	if (!reader.byob) reader.requests.drain((request) => request.close());
}

function errorStream(stream, reason) {
	stream.state = 'errored';
	stream.storedError = reason;
	const { reader } = stream;
	if (reader === undefined) return;
	reader.closed.reject(reason);
	handled(reader.closed.promise);
	reader.requests.drain((request) => request.error(reason));
}

// ---- readers ----

const newReader = (byob) => ({ __proto__: null, byob, stream: undefined, requests: new List(), closed: undefined });

function lock(reader, stream) {
	reader.stream = stream;
	stream.reader = reader;
	if (stream.state === 'readable') reader.closed = deferred();
	else if (stream.state === 'closed') reader.closed = deferredResolved();
	else reader.closed = deferredRejected(stream.storedError);
}

const releasedText = "This readable stream reader has been released and cannot be used to";
const released = () => invalidState(`${releasedText} monitor the stream's state`, 'Reader released');

function release(reader) {
	const { stream } = reader;
	if (stream.state === 'readable') reader.closed.reject(released());
	else reader.closed = deferredRejected(released());
	handled(reader.closed.promise);
	stream.controller.releaseSteps();
	stream.reader = undefined;
	reader.stream = undefined;
}

// Of a reader that its owner lets go: what it waits for fails.
function releaseReader(reader) {
	release(reader);
	const reason = invalidState(reader.byob ? 'Releasing BYOB reader' : 'Releasing Default reader', 'Releasing reader');
	reader.requests.drain((request) => request.error(reason));
}

function read(reader, request) {
	const { stream } = reader;
	stream.disturbed = true;
	if (stream.state === 'closed') request.close();
	else if (stream.state === 'errored') request.error(stream.storedError);
	else stream.controller.pullSteps(request);
}

const lockedText = (Class) => `${Class} constructor can only accept readable streams that are not yet locked to a reader`;

function acquireDefaultReader(stream, what) {
	if (isLocked(stream)) throw invalidState(`${what}: ${lockedText('ReadableStreamDefaultReader')}`, 'ReadableStream is locked', "internal/webstreams/readablestream:2278    ^throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');");
	const reader = newReader(false);
	lock(reader, stream);
	return reader;
}

let recordOf, readerOf, controllerOf;

class ReadableStreamDefaultReader {
	#reader;
	constructor(stream, ...made) {
		if (stream === secret) {
			this.#reader = made[0];
			return;
		}
		if (isPage) required(arguments.length, 1, "Failed to construct 'ReadableStreamDefaultReader'");
		const record = recordOf(stream);
		if (record === undefined) throw isPage ? new Failure("Failed to construct 'ReadableStreamDefaultReader': parameter 1 is not of type 'ReadableStream'.") : require('node/errors').invalidArgType('stream', 'ReadableStream', stream, "internal/webstreams/readablestream:829      ^throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);");
		this.#reader = acquireDefaultReader(record, "Failed to construct 'ReadableStreamDefaultReader'");
	}
	static {
		readerOf = (value) => (typeof value === 'object' && value !== null && #reader in value ? value.#reader : undefined);
	}
	get closed() {
		const reader = readerOf(this);
		return reader === undefined ? rejectedReceiver('ReadableStreamDefaultReader', 'closed') : reader.closed.promise;
	}
	cancel(reason = undefined) {
		const reader = readerOf(this);
		if (reader === undefined) return rejectedReceiver('ReadableStreamDefaultReader', 'cancel');
		return cancelReader(reader, reason, 'ReadableStreamDefaultReader');
	}
	read() {
		const reader = readerOf(this);
		if (reader === undefined) return rejectedReceiver('ReadableStreamDefaultReader', 'read');
		if (reader.stream === undefined) return rejectedWith(invalidState(`Failed to execute 'read' on 'ReadableStreamDefaultReader': ${releasedText} read from its previous owner stream`, 'The reader is not attached to a stream'));
		const { promise, resolve, reject } = deferred();
		read(reader, {
			__proto__: null,
			chunk: (value) => resolve(result(value, false)),
			close: () => resolve(result(undefined, true)),
			error: reject,
		});
		return promise;
	}
	releaseLock() {
		const reader = readerOf(this);
		if (reader === undefined) throw illegal('ReadableStreamDefaultReader');
		if (reader.stream !== undefined) releaseReader(reader);
	}
}
finish(ReadableStreamDefaultReader, 'ReadableStreamDefaultReader', ['closed', 'cancel']);

function cancelReader(reader, reason, Class) {
	if (reader.stream === undefined) return rejectedWith(invalidState(`Failed to execute 'cancel' on '${Class}': ${releasedText} cancel its previous owner stream`, 'The reader is not attached to a stream'));
	return cancelStream(reader.stream, reason);
}

// ---- the default controller ----

function setUpController(stream, start, pull, cancel, mark, size) {
	const controller = {
		__proto__: null, stream, queue: undefined, queueTotalSize: 0, started: false, closeRequested: false, pullAgain: false, pulling: false,
		size, mark, pull, cancel, object: undefined,
		cancelSteps(reason) {
			resetQueue(controller);
			const canceled = controller.cancel(reason);
			clearAlgorithms(controller);
			return canceled;
		},
		pullSteps(request) {
			if (controller.queue.length === 0) {
				stream.reader.requests.push(request);
				callPullIfNeeded(controller);
				return;
			}
			const chunk = dequeueValue(controller);
			if (controller.closeRequested && controller.queue.length === 0) {
				clearAlgorithms(controller);
				closeStream(stream);
			} else {
				callPullIfNeeded(controller);
			}
			request.chunk(chunk);
		},
		releaseSteps: nothing,
	};
	stream.controller = controller;
	resetQueue(controller);
	controller.object = new ReadableStreamDefaultController(secret, controller);
	then(start(controller), () => {
		controller.started = true;
		callPullIfNeeded(controller);
	}, (reason) => errorController(controller, reason));
}

function clearAlgorithms(controller) {
	controller.pull = controller.cancel = controller.size = undefined;
}

const canCloseOrEnqueue = (controller) => !controller.closeRequested && controller.stream.state === 'readable';

function desiredSize(controller) {
	const { state } = controller.stream;
	return state === 'errored' ? null : state === 'closed' ? 0 : controller.mark - controller.queueTotalSize;
}

function shouldCallPull(controller) {
	const { stream } = controller;
	if (!canCloseOrEnqueue(controller) || !controller.started) return false;
	return (isLocked(stream) && stream.reader.requests.length > 0) || desiredSize(controller) > 0;
}

function callPullIfNeeded(controller) {
	if (!shouldCallPull(controller)) return;
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
	resetQueue(controller);
	clearAlgorithms(controller);
	errorStream(controller.stream, reason);
}

function closeController(controller) {
	if (!canCloseOrEnqueue(controller)) return;
	controller.closeRequested = true;
	if (controller.queue.length > 0) return;
	clearAlgorithms(controller);
	closeStream(controller.stream);
}

function enqueue(controller, chunk, method = "Failed to execute 'enqueue' on 'ReadableStreamDefaultController'") {
	if (!canCloseOrEnqueue(controller)) return;
	const { stream } = controller;
	if (isLocked(stream) && stream.reader.requests.length > 0) {
		stream.reader.requests.shift().chunk(chunk);
	} else {
		try {
			enqueueValueWithSize(controller, chunk, controller.size(chunk), method);
		} catch (reason) {
			errorController(controller, reason);
			throw reason;
		}
	}
	callPullIfNeeded(controller);
}

// Why nothing can be enqueued or closed any more, in a page's words.
function closedText(controller, verb) {
	const { state } = controller.stream, enqueuing = verb === 'enqueue';
	if (state === 'errored') return enqueuing ? 'Cannot enqueue a chunk into an errored readable stream' : 'Cannot close an errored readable stream';
	if (controller.closeRequested) return enqueuing ? 'Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed' : 'Cannot close a readable stream that has already been requested to be closed';
	return enqueuing ? 'Cannot enqueue a chunk into a closed readable stream' : 'Cannot close a readable stream that is already closed';
}

class ReadableStreamDefaultController {
	#controller;
	constructor(...made) {
		if (made[0] !== secret) throw illegalConstructor('ReadableStreamDefaultController', 'internal/webstreams/readablestream:1047      ^throw new ERR_ILLEGAL_CONSTRUCTOR();');
		this.#controller = made[1];
	}
	static {
		controllerOf = (value) => {
			if (typeof value === 'object' && value !== null && #controller in value) return value.#controller;
			throw illegal('ReadableStreamDefaultController');
		};
	}
	get desiredSize() {
		return desiredSize(controllerOf(this));
	}
	close() {
		const controller = controllerOf(this);
		if (!canCloseOrEnqueue(controller)) throw invalidState(`Failed to execute 'close' on 'ReadableStreamDefaultController': ${closedText(controller, 'close')}`, 'Controller is already closed', "internal/webstreams/readablestream:1061      ^throw new ERR_INVALID_STATE.TypeError('Controller is already closed');");
		closeController(controller);
	}
	enqueue(chunk = undefined) {
		const controller = controllerOf(this);
		if (!canCloseOrEnqueue(controller)) throw invalidState(`Failed to execute 'enqueue' on 'ReadableStreamDefaultController': ${closedText(controller, 'enqueue')}`, 'Controller is already closed', "internal/webstreams/readablestream:1070      ^throw new ERR_INVALID_STATE.TypeError('Controller is already closed');");
		enqueue(controller, chunk);
	}
	error(reason = undefined) {
		errorController(controllerOf(this), reason);
	}
}
finish(ReadableStreamDefaultController);

// ---- the class ----

function setUpFromSource(stream, source, mark, size) {
	const start = callback(source, 'start', 'underlyingSource', 'ReadableStream');
	const pull = callback(source, 'pull', 'underlyingSource', 'ReadableStream');
	const cancel = callback(source, 'cancel', 'underlyingSource', 'ReadableStream');
	setUpController(
		stream,
		(controller) => given(start === undefined ? undefined : Reflect.apply(start, source, [controller.object])),
		(controller) => (pull === undefined ? resolvedWith(undefined) : invoke(pull, source, controller.object)),
		(reason) => (cancel === undefined ? resolvedWith(undefined) : invoke(cancel, source, reason)),
		mark, size,
	);
}

class ReadableStream {
	#stream;
	constructor(underlyingSource = undefined, strategy = undefined) {
		if (underlyingSource === secret) {
			this.#stream = strategy;
			strategy.object = this;
			return;
		}
		const source = dictionary(underlyingSource, 'source', 'ReadableStream', false); // node: internal/webstreams/readablestream:253    ^validateObject(source, 'source', kValidateObjectAllowObjects);
		dictionary(strategy, 'strategy', 'ReadableStream', true); // node: internal/webstreams/readablestream:254    ^validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
		this.#stream = newStream();
		this.#stream.object = this;
		const type = source?.type;
		if (type === undefined) {
			const size = sizeOf(strategy, 'ReadableStream');
			setUpFromSource(this.#stream, source, highWaterMark(strategy, 1, 'ReadableStream'), size);
		} else if (`${type}` === 'bytes') {
			if (strategy?.size !== undefined) {
				throw isPage
					? new RangeFailure("Failed to construct 'ReadableStream': Cannot create byte stream with size() defined on the strategy")
					: error('RangeError', 'ERR_INVALID_ARG_VALUE', `The property 'strategy.size' is invalid. Received ${require('host').inspect(strategy.size)}`);
			}
			require('web/readable_bytes').setUpFromSource(this.#stream, source, highWaterMark(strategy, 0, 'ReadableStream'));
		} else {
			throw isPage
				? new RangeFailure("Failed to construct 'ReadableStream': Invalid type is specified")
				: error('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'source.type' is invalid. Received ${require('host').inspect(type)}`, "internal/webstreams/readablestream:279        ^throw new ERR_INVALID_ARG_VALUE('source.type', type);");
		}
	}
	static {
		recordOf = (value) => (typeof value === 'object' && value !== null && #stream in value ? value.#stream : undefined);
	}
	get locked() {
		return isLocked(receiver(this));
	}
	cancel(reason = undefined) {
		const stream = recordOf(this);
		if (stream === undefined) return rejectedReceiver('ReadableStream', 'cancel'); // node: internal/webstreams/readablestream:323      return PromiseReject(^new ERR_INVALID_THIS('ReadableStream'));
		if (isLocked(stream)) return rejectedWith(invalidState("Failed to execute 'cancel' on 'ReadableStream': Cannot cancel a locked stream", 'ReadableStream is locked', "internal/webstreams/readablestream:326        ^new ERR_INVALID_STATE.TypeError('ReadableStream is locked'));"));
		return cancelStream(stream, reason);
	}
	getReader(options = undefined) {
		const stream = receiver(this);
		const what = "Failed to execute 'getReader' on 'ReadableStream'";
		checkOptions(options, what, 'ReadableStreamGetReaderOptions'); // node: internal/webstreams/readablestream:340    ^validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
		const mode = options?.mode;
		if (mode === undefined) return new ReadableStreamDefaultReader(secret, acquireDefaultReader(stream, what));
		if (`${mode}` === 'byob') return require('web/readable_bytes').acquireReader(stream, what);
		throw isPage
			? new Failure(`${what}: Failed to read the 'mode' property from 'ReadableStreamGetReaderOptions': The provided value '${mode}' is not a valid enum value of type ReadableStreamReaderMode.`)
			: error('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'options.mode' is invalid. Received ${require('host').inspect(mode)}`, "internal/webstreams/readablestream:348      ^throw new ERR_INVALID_ARG_VALUE('options.mode', mode);");
	}
	pipeThrough(transform, options = undefined) {
		const stream = receiver(this), what = "Failed to execute 'pipeThrough' on 'ReadableStream'";
		if (isPage) required(arguments.length, 1, what);
		return require('web/stream_pipe').pipeThrough(stream, transform, options, what);
	}
	pipeTo(destination, options = undefined) {
		const stream = recordOf(this), what = "Failed to execute 'pipeTo' on 'ReadableStream'";
		if (stream === undefined) return rejectedReceiver('ReadableStream', 'pipeTo');
		try {
			if (isPage) required(arguments.length, 1, what);
			return require('web/stream_pipe').pipeToObject(stream, destination, options, what);
		} catch (reason) {
			return rejectedWith(reason);
		}
	}
	tee() {
		const stream = receiver(this), what = "Failed to execute 'tee' on 'ReadableStream'";
		const branches = require('web/stream_pipe').tee(stream, what);
		return [branches[0].object, branches[1].object];
	}
	values(options = undefined) {
		const stream = receiver(this), what = "Failed to execute 'values' on 'ReadableStream'";
		checkOptions(options, what, 'ReadableStreamIteratorOptions');
		const reader = acquireDefaultReader(stream, what);
		return new StreamIterator(reader, !!options?.preventCancel);
	}
	static from(iterable) {
		return require('web/stream_pipe').from(iterable);
	}
}
if (isPage) delete ReadableStream.from;
finish(ReadableStream);
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, { __proto__: null, value: ReadableStream.prototype.values, writable: true, configurable: true });

function receiver(value) {
	const stream = recordOf(value);
	if (stream === undefined) throw illegal('ReadableStream'); // node: internal/webstreams/readablestream:453      ^throw new ERR_INVALID_THIS('ReadableStream');
	return stream;
}

// ---- the async iterator (Web IDL, "asynchronous iterator prototype object") ----

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype));

class StreamIterator {
	#reader;
	#keeps;
	#ongoing;
	#finished = false;
	#started = false;
	constructor(reader, keeps) {
		this.#reader = reader;
		this.#keeps = keeps;
	}
	#next() {
		if (this.#finished) return resolvedWith({ done: true, value: undefined });
		const { promise, resolve, reject } = deferred();
		const finishing = () => {
			this.#ongoing = undefined;
			this.#finished = true;
		};
		if (!isPage) {
			// Node settles with the result itself.
			read(this.#reader, {
				__proto__: null,
				chunk: (value) => {
					this.#ongoing = undefined;
					resolve({ value, done: false });
				},
				close: () => {
					finishing();
					release(this.#reader);
					resolve({ done: true, value: undefined });
				},
				error: (reason) => {
					finishing();
					release(this.#reader);
					reject(reason);
				},
			});
			return promise;
		}
		const end = {};
		read(this.#reader, {
			__proto__: null,
			chunk: (value) => resolve([value]),
			close: () => {
				releaseReader(this.#reader);
				resolve(end);
			},
			error: (reason) => {
				releaseReader(this.#reader);
				reject(reason);
			},
		});
		return then(promise, (value) => {
			this.#ongoing = undefined;
			if (value !== end) return result(value[0], false);
			this.#finished = true;
			return result(undefined, true);
		}, (reason) => {
			finishing();
			throw reason;
		});
	}
	#return(value) {
		if (this.#finished) return resolvedWith(isPage ? undefined : { done: true, value });
		this.#finished = true;
		const reader = this.#reader;
		if (!isPage) {
			return (async () => {
				if (this.#keeps) {
					release(reader);
				} else {
					const canceled = cancelStream(reader.stream, value);
					release(reader);
					await canceled;
				}
				return { done: true, value };
			})();
		}
		if (this.#keeps) {
			releaseReader(reader);
			return resolvedWith(undefined);
		}
		const canceled = cancelStream(reader.stream, value);
		releaseReader(reader);
		return resolvedWith(canceled);
	}
	next() {
		const step = () => this.#next();
		// Node's first step waits for one microtask.
		if (!isPage && !this.#started) this.#ongoing = resolvedWith(undefined);
		this.#started = true;
		this.#ongoing = this.#ongoing !== undefined ? then(this.#ongoing, step, step) : step();
		return this.#ongoing;
	}
	return(value = undefined) {
		const step = () => this.#return(value);
		this.#started = true;
		this.#ongoing = this.#ongoing !== undefined ? then(this.#ongoing, step, step) : step();
		return isPage ? then(this.#ongoing, () => result(value, true)) : this.#ongoing;
	}
}
Object.setPrototypeOf(StreamIterator.prototype, AsyncIteratorPrototype);
if (isPage) finish(StreamIterator, 'ReadableStream AsyncIterator');
delete StreamIterator.prototype.constructor;

module.exports = {
	ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, secret, result,
	createStream, adopt, newStream, isLocked, cancelStream, closeStream, errorStream,
	newReader, lock, release, releaseReader, releasedText, read, acquireDefaultReader, cancelReader, lockedText,
	enqueue, closeController, errorController, canCloseOrEnqueue, desiredSize, shouldCallPull, closedText,
	recordOf: (value) => recordOf(value), readerOf: (value) => readerOf(value),
};
