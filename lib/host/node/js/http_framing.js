// SPDX-License-Identifier: MIT
// http_framing.js - where the body of a message of node:http ends: by a length that is told before, or by chunks, behind which trailers may come.
'use strict';

const { primordial, error, isUnknown, notCovered } = require('host');
const { Buffer } = require('node/buffer');
const { hide } = require('node/hidden');
const { takeLines, validateHeaderName } = require('node/http_headers');
const isArray = primordial('Array.isArray');
const join = primordial('Array.prototype.join');
const keysOf = primordial('Object.keys');
const test = primordial('RegExp.prototype.test');
const chunkedPattern = /(?:^|\W)chunked(?:$|\W)/i;
const invalidInValue = /[^\t\x20-\x7e\x80-\xff]/;

// Of a message: { chunked, length, bytes }, where `length` is the number that its headers tell (undefined: none) and `bytes` what was written so far.
const kBody = Symbol('body');

// What Node knows of a message that is made.
function begin(message) {
	hide(message, kBody, { __proto__: null, chunked: false, length: undefined, bytes: 0 });
}

// The lines of the head say where the body ends; `length` is known when it is written at once, `isUsual` says that such a message has a body.
function frame(message, { pairs, present, removed }, length, isUsual) {
	const body = message[kBody];
	const codings = present['transfer-encoding'];
	let told = present['content-length'];
	body.chunked = codings !== undefined && test(chunkedPattern, `${codings}`);
	if (told === undefined && codings === undefined && isUsual) {
		if (length !== undefined && !('trailer' in present) && !removed['content-length']) {
			pairs[pairs.length] = ['Content-Length', `${length}`];
			told = length;
		} else if (!removed['transfer-encoding']) {
			pairs[pairs.length] = ['Transfer-Encoding', 'chunked'];
			body.chunked = true;
		}
	}
	if ('trailer' in present && !body.chunked) throw error('Error', 'ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
	declare(message, codings === undefined ? told : undefined);
}

// This length is told to the other side.
function declare(message, told) {
	message[kBody].length = told === undefined || isUnknown(told) ? undefined : +told;
}

// The bytes of a piece of a body; of none there are none.
const sizeOf = (chunk, encoding) => (chunk === undefined || chunk === null ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength);

const mismatch = (bytes, length) => error('Error', 'ERR_HTTP_CONTENT_LENGTH_MISMATCH', `Response body's content-length of ${bytes} byte(s) does not match the content-length of ${length} byte(s) set in header`);

const isChunked = (message) => message[kBody].chunked;

// A piece of the body is about to be written, or its end with or without one. A message that is strict throws where the length would be another one.
function measure(message, chunk, encoding, isEnd) {
	const body = message[kBody];
	const bytes = body.bytes + sizeOf(chunk, encoding);
	if (message.strictContentLength && body.length !== undefined && message._hasBody !== false && (isEnd ? bytes !== body.length : bytes > body.length)) throw mismatch(bytes, body.length);
	body.bytes = bytes;
}

// The body is whole: does it have the length that was told? What the other side makes of another one is not covered.
function settle(message) {
	const { length, bytes } = message[kBody];
	if (length !== undefined && message._hasBody !== false && length !== bytes) notCovered('a body of another length than its Content-Length');
}

function trailerValue(name, value) {
	if (!isUnknown(value) && test(invalidInValue, `${value}`)) throw error('TypeError', 'ERR_INVALID_CHAR', `Invalid character in trailer content ["${name}"]`);
	return value;
}

// For the prototype of what goes out: what comes behind the chunks, given as an object or as a list of pairs.
function addTrailers(headers) {
	const keys = keysOf(headers), lines = [];
	hide(this, '_trailers', lines);
	for (let i = 0; i < keys.length; i++) {
		const [name, value] = isArray(headers) ? headers[keys[i]] : [keys[i], headers[keys[i]]];
		validateHeaderName(name, 'Trailer name'); // node: _http_outgoing:1000    ^validateHeaderName(field, 'Trailer name');
		const values = !isArray(value) ? [value] : value.length > 1 ? value : [join(value, '; ')];
		for (let k = 0; k < values.length; k++) lines[lines.length] = [name, trailerValue(name, values[k])];
	}
}

// The other side has the whole message: what came behind the chunks.
function takeTrailers(message, incoming) {
	if (message[kBody].chunked && message._trailers !== undefined) takeLines(incoming.trailers, incoming.rawTrailers, message._trailers);
}

module.exports = { addTrailers, begin, declare, frame, isChunked, measure, settle, sizeOf, takeTrailers };
