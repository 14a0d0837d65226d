// SPDX-License-Identifier: MIT
// assert.js - node:assert.
'use strict';

const { primordial, error, thrown, thrownOn, inspect, className } = require('host');
const { AssertionError } = require('node/assertion_error');
const { callMessage } = require('node/assert_call_text');
const { invalidArgType, invalidArgValue, validateFunction } = require('node/errors');
const { isDeepEqual, isDeepStrictEqual } = require('node/comparisons');
const types = require('node/util_types');
const is = primordial('Object.is');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const indexOf = primordial('String.prototype.indexOf');
const join = primordial('Array.prototype.join');
const positionOf = primordial('Array.prototype.indexOf');
const toText = primordial('String');
const keysOf = primordial('Object.keys');
const test = primordial('RegExp.prototype.exec');
const isPrototypeOf = primordial('Object.prototype.isPrototypeOf');
const Failure = primordial('Error');
const apply = primordial('Reflect.apply');

// An assertion reads the stack of its error as it makes it.
const place = 'assert:90  ^throw new AssertionError(obj);';

function fail_(options) {
	if (options.message instanceof Failure) throw thrownOn(options.message, 'assert:88  if (obj.message instanceof Error) ^throw obj.message;');
	throw thrown(new AssertionError(options), place, undefined, true);
}

// An error that is of another class than expected.
function whatCame(actual, expected) {
	if (className(actual) !== 'ERROR') return `"${inspect(actual, { depth: -1 })}"`;
	const name = actual.constructor?.name || actual.name;
	const which = expected.name === name ? 'an error with identical name but a different prototype.' : `"${name}"`;
	return actual.message ? `${which}\n\nError message:\n\n${actual.message}` : which;
}

const missing = (line) => error('TypeError', 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified', `assert:${line}    ^throw new ERR_MISSING_ARGS('actual', 'expected');`);

// ---- the functions

function innerOk(argumentCount, value, message) {
	if (value) return;
	let generated = false;
	if (argumentCount === 0) {
		generated = true;
		message = 'No value argument passed to `assert.ok()`';
	} else if (message == null) {
		generated = true;
		message = callMessage();
	} else if (className(message) === 'ERROR' || message instanceof Failure) {
		throw thrownOn(message, 'internal/assert/utils:270      ^throw message;');
	}
	const err = new AssertionError({ actual: value, expected: true, message, operator: '==' });
	err.generatedMessage = generated;
	thrown(err, 'internal/assert/utils:281    ^throw err;', undefined, true);
	throw err;
}

function ok(...args) {
	innerOk(args.length, args[0], args[1]);
}
const assert = ok;
module.exports = assert;

assert.fail = fail;
assert.AssertionError = AssertionError;
assert.ok = ok;

let warned = false;
function fail(actual, expected, message, operator) {
	const count = arguments.length;
	let text;
	let internal = false;
	if (actual == null && count <= 1) {
		text = 'Failed';
	} else if (count === 1) {
		message = actual;
		actual = undefined;
	} else {
		if (!warned) require('host').emitWarning('assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.', 'DeprecationWarning', 'DEP0094');
		warned = true;
		if (count === 2) operator = '!=';
	}
	if (message instanceof Failure) throw thrownOn(message, 'assert:124  if (message instanceof Error) ^throw message;');
	const options = { actual, expected, operator: operator === undefined ? 'fail' : operator };
	if (message !== undefined) options.message = message;
	else if (text !== undefined) options.message = text;
	internal = text !== undefined;
	const err = new AssertionError(options);
	if (internal) err.generatedMessage = true;
	thrown(err, 'assert:137  ^throw err;', undefined, true);
	throw err;
}

assert.equal = function equal(actual, expected, message) {
	if (arguments.length < 2) throw missing(166);
	if (actual != expected && (actual === actual || expected === expected)) fail_({ actual, expected, message, operator: '==' }); // eslint-disable-line eqeqeq
};
assert.notEqual = function notEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(190);
	if (actual == expected || (actual !== actual && expected !== expected)) fail_({ actual, expected, message, operator: '!=' }); // eslint-disable-line eqeqeq
};
assert.deepEqual = function deepEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(213);
	if (!isDeepEqual(actual, expected)) fail_({ actual, expected, message, operator: 'deepEqual' });
};
assert.notDeepEqual = function notDeepEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(236);
	if (isDeepEqual(actual, expected)) fail_({ actual, expected, message, operator: 'notDeepEqual' });
};
assert.deepStrictEqual = function deepStrictEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(261);
	if (!isDeepStrictEqual(actual, expected)) fail_({ actual, expected, message, operator: 'deepStrictEqual' });
};
assert.notDeepStrictEqual = function notDeepStrictEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(286);
	if (isDeepStrictEqual(actual, expected)) fail_({ actual, expected, message, operator: 'notDeepStrictEqual' });
};
assert.strictEqual = function strictEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(309);
	if (!is(actual, expected)) fail_({ actual, expected, message, operator: 'strictEqual' });
};
assert.notStrictEqual = function notStrictEqual(actual, expected, message) {
	if (arguments.length < 2) throw missing(331);
	if (is(actual, expected)) fail_({ actual, expected, message, operator: 'notStrictEqual' });
};

// ---- exceptions

class Comparison {
	constructor(object, keys, actual) {
		for (let i = 0; i < keys.length; i++) {
			const key = keys[i];
			if (!(key in object)) continue;
			if (actual !== undefined && typeof actual[key] === 'string' && types.isRegExp(object[key]) && test(object[key], actual[key]) !== null) this[key] = actual[key];
			else this[key] = object[key];
		}
	}
}

function compareKey(actual, expected, key, message, keys, fn) {
	if (key in actual && isDeepStrictEqual(actual[key], expected[key])) return;
	if (!message) {
		const a = new Comparison(actual, keys);
		const b = new Comparison(expected, keys, actual);
		const err = new AssertionError({ actual: a, expected: b, operator: 'deepStrictEqual', waited: waits(fn) });
		err.actual = actual;
		err.expected = expected;
		err.operator = fn.name;
		thrown(err, 'assert:377      ^throw err;', undefined, true);
		throw err;
	}
	fail_({ actual, expected, message, operator: fn.name, waited: waits(fn) });
}

// What is no object is told of whole.
function unlikePrimitive(actual, expected, message, fn) {
	const err = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', waited: waits(fn) });
	err.operator = fn.name;
	return thrown(err, 'assert:416      ^throw err;', undefined, true);
}

function expectedException(actual, expected, message, fn) {
	let generated = false;
	let throwError = false;
	if (typeof expected !== 'function') {
		if (types.isRegExp(expected)) {
			const text = toText(actual);
			if (test(expected, text) !== null) return;
			if (!message) {
				generated = true;
				message = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
			}
			throwError = true;
		} else if (typeof actual !== 'object' || actual === null) {
			throw unlikePrimitive(actual, expected, message, fn);
		} else {
			const keys = keysOf(expected);
			if (expected instanceof Failure) keys[keys.length] = 'name', keys[keys.length] = 'message';
			else if (keys.length === 0) throw invalidArgValue('error', expected, 'may not be an empty object', "assert:425        ^throw new ERR_INVALID_ARG_VALUE('error',");
			for (let i = 0; i < keys.length; i++) {
				const key = keys[i];
				if (typeof actual[key] === 'string' && types.isRegExp(expected[key]) && test(expected[key], actual[key]) !== null) continue;
				compareKey(actual, expected, key, message, keys, fn);
			}
			return;
		}
	} else if (expected.prototype !== undefined && actual instanceof expected) {
		return;
	} else if (isPrototypeOf(Failure, expected)) { // a class of errors, not Error itself
		if (!message) {
			generated = true;
			message = `The error is expected to be an instance of "${expected.name}". Received ${whatCame(actual, expected)}`;
		}
		throwError = true;
	} else {
		const result = apply(expected, {}, [actual]);
		if (result !== true) {
			if (!message) {
				generated = true;
				const name = expected.name ? `"${expected.name}" ` : '';
				message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
				if (className(actual) === 'ERROR') message += `\n\nCaught error:\n\n${actual}`;
			}
			throwError = true;
		}
	}
	if (throwError) {
		const err = new AssertionError({ actual, expected, message, operator: fn.name, waited: waits(fn) });
		err.generatedMessage = generated;
		thrown(err, 'assert:491    ^throw err;', undefined, true);
		throw err;
	}
}

const waits = (fn) => fn === rejects || fn === doesNotReject;
const nothing = Symbol('NO_EXCEPTION_SENTINEL');
const isObjectLike = (value) => typeof value === 'object' && value !== null;

function outcome(fn) {
	validateFunction(fn, 'fn', "assert:496  ^validateFunction(fn, 'fn');");
	try {
		fn();
	} catch (err) {
		return err;
	}
	return nothing;
}

const isPromiseLike = (value) => types.isPromise(value) || (value !== null && typeof value === 'object' && typeof value.then === 'function' && typeof value.catch === 'function');

async function promisedOutcome(promiseFn) {
	let promise;
	if (typeof promiseFn === 'function') {
		promise = promiseFn();
		if (!isPromiseLike(promise)) throw error('TypeError', 'ERR_INVALID_RETURN_VALUE', `Expected instance of Promise to be returned from the "promiseFn" function but got ${require('host').received(promise)}.`, "assert:522      ^throw new ERR_INVALID_RETURN_VALUE('instance of Promise',");
	} else if (isPromiseLike(promiseFn)) {
		promise = promiseFn;
	} else {
		throw invalidArgType('promiseFn', ['Function', 'Promise'], promiseFn, 'assert:528    ^throw new ERR_INVALID_ARG_TYPE(');
	}
	try {
		await promise;
	} catch (err) {
		return err;
	}
	return nothing;
}

function expectsError(fn, actual, expected, message) {
	if (typeof expected === 'string') {
		if (arguments.length === 4) throw invalidArgType('error', ['Object', 'Error', 'Function', 'RegExp'], expected, "assert:543      ^throw new ERR_INVALID_ARG_TYPE('error',");
		if (isObjectLike(actual)) {
			if (actual.message === expected) throw error('TypeError', 'ERR_AMBIGUOUS_ARGUMENT', `The "error/message" argument is ambiguous. The error message "${actual.message}" is identical to the message.`, 'assert:549        ^throw new ERR_AMBIGUOUS_ARGUMENT(');
		} else if (actual === expected) {
			throw error('TypeError', 'ERR_AMBIGUOUS_ARGUMENT', `The "error/message" argument is ambiguous. The error "${actual}" is identical to the message.`, 'assert:555      ^throw new ERR_AMBIGUOUS_ARGUMENT(');
		}
		message = expected;
		expected = undefined;
	} else if (expected != null && typeof expected !== 'object' && typeof expected !== 'function') {
		throw invalidArgType('error', ['Object', 'Error', 'Function', 'RegExp'], expected, "assert:565    ^throw new ERR_INVALID_ARG_TYPE('error',");
	}
	if (actual === nothing) {
		let details = '';
		if (expected?.name) details += ` (${expected.name})`;
		details += message ? `: ${message}` : '.';
		fail_({ actual: undefined, expected, operator: fn.name, waited: waits(fn), message: `Missing expected ${fn === rejects ? 'rejection' : 'exception'}${details}` });
	}
	if (!expected) return;
	expectedException(actual, expected, message, fn);
}

function expectsNoError(fn, actual, expected, message) {
	if (actual === nothing) return;
	if (typeof expected === 'string') {
		message = expected;
		expected = undefined;
	}
	if (!expected || matches(actual, expected)) {
		const details = message ? `: ${message}` : '.';
		fail_({ actual, expected, operator: fn.name, waited: waits(fn), message: `Got unwanted ${fn === doesNotReject ? 'rejection' : 'exception'}${details}\nActual message: "${actual?.message}"` });
	}
	throw thrownOn(actual, 'assert:634  ^throw actual;');
}
function matches(actual, expected) {
	if (types.isRegExp(expected)) return test(expected, toText(actual)) !== null;
	if (typeof expected !== 'function') throw invalidArgType('expected', ['Function', 'RegExp'], expected, 'assert:598    ^throw new ERR_INVALID_ARG_TYPE(');
	if (expected.prototype !== undefined && actual instanceof expected) return true;
	if (isPrototypeOf(Failure, expected)) return false;
	return apply(expected, {}, [actual]) === true;
}

function throws(fn, ...args) {
	expectsError(throws, outcome(fn), ...args);
}
async function rejects(promiseFn, ...args) {
	expectsError(rejects, await promisedOutcome(promiseFn), ...args);
}
function doesNotThrow(fn, ...args) {
	expectsNoError(doesNotThrow, outcome(fn), ...args);
}
async function doesNotReject(fn, ...args) {
	expectsNoError(doesNotReject, await promisedOutcome(fn), ...args);
}
assert.throws = throws;
assert.rejects = rejects;
assert.doesNotThrow = doesNotThrow;
assert.doesNotReject = doesNotReject;

// The stack of `err` goes on with the frames of another one; those that both have are told once.
function withFramesOf(err, stack) {
	const start = typeof stack === 'string' ? indexOf(stack, '\n    at') : -1;
	if (start === -1) return;
	const frames = split(slice(stack, start + 1), '\n');
	const own = split(err.stack, '\n');
	for (let i = 0; i < frames.length; i++) {
		const at = positionOf(own, frames[i]);
		if (at === -1) continue;
		own.length = at;
		break;
	}
	err.stack = `${join(own, '\n')}\n${join(frames, '\n')}`;
}

assert.ifError = function ifError(err) {
	if (err === null || err === undefined) return;
	let message = 'ifError got unwanted exception: ';
	if (typeof err === 'object' && typeof err.message === 'string') {
		if (err.message.length === 0 && err.constructor) message += err.constructor.name;
		else message += err.message;
	} else {
		message += inspect(err);
	}
	const wrapped = new AssertionError({ actual: err, expected: null, operator: 'ifError', message });
	withFramesOf(wrapped, err.stack);
	thrown(wrapped, 'assert:733    ^throw newErr;', undefined, true);
	throw wrapped;
};

function matchCheck(text, regexp, message, fn) {
	if (!types.isRegExp(regexp)) throw invalidArgType('regexp', 'RegExp', regexp, 'assert:739    ^throw new ERR_INVALID_ARG_TYPE(');
	const wanted = fn === match;
	if (typeof text === 'string' && (test(regexp, text) !== null) === wanted) return;
	if (message instanceof Failure) throw thrownOn(message, 'assert:747      ^throw message;');
	const generated = !message;
	message ||= typeof text !== 'string' ? `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})` :
		`${wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}${inspect(regexp)}. Input:\n\n${inspect(text)}\n`;
	const err = new AssertionError({ actual: text, expected: regexp, message, operator: fn.name });
	err.generatedMessage = generated;
	thrown(err, 'assert:768    ^throw err;', undefined, true);
	throw err;
}
function match(string, regexp, message) {
	matchCheck(string, regexp, message, match);
}
function doesNotMatch(string, regexp, message) {
	matchCheck(string, regexp, message, doesNotMatch);
}
assert.match = match;
assert.doesNotMatch = doesNotMatch;
const { CallTracker } = require('node/assert_call_tracker');
assert.CallTracker = function deprecated(...args) {
	return new.target ? primordial('Reflect.construct')(CallTracker, args, new.target) : primordial('Reflect.apply')(CallTracker, this, args);
};
primordial('Object.setPrototypeOf')(assert.CallTracker, CallTracker);
assert.CallTracker.prototype = CallTracker.prototype;

function strict(...args) {
	innerOk(args.length, args[0], args[1]);
}
assert.strict = primordial('Object.assign')(strict, assert, {
	equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
