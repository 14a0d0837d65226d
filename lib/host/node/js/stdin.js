// SPDX-License-Identifier: MIT
// stdin.js - process.stdin: a stream without anything in it.
'use strict';

const { io } = require('host');
const { Readable } = require('node/stream');

const stdin = new Readable({
	autoDestroy: false,
	highWaterMark: 65536,
	read() {
		io(() => this.push(null), 100);
	},
});
stdin.fd = 0;

module.exports = { stdin };
