// SPDX-License-Identifier: MIT
// web_class.js - completing a class of the web for Node: its members in Node's order, and how its objects are printed.
'use strict';

const { primordial } = require('host');
const defineProperty = primordial('Object.defineProperty');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const ownKeys = primordial('Reflect.ownKeys');
const custom = Symbol.for('nodejs.util.inspect.custom');

// `first`: names of members that come in this order; the others follow, printing before the symbols.
function complete(prototype, first, show) {
	const keys = ownKeys(prototype), order = [];
	for (let i = 0; i < first.length; i++) order[order.length] = first[i];
	const add = (symbols) => {
		for (let i = 0; i < keys.length; i++) {
			let listed = keys[i] === 'constructor';
			for (let k = 0; k < first.length; k++) listed = listed || first[k] === keys[i];
			if (!listed && (typeof keys[i] === 'symbol') === symbols) order[order.length] = keys[i];
		}
	};
	add(false);
	order[order.length] = custom;
	add(true);
	for (let i = 0; i < order.length; i++) {
		const key = order[i];
		const descriptor = key === custom ? { __proto__: null, value: show, writable: true, enumerable: false, configurable: true } : getOwnPropertyDescriptor(prototype, key);
		delete prototype[key];
		defineProperty(prototype, key, descriptor);
	}
}

module.exports = { complete };
