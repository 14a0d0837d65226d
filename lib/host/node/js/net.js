// SPDX-License-Identifier: MIT
// net.js - node:net between the parts of one snippet: servers and sockets that find each other by port. Other hosts are not covered.
'use strict';

const { primordial, error, forkStart, getContext, hold, received, release, clearTimeout, setContext, closing, emitWarning, nextTick, io, setTimeout, wire, notCovered, notCoveredFunction } = require('host');
const { invalidArgType, invalidArgValue, outOfRange, validateFunction, validateNumber, validateString } = require('node/errors');
const isFinite = primordial('Number.isFinite');
const trim = primordial('String.prototype.trim');

const { define, settle } = require('node/net_addresses');
const inbox = require('node/net_inbox');
const ports = require('node/net_ports');
const { channel } = require('node/diagnostics_channel');
const EventEmitter = require('node/events');
const { Duplex } = require('node/stream');
const inherit = primordial('Object.setPrototypeOf');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');
const Failure = primordial('Error');
const apply = primordial('Reflect.apply');
const withoutStack = require('host').withoutStack;

// Microseconds that something takes on the way from one side to the other, and that opening a connection takes.
const WAY = 200, OPEN = 300;

const made = channel('net.client.socket'), accepted = channel('net.server.socket');
const servers = new Map();

const isLocal = (host) => host === undefined || host === null || host === 'localhost' || host === '127.0.0.1' || host === '::1' || host === '0.0.0.0' || host === '::' || host === '';

function systemError(text, fields) {
	const err = new Failure(text);
	for (const name in fields) err[name] = fields[name];
	return err;
}

// (port[, host][, backlog]) or an object, with a callback at the end
function addressOf(args) {
	const list = [...args];
	let callback;
	if (typeof list[list.length - 1] === 'function') {
		callback = list[list.length - 1];
		list.length--;
	}
	let options = {};
	if (list[0] !== null && typeof list[0] === 'object') options = list[0];
	else if (typeof list[0] === 'string' && !(+list[0] >= 0)) options = { path: list[0] };
	else if (list.length > 0) options = typeof list[1] === 'string' ? { port: list[0], host: list[1] } : { port: list[0] };
	return { options, callback };
}

function Server(options, connectionListener) {
	if (!(this instanceof Server)) return new Server(options, connectionListener);
	if (options != null && typeof options !== 'function' && typeof options !== 'object') throw invalidArgType('options', 'Object', options, "net:1754    ^throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);");
	if (options?.pauseOnConnect) notCovered("the option 'pauseOnConnect' of a server");
	EventEmitter.call(this);
	if (typeof options === 'function') this.on('connection', options);
	else if (typeof connectionListener === 'function') this.on('connection', connectionListener);
	this._connections = 0;
	this._listening = null;
	this.allowHalfOpen = options?.allowHalfOpen || false;
}
inherit(Server.prototype, EventEmitter.prototype);
// What a listener of connections rejects with ends the connection.
Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, socket) {
	if (event === 'connection') socket.destroy(err);
	else this.emit('error', err);
};
inherit(Server, EventEmitter);

Server.prototype.listen = function(...args) {
	const { options, callback } = addressOf(args);
	if (this._listening !== null) {
		throw require('host').error('Error', 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
	}
	if (options.signal !== undefined) notCovered("the option 'signal' of listen()");
	if (callback) this.once('listening', callback);
	const isAnyPort = args.length === 0 || typeof args[0] === 'function' || options.port === null || (options.port === undefined && 'port' in options);
	if (!isAnyPort && typeof options.port !== 'number' && typeof options.port !== 'string') {
		if (options.path && typeof options.path === 'string') {
			if (clusterOf() === undefined || options.exclusive) return listenAtPath(this, options.path);
			listenAtPrimary(this, clusterOf(), { port: -1, address: options.path, addressType: -1, path: options.path });
			return this;
		}
		if (options.fd !== undefined || options.handle !== undefined || options._handle !== undefined) notCovered('a server that listens to a descriptor');
		const isEmpty = !('port' in options) && !('path' in options);
		throw invalidArgValue('options', options, isEmpty ? 'must have the property "port" or "path"' : 'is invalid', isEmpty ? 'net:2120    ^throw new ERR_INVALID_ARG_VALUE(\'options\', options,' : "net:2124  ^throw new ERR_INVALID_ARG_VALUE('options', options);");
	}
	let port = options.port === undefined || options.port === null ? 0 : +options.port;
	if (!(port >= 0 && port < 65536) || port % 1 !== 0 || (typeof options.port === 'string' && trim(options.port) === '')) {
		throw require('host').error('RangeError', 'ERR_SOCKET_BAD_PORT', `options.port should be >= 0 and < 65536. Received ${require('host').received(options.port)}.`); // node: net:2059    ^validatePort(options.port, 'options.port');
	}
	const cluster = options.exclusive ? undefined : clusterOf();
	if (port === 0 && cluster === undefined) port = ports.freePort();
	const address = options.host === undefined ? '::' : options.host === 'localhost' ? '127.0.0.1' : options.host;
	if (cluster === undefined && (get(servers, port) !== undefined || ports.isElsewhere(port))) {
		const err = systemError(`listen EADDRINUSE: address already in use ${address === '::' ? '::' : address}:${port}`, { code: 'EADDRINUSE', errno: -98, syscall: 'listen', address, port });
		nextTick(() => this.emit('error', err));
		return this;
	}
	const start = () => {
		if (cluster === undefined) begin(this, port, address);
		else listenAtPrimary(this, cluster, { port, address: options.host === undefined ? null : address, addressType: address === '::1' ? 6 : 4 });
	};
	// A name is looked up first; a number or none is not.
	if (options.host !== undefined && options.host !== '127.0.0.1' && options.host !== '0.0.0.0' && options.host !== '::') wire(start, 400);
	else start();
	return this;
};

// The server is found under `port`: a number, or the path of a pipe.
function begin(server, port, address) {
	server._listening = { port, address, keep: keepAlive() };
	adopt(server);
	set(servers, port, server);
	ports.listens(port);
	nextTick(() => {
		if (server._listening !== null) server.emit('listening');
	});
}

// The worker of a cluster that this process is; undefined: it is none.
function clusterOf() {
	const start = forkStart();
	return start !== undefined && start[1].clusterId !== undefined ? require('node/cluster_child').internals : undefined;
}

// The primary process listens for a worker, whose server is not found by anybody else.
function listenAtPrimary(server, cluster, place) {
	cluster.listen(server, place, (errno, name, key) => {
		if (errno) {
			const { address, port } = place, details = port > 0 ? ` ${address}:${port}` : ` ${address}`;
			server.emit('error', systemError(`bind EADDRINUSE${details}`, { errno, code: 'EADDRINUSE', syscall: 'bind', address, ...port > 0 ? { port } : undefined }));
			return;
		}
		server._listening = { port: place.path ?? name.port, address: place.path ?? name.address, keep: keepAlive(), leave: () => cluster.leave(key) };
		adopt(server);
		nextTick(() => {
			if (server._listening !== null) server.emit('listening');
		});
	});
}

// A pipe of the file system.
function listenAtPath(server, path) {
	if (get(servers, path) === undefined && !ports.isElsewhere(path)) {
		begin(server, path, path);
	} else {
		const err = systemError(`listen EADDRINUSE: address already in use ${path}`, { code: 'EADDRINUSE', errno: -98, syscall: 'listen', address: path, port: -1 });
		nextTick(() => server.emit('error', err));
	}
	return server;
}

// Something that keeps the process alive without ever running: a task far away.
function keepAlive() {
	return require('host').hold();
}

Server.prototype.address = function() {
	if (this._listening === null) return null;
	const { port, address } = this._listening;
	if (port === address) return address;
	return { address, family: address === '::' || address === '::1' ? 'IPv6' : 'IPv4', port };
};
Server.prototype.close = function(callback) {
	if (typeof callback === 'function') {
		if (this._listening === null) {
			this.once('close', () => callback(require('host').error('Error', 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
		} else {
			this.once('close', callback);
		}
	}
	if (this._listening !== null) {
		if (this._listening.leave !== undefined) {
			this._listening.leave();
		} else {
			remove(servers, this._listening.port);
			ports.leaves(this._listening.port);
		}
		require('host').release(this._listening.keep);
		this._listening = null;
		closing(() => {}); // the handle is there until the loop has closed it
	}
	this._closing = true;
	emptied(this);
	return this;
};
function emptied(server) {
	if (server._listening !== null || server._connections > 0 || !server._closing) return;
	server._closing = false;
	nextTick(() => server.emit('close'));
}
Server.prototype.getConnections = function(callback) {
	nextTick(callback, null, this._connections);
	return this;
};
Server.prototype.ref = function() {
	return this;
};
Server.prototype.unref = function() {
	if (this._listening !== null) require('host').release(this._listening.keep);
	return this;
};
primordial('Object.defineProperty')(Server.prototype, 'listening', {
	__proto__: null,
	configurable: true,
	get() {
		return this._listening !== null;
	},
});

// ---- sockets

// Has it a handle: does it connect, or is it connected?
const kHandle = Symbol('handle');
const kTimer = Symbol('timeout');
// The asynchronous context of a handle's callbacks: that of listen() for a server, that of connect() for a client. The handle of a connection that a
// server has accepted is made by the machine, outside of any.
const kContext = Symbol('context');
const kHold = Symbol('hold'), kIdle = Symbol('idle'), kRead = Symbol('read to its end');
const kDispatched = Symbol('bytes written');
const adopt = (owner) => hide(owner, kContext, getContext());
const enter = (owner) => setContext(owner?.[kContext]);
const hide = (object, name, value) => primordial('Object.defineProperty')(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

function Socket(options) {
	if (!(this instanceof Socket)) return new Socket(options);
	for (const name of ['fd', 'handle', 'onread', 'signal']) if (options?.[name] !== undefined) notCovered(`the option '${name}' of a socket`);
	this.connecting = false;
	this.peer = null;
	primordial('Object.defineProperty')(this, kHandle, { __proto__: null, value: false, writable: true, enumerable: false });
	inbox.begin(this);
	this.bytesRead = 0;
	hide(this, kDispatched, 0);
	hide(this, kHold, undefined);
	hide(this, kIdle, false);
	hide(this, kRead, false);
	Duplex.call(this, { allowHalfOpen: options?.allowHalfOpen || false, emitClose: false, autoDestroy: true });
	this.on('end', onReadableStreamEnd);
}
function onReadableStreamEnd() {
	if (!this.allowHalfOpen) this.write = writeAfterFIN;
}
// The other side has ended: what is written after its own end was asked for goes nowhere.
function writeAfterFIN(chunk, encoding, callback) {
	if (!this.writableEnded) return apply(Duplex.prototype.write, this, [chunk, encoding, callback]);
	if (typeof encoding === 'function') callback = encoding;
	const err = new Failure('This socket has been ended by the other party');
	err.code = 'EPIPE';
	if (typeof callback === 'function') nextTick(callback, err);
	this.destroy(err);
	return false;
}

// The streams over handles say in the loop's turn that they are closed, and if by an error.
function closeLater(err, callback) {
	closing(() => {
		enter(this);
		this.emit('close', err !== null && err !== undefined);
	});
	callback(err);
}
inherit(Socket.prototype, Duplex.prototype);
inherit(Socket, Duplex);

function checkTarget({ localAddress, localPort, path, port, lookup }) {
	if (port === undefined && path == null) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified', "net:1227    ^throw new ERR_MISSING_ARGS(['options', 'port', 'path']);");
	if (path) {
		validateString(path, 'options.path', "net:1254    ^validateString(path, 'options.path');");
		return;
	}
	if (localAddress !== undefined || localPort !== undefined) notCovered('a socket with a local address of its own');
	if (port !== undefined) {
		if (typeof port !== 'number' && typeof port !== 'string') throw invalidArgType('options.port', ['number', 'string'], port, "net:1299      ^throw new ERR_INVALID_ARG_TYPE('options.port',");
		if (trim(`${port}`) === '' || +port !== +port >>> 0 || port > 65535) throw error('RangeError', 'ERR_SOCKET_BAD_PORT', `Port should be >= 0 and < 65536. Received ${received(port)}.`); // node: net:1302    ^validatePort(port);
	}
	if (lookup !== undefined) validateFunction(lookup, 'options.lookup', "net:1338    ^validateFunction(options.lookup, 'options.lookup');");
	if (lookup != null) notCovered("the option 'lookup' of a socket");
}

Socket.prototype.connect = function(...args) {
	const { options, callback } = addressOf(args);
	checkTarget(options);
	if (!isLocal(options.host)) notCovered('connecting to another host');
	const { path } = options;
	if (callback) this.once('connect', callback);
	this.connecting = this[kHandle] = true;
	adopt(this);
	const port = path ?? +options.port;
	io(() => {
		const server = get(servers, port);
		if (this.destroyed) return;
		if (server === undefined) {
			ports.mayRefuse(port);
			this.connecting = false;
			if (path !== undefined) {
				this.destroy(systemError(`connect ENOENT ${path}`, { errno: -2, code: 'ENOENT', syscall: 'connect', address: path }));
				return;
			}
			const address = options.host === 'localhost' || options.host === undefined ? '127.0.0.1' : options.host;
			this.destroy(systemError(`connect ECONNREFUSED ${address}:${port}`, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address, port }));
			return;
		}
		const other = new Socket({ allowHalfOpen: server.allowHalfOpen });
		this.peer = other;
		other.peer = this;
		other[kHandle] = true;
		other.server = server;
		stay(other);
		if (path !== undefined) {
			inbox.hurry(this, true);
			inbox.hurry(other, true);
		}
		settle(this, other, path === undefined ? { port, address: ipKind(options.host) !== 0 ? options.host : undefined, listens: server._listening.address } : undefined);
		server._connections++;
		enter(server);
		server.emit('connection', other); // the server's handle is the older one
		if (accepted.hasSubscribers) accepted.publish({ socket: other });
		enter(this);
		wire(() => {
			if (this.destroyed) return;
			this.connecting = false;
			if (!this.isPaused()) stay(this);
			this._unrefTimer();
			this.emit('connect');
			this.emit('ready');
			const write = this._pendingWrite;
			this._pendingWrite = undefined;
			write?.();
			inbox.connected(this, (data) => hear(this, data));
		}, 0);
	}, OPEN);
	return this;
};
Socket.prototype._read = function() {
	if (this.peer !== null && !this.connecting && !this.destroyed && !this[kRead]) stay(this);
};
Socket.prototype._write = function(chunk, encoding, callback) {
	if (this.connecting) {
		this._pendingWrite = () => this._write(chunk, encoding, callback);
		return;
	}
	const { peer } = this;
	this[kDispatched] += chunk.length;
	this._unrefTimer();
	if (peer !== null && !peer.destroyed) inbox.arrive(peer, this, chunk, (data) => hear(peer, data));
	callback();
};
// A connection that is read keeps the process alive until its end has come, unless it is told not to.
function stay(socket) {
	if (!socket[kIdle] && socket[kHold] === undefined) socket[kHold] = hold();
}
function leave(socket) {
	if (socket[kHold] !== undefined) release(socket[kHold]);
	socket[kHold] = undefined;
}
// What a socket reads: a piece, or null at the end, of which also one hears that reads nothing.
function hear(socket, data) {
	enter(socket);
	if (data === null) {
		leave(socket);
		hide(socket, kRead, true);
		socket.push(null);
		socket.read(0);
		return;
	}
	socket.bytesRead += data.length;
	socket._unrefTimer();
	socket.push(data);
}
Socket.prototype._final = function(callback) {
	if (this.connecting) {
		this.once('connect', () => this._final(callback));
		return;
	}
	const { peer } = this;
	if (peer !== null && !peer.destroyed) inbox.end(peer, this, (data) => hear(peer, data));
	callback();
};
Socket.prototype._destroy = function(err, callback) {
	const { peer } = this;
	silence(this);
	leave(this);
	if (peer !== null && !peer.destroyed && !peer._readableState.ended) inbox.end(peer, this, (data) => hear(peer, data));
	if (this[kHandle]) {
		closeLater.call(this, err, callback);
	} else {
		callback(err);
		nextTick(() => this.emit('close'));
	}
	if (this.server !== undefined) {
		this.server._connections--;
		emptied(this.server);
	}
};
// How long a timer of a connection may last, checked as those of timers are.
function timerDuration(msecs, name) {
	validateNumber(msecs, name); // node: internal/timers:401  ^validateNumber(msecs, name);
	if (msecs < 0 || !isFinite(msecs)) throw outOfRange(name, 'a non-negative finite number', msecs, "internal/timers:403    ^throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);");
	if (msecs <= 2147483647) return msecs;
	emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to 2147483647.`, 'TimeoutOverflowWarning');
	return 2147483647;
}

// 'timeout' when nothing has gone either way for so long; 0: never again.
Socket.prototype.setTimeout = function setStreamTimeout(msecs, callback) {
	if (this.destroyed) return this;
	this.timeout = msecs;
	msecs = timerDuration(msecs, 'msecs');
	if (this[kTimer] !== undefined) clearTimeout(this[kTimer]);
	if (msecs === 0) {
		this[kTimer] = undefined;
		if (callback === undefined) return this;
		validateFunction(callback, 'callback');
		this.removeListener('timeout', callback);
		return this;
	}
	hide(this, kTimer, setTimeout(() => this.emit('timeout'), msecs));
	this[kTimer].unref();
	if (callback !== undefined) {
		validateFunction(callback, 'callback'); // node: internal/stream_base_commons:262      ^validateFunction(callback, 'callback');
		this.once('timeout', callback);
	}
	return this;
};
// It does not watch for silence any more.
function silence(socket) {
	if (socket[kTimer] !== undefined) clearTimeout(socket[kTimer]);
}
Socket.prototype._unrefTimer = function() {
	if (this[kTimer] !== undefined) this[kTimer].refresh();
};

Socket.prototype.setNoDelay = function(isOn) {
	inbox.hurry(this, isOn === undefined || !!isOn);
	return this;
};
Socket.prototype.setKeepAlive = function() {
	return this;
};
Socket.prototype.ref = function() {
	this[kIdle] = false;
	if (this.peer !== null && !this.connecting && !this.destroyed && !this[kRead]) stay(this);
	return this;
};
Socket.prototype.unref = function() {
	leave(this);
	this[kIdle] = true;
	return this;
};

const connect = function(...args) {
	const { options } = addressOf(args);
	const socket = new Socket(options);
	if (made.hasSubscribers) made.publish({ socket });
	if (options.timeout) socket.setTimeout(options.timeout);
	return socket.connect(...args);
};

const hexPattern = /^[0-9a-fA-F]{1,4}$/;
const fourPattern = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const zonePattern = /^[-0-9a-zA-Z.:]+$/;
const test = primordial('RegExp.prototype.test');
const split = primordial('String.prototype.split');

// How many groups of 16 bits these are; NaN: they are none. Only the last one may be an address of four numbers.
function countGroups(text, isLast) {
	if (text === '') return 0;
	const groups = split(text, ':');
	let count = 0;
	for (let i = 0; i < groups.length; i++) {
		if (test(hexPattern, groups[i])) count++;
		else if (isLast && i === groups.length - 1 && test(fourPattern, groups[i])) count += 2;
		else return NaN;
	}
	return count;
}

// 4 or 6 for an address, 0 for what is none.
function ipKind(input) {
	let text = `${input}`;
	if (test(fourPattern, text)) return 4;
	const zone = split(text, '%');
	if (zone.length > 2 || (zone.length === 2 && !test(zonePattern, zone[1]))) return 0;
	text = zone[0];
	const halves = split(text, '::');
	if (halves.length > 2) return 0;
	if (halves.length === 1) return countGroups(text, true) === 8 ? 6 : 0;
	return countGroups(halves[0], false) + countGroups(halves[1], true) <= 7 ? 6 : 0;
}

const accessor = (name, get) => primordial('Object.defineProperty')(Socket.prototype, name, { __proto__: null, configurable: false, enumerable: true, get });
accessor('pending', function() {
	return !this.destroyed && this.peer === null || this.connecting;
});
accessor('bytesWritten', function() {
	return this[kDispatched] + (this._pendingWrite !== undefined ? this.writableLength : 0);
});
accessor('_connecting', function() {
	return this.connecting;
});
accessor('readyState', function() {
	if (this.connecting) return 'opening';
	if (this.readable && this.writable) return 'open';
	if (this.readable) return 'readOnly';
	return this.writable ? 'writeOnly' : 'closed';
});
const { later } = require('node/later');
later(Socket.prototype, 'socket', ['bufferSize', 'destroySoon', 'resetAndDestroy']);
define(Socket.prototype, (socket) => socket[kHandle] && !socket.connecting && !socket.destroyed);

module.exports = {
	BlockList: notCoveredFunction('net.BlockList'),
	SocketAddress: notCoveredFunction('net.SocketAddress'),
	connect,
	createConnection: connect,
	createServer: function(options, listener) {
		return new Server(options, listener);
	},
	isIP: function(text) {
		return ipKind(`${text}`); // node: internal/net:35  return ^RegExpPrototypeTest(IPv4Reg, s);
	},
	isIPv4: function(text) {
		return ipKind(`${text}`) === 4; // node: internal/net:35  return ^RegExpPrototypeTest(IPv4Reg, s);
	},
	isIPv6: function(text) {
		return ipKind(`${text}`) === 6; // node: internal/net:42  return ^RegExpPrototypeTest(IPv6Reg, s);
	},
	Server,
	Socket,
	Stream: Socket,
};
// Does an own server listen at this place of an address?
function isOwn(host, port) {
	if (!isLocal(host === '[::1]' ? '::1' : host)) return false;
	if (get(servers, port) === undefined) ports.mayRefuse(port);
	return get(servers, port) !== undefined;
}

primordial('Object.defineProperty')(module.exports, 'internals', { __proto__: null, enumerable: false, value: { accepted, adopt, closeLater, emptied, enter, made, isLocal, isOwn, servers, silence, systemError, timerDuration, WAY, OPEN } });
// Deprecated and inner things of Node's.
for (const name of ['_createServerHandle', '_normalizeArgs', '_setSimultaneousAccepts', 'getDefaultAutoSelectFamily', 'getDefaultAutoSelectFamilyAttemptTimeout', 'setDefaultAutoSelectFamily', 'setDefaultAutoSelectFamilyAttemptTimeout']) module.exports[name] = require('host').notCoveredFunction(`net.${name}`);
require('node/member_orders').arrange(module.exports, 'net');
require('node/member_faces').face(module.exports, 'net');
require('node/unprintable').hide(module.exports.Server, 'net.Server');
require('node/unprintable').hide(module.exports.Socket, 'net.Socket');
