// SPDX-License-Identifier: MIT
// fs_links.js - functions of node:fs beside those of whole files and folders: links, times, modes of open files, reads and writes of several buffers.
'use strict';

const { primordial, received } = require('host');
const { invalidArgType, validateInteger } = require('node/errors');
const host = require('host');
const types = require('node/util_types');
const { changeMode, doLink, doRead, doReadlink, doSymlink, doWrite, entryOf, handleOf, setTimes } = require('node/fs_operations');
const Uint8Array = primordial('Uint8Array');
const isArray = primordial('Array.isArray');
const defineProperty = primordial('Object.defineProperty');
const getTime = primordial('Date.prototype.getTime');

// ---- arguments

// The type of a link, which only Windows asks for.
function typeOf(type) {
	if (type === undefined || type === null || type === 'dir' || type === 'file' || type === 'junction') return;
	throw host.error('Error', 'ERR_FS_INVALID_SYMLINK_TYPE', `Symlink type must be one of "dir", "file", or "junction". Received "${type}"`);
}

// Seconds, or a Date, as milliseconds.
function timeOf(time, name = 'time') {
	if (typeof time === 'string' && +time === +time && time !== '') time = +time;
	if (typeof time === 'number' && (time - time === 0)) {
		if (time < 0) host.notCovered('a time before 1970 of a file');
		return time * 1000;
	}
	if (types.isDate(time)) return getTime(time);
	throw invalidArgType(name, ['Date', 'Time in seconds'], time, "internal/fs/utils:635  ^throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);");
}

function buffersOf(buffers) {
	if (!isArray(buffers)) throw host.error('TypeError', 'ERR_INVALID_ARG_TYPE', `The "buffers" argument must be an ArrayBufferView[]. Received ${received(buffers)}`);
	for (let i = 0; i < buffers.length; i++) {
		if (!types.isArrayBufferView(buffers[i])) throw host.error('TypeError', 'ERR_INVALID_ARG_TYPE', `The "buffers" argument must be an ArrayBufferView[]. Received ${received(buffers)}`);
	}
	return buffers;
}

function fdOf(fd) {
	validateInteger(fd, 'fd', 0, 2147483647);
	return fd;
}

// ---- several buffers, one behind the other

function readAll(fd, buffers, position) {
	let total = 0;
	buffersOf(buffers);
	handleOf(fd, 'read');
	for (let i = 0; i < buffers.length; i++) {
		const count = doRead(fd, buffers[i], 0, buffers[i].byteLength, typeof position === 'number' ? position + total : position);
		total += count;
		if (count < buffers[i].byteLength) break;
	}
	return total;
}

function writeAll(fd, buffers, position) {
	let total = 0;
	buffersOf(buffers);
	handleOf(fd, 'write');
	for (let i = 0; i < buffers.length; i++) {
		const { buffer, byteOffset, byteLength } = buffers[i];
		total += doWrite(fd, new Uint8Array(buffer, byteOffset, byteLength), typeof position === 'number' ? position + total : position);
	}
	return total;
}

// The functions, by what fs.js has for those of its own.
function functions({ callbackOf, checkOpen, encodedPath, inPool, modeOf, now, pathOf, withCallback }) {
	// The callback form of one of the two; `check` looks at its arguments and gives the callback.
	function several(action, check) {
		return (fd, buffers, position, callback) => {
			callback = check(fd, buffers, callback || position);
			inPool(1, () => action(fd, buffers, position), (err, count) => callback(err ?? null, count || 0, buffers));
		};
	}
	function checkRead(fd, buffers, callback) {
		fdOf(fd); // node: fs:771  fd = ^getValidatedFd(fd);
		buffersOf(buffers); // node: fs:772  ^validateBufferArray(buffers);
		return callbackOf([callback]); // node: fs:774  ^validateFunction(callback, 'cb');
	}
	function checkWrite(fd, buffers, callback) {
		fdOf(fd); // node: fs:955  fd = ^getValidatedFd(fd);
		buffersOf(buffers); // node: fs:956  ^validateBufferArray(buffers);
		return callbackOf([callback]); // node: fs:958  ^validateFunction(callback, 'cb');
	}
	const made = {
		symlink(target, file, type, callback) {
			const given = callback === undefined ? undefined : type;
			callback = arguments[arguments.length - 1];
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			const to = pathOf(target, 'target'); // node: fs:1755  target = ^getValidatedPath(target, 'target');
			const at = pathOf(file); // node: fs:1756  path = ^getValidatedPath(path);
			typeOf(given); // node: fs:1789  const flags = ^stringToSymlinkType(type);
			withCallback(callback, 1, () => doSymlink(to, at));
		},
		symlinkSync(target, file, type) {
			const to = pathOf(target, 'target'); // node: fs:1819  target = ^getValidatedPath(target, 'target');
			const at = pathOf(file); // node: fs:1820  path = ^getValidatedPath(path);
			typeOf(type); // node: fs:1825    ^stringToSymlinkType(type),
			now(() => doSymlink(to, at));
		},
		readlink(file, options, callback) {
			callback = callbackOf([typeof options === 'function' ? options : callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			const at = pathOf(file, 'oldPath'); // node: fs:1713  path = ^getValidatedPath(path, 'oldPath');
			withCallback(callback, 1, () => encodedPath(doReadlink(at), options));
		},
		readlinkSync(file, options) {
			const at = pathOf(file, 'oldPath'); // node: fs:1728  path = ^getValidatedPath(path, 'oldPath');
			return now(() => encodedPath(doReadlink(at), options));
		},
		link(from, to, callback) {
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			const a = pathOf(from, 'existingPath'); // node: fs:1840  existingPath = ^getValidatedPath(existingPath, 'existingPath');
			const b = pathOf(to, 'newPath'); // node: fs:1841  newPath = ^getValidatedPath(newPath, 'newPath');
			withCallback(callback, 1, () => doLink(a, b));
		},
		linkSync(from, to) {
			const a = pathOf(from, 'existingPath'); // node: fs:1859  existingPath = ^getValidatedPath(existingPath, 'existingPath');
			const b = pathOf(to, 'newPath'); // node: fs:1860  newPath = ^getValidatedPath(newPath, 'newPath');
			now(() => doLink(a, b));
		},
		utimes(file, atime, mtime, callback) {
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			const at = pathOf(file); // node: fs:2130  path = ^getValidatedPath(path);
			const a = timeOf(atime), b = timeOf(mtime);
			withCallback(callback, 1, () => setTimes(entryOf(at, 'utime'), a, b));
		},
		utimesSync(file, atime, mtime) {
			const at = pathOf(file); // node: fs:2149  path = ^getValidatedPath(path);
			const a = timeOf(atime), b = timeOf(mtime);
			now(() => setTimes(entryOf(at, 'utime'), a, b));
		},
		futimes(fd, atime, mtime, callback) {
			const a = timeOf(atime, 'atime'), b = timeOf(mtime, 'mtime');
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			checkOpen(fd, 'fs:2178  binding.^futimes(fd, atime, mtime, req);');
			withCallback(callback, 1, () => setTimes(handleOf(fd, 'futime').entry, a, b));
		},
		futimesSync(fd, atime, mtime) {
			const a = timeOf(atime, 'atime'), b = timeOf(mtime, 'mtime');
			checkOpen(fd, 'fs:2195  binding.^futimes(');
			now(() => setTimes(handleOf(fd, 'futime').entry, a, b));
		},
		fchmod(fd, mode, callback) {
			const bits = modeOf(mode, 'mode');
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			checkOpen(fd, 'fs:1910  binding.^fchmod(fd, mode, req);');
			withCallback(callback, 1, () => changeMode(handleOf(fd, 'fchmod').entry, bits));
		},
		fchmodSync(fd, mode) {
			const bits = modeOf(mode, 'mode');
			checkOpen(fd, 'fs:1923  binding.^fchmod(');
			now(() => changeMode(handleOf(fd, 'fchmod').entry, bits));
		},
		fdatasync(fd, callback) {
			callbackOf([callback]); // node: fs:185  ^validateFunction(cb, 'cb');
			checkOpen(fd, 'fs:1282  binding.^fdatasync(fd, req);');
			withCallback(callback, 1, () => {
				handleOf(fd, 'fdatasync');
			});
		},
		fdatasyncSync(fd) {
			checkOpen(fd, 'fs:1296  binding.^fdatasync(fd);');
			now(() => {
				handleOf(fd, 'fdatasync');
			});
		},
		readv: several(readAll, checkRead),
		readvSync(fd, buffers, position) {
			fdOf(fd); // node: fs:798  fd = ^getValidatedFd(fd);
			buffersOf(buffers); // node: fs:799  ^validateBufferArray(buffers);
			return now(() => readAll(fd, buffers, position), 'fs:804  return binding.^readBuffers(fd, buffers, position);');
		},
		writev: several(writeAll, checkWrite),
		writevSync(fd, buffers, position) {
			fdOf(fd); // node: fs:989  fd = ^getValidatedFd(fd);
			buffersOf(buffers); // node: fs:990  ^validateBufferArray(buffers);
			return now(() => writeAll(fd, buffers, position), 'fs:999  return binding.^writeBuffers(fd, buffers, position);');
		},
	};
	const named = { __proto__: null, readv: ['bytesRead', 'buffers'], writev: ['bytesWritten', 'buffers'] };
	for (const name in named) {
		defineProperty(made[name], 'name', { __proto__: null, value: name });
		defineProperty(made[name], require('node/promisify_names'), { __proto__: null, value: named[name] });
	}
	return made;
}

module.exports = { functions, readAll, timeOf, typeOf, writeAll };
