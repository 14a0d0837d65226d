// SPDX-License-Identifier: MIT
// web_crypto.js - crypto as the web has it: getRandomValues, randomUUID and digests, with what they refuse.
'use strict';

const { primordial, error, globalValue, madeAt, thrown, notCoveredFunction } = require('host');
const { nativeError } = require('node/errors');
const types = require('node/util_types');
const { Buffer } = require('node/buffer');
const Promise = primordial('Promise');
const toUpperCase = primordial('String.prototype.toUpperCase');
const TypeFailure = primordial('TypeError');

const digests = { __proto__: null, 'SHA-1': 1, 'SHA-256': 1, 'SHA-384': 1, 'SHA-512': 1 };

// What Web IDL's conversions throw: made in one line of Node's, thrown in `line`.
function refusal(code, message, line) {
	const err = madeAt(nativeError(TypeFailure, code, message), 'internal/crypto/webidl:45  const err = ^new TypeError(message);');
	return thrown(err, `internal/crypto/webidl:${line} ^throw makeException(`);
}
function required(given, count, prefix) {
	if (given < count) throw refusal('ERR_MISSING_ARGS', `${prefix}: ${count} argument${count === 1 ? '' : 's'} required, but only ${given} present.`, '234   ');
}
const wrongReceiver = (type, line) => error('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`, `internal/crypto/webcrypto:${line}  if (this !== ${type === 'Crypto' ? 'crypto' : 'subtle'}) ^throw new ERR_INVALID_THIS('${type}');`);
const exception = (message, name) => new (globalValue('DOMException'))(message, name);

// The name of a digest's algorithm in capitals (normalizeAlgorithm).
function digestOf(algorithm) {
	let name = algorithm;
	if (algorithm !== null && (typeof algorithm === 'object' || typeof algorithm === 'function')) {
		name = algorithm.name;
		if (name === undefined) throw refusal('ERR_MISSING_OPTION', "Failed to normalize algorithm: passed algorithm can not be converted to 'Algorithm' because 'name' is required in 'Algorithm'.", '301           ');
	} else if (typeof algorithm === 'symbol') {
		throw refusal('ERR_INVALID_ARG_TYPE', "Failed to execute 'digest' on 'SubtleCrypto': 1st argument is a Symbol and cannot be converted to a string.", '164       ');
	}
	const known = toUpperCase(`${name}`);
	if (digests[known] === undefined) throw exception('Unrecognized algorithm name', 'NotSupportedError'); // node: internal/crypto/util:353    ^throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
	return known;
}

// An instance of the class, whose prototype has the members.
function instance(Class, properties) {
	const { prototype } = Class, descriptors = primordial('Object.getOwnPropertyDescriptors')(properties);
	primordial('Object.defineProperties')(prototype, descriptors);
	primordial('Object.defineProperty')(prototype, Symbol.toStringTag, { __proto__: null, value: Class.name, configurable: true });
	return primordial('Object.create')(prototype);
}

// Both objects, by what crypto.js has.
module.exports = ({ asBuffer, bytesOf, digest, io, nameOf, randomFillSync, randomUUID }) => {
	const illegal = () => error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
	class SubtleCrypto {
		constructor() {
			throw illegal();
		}
	}
	class Crypto {
		constructor() {
			throw illegal();
		}
	}
	const digested = async (name, bytes) => new Promise((resolve) => {
		io(() => resolve(digest(name, bytes).buffer), 120);
	});
	const members = {
		async digest(algorithm, data) {
			if (this !== subtle) throw wrongReceiver('SubtleCrypto', 70);
			required(arguments.length, 2, "Failed to execute 'digest' on 'SubtleCrypto'");
			if (typeof algorithm === 'symbol') digestOf(algorithm);
			if (!types.isArrayBufferView(data) && !types.isAnyArrayBuffer(data)) throw refusal('ERR_INVALID_ARG_TYPE', "Failed to execute 'digest' on 'SubtleCrypto': 2nd argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.", '221     ');
			const name = nameOf(digestOf(algorithm));
			return digested(name, Buffer.from(bytesOf(data, undefined, 'data')));
		},
	};
	const later = ['decrypt', 'deriveBits', 'deriveKey', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey'];
	for (let i = 0; i < later.length; i++) members[later[i]] = notCoveredFunction(`crypto.subtle.${later[i]}`);
	const subtle = instance(SubtleCrypto, members);
	const webcrypto = instance(Crypto, {
		get subtle() {
			return subtle;
		},
		getRandomValues(view) {
			if (this !== webcrypto) throw wrongReceiver('Crypto', 994);
			required(arguments.length, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
			// whole numbers only, and not too many
			if (!types.isTypedArray(view) || types.isFloat32Array(view) || types.isFloat64Array(view)) throw exception('The data argument must be an integer-type TypedArray', 'TypeMismatchError'); // node: internal/crypto/random:323    ^throw lazyDOMException(
			if (view.byteLength > 65536) throw exception('The requested length exceeds 65,536 bytes', 'QuotaExceededError'); // node: internal/crypto/random:328    ^throw lazyDOMException(
			return randomFillSync(view, 0);
		},
		randomUUID() {
			if (this !== webcrypto) throw wrongReceiver('Crypto', 90);
			return randomUUID();
		},
	});
	return { webcrypto, subtle };
};
