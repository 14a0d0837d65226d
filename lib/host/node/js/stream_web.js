// SPDX-License-Identifier: MIT
// stream_web.js - node:stream/web.
'use strict';

module.exports = require('node/web_streams');
