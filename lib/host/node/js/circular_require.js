// SPDX-License-Identifier: MIT
// circular_require.js - what require() gives of a module that is still running: its exports so far, of which Node warns when they lack what is
// asked for (getExportsForCircularRequire of node:internal/modules/cjs/loader).
'use strict';

const { primordial, emitWarning } = require('host');
const { isProxy } = require('node/util_types');
const text = primordial('String');
const hasOwn = primordial('Object.hasOwn');
const has = primordial('Reflect.has');
const prototypeOf = primordial('Object.getPrototypeOf');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const describe = primordial('Object.getOwnPropertyDescriptor');
const ObjectPrototype = prototypeOf({});

function warn(key) {
	emitWarning(`Accessing non-existent property '${text(key)}' of module exports inside circular dependency`);
}

const warning = new (primordial('Proxy'))({}, {
	__proto__: null,
	get(target, key) {
		if (has(target, key) || key === '__esModule') return target[key];
		warn(key);
		return undefined;
	},
	getOwnPropertyDescriptor(target, key) {
		if (hasOwn(target, key) || key === '__esModule') return describe(target, key);
		warn(key);
		return undefined;
	},
});

// While the module runs, a plain object inherits from what warns.
function guard(exports) {
	if (exports && !isProxy(exports) && prototypeOf(exports) === ObjectPrototype && !exports.__esModule) setPrototypeOf(exports, warning);
	return exports;
}

// The module has run.
function release(exports) {
	if (exports && !isProxy(exports) && prototypeOf(exports) === warning) setPrototypeOf(exports, ObjectPrototype);
}

module.exports = { guard, release };
