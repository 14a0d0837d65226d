// SPDX-License-Identifier: MIT
// fs_streams.js - fs.ReadStream and fs.WriteStream.
'use strict';

const { primordial, notCovered } = require('host');
const { Readable, Writable } = require('node/stream');
const { Buffer } = require('node/buffer');
const { errorOrDestroy } = require('node/stream_state');
const fs = require('node/fs');
const inherit = primordial('Object.setPrototypeOf');
const defineProperty = primordial('Object.defineProperty');
const { invalidArgType, outOfRange, validateInteger } = require('node/errors');
const { optionsOf, pathOf } = fs.internals;

const kBusy = Symbol('kIsPerformingIO');
const kDone = Symbol('kIoDone');

function prepare(options, defaults) {
	options = { ...optionsOf(options) };
	for (const name in defaults) if (options[name] === undefined) options[name] = defaults[name];
	if (options.fs) notCovered('the option fs of file streams');
	return options;
}

// The number of an open file that was given, or of its handle.
function importFd(fd) {
	if (typeof fd === 'object' && typeof fd.fd === 'number') return fd.fd;
	if (typeof fd !== 'number') throw invalidArgType('options.fd', ['number', 'FileHandle'], fd, "internal/fs/streams:158  ^throw new ERR_INVALID_ARG_TYPE('options.fd',");
	validateInteger(fd, 'fd', 0, 2147483647); // node: internal/fs/streams:187    this.fd = ^getValidatedFd(importFd(this, options));
	return fd;
}

// What both say of the part of the file that is meant.
function checkRange(start, end) {
	if (start !== undefined) validateInteger(start, 'start', 0);
	if (end === undefined) return;
	if (end !== Infinity) {
		validateInteger(end, 'end', 0); // node: internal/fs/streams:215    ^validateInteger(this.end, 'end', 0);
		if (start !== undefined && start > end) throw outOfRange('start', `<= "end" (here: ${end})`, start); // node: internal/fs/streams:218      ^throw new ERR_OUT_OF_RANGE(
	}
}

function openFile(callback) {
	if (typeof this.fd === 'number') {
		callback();
		return;
	}
	fs.open(this.path, this.flags, this.mode, (err, fd) => {
		if (err) {
			callback(err);
		} else {
			this.fd = fd;
			callback();
			this.emit('open', this.fd);
			this.emit('ready');
		}
	});
}

function closeFile(stream, err, callback) {
	if (typeof stream.fd !== 'number') {
		callback(err);
		return;
	}
	fs.close(stream.fd, (er) => callback(er || err));
	stream.fd = null;
}

function destroyFile(err, callback) {
	if (this[kBusy]) this.once(kDone, (er) => closeFile(this, err || er, callback));
	else closeFile(this, err, callback);
}

function ReadStream(path, options) {
	if (!(this instanceof ReadStream)) return new ReadStream(path, options);
	options = prepare(options, { highWaterMark: 65536 });
	if (options.fd == null) {
		this.fd = null;
		this.path = pathOf(path); // node: internal/fs/streams:185    ^validatePath(this.path);
		this.flags = options.flags === undefined ? 'r' : options.flags;
		this.mode = options.mode === undefined ? 0o666 : options.mode;
	} else {
		this.fd = importFd(options.fd);
	}
	if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
	this.start = options.start;
	this.end = options.end ?? Infinity;
	checkRange(options.start, options.end); // node: internal/fs/streams:206    ^validateInteger(this.start, 'start', 0);
	this.pos = undefined;
	this.bytesRead = 0;
	this[kBusy] = false;
	if (this.start !== undefined) this.pos = this.start;
	Readable.call(this, options);
	if (options.encoding) this.setEncoding(options.encoding);
}
inherit(ReadStream.prototype, Readable.prototype);
inherit(ReadStream, Readable);
ReadStream.prototype._construct = openFile;
ReadStream.prototype._destroy = destroyFile;
ReadStream.prototype._read = function(n) {
	n = this.pos !== undefined ? smaller(this.end - this.pos + 1, n) : smaller(this.end - this.bytesRead + 1, n);
	if (n <= 0) {
		this.push(null);
		return;
	}
	const buffer = Buffer.allocUnsafeSlow(n);
	this[kBusy] = true;
	fs.read(this.fd, buffer, 0, n, this.pos, (err, count) => {
		this[kBusy] = false;
		if (this.destroyed) {
			this.emit(kDone, err);
			return;
		}
		if (err) {
			errorOrDestroy(this, err);
		} else if (count > 0) {
			if (this.pos !== undefined) this.pos += count;
			this.bytesRead += count;
			this.push(count === buffer.length ? buffer : Buffer.from(buffer.subarray(0, count)));
		} else {
			this.push(null);
		}
	});
};
ReadStream.prototype.close = function(callback) {
	if (callback) require('node/stream').finished(this, callback);
	this.destroy();
};
const smaller = (a, b) => (a < b ? a : b);

function WriteStream(path, options) {
	if (!(this instanceof WriteStream)) return new WriteStream(path, options);
	options = prepare(options, {});
	options.decodeStrings = true;
	if (options.fd == null) {
		this.fd = null;
		this.path = pathOf(path); // node: internal/fs/streams:340    ^validatePath(this.path);
		this.flags = options.flags === undefined ? 'w' : options.flags;
		this.mode = options.mode === undefined ? 0o666 : options.mode;
	} else {
		this.fd = importFd(options.fd);
	}
	if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
	checkRange(options.start, undefined); // node: internal/fs/streams:387    ^validateInteger(this.start, 'start', 0);
	this.start = options.start;
	this.pos = options.start;
	this.bytesWritten = 0;
	this[kBusy] = false;
	Writable.call(this, options);
	if (options.encoding) this.setDefaultEncoding(options.encoding);
}
inherit(WriteStream.prototype, Writable.prototype);
inherit(WriteStream, Writable);
WriteStream.prototype._construct = openFile;
WriteStream.prototype._destroy = destroyFile;
WriteStream.prototype._write = function(data, encoding, callback) {
	this[kBusy] = true;
	fs.write(this.fd, data, 0, data.length, this.pos, (err, count) => {
		this[kBusy] = false;
		if (this.destroyed) {
			callback(err);
			this.emit(kDone, err);
			return;
		}
		if (err) {
			callback(err);
			return;
		}
		this.bytesWritten += count;
		callback();
	});
	if (this.pos !== undefined) this.pos += data.length;
};
WriteStream.prototype._writev = function(list, callback) {
	const chunks = [];
	for (let i = 0; i < list.length; i++) chunks[i] = list[i].chunk;
	this._write(Buffer.concat(chunks), 'buffer', callback);
};
WriteStream.prototype.close = function(callback) {
	if (callback) {
		if (this.closed) {
			require('host').nextTick(callback);
			return;
		}
		this.on('close', callback);
	}
	if (!this.autoClose) this.on('finish', this.destroy);
	this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
for (const Class of [ReadStream, WriteStream]) {
	defineProperty(Class.prototype, 'autoClose', {
		__proto__: null,
		get() {
			return (this._readableState ?? this._writableState).autoDestroy;
		},
		set(value) {
			(this._readableState ?? this._writableState).autoDestroy = value;
		},
	});
	defineProperty(Class.prototype, 'pending', {
		__proto__: null,
		get() {
			return this.fd === null;
		},
		configurable: true,
	});
}

module.exports = { ReadStream, WriteStream };
