// SPDX-License-Identifier: MIT
// assert.js - node:assert.
'use strict';

const { primordial, error, thrown, inspect, callText, className, withoutStack } = require('host');
const { invalidArgType, validateFunction } = require('node/errors');
const { isDeepEqual, isDeepStrictEqual } = require('node/comparisons');
const types = require('node/util_types');
const is = primordial('Object.is');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const endsWith = primordial('String.prototype.endsWith');
const toText = primordial('String');
const join = primordial('Array.prototype.join');
const keysOf = primordial('Object.keys');
const test = primordial('RegExp.prototype.exec');
const defineProperty = primordial('Object.defineProperty');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const Failure = primordial('Error');
const apply = primordial('Reflect.apply');

// ---- the error

const readable = {
	__proto__: null,
	deepStrictEqual: 'Expected values to be strictly deep-equal:',
	strictEqual: 'Expected values to be strictly equal:',
	strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
	deepEqual: 'Expected values to be loosely deep-equal:',
	notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
	notStrictEqual: 'Expected "actual" to be strictly unequal to:',
	notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
	notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
	notIdentical: 'Values identical but not reference-equal:',
	notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

function inspectValue(value) {
	return inspect(value, {
		compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true,
		getters: true,
	});
}

const isObjectLike = (value) => typeof value === 'object' && value !== null;

// What two line lists have in common up to here, as much of it as is shown. [text, lines printed, some were skipped]
function former(lines, i, identical) {
	let text = '', printed = 0, skipped = false;
	if (identical > 2) {
		if (identical > 3) {
			if (identical > 4) {
				if (identical === 5) {
					text += `\n  ${lines[i - 3]}`;
					printed++;
				} else {
					text += '\n...';
					skipped = true;
				}
			}
			text += `\n  ${lines[i - 2]}`;
			printed++;
		}
		text += `\n  ${lines[i - 1]}`;
		printed++;
	}
	return { text, printed, skipped };
}

// `message`: what the snippet says instead of the first line.
function difference(actual, expected, operator, message) {
	let other = '', res = '', end = '', skipped = false;
	const actualText = inspectValue(actual);
	const actualLines = split(actualText, '\n');
	const expectedLines = split(inspectValue(expected), '\n');
	let i = 0, indicator = '';
	if (operator === 'strictEqual' && ((isObjectLike(actual) && isObjectLike(expected)) || (typeof actual === 'function' && typeof expected === 'function'))) operator = 'strictEqualObject';
	if (actualLines.length === 1 && expectedLines.length === 1 && actualLines[0] !== expectedLines[0]) {
		const length = actualLines[0].length + expectedLines[0].length;
		if (length <= 12) {
			if (!isObjectLike(actual) && !isObjectLike(expected) && (actual !== 0 || expected !== 0)) {
				return `${message || readable[operator]}\n\n${actualLines[0]} !== ${expectedLines[0]}\n`;
			}
		} else if (operator !== 'strictEqualObject' && length < 80) {
			while (actualLines[0][i] === expectedLines[0][i]) i++;
			if (i > 2) {
				indicator = '\n  ';
				for (let k = 0; k < i; k++) indicator += ' ';
				indicator += '^';
				i = 0;
			}
		}
	}
	// Lines at the end that are the same are left out, but for a few.
	let a = actualLines[actualLines.length - 1], b = expectedLines[expectedLines.length - 1];
	while (a === b) {
		if (i++ < 3) end = `\n  ${a}${end}`;
		else other = a;
		actualLines.length--;
		expectedLines.length--;
		if (actualLines.length === 0 || expectedLines.length === 0) break;
		a = actualLines[actualLines.length - 1];
		b = expectedLines[expectedLines.length - 1];
	}
	const most = actualLines.length > expectedLines.length ? actualLines.length : expectedLines.length;
	if (most === 0) {
		const lines = split(actualText, '\n');
		if (lines.length > 50) {
			lines[46] = '...';
			lines.length = 47;
		}
		return `${operator === 'strictEqualObject' ? 'Values have same structure but are not reference-equal:' : readable.notIdentical}\n\n${join(lines, '\n')}\n`;
	}
	if (i >= 5) {
		end = `\n...${end}`;
		skipped = true;
	}
	if (other !== '') {
		end = `\n  ${other}${end}`;
		other = '';
	}
	let printed = 0, identical = 0;
	const head = `${message || readable[operator]}\n+ actual - expected`;
	let lines = actualLines, sign = '+', shorter = expectedLines.length;
	if (actualLines.length < most) {
		lines = expectedLines;
		sign = '-';
		shorter = actualLines.length;
	}
	for (i = 0; i < most; i++) {
		if (shorter < i + 1) {
			const before = former(lines, i, identical);
			res += before.text;
			printed += before.printed;
			skipped = skipped || before.skipped;
			identical = 0;
			if (lines === actualLines) res += `\n${sign} ${lines[i]}`;
			else other += `\n${sign} ${lines[i]}`;
			printed++;
		} else {
			const expectedLine = expectedLines[i];
			let actualLine = actualLines[i];
			let differs = actualLine !== expectedLine && (!endsWith(actualLine, ',') || slice(actualLine, 0, -1) !== expectedLine);
			if (differs && endsWith(expectedLine, ',') && slice(expectedLine, 0, -1) === actualLine) {
				differs = false;
				actualLine += ',';
			}
			if (differs) {
				const before = former(actualLines, i, identical);
				res += before.text;
				printed += before.printed;
				skipped = skipped || before.skipped;
				identical = 0;
				res += `\n+ ${actualLine}`;
				other += `\n- ${expectedLine}`;
				printed += 2;
			} else {
				res += other;
				other = '';
				identical++;
				if (identical <= 2) {
					res += `\n  ${actualLine}`;
					printed++;
				}
			}
		}
		if (printed > 50 && i < most - 2) return `${head} ... Lines skipped\n${res}\n...${other}\n...`;
	}
	return `${head}${skipped ? ' ... Lines skipped' : ''}\n${res}${other}${end}${indicator}`;
}

function cut(text, length) {
	return text.length > length ? `${slice(text, 0, length - 3)}...` : text;
}

function messageOf(actual, expected, operator) {
	if (operator === 'deepStrictEqual' || operator === 'strictEqual') return difference(actual, expected, operator);
	if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
		let base = readable[operator];
		const lines = split(inspectValue(actual), '\n');
		if (operator === 'notStrictEqual' && (isObjectLike(actual) || typeof actual === 'function')) base = readable.notStrictEqualObject;
		if (lines.length > 50) {
			lines[46] = '...';
			lines.length = 47;
		}
		if (lines.length === 1) return `${base}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
		return `${base}\n\n${join(lines, '\n')}\n`;
	}
	let res = inspectValue(actual), other = inspectValue(expected);
	if (operator === 'notDeepEqual' && res === other) return cut(`${readable.notDeepEqual}\n\n${res}`, 1024);
	res = cut(res, 512);
	other = cut(other, 512);
	if (operator === 'deepEqual') return `${readable.deepEqual}\n\n${res}\n\nshould loosely deep-equal\n\n${other}`;
	if (operator === 'notDeepEqual') return `${readable.notDeepEqualUnequal}\n\n${res}\n\nshould not loosely deep-equal\n\n${other}`;
	return `${res} ${operator} ${other}`;
}

class AssertionError extends Failure {
	constructor(options) {
		if (options === null || typeof options !== 'object') throw invalidArgType('options', 'Object', options);
		const { message, operator, actual, expected } = options;
		const strict = operator === 'strictEqual' || operator === 'deepStrictEqual';
		if (message == null) super(messageOf(actual, expected, operator));
		else super(strict ? difference(actual, expected, operator, message) : toText(message));
		this.generatedMessage = !message;
		defineProperty(this, 'name', { __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
		this.code = 'ERR_ASSERTION';
		if (options.details) {
			this.actual = undefined;
			this.expected = undefined;
			this.operator = undefined;
		} else {
			this.actual = actual;
			this.expected = expected;
			this.operator = operator;
		}
		if (options.waited) withoutStack(this); // made after a wait: the function asked for is on the stack no more
		this.stack; // eslint-disable-line no-unused-expressions
		this.name = 'AssertionError';
	}
	toString() {
		return `${this.name} [${this.code}]: ${this.message}`;
	}
	[Symbol.for('nodejs.util.inspect.custom')](depth, ctx) {
		const { actual, expected } = this;
		const shorten = (value) => {
			if (typeof value !== 'string') return value;
			const lines = split(value, '\n');
			if (lines.length > 10) {
				lines.length = 10;
				return `${join(lines, '\n')}\n...`;
			}
			return value.length > 512 ? `${slice(value, 0, 512)}...` : value;
		};
		this.actual = shorten(actual);
		this.expected = shorten(expected);
		const text = inspect(this, { ...ctx, customInspect: false, depth: 0 });
		this.actual = actual;
		this.expected = expected;
		return text;
	}
}

// An assertion reads the stack of its error as it makes it.
const place = 'assert:90  ^throw new AssertionError(obj);';

function fail_(options, where = place) {
	if (options.message instanceof Failure) throw options.message;
	const err = new AssertionError(options);
	thrown(err, where, undefined, true);
	throw err;
}

// `line`: of Node's file, where the function asked for says so.
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
		const text = callText();
		message = text === undefined ? 'false == true' : `The expression evaluated to a falsy value:\n\n  ${text}\n`;
	} else if (message instanceof Failure) {
		throw message;
	}
	const err = new AssertionError({ actual: value, expected: true, message, operator: '==' });
	err.generatedMessage = generated;
	thrown(err, 'internal/assert/utils:281    ^throw err;', undefined, true);
	throw err;
}

function assert(...args) {
	innerOk(args.length, args[0], args[1]);
}
module.exports = assert;

function ok(...args) {
	innerOk(args.length, args[0], args[1]);
}
assert.fail = fail;
assert.AssertionError = AssertionError;
assert.ok = ok;

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
		require('host').emitWarning('assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.', 'DeprecationWarning', 'DEP0094');
		if (count === 2) operator = '!=';
	}
	if (message instanceof Failure) throw message;
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

function expectedException(actual, expected, message, fn) {
	let generated = false;
	let throwError = false;
	if (typeof expected !== 'function') {
		if (types.isRegExp(expected)) {
			const text = `${actual}`;
			if (test(expected, text) !== null) return;
			if (!message) {
				generated = true;
				message = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
			}
			throwError = true;
		} else if (typeof actual !== 'object' || actual === null) {
			const err = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', waited: waits(fn) });
			err.operator = fn.name;
			thrown(err, place, undefined, true);
			throw err;
		} else {
			const keys = keysOf(expected);
			if (expected instanceof Failure) keys[keys.length] = 'name', keys[keys.length] = 'message';
			else if (keys.length === 0) throw require('node/errors').invalidArgValue('error', expected, 'may not be an empty object');
			for (let i = 0; i < keys.length; i++) {
				const key = keys[i];
				if (typeof actual[key] === 'string' && types.isRegExp(expected[key]) && test(expected[key], actual[key]) !== null) continue;
				compareKey(actual, expected, key, message, keys, fn);
			}
			return;
		}
	} else if (expected.prototype !== undefined && actual instanceof expected) {
		return;
	} else if (expected === Failure || primordial('Function.prototype.[Symbol.hasInstance]')(Failure, expected) || isErrorClass(expected)) {
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
const isErrorClass = (fn) => {
	for (let at = fn; at; at = getPrototypeOf(at)) if (at === Failure) return true;
	return false;
};

const waits = (fn) => fn === rejects || fn === doesNotReject;
const nothing = Symbol('NO_EXCEPTION_SENTINEL');

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
	throw actual;
}
function matches(actual, expected) {
	if (types.isRegExp(expected)) return test(expected, `${actual}`) !== null;
	if (typeof expected !== 'function') throw invalidArgType('expected', ['Function', 'RegExp'], expected, 'assert:598    ^throw new ERR_INVALID_ARG_TYPE(');
	if (expected.prototype !== undefined && actual instanceof expected) return true;
	if (isErrorClass(expected)) return false;
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
	wrapped.generatedMessage = false;
	thrown(wrapped, 'assert:733    ^throw newErr;', undefined, true);
	throw wrapped;
};

function matchCheck(text, regexp, message, fn) {
	if (!types.isRegExp(regexp)) throw invalidArgType('regexp', 'RegExp', regexp, 'assert:739    ^throw new ERR_INVALID_ARG_TYPE(');
	const wanted = fn === match;
	if (typeof text === 'string' && (test(regexp, text) !== null) === wanted) return;
	if (message instanceof Failure) throw message;
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
assert.CallTracker = require('node/assert_call_tracker').CallTracker;

function strict(...args) {
	innerOk(args.length, args[0], args[1]);
}
assert.strict = primordial('Object.assign')(strict, assert, {
	equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
