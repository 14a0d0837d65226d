// SPDX-License-Identifier: MIT
// http_options.js - what servers and requests of node:http are made with: addresses, options and their checks.
'use strict';

const { notCovered } = require('host');
const { invalidArgType, outOfRange, validateInteger, validateObject } = require('node/errors');
const { isURL, urlToHttpOptions } = require('node/url_options');
const { URL } = require('web/url');

function optionsOf(input, options, callback) {
	if (typeof input === 'string') input = urlToHttpOptions(new URL(input));
	else if (isURL(input)) input = urlToHttpOptions(input);
	else {
		callback = options;
		options = input;
		input = {};
	}
	if (typeof options === 'function') {
		callback = options;
		options = {};
	}
	return { options: { __proto__: null, ...input, ...options }, callback };
}

function validateHost(host, name) {
	if (host !== null && host !== undefined && typeof host !== 'string') throw invalidArgType(`options.${name}`, ['string', 'undefined', 'null'], host, '_http_client:120    ^throw new ERR_INVALID_ARG_TYPE(`options.${name}`,');
	return host;
}

// Options that change what happens in a way that the model does not have.
function refuseOptions(options, names, what) {
	for (let i = 0; i < names.length; i++) if (options?.[names[i]] !== undefined && options[names[i]] !== false) notCovered(`the option '${names[i]}' of ${what}`);
}

// How long a server waits, of its options: [requestTimeout, headersTimeout, keepAliveTimeout] in milliseconds.
function serverTimes({ requestTimeout, headersTimeout, keepAliveTimeout }) {
	if (requestTimeout !== undefined) validateInteger(requestTimeout, 'requestTimeout', 0, undefined, "_http_server:445    ^validateInteger(requestTimeout, 'requestTimeout', 0);");
	const request = requestTimeout ?? 300000;
	if (headersTimeout !== undefined) validateInteger(headersTimeout, 'headersTimeout', 0, undefined, "_http_server:453    ^validateInteger(headersTimeout, 'headersTimeout', 0);");
	const headers = headersTimeout ?? (request < 60000 && request > 0 ? request : 60000);
	if (request > 0 && headers > 0 && headers > request) throw outOfRange('headersTimeout', '<= requestTimeout', headersTimeout, "_http_server:460    ^throw new codes.ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', headersTimeout);");
	if (keepAliveTimeout !== undefined) validateInteger(keepAliveTimeout, 'keepAliveTimeout', 0, undefined, "_http_server:465    ^validateInteger(keepAliveTimeout, 'keepAliveTimeout', 0);");
	return [request, headers, keepAliveTimeout ?? 5000];
}
const checkServerOptions = (options) => validateObject(options, 'options', "_http_server:531    ^validateObject(options, 'options');");

module.exports = { checkServerOptions, optionsOf, refuseOptions, serverTimes, validateHost };
