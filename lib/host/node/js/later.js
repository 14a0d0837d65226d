// SPDX-License-Identifier: MIT
// later.js - members that objects of Node's have and the model does not: reading one stops the prediction with its name.
'use strict';

const { primordial, notCovered } = require('host');
const defineProperty = primordial('Object.defineProperty');

// The members `names` of a prototype; `what` stands before each name. One that is assigned is there from then on.
function later(prototype, what, names) {
	for (let i = 0; i < names.length; i++) {
		const name = names[i];
		defineProperty(prototype, name, {
			__proto__: null,
			get() {
				return notCovered(`${what}.${name}`);
			},
			set(value) {
				defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
			},
			enumerable: false,
			configurable: true,
		});
	}
}

module.exports = { later };
