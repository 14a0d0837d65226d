// SPDX-License-Identifier: MIT
// diagnostics_channel.js - node:diagnostics_channel: named channels, stores bound to them, and channels for tracing calls.
'use strict';

const { primordial, nextTick, notCovered } = require('host');
const { invalidArgType, validateFunction } = require('node/errors');
const indexOf = primordial('Array.prototype.indexOf');
const splice = primordial('Array.prototype.splice');
const slice = primordial('Array.prototype.slice');
const apply = primordial('Reflect.apply');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const defineProperty = primordial('Object.defineProperty');
const Promise = primordial('Promise');
const resolved = primordial('Promise.resolve');
const rejected = primordial('Promise.reject');
const then = primordial('Promise.prototype.then');
const test = primordial('RegExp.prototype.test');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');

const channels = new Map();

function throwLater(err) {
	nextTick(() => {
		throw err;
	});
}

// What Node publishes to these is not modelled.
const silent = /^(?:undici:|tracing:(?:module\.|undici)|module\.|console\.|http\.client\.request\.(?:error|created)$|http\.server\.response\.created$|udp\.socket$|execve$)/;

function activate(channel) {
	if (typeof channel.name === 'string' && test(silent, channel.name)) notCovered(`what Node publishes to the channel '${channel.name}'`);
	setPrototypeOf(channel, ActiveChannel.prototype);
	channel._subscribers = [];
	channel._stores = new Map();
}

function maybeDeactivate(channel) {
	if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
	setPrototypeOf(channel, Channel.prototype);
	channel._subscribers = undefined;
	channel._stores = undefined;
}

function withStore(store, data, next, transform = (value) => value) {
	return () => {
		let context;
		try {
			context = transform(data);
		} catch (err) {
			throwLater(err);
			return next();
		}
		return store.run(context, next);
	};
}

// A channel that someone listens to.
class ActiveChannel {
	subscribe(subscription) {
		validateFunction(subscription, 'subscription', "diagnostics_channel:101    ^validateFunction(subscription, 'subscription');");
		this._subscribers = slice(this._subscribers);
		this._subscribers[this._subscribers.length] = subscription;
	}
	unsubscribe(subscription) {
		const index = indexOf(this._subscribers, subscription);
		if (index === -1) return false;
		this._subscribers = slice(this._subscribers);
		splice(this._subscribers, index, 1);
		maybeDeactivate(this);
		return true;
	}
	bindStore(store, transform) {
		set(this._stores, store, transform);
	}
	unbindStore(store) {
		if (!this._stores.delete(store)) return false;
		maybeDeactivate(this);
		return true;
	}
	get hasSubscribers() {
		return true;
	}
	publish(data) {
		const subscribers = this._subscribers;
		for (let i = 0; i < (subscribers?.length || 0); i++) {
			try {
				const onMessage = subscribers[i];
				onMessage(data, this.name);
			} catch (err) {
				throwLater(err);
			}
		}
	}
	runStores(data, fn, thisArg, ...args) {
		let run = () => {
			this.publish(data);
			return apply(fn, thisArg, args); // node: diagnostics_channel:162      return ^ReflectApply(fn, thisArg, args);
		};
		const bound = [...this._stores.entries()];
		for (let i = 0; i < bound.length; i++) run = withStore(bound[i][0], data, run, bound[i][1]);
		return run();
	}
}

class Channel {
	constructor(name) {
		this._subscribers = undefined;
		this._stores = undefined;
		this.name = name;
		set(channels, name, this);
	}
	static [Symbol.hasInstance](instance) {
		const prototype = getPrototypeOf(instance);
		return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
	}
	subscribe(subscription) {
		activate(this);
		this.subscribe(subscription);
	}
	unsubscribe() {
		return false;
	}
	bindStore(store, transform) {
		activate(this);
		this.bindStore(store, transform);
	}
	unbindStore() {
		return false;
	}
	get hasSubscribers() {
		return false;
	}
	publish() {}
	runStores(data, fn, thisArg, ...args) {
		return apply(fn, thisArg, args); // node: diagnostics_channel:215    return ^ReflectApply(fn, thisArg, args);
	}
}

function channel(name) {
	const found = get(channels, name);
	if (found) return found;
	if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', ['string', 'symbol'], name, "diagnostics_channel:226    ^throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);");
	return new Channel(name);
}

// ---- tracing

const traced = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function channelFrom(source, name) {
	if (typeof source === 'string') return channel(`tracing:${source}:${name}`);
	if (source === null || typeof source !== 'object') throw invalidArgType('nameOrChannels', ['string', 'object', 'TracingChannel'], source, "diagnostics_channel:272  ^throw new ERR_INVALID_ARG_TYPE('nameOrChannels',");
	if (!(source[name] instanceof Channel)) throw invalidArgType(`nameOrChannels.${name}`, ['Channel'], source[name], "diagnostics_channel:257    ^throw new ERR_INVALID_ARG_TYPE(name, ['Channel'], value);");
	return source[name];
}

class TracingChannel {
	constructor(source) {
		for (let i = 0; i < traced.length; i++) defineProperty(this, traced[i], { __proto__: null, value: channelFrom(source, traced[i]) });
	}
	get hasSubscribers() {
		for (let i = 0; i < traced.length; i++) if (this[traced[i]].hasSubscribers) return true;
		return false;
	}
	subscribe(handlers) {
		for (let i = 0; i < traced.length; i++) if (handlers[traced[i]]) this[traced[i]]?.subscribe(handlers[traced[i]]);
	}
	unsubscribe(handlers) {
		let done = true;
		for (let i = 0; i < traced.length; i++) if (handlers[traced[i]] && !this[traced[i]]?.unsubscribe(handlers[traced[i]])) done = false;
		return done;
	}
	// Call `body` between start and end; what it throws is published.
	#between(context, body) {
		const { start, end, error } = this;
		return start.runStores(context, () => {
			try {
				return body();
			} catch (err) {
				context.error = err;
				error.publish(context);
				throw err;
			} finally {
				end.publish(context);
			}
		});
	}
	traceSync(fn, context = {}, thisArg, ...args) {
		if (!this.hasSubscribers) return apply(fn, thisArg, args); // node: diagnostics_channel:319      return ^ReflectApply(fn, thisArg, args);
		return this.#between(context, () => {
			const result = apply(fn, thisArg, args); // node: diagnostics_channel:326        const result = ^ReflectApply(fn, thisArg, args);
			context.result = result;
			return result;
		});
	}
	tracePromise(fn, context = {}, thisArg, ...args) {
		if (!this.hasSubscribers) return apply(fn, thisArg, args); // node: diagnostics_channel:341      return ^ReflectApply(fn, thisArg, args);
		const { asyncStart, asyncEnd, error } = this;
		const settled = () => {
			asyncStart.publish(context);
			asyncEnd.publish(context);
		};
		return this.#between(context, () => {
			let promise = apply(fn, thisArg, args); // node: diagnostics_channel:365        let promise = ^ReflectApply(fn, thisArg, args);
			if (!(promise instanceof Promise)) promise = resolved(promise);
			return then(promise, (result) => {
				context.result = result;
				settled();
				return result;
			}, (err) => {
				context.error = err;
				error.publish(context);
				settled();
				return rejected(err);
			});
		});
	}
	traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
		if (!this.hasSubscribers) return apply(fn, thisArg, args); // node: diagnostics_channel:383      return ^ReflectApply(fn, thisArg, args);
		const { asyncStart, asyncEnd, error } = this;
		const at = position < 0 ? args.length + position : position;
		const callback = args[at];
		validateFunction(callback, 'callback', "diagnostics_channel:407    ^validateFunction(callback, 'callback');");
		args[at] = function(err, res) {
			if (err) {
				context.error = err;
				error.publish(context);
			} else {
				context.result = res;
			}
			asyncStart.runStores(context, () => {
				try {
					return apply(callback, this, arguments);
				} finally {
					asyncEnd.publish(context);
				}
			});
		};
		return this.#between(context, () => apply(fn, thisArg, args)); // node: diagnostics_channel:412        return ^ReflectApply(fn, thisArg, args);
	}
}

module.exports = {
	channel,
	hasSubscribers: (name) => get(channels, name)?.hasSubscribers ?? false,
	subscribe: (name, subscription) => channel(name).subscribe(subscription),
	tracingChannel: (source) => new TracingChannel(source),
	unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
	Channel,
};
