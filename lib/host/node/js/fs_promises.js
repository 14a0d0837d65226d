// SPDX-License-Identifier: MIT
// fs_promises.js - node:fs/promises and its FileHandle.
'use strict';

const { primordial, io, late, thrown, withoutStack, notCovered, notCoveredFunction } = require('host');
const EventEmitter = require('node/events');
const fs = require('node/fs');
const { abortOf, checkAt, outOfRange } = require('node/errors');
const { failure } = require('node/fs_store');

const {
	changeMode, doAccess, doClose, doCopyFile, doLink, doMkdir, doOpen, doRead, doReadFile, doReaddir, doReadlink, doRename, doRm, doRmdir, doSymlink,
	doTruncate, doUnlink, doWrite, entryOf, handleOf, setTimes,
} = require('node/fs_operations');
const {
	bytesOf, encodedPath, flagOf, folderOptions, modeOf, optionsOf, pathOf, readFileOptions, realpathByName, statsOf, writeOptions, checkMode,
	folderRemoval, removal, warnOfFolders,
} = fs.internals;
const { readArguments, writeArguments } = require('node/fs_read_write');
const { readAll, timeOf, typeOf, writeAll } = require('node/fs_links');
const assign = primordial('Object.assign');
const Failure = primordial('Error');
const Promise = primordial('Promise');
const then = primordial('Promise.prototype.then');

const ROUND = 60, ASK = 30;

// One trip through the thread pool.
function trip(operation, round = ROUND) {
	late(ASK);
	return new Promise((resolve, reject) => {
		io(() => {
			try {
				resolve(operation());
			} catch (t) {
				reject(t);
			}
		}, round);
	});
}

// The error is made where the rejection is heard, so that its stack knows who waits.
function fail(t) {
	if (t === null || t.trouble !== true) throw t;
	throw thrown(failure(t), `internal/fs/promises:${awaited[t.syscall] ?? awaited.stat}`);
}
// Where Node's file waits for the system, by the name of the call.
const awaited = {
	__proto__: null,
	access: '604  return ^await PromisePrototypeThen(',
	chmod: '1089  return ^await PromisePrototypeThen(',
	copyfile: '621  return ^await PromisePrototypeThen(',
	ftruncate: '797  return ^await PromisePrototypeThen(',
	link: '1056  return ^await PromisePrototypeThen(',
	lstat: '1022  const result = ^await PromisePrototypeThen(',
	mkdir: '856  return ^await PromisePrototypeThen(',
	open: '637  return new FileHandle(^await PromisePrototypeThen(',
	readlink: '968  return ^await PromisePrototypeThen(',
	realpath: '1176  return ^await PromisePrototypeThen(',
	rename: '780  return ^await PromisePrototypeThen(',
	rmdir: '822  return ^await PromisePrototypeThen(',
	scandir: '950  const result = ^await PromisePrototypeThen(',
	stat: '1033  const result = ^await PromisePrototypeThen(',
	symlink: '997  return ^await PromisePrototypeThen(',
	unlink: '1067  return ^await PromisePrototypeThen(',
	utime: '1141  return ^await PromisePrototypeThen(',
};
// A path among the arguments, asked for in this line of Node's file.
function pathAt(line, file, name = 'path') {
	return checkAt(`internal/fs/promises:${line}  ${name} = ^getValidatedPath(${name === 'path' ? 'path' : `${name}, '${name}'`});`, pathOf, file, name);
}
function pathInNamespaceAt(line, file, name = 'path') {
	return checkAt(`internal/fs/promises:${line}  ${name} = pathModule.toNamespacedPath(^getValidatedPath(${name === 'path' ? 'path' : `${name}, '${name}'`}));`, pathOf, file, name);
}

const run = (operation, round) => then(trip(operation, round), undefined, fail);

class FileHandle extends EventEmitter {
	constructor(fd) {
		super();
		this.#fd = fd;
	}
	#fd;
	get fd() {
		return this.#fd;
	}
	// What is asked of a closed one fails before its arguments are looked at.
	#demand(syscall) {
		if (this.#fd !== -1) return;
		throw assign(new Failure('file closed'), { code: 'EBADF', syscall });
	}
	async read(...args) {
		this.#demand('read');
		const { buffer, offset, length, position } = readArguments(...args);
		const bytesRead = await run(() => doRead(this.#fd, buffer, offset, length, position));
		return { __proto__: null, bytesRead, buffer };
	}
	async write(data, ...args) {
		this.#demand('write');
		const { bytes, position } = writeArguments(this.#fd, data, ...args);
		const bytesWritten = await run(() => doWrite(this.#fd, bytes, position));
		return { __proto__: null, bytesWritten, buffer: data };
	}
	async readFile(options) {
		this.#demand('readFile');
		return readHandle(this, readFileOptions(options).encoding);
	}
	async writeFile(data, options) {
		this.#demand('writeFile');
		const { encoding } = writeOptions(options, 'w');
		await writeHandle(this, data, encoding);
	}
	async appendFile(data, options) {
		await this.writeFile(data, options);
	}
	async stat(options) {
		this.#demand('fstat');
		return run(() => statsOf(handleOf(this.#fd, 'fstat').entry, options));
	}
	async readv(buffers, position) {
		this.#demand('readv');
		const bytesRead = await run(() => readAll(this.#fd, buffers, position));
		return { __proto__: null, bytesRead, buffers };
	}
	async writev(buffers, position) {
		this.#demand('writev');
		const bytesWritten = await run(() => writeAll(this.#fd, buffers, position));
		return { __proto__: null, bytesWritten, buffers };
	}
	async utimes(atime, mtime) {
		this.#demand('futimes');
		const a = timeOf(atime), b = timeOf(mtime);
		await run(() => setTimes(handleOf(this.#fd, 'futime').entry, a, b));
	}
	async truncate(length = 0) {
		this.#demand('ftruncate');
		await run(() => doTruncate(handleOf(this.#fd, 'ftruncate').entry, length));
	}
	async sync() {
		this.#demand('fsync');
		await run(() => {});
	}
	async datasync() {
		this.#demand('fdatasync');
		await run(() => {});
	}
	async chmod(mode) {
		this.#demand('fchmod');
		const bits = modeOf(mode, 'mode');
		await run(() => changeMode(handleOf(this.#fd, 'fchmod').entry, bits));
	}
	close() {
		if (this.#fd === -1) return primordial('Promise.resolve')();
		const fd = this.#fd;
		this.#fd = -1;
		return then(run(() => doClose(fd), ROUND / 2), () => {
			this.emit('close');
		});
	}
	readLines(options) {
		return require('node/readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
	}
	#descriptor() {
		if (this.#fd === -1) throw outOfRange('fd', '>= 0 && <= 2147483647', -1);
		return this.#fd;
	}
	createReadStream(options) {
		return new (require('node/fs_streams').ReadStream)(undefined, { ...options, fd: this.#descriptor() });
	}
	createWriteStream(options) {
		return new (require('node/fs_streams').WriteStream)(undefined, { ...options, fd: this.#descriptor() });
	}
	chown() {
		notCovered('filehandle.chown');
	}
	readableWebStream() {
		notCovered('filehandle.readableWebStream');
	}
	async [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
		return this.close();
	}
}

async function open(file, flags, mode) {
	const target = pathAt(634, file);
	const chosen = flagOf(flags), bits = modeOf(mode, 'mode', 0o666);
	return new FileHandle(await run(() => doOpen(target, chosen, bits)));
}

function checkAborted(signal) {
	const err = abortOf(signal, "internal/fs/promises:470    throw ^new AbortError(undefined, { cause: signal?.reason });");
	if (err !== undefined) throw err;
}

async function readHandle(handle, encoding, signal) {
	checkAborted(signal);
	await run(() => handleOf(handle.fd, 'fstat'));
	checkAborted(signal);
	const data = await run(() => doReadFile(handle.fd, 'r', undefined));
	return encoding && encoding !== 'buffer' ? data.toString(encoding) : data;
}

function isIterable(data) {
	return data !== null && typeof data === 'object' && data.byteLength === undefined && (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

async function writeHandle(handle, data, encoding, signal) {
	checkAborted(signal);
	if (isIterable(data)) {
		for await (const chunk of data) {
			checkAborted(signal);
			await run(() => doWrite(handle.fd, bytesOf(chunk, encoding)));
			checkAborted(signal);
		}
		return;
	}
	const bytes = bytesOf(data, encoding);
	if (bytes.length > 0) await run(() => doWrite(handle.fd, bytes));
}

function closing(promise, handle) {
	return then(promise, (result) => then(handle.close(), () => result), (err) => then(handle.close(), () => {
		throw err;
	}));
}

async function readFile(file, options) {
	const { encoding, flag, signal } = readFileOptions(options);
	if (file instanceof FileHandle) return readHandle(file, encoding, signal);
	checkAborted(signal);
	const handle = await open(file, flag);
	return closing(readHandle(handle, encoding, signal), handle);
}

async function writeFile(file, data, options) {
	const { encoding, flag, mode, signal } = writeOptions(options, 'w');
	if (file instanceof FileHandle) return writeHandle(file, data, encoding, signal);
	if (!isIterable(data)) checkAt("internal/fs/promises:1209    ^validateStringAfterArrayBufferView(data, 'data');", bytesOf, data, encoding);
	checkAborted(signal);
	const handle = await open(file, flag, mode);
	return closing(writeHandle(handle, data, encoding, signal), handle);
}

async function appendFile(file, data, options) {
	return writeFile(file, data, { ...writeOptions(options, 'a'), flag: options?.flag ?? 'a' });
}

async function access(file, mode) {
	const target = pathAt(602, file);
	checkMode(mode, 'internal/fs/promises:605    binding.^access(pathModule.toNamespacedPath(path), mode, kUsePromises),');
	await run(() => doAccess(target, typeof mode === 'number' ? mode : 0));
}
async function copyFile(from, to, mode) {
	const a = pathAt(619, from, 'src'), b = pathAt(620, to, 'dest');
	checkMode(mode, 'internal/fs/promises:622    binding.^copyFile(pathModule.toNamespacedPath(src),');
	await run(() => doCopyFile(a, b, mode ?? 0));
}
async function cp(from, to, options) {
	const { copyAsync, copyOptions } = require('node/fs_cp');
	const chosen = copyOptions(options); // node: internal/fs/promises:612  options = ^validateCpOptions(options);
	const a = pathInNamespaceAt(613, from, 'src'), b = pathInNamespaceAt(614, to, 'dest');
	await run(() => copyAsync(a, b, chosen));
}
async function rename(from, to) {
	const a = pathAt(778, from, 'oldPath'), b = pathAt(779, to, 'newPath');
	await run(() => doRename(a, b));
}
async function truncate(file, length = 0) {
	const handle = await open(file, 'r+');
	return closing(handle.truncate(length), handle);
}
async function rm(file, options) {
	const target = pathInNamespaceAt(805, file);
	const chosen = removal(options); // node: internal/util:441      ^ReflectApply(original, this, args);
	// what looks whether it is there is told by a callback of Node's own, below no script
	await then(trip(() => doRm(target, chosen)), undefined, (t) => {
		throw t !== null && t.trouble === true ? withoutStack(failure(t)) : t;
	});
}
async function rmdir(file, options) {
	const target = pathInNamespaceAt(811, file);
	const { recursive } = folderRemoval(options); // node: internal/fs/promises:812  options = ^validateRmdirOptions(options);
	if (recursive) warnOfFolders();
	await run(() => doRmdir(target, options));
}
async function mkdir(file, options) {
	const target = pathAt(853, file);
	const { recursive, mode: bits } = folderOptions(options); // node: internal/fs/promises:854  ^validateBoolean(recursive, 'options.recursive');
	return run(() => doMkdir(target, recursive, bits));
}
async function readdir(file, options) {
	const chosen = optionsOf(options, {});
	const target = pathAt(946, file);
	return run(() => doReaddir(target, chosen));
}
async function stat(file, options) {
	const target = pathAt(1032, file);
	return run(() => statsOf(entryOf(target, 'stat'), options));
}
async function lstat(file, options) {
	const target = pathAt(1017, file);
	return run(() => statsOf(entryOf(target, 'lstat', false), options));
}
async function unlink(file) {
	const target = pathAt(1066, file);
	await run(() => doUnlink(target));
}
async function chmod(file, mode) {
	const target = pathAt(1087, file);
	const bits = modeOf(mode, 'mode');
	await run(() => changeMode(entryOf(target, 'chmod'), bits));
}
async function realpath(file, options) {
	const target = pathAt(1175, file);
	return run(() => encodedPath(realpathByName(target), options));
}
async function readlink(file, options) {
	const target = pathOf(file, 'oldPath'); // node: internal/fs/promises:967  path = ^getValidatedPath(path, 'oldPath');
	return run(() => encodedPath(doReadlink(target), options));
}
async function symlink(target, file, type) {
	typeOf(type); // node: internal/fs/promises:1000                    ^stringToSymlinkType(type),
	const to = pathAt(995, target, 'target'), at = pathAt(996, file);
	await run(() => doSymlink(to, at));
}
async function link(from, to) {
	const a = pathAt(1054, from, 'existingPath'), b = pathAt(1055, to, 'newPath');
	await run(() => doLink(a, b));
}
async function utimes(file, atime, mtime) {
	const target = pathAt(1140, file), a = timeOf(atime), b = timeOf(mtime);
	await run(() => setTimes(entryOf(target, 'utime'), a, b));
}

async function openFolder(file, options) {
	const target = pathOf(file), chosen = optionsOf(options, {}); // node: internal/fs/dir:300  path = ^getValidatedPath(path);
	return run(() => require('node/fs_folders').open(target, chosen));
}
function opendir(file, options) {
	return openFolder(file, options);
}
async function mkdtemp(prefix) {
	const target = pathOf(prefix, 'prefix'); // node: internal/fs/promises:1186  prefix = ^getValidatedPath(prefix, 'prefix');
	return run(() => require('node/fs_folders').makeTemporary(target));
}

module.exports = { access, copyFile, cp, open, opendir, mkdtemp, rename, truncate, rm, rmdir, mkdir, readdir, lstat, stat, unlink, chmod, link, readlink, realpath, symlink, utimes, writeFile, appendFile, readFile, constants: fs.constants };
const refused = ['statfs', 'lchmod', 'lchown', 'chown', 'lutimes', 'watch'];
for (let i = 0; i < refused.length; i++) {
	const name = refused[i];
	module.exports[name] = { async [name]() { return notCovered(`fs.promises.${name}`); } }[name];
}
module.exports.watch = async function* _watch() {
	notCovered('fs.promises.watch');
};
require('node/member_orders').arrange(module.exports, 'fs/promises');
