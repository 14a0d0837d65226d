// SPDX-License-Identifier: MIT
// perf_hooks.js - node:perf_hooks: marks and measures come from web/performance; here are their observers, which an immediate tells.
'use strict';

const { primordial, error, globalValue, inspect, now, setImmediate, notCoveredFunction } = require('host');
const { invalidArgType, invalidArgValue, validateFunction, validateObject } = require('node/errors');
const { PerformanceEntry, PerformanceMark, PerformanceMeasure, makeNodeEntry, compare, onEntry, bufferedOf } = require('web/performance');
const slice = primordial('Array.prototype.slice');
const sort = primordial('Array.prototype.sort');
const filter = primordial('Array.prototype.filter');
const includes = primordial('Array.prototype.includes');
const isArray = primordial('Array.isArray');
const freeze = primordial('Object.freeze');
const apply = primordial('Reflect.apply');
const construct = primordial('Reflect.construct');
const defineProperty = primordial('Object.defineProperty');
const custom = Symbol.for('nodejs.util.inspect.custom');
const supported = freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource']);
const key = Symbol('make');
const kDispatch = Symbol('kDispatch');
const kMaybeBuffer = Symbol('kMaybeBuffer');

const missing = (...names) => error('TypeError', 'ERR_MISSING_ARGS', names.length === 1 ? `The "${names[0]}" argument must be specified` : `The "${names[0]}" and "${names[1]}" arguments must be specified`);

// ---- observers, in the order in which they began to observe

let observers = [];
let pending = [];
let isQueued = false;

const without = (list, item) => filter(list, (other) => other !== item);

function queue(observer) {
	if (!includes(pending, observer)) pending[pending.length] = observer;
	if (isQueued) return;
	isQueued = true;
	setImmediate(() => {
		isQueued = false;
		const due = pending;
		pending = [];
		for (let i = 0; i < due.length; i++) due[i][kDispatch]();
	});
}

onEntry((entry) => {
	const list = observers;
	for (let i = 0; i < list.length; i++) list[i][kMaybeBuffer](entry);
});

function enumerable(prototype, names) {
	for (let i = 0; i < names.length; i++) defineProperty(prototype, names[i], { __proto__: null, enumerable: true });
}

class PerformanceObserverEntryList {
	#entries;

	constructor(made, entries) {
		if (made !== key) throw error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
		this.#entries = sort(entries, compare);
	}
	getEntries() {
		return slice(this.#entries);
	}
	getEntriesByType(type) {
		if (arguments.length === 0) throw missing('type');
		type = `${type}`;
		return filter(this.#entries, (entry) => entry.entryType === type);
	}
	getEntriesByName(name, type = undefined) {
		if (arguments.length === 0) throw missing('name');
		name = `${name}`;
		return filter(this.#entries, (entry) => entry.name === name && (type == null || entry.entryType === type));
	}
	[custom](depth, options) {
		if (depth < 0) return this;
		return `PerformanceObserverEntryList ${inspect(this.#entries, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
	}
	get [Symbol.toStringTag]() {
		return 'PerformanceObserverEntryList';
	}
}
enumerable(PerformanceObserverEntryList.prototype, ['getEntries', 'getEntriesByType', 'getEntriesByName']);

class PerformanceObserver {
	#buffer = [];
	#types = [];
	#kind;
	#callback;

	constructor(callback) {
		validateFunction(callback, 'callback', "internal/perf/observe:250    ^validateFunction(callback, 'callback');");
		this.#callback = callback;
	}
	observe(options = {}) {
		validateObject(options, 'options'); // node: internal/perf/observe:255    ^validateObject(options, 'options');
		const { entryTypes, type, buffered } = { ...options };
		if (entryTypes === undefined && type === undefined) throw missing('options.entryTypes', 'options.type'); // node: internal/perf/observe:262      ^throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
		if (entryTypes != null && type != null) throw invalidArgValue('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together', "internal/perf/observe:264      ^throw new ERR_INVALID_ARG_VALUE('options.entryTypes',");
		const kind = entryTypes !== undefined ? 'multiple' : 'single';
		if (this.#kind !== undefined && this.#kind !== kind) {
			const DOMException = globalValue('DOMException');
			throw new DOMException(`PerformanceObserver can not change to ${kind === 'single' ? 'single observation' : 'multiple observations'}`, 'InvalidModificationError');
		}
		this.#kind = kind;
		if (kind === 'multiple') {
			if (!isArray(entryTypes)) throw invalidArgType('options.entryTypes', 'string[]', entryTypes, 'internal/perf/observe:290        ^throw new ERR_INVALID_ARG_TYPE(');
			this.#types = filter(entryTypes, (name, i) => includes(supported, name) && !includes(slice(entryTypes, 0, i), name));
		} else {
			if (!includes(supported, type)) return;
			if (!includes(this.#types, type)) this.#types[this.#types.length] = type;
			if (buffered) {
				const found = bufferedOf(type);
				for (let i = 0; i < found.length; i++) this.#buffer[this.#buffer.length] = found[i];
				queue(this);
			}
		}
		if (this.#types.length === 0) this.disconnect();
		else if (!includes(observers, this)) observers = [...observers, this];
	}
	disconnect() {
		observers = without(observers, this);
		pending = without(pending, this);
		this.#buffer = [];
		this.#types = [];
		this.#kind = undefined;
	}
	takeRecords() {
		const list = this.#buffer;
		this.#buffer = [];
		return list;
	}
	static get supportedEntryTypes() {
		return supported;
	}
	[kMaybeBuffer](entry) {
		if (!includes(this.#types, entry.entryType)) return;
		this.#buffer[this.#buffer.length] = entry;
		queue(this);
	}
	[kDispatch]() {
		this.#callback(new PerformanceObserverEntryList(key, this.takeRecords()), this);
	}
	[custom](depth, options) {
		if (depth < 0) return this;
		const shown = { connected: includes(observers, this), pending: includes(pending, this), entryTypes: this.#types, buffer: this.#buffer };
		return `PerformanceObserver ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
	}
	get [Symbol.toStringTag]() {
		return 'PerformanceObserver';
	}
}
enumerable(PerformanceObserver.prototype, ['observe', 'disconnect', 'takeRecords']);

// ---- functions that say how long they took

function timerify(fn, options = {}) {
	if (typeof fn !== 'function') throw require('host').thrown(invalidArgType('fn', 'Function', fn)); // node: internal/perf/timerify:56  ^validateFunction(fn, 'fn');
	validateObject(options, 'options'); // node: internal/perf/timerify:58  ^validateObject(options, 'options');
	if (options.histogram !== undefined) require('host').notCovered('the option histogram of performance.timerify');
	const done = (start, args) => {
		const entry = makeNodeEntry(fn.name, 'function', start, now() - start, args);
		for (let i = 0; i < args.length; i++) entry[i] = args[i];
		for (let i = 0; i < observers.length; i++) observers[i][kMaybeBuffer](entry);
	};
	function timerified(...args) {
		const start = now();
		const made = new.target !== undefined;
		const result = made ? construct(fn, args, fn) : apply(fn, this, args);
		if (!made && typeof result?.finally === 'function') return result.finally(() => done(start, args));
		done(start, args);
		return result;
	}
	defineProperty(timerified, 'length', { __proto__: null, configurable: false, enumerable: true, value: fn.length });
	defineProperty(timerified, 'name', { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` });
	return timerified;
}

const constants = {
	NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16,
	NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
	NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
	NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
};

module.exports = {
	Performance: notCoveredFunction('Performance'), PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
	PerformanceObserverEntryList, PerformanceResourceTiming: notCoveredFunction('PerformanceResourceTiming'),
	monitorEventLoopDelay: notCoveredFunction('perf_hooks.monitorEventLoopDelay'), createHistogram: notCoveredFunction('perf_hooks.createHistogram'),
	performance: globalValue('performance'), constants,
};
require('node/unprintable').hideModule(module.exports, 'perf_hooks');
// For the object `performance`; not part of the module.
defineProperty(module.exports, 'timerify', { __proto__: null, value: timerify, enumerable: false });
