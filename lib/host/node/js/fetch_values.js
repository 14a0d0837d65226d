// SPDX-License-Identifier: MIT
// fetch_values.js - what Node's classes of fetch have in common: conversions of arguments with their words, and iterators over pairs.
'use strict';

const { primordial } = require('host');
const { IteratorPrototype } = require('web/url');
const TypeFailure = primordial('TypeError');
const charCodeAt = primordial('String.prototype.charCodeAt');
const toText = primordial('String');
const join = primordial('Array.prototype.join');
const defineProperty = primordial('Object.defineProperty');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const setPrototypeOf = primordial('Object.setPrototypeOf');

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// What an uncaught error is reported with stands behind the line that throws it, or that makes it.
const exception = (header, message) => {
	return new TypeFailure(`${header}: ${message}`); // node: internal/deps/undici/undici:3754      return ^new TypeError(`${message.header}: ${message.message}`);
};

// A member was called on no object of its class.
const refuseReceiver = () => {
	const error = new TypeFailure('Illegal invocation'); // node: internal/deps/undici/undici:3773          const err = ^new TypeError("Illegal invocation");
	error.code = 'ERR_INVALID_THIS';
	throw error; // node: internal/deps/undici/undici:3775          ^throw err;
};

// TypeError "Headers.get: 1 argument required, but 0 found."
function required(count, least, prefix) {
	if (count >= least) return;
	throw exception(prefix, `${least} argument${least === 1 ? '' : 's'} required, but${count > 0 ? ' only' : ''} ${count} found.`); // node: internal/deps/undici/undici:3787        ^throw webidl.errors.exception({
}

function domString(value, prefix, argument) {
	if (typeof value === 'symbol') throw exception(prefix, `${argument} is a symbol, which cannot be converted to a DOMString.`); // node: internal/deps/undici/undici:4022        ^throw webidl.errors.exception({
	return toText(value); // node: internal/deps/undici/undici:4027      return ^String(V);
}

function byteString(value, prefix, argument) {
	const text = domString(value, prefix, argument);
	for (let i = 0; i < text.length; i++) {
		const code = charCodeAt(text, i);
		if (code <= 255) continue;
		throw new TypeFailure(`Cannot convert argument to a ByteString because the character at index ${i} has a value of ${code} which is greater than 255.`); // node: internal/deps/undici/undici:4033          ^throw new TypeError(
	}
	return text;
}

// A dictionary of options: undefined and null are empty ones.
function dictionary(value, prefix) {
	if (value === undefined || value === null) return { __proto__: null };
	if (!isObject(value)) throw exception(prefix, `Expected ${value} to be one of: Null, Undefined, Object.`); // node: internal/deps/undici/undici:3975          ^throw webidl.errors.exception({
	return value;
}

function member(value, allowed, prefix, argument) {
	const text = domString(value, prefix, argument);
	for (let i = 0; i < allowed.length; i++) if (allowed[i] === text) return text;
	throw exception(prefix, `${text} is not an accepted type. Expected one of ${join(allowed, ', ')}.`); // node: internal/deps/undici/undici:3998              ^throw webidl.errors.exception({
}

// keys(), values(), entries() and forEach() of a class; `pairsOf` gives the pairs that an object has now and throws for what is none.
function addIteration(Class, name, pairsOf) {
	class PairIterator {
		#target;
		#kind;
		#index = 0;
		constructor(target, kind) {
			this.#target = target;
			this.#kind = kind;
		}
		next() {
			const pairs = pairsOf(this.#target), { [this.#index]: pair } = pairs;
			if (this.#index >= pairs.length) return { value: undefined, done: true };
			this.#index++;
			return { value: this.#kind === 'keys' ? pair[0] : this.#kind === 'values' ? pair[1] : [pair[0], pair[1]], done: false };
		}
	}
	delete PairIterator.prototype.constructor;
	defineProperty(PairIterator.prototype, 'next', { __proto__: null, enumerable: true });
	defineProperty(PairIterator.prototype, Symbol.toStringTag, { __proto__: null, value: `${name} Iterator`, configurable: true });
	setPrototypeOf(PairIterator.prototype, getPrototypeOf(IteratorPrototype));
	const methods = {
		keys() {
			pairsOf(this);
			return new PairIterator(this, 'keys');
		},
		values() {
			pairsOf(this);
			return new PairIterator(this, 'values');
		},
		entries() {
			pairsOf(this);
			return new PairIterator(this, 'entries');
		},
		forEach(callback, thisArg = undefined) {
			pairsOf(this);
			required(arguments.length, 1, `${name}.forEach`);
			if (typeof callback !== 'function') throw new TypeFailure(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`); // node: internal/deps/undici/undici:4721              ^throw new TypeError(
			for (let i = 0; i < pairsOf(this).length; i++) Reflect.apply(callback, thisArg, [pairsOf(this)[i][1], pairsOf(this)[i][0], this]);
		},
	};
	for (const key of ['keys', 'values', 'entries', 'forEach']) defineProperty(Class.prototype, key, { __proto__: null, value: methods[key], writable: true, enumerable: true, configurable: true });
	defineProperty(Class.prototype, Symbol.iterator, { __proto__: null, value: methods.entries, writable: true, configurable: true });
}

// The class as scripts see it: without the mark that its text has.
function finishName(Class, name) {
	defineProperty(Class, 'name', { __proto__: null, value: name, configurable: true });
}

module.exports = { isObject, exception, refuseReceiver, required, domString, byteString, dictionary, member, addIteration, finishName };
