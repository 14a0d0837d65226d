// SPDX-License-Identifier: MIT
// fs_stats.js - what node:fs says of a file: Stats, and the entries of folders, Dirent.
'use strict';

const { primordial, unknownValue } = require('host');
const Date = primordial('Date'), Number = primordial('Number');
const apply = primordial('Reflect.apply');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const keysOf = primordial('Object.keys');

const members = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs', 'atime', 'mtime', 'ctime', 'birthtime'];
const byKind = {
	__proto__: null,
	file: (entry) => ({ __proto__: null, mode: entry.mode, nlink: entry.links, size: entry.data.length }),
	folder: (entry) => ({ __proto__: null, mode: entry.mode }),
	link: (entry) => ({ __proto__: null, mode: 41471, nlink: 1, size: require('node/buffer').Buffer.byteLength(entry.target) }),
};

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
	this.dev = dev;
	this.mode = mode;
	this.nlink = nlink;
	this.uid = uid;
	this.gid = gid;
	this.rdev = rdev;
	this.blksize = blksize;
	this.ino = ino;
	this.size = size;
	this.blocks = blocks;
}
const kinds = { __proto__: null, isDirectory: 16384, isFile: 32768, isBlockDevice: 24576, isCharacterDevice: 8192, isSymbolicLink: 40960, isFIFO: 4096, isSocket: 49152 };
function asksFor(kind) {
	return (() => function() {
		return this._checkModeProperty(kind);
	})();
}
const kindNames = keysOf(kinds);
for (let i = 0; i < kindNames.length; i++) StatsBase.prototype[kindNames[i]] = asksFor(kinds[kindNames[i]]);

const dateOf = (ms) => new Date(Number(ms) + 0.5);

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
	apply(StatsBase, this, [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks]);
	this.atimeMs = atimeMs;
	this.mtimeMs = mtimeMs;
	this.ctimeMs = ctimeMs;
	this.birthtimeMs = birthtimeMs;
	this.atime = dateOf(atimeMs);
	this.mtime = dateOf(mtimeMs);
	this.ctime = dateOf(ctimeMs);
	this.birthtime = dateOf(birthtimeMs);
}
setPrototypeOf(Stats.prototype, StatsBase.prototype);
setPrototypeOf(Stats, StatsBase);
Stats.prototype.isFile = asksFor(kinds.isFile);
Stats.prototype._checkModeProperty = (() => function(property) {
	return (this.mode & 61440) === property;
})();

// The Stats of an entry of the store; undefined: of a file that only the machine knows.
// What only the machine knows is an unknown value, and when a file was used unless the program set it.
function statsOfEntry(entry) {
	const known = entry === undefined ? { __proto__: null } : byKind[entry.kind](entry);
	if (entry?.times !== undefined) {
		known.atimeMs = entry.times.atime;
		known.mtimeMs = entry.times.mtime;
		known.atime = dateOf(known.atimeMs);
		known.mtime = dateOf(known.mtimeMs);
	}
	const stats = new Stats();
	for (let i = 0; i < members.length; i++) stats[members[i]] = known[members[i]] ?? unknownValue(`stats.${members[i]}`);
	return stats;
}

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

module.exports = { Dirent, Stats, direntOf, statsOfEntry };
