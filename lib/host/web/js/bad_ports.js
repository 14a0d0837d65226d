// SPDX-License-Identifier: MIT
// bad_ports.js - ports that nobody fetches from (Fetch, "bad port").
'use strict';

const bad = { __proto__: null };
for (const port of [0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 110, 111, 119, 123, 135, 139, 143, 179, 389, 465, 512, 513, 514, 515, 587, 601, 636, 993, 995, 2049, 6000, 6665, 6666, 6667, 6668, 6669, 10080]) bad[port] = true;

// `port`: as an address has it.
module.exports = { isBadPort: (port) => bad[port] === true };
