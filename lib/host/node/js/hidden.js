// SPDX-License-Identifier: MIT
// hidden.js - members of an object that its user does not see when it is listed or printed.
'use strict';

const defineProperty = require('host').primordial('Object.defineProperty');

// Gives `object` a member that is writable and not enumerable.
function hide(object, name, value) {
	defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

module.exports = { hide };
