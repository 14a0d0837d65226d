// SPDX-License-Identifier: MIT
// http.js - node:http between the parts of one snippet: a server and its clients, without the bytes in between.
'use strict';

const { Agent, globalAgent } = require('node/http_agent');
const { ClientRequest, get, request } = require('node/http_client');
const { validateHeaderName, validateHeaderValue } = require('node/http_headers');
const { IncomingMessage } = require('node/http_incoming');
const { METHODS, STATUS_CODES } = require('node/http_names');
const { OutgoingMessage } = require('node/http_outgoing');
const { ServerResponse } = require('node/http_response');
const { Server } = require('node/http_server');

module.exports = {
	METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
	createServer: function(options, listener) {
		return new Server(options, listener);
	},
	validateHeaderName, validateHeaderValue,
	get, request, setMaxIdleHTTPParsers(max) {
		require('node/errors').validateInteger(max, 'max', 1); // node: http:133    ^validateInteger(max, 'max', 1);
	}, maxHeaderSize: 16384, globalAgent: globalAgent(),
};
// Deprecated and inner things of Node's.
module.exports._connectionListener = function connectionListener() {
	require('host').notCovered('http._connectionListener');
};
require('node/member_orders').arrange(module.exports, 'http');
require('node/unprintable').hide(module.exports.Agent, 'http.Agent');
require('node/unprintable').hide(module.exports.IncomingMessage, 'http.IncomingMessage');
require('node/unprintable').hide(module.exports.OutgoingMessage, 'http.OutgoingMessage');
