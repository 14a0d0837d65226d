// SPDX-License-Identifier: MIT
// fs_stats.js - what node:fs says of a file: Stats, and the entries of folders, Dirent.
'use strict';

const { primordial, unknownValue } = require('host');
const Date = primordial('Date');

const members = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs', 'atime', 'mtime', 'ctime', 'birthtime'];
const byKind = {
	__proto__: null,
	file: (entry) => ({ __proto__: null, mode: entry.mode, nlink: entry.links, size: entry.data.length }),
	folder: (entry) => ({ __proto__: null, mode: entry.mode }),
	link: (entry) => ({ __proto__: null, mode: 41471, nlink: 1, size: require('node/buffer').Buffer.byteLength(entry.target) }),
};

// What only the machine knows is an unknown value, and when a file was used unless the program set it.
function Stats(entry) {
	if (!(this instanceof Stats)) return new Stats(entry);
	const known = entry === undefined ? { __proto__: null } : byKind[entry.kind](entry);
	if (entry?.times !== undefined) {
		known.atimeMs = entry.times.atime;
		known.mtimeMs = entry.times.mtime;
		known.atime = new Date(known.atimeMs + 0.5);
		known.mtime = new Date(known.mtimeMs + 0.5);
	}
	for (let i = 0; i < members.length; i++) this[members[i]] = known[members[i]] ?? unknownValue(`stats.${members[i]}`);
}
Stats.prototype.isDirectory = function() {
	return (this.mode & 61440) === 16384;
};
Stats.prototype.isFile = function() {
	return (this.mode & 61440) === 32768;
};
Stats.prototype.isSymbolicLink = function() {
	return (this.mode & 61440) === 40960;
};
const never = ['isBlockDevice', 'isCharacterDevice', 'isFIFO', 'isSocket'];
for (let i = 0; i < never.length; i++) Stats.prototype[never[i]] = () => false;

const kType = Symbol('type');
const types = { __proto__: null, file: 1, folder: 2, link: 3 };

// `type`: a number of libuv's, fs.constants.UV_DIRENT_*.
class Dirent {
	constructor(name, type, path) {
		this.name = name;
		this.parentPath = path;
		this.path = path;
		this[kType] = type;
	}
	isDirectory() {
		return this[kType] === 2;
	}
	isFile() {
		return this[kType] === 1;
	}
	isBlockDevice() {
		return this[kType] === 7;
	}
	isCharacterDevice() {
		return this[kType] === 6;
	}
	isSymbolicLink() {
		return this[kType] === 3;
	}
	isFIFO() {
		return this[kType] === 4;
	}
	isSocket() {
		return this[kType] === 5;
	}
}

// The entry of a folder at `parent`; kind: "file", "folder" or "link".
const direntOf = (name, kind, parent) => new Dirent(name, types[kind], parent);

module.exports = { Dirent, Stats, direntOf };
