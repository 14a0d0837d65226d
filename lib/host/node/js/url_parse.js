// SPDX-License-Identifier: MIT
// url_parse.js - the old parser of node:url, for addresses as people write them: url.parse, and the text that a Url stands for.
'use strict';

const { primordial, error, emitWarning } = require('host');
const { validateString } = require('node/errors');
const querystring = require('node/querystring');
const { toASCII } = require('web/domain');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const toLowerCase = primordial('String.prototype.toLowerCase');
const toUpperCase = primordial('String.prototype.toUpperCase');
const charCodeAt = primordial('String.prototype.charCodeAt');
const numberText = primordial('Number.prototype.toString');
const encodeURIComponent = primordial('encodeURIComponent');
const decodeURIComponent = primordial('decodeURIComponent');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');
const test = primordial('RegExp.prototype.test');
const match = primordial('RegExp.prototype.exec');

const isSlashed = (protocol) => test(/^(https?|ftp|gopher|file|wss?):?$/, protocol);
const isHostless = (protocol) => protocol === 'javascript:' || protocol === 'javascript';
const longestHost = 255;

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

// The address without the space around it; backslashes before the query and the fragment are slashes.
function cleaned(text) {
	const isSpace = (i) => charCodeAt(text, i) < 33 || text[i] === '\u00a0' || text[i] === '\ufeff';
	let from = 0, to = text.length;
	while (from < to && isSpace(from)) from++;
	while (to > from && isSpace(to - 1)) to--;
	const trimmed = slice(text, from, to);
	const head = match(/^[^?#]*/, trimmed)[0];
	return join(split(head, '\\'), '/') + slice(trimmed, head.length);
}

// An @ counts before the query only.
const isPlainPath = (text) => indexOf(text, '#') < 0 && indexOf(match(/^[^?]*/, text)[0], '@') < 0 && test(/^\/\/?(?!\/)[^?\s]*(\?[^\s]*)?$/, text);

function setQuery(url, text, parseQuery) {
	if (text !== undefined) {
		url.search = text;
		url.query = parseQuery ? querystring.parse(slice(text, 1)) : slice(text, 1);
	} else if (parseQuery) {
		url.search = null;
		url.query = { __proto__: null };
	}
}

// Where the host ends: at the first of the characters that it cannot have behind the last @ that still may stand in it.
function findHost(text) {
	let at = -1, end = -1;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (c === '@') {
			at = i;
			end = -1;
		} else if (end < 0 && indexOf(' "%\';<>\\^`{|}#/?', c) >= 0) {
			end = i;
		}
		if (c === '#' || c === '/' || c === '?') break;
	}
	return { at, end: end < 0 ? text.length : end };
}

const isIPv6 = (name) => name[0] === '[' && name[name.length - 1] === ']';

function invalid(input, place) {
	const failure = error('TypeError', 'ERR_INVALID_URL', 'Invalid URL', place);
	failure.input = input;
	return failure;
}

let warned = false;

// The name without what is no port behind a colon: that becomes a part of the path.
function cutName(url, name, input) {
	const end = match(/^[^/\\#?:]*/, name)[0].length;
	url.hostname = slice(name, 0, end);
	if (end === name.length) return '';
	if (!warned && name[end] === ':') {
		warned = true;
		emitWarning(`The URL ${input} is invalid. Future versions of Node.js will throw an error.`, 'DeprecationWarning', 'DEP0170');
	}
	return `/${slice(name, end)}`;
}

function checkName(url, isAddress, input) {
	if (url.hostname === '') return;
	if (isAddress) {
		if (test(/[\0\t\n\r #%/<>?@\\^|]/, url.hostname)) throw invalid(input, 'url:398          ^throw new ERR_INVALID_URL(url);');
		return;
	}
	url.hostname = toASCII(url.hostname) ?? '';
	if (url.hostname === '' || test(/[\0\t\n\r #%/:<>?@[\\\]^|]/, url.hostname)) throw invalid(input, 'url:417          ^throw new ERR_INVALID_URL(url);');
}

// Takes the host off `text`, which begins with it; what is left.
function takeHost(url, text, input) {
	// Tabs and ends of lines do not count, as far as the host goes.
	const reach = match(/^[^#/?]*/, text)[0];
	text = join(split(join(split(join(split(reach, '\t'), ''), '\n'), ''), '\r'), '') + slice(text, reach.length);
	const { at, end } = findHost(text);
	if (at >= 0) url.auth = decodeURIComponent(slice(text, 0, at));
	url.host = slice(text, at + 1, end);
	let rest = slice(text, end);
	url.parseHost();
	const name = typeof url.hostname === 'string' ? url.hostname : '';
	const isAddress = isIPv6(name);
	url.hostname = name;
	if (!isAddress) rest = cutName(url, name, input) + rest;
	url.hostname = url.hostname.length > longestHost ? '' : toLowerCase(url.hostname);
	checkName(url, isAddress, input);
	url.host = url.hostname + (url.port ? `:${url.port}` : '');
	if (!isAddress) return rest;
	url.hostname = slice(url.hostname, 1, -1);
	return rest[0] === '/' ? rest : `/${rest}`;
}

const escapeCode = (code) => `%${code < 16 ? '0' : ''}${toUpperCase(numberText(code, 16))}`;

function escapeAll(text) {
	let out = '';
	for (let i = 0; i < text.length; i++) out += indexOf('\t\n\r "\'<>\\^`{|}', text[i]) >= 0 ? escapeCode(charCodeAt(text, i)) : text[i];
	return out;
}

// Path, query and fragment.
function takePath(url, text, parseQuery) {
	const [, path, search, hash] = match(/^([^?#]*)(\?[^#]*)?(#[^]*)?$/, text);
	if (hash !== undefined) url.hash = hash;
	setQuery(url, search, parseQuery);
	if (path !== '') url.pathname = path;
	if (isSlashed(url.protocol) && url.hostname && !url.pathname) url.pathname = '/';
	setPath(url);
}

// What http.request asks for.
function setPath(url) {
	if (url.pathname || url.search) url.path = (url.pathname || '') + (url.search || '');
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
	validateString(url, 'url', "url:171  ^validateString(url, 'url');");
	let rest = cleaned(url);
	if (!slashesDenoteHost && isPlainPath(rest)) {
		const [, path, search] = match(/^([^?]*)(\?[^]+)?/, rest);
		this.path = this.href = rest;
		this.pathname = path;
		setQuery(this, search ?? (path.length < rest.length ? '?' : undefined), parseQueryString);
		return this;
	}
	const protocol = match(/^[a-z0-9.+-]+:/i, rest)?.[0];
	if (protocol !== undefined) {
		this.protocol = toLowerCase(protocol);
		rest = slice(rest, protocol.length);
	}
	const hostless = isHostless(this.protocol);
	const hasSlashes = slice(rest, 0, 2) === '//' && Boolean(slashesDenoteHost || protocol !== undefined || test(/^\/\/[^@/]+@[^@/]+/, rest));
	if (hasSlashes && !hostless) {
		rest = slice(rest, 2);
		this.slashes = true;
	}
	// Of what is no address of the web the first part counts as a host.
	if (!hostless && (hasSlashes || (protocol !== undefined && !isSlashed(protocol)))) rest = takeHost(this, rest, url);
	takePath(this, hostless ? rest : escapeAll(rest), parseQueryString);
	this.href = this.format();
	return this;
};

Url.prototype.parseHost = function parseHost() {
	const port = match(/:[0-9]*$/, this.host)?.[0];
	if (port !== undefined && port !== ':') this.port = slice(port, 1);
	const name = slice(this.host, 0, this.host.length - (port ?? '').length);
	if (name) this.hostname = name;
};

const escapeAuth = (text) => join(split(encodeURIComponent(text), '%3A'), ':');

function hostOf({ host, hostname, port }) {
	if (host) return host;
	if (!hostname) return '';
	const name = indexOf(hostname, ':') >= 0 && !isIPv6(hostname) ? `[${hostname}]` : hostname;
	return port ? `${name}:${port}` : name;
}

// `text` behind the sign that it begins with, unless it is empty.
const behind = (sign, text) => (text && text[0] !== sign ? sign + text : text);

Url.prototype.format = function format() {
	let host = hostOf(this), protocol = this.protocol || '';
	if (host && this.auth) host = `${escapeAuth(this.auth)}@${host}`;
	if (protocol && protocol[protocol.length - 1] !== ':') protocol += ':';
	const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
	const search = this.search || (query && `?${query}`) || '';
	let pathname = join(split(join(split(this.pathname || '', '#'), '%23'), '?'), '%3F');
	if (this.slashes || (isSlashed(protocol) && host)) {
		pathname = behind('/', pathname);
		host = `//${host}`;
	} else if (isSlashed(protocol) && slice(protocol, 0, 4) === 'file') {
		host = '//';
	}
	return protocol + host + pathname + behind('?', join(split(search, '#'), '%23')) + behind('#', this.hash || '');
};

function urlParse(text, parseQuery, slashesDenoteHost) {
	return text instanceof Url ? text : new Url().parse(text, parseQuery, slashesDenoteHost);
}

module.exports = { Url, urlParse, setPath, isSlashed };
