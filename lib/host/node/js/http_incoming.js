// SPDX-License-Identifier: MIT
// http_incoming.js - what comes in over node:http: a request at its server, an answer at its client.
'use strict';

const { primordial, nextTick } = require('host');
const { Readable } = require('node/stream');
const { hide } = require('node/hidden');
const { later } = require('node/later');
const { hangUp, leaveClient, leaveServer } = require('node/http_leaving');
const { resume } = require('node/http_pieces');
const timeouts = require('node/http_timeouts');
const defineProperty = primordial('Object.defineProperty');
const toLowerCase = primordial('String.prototype.toLowerCase');
const inherit = primordial('Object.setPrototypeOf');

function IncomingMessage(fields) {
	Readable.call(this, { autoDestroy: true });
	this.httpVersion = '1.1';
	this.httpVersionMajor = 1;
	this.httpVersionMinor = 1;
	this.complete = false;
	this.aborted = false;
	this.headers = {};
	this.rawHeaders = [];
	this.trailers = {};
	this.rawTrailers = [];
	for (const name in fields) this[name] = fields[name];
}
inherit(IncomingMessage.prototype, Readable.prototype);
inherit(IncomingMessage, Readable);
IncomingMessage.prototype._read = function() {
	this._consumed = true;
	resume(this);
};
// One that is destroyed before its end says so, and takes the connection with it; its error is only told to who listens for it.
IncomingMessage.prototype._destroy = function(err, callback) {
	if (!this.readableEnded || !this.complete) {
		this.aborted = true;
		this.emit('aborted');
		if (this._client !== undefined) {
			if (this.socket) leaveServer(this);
		} else if (this.req?._server !== undefined && !this.req._left) {
			if (err) nextTick(() => this.req.emit('error', err));
			leaveClient(this.req, () => this.req.destroy());
		}
	}
	if (!err && this.readableEnded && !this.complete) err = hangUp('aborted');
	nextTick(() => callback(this.listenerCount('error') === 0 ? null : err));
};
IncomingMessage.prototype.setTimeout = timeouts.setMessageTimeout;

// All lines of each name as a list, made when it is first read.
for (const [name, source] of [['headersDistinct', 'rawHeaders'], ['trailersDistinct', 'rawTrailers']]) {
	const kept = Symbol(name);
	defineProperty(IncomingMessage.prototype, name, {
		__proto__: null,
		configurable: false,
		enumerable: false,
		get() {
			if (this[kept] !== undefined) return this[kept];
			const lines = this[source], values = { __proto__: null };
			for (let i = 0; i < lines.length; i += 2) {
				const list = values[toLowerCase(lines[i])] ??= [];
				list[list.length] = lines[i + 1];
			}
			hide(this, kept, values);
			return values;
		},
		set(value) {
			hide(this, kept, value);
		},
	});
}
later(IncomingMessage.prototype, 'message', ['connection']);

// Nobody reads it: what is still to come of it is thrown away.
function dump(message) {
	if (message._dumped) return;
	message._dumped = true;
	message.removeAllListeners('data');
	message.resume();
}

module.exports = { IncomingMessage, dump };
