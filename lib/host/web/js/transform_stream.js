// SPDX-License-Identifier: MIT
// transform_stream.js - TransformStream and its controller.
'use strict';

const { isPage, error, primordial } = require('host');
const { finish } = require('web/idl');
const { then, given, resolvedWith, rejectedWith, deferred, invalidState, illegal, illegalConstructor, callback, invoke, highWaterMark, sizeOf, dictionary, RangeFailure } = require('web/stream_base');
const readables = require('web/readable_stream');
const writables = require('web/writable_stream');

const secret = {};
const Promise = primordial('Promise');

// A transform stream of these algorithms; stream.begin(value) gives both sides what starting gave.
function createTransform( writableMark, writableSize, readableMark, readableSize) {
	const stream = { __proto__: null, readable: undefined, writable: undefined, controller: undefined, backpressure: undefined, change: undefined, begin: undefined };
	const waiting = [];
	const start = () => new Promise((resolve) => {
		waiting[waiting.length] = resolve;
	});
	stream.begin = (value) => {
		for (let i = 0; i < 2; i++) waiting[i](value);
	};
	stream.writable = writables.createStream(
		start,
		(chunk) => sinkWrite(stream, chunk),
		() => sinkClose(stream),
		(reason) => sinkAbort(stream, reason),
		writableMark, writableSize,
	);
	stream.readable = readables.createStream(
		start,
		() => sourcePull(stream),
		(reason) => sourceCancel(stream, reason),
		readableMark, readableSize,
	);
	setBackpressure(stream, true);
	return stream;
}

function setBackpressure(stream, backpressure) {
	stream.change?.resolve(undefined);
	stream.change = deferred();
	stream.backpressure = backpressure;
}

function errorTransform(stream, reason) {
	readables.errorController(stream.readable.controller, reason);
	errorWritable(stream, reason);
}

function errorWritable(stream, reason) {
	clearAlgorithms(stream.controller);
	writables.errorIfNeeded(stream.writable.controller, reason);
	unblockWrite(stream);
}

function unblockWrite(stream) {
	if (stream.backpressure) setBackpressure(stream, false);
}

function setUpController(stream, transform, flush, cancel) {
	const controller = { __proto__: null, stream, transform, flush, cancel, finish: undefined, object: undefined };
	stream.controller = controller;
	controller.object = new TransformStreamDefaultController(secret, controller);
	return controller;
}

function clearAlgorithms(controller) {
	controller.transform = controller.flush = controller.cancel = undefined;
}

function enqueue(controller, chunk) {
	const { stream } = controller, readable = stream.readable.controller;
	if (!readables.canCloseOrEnqueue(readable)) throw invalidState(`Failed to execute 'enqueue' on 'TransformStreamDefaultController': ${readables.closedText(readable, 'enqueue')}`, 'Unable to enqueue');
	try {
		readables.enqueue(readable, chunk, "Failed to execute 'enqueue' on 'TransformStreamDefaultController'");
	} catch (reason) {
		errorWritable(stream, reason);
		throw stream.readable.storedError;
	}
	const backpressure = !readables.shouldCallPull(readable);
	if (backpressure !== stream.backpressure) setBackpressure(stream, true);
}

function performTransform(controller, chunk) {
	const failed = (reason) => {
		errorTransform(controller.stream, reason);
		throw reason;
	};
	if (!isPage) {
		return (async () => {
			try {
				return await controller.transform(chunk, controller);
			} catch (reason) {
				return failed(reason);
			}
		})();
	}
	return then(controller.transform(chunk, controller), undefined, failed);
}

function terminate(controller) {
	const { stream } = controller;
	readables.closeController(stream.readable.controller);
	errorWritable(stream, invalidState('The transform stream has been terminated', 'TransformStream has been terminated'));
}

function sinkWrite(stream, chunk) {
	const { controller } = stream;
	if (!stream.backpressure) return performTransform(controller, chunk);
	return then(stream.change.promise, () => {
		const { writable } = stream;
		if (writable.state === 'erroring') {
			if (isPage) return rejectedWith(writable.storedError);
			throw writable.storedError;
		}
		return performTransform(controller, chunk);
	});
}

// One end finishes the transform; `settle` says what that does to the other.
function finishWith(controller, promise, fulfilled, rejected) {
	const finishing = controller.finish;
	clearAlgorithms(controller);
	then(promise, () => fulfilled(finishing), (reason) => {
		rejected(reason);
		finishing.reject(reason);
	});
	return finishing.promise;
}

// Chromium knows no `cancel` of transformers yet: the algorithms are those of the standard before that.
function sinkAbort(stream, reason) {
	const { controller, readable } = stream;
	if (isPage) {
		errorTransform(stream, reason);
		return resolvedWith(undefined);
	}
	const run = () => {
		if (controller.finish !== undefined) return controller.finish.promise;
		controller.finish = deferred();
		return finishWith(controller, controller.cancel(reason), (finishing) => {
			if (readable.state === 'errored') {
				finishing.reject(readable.storedError);
			} else {
				readables.errorController(readable.controller, reason);
				finishing.resolve(undefined);
			}
		}, (failure) => readables.errorController(readable.controller, failure));
	};
	return (async () => run())();
}

function sinkClose(stream) {
	const { controller, readable } = stream;
	if (isPage) {
		const flushed = controller.flush(controller);
		clearAlgorithms(controller);
		return then(flushed, () => {
			if (readable.state === 'errored') throw readable.storedError;
			readables.closeController(readable.controller);
		}, (reason) => {
			errorTransform(stream, reason);
			throw readable.storedError;
		});
	}
	if (controller.finish !== undefined) return controller.finish.promise;
	controller.finish = deferred();
	return finishWith(controller, controller.flush(controller), (finishing) => {
		if (readable.state === 'errored') {
			finishing.reject(readable.storedError);
		} else {
			readables.closeController(readable.controller);
			finishing.resolve(undefined);
		}
	}, (failure) => readables.errorController(readable.controller, failure));
}

function sourcePull(stream) {
	setBackpressure(stream, false);
	return stream.change.promise;
}

function sourceCancel(stream, reason) {
	const { controller, writable } = stream;
	if (isPage) {
		errorWritable(stream, reason);
		return resolvedWith(undefined);
	}
	if (controller.finish !== undefined) return controller.finish.promise;
	controller.finish = deferred();
	return finishWith(controller, controller.cancel(reason), (finishing) => {
		if (writable.state === 'errored') {
			finishing.reject(writable.storedError);
		} else {
			writables.errorIfNeeded(writable.controller, reason);
			unblockWrite(stream);
			finishing.resolve(undefined);
		}
	}, (failure) => {
		writables.errorIfNeeded(writable.controller, failure);
		unblockWrite(stream);
	});
}

let controllerOf;

class TransformStreamDefaultController {
	#controller;
	constructor(...made) {
		if (made[0] !== secret) throw illegalConstructor('TransformStreamDefaultController');
		this.#controller = made[1];
	}
	static {
		controllerOf = (value) => {
			if (typeof value === 'object' && value !== null && #controller in value) return value.#controller;
			throw illegal('TransformStreamDefaultController');
		};
	}
	get desiredSize() {
		return readables.desiredSize(controllerOf(this).stream.readable.controller);
	}
	enqueue(chunk = undefined) {
		enqueue(controllerOf(this), chunk);
	}
	error(reason = undefined) {
		errorTransform(controllerOf(this).stream, reason);
	}
	terminate() {
		terminate(controllerOf(this));
	}
}
finish(TransformStreamDefaultController);

function identity(chunk, controller) {
	if (!isPage) return (async () => enqueue(controller, chunk))();
	try {
		enqueue(controller, chunk);
	} catch (reason) {
		return rejectedWith(reason);
	}
	return resolvedWith(undefined);
}

// A transform of our own: transform(chunk, enqueue, controller) and flush(enqueue, controller) may throw.
function createOwn(transform, flush) {
	const stream = createTransform(1, () => 1, 0, () => 1);
	const run = (method, ...values) => invoke(method, undefined, ...values);
	const controller = setUpController(
		stream,
		(chunk) => run(transform, chunk, (out) => enqueue(controller, out), controller),
		() => run(flush, (out) => enqueue(controller, out), controller),
		() => resolvedWith(undefined),
	);
	stream.begin(resolvedWith(undefined));
	return stream;
}

let recordOf;

class TransformStream {
	#stream;
	constructor(transformer = undefined, writableStrategy = undefined, readableStrategy = undefined) {
		const options = dictionary(transformer, 'transformer', 'TransformStream', false); // node: internal/webstreams/transformstream:131    ^validateObject(transformer, 'transformer', kValidateObjectAllowObjects);
		dictionary(writableStrategy, 'writableStrategy', 'TransformStream', true); // node: internal/webstreams/transformstream:132    ^validateObject(writableStrategy, 'writableStrategy', kValidateObjectAllowObjectsAndNull);
		dictionary(readableStrategy, 'readableStrategy', 'TransformStream', true);
		const types = ['readableType', 'writableType'];
		for (let i = 0; i < 2; i++) {
			const type = options?.[types[i]];
			if (type === undefined) continue;
			throw isPage
				? new RangeFailure(`Failed to construct 'TransformStream': Invalid ${types[i]} was specified`)
				: error('RangeError', 'ERR_INVALID_ARG_VALUE', `The property 'transformer.${types[i]}' is invalid. Received ${require('host').inspect(type)}`);
		}
		const start = callback(options, 'start', 'transformer', 'TransformStream');
		const transform = callback(options, 'transform', 'transformer', 'TransformStream');
		const flush = callback(options, 'flush', 'transformer', 'TransformStream');
		const cancel = isPage ? undefined : callback(options, 'cancel', 'transformer', 'TransformStream');
		const readableMark = highWaterMark(readableStrategy, 0, 'TransformStream'), readableSize = sizeOf(readableStrategy, 'TransformStream');
		const writableMark = highWaterMark(writableStrategy, 1, 'TransformStream'), writableSize = sizeOf(writableStrategy, 'TransformStream');
		const stream = this.#stream = createTransform(writableMark, writableSize, readableMark, readableSize);
		const controller = setUpController(
			stream,
			transform === undefined ? (chunk) => identity(chunk, controller) : (chunk) => invoke(transform, options, chunk, controller.object),
			() => (flush === undefined ? resolvedWith(undefined) : invoke(flush, options, controller.object)),
			(reason) => (cancel === undefined ? resolvedWith(undefined) : invoke(cancel, options, reason)),
		);
		const started = start === undefined ? undefined : Reflect.apply(start, options, [controller.object]);
		// Node puts a promise of its own between.
		stream.begin(given(started));
	}
	static {
		recordOf = (value) => {
			if (typeof value === 'object' && value !== null && #stream in value) return value.#stream;
			throw illegal('TransformStream');
		};
	}
	get readable() {
		return recordOf(this).readable.object;
	}
	get writable() {
		return recordOf(this).writable.object;
	}
}
finish(TransformStream);

module.exports = { TransformStream, TransformStreamDefaultController, createOwn, terminate, recordOf: (value) => recordOf(value) };
