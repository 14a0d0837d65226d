// SPDX-License-Identifier: MIT
// fs.js - node:fs. Each operation is written once, synchronously; its callback form takes as many rounds of the thread pool
// as node's does, its promise form likewise (fs_promises.js).
'use strict';

const { primordial, error, received, thrown, io, wire, late, withoutStack, notCovered, notCoveredFunction, unknownValue } = require('host');
const { abortOf, invalidArgType, invalidArgValue, nativeError, outOfRange, validateFunction, validateInteger, validateObject } = require('node/errors');
const { isEncoding } = require('node/encodings');
const { absence, copyTree, failure, full, look, names, put, removeTree, trouble } = require('node/fs_store');
const { Buffer } = require('node/buffer');
const types = require('node/util_types');
const path = require('node/path');
const Uint8Array = primordial('Uint8Array');


const includes = primordial('String.prototype.includes');
const defineProperty = primordial('Object.defineProperty');


const constants = primordial('Object.create')(null);
const constantList = {
	UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1,
	UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7, EXTENSIONLESS_FORMAT_JAVASCRIPT: 0,
	EXTENSIONLESS_FORMAT_WASM: 1, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960,
	S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536,
	O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096, O_DIRECT: 16384, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256,
	S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0,
	R_OK: 4, W_OK: 2, X_OK: 1, UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2,
	UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
};
for (const name in constantList) constants[name] = constantList[name];

// ---- arguments

function pathOf(value, name = 'path') {
	if (value !== null && typeof value === 'object' && typeof value.href === 'string' && value.protocol === 'file:') value = primordial('decodeURIComponent')(value.pathname);
	else if (types.isUint8Array(value)) value = Buffer.from(value).toString();
	if (typeof value !== 'string') throw invalidArgType(name, ['string', 'Buffer', 'URL'], value);
	if (includes(value, '\0')) throw invalidArgValue(name, value, 'must be a string, Uint8Array, or URL without null bytes');
	return value;
}

function optionsOf(options, defaults) {
	if (options === null || options === undefined || typeof options === 'function') return defaults;
	if (typeof options === 'string') options = { ...defaults, encoding: options };
	else if (typeof options !== 'object') throw invalidArgType('options', ['string', 'Object'], options, 'internal/fs/utils:331    ^throw new ERR_INVALID_ARG_TYPE(\'options\', [\'string\', \'Object\'], options);');
	if (options.encoding !== undefined && options.encoding !== null && options.encoding !== 'buffer' && !isEncoding(options.encoding)) {
		throw invalidArgValue('encoding', options.encoding, 'is invalid encoding', 'internal/fs/utils:158    ^throw new ERR_INVALID_ARG_VALUE(\'encoding\', encoding, reason);');
	}
	return { ...defaults, ...options };
}

function bytesOf(data, encoding, name = 'data') {
	if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding || 'utf8');
	if (types.isArrayBufferView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	throw invalidArgType(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

function asText(data, encoding) {
	const copy = Buffer.allocUnsafeSlow(data.length);
	primordial('TypedArray.prototype.set')(copy, data, 0);
	return encoding && encoding !== 'buffer' ? copy.toString(encoding) : copy;
}

const flagSets = {
	__proto__: null, r: 'r', rs: 'r', sr: 'r', 'r+': 'r+', 'rs+': 'r+', 'sr+': 'r+', w: 'w', wx: 'wx', xw: 'wx', 'w+': 'w+', 'wx+': 'wx+',
	'xw+': 'wx+', a: 'a', as: 'a', sa: 'a', ax: 'ax', xa: 'ax', 'a+': 'a+', 'as+': 'a+', 'sa+': 'a+', 'ax+': 'ax+', 'xa+': 'ax+',
};
function flagOf(flag) {
	if (flag === undefined || flag === null) return 'r';
	if (typeof flag === 'number') {
		const write = flag & 3;
		if (flag & 1024) return write === 2 ? 'a+' : 'a';
		if (flag & 512) return `w${flag & 128 ? 'x' : ''}${write === 2 ? '+' : ''}`;
		return write === 0 ? 'r' : 'r+';
	}
	const known = flagSets[flag];
	if (known === undefined) throw invalidArgValue('flags', flag, undefined, "internal/fs/utils:597  ^throw new ERR_INVALID_ARG_VALUE('flags', flags);");
	return known;
}

// ---- operations; they throw what `trouble` makes

function entryOf(file, syscall) {
	const at = full(file);
	const entry = look(at);
	if (entry === null) throw trouble(absence(at), syscall, file);
	return entry;
}

function parentCheck(file, syscall, dest) {
	const parent = look(path.dirname(full(dest ?? file)));
	if (parent === null) throw trouble('ENOENT', syscall, file, dest);
	if (parent.kind === 'file') throw trouble('ENOTDIR', syscall, file, dest);
}

let nextFd = 17;
const open = new (primordial('Map'))();
const openGet = primordial('Map.prototype.get'), openSet = primordial('Map.prototype.set'), openDelete = primordial('Map.prototype.delete');

function handleOf(fd, syscall) {
	const handle = openGet(open, fd);
	if (handle === undefined) throw trouble('EBADF', syscall);
	return handle;
}

function doOpen(file, flags) {
	const at = full(file);
	let entry = look(at);
	const writes = flags !== 'r';
	if (entry !== null && entry.kind === 'folder' && writes) throw trouble('EISDIR', 'open', file);
	if (entry === null) {
		if (flags[0] === 'r') throw trouble(absence(at), 'open', file);
		parentCheck(file, 'open');
		entry = { kind: 'file', data: new Uint8Array(0) };
		put(at, entry);
	} else if (flags[1] === 'x') {
		throw trouble('EEXIST', 'open', file);
	} else if (flags[0] === 'w') {
		entry = { kind: 'file', data: new Uint8Array(0) };
		put(at, entry);
	}
	const fd = nextFd++;
	openSet(open, fd, { entry, at, position: 0, append: flags[0] === 'a', writes });
	return fd;
}

function doClose(fd) {
	handleOf(fd, 'close');
	openDelete(open, fd);
}

function doRead(fd, buffer, offset, length, position) {
	const handle = handleOf(fd, 'read');
	if (handle.entry.kind === 'folder') throw trouble('EISDIR', 'read');
	const from = typeof position === 'number' && position >= 0 ? position : handle.position;
	const { data } = handle.entry;
	const count = from >= data.length ? 0 : data.length - from < length ? data.length - from : length;
	if (count > 0) primordial('TypedArray.prototype.set')(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), new Uint8Array(data.buffer, data.byteOffset + from, count), offset);
	if (!(typeof position === 'number' && position >= 0)) handle.position += count;
	return count;
}

function doWrite(fd, bytes, position) {
	const handle = handleOf(fd, 'write');
	if (!handle.writes) throw trouble('EBADF', 'write');
	const { entry } = handle;
	const from = handle.append ? entry.data.length : typeof position === 'number' ? position : handle.position;
	const size = from + bytes.length > entry.data.length ? from + bytes.length : entry.data.length;
	const data = new Uint8Array(size);
	primordial('TypedArray.prototype.set')(data, entry.data, 0);
	primordial('TypedArray.prototype.set')(data, bytes, from);
	entry.data = data;
	if (typeof position !== 'number') handle.position = from + bytes.length;
	return bytes.length;
}

function doReadFile(file, flags, encoding) {
	if (isFd(file)) {
		const handle = handleOf(file, 'read');
		const { data } = handle.entry;
		const rest = new Uint8Array(data.buffer, data.byteOffset + handle.position, data.length - handle.position);
		handle.position = data.length;
		return asText(rest, encoding);
	}
	const fd = doOpen(file, flags);
	const { entry } = handleOf(fd, 'read');
	openDelete(open, fd);
	if (entry.kind === 'folder') throw trouble('EISDIR', 'read');
	return asText(entry.data, encoding);
}

function doWriteFile(file, bytes, flags) {
	const fd = isFd(file) ? file : doOpen(file, flags);
	try {
		doWrite(fd, bytes);
	} finally {
		if (fd !== file) openDelete(open, fd);
	}
}

function doMkdir(file, recursive) {
	const at = full(file);
	const entry = look(at);
	if (!recursive) {
		if (entry !== null) throw trouble('EEXIST', 'mkdir', file);
		parentCheck(file, 'mkdir');
		put(at, { kind: 'folder' });
		return undefined;
	}
	if (entry !== null && entry.kind === 'file') throw trouble('EEXIST', 'mkdir', file);
	let first;
	const missing = [];
	for (let p = at; ; p = path.dirname(p)) {
		const found = look(p);
		if (found !== null) {
			if (found.kind === 'file') throw trouble('ENOTDIR', 'mkdir', file);
			break;
		}
		missing[missing.length] = p;
	}
	for (let i = missing.length - 1; i >= 0; i--) {
		put(missing[i], { kind: 'folder' });
		first ??= missing[i];
	}
	return first;
}

function doReaddir(file, options) {
	const entry = entryOf(file, 'scandir');
	if (entry.kind === 'file') throw trouble('ENOTDIR', 'scandir', file);
	const at = full(file);
	const out = [];
	const walk = (folder, prefix, parent) => {
		const list = names(folder);
		for (let i = 0; i < list.length; i++) {
			const kind = look(`${folder === '/' ? '' : folder}/${list[i]}`)?.kind;
			out[out.length] = options.withFileTypes ? new Dirent(list[i], kind === 'folder' ? 2 : 1, parent) : `${prefix}${list[i]}`;
		}
		if (!options.recursive) return;
		for (let i = 0; i < list.length; i++) {
			const child = `${folder}/${list[i]}`;
			if (look(child)?.kind === 'folder') walk(child, `${prefix}${list[i]}/`, `${parent}/${list[i]}`);
		}
	};
	walk(at, '', file);
	return out;
}

function doRm(file, options, syscall = 'rm') {
	const at = full(file);
	const entry = look(at);
	if (entry === null) {
		if (options.force) return;
		throw trouble(absence(at), 'lstat', file);
	}
	if (entry.kind === 'folder' && !options.recursive) {
		const err = error('Error', 'ERR_FS_EISDIR', `Path is a directory: ${syscall} returned EISDIR (is a directory) ${file}`);
		err.name = 'SystemError';
		err.info = { code: 'EISDIR', message: 'is a directory', path: file, syscall, errno: 21 };
		err.errno = 21;
		err.syscall = syscall;
		err.path = file;
		throw err;
	}
	removeTree(at);
}

function doRmdir(file, options) {
	if (options?.recursive) {
		removeTree(full(file));
		return;
	}
	const entry = entryOf(file, 'rmdir');
	if (entry.kind === 'file') throw trouble('ENOTDIR', 'rmdir', file);
	if (names(full(file)).length > 0) throw trouble('ENOTEMPTY', 'rmdir', file);
	put(full(file), null);
}

function doUnlink(file) {
	const entry = entryOf(file, 'unlink');
	if (entry.kind === 'folder') throw trouble('EISDIR', 'unlink', file);
	put(full(file), null);
}

function doRename(from, to) {
	const a = full(from), b = full(to);
	const entry = look(a);
	if (entry === null) throw trouble(absence(a), 'rename', from, to);
	const parent = look(path.dirname(b));
	if (parent === null) throw trouble('ENOENT', 'rename', from, to);
	const there = look(b);
	if (there !== null && there.kind === 'folder' && entry.kind === 'file') throw trouble('EISDIR', 'rename', from, to);
	if (a === b) return;
	copyTree(a, b);
	removeTree(a);
}

function doCopyFile(from, to, mode) {
	const entry = look(full(from));
	if (entry === null) throw trouble(absence(full(from)), 'copyfile', from, to);
	const parent = look(path.dirname(full(to)));
	if (parent === null) throw trouble('ENOENT', 'copyfile', from, to);
	if (mode & 1 && look(full(to)) !== null) throw trouble('EEXIST', 'copyfile', from, to);
	put(full(to), { kind: 'file', data: entry.data });
}

function doTruncate(entry, length) {
	const data = new Uint8Array(length);
	const kept = length < entry.data.length ? length : entry.data.length;
	primordial('TypedArray.prototype.set')(data, new Uint8Array(entry.data.buffer, entry.data.byteOffset, kept), 0);
	entry.data = data;
}

function doCp(from, to, options) {
	const entry = entryOf(from, 'cp');
	if (entry.kind === 'folder' && !options.recursive) {
		throw error('Error', 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${from} is a directory (not copied)) ${from}`, 'internal/fs/cp/cp-sync:160    ^throw new ERR_FS_EISDIR({');
	}
	doMkdir(path.dirname(full(to)), true);
	copyTree(full(from), full(to));
}

// ---- Stats and Dirent

const members = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs', 'atime', 'mtime', 'ctime', 'birthtime'];

// What only the machine knows is an unknown value; of a folder its size, too.
function Stats(entry) {
	if (!(this instanceof Stats)) return new Stats(entry);
	const folder = entry?.kind === 'folder';
	const known = { __proto__: null, mode: folder ? 16877 : 33188, nlink: folder ? 2 : 1, size: folder ? undefined : entry?.data?.length };
	for (let i = 0; i < members.length; i++) this[members[i]] = known[members[i]] ?? unknownValue(`stats.${members[i]}`);
}
Stats.prototype.isDirectory = function() {
	return (this.mode & 61440) === 16384;
};
Stats.prototype.isFile = function() {
	return (this.mode & 61440) === 32768;
};
const never = ['isBlockDevice', 'isCharacterDevice', 'isSymbolicLink', 'isFIFO', 'isSocket'];
for (let i = 0; i < never.length; i++) Stats.prototype[never[i]] = () => false;
class Dirent {
	constructor(name, type, parent) {
		this.name = name;
		this.parentPath = parent;
		this.path = parent;
		this[kType] = type;
	}
	isDirectory() {
		return this[kType] === 2;
	}
	isFile() {
		return this[kType] === 1;
	}
	isBlockDevice() {
		return false;
	}
	isCharacterDevice() {
		return false;
	}
	isSymbolicLink() {
		return false;
	}
	isFIFO() {
		return false;
	}
	isSocket() {
		return false;
	}
}
const kType = Symbol('type');

// ---- the three forms of an operation

const places = {
	__proto__: null,
	access: 'fs:244  binding.^access(pathModule.toNamespacedPath(path), mode);',
	copyfile: 'fs:3047  binding.^copyFile(',
	fsync: 'fs:1326  binding.^fsync(fd);',
	ftruncate: 'fs:1126  binding.^ftruncate(fd, len);',
	lstat: 'internal/errors:541      ^throw error;',
	mkdir: 'fs:1386  const result = binding.^mkdir(',
	open: 'fs:573  return binding.^open(',
	read: 'fs:750  return binding.^read(fd, buffer, offset, length, position);',
	rename: 'fs:1032  binding.^rename(',
	rmdir: 'fs:1214  binding.^rmdir(pathModule.toNamespacedPath(path));',
	scandir: 'fs:1521  const result = binding.^readdir(',
	stat: 'fs:1681  const stats = binding.^stat(',
	chmod: 'fs:1999  binding.^chmod(',
	close: 'fs:525  binding.^close(fd);',
	fstat: 'fs:1633  const stats = binding.^fstat(fd, options.bigint, undefined, false);',
	unlink: 'fs:1889  binding.^unlink(path);',
};

// Run an operation for a synchronous caller.
function now(operation, place) {
	try {
		return operation();
	} catch (t) {
		if (t === null || t.trouble !== true) throw t;
		const err = failure(t);
		thrown(err, place ?? places[t.syscall] ?? 'internal/fs/utils:351    ^throw err;');
		throw err;
	}
}

const abortLine = "internal/fs/promises:470    ^throw new AbortError(undefined, { cause: signal?.reason });";

// Microseconds that one trip through the thread pool takes, and by which asking delays the loop's first turn.
const ROUND = 60, ASK = 30;

// After `rounds` trips: done(err) or done(null, result). A `signal` is looked at from the trip numbered `looks` on; then the file is only closed.
function inPool(rounds, operation, done, signal = undefined, looks = 1) {
	late(ASK);
	let result, problem;
	const last = () => {
		if (problem !== undefined) done(problem);
		else done(null, result);
	};
	// When the first trip ends (a failure shows there) and when the whole is done is free; the parts between follow one another.
	const trip = (left, then) => (left > 1 && left < rounds ? wire : io)(then, ROUND);
	const step = (left) => trip(left, () => {
		if (left > 1) problem = abortOf(signal, abortLine);
		if (left > 1) step(problem === undefined ? left - 1 : 1);
		else last();
	});
	// What is read is what is there when the first trip ends; a failure shows at once.
	trip(rounds, () => {
		try {
			result = operation();
			if (looks === 1) problem = abortOf(signal, abortLine);
		} catch (t) {
			if (t === null || t.trouble !== true) problem = t;
			else problem = withoutStack(failure(t));
			last();
			return;
		}
		if (rounds > 1) step(problem === undefined ? rounds - 1 : 1);
		else last();
	});
}

function callbackOf(args, name = 'cb') {
	const callback = args[args.length - 1];
	validateFunction(args.length === 0 ? undefined : callback, name);
	return callback;
}

function withCallback(callback, rounds, operation, give = (cb, result) => (result === undefined ? cb(null) : cb(null, result))) {
	validateFunction(callback, 'cb');
	inPool(rounds, operation, (err, result) => {
		if (err) callback(err);
		else give(callback, result);
	});
}

function readFileOptions(options) {
	return optionsOf(options, { flag: 'r' });
}

const fs = module.exports = {};

// Is it the number of an open file, not a path?
function isFd(file) {
	if (typeof file !== 'number' || (file | 0) !== file) return false;
	if (file < 0) throw thrown(outOfRange('fd', '>= 0 && <= 2147483647', file));
	return true;
}

// Has the signal aborted before anything was done? The callback is told at once.
function refuse(signal, callback) {
	const err = abortOf(signal, "fs:343    callback(^new AbortError(undefined, { cause: signal?.reason }));");
	if (err !== undefined) callback(err);
	return err !== undefined;
}

// What reads one file for fs.readFile: the this value of its callback when the file cannot be opened.
class ReadFileContext {
	constructor(isUserFd, callback, encoding) {
		this.fd = undefined;
		this.isUserFd = isUserFd;
		this.size = 0;
		this.callback = callback;
		this.buffers = null;
		this.buffer = null;
		this.pos = 0;
		this.encoding = encoding;
		this.err = null;
		this.signal = undefined;
	}
}

function readFile(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	const { encoding, flag, signal } = readFileOptions(options);
	if (refuse(signal, callback)) return;
	const target = isFd(file) ? file : pathOf(file);
	const flags = flagOf(flag);
	const context = new ReadFileContext(isFd(file), callback, encoding);
	// open, fstat, read, close; an empty file is read once more, to see that it is empty
	inPool(context.isUserFd ? 2 : 4, () => doReadFile(target, flags, encoding), (err, data) => {
		if (err?.syscall === 'open') context.callback(err);
		else if (err) callback(err);
		else callback(null, data);
	}, signal, 2);
}
function readFileSync(file, options) {
	const { encoding, flag } = readFileOptions(options);
	const target = isFd(file) ? file : pathOf(file);
	return now(() => doReadFile(target, flagOf(flag), encoding), encoding === 'utf8' || encoding === 'utf-8' ? 'fs:448    return binding.^readFileUtf8(path, stringToFlags(options.flag));' : undefined);
}
function writeOptions(options, flag) {
	return optionsOf(options, { encoding: 'utf8', mode: 438, flag });
}
function writeFile(file, data, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	const { encoding, flag, signal } = writeOptions(options, 'w');
	const bytes = bytesOf(data, encoding);
	if (refuse(signal, callback)) return;
	const target = isFd(file) ? file : pathOf(file);
	const flags = flagOf(flag);
	inPool(3, () => doWriteFile(target, signal?.aborted ? new Uint8Array(0) : bytes, flags), (err) => callback(err), signal);
}
function writeFileSync(file, data, options) {
	const { encoding, flag } = writeOptions(options, 'w');
	const bytes = bytesOf(data, encoding);
	const target = isFd(file) ? file : pathOf(file);
	now(() => doWriteFile(target, bytes, flagOf(flag)), typeof data === 'string' && (encoding === 'utf8' || encoding === 'utf-8') ? 'fs:2380    return binding.^writeFileUtf8(' : undefined);
}
function appendFile(file, data, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	writeFile(file, data, { ...writeOptions(options, 'a'), flag: options?.flag ?? 'a' }, callback);
}
function appendFileSync(file, data, options) {
	writeFileSync(file, data, { ...writeOptions(options, 'a'), flag: options?.flag ?? 'a' });
}
function access(file, mode, callback) {
	if (typeof mode === 'function') callback = mode;
	const target = pathOf(file);
	withCallback(callback, 1, () => {
		entryOf(target, 'access');
	});
}
function accessSync(file) {
	const target = pathOf(file);
	now(() => {
		entryOf(target, 'access');
	});
}
function exists(file, callback) {
	validateFunction(callback, 'cb');
	let target;
	try {
		target = pathOf(file);
	} catch {
		return callback(false);
	}
	inPool(1, () => look(full(target)) !== null, (err, found) => callback(found));
}
function existsSync(file) {
	try {
		return look(full(pathOf(file))) !== null;
	} catch {
		return false;
	}
}
defineProperty(exists, Symbol.for('nodejs.util.promisify.custom'), {
	__proto__: null,
	value: { exists: (file) => new (primordial('Promise'))((resolve) => exists(file, resolve)) }.exists,
});
function stat(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	const target = pathOf(file);
	withCallback(callback, 1, () => new Stats(entryOf(target, 'stat')));
}
function statSync(file, options) {
	const target = pathOf(file);
	if (options?.throwIfNoEntry === false && look(full(target)) === null) return undefined;
	return now(() => new Stats(entryOf(target, 'stat')));
}
function lstat(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	const target = pathOf(file);
	withCallback(callback, 1, () => new Stats(entryOf(target, 'lstat')));
}
function lstatSync(file, options) {
	const target = pathOf(file);
	if (options?.throwIfNoEntry === false && look(full(target)) === null) return undefined;
	return now(() => new Stats(entryOf(target, 'lstat')), 'fs:1656  const stats = binding.^lstat(');
}
function fstat(fd, options, callback) {
	callback ||= options;
	checkFd(fd);
	withCallback(callback, 1, () => new Stats(handleOf(fd, 'fstat').entry));
}
function fstatSync(fd) {
	checkFd(fd);
	return now(() => new Stats(handleOf(fd, 'fstat').entry));
}
function mkdir(file, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb');
	const target = pathOf(file);
	withCallback(callback, 1, () => doMkdir(target, options?.recursive === true));
}
function mkdirSync(file, options) {
	const target = pathOf(file);
	return now(() => doMkdir(target, options?.recursive === true));
}
function readdir(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb');
	const chosen = optionsOf(options, {});
	const target = pathOf(file);
	withCallback(callback, 1, () => doReaddir(target, chosen));
}
function readdirSync(file, options) {
	const chosen = optionsOf(options, {});
	const target = pathOf(file);
	return now(() => doReaddir(target, chosen));
}
function rm(file, options, callback) {
	if (typeof options === 'function') callback = options;
	const target = pathOf(file);
	const chosen = typeof options === 'object' && options ? options : {};
	withCallback(callback, 2, () => doRm(target, chosen));
}
function rmSync(file, options = {}) {
	const target = pathOf(file);
	validateObject(options, 'options');
	now(() => doRm(target, options));
}
function rmdir(file, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb');
	const target = pathOf(file);
	withCallback(callback, 1, () => doRmdir(target, typeof options === 'object' ? options : undefined));
}
function rmdirSync(file, options) {
	const target = pathOf(file);
	now(() => doRmdir(target, options));
}
function unlink(file, callback) {
	validateFunction(callback, 'cb');
	const target = pathOf(file);
	withCallback(callback, 1, () => doUnlink(target));
}
function unlinkSync(file) {
	const target = pathOf(file);
	now(() => doUnlink(target));
}
function rename(from, to, callback) {
	validateFunction(callback, 'cb');
	const a = pathOf(from, 'oldPath'), b = pathOf(to, 'newPath');
	withCallback(callback, 1, () => doRename(a, b));
}
function renameSync(from, to) {
	const a = pathOf(from, 'oldPath'), b = pathOf(to, 'newPath');
	now(() => doRename(a, b));
}
function copyFile(from, to, mode, callback) {
	if (typeof mode === 'function') callback = mode;
	const a = pathOf(from, 'src'), b = pathOf(to, 'dest');
	withCallback(callback, 1, () => doCopyFile(a, b, typeof mode === 'number' ? mode : 0));
}
function copyFileSync(from, to, mode) {
	const a = pathOf(from, 'src'), b = pathOf(to, 'dest');
	now(() => doCopyFile(a, b, mode ?? 0));
}
function cp(from, to, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb');
	const a = pathOf(from, 'src'), b = pathOf(to, 'dest');
	withCallback(callback, 4, () => doCp(a, b, typeof options === 'object' && options ? options : {}));
}
function cpSync(from, to, options = {}) {
	const a = pathOf(from, 'src'), b = pathOf(to, 'dest');
	now(() => doCp(a, b, options), 'fs:1656  const stats = binding.^lstat(');
}
function openFile(file, flags, mode, callback) {
	if (arguments.length < 3) {
		callback = flags;
		flags = 'r';
	} else if (typeof mode === 'function') {
		callback = mode;
	}
	const target = pathOf(file);
	checkOpening(flags, mode);
	const chosen = flagOf(flags);
	withCallback(callback, 1, () => doOpen(target, chosen));
}
defineProperty(openFile, 'name', { __proto__: null, value: 'open', configurable: true });
// Numbers for the flags and the mode are whole ones of 32 bits.
function checkOpening(flags, mode) {
	if (typeof flags === 'number') validateInteger(flags, 'flags', -2147483648, 2147483647);
	if (typeof mode === 'number') validateInteger(mode, 'mode', 0, 4294967295);
}
function openSync(file, flags, mode) {
	const target = pathOf(file);
	checkOpening(flags, mode);
	return now(() => doOpen(target, flagOf(flags)));
}
function checkFd(fd) {
	validateInteger(fd, 'fd', 0, 2147483647);
	return fd;
}
// What closes is checked by Node's C++ part, called in the line `place`.
function checkClosed(fd, place) {
	if (typeof fd !== 'number') throw nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', `The "fd" argument must be of type number. Received ${received(fd)}`, place);
	if (!primordial('Number.isInteger')(fd)) throw nativeError(primordial('RangeError'), 'ERR_OUT_OF_RANGE', `The value of "fd" is out of range. It must be an integer. Received ${fd}`, place);
	if (fd < 0 || fd > 2147483647) throw nativeError(primordial('RangeError'), 'ERR_OUT_OF_RANGE', `The value of "fd" is out of range. It must be >= 0 && <= 2147483647. Received ${fd}`, place);
}
function close(fd, callback = () => {}) {
	validateFunction(callback, 'cb');
	checkClosed(fd, 'fs:516  binding.^close(fd, req);');
	withCallback(callback, 1, () => doClose(fd));
}
function closeSync(fd) {
	checkClosed(fd, 'fs:525  binding.^close(fd);');
	now(() => doClose(fd));
}
// read(fd, buffer, offset, length, position, callback) and its shorter forms
function readArguments(buffer, offset, length, position) {
	if (buffer !== null && typeof buffer === 'object' && !types.isArrayBufferView(buffer)) ({ buffer, offset, length, position } = buffer);
	else if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
	buffer ??= Buffer.alloc(16384);
	if (!types.isArrayBufferView(buffer)) throw invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
	offset ??= 0;
	validateInteger(offset, 'offset', 0);
	length ??= buffer.byteLength - offset;
	if (length < 0 || length > buffer.byteLength - offset) throw outOfRange('length', `<= ${buffer.byteLength - offset}`, length);
	return { buffer, offset, length: length | 0, position };
}
function read(fd, ...args) {
	checkFd(fd);
	const callback = callbackOf(args);
	args.length--;
	const { buffer, offset, length, position } = readArguments(...args);
	inPool(1, () => doRead(fd, buffer, offset, length, position), (err, count) => {
		if (err) callback(err, 0, buffer);
		else callback(null, count, buffer);
	});
}
defineProperty(read, Symbol('customPromisifyArgs'), { __proto__: null, value: ['bytesRead', 'buffer'] });
function readSync(fd, ...args) {
	checkFd(fd);
	const { buffer, offset, length, position } = readArguments(...args);
	return now(() => doRead(fd, buffer, offset, length, position));
}
function writeArguments(data, offset, length, position) {
	if (types.isArrayBufferView(data)) {
		if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
		offset ??= 0;
		length ??= data.byteLength - offset;
		return { bytes: new Uint8Array(data.buffer, data.byteOffset + offset, length), position };
	}
	if (typeof data !== 'string') throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
	return { bytes: bytesOf(data, typeof length === 'string' ? length : 'utf8'), position: typeof offset === 'number' ? offset : undefined };
}
function write(fd, data, ...args) {
	checkFd(fd);
	const callback = callbackOf(args);
	args.length--;
	const { bytes, position } = writeArguments(data, ...args);
	inPool(1, () => (fd <= 2 ? standard(fd, bytes) : doWrite(fd, bytes, position)), (err, count) => {
		if (err) callback(err, 0, data);
		else callback(null, count, data);
	});
}
function standard(fd, bytes) {
	const { process } = require('host');
	(fd === 2 ? process.stderr : process.stdout).write(asText(bytes, 'utf8'));
	return bytes.length;
}
function writeSync(fd, data, ...args) {
	checkFd(fd);
	const { bytes, position } = writeArguments(data, ...args);
	return now(() => (fd <= 2 ? standard(fd, bytes) : doWrite(fd, bytes, position)));
}
function truncate(file, length, callback) {
	if (typeof length === 'function') {
		callback = length;
		length = 0;
	}
	const target = pathOf(file);
	withCallback(callback, 3, () => doTruncate(entryOf(target, 'open'), length ?? 0));
}
function truncateSync(file, length) {
	const target = pathOf(file);
	now(() => doTruncate(entryOf(target, 'open'), length ?? 0));
}
function ftruncate(fd, length, callback) {
	if (typeof length === 'function') {
		callback = length;
		length = 0;
	}
	withCallback(callback, 1, () => doTruncate(handleOf(fd, 'ftruncate').entry, length ?? 0));
}
function ftruncateSync(fd, length) {
	now(() => doTruncate(handleOf(fd, 'ftruncate').entry, length ?? 0));
}
function realpath(file, options, callback) {
	callback ||= options;
	const target = pathOf(file);
	withCallback(callback, 2, () => {
		entryOf(target, 'lstat');
		return full(target);
	});
}
function realpathSync(file) {
	const target = pathOf(file);
	return now(() => {
		entryOf(target, 'lstat');
		return full(target);
	}, 'fs:2741      const stats = binding.^lstat(baseLong, true, undefined, true /* throwIfNoEntry */);');
}
function chmod(file, mode, callback) {
	const target = pathOf(file);
	withCallback(callback, 1, () => {
		entryOf(target, 'chmod');
	});
}
function chmodSync(file) {
	const target = pathOf(file);
	now(() => {
		entryOf(target, 'chmod');
	});
}
function fsync(fd, callback) {
	withCallback(callback, 1, () => {
		handleOf(fd, 'fsync');
	});
}
function fsyncSync(fd) {
	now(() => {
		handleOf(fd, 'fsync');
	});
}

const folders = () => require('node/fs_folders');
function opendir(file, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'callback');
	const target = pathOf(file), chosen = optionsOf(options, {});
	withCallback(callback, 1, () => folders().open(target, chosen));
}
function opendirSync(file, options) {
	const target = pathOf(file), chosen = optionsOf(options, {});
	return now(() => folders().open(target, chosen, false), 'internal/fs/dir:335    ^throw new UVException(');
}
function mkdtemp(prefix, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb');
	const target = pathOf(prefix, 'prefix');
	withCallback(callback, 1, () => folders().makeTemporary(target));
}
function mkdtempSync(prefix) {
	const target = pathOf(prefix, 'prefix');
	return now(() => folders().makeTemporary(target));
}

const refused = ['chown', 'fchown', 'fchmod', 'fdatasync', 'futimes', 'lchown', 'lchmod', 'link', 'lutimes', 'readv', 'readlink', 'statfs', 'symlink', 'utimes', 'writev'];
for (let i = 0; i < refused.length; i++) {
	fs[refused[i]] = notCoveredFunction(`fs.${refused[i]}`);
	fs[`${refused[i]}Sync`] = notCoveredFunction(`fs.${refused[i]}Sync`);
}
primordial('Object.assign')(fs, {
	appendFile, appendFileSync, access, accessSync, chmod, chmodSync, close, closeSync, copyFile, copyFileSync, cp, cpSync,
	createReadStream: (...args) => new (streams().ReadStream)(...args), createWriteStream: (...args) => new (streams().WriteStream)(...args),
	exists, existsSync, fstat, fstatSync, fsync, fsyncSync, ftruncate, ftruncateSync, lstat, lstatSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open: openFile, opendir, opendirSync,
	openSync, openAsBlob: notCoveredFunction('fs.openAsBlob'), readdir, readdirSync, read, readSync, readFile, readFileSync, realpath,
	realpathSync, rename, renameSync, rm, rmSync, rmdir, rmdirSync, stat, statSync, truncate, truncateSync,
	unwatchFile: notCoveredFunction('fs.unwatchFile'), unlink, unlinkSync, watch: notCoveredFunction('fs.watch'),
	watchFile: notCoveredFunction('fs.watchFile'), writeFile, writeFileSync, write, writeSync, Dirent, Stats,
	_toUnixTimestamp: notCoveredFunction('fs._toUnixTimestamp'), F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, constants,
});
realpath.native = realpath;
realpathSync.native = realpathSync;
defineProperty(fs, 'Dir', { __proto__: null, get: () => folders().Dir, enumerable: true, configurable: true });
const streams = () => require('node/fs_streams');
const lazyStreams = ['ReadStream', 'WriteStream'];
for (let i = 0; i < lazyStreams.length; i++) {
	const getter = {
		__proto__: null,
		enumerable: true,
		configurable: true,
		get() {
			return streams()[lazyStreams[i]];
		},
		set() {},
	};
	defineProperty(fs, lazyStreams[i], getter);
	defineProperty(fs, `File${lazyStreams[i]}`, getter);
}
defineProperty(fs, 'promises', {
	__proto__: null,
	configurable: true,
	enumerable: true,
	get() {
		return require('node/fs_promises');
	},
});
// For the other scripts of fs.
defineProperty(fs, 'internals', {
	__proto__: null,
	enumerable: false,
	value: {
		asText, bytesOf, doClose, doCopyFile, doCp, doMkdir, doOpen, doRead, doReadFile, doReaddir, doRename, doRm, doRmdir, doTruncate, doUnlink,
		doWrite, doWriteFile, entryOf, flagOf, handleOf, inPool, optionsOf, pathOf, readFileOptions, Stats, writeOptions, readArguments, writeArguments,
	},
});
