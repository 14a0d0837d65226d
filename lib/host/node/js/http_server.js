// SPDX-License-Identifier: MIT
// http_server.js - the server of node:http.
'use strict';

const { primordial } = require('host');
const EventEmitter = require('node/events');
const net = require('node/net');
const { hide } = require('node/hidden');
const { shutIdle } = require('node/http_idle');
const { leaveServer } = require('node/http_leaving');
const { STATUS_CODES } = require('node/http_names');
const { checkServerOptions, refuseOptions, serverTimes } = require('node/http_options');
const inherit = primordial('Object.setPrototypeOf');

function Server(options, listener) {
	if (!(this instanceof Server)) return new Server(options, listener);
	if (typeof options === 'function') {
		listener = options;
		options = {};
	} else if (options == null) {
		options = {};
	} else {
		checkServerOptions(options);
	}
	const [requestTimeout, headersTimeout, keepAliveTimeout] = serverTimes(options);
	net.Server.call(this, { allowHalfOpen: true });
	if (listener) this.on('request', listener);
	refuseOptions(options, ['IncomingMessage', 'ServerResponse', 'insecureHTTPParser', 'joinDuplicateHeaders', 'maxHeaderSize', 'rejectNonStandardBodyWrites', 'uniqueHeaders'], 'a server of http');
	this.timeout = 0;
	this.keepAliveTimeout = keepAliveTimeout;
	this.headersTimeout = headersTimeout;
	this.requestTimeout = requestTimeout;
	this.maxHeadersCount = null;
	this.maxRequestsPerSocket = 0;
	this._protocol = 'http:';
	hide(this, '_open', new (primordial('Set'))());
}
inherit(Server.prototype, net.Server.prototype);
inherit(Server, net.Server);
Server.prototype.setTimeout = function(msecs, callback) {
	this.timeout = msecs;
	if (callback) this.on('timeout', callback);
	return this;
};
// What a listener of requests rejects with is answered with an error of the server.
Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, ...args) {
	const res = args[1];
	if (event !== 'request') {
		net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, err, event, ...args);
	} else if (res.headersSent || res.writableEnded) {
		res.destroy();
	} else {
		for (const name of res.getHeaderNames()) res.removeHeader(name);
		res.statusCode = 500;
		res.end(STATUS_CODES[500]);
	}
};
Server.prototype.closeAllConnections = function closeAllConnections() {
	const open = [...this._open];
	for (let i = 0; i < open.length; i++) leaveServer(open[i]);
	shutIdle(this);
};
Server.prototype.closeIdleConnections = function closeIdleConnections() {
	shutIdle(this);
};
Server.prototype.close = function close(...args) {
	shutIdle(this);
	return primordial('Reflect.apply')(net.Server.prototype.close, this, args);
};

module.exports = { Server };
