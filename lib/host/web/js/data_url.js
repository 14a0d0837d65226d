// SPDX-License-Identifier: MIT
// data_url.js - what a data: address holds (Fetch, "data: URL processor").
'use strict';

const { primordial } = require('host');
const { utf8, atob } = require('web/encoding');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const trim = primordial('String.prototype.trim');
const test = primordial('RegExp.prototype.test');
const replace = primordial('String.prototype.replace');

// The bytes of a text with %-escapes; what only looks like one stays.
function unescaped(text) {
	const bytes = utf8(text), out = [];
	for (let i = 0; i < bytes.length; i++) {
		const digits = bytes[i] === 0x25 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : '';
		if (test(/^[0-9a-fA-F]{2}$/, digits)) {
			out[out.length] = Number(`0x${digits}`);
			i += 2;
		} else {
			out[out.length] = bytes[i];
		}
	}
	return out;
}

function fromBase64(bytes) {
	let text = '';
	for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
	const out = [];
	try {
		const binary = atob(text);
		for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
	} catch {
		return undefined;
	}
	return out;
}

// { type, bytes }; undefined: it is malformed.
function readDataURL(url) {
	const comma = indexOf(url, ',');
	if (comma < 0) return undefined;
	const head = trim(slice(url, 5, comma)), isBase64 = test(/; *base64$/i, head), bytes = unescaped(replace(slice(url, comma + 1), /#.*$/s, ''));
	const type = replace(head, /; *base64$/i, '');
	const content = isBase64 ? fromBase64(bytes) : bytes;
	return content === undefined ? undefined : { __proto__: null, type: type === '' ? 'text/plain;charset=US-ASCII' : type[0] === ';' ? `text/plain${type}` : type, bytes: content };
}

module.exports = { readDataURL };
