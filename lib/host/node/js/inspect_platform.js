// SPDX-License-Identifier: MIT
// inspect_platform.js - how util.inspect shows objects of the web platform's classes.
'use strict';

const { primordial, notCovered } = require('host');
const toStringOf = primordial('Object.prototype.toString');
const slice = primordial('String.prototype.slice');

// What stands in the braces, by class.
const contents = {
	__proto__: null,
	EventTarget: () => ({}),
	AbortSignal: (signal) => ({ aborted: signal.aborted }),
	AbortController: (controller) => ({ signal: controller.signal }),
	Event: eventContents,
	CustomEvent: eventContents,
};

function eventContents(event) {
	return { type: event.type, defaultPrevented: event.defaultPrevented, cancelable: event.cancelable, timeStamp: event.timeStamp };
}

function inspectPlatform(depth, options, inspect) {
	const name = slice(toStringOf(this), 8, -1);
	const make = contents[name];
	if (make === undefined) notCovered(`how ${name} is printed`);
	const own = this.constructor?.name ?? name;
	if (depth < 0) return name === 'AbortController' ? this : name === 'AbortSignal' ? options.stylize('[AbortSignal]', 'special') : own;
	const text = inspect(make(this), { ...options, depth: options.depth == null ? null : options.depth - 1 });
	return `${own} ${text}`;
}

const broadcastInspector = (active) => function(depth, options, inspect) {
	if (depth < 0) return 'BroadcastChannel';
	return `BroadcastChannel ${inspect({ name: this.name, active }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
};

module.exports = { inspectPlatform, inspectOpenBroadcast: broadcastInspector(true), inspectClosedBroadcast: broadcastInspector(false) };
