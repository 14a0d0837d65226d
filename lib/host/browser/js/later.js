// SPDX-License-Identifier: MIT
// later.js - promises of what the browser's own threads give.
'use strict';

const { post } = require('host');

// later(value): what value() gives, in a task.
module.exports = { later: (value) => new Promise((resolve) => post(() => { resolve(value()); }, 1)) };
