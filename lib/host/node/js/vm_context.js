// SPDX-License-Identifier: MIT
// vm_context.js - contexts of node:vm: an object of the snippet becomes the global object of its scripts.
//
// As in Node there are two objects: the given one, which is read and written first, and the context's own, which has the
// language's library, what var and function declare, and a copy of what is assigned. The library's objects are those of the
// main context; V8 makes a set of its own for each.
'use strict';

const { primordial, newGlobals, assume } = require('host');
const WeakMap = primordial('WeakMap');
const getWeak = primordial('WeakMap.prototype.get');
const setWeak = primordial('WeakMap.prototype.set');
const Proxy = primordial('Proxy');
const Set = primordial('Set');
const hasValue = primordial('Set.prototype.has');
const ownKeys = primordial('Reflect.ownKeys');
const descriptorOf = primordial('Reflect.getOwnPropertyDescriptor');
const define = primordial('Reflect.defineProperty');
const assign = primordial('Reflect.set');
const remove = primordial('Reflect.deleteProperty');
const isExtensible = primordial('Reflect.isExtensible');
const includes = primordial('Array.prototype.includes');

const namesOfLibrary = new Set([
	'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise',
	'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl',
	'ArrayBuffer', 'Atomics', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array',
	'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect',
	'FinalizationRegistry', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval', 'isFinite', 'isNaN',
	'SharedArrayBuffer',
]);
const values = { __proto__: null, undefined, NaN, Infinity };

// V8's own console, which only an inspector sees.
const consoleMethods = ['debug', 'error', 'info', 'log', 'warn', 'dir', 'dirxml', 'table', 'trace', 'group', 'groupCollapsed', 'groupEnd', 'clear', 'count', 'countReset', 'assert', 'profile', 'profileEnd', 'time', 'timeLog', 'timeEnd', 'timeStamp', 'context'];
function silentConsole() {
	const console = {};
	for (let i = 0; i < consoleMethods.length; i++) console[consoleMethods[i]] = { [consoleMethods[i]]() {} }[consoleMethods[i]];
	return console;
}

const contexts = new WeakMap();

// What a script is run with for this object; undefined: it is no context.
const contextOf = (object) => getWeak(contexts, object);

function makeContext(sandbox) {
	assume("the context of node:vm shares the language's classes with the main one, where Node makes others");
	const own = {};
	let silent;
	const fromLibrary = (key) => {
		if (key === 'globalThis') return global;
		if (key === 'console') return silent ??= silentConsole();
		return key in values ? values[key] : primordial(key);
	};
	const isLibrary = (key) => key === 'globalThis' || key === 'console' || hasValue(namesOfLibrary, key);
	const isOwn = (key) => descriptorOf(own, key) !== undefined;
	const global = new Proxy(sandbox, {
		__proto__: null,
		has: (target, key) => key in sandbox || isOwn(key) || isLibrary(key) || key in own,
		get: (target, key) => (key in sandbox ? sandbox[key] : !isOwn(key) && isLibrary(key) ? fromLibrary(key) : own[key]),
		set(target, key, value) {
			const found = descriptorOf(sandbox, key);
			if (found !== undefined && found.writable === false) return found.value === value;
			assign(sandbox, key, value);
			if (found === undefined || found.get === undefined && found.set === undefined) assign(own, key, value);
			return true;
		},
		deleteProperty(target, key) {
			const removed = remove(sandbox, key);
			return remove(own, key) && removed;
		},
		defineProperty(target, key, descriptor) {
			return define(sandbox, key, descriptor);
		},
		getOwnPropertyDescriptor(target, key) {
			const found = descriptorOf(sandbox, key) ?? descriptorOf(own, key) ??
				(isLibrary(key) ? { __proto__: null, value: fromLibrary(key), writable: true, enumerable: false, configurable: true } : undefined);
			if (found !== undefined && descriptorOf(sandbox, key) === undefined) found.configurable = true;
			return found;
		},
		ownKeys() {
			const keys = ownKeys(sandbox), more = [...ownKeys(own), ...namesOfLibrary, 'globalThis', 'console'];
			for (let i = 0; i < more.length && isExtensible(sandbox); i++) if (!includes(keys, more[i])) keys[keys.length] = more[i];
			return keys;
		},
	});
	setWeak(contexts, sandbox, newGlobals(global, own));
}

module.exports = { contextOf, makeContext };
