// SPDX-License-Identifier: MIT
// stdin.js - process.stdin: a stream of what the caller says it holds, in one piece.
'use strict';

const { wire, standardInput } = require('host');
const { Readable } = require('node/stream');
const { Buffer } = require('node/buffer');

let left = standardInput();

const stdin = new Readable({
	autoDestroy: false,
	highWaterMark: 65536,
	read() {
		wire(() => {
			const piece = left;
			left = undefined;
			this.push(piece === undefined ? null : Buffer.from(piece.buffer));
		}, 100);
	},
});
stdin.fd = 0;

module.exports = { stdin };
