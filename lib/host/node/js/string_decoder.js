// SPDX-License-Identifier: MIT
// string_decoder.js - node:string_decoder: bytes to text when characters may be cut between two pieces.
'use strict';

const { primordial, error, readText } = require('host');
const { invalidArgType } = require('node/errors');
const { normalizeEncoding } = require('node/encodings');
const types = require('node/util_types');
const Uint8Array = primordial('Uint8Array');
const set = primordial('TypedArray.prototype.set');
const min = primordial('Math.min');

// How many bytes at the end begin a character that is not complete.
function incomplete(bytes, encoding) {
	const { length } = bytes;
	if (encoding === 'utf16le') {
		if (length % 2 === 1) return 1;
		return length >= 2 && isHigh(bytes, length - 2) ? 2 : 0;
	}
	if (encoding === 'base64' || encoding === 'base64url') return length % 3;
	if (encoding !== 'utf8') return 0;
	for (let back = 1; back <= 3 && back <= length; back++) {
		const byte = bytes[length - back];
		if (byte < 0x80) return 0;
		if (byte < 0xc0) continue;
		const need = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
		return need > back ? back : 0;
	}
	return 0;
}
const isHigh = (bytes, at) => bytes[at + 1] >= 0xd8 && bytes[at + 1] <= 0xdb;

function join(a, b) {
	const all = new Uint8Array(a.length + b.length);
	set(all, a, 0);
	set(all, b, a.length);
	return all;
}

function StringDecoder(encoding) {
	const name = typeof encoding === 'symbol' ? undefined : normalizeEncoding(encoding);
	if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'string_decoder:69      ^throw new ERR_UNKNOWN_ENCODING(enc);');
	this.encoding = name; // node: string_decoder:82  this.encoding ^= normalizeEncoding(encoding);
	primordial('Object.defineProperty')(this, kRest, { __proto__: null, value: new Uint8Array(0), writable: true, enumerable: false });
	this[kNativeDecoder] = require('node/buffer').Buffer.alloc(7);
	this[kNativeDecoder][6] = numbers[name];
}
const kRest = Symbol('rest');

// What shows of the decoder that Node has: the bytes of the character that is not complete (or that was completed last), how many
// are missing, how many there are, and the number of the encoding.
const kNativeDecoder = Symbol('kNativeDecoder');
const numbers = { __proto__: null, ascii: 0, utf8: 1, base64: 2, utf16le: 3, latin1: 4, hex: 5, buffer: 6, base64url: 7 };
function keep(decoder, rest, completed) {
	const shown = decoder[kNativeDecoder];
	decoder[kRest] = rest;
	if (completed !== undefined) set(shown, completed, 0);
	set(shown, rest, 0);
	shown[4] = rest.length > 0 ? totalOf(decoder) - rest.length : 0;
	shown[5] = rest.length;
}

StringDecoder.prototype.write = function write(chunk) {
	if (typeof chunk === 'string') return chunk;
	if (!types.isArrayBufferView(chunk)) throw invalidArgType('buf', ['Buffer', 'TypedArray', 'DataView'], chunk, "string_decoder:98    ^throw new ERR_INVALID_ARG_TYPE('buf',");
	const given = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
	return this.encoding === 'utf16le' && this[kRest].length > 0 ? complete(this, given) : decode(this, join(this[kRest], given));
};
// The text of these bytes as far as it is complete; the rest is kept.
function decode(decoder, bytes) {
	const left = incomplete(bytes, decoder.encoding);
	const begun = decoder[kRest].length > 0 && left < bytes.length ? new Uint8Array(bytes.buffer, bytes.byteOffset, min(totalOf(decoder), bytes.length)) : undefined;
	keep(decoder, new Uint8Array(bytes.buffer, bytes.byteOffset + bytes.length - left, left), begun);
	return readText(bytes, decoder.encoding, 0, bytes.length - left);
}
// What was cut is given as soon as it is whole, half of a pair though it may be.
function complete(decoder, given) {
	const rest = decoder[kRest], need = totalOf(decoder) - rest.length;
	if (given.length < need) {
		keep(decoder, join(rest, given));
		return '';
	}
	const whole = join(rest, new Uint8Array(given.buffer, given.byteOffset, need));
	keep(decoder, new Uint8Array(0), whole);
	return readText(whole, decoder.encoding, 0, whole.length) + decode(decoder, new Uint8Array(given.buffer, given.byteOffset + need, given.length - need));
}

StringDecoder.prototype.end = function end(chunk) {
	let text = chunk === undefined ? '' : this.write(chunk);
	const rest = this[kRest];
	if (rest.length > 0) text += readText(rest, this.encoding, 0, rest.length);
	keep(this, new Uint8Array(0));
	return text;
};
StringDecoder.prototype.text = function text(chunk, offset) {
	keep(this, new Uint8Array(0));
	return this.write(chunk.slice(offset));
};

// How many bytes a character has in all that began, and how many of them are still to come.
function totalOf(decoder) {
	const rest = decoder[kRest];
	if (rest.length === 0) return 0;
	if (decoder.encoding === 'utf8') return rest[0] >= 0xf0 ? 4 : rest[0] >= 0xe0 ? 3 : 2;
	if (decoder.encoding === 'utf16le') return rest.length === 1 ? 2 : 4;
	return 3;
}
const accessor = (name, get) => primordial('Object.defineProperty')(StringDecoder.prototype, name, { __proto__: null, configurable: true, enumerable: true, get });
accessor('lastNeed', function() {
	return totalOf(this) === 0 ? 0 : totalOf(this) - this[kRest].length;
});
accessor('lastTotal', function() {
	return totalOf(this);
});

module.exports = { StringDecoder };
