// SPDX-License-Identifier: MIT
// inspect_performance.js - how the object `performance` is printed: with times that only the machine knows, which is not covered.
'use strict';

const { notCovered } = require('host');

module.exports = function inspect(depth) {
	if (typeof depth === 'number' && depth < 0) return this;
	return notCovered('how performance is printed');
};
