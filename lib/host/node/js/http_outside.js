// SPDX-License-Identifier: MIT
// http_outside.js - what another host answers to a request: it is assumed to answer 200 with one piece of text, whose content and headers
// are unknown.
'use strict';

const { primordial, assume, io, unknownValue, wire } = require('host');
const { pushUnknown } = require('node/unknown_output');
const { ofMachine } = require('node/later');

// Microseconds until the answer begins, and until its body is there.
const ANSWER = 30000, BODY = 1000;

// The headers are looked up by name, so each is unknown by itself.
const headersOf = (what) => new (primordial('Proxy'))({}, {
	__proto__: null,
	get: (target, name) => (typeof name === 'symbol' ? undefined : unknownValue(`${what}.headers['${name}']`)),
	has: () => true,
});

function answer(req, IncomingMessage) {
	const address = `${req.protocol}//${req.host}${req.path}`, what = `response of '${address}'`;
	assume(`assuming ${req.method} ${address} is answered with 200; what it says is unknown`);
	io(() => {
		if (req.destroyed) return;
		const res = new IncomingMessage({ statusCode: 200, statusMessage: 'OK', req, headers: headersOf(what), url: '', method: null });
		res.socket = res.connection = {};
		ofMachine(res.socket, 'socket', ['localAddress', 'localPort', 'remoteAddress', 'remotePort']);
		req.res = res;
		if (!req.emit('response', res)) res.resume();
		wire(() => {
			if (res.destroyed) return;
			if (req.method !== 'HEAD') pushUnknown(res, address);
			res.complete = true;
			res.push(null);
			res.once('end', () => req.destroyed || req.destroy());
		}, BODY);
	}, ANSWER);
}

module.exports = { answer };
