// SPDX-License-Identifier: MIT
// http_outgoing.js - what goes out over node:http, as far as requests and answers are alike: headers, chunks, the end.
'use strict';

const { primordial } = require('host');
const { Writable } = require('node/stream');
const { later } = require('node/later');
const { methods } = require('node/http_headers');
const { closesAgain, refusesWrite } = require('node/http_ended');
const framing = require('node/http_framing');
const timeouts = require('node/http_timeouts');
const inherit = primordial('Object.setPrototypeOf');

function OutgoingMessage() {
	Writable.call(this, { decodeStrings: true, autoDestroy: true });
	this._headers = { __proto__: null };
	this._removed = { __proto__: null };
	this._given = undefined;
	this._chunks = [];
	this.headersSent = false;
	this.sendDate = true;
	this.strictContentLength = false;
	framing.begin(this);
}
inherit(OutgoingMessage.prototype, Writable.prototype);
inherit(OutgoingMessage, Writable);
for (const name in methods) OutgoingMessage.prototype[name] = methods[name];
OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
	if (refusesWrite(this, chunk, typeof encoding === 'function' ? encoding : callback)) return false;
	framing.measure(this, chunk, encoding, false);
	return Writable.prototype.write.call(this, chunk, encoding, callback);
};
// A head that is not out yet goes out with the length of the whole (_sendWhole).
OutgoingMessage.prototype.end = function end(chunk, encoding, callback) {
	if (typeof chunk === 'function') {
		callback = chunk;
		chunk = undefined;
	} else if (typeof encoding === 'function') {
		callback = encoding;
		encoding = undefined;
	}
	if (closesAgain(this, chunk, callback)) return this;
	if (!this._headOut && !this.writableEnded) this._sendWhole(framing.sizeOf(chunk, encoding));
	framing.measure(this, chunk, encoding, true);
	if (typeof callback === 'function') this.once('finish', callback);
	Writable.prototype.end.call(this, chunk, encoding);
	return this;
};
const accessor = (name, get) => primordial('Object.defineProperty')(OutgoingMessage.prototype, name, { __proto__: null, configurable: true, enumerable: false, get, set() {} });
accessor('finished', function() {
	return this.writableEnded;
});
accessor('writable', () => true);
// What has ended has gone out, unless the connection is still to be made.
accessor('writableFinished', function() {
	return this.writableEnded && this._connected !== false;
});
OutgoingMessage.prototype.addTrailers = framing.addTrailers;
OutgoingMessage.prototype.flushHeaders = function() {
	this._sendHead();
};
OutgoingMessage.prototype.setTimeout = timeouts.setMessageTimeout;

later(OutgoingMessage.prototype, 'message', ['_header', 'connection', 'outputData']);

// It has gone out whole, in the tick that the connection's write ends in.
function finish(message) {
	message._writableState.finished = true;
	message.emit('finish');
}

// It is over: because it has gone out, or because its connection has closed.
function emitClose(message) {
	const state = message._writableState;
	if (state.closed) return;
	state.destroyed = state.closed = state.closeEmitted = true;
	message.emit('close');
}

module.exports = { OutgoingMessage, emitClose, finish };
