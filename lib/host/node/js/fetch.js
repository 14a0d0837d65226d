// SPDX-License-Identifier: MIT
// fetch.js - Node's fetch: what it says of its arguments before it asks anybody, and the signal that ends its waiting. Who answers is
// outside and not known.
'use strict';

const { primordial, thrown, outsideFetch, isUnknown } = require('host');
const { URL } = require('node/web_url');
const TypeFailure = primordial('TypeError');
const rejects = primordial('Promise.reject');
const toUpperCase = primordial('String.prototype.toUpperCase');
const test = primordial('RegExp.prototype.test');
const captureStackTrace = primordial('Error.captureStackTrace');
// What asks for the frames is none of them; that there are the host's below is kept.
const capture = (err) => captureStackTrace(err);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// fetch is an async function around one that gives a promise; an error's frames are those of the turn after.
async function passOn(promise) {
	try {
		return await promise;
	} catch (reason) {
		if (reason === null || typeof reason !== 'object') throw reason;
		capture(reason);
		throw thrown(reason, 'internal/deps/undici/undici:14976      Error.^captureStackTrace(err);');
	}
}

const refuse = (message, options) => {
	throw new TypeFailure(message, options);
};

function checkAddress(address) {
	let url;
	try {
		url = new URL(address);
	} catch (cause) {
		refuse(`Failed to parse URL from ${address}`, { cause });
	}
	if (url.username || url.password) refuse(`Request cannot be constructed from a URL that includes credentials: ${address}`);
}

function checkMethod(given, hasBody) {
	const method = `${given}`, upper = toUpperCase(method);
	if (!test(token, method)) refuse(`'${method}' is not a valid HTTP method.`);
	if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') refuse(`'${method}' HTTP method is unsupported.`);
	if (hasBody && (upper === 'GET' || upper === 'HEAD')) refuse('Request with GET/HEAD method cannot have body.');
}

// The signal of the options, undefined: there is none. What is known of them is checked as the constructor of Request does.
function signalOf(init) {
	if (init === undefined || init === null) return undefined;
	if (typeof init !== 'object' && typeof init !== 'function') refuse(`Request constructor: Expected ${init} to be one of: Null, Undefined, Object.`);
	const { method = 'GET', body, signal } = init;
	if (!isUnknown(method)) checkMethod(method, body !== undefined && body !== null);
	if (signal === undefined || signal === null || isUnknown(signal)) return undefined;
	if (typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') refuse("Failed to construct 'Request': member signal is not of type AbortSignal.");
	return signal;
}

function fetch(input, init = undefined) {
	let signal;
	try {
		if (!isUnknown(input)) checkAddress(input = `${input}`);
		if (!isUnknown(init)) signal = signalOf(init);
	} catch (err) {
		return passOn(rejects(err));
	}
	if (signal === undefined) return outsideFetch(input);
	if (signal.aborted) return passOn(rejects(signal.reason));
	return passOn(outsideFetch(input, { signal }));
}

module.exports = { fetch };
