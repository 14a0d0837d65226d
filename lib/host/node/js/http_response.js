// SPDX-License-Identifier: MIT
// http_response.js - the answer of a server of node:http, and how it comes to the client that waits for it.
'use strict';

const { primordial, closing, error, format, globalValue, isUnknown, nextTick, notCovered, notCoveredFunction, wire } = require('host');
const { channel } = require('node/diagnostics_channel');
const { hide } = require('node/hidden');
const { later } = require('node/later');
const { freed, keep } = require('node/http_connection');
const { end } = require('node/http_idle');
const { declare, frame, settle, takeTrailers } = require('node/http_framing');
const { outgoing, pairsOf, sent, takeHeaders } = require('node/http_headers');
const { IncomingMessage, dump } = require('node/http_incoming');
const { leaveServer } = require('node/http_leaving');
const { STATUS_CODES } = require('node/http_names');
const { OutgoingMessage, emitClose, finish } = require('node/http_outgoing');
const pieces = require('node/http_pieces');
const timeouts = require('node/http_timeouts');
const { emptied, enter, WAY } = require('node/net').internals;
const inherit = primordial('Object.setPrototypeOf');
const floor = primordial('Math.floor');
const test = primordial('RegExp.prototype.test');
const answered = channel('http.client.response.finish'), finished = channel('http.server.response.finish');
const invalidInReason = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const closePattern = /(?:^|\W)close(?:$|\W)/i;

function ServerResponse(req) {
	OutgoingMessage.call(this);
	this.statusCode = 200;
	this.statusMessage = undefined;
	this.req = req;
	this._early = [];
	hide(req, '_response', this);
	// What nobody reads of the request is thrown away.
	this.on('finish', () => {
		if (finished.hasSubscribers) finished.publish({ request: req, response: this, socket: req.socket, server: req.server });
		if (!req._consumed) dump(req);
		nextTick(emitClose, this);
	});
}
inherit(ServerResponse.prototype, OutgoingMessage.prototype);
inherit(ServerResponse, OutgoingMessage);
function checkReason(reason) {
	if (!isUnknown(reason) && test(invalidInReason, `${reason}`)) throw error('TypeError', 'ERR_INVALID_CHAR', 'Invalid character in statusMessage', "_http_server:396    ^throw new ERR_INVALID_CHAR('statusMessage');");
}
ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, headers) {
	if (this.headersSent) throw sent('write'); // node: _http_server:344    ^throw new ERR_HTTP_HEADERS_SENT('write');
	const code = statusCode | 0;
	if (code < 100 || code > 999) throw error('RangeError', 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${format('%s', statusCode)}`, '_http_server:351    ^throw new ERR_HTTP_INVALID_STATUS_CODE(originalStatusCode);');
	if (typeof reason === 'string') {
		this.statusMessage = reason;
	} else {
		if (!this.statusMessage) this.statusMessage = STATUS_CODES[code] || 'unknown';
		headers ??= reason;
	}
	this.statusCode = code;
	checkReason(this.statusMessage);
	hide(this, '_status', [code, this.statusMessage]); // sent as it is now
	if (this.getHeaderNames().length === 0) {
		// They are only sent.
		if (headers) this._given = pairsOf(headers);
	} else if (headers) {
		const pairs = pairsOf(headers);
		for (let i = 0; i < pairs.length; i++) this.setHeader(pairs[i][0], pairs[i][1]);
	}
	this.headersSent = true;
	declare(this, outgoing(this).present['content-length']);
	return this;
};
ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;
for (const name of ['writeContinue', 'writeProcessing']) ServerResponse.prototype[name] = notCoveredFunction(`response.${name}`);
ServerResponse.prototype._sendHead = function(whole) {
	if (this._headOut) return;
	this.statusMessage ||= STATUS_CODES[this.statusCode] || 'unknown';
	checkReason(this.statusMessage);
	const [statusCode, statusMessage] = this._status ?? [this.statusCode, this.statusMessage];
	this._headOut = true;
	this.headersSent = true;
	const out = outgoing(this), { pairs: list, present, removed } = out;
	const keeps = !this.req._close && !(present.connection !== undefined && test(closePattern, `${present.connection}`));
	if (this.sendDate && !removed.date && !('date' in present)) list[list.length] = ['Date', new (globalValue('Date'))().toUTCString()];
	if (!('connection' in present) && !removed.connection) {
		list[list.length] = ['Connection', keeps ? 'keep-alive' : 'close'];
		const seconds = floor(this.req.server.keepAliveTimeout / 1000);
		if (keeps && !('keep-alive' in present) && this.req.server.keepAliveTimeout) list[list.length] = ['Keep-Alive', `timeout=${seconds}`];
	}
	this._hasBody = statusCode !== 204 && statusCode !== 304 && this.req.method !== 'HEAD';
	frame(this, out, whole, this._hasBody);
	if (this._hasBody && removed['transfer-encoding'] && !('content-length' in present) && (whole === undefined || removed['content-length'])) notCovered('an answer without its length and without chunks');
	if (!keeps) this.req._client._close = true;
	const client = this.req._client;
	const fields = { statusCode, statusMessage, req: client };
	client._incoming = new IncomingMessage(fields);
	hide(client._incoming, 'socket', client._connection.client);
	takeHeaders(client._incoming, list);
	client._connection.accepted._unrefTimer();
	this._send((packet) => pieces.add(this, packet, pieces.sizeOfHead(`HTTP/1.1 ${statusCode} ${statusMessage}`, client._incoming.rawHeaders), () => {
		if (client.destroyed || client._left) return;
		client._connection.client._unrefTimer();
		const res = client._incoming;
		client.res = res;
		timeouts.hear(client, res);
		if (answered.hasSubscribers) answered.publish({ request: client, response: res });
		const heard = client.emit('response', res);
		if (!heard) res.resume();
	}, true));
};
// put(packet) adds to what the client finds when it looks. Node holds it back for a tick.
ServerResponse.prototype._send = function(put) {
	const client = this.req._client;
	const packet = pieces.packetOf(this, (packet) => wire(() => {
		enter(client);
		pieces.unpack(packet, client._incoming, false);
	}, WAY));
	if (!this._isCorked) {
		this._isCorked = true;
		this._corked = packet;
		this._corkedAt = packet.items.length;
		nextTick(() => {
			this._isCorked = false;
		});
	}
	put(packet);
};
ServerResponse.prototype._write = function(chunk, encoding, callback) {
	this._sendHead();
	this._carry(chunk);
	callback();
};
ServerResponse.prototype._carry = function(chunk) {
	if (!this._hasBody) return;
	const res = this.req._client._incoming;
	pieces.refuseRecords(this.req.server._protocol, chunk);
	this._send((packet) => pieces.carry(this, packet, chunk, (data) => {
		this.req._client._connection.client._unrefTimer();
		if (!res.destroyed && !res._dumped && !this.req._left && !res.push(data)) pieces.pause(res);
	}));
};
ServerResponse.prototype._sendWhole = function(length) {
	this._sendHead(this.headersSent ? undefined : length); // not what writeHead() has told already
};
// The connection is gone: whoever listens hears it in the turn of its close.
ServerResponse.prototype._closeNow = function() {
	emitClose(this);
};
// What the connection was destroyed with is told to nobody; the answer closes with the connection, and not by its stream.
ServerResponse.prototype._destroy = function() {
	if (!this._writableState.finished) leaveServer(this.req);
};
// It ends by itself, and not by its stream, whose callback is not called.
ServerResponse.prototype._final = function() {
	const client = this.req._client;
	const res = client._incoming;
	const { server } = this.req;
	settle(this);
	this._send((packet) => pieces.add(this, packet, 0, () => {
		if (this.req._left || client._left) return;
		res.complete = true;
		takeTrailers(this, res);
		if (!res.destroyed) res.push(null);
		res.prependOnceListener('end', () => {
			const { _agent: agent, _connection: connection } = client;
			const finish = () => {
				if (!client._close && agent.keepsLate) wire(() => keep(agent, connection, res), WAY);
				else if (!client._close) keep(agent, connection, res);
				if (!client._close) freed(client);
			};
			timeouts.end(client);
			hide(client, '_keeps', !client._close);
			const leave = () => {
				client._gone = true;
				if (!client.destroyed) client.destroy();
			};
			// A kept connection is free in the next tick, the request has left it at once; another one is closed by the loop.
			if (!client._close) leave();
			nextTick(() => {
				finish();
				if (client._close) closing(leave);
			});
		});
	}, false));
	nextTick(finish, this);
	// A connection that is not kept is closed by the server's side, which is done with it before the client has read all.
	if (client._close) nextTick(() => end(server, client._connection));
	this.emit('prefinish');
};
later(ServerResponse.prototype, 'response', ['assignSocket', 'detachSocket', 'writeEarlyHints']);

module.exports = { ServerResponse };
