// SPDX-License-Identifier: MIT
// dns_promises.js - node:dns/promises.
'use strict';

module.exports = require('node/dns').promises;
