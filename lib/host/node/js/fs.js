// SPDX-License-Identifier: MIT
// fs.js - node:fs. Each operation is written once, synchronously; its callback form takes as many rounds of the thread pool
// as node's does, its promise form likewise (fs_promises.js).
'use strict';

const { primordial, emitWarning, received, thrown, io, isUnknown, wire, late, withoutStack, notCovered, notCoveredFunction } = require('host');
const { abortOf, invalidArgType, invalidArgValue, nativeError, outOfRange, validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject, validateUint32 } = require('node/errors');
const { isEncoding } = require('node/encodings');
const { failure, locate, look, trouble } = require('node/fs_store');
const {
	changeMode, doAccess, doClose, doCopyFile, doMkdir, doOpen, doReadFile, doReaddir, doRealpath, doRename, doRm, doRmdir,
	doTruncate, doUnlink, doWriteFile, entryOf, handleOf, truncateAt,
} = require('node/fs_operations');
const { Dirent, Stats, statsOfEntry } = require('node/fs_stats');
const readWrite = require('node/fs_read_write');
const { Buffer } = require('node/buffer');
const types = require('node/util_types');
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
	if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal'); // node: internal/fs/utils:338    ^validateAbortSignal(options.signal, 'options.signal');
	return { ...defaults, ...options };
}

function bytesOf(data, encoding, name = 'data') {
	if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding || 'utf8');
	if (types.isArrayBufferView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	throw invalidArgType(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

// A mode: a number, or the text of an octal one.
function modeOf(value, name, usual) {
	value ??= usual;
	if (typeof value === 'string') {
		if (!primordial('RegExp.prototype.test')(/^[0-7]+$/, value)) throw withoutStack(invalidArgValue(name, value, 'must be a 32-bit unsigned integer or an octal string', 'internal/validators:74      ^throw new ERR_INVALID_ARG_VALUE(name, value, modeDesc);'));
		value = primordial('Number')(`0o${value}`);
	}
	validateUint32(value, name); // node: internal/validators:79  ^validateUint32(value, name);
	return value;
}

// What stat() and its kin give, of which numbers of any size are not kept.
function statsOf(entry, options) {
	if (options?.bigint) notCovered('the option bigint of stat()');
	return statsOfEntry(entry);
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
	fchmod: 'fs:1923  binding.^fchmod(',
	fdatasync: 'fs:1296  binding.^fdatasync(fd);',
	futime: 'fs:2195  binding.^futimes(',
	link: 'fs:1862  binding.^link(',
	lutime: 'fs:2233  binding.^lutimes(',
	readlink: 'fs:1729  return binding.^readlink(',
	realpath: 'fs:2804  return binding.^realpath(',
	symlink: 'fs:1822  binding.^symlink(',
	utime: 'fs:2150  binding.^utimes(',
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
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	inPool(rounds, operation, (err, result) => {
		if (err) callback(err);
		else give(callback, result);
	});
}

const isText = (encoding) => encoding === 'utf8' || encoding === 'utf-8';
// The path of the file, as the synchronous functions ask for it: openSync, readFileSync and writeFileSync of text.
const openedPath = (file) => pathOf(file); // node: fs:571  path = ^getValidatedPath(path);
const pathInNamespace = (file) => pathOf(file); // node: fs:446      path = pathModule.toNamespacedPath(^getValidatedPath(path));
const writtenPath = (file) => pathOf(file); // node: fs:2377      path = pathModule.toNamespacedPath(^getValidatedPath(path));

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
	validateFunction(callback, 'cb'); // node: fs:365  ^validateFunction(callback, 'cb');
	const { encoding, flag, signal } = readFileOptions(options);
	if (refuse(signal, callback)) return;
	const target = isFd(file) ? file : pathOf(file); // node: fs:385  path = ^getValidatedPath(path);
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
	const target = isFd(file) ? file : isText(encoding) ? pathInNamespace(file) : openedPath(file);
	return now(() => doReadFile(target, flagOf(flag), encoding), isText(encoding) ? 'fs:448    return binding.^readFileUtf8(path, stringToFlags(options.flag));' : undefined);
}
function writeOptions(options, flag) {
	return optionsOf(options, { encoding: 'utf8', mode: 438, flag });
}
const isStandard = (file) => file === 1 || file === 2;
const writeWhole = (target, bytes, flags, mode) => (isStandard(target) ? void readWrite.standard(target, bytes) : doWriteFile(target, bytes, flags, mode));
function writeFile(file, data, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb'); // node: fs:2310  ^validateFunction(callback, 'cb');
	const { encoding, flag, mode, signal, flush } = writeOptions(options, 'w');
	validateBoolean(flush ?? false, 'options.flush'); // node: fs:2320  ^validateBoolean(flush, 'options.flush');
	const bytes = isStandard(file) && isUnknown(data) ? data : bytesOf(data, encoding); // node: fs:2323    ^validateStringAfterArrayBufferView(data, 'data');
	if (refuse(signal, callback)) return;
	const target = isFd(file) ? file : pathOf(file); // node: fs:540  path = ^getValidatedPath(path);
	const flags = flagOf(flag), chosen = modeOf(mode, 'mode', 0o666);
	inPool(isStandard(file) ? 1 : 3, () => writeWhole(target, signal?.aborted ? new Uint8Array(0) : bytes, flags, chosen), (err) => callback(err), signal);
}
function writeFileSync(file, data, options) {
	const { encoding, flag, mode, flush } = writeOptions(options, 'w');
	validateBoolean(flush ?? false, 'options.flush'); // node: fs:2370  ^validateBoolean(flush, 'options.flush');
	const atOnce = typeof data === 'string' && isText(encoding);
	const bytes = isStandard(file) && isUnknown(data) ? data : bytesOf(data, encoding); // node: fs:2388    ^validateStringAfterArrayBufferView(data, 'data');
	const target = isFd(file) ? file : atOnce ? writtenPath(file) : openedPath(file);
	const flags = flagOf(flag), chosen = modeOf(mode, 'mode', 0o666);
	now(() => writeWhole(target, bytes, flags, chosen), atOnce ? 'fs:2380    return binding.^writeFileUtf8(' : undefined);
}
function appendFile(file, data, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb'); // node: fs:2427  ^validateFunction(callback, 'cb');
	writeFile(file, data, { ...writeOptions(options, 'a'), flag: options?.flag ?? 'a' }, callback);
}
function appendFileSync(file, data, options) {
	writeFileSync(file, data, { ...writeOptions(options, 'a'), flag: options?.flag ?? 'a' });
}
// What access and copyFile are to do, as Node's C++ part has it.
function checkMode(mode, place) {
	if (mode === undefined || mode === null) return;
	if (typeof mode !== 'number' || (mode | 0) !== mode) throw nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined', place);
	if (mode < 0 || mode > 7) throw nativeError(primordial('RangeError'), 'ERR_OUT_OF_RANGE', 'mode is out of range: >= 0 && <= 7', place);
}
function access(file, mode, callback) {
	if (typeof mode === 'function') callback = mode;
	const target = pathOf(file); // node: fs:227  path = ^getValidatedPath(path);
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	if (typeof mode !== 'function') checkMode(mode, 'fs:232  binding.^access(pathModule.toNamespacedPath(path), mode, req);');
	withCallback(callback, 1, () => doAccess(target, typeof mode === 'number' ? mode : 0));
}
function accessSync(file, mode) {
	const target = pathOf(file); // node: fs:243  path = ^getValidatedPath(path);
	checkMode(mode, 'fs:244  binding.^access(pathModule.toNamespacedPath(path), mode);');
	now(() => doAccess(target, typeof mode === 'number' ? mode : 0));
}
function exists(file, callback) {
	validateFunction(callback, 'cb'); // node: fs:254  ^validateFunction(callback, 'cb');
	let target;
	try {
		target = pathOf(file);
	} catch {
		return callback(false);
	}
	inPool(1, () => look(target) !== null, (err, found) => callback(found));
}
function existsSync(file) {
	try {
		return look(pathOf(file)) !== null;
	} catch {
		return false;
	}
}
defineProperty(exists, Symbol.for('nodejs.util.promisify.custom'), {
	__proto__: null,
	value: { exists: (file) => new (primordial('Promise'))((resolve) => exists(file, resolve)) }.exists,
});
function stat(file, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb'); // node: fs:194  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:1598  path = ^getValidatedPath(path);
	withCallback(callback, 1, () => statsOf(entryOf(target, 'stat'), options));
}
function statSync(file, options) {
	const target = pathOf(file); // node: fs:1680  path = ^getValidatedPath(path);
	if (options?.throwIfNoEntry === false && look(target) === null) return undefined;
	return now(() => statsOf(entryOf(target, 'stat'), options));
}
function lstat(file, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb'); // node: fs:194  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:1570  path = ^getValidatedPath(path);
	withCallback(callback, 1, () => statsOf(entryOf(target, 'lstat', false), options));
}
function lstatSync(file, options) {
	const target = pathOf(file); // node: fs:1651  path = ^getValidatedPath(path);
	if (options?.throwIfNoEntry === false && locate(target, false).entry === null) return undefined;
	return now(() => statsOf(entryOf(target, 'lstat', false), options), 'fs:1656  const stats = binding.^lstat(');
}
function fstat(fd, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb'); // node: fs:194  ^validateFunction(cb, 'cb');
	checkOpen(fd, 'fs:1550  binding.^fstat(fd, options.bigint, req);');
	withCallback(callback, 1, () => statsOf(handleOf(fd, 'fstat').entry, options));
}
function fstatSync(fd, options) {
	checkOpen(fd, 'fs:1633  const stats = binding.^fstat(fd, options.bigint, undefined, false);');
	return now(() => statsOf(handleOf(fd, 'fstat').entry, options));
}
function mkdir(file, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:1353  path = ^getValidatedPath(path);
	const { recursive, mode } = folderOptions(typeof options === 'function' ? undefined : options); // node: fs:1355  ^validateBoolean(recursive, 'options.recursive');
	withCallback(callback, 1, () => doMkdir(target, recursive, mode));
}
function mkdirSync(file, options) {
	const target = pathOf(file); // node: fs:1383  path = ^getValidatedPath(path);
	const { recursive, mode } = folderOptions(options); // node: fs:1384  ^validateBoolean(recursive, 'options.recursive');
	return now(() => doMkdir(target, recursive, mode));
}
// { recursive, mode } of mkdir's options, which may be a mode alone.
function folderOptions(options) {
	const alone = typeof options === 'number' || typeof options === 'string';
	const recursive = !alone && (options?.recursive ?? false);
	if (typeof recursive !== 'boolean') throw invalidArgType('options.recursive', 'boolean', recursive);
	return { recursive, mode: modeOf(alone ? options : options?.mode, alone ? 'mode' : 'options.mode', 0o777) };
}
function readdir(file, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const chosen = optionsOf(options, {});
	const target = pathOf(file); // node: fs:1474  path = ^getValidatedPath(path);
	if (chosen.recursive != null) validateBoolean(chosen.recursive, 'options.recursive'); // node: fs:1476    ^validateBoolean(options.recursive, 'options.recursive');
	withCallback(callback, 1, () => doReaddir(target, chosen));
}
function readdirSync(file, options) {
	const chosen = optionsOf(options, {});
	const target = pathOf(file); // node: fs:1512  path = ^getValidatedPath(path);
	if (chosen.recursive != null) validateBoolean(chosen.recursive, 'options.recursive'); // node: fs:1514    ^validateBoolean(options.recursive, 'options.recursive');
	return now(() => doReaddir(target, chosen));
}
// The options of what removes folders, with what is usual.
function folderRemoval(options) {
	if (options === undefined) return {};
	validateObject(options, 'options');
	const { recursive = false, retryDelay = 100, maxRetries = 0 } = options;
	validateBoolean(recursive, 'options.recursive');
	validateInteger(retryDelay, 'options.retryDelay', 0, 2147483647);
	validateUint32(maxRetries, 'options.maxRetries');
	return { recursive };
}
// The same of what removes all.
function removal(options) {
	const { recursive = false } = folderRemoval(options), force = options?.force ?? false;
	validateBoolean(force, 'options.force');
	return { recursive, force };
}
let warnedOfFolders = false;
function warnOfFolders() {
	if (!warnedOfFolders) emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
	warnedOfFolders = true;
}
function rm(file, options, callback) {
	if (typeof options === 'function') callback = options;
	const target = pathOf(file); // node: fs:1235  path = ^getValidatedPath(path);
	const chosen = removal(typeof options === 'function' ? undefined : options); // node: fs:1237  ^validateRmOptions(path, options, false, (err, options) => {
	inPool(2, () => doRm(target, chosen), (err) => {
		if (err) callback(err); // node: fs:1239      return ^callback(err);
		else callback(null); // node: internal/fs/rimraf:90      return ^callback(err);
	});
}
function rmSync(file, options) {
	const target = pathOf(file); // node: fs:1259  path = ^getValidatedPath(path);
	const chosen = removal(options); // node: fs:1260  options = ^validateRmOptionsSync(path, options, false);
	now(() => doRm(target, chosen));
}
function rmdir(file, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:1160  path = pathModule.toNamespacedPath(^getValidatedPath(path));
	if (typeof options === 'function') options = undefined;
	if (options?.recursive) warnOfFolders();
	if (options?.recursive) removal({ ...options, force: false }); // node: fs:1164    ^validateRmOptions(
	else folderRemoval(options); // node: fs:1183    ^validateRmdirOptions(options);
	withCallback(callback, 1, () => doRmdir(target, options));
}
function rmdirSync(file, options) {
	const target = pathOf(file); // node: fs:1201  path = ^getValidatedPath(path);
	if (options?.recursive) warnOfFolders();
	if (options?.recursive) removal({ ...options, force: false }); // node: fs:1205    options = ^validateRmOptionsSync(path, { ...options, force: false }, true);
	else folderRemoval(options); // node: fs:1211    ^validateRmdirOptions(options);
	now(() => doRmdir(target, options));
}
function unlink(file, callback) {
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:1876  path = ^getValidatedPath(path);
	withCallback(callback, 1, () => doUnlink(target));
}
function unlinkSync(file) {
	const target = pathOf(file); // node: fs:1888  path = pathModule.toNamespacedPath(^getValidatedPath(path));
	now(() => doUnlink(target));
}
function rename(from, to, callback) {
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const a = pathOf(from, 'oldPath'); // node: fs:1012  oldPath = ^getValidatedPath(oldPath, 'oldPath');
	const b = pathOf(to, 'newPath'); // node: fs:1013  newPath = ^getValidatedPath(newPath, 'newPath');
	withCallback(callback, 1, () => doRename(a, b));
}
function renameSync(from, to) {
	const a = pathOf(from, 'oldPath'); // node: fs:1030  oldPath = ^getValidatedPath(oldPath, 'oldPath');
	const b = pathOf(to, 'newPath'); // node: fs:1031  newPath = ^getValidatedPath(newPath, 'newPath');
	now(() => doRename(a, b));
}
function copyFile(from, to, mode, callback) {
	if (typeof mode === 'function') callback = mode;
	const a = pathOf(from, 'src'); // node: fs:3023  src = ^getValidatedPath(src, 'src');
	const b = pathOf(to, 'dest'); // node: fs:3024  dest = ^getValidatedPath(dest, 'dest');
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	if (typeof mode !== 'function') checkMode(mode, 'fs:3032  binding.^copyFile(src, dest, mode, req);');
	withCallback(callback, 1, () => doCopyFile(a, b, typeof mode === 'number' ? mode : 0));
}
function copyFileSync(from, to, mode) {
	const a = pathOf(from, 'src'); // node: fs:3044  src = ^getValidatedPath(src, 'src');
	const b = pathOf(to, 'dest'); // node: fs:3045  dest = ^getValidatedPath(dest, 'dest');
	checkMode(mode, 'fs:3047  binding.^copyFile(');
	now(() => doCopyFile(a, b, mode ?? 0));
}
const copies = () => require('node/fs_cp');
function cp(from, to, options, callback) {
	if (typeof options === 'function') callback = options;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const chosen = copies().copyOptions(typeof options === 'function' ? undefined : options); // node: fs:3069  options = ^validateCpOptions(options);
	const a = pathOf(from, 'src'); // node: fs:3070  src = pathModule.toNamespacedPath(^getValidatedPath(src, 'src'));
	const b = pathOf(to, 'dest'); // node: fs:3071  dest = pathModule.toNamespacedPath(^getValidatedPath(dest, 'dest'));
	withCallback(callback, 4, () => copies().copyAsync(a, b, chosen));
}
function cpSync(from, to, options) {
	const chosen = copies().copyOptions(options); // node: fs:3085  options = ^validateCpOptions(options);
	const a = pathOf(from, 'src'); // node: fs:3086  src = pathModule.toNamespacedPath(^getValidatedPath(src, 'src'));
	const b = pathOf(to, 'dest'); // node: fs:3087  dest = pathModule.toNamespacedPath(^getValidatedPath(dest, 'dest'));
	now(() => copies().copy(a, b, chosen), 'fs:1656  const stats = binding.^lstat(');
}
function openFile(file, flags, mode, callback) {
	if (arguments.length < 3) {
		callback = flags;
		flags = 'r';
	} else if (typeof mode === 'function') {
		callback = mode;
	}
	const target = pathOf(file); // node: fs:540  path = ^getValidatedPath(path);
	checkOpening(flags, mode);
	const chosen = flagOf(flags), bits = modeOf(typeof mode === 'function' ? undefined : mode, 'mode', 0o666);
	withCallback(callback, 1, () => doOpen(target, chosen, bits));
}
defineProperty(openFile, 'name', { __proto__: null, value: 'open', configurable: true });
// Numbers for the flags and the mode are whole ones of 32 bits.
function checkOpening(flags, mode) {
	if (typeof flags === 'number') validateInteger(flags, 'flags', -2147483648, 2147483647); // node: internal/fs/utils:560    ^validateInt32(flags, name);
	if (typeof mode === 'number') validateInteger(mode, 'mode', 0, 4294967295); // node: internal/validators:79  ^validateUint32(value, name);
}
function openSync(file, flags, mode) {
	const target = openedPath(file);
	checkOpening(flags, mode);
	const chosen = flagOf(flags), bits = modeOf(mode, 'mode', 0o666);
	return now(() => doOpen(target, chosen, bits));
}
function checkFd(fd) {
	validateInteger(fd, 'fd', 0, 2147483647);
	return fd;
}
// What closes is checked by Node's C++ part, called in the line `place`.
// What is refused in Node's C++: a function without a name has none there.
const receivedByName = (value) => (typeof value === 'function' && !value.name ? 'function' : received(value));
function checkOpen(fd, place) {
	if (typeof fd !== 'number') throw nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', `The "fd" argument must be of type number. Received ${receivedByName(fd)}`, place);
	if (!primordial('Number.isInteger')(fd)) throw nativeError(primordial('RangeError'), 'ERR_OUT_OF_RANGE', `The value of "fd" is out of range. It must be an integer. Received ${fd}`, place);
	if (fd < 0 || fd > 2147483647) throw nativeError(primordial('RangeError'), 'ERR_OUT_OF_RANGE', `The value of "fd" is out of range. It must be >= 0 && <= 2147483647. Received ${fd}`, place);
}
function close(fd, callback = () => {}) {
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	checkOpen(fd, 'fs:516  binding.^close(fd, req);');
	withCallback(callback, 1, () => doClose(fd));
}
function closeSync(fd) {
	checkOpen(fd, 'fs:525  binding.^close(fd);');
	now(() => doClose(fd));
}
function truncate(file, length = 0, callback = undefined) {
	if (typeof length === 'function') {
		callback = length;
		length = 0;
	}
	validateInteger(length, 'len'); // node: fs:1057  ^validateInteger(len, 'len');
	validateFunction(callback, 'cb'); // node: fs:1059  ^validateFunction(callback, 'cb');
	const target = pathOf(file); // node: fs:540  path = ^getValidatedPath(path);
	withCallback(callback, 3, () => truncateAt(target, length < 0 ? 0 : length));
}
function truncateSync(file, length = 0) {
	const target = openedPath(file);
	now(() => entryOf(target, 'open'));
	validateInteger(length, 'len'); // node: fs:1124  ^validateInteger(len, 'len');
	now(() => truncateAt(target, length < 0 ? 0 : length));
}
function ftruncate(fd, length = 0, callback = undefined) {
	if (typeof length === 'function') {
		callback = length;
		length = 0;
	}
	validateInteger(length, 'len'); // node: fs:1108  ^validateInteger(len, 'len');
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	checkOpen(fd, 'fs:1114  binding.^ftruncate(fd, len, req);');
	withCallback(callback, 1, () => doTruncate(handleOf(fd, 'ftruncate').entry, length < 0 ? 0 : length));
}
function ftruncateSync(fd, length = 0) {
	validateInteger(length, 'len'); // node: fs:1124  ^validateInteger(len, 'len');
	checkOpen(fd, 'fs:1126  binding.^ftruncate(fd, len);');
	now(() => doTruncate(handleOf(fd, 'ftruncate').entry, length < 0 ? 0 : length));
}
// realpath takes all but files' URLs as text.
const textOrURL = (file) => (file !== null && typeof file === 'object' && typeof file.href === 'string' ? file : `${file}`);
function realpath(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb'); // node: fs:2825    ^validateFunction(callback, 'cb');
	const target = pathOf(textOrURL(file)); // node: fs:2833  ^validatePath(p);
	withCallback(callback, 2, () => encodedPath(doRealpath(target), options));
}
function realpathSync(file, options) {
	const target = pathOf(textOrURL(file)); // node: fs:2670  ^validatePath(p);
	return now(() => encodedPath(doRealpath(target), options), 'fs:2741      const stats = binding.^lstat(baseLong, true, undefined, true /* throwIfNoEntry */);');
}
// The same of the system's own function, which follows each part where it is.
function realpathByName(file) {
	const found = locate(file);
	if (found.entry === null) throw trouble(found.code, 'realpath', file);
	return found.at;
}
const encodedPath = (text, options) => ((typeof options === 'string' ? options : options?.encoding) === 'buffer' ? Buffer.from(text) : text);
function chmod(file, mode, callback) {
	const target = pathOf(file); // node: fs:1980  path = ^getValidatedPath(path);
	const bits = modeOf(mode, 'mode');
	withCallback(callback, 1, () => changeMode(entryOf(target, 'chmod'), bits));
}
function chmodSync(file, mode) {
	const target = pathOf(file); // node: fs:1996  path = ^getValidatedPath(path);
	const bits = modeOf(mode, 'mode');
	now(() => changeMode(entryOf(target, 'chmod'), bits));
}
function fsync(fd, callback) {
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	checkOpen(fd, 'fs:1313  binding.^fsync(fd, req);');
	withCallback(callback, 1, () => {
		handleOf(fd, 'fsync');
	});
}
function fsyncSync(fd) {
	checkOpen(fd, 'fs:1326  binding.^fsync(fd);');
	now(() => {
		handleOf(fd, 'fsync');
	});
}

const folders = () => require('node/fs_folders');
function opendir(file, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'callback'); // node: internal/fs/dir:298  ^validateFunction(callback, 'callback');
	const target = pathOf(file); // node: internal/fs/dir:300  path = ^getValidatedPath(path);
	const chosen = optionsOf(options, {});
	withCallback(callback, 1, () => folders().open(target, chosen));
}
function opendirSync(file, options) {
	const target = pathOf(file); // node: internal/fs/dir:324  path = ^getValidatedPath(path);
	const chosen = optionsOf(options, {});
	return now(() => folders().open(target, chosen, false), 'internal/fs/dir:327  const handle = dirBinding.^opendirSync(');
}
function mkdtemp(prefix, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const target = pathOf(prefix, 'prefix'); // node: fs:2986  prefix = ^getValidatedPath(prefix, 'prefix');
	withCallback(callback, 1, () => folders().makeTemporary(target));
}
function mkdtempSync(prefix) {
	const target = pathOf(prefix, 'prefix'); // node: fs:3003  prefix = ^getValidatedPath(prefix, 'prefix');
	return now(() => folders().makeTemporary(target));
}

fs.lchmod = fs.lchmodSync = undefined; // there is none on Linux
const refused = ['chown', 'fchown', 'lchown', 'lutimes', 'statfs'];
for (let i = 0; i < refused.length; i++) {
	fs[refused[i]] = notCoveredFunction(`fs.${refused[i]}`);
	fs[`${refused[i]}Sync`] = notCoveredFunction(`fs.${refused[i]}Sync`);
}
primordial('Object.assign')(fs, {
	appendFile, appendFileSync, access, accessSync, chmod, chmodSync, close, closeSync, copyFile, copyFileSync, cp, cpSync,
	createReadStream: function(...args) {
		return new (streams().ReadStream)(...args);
	}, createWriteStream: function(...args) {
		return new (streams().WriteStream)(...args);
	},
	exists, existsSync, fstat, fstatSync, fsync, fsyncSync, ftruncate, ftruncateSync, lstat, lstatSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open: openFile, opendir, opendirSync,
	openSync, openAsBlob: notCoveredFunction('fs.openAsBlob'), readdir, readdirSync, readFile, readFileSync, realpath,
	realpathSync, rename, renameSync, rm, rmSync, rmdir, rmdirSync, stat, statSync, truncate, truncateSync,
	unwatchFile: notCoveredFunction('fs.unwatchFile'), unlink, unlinkSync, watch: notCoveredFunction('fs.watch'),
	watchFile: notCoveredFunction('fs.watchFile'), writeFile, writeFileSync, Dirent, Stats,
	_toUnixTimestamp: notCoveredFunction('fs._toUnixTimestamp'), F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, constants,
});
realpath.native = function(file, options, callback) {
	callback ||= options;
	validateFunction(callback, 'cb'); // node: fs:185  ^validateFunction(cb, 'cb');
	const target = pathOf(file); // node: fs:2966  path = ^getValidatedPath(path);
	withCallback(callback, 1, () => encodedPath(realpathByName(target), options));
};
realpathSync.native = function(file, options) {
	const target = pathOf(file); // node: fs:2803  path = ^getValidatedPath(path);
	return now(() => encodedPath(realpathByName(target), options));
};
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
		bytesOf, callbackOf, checkOpen, encodedPath, flagOf, folderOptions, inPool, modeOf, now, optionsOf, pathOf, readFileOptions, realpathByName, statsOf, withCallback,
		writeOptions, checkMode, folderRemoval, removal, warnOfFolders,
	},
});
primordial('Object.assign')(fs, require('node/fs_links').functions(fs.internals), readWrite.functions({ checkFd, inPool, now }));
require('node/member_orders').arrange(module.exports, 'fs');
require('node/member_faces').face(module.exports, 'fs');
