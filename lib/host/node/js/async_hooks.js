// SPDX-License-Identifier: MIT
// async_hooks.js - node:async_hooks: AsyncLocalStorage and AsyncResource.
//
// The context of an asynchronous operation is a Map from storages to their values, never changed once it is in use; the machine
// hands it on with promise reactions, jobs and tasks.
'use strict';

const { primordial, error, getContext, setContext, isMain, isReaction, isUnknown, notCoveredFunction, trackPromises, unknownValue } = require('host');
const { validateFunction, validateString, written } = require('node/errors');
const isSafeInteger = primordial('Number.isSafeInteger');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const has = primordial('Map.prototype.has');
const remove = primordial('Map.prototype.delete');
const apply = primordial('Reflect.apply');
const bind = primordial('Function.prototype.bind');
const defineProperty = primordial('Object.defineProperty');

const absent = Symbol('absent');

// What promises have in them while a storage is in use: their numbers, and what the storages that are in use hold.
const tracked = new Map();
set(tracked, Symbol('async_id_symbol'), unknownValue('promise[Symbol(async_id_symbol)]'));
set(tracked, Symbol('trigger_async_id_symbol'), unknownValue('promise[Symbol(trigger_async_id_symbol)]'));
let inUse = 0;
function track(storage, enabled) {
	inUse += enabled ? 1 : -1;
	if (enabled) set(tracked, storage.kResourceStore, storage);
	else remove(tracked, storage.kResourceStore);
	trackPromises(tracked, inUse > 0);
}

// Another context like the present one but for this storage; what it held before.
function change(storage, store) {
	const context = getContext();
	const before = context !== undefined && has(context, storage) ? get(context, storage) : absent;
	const next = new Map(context);
	if (store === absent) remove(next, storage);
	else set(next, storage, store);
	setContext(next);
	return before;
}

const kKept = Symbol('kept');
const hide = (storage, key, value) => defineProperty(storage, key, { __proto__: null, value, enumerable: false, configurable: true, writable: true });

class AsyncLocalStorage {
	constructor() {
		this.kResourceStore = Symbol('kResourceStore');
		this.enabled = false;
	}
	static bind(fn) {
		return AsyncResource.bind(fn);
	}
	static snapshot() {
		return AsyncLocalStorage.bind((cb, ...args) => cb(...args)); // node: async_hooks:295    return AsyncLocalStorage.bind((cb, ...args) => ^cb(...args));
	}
	// The operation that runs keeps what it has, which shows once the storage is used again; what begins until then does not get it.
	disable() {
		if (!this.enabled) return;
		this.enabled = false;
		track(this, false);
		const store = change(this, absent);
		hide(this, kKept, { store, context: getContext() });
	}
	_enable() {
		follows = true;
		if (this.enabled) return;
		this.enabled = true;
		track(this, true);
		const kept = this[kKept];
		hide(this, kKept, undefined);
		if (kept !== undefined && kept.context === getContext()) change(this, kept.store);
	}
	enterWith(store) {
		this._enable();
		change(this, store);
	}
	run(store, callback, ...args) {
		this._enable();
		const before = change(this, store);
		try {
			return apply(callback, null, args); // node: async_hooks:346      return ^ReflectApply(callback, null, args);
		} finally {
			change(this, before);
		}
	}
	exit(callback, ...args) {
		if (!this.enabled) return apply(callback, null, args); // node: async_hooks:354      return ^ReflectApply(callback, null, args);
		this.disable();
		try {
			return apply(callback, null, args); // node: async_hooks:358      return ^ReflectApply(callback, null, args);
		} finally {
			this._enable();
		}
	}
	getStore() {
		const context = getContext();
		if (this.enabled && context !== undefined && has(context, this)) return get(context, this);
		return undefined;
	}
}

const kContext = Symbol('context');
const kIds = Symbol('ids');
let inside; // the resource in whose scope the code runs, not only in its context

class AsyncResource {
	constructor(type, options = {}) {
		validateString(type, 'type', "async_hooks:164    ^validateString(type, 'type');");
		const trigger = typeof options === 'number' ? options : options.triggerAsyncId;
		if (trigger !== undefined && !isUnknown(trigger) && (!isSafeInteger(trigger) || trigger < -1)) throw error('RangeError', 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${written(trigger)}`, "async_hooks:177      ^throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerAsyncId);");
		hide(this, kIds, [unknownValue('asyncResource.asyncId()'), unknownValue('asyncResource.triggerAsyncId()')]);
		defineProperty(this, kContext, { __proto__: null, value: getContext(), enumerable: false });
	}
	runInAsyncScope(fn, thisArg, ...args) {
		const before = setContext(this[kContext]), outside = inside;
		inside = this;
		try {
			return apply(fn, thisArg, args); // node: async_hooks:206        ^ReflectApply(fn, thisArg, args);
		} finally {
			inside = outside;
			setContext(before);
		}
	}
	emitDestroy() {
		return this;
	}
	asyncId() {
		return this[kIds][0];
	}
	triggerAsyncId() {
		return this[kIds][1];
	}
	bind(fn, thisArg) {
		validateFunction(fn, 'fn', "async_hooks:232    ^validateFunction(fn, 'fn');");
		let bound;
		if (thisArg === undefined) {
			const resource = this;
			bound = function(...args) {
				return resource.runInAsyncScope(fn, this, ...args);
			};
		} else {
			bound = bind(this.runInAsyncScope, this, fn, thisArg);
		}
		defineProperty(bound, 'length', { __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false });
		return bound;
	}
	static bind(fn, type, thisArg) {
		type ||= fn.name; // node: async_hooks:268    type = type || fn.^name;
		return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
	}
}

// Node counts what its own streams begin, too, so that later numbers hang on where the output goes. Reactions, and modules, have none while nobody follows
// promises, as a storage in use does.
let follows = false;

function idOf(main, call) {
	if (isMain()) return main;
	return isReaction() && !follows ? 0 : unknownValue(call);
}

module.exports = {
	AsyncLocalStorage,
	createHook: notCoveredFunction('async_hooks.createHook'),
	executionAsyncId() {
		return inside !== undefined ? inside.asyncId() : idOf(1, 'executionAsyncId()');
	},
	triggerAsyncId() {
		return inside !== undefined ? inside.triggerAsyncId() : idOf(0, 'triggerAsyncId()');
	},
	executionAsyncResource: notCoveredFunction('async_hooks.executionAsyncResource'),
	asyncWrapProviders: require('node/async_providers'),
	AsyncResource,
};
