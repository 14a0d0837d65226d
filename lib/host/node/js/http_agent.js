// SPDX-License-Identifier: MIT
// http_agent.js - the agents of node:http: how many connections a request may have beside others, and whether they are kept.
'use strict';

const { primordial, notCovered } = require('host');
const { validateNumber, validateOneOf } = require('node/errors');
const EventEmitter = require('node/events');
const { hide } = require('node/hidden');
const { later } = require('node/later');
const { dropKept } = require('node/http_connection');
const inherit = primordial('Object.setPrototypeOf');

function Agent(options) {
	if (!(this instanceof Agent)) return new Agent(options);
	EventEmitter.call(this);
	this.defaultPort = 80;
	this.protocol = 'http:';
	this.options = { __proto__: null, ...options };
	if (this.options.noDelay === undefined) this.options.noDelay = true;
	this.options.path = null;
	this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
	this.keepAlive = this.options.keepAlive || false;
	this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
	this.maxFreeSockets = this.options.maxFreeSockets || 256;
	this.scheduling = this.options.scheduling || 'lifo';
	if (options?.scheduling !== undefined) validateOneOf(options.scheduling, 'scheduling', ['fifo', 'lifo'], "_http_agent:108  ^validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);");
	if (options?.maxTotalSockets !== undefined) {
		validateNumber(options.maxTotalSockets, 'maxTotalSockets', 1, undefined, "_http_agent:111    ^validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);");
		notCovered("the option 'maxTotalSockets' of an agent");
	}
	this.maxTotalSockets = Infinity;
}
inherit(Agent.prototype, EventEmitter.prototype);
inherit(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;
Agent.prototype.addRequest = () => notCovered('agent.addRequest');
Agent.prototype.createConnection = require('node/net').createConnection;
later(Agent.prototype, 'agent', ['freeSockets', 'getName', 'keepSocketAlive', 'requests', 'reuseSocket', 'sockets', 'totalSocketCount']);
Agent.prototype.destroy = function destroy() {
	dropKept(this);
};

// It gives up on a connection that is silent for five seconds.
function globalAgent() {
	const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
	hide(agent, 'isGlobal', true);
	return agent;
}

module.exports = { Agent, globalAgent };
