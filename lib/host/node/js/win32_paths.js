// SPDX-License-Identifier: MIT
// win32_paths.js - path.win32 of node:path: the paths of Windows, as text; nothing of a machine is asked but the folder that the snippet
// runs in.
'use strict';

const { primordial, process, notCoveredFunction } = require('host');
const { validateObject, validateString } = require('node/errors');
const { extensionOf } = require('node/path_parts');
const charCodeAt = primordial('String.prototype.charCodeAt');
const slice = primordial('String.prototype.slice');
const indexOf = primordial('String.prototype.indexOf');
const lower = primordial('String.prototype.toLowerCase');
const endsWith = primordial('String.prototype.endsWith');
const join = primordial('Array.prototype.join');

const isSeparator = (c) => c === '/' || c === '\\';

function isLetter(c) {
	const code = c === undefined ? 0 : charCodeAt(c, 0) | 32;
	return code >= 97 && code <= 122;
}

const hasDrive = (path) => isLetter(path[0]) && path[1] === ':';

function skip(path, from, separators) {
	let i = from;
	while (i < path.length && isSeparator(path[i]) === separators) i++;
	return i;
}

// What a path begins with: { device: "C:" or "\\server\share" or undefined, end: where the rest begins, absolute, share: is it that
// of a server, whole: is there nothing else }.
function rootOf(path) {
	if (!isSeparator(path[0])) {
		if (!hasDrive(path)) return { device: undefined, end: 0, absolute: false };
		const absolute = isSeparator(path[2]);
		return { device: slice(path, 0, 2), end: absolute ? 3 : 2, absolute };
	}
	if (isSeparator(path[1])) {
		const host = skip(path, 2, false), share = skip(path, host, true), end = skip(path, share, false);
		if (host > 2 && share > host && share < path.length) {
			const server = slice(path, 2, host);
			return { device: `\\\\${server}\\${slice(path, share, end)}`, end, absolute: true, share: true, whole: end === path.length };
		}
	}
	return { device: undefined, end: 1, absolute: true };
}

// The same, where a device of the system ("\\\\.\\pipe") is no share.
function deviceOf(path) {
	const root = rootOf(path);
	const system = root.share && path[3] !== undefined && isSeparator(path[3]) && (path[2] === '.' || path[2] === '?');
	return system ? { device: `\\\\${path[2]}`, end: 4, absolute: true } : root;
}

// The parts of a path without "." and, where they can be resolved, "..".
function reduce(path, absolute) {
	const kept = [];
	for (let at = skip(path, 0, true); at < path.length;) {
		const end = skip(path, at, false), part = slice(path, at, end);
		if (part === '..') {
			if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.length--;
			else if (!absolute) kept[kept.length] = part;
		} else if (part !== '.') {
			kept[kept.length] = part;
		}
		at = skip(path, end, true);
	}
	return join(kept, '\\');
}

// A relative path whose rest would now be read as a drive is kept apart from one.
function becomesDrive(path, tail) {
	if (hasDrive(tail)) return true;
	for (let at = indexOf(path, ':'); at >= 0; at = indexOf(path, ':', at + 1)) {
		if (at === path.length - 1 || isSeparator(path[at + 1])) return true;
	}
	return false;
}

function normalize(path) {
	validateString(path, 'path'); // node: path:359    ^validateString(path, 'path');
	if (path.length === 0) return '.';
	if (path.length === 1) return path === '/' ? '\\' : path;
	const { device, end, absolute, whole } = deviceOf(path);
	if (whole) return `${device}\\`;
	let tail = end < path.length ? reduce(slice(path, end), absolute) : '';
	if (tail.length === 0 && !absolute) tail = '.';
	if (tail.length > 0 && isSeparator(path[path.length - 1])) tail += '\\';
	if (!absolute && device === undefined && indexOf(path, ':') >= 0 && becomesDrive(path, tail)) return `.\\${tail}`;
	return `${device ?? ''}${absolute ? '\\' : ''}${tail}`;
}

function resolve(...args) {
	let device = '', tail = '', absolute = false;
	for (let i = args.length - 1; i >= -1; i--) {
		const path = i >= 0 ? args[i] : process.cwd();
		if (i >= 0) validateString(path, `paths[${i}]`); // node: path:215        ^validateString(path, `paths[${i}]`);
		if (path.length === 0) continue;
		const root = deviceOf(path);
		if (root.device !== undefined) {
			if (device.length > 0 && lower(root.device) !== lower(device)) continue;
			if (device.length === 0) device = root.device;
		}
		if (absolute) {
			if (device.length > 0) break;
			continue;
		}
		tail = `${slice(path, root.end)}\\${tail}`;
		absolute = root.absolute;
		if (absolute && device.length > 0) break;
	}
	tail = reduce(tail, absolute);
	return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
}

function isAbsolute(path) {
	validateString(path, 'path'); // node: path:489    ^validateString(path, 'path');
	return isSeparator(path[0]) || (path.length > 2 && hasDrive(path) && isSeparator(path[2]));
}

// A path of several pieces begins with two slashes only when the first of them says so.
function joinPaths(...args) {
	let joined, first;
	for (let i = 0; i < args.length; i++) {
		validateString(args[i], 'path'); // node: path:515      ^validateString(arg, 'path');
		if (args[i].length === 0) continue;
		first ??= args[i];
		joined = joined === undefined ? args[i] : `${joined}\\${args[i]}`;
	}
	if (joined === undefined) return '.';
	const isShare = isSeparator(first[0]) && isSeparator(first[1]) && first.length > 2 && !isSeparator(first[2]);
	if (!isShare) {
		const slashes = skip(joined, 0, true);
		if (slashes >= 2) joined = `\\${slice(joined, slashes)}`;
	}
	return normalize(joined);
}

// Where the text begins and ends without slashes around it.
function bounds(path) {
	let start = 0, end = path.length;
	while (start < path.length && path[start] === '\\') start++;
	while (end - 1 > start && path[end - 1] === '\\') end--;
	return { start, end, length: end - start };
}

function relative(from, to) {
	validateString(from, 'from'); // node: path:583    ^validateString(from, 'from');
	validateString(to, 'to');
	if (from === to) return '';
	const fromPath = resolve(from), toPath = resolve(to);
	if (fromPath === toPath || lower(fromPath) === lower(toPath)) return '';
	const a = lower(fromPath), b = lower(toPath), inA = bounds(a), inB = bounds(b);
	const length = inA.length < inB.length ? inA.length : inB.length;
	let common = -1, i = 0;
	for (; i < length && a[inA.start + i] === b[inB.start + i]; i++) if (a[inA.start + i] === '\\') common = i;
	if (i !== length) {
		if (common === -1) return toPath;
	} else {
		if (inB.length > length) {
			if (b[inB.start + i] === '\\') return slice(toPath, inB.start + i + 1);
			if (i === 2) return slice(toPath, inB.start + i);
		}
		if (inA.length > length) {
			if (a[inA.start + i] === '\\') common = i;
			else if (i === 2) common = 3;
		}
		if (common === -1) common = 0;
	}
	let out = '';
	for (i = inA.start + common + 1; i <= inA.end; i++) if (i === inA.end || a[i] === '\\') out += out.length === 0 ? '..' : '\\..';
	let start = inB.start + common;
	if (out.length > 0) return out + slice(toPath, start, inB.end);
	if (toPath[start] === '\\') start++;
	return slice(toPath, start, inB.end);
}

function toNamespacedPath(path) {
	if (typeof path !== 'string' || path.length === 0) return path;
	const resolved = resolve(path);
	if (resolved.length <= 2) return path;
	if (resolved[0] === '\\') {
		if (resolved[1] === '\\' && resolved[2] !== '?' && resolved[2] !== '.') return `\\\\?\\UNC\\${slice(resolved, 2)}`;
	} else if (hasDrive(resolved) && resolved[2] === '\\') {
		return `\\\\?\\${resolved}`;
	}
	return resolved;
}

// Where the last part begins and ends behind `start`, trailing slashes left out.
function lastPart(path, start) {
	let end = path.length;
	while (end > start && isSeparator(path[end - 1])) end--;
	let from = end;
	while (from > start && !isSeparator(path[from - 1])) from--;
	return { from, end };
}

function dirname(path) {
	validateString(path, 'path'); // node: path:776    ^validateString(path, 'path');
	if (path.length === 0) return '.';
	if (path.length === 1) return isSeparator(path[0]) ? path : '.';
	const root = rootOf(path);
	if (root.whole) return path;
	const start = root.share ? root.end + 1 : root.end;
	const { from, end } = lastPart(path, start);
	// What stands before the last part, without the slash between them.
	if (end > start && from > start) return slice(path, 0, from - 1);
	return start === 0 ? '.' : slice(path, 0, start);
}

function basename(path, suffix) {
	if (suffix !== undefined) validateString(suffix, 'suffix');
	validateString(path, 'path'); // node: path:874    ^validateString(path, 'path');
	if (suffix !== undefined && suffix === path) return '';
	const { from, end } = lastPart(path, hasDrive(path) ? 2 : 0);
	const base = slice(path, from, end);
	if (suffix !== undefined && suffix.length > 0 && suffix !== base && endsWith(base, suffix)) return slice(base, 0, base.length - suffix.length);
	return base;
}

function extname(path) {
	validateString(path, 'path'); // node: path:959    ^validateString(path, 'path');
	return extensionOf(basename(path));
}

function format(object) {
	validateObject(object, 'pathObject'); // node: path:174  ^validateObject(pathObject, 'pathObject');
	const dir = object.dir || object.root;
	const ext = object.ext ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
	const base = object.base || `${object.name || ''}${ext}`;
	if (!dir) return base;
	return dir === object.root ? `${dir}${base}` : `${dir}\\${base}`;
}

function parse(path) {
	validateString(path, 'path'); // node: path:1035    ^validateString(path, 'path');
	const result = { root: '', dir: '', base: '', ext: '', name: '' };
	if (path.length === 0) return result;
	const root = rootOf(path);
	if (path.length === 1 && root.absolute) return { ...result, root: path, dir: path };
	if (path.length === 1) return { ...result, base: path, name: path };
	const start = root.share && !root.whole ? root.end + 1 : root.end;
	if (root.device !== undefined && path.length <= start) return { ...result, root: path, dir: path };
	if (start > 0) result.root = slice(path, 0, start);
	const { from, end } = lastPart(path, start);
	result.base = slice(path, from, end);
	result.ext = extensionOf(result.base);
	result.name = slice(result.base, 0, result.base.length - result.ext.length);
	result.dir = from > start && end > start ? slice(path, 0, from - 1) : result.root;
	return result;
}

const win32 = {
	resolve, normalize, isAbsolute, join: joinPaths, relative, toNamespacedPath, dirname, basename, extname, format, parse,
	matchesGlob: notCoveredFunction('path.win32.matchesGlob'), sep: '\\', delimiter: ';', win32: null, posix: require('node/path'), _makeLong: toNamespacedPath,
};
const named = (fn, name) => primordial('Object.defineProperty')(fn, 'name', { __proto__: null, value: name, configurable: true });
named(joinPaths, 'join');
named(format, 'bound _format');
named(win32.matchesGlob, 'matchesGlob');
win32.win32 = win32;

module.exports = win32;
