// SPDX-License-Identifier: MIT
// fetch.js - what Node's fetch says of an address before it asks anybody.
'use strict';

const { primordial, thrown } = require('host');
const { URL } = require('node/web_url');
const TypeFailure = primordial('TypeError');
const rejects = primordial('Promise.reject');
const captureStackTrace = primordial('Error.captureStackTrace');
// What asks for the frames is none of them; that there are the host's below is kept.
const capture = (err) => captureStackTrace(err);

// fetch is an async function around one that gives a rejected promise; the error's frames are those of the turn after.
async function rejected(err) {
	try {
		return await rejects(err);
	} catch (reason) {
		capture(reason);
		throw thrown(reason, 'internal/deps/undici/undici:14976      Error.^captureStackTrace(err);');
	}
}

// The promise of a fetch whose address is no absolute URL; undefined: it is one.
function refusal(address) {
	let url;
	try {
		url = new URL(address);
	} catch (cause) {
		return rejected(new TypeFailure(`Failed to parse URL from ${address}`, { cause }));
	}
	if (url.username || url.password) return rejected(new TypeFailure(`Request cannot be constructed from a URL that includes credentials: ${address}`));
	return undefined;
}

module.exports = { refusal };
