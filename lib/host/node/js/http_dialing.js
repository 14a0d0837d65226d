// SPDX-License-Identifier: MIT
// http_dialing.js - how a request of node:http comes to its connection: a kept one of its agent, a new one, or the error that nobody listens there.
'use strict';

const { primordial, io, nextTick, notCovered, withoutStack } = require('host');
const { Agent } = require('node/http_agent');
const { hide } = require('node/hidden');
const { makeConnection, takeKept, whenAllowed } = require('node/http_connection');
const { opened } = require('node/http_idle');
const { Server } = require('node/http_server');
const { mayRefuse } = require('node/net_ports');
const timeouts = require('node/http_timeouts');
const { accepted, adopt, enter, isLocal, made, servers, systemError, OPEN } = require('node/net').internals;
const get = primordial('Map.prototype.get');
const toLowerCase = primordial('String.prototype.toLowerCase');

// The connection of a request: kept by its agent, or a new one. Returns: has it one already, or does it wait for one?
function choose(req, agent) {
	const keep = (name, value) => hide(req, name, value);
	if (agent !== undefined && (agent.addRequest !== Agent.prototype.addRequest || agent.createConnection !== Agent.prototype.createConnection)) notCovered('an agent that makes its own connections');
	const isKeeping = agent !== undefined && (agent.keepAlive === true || agent.maxSockets !== Infinity);
	req.reusedSocket = false;
	keep('_close', !isKeeping || toLowerCase(`${req.getHeader('connection')}`) === 'close');
	keep('_agent', agent);
	keep('_connection', undefined);
	keep('socket', null);
	adopt(req);
	let isChosen = false;
	whenAllowed(agent, req, (hasWaited) => {
		const connection = agent !== undefined && (agent.keepAlive || hasWaited) ? takeKept(agent, req.host, req.port, get(servers, req.port)) : undefined;
		req.reusedSocket = connection !== undefined && !hasWaited;
		keep('_isNew', connection === undefined);
		req._connection = connection ?? makeConnection(req.host, req.port);
		if (connection === undefined && made.hasSubscribers) made.publish({ socket: req._connection.client });
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
		hide(req, '_waited', req._isNew && req._headOut === true); // its head goes out after the listeners of 'connect'
		req.emit('socket', req.socket);
		// What was written before goes out, over a kept connection at once.
		if (!req._isNew) connected(req);
		if (req.writableEnded && !req.destroyed) req._handOver();
	});
}

// A new connection is opened, a kept one is there.
function launch(req) {
	if (req._isNew) io(() => connected(req), OPEN);
}

// The other side has accepted it.
function open(req, server) {
	const connection = req._connection;
	connection.server = server;
	opened(server, connection);
	enter(server);
	server.emit('connection', connection.accepted);
	if (accepted.hasSubscribers) accepted.publish({ socket: connection.accepted });
	timeouts.watch(server, connection.accepted, () => connection);
	enter(req);
	connection.client._unrefTimer();
	connection.client.connecting = false;
	connection.client.emit('connect');
}

function connected(req) {
	if (req.destroyed) return;
	if (!isLocal(req.host)) {
		proceed(req);
		return;
	}
	const server = get(servers, req.port);
	if (server === undefined || !(server instanceof Server)) {
		mayRefuse(req.port);
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
	req._server = server;
	if (req._isNew) open(req, server);
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

module.exports = { choose, launch, whenConnected };
