// SPDX-License-Identifier: MIT
// url.js - node:url: the old parser for addresses as people write them, and the classes of the web.
'use strict';

const { primordial, globalValue, notCovered, notCoveredFunction } = require('host');
const { invalidArgType, validateString } = require('node/errors');
const querystring = require('node/querystring');
const path = require('node/path');
const indexOf = primordial('String.prototype.indexOf');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');
const toLowerCase = primordial('String.prototype.toLowerCase');
const charCodeAt = primordial('String.prototype.charCodeAt');
const includes = primordial('String.prototype.includes');
const trim = primordial('String.prototype.trim');
const encodeURIComponent = primordial('encodeURIComponent');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');

const slashed = { __proto__: null, 'http:': 1, 'https:': 1, 'ftp:': 1, 'gopher:': 1, 'file:': 1, 'ws:': 1, 'wss:': 1 };

function Url() {
	this.protocol = null;
	this.slashes = null;
	this.auth = null;
	this.host = null;
	this.port = null;
	this.hostname = null;
	this.hash = null;
	this.search = null;
	this.query = null;
	this.pathname = null;
	this.path = null;
	this.href = null;
}

const isLetter = (c) => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

// "abc:" at the front
function protocolOf(text) {
	let i = 0;
	while (i < text.length && (isLetter(text[i]) || (i > 0 && ((text[i] >= '0' && text[i] <= '9') || text[i] === '.' || text[i] === '+' || text[i] === '-')))) i++;
	return i > 0 && text[i] === ':' ? slice(text, 0, i + 1) : undefined;
}

function escapeAll(text) {
	let out = '';
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		out += includes('\t\n\r "\'<>\\^`{|}', c) ? `%${charCodeAt(c, 0) < 16 ? '0' : ''}${primordial('String.prototype.toUpperCase')(charCodeAt(c, 0).toString(16))}` : c;
	}
	return out;
}

function urlParse(text, parseQuery, slashesDenoteHost) {
	if (text instanceof Url) return text;
	validateString(text, 'url');
	const url = new Url();
	let rest = trim(text);
	// Backslashes before the query are slashes.
	const question = indexOf(rest, '?');
	const head = question < 0 ? rest : slice(rest, 0, question);
	rest = join(split(head, '\\'), '/') + (question < 0 ? '' : slice(rest, question));
	const protocol = protocolOf(rest);
	if (protocol !== undefined) {
		url.protocol = toLowerCase(protocol);
		rest = slice(rest, protocol.length);
	}
	const known = protocol === undefined ? false : slashed[url.protocol] === 1;
	let hasHost = false;
	if (slashesDenoteHost || protocol !== undefined) {
		const hosted = url.protocol !== 'javascript:';
		if (hosted && slice(rest, 0, 2) === '//') {
			url.slashes = true;
			rest = slice(rest, 2);
			hasHost = true;
		} else if (hosted && protocol !== undefined && !known) {
			hasHost = true; // of what is no address of the web the first part counts as a host
		}
	}
	if (hasHost) {
		let end = rest.length;
		for (let i = 0; i < rest.length; i++) {
			if (includes('/?#', rest[i])) {
				end = i;
				break;
			}
		}
		let authority = slice(rest, 0, end);
		rest = slice(rest, end);
		const at = lastIndexOf(authority, '@');
		if (at >= 0) {
			url.auth = primordial('decodeURIComponent')(slice(authority, 0, at));
			authority = slice(authority, at + 1);
		}
		for (let i = 0; i < authority.length; i++) if (!isLetter(authority[i]) && !(authority[i] >= '0' && authority[i] <= '9') && !includes('.-_:[]+,', authority[i])) notCovered('url.parse of such a host');
		const colon = lastIndexOf(authority, ':');
		const bracket = lastIndexOf(authority, ']');
		if (colon > bracket) {
			const port = slice(authority, colon + 1);
			for (let i = 0; i < port.length; i++) if (!(port[i] >= '0' && port[i] <= '9')) notCovered('url.parse of such a port');
			if (port !== '') url.port = port;
			authority = slice(authority, 0, colon);
		}
		url.hostname = toLowerCase(authority);
		url.host = url.hostname + (url.port !== null ? `:${url.port}` : '');
		if (url.hostname[0] === '[') url.hostname = slice(url.hostname, 1, -1);
	}
	if (url.protocol !== 'javascript:') rest = escapeAll(rest);
	const hash = indexOf(rest, '#');
	if (hash >= 0) {
		url.hash = slice(rest, hash);
		rest = slice(rest, 0, hash);
	}
	const query = indexOf(rest, '?');
	if (query >= 0) {
		url.search = slice(rest, query);
		url.query = slice(rest, query + 1);
		if (parseQuery) url.query = querystring.parse(url.query);
		rest = slice(rest, 0, query);
	} else if (parseQuery) {
		url.search = null;
		url.query = { __proto__: null };
	}
	if (rest !== '') url.pathname = rest;
	else if (known && url.hostname) url.pathname = '/';
	if (url.pathname || url.search) url.path = (url.pathname || '') + (url.search || '');
	url.href = urlFormat(url);
	return url;
}
Url.prototype.format = function() {
	return urlFormat(this);
};
Url.prototype.resolve = notCoveredFunction('url.resolve');

function urlFormat(object, options) {
	if (typeof object === 'string') object = urlParse(object);
	else if (typeof object !== 'object' || object === null) throw invalidArgType('urlObject', ['Object', 'string'], object, 'url:581    ^throw new ERR_INVALID_ARG_TYPE(\'urlObject\',');
	else if (typeof object.searchParams === 'object' && typeof object.href === 'string') {
		if (options) notCovered('options of url.format');
		return object.href;
	}
	let auth = object.auth ? `${join(split(encodeURIComponent(object.auth), '%3A'), ':')}@` : '';
	let protocol = object.protocol || '';
	let pathname = object.pathname || '';
	let hash = object.hash || '';
	let host = '';
	if (object.host) host = auth + object.host;
	else if (object.hostname) host = `${auth}${includes(object.hostname, ':') && object.hostname[0] !== '[' ? `[${object.hostname}]` : object.hostname}${object.port ? `:${object.port}` : ''}`;
	let query = '';
	if (object.query !== null && typeof object.query === 'object') query = querystring.stringify(object.query);
	let search = object.search || (query && `?${query}`) || '';
	if (protocol && protocol[protocol.length - 1] !== ':') protocol += ':';
	pathname = join(split(join(split(pathname, '#'), '%23'), '?'), '%3F');
	if (object.slashes || slashed[protocol]) {
		if (object.slashes || host) {
			if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
			host = `//${host}`;
		} else if (protocol === 'file:') {
			host = '//';
		}
	}
	search = join(split(search, '#'), '%23');
	if (hash && hash[0] !== '#') hash = `#${hash}`;
	if (search && search[0] !== '?') search = `?${search}`;
	return protocol + host + pathname + search + hash;
}

const lazy = (name) => globalValue(name, true) ?? notCoveredFunction(name);

function fileURLToPath(file) {
	if (typeof file !== 'string' && (file === null || typeof file !== 'object' || typeof file.href !== 'string')) throw invalidArgType('path', ['string', 'URL'], file, 'internal/url:1487    ^throw new ERR_INVALID_ARG_TYPE(\'path\', [\'string\', \'URL\'], path);');
	const text = typeof file === 'string' ? file : file.href;
	if (slice(text, 0, 5) !== 'file:') throw require('host').error('TypeError', 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file', 'internal/url:1489    ^throw new ERR_INVALID_URL_SCHEME(\'file\');');
	let rest = slice(text, 5);
	if (slice(rest, 0, 2) === '//') rest = slice(rest, 2);
	return primordial('decodeURIComponent')(rest);
}
const escapedInPath = { __proto__: null, '%': '%25', '?': '%3F', '#': '%23', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09' };
function pathToFileURL(file) {
	validateString(file, 'path');
	let text = '';
	let full = path.resolve(file);
	if (full !== '/' && file[file.length - 1] === '/') full += '/'; // what resolve takes away
	for (let i = 0; i < full.length; i++) text += escapedInPath[full[i]] ?? full[i];
	return new (lazy('URL'))(`file://${text}`);
}

module.exports = {
	Url, parse: urlParse, resolve: notCoveredFunction('url.resolve'), resolveObject: notCoveredFunction('url.resolveObject'), format: urlFormat,
	URL: lazy('URL'), URLSearchParams: lazy('URLSearchParams'), domainToASCII: notCoveredFunction('url.domainToASCII'),
	domainToUnicode: notCoveredFunction('url.domainToUnicode'), pathToFileURL, fileURLToPath, urlToHttpOptions: notCoveredFunction('url.urlToHttpOptions'),
};
