// SPDX-License-Identifier: MIT
// timers_promises.js - node:timers/promises: timers that are promises.
'use strict';

const { primordial, error, setTimeout: armTimeout, setInterval: armInterval, setImmediate: queueImmediate, clearTimeout, clearImmediate } = require('host');
const { abortedBy, checkAt, validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('node/errors');
const Promise = primordial('Promise');
const reject = primordial('Promise.reject');
const finallyOf = primordial('Promise.prototype.finally');

// The options { signal, ref }; `line`: of Node's file, where its function begins to check them.
function checkOptions(options, line, indent = '    ') {
	checkAt(`timers/promises:${line}${indent}^validateObject(options, 'options');`, validateObject, options, 'options');
	checkAt(`timers/promises:${line + 3}${indent}  ^validateAbortSignal(options.signal, 'options.signal');`, validateAbortSignal, options.signal, 'options.signal');
	if (options.ref !== undefined) checkAt(`timers/promises:${line + 7}${indent}  ^validateBoolean(options.ref, 'options.ref');`, validateBoolean, options.ref, 'options.ref');
}
function checkDelay(delay, line, indent) {
	if (delay !== undefined) checkAt(`timers/promises:${line}${indent}^validateNumber(after, 'delay');`, validateNumber, delay, 'delay');
}

// The promise that is rejected because the arguments are none; undefined when they are.
function refused(options, check, abortLine) {
	try {
		check();
	} catch (err) {
		return reject(err);
	}
	if (options.signal?.aborted) return reject(abortedBy(options.signal, abortLine));
	return undefined;
}

function promised(options, check, abortLine, arm, clear) {
	const wrong = refused(options, check, abortLine);
	if (wrong !== undefined) return wrong;
	const { signal } = options;
	let cancel;
	const promise = new Promise((resolve, rejectPromise) => {
		const handle = arm(resolve);
		if (options.ref === false) handle.unref();
		if (signal) {
			cancel = () => {
				clear(handle);
				rejectPromise(abortedBy(signal, "timers/promises:48    reject(^new AbortError(undefined, { cause: signal?.reason }));"));
			};
			signal.addEventListener('abort', cancel);
		}
	});
	return cancel === undefined ? promise : finallyOf(promise, () => signal.removeEventListener('abort', cancel));
}

function setTimeout(delay, value, options = {}) {
	const check = () => {
		checkDelay(delay, 55, '      ');
		checkOptions(options, 58);
	};
	return promised(options, check, "timers/promises:74    return PromiseReject(^new AbortError(undefined, { cause: signal.reason }));", (resolve) => armTimeout(resolve, delay, value), clearTimeout);
}

function setImmediate(value, options = {}) {
	return promised(options, () => checkOptions(options, 96), "timers/promises:112    return PromiseReject(^new AbortError(undefined, { cause: signal.reason }));", (resolve) => queueImmediate(resolve, value), clearImmediate);
}

async function* setInterval(delay, value, options = {}) {
	checkDelay(delay, 135, '    ');
	checkOptions(options, 138, '  ');
	const { signal } = options;
	if (signal?.aborted) throw abortedBy(signal, "timers/promises:151    throw ^new AbortError(undefined, { cause: signal?.reason });");
	let due = 0, wake, interval;
	const stop = () => {
		clearTimeout(interval);
		if (wake) {
			wake(reject(abortedBy(signal, "timers/promises:173              ^new AbortError(undefined, { cause: signal.reason })));")));
			wake = undefined;
		}
	};
	try {
		interval = armInterval(() => {
			due++;
			if (wake) {
				wake();
				wake = undefined;
			}
		}, delay);
		if (options.ref === false) interval.unref();
		if (signal) signal.addEventListener('abort', stop);
		while (!signal?.aborted) {
			if (due === 0) {
				await new Promise((resolve) => {
					wake = resolve;
				});
			}
			for (; due > 0; due--) yield value;
		}
		throw abortedBy(signal, "timers/promises:189    throw ^new AbortError(undefined, { cause: signal?.reason });");
	} finally {
		clearTimeout(interval);
		signal?.removeEventListener('abort', stop);
	}
}

class Scheduler {
	constructor() {
		throw error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', 'timers/promises:205    ^throw new ERR_ILLEGAL_CONSTRUCTOR();');
	}
	yield() {
		return setImmediate();
	}
	wait(delay, options) {
		return setTimeout(delay, undefined, options);
	}
}

const scheduler = primordial('Object.create')(Scheduler.prototype);
scheduler[Symbol('kScheduler')] = true;
module.exports = { setTimeout, setImmediate, setInterval, scheduler };
