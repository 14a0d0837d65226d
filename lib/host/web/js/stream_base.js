// SPDX-License-Identifier: MIT
// stream_base.js - what the streams of the web (Streams Standard) rest on: promises, queues with sizes, strategies.
//
// The standard's algorithms stand in readable_stream.js, readable_bytes.js, stream_pipe.js, writable_stream.js and
// transform_stream.js, promise by promise, because a snippet can count their microtasks. Records hold the state; the
// objects that a snippet sees have one in a private field. Node's own streams take some microtasks more; `isPage` marks
// where.
'use strict';

const { primordial, isPage, error } = require('host');
const { finish, required, isObject, illegal, Failure } = require('web/idl');
const Promise = primordial('Promise');
const RangeFailure = primordial('RangeError');
const then = primordial('Promise.prototype.then');

const resolvedWith = (value) => new Promise((resolve) => resolve(value));
const resolveSame = primordial('Promise.resolve');
// What a callback gave: a page takes a promise itself, Node one that follows it.
const given = (value) => (isPage ? resolveSame(value) : resolvedWith(value));
const rejectedWith = (reason) => new Promise((resolve, reject) => reject(reason));
const nothing = () => {};
// Nobody needs to handle its rejection.
const handled = (promise) => void then(promise, nothing, nothing);

// A promise with what settles it; `settled` once that was done.
function deferred() {
	const record = { __proto__: null, promise: undefined, resolve: undefined, reject: undefined, settled: false };
	record.promise = new Promise((resolve, reject) => {
		record.resolve = (value) => {
			record.settled = true;
			resolve(value);
		};
		record.reject = (reason) => {
			record.settled = true;
			reject(reason);
		};
	});
	return record;
}

function deferredResolved() {
	const record = deferred();
	record.resolve(undefined);
	return record;
}

function deferredRejected(reason) {
	const record = deferred();
	record.reject(reason);
	handled(record.promise);
	return record;
}

// TypeError in the words of either host; `place`: where Node's own file throws it.
const invalidState = (page, node, place) => (isPage ? new Failure(page) : error('TypeError', 'ERR_INVALID_STATE', `Invalid state: ${node}`, place));
const illegalConstructor = (type, place) => (isPage ? new Failure(`Failed to construct '${type}': Illegal constructor`) : error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', place));
// Of a method that gives a promise.
const rejectedReceiver = (type, method) => rejectedWith(isPage ? new Failure(`Failed to execute '${method}' on '${type}': Illegal invocation`) : illegal(type));

// Lists that the snippet's changes of arrays do not reach: first in, first out, in amortised constant time.
class List {
	#items = [];
	#from = 0;
	get length() {
		return this.#items.length - this.#from;
	}
	push(item) {
		this.#items[this.#items.length] = item;
	}
	first() {
		return this.#items[this.#from];
	}
	shift() {
		const item = this.#items[this.#from];
		this.#items[this.#from++] = undefined;
		if (this.#from > 32 && this.#from * 2 > this.#items.length) {
			const rest = [];
			for (let i = this.#from; i < this.#items.length; i++) rest[rest.length] = this.#items[i];
			this.#items = rest;
			this.#from = 0;
		}
		return item;
	}
	// Take all of them out, and call `use` for each.
	drain(use) {
		const items = this.#items, from = this.#from;
		this.#items = [];
		this.#from = 0;
		for (let i = from; i < items.length; i++) use(items[i]);
	}
}

// A queue with sizes, of a controller.
function resetQueue(controller) {
	controller.queue = new List();
	controller.queueTotalSize = 0;
}

function enqueueValueWithSize(controller, value, given, method) {
	const size = +given;
	if (!(size >= 0) || size === Infinity) {
		throw isPage
			? new RangeFailure(`${method}: The return value of a queuing strategy's size function must be a finite, non-NaN, non-negative number`)
			: error('RangeError', 'ERR_INVALID_ARG_VALUE', `The argument 'size' is invalid. Received ${require('host').inspect(size)}`);
	}
	controller.queue.push({ __proto__: null, value, size });
	controller.queueTotalSize += size;
}

function dequeueValue(controller) {
	const { value, size } = controller.queue.shift();
	controller.queueTotalSize -= size;
	if (controller.queueTotalSize < 0) controller.queueTotalSize = 0;
	return value;
}

// A member of a dictionary of callbacks: undefined or a function.
function callback(dictionary, name, what, Class) {
	const value = dictionary?.[name];
	if (value === undefined) return undefined;
	if (typeof value === 'function') return value;
	if (isPage) throw new Failure(`Failed to construct '${Class}': ${what}.${name} must be a function or undefined`);
	if (!value) return undefined;
	throw require('node/errors').invalidArgType(`${what === 'underlyingSource' ? 'source' : what === 'underlyingSink' ? 'sink' : what}.${name}`, 'Function', value); // node: internal/webstreams/util:185  ^validateFunction(fn, name);
}

// The call of a callback that gives a promise.
function invoke(method, receiver, ...values) {
	try {
		const value = Reflect.apply(method, receiver, values);
		return given(value);
	} catch (reason) {
		return rejectedWith(reason);
	}
}

function highWaterMark(strategy, usual, Class) {
	const value = strategy?.highWaterMark;
	if (value === undefined) return usual;
	const mark = +value; // node: internal/webstreams/util:62  value = ^+value;
	if (mark >= 0) return mark;
	throw isPage
		? new RangeFailure(`Failed to construct '${Class}': A queuing strategy's highWaterMark property must be a nonnegative, non-NaN number`)
		: error('RangeError', 'ERR_INVALID_ARG_VALUE', `The property 'strategy.highWaterMark' is invalid. Received ${require('host').inspect(value)}`); // node: internal/webstreams/util:66    ^throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', value);
}

function sizeOf(strategy, Class) {
	const size = strategy?.size;
	if (size === undefined) return () => 1;
	if (typeof size !== 'function') throw isPage ? new Failure(`Failed to construct '${Class}': A queuing strategy's size property must be a function`) : require('node/errors').invalidArgType('strategy.size', 'Function', size); // node: internal/webstreams/util:72  ^validateFunction(size, 'strategy.size');
	return (chunk) => size(chunk);
}

// Objects that take a dictionary: null is none, in a page primitives are.
function dictionary(value, name, Class, nullable) {
	if (value === undefined) return undefined;
	if (value === null && !nullable && isPage) throw new Failure(`Failed to construct '${Class}': Cannot convert undefined or null to object`);
	if (isPage) return value;
	if (value === null ? !nullable : typeof value !== 'object' && typeof value !== 'function') throw require('node/errors').invalidArgType(name, 'Object', value);
	return value;
}

const byteSize = { size: (chunk) => {
	if (isPage && (chunk === undefined || chunk === null)) throw new Failure('Cannot convert undefined or null to object');
	return chunk.byteLength;
} }.size;
const countSize = { size: () => 1 }.size;

function strategyMark(Class, count, init) {
	required(count, 1, `Failed to construct '${Class}'`, undefined);
	if (isPage) {
		if (init !== null && init !== undefined && typeof init !== 'object' && typeof init !== 'function') throw new Failure(`Failed to construct '${Class}': The provided value is not of type 'QueuingStrategyInit'.`);
		if (init?.highWaterMark === undefined) throw new Failure(`Failed to construct '${Class}': Failed to read the 'highWaterMark' property from 'QueuingStrategyInit': Required member is undefined.`);
	} else {
		require('node/errors').validateObject(init, 'init', `internal/webstreams/queuingstrategies:${Class === 'ByteLengthQueuingStrategy' ? 79 : 134}    ^validateObject(init, 'init');`);
		if (init.highWaterMark === undefined) throw error('TypeError', 'ERR_MISSING_OPTION', 'init.highWaterMark is required', `internal/webstreams/queuingstrategies:${Class === 'ByteLengthQueuingStrategy' ? 81 : 136}      ^throw new ERR_MISSING_OPTION('init.highWaterMark');`);
	}
	return +init.highWaterMark;
}

class ByteLengthQueuingStrategy {
	#mark;
	constructor(init) {
		this.#mark = strategyMark('ByteLengthQueuingStrategy', isPage ? arguments.length : 1, init);
	}
	get highWaterMark() {
		if (!isObject(this) || !(#mark in this)) throw illegal('ByteLengthQueuingStrategy');
		return this.#mark;
	}
	get size() {
		if (!isObject(this) || !(#mark in this)) throw illegal('ByteLengthQueuingStrategy');
		return byteSize;
	}
}
finish(ByteLengthQueuingStrategy);

class CountQueuingStrategy {
	#mark;
	constructor(init) {
		this.#mark = strategyMark('CountQueuingStrategy', isPage ? arguments.length : 1, init);
	}
	get highWaterMark() {
		if (!isObject(this) || !(#mark in this)) throw illegal('CountQueuingStrategy');
		return this.#mark;
	}
	get size() {
		if (!isObject(this) || !(#mark in this)) throw illegal('CountQueuingStrategy');
		return countSize;
	}
}
finish(CountQueuingStrategy);

module.exports = {
	then, given, resolvedWith, rejectedWith, handled, deferred, deferredResolved, deferredRejected, nothing,
	invalidState, illegal, illegalConstructor, rejectedReceiver,
	List, resetQueue, enqueueValueWithSize, dequeueValue,
	callback, invoke, highWaterMark, sizeOf, dictionary, RangeFailure,
	ByteLengthQueuingStrategy, CountQueuingStrategy,
};
