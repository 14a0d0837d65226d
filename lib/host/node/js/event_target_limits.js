// SPDX-License-Identifier: MIT
// event_target_limits.js - how many listeners of a type an EventTarget may have before Node warns.
'use strict';

const { primordial, emitWarning, inspect } = require('host');
const EventEmitter = require('node/events');
const Failure = primordial('Error');
const defineProperty = primordial('Object.defineProperty');
const { kMaxEventTargetListeners: kLimit, kMaxEventTargetListenersWarned: kWarned } = EventEmitter;

const hide = (target, key, value) => defineProperty(target, key, { __proto__: null, value, enumerable: false, configurable: true, writable: true });

function setLimit(target, limit) {
	hide(target, kLimit, limit);
	hide(target, kWarned, false);
}

// A target got a listener, as one of `count` of its type.
function added(target, type, count) {
	const limit = target[kLimit] ?? EventEmitter.defaultMaxListeners;
	if (!(limit > 0 && count > limit) || target[kWarned]) return;
	hide(target, kWarned, true);
	const warning = new Failure(`Possible EventTarget memory leak detected. ${count} ${type} listeners added to ${inspect(target, { depth: -1 })}. MaxListeners is ${limit}. Use events.setMaxListeners() to increase limit`);
	warning.name = 'MaxListenersExceededWarning';
	warning.target = target;
	warning.type = type;
	warning.count = count;
	emitWarning(warning);
}

module.exports = { added, setLimit };
