// SPDX-License-Identifier: MIT
// http.js - node:http between the parts of one snippet: a server and its clients, without the bytes in between.
'use strict';

const { primordial, closing, error, format, nextTick, io, wire, notCovered, isUnknown, globalValue, thrown, withoutStack } = require('host');
const { invalidArgType } = require('node/errors');
const { Readable, Writable } = require('node/stream');
const { Buffer } = require('node/buffer');
const EventEmitter = require('node/events');
const net = require('node/net');
const { isURL, urlToHttpOptions } = require('node/url_options');
const { URL } = require('web/url');
const { later, ofMachine } = require('node/later');
const { makeConnection, takeKept, keep, dropKept, countBusy } = require('node/http_connection');
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
const headers_ = require('node/http_headers');
const { outgoing, pairsOf, sent, takeHeaders, tokenPattern, validateHeaderName, validateHeaderValue } = headers_;
const timeouts = require('node/http_timeouts');
const floor = primordial('Math.floor');
const closePattern = /(?:^|\W)close(?:$|\W)/i;
const unescaped = /[^\u0021-\u00ff]/;

const STATUS_CODES = {
	100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted',
	203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status',
	208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
	304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
	402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable',
	407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
	412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable',
	417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked',
	424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests',
	431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented',
	502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates',
	507: 'Insufficient Storage', 508: 'Loop Detected', 509: 'Bandwidth Limit Exceeded', 510: 'Not Extended', 511: 'Network Authentication Required',
};
const METHODS = ['ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'QUERY', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE'];

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
OutgoingMessage.prototype.flushHeaders = function() {
	this._sendHead();
};
OutgoingMessage.prototype.setTimeout = timeouts.setMessageTimeout;

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
		if (!req._consumed) req.resume();
	});
}
inherit(ServerResponse.prototype, OutgoingMessage.prototype);
inherit(ServerResponse, OutgoingMessage);
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
	this._headOut = true;
	this.headersSent = true;
	this.statusMessage ??= STATUS_CODES[this.statusCode] ?? 'unknown';
	const { pairs: list, present, removed } = outgoing(this);
	const keeps = !this.req._close && !(present.connection !== undefined && test(closePattern, `${present.connection}`));
	if (this.sendDate && !removed.date && !('date' in present)) list[list.length] = ['Date', new (globalValue('Date'))().toUTCString()];
	if (!('connection' in present) && !removed.connection) {
		list[list.length] = ['Connection', keeps ? 'keep-alive' : 'close'];
		const seconds = floor(this.req.server.keepAliveTimeout / 1000);
		if (keeps && !('keep-alive' in present) && this.req.server.keepAliveTimeout) list[list.length] = ['Keep-Alive', `timeout=${seconds}`];
	}
	this._hasBody = this.statusCode !== 204 && this.statusCode !== 304 && this.req.method !== 'HEAD';
	if (!('content-length' in present) && !('transfer-encoding' in present) && this._hasBody) {
		if (whole !== undefined && !removed['content-length']) list[list.length] = ['Content-Length', `${whole}`];
		else if (!removed['transfer-encoding']) list[list.length] = ['Transfer-Encoding', 'chunked'];
		else notCovered('an answer without its length and without chunks');
	}
	if (!keeps) this.req._client._close = true;
	const client = this.req._client;
	const fields = { statusCode: this.statusCode, statusMessage: this.statusMessage, req: client };
	client._incoming = new IncomingMessage(fields);
	hideOn(client._incoming, 'socket', client._connection.client);
	takeHeaders(client._incoming, list);
	client._connection.accepted._unrefTimer();
	const packet = [() => {
		if (client.destroyed || client._left) return;
		client._connection.client._unrefTimer();
		const res = client._incoming;
		client.res = res;
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
		if (!res.destroyed && !this.req._left && this._hasBody) res.push(chunk);
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
	if (!this._headOut && !this.writableEnded) {
		const length = chunk === undefined || chunk === null ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
		this._sendHead(this.headersSent ? undefined : length);
	}
	this._endsCorked = this._isCorked;
	Writable.prototype.end.call(this, chunk, encoding, callback);
	return this;
};
// The connection is gone.
ServerResponse.prototype._closeNow = function() {
	this._isGone = true;
	if (this._whenGone !== undefined) this._whenGone(null);
	else this.destroy();
};
// What the connection was destroyed with is told to nobody.
ServerResponse.prototype._destroy = function(err, callback) {
	const told = err?.code === 'ERR_STREAM_WRITE_AFTER_END' ? err : null;
	if (this._isGone || this.writableFinished || told) {
		callback(told);
		return;
	}
	this._whenGone = callback;
	leaveServer(this.req);
};
ServerResponse.prototype._final = function(callback) {
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
		res.once('end', () => nextTick(() => {
			timeouts.end(client);
			if (!early) server._connections--;
			const { _agent: agent, _connection: connection } = client;
			if (!client._close && agent.keepsLate) wire(() => keep(agent, connection), WAY);
			else if (!client._close) keep(agent, connection);
			// The server's side of the connection is closed after the client has been told.
			const leave = () => {
				client._gone = true;
				if (!client.destroyed) client.destroy();
				nextTick(() => emptied(server));
			};
			if (client._close) closing(leave);
			else leave();
		}));
		if (res.destroyed && !early) {
			server._connections--;
			emptied(server);
		}
	}, this._endsCorked, WAY + 1);
	callback();
};

// ---- the server

function Server(options, listener) {
	if (!(this instanceof Server)) return new Server(options, listener);
	if (typeof options === 'function') {
		listener = options;
		options = {};
	}
	net.Server.call(this, { allowHalfOpen: true });
	if (listener) this.on('request', listener);
	refuseOptions(options, ['IncomingMessage', 'ServerResponse', 'insecureHTTPParser', 'joinDuplicateHeaders', 'maxHeaderSize', 'rejectNonStandardBodyWrites', 'uniqueHeaders'], 'a server of http');
	this.timeout = 0;
	this.keepAliveTimeout = options?.keepAliveTimeout ?? 5000;
	this.headersTimeout = options?.headersTimeout ?? 60000;
	this.requestTimeout = options?.requestTimeout ?? 300000;
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
Server.prototype.closeAllConnections = function closeAllConnections() {
	const open = [...this._open];
	for (let i = 0; i < open.length; i++) leaveServer(open[i]);
};
Server.prototype.closeIdleConnections = function closeIdleConnections() {};

// ---- the client

function optionsOf(input, options, callback) {
	if (typeof input === 'string') input = urlToHttpOptions(new URL(input));
	else if (isURL(input)) input = urlToHttpOptions(input);
	else {
		callback = options;
		options = input;
		input = {};
	}
	if (typeof options === 'function') {
		callback = options;
		options = {};
	}
	return { options: { __proto__: null, ...input, ...options }, callback };
}

// The connection of a request: kept by its agent, or a new one. The request hears of it in the next tick.
function choose(req, agent) {
	const hide = (name, value) => hideOn(req, name, value);
	if (agent !== undefined && (agent.addRequest !== Agent.prototype.addRequest || agent.createConnection !== Agent.prototype.createConnection)) notCovered('an agent that makes its own connections');
	const isKeeping = agent !== undefined && agent.keepAlive === true;
	if (agent !== undefined && agent.maxSockets !== Infinity && countBusy(agent, req) > agent.maxSockets) notCovered('a request that waits for a socket of its agent');
	const connection = isKeeping ? takeKept(agent, req.host, req.port, get(servers, req.port)) : undefined;
	req.reusedSocket = connection !== undefined;
	hide('_close', !isKeeping || toLowerCase(`${req.getHeader('connection')}`) === 'close');
	hide('_agent', agent);
	hide('_connection', connection ?? makeConnection(req.host, req.port));
	hide('socket', null);
	nextTick(() => {
		if (req.destroyed) return;
		timeouts.begin(req, agent, connection === undefined);
		req.socket = req._connection.client;
		req.emit('socket', req.socket);
	});
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
	choose(this, agent === false ? undefined : agent ?? defaultAgent);
	this._server = undefined;
	this._queue = [];
	this._connected = false;
	this._ended = false;
	this.timeoutCb = null;
	if (options.signal) require('node/stream').addAbortSignal(options.signal, this);
	if (this.reusedSocket) nextTick(() => connected(this));
	else io(() => connected(this), OPEN);
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
	if (options.auth && !req.getHeader('authorization')) req.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
	if (req.hasHeader('expect')) notCovered('a request that waits for leave to go on');
	if (req.hasHeader('upgrade')) notCovered('a request for another protocol');
}

function validateHost(host, name) {
	if (host !== null && host !== undefined && typeof host !== 'string') throw invalidArgType(`options.${name}`, ['string', 'undefined', 'null'], host);
	return host;
}

// Options that change what happens in a way that the model does not have.
function refuseOptions(options, names, what) {
	for (let i = 0; i < names.length; i++) if (options?.[names[i]] !== undefined && options[names[i]] !== false) notCovered(`the option '${names[i]}' of ${what}`);
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
	if (!req.reusedSocket) open(req._connection, server);
	proceed(req);
	if (!req.reusedSocket) req._connection.client.emit('ready');
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
			for (let i = 0; i < packet.length; i++) packet[i]();
		}, WAY);
	});
};
ClientRequest.prototype._write = function(chunk, encoding, callback) {
	if (chunk.length > 0 && !hasBody(this.method) && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && this._given === undefined) notCovered(`a body of a ${this.method} request without its length`);
	this._sendHead();
	whenConnected(this, () => {
		if (this._server === undefined) return;
		this._connection.client._unrefTimer();
		this._go(() => {
			this._connection.accepted._unrefTimer();
			if (!this._request.destroyed) this._request.push(chunk);
		});
	});
	callback();
};
ClientRequest.prototype._go = function(arrive) {
	if (this._packet !== undefined) this._packet[this._packet.length] = arrive;
	else wire(arrive, WAY);
};
ClientRequest.prototype.end = function(chunk, encoding, callback) {
	if (typeof chunk === 'function') {
		callback = chunk;
		chunk = undefined;
	} else if (typeof encoding === 'function') {
		callback = encoding;
		encoding = undefined;
	}
	if (!this._headOut) {
		this._length = chunk === undefined || chunk === null ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
		this._sendHead();
	}
	Writable.prototype.end.call(this, chunk, encoding, callback);
	return this;
};
ClientRequest.prototype._final = function(callback) {
	whenConnected(this, () => {
		if (this._server === undefined) {
			require('node/http_outside').answer(this, IncomingMessage);
		} else {
			this._go(() => {
				this._request.complete = true;
				this._request.push(null);
			});
		}
		callback();
	});
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
	const isDone = this.res !== null && this.res.complete;
	if (this._server !== undefined && this._connected && !isDone && !this._gone) {
		if (err) nextTick(() => this.emit('error', err));
		if (this._left) {
			closing(() => callback(null));
			return;
		}
		leaveClient(this, () => {
			if (this.res !== null && !this.res.destroyed) this.res.destroy(hangUp('aborted'));
			callback(this.res !== null || err ? null : hangUp('socket hang up'));
		});
		return;
	}
	const isQuiet = this.aborted && this.socket === null;
	if (!err && this.res === null && !isQuiet && !this._gone) err = hangUp('socket hang up');
	if (isDone && this._server !== undefined && !this._gone) closing(() => callback(err));
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
	this.maxSockets = options?.maxSockets ?? Agent.defaultMaxSockets;
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
later(OutgoingMessage.prototype, 'message', ['addTrailers', 'connection']);
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
