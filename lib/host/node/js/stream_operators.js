// SPDX-License-Identifier: MIT
// stream_operators.js - the helpers of readable streams that are named as those of arrays: map, filter, reduce and the others.
'use strict';

const { primordial, error, globalValue } = require('host');
const { AbortError, invalidArgType, outOfRange, validateAbortSignal, validateInteger, validateObject } = require('node/errors');
const apply = primordial('Reflect.apply');
const defineProperty = primordial('Object.defineProperty');
const keysOf = primordial('Object.keys');
const floor = primordial('Math.floor');
const toNumber = primordial('Number');
const shift = primordial('Array.prototype.shift');
const Promise = primordial('Promise');
const resolved = primordial('Promise.resolve');
const rejected = primordial('Promise.reject');
const then = primordial('Promise.prototype.then');

// What a callback gives that wants no place in the result, and the end of the queue.
const kNothing = Symbol('kEmpty');
const kEnd = Symbol('kEof');

const aborted = () => new AbortError('The operation was aborted');

// `line`: of Node's file, where the operator asked for says so.
function checkFunction(fn, line, name = 'fn') {
	if (typeof fn !== 'function') throw invalidArgType(name, ['Function', 'AsyncFunction'], fn, `internal/streams/operators:${line}    ^throw new ERR_INVALID_ARG_TYPE(`);
}

// `made`: the line that checks them; what a function that gives a promise is rejected with is reported from there.
function checkOptions(options, line) {
	if (options != null) validateObject(options, 'options', line === undefined ? undefined : `internal/streams/operators:${line}    ^validateObject(options, 'options');`);
	if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal', line === undefined ? undefined : `internal/streams/operators:${line + 3}    ^validateAbortSignal(options.signal, 'options.signal');`);
}

// A reader takes items and calls `fn`, as many at once as wanted; the generator gives the results in their order.
function map(fn, options) {
	checkFunction(fn, 71);
	checkOptions(options, 75);
	let concurrency = 1;
	if (options?.concurrency != null) concurrency = floor(options.concurrency);
	let room = concurrency - 1;
	if (options?.highWaterMark != null) room = floor(options.highWaterMark);
	validateInteger(concurrency, 'options.concurrency', 1, undefined, "internal/streams/operators:91  ^validateInteger(concurrency, 'options.concurrency', 1);");
	validateInteger(room, 'options.highWaterMark', 0, undefined, "internal/streams/operators:92  ^validateInteger(highWaterMark, 'options.highWaterMark', 0);");
	room += concurrency;

	return apply(async function* map() {
		const signal = globalValue('AbortSignal').any(options?.signal ? [options.signal] : []);
		const source = this;
		const queue = [];
		const given = { signal };
		let wakeReader, wakeWriter;
		let done = false;
		let running = 0;

		function resume() {
			if (wakeReader && !done && running < concurrency && queue.length < room) {
				wakeReader();
				wakeReader = null;
			}
		}
		function processed() {
			running--;
			resume();
		}
		function failed() {
			done = true;
			processed();
		}
		function announce() {
			if (wakeWriter) {
				wakeWriter();
				wakeWriter = null;
			}
		}
		async function pump() {
			try {
				for await (let value of source) {
					if (done) return;
					if (signal.aborted) throw aborted();
					try {
						value = fn(value, given);
						if (value === kNothing) continue;
						value = resolved(value);
					} catch (err) {
						value = rejected(err);
					}
					running++;
					then(value, processed, failed);
					queue[queue.length] = value;
					announce();
					if (!done && (queue.length >= room || running >= concurrency)) {
						await new Promise((resolve) => {
							wakeReader = resolve;
						});
					}
				}
				queue[queue.length] = kEnd;
			} catch (err) {
				const value = rejected(err);
				then(value, processed, failed);
				queue[queue.length] = value;
			} finally {
				done = true;
				announce();
			}
		}
		pump();
		try {
			while (true) {
				while (queue.length > 0) {
					const value = await queue[0];
					if (value === kEnd) return;
					if (signal.aborted) throw aborted();
					if (value !== kNothing) yield value;
					shift(queue);
					resume();
				}
				await new Promise((resolve) => {
					wakeWriter = resolve;
				});
			}
		} finally {
			done = true;
			if (wakeReader) {
				wakeReader();
				wakeReader = null;
			}
		}
	}, this, []);
}

function filter(fn, options) {
	checkFunction(fn, 278);
	async function filterFn(value, given) {
		if (await fn(value, given)) return value;
		return kNothing;
	}
	return apply(map, this, [filterFn, options]);
}

function flatMap(fn, options) {
	const values = apply(map, this, [fn, options]);
	return (async function* flatMap() {
		for await (const value of values) yield* value;
	})();
}

let warnedOfPairs = false;
function asIndexedPairs(options = undefined) {
	if (!warnedOfPairs) require('host').emitWarning('readable.asIndexedPairs will be removed in a future version.', 'DeprecationWarning');
	warnedOfPairs = true;
	checkOptions(options, 221);
	return apply(async function* asIndexedPairs() {
		let index = 0;
		for await (const value of this) {
			if (options?.signal?.aborted) throw aborted();
			yield [index++, value];
		}
	}, this, []);
}

function count(number) {
	number = toNumber(number);
	if (number !== number) return 0;
	if (number < 0) throw outOfRange('number', '>= 0', number, "internal/streams/operators:382    ^throw new ERR_OUT_OF_RANGE('number', '>= 0', number);");
	return number;
}

function drop(number, options = undefined) {
	checkOptions(options);
	number = count(number);
	return apply(async function* drop() {
		if (options?.signal?.aborted) throw aborted();
		for await (const value of this) {
			if (options?.signal?.aborted) throw aborted();
			if (number-- <= 0) yield value;
		}
	}, this, []);
}

function take(number, options = undefined) {
	checkOptions(options);
	number = count(number);
	return apply(async function* take() {
		if (options?.signal?.aborted) throw aborted();
		for await (const value of this) {
			if (options?.signal?.aborted) throw aborted();
			if (number-- > 0) yield value;
			if (number <= 0) return;
		}
	}, this, []);
}

function compose(stream, options) {
	checkOptions(options);
	const { isNodeStream, compose: composeStreams } = require('node/stream_compose');
	const { isWritable, addAbortSignal } = require('node/stream_state');
	if (isNodeStream(stream) && !isWritable(stream)) throw require('node/errors').invalidArgValue('stream', stream, 'must be writable');
	const composed = composeStreams(this, stream);
	if (options?.signal) addAbortSignal(options.signal, composed);
	return composed;
}

// ---- those that give a promise

async function some(fn, options = undefined) {
	for await (const unused of apply(filter, this, [fn, options])) return true;
	return false;
}

async function every(fn, options = undefined) {
	checkFunction(fn, 247);
	return !(await apply(some, this, [async (...args) => !(await fn(...args)), options]));
}

async function find(fn, options) {
	for await (const result of apply(filter, this, [fn, options])) return result;
	return undefined;
}

async function forEach(fn, options) {
	checkFunction(fn, 265);
	async function forEachFn(value, given) {
		await fn(value, given);
		return kNothing;
	}
	for await (const unused of apply(map, this, [forEachFn, options]));
}

async function toArray(options) {
	checkOptions(options, 349);
	const result = [];
	for await (const value of this) {
		if (options?.signal?.aborted) throw new AbortError('The operation was aborted', { cause: options.signal.reason });
		result[result.length] = value;
	}
	return result;
}

async function reduce(reducer, initialValue, options) {
	checkFunction(reducer, 301, 'reducer');
	checkOptions(options, 305);
	let hasValue = arguments.length > 1;
	if (options?.signal?.aborted) {
		const err = new AbortError('The operation was aborted', { cause: options.signal.reason });
		this.once('error', () => {});
		await require('node/stream_promises').finished(this.destroy(err));
		throw err;
	}
	const controller = new (globalValue('AbortController'))();
	const { signal } = controller;
	if (options?.signal) options.signal.addEventListener('abort', () => controller.abort(), { once: true });
	let any = false;
	try {
		for await (const value of this) {
			any = true;
			if (options?.signal?.aborted) throw aborted();
			if (!hasValue) {
				initialValue = value;
				hasValue = true;
			} else {
				initialValue = await reducer(initialValue, value, { signal });
			}
		}
		if (!any && !hasValue) throw error('TypeError', 'ERR_MISSING_ARGS', 'Reduce of an empty stream requires an initial value', 'internal/streams/operators:339      ^throw new ReduceAwareErrMissingArgs();');
	} finally {
		controller.abort();
	}
	return initialValue;
}

// ---- on the prototype

function install(Readable) {
	const streams = { asIndexedPairs, drop, filter, flatMap, map, take, compose };
	const promises = { every, forEach, reduce, toArray, some, find };
	const add = (name, operator, makesStream) => {
		function fn(...args) {
			if (new.target) throw error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
			const result = apply(operator, this, args);
			return makesStream ? Readable.from(result) : result;
		}
		defineProperty(fn, 'name', { __proto__: null, value: operator.name });
		defineProperty(fn, 'length', { __proto__: null, value: operator.length });
		defineProperty(Readable.prototype, name, { __proto__: null, value: fn, enumerable: false, configurable: true, writable: true });
	};
	const streamNames = keysOf(streams), promiseNames = keysOf(promises);
	for (let i = 0; i < streamNames.length; i++) add(streamNames[i], streams[streamNames[i]], true);
	for (let i = 0; i < promiseNames.length; i++) add(promiseNames[i], promises[promiseNames[i]], false);
}

module.exports = { install };
