// SPDX-License-Identifier: MIT
// worker_error.js - uncaught errors of a worker on their way to the thread that made it.
'use strict';

const { primordial, inspect } = require('host');
const assign = primordial('Object.assign');
const create = primordial('Object.create');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const ownNames = primordial('Object.getOwnPropertyNames');
const ownDescriptor = primordial('Object.getOwnPropertyDescriptor');
const hasOwn = primordial('Object.hasOwn');
const toStringOf = primordial('Object.prototype.toString');
const clone = require('host').globalValue('structuredClone');
const apply = primordial('Reflect.apply');

const constructors = {
	__proto__: null,
	Error: primordial('Error'),
	EvalError: primordial('EvalError'),
	RangeError: primordial('RangeError'),
	ReferenceError: primordial('ReferenceError'),
	SyntaxError: primordial('SyntaxError'),
	TypeError: primordial('TypeError'),
	URIError: primordial('URIError'),
};

// All properties that are no functions, those of the prototypes first, as descriptors; what getters give as data.
function propertiesOf(object, target) {
	const all = { __proto__: null };
	if (object === null) return all;
	assign(all, propertiesOf(getPrototypeOf(object), target));
	const keys = ownNames(object);
	for (let i = 0; i < keys.length; i++) {
		const key = keys[i];
		let descriptor;
		try {
			descriptor = ownDescriptor(object, key);
			if (descriptor.get && key !== '__proto__') descriptor.value = apply(descriptor.get, target, []);
		} catch {
			continue;
		}
		if (!hasOwn(descriptor, 'value') || typeof descriptor.value === 'function') continue;
		delete descriptor.get;
		delete descriptor.set;
		all[key] = descriptor;
	}
	return all;
}

function constructorOf(error) {
	for (let at = error; at !== null; at = getPrototypeOf(at)) {
		const descriptor = ownDescriptor(at, 'constructor');
		const value = descriptor?.value;
		if (typeof value === 'function' && value.name !== '' && constructors[value.name] !== undefined) return value.name;
	}
	return undefined;
}

function serializeError(error) {
	try {
		if (typeof error === 'object' && toStringOf(error) === '[object Error]') {
			const constructor = constructorOf(error);
			if (constructor !== undefined) return clone({ kind: 'error', constructor, properties: propertiesOf(error, error) });
		}
	} catch {
		// Something of it cannot be copied.
	}
	try {
		return clone({ kind: 'value', value: error });
	} catch {
		return { kind: 'inspected', text: inspect(error) };
	}
}

function deserializeError(serialized) {
	if (serialized.kind === 'value') return serialized.value;
	if (serialized.kind === 'inspected') return serialized.text;
	const properties = assign({ __proto__: null }, serialized.properties);
	properties[Symbol.toStringTag] = { value: 'Error', configurable: true };
	return create(constructors[serialized.constructor].prototype, properties);
}

module.exports = { deserializeError, serializeError };
