// SPDX-License-Identifier: MIT
// idl.js - what classes of the web platform written here have in common: Web IDL's property attributes and errors.
'use strict';

const { primordial, isPage, error } = require('host');
const ownKeys = primordial('Reflect.ownKeys');
const defineProperty = primordial('Object.defineProperty');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const Failure = primordial('TypeError');

// Members are enumerable, the class has its tag; `mixed`: names of the members that come from mixins.
function finish(Class, name = Class.name, mixed = []) {
	for (const target of [Class.prototype, Class]) {
		const keys = ownKeys(target);
		for (let i = 0; i < keys.length; i++) {
			const key = keys[i];
			if (typeof key !== 'string' || key === 'constructor' || key === 'prototype' || (target === Class && (key === 'length' || key === 'name'))) continue;
			const descriptor = getOwnPropertyDescriptor(target, key);
			descriptor.enumerable = true;
			defineProperty(target, key, descriptor);
		}
	}
	// In a page the constructor comes after the members of the interface itself, and before those of its mixins.
	if (isPage) {
		const { constructor } = Class.prototype;
		delete Class.prototype.constructor;
		defineProperty(Class.prototype, 'constructor', { __proto__: null, value: constructor, writable: true, configurable: true });
		for (let i = 0; i < mixed.length; i++) {
			const descriptor = getOwnPropertyDescriptor(Class.prototype, mixed[i]);
			delete Class.prototype[mixed[i]];
			defineProperty(Class.prototype, mixed[i], descriptor);
		}
	}
	defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, value: name, configurable: true });
	return Class;
}

// TypeError "Failed to construct 'X': 1 argument required, but only 0 present."; in Node with the names of the arguments, thrown at `place`.
function required(count, least, what, names, place) {
	if (count >= least) return;
	if (!isPage && names !== undefined) throw error('TypeError', 'ERR_MISSING_ARGS', `The ${names} argument${least === 1 ? '' : 's'} must be specified`, place);
	throw new Failure(`${what}: ${least} argument${least === 1 ? '' : 's'} required, but only ${count} present.`);
}

const isObject = (value) => typeof value === 'object' && value !== null;

// The error of a member that is called on no object of its class; `place`: of Node's, where it throws it.
const illegal = (type, place) => (isPage ? new Failure('Illegal invocation') : error('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`, place));

// Throws for what can be no dictionary (Web IDL, "es-dictionary"): a primitive other than undefined and null.
// `what`: "Failed to ...", `type`: the dictionary; in Node the argument is called `name` and must be `expected`.
function dictionary(value, what, type, expected = 'Object', name = 'options') {
	if (value === undefined || isObject(value) || value === null || typeof value === 'function') return;
	throw isPage ? new Failure(`${what}: The provided value is not of type '${type}'.`) : require('node/errors').invalidArgType(name, expected, value);
}

module.exports = { dictionary, finish, required, isObject, illegal, isPage, Failure };
