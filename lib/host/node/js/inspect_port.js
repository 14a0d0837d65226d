// SPDX-License-Identifier: MIT
// inspect_port.js - how util.inspect shows a MessagePort: with what lib/internal/event_target.js of Node keeps in it.
'use strict';

const { primordial, notCovered, listenersOf } = require('host');
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = require('node/events');
const Map = primordial('Map');
const apply = primordial('Reflect.apply');
const assign = primordial('Object.assign');
const set = primordial('Map.prototype.set');

const kEvents = Symbol('kEvents'), kHandlers = Symbol('kHandlers'), kNewListener = Symbol('kNewListener'), kRemoveListener = Symbol('kRemoveListener');
const kCurrentlyReceivingPorts = Symbol('nodejs.internal.kCurrentlyReceivingPorts');

class SafeMap extends Map {}
class Listener {
	next = undefined;
}

// Node's own listeners.
const own = { __proto__: null, newListener: 1, removeListener: 1 };
const rootOf = (size) => ({ size, next: new Listener(), resistStopPropagation: false });

const includes = primordial('Array.prototype.includes');

// An object that prints as `port` does. `native`: the functions of ports.c; `refed`: what its hasRef() says.
function mirror(port, { prototype, native, refed, onceTypes = [] }, depth, options) {
	if (depth === undefined || depth === null || depth > 2 || options.showHidden) notCovered('how the listeners of a MessagePort are printed');
	if (port.onmessage !== null || port.onmessageerror !== null) notCovered('how a MessagePort with handlers is printed');
	const events = new SafeMap(), types = apply(native.eventNames, port, []);
	for (let i = 0; i < types.length; i++) set(events, types[i], rootOf(own[types[i]] ?? listenersOf(port, types[i]).length));
	for (let i = 0; i < onceTypes.length; i++) if (!includes(types, onceTypes[i])) notCovered('how the place of a listener that was called once is printed');
	const state = refed === undefined ? { active: false } : { active: true, refed };
	const kept = {
		__proto__: null, [kEvents]: events, [kMaxEventTargetListeners]: 10, [kMaxEventTargetListenersWarned]: false, [kHandlers]: new SafeMap(),
		[kNewListener]: (() => function() {})(), [kRemoveListener]: (() => function() {})(), [kCurrentlyReceivingPorts]: undefined,
	};
	return assign({ __proto__: prototype }, state, kept, port);
}

module.exports = { mirror };
