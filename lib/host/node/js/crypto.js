// SPDX-License-Identifier: MIT
// crypto.js - node:crypto: digests, what is random, and the rest of the module: cipher.js, crypto_keys.js, crypto_signatures.js.
'use strict';

const { primordial, error, digest, hmac, pbkdf2: derive, randomFill: fillRandom, io, madeAt, notCoveredFunction, thrown } = require('host');
const { invalidArgType, nativeError, outOfRange, validateBoolean, validateFunction, validateInteger, validateNumber, validateObject, validateString, validateUint32 } = require('node/errors');
const { Buffer } = require('node/buffer');
const { Transform } = require('node/stream');
const types = require('node/util_types');
const { normalizeEncoding } = require('node/encodings');
const keys = require('node/crypto_keys');
const { secretBytes } = keys;
const inherit = primordial('Object.setPrototypeOf');
const toLowerCase = primordial('String.prototype.toLowerCase');
const replaceDash = (name) => primordial('Array.prototype.join')(primordial('String.prototype.split')(name, '-'), '');
const Uint8Array = primordial('Uint8Array');

const names = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const sizes = { __proto__: null, md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };
const others = ['ripemd160', 'rmd160', 'sha3224', 'sha3256', 'sha3384', 'sha3512', 'shake128', 'shake256', 'blake2b512', 'blake2s256', 'sha512224', 'sha512256', 'sm3', 'md5sha1', 'ripemd'];
const aliases = /^(?:rsa-(md5|sha1|sha224|sha256|sha384|sha512)|(md5|sha1|sha224|sha256|sha384|sha512)withrsaencryption|ssl3-(md5|sha1))$/;

function nameOf(algorithm) {
	const lower = toLowerCase(algorithm), alias = primordial('RegExp.prototype.exec')(aliases, lower);
	const name = alias !== null ? alias[1] ?? alias[2] ?? alias[3] : lower === 'rsa-sha1-2' ? 'sha1' : replaceDash(lower);
	for (let i = 0; i < names.length; i++) if (names[i] === name) return name;
	const hashes = require('node/crypto_names').hashes();
	for (let i = 0; i < others.length; i++) if (others[i] === name) require('host').notCovered(`the digest ${algorithm}`);
	for (let i = 0; i < hashes.length; i++) if (toLowerCase(hashes[i]) === lower) require('host').notCovered(`the digest ${algorithm}`);
	return undefined;
}

// Arguments that may be keys, too, and what Node says that they must be.
const keyed = { __proto__: null, key: ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'], ikm: ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'] };
const lines = { __proto__: null, data: 'internal/crypto/hash:140    ^throw new ERR_INVALID_ARG_TYPE(', key: 'internal/crypto/keys:595    ^throw new ERR_INVALID_ARG_TYPE(' };
const usual = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
function bytesOf(value, encoding, name, expected = keyed[name] ?? (name === 'data' ? ['string', 'Buffer', 'TypedArray', 'DataView'] : usual), line = lines[name]) {
	if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
	const secret = keyed[name] ? secretBytes(value) : undefined;
	if (secret !== undefined) return secret;
	if (types.isArrayBufferView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	if (types.isAnyArrayBuffer(value)) return new Uint8Array(value);
	throw invalidArgType(name, expected, value, line);
}

const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const kHandle = Symbol('kHandle');
const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

function finish(self, outputEncoding, compute) {
	if (self[kState][kFinalized]) throw error('Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', 'internal/crypto/hash:153    ^throw new ERR_CRYPTO_HASH_FINALIZED();');
	const encoding = outputEncoding ? normalizeEncoding(`${outputEncoding}`) : undefined; // node: internal/crypto/hash:156  const ret = this[kHandle].digest(outputEncoding && `${^outputEncoding}`);
	self[kState][kFinalized] = true;
	const result = asBuffer(compute(Buffer.concat(partsOf(self[kHandle])))); // an unknown encoding is none
	return encoding === undefined ? result : result.toString(encoding);
}

function update(data, encoding) {
	if (this[kState][kFinalized]) throw error('Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', 'internal/crypto/hash:135    ^throw new ERR_CRYPTO_HASH_FINALIZED();');
	const bytes = bytesOf(data, encoding, 'data');
	const parts = partsOf(this[kHandle]);
	parts[parts.length] = Buffer.from(bytes);
	return this;
}

// What computes in Node, as it shows when it is printed. Here it collects what it is given.
let partsOf;
const Handles = {
	Hash: class Hash {
		#parts;
		static {
			partsOf = (handle) => handle.#parts;
		}
		constructor(parts) {
			this.#parts = parts;
		}
	},
};
Handles.Hmac = class Hmac extends Handles.Hash {};
inherit(Handles.Hmac.prototype, primordial('Object.prototype'));

function setUp(self, kind, parts, options) {
	self[kHandle] = new Handles[kind](parts);
	self[kState] = { [kFinalized]: false };
	self._options = options;
}

// Their streams are made when somebody asks for the state of one.
function makeLazy(prototype) {
	const names = ['_readableState', '_writableState'];
	for (let i = 0; i < names.length; i++) {
		const name = names[i];
		primordial('Object.defineProperty')(prototype, name, {
			__proto__: null,
			get() {
				Transform.call(this, this._options);
				this._writableState.decodeStrings = false;
				if (!this._options || !this._options.defaultEncoding) this._writableState.defaultEncoding = 'buffer';
				return this[name];
			},
			set(value) {
				primordial('Object.defineProperty')(this, name, { __proto__: null, value, enumerable: true, configurable: true, writable: true });
			},
			configurable: true,
			enumerable: true,
		});
	}
}

function transformWith(chunk, encoding, callback) {
	this.update(chunk, encoding);
	callback();
}

function flushWith(callback) {
	this.push(this.digest());
	callback();
}

function Hash(algorithm, options) {
	if (!(this instanceof Hash)) return new Hash(algorithm, options);
	validateString(algorithm, 'algorithm'); // node: internal/crypto/hash:93    ^validateString(algorithm, 'algorithm');
	const wanted = typeof options === 'object' && options !== null ? options.outputLength : undefined;
	if (wanted !== undefined) validateUint32(wanted, 'options.outputLength'); // node: internal/crypto/hash:97    ^validateUint32(xofLen, 'options.outputLength');
	const name = nameOf(algorithm);
	if (name !== undefined && wanted !== undefined && wanted !== sizes[name]) require('host').notCovered('the option outputLength of a digest of another length');
	if (name === undefined) {
		const err = new (primordial('Error'))('Digest method not supported');
		err.code = 'ERR_CRYPTO_INVALID_DIGEST';
		delete err.code;
		const place = 'internal/crypto/hash:101  this[kHandle] = ^new _Hash(algorithm, xofLen, algorithmId, getHashCache());';
		throw thrown(madeAt(err, place), place);
	}
	primordial('Object.defineProperty')(this, kName, { __proto__: null, value: name, enumerable: false });
	setUp(this, 'Hash', [], options);
}
const kName = Symbol('kName');
const kKey = Symbol('kKey');
inherit(Hash.prototype, Transform.prototype);
inherit(Hash, Transform);
makeLazy(Hash.prototype);
Hash.prototype.update = update;
Hash.prototype._transform = transformWith;
Hash.prototype._flush = flushWith;
Hash.prototype.digest = function(outputEncoding) {
	return finish(this, outputEncoding, (bytes) => digest(this[kName], bytes));
};
Hash.prototype.copy = function(options) {
	if (this[kState][kFinalized]) throw error('Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', 'internal/crypto/hash:117    ^throw new ERR_CRYPTO_HASH_FINALIZED();');
	const copy = new Hash(this[kName], options);
	const mine = partsOf(this[kHandle]), its = partsOf(copy[kHandle]);
	for (let i = 0; i < mine.length; i++) its[i] = mine[i];
	return copy;
};

function Hmac(algorithm, key, options) {
	if (!(this instanceof Hmac)) return new Hmac(algorithm, key, options);
	validateString(algorithm, 'hmac', "internal/crypto/hash:164  ^validateString(hmac, 'hmac');");
	const bytes = bytesOf(key, options?.encoding, 'key');
	const name = nameOf(algorithm);
	if (name === undefined) throw error('Error', 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`, 'internal/crypto/hash:168  this[kHandle].^init(hmac, key);');
	primordial('Object.defineProperty')(this, kName, { __proto__: null, value: name, enumerable: false });
	primordial('Object.defineProperty')(this, kKey, { __proto__: null, value: bytes, enumerable: false });
	setUp(this, 'Hmac', [], options);
}
inherit(Hmac.prototype, Transform.prototype);
inherit(Hmac, Transform);
makeLazy(Hmac.prototype);
Hmac.prototype.update = update;
Hmac.prototype._transform = transformWith;
Hmac.prototype._flush = flushWith;
Hmac.prototype.digest = function(outputEncoding) {
	if (this[kState][kFinalized]) return outputEncoding && outputEncoding !== 'buffer' ? Buffer.from('').toString(outputEncoding) : Buffer.from('');
	if (outputEncoding) outputEncoding = `${outputEncoding}`; // node: internal/crypto/hash:191  const ret = this[kHandle].digest(outputEncoding && `${^outputEncoding}`);
	return finish(this, outputEncoding, (bytes) => hmac(this[kName], this[kKey], bytes));
};


// ---- chance

function checkSize(size) {
	if (typeof size !== 'number') throw invalidArgType('size', 'number', size); // node: internal/crypto/random:82  ^validateNumber(size, 'size');
	if (size !== size || size > 2147483647 || size < 0) throw outOfRange('size', '>= 0 && <= 2147483647', size, 'internal/crypto/random:86    ^throw new ERR_OUT_OF_RANGE(\'size\',');
	return size >>> 0;
}

// Work of the thread pool: how long it takes is a guess.
function inPool(microseconds, compute, callback) {
	io(() => {
		let result;
		try {
			result = compute();
		} catch (err) {
			callback(err);
			return;
		}
		callback(null, result);
	}, microseconds);
}

function randomBytes(size, callback) {
	size = checkSize(size);
	if (callback !== undefined) validateFunction(callback, 'callback'); // node: internal/crypto/random:100    ^validateFunction(callback, 'callback');
	const buffer = Buffer.alloc(size);
	if (callback === undefined) return fillRandom(buffer);
	inPool(150, () => fillRandom(buffer), callback);
	return undefined;
}
const maxSize = 2 ** 31 - 1;
function offsetOf(offset, element, length) {
	validateNumber(offset, 'offset'); // node: internal/crypto/random:70  ^validateNumber(offset, 'offset');
	offset *= element;
	if (offset !== offset || offset > length || offset < 0) throw outOfRange('offset', `>= 0 && <= ${length}`, offset, "internal/crypto/random:75    ^throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${maxLength}`, offset);");
	return offset >>> 0;
}
function sizeOf(size, element, offset, length) {
	validateNumber(size, 'size');
	size *= element;
	if (size !== size || size > maxSize || size < 0) throw outOfRange('size', `>= 0 && <= ${maxSize}`, size, "internal/crypto/random:86    ^throw new ERR_OUT_OF_RANGE('size',");
	if (size + offset > length) throw outOfRange('size + offset', `<= ${length}`, size + offset, "internal/crypto/random:91    ^throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);");
	return size >>> 0;
}
const isFillable = (buffer) => types.isAnyArrayBuffer(buffer) || types.isArrayBufferView(buffer);
// The asked part of `buffer`, checked, is filled.
function fillPart(buffer, offset, size) {
	const element = buffer.BYTES_PER_ELEMENT || 1, start = offsetOf(offset, element, buffer.byteLength);
	const count = size === undefined ? buffer.byteLength - start : sizeOf(size, element, start, buffer.byteLength);
	return () => {
		fillRandom(types.isAnyArrayBuffer(buffer) ? new Uint8Array(buffer, start, count) : new Uint8Array(buffer.buffer, buffer.byteOffset + start, count));
		return buffer;
	};
}
function randomFillSync(buffer, offset = 0, size = undefined) {
	if (!isFillable(buffer)) throw invalidArgType('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer, 'internal/crypto/random:119    ^throw new ERR_INVALID_ARG_TYPE(');
	return fillPart(buffer, offset, size)();
}
function randomFill(buffer, offset, size, callback) {
	if (!isFillable(buffer)) throw invalidArgType('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer, 'internal/crypto/random:153    ^throw new ERR_INVALID_ARG_TYPE(');
	if (typeof offset === 'function') [callback, offset, size] = [offset, 0, buffer.length];
	else if (typeof size === 'function') [callback, size] = [size, buffer.length - offset];
	else validateFunction(callback, 'callback'); // node: internal/crypto/random:170    ^validateFunction(callback, 'callback');
	const fill = fillPart(buffer, offset, size);
	inPool(150, fill, callback);
}
function randomInt(min, max, callback) {
	const given = max;
	if (max === undefined || typeof max === 'function') {
		callback = max;
		max = min;
		min = 0;
	}
	if (callback !== undefined) validateFunction(callback, 'callback'); // node: internal/crypto/random:223    ^validateFunction(callback, 'callback');
	if (!primordial('Number.isSafeInteger')(min)) throw invalidArgType('min', 'a safe integer', min, "internal/crypto/random:226    ^throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);");
	if (!primordial('Number.isSafeInteger')(max)) throw invalidArgType('max', 'a safe integer', max, 'internal/crypto/random:229    ^throw new ERR_INVALID_ARG_TYPE(\'max\', \'a safe integer\', max);');
	if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max, 'internal/crypto/random:232    ^throw new ERR_OUT_OF_RANGE(');
	const range = max - min;
	if (range > 281474976710655) throw outOfRange(given === undefined || typeof given === 'function' ? 'max' : 'max - min', '<= 281474976710655', range, "internal/crypto/random:241    ^throw new ERR_OUT_OF_RANGE(`max${minNotSpecified ? '' : ' - min'}`,");
	const draw = () => {
		const bytes = fillRandom(Buffer.alloc(6));
		return (bytes.readUIntBE(0, 6) % (max - min)) + min;
	};
	if (callback === undefined) return draw();
	inPool(150, draw, callback);
	return undefined;
}
function randomUUID(options) {
	if (options !== undefined) validateObject(options, 'options'); // node: internal/crypto/random:404    ^validateObject(options, 'options');
	const { disableEntropyCache = false } = options || {};
	validateBoolean(disableEntropyCache, 'options.disableEntropyCache'); // node: internal/crypto/random:409  ^validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
	const bytes = fillRandom(Buffer.alloc(16));
	bytes[6] = (bytes[6] & 15) | 64;
	bytes[8] = (bytes[8] & 63) | 128;
	const hex = bytes.toString('hex');
	const slice = primordial('String.prototype.slice');
	return `${slice(hex, 0, 8)}-${slice(hex, 8, 12)}-${slice(hex, 12, 16)}-${slice(hex, 16, 20)}-${slice(hex, 20)}`;
}

// ---- keys out of passwords

// `checkMore` looks at what else there is before the digest is asked for, in this line of Node's file.
function pbkdf2Arguments(password, salt, iterations, keylen, algorithm, line, checkMore = () => {}) {
	validateString(algorithm, 'digest', "internal/crypto/pbkdf2:82  ^validateString(digest, 'digest');");
	const bytes = bytesOf(password, 'utf8', 'password'); // node: internal/crypto/pbkdf2:84  password = ^getArrayBufferOrView(password, 'password');
	const salted = bytesOf(salt, 'utf8', 'salt'); // node: internal/crypto/pbkdf2:85  salt = ^getArrayBufferOrView(salt, 'salt');
	validateInteger(iterations, 'iterations', 1, 2147483647); // node: internal/crypto/pbkdf2:88  ^validateInt32(iterations, 'iterations', 1);
	validateInteger(keylen, 'keylen', 0, 2147483647); // node: internal/crypto/pbkdf2:89  ^validateInt32(keylen, 'keylen', 0);
	checkMore();
	const name = nameOf(algorithm);
	if (name === undefined) throw error('TypeError', 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`, `internal/crypto/pbkdf2:${line}  const job = ^new PBKDF2Job(`);
	return () => asBuffer(derive(name, bytes, salted, iterations, keylen));
}
function pbkdf2(password, salt, iterations, keylen, algorithm, callback) {
	if (typeof algorithm === 'function') {
		callback = algorithm;
		algorithm = undefined;
	}
	const compute = pbkdf2Arguments(password, salt, iterations, keylen, algorithm, 44, () => validateFunction(callback, 'callback')); // node: internal/crypto/pbkdf2:42  ^validateFunction(callback, 'callback');
	// about a microsecond a round
	inPool(200 + iterations, compute, callback);
}
function pbkdf2Sync(password, salt, iterations, keylen, algorithm) {
	return pbkdf2Arguments(password, salt, iterations, keylen, algorithm, 66)();
}

function timingSafeEqual(a, b) {
	for (const [name, value] of [['buf1', a], ['buf2', b]]) {
		if (!types.isArrayBufferView(value) && !types.isAnyArrayBuffer(value)) throw nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
	}
	if (a.byteLength !== b.byteLength) throw nativeError(primordial('RangeError'), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
	return Buffer.compare(asBuffer(bytesOf(a)), asBuffer(bytesOf(b))) === 0;
}

const { webcrypto, subtle } = require('node/web_crypto')({ asBuffer, bytesOf, digest, io, nameOf, randomFillSync, randomUUID });

// hash(algorithm, data[, outputEncoding]): in one go.
function hash(algorithm, input, outputEncoding = 'hex') {
	validateString(algorithm, 'algorithm'); // node: internal/crypto/hash:222  ^validateString(algorithm, 'algorithm');
	if (typeof input !== 'string' && !types.isArrayBufferView(input)) throw invalidArgType('input', ['string', 'Buffer', 'TypedArray', 'DataView'], input, "internal/crypto/hash:224    ^throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);");
	const name = nameOf(algorithm);
	if (name === undefined) throw new (primordial('Error'))(`Digest method ${algorithm} is not supported`);
	const result = asBuffer(digest(name, bytesOf(input, 'utf8', 'input')));
	return outputEncoding === 'buffer' ? result : result.toString(outputEncoding);
}

const ciphers = require('node/cipher')({ nameOf, bytesOf, inPool });

module.exports = {
	...ciphers,
	...keys({ inPool }),
	...require('node/crypto_signatures')({ nameOf, bytesOf }),
	hash,
	createHash: (algorithm, options) => new Hash(algorithm, options),
	createHmac: (hmacName, key, options) => new Hmac(hmacName, key, options),
	getHashes: () => require('node/crypto_names').hashes(), getCiphers: () => require('node/crypto_names').ciphers(), getCurves: () => require('node/crypto_names').curves(),
	...require('node/crypto_primes'),
	pbkdf2, pbkdf2Sync, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, timingSafeEqual, Hash, Hmac, webcrypto, subtle,
	getRandomValues: (view) => webcrypto.getRandomValues(view),
};
const refused = ['generatePrime', 'generatePrimeSync'];
for (let i = 0; i < refused.length; i++) module.exports[refused[i]] = notCoveredFunction(`crypto.${refused[i]}`);
// Deprecated and inner things of Node's.
for (const name of ['Cipher', 'Decipher', 'X509Certificate', 'createCipher', 'createDecipher', 'prng', 'pseudoRandomBytes', 'rng', 'secureHeapUsed', 'setEngine', 'setFips']) module.exports[name] = require('host').notCoveredFunction(`crypto.${name}`);
// Both ways of it: an instance, and the class itself.
function Certificate() {
	if (!(this instanceof Certificate)) return new Certificate();
}
for (const name of ['exportChallenge', 'exportPublicKey', 'verifySpkac']) Certificate[name] = Certificate.prototype[name] = notCoveredFunction(`crypto.Certificate.${name}`);
module.exports.Certificate = Certificate;
module.exports.getFips = function getFips() {
	return 0;
};
const defineProperty = primordial('Object.defineProperty');
defineProperty(module.exports, 'constants', { __proto__: null, value: require('node/crypto_constants'), writable: false, enumerable: true, configurable: true });
defineProperty(module.exports, 'fips', { __proto__: null, enumerable: false, configurable: true, get: module.exports.getFips, set: () => require('host').notCovered('crypto.fips') });
require('node/member_orders').arrange(module.exports, 'crypto');
require('node/member_faces').face(module.exports, 'crypto');
require('node/unprintable').hideModule(module.exports, 'crypto');
defineProperty(module.exports, 'constants', { __proto__: null, configurable: false });
