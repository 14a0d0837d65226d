// SPDX-License-Identifier: MIT
// crypto_signatures.js - what node:crypto does with pairs of keys (crypto_keys.js): signatures, messages to the owner of a key, and secrets that
// two parties share. Their bytes are examples of the right size that tell the pair, the digest and the data apart.
'use strict';

const { primordial, error, digest, notCovered, nextTick } = require('host');
const { invalidArgType, validateString } = require('node/errors');
const { Buffer } = require('node/buffer');
const { Writable } = require('node/stream');
const types = require('node/util_types');
const { bytesFor, chance, curveBytes, pairOf, sizesOf } = require('node/crypto_keys');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const inherit = primordial('Object.setPrototypeOf');
const toLowerCase = primordial('String.prototype.toLowerCase');
const replace = primordial('String.prototype.replace');
const hide = (object, name, value) => primordial('Object.defineProperty')(object, name, { __proto__: null, value, writable: true, enumerable: false });

const kData = Symbol('kData'), kName = Symbol('kName');
const coded = (bytes, encoding) => (encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes);
const hashed = (bytes) => Buffer.from(digest('sha512', bytes)).toString('hex');

module.exports = ({ nameOf, bytesOf }) => {
	// "RSA-SHA256" and "sha256WithRSAEncryption" name the digest only.
	function digestName(algorithm) {
		return nameOf(replace(replace(toLowerCase(algorithm), /^rsa-/, ''), /withrsaencryption$/, ''));
	}

	// ---- signatures

	const signature = (pair, name, data) => bytesFor(`${pair.id}|sign|${name}|${hashed(data)}`, sizesOf(pair).signature ?? notCovered(`signing with a key of ${pair.type}`));
	const matches = (pair, name, data, given) => signature(pair, name, data).equals(given);

	// `line`: of Node's file, where the digest is asked for.
	function setUp(self, algorithm, options, line) {
		validateString(algorithm, 'algorithm');
		const name = digestName(algorithm);
		if (name === undefined) throw error('Error', 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest', `internal/crypto/sig:${line}  this[kHandle].^init(algorithm);`);
		Writable.call(self, options);
		hide(self, kName, name);
		hide(self, kData, []);
	}
	function update(data, encoding) {
		this[kData][this[kData].length] = Buffer.from(bytesOf(data, encoding, 'data', undefined, 'internal/crypto/sig:77    ^throw new ERR_INVALID_ARG_TYPE('));
		return this;
	}
	function write(chunk, encoding, callback) {
		this.update(chunk, encoding);
		callback();
	}
	function derive(Class) {
		inherit(Class.prototype, Writable.prototype);
		inherit(Class, Writable);
		Class.prototype.update = update;
		Class.prototype._write = write;
	}

	function Sign(algorithm, options) {
		if (!(this instanceof Sign)) return new Sign(algorithm, options);
		setUp(this, algorithm, options, 60); // node: internal/crypto/sig:58  ^validateString(algorithm, 'algorithm');
	}
	derive(Sign);
	Sign.prototype.sign = function(key, encoding) {
		if (!key) throw error('Error', 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign'); // node: internal/crypto/sig:123    ^throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
		return coded(signature(pairOf(key, 'private'), this[kName], Buffer.concat(this[kData])), encoding);
	};

	function Verify(algorithm, options) {
		if (!(this instanceof Verify)) return new Verify(algorithm, options);
		setUp(this, algorithm, options, 202); // node: internal/crypto/sig:200  ^validateString(algorithm, 'algorithm');
	}
	derive(Verify);
	Verify.prototype.verify = function(key, given, encoding) {
		return matches(pairOf(key, 'public'), this[kName], Buffer.concat(this[kData]), Buffer.from(bytesOf(given, encoding, 'signature')));
	};

	function oneShotName(algorithm, pair) {
		if (algorithm === null || algorithm === undefined) return pair.type === 'ed25519' || pair.type === 'ed448' ? 'none' : 'sha256';
		validateString(algorithm, 'algorithm');
		return digestName(algorithm) ?? (() => {
			throw error('TypeError', 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
		})();
	}
	function checkData(data, name) {
		if (typeof data !== 'string' && !types.isArrayBufferView(data) && !types.isAnyArrayBuffer(data)) throw invalidArgType(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
		return Buffer.from(bytesOf(data, 'utf8'));
	}
	function signOneShot(algorithm, data, key, callback) {
		const bytes = checkData(data, 'data'); // node: internal/crypto/sig:150  data = ^getArrayBufferOrView(data, 'data');
		if (!key) throw error('Error', 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
		const pair = pairOf(key, 'private'), made = signature(pair, oneShotName(algorithm, pair), bytes);
		if (typeof callback !== 'function') return made;
		nextTick(callback, null, made);
		return undefined;
	}
	function verifyOneShot(algorithm, data, key, given, callback) {
		const bytes = checkData(data, 'data'), pair = pairOf(key, 'public');
		const result = matches(pair, oneShotName(algorithm, pair), bytes, checkData(given, 'signature'));
		if (typeof callback !== 'function') return result;
		nextTick(callback, null, result);
		return undefined;
	}

	// ---- messages that only the other key of a pair reads

	const sealed = new Map(); // the bytes, as hex: { pair, by, bytes }
	function seal(by) {
		return function(key, buffer) {
			const pair = pairOf(key, by), bytes = Buffer.from(bytesOf(buffer, key.encoding, 'buffer'));
			const size = sizesOf(pair).encrypted ?? notCovered(`encrypting with a key of ${pair.type}`);
			if (bytes.length > size - 42) notCovered('encrypting more than a key can');
			const made = bytesFor(`${pair.id}|${by}|${by === 'public' ? chance(16).toString('hex') : hashed(bytes)}`, size);
			set(sealed, made.toString('hex'), { pair, by, bytes });
			return made;
		};
	}
	function unseal(by, kind) {
		return function(key, buffer) {
			const found = get(sealed, Buffer.from(bytesOf(buffer, key.encoding, 'buffer')).toString('hex'));
			if (found === undefined || found.by !== by || found.pair !== pairOf(key, kind)) notCovered('decrypting what was not encrypted for this key');
			return Buffer.from(found.bytes);
		};
	}

	// ---- secrets of two parties

	const parties = new Map(); // a public key, as hex: { id, group, forms }
	const sharedBy = (a, b, group, length) => bytesFor(`${group}|${a < b ? a : b}|${a < b ? b : a}|shared`, length);

	class Party {
		constructor(group, publicLength, secretLength) {
			hide(this, kName, { group, publicLength, secretLength, id: undefined });
		}
		generateKeys(encoding, format) {
			const own = this[kName];
			own.id = chance(16).toString('hex');
			register(own);
			return this.getPublicKey(encoding, format);
		}
		getPublicKey(encoding, format) {
			const own = this[kName];
			if (own.id === undefined) throw error('Error', 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Failed to get ECDH public key');
			return coded(Buffer.from(own.forms[format ?? 'uncompressed'] ?? notCovered(`the form ${format} of a public key`)), encoding);
		}
		getPrivateKey(encoding) {
			const own = this[kName];
			if (own.id === undefined) throw error('Error', 'ERR_CRYPTO_ECDH_INVALID_PRIVATE_KEY', 'Failed to get ECDH private key');
			return coded(bytesFor(`${own.id}|private`, own.secretLength), encoding);
		}
		computeSecret(otherPublicKey, inputEncoding, outputEncoding) {
			const own = this[kName];
			const other = get(parties, Buffer.from(bytesOf(otherPublicKey, inputEncoding, 'otherPublicKey')).toString('hex'));
			if (own.id === undefined || other === undefined || other.group !== own.group) notCovered('a secret with a key that the snippet has not made');
			return coded(sharedBy(own.id, other.id, own.group, own.secretLength), outputEncoding);
		}
		setPrivateKey() {
			notCovered('setPrivateKey of a party');
		}
		setPublicKey() {
			notCovered('setPublicKey of a party');
		}
	}
	// The forms of its public key by which others know it.
	function register(own) {
		const { group, id, publicLength } = own;
		const whole = bytesFor(`${group}|${id}|public`, publicLength);
		own.forms = { uncompressed: whole };
		if (group[0] === 'e') {
			whole[0] = 4;
			own.forms.compressed = Buffer.from([2, ...whole.subarray(1, (publicLength + 1) / 2)]);
		}
		for (const form in own.forms) set(parties, own.forms[form].toString('hex'), own);
	}

	class ECDH extends Party {
		constructor(curve) {
			validateString(curve, 'curve'); // node: internal/crypto/diffiehellman:222  ^validateString(curve, 'curve');
			const bytes = curveBytes[curve];
			if (bytes === undefined) throw error('TypeError', 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name', 'internal/crypto/diffiehellman:223  this[kHandle] = ^new _ECDH(curve);');
			super(`ec|${curve}`, 2 * bytes + 1, bytes);
		}
		static convertKey(key, curve, inputEncoding, outputEncoding, format = 'uncompressed') {
			const known = get(parties, Buffer.from(bytesOf(key, inputEncoding, 'key')).toString('hex'));
			if (known === undefined || known.group !== `ec|${curve}`) notCovered('ECDH.convertKey of a key that the snippet has not made');
			return coded(Buffer.from(known.forms[format] ?? notCovered(`the form ${format} of a public key`)), outputEncoding);
		}
	}

	class DiffieHellman extends Party {
		constructor(sizeOrKey, keyEncoding, generator, genEncoding) {
			if (typeof sizeOrKey !== 'number' && typeof sizeOrKey !== 'string' && !types.isArrayBufferView(sizeOrKey) && !types.isAnyArrayBuffer(sizeOrKey)) {
				throw invalidArgType('sizeOrKey', ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], sizeOrKey); // node: internal/crypto/diffiehellman:79    ^throw new ERR_INVALID_ARG_TYPE(
			}
			if (keyEncoding && typeof keyEncoding !== 'string') {
				genEncoding = generator;
				generator = keyEncoding;
				keyEncoding = false;
			}
			const prime = typeof sizeOrKey === 'number' ? chance(sizeOrKey >> 3) : Buffer.from(bytesOf(sizeOrKey, keyEncoding || 'buffer'));
			const g = typeof generator === 'number' ? Buffer.from([generator]) : generator ? Buffer.from(bytesOf(generator, genEncoding)) : Buffer.from([2]);
			super(`dh|${prime.toString('hex')}|${g.toString('hex')}`, prime.length, prime.length);
			hide(this, kData, { prime, g });
			this.verifyError = 0;
		}
		getPrime(encoding) {
			return coded(Buffer.from(this[kData].prime), encoding);
		}
		getGenerator(encoding) {
			return coded(Buffer.from(this[kData].g), encoding);
		}
	}

	const groupBytes = { __proto__: null, modp1: 96, modp2: 128, modp5: 192, modp14: 256, modp15: 384, modp16: 512, modp17: 768, modp18: 1024 };
	class DiffieHellmanGroup extends Party {
		constructor(name) {
			if (groupBytes[name] === undefined) throw error('Error', 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
			super(`dh|${name}`, groupBytes[name], groupBytes[name]);
			this.verifyError = 0;
		}
		getPrime() {
			notCovered('the prime of a Diffie-Hellman group');
		}
		getGenerator(encoding) {
			return coded(Buffer.from([2]), encoding);
		}
	}

	function diffieHellman({ privateKey, publicKey }) {
		const own = pairOf(privateKey, 'private'), other = pairOf(publicKey, 'public');
		const length = sizesOf(own).shared;
		if (own.type !== other.type || own.details.namedCurve !== other.details.namedCurve || length === undefined) notCovered('crypto.diffieHellman of such keys');
		return sharedBy(own.id, other.id, own.type, length);
	}

	// Classes that are called without new, too.
	const callable = (Class) => new (primordial('Proxy'))(Class, { __proto__: null, apply: (target, self, args) => new Class(...args) });
	return {
		Sign, Verify, createSign: (algorithm, options) => new Sign(algorithm, options), createVerify: (algorithm, options) => new Verify(algorithm, options),
		sign: signOneShot, verify: verifyOneShot,
		publicEncrypt: seal('public'), privateDecrypt: unseal('public', 'private'), privateEncrypt: seal('private'), publicDecrypt: unseal('private', 'public'),
		ECDH: callable(ECDH), createECDH: (curve) => new ECDH(curve), DiffieHellman: callable(DiffieHellman), createDiffieHellman: (...args) => new DiffieHellman(...args),
		DiffieHellmanGroup: callable(DiffieHellmanGroup), createDiffieHellmanGroup: (name) => new DiffieHellmanGroup(name),
		getDiffieHellman: (name) => new DiffieHellmanGroup(name), diffieHellman,
	};
};
