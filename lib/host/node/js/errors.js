// SPDX-License-Identifier: MIT
// errors.js - the checks of arguments that Node's library shares, with Node's messages.
'use strict';

const { primordial, error, received, inspect, madeAt, thrown, thrownFrom, withoutStack } = require('host');
const join = primordial('Array.prototype.join');
const isArray = primordial('Array.isArray');
const isInteger = primordial('Number.isInteger');
const slice = primordial('String.prototype.slice');
const charCodeAt = primordial('String.prototype.charCodeAt');
const toLowerCase = primordial('String.prototype.toLowerCase');
const includes = primordial('String.prototype.includes');
const toText = primordial('String');

// "a, b, or c": a list in English.
function list(words, last) {
	if (words.length === 1) return words[0];
	if (words.length === 2) return `${words[0]} ${last} ${words[1]}`;
	let text = '';
	for (let i = 0; i < words.length - 1; i++) text += `${words[i]}, `;
	return `${text}${last} ${words[words.length - 1]}`;
}

const primitives = { __proto__: null, string: 1, function: 1, number: 1, object: 1, Function: 1, Object: 1, boolean: 1, bigint: 1, symbol: 1 };

// "of type string or an instance of Buffer": what an argument must be.
function expectation(expected) {
	const names = isArray(expected) ? expected : [expected];
	const types = [], instances = [], other = [];
	for (let i = 0; i < names.length; i++) {
		const name = names[i];
		const first = charCodeAt(name, 0);
		if (primitives[name]) types[types.length] = name === 'Function' ? 'function' : name === 'Object' ? 'object' : name;
		else if (first >= 65 && first <= 90 && !includes(name, ' ')) instances[instances.length] = name;
		else other[other.length] = name;
	}
	// "object" beside classes is said last, as an instance of Object
	if (instances.length > 0) {
		for (let i = 0; i < types.length; i++) {
			if (types[i] !== 'object') continue;
			for (let k = i; k < types.length - 1; k++) types[k] = types[k + 1];
			types.length--;
			instances[instances.length] = 'Object';
			break;
		}
	}
	let text = '';
	if (types.length > 0) {
		text += `${types.length > 1 ? 'one of type' : 'of type'} ${list(types, 'or')}`;
		if (instances.length > 0 || other.length > 0) text += ' or ';
	}
	if (instances.length > 0) {
		text += `an instance of ${list(instances, 'or')}`;
		if (other.length > 0) text += ' or ';
	}
	if (other.length > 0) {
		if (other.length > 1) text += `one of ${list(other, 'or')}`;
		else text += `${toLowerCase(other[0]) !== other[0] ? 'an ' : ''}${other[0]}`;
	}
	return text;
}

// `place`: where Node throws it, when that is not where arguments are checked.
function invalidArgType(name, expected, actual, place) {
	const what = includes(name, ' argument') ? name : `"${name}" ${includes(name, '.') ? 'property' : 'argument'}`;
	return error('TypeError', 'ERR_INVALID_ARG_TYPE', `The ${what} must be ${expectation(expected)}. Received ${received(actual)}`, place);
}

function invalidArgValue(name, value, reason = 'is invalid', place = undefined) {
	let text = inspect(value);
	if (text.length > 128) text = `${slice(text, 0, 128)}...`;
	return error('TypeError', 'ERR_INVALID_ARG_VALUE', `The ${includes(name, '.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${text}`, place);
}

// 1234567 as 1_234_567
function separated(text) {
	let out = '';
	let i = text.length;
	const start = text[0] === '-' ? 1 : 0;
	for (; i >= start + 4; i -= 3) out = `_${slice(text, i - 3, i)}${out}`;
	return `${slice(text, 0, i)}${out}`;
}

function outOfRange(name, range, value, place) {
	let text;
	if (isInteger(value) && (value > 2 ** 32 || value < -(2 ** 32))) text = separated(toText(value));
	else if (typeof value === 'bigint') text = `${value > 2n ** 32n || value < -(2n ** 32n) ? separated(toText(value)) : toText(value)}n`;
	else text = inspect(value);
	return error('RangeError', 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${text}`, place);
}

// Errors of these checks are thrown by one place of Node, which a report of an uncaught one names. `made`: the line that asks for the check,
// which a report names where the error was passed on.
function validateFunction(value, name, made) {
	if (typeof value !== 'function') throw thrownFrom(invalidArgType(name, 'Function', value), made);
}
function validateString(value, name, made) {
	if (typeof value !== 'string') throw thrownFrom(invalidArgType(name, 'string', value), made);
}
function validateBoolean(value, name, made) {
	if (typeof value !== 'boolean') throw thrownFrom(invalidArgType(name, 'boolean', value), made);
}
function validateObject(value, name, made) {
	if (value === null || isArray(value) || typeof value !== 'object') throw thrownFrom(invalidArgType(name, 'Object', value), made);
}
function validateArray(value, name, made) {
	if (!isArray(value)) throw thrownFrom(invalidArgType(name, 'Array', value), made);
}
function validateNumber(value, name, min, max, made) {
	if (typeof value !== 'number') throw thrownFrom(invalidArgType(name, 'number', value), made);
	if ((min != null && value < min) || (max != null && value > max) || ((min != null || max != null) && value !== value)) {
		throw thrownFrom(outOfRange(name, `${min != null ? `>= ${min}` : ''}${min != null && max != null ? ' && ' : ''}${max != null ? `<= ${max}` : ''}`, value), made);
	}
}
function validateInteger(value, name, min = -9007199254740991, max = 9007199254740991, made = undefined) {
	if (typeof value !== 'number') throw thrownFrom(invalidArgType(name, 'number', value), made);
	if (!isInteger(value)) throw thrownFrom(outOfRange(name, 'an integer', value), made);
	if (value < min || value > max) throw thrownFrom(outOfRange(name, `>= ${min} && <= ${max}`, value), made);
}
function validateUint32(value, name, positive = false, made = undefined) {
	if (typeof value !== 'number') throw thrownFrom(invalidArgType(name, 'number', value), made);
	if (!isInteger(value)) throw thrownFrom(outOfRange(name, 'an integer', value), made);
	const min = positive ? 1 : 0;
	if (value < min || value > 4294967295) throw thrownFrom(outOfRange(name, `>= ${min} && <= 4294967295`, value), made);
}
function validateOneOf(value, name, choices, made) {
	for (let i = 0; i < choices.length; i++) if (choices[i] === value) return;
	const texts = [];
	for (let i = 0; i < choices.length; i++) texts[i] = typeof choices[i] === 'string' ? `'${choices[i]}'` : toText(choices[i]);
	throw thrownFrom(invalidArgValue(name, value, `must be one of: ${join(texts, ', ')}`), made);
}
function validateAbortSignal(value, name, made) {
	if (value !== undefined && (value === null || typeof value !== 'object' || !('aborted' in value))) throw thrownFrom(invalidArgType(name, 'AbortSignal', value), made);
}

function validateAbortSignalArray(value, name) {
	validateArray(value, name); // node: internal/validators:357  ^validateArray(value, name);
	for (let i = 0; i < value.length; i++) {
		const indexed = `${name}[${i}]`;
		if (value[i] == null) throw withoutStack(invalidArgType(indexed, 'AbortSignal', value[i], "internal/validators:362      ^throw new ERR_INVALID_ARG_TYPE(indexedName, 'AbortSignal', signal);"));
		validateAbortSignal(value[i], indexed); // node: internal/validators:364    ^validateAbortSignal(signal, indexedName);
	}
}

// Calls a check for a function that gives a promise: a report of the rejection names `place`, the line of Node's that calls it.
function checkAt(place, check, ...args) {
	try {
		return check(...args);
	} catch (err) {
		throw thrown(err, place);
	}
}

// An error that Node's C++ part throws: the code is a property and stands nowhere else. `place`: where Node's JavaScript called it (none: the snippet did).
function nativeError(Class, code, message, place) {
	const err = new Class(message);
	err.code = code;
	return place === undefined ? err : thrown(err, place);
}

// AbortError: what aborted operations of Node reject with.
function abortError(message = 'The operation was aborted', options = undefined) {
	if (options !== undefined && typeof options !== 'object') throw invalidArgType('options', 'Object', options);
	return new AbortError(message, options);
}
// What an operation is rejected with that this signal aborts; `place`: the line of Node's that makes it.
const abortedBy = (signal, place) => madeAt(abortError(undefined, { cause: signal?.reason }), place);
// The same where it has aborted already; undefined: it has not.
const abortOf = (signal, place) => (signal?.aborted ? abortedBy(signal, place) : undefined);
class AbortError extends primordial('Error') {
	constructor(message, options) {
		super(message, options);
		this.code = 'ABORT_ERR';
		this.name = 'AbortError';
	}
}

// What the reason of a rejection that is no error becomes where an error is asked for.
class UnhandledPromiseRejection extends primordial('Error') {
	constructor(message) {
		super(message);
		this.code = 'ERR_UNHANDLED_REJECTION';
		this.name = 'UnhandledPromiseRejection';
	}
}
const unhandledRejection = (message) => require('host').withoutStack(new UnhandledPromiseRejection(message));

// A value in a message where Node has %s.
const written = (value) => (typeof value === 'string' ? value : require('node/util').format('%s', value));

module.exports = {
	unhandledRejection, written,
	AbortError, abortError, abortOf, abortedBy, checkAt, invalidArgType, invalidArgValue, nativeError, outOfRange, validateAbortSignal, validateAbortSignalArray, validateArray, validateBoolean,
	validateFunction, validateInteger, validateNumber, validateObject, validateOneOf, validateString, validateUint32,
};
