// SPDX-License-Identifier: MIT
// http_pieces.js - the pieces in which the body of a message of node:http comes: each chunk by itself, or, where its length was told before, all that was
// written until the other side looks at its connection.
'use strict';

const { wire } = require('host');
const { Buffer } = require('node/buffer');
const { hide } = require('node/hidden');
const { isChunked } = require('node/http_framing');

const kOpen = Symbol('open piece');

// Brings `chunk` under way: send(arrive) has arrive() called when it comes, which gives deliver() the data.
function carry(message, chunk, send, deliver) {
	if (isChunked(message)) {
		send(() => deliver(chunk));
		return;
	}
	const open = message[kOpen];
	if (open !== undefined) {
		open[open.length] = chunk;
		return;
	}
	const parts = [chunk];
	hide(message, kOpen, parts);
	wire(() => hide(message, kOpen, undefined), 0);
	send(() => deliver(parts.length === 1 ? chunk : Buffer.concat(parts)));
}

module.exports = { carry };
