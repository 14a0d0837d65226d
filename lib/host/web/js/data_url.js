// SPDX-License-Identifier: MIT
// data_url.js - what a data: address holds (Fetch, "data: URL processor").
'use strict';

const { primordial, isChromium } = require('host');
const { utf8, atob } = require('web/encoding');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const trim = primordial('String.prototype.trim');
const test = primordial('RegExp.prototype.test');
const replace = primordial('String.prototype.replace');
const split = primordial('String.prototype.split');
const lower = primordial('String.prototype.toLowerCase');

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

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, blanks = /^[\t\n\r ]+|[\t\n\r ]+$/g, unknownType = 'text/plain;charset=US-ASCII';

// 'Text/HTML ' -> 'text/html'; undefined: it names no type.
function essence(text) {
	const parts = split(replace(text, blanks, ''), '/');
	return parts.length === 2 && test(token, parts[0]) && test(token, parts[1]) ? lower(`${parts[0]}/${parts[1]}`) : undefined;
}

// The value that begins at `from` in `text`, and where what follows it begins (MIME Sniffing, "parse a MIME type", 11.8 to 11.9).
function parameterValue(text, from) {
	let end = from, value = '';
	if (text[from] !== '"') {
		end = indexOf(text, ';', from);
		if (end < 0) end = text.length;
		value = replace(slice(text, from, end), /[\t\n\r ]+$/, '');
		return { __proto__: null, value: value === '' ? undefined : value, end };
	}
	for (end = from + 1; end < text.length && text[end] !== '"'; end++) {
		if (text[end] === '\\' && end + 1 < text.length) end++;
		value += text[end];
	}
	end = indexOf(text, ';', end);
	return { __proto__: null, value, end: end < 0 ? text.length : end };
}

// A type and its parameters as they are written (MIME Sniffing, "parse a MIME type" and "serialize a MIME type"); undefined: it names none.
function mimeType(text) {
	let at = indexOf(text, ';'), out = essence(at < 0 ? text : slice(text, 0, at));
	const had = { __proto__: null };
	while (out !== undefined && at >= 0 && at < text.length) {
		let from = at + 1;
		while (from < text.length && text[from] !== ';' && text[from] !== '=') from++;
		const name = lower(replace(slice(text, at + 1, from), /^[\t\n\r ]+/, ''));
		at = from;
		if (text[from] !== '=') continue;
		const { value, end } = parameterValue(text, from + 1);
		at = end;
		if (value === undefined || !test(token, name) || had[name] || test(/[^\t\x20-\x7e\x80-\xff]/, value)) continue;
		had[name] = true;
		out += `;${name}=${test(token, value) ? value : `"${replace(value, /["\\]/g, '\\$&')}"`}`;
	}
	return out;
}

// The same as Chromium reads it: cut at each semicolon, the first charset alone and last, the others as they stand; undefined: malformed.
function chromiumType(text) {
	const parts = split(text, ';'), type = parts[0] === '' && parts.length > 1 ? 'text/plain' : essence(parts[0]);
	let charset, out = type;
	if (type === undefined) return unknownType;
	for (let i = 1; i < parts.length; i++) {
		const part = replace(parts[i], blanks, ''), equals = indexOf(part, '='), name = slice(part, 0, equals < 0 ? 0 : equals);
		if (!test(token, name)) continue;
		const value = slice(part, equals + 1), opened = value[0] === '"' && (value.length === 1 || value[value.length - 1] !== '"');
		if (lower(name) !== 'charset') out += `;${name}=${value}${opened ? '"' : ''}`;
		else charset ??= replace(value, /^"|"$/g, '');
	}
	if (charset !== undefined && charset !== '' && !test(token, charset)) return undefined;
	return charset ? `${out};charset=${charset}` : out;
}

// { type, bytes }; undefined: it is malformed.
function readDataURL(url) {
	const comma = indexOf(url, ',');
	if (comma < 0) return undefined;
	const head = trim(slice(url, 5, comma)), isBase64 = test(/; *base64$/i, head), bytes = unescaped(replace(slice(url, comma + 1), /#.*$/s, ''));
	const said = replace(head, /; *base64$/i, ''), content = isBase64 ? fromBase64(bytes) : bytes;
	const type = said === '' ? unknownType : isChromium ? chromiumType(said) : mimeType(said[0] === ';' ? `text/plain${said}` : said) ?? unknownType;
	return content === undefined || type === undefined ? undefined : { __proto__: null, type, bytes: content };
}

module.exports = { readDataURL };
