// SPDX-License-Identifier: MIT
// fs_store.js - the files that node:fs sees: those of the snippet's folder as they are, and above them, in memory, what it changed.
//
// An entry is a file ({ kind: 'file', data, mode, links }), a folder ({ kind: 'folder', mode }) or a symbolic link ({ kind: 'link', target }); files
// with several names are one entry. They are kept by paths that no link is part of.
'use strict';

const { primordial, sharedClock, sharedPut, sharedSince, fileBytes, firstFolder, folderText, assumeAbsent, hasOthers, notCovered, process, agentNumber } = require('host');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const endsWith = primordial('String.prototype.endsWith');
const startsWith = primordial('String.prototype.startsWith');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const sort = primordial('Array.prototype.sort');
const keys = primordial('Object.keys');
const assign = primordial('Object.assign');
const Uint8Array = primordial('Uint8Array');
const Failure = primordial('Error');
const path = require('node/path');

const numbers = { __proto__: null, ENOENT: -2, EEXIST: -17, EISDIR: -21, ENOTDIR: -20, ENOTEMPTY: -39, EBADF: -9, EINVAL: -22, EPERM: -1, EACCES: -13, ELOOP: -40 };
const texts = {
	__proto__: null, ENOENT: 'no such file or directory', EEXIST: 'file already exists', EISDIR: 'illegal operation on a directory',
	ENOTDIR: 'not a directory', ENOTEMPTY: 'directory not empty', EBADF: 'bad file descriptor', EINVAL: 'invalid argument',
	EPERM: 'operation not permitted', EACCES: 'permission denied', ELOOP: 'too many symbolic links encountered',
};

// What went wrong, as an object that `failure` makes an error of.
function trouble(code, syscall, file, dest) {
	return { trouble: true, code, syscall, path: file, dest };
}

function failure(t) {
	let text = `${t.code}: ${texts[t.code]}, ${t.syscall}`;
	if (t.path !== undefined) text += ` '${t.path}'`;
	if (t.dest !== undefined) text += ` -> '${t.dest}'`;
	const err = new Failure(text);
	err.errno = numbers[t.code];
	err.code = t.code;
	err.syscall = t.syscall;
	if (t.path !== undefined) err.path = t.path;
	if (t.dest !== undefined) err.dest = t.dest;
	return err;
}

// ---- entries by their own paths; null where there is nothing

const overlay = new Map();
const forEach = primordial('Map.prototype.forEach');

// ---- what other threads and processes changed, and are told of what this one does

const FILE = 'file ';
const entries = new Map(); // those that others know, by their numbers
let number = 0, seen = 0; // of entries of this thread; up to where the changes of others are known

function tell(at, entry) {
	if (entry !== null) {
		if (entry.id === undefined) {
			entry.id = `${agentNumber()}:${number++}`;
			set(entries, entry.id, entry);
		}
		const { id, kind, data, mode, links, target, times } = entry;
		sharedPut(FILE + at, { id, kind, data, mode, links, target, times });
	} else {
		sharedPut(FILE + at, null);
	}
	if (sharedClock() === seen + 1) seen++;
}

// All that was changed so far, once there is somebody else.
function tellAll() {
	forEach(overlay, (entry, at) => {
		if (entry === null || entry.isChanged) tell(at, entry);
	});
}

// The entry that is told of, which `here` was at this path: one that is open or has several names stays the same object.
function entryOf(told, here) {
	let entry = get(entries, told.id);
	if (entry === undefined) {
		const isRead = here !== undefined && here !== null && here.id === undefined && here.kind === told.kind;
		entry = isRead ? here : {};
		set(entries, told.id, entry);
	}
	assign(entry, told);
	entry.isChanged = true;
	return entry;
}

function hear() {
	if (sharedClock() === seen) return;
	const news = sharedSince(seen);
	seen = sharedClock();
	for (let i = 0; i < news.length; i += 2) {
		if (!startsWith(news[i], FILE)) continue;
		const at = slice(news[i], FILE.length), told = news[i + 1];
		set(overlay, at, told === null ? null : entryOf(told, get(overlay, at)));
	}
}

// What is said of an entry is another now, under all of its names.
function changed(entry) {
	entry.isChanged = true;
	if (!hasOthers()) return;
	forEach(overlay, (other, at) => {
		if (other === entry) tell(at, entry);
	});
}

function put(at, entry) {
	set(overlay, at, entry);
	if (entry !== null) entry.isChanged = true;
	if (hasOthers()) tell(at, entry);
}

const below = (folder, name) => (folder === '/' ? `/${name}` : `${folder}/${name}`);

// What programs are made with usually takes these away from what they ask for.
const MASK = 0o22;
const newFile = (data, mode = 0o666) => ({ kind: 'file', data, mode: 32768 | (mode & ~MASK & 4095), links: 1, times: undefined });
const newFolder = (mode = 0o777) => ({ kind: 'folder', mode: 16384 | (mode & ~MASK & 4095), times: undefined });

// The folder of the snippet, its parents, and a folder for temporary files are there.
function isKnownFolder(at) {
	const own = firstFolder();
	return at === own || at === '/' || at === '/tmp' || startsWith(own, `${at}/`);
}

// What lies at this path itself, whose folder is there.
function entryAt(at) {
	hear();
	const known = get(overlay, at);
	if (known !== undefined) return known;
	const data = fileBytes(at);
	if (data !== undefined) {
		const entry = newFile(data);
		set(overlay, at, entry);
		return entry;
	}
	if (isKnownFolder(at) || folderText(at) !== undefined) return newFolder();
	assumeAbsent(at);
	return null;
}

// Where a path leads: { at, entry }; or, where nothing is, { at, entry: null, code, parent, slash }: `parent` says that its folder is there, `slash` that
// only a folder could be there. The last part is followed when it is a link, unless `follow` is false. The empty path names nothing.
function locate(file, follow = true) {
	if (file === '') return { at: '', entry: null, code: 'ENOENT', parent: false, slash: false };
	let at = file[0] === '/' ? '/' : process.cwd(), rest = split(file, '/'), links = 0;
	const fail = (code) => ({ at, entry: null, code, parent: false, slash: false });
	for (let i = 0; i < rest.length; i++) {
		const part = rest[i];
		if (part === '' || part === '.') continue;
		const child = part === '..' ? path.dirname(at) : below(at, part), entry = entryAt(child), last = i === rest.length - 1;
		let named = i + 1;
		while (named < rest.length && rest[named] === '') named++;
		if (entry === null) return { at: child, entry: null, code: 'ENOENT', parent: named === rest.length, slash: !last };
		if (entry.kind === 'link' && (!last || follow)) {
			if (++links > 40) return fail('ELOOP');
			if (entry.target[0] === '/') at = '/';
			const further = split(entry.target, '/');
			for (i++; i < rest.length; i++) further[further.length] = rest[i];
			rest = further;
			i = -1;
			continue;
		}
		if (entry.kind !== 'folder' && !last) return fail('ENOTDIR');
		at = child;
	}
	return { at, entry: entryAt(at), code: 'ENOENT' };
}

// What a path leads to; null: nothing.
const look = (file) => locate(file).entry;

function names(folder) {
	hear();
	const found = { __proto__: null };
	const text = folderText(folder);
	if (text === undefined && get(overlay, folder) === undefined) notCovered("what is in a folder outside of the snippet's own");
	if (text !== undefined) {
		const lines = split(text, '\n');
		for (let i = 0; i < lines.length; i++) if (lines[i] !== '') found[endsWith(lines[i], '/') ? slice(lines[i], 0, -1) : lines[i]] = true;
	}
	const prefix = folder === '/' ? '/' : `${folder}/`;
	forEach(overlay, (entry, file) => {
		if (!startsWith(file, prefix)) return;
		const rest = slice(file, prefix.length);
		if (rest === '' || lastIndexOf(rest, '/') >= 0) return;
		if (entry === null) delete found[rest];
		else found[rest] = true;
	});
	return sort(keys(found));
}

function removeTree(at) {
	const entry = entryAt(at);
	if (entry !== null && entry.kind === 'folder') {
		const children = names(at);
		for (let i = 0; i < children.length; i++) removeTree(below(at, children[i]));
	}
	put(at, null);
	if (entry !== null && entry.kind === 'file') {
		entry.links--;
		changed(entry);
	}
}

// The same entries by other paths.
function moveTree(from, to) {
	const entry = entryAt(from);
	const children = entry.kind === 'folder' ? names(from) : [];
	put(to, entry);
	for (let i = 0; i < children.length; i++) moveTree(below(from, children[i]), below(to, children[i]));
	put(from, null);
}

// What a file holds from now on; when it was changed is not known any more.
function setData(entry, data) {
	entry.data = data;
	entry.times = undefined;
	changed(entry);
}

function joinBytes(a, b) {
	const all = new Uint8Array(a.length + b.length);
	primordial('TypedArray.prototype.set')(all, a, 0);
	primordial('TypedArray.prototype.set')(all, b, a.length);
	return all;
}

module.exports = { below, changed, entryAt, failure, hear, joinBytes, locate, look, moveTree, names, newFile, newFolder, put, removeTree, setData, tellAll, trouble };
