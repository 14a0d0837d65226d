// SPDX-License-Identifier: MIT
// fs_read_write.js - read and write of node:fs on open files: the forms of their arguments and what of them is refused.
'use strict';

const { primordial, isUnknown, unknownValue } = require('host');
const { invalidArgType, invalidArgValue, outOfRange, validateFunction, validateInteger } = require('node/errors');
const { doRead, doWrite, asText } = require('node/fs_operations');
const { isEncoding } = require('node/encodings');
const { Buffer } = require('node/buffer');
const types = require('node/util_types');
const Uint8Array = primordial('Uint8Array');
const defineProperty = primordial('Object.defineProperty');
const toLowerCase = primordial('String.prototype.toLowerCase');

const empty = { __proto__: null };

function checkOptions(options) {
	if (options !== null && typeof options !== 'object') throw invalidArgType('options', 'Object', options);
}
function checkBuffer(buffer) {
	if (!types.isArrayBufferView(buffer)) throw invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
}
// Does what is read fit in?
function checkRoom(offset, length, size) {
	if (offset < 0) throw outOfRange('offset', '>= 0', offset);
	if (length < 0) throw outOfRange('length', '>= 0', length);
	if (offset + length > size) throw outOfRange('length', `<= ${size - offset}`, length);
}
// Is what is written there?
function checkPart(offset, length, size) {
	if (offset > size) throw outOfRange('offset', `<= ${size}`, offset);
	if (length > size - offset) throw outOfRange('length', `<= ${size - offset}`, length);
	if (length < 0) throw outOfRange('length', '>= 0', length);
	validateInteger(length, 'length', 0, 2147483647);
}
function checkPosition(position) {
	if (typeof position === 'number') validateInteger(position, 'position', -1);
	else if (typeof position !== 'bigint') throw invalidArgType('position', ['integer', 'bigint'], position);
	else if (position < -(2n ** 63n) || position > 2n ** 63n - 1n) throw outOfRange('position', `>= ${-(2n ** 63n)} && <= ${2n ** 63n - 1n}`, position);
}
function checkText(data, name = 'buffer') {
	if (typeof data !== 'string') throw invalidArgType(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}
function checkEncoding(text, encoding) {
	const odd = text.length % 2 !== 0 && typeof encoding === 'string' && toLowerCase(encoding) === 'hex';
	if (odd) throw invalidArgValue('encoding', encoding, `is invalid for data of length ${text.length}`);
}
// The bytes of a text; an encoding that there is not is UTF-8.
const bytesIn = (text, encoding) => Buffer.from(text, isEncoding(encoding) ? encoding : 'utf8');
const partOf = (view, offset, length) => new Uint8Array(view.buffer, view.byteOffset + offset, length);

// What a FileHandle reads into and writes.
function readArguments(buffer, offset, length, position) {
	if (buffer !== null && typeof buffer === 'object' && !types.isArrayBufferView(buffer)) ({ buffer, offset, length, position } = buffer);
	else if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
	buffer ??= Buffer.alloc(16384);
	checkBuffer(buffer);
	offset ??= 0;
	validateInteger(offset, 'offset', 0);
	length ??= buffer.byteLength - offset;
	if (length < 0 || length > buffer.byteLength - offset) throw outOfRange('length', `<= ${buffer.byteLength - offset}`, length);
	return { buffer, offset, length: length | 0, position };
}
function writeArguments(fd, data, offset, length, position) {
	if (isHidden(fd, data)) return { bytes: data };
	if (types.isArrayBufferView(data)) {
		if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
		offset ??= 0;
		length ??= data.byteLength - offset;
		return { bytes: new Uint8Array(data.buffer, data.byteOffset + offset, length), position };
	}
	checkText(data);
	return { bytes: bytesIn(data, typeof length === 'string' ? length : 'utf8'), position: typeof offset === 'number' ? offset : undefined };
}

// What a standard stream shows; it alone may be given what is not known.
function standard(fd, bytes) {
	const { process } = require('host');
	const hidden = isUnknown(bytes);
	(fd === 2 ? process.stderr : process.stdout).write(hidden ? bytes : asText(bytes, 'utf8'));
	return hidden ? unknownValue('bytesWritten') : bytes.length;
}
const isHidden = (fd, data) => fd <= 2 && isUnknown(data);

// The functions, by what fs.js has for those of its own.
function functions({ checkFd, inPool, now }) {
	const { process } = require('host');
	const put = (fd, bytes, position) => (fd <= 2 ? standard(fd, bytes) : doWrite(fd, bytes, position));

	// fs.read(fd[, buffer], options, callback), fs.read(fd, callback) and the long form
	function read(fd, buffer, offsetOrOptions, length, position, callback) {
		checkFd(fd); // node: fs:617  fd = ^getValidatedFd(fd);
		let offset = offsetOrOptions;
		if (arguments.length <= 4) {
			let options = null;
			if (arguments.length === 4) {
				checkOptions(offsetOrOptions); // node: fs:624      ^validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
				callback = length;
				options = offsetOrOptions;
			} else if (arguments.length === 3) {
				if (!types.isArrayBufferView(buffer)) {
					options = buffer;
					({ buffer = Buffer.alloc(16384) } = options ?? empty);
				}
				callback = offsetOrOptions;
			} else {
				callback = buffer;
				buffer = Buffer.alloc(16384);
			}
			if (options !== undefined) checkOptions(options); // node: fs:642      ^validateObject(params, 'options', kValidateObjectAllowNullable);
			({ offset = 0, length = buffer?.byteLength - offset, position = null } = options ?? empty);
		}
		checkBuffer(buffer); // node: fs:651  ^validateBuffer(buffer);
		validateFunction(callback, 'cb'); // node: fs:652  ^validateFunction(callback, 'cb');
		if (offset == null) offset = 0;
		else validateInteger(offset, 'offset', 0); // node: fs:657    ^validateInteger(offset, 'offset', 0);
		length |= 0;
		if (length === 0) {
			process.nextTick(() => callback(null, 0, buffer)); // node: fs:664      ^callback(null, 0, buffer);
			return;
		}
		if (buffer.byteLength === 0) throw invalidArgValue('buffer', buffer, 'is empty and cannot be written', "fs:669    ^throw new ERR_INVALID_ARG_VALUE('buffer', buffer,");
		checkRoom(offset, length, buffer.byteLength); // node: fs:673  ^validateOffsetLengthRead(offset, length, buffer.byteLength);
		position ??= -1;
		checkPosition(position); // node: fs:678  ^validatePosition(position, 'position');
		inPool(1, () => doRead(fd, buffer, offset, length, position), (err, count) => callback(err, count || 0, buffer)); // node: fs:682    ^callback(err, bytesRead || 0, buffer);
	}

	function readSync(fd, buffer, offsetOrOptions, length, position) {
		checkFd(fd); // node: fs:709  fd = ^getValidatedFd(fd);
		checkBuffer(buffer); // node: fs:711  ^validateBuffer(buffer);
		let offset = offsetOrOptions;
		if (arguments.length <= 3 || typeof offsetOrOptions === 'object') {
			if (offsetOrOptions !== undefined) checkOptions(offsetOrOptions); // node: fs:716      ^validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
			({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? empty);
		}
		if (offset === undefined) offset = 0;
		else validateInteger(offset, 'offset', 0); // node: fs:729    ^validateInteger(offset, 'offset', 0);
		length |= 0;
		if (length === 0) return 0;
		if (buffer.byteLength === 0) throw invalidArgValue('buffer', buffer, 'is empty and cannot be written', "fs:739    ^throw new ERR_INVALID_ARG_VALUE('buffer', buffer,");
		checkRoom(offset, length, buffer.byteLength); // node: fs:743  ^validateOffsetLengthRead(offset, length, buffer.byteLength);
		position ??= -1;
		checkPosition(position); // node: fs:748  ^validatePosition(position, 'position');
		return now(() => doRead(fd, buffer, offset, length, position));
	}

	function write(fd, data, offsetOrOptions, length, position, callback) {
		checkFd(fd); // node: fs:827  fd = ^getValidatedFd(fd);
		let offset = offsetOrOptions;
		let bytes;
		if (isHidden(fd, data)) {
			callback = arguments[arguments.length - 1];
			bytes = data;
		} else if (types.isArrayBufferView(data)) {
			callback ||= position || length || offset;
			validateFunction(callback, 'cb'); // node: fs:832    ^validateFunction(callback, 'cb');
			if (typeof offset === 'object') ({ offset = 0, length = data.byteLength - offset, position = null } = offsetOrOptions ?? empty);
			if (offset == null || typeof offset === 'function') offset = 0;
			else validateInteger(offset, 'offset', 0); // node: fs:845      ^validateInteger(offset, 'offset', 0);
			if (typeof length !== 'number') length = data.byteLength - offset;
			if (typeof position !== 'number') position = null;
			checkPart(offset, length, data.byteLength); // node: fs:851    ^validateOffsetLengthWrite(offset, length, buffer.byteLength);
			bytes = partOf(data, offset, length);
		} else {
			checkText(data); // node: fs:859  ^validateStringAfterArrayBufferView(buffer, 'buffer');
			if (typeof position !== 'function') {
				if (typeof offset === 'function') {
					position = offset;
					offset = null;
				} else {
					position = length;
				}
				length = 'utf8';
			}
			checkEncoding(data, length); // node: fs:872  ^validateEncoding(str, length);
			callback = position;
			validateFunction(callback, 'cb'); // node: fs:874  ^validateFunction(callback, 'cb');
			bytes = bytesIn(data, length);
			position = typeof offset === 'number' ? offset : null;
		}
		inPool(1, () => put(fd, bytes, position), (err, count) => callback(err, count || 0, data)); // node: fs:824    ^callback(err, written || 0, buffer);
	}

	function writeSync(fd, data, offsetOrOptions, length, position) {
		checkFd(fd); // node: fs:899  fd = ^getValidatedFd(fd);
		let offset = offsetOrOptions;
		let bytes = data;
		if (isHidden(fd, data)) {
			position = undefined;
		} else if (types.isArrayBufferView(data)) {
			if (typeof offset === 'object') ({ offset = 0, length = data.byteLength - offset, position = null } = offsetOrOptions ?? empty);
			if (offset == null) offset = 0;
			else validateInteger(offset, 'offset', 0); // node: fs:917      ^validateInteger(offset, 'offset', 0);
			if (typeof length !== 'number') length = data.byteLength - offset;
			checkPart(offset, length, data.byteLength); // node: fs:921    ^validateOffsetLengthWrite(offset, length, buffer.byteLength);
			bytes = partOf(data, offset, length);
		} else {
			checkText(data); // node: fs:925    ^validateStringAfterArrayBufferView(buffer, 'buffer');
			checkEncoding(data, length); // node: fs:926    ^validateEncoding(buffer, length);
			bytes = bytesIn(data, length);
			position = typeof offset === 'number' ? offset : undefined;
		}
		return now(() => put(fd, bytes, position));
	}

	const named = require('node/promisify_names');
	defineProperty(read, named, { __proto__: null, value: ['bytesRead', 'buffer'] });
	defineProperty(write, named, { __proto__: null, value: ['bytesWritten', 'buffer'] });
	return { read, readSync, write, writeSync };
}

module.exports = { functions, standard, readArguments, writeArguments };
