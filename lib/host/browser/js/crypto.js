// SPDX-License-Identifier: MIT
// crypto.js - window.crypto: random values as examples, digests; the rest of SubtleCrypto by name only.
'use strict';

const { primordial, notCoveredFunction, digest, random } = require('host');
const { finish, required, Failure } = require('web/idl');
const DOMException = primordial('DOMException');
const Promise = primordial('Promise');

const make = {};

function bytes(count) {
	const list = new Uint8Array(count);
	random(list);
	return list;
}

class SubtleCrypto {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'SubtleCrypto': Illegal constructor");
	}
	digest(algorithm, data) {
		try {
			required(arguments.length, 2, "Failed to execute 'digest' on 'SubtleCrypto'");
			const name = typeof algorithm === 'object' && algorithm !== null ? algorithm.name : algorithm, kind = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' }[`${name}`.toUpperCase()];
			if (kind === undefined) throw new DOMException("Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name", 'NotSupportedError');
			if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) throw new Failure("Failed to execute 'digest' on 'SubtleCrypto': The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.");
			const view = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
			// A short text is done with at once, as in Chromium.
			return Promise.resolve(digest(kind, view).buffer);
		} catch (error) {
			return Promise.reject(error);
		}
	}
}
finish(SubtleCrypto);
for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey']) {
	Object.defineProperty(SubtleCrypto.prototype, name, { __proto__: null, value: notCoveredFunction(`crypto.subtle.${name}`), enumerable: true, writable: true, configurable: true });
}
const subtle = new SubtleCrypto(make);

class Crypto {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'Crypto': Illegal constructor");
	}
	get subtle() {
		return subtle;
	}
	getRandomValues(array) {
		required(arguments.length, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
		if (!ArrayBuffer.isView(array) || array instanceof DataView) throw new Failure("Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'.");
		if (array instanceof Float32Array || array instanceof Float64Array) throw new DOMException(`Failed to execute 'getRandomValues' on 'Crypto': The provided ArrayBufferView is of type '${array.constructor.name.replace('Array', '')}', which is not an integer array type.`, 'TypeMismatchError');
		if (array.byteLength > 65536) throw new DOMException(`Failed to execute 'getRandomValues' on 'Crypto': The ArrayBufferView's byte length (${array.byteLength}) exceeds the number of bytes of entropy available via this API (65536).`, 'QuotaExceededError');
		random(array);
		return array;
	}
	randomUUID() {
		const list = bytes(16);
		list[6] = (list[6] & 15) | 64;
		list[8] = (list[8] & 63) | 128;
		let text = '';
		for (let i = 0; i < 16; i++) text += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + (list[i] < 16 ? '0' : '') + list[i].toString(16);
		return text;
	}
}
finish(Crypto);

module.exports = { crypto: new Crypto(make), Crypto, SubtleCrypto };
