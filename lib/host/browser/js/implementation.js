// SPDX-License-Identifier: MIT
// implementation.js - document.implementation (DOM, "Interface DOMImplementation"), as far as it makes no documents.
'use strict';

const { finish, Failure } = require('web/idl');

const make = {};

class DOMImplementation {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'DOMImplementation': Illegal constructor");
	}
	// Always true, whatever is asked for.
	hasFeature() {
		return true;
	}
}
finish(DOMImplementation);

module.exports = { implementation: new DOMImplementation(make), DOMImplementation };
