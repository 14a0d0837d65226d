// SPDX-License-Identifier: MIT
// fs_folders.js - folders of node:fs that are read entry by entry (opendir), and those with a name of chance (mkdtemp).
'use strict';

const { primordial, assume, error, nextTick, notCoveredFunction } = require('host');
const { validateFunction } = require('node/errors');
const fs = require('node/fs');
const { inPool } = fs.internals;
const { doMkdir, doReaddir } = require('node/fs_operations');
const Promise = primordial('Promise');
const defineProperty = primordial('Object.defineProperty');

const closed = () => error('Error', 'ERR_DIR_CLOSED', 'Directory handle was closed');

// The entries in the order of their names: that of a real folder is its file system's.
class Dir {
	#path;
	#entries;
	#at = 0;
	#isClosed = false;
	constructor(path, entries) {
		this.#path = path;
		this.#entries = entries;
	}
	get path() {
		return this.#path;
	}
	#next() {
		return this.#at < this.#entries.length ? this.#entries[this.#at++] : null;
	}
	read(callback) {
		if (callback === undefined) return this.#promise(() => this.#next());
		validateFunction(callback, 'callback');
		if (this.#isClosed) throw closed();
		inPool(1, () => this.#next(), callback);
	}
	readSync() {
		if (this.#isClosed) throw closed();
		return this.#next();
	}
	close(callback) {
		if (callback === undefined) {
			return this.#promise(() => {
				this.#isClosed = true;
			});
		}
		validateFunction(callback, 'callback');
		if (this.#isClosed) {
			nextTick(callback, closed());
			return;
		}
		this.#isClosed = true;
		inPool(1, () => undefined, (err) => callback(err));
	}
	closeSync() {
		if (this.#isClosed) throw closed();
		this.#isClosed = true;
	}
	// What `action` gives, by a turn of the thread pool.
	#promise(action) {
		return new Promise((resolve, reject) => {
			if (this.#isClosed) reject(closed());
			else inPool(1, action, (err, value) => (err ? reject(err) : resolve(value)));
		});
	}
	async *entries() {
		try {
			for (let entry; (entry = await this.read()) !== null;) yield entry;
		} finally {
			await this.close();
		}
	}
}
defineProperty(Dir.prototype, Symbol.asyncIterator, { __proto__: null, value: Dir.prototype.entries, writable: true, configurable: true });

defineProperty(Dir.prototype, Symbol.for('nodejs.util.inspect.custom'), { __proto__: null, value: notCoveredFunction('how a Dir is printed') });

// `named`: an error names the path, as that of opendirSync does not.
function open(path, options, named = true) {
	try {
		const entries = doReaddir(path, { ...options, withFileTypes: true });
		if (entries.length > 1) assume('the entries of a folder come from opendir in the order of their names: a file system may have another');
		return new Dir(path, entries);
	} catch (t) {
		if (t !== null && t.trouble === true) {
			t.syscall = 'opendir';
			if (!named) t.path = undefined;
		}
		throw t;
	}
}

// The six letters are chance: a name that nothing else has.
let made = 0;
function makeTemporary(prefix) {
	let letters = '';
	for (let rest = ++made, i = 0; i < 6; i++, rest = Math.floor(rest / 26)) letters = 'abcdefghijklmnopqrstuvwxyz'[rest % 26] + letters;
	const path = `${prefix}${letters}`;
	assume(`mkdtemp ends the name in six letters of chance: '${letters}' is an example`);
	try {
		doMkdir(path, false, 0o700);
	} catch (t) {
		if (t !== null && t.trouble === true) {
			t.syscall = 'mkdtemp';
			t.path = `${prefix}XXXXXX`;
		}
		throw t;
	}
	return path;
}

module.exports = { Dir, open, makeTemporary };
