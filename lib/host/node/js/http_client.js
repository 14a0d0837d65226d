// SPDX-License-Identifier: MIT
// http_client.js - a request of node:http, from its options to the end of its exchange.
'use strict';

const { primordial, closing, error, nextTick, notCovered, wire } = require('host');
const { invalidArgType, validateString } = require('node/errors');
const { channel } = require('node/diagnostics_channel');
const { Buffer } = require('node/buffer');
const { hide } = require('node/hidden');
const { later } = require('node/later');
const { choose, launch, whenConnected } = require('node/http_dialing');
const { frame, settle, takeTrailers } = require('node/http_framing');
const { outgoing, pairsOf, takeHeaders, tokenPattern } = require('node/http_headers');
const { IncomingMessage, dump } = require('node/http_incoming');
const { hangUp, leaveClient } = require('node/http_leaving');
const { optionsOf, refuseOptions, validateHost } = require('node/http_options');
const { OutgoingMessage, emitClose, finish } = require('node/http_outgoing');
const { ServerResponse } = require('node/http_response');
const pieces = require('node/http_pieces');
const timeouts = require('node/http_timeouts');
const { enter, timerDuration, WAY } = require('node/net').internals;
const inherit = primordial('Object.setPrototypeOf');
const toUpperCase = primordial('String.prototype.toUpperCase');
const keysOf = primordial('Object.keys');
const isArray = primordial('Array.isArray');
const indexOf = primordial('String.prototype.indexOf');
const test = primordial('RegExp.prototype.test');
const started = channel('http.client.request.start'), arrived = channel('http.server.request.start');
const unescaped = /[^\u0021-\u00ff]/;

function ClientRequest(input, options, callback) {
	({ options, callback } = optionsOf(input, options, callback));
	OutgoingMessage.call(this);
	const { agent } = options;
	if (agent != null && agent !== false && typeof agent.addRequest !== 'function') throw invalidArgType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent, "_http_client:167    ^throw new ERR_INVALID_ARG_TYPE('options.agent',");
	if (options.path && test(unescaped, `${options.path}`)) throw error('TypeError', 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters', "_http_client:182      ^throw new ERR_UNESCAPED_CHARACTERS('Request path');");
	const defaultAgent = options._defaultAgent ?? require('node/http').globalAgent;
	const expected = agent?.protocol ?? defaultAgent.protocol;
	const protocol = options.protocol ?? defaultAgent.protocol;
	if (protocol !== expected) throw error('TypeError', 'ERR_INVALID_PROTOCOL', `Protocol "${require('node/errors').written(protocol)}" not supported. Expected "${expected}"`, '_http_client:187    ^throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);');
	const host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost';
	if (options.timeout !== undefined) this.timeout = timerDuration(options.timeout, 'timeout');
	refuseOptions(options, ['createConnection', 'family', 'insecureHTTPParser', 'joinDuplicateHeaders', 'localAddress', 'localPort', 'lookup', 'maxHeaderSize', 'socketPath', 'uniqueHeaders'], 'a request of http');
	if (options.method != null && typeof options.method !== 'string') throw invalidArgType('options.method', 'string', options.method, "_http_client:214    ^throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);");
	if (options.method && !test(tokenPattern, options.method)) throw error('TypeError', 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${require('node/errors').written(options.method)}"]`, "_http_client:219      ^throw new ERR_INVALID_HTTP_TOKEN('Method', method);");
	this.method = options.method ? toUpperCase(options.method) : 'GET';
	if (this.method === 'CONNECT') notCovered('a request with the method CONNECT');
	this.path = options.path || '/';
	this.host = host;
	this.protocol = protocol;
	const usualPort = options.defaultPort ?? defaultAgent.defaultPort;
	this.port = +(options.port ?? usualPort);
	this.res = null;
	this.aborted = false;
	if (callback) this.once('response', callback);
	giveHeaders(this, options, usualPort);
	const isChosen = choose(this, agent === false ? undefined : agent ?? defaultAgent);
	this._server = undefined;
	this._queue = [];
	this._connected = false;
	this._ended = false;
	this.timeoutCb = null;
	if (options.signal) require('node/stream').addAbortSignal(options.signal, this);
	if (isChosen) launch(this);
}
inherit(ClientRequest.prototype, OutgoingMessage.prototype);
inherit(ClientRequest, OutgoingMessage);

// The headers of its options, and those that every request has; a list of them is sent as it is.
function giveHeaders(req, options, usualPort) {
	if (isArray(options.headers)) {
		req._given = pairsOf(options.headers);
		return;
	}
	if (options.headers) for (const name of keysOf(options.headers)) req.setHeader(name, options.headers[name]);
	if (!req.getHeader('host') && (options.setHost === undefined || options.setHost)) {
		const colon = indexOf(req.host, ':');
		const name = colon >= 0 && indexOf(req.host, ':', colon + 1) >= 0 && req.host[0] !== '[' ? `[${req.host}]` : req.host;
		req.setHeader('Host', `${name}${req.port === usualPort ? '' : `:${req.port}`}`);
	}
	if (req.getHeader('host')) validateString(req.getHeader('host'), 'options.headers.host', "_http_agent:344    ^validateString(hostHeader, 'options.headers.host');");
	if (options.auth && !req.getHeader('authorization')) req.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
	if (req.hasHeader('expect')) notCovered('a request that waits for leave to go on');
	if (req.hasHeader('upgrade')) notCovered('a request for another protocol');
}

// Methods whose requests have a body unless they say otherwise.
const hasBody = (method) => method !== 'GET' && method !== 'HEAD' && method !== 'DELETE' && method !== 'OPTIONS' && method !== 'TRACE' && method !== 'CONNECT';

ClientRequest.prototype._sendHead = function() {
	if (this._headOut) return;
	const out = outgoing(this), { pairs: list, present, removed } = out;
	if (!('connection' in present) && !removed.connection) list[list.length] = ['Connection', this._close ? 'close' : 'keep-alive'];
	frame(this, out, this._length, hasBody(this.method));
	this._headOut = true;
	this.headersSent = true;
	whenConnected(this, () => {
		if (this._server === undefined) return;
		const incoming = this._request = new IncomingMessage({ method: this.method, url: this.path });
		takeHeaders(incoming, list);
		hide(incoming, '_client', this);
		hide(incoming, '_close', this._close);
		hide(incoming, 'server', this._server);
		incoming.socket = incoming.connection = this._connection.accepted;
		this._connection.client._unrefTimer();
		this._connection.isAwaited = true;
		this._go((packet) => pieces.add(this, packet, pieces.sizeOfHead(`${this.method} ${this.path} HTTP/1.1`, incoming.rawHeaders), () => {
			const res = new ServerResponse(incoming), { _open: open } = this._server;
			open.add(incoming);
			this._connection.isAwaited = false;
			res.once('close', () => open.delete(incoming));
			hide(res, 'socket', incoming.socket);
			incoming.socket._unrefTimer();
			this._connection.req = incoming;
			this._connection.res = res;
			if (arrived.hasSubscribers) arrived.publish({ request: incoming, response: res, socket: incoming.socket, server: this._server });
			if (!this._server.emit('request', incoming, res)) incoming.resume();
		}, true));
	});
};
// put(packet) adds to what the server finds when it looks.
ClientRequest.prototype._go = function(put) {
	put(pieces.packetOf(this, (packet) => wire(() => {
		enter(this._server);
		if (!this._left) pieces.unpack(packet, this._request, true);
	}, WAY)));
};
ClientRequest.prototype._write = function(chunk, encoding, callback) {
	if (chunk.length > 0 && !hasBody(this.method) && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && this._given === undefined) notCovered(`a body of a ${this.method} request without its length`);
	this._sendHead();
	whenConnected(this, () => {
		if (this._server === undefined) return;
		this._connection.client._unrefTimer();
		pieces.refuseRecords(this.protocol, chunk);
		this._go((packet) => pieces.carry(this, packet, chunk, (data) => {
			this._connection.accepted._unrefTimer();
			if (!this._request.destroyed && !this._request._dumped && !this._request.push(data)) pieces.pause(this._request);
		}));
	});
	callback();
};
ClientRequest.prototype._sendWhole = function(length) {
	this._length = length;
	this._sendHead();
};
ClientRequest.prototype._final = function() {
	settle(this);
	const connecting = this._connection?.client.connecting; // undefined: it waits for a socket
	const isOpen = this._connected || (this.socket && !connecting && !this._waited);
	if (isOpen) nextTick(finish, this);
	whenConnected(this, () => {
		if (this._server === undefined) {
			require('node/http_outside').answer(this, IncomingMessage);
		} else {
			this._go((packet) => pieces.add(this, packet, 0, () => {
				this._request.complete = true;
				takeTrailers(this, this._request);
				this._request.push(null);
			}, false));
		}
		if (isOpen) return;
		if (connecting ?? this._isNew) finish(this);
		else nextTick(finish, this);
	});
	if (this.socket) this._handOver();
};
// All of it is with its connection.
ClientRequest.prototype._handOver = function() {
	this.emit('prefinish');
	if (started.hasSubscribers) started.publish({ request: this });
};
ClientRequest.prototype.abort = function abort() {
	if (this.aborted) return;
	this.aborted = true;
	if (this.socket !== null) nextTick(() => this.emit('abort'));
	this.destroy();
	if (this.socket === null) nextTick(() => this.emit('abort'));
};
// Without an answer the request says that the connection has broken off, but not when it was aborted before it had one.
ClientRequest.prototype._destroy = function(err, callback) {
	if (this._connection === undefined) notCovered('a request that is destroyed while it waits for a socket of its agent');
	const isDone = this.res !== null && this.res.complete;
	if (this.res !== null && !this._gone) dump(this.res);
	if (this._server !== undefined && this._connected && !isDone && !this._gone) {
		if (err) nextTick(() => this.emit('error', err));
		if (this._left) {
			closing(() => emitClose(this));
			return;
		}
		leaveClient(this, () => {
			if (this.res !== null && !this.res.destroyed) this.res.destroy(hangUp('aborted'));
			if (this.res === null && !err) this.emit('error', hangUp('socket hang up'));
			emitClose(this);
		});
		return;
	}
	if (this._gone && this._keeps !== true && !err) {
		emitClose(this); // in the turn of its connection's close
		return;
	}
	const isQuiet = this.aborted && this.socket === null;
	if (!err && this.res === null && !isQuiet && !this._gone) err = hangUp('socket hang up');
	if (isDone && this._server !== undefined && !this._gone) closing(() => (err ? callback(err) : emitClose(this)));
	else callback(err);
};
ClientRequest.prototype.setTimeout = timeouts.setRequestTimeout;
ClientRequest.prototype.clearTimeout = function(callback) {
	this.setTimeout(0, callback);
};
ClientRequest.prototype.setNoDelay = ClientRequest.prototype.setSocketKeepAlive = function() {};

const request = function(input, options, callback) {
	const req = new ClientRequest(input, options, callback);
	req._writableState.autoDestroy = false;
	return req;
};
const getRequest = function(input, options, callback) {
	const req = request(input, options, callback);
	req.end();
	return req;
};
primordial('Object.defineProperty')(getRequest, 'name', { __proto__: null, value: 'get', configurable: true });
later(ClientRequest.prototype, 'request', ['onSocket']);

module.exports = { ClientRequest, get: getRequest, request };
