// SPDX-License-Identifier: MIT
// http_timeouts.js - 'timeout' of requests and answers: their connection has been silent for as long as was asked for.
'use strict';

const { notCovered, primordial } = require('host');
const { timerDuration } = require('node/net').internals;
const defineProperty = primordial('Object.defineProperty');
const WeakSet = primordial('WeakSet');
const has = primordial('WeakSet.prototype.has');
const add = primordial('WeakSet.prototype.add');

// From now on the request tells of its connection's silence, once.
function listen(req) {
	if (req.timeoutCb) return;
	req.timeoutCb = () => req.emit('timeout');
	if (req.socket) req.socket.once('timeout', req.timeoutCb);
	else req.on('socket', (socket) => socket.once('timeout', req.timeoutCb));
}

function time(socket, msecs) {
	if (socket.connecting) socket.once('connect', () => socket.setTimeout(msecs));
	else socket.setTimeout(msecs);
}

function setRequestTimeout(msecs, callback) {
	if (this._ended) return this;
	listen(this);
	msecs = timerDuration(msecs, 'msecs');
	if (callback) this.once('timeout', callback);
	if (this.socket) time(this.socket, msecs);
	else this.once('socket', (socket) => time(socket, msecs));
	return this;
}

function setMessageTimeout(msecs, callback) {
	if (callback) this.on('timeout', callback);
	if (this.socket) this.socket.setTimeout(msecs);
	else this.once('socket', (socket) => socket.setTimeout(msecs));
	return this;
}

// The request has its connection, which may be a kept one. An agent's own time counts for new ones; nobody arms a timer that no one hears.
function begin(req, agent, isNew) {
	const usual = agent?.options?.timeout || 0;
	const msecs = isNew ? usual || req.timeout : req.timeout === undefined || req.timeout === usual ? undefined : req.timeout;
	const isHeard = req.timeout !== undefined || !agent?.isGlobal || req.listenerCount('timeout') > 0;
	if (msecs && isHeard) req._connection.client.setTimeout(msecs);
	if (isHeard && (req.timeout !== undefined || usual)) listen(req);
}

const told = Symbol('told of silence');

// The answer, too, is told of its connection's silence.
function hear(req, res) {
	const tell = () => res.emit('timeout');
	defineProperty(req, told, { __proto__: null, value: tell, enumerable: false });
	req._connection.client.on('timeout', tell);
}

// The answer has ended.
function end(req) {
	req._ended = true;
	if (req[told] !== undefined) req._connection.client.removeListener('timeout', req[told]);
	if (!req.timeoutCb || !req.socket) return;
	req.socket.setTimeout(0, req.timeoutCb);
	req.timeoutCb = null;
}

const watched = new WeakSet();

// The server's side of a connection: the request, the answer and the server are told of its silence; otherwise it is destroyed.
function watch(server, socket, exchange) {
	if (server.timeout) socket.setTimeout(server.timeout);
	if (has(watched, socket)) return;
	add(watched, socket);
	socket.on('timeout', () => {
		const { req, res } = exchange();
		const byRequest = req && !req.complete && req.emit('timeout', socket);
		const byAnswer = res && res.emit('timeout', socket);
		const byServer = server.emit('timeout', socket);
		if (!byRequest && !byAnswer && !byServer) notCovered('a connection of http that its server ends for its silence');
	});
}

module.exports = { begin, end, hear, setMessageTimeout, setRequestTimeout, watch };
