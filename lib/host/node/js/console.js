// SPDX-License-Identifier: MIT
// console.js - node:console.
'use strict';

module.exports = require('host').globalValue('console');
