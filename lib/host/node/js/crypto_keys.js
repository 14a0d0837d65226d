// SPDX-License-Identifier: MIT
// crypto_keys.js - KeyObjects of node:crypto. Keys are chance, so the bytes of a pair stand for it: they are examples of the right size, drawn
// as random bytes are, and the mathematics of a pair is to know which of the snippet's keys belong together.
'use strict';

const { primordial, error, digest, randomFill, notCovered } = require('host');
const { invalidArgType, invalidArgValue, validateFunction, validateObject, validateString, validateUint32 } = require('node/errors');
const { Buffer } = require('node/buffer');
const types = require('node/util_types');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const WeakMap = primordial('WeakMap');
const getWeak = primordial('WeakMap.prototype.get');
const setWeak = primordial('WeakMap.prototype.set');
const includes = primordial('Array.prototype.includes');
const startsWith = primordial('String.prototype.startsWith');
const slice = primordial('String.prototype.slice');
const trim = primordial('String.prototype.trim');
const defineProperty = primordial('Object.defineProperty');

// What a label stands for: as many bytes, the same ones for the same label.
function bytesFor(label, length) {
	const parts = [];
	for (let i = 0; i * 64 < length; i++) parts[i] = Buffer.from(digest('sha512', Buffer.from(`${label}|${i}`)));
	return Buffer.concat(parts).subarray(0, length);
}

// Sizes in bytes: of the exported forms of a public and a private key, and of a signature.
const curves = { __proto__: null, 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };
const curveBytes = { __proto__: null, prime256v1: 32, secp256k1: 32, secp384r1: 48, secp521r1: 66, secp224r1: 28, sect239k1: 30 };
const fixed = { __proto__: null, ed25519: { spki: 44, pkcs8: 48, signature: 64 }, ed448: { spki: 69, pkcs8: 73, signature: 114 }, x25519: { spki: 44, pkcs8: 48, shared: 32 }, x448: { spki: 68, pkcs8: 72, shared: 56 } };

function sizesOf(pair) {
	if (fixed[pair.type] !== undefined) return fixed[pair.type];
	if (pair.type === 'ec') {
		const n = curveBytes[pair.details.namedCurve];
		return { spki: 2 * n + (n > 47 ? 25 : 24) - (n === 32 && pair.details.namedCurve === 'prime256v1' ? -3 : 0), pkcs8: n * 3 + 42, sec1: n * 3 + 22, signature: 2 * n + 7, shared: n };
	}
	const n = pair.details.modulusLength / 8;
	return { spki: n + 38, pkcs1: pair.isPublic ? n + 14 : Math.floor(n * 4.65), pkcs8: Math.floor(n * 4.65) + 26, signature: n, encrypted: n };
}

// ---- KeyObject

const states = new WeakMap(); // KeyObject: { kind, pair, bytes }
const exported = new Map(); // the text or bytes of a key, as hex: its state

const kType = Symbol('kKeyType'), kAsymmetricType = Symbol('kAsymmetricKeyType'), kDetails = Symbol('kAsymmetricKeyDetails');

class KeyObject {
	constructor(type, handle) {
		if (type !== 'secret' && type !== 'public' && type !== 'private') throw invalidArgValue('type', type);
		if (handle === undefined || handle.pair === undefined && handle.bytes === undefined) throw invalidArgType('handle', 'object', handle);
		this[kType] = type;
		setWeak(states, this, handle);
	}
	get type() {
		return this[kType];
	}
	static from(key) {
		if (getWeak(states, key) !== undefined) return key;
		return notCovered('KeyObject.from');
	}
	equals(other) {
		const a = getWeak(states, this), b = getWeak(states, other);
		if (b === undefined) throw invalidArgType('otherKeyObject', 'KeyObject', other);
		return a.kind === b.kind && (a.pair !== undefined ? a.pair === b.pair : b.pair === undefined && a.bytes.equals(b.bytes));
	}
}

defineProperty(KeyObject.prototype, Symbol.toStringTag, { __proto__: null, value: 'KeyObject', configurable: true });

class SecretKeyObject extends KeyObject {
	constructor(bytes) {
		super('secret', { kind: 'secret', bytes });
	}
	get symmetricKeySize() {
		return getWeak(states, this).bytes.length;
	}
	export(options) {
		const { bytes } = getWeak(states, this);
		if (options !== undefined) {
			validateObject(options, 'options');
			if (options.format === 'jwk') return { kty: 'oct', k: bytes.toString('base64url') };
			if (options.format !== undefined && options.format !== 'buffer') throw invalidArgValue('options.format', options.format, "must be one of: undefined, 'buffer', 'jwk'");
		}
		return Buffer.from(bytes);
	}
}

class AsymmetricKeyObject extends KeyObject {
	get asymmetricKeyType() {
		return (this[kAsymmetricType] ??= getWeak(states, this).pair.type);
	}
	get asymmetricKeyDetails() {
		return { ...(this[kDetails] ??= { ...getWeak(states, this).pair.details }) };
	}
	export(options) {
		validateObject(options, 'options');
		return write(getWeak(states, this), options, 'options');
	}
}

class PublicKeyObject extends AsymmetricKeyObject {}
class PrivateKeyObject extends AsymmetricKeyObject {}

const objectOf = (state) => new (state.kind === 'public' ? PublicKeyObject : PrivateKeyObject)(state.kind, state);

// ---- keys as text and bytes

const headings = { __proto__: null, spki: 'PUBLIC KEY', pkcs8: 'PRIVATE KEY', sec1: 'EC PRIVATE KEY' };

function write(state, { format, type, cipher }, name) {
	if (format === 'jwk') notCovered('a key as JWK');
	if (format !== 'pem' && format !== 'der') throw invalidArgValue(`${name}.format`, format);
	const isPublic = state.kind === 'public', { pair } = state;
	const fits = type === 'pkcs1' ? startsWith(pair.type, 'rsa') : isPublic ? type === 'spki' : type === 'pkcs8' || (type === 'sec1' && pair.type === 'ec');
	if (!fits) {
		if (type === 'pkcs1' || type === 'sec1') throw error('Error', 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', `The selected key encoding ${type} ${type === 'pkcs1' ? 'can only be used for RSA keys' : 'can only be used for EC keys'}.`);
		throw invalidArgValue(`${name}.type`, type);
	}
	const size = sizesOf({ ...pair, isPublic })[type];
	const bytes = bytesFor(`${pair.id}|${state.kind}|${type}|${cipher ?? ''}`, size);
	bytes[0] = 0x30;
	let result = bytes;
	if (format === 'pem') {
		const heading = type === 'pkcs1' ? `RSA ${isPublic ? 'PUBLIC' : 'PRIVATE'} KEY` : cipher ? 'ENCRYPTED PRIVATE KEY' : headings[type];
		const text = bytes.toString('base64');
		result = `-----BEGIN ${heading}-----\n`;
		for (let i = 0; i < text.length; i += 64) result += `${slice(text, i, i + 64)}\n`;
		result += `-----END ${heading}-----\n`;
	}
	set(exported, bytes.toString('hex'), state);
	return result;
}

// The bytes that a text in PEM has between its headings.
function bytesOfText(text) {
	const body = primordial('RegExp.prototype.exec')(/-----BEGIN [A-Z ]+-----([^-]*)-----END/, text);
	return body === null ? undefined : Buffer.from(trim(body[1]), 'base64');
}

const accepted = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];

// The state of a key that a function is given: a KeyObject, what one was exported as, or { key } of either.
function stateOf(input, name = 'key') {
	let given = input;
	if (given !== null && typeof given === 'object' && getWeak(states, given) === undefined && !types.isArrayBufferView(given) && given.key !== undefined) {
		given = given.key;
		name = 'key.key';
	}
	const state = given !== null && typeof given === 'object' ? getWeak(states, given) : undefined;
	if (state !== undefined) return state;
	let bytes;
	if (typeof given === 'string') bytes = bytesOfText(given);
	else if (types.isArrayBufferView(given)) bytes = bytesOfText(Buffer.from(given).toString()) ?? Buffer.from(given);
	else throw invalidArgType(name, accepted, given); // node: internal/crypto/keys:566  ^throw new ERR_INVALID_ARG_TYPE(
	const known = bytes === undefined ? undefined : get(exported, bytes.toString('hex'));
	return known ?? notCovered('a key that the snippet has not made');
}

// The same, of this kind: a private key can stand for the public one.
function pairOf(input, kind) {
	const state = stateOf(input);
	if (state.pair === undefined || (kind === 'private' && state.kind !== 'private')) {
		throw error('TypeError', 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${state.kind}, expected ${kind === 'private' ? 'private' : 'private or public'}.`);
	}
	return state.pair;
}

function createPublicKey(key) {
	return objectOf({ kind: 'public', pair: pairOf(key, 'public') });
}
function createPrivateKey(key) {
	return objectOf({ kind: 'private', pair: pairOf(key, 'private') });
}
function createSecretKey(key, encoding) {
	if (typeof key !== 'string' && !types.isArrayBufferView(key) && !types.isAnyArrayBuffer(key)) throw invalidArgType('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key, 'internal/crypto/keys:595    ^throw new ERR_INVALID_ARG_TYPE(');
	return new SecretKeyObject(Buffer.from(key, encoding));
}
// The bytes of a secret key; undefined: it is none.
function secretBytes(key) {
	const state = key !== null && typeof key === 'object' ? getWeak(states, key) : undefined;
	return state?.kind === 'secret' ? state.bytes : undefined;
}

// ---- making them

const chance = (length) => {
	const bytes = Buffer.alloc(length);
	randomFill(bytes);
	return bytes;
};

function detailsOf(type, options) {
	const simple = fixed[type] !== undefined;
	if (type !== 'rsa' && type !== 'rsa-pss' && type !== 'ec' && !simple) {
		if (type === 'dsa' || type === 'dh') notCovered(`a pair of ${type} keys`);
		throw invalidArgValue('type', type, 'must be a supported key type'); // node: internal/crypto/keygen:344  ^throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
	}
	if (simple) return {};
	validateObject(options, 'options'); // node: internal/crypto/keygen:181      ^validateObject(options, 'options');
	if (type === 'ec') {
		validateString(options.namedCurve, 'options.namedCurve');
		const namedCurve = curves[options.namedCurve] ?? options.namedCurve;
		if (curveBytes[namedCurve] === undefined) throw error('TypeError', 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
		return { namedCurve };
	}
	validateUint32(options.modulusLength, 'options.modulusLength'); // node: internal/crypto/keygen:183      ^validateUint32(modulusLength, 'options.modulusLength');
	const { publicExponent = 0x10001 } = options;
	validateUint32(publicExponent, 'options.publicExponent');
	return { modulusLength: options.modulusLength, publicExponent: primordial('BigInt')(publicExponent) };
}

function checkEncoding(options, name) {
	const encoding = options?.[name];
	if (encoding == null) return undefined;
	validateObject(encoding, `options.${name}`);
	if (!includes(['pem', 'der', 'jwk'], encoding.format)) throw invalidArgValue(`options.${name}.format`, encoding.format);
	return encoding;
}

// Check the arguments; what makes the pair then: { publicKey, privateKey }.
function pairMaker(type, options) {
	validateString(type, 'type'); // node: internal/crypto/keygen:170  ^validateString(type, 'type');
	if (options !== undefined) validateObject(options, 'options'); // node: internal/crypto/keygen:175    ^validateObject(options, 'options');
	const publicEncoding = checkEncoding(options, 'publicKeyEncoding'), privateEncoding = checkEncoding(options, 'privateKeyEncoding');
	const details = detailsOf(type, options);
	return () => {
		const pair = { id: chance(16).toString('hex'), type, details };
		const of = (kind, encoding) => (encoding === undefined ? objectOf({ kind, pair }) : write({ kind, pair }, encoding, `options.${kind}KeyEncoding`));
		return { publicKey: of('public', publicEncoding), privateKey: of('private', privateEncoding) };
	};
}

const generateKeyPairSync = (type, options) => pairMaker(type, options)();

function secretMaker(type, options) {
	validateString(type, 'type'); // node: internal/crypto/keygen:350  ^validateString(keyType, 'type');
	validateObject(options, 'options'); // node: internal/crypto/keygen:351  ^validateObject(options, 'options');
	const { length } = options;
	if (type !== 'hmac' && type !== 'aes') throw invalidArgValue('type', type, 'must be a supported key type');
	if (type === 'aes' && length !== 128 && length !== 192 && length !== 256) throw invalidArgValue('options.length', length, 'must be one of: 128, 192, 256'); // node: internal/crypto/keygen:358      ^validateOneOf(length, 'options.length', kAesKeyLengths);
	validateUint32(length, 'options.length');
	return () => new SecretKeyObject(chance(length >> 3));
}

// Microseconds: a search for primes takes long.
const SEARCH = 60000, DRAW = 300;

module.exports = ({ inPool }) => {
	function generateKeyPair(type, options, callback) {
		if (typeof options === 'function') {
			callback = options;
			options = undefined;
		}
		validateFunction(callback, 'callback'); // node: internal/crypto/keygen:83  ^validateFunction(callback, 'callback');
		inPool(SEARCH, pairMaker(type, options), (err, pair) => callback(err, pair.publicKey, pair.privateKey));
	}
	// util.promisify gives both.
	defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
		__proto__: null,
		value: (type, options) => new (primordial('Promise'))((resolve) => generateKeyPair(type, options, (err, publicKey, privateKey) => resolve({ publicKey, privateKey }))),
	});
	function generateKey(type, options, callback) {
		validateFunction(callback, 'callback');
		inPool(DRAW, secretMaker(type, options), callback);
	}
	const generateKeySync = (type, options) => secretMaker(type, options)();
	return { KeyObject, createPublicKey, createPrivateKey, createSecretKey, generateKeyPair, generateKeyPairSync, generateKey, generateKeySync };
};
primordial('Object.assign')(module.exports, { bytesFor, chance, curveBytes, pairOf, secretBytes, sizesOf });
