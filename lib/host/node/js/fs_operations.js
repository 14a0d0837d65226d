// SPDX-License-Identifier: MIT
// fs_operations.js - what node:fs does with its files, each operation once, at once; they throw what `trouble` makes.
'use strict';

const { primordial, error, notCovered } = require('host');
const { below, changed, entryAt, hear, locate, look, moveTree, names, newFile, newFolder, put, removeTree, setData, trouble } = require('node/fs_store');
const { direntOf } = require('node/fs_stats');
const { Buffer } = require('node/buffer');
const path = require('node/path');
const Uint8Array = primordial('Uint8Array');
const copyBytes = primordial('TypedArray.prototype.set');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');
const split = primordial('String.prototype.split');
const startsWith = primordial('String.prototype.startsWith');

function entryOf(file, syscall, follow = true, dest = undefined) {
	const found = locate(file, follow);
	if (found.entry === null) throw trouble(found.code, syscall, file, dest);
	return found.entry;
}

// Where something new is to be, whose folder is there.
function placeOf(file, syscall, from = file, to = undefined) {
	const found = locate(file, false);
	if (found.entry === null && !found.parent) throw trouble(found.code, syscall, from, to);
	return found;
}

// What a mode takes from its owner it does not take from root: who runs the program is not known.
function permit(entry, bits) {
	if (entry.mode !== undefined && (entry.mode & bits) !== bits) notCovered('a file that refuses what its mode forbids (root is refused nothing)');
}

function doAccess(file, mode = 0) {
	const entry = entryOf(file, 'access');
	if (mode & 1 && entry.kind === 'file' && (entry.mode & 0o111) === 0) throw trouble('EACCES', 'access', file);
	permit(entry, (mode & 7) << 6);
}

// ---- open files

const FIRST = 17;
const open = new (primordial('Map'))();
const openGet = primordial('Map.prototype.get'), openSet = primordial('Map.prototype.set'), openDelete = primordial('Map.prototype.delete'), openHas = primordial('Map.prototype.has');

function handleOf(fd, syscall) {
	hear();
	const handle = openGet(open, fd);
	if (handle === undefined) throw trouble('EBADF', syscall);
	return handle;
}

function doOpen(file, flags, mode = 0o666) {
	const found = locate(file, flags[1] !== 'x');
	const writes = flags !== 'r', reads = flags[0] === 'r' || flags[flags.length - 1] === '+';
	let { entry } = found;
	if (entry === null) {
		if (flags[0] === 'r' || !found.parent) throw trouble(found.code, 'open', file);
		if (found.slash) throw trouble('EISDIR', 'open', file);
		entry = newFile(new Uint8Array(0), mode);
		put(found.at, entry);
	} else {
		if (flags[1] === 'x') throw trouble('EEXIST', 'open', file);
		if (entry.kind === 'folder' && writes) throw trouble('EISDIR', 'open', file);
		permit(entry, (reads ? 0o400 : 0) | (writes ? 0o200 : 0));
		if (flags[0] === 'w') setData(entry, new Uint8Array(0));
	}
	let fd = FIRST;
	while (openHas(open, fd)) fd++;
	openSet(open, fd, { entry, position: 0, append: flags[0] === 'a', writes, reads });
	return fd;
}

function doClose(fd) {
	handleOf(fd, 'close');
	openDelete(open, fd);
}

function readable(fd) {
	const handle = handleOf(fd, 'read');
	if (!handle.reads) throw trouble('EBADF', 'read');
	if (handle.entry.kind === 'folder') throw trouble('EISDIR', 'read');
	return handle;
}

const isPosition = (position) => (typeof position === 'number' || typeof position === 'bigint') && position >= 0;

function doRead(fd, buffer, offset, length, position) {
	const handle = readable(fd);
	const from = isPosition(position) ? Number(position) : handle.position;
	const { data } = handle.entry;
	const count = from >= data.length ? 0 : data.length - from < length ? data.length - from : length;
	if (count > 0) copyBytes(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), new Uint8Array(data.buffer, data.byteOffset + from, count), offset);
	if (!isPosition(position)) handle.position += count;
	return count;
}

function doWrite(fd, bytes, position) {
	const handle = handleOf(fd, 'write');
	if (!handle.writes) throw trouble('EBADF', 'write');
	const { entry } = handle;
	const from = handle.append ? entry.data.length : isPosition(position) ? Number(position) : handle.position;
	const size = from + bytes.length > entry.data.length ? from + bytes.length : entry.data.length;
	const data = new Uint8Array(size);
	copyBytes(data, entry.data, 0);
	copyBytes(data, bytes, from);
	setData(entry, data);
	if (!isPosition(position)) handle.position = from + bytes.length;
	return bytes.length;
}

// ---- whole files

function asText(data, encoding) {
	const copy = Buffer.allocUnsafeSlow(data.length);
	copyBytes(copy, data, 0);
	return encoding && encoding !== 'buffer' ? copy.toString(encoding) : copy;
}

function doReadFile(file, flags, encoding) {
	const fd = typeof file === 'number' ? file : doOpen(file, flags);
	try {
		const handle = readable(fd), { data } = handle.entry;
		const from = handle.position < data.length ? handle.position : data.length;
		handle.position = data.length;
		return asText(new Uint8Array(data.buffer, data.byteOffset + from, data.length - from), encoding);
	} finally {
		if (fd !== file) openDelete(open, fd);
	}
}

function doWriteFile(file, bytes, flags, mode) {
	const fd = typeof file === 'number' ? file : doOpen(file, flags, mode);
	try {
		doWrite(fd, bytes);
	} finally {
		if (fd !== file) openDelete(open, fd);
	}
}

function doTruncate(entry, length) {
	const data = new Uint8Array(length);
	const kept = length < entry.data.length ? length : entry.data.length;
	copyBytes(data, new Uint8Array(entry.data.buffer, entry.data.byteOffset, kept), 0);
	setData(entry, data);
}

// The file as it is opened for reading and writing, then cut or filled to the length.
function truncateAt(file, length) {
	const entry = entryOf(file, 'open');
	if (entry.kind === 'folder') throw trouble('EISDIR', 'open', file);
	permit(entry, 0o600);
	doTruncate(entry, length);
}

// ---- folders

function doMkdir(file, recursive, mode = 0o777) {
	if (!recursive) {
		const found = placeOf(file, 'mkdir');
		if (found.entry !== null) throw trouble('EEXIST', 'mkdir', file);
		put(found.at, newFolder(mode));
		return undefined;
	}
	return makeFolders(file, mode);
}

// Makes one folder. Returns: why there is none now; undefined: it is made.
function refusalOf(file, mode) {
	try {
		doMkdir(file, false, mode);
		return undefined;
	} catch (t) {
		if (t.trouble !== true) throw t;
		return t.code;
	}
}

// A folder with those that it lies in, as Node goes back over the path's text. Returns: the text of the first that was made; undefined: none.
function makeFolders(file, mode) {
	const rest = [file];
	let first;
	while (rest.length > 0) {
		const next = rest[rest.length - 1], code = refusalOf(next, mode);
		rest.length--;
		if (code === undefined) {
			first ??= next;
		} else if (code === 'ENOENT') {
			const slash = lastIndexOf(next, '/');
			if (slash <= 0) throw trouble('EEXIST', 'mkdir', file);
			rest[rest.length] = next;
			rest[rest.length] = slice(next, 0, slash);
		} else if (code === 'EEXIST') {
			const found = locate(next);
			if (found.entry === null) throw trouble(found.code, 'mkdir', file);
			if (found.entry.kind !== 'folder') throw trouble(rest.length > 0 ? 'ENOTDIR' : 'EEXIST', 'mkdir', file);
		} else {
			throw trouble(code, 'mkdir', file);
		}
	}
	return first;
}

function doReaddir(file, options) {
	const found = locate(file);
	if (found.entry === null) throw trouble(found.code, 'scandir', file);
	if (found.entry.kind !== 'folder') throw trouble('ENOTDIR', 'scandir', file);
	const out = [];
	const encoded = (name) => (options.encoding === 'buffer' ? Buffer.from(name) : name);
	// Folder after folder, each behind those of its own level.
	const rest = [{ folder: found.at, prefix: '', parent: file }];
	for (let next = 0; next < rest.length; next++) {
		const { folder, prefix, parent } = rest[next], list = names(folder);
		for (let i = 0; i < list.length; i++) {
			const { kind } = entryAt(below(folder, list[i]));
			out[out.length] = options.withFileTypes ? direntOf(encoded(list[i]), kind, parent) : encoded(`${prefix}${list[i]}`);
			// A link to a folder is looked into where only names are asked for.
			const into = kind === 'link' && !options.withFileTypes ? look(below(folder, list[i]))?.kind : kind;
			if (options.recursive && into === 'folder') rest[rest.length] = { folder: locate(below(folder, list[i])).at, prefix: `${prefix}${list[i]}/`, parent: path.join(parent, list[i]) };
		}
	}
	return out;
}

function doRm(file, options, syscall = 'rm') {
	const { at, entry, code } = locate(file, false);
	if (entry === null) {
		if (options.force && code === 'ENOENT') return;
		throw trouble(code, 'lstat', file);
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
	const { at, entry, code } = locate(file, false);
	if (entry === null) throw trouble(code, 'rmdir', file);
	if (entry.kind !== 'folder') throw trouble('ENOTDIR', 'rmdir', file);
	if (!options?.recursive && names(at).length > 0) throw trouble('ENOTEMPTY', 'rmdir', file);
	removeTree(at);
}

// ---- names

function doUnlink(file) {
	const { at, entry, code } = locate(file, false);
	if (entry === null) throw trouble(code, 'unlink', file);
	if (entry.kind === 'folder') throw trouble('EISDIR', 'unlink', file);
	removeTree(at);
}

function doRename(from, to) {
	const entry = entryOf(from, 'rename', false, to), a = locate(from, false).at;
	const { at: b, entry: there } = placeOf(to, 'rename', from, to);
	if (startsWith(b, `${a}/`)) throw trouble('EINVAL', 'rename', from, to);
	if (startsWith(a, `${b}/`)) throw trouble('ENOTEMPTY', 'rename', from, to);
	if (a === b || there === entry) return;
	if (there !== null) {
		if (there.kind === 'folder' && entry.kind !== 'folder') throw trouble('EISDIR', 'rename', from, to);
		if (there.kind !== 'folder' && entry.kind === 'folder') throw trouble('ENOTDIR', 'rename', from, to);
		if (there.kind === 'folder' && names(b).length > 0) throw trouble('ENOTEMPTY', 'rename', from, to);
	}
	removeTree(b);
	moveTree(a, b);
}

function doCopyFile(from, to, mode) {
	const entry = entryOf(from, 'copyfile', true, to), target = locate(to);
	if (target.entry === null) {
		if (!target.parent) throw trouble(target.code, 'copyfile', from, to);
		if (entry.kind === 'folder') throw trouble('EISDIR', 'copyfile', from, to);
		put(target.at, newFile(entry.data, entry.mode));
		return;
	}
	if (mode & 1) throw trouble('EEXIST', 'copyfile', from, to);
	if (target.entry.kind === 'folder') throw trouble('EISDIR', 'copyfile', from, to);
	permit(target.entry, 0o200);
	if (target.entry === entry) return;
	// what fails once both are open removes the target, by the name that was given
	if (entry.kind === 'folder') {
		removeTree(locate(to, false).at);
		throw trouble('EISDIR', 'copyfile', from, to);
	}
	target.entry.mode = entry.mode;
	setData(target.entry, entry.data);
}

function doSymlink(target, file) {
	const found = placeOf(file, 'symlink', target, file);
	if (found.entry !== null) throw trouble('EEXIST', 'symlink', target, file);
	if (target === '' || found.slash) throw trouble('ENOENT', 'symlink', target, file);
	put(found.at, { kind: 'link', target });
}

function doReadlink(file) {
	const entry = entryOf(file, 'readlink', false);
	if (entry.kind !== 'link') throw trouble('EINVAL', 'readlink', file);
	return entry.target;
}

// A further name for a file, or for a link itself.
function doLink(from, to) {
	const entry = entryOf(from, 'link', false, to), found = placeOf(to, 'link', from, to);
	if (found.entry !== null) throw trouble('EEXIST', 'link', from, to);
	if (entry.kind === 'folder') throw trouble('EPERM', 'link', from, to);
	if (entry.kind === 'file') entry.links++;
	put(found.at, entry);
	changed(entry);
}

// The real path as Node finds it by itself: part after part of the resolved one, each asked for by lstat, and by stat when it is a link.
function doRealpath(file) {
	let at = '/', isFolder = true, rest = split(path.resolve(file), '/');
	for (let i = 0; i < rest.length; i++) {
		if (rest[i] === '') continue;
		const base = below(at, rest[i]), entry = isFolder ? entryAt(base) : null;
		if (entry === null) throw trouble(isFolder ? 'ENOENT' : 'ENOTDIR', 'lstat', base);
		if (entry.kind !== 'link') {
			at = base;
			isFolder = entry.kind === 'folder';
			continue;
		}
		const found = locate(base);
		if (found.entry === null) throw trouble(found.code, 'stat', base);
		const further = split(path.resolve(at, entry.target), '/');
		for (i++; i < rest.length; i++) further[further.length] = rest[i];
		rest = further;
		at = '/';
		i = -1;
	}
	return at;
}

// ---- what is said of a file

function changeMode(entry, mode) {
	if (entry.kind === 'folder') notCovered('the mode of a folder that is changed');
	entry.mode = (entry.mode & 61440) | (mode & 4095);
	changed(entry);
}

const setTimes = (entry, atime, mtime) => {
	entry.times = { atime, mtime };
	changed(entry);
};

module.exports = {
	asText, changeMode, doAccess, doClose, doCopyFile, doLink, doMkdir, doOpen, doRead, doReadFile, doReaddir, doReadlink, doRealpath, doRename, doRm, doRmdir,
	doSymlink, doTruncate, doUnlink, doWrite, doWriteFile, entryOf, handleOf, setTimes, truncateAt,
};
