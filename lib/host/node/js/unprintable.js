// SPDX-License-Identifier: MIT
// unprintable.js - objects of Node's that keep other things here than there: how they are printed is not covered.
'use strict';

const { primordial, notCovered } = require('host');
const defineProperty = primordial('Object.defineProperty');
const custom = Symbol.for('nodejs.util.inspect.custom');

// Instances of `Class` and of what extends it, which is called `name`.
function hide(Class, name) {
	defineProperty(Class.prototype, custom, {
		__proto__: null, configurable: true, enumerable: false, writable: true,
		value: function(depth) {
			if (typeof depth === 'number' && depth < 0) return this;
			notCovered(`how an object of ${name} is printed`);
		},
	});
}

module.exports = { hide };
