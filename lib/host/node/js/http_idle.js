// SPDX-License-Identifier: MIT
// http_idle.js - connections of node:http between two exchanges: which of them a server that closes ends at once, and how long the others stay, which keep the
// process: until the agent has waited for as long as it does, or the server for its keepAliveTimeout.
'use strict';

const { primordial, goOn, notCovered, release, wire } = require('host');
const { hide } = require('node/hidden');
const { emptied } = require('node/net').internals;
const exec = primordial('RegExp.prototype.exec');
const parseInt = primordial('Number.parseInt');
const Set = primordial('Set');
const add = primordial('Set.prototype.add');
const remove = primordial('Set.prototype.delete');
const forEach = primordial('Set.prototype.forEach');

const hintPattern = /^timeout=(\d+)/;
const kOpen = Symbol('connections');
// Milliseconds: how much earlier than a server an agent gives up, how much later than it has told a server does; the same of fetch, and its time without a hint.
const AGENT_EARLIER = 1000, SERVER_LATER = 1000, FETCH_EARLIER = 2000, FETCH_USUAL = 4000;

// The server has accepted it, and waits for a request.
function opened(server, connection) {
	connection.isOpen = true;
	connection.isAwaited = true;
	server._connections++;
	if (server[kOpen] === undefined) hide(server, kOpen, new Set());
	add(server[kOpen], connection);
}

// Its server's side is gone.
function left(server, connection) {
	if (!connection.isOpen) return;
	connection.isOpen = false;
	rouse(connection);
	remove(server[kOpen], connection);
	server._connections--;
}

// The time of a connection that is kept does not run any more.
function rouse(connection) {
	if (connection.timer !== undefined) release(connection.timer);
	connection.timer = undefined;
}

// The server's side is destroyed.
function shut(server, connection) {
	connection.isGone = true;
	left(server, connection);
	emptied(server);
}

// It ends, which the system has done when it has looked at what has come.
function end(server, connection) {
	connection.isGone = true;
	goOn(() => shut(server, connection));
}

// The client's side has ended, which the server reads.
function drop(connection) {
	const { server } = connection;
	rouse(connection);
	connection.isGone = true;
	wire(() => {
		if (connection.isOpen) end(server, connection);
	}, 0);
}

const isIdle = ({ req, res }) => req === undefined || (req.complete && res.writableEnded);

// Ends what has no exchange under way. A request that is on its way then is broken off.
function shutIdle(server) {
	if (server[kOpen] === undefined) return;
	forEach(server[kOpen], (connection) => {
		if (connection.isGone) return;
		if (connection.isAwaited) notCovered('a server of http that closes while a request is on its way to it');
		if (isIdle(connection)) shut(server, connection);
	});
}

function hintOf(res) {
	const told = res.headers['keep-alive'];
	const hint = told ? exec(hintPattern, `${told}`) : null;
	return hint === null ? undefined : parseInt(hint[1]) * 1000;
}

// For how long the agent keeps it after this answer: milliseconds, 0 for ever, undefined not at all.
function timeOf(agent, res) {
	const hint = hintOf(res);
	if (agent.keepsLate) {
		if (hint === undefined) return FETCH_USUAL;
		return hint > FETCH_EARLIER ? hint - FETCH_EARLIER : undefined;
	}
	const own = agent.options.timeout || 0;
	if (hint === undefined) return own;
	if (hint <= AGENT_EARLIER) return undefined;
	return hint - AGENT_EARLIER < own ? hint - AGENT_EARLIER : own;
}

// The agent has it back after `res`: does it keep it? forget() is called when it is over.
function rest(agent, connection, res, forget) {
	const { server } = connection, mine = timeOf(agent, res);
	const its = server.keepAliveTimeout ? server.keepAliveTimeout + SERVER_LATER : 0;
	if (connection.isGone) return false;
	if (mine === undefined) {
		drop(connection);
		return false;
	}
	const isMine = mine !== 0 && (its === 0 || mine <= its), time = isMine ? mine : its;
	if (time === 0) return true;
	connection.timer = wire(() => {
		connection.timer = undefined;
		if (isMine) {
			connection.client.emit('timeout');
		} else if (server.emit('timeout', connection.accepted)) {
			return;
		}
		forget();
		if (isMine) drop(connection);
		else shut(server, connection);
	}, time * 1000);
	return true;
}

module.exports = { drop, end, left, opened, rest, rouse, shutIdle };
