// SPDX-License-Identifier: MIT
// assert_call_tracker.js - assert.CallTracker: functions that count how often they are called.
'use strict';

const { primordial, thrown, process } = require('host');
const { invalidArgValue, validateUint32 } = require('node/errors');
const apply = primordial('Reflect.apply');
const freeze = primordial('Object.freeze');
const Failure = primordial('Error');
const Proxy = primordial('Proxy');
const Map = primordial('Map');
const WeakMap = primordial('WeakMap');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const forEach = primordial('Map.prototype.forEach');
const getWeak = primordial('WeakMap.prototype.get');
const setWeak = primordial('WeakMap.prototype.set');

// The check of one function: how often it should be called, and how it was.
class Tracked {
	constructor(name, exact, stackTrace) {
		this.name = name;
		this.exact = exact;
		this.stackTrace = stackTrace;
		this.calls = [];
	}
	track(thisArg, args) {
		this.calls[this.calls.length] = freeze({ thisArg, arguments: freeze([...args]) });
	}
	report() {
		const count = this.calls.length;
		if (count === this.exact) return undefined;
		const message = `Expected the ${this.name} function to be executed ${this.exact} time(s) but was executed ${count} time(s).`;
		return { message, actual: count, expected: this.exact, operator: this.name, stack: this.stackTrace };
	}
}

// A function without a name.
const nothing = () => primordial('Object.defineProperty')(() => {}, 'name', { __proto__: null, value: '', configurable: true });

const states = new WeakMap();
const stateOf = (tracker) => getWeak(states, tracker);
let warned = false;

class CallTracker {
	constructor() {
		setWeak(states, this, new Map());
		if (!warned) process.emitWarning('assert.CallTracker is deprecated.', 'DeprecationWarning', 'DEP0173');
		warned = true;
	}
	reset(tracked) {
		if (tracked === undefined) {
			forEach(stateOf(this), (check) => {
				check.calls = [];
			});
			return;
		}
		find(this, tracked).calls = [];
	}
	getCalls(tracked) {
		return freeze([...find(this, tracked).calls]);
	}
	calls(fn, expected = 1) {
		if (typeof fn === 'number') {
			expected = fn;
			fn = nothing();
		} else if (fn === undefined) {
			fn = nothing();
		}
		validateUint32(expected, 'expected', true); // node: internal/assert/calltracker:107    ^validateUint32(expected, 'expected', true);
		const check = new Tracked(fn.name || 'calls', expected, new Failure());
		const tracked = new Proxy(fn, {
			__proto__: null,
			apply(target, thisArg, args) {
				check.track(thisArg, args);
				return apply(target, thisArg, args);
			},
		});
		set(stateOf(this), tracked, check);
		return tracked;
	}
	report() {
		const errors = [];
		forEach(stateOf(this), (check) => {
			const failed = check.report();
			if (failed !== undefined) errors[errors.length] = failed;
		});
		return errors;
	}
	verify() {
		const errors = this.report();
		if (errors.length === 0) return;
		const message = errors.length === 1 ? errors[0].message : 'Functions were not called the expected number of times';
		const { AssertionError } = require('node/assert');
		const err = new AssertionError({ message });
		for (let i = 0; i < errors.length; i++) {
			for (const name of ['message', 'actual', 'expected', 'operator']) err[`${name} ${i}`] = errors[i][name];
			err[`stack trace ${i}`] = errors[i].stack;
		}
		throw thrown(err, 'internal/assert/calltracker:146    ^throw new AssertionError({', undefined, true);
	}
}

function find(tracker, tracked) {
	const check = get(stateOf(tracker), tracked);
	if (check === undefined) throw invalidArgValue('tracked', tracked, 'is not a tracked function'); // node: internal/assert/calltracker:79      ^throw new ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function');
	return check;
}

module.exports = { CallTracker };
