// SPDX-License-Identifier: MIT
// url_resolve.js - url.resolve of node:url: what an address means that stands on the page of another one (RFC 3986, 5.2, as browsers
// did it in the days of that module).
'use strict';

const { primordial } = require('host');
const { Url, urlParse, setPath, isSlashed } = require('node/url_parse');
const assign = primordial('Object.assign');
const split = primordial('String.prototype.split');
const indexOf = primordial('String.prototype.indexOf');
const join = primordial('Array.prototype.join');
const shift = primordial('Array.prototype.shift');
const unshift = primordial('Array.prototype.unshift');
const push = primordial('Array.prototype.push');
const pop = primordial('Array.prototype.pop');
const splice = primordial('Array.prototype.splice');

const segments = (pathname) => (pathname ? split(pathname, '/') : []);
const isAbsolute = (path) => path.length > 0 && (path[0] === '' || path[0][0] === '/');

function finish(result) {
	result.href = result.format();
	return result;
}

function takeQuery(result, relative) {
	result.search = relative.search;
	result.query = relative.query;
}

// `//host/path`: all but the protocol.
function onSameProtocol(result, relative) {
	const { protocol } = result;
	assign(result, relative);
	result.protocol = protocol;
	if (isSlashed(protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
	return finish(result);
}

// An address of another protocol. Where that one has hosts and none was given, the first part of the path is it.
function onOtherProtocol(result, relative) {
	if (!isSlashed(relative.protocol)) return finish(assign(result, relative));
	result.protocol = relative.protocol;
	let { host, hostname, pathname } = relative;
	if (!host && relative.protocol !== 'file:' && relative.protocol !== 'file') {
		const path = segments(pathname || '');
		if (path.length === 0) push(path, '');
		while (path.length > 0 && !(host = shift(path)));
		host ||= '';
		hostname ||= '';
		if (path[0] !== '') unshift(path, '');
		if (path.length < 2) unshift(path, '');
		pathname = join(path, '/');
	}
	result.pathname = pathname;
	takeQuery(result, relative);
	result.host = host || '';
	result.auth = relative.auth;
	result.hostname = hostname || host;
	result.port = relative.port;
	setPath(result);
	result.slashes ||= relative.slashes;
	return finish(result);
}

// Who is asked for may be in the host alone: "user@host".
function setHost(result, host) {
	result.hostname = result.host = host;
	if (!host || indexOf(host, '@') <= 0) return;
	const parts = split(host, '@');
	result.auth = parts[0];
	result.host = result.hostname = parts[1];
}

function putFirst(path, host) {
	if (!host) return;
	if (path[0] === '') path[0] = host;
	else unshift(path, host);
}

// Without dots; what would go above the root stays only where `keep` says so.
function withoutDots(path, keep) {
	let up = 0;
	for (let i = path.length - 1; i >= 0; i--) {
		if (path[i] === '.') {
			splice(path, i, 1);
		} else if (path[i] === '..') {
			splice(path, i, 1);
			up++;
		} else if (up > 0) {
			splice(path, i, 1);
			up--;
		}
	}
	for (; keep && up > 0; up--) unshift(path, '..');
}

function setPaths(result) {
	if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
}

// What an address with a host of its own takes over.
function takeHost(result, { host, hostname, port }) {
	if (host || host === '') {
		if (result.host !== host) result.auth = null;
		result.host = host;
		result.port = port;
	}
	if (hostname || hostname === '') {
		if (result.hostname !== hostname) result.auth = null;
		result.hostname = hostname;
	}
}

// Addresses without slashes (mailto:) have their host as the first part of the path while that is worked on.
function hostsIntoPaths(result, relative, from, to) {
	result.hostname = '';
	result.port = null;
	putFirst(from, result.host);
	result.host = '';
	if (!relative.protocol) return;
	relative.hostname = relative.port = null;
	result.auth = null;
	putFirst(to, relative.host);
	relative.host = null;
}

function onlyQuery(result, relative, hostless, path) {
	if (hostless) setHost(result, shift(path));
	takeQuery(result, relative);
	setPaths(result);
	return finish(result);
}

function withoutPath(result) {
	result.pathname = null;
	result.path = result.search ? `/${result.search}` : null;
	return finish(result);
}

function onSamePlace(result, relative) {
	const isRooted = relative.host || (relative.pathname && relative.pathname[0] === '/');
	const ends = isRooted || (result.pathname && result.pathname[0] === '/') || (result.host && relative.pathname);
	let rooted = ends;
	const hostless = result.protocol && !isSlashed(result.protocol);
	let path = segments(result.pathname);
	const more = segments(relative.pathname);
	if (hostless) {
		hostsIntoPaths(result, relative, path, more);
		rooted = rooted && (more[0] === '' || path[0] === '');
	}
	if (isRooted) {
		takeHost(result, relative);
		takeQuery(result, relative);
		path = more;
	} else if (more.length > 0) {
		pop(path);
		path = [...path, ...more];
		takeQuery(result, relative);
	} else if (relative.search !== null && relative.search !== undefined) {
		return onlyQuery(result, relative, hostless, path);
	}
	if (path.length === 0) return withoutPath(result);
	const last = path[path.length - 1];
	const isFolder = ((result.host || relative.host || path.length > 1) && (last === '.' || last === '..')) || last === '';
	withoutDots(path, !rooted && !ends);
	if (rooted && !isAbsolute(path)) unshift(path, '');
	if (isFolder && (path.length < 2 || path[path.length - 1] !== '')) push(path, '');
	const absolute = isAbsolute(path);
	if (hostless) setHost(result, absolute || path.length === 0 ? '' : shift(path));
	if ((rooted || (result.host && path.length > 0)) && !absolute) unshift(path, '');
	result.pathname = path.length > 0 ? join(path, '/') : null;
	if (path.length === 0) result.path = null;
	setPaths(result);
	result.auth = relative.auth || result.auth;
	result.slashes ||= relative.slashes;
	return finish(result);
}

Url.prototype.resolveObject = function resolveObject(relative) {
	if (typeof relative === 'string') relative = urlParse(relative, false, true);
	const result = assign(new Url(), this);
	result.hash = relative.hash;
	if (relative.href === '') return finish(result);
	if (relative.slashes && !relative.protocol) return onSameProtocol(result, relative);
	if (relative.protocol && relative.protocol !== result.protocol) return onOtherProtocol(result, relative);
	return onSamePlace(result, relative);
};

Url.prototype.resolve = function resolve(relative) {
	return this.resolveObject(urlParse(relative, false, true)).format();
};

function urlResolve(source, relative) {
	return urlParse(source, false, true).resolve(relative);
}

function urlResolveObject(source, relative) {
	return source ? urlParse(source, false, true).resolveObject(relative) : relative;
}

module.exports = { urlResolve, urlResolveObject };
