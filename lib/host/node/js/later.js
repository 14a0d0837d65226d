// SPDX-License-Identifier: MIT
// later.js - members of objects of Node's that the model does not have: reading one stops the prediction with its name, or gives an
// unknown value where only the machine knows it.
'use strict';

const { primordial, notCovered, unknownValue } = require('host');
const defineProperty = primordial('Object.defineProperty');

// The members `names` of an object: get(name). One that is assigned is there from then on.
function accessors(object, names, get) {
	for (let i = 0; i < names.length; i++) {
		const name = names[i];
		defineProperty(object, name, {
			__proto__: null,
			get() {
				return get(name);
			},
			set(value) {
				defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
			},
			enumerable: false,
			configurable: true,
		});
	}
}

// `what` stands before each name.
const later = (object, what, names) => accessors(object, names, (name) => notCovered(`${what}.${name}`));
const ofMachine = (object, what, names) => accessors(object, names, (name) => unknownValue(`${what}.${name}`));

module.exports = { later, ofMachine };
