// SPDX-License-Identifier: MIT
// fs_store.js - the files that node:fs sees: those of the snippet's folder as they are, and above them, in memory, what it changed.
'use strict';

const { primordial, fileBytes, folderText, assumeAbsent, process } = require('host');
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
const Uint8Array = primordial('Uint8Array');
const Failure = primordial('Error');
const path = require('node/path');

const numbers = { __proto__: null, ENOENT: -2, EEXIST: -17, EISDIR: -21, ENOTDIR: -20, ENOTEMPTY: -39, EBADF: -9, EINVAL: -22, EPERM: -1, EACCES: -13 };
const texts = {
	__proto__: null, ENOENT: 'no such file or directory', EEXIST: 'file already exists', EISDIR: 'illegal operation on a directory',
	ENOTDIR: 'not a directory', ENOTEMPTY: 'directory not empty', EBADF: 'bad file descriptor', EINVAL: 'invalid argument',
	EPERM: 'operation not permitted', EACCES: 'permission denied',
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

// ---- entries: { kind: 'file', data } | { kind: 'folder' } | null where the snippet removed something

const overlay = new Map();

// The empty path names nothing, not even the folder of the process.
function full(file) {
	return file === '' ? '' : path.resolve(file);
}

// The folder of the snippet, its parents, and a folder for temporary files are there.
function isKnownFolder(file) {
	const own = process.cwd();
	return file === own || file === '/' || file === '/tmp' || startsWith(own, `${file}/`);
}

function look(file) {
	if (file === '') return null;
	const changed = get(overlay, file);
	if (changed !== undefined) return changed;
	const parent = path.dirname(file);
	if (parent !== file && get(overlay, parent) === null) return null;
	const data = fileBytes(file);
	if (data !== undefined) {
		const entry = { kind: 'file', data };
		set(overlay, file, entry);
		return entry;
	}
	if (isKnownFolder(file) || folderText(file) !== undefined) return { kind: 'folder' };
	assumeAbsent(file);
	return null;
}

// An ancestor that is a file makes ENOTDIR of what would be ENOENT.
function absence(file) {
	for (let at = path.dirname(file); at !== '/' && at !== '.'; at = path.dirname(at)) {
		const entry = look(at);
		if (entry !== null) return entry.kind === 'file' ? 'ENOTDIR' : 'ENOENT';
	}
	return 'ENOENT';
}

function names(folder) {
	const found = { __proto__: null };
	const text = folderText(folder);
	if (text !== undefined) {
		const lines = split(text, '\n');
		for (let i = 0; i < lines.length; i++) if (lines[i] !== '') found[endsWith(lines[i], '/') ? slice(lines[i], 0, -1) : lines[i]] = true;
	}
	const prefix = folder === '/' ? '/' : `${folder}/`;
	primordial('Map.prototype.forEach')(overlay, (entry, file) => {
		if (!startsWith(file, prefix)) return;
		const rest = slice(file, prefix.length);
		if (rest === '' || lastIndexOf(rest, '/') >= 0) return;
		if (entry === null) delete found[rest];
		else found[rest] = true;
	});
	return sort(keys(found));
}

const put = (file, entry) => set(overlay, file, entry);

function removeTree(file) {
	const entry = look(file);
	if (entry !== null && entry.kind === 'folder') {
		const children = names(file);
		for (let i = 0; i < children.length; i++) removeTree(`${file}/${children[i]}`);
	}
	put(file, null);
}

function copyTree(from, to) {
	const entry = look(from);
	if (entry.kind === 'file') {
		put(to, { kind: 'file', data: entry.data });
		return;
	}
	put(to, { kind: 'folder' });
	const children = names(from);
	for (let i = 0; i < children.length; i++) copyTree(`${from}/${children[i]}`, `${to}/${children[i]}`);
}

function joinBytes(a, b) {
	const all = new Uint8Array(a.length + b.length);
	primordial('TypedArray.prototype.set')(all, a, 0);
	primordial('TypedArray.prototype.set')(all, b, a.length);
	return all;
}

module.exports = { absence, copyTree, failure, full, joinBytes, look, names, put, removeTree, trouble };
