// SPDX-License-Identifier: MIT
// http_leaving.js - the end of a connection of node:http in the middle of an exchange: what its two sides hear of it, and when.
'use strict';

const { primordial, closing, notCovered, wire } = require('host');
const { left } = require('node/http_idle');
const { emptied, enter, silence } = require('node/net').internals;

function hangUp(text) {
	const err = new (primordial('Error'))(text);
	err.code = 'ECONNRESET';
	return err;
}

// The server's side is gone.
function closeAccepted(incoming) {
	const response = incoming._response;
	// What has been answered is not the connection's any more.
	if (!incoming.destroyed && !response._writableState.finished) incoming.destroy(hangUp('aborted'));
	response._closeNow();
}

// The client's side of the connection is closed: the server's side reads its end, `then` comes when the handle is gone.
function leaveClient(req, then) {
	req._left = true;
	silence(req._connection.client);
	const server = req._server, incoming = req._request;
	wire(() => {
		enter(undefined);
		left(server, req._connection);
		emptied(server);
		if (incoming?._response === undefined) return;
		silence(req._connection.accepted);
		closing(() => closeAccepted(incoming));
	}, 0);
	closing(() => {
		enter(req);
		req._gone = true;
		then();
	});
}

// The server's side is closed: the client reads its end.
function leaveServer(incoming) {
	const client = incoming._client, response = incoming._response, { client: near, accepted } = client._connection;
	if (incoming._left || client._left || client.destroyed) return;
	if (response._isCorked && response.writableEnded) notCovered('a connection of http that is destroyed in the tick in which its answer ended');
	incoming._left = client._left = true;
	silence(accepted);
	if (response._isCorked) response._corked.items.length = response._corkedAt; // nothing of it has gone out
	left(incoming.server, client._connection);
	client._connection.isGone = true;
	emptied(incoming.server);
	closing(() => {
		enter(undefined);
		closeAccepted(incoming);
	});
	wire(() => {
		enter(client);
		silence(near);
		if (client.res === null) client.emit('error', hangUp('socket hang up'));
		closing(() => {
			const { res } = client;
			client._gone = true;
			if (res !== null && !res.complete) res.destroy(hangUp('aborted'));
			client.destroy();
		});
	}, 0);
}

module.exports = { hangUp, leaveClient, leaveServer };
