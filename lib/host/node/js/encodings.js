// SPDX-License-Identifier: MIT
// encodings.js - the names of Node's encodings.
'use strict';

const { primordial } = require('host');
const toLowerCase = primordial('String.prototype.toLowerCase');

const names = {
	__proto__: null, 'utf8': 'utf8', 'utf-8': 'utf8', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
	'latin1': 'latin1', 'binary': 'latin1', 'base64': 'base64', 'base64url': 'base64url', 'hex': 'hex', 'ascii': 'ascii',
};

// The canonical name of an encoding, 'utf8' for none; undefined for what is no encoding.
function normalizeEncoding(encoding) {
	if (encoding == null || encoding === '') return 'utf8';
	return names[toLowerCase(`${encoding}`)];
}

function isEncoding(encoding) {
	return typeof encoding === 'string' && encoding.length !== 0 && normalizeEncoding(encoding) !== undefined;
}

module.exports = { isEncoding, normalizeEncoding };
