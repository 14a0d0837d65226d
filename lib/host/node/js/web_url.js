// SPDX-License-Identifier: MIT
// web_url.js - URL and URLSearchParams as Node has them: how they are printed, and what it has not.
'use strict';

const { primordial, inspect, stripSequences } = require('host');
const startsWith = primordial('String.prototype.startsWith');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const { URL, URLSearchParams, IteratorPrototype, demandParams, remaining } = require('web/url');
const push = primordial('Array.prototype.push');
const join = primordial('Array.prototype.join');
const includes = primordial('String.prototype.includes');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const apply = primordial('Reflect.apply');
const { entries } = URLSearchParams.prototype;
const { complete } = require('node/web_class');

const kContext = Symbol('context');
const omitted = 0xffffffff;
const schemes = { __proto__: null, 'http:': 0, 'https:': 2, 'ws:': 3, 'ftp:': 4, 'wss:': 5, 'file:': 6 };

// The places of the parts in the address, which util.inspect shows as hidden.
class URLContext {
	href = '';
	protocol_end = 0;
	username_end = 0;
	host_start = 0;
	host_end = 0;
	pathname_start = 0;
	search_start = 0;
	hash_start = 0;
	port = 0;
	scheme_type = 1;

	constructor({ href, protocol, username, password, hostname, port }) {
		this.href = href;
		this.protocol_end = protocol.length;
		const authority = startsWith(href, `${protocol}//`);
		this.username_end = this.protocol_end + (authority ? 2 : 0) + username.length;
		this.host_start = this.username_end + (password === '' ? 0 : password.length + 1);
		this.host_end = this.host_start + (username !== '' || password !== '' ? 1 : 0) + hostname.length;
		this.pathname_start = this.host_end + (port === '' ? 0 : port.length + 1);
		const fragment = indexOf(href, '#');
		const query = indexOf(fragment < 0 ? href : slice(href, 0, fragment), '?');
		this.search_start = query < 0 ? omitted : query;
		this.hash_start = fragment < 0 ? omitted : fragment;
		this.port = port === '' ? omitted : +port;
		this.scheme_type = schemes[protocol] ?? 1;
	}
	get hasPort() {
		return this.port !== omitted;
	}
	get hasSearch() {
		return this.search_start !== omitted;
	}
	get hasHash() {
		return this.hash_start !== omitted;
	}
}

// The nearest constructor that has a name.
function constructorOf(object) {
	for (; object; object = getPrototypeOf(object)) {
		const descriptor = getOwnPropertyDescriptor(object, 'constructor');
		if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '') return descriptor.value;
	}
	return URL;
}

complete(URL.prototype, ['toString', 'href'], function(depth, options) {
	if (typeof depth === 'number' && depth < 0) return this;
	const constructor = constructorOf(this);
	const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
	const parts = { __proto__: { constructor }, href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
	if (options.showHidden) parts[kContext] = new URLContext(this);
	return `${constructor.name} ${inspect(parts, options)}`;
});

// Options for what is inside.
function inner(depth, options) {
	return depth !== null ? { ...options, depth: depth - 1 } : options;
}

complete(URLSearchParams.prototype, ['size', 'append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values'], function(depth, options) {
	demandParams(this, 423);
	const rest = remaining(apply(entries, this, [])), texts = [], within = inner(depth, options);
	if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
	let length = -2;
	for (let i = 0; i < rest.length; i++) {
		const text = `${inspect(rest[i][0], within)} => ${inspect(rest[i][1], within)}`;
		push(texts, text);
		length += stripSequences(text).length + 2;
	}
	const name = this.constructor.name;
	if (texts.length === 0) return `${name} {}`;
	return length > options.breakLength ? `${name} {\n  ${join(texts, ',\n  ')} }` : `${name} { ${join(texts, ', ')} }`;
});

complete(IteratorPrototype, ['next'], function(depth, options) {
	const rest = remaining(this), texts = [], within = inner(depth, options);
	if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
	const breaks = includes(inspect(rest, within), '\n');
	for (let i = 0; i < rest.length; i++) push(texts, inspect(rest[i], within));
	return `${this[Symbol.toStringTag]} {${breaks ? '\n  ' : ' '}${join(texts, breaks ? ',\n  ' : ', ')} }`;
});

// Node has `parse` first.
const { canParse } = URL;
delete URL.canParse;
URL.canParse = canParse;
URL.createObjectURL = function createObjectURL(obj) {
	return require('node/blob_urls').createObjectURL(obj);
};
URL.revokeObjectURL = function revokeObjectURL(url) {
	return require('node/blob_urls').revokeObjectURL(url);
};

module.exports = { URL, URLSearchParams };
