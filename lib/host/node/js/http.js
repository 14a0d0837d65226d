// SPDX-License-Identifier: MIT
// http.js - node:http between the parts of one snippet: a server and its clients, without the bytes in between.
'use strict';

const { primordial, closing, error, format, nextTick, io, wire, notCovered, isUnknown, globalValue, thrown, withoutStack } = require('host');
const { invalidArgType, validateNumber, validateOneOf, validateString } = require('node/errors');
const { Readable, Writable } = require('node/stream');
const { Buffer } = require('node/buffer');
const EventEmitter = require('node/events');
const net = require('node/net');
const { later, ofMachine } = require('node/later');
const { freed, makeConnection, takeKept, keep, dropKept, whenAllowed } = require('node/http_connection');
const { hangUp, leaveClient, leaveServer } = require('node/http_leaving');
const { emptied, isLocal, servers, systemError, timerDuration, WAY, OPEN } = net.internals;
const inherit = primordial('Object.setPrototypeOf');
const toLowerCase = primordial('String.prototype.toLowerCase');
const toUpperCase = primordial('String.prototype.toUpperCase');
const keysOf = primordial('Object.keys');
const isArray = primordial('Array.isArray');
const join = primordial('Array.prototype.join');
const get = primordial('Map.prototype.get');
const indexOf = primordial('String.prototype.indexOf');
const test = primordial('RegExp.prototype.test');
const { METHODS, STATUS_CODES } = require('node/http_names');
const { checkServerOptions, optionsOf, refuseOptions, serverTimes, validateHost } = require('node/http_options');
const { closesAgain, refusesWrite } = require('node/http_ended');
const headers_ = require('node/http_headers');
const { outgoing, pairsOf, sent, takeHeaders, tokenPattern, validateHeaderName, validateHeaderValue } = headers_;
const timeouts = require('node/http_timeouts');
const floor = primordial('Math.floor');
const invalidInReason = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const closePattern = /(?:^|\W)close(?:$|\W)/i;
const unescaped = /[^\u0021-\u00ff]/;

// ---- what comes in

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
	for (const name in fields) this[name] = fields[name];
}
inherit(IncomingMessage.prototype, Readable.prototype);
inherit(IncomingMessage, Readable);
IncomingMessage.prototype._read = function() {
	this._consumed = true;
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

// ---- what goes out

function OutgoingMessage() {
	Writable.call(this, { decodeStrings: true, autoDestroy: true });
	this._headers = { __proto__: null };
	this._removed = { __proto__: null };
	this._given = undefined;
	this._chunks = [];
	this.headersSent = false;
	this.sendDate = true;
}
inherit(OutgoingMessage.prototype, Writable.prototype);
inherit(OutgoingMessage, Writable);
for (const name in headers_.methods) OutgoingMessage.prototype[name] = headers_.methods[name];
OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
	if (refusesWrite(this, chunk, typeof encoding === 'function' ? encoding : callback)) return false;
	return Writable.prototype.write.call(this, chunk, encoding, callback);
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
OutgoingMessage.prototype.flushHeaders = function() {
	this._sendHead();
};
OutgoingMessage.prototype.setTimeout = timeouts.setMessageTimeout;

// Nobody reads it: what is still to come of it is thrown away.
function dump(message) {
	if (message._dumped) return;
	message._dumped = true;
	message.removeAllListeners('data');
	message.resume();
}

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

// ---- the server's answer

function ServerResponse(req) {
	OutgoingMessage.call(this);
	this.statusCode = 200;
	this.statusMessage = undefined;
	this.req = req;
	this._early = [];
	hideOn(req, '_response', this);
	// What nobody reads of the request is thrown away.
	this.on('finish', () => {
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
	if (this.headersSent) throw sent('write');
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
	hideOn(this, '_status', [code, this.statusMessage]); // sent as it is now
	if (this.getHeaderNames().length === 0) {
		// They are only sent.
		if (headers) this._given = pairsOf(headers);
	} else if (headers) {
		const pairs = pairsOf(headers);
		for (let i = 0; i < pairs.length; i++) this.setHeader(pairs[i][0], pairs[i][1]);
	}
	this.headersSent = true;
	return this;
};
ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;
for (const name of ['writeContinue', 'writeProcessing']) ServerResponse.prototype[name] = require('host').notCoveredFunction(`response.${name}`);
ServerResponse.prototype._sendHead = function(whole) {
	if (this._headOut) return;
	this.statusMessage ||= STATUS_CODES[this.statusCode] || 'unknown';
	checkReason(this.statusMessage);
	const [statusCode, statusMessage] = this._status ?? [this.statusCode, this.statusMessage];
	this._headOut = true;
	this.headersSent = true;
	const { pairs: list, present, removed } = outgoing(this);
	const keeps = !this.req._close && !(present.connection !== undefined && test(closePattern, `${present.connection}`));
	if (this.sendDate && !removed.date && !('date' in present)) list[list.length] = ['Date', new (globalValue('Date'))().toUTCString()];
	if (!('connection' in present) && !removed.connection) {
		list[list.length] = ['Connection', keeps ? 'keep-alive' : 'close'];
		const seconds = floor(this.req.server.keepAliveTimeout / 1000);
		if (keeps && !('keep-alive' in present) && this.req.server.keepAliveTimeout) list[list.length] = ['Keep-Alive', `timeout=${seconds}`];
	}
	this._hasBody = statusCode !== 204 && statusCode !== 304 && this.req.method !== 'HEAD';
	if (!('content-length' in present) && !('transfer-encoding' in present) && this._hasBody) {
		if (whole !== undefined && !removed['content-length']) list[list.length] = ['Content-Length', `${whole}`];
		else if (!removed['transfer-encoding']) list[list.length] = ['Transfer-Encoding', 'chunked'];
		else notCovered('an answer without its length and without chunks');
	}
	if (!keeps) this.req._client._close = true;
	const client = this.req._client;
	const fields = { statusCode, statusMessage, req: client };
	client._incoming = new IncomingMessage(fields);
	hideOn(client._incoming, 'socket', client._connection.client);
	takeHeaders(client._incoming, list);
	client._connection.accepted._unrefTimer();
	const packet = [() => {
		if (client.destroyed || client._left) return;
		client._connection.client._unrefTimer();
		const res = client._incoming;
		client.res = res;
		timeouts.hear(client, res);
		const heard = client.emit('response', res);
		if (!heard) res.resume();
	}];
	this._packet = packet;
	this._isCorked = true;
	nextTick(() => {
		this._isCorked = false;
	});
	wire(() => {
		for (let i = 0; i < packet.length; i++) packet[i]();
	}, WAY);
};
// What is written in the tick of the head goes with it, and is there with it.
ServerResponse.prototype._send = function(arrive, isCorked, way) {
	if (isCorked) this._packet[this._packet.length] = arrive;
	else wire(arrive, way);
};
ServerResponse.prototype._write = function(chunk, encoding, callback) {
	this._sendHead();
	this._carry(chunk);
	callback();
};
ServerResponse.prototype._carry = function(chunk) {
	const res = this.req._client._incoming;
	this._send(() => {
		this.req._client._connection.client._unrefTimer();
		if (!res.destroyed && !res._dumped && !this.req._left && this._hasBody) res.push(chunk);
	}, this._isCorked, WAY);
};
ServerResponse.prototype.end = function(chunk, encoding, callback) {
	if (typeof chunk === 'function') {
		callback = chunk;
		chunk = undefined;
	} else if (typeof encoding === 'function') {
		callback = encoding;
		encoding = undefined;
	}
	if (closesAgain(this, chunk, callback)) return this;
	if (!this._headOut && !this.writableEnded) {
		const length = chunk === undefined || chunk === null ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
		this._sendHead(this.headersSent ? undefined : length);
	}
	this._endsCorked = this._isCorked;
	if (typeof callback === 'function') this.once('finish', callback);
	Writable.prototype.end.call(this, chunk, encoding);
	return this;
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
	this._send(() => {
		if (this.req._left || client._left) return;
		res.complete = true;
		// A connection that is not kept is closed by the server's side, which is done with it before the client has read all.
		const early = client._close && !server._closing;
		if (early) server._connections--;
		if (!res.destroyed) res.push(null);
		res.prependOnceListener('end', () => {
			const { _agent: agent, _connection: connection } = client;
			const finish = () => {
				if (client._close && !early) server._connections--;
				if (!client._close && agent.keepsLate) wire(() => keep(agent, connection), WAY);
				else if (!client._close) keep(agent, connection);
				if (!client._close) freed(client);
			};
			timeouts.end(client);
			hideOn(client, '_keeps', !client._close);
			if (!client._close) server._connections--; // an idle one goes when the server closes
			const leave = () => {
				client._gone = true;
				if (!client.destroyed) client.destroy();
			};
			// A kept connection is free in the next tick, the request has left it at once; another one is closed by the loop.
			if (!client._close) leave();
			nextTick(() => {
				finish();
				if (!client._close) nextTick(() => emptied(server));
				else closing(() => {
					leave();
					nextTick(() => emptied(server));
				});
			});
		});
		if (res.destroyed && !early) {
			server._connections--;
			emptied(server);
		}
	}, this._endsCorked, WAY + 1);
	nextTick(finish, this);
	this.emit('prefinish');
};

// ---- the server

function Server(options, listener) {
	if (!(this instanceof Server)) return new Server(options, listener);
	if (typeof options === 'function') {
		listener = options;
		options = {};
	} else if (options == null) {
		options = {};
	} else {
		checkServerOptions(options);
	}
	const [requestTimeout, headersTimeout, keepAliveTimeout] = serverTimes(options);
	net.Server.call(this, { allowHalfOpen: true });
	if (listener) this.on('request', listener);
	refuseOptions(options, ['IncomingMessage', 'ServerResponse', 'insecureHTTPParser', 'joinDuplicateHeaders', 'maxHeaderSize', 'rejectNonStandardBodyWrites', 'uniqueHeaders'], 'a server of http');
	this.timeout = 0;
	this.keepAliveTimeout = keepAliveTimeout;
	this.headersTimeout = headersTimeout;
	this.requestTimeout = requestTimeout;
	this.maxHeadersCount = null;
	this.maxRequestsPerSocket = 0;
	this._protocol = 'http:';
	hideOn(this, '_open', new (primordial('Set'))());
}
inherit(Server.prototype, net.Server.prototype);
inherit(Server, net.Server);
Server.prototype.setTimeout = function(msecs, callback) {
	this.timeout = msecs;
	if (callback) this.on('timeout', callback);
	return this;
};
// What a listener of requests rejects with is answered with an error of the server.
Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, ...args) {
	const res = args[1];
	if (event !== 'request') {
		net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, err, event, ...args);
	} else if (res.headersSent || res.writableEnded) {
		res.destroy();
	} else {
		for (const name of res.getHeaderNames()) res.removeHeader(name);
		res.statusCode = 500;
		res.end(STATUS_CODES[500]);
	}
};
Server.prototype.closeAllConnections = function closeAllConnections() {
	const open = [...this._open];
	for (let i = 0; i < open.length; i++) leaveServer(open[i]);
};
Server.prototype.closeIdleConnections = function closeIdleConnections() {};

// ---- the client

// The connection of a request: kept by its agent, or a new one. Returns: has it one already, or does it wait for one?
function choose(req, agent) {
	const hide = (name, value) => hideOn(req, name, value);
	if (agent !== undefined && (agent.addRequest !== Agent.prototype.addRequest || agent.createConnection !== Agent.prototype.createConnection)) notCovered('an agent that makes its own connections');
	const isKeeping = agent !== undefined && (agent.keepAlive === true || agent.maxSockets !== Infinity);
	req.reusedSocket = false;
	hide('_close', !isKeeping || toLowerCase(`${req.getHeader('connection')}`) === 'close');
	hide('_agent', agent);
	hide('_connection', undefined);
	hide('socket', null);
	let isChosen = false;
	whenAllowed(agent, req, (hasWaited) => {
		const connection = agent !== undefined && (agent.keepAlive || hasWaited) ? takeKept(agent, req.host, req.port, get(servers, req.port)) : undefined;
		req.reusedSocket = connection !== undefined && !hasWaited;
		hide('_isNew', connection === undefined);
		req._connection = connection ?? makeConnection(req.host, req.port);
		announce(req, agent);
		if (hasWaited) launch(req);
		isChosen = true;
	});
	return isChosen;
}

// The request hears of its connection in the next tick.
function announce(req, agent) {
	nextTick(() => {
		if (req.destroyed) return;
		timeouts.begin(req, agent, req._isNew);
		req.socket = req._connection.client;
		hideOn(req, '_waited', req._isNew && req._headOut === true); // its head goes out after the listeners of 'connect'
		req.emit('socket', req.socket);
		// What was written before goes out, over a kept connection at once.
		if (!req._isNew) connected(req);
		if (req.writableEnded && !req.destroyed) req.emit('prefinish');
	});
}

// A new connection is opened, a kept one is there.
function launch(req) {
	if (req._isNew) io(() => connected(req), OPEN);
}

// The other side has accepted it.
function open(connection, server) {
	connection.server = server;
	server.emit('connection', connection.accepted);
	timeouts.watch(server, connection.accepted, () => connection);
	connection.client._unrefTimer();
	connection.client.connecting = false;
	connection.client.emit('connect');
}

function ClientRequest(input, options, callback) {
	({ options, callback } = optionsOf(input, options, callback));
	OutgoingMessage.call(this);
	const { agent } = options;
	if (agent != null && agent !== false && typeof agent.addRequest !== 'function') throw invalidArgType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent, "_http_client:167    ^throw new ERR_INVALID_ARG_TYPE('options.agent',");
	if (options.path && test(unescaped, `${options.path}`)) throw error('TypeError', 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters', "_http_client:182      ^throw new ERR_UNESCAPED_CHARACTERS('Request path');");
	const defaultAgent = options._defaultAgent ?? module.exports.globalAgent;
	const expected = agent?.protocol ?? defaultAgent.protocol;
	const protocol = options.protocol ?? defaultAgent.protocol;
	if (protocol !== expected) throw error('TypeError', 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`, '_http_client:187    ^throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);');
	const host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost';
	if (options.timeout !== undefined) this.timeout = timerDuration(options.timeout, 'timeout');
	refuseOptions(options, ['createConnection', 'family', 'insecureHTTPParser', 'joinDuplicateHeaders', 'localAddress', 'localPort', 'lookup', 'maxHeaderSize', 'socketPath', 'uniqueHeaders'], 'a request of http');
	if (options.method != null && typeof options.method !== 'string') throw invalidArgType('options.method', 'string', options.method, "_http_client:214    ^throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);");
	if (options.method && !test(tokenPattern, options.method)) throw error('TypeError', 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${options.method}"]`, "_http_client:219      ^throw new ERR_INVALID_HTTP_TOKEN('Method', method);");
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

const hideOn = (object, name, value) => primordial('Object.defineProperty')(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

function connected(req) {
	if (req.destroyed) return;
	if (!isLocal(req.host)) {
		proceed(req);
		return;
	}
	const server = get(servers, req.port);
	if (server === undefined || !(server instanceof Server)) {
		const address = req.host === 'localhost' ? '127.0.0.1' : req.host;
		const err = systemError(`connect ECONNREFUSED ${address}:${req.port}`, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address, port: req.port });
		if (req.host === 'localhost') {
			// Node tries both families and tells of both.
			const both = withoutStack(new (primordial('AggregateError'))([systemError(`connect ECONNREFUSED ::1:${req.port}`, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '::1', port: req.port }), err]));
			both.code = 'ECONNREFUSED';
			req.destroy(both);
		} else {
			req.destroy(err);
		}
		return;
	}
	if (server._protocol !== req.protocol) notCovered(`a request with ${req.protocol} to a server of ${server._protocol}`);
	server._connections++;
	req._server = server;
	if (req._isNew) open(req._connection, server);
	proceed(req);
	if (req._isNew) req._connection.client.emit('ready');
}

// What waited for the connection is done.
function proceed(req) {
	req._connected = true;
	const queue = req._queue;
	req._queue = [];
	for (let i = 0; i < queue.length; i++) queue[i]();
}

// Do it now or when the connection is there.
function whenConnected(req, action) {
	if (req._connected) action();
	else req._queue[req._queue.length] = action;
}

// Methods whose requests have a body unless they say otherwise.
const hasBody = (method) => method !== 'GET' && method !== 'HEAD' && method !== 'DELETE' && method !== 'OPTIONS' && method !== 'TRACE' && method !== 'CONNECT';

ClientRequest.prototype._sendHead = function() {
	if (this._headOut) return;
	this._headOut = true;
	this.headersSent = true;
	whenConnected(this, () => {
		if (this._server === undefined) return;
		const incoming = this._request = new IncomingMessage({ method: this.method, url: this.path });
		const { pairs: list, present, removed } = outgoing(this);
		if (!('connection' in present) && !removed.connection) list[list.length] = ['Connection', this._close ? 'close' : 'keep-alive'];
		if (!('content-length' in present) && !('transfer-encoding' in present) && hasBody(this.method)) {
			if (this._length !== undefined && !removed['content-length']) list[list.length] = ['Content-Length', `${this._length}`];
			else if (!removed['transfer-encoding']) list[list.length] = ['Transfer-Encoding', 'chunked'];
		}
		takeHeaders(incoming, list);
		const hide = (name, value) => primordial('Object.defineProperty')(incoming, name, { __proto__: null, value, writable: true, enumerable: false });
		hide('_client', this);
		hide('_close', this._close);
		hide('server', this._server);
		incoming.socket = incoming.connection = this._connection.accepted;
		this._connection.client._unrefTimer();
		// What is written in the tick of the head goes with it.
		const packet = this._packet = [];
		nextTick(() => {
			if (this._packet === packet) this._packet = undefined;
		});
		wire(() => {
			if (this._left) return;
			const res = new ServerResponse(incoming), { _open: open } = this._server;
			open.add(incoming);
			res.once('close', () => open.delete(incoming));
			hideOn(res, 'socket', incoming.socket);
			incoming.socket._unrefTimer();
			this._connection.req = incoming;
			this._connection.res = res;
			if (!this._server.emit('request', incoming, res)) incoming.resume();
			unpack(packet, 0);
		}, WAY);
	});
};
// The ticks and jobs of the head's listeners come after the first piece of the body, and each piece has its own.
function unpack(packet, i) {
	if (i === packet.length) return;
	packet[i]();
	if (i + 1 < packet.length) wire(() => unpack(packet, i + 1), 0);
}
ClientRequest.prototype._go = function(arrive) {
	if (this._packet !== undefined) this._packet[this._packet.length] = arrive;
	else wire(arrive, WAY);
};
ClientRequest.prototype._write = function(chunk, encoding, callback) {
	if (chunk.length > 0 && !hasBody(this.method) && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && this._given === undefined) notCovered(`a body of a ${this.method} request without its length`);
	this._sendHead();
	whenConnected(this, () => {
		if (this._server === undefined) return;
		this._connection.client._unrefTimer();
		this._go(() => {
			this._connection.accepted._unrefTimer();
			if (!this._request.destroyed && !this._request._dumped) this._request.push(chunk);
		});
	});
	callback();
};
ClientRequest.prototype.end = function(chunk, encoding, callback) {
	if (typeof chunk === 'function') {
		callback = chunk;
		chunk = undefined;
	} else if (typeof encoding === 'function') {
		callback = encoding;
		encoding = undefined;
	}
	if (closesAgain(this, chunk, callback)) return this;
	if (!this._headOut) {
		this._length = chunk === undefined || chunk === null ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
		this._sendHead();
	}
	if (typeof callback === 'function') this.once('finish', callback);
	Writable.prototype.end.call(this, chunk, encoding);
	return this;
};
ClientRequest.prototype._final = function() {
	const connecting = this._connection?.client.connecting; // undefined: it waits for a socket
	const isOpen = this._connected || (this.socket && !connecting && !this._waited);
	if (isOpen) nextTick(finish, this);
	whenConnected(this, () => {
		if (this._server === undefined) {
			require('node/http_outside').answer(this, IncomingMessage);
		} else {
			this._go(() => {
				this._request.complete = true;
				this._request.push(null);
			});
		}
		if (isOpen) return;
		if (connecting ?? this._isNew) finish(this);
		else nextTick(finish, this);
	});
	if (this.socket) this.emit('prefinish');
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

const request = (input, options, callback) => {
	const req = new ClientRequest(input, options, callback);
	req._writableState.autoDestroy = false;
	return req;
};
const getRequest = (input, options, callback) => {
	const req = request(input, options, callback);
	req.end();
	return req;
};
primordial('Object.defineProperty')(getRequest, 'name', { __proto__: null, value: 'get', configurable: true });

function Agent(options) {
	if (!(this instanceof Agent)) return new Agent(options);
	EventEmitter.call(this);
	this.options = { __proto__: null, ...options };
	this.defaultPort = 80;
	this.protocol = 'http:';
	this.maxSockets = options?.maxSockets || Agent.defaultMaxSockets;
	if (options?.scheduling !== undefined) validateOneOf(options.scheduling, 'scheduling', ['fifo', 'lifo'], "_http_agent:108  ^validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);");
	if (options?.maxTotalSockets !== undefined) {
		validateNumber(options.maxTotalSockets, 'maxTotalSockets', 1, undefined, "_http_agent:111    ^validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);");
		notCovered("the option 'maxTotalSockets' of an agent");
	}
	this.keepAlive = options?.keepAlive ?? false;
}
inherit(Agent.prototype, EventEmitter.prototype);
inherit(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;
Agent.prototype.addRequest = () => notCovered('agent.addRequest');
Agent.prototype.createConnection = () => notCovered('agent.createConnection');
later(Agent.prototype, 'agent', ['freeSockets', 'getName', 'keepSocketAlive', 'requests', 'reuseSocket', 'sockets']);
Agent.prototype.destroy = function destroy() {
	dropKept(this);
};

later(IncomingMessage.prototype, 'message', ['connection', 'headersDistinct', 'trailersDistinct']);
later(OutgoingMessage.prototype, 'message', ['_header', 'addTrailers', 'connection', 'outputData']);
later(ServerResponse.prototype, 'response', ['assignSocket', 'detachSocket', 'writeEarlyHints']);
later(ClientRequest.prototype, 'request', ['onSocket']);

// It gives up on a connection that is silent for five seconds.
function globalAgent() {
	const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
	hideOn(agent, 'isGlobal', true);
	return agent;
}

module.exports = {
	METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
	createServer: (options, listener) => new Server(options, listener),
	validateHeaderName, validateHeaderValue,
	get: getRequest, request, setMaxIdleHTTPParsers() {}, maxHeaderSize: 16384, globalAgent: globalAgent(),
};
// Deprecated and inner things of Node's.
for (const name of ['_connectionListener']) module.exports[name] = require('host').notCoveredFunction(`http.${name}`);
require('node/member_orders').arrange(module.exports, 'http');
require('node/unprintable').hide(module.exports.Agent, 'http.Agent');
require('node/unprintable').hide(module.exports.IncomingMessage, 'http.IncomingMessage');
require('node/unprintable').hide(module.exports.OutgoingMessage, 'http.OutgoingMessage');
