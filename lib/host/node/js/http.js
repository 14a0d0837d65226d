// SPDX-License-Identifier: MIT
// http.js - node:http between the parts of one snippet: a server and its clients, without the bytes in between.
'use strict';

const { primordial, error, nextTick, io, wire, notCovered, isUnknown, globalValue, thrown, withoutStack } = require('host');
const { invalidArgType } = require('node/errors');
const { Readable, Writable } = require('node/stream');
const { Buffer } = require('node/buffer');
const EventEmitter = require('node/events');
const net = require('node/net');
const { later, ofMachine } = require('node/later');
const { makeConnection, takeKept, keep, dropKept } = require('node/http_connection');
const { emptied, isLocal, servers, systemError, WAY, OPEN } = net.internals;
const inherit = primordial('Object.setPrototypeOf');
const toLowerCase = primordial('String.prototype.toLowerCase');
const toUpperCase = primordial('String.prototype.toUpperCase');
const keysOf = primordial('Object.keys');
const isArray = primordial('Array.isArray');
const join = primordial('Array.prototype.join');
const get = primordial('Map.prototype.get');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const test = primordial('RegExp.prototype.test');
const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const invalidInValue = /[^\t\x20-\x7e\x80-\xff]/;
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
IncomingMessage.prototype._read = function() {};
IncomingMessage.prototype.setTimeout = function() {
	return this;
};

function takeHeaders(message, list) {
	for (let i = 0; i < list.length; i++) {
		const [name, value] = list[i];
		const values = isArray(value) ? value : [value];
		for (let k = 0; k < values.length; k++) message.rawHeaders[message.rawHeaders.length] = name, message.rawHeaders[message.rawHeaders.length] = `${values[k]}`;
		const key = toLowerCase(name);
		if (key === 'set-cookie') message.headers[key] = isArray(value) ? [...value] : [`${value}`];
		else message.headers[key] = isArray(value) ? join(value, ', ') : `${value}`;
	}
}

// ---- what goes out

function OutgoingMessage() {
	Writable.call(this, { decodeStrings: true, autoDestroy: true });
	this._headers = { __proto__: null };
	this._chunks = [];
	this.headersSent = false;
	this.sendDate = true;
}
inherit(OutgoingMessage.prototype, Writable.prototype);
inherit(OutgoingMessage, Writable);
function validateHeaderName(name, label) {
	if (typeof name !== 'string' || !name || !test(tokenPattern, name)) throw thrown(error('TypeError', 'ERR_INVALID_HTTP_TOKEN', `${label || 'Header name'} must be a valid HTTP token ["${name}"]`));
}
function validateHeaderValue(name, value) {
	if (value === undefined) throw thrown(error('TypeError', 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`));
	const parts = isArray(value) ? value : [value];
	for (let i = 0; i < parts.length; i++) {
		if (!isUnknown(parts[i]) && test(invalidInValue, `${parts[i]}`)) throw thrown(error('TypeError', 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`));
	}
}
const sent = (what) => error('Error', 'ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);
OutgoingMessage.prototype.setHeader = function(name, value) {
	if (this.headersSent) throw sent('set');
	validateHeaderName(name);
	validateHeaderValue(name, value);
	this._headers[toLowerCase(name)] = [name, value];
	return this;
};
OutgoingMessage.prototype.appendHeader = function(name, value) {
	const before = this._headers[toLowerCase(name)];
	this.setHeader(name, before === undefined ? value : [...(isArray(before[1]) ? before[1] : [before[1]]), ...(isArray(value) ? value : [value])]);
	return this;
};
OutgoingMessage.prototype.getHeader = function(name) {
	return this._headers[toLowerCase(name)]?.[1];
};
OutgoingMessage.prototype.getHeaderNames = function() {
	return keysOf(this._headers);
};
OutgoingMessage.prototype.getHeaders = function() {
	const out = { __proto__: null };
	for (const name in this._headers) out[name] = this._headers[name][1];
	return out;
};
OutgoingMessage.prototype.hasHeader = function(name) {
	return toLowerCase(name) in this._headers;
};
OutgoingMessage.prototype.removeHeader = function(name) {
	if (this.headersSent) throw sent('remove');
	delete this._headers[toLowerCase(name)];
};
OutgoingMessage.prototype.flushHeaders = function() {
	this._sendHead();
};
OutgoingMessage.prototype.setTimeout = function() {
	return this;
};
function headerList(message) {
	const out = [];
	for (const name in message._headers) out[out.length] = message._headers[name];
	return out;
}

// ---- the server's answer

function ServerResponse(req) {
	OutgoingMessage.call(this);
	this.statusCode = 200;
	this.statusMessage = undefined;
	this.req = req;
	this._early = [];
}
inherit(ServerResponse.prototype, OutgoingMessage.prototype);
inherit(ServerResponse, OutgoingMessage);
ServerResponse.prototype.writeHead = function(statusCode, reason, headers) {
	if (this.headersSent) throw sent('write');
	if (!(statusCode >= 100 && statusCode <= 999)) throw error('RangeError', 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`, '_http_server:351    ^throw new ERR_HTTP_INVALID_STATUS_CODE(originalStatusCode);');
	if (typeof reason === 'string') this.statusMessage = reason;
	else headers ??= reason;
	this.statusCode = statusCode | 0;
	if (isArray(headers)) for (let i = 0; i < headers.length; i += 2) this.setHeader(headers[i], headers[i + 1]);
	else if (headers) for (const name of keysOf(headers)) this.setHeader(name, headers[name]);
	this.headersSent = true;
	return this;
};
ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;
ServerResponse.prototype.writeContinue = ServerResponse.prototype.writeProcessing = function() {};
ServerResponse.prototype._sendHead = function(whole) {
	if (this._headOut) return;
	this._headOut = true;
	this.headersSent = true;
	this.statusMessage ??= STATUS_CODES[this.statusCode] ?? 'unknown';
	const list = headerList(this);
	if (this.sendDate && !this.hasHeader('date')) list[list.length] = ['Date', new (globalValue('Date'))().toUTCString()];
	if (!this.hasHeader('connection')) {
		list[list.length] = ['Connection', this.req._close ? 'close' : 'keep-alive'];
		if (!this.req._close) list[list.length] = ['Keep-Alive', 'timeout=5'];
	}
	const hasBody = this.req.method !== 'HEAD' && this.statusCode !== 204 && this.statusCode !== 304;
	if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && hasBody) {
		if (whole !== undefined) list[list.length] = ['Content-Length', `${whole}`];
		else list[list.length] = ['Transfer-Encoding', 'chunked'];
	}
	const client = this.req._client;
	const fields = { statusCode: this.statusCode, statusMessage: this.statusMessage, req: client };
	client._incoming = new IncomingMessage(fields);
	takeHeaders(client._incoming, list);
	const packet = [() => {
		if (client.destroyed) return;
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
		if (!res.destroyed && this.req.method !== 'HEAD') res.push(chunk);
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
ServerResponse.prototype._final = function(callback) {
	const client = this.req._client;
	const res = client._incoming;
	const { server } = this.req;
	this._send(() => {
		res.complete = true;
		// A connection that is not kept is closed by the server's side, which is done with it before the client has read all.
		const early = client._close && !server._closing;
		if (early) server._connections--;
		if (!res.destroyed) res.push(null);
		res.once('end', () => nextTick(() => {
			if (!early) server._connections--;
			const { _agent: agent, _connection: connection } = client;
			if (!client._close && agent.keepsLate) wire(() => keep(agent, connection), WAY);
			else if (!client._close) keep(agent, connection);
			if (!client.destroyed) client.destroy();
			// The server's side of the connection is closed after the client has been told.
			nextTick(() => emptied(server));
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
	this.timeout = 0;
	this.keepAliveTimeout = 5000;
	this.headersTimeout = 60000;
	this.requestTimeout = 300000;
	this.maxHeadersCount = null;
	this._protocol = 'http:';
}
inherit(Server.prototype, net.Server.prototype);
inherit(Server, net.Server);
Server.prototype.setTimeout = function() {
	return this;
};
Server.prototype.closeAllConnections = Server.prototype.closeIdleConnections = function() {};

// ---- the client

function optionsOf(input, options, callback) {
	if (typeof input === 'string') input = urlParts(input);
	else if (input !== null && typeof input === 'object' && typeof input.href === 'string' && typeof input.pathname === 'string') input = urlParts(input.href);
	else {
		callback = options;
		options = input;
		input = {};
	}
	if (typeof options === 'function') {
		callback = options;
		options = {};
	}
	return { options: { ...input, ...options }, callback };
}

function urlParts(text) {
	const colon = indexOf(text, '://');
	if (colon < 0) {
		const err = error('TypeError', 'ERR_INVALID_URL', 'Invalid URL', 'internal/url:934    if (!href) { ^throw new ERR_INVALID_URL(value); }');
		err.input = text;
		throw err;
	}
	const protocol = slice(text, 0, colon + 1);
	let rest = slice(text, colon + 3);
	let at = indexOf(rest, '#');
	if (at >= 0) rest = slice(rest, 0, at);
	at = rest.length;
	for (const mark of ['/', '?']) {
		const found = indexOf(rest, mark);
		if (found >= 0 && found < at) at = found;
	}
	const host = slice(rest, 0, at);
	let path = slice(rest, at);
	if (path[0] !== '/') path = `/${path}`;
	const portAt = indexOf(host, ':');
	return { protocol, hostname: portAt >= 0 ? slice(host, 0, portAt) : host, port: portAt >= 0 ? slice(host, portAt + 1) : undefined, path };
}

// The connection of a request: kept by its agent, or a new one. The request hears of it in the next tick.
function choose(req, agent) {
	const hide = (name, value) => primordial('Object.defineProperty')(req, name, { __proto__: null, value, writable: true, enumerable: false });
	if (agent !== undefined && (agent.addRequest !== Agent.prototype.addRequest || agent.createConnection !== Agent.prototype.createConnection)) notCovered('an agent that makes its own connections');
	const isKeeping = agent !== undefined && agent.keepAlive === true;
	const connection = isKeeping ? takeKept(agent, req.host, req.port, get(servers, req.port)) : undefined;
	req.reusedSocket = connection !== undefined;
	hide('_close', !isKeeping || toLowerCase(`${req.getHeader('connection')}`) === 'close');
	hide('_agent', agent);
	hide('_connection', connection ?? makeConnection(req.host, req.port));
	hide('socket', null);
	nextTick(() => {
		if (req.destroyed) return;
		req.socket = req._connection.client;
		req.emit('socket', req.socket);
	});
}

// The other side has accepted it.
function open(connection, server) {
	connection.server = server;
	server.emit('connection', connection.accepted);
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
	const host = options.hostname ?? options.host ?? 'localhost';
	if (options.method !== undefined && typeof options.method !== 'string') throw invalidArgType('options.method', 'string', options.method, "_http_client:214    ^throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);");
	if (options.method && !test(tokenPattern, options.method)) throw error('TypeError', 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${options.method}"]`, "_http_client:219      ^throw new ERR_INVALID_HTTP_TOKEN('Method', method);");
	this.method = options.method ? toUpperCase(options.method) : 'GET';
	this.path = options.path || '/';
	this.host = host;
	this.protocol = protocol;
	const usualPort = options.defaultPort ?? defaultAgent.defaultPort;
	this.port = +(options.port ?? usualPort);
	this.res = null;
	this.aborted = false;
	if (callback) this.once('response', callback);
	if (options.headers) {
		if (isArray(options.headers)) for (let i = 0; i < options.headers.length; i += 2) this.setHeader(options.headers[i], options.headers[i + 1]);
		else for (const name of keysOf(options.headers)) this.setHeader(name, options.headers[name]);
	}
	if (!this.hasHeader('host')) this.setHeader('Host', `${host}${this.port === usualPort ? '' : `:${this.port}`}`);
	choose(this, agent === false ? undefined : agent ?? defaultAgent);
	this._server = undefined;
	this._queue = [];
	this._connected = false;
	if (options.signal) require('node/stream').addAbortSignal(options.signal, this);
	if (this.reusedSocket) nextTick(() => connected(this));
	else io(() => connected(this), OPEN);
}
inherit(ClientRequest.prototype, OutgoingMessage.prototype);
inherit(ClientRequest, OutgoingMessage);

function connected(req) {
	if (req.destroyed) return;
	if (!isLocal(req.host)) {
		proceed(req);
		return;
	}
	const server = get(servers, req.port);
	if (server === undefined || !(server instanceof Server)) {
		const address = req.host === 'localhost' ? '127.0.0.1' : req.host;
		const err = withoutStack(systemError(`connect ECONNREFUSED ${address}:${req.port}`, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address, port: req.port }));
		if (req.host === 'localhost') {
			// Node tries both families and tells of both.
			const both = withoutStack(new (primordial('AggregateError'))([withoutStack(systemError(`connect ECONNREFUSED ::1:${req.port}`, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '::1', port: req.port })), err]));
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

ClientRequest.prototype._sendHead = function() {
	if (this._headOut) return;
	this._headOut = true;
	this.headersSent = true;
	whenConnected(this, () => {
		if (this._server === undefined) return;
		const incoming = this._request = new IncomingMessage({ method: this.method, url: this.path });
		const list = headerList(this);
		list[list.length] = ['Connection', this._close ? 'close' : 'keep-alive'];
		takeHeaders(incoming, list);
		const hide = (name, value) => primordial('Object.defineProperty')(incoming, name, { __proto__: null, value, writable: true, enumerable: false });
		hide('_client', this);
		hide('_close', this._close);
		hide('server', this._server);
		incoming.socket = incoming.connection = this._connection.accepted;
		wire(() => {
			const res = new ServerResponse(incoming);
			if (!this._server.emit('request', incoming, res)) incoming.resume();
		}, WAY);
	});
};
ClientRequest.prototype._write = function(chunk, encoding, callback) {
	if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) this.setHeader('Transfer-Encoding', 'chunked');
	this._sendHead();
	whenConnected(this, () => this._server !== undefined && wire(() => this._request.push(chunk), WAY));
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
	if (!this._headOut) {
		if (chunk !== undefined && chunk !== null && !this.hasHeader('content-length')) this.setHeader('Content-Length', `${typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length}`);
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
			wire(() => {
				this._request.complete = true;
				this._request.push(null);
			}, WAY);
		}
		callback();
	});
};
ClientRequest.prototype.abort = function() {
	this.aborted = true;
	this.emit('abort');
	this.destroy();
};
ClientRequest.prototype._destroy = function(err, callback) {
	if (this._connected && this.res === null && this._server) {
		this._server._connections--;
		emptied(this._server);
		if (!err) {
			err = new (primordial('Error'))('socket hang up');
			err.code = 'ECONNRESET';
		}
	} else if (!err && !this._connected && this.res === null) {
		err = new (primordial('Error'))('socket hang up');
		err.code = 'ECONNRESET';
	}
	callback(err);
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
later(OutgoingMessage.prototype, 'message', ['addTrailers', 'connection', 'getRawHeaderNames', 'setHeaders']);
later(ServerResponse.prototype, 'response', ['assignSocket', 'detachSocket', 'writeEarlyHints']);
later(ClientRequest.prototype, 'request', ['clearTimeout', 'onSocket']);

module.exports = {
	METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
	createServer: (options, listener) => new Server(options, listener),
	validateHeaderName, validateHeaderValue,
	get: getRequest, request, setMaxIdleHTTPParsers() {}, maxHeaderSize: 16384, globalAgent: new Agent({ keepAlive: true }),
};
// Deprecated and inner things of Node's.
for (const name of ['_connectionListener']) module.exports[name] = require('host').notCoveredFunction(`http.${name}`);
