// SPDX-License-Identifier: MIT
// promisify_names.js - the property that tells util.promisify the names of the values that a function of Node's calls back with.
'use strict';

module.exports = Symbol('customPromisifyArgs');
