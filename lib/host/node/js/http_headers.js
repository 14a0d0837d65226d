// SPDX-License-Identifier: MIT
// http_headers.js - headers of node:http: what a message keeps of those that are set, which lines go out, and what the other side makes of
// lines with the same name.
'use strict';

const { primordial, error, isUnknown, thrown } = require('host');
const { invalidArgType, invalidArgValue, validateString } = require('node/errors');
const toLowerCase = primordial('String.prototype.toLowerCase');
const keysOf = primordial('Object.keys');
const isArray = primordial('Array.isArray');
const join = primordial('Array.prototype.join');
const test = primordial('RegExp.prototype.test');
const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const invalidInValue = /[^\t\x20-\x7e\x80-\xff]/;

// Of these a message has one; a second line does not count.
const single = { __proto__: null };
for (const name of ['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent']) single[name] = true;

// One line with this name has come: what `headers` has of it then.
function addLine(headers, name, value) {
	const key = toLowerCase(name);
	if (key === 'set-cookie') {
		if (headers[key] === undefined) headers[key] = [value];
		else headers[key][headers[key].length] = value;
	} else if (single[key] === true) {
		if (headers[key] === undefined) headers[key] = value;
	} else if (typeof headers[key] === 'string') {
		headers[key] += `${key === 'cookie' ? '; ' : ', '}${value}`;
	} else {
		headers[key] = value;
	}
}

// [name, value] pairs as lines: several for a list, but one of several cookies of a request. They go into `headers` and the list `raw`.
function takeLines(headers, raw, list) {
	for (let i = 0; i < list.length; i++) {
		const [name, value] = list[i];
		const isJoined = isArray(value) && value.length > 1 && toLowerCase(name) === 'cookie';
		const values = isJoined ? [join(value, '; ')] : isArray(value) ? value : [value];
		for (let k = 0; k < values.length; k++) {
			raw[raw.length] = name;
			raw[raw.length] = `${values[k]}`;
			addLine(headers, name, `${values[k]}`);
		}
	}
}

const takeHeaders = (message, list) => takeLines(message.headers, message.rawHeaders, list);

function validateHeaderName(name, label) {
	if (typeof name !== 'string' || !name || !test(tokenPattern, name)) throw thrown(error('TypeError', 'ERR_INVALID_HTTP_TOKEN', `${label || 'Header name'} must be a valid HTTP token ["${require('node/errors').written(name)}"]`));
}
function validateHeaderValue(name, value) {
	if (value === undefined) throw thrown(error('TypeError', 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`));
	const parts = isArray(value) ? value : [value];
	for (let i = 0; i < parts.length; i++) {
		if (!isUnknown(parts[i]) && test(invalidInValue, `${parts[i]}`)) throw thrown(error('TypeError', 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`));
	}
}
const sent = (what) => error('Error', 'ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);

// Headers that were given at once, as an object, a flat list or a list of pairs: a list of pairs.
function pairsOf(headers) {
	const pairs = [];
	if (!isArray(headers)) {
		for (const name of keysOf(headers)) pairs[pairs.length] = [name, headers[name]];
	} else if (isArray(headers[0])) {
		for (let i = 0; i < headers.length; i++) pairs[i] = headers[i];
	} else {
		if (headers.length % 2 !== 0) throw invalidArgValue('headers', headers);
		for (let i = 0; i < headers.length; i += 2) pairs[pairs.length] = [headers[i], headers[i + 1]];
	}
	for (let i = 0; i < pairs.length; i++) {
		validateHeaderName(pairs[i][0]); // node: _http_outgoing:548    ^validateHeaderName(key);
		validateHeaderValue(pairs[i][0], pairs[i][1]); // node: _http_outgoing:583    ^validateHeaderValue(key, value);
	}
	return pairs;
}

// The methods about headers, for the prototype of what goes out. It keeps them in _headers, by their names in small letters; _given are
// those that were given at once and are only sent.
const methods = {
	__proto__: null,
	setHeader(name, value) {
		if (this.headersSent) throw sent('set'); // node: _http_outgoing:655    ^throw new ERR_HTTP_HEADERS_SENT('set');
		validateHeaderName(name); // node: _http_outgoing:657  ^validateHeaderName(name);
		validateHeaderValue(name, value); // node: _http_outgoing:658  ^validateHeaderValue(name, value);
		this._headers[toLowerCase(name)] = [name, value];
		return this;
	},
	setHeaders(headers) {
		if (this.headersSent) throw sent('set'); // node: _http_outgoing:670    ^throw new ERR_HTTP_HEADERS_SENT('set');
		if (!headers || isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') throw invalidArgType('headers', ['Headers', 'Map'], headers); // node: _http_outgoing:680    ^throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
		const cookies = [];
		for (const { 0: name, 1: value } of headers) {
			if (name !== 'set-cookie') this.setHeader(name, value);
			else if (isArray(value)) for (let i = 0; i < value.length; i++) cookies[cookies.length] = value[i];
			else cookies[cookies.length] = value;
		}
		if (cookies.length > 0) this.setHeader('set-cookie', cookies);
		return this;
	},
	appendHeader(name, value) {
		if (this.headersSent) throw sent('append'); // node: _http_outgoing:711    ^throw new ERR_HTTP_HEADERS_SENT('append');
		validateHeaderName(name);
		validateHeaderValue(name, value); // node: _http_outgoing:714  ^validateHeaderValue(name, value);
		const before = this._headers[toLowerCase(name)];
		if (before === undefined) return this.setHeader(name, value);
		if (!isArray(before[1])) before[1] = [before[1]];
		const values = isArray(value) ? value : [value];
		for (let i = 0; i < values.length; i++) before[1][before[1].length] = values[i];
		return this;
	},
	getHeader(name) {
		validateString(name, 'name'); // node: _http_outgoing:741  ^validateString(name, 'name');
		return this._headers[toLowerCase(name)]?.[1];
	},
	getHeaderNames() {
		return keysOf(this._headers);
	},
	getRawHeaderNames() {
		const names = [];
		for (const key in this._headers) names[names.length] = this._headers[key][0];
		return names;
	},
	getHeaders() {
		const out = { __proto__: null };
		for (const name in this._headers) out[name] = this._headers[name][1];
		return out;
	},
	hasHeader(name) {
		validateString(name, 'name'); // node: _http_outgoing:794  ^validateString(name, 'name');
		return toLowerCase(name) in this._headers;
	},
	removeHeader(name) {
		validateString(name, 'name'); // node: _http_outgoing:801  ^validateString(name, 'name');
		if (this.headersSent) throw sent('remove'); // node: _http_outgoing:804    ^throw new ERR_HTTP_HEADERS_SENT('remove');
		const key = toLowerCase(name);
		this._removed[key] = true;
		delete this._headers[key];
	},
};

// What goes out: the pairs, and whether a name is among them or is to be left out.
function outgoing(message) {
	const pairs = [];
	for (const name in message._headers) pairs[pairs.length] = message._headers[name];
	if (message._given !== undefined) for (let i = 0; i < message._given.length; i++) pairs[pairs.length] = message._given[i];
	const present = { __proto__: null };
	for (let i = 0; i < pairs.length; i++) present[toLowerCase(pairs[i][0])] = pairs[i][1];
	return { pairs, present, removed: message._removed };
}

module.exports = { methods, outgoing, pairsOf, sent, takeHeaders, takeLines, tokenPattern, validateHeaderName, validateHeaderValue };
