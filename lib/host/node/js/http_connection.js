// SPDX-License-Identifier: MIT
// http_connection.js - the connections of node:http as servers and requests show them, and which of them an agent keeps for the next
// request. What goes over them does not pass through these sockets: what they would be told of it is not covered.
'use strict';

const { primordial, notCovered } = require('host');
const { Socket } = require('node/net');
const { drop, rest, rouse } = require('node/http_idle');
const { ofMachine } = require('node/later');
const apply = primordial('Reflect.apply');
const defineProperty = primordial('Object.defineProperty');
const WeakMap = primordial('WeakMap');
const get = primordial('WeakMap.prototype.get');
const set = primordial('WeakMap.prototype.set');
const filter = primordial('Array.prototype.filter');
const splice = primordial('Array.prototype.splice');

// Errors and long silence do not come; the rest of a socket's events would.
const heard = { __proto__: null, connect: true, ready: true, timeout: true, error: true, newListener: true, removeListener: true };

function hide(socket, name, value) {
	defineProperty(socket, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

function makeSocket(connecting) {
	const socket = new Socket();
	for (const name of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']) {
		const listen = socket[name];
		hide(socket, name, function(event, listener) {
			if (heard[event] !== true) notCovered(`the event '${typeof event === 'string' ? event : 'symbol'}' of a connection of http`);
			return apply(listen, this, [event, listener]);
		});
	}
	for (const name of ['destroy', 'end', 'write', 'pipe', 'read']) hide(socket, name, () => notCovered(`${name}() of a connection of http`));
	socket.connecting = connecting;
	ofMachine(socket, 'socket', ['localAddress', 'localFamily', 'localPort', 'remoteAddress', 'remoteFamily', 'remotePort']);
	return socket;
}

// Its two ends; `server` is known when it is open.
function makeConnection(host, port) {
	const client = makeSocket(true);
	client.on('timeout', function onTimeout() {}); // its agent watches those that are kept
	return { __proto__: null, key: `${host}:${port}`, server: undefined, client, accepted: makeSocket(false), req: undefined, res: undefined, isOpen: false, isGone: false, isAwaited: false, timer: undefined };
}

const kept = new WeakMap(); // of an agent: its idle connections

// The connection that this agent kept last (or first, when it goes by their age) for the place, if the server is still open; undefined: none.
function takeKept(agent, host, port, server) {
	const idle = get(kept, agent) ?? [];
	for (let k = idle.length - 1; k >= 0; k--) {
		const i = agent.scheduling === 'fifo' ? idle.length - 1 - k : k;
		if (idle[i].key !== `${host}:${port}` || idle[i].server !== server || idle[i].isGone) continue;
		rouse(idle[i]);
		return splice(idle, i, 1)[0];
	}
	return undefined;
}

// After this answer.
function keep(agent, connection, res) {
	if (get(kept, agent) === undefined) set(kept, agent, []);
	const forget = () => set(kept, agent, filter(get(kept, agent), (other) => other !== connection));
	const idle = get(kept, agent);
	if (rest(agent, connection, res, forget)) idle[idle.length] = connection;
}

const places = new WeakMap(); // of an agent: by place, how many requests are under way and which wait; of a request: what lets the next one begin

// Calls `begin` when the agent may have a socket more for the request's place: now with false, or with true when one before it has closed.
function whenAllowed(agent, req, begin) {
	if (agent === undefined || agent.maxSockets === Infinity) {
		begin(false);
		return;
	}
	if (get(places, agent) === undefined) set(places, agent, { __proto__: null });
	const place = get(places, agent)[`${req.host}:${req.port}`] ??= { busy: 0, waiting: [] };
	if (place.busy < agent.maxSockets) start(agent, place, { req, begin }, false);
	else place.waiting[place.waiting.length] = { req, begin };
}

function start(agent, place, { req, begin }, hasWaited) {
	place.busy++;
	const next = () => {
		place.busy--;
		if (place.waiting.length > 0) start(agent, place, splice(place.waiting, 0, 1)[0], true);
		else if (!agent.keepAlive) dropKept(agent);
	};
	set(places, req, next);
	req.once('close', () => {
		if (!req._keeps) next();
	});
	begin(hasWaited);
}

// The connection of this request has been kept after it: the next one may have it.
function freed(req) {
	const next = get(places, req);
	if (next !== undefined) next();
}

function dropKept(agent) {
	const idle = get(kept, agent) ?? [];
	set(kept, agent, []);
	for (let i = 0; i < idle.length; i++) if (!idle[i].isGone) drop(idle[i]);
}

module.exports = { freed, makeConnection, takeKept, keep, dropKept, whenAllowed };
