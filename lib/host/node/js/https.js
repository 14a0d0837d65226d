// SPDX-License-Identifier: MIT
// https.js - node:https: as node:http, where certificates are files that nobody checks. A client that would check one of the snippet's
// own is not covered.
'use strict';

const { primordial, notCovered } = require('host');
const http = require('node/http');
const { isLocal } = require('node/net').internals;
const inherit = primordial('Object.setPrototypeOf');
const apply = primordial('Reflect.apply');

function Agent(options) {
	if (!(this instanceof Agent)) return new Agent(options);
	apply(http.Agent, this, [options]);
	this.defaultPort = 443;
	this.protocol = 'https:';
	this.maxCachedSessions = 100;
}
inherit(Agent.prototype, http.Agent.prototype);
inherit(Agent, http.Agent);
const globalAgent = new Agent({ keepAlive: true, timeout: 5000 });

function Server(options, listener) {
	if (!(this instanceof Server)) return new Server(options, listener);
	apply(http.Server, this, [options, listener]);
	this._protocol = 'https:';
}
inherit(Server.prototype, http.Server.prototype);
inherit(Server, http.Server);

// A client takes the certificate of a server of this program when it is told to, or knows who signed it.
function trusting(args) {
	for (let i = 0; i < args.length; i++) {
		const options = args[i];
		if (options !== null && typeof options === 'object' && (options.rejectUnauthorized === false || options.ca !== undefined || options.agent?.options.rejectUnauthorized === false)) return true;
	}
	return false;
}

function request(...args) {
	const at = typeof args[0] === 'string' || (args[0] !== null && typeof args[0] === 'object' && typeof args[0].href === 'string') ? 1 : 0;
	const options = { ...(typeof args[at] === 'function' ? undefined : args[at]), _defaultAgent: globalAgent };
	if (typeof args[at] === 'function') args[at + 1] = args[at];
	const trusted = trusting(args);
	args[at] = options;
	const req = http.request(...args);
	if (isLocal(req.host) && !trusted) notCovered('a request that checks the certificate of an own server');
	return req;
}

function get(...args) {
	const req = request(...args);
	req.end();
	return req;
}

module.exports = { Agent, globalAgent, Server, createServer: function(options, listener) {
	return new Server(options, listener);
}, get, request };
