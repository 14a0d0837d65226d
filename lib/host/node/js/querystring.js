// SPDX-License-Identifier: MIT
// querystring.js - node:querystring.
'use strict';

const { primordial, textLength } = require('host');
const decodeURIComponent = primordial('decodeURIComponent');
const isArray = primordial('Array.isArray');
const keysOf = primordial('Object.keys');
const split = primordial('String.prototype.split');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const charCodeAt = primordial('String.prototype.charCodeAt');
const fromCodePoint = primordial('String.fromCodePoint');
const isFinite = primordial('Number.isFinite');
const { Buffer } = require('node/buffer');

// Everything but letters, digits and these stays as it is.
const plain = "!'()*-._~";
const hex = '0123456789ABCDEF';

function qsEscape(text) {
	if (typeof text !== 'string') {
		if (typeof text === 'object') text = String(text);
		else text += ''; // node: querystring:168      ^str += '';
	}
	let out = '';
	let simple = true;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		const known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || indexOf(plain, c) >= 0;
		if (!known) {
			simple = false;
			break;
		}
	}
	if (simple) return text;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || indexOf(plain, c) >= 0) {
			out += c;
			continue;
		}
		const code = charCodeAt(text, i);
		let whole = c;
		if (code >= 0xd800 && code <= 0xdfff) {
			// Any two units behind each other count as a pair.
			if (i + 1 >= text.length) throw require('host').error('URIError', 'ERR_INVALID_URI', 'URI malformed', 'internal/querystring:97      ^throw new ERR_INVALID_URI();');
			whole = fromCodePoint(0x10000 + ((code & 0x3ff) << 10 | charCodeAt(text, ++i) & 0x3ff));
		}
		const bytes = Buffer.alloc(textLength(whole, 'utf8'), whole);
		for (let k = 0; k < bytes.length; k++) out += `%${hex[bytes[k] >> 4]}${hex[bytes[k] & 15]}`;
	}
	return out;
}

function unescapeBuffer(text, decodeSpaces) {
	const bytes = [];
	const source = Buffer.from(text);
	for (let i = 0; i < source.length; i++) {
		const value = source[i] === 37 && i + 2 < source.length ? parseInt(slice(text, i + 1, i + 3), 16) : NaN;
		if (value === value) {
			bytes[bytes.length] = value;
			i += 2;
		} else {
			bytes[bytes.length] = source[i] === 43 && decodeSpaces ? 32 : source[i];
		}
	}
	return Buffer.from(bytes);
}
const parseInt = primordial('Number.parseInt');

function qsUnescape(text, decodeSpaces) {
	try {
		return decodeURIComponent(text);
	} catch {
		return qs.unescapeBuffer(text, decodeSpaces).toString();
	}
}

const primitive = (value) => typeof value === 'string' ? value : typeof value === 'number' && isFinite(value) ? `${value}` :
	typeof value === 'bigint' ? `${value}` : typeof value === 'boolean' ? (value ? 'true' : 'false') : '';

function stringify(object, separator, equals, options) {
	separator ||= '&';
	equals ||= '=';
	const encode = options && typeof options.encodeURIComponent === 'function' ? options.encodeURIComponent : qs.escape;
	if (object === null || typeof object !== 'object') return '';
	let out = '';
	const keys = keysOf(object);
	for (let i = 0; i < keys.length; i++) {
		const value = object[keys[i]];
		const key = `${encode(keys[i])}${equals}`;
		const values = isArray(value) ? value : [value];
		for (let k = 0; k < values.length; k++) out += `${out === '' ? '' : separator}${key}${encode(primitive(values[k]))}`;
	}
	return out;
}

function parse(text, separator, equals, options) {
	const result = { __proto__: null };
	if (typeof text !== 'string' || text.length === 0) return result;
	separator = separator ? `${separator}` : '&';
	equals = equals ? `${equals}` : '=';
	const decode = options && typeof options.decodeURIComponent === 'function' ? options.decodeURIComponent : qs.unescape;
	let most = options && typeof options.maxKeys === 'number' ? (options.maxKeys > 0 ? options.maxKeys : -1) : 1000;
	const pairs = separator === '' ? [text] : split(text, separator);
	const read = (part) => {
		part = primordial('Array.prototype.join')(split(part, '+'), decode === qsUnescape ? ' ' : '%20');
		try {
			return decode(part);
		} catch {
			return qsUnescape(part, true);
		}
	};
	const add = (pair) => {
		const at = indexOf(pair, equals);
		const key = read(at < 0 ? pair : slice(pair, 0, at));
		// Where nothing separates, nothing ends a value.
		const value = at < 0 || separator === '' ? '' : read(slice(pair, at + equals.length));
		if (!(key in result)) result[key] = value;
		else if (isArray(result[key])) result[key][result[key].length] = value;
		else result[key] = [result[key], value];
	};
	// Empty ones count, too.
	for (let i = 0; i < pairs.length; i++) {
		if (pairs[i] !== '') add(pairs[i]);
		if (--most === 0) break;
	}
	return result;
}

const qs = module.exports = { unescapeBuffer, unescape: qsUnescape, escape: qsEscape, stringify, encode: stringify, parse, decode: parse };
