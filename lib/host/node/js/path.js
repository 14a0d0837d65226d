// SPDX-License-Identifier: MIT
// path.js - node:path for POSIX paths.
'use strict';

const { primordial, process, defineWin32, notCoveredFunction } = require('host');
const { validateString, validateObject } = require('node/errors');
const { extensionOf } = require('node/path_parts');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const endsWith = primordial('String.prototype.endsWith');
const join = primordial('Array.prototype.join');

// The parts of a path without "." and, where they can be resolved, "..".
function reduce(path, absolute) {
	const parts = split(path, '/');
	const kept = [];
	for (let i = 0; i < parts.length; i++) {
		const part = parts[i];
		if (part === '' || part === '.') continue;
		if (part !== '..') {
			kept[kept.length] = part;
		} else if (kept.length > 0 && kept[kept.length - 1] !== '..') {
			kept.length--;
		} else if (!absolute) {
			kept[kept.length] = part;
		}
	}
	return join(kept, '/');
}

function normalize(path) {
	validateString(path, 'path', "path:1260    ^validateString(path, 'path');");
	if (path.length === 0) return '.';
	const absolute = path[0] === '/';
	const trailing = path[path.length - 1] === '/';
	const text = reduce(path, absolute);
	if (text.length === 0) return absolute ? '/' : trailing ? './' : '.';
	return `${absolute ? '/' : ''}${text}${trailing ? '/' : ''}`;
}

function resolve(...args) {
	let path = '';
	let absolute = false;
	for (let i = args.length - 1; i >= -1 && !absolute; i--) {
		const part = i >= 0 ? args[i] : process.cwd();
		if (i >= 0) validateString(part, `paths[${i}]`, 'path:1223      ^validateString(path, `paths[${i}]`);');
		if (part.length === 0) continue;
		path = `${part}/${path}`;
		absolute = part[0] === '/';
	}
	path = reduce(path, absolute);
	if (absolute) return `/${path}`;
	return path.length > 0 ? path : '.';
}

function isAbsolute(path) {
	validateString(path, 'path', "path:1289    ^validateString(path, 'path');");
	return path.length > 0 && path[0] === '/';
}

function joinPaths(...args) {
	let joined;
	for (let i = 0; i < args.length; i++) {
		validateString(args[i], 'path', "path:1305      ^validateString(arg, 'path');");
		if (args[i].length > 0) joined = joined === undefined ? args[i] : `${joined}/${args[i]}`;
	}
	return joined === undefined ? '.' : normalize(joined);
}

function relative(from, to) {
	validateString(from, 'from', "path:1323    ^validateString(from, 'from');");
	validateString(to, 'to', "path:1324    ^validateString(to, 'to');");
	if (from === to) return '';
	from = resolve(from);
	to = resolve(to);
	if (from === to) return '';
	const a = from === '/' ? [] : split(slice(from, 1), '/');
	const b = to === '/' ? [] : split(slice(to, 1), '/');
	let same = 0;
	while (same < a.length && same < b.length && a[same] === b[same]) same++;
	const out = [];
	for (let i = same; i < a.length; i++) out[out.length] = '..';
	for (let i = same; i < b.length; i++) out[out.length] = b[i];
	return join(out, '/');
}

// Where the last part begins and ends, trailing slashes left out.
function lastPart(path) {
	let end = path.length;
	while (end > 0 && path[end - 1] === '/') end--;
	let start = end;
	while (start > 0 && path[start - 1] !== '/') start--;
	return { start, end };
}

function dirname(path) {
	validateString(path, 'path', "path:1408    ^validateString(path, 'path');");
	if (path.length === 0) return '.';
	const { start, end } = lastPart(path);
	if (end === 0) return '/';
	if (start === 0) return '.';
	if (start === 1) return '/';
	return start === 2 && path[0] === '/' ? '//' : slice(path, 0, start - 1);
}

function basename(path, suffix) {
	if (suffix !== undefined) validateString(suffix, 'suffix', "path:1440      ^validateString(suffix, 'suffix');");
	validateString(path, 'path', "path:1441    ^validateString(path, 'path');");
	if (suffix === path) return '';
	const { start, end } = lastPart(path);
	const base = slice(path, start, end);
	if (suffix !== undefined && suffix.length > 0 && suffix !== base && endsWith(base, suffix)) return slice(base, 0, base.length - suffix.length);
	return base;
}

function extname(path) {
	validateString(path, 'path', "path:1518    ^validateString(path, 'path');");
	return extensionOf(basename(path));
}

function format(object) {
	validateObject(object, 'pathObject', "path:174  ^validateObject(pathObject, 'pathObject');");
	const dir = object.dir || object.root;
	const ext = object.ext ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
	const base = object.base || `${object.name || ''}${ext}`;
	if (!dir) return base;
	return dir === object.root ? `${dir}${base}` : `${dir}/${base}`;
}

function parse(path) {
	validateString(path, 'path', "path:1582    ^validateString(path, 'path');");
	const result = { root: '', dir: '', base: '', ext: '', name: '' };
	if (path.length === 0) return result;
	if (path[0] === '/') result.root = '/';
	const { start, end } = lastPart(path);
	result.base = slice(path, start, end);
	result.ext = start === 1 && result.base === '..' ? '.' : extensionOf(result.base);
	result.name = slice(result.base, 0, result.base.length - result.ext.length);
	if (start > 1) result.dir = slice(path, 0, start - 1);
	else if (start === 1) result.dir = '/';
	else if (end === 0) result.dir = '/';
	return result;
}

function toNamespacedPath(path) {
	return path;
}

const posix = {
	resolve, normalize, isAbsolute, join: joinPaths, relative, toNamespacedPath, dirname, basename, extname, format, parse,
	matchesGlob: notCoveredFunction('path.matchesGlob'), sep: '/', delimiter: ':',
};
defineWin32(posix);
posix.posix = posix;
posix._makeLong = toNamespacedPath;
const named = (fn, name) => primordial('Object.defineProperty')(fn, 'name', { __proto__: null, value: name, configurable: true });
named(joinPaths, 'join');
named(format, 'bound _format');
named(posix.matchesGlob, 'matchesGlob');

module.exports = posix;
