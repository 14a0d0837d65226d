// SPDX-License-Identifier: MIT
// node_event_target.js - what Node adds to EventTarget: its mark, and NodeEventTarget, which message ports inherit from and which has the
// methods of event emitters (lib/internal/event_target.js and worker/io.js of Node). The work is done by the functions of ports.c.
'use strict';

const { primordial } = require('host');
const { setMaxListeners, kMaxEventTargetListeners } = require('node/events');
const apply = primordial('Reflect.apply');
const ownKeys = primordial('Reflect.ownKeys');
const defineProperty = primordial('Object.defineProperty');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const setPrototypeOf = primordial('Object.setPrototypeOf');

const mark = Symbol.for('nodejs.event_target');
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');
const custom = Symbol.for('nodejs.util.inspect.custom');
// The types whose listeners went after one call: Node keeps their places.
const onceTypes = new (primordial('WeakMap'))();
const has = primordial('WeakMap.prototype.has'), getOf = primordial('WeakMap.prototype.get'), setOf = primordial('WeakMap.prototype.set');
const kCreateEvent = Symbol('kCreateEvent'), oninitSymbol = Symbol('oninit'), oncloseSymbol = Symbol('handle_onclose');

// Methods behind those that stand before them.
function moveBack(object, name) {
	const descriptor = getOwnPropertyDescriptor(object, name);
	delete object[name];
	defineProperty(object, name, descriptor);
}

function completeTarget(EventTarget) {
	if (EventTarget[mark]) return EventTarget;
	EventTarget[mark] = true;
	moveBack(EventTarget.prototype, 'dispatchEvent');
	return EventTarget;
}

// In Node these are methods of a class.
function completeSignal(AbortSignal) {
	const names = ['abort', 'timeout', 'any'];
	for (let i = 0; i < names.length; i++) {
		moveBack(AbortSignal, names[i]);
		defineProperty(AbortSignal, names[i], { __proto__: null, enumerable: false });
	}
	return AbortSignal;
}

// `native`: the functions of ports.c by their names.
function makeClass(EventTarget, native) {
	const NodeEventTarget = class NodeEventTarget extends EventTarget {
		static [kIsNodeEventTarget] = true;
		static defaultMaxListeners = 10;

		setMaxListeners(n) {
			apply(native.listenerCount, this, ['']);
			setMaxListeners(n, this);
		}
		getMaxListeners() {
			apply(native.listenerCount, this, ['']);
			return this[kMaxEventTargetListeners] ?? NodeEventTarget.defaultMaxListeners;
		}
		eventNames() {
			return apply(native.eventNames, this, []);
		}
		listenerCount(type) {
			return apply(native.listenerCount, this, [type]);
		}
		off(type, listener, options) {
			return apply(native.off, this, [type, listener, options]);
		}
		removeListener(type, listener, options) {
			return apply(native.off, this, [type, listener, options]);
		}
		on(type, listener) {
			return apply(native.on, this, [type, listener]);
		}
		addListener(type, listener) {
			return apply(native.on, this, [type, listener]);
		}
		emit(type, arg) {
			return apply(native.emit, this, [type, arg]);
		}
		once(type, listener) {
			if (!has(onceTypes, this)) setOf(onceTypes, this, []);
			const types = getOf(onceTypes, this);
			types[types.length] = type;
			return apply(native.once, this, [type, listener]);
		}
		removeAllListeners(type) {
			return apply(native.removeAllListeners, this, [type]);
		}
	};
	for (const name of ownKeys(NodeEventTarget.prototype)) if (name !== 'constructor') defineProperty(NodeEventTarget.prototype, name, { __proto__: null, enumerable: true });
	return NodeEventTarget;
}

// Empty the prototype: what it had, by name.
function takeAll(prototype) {
	const taken = { __proto__: null }, keys = ownKeys(prototype);
	for (let i = 0; i < keys.length; i++) {
		if (typeof keys[i] === 'string') taken[keys[i]] = getOwnPropertyDescriptor(prototype, keys[i]);
		delete prototype[keys[i]];
	}
	return taken;
}

// MessagePort, whose prototype has the functions of ports.c and the handler attributes, as Node has it.
function completePort(MessagePort, EventTarget) {
	completeTarget(EventTarget);
	const { prototype } = MessagePort, taken = takeAll(prototype), native = { __proto__: null };
	for (const name of ownKeys(taken)) native[name] = taken[name].value;
	const NodeEventTarget = makeClass(EventTarget, native);
	const hide = (key, value, enumerable) => defineProperty(prototype, key, { __proto__: null, value, enumerable });
	setPrototypeOf(MessagePort, NodeEventTarget);
	setPrototypeOf(prototype, NodeEventTarget.prototype);
	prototype.postMessage = native.postMessage;
	prototype.start = native.start;
	defineProperty(prototype, 'constructor', taken.constructor);
	prototype.ref = native.ref;
	prototype.unref = native.unref;
	prototype.hasRef = function() {
		return apply(native.hasRef, this, []);
	};
	defineProperty(prototype, 'onmessage', taken.onmessage);
	defineProperty(prototype, 'onmessageerror', taken.onmessageerror);
	prototype.close = function(cb) {
		return apply(native.close, this, [cb]);
	};
	// What calls these in Node is done without them here.
	defineProperty(prototype, kCreateEvent, { __proto__: null, value: function(data, type) {} });
	hide(oninitSymbol, function oninit() {}, true);
	hide(oncloseSymbol, function onclose() {}, false);
	hide(custom, function inspect() {
		const depth = arguments[0], options = arguments[1];
		let refed;
		try {
			refed = apply(native.hasRef, this, []);
		} catch {
			return this;
		}
		return require('node/inspect_port').mirror(this, { prototype, native, refed, onceTypes: getOf(onceTypes, this) }, depth, options);
	}, false);
}

module.exports = { completeTarget, completeSignal, completePort };
