// SPDX-License-Identifier: MIT
// cipher.js - node:crypto's ciphers (AES in ECB, CBC, CTR and GCM) and keys by scrypt and HKDF.
'use strict';

const { primordial, error, aes, scryptMix, pbkdf2, hmac, madeAt, notCovered, thrown } = require('host');
const { invalidArgType, nativeError, outOfRange, validateFunction, validateInteger, validateString, validateUint32 } = require('node/errors');
const floor = primordial('Math.floor');
const { Buffer } = require('node/buffer');
const { Transform } = require('node/stream');
const { StringDecoder } = require('node/string_decoder');
const inherit = primordial('Object.setPrototypeOf');
const defineProperty = primordial('Object.defineProperty');
const toLowerCase = primordial('String.prototype.toLowerCase');
const split = primordial('String.prototype.split');
const Failure = primordial('Error');
const kState = Symbol('kState');

const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// What a name says: { mode, keyLength }; undefined for a name of no cipher.
function cipherOf(algorithm) {
	let name = toLowerCase(algorithm);
	if (name === 'aes128' || name === 'aes192' || name === 'aes256') name = `aes-${primordial('String.prototype.slice')(name, 3)}-cbc`;
	const parts = split(name, '-');
	if (parts[0] === 'aes' && parts.length === 3 && (parts[1] === '128' || parts[1] === '192' || parts[1] === '256')) {
		const mode = parts[2];
		if (mode === 'cbc' || mode === 'ctr' || mode === 'ecb' || mode === 'gcm') return { name, mode, keyLength: parts[1] / 8 };
	}
	const others = ['aes', 'aria', 'camellia', 'chacha20', 'des', 'sm4', 'id', 'bf', 'cast', 'rc2', 'rc4', 'seed'];
	for (let i = 0; i < others.length; i++) if (parts[0] === others[i] || name === others[i]) notCovered(`the cipher ${algorithm}`);
	return undefined;
}

const coded = (message, code, reason) => {
	return Object.assign(new Failure(message), { library: 'Provider routines', reason, code });
};

// What Node's own binding refuses: the code is a plain property, which the stack does not show.
function refused(type, code, message) {
	const place = 'internal/crypto/cipher:121    this[kHandle].^initiv(cipher, credential, iv, authTagLength);';
	return thrown(madeAt(Object.assign(new (primordial(type))(message), { code }), place), place);
}

module.exports = ({ nameOf, bytesOf, inPool }) => {
	function setUp(self, algorithm, key, iv, options, encrypts) {
		validateString(algorithm, 'cipher'); // node: internal/crypto/cipher:136  ^validateString(cipher, 'cipher');
		const keyBytes = Buffer.from(bytesOf(key, 'utf8', 'key'));
		let ivBytes = null;
		if (iv !== null) {
			if (iv === undefined) throw invalidArgType('iv', ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], iv);
			ivBytes = Buffer.from(bytesOf(iv, 'utf8', 'iv')); // node: internal/crypto/cipher:139  iv = iv === null ? null : ^getArrayBufferOrView(iv, 'iv');
		}
		const cipher = cipherOf(algorithm);
		if (cipher === undefined) throw refused('Error', 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
		const fits = cipher.mode === 'ecb' ? ivBytes === null || ivBytes.length === 0 : cipher.mode === 'gcm' ? ivBytes !== null && ivBytes.length > 0 : ivBytes !== null && ivBytes.length === 16;
		if (!fits) throw refused('TypeError', 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
		if (keyBytes.length !== cipher.keyLength) throw refused('RangeError', 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
		Transform.call(self, options);
		const value = { mode: cipher.mode, encrypts, key: keyBytes, iv: ivBytes ?? Buffer.alloc(0), pending: Buffer.alloc(0), all: Buffer.alloc(0), given: 0, more: Buffer.alloc(0), padding: true, tag: undefined, done: false, decoder: undefined };
		defineProperty(self, kState, { __proto__: null, value, enumerable: false });
	}

	// Modes of whole blocks: as many as there are; a decipher that takes padding away keeps the last.
	function blocks(state, bytes) {
		const all = Buffer.concat([state.pending, bytes]);
		let ready = all.length - (all.length % 16);
		if (!state.encrypts && state.padding && ready === all.length && ready > 0) ready -= 16;
		state.pending = all.subarray(ready);
		return cipherBlocks(state, all.subarray(0, ready));
	}

	function cipherBlocks(state, bytes) {
		if (bytes.length === 0) return Buffer.alloc(0);
		const out = asBuffer(aes(state.mode, state.encrypts, state.key, state.iv, bytes));
		if (state.mode === 'cbc') state.iv = Buffer.from((state.encrypts ? out : bytes).subarray(-16));
		return out;
	}

	// Modes that are a stream of bytes: what is new of the whole.
	function streamed(state, bytes) {
		state.all = Buffer.concat([state.all, bytes]);
		const out = asBuffer(aes(state.mode, state.encrypts, state.key, state.iv, state.all, state.more)).subarray(state.given, state.all.length);
		state.given = state.all.length;
		return out;
	}

	function update(self, bytes) {
		const state = self[kState];
		if (state.done) throw new Failure('Trying to add data in unsupported state');
		return state.mode === 'cbc' || state.mode === 'ecb' ? blocks(state, bytes) : streamed(state, bytes);
	}

	const wrongLength = () => coded('error:1C80006B:Provider routines::wrong final block length', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH', 'wrong final block length');

	function finalBlock(state) {
		if (state.encrypts) {
			if (!state.padding) {
				if (state.pending.length > 0) throw coded('error:1C80006A:Provider routines::data not multiple of block length', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH', 'wrong final block length');
				return Buffer.alloc(0);
			}
			const left = 16 - state.pending.length;
			return cipherBlocks(state, Buffer.concat([state.pending, Buffer.alloc(left, left)]));
		}
		if (!state.padding && state.pending.length === 0) return Buffer.alloc(0);
		if (state.pending.length !== 16) throw wrongLength();
		const block = cipherBlocks(state, state.pending);
		if (!state.padding) return block;
		const left = block[15];
		let bad = left === 0 || left > 16;
		for (let i = 16 - left; i < 16 && !bad; i++) bad = block[i] !== left;
		if (bad) throw coded('error:1C800064:Provider routines::bad decrypt', 'ERR_OSSL_BAD_DECRYPT', 'bad decrypt');
		return block.subarray(0, 16 - left);
	}

	function final(self) {
		const state = self[kState];
		if (state.done) throw error('Error', 'ERR_CRYPTO_INVALID_STATE', 'Invalid state');
		state.done = true;
		if (state.mode === 'cbc' || state.mode === 'ecb') return finalBlock(state);
		if (state.mode === 'gcm') {
			const tag = asBuffer(aes('gcm', state.encrypts, state.key, state.iv, state.all, state.more)).subarray(-16);
			if (state.encrypts) state.tag = Buffer.from(tag);
			else if (state.tag === undefined || !tag.subarray(0, state.tag.length).equals(state.tag)) throw new Failure('Unsupported state or unable to authenticate data');
		}
		return Buffer.alloc(0);
	}

	function shown(self, bytes, encoding, isLast) {
		if (!encoding || encoding === 'buffer') return bytes;
		const state = self[kState];
		state.decoder ??= new StringDecoder(encoding);
		return isLast ? state.decoder.end(bytes) : state.decoder.write(bytes);
	}

	const methods = {
		update(data, inputEncoding, outputEncoding) {
			if (typeof data !== 'string' && !primordial('ArrayBuffer.isView')(data)) throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data, 'internal/crypto/cipher:177    ^throw new ERR_INVALID_ARG_TYPE(');
			return shown(this, update(this, Buffer.from(bytesOf(data, inputEncoding ?? 'utf8', 'data'))), outputEncoding, false);
		},
		final(outputEncoding) {
			return shown(this, final(this), outputEncoding, true);
		},
		_transform(chunk, encoding, callback) {
			this.push(update(this, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk));
			callback();
		},
		_flush(callback) {
			try {
				this.push(final(this));
			} catch (err) {
				callback(err);
				return;
			}
			callback();
		},
		setAutoPadding(padding) {
			if (this[kState].done) throw error('Error', 'ERR_CRYPTO_INVALID_STATE', 'Invalid state');
			this[kState].padding = padding === undefined || !!padding;
			return this;
		},
		setAAD(buffer, options) {
			const state = this[kState];
			state.more = Buffer.concat([state.more, Buffer.from(bytesOf(buffer, options?.encoding, 'aadbuf'))]);
			return this;
		},
	};

	function makeClass(name, encrypts, more) {
		const Class = {
			[name]: function(cipher, key, iv, options) {
				if (!(this instanceof Class)) return new Class(cipher, key, iv, options);
				setUp(this, cipher, key, iv, options, encrypts);
			},
		}[name];
		inherit(Class.prototype, Transform.prototype);
		inherit(Class, Transform);
		const all = { ...methods, ...more }, names = primordial('Object.keys')(all);
		for (let i = 0; i < names.length; i++) Class.prototype[names[i]] = all[names[i]];
		return Class;
	}
	const Cipheriv = makeClass('Cipheriv', true, {
		getAuthTag() {
			const { tag } = this[kState];
			if (tag === undefined) throw error('Error', 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation getAuthTag', "internal/crypto/cipher:213    ^throw new ERR_CRYPTO_INVALID_STATE('getAuthTag');");
			return tag;
		},
	});
	const Decipheriv = makeClass('Decipheriv', false, {
		setAuthTag(tag, encoding) {
			this[kState].tag = Buffer.from(bytesOf(tag, encoding, 'buffer'));
			return this;
		},
	});

	const numbers = { __proto__: null, 'aes-128-ecb': 418, 'aes-128-cbc': 419, 'aes-192-ecb': 422, 'aes-192-cbc': 423, 'aes-256-ecb': 426, 'aes-256-cbc': 427, 'aes-128-gcm': 895, 'aes-192-gcm': 898, 'aes-256-gcm': 901, 'aes-128-ctr': 904, 'aes-192-ctr': 905, 'aes-256-ctr': 906 };
	function getCipherInfo(nameOrNid) {
		if (typeof nameOrNid !== 'string') notCovered('crypto.getCipherInfo by number');
		const cipher = cipherOf(nameOrNid);
		if (cipher === undefined) return undefined;
		const { name, mode, keyLength } = cipher;
		const info = { mode, name: mode === 'gcm' ? `id-aes${keyLength * 8}-GCM` : name, nid: numbers[name] };
		if (mode === 'cbc' || mode === 'ecb') info.blockSize = 16;
		if (mode !== 'ecb') info.ivLength = mode === 'gcm' ? 12 : 16;
		return { ...info, keyLength };
	}

	// ---- scrypt

	// What options say by two names of which one may be used.
	const unclear = () => error('Error', 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter');
	function scryptCosts(options) {
		const costs = { N: 16384, r: 8, p: 1 };
		const { N, cost, r, blockSize, p, parallelization } = options ?? {};
		let maxmem = options?.maxmem;
		if (N !== undefined) validateUint32(costs.N = N, 'N'); // node: internal/crypto/scrypt:92      ^validateUint32(N, 'N');
		if (cost !== undefined && N !== undefined) throw unclear(); // node: internal/crypto/scrypt:95      if (has_N) ^throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
		if (cost !== undefined) validateUint32(costs.N = cost, 'cost'); // node: internal/crypto/scrypt:97      ^validateUint32(N, 'cost');
		if (r !== undefined) validateUint32(costs.r = r, 'r'); // node: internal/crypto/scrypt:102      ^validateUint32(r, 'r');
		if (blockSize !== undefined && r !== undefined) throw unclear(); // node: internal/crypto/scrypt:105      if (has_r) ^throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
		if (blockSize !== undefined) validateUint32(costs.r = blockSize, 'blockSize'); // node: internal/crypto/scrypt:107      ^validateUint32(r, 'blockSize');
		if (p !== undefined) validateUint32(costs.p = p, 'p'); // node: internal/crypto/scrypt:112      ^validateUint32(p, 'p');
		if (parallelization !== undefined && p !== undefined) throw unclear(); // node: internal/crypto/scrypt:115      if (has_p) ^throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
		if (parallelization !== undefined) validateUint32(costs.p = parallelization, 'parallelization'); // node: internal/crypto/scrypt:117      ^validateUint32(p, 'parallelization');
		if (maxmem !== undefined) validateInteger(maxmem, 'maxmem', 0); // node: internal/crypto/scrypt:121      ^validateInteger(maxmem, 'maxmem', 0);
		else maxmem = 0;
		return { N: costs.N || 16384, r: costs.r || 8, p: costs.p || 1, maxmem: maxmem || 32 * 1024 * 1024 };
	}
	// OpenSSL's limits (EVP_PBE_scrypt): how large the table may be for so large blocks, and all of the memory.
	const exceeds = ({ N, r, p, maxmem }) => p > floor((2 ** 30 - 1) / r) || (16 * r <= 63 && N >= 2 ** (16 * r)) || 128 * r * p > 2147483647 || 128 * r * p + 128 * r * (N + 2) > maxmem;

	// `line`: of Node's file, where the work begins; `checkMore` looks at what else there is before that.
	function scryptWork(password, salt, keylen, options, line, checkMore = () => {}) {
		const secret = Buffer.from(bytesOf(password, 'utf8', 'password')); // node: internal/crypto/scrypt:83  password = ^getArrayBufferOrView(password, 'password');
		const salted = Buffer.from(bytesOf(salt, 'utf8', 'salt')); // node: internal/crypto/scrypt:84  salt = ^getArrayBufferOrView(salt, 'salt');
		validateInteger(keylen, 'keylen', 0, 2147483647); // node: internal/crypto/scrypt:85  ^validateInt32(keylen, 'keylen', 0);
		const costs = scryptCosts(options), { N, r, p } = costs;
		checkMore();
		const refuse = (text) => nativeError(primordial('RangeError'), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${text}`, `internal/crypto/scrypt:${line}  const job = ^new ScryptJob(`);
		if (N < 2 || (N & (N - 1)) !== 0) throw refuse('');
		if (exceeds(costs)) throw refuse(': error:030000AC:digital envelope routines::memory limit exceeded');
		return () => asBuffer(pbkdf2('sha256', secret, scryptMix(pbkdf2('sha256', secret, salted, 1, p * 128 * r), N, r), 1, keylen));
	}
	function scrypt(password, salt, keylen, options, callback) {
		if (callback === undefined) {
			callback = options;
			options = undefined;
		}
		const work = scryptWork(password, salt, keylen, options, 52, () => validateFunction(callback, 'callback')); // node: internal/crypto/scrypt:50  ^validateFunction(callback, 'callback');
		inPool(50000, work, callback);
	}
	const scryptSync = (password, salt, keylen, options) => scryptWork(password, salt, keylen, options, 69)();

	// ---- HKDF (RFC 5869)

	const sources = ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'];
	function hkdfWork(algorithm, key, salt, info, length) {
		validateString(algorithm, 'digest');
		const secret = Buffer.from(bytesOf(key, 'utf8', 'ikm')), salted = Buffer.from(bytesOf(salt, 'utf8', 'salt', sources)), more = Buffer.from(bytesOf(info, 'utf8', 'info', sources));
		validateInteger(length, 'length', 0, 4294967296);
		if (more.length > 1024) throw outOfRange('info', 'must not contain more than 1024 bytes', more.length);
		const name = nameOf(algorithm);
		if (name === undefined) throw error('TypeError', 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
		return () => {
			const fixed = asBuffer(hmac(name, salted, secret));
			let last = Buffer.alloc(0), out = Buffer.alloc(0);
			for (let i = 1; out.length < length; i++) {
				last = asBuffer(hmac(name, fixed, Buffer.concat([last, more, Buffer.from([i])])));
				out = Buffer.concat([out, last]);
			}
			const result = new (primordial('Uint8Array'))(length);
			for (let i = 0; i < length; i++) result[i] = out[i];
			return result.buffer;
		};
	}
	function hkdf(algorithm, key, salt, info, length, callback) {
		const work = hkdfWork(algorithm, key, salt, info, length); // node: internal/crypto/hkdf:109  } = ^validateParameters(hash, key, salt, info, length));
		validateFunction(callback, 'callback'); // node: internal/crypto/hkdf:111  ^validateFunction(callback, 'callback');
		inPool(150, work, callback);
	}
	const hkdfSync = (algorithm, key, salt, info, length) => hkdfWork(algorithm, key, salt, info, length)(); // node: internal/crypto/hkdf:130  } = ^validateParameters(hash, key, salt, info, length));

	return {
		Cipheriv, Decipheriv, getCipherInfo, scrypt, scryptSync, hkdf, hkdfSync,
		createCipheriv: (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options),
		createDecipheriv: (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options),
	};
};
