// SPDX-License-Identifier: MIT
// stream_promises.js - node:stream/promises.
'use strict';

module.exports = require('node/stream').promises;
