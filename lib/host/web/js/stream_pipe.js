// SPDX-License-Identifier: MIT
// stream_pipe.js - what joins streams: pipeTo, pipeThrough, tee, and streams from iterables.
'use strict';

const { isPage, error, primordial } = require('host');
const { dictionary, Failure } = require('web/idl');
const { then, resolvedWith, rejectedWith, handled, deferred, nothing, invalidState } = require('web/stream_base');
const readables = require('web/readable_stream');
const writables = require('web/writable_stream');
const DOMException = primordial('DOMException');

const isSignal = (value) => value instanceof primordial('AbortSignal');
const inTick = (step) => void then(resolvedWith(undefined), step);

// ---- pipeTo ----

function optionsOf(options, what) {
	dictionary(options, what, 'StreamPipeOptions'); // node: internal/webstreams/readablestream:421      ^validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
	const preventAbort = !!options?.preventAbort, preventCancel = !!options?.preventCancel, preventClose = !!options?.preventClose, signal = options?.signal;
	if (signal !== undefined && !isSignal(signal)) {
		throw isPage
			? new Failure(`${what}: Failed to read the 'signal' property from 'StreamPipeOptions': Failed to convert value to 'AbortSignal'.`)
			: require('node/errors').invalidArgType('options.signal', 'AbortSignal', signal); // node: internal/webstreams/readablestream:428        ^validateAbortSignal(signal, 'options.signal');
	}
	return { preventAbort, preventCancel, preventClose, signal };
}

function pipeToObject(stream, object, options, what) {
	const destination = writables.recordOf(object);
	if (destination === undefined) throw isPage ? new Failure(`${what}: parameter 1 is not of type 'WritableStream'.`) : require('node/errors').invalidArgType('transform.writable', 'WritableStream', object, 'internal/webstreams/readablestream:415        ^throw new ERR_INVALID_ARG_TYPE(');
	const given = optionsOf(options, what);
	if (readables.isLocked(stream)) throw invalidState(`${what}: Cannot pipe a locked stream`, 'The ReadableStream is locked');
	if (writables.isLocked(destination)) throw invalidState(`${what}: Cannot pipe to a locked stream`, 'The WritableStream is locked');
	return pipe(stream, destination, given);
}

function pipeThrough(stream, transform, options, what) {
	let readable, writable;
	for (const [name, Class, records] of [['readable', 'ReadableStream', readables], ['writable', 'WritableStream', writables]]) {
		const value = transform?.[name];
		if (name === 'readable') readable = value;
		else writable = value;
		if (records.recordOf(value) !== undefined) continue;
		if (!isPage) throw require('node/errors').invalidArgType(`transform.${name}`, Class, value, `internal/webstreams/readablestream:${name === 'readable' ? 363 : 370}      ^throw new ERR_INVALID_ARG_TYPE(`);
		throw new Failure(`${what}: Failed to read the '${name}' property from 'ReadableWritablePair': ${value === undefined ? 'Required member is undefined.' : `Failed to convert value to '${Class}'.`}`);
	}
	const given = optionsOf(options, what), destination = writables.recordOf(writable);
	if (readables.isLocked(stream)) throw invalidState(`${what}: Cannot pipe a locked stream`, 'The ReadableStream is locked');
	if (writables.isLocked(destination)) throw invalidState(`${what}: parameter 1's 'writable' is locked`, 'The WritableStream is locked');
	handled(pipe(stream, destination, given));
	return readable;
}

// When all are fulfilled; with the first rejection.
function all(promises) {
	const whole = deferred();
	let left = promises.length;
	if (left === 0) whole.resolve(undefined);
	for (let i = 0; i < promises.length; i++) {
		// Node wraps each.
		const promise = isPage ? promises[i] : new (primordial('Promise'))((resolve, reject) => void then(promises[i], resolve, reject));
		then(promise, () => {
			if (--left === 0) whole.resolve(undefined);
		}, whole.reject);
	}
	return isPage ? whole.promise : then(whole.promise, nothing);
}

function pipe(source, destination, { preventAbort, preventCancel, preventClose, signal }) {
	const reader = readables.acquireDefaultReader(source, '');
	const writer = writables.acquireWriter(destination, '');
	const whole = deferred();
	let shuttingDown = false, reading = false, lastWrite = isPage ? undefined : resolvedWith(undefined), abortAlgorithm;
	source.disturbed = true;

	function finalize(failed, reason) {
		writables.releaseWriter(writer);
		if (isPage) readables.releaseReader(reader);
		else readables.release(reader);
		if (signal !== undefined) signal.removeEventListener('abort', abortAlgorithm);
		if (failed) whole.reject(reason);
		else whole.resolve(undefined);
	}

	// What was read is written before the end.
	const mustWait = () => destination.state === 'writable' && !writables.closeQueuedOrInFlight(destination);
	async function waitForWrites() {
		const write = lastWrite;
		await write;
		if (write !== lastWrite) await waitForWrites();
	}
	function shutDown(action, failed, reason) {
		if (shuttingDown) return;
		shuttingDown = true;
		const end = () => finalize(failed, reason), fail = (other) => finalize(true, other);
		const act = () => (action === undefined ? end() : void then(action(), end, fail));
		if (!mustWait()) {
			act();
		} else if (!isPage) {
			then(waitForWrites(), act, fail);
		} else {
			const written = lastWrite === undefined ? resolvedWith(undefined) : then(lastWrite, nothing, nothing);
			if (action === undefined) then(written, end);
			else then(then(written, action), end, fail);
		}
	}

	const sourceErrored = (reason) => shutDown(preventAbort ? undefined : () => writables.abortStream(destination, reason), true, reason);
	const destinationErrored = (reason) => shutDown(preventCancel ? undefined : () => readables.cancelStream(source, reason), true, reason);
	const sourceClosed = () => shutDown(preventClose ? undefined : () => writables.closeWithErrorPropagation(writer), false);
	const destinationClosed = () => {
		const reason = invalidState('Destination stream closed', 'Destination WritableStream is closed');
		shutDown(preventCancel ? undefined : () => readables.cancelStream(source, reason), true, reason);
	};

	if (signal !== undefined) {
		abortAlgorithm = () => {
			const { reason } = signal;
			shutDown(() => {
				const actions = [];
				if (!preventAbort) actions[0] = destination.state === 'writable' ? writables.abortStream(destination, reason) : resolvedWith(undefined);
				if (!preventCancel) actions[actions.length] = source.state === 'readable' ? readables.cancelStream(source, reason) : resolvedWith(undefined);
				return all(actions);
			}, true, reason);
		};
		if (signal.aborted) {
			abortAlgorithm();
			return whole.promise;
		}
		signal.addEventListener('abort', abortAlgorithm);
	}
	if (isPage) runInPage();
	else runInNode();
	return whole.promise;

	function runInPage() {
		if (source.state === 'errored') return sourceErrored(source.storedError);
		if (destination.state === 'errored') return destinationErrored(destination.storedError);
		if (source.state === 'closed') return sourceClosed();
		if (writables.closeQueuedOrInFlight(destination) || destination.state === 'closed') return destinationClosed();
		then(reader.closed.promise, () => {
			if (!reading) sourceClosed();
		}, sourceErrored);
		then(writer.closed.promise, nothing, destinationErrored);
		return step();
	}

	function step(refused = false) {
		if (shuttingDown) return;
		const size = writables.desiredSize(writer);
		if (size === null && !refused) return;
		if (!(size > 0)) {
			then(writer.ready.promise, step, destinationErrored);
			return;
		}
		reading = true;
		readables.read(reader, {
			__proto__: null,
			chunk: (chunk) => inTick(() => {
				reading = false;
				if (shuttingDown) return;
				const refused = destination.state === 'erroring';
				lastWrite = writables.write(writer, chunk);
				handled(lastWrite);
				step(refused);
			}),
			close: () => {
				reading = false;
				sourceClosed();
			},
			error: () => {
				reading = false;
				sourceErrored(source.storedError);
			},
		});
	}

	function runInNode() {
		handled((async () => {
			while (!(await stepInNode()));
		})());
		const watch = (stream, promise, state, run, other) => {
			if (stream.state === state) run(stream.storedError);
			else if (state === 'errored') then(promise, undefined, run);
			else then(promise, run, nothing);
		};
		watch(source, reader.closed.promise, 'errored', sourceErrored);
		watch(destination, writer.closed.promise, 'errored', destinationErrored);
		watch(source, reader.closed.promise, 'closed', sourceClosed);
		if (writables.closeQueuedOrInFlight(destination) || destination.state === 'closed') destinationClosed();
	}

	async function stepInNode() {
		if (shuttingDown) return true;
		await writer.ready.promise;
		const stepped = deferred();
		readables.read(reader, {
			__proto__: null,
			chunk: (chunk) => {
				lastWrite = writables.write(writer, chunk);
				handled(lastWrite);
				stepped.resolve(false);
			},
			close: () => stepped.resolve(true),
			error: stepped.reject,
		});
		return stepped.promise;
	}
}

// ---- tee ----

function tee(stream, what) {
	if (stream.controller.isBytes) return require('web/readable_bytes').tee(stream, what);
	const reader = readables.acquireDefaultReader(stream, what);
	const canceled = [false, false], reasons = [undefined, undefined], branches = [];
	const canceling = deferred();
	let reading = false, again = false;

	function pull() {
		if (reading) {
			again = isPage;
			return resolvedWith(undefined);
		}
		reading = true;
		const close = () => {
			reading = false;
			for (let i = 0; i < 2; i++) if (!canceled[i]) readables.closeController(branches[i].controller);
			if (!canceled[0] || !canceled[1]) canceling.resolve(undefined);
		};
		readables.read(reader, {
			__proto__: null,
			chunk: (chunk) => inTick(() => {
				again = false;
				if (!isPage) reading = false;
				for (let i = 0; i < 2; i++) if (!canceled[i]) readables.enqueue(branches[i].controller, chunk);
				reading = false;
				if (again) pull();
			}),
			close: isPage ? close : () => require('host').nextTick(close),
			error: () => {
				reading = false;
			},
		});
		return resolvedWith(undefined);
	}
	const cancel = (which) => (reason) => {
		canceled[which] = true;
		reasons[which] = reason;
		if (canceled[1 - which]) canceling.resolve(readables.cancelStream(stream, [reasons[0], reasons[1]]));
		return canceling.promise;
	};
	for (let i = 0; i < 2; i++) branches[i] = readables.createStream(() => resolvedWith(undefined), pull, cancel(i));
	then(reader.closed.promise, undefined, (reason) => {
		for (let i = 0; i < 2; i++) readables.errorController(branches[i].controller, reason);
		if (!canceled[0] || !canceled[1]) canceling.resolve(undefined);
	});
	return branches;
}

// ---- from ----

// ReadableStream.from: a stream that asks an iterator for one value at a time.
function from(iterable) {
	const async = iterable?.[Symbol.asyncIterator];
	let iterator;
	if (async !== undefined && async !== null) {
		iterator = Reflect.apply(async, iterable, []);
	} else {
		const method = iterable?.[Symbol.iterator];
		if (method === undefined) throw error('TypeError', 'ERR_ARG_NOT_ITERABLE', `${require('node/errors').written(iterable)} must be iterable`, 'internal/webstreams/util:242          ^throw new ERR_ARG_NOT_ITERABLE(obj);');
		const list = { [Symbol.iterator]: () => Reflect.apply(method, iterable, []) };
		iterator = (async function* () {
			return yield* list;
		})();
	}
	if (typeof iterator !== 'object' || iterator === null) throw invalidState('', 'The iterator method must return an object');
	const { next } = iterator;
	const stream = readables.createStream(() => resolvedWith(undefined), async () => {
		const step = Reflect.apply(next, iterator, []);
		return then(primordial('Promise.resolve')(step), (given) => {
			if (typeof given !== 'object' || given === null) throw invalidState('', 'The promise returned by the iterator.next() method must fulfill with an object');
			if (given.done) readables.closeController(stream.controller);
			else readables.enqueue(stream.controller, given.value);
		});
	}, async (reason) => {
		const method = iterator.return;
		if (method === undefined) return resolvedWith(undefined);
		return then(primordial('Promise.resolve')(Reflect.apply(method, iterator, [reason])), (given) => {
			if (typeof given !== 'object' || given === null) throw invalidState('', 'The promise returned by the iterator.return() method must fulfill with an object');
		});
	}, 0);
	return stream.object;
}

module.exports = { pipeToObject, pipeThrough, tee, from };
