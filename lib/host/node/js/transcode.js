// SPDX-License-Identifier: MIT
// transcode.js - buffer.transcode: bytes of one encoding as those of another; what the other lacks becomes a question mark.
'use strict';

const { madeAt, primordial, error } = require('host');
const { invalidArgType } = require('node/errors');
const types = require('node/util_types');
const { normalizeEncoding } = require('node/encodings');
const codePointAt = primordial('String.prototype.codePointAt');
const fromCharCode = primordial('String.fromCharCode');

const largest = { __proto__: null, ascii: 0x7f, latin1: 0xff, utf8: 0x10ffff, utf16le: 0x10ffff };

function decode(Buffer, source, encoding) {
	if (encoding !== 'ascii') return Buffer.from(source).toString(encoding);
	let text = '';
	for (let i = 0; i < source.length; i++) text += source[i] > 0x7f ? '\ufffd' : fromCharCode(source[i]);
	return text;
}

function transcode(Buffer, source, fromEncoding, toEncoding) {
	if (!types.isUint8Array(source)) throw invalidArgType('source', ['Buffer', 'Uint8Array'], source, "buffer:1251      ^throw new ERR_INVALID_ARG_TYPE('source',");
	if (source.length === 0) return Buffer.alloc(0);
	const from = normalizeEncoding(fromEncoding), to = normalizeEncoding(toEncoding);
	if (largest[from] === undefined || largest[to] === undefined) {
		const err = new (primordial('Error'))('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
		err.code = 'U_ILLEGAL_ARGUMENT_ERROR';
		err.errno = 1;
		throw madeAt(err, 'internal/errors:984  const err = ^new Error(message);'); // node: buffer:1267    ^throw err;
	}
	const text = decode(Buffer, source, from);
	if (largest[to] > 0xff) return Buffer.from(text, to);
	const out = Buffer.alloc(text.length);
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		const point = codePointAt(text, i);
		if (point > 0xffff) i++;
		out[length++] = point > largest[to] ? 0x3f : point;
	}
	return out.subarray(0, length);
}

module.exports = { transcode };
