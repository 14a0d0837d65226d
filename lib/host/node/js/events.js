// SPDX-License-Identifier: MIT
// events.js - node:events: EventEmitter, once, on, and what belongs to them.
'use strict';

const { primordial, error, thrownOn, nextTick, emitWarning, inspect, className, framesBelow, limitsSet, listenersOf: listenersAt, notCovered, process, queueMicrotask } = require('host');
const { abortedBy, checkAt, invalidArgType, outOfRange, validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateNumber } = require('node/errors');
const apply = primordial('Reflect.apply');
const ownKeys = primordial('Reflect.ownKeys');
const bind = primordial('Function.prototype.bind');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');
const slice = primordial('Array.prototype.slice');
const startsWith = primordial('String.prototype.startsWith');
const isArray = primordial('Array.isArray');
const defineProperty = primordial('Object.defineProperty');
const defineProperties = primordial('Object.defineProperties');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const captureStackTrace = primordial('Error.captureStackTrace');
const Promise = primordial('Promise');
const promiseResolve = primordial('Promise.resolve');
const promiseReject = primordial('Promise.reject');
const toText = primordial('String');
const Failure = primordial('Error');

const kShapeMode = Symbol('shapeMode');
const kCapture = Symbol('kCapture');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kWatermarkData = Symbol.for('nodejs.watermarkData');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');

let defaultMaxListeners = 10;
let asyncResourceClass;

function isError(value) {
	return className(value) === 'ERROR';
}

function checkListener(listener) {
	validateFunction(listener, 'listener', "events:275  ^validateFunction(listener, 'listener');");
}

function EventEmitter(opts) {
	EventEmitter.init.call(this, opts);
}
module.exports = EventEmitter;
EventEmitter.addAbortListener = addAbortListener;
EventEmitter.once = once;
EventEmitter.on = on;
EventEmitter.getEventListeners = getEventListeners;
EventEmitter.getMaxListeners = getMaxListeners;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
setPrototypeOf(getPrototypeOf(process), EventEmitter.prototype);
defineProperty(EventEmitter, 'captureRejections', {
	__proto__: null,
	get() {
		return EventEmitter.prototype[kCapture];
	},
	set(value) {
		validateBoolean(value, 'EventEmitter.captureRejections', "events:240    ^validateBoolean(value, 'EventEmitter.captureRejections');");
		EventEmitter.prototype[kCapture] = value;
	},
	enumerable: true,
});
// Listeners run in the context of the resource.
function makeAsyncResourceClass() {
	const { AsyncResource } = require('node/async_hooks');
	class EventEmitterReferencingAsyncResource extends AsyncResource {
		#emitter;
		constructor(emitter, type, options) {
			super(type, options);
			this.#emitter = emitter;
		}
		get eventEmitter() {
			return this.#emitter;
		}
	}
	return class EventEmitterAsyncResource extends EventEmitter {
		#resource;
		constructor(options = undefined) {
			let name;
			if (typeof options === 'string') {
				name = options;
				options = undefined;
			} else {
				if (new.target === EventEmitterAsyncResource) validateResourceName(options?.name);
				name = options?.name || new.target.name;
			}
			super(options);
			this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
		}
		emit(event, ...args) {
			return this.#resource.runInAsyncScope(super.emit, this, event, ...args);
		}
		emitDestroy() {
			this.#resource.emitDestroy();
		}
		get asyncId() {
			return this.#resource.asyncId();
		}
		get triggerAsyncId() {
			return this.#resource.triggerAsyncId();
		}
		get asyncResource() {
			return this.#resource;
		}
	};
}
function validateResourceName(name) {
	if (typeof name !== 'string') throw require('host').thrown(require('node/errors').invalidArgType('options.name', 'string', name)); // node: events:150              ^validateString(options?.name, 'options.name');
}
defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
	__proto__: null,
	enumerable: true,
	configurable: true,
	get() {
		asyncResourceClass ??= makeAsyncResourceClass();
		return asyncResourceClass;
	},
	set: undefined,
});
EventEmitter.errorMonitor = kErrorMonitor;
defineProperty(EventEmitter.prototype, kCapture, { __proto__: null, value: false, writable: true, enumerable: false });

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

defineProperties(EventEmitter, {
	defaultMaxListeners: {
		__proto__: null,
		enumerable: true,
		get() {
			return defaultMaxListeners;
		},
		set(count) {
			validateNumber(count, 'defaultMaxListeners', 0, undefined, "events:285    ^validateNumber(arg, 'defaultMaxListeners', 0);");
			defaultMaxListeners = count;
			limitsSet();
		},
	},
	kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners, enumerable: false, configurable: false, writable: false },
	kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned, enumerable: false, configurable: false, writable: false },
});

EventEmitter.setMaxListeners = function(n = defaultMaxListeners, ...targets) {
	validateNumber(n, 'setMaxListeners', 0, undefined, "events:321    ^validateNumber(n, 'setMaxListeners', 0);");
	limitsSet();
	if (targets.length === 0) {
		defaultMaxListeners = n;
		return;
	}
	for (let i = 0; i < targets.length; i++) {
		const target = targets[i];
		if (isEventTarget(target)) {
			require('node/event_target_limits').setLimit(target, n);
		} else if (typeof target.setMaxListeners === 'function') {
			target.setMaxListeners(n);
		} else {
			throw invalidArgType('eventTargets', ['EventEmitter', 'EventTarget'], target, 'events:336          ^throw new ERR_INVALID_ARG_TYPE(');
		}
	}
};

EventEmitter.init = function(opts) {
	if (this._events === undefined || this._events === getPrototypeOf(this)._events) {
		this._events = { __proto__: null };
		this._eventsCount = 0;
		this[kShapeMode] = false;
	} else {
		this[kShapeMode] = true;
	}
	this._maxListeners = this._maxListeners || undefined;
	if (opts?.captureRejections) {
		validateBoolean(opts.captureRejections, 'options.captureRejections', "events:362    ^validateBoolean(opts.captureRejections, 'options.captureRejections');");
		this[kCapture] = opts.captureRejections === true;
	} else {
		this[kCapture] = EventEmitter.prototype[kCapture];
	}
};

function addCatch(emitter, promise, type, args) {
	if (!emitter[kCapture]) return;
	try {
		const then = promise.then;
		if (typeof then === 'function') {
			apply(then, promise, [undefined, function(err) {
				nextTick(emitRejection, emitter, err, type, args);
			}]);
		}
	} catch (err) {
		emitter.emit('error', err);
	}
}

function emitRejection(emitter, err, type, args) {
	if (typeof emitter[kRejection] === 'function') {
		emitter[kRejection](err, type, ...args);
		return;
	}
	const before = emitter[kCapture];
	try {
		// A rejection of an error listener is not captured again.
		emitter[kCapture] = false;
		emitter.emit('error', err);
	} finally {
		emitter[kCapture] = before;
	}
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
	validateNumber(n, 'setMaxListeners', 0, undefined, "events:420  ^validateNumber(n, 'setMaxListeners', 0);");
	this._maxListeners = n;
	return this;
};

function maxListenersOf(emitter) {
	return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
	return maxListenersOf(this);
};

// Where two stacks go on alike for more than three lines: [length, offset in the first].
function commonLines(a, b) {
	for (let i = 0; i < a.length - 3; i++) {
		let at = -1;
		for (let k = 0; k < b.length; k++) {
			if (b[k] === a[i]) {
				at = k;
				break;
			}
		}
		if (at < 0 || b.length - at <= 3) continue;
		let length = 1;
		while (i + length < a.length && at + length < b.length && a[i + length] === b[at + length]) length++;
		if (length > 3) return [length, i];
	}
	return [0, 0];
}

// Are these two lowest lines of one run of one CommonJS module's text, wherever in it?
function sameModule(a, b) {
	const main = '    at Object.<anonymous> (';
	const where = (line) => slice(split(line, ':'), 0, -2);
	return startsWith(a, main) && join(where(a), ':') === join(where(b), ':');
}

// What a fatal report adds to the stack of an 'error' event's error: where it was emitted.
function emittedAt(emitter, capture) {
	const below = framesBelow();
	return function(err) {
		let on = '';
		const { name } = emitter.constructor;
		if (name !== 'EventEmitter') on = ` on ${name} instance`;
		const theirs = slice(split(err.stack, '\n'), 1);
		let ours = slice(split(capture.stack, '\n'), 1);
		const shown = ours.length;
		// On the real host its own frames follow below; they count where the two stacks are compared.
		const lowest = [ours[shown - 1], theirs[theirs.length - 1]];
		if (shown > 0 && theirs.length > 0 && (lowest[0] === lowest[1] || sameModule(lowest[0], lowest[1]))) {
			for (let i = 0; i < below && ours.length < 10; i++) {
				ours[ours.length] = i;
				theirs[theirs.length] = i;
			}
		}
		const common = commonLines(ours, theirs);
		if (common[0] === 0) ours = slice(ours, 0, shown);
		if (common[0] > 0) {
			const from = common[1] + 1, to = common[1] + common[0] - 1;
			const kept = [];
			for (let i = 0; i < ours.length; i++) {
				if (i === from) kept[kept.length] = '    [... lines matching original stack trace ...]';
				if ((i < from || i >= to) && typeof ours[i] === 'string') kept[kept.length] = ours[i];
			}
			ours = kept;
		}
		err.stack = `${err.stack}\nEmitted 'error' event${on} at:${ours.length > 0 ? '\n' : ''}${join(ours, '\n')}`;
	};
}

EventEmitter.prototype.emit = function emit(type, ...args) {
	let isErrorEvent = type === 'error';
	const events = this._events;
	if (events !== undefined) {
		if (isErrorEvent && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
		isErrorEvent = isErrorEvent && events.error === undefined;
	} else if (!isErrorEvent) {
		return false;
	}
	if (isErrorEvent) {
		const err = args[0];
		if (isError(err) || err instanceof Failure) {
			const capture = new Failure(''); // its frames are named when it is asked for them
			captureStackTrace(capture);
			thrownOn(err, "events:502      ^throw er; // Unhandled 'error' event", emittedAt(this, capture));
			throw err;
		}
		let text;
		try {
			text = inspect(err);
		} catch {
			text = err;
		}
		const made = error('Error', 'ERR_UNHANDLED_ERROR', `Unhandled error. (${toText(text)})`, 'events:513    const err = ^new ERR_UNHANDLED_ERROR(stringifiedEr);');
		made.context = err;
		thrownOn(made, "events:515    ^throw err; // Unhandled 'error' event");
		throw made;
	}
	const handler = events[type];
	if (handler === undefined) return false;
	if (typeof handler === 'function') {
		const result = apply(handler, this, args); // node: events:524    const result = handler.^apply(this, args);
		if (result !== undefined && result !== null) addCatch(this, result, type, args);
	} else {
		const listeners = slice(handler);
		for (let i = 0; i < listeners.length; i++) {
			const result = apply(listeners[i], this, args); // node: events:536      const result = listeners[i].^apply(this, args);
			if (result !== undefined && result !== null) addCatch(this, result, type, args);
		}
	}
	return true;
};

function add(target, type, listener, prepend) {
	checkListener(listener);
	let events = target._events;
	let existing;
	if (events === undefined) {
		events = target._events = { __proto__: null };
		target._eventsCount = 0;
	} else {
		// Told before it is added, and only then is looked what there is: a newListener handler may add to it.
		if (events.newListener !== undefined) {
			target.emit('newListener', type, listener.listener ?? listener);
			events = target._events;
		}
		existing = events[type];
	}
	if (existing === undefined) {
		events[type] = listener;
		++target._eventsCount;
		return target;
	}
	if (typeof existing === 'function') {
		existing = events[type] = prepend ? [listener, existing] : [existing, listener];
	} else if (prepend) {
		for (let i = existing.length; i > 0; i--) existing[i] = existing[i - 1];
		existing[0] = listener;
	} else {
		existing[existing.length] = listener;
	}
	const max = maxListenersOf(target);
	if (max > 0 && existing.length > max && !existing.warned) {
		existing.warned = true;
		const warning = new Failure(`Possible EventEmitter memory leak detected. ${existing.length} ${toText(type)} listeners added to ${inspect(target, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`);
		warning.name = 'MaxListenersExceededWarning';
		warning.emitter = target;
		warning.type = type;
		warning.count = existing.length;
		emitWarning(warning);
	}
	return target;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
	return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
	return add(this, type, listener, true);
};

function onceWrapper() {
	if (this.fired) return undefined;
	this.target.removeListener(this.type, this.wrapFn);
	this.fired = true;
	if (arguments.length === 0) return apply(this.listener, this.target, arguments); // node: events:638      return this.listener.^call(this.target);
	return apply(this.listener, this.target, arguments); // node: events:639    return this.listener.^apply(this.target, arguments);
}

function wrapOnce(target, type, listener) {
	const state = { fired: false, wrapFn: undefined, target, type, listener };
	const wrapped = bind(onceWrapper, state);
	wrapped.listener = listener;
	state.wrapFn = wrapped;
	return wrapped;
}

EventEmitter.prototype.once = function once(type, listener) {
	checkListener(listener);
	this.on(type, wrapOnce(this, type, listener));
	return this;
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
	checkListener(listener);
	this.prependListener(type, wrapOnce(this, type, listener));
	return this;
};

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
	checkListener(listener);
	const events = this._events;
	if (events === undefined) return this;
	const list = events[type];
	if (list === undefined) return this;
	if (list === listener || list.listener === listener) {
		this._eventsCount -= 1;
		if (this[kShapeMode]) {
			events[type] = undefined;
		} else if (this._eventsCount === 0) {
			this._events = { __proto__: null };
		} else {
			delete events[type];
			if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
		}
		return this;
	}
	if (typeof list === 'function') return this;
	let position = -1;
	for (let i = list.length - 1; i >= 0; i--) {
		if (list[i] === listener || list[i].listener === listener) {
			position = i;
			break;
		}
	}
	if (position < 0) return this;
	for (let i = position; i < list.length - 1; i++) list[i] = list[i + 1];
	list.length--;
	if (list.length === 1) events[type] = list[0];
	if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
	return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
	const events = this._events;
	if (events === undefined) return this;
	// Nobody listens for removals: nothing to tell.
	if (events.removeListener === undefined) {
		if (arguments.length === 0) {
			this._events = { __proto__: null };
			this._eventsCount = 0;
		} else if (events[type] !== undefined) {
			if (--this._eventsCount === 0) this._events = { __proto__: null };
			else delete events[type];
		}
		this[kShapeMode] = false;
		return this;
	}
	if (arguments.length === 0) {
		const keys = ownKeys(events);
		for (let i = 0; i < keys.length; i++) {
			if (keys[i] !== 'removeListener') this.removeAllListeners(keys[i]);
		}
		this.removeAllListeners('removeListener');
		this._events = { __proto__: null };
		this._eventsCount = 0;
		this[kShapeMode] = false;
		return this;
	}
	const listeners = events[type];
	if (typeof listeners === 'function') {
		this.removeListener(type, listeners);
	} else if (listeners !== undefined) {
		for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
	}
	return this;
};

function listenersOf(target, type, unwrap) {
	const events = target._events;
	if (events === undefined) return [];
	const listener = events[type];
	if (listener === undefined) return [];
	if (typeof listener === 'function') return unwrap ? [listener.listener || listener] : [listener];
	const list = slice(listener);
	if (unwrap) for (let i = 0; i < list.length; i++) list[i] = list[i].listener || list[i];
	return list;
}

EventEmitter.prototype.listeners = function listeners(type) {
	return listenersOf(this, type, true);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
	return listenersOf(this, type, false);
};

function countListeners(emitter, type, listener) {
	const events = emitter._events;
	if (events === undefined) return 0;
	const found = events[type];
	if (typeof found === 'function') {
		if (listener != null) return listener === found || listener === found.listener ? 1 : 0;
		return 1;
	}
	if (found === undefined) return 0;
	if (listener == null) return found.length;
	let matching = 0;
	for (let i = 0; i < found.length; i++) if (found[i] === listener || found[i].listener === listener) matching++;
	return matching;
}

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
	return countListeners(this, type, listener);
};

EventEmitter.listenerCount = function(emitter, type) {
	if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type); // node: events:837  if (typeof emitter.^listenerCount === 'function') {
	return countListeners(emitter, type);
};

EventEmitter.prototype.eventNames = function eventNames() {
	return this._eventsCount > 0 ? ownKeys(this._events) : [];
};

// ---- functions of the module

function isEventTarget(value) {
	return value !== null && typeof value === 'object' && typeof value.addEventListener === 'function';
}

function getEventListeners(emitterOrTarget, type) {
	if (typeof emitterOrTarget.listeners === 'function') return emitterOrTarget.listeners(type); // node: events:925  if (typeof emitterOrTarget.^listeners === 'function') {
	if (isEventTarget(emitterOrTarget)) return listenersAt(emitterOrTarget, type);
	throw invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget, "events:942  ^throw new ERR_INVALID_ARG_TYPE('emitter',");
}

function getMaxListeners(emitterOrTarget) {
	if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
	if (isEventTarget(emitterOrTarget)) return emitterOrTarget[kMaxEventTargetListeners] ?? defaultMaxListeners;
	throw invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget, "events:959  ^throw new ERR_INVALID_ARG_TYPE('emitter',");
}

function listen(emitter, name, listener, flags) {
	if (typeof emitter.on === 'function') { // node: events:1033  if (typeof emitter.^on === 'function') {
		if (flags?.once) emitter.once(name, listener);
		else emitter.on(name, listener);
	} else if (typeof emitter.addEventListener === 'function') {
		emitter.addEventListener(name, listener, flags);
	} else {
		throw invalidArgType('emitter', 'EventEmitter', emitter, "events:1042    ^throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);");
	}
}

function unlisten(emitter, name, listener, flags) {
	if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
	else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(name, listener, flags);
	else throw invalidArgType('emitter', 'EventEmitter', emitter, "events:1028    ^throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);");
}

async function once(emitter, name, options = {}) {
	const signal = options?.signal;
	checkAt("events:974  ^validateAbortSignal(signal, 'options.signal');", validateAbortSignal, signal, 'options.signal');
	if (signal?.aborted) throw abortedBy(signal, "events:976    throw ^new AbortError(undefined, { cause: signal?.reason });");
	return new Promise((resolve, reject) => {
		const errorListener = (err) => {
			emitter.removeListener(name, resolver);
			if (signal != null) unlisten(signal, 'abort', aborted);
			reject(err);
		};
		const resolver = (...args) => {
			if (typeof emitter.removeListener === 'function') emitter.removeListener('error', errorListener);
			if (signal != null) unlisten(signal, 'abort', aborted);
			resolve(args);
		};
		listen(emitter, name, resolver, { __proto__: null, once: true });
		if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', errorListener);
		function aborted() {
			unlisten(emitter, name, resolver);
			unlisten(emitter, 'error', errorListener);
			reject(abortedBy(signal, "events:1006      reject(^new AbortError(undefined, { cause: signal?.reason }));"));
		}
		if (signal != null) listen(signal, 'abort', aborted, { __proto__: null, once: true });
	});
}

const AsyncIteratorPrototype = getPrototypeOf(getPrototypeOf(async function*() {}).prototype);

function step(value, done) {
	return { value, done };
}

// A first-in first-out list that does not shift.
function newQueue() {
	return { items: [], head: 0 };
}
function queueIsEmpty(queue) {
	return queue.head === queue.items.length;
}
function queueTake(queue) {
	const item = queue.items[queue.head];
	queue.items[queue.head++] = undefined;
	if (queue.head === queue.items.length) {
		queue.items = [];
		queue.head = 0;
	}
	return item;
}
function queuePut(queue, item) {
	queue.items[queue.items.length] = item;
}

function on(emitter, event, options = {}) {
	const signal = options.signal;
	validateAbortSignal(signal, 'options.signal', "events:1061  ^validateAbortSignal(signal, 'options.signal');");
	if (signal?.aborted) throw abortedBy(signal, "events:1063    throw ^new AbortError(undefined, { cause: signal?.reason });");
	const high = options.highWaterMark ?? options.highWatermark ?? 9007199254740991;
	validateInteger(high, 'options.highWaterMark', 1); // node: events:1066  ^validateInteger(highWatermark, 'options.highWaterMark', 1);
	const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
	validateInteger(low, 'options.lowWaterMark', 1); // node: events:1069  ^validateInteger(lowWatermark, 'options.lowWaterMark', 1);
	const first = options[Symbol.for('nodejs.firstEventParam')] === true;
	const events = newQueue();
	const waiting = newQueue();
	let paused = false, failure = null, finished = false, size = 0;
	const attached = [];
	const attach = (target, name, handler, flags) => {
		listen(target, name, handler, flags);
		attached[attached.length] = [target, name, handler, flags];
	};

	const iterator = setPrototypeOf({
		next() {
			if (size) {
				const value = queueTake(events);
				size--;
				if (paused && size < low) {
					emitter.resume();
					paused = false;
				}
				return promiseResolve(step(value, false));
			}
			if (failure) {
				const rejected = promiseReject(failure);
				failure = null;
				return rejected;
			}
			if (finished) return closeHandler();
			return new Promise(function(resolve, reject) {
				queuePut(waiting, { resolve, reject });
			});
		},
		return() {
			return closeHandler();
		},
		throw(err) {
			if (!err || !isError(err)) throw invalidArgType('EventEmitter.AsyncIterator', 'Error', err, "events:1118        ^throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator',");
			errorHandler(err);
		},
		[Symbol.asyncIterator]() {
			return this;
		},
		[kWatermarkData]: {
			get size() {
				return size;
			},
			get low() {
				return low;
			},
			get high() {
				return high;
			},
			get isPaused() {
				return paused;
			},
		},
	}, AsyncIteratorPrototype);

	attach(emitter, event, options.handler === undefined ? (function(...args) {
		handle(first ? args[0] : args);
	}) : options.handler);
	if (event !== 'error' && typeof emitter.on === 'function') attach(emitter, 'error', errorHandler);
	const closeEvents = options.close;
	if (closeEvents?.length) for (let i = 0; i < closeEvents.length; i++) attach(emitter, closeEvents[i], closeHandler);
	if (signal != null) attach(signal, 'abort', () => errorHandler(abortedBy(signal, "events:1175    errorHandler(^new AbortError(undefined, { cause: signal?.reason }));")), { __proto__: null, once: true });
	return iterator;

	function handle(args) {
		if (queueIsEmpty(waiting)) {
			size++;
			if (!paused && size > high) {
				paused = true;
				emitter.pause();
			}
			queuePut(events, args);
		} else {
			queueTake(waiting).resolve(step(args, false));
		}
	}
	function errorHandler(err) {
		if (queueIsEmpty(waiting)) failure = err;
		else queueTake(waiting).reject(err);
		closeHandler();
	}
	function closeHandler() {
		for (let i = attached.length - 1; i >= 0; i--) unlisten(attached[i][0], attached[i][1], attached[i][2], attached[i][3]);
		attached.length = 0;
		finished = true;
		const end = step(undefined, true);
		while (!queueIsEmpty(waiting)) queueTake(waiting).resolve(end);
		return promiseResolve(end);
	}
}

function addAbortListener(signal, listener) {
	if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal, "internal/events/abort_listener:26    ^throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);");
	validateAbortSignal(signal, 'signal'); // node: internal/events/abort_listener:28  ^validateAbortSignal(signal, 'signal');
	validateFunction(listener, 'listener'); // node: internal/events/abort_listener:29  ^validateFunction(listener, 'listener');
	let remove;
	if (signal.aborted) {
		queueMicrotask(() => listener());
	} else {
		signal.addEventListener('abort', listener, { __proto__: null, once: true });
		remove = () => signal.removeEventListener('abort', listener);
	}
	return {
		__proto__: null,
		[Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
			remove?.();
		},
	};
}
