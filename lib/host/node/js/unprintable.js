// SPDX-License-Identifier: MIT
// unprintable.js - objects of Node's that keep other things here than there: how they are printed is not covered.
'use strict';

const { primordial, notCovered } = require('host');
const defineProperty = primordial('Object.defineProperty');
const custom = Symbol.for('nodejs.util.inspect.custom');

function refuse(object, what) {
	defineProperty(object, custom, {
		__proto__: null, configurable: true, enumerable: false, writable: true,
		value: function(depth) {
			if (typeof depth === 'number' && depth < 0) return this;
			notCovered(`how ${what} is printed`);
		},
	});
}

// Instances of `Class` and of what extends it, which is called `name`.
const hide = (Class, name) => refuse(Class.prototype, `an object of ${name}`);

// What the module `name` exports.
const hideModule = (exports, name) => refuse(exports, `the module ${name}`);

module.exports = { hide, hideModule };
