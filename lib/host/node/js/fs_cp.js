// SPDX-License-Identifier: MIT
// fs_cp.js - cp of node:fs: files, folders and links with all that is in them, as its options say.
'use strict';

const { primordial, error, notCovered } = require('host');
const { invalidArgType, validateFunction, validateInteger, validateObject } = require('node/errors');
const { locate, names } = require('node/fs_store');
const { doCopyFile, doMkdir, doReadlink, doSymlink, doUnlink, entryOf } = require('node/fs_operations');
const path = require('node/path');
const startsWith = primordial('String.prototype.startsWith');
const isPromise = require('node/util_types').isPromise;

const usual = { dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false, verbatimSymlinks: false, mode: 0 };

function copyOptions(options) {
	if (options === undefined) return usual;
	validateObject(options, 'options');
	const chosen = { ...usual, ...options };
	for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
		if (typeof chosen[name] !== 'boolean') throw invalidArgType(`options.${name}`, 'boolean', chosen[name]);
	}
	if (chosen.mode !== undefined && chosen.mode !== null) validateInteger(chosen.mode, 'mode', 0, 7);
	if (chosen.preserveTimestamps) notCovered('the option preserveTimestamps of cp');
	if (chosen.filter !== undefined) validateFunction(chosen.filter, 'options.filter');
	return chosen;
}

// An error of cp's: `what` is its fixed text, `name` and `number` those of the system's that it is like, `line` Node's own that throws it.
function refusal(code, what, message, [name, number], file, line) {
	const err = error('Error', code, `${what}: cp returned ${name} (${message}) ${file}`, line);
	err.name = 'SystemError';
	err.info = { message, path: file, syscall: 'cp', errno: number, code: name };
	err.errno = number;
	err.syscall = 'cp';
	err.path = file;
	return err;
}
const EINVAL = ['EINVAL', 22], EISDIR = ['EISDIR', 21], ENOTDIR = ['ENOTDIR', 20], EEXIST = ['EEXIST', 17];

// May this be copied there? Gives where they are, or undefined where the filter leaves it out.
function check(from, to, options) {
	if (options.filter !== undefined) {
		const wanted = options.filter(from, to);
		if (isPromise(wanted)) notCovered('a filter of cpSync that gives a promise');
		if (!wanted) return undefined;
	}
	const follow = options.dereference;
	const source = { ...locate(from, follow), entry: entryOf(from, follow ? 'stat' : 'lstat', follow) }, target = locate(to, follow);
	const folder = source.entry.kind === 'folder';
	if (target.entry !== null) {
		if (target.entry === source.entry || target.at === source.at) throw refusal('ERR_FS_CP_EINVAL', 'Invalid src or dest', 'src and dest cannot be the same', EINVAL, to, 'internal/fs/cp/cp-sync:77      ^throw new ERR_FS_CP_EINVAL({');
		if (folder && target.entry.kind !== 'folder') throw refusal('ERR_FS_CP_DIR_TO_NON_DIR', 'Cannot overwrite non-directory with directory', `cannot overwrite non-directory ${to} with directory ${from}`, EISDIR, to, 'internal/fs/cp/cp-sync:86      ^throw new ERR_FS_CP_DIR_TO_NON_DIR({');
		if (!folder && target.entry.kind === 'folder') throw refusal('ERR_FS_CP_NON_DIR_TO_DIR', 'Cannot overwrite directory with non-directory', `cannot overwrite directory ${to} with non-directory ${from}`, ENOTDIR, to, 'internal/fs/cp/cp-sync:96      ^throw new ERR_FS_CP_NON_DIR_TO_DIR({');
	}
	if (folder && startsWith(`${path.resolve(to)}/`, `${path.resolve(from)}/`)) throw refusal('ERR_FS_CP_EINVAL', 'Invalid src or dest', `cannot copy ${from} to a subdirectory of self ${to}`, EINVAL, to, 'internal/fs/cp/cp-sync:107    ^throw new ERR_FS_CP_EINVAL({');
	return { source, target };
}

function copyLink(from, to, there, options) {
	let pointed = doReadlink(from);
	if (!options.verbatimSymlinks && pointed[0] !== '/') pointed = path.resolve(path.dirname(from), pointed);
	if (there) notCovered('cp of a link over something');
	doSymlink(pointed, to);
}

function copyEntry(from, to, { source, target }, options) {
	const { kind } = source.entry, there = target.entry !== null;
	if (kind === 'link') {
		copyLink(from, to, there, options);
	} else if (kind === 'file') {
		if (there && !options.force) {
			if (options.errorOnExist) throw refusal('ERR_FS_CP_EEXIST', 'Target already exists', `${to} already exists`, EEXIST, to, 'internal/fs/cp/cp-sync:210    ^throw new ERR_FS_CP_EEXIST({');
			return;
		}
		if (there) doUnlink(to);
		doCopyFile(from, to, options.mode);
	} else {
		if (!options.recursive) throw refusal('ERR_FS_EISDIR', 'Path is a directory', `${from} is a directory (not copied)`, EISDIR, from, 'internal/fs/cp/cp-sync:160    ^throw new ERR_FS_EISDIR({');
		if (!there) doMkdir(to, false, source.entry.mode);
		const list = names(source.at);
		for (let i = 0; i < list.length; i++) {
			const a = path.join(from, list[i]), b = path.join(to, list[i]), both = check(a, b, options);
			if (both !== undefined) copyEntry(a, b, both, options);
		}
	}
}

// Copies at once.
function copy(from, to, options) {
	const both = check(from, to, options);
	if (both === undefined) return;
	doMkdir(path.dirname(path.resolve(to)), true);
	copyEntry(from, to, both, options);
}

// The same in the thread pool, where a filter would be asked between its trips.
function copyAsync(from, to, options) {
	if (options.filter !== undefined) notCovered('a filter of cp that does not copy at once');
	copy(from, to, options);
}

module.exports = { copy, copyAsync, copyOptions };
