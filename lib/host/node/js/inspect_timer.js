// SPDX-License-Identifier: MIT
// inspect_timer.js - how util.inspect shows a Timeout or an Immediate: with the members that Node keeps in it. When it began and its
// numbers are other ones in every run: unknown.
'use strict';

const { primordial, isMain, notCovered, timerState, unknownValue } = require('host');
const create = primordial('Object.create');
const defineProperty = primordial('Object.defineProperty');
const prototypeOf = primordial('Object.getPrototypeOf');

const refed = Symbol('refed'), hasPrimitive = Symbol('kHasPrimitive'), asyncId = Symbol('asyncId'), triggerId = Symbol('triggerId');

// Something is in them, which is not shown.
class TimersList {
	msecs = 0;
}
const another = (timer) => defineProperty(create(prototypeOf(timer)), '_repeat', { __proto__: null, value: null, enumerable: true });

// Those of one duration stand in a ring with their list: behind it the newest.
function timeoutMembers(timer, state) {
	const neighbour = (other) => (!state.waits ? null : other ? another(timer) : new TimersList());
	return [
		['_idleTimeout', state.cleared ? -1 : state.delay], ['_idlePrev', neighbour(state.newer)], ['_idleNext', neighbour(state.older)],
		['_idleStart', unknownValue('timer._idleStart')], ['_onTimeout', state.callback], ['_timerArgs', state.args],
		['_repeat', state.repeats ? state.delay : null], ['_destroyed', state.destroyed], [refed, state.refed], [hasPrimitive, state.numbered],
	];
}

function immediateMembers(timer, state) {
	if (state.older || state.newer) notCovered('an Immediate printed while others wait');
	return [
		['_idleNext', null], ['_idlePrev', null], ['_onImmediate', state.callback], ['_argv', state.args], ['_destroyed', state.destroyed],
		[refed, state.destroyed ? null : state.refed],
	];
}

// A Timeout says itself that what is in it is not shown; an Immediate does not.
function inspectTimer(depth, options, inspect) {
	const state = timerState(this);
	const members = (state.isTimeout ? timeoutMembers : immediateMembers)(this, state);
	const shown = create(prototypeOf(this));
	const ids = [[asyncId, unknownValue('timer[Symbol(asyncId)]')], [triggerId, isMain() ? 1 : unknownValue('timer[Symbol(triggerId)]')]];
	for (const [key, value] of [...members, ...ids]) defineProperty(shown, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
	return inspect(shown, { ...options, depth: state.isTimeout ? 0 : depth, customInspect: false });
}

module.exports = { inspectTimer };
