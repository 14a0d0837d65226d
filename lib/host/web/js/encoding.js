// SPDX-License-Identifier: MIT
// encoding.js - TextEncoder and TextDecoder for UTF-8 (and UTF-16, Latin-1 when decoding); atob and btoa.
'use strict';

const { primordial, notCovered, error } = require('host');
const { dictionary, finish, illegal, required, Failure, isPage } = require('web/idl');
const { encodingOf } = require('web/encoding_labels');
const charCodeAt = primordial('String.prototype.charCodeAt');
const fromCharCode = primordial('String.fromCharCode');
const indexOf = primordial('String.prototype.indexOf');
const Bytes = primordial('Uint8Array');
const RangeFailure = primordial('RangeError');

// Of Node's decoder, which is not JavaScript.
const decodingError = (code, message) => require('node/errors').nativeError(Failure, code, message, 'internal/encoding:447        return ^decodeUTF8(input, this[kIgnoreBOM], this[kFatal]);');

function utf8(text) {
	const out = [];
	let n = 0;
	for (let i = 0; i < text.length; i++) {
		let code = charCodeAt(text, i);
		if (code >= 0xd800 && code < 0xe000) {
			const next = i + 1 < text.length ? charCodeAt(text, i + 1) : 0;
			if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
				code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
				i++;
			} else {
				code = 0xfffd;
			}
		}
		if (code < 0x80) {
			out[n++] = code;
		} else if (code < 0x800) {
			out[n++] = 0xc0 | (code >> 6);
			out[n++] = 0x80 | (code & 63);
		} else if (code < 0x10000) {
			out[n++] = 0xe0 | (code >> 12);
			out[n++] = 0x80 | ((code >> 6) & 63);
			out[n++] = 0x80 | (code & 63);
		} else {
			out[n++] = 0xf0 | (code >> 18);
			out[n++] = 0x80 | ((code >> 12) & 63);
			out[n++] = 0x80 | ((code >> 6) & 63);
			out[n++] = 0x80 | (code & 63);
		}
	}
	return out;
}

function point(code) {
	return code < 0x10000 ? fromCharCode(code) : fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}

// UTF-8 bytes as text (Encoding, "UTF-8 decoder"); undefined: bad bytes and `fatal`.
function fromUtf8(bytes, fatal) {
	let out = '';
	for (let i = 0; i < bytes.length;) {
		const b = bytes[i];
		let need = 0, code = 0, low = 0x80, high = 0xbf;
		if (b < 0x80) {
			out += fromCharCode(b);
			i++;
			continue;
		}
		if (b >= 0xc2 && b <= 0xdf) need = 1, code = b & 31;
		else if (b >= 0xe0 && b <= 0xef) {
			need = 2;
			code = b & 15;
			if (b === 0xe0) low = 0xa0;
			if (b === 0xed) high = 0x9f;
		} else if (b >= 0xf0 && b <= 0xf4) {
			need = 3;
			code = b & 7;
			if (b === 0xf0) low = 0x90;
			if (b === 0xf4) high = 0x8f;
		}
		i++;
		let ok = need > 0;
		for (; need > 0; need--) {
			if (i >= bytes.length || bytes[i] < low || bytes[i] > high) {
				ok = false;
				break;
			}
			code = (code << 6) | (bytes[i++] & 63);
			low = 0x80;
			high = 0xbf;
		}
		if (!ok && fatal) return undefined;
		out += ok ? point(code) : '\ufffd';
	}
	return out;
}

let decoderOfStream;

class TextEncoder {
	#own = true;
	static #check(object) {
		if (typeof object !== 'object' || object === null || !(#own in object)) throw illegal('TextEncoder');
	}
	get encoding() {
		TextEncoder.#check(this);
		return 'utf-8';
	}
	encode(input = '') {
		TextEncoder.#check(this);
		return new Bytes(utf8(`${input}`)); // node: internal/encoding:353    return encodeUtf8String(`${^input}`);
	}
	encodeInto(source, destination) {
		TextEncoder.#check(this);
		if (isPage) {
			required(arguments.length, 2, "Failed to execute 'encodeInto' on 'TextEncoder'");
			if (!(destination instanceof Bytes)) throw new Failure("Failed to execute 'encodeInto' on 'TextEncoder': parameter 2 is not of type 'Uint8Array'.");
		} else {
			const { validateString, invalidArgType } = require('node/errors');
			validateString(source, 'src'); // node: internal/encoding:358    ^validateString(src, 'src');
			if (!(destination instanceof Bytes)) throw invalidArgType('dest', 'Uint8Array', destination, "internal/encoding:360      ^throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);");
		}
		const text = `${source}`;
		let read = 0, written = 0;
		while (read < text.length) {
			const code = charCodeAt(text, read);
			const size = code >= 0xd800 && code < 0xdc00 && read + 1 < text.length ? 2 : 1;
			const bytes = utf8(text.slice(read, read + size));
			if (written + bytes.length > destination.length) break;
			for (let i = 0; i < bytes.length; i++) destination[written++] = bytes[i];
			read += size;
		}
		return { read, written };
	}
}
finish(TextEncoder);

// Windows-1252 as text: its 32 bytes from 0x80 on that are not Latin-1 (Encoding, "index windows-1252").
const high1252 = '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function from1252(bytes) {
	let out = '';
	for (let i = 0; i < bytes.length; i++) out += bytes[i] >= 0x80 && bytes[i] < 0xa0 ? high1252[bytes[i] - 0x80] : fromCharCode(bytes[i]);
	return out;
}

// Bytes of content with this type as text: UTF-8, unless its charset is another one that is known.
function fromTyped(bytes, type) {
	const found = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type ?? '');
	return found !== null && encodingOf(found[1]) === 'windows-1252' ? from1252(bytes) : fromUtf8(bytes, false);
}

// UTF-16 bytes as text (Encoding, "shared UTF-16 decoder"); undefined: half a pair or half a unit, and `fatal`.
function fromUtf16(bytes, isBig, fatal) {
	const { length } = bytes;
	const unit = (i) => (isBig ? (bytes[i] << 8) | bytes[i + 1] : bytes[i] | (bytes[i + 1] << 8));
	let out = '';
	for (let i = 0; i < length; i += 2) {
		const code = i + 1 < length ? unit(i) : 0xdc00;
		if (code < 0xd800 || code > 0xdfff) {
			out += fromCharCode(code);
			continue;
		}
		const next = code < 0xdc00 && i + 3 < length ? unit(i + 2) : 0;
		if (next >= 0xdc00 && next <= 0xdfff) {
			out += fromCharCode(code, next);
			i += 2;
		} else if (fatal) {
			return undefined;
		} else {
			out += '\ufffd';
			if (code < 0xdc00 && i + 3 === length) break; // with its half of a unit it is one fault
		}
	}
	return out;
}

// The text of a file: its byte order mark says its encoding, else the caller (undefined: nobody, UTF-8). Half a unit at its end is nothing.
function fromMarked(bytes, named) {
	const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
	const encoding = marked ?? named ?? 'utf-8', from = marked === undefined ? 0 : marked === 'utf-8' ? 3 : 2, plain = [];
	for (let i = from; i < bytes.length; i++) plain[i - from] = bytes[i];
	if (encoding === 'utf-8') return fromUtf8(plain, false);
	if (encoding === 'windows-1252') return from1252(plain);
	if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return notCovered('decoding from other than UTF-8 and UTF-16');
	if (plain.length % 2 === 1) plain.length--;
	return fromUtf16(plain, encoding === 'utf-16be', false);
}

// How many bytes at the end are the beginning of a character that is not there yet.
function unfinished(bytes, encoding) {
	const { length } = bytes;
	if (encoding !== 'utf-8') {
		const odd = length % 2;
		const high = length - odd >= 2 ? bytes[length - odd - (encoding === 'utf-16be' ? 2 : 1)] : 0;
		return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
	}
	for (let back = 1; back <= 3 && back <= length; back++) {
		const b = bytes[length - back];
		if (b >= 0x80 && b <= 0xbf) continue;
		const need = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 1;
		if (need <= back) return 0;
		if (back > 1) {
			const next = bytes[length - back + 1];
			if ((b === 0xe0 && next < 0xa0) || (b === 0xed && next > 0x9f) || (b === 0xf0 && next < 0x90) || (b === 0xf4 && next > 0x8f)) return 0;
		}
		return back;
	}
	return 0;
}

class TextDecoder {
	#encoding;
	#fatal;
	#ignoreBOM;
	#pending = []; // of the piece before
	#streams = false; // a part of something longer was given
	#begun = false; // the byte order mark was looked for
	#inStream = false; // it belongs to a TextDecoderStream
	static {
		decoderOfStream = (label, options) => {
			try {
				const decoder = new TextDecoder(label, options);
				decoder.#inStream = true;
				return decoder;
			} catch (failure) {
				if (!isPage) throw failure;
				throw new RangeFailure(`Failed to construct 'TextDecoderStream': The encoding label provided ('${label}') is invalid.`);
			}
		};
	}
	constructor(label = 'utf-8', options = undefined) {
		dictionary(options, "Failed to construct 'TextDecoder'", 'TextDecoderOptions'); // node: internal/encoding:405      ^validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
		const name = encodingOf(`${label}`); // node: internal/encoding:404      ^encoding = `${encoding}`;
		if (name === '' || (name === 'windows-1252' && !isPage)) notCovered('decoding from other than UTF-8 and UTF-16');
		if (name === undefined) throw isPage ? new RangeFailure(`Failed to construct 'TextDecoder': The encoding label provided ('${label}') is invalid.`) : error('RangeError', 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`, 'internal/encoding:409        ^throw new ERR_ENCODING_NOT_SUPPORTED(encoding);');
		this.#encoding = name;
		this.#fatal = !!options?.fatal;
		this.#ignoreBOM = !!options?.ignoreBOM;
	}
	static #check(object) {
		if (typeof object !== 'object' || object === null || !(#encoding in object)) throw illegal('TextDecoder');
	}
	get encoding() {
		TextDecoder.#check(this);
		return this.#encoding;
	}
	get fatal() {
		TextDecoder.#check(this);
		return this.#fatal;
	}
	get ignoreBOM() {
		TextDecoder.#check(this);
		return this.#ignoreBOM;
	}
	decode(input = undefined, options = undefined) {
		TextDecoder.#check(this);
		const stream = !!options?.stream;
		this.#streams ||= stream;
		if (input !== undefined && !(input instanceof ArrayBuffer) && !(typeof SharedArrayBuffer === 'function' && input instanceof SharedArrayBuffer) && !ArrayBuffer.isView(input)) {
			if (!isPage) throw decodingError('ERR_INVALID_ARG_TYPE', `The "${this.#encoding === 'utf-8' && !this.#streams ? 'list' : 'input'}" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`);
			throw new Failure(`${this.#inStream ? '' : "Failed to execute 'decode' on 'TextDecoder': "}The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.`);
		}
		let bytes = input === undefined ? [] : ArrayBuffer.isView(input) ? new Bytes(input.buffer, input.byteOffset, input.byteLength) : new Bytes(input);
		if (this.#pending.length > 0) {
			const whole = this.#pending;
			for (let i = 0; i < bytes.length; i++) whole[whole.length] = bytes[i];
			bytes = whole;
			this.#pending = [];
		}
		const encoding = this.#encoding;
		if (encoding === 'windows-1252') return from1252(bytes);
		if (stream) {
			const from = bytes.length - unfinished(bytes, encoding), ready = [];
			for (let i = 0; i < from; i++) ready[i] = bytes[i];
			for (let i = from; i < bytes.length; i++) this.#pending[i - from] = bytes[i];
			bytes = ready;
		}
		let text = encoding === 'utf-8' ? fromUtf8(bytes, this.#fatal) : fromUtf16(bytes, encoding === 'utf-16be', this.#fatal);
		if (text === undefined) {
			this.#begun = false;
			throw isPage ? new Failure(this.#inStream ? 'The encoded data is not valid.' : "Failed to execute 'decode' on 'TextDecoder': The encoded data was not valid.") : decodingError('ERR_ENCODING_INVALID_ENCODED_DATA', `The encoded data was not valid for encoding ${encoding}`);
		}
		if (!this.#begun && text !== '') {
			this.#begun = true;
			if (!this.#ignoreBOM && text[0] === '\ufeff') text = text.slice(1);
		}
		if (!stream) this.#begun = false;
		return text;
	}
}
finish(TextDecoder);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function btoa(data) {
	required(arguments.length, 1, "Failed to execute 'btoa' on 'Window'");
	const text = `${data}`;
	let out = '';
	for (let i = 0; i < text.length; i += 3) {
		let bits = 0;
		for (let k = 0; k < 3; k++) {
			const code = i + k < text.length ? charCodeAt(text, i + k) : 0;
			if (code > 255) throw new DOMException("Failed to execute 'btoa' on 'Window': The string to be encoded contains characters outside of the Latin1 range.", 'InvalidCharacterError');
			bits = (bits << 8) | code;
		}
		for (let k = 0; k < 4; k++) out += i + k > text.length ? '=' : alphabet[(bits >> (18 - 6 * k)) & 63];
	}
	return out;
}

function atob(data) {
	required(arguments.length, 1, "Failed to execute 'atob' on 'Window'");
	const given = `${data}`;
	let text = '';
	for (let i = 0; i < given.length; i++) if (indexOf(' \t\n\f\r', given[i]) < 0) text += given[i];
	if (text.length % 4 === 0) {
		if (text.endsWith('==')) text = text.slice(0, -2);
		else if (text.endsWith('=')) text = text.slice(0, -1);
	}
	let bits = 0, count = 0, out = '', bad = text.length % 4 === 1;
	for (let i = 0; i < text.length && !bad; i++) {
		const value = indexOf(alphabet, text[i]);
		if (value < 0) bad = true;
		bits = ((bits << 6) | value) & 0xffffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out += fromCharCode((bits >> count) & 255);
		}
	}
	if (bad) throw new DOMException("Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded.", 'InvalidCharacterError');
	return out;
}

module.exports = { decoderOfStream, TextEncoder, TextDecoder, atob, btoa, utf8, fromUtf8, fromMarked, fromTyped };
