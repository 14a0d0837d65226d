// SPDX-License-Identifier: MIT
// zlib.js - node:zlib: deflate and gzip as functions and streams; each write is work of the thread pool. Brotli is not covered.
'use strict';

const { primordial, error, zlib: run, crc32: checksum, io, nextTick, notCovered, notCoveredFunction } = require('host');
const { invalidArgType, outOfRange, validateFunction } = require('node/errors');
const { Buffer } = require('node/buffer');
const { Transform, finished } = require('node/stream');
const types = require('node/util_types');
const inherit = primordial('Object.setPrototypeOf');
const apply = primordial('Reflect.apply');
const defineProperty = primordial('Object.defineProperty');
const freeze = primordial('Object.freeze');
const keysOf = primordial('Object.keys');
const isFinite = primordial('Number.isFinite');
const Failure = primordial('Error');

// ---- constants

const constants = {
	__proto__: null,
	Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2,
	Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1,
	Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4, Z_DEFAULT_STRATEGY: 0, ZLIB_VERNUM: 4880,
	DEFLATE: 1, INFLATE: 2, GZIP: 3, GUNZIP: 4, DEFLATERAW: 5, INFLATERAW: 6, UNZIP: 7, BROTLI_DECODE: 8, BROTLI_ENCODE: 9, Z_MIN_WINDOWBITS: 8,
	Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1,
	Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1, BROTLI_OPERATION_PROCESS: 0,
	BROTLI_OPERATION_FLUSH: 1, BROTLI_OPERATION_FINISH: 2, BROTLI_OPERATION_EMIT_METADATA: 3, BROTLI_PARAM_MODE: 0, BROTLI_MODE_GENERIC: 0,
	BROTLI_MODE_TEXT: 1, BROTLI_MODE_FONT: 2, BROTLI_DEFAULT_MODE: 0, BROTLI_PARAM_QUALITY: 1, BROTLI_MIN_QUALITY: 0, BROTLI_MAX_QUALITY: 11,
	BROTLI_DEFAULT_QUALITY: 11, BROTLI_PARAM_LGWIN: 2, BROTLI_MIN_WINDOW_BITS: 10, BROTLI_MAX_WINDOW_BITS: 24, BROTLI_LARGE_MAX_WINDOW_BITS: 30,
	BROTLI_DEFAULT_WINDOW: 22, BROTLI_PARAM_LGBLOCK: 3, BROTLI_MIN_INPUT_BLOCK_BITS: 16, BROTLI_MAX_INPUT_BLOCK_BITS: 24,
	BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING: 4, BROTLI_PARAM_SIZE_HINT: 5, BROTLI_PARAM_LARGE_WINDOW: 6, BROTLI_PARAM_NPOSTFIX: 7,
	BROTLI_PARAM_NDIRECT: 8, BROTLI_DECODER_RESULT_ERROR: 0, BROTLI_DECODER_RESULT_SUCCESS: 1, BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: 2,
	BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: 3, BROTLI_DECODER_PARAM_DISABLE_RING_BUFFER_REALLOCATION: 0, BROTLI_DECODER_PARAM_LARGE_WINDOW: 1,
	BROTLI_DECODER_NO_ERROR: 0, BROTLI_DECODER_SUCCESS: 1, BROTLI_DECODER_NEEDS_MORE_INPUT: 2, BROTLI_DECODER_NEEDS_MORE_OUTPUT: 3,
	BROTLI_DECODER_ERROR_FORMAT_EXUBERANT_NIBBLE: -1, BROTLI_DECODER_ERROR_FORMAT_RESERVED: -2,
	BROTLI_DECODER_ERROR_FORMAT_EXUBERANT_META_NIBBLE: -3, BROTLI_DECODER_ERROR_FORMAT_SIMPLE_HUFFMAN_ALPHABET: -4,
	BROTLI_DECODER_ERROR_FORMAT_SIMPLE_HUFFMAN_SAME: -5, BROTLI_DECODER_ERROR_FORMAT_CL_SPACE: -6, BROTLI_DECODER_ERROR_FORMAT_HUFFMAN_SPACE: -7,
	BROTLI_DECODER_ERROR_FORMAT_CONTEXT_MAP_REPEAT: -8, BROTLI_DECODER_ERROR_FORMAT_BLOCK_LENGTH_1: -9,
	BROTLI_DECODER_ERROR_FORMAT_BLOCK_LENGTH_2: -10, BROTLI_DECODER_ERROR_FORMAT_TRANSFORM: -11, BROTLI_DECODER_ERROR_FORMAT_DICTIONARY: -12,
	BROTLI_DECODER_ERROR_FORMAT_WINDOW_BITS: -13, BROTLI_DECODER_ERROR_FORMAT_PADDING_1: -14, BROTLI_DECODER_ERROR_FORMAT_PADDING_2: -15,
	BROTLI_DECODER_ERROR_FORMAT_DISTANCE: -16, BROTLI_DECODER_ERROR_DICTIONARY_NOT_SET: -19, BROTLI_DECODER_ERROR_INVALID_ARGUMENTS: -20,
	BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES: -21, BROTLI_DECODER_ERROR_ALLOC_TREE_GROUPS: -22, BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MAP: -25,
	BROTLI_DECODER_ERROR_ALLOC_RING_BUFFER_1: -26, BROTLI_DECODER_ERROR_ALLOC_RING_BUFFER_2: -27,
	BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES: -30, BROTLI_DECODER_ERROR_UNREACHABLE: -31,
};
const codes = {};
const codeNames = ['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR', 'Z_VERSION_ERROR'];
for (let i = 0; i < codeNames.length; i++) codes[codeNames[i]] = constants[codeNames[i]];
for (let i = 0; i < codeNames.length; i++) codes[constants[codeNames[i]]] = codeNames[i];
const { Z_NO_FLUSH, Z_BLOCK, Z_FINISH, Z_FULL_FLUSH, Z_SYNC_FLUSH } = constants;
const { DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP } = constants;

// ---- options

function isGiven(number, name) {
	if (number === undefined || number !== number) {
		if (number !== undefined && typeof number !== 'number') throw invalidArgType(name, 'number', number);
		return false;
	}
	if (isFinite(number)) return true;
	if (typeof number !== 'number') throw invalidArgType(name, 'number', number);
	throw outOfRange(name, 'a finite number', number);
}

function ranged(number, name, lower, upper, otherwise) {
	if (!isGiven(number, name)) return otherwise;
	if (number < lower || number > upper) throw outOfRange(name, `>= ${lower} and <= ${upper}`, number);
	return number;
}

// ---- the streams

const kSettings = Symbol('settings');
const kFlushFlag = Symbol('kFlushFlag');
const kError = Symbol('kError');
const strength = { 0: 0, 5: 1, 1: 2, 2: 3, 3: 4, 4: 5 };

function setting(self, name, value) {
	defineProperty(self, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

function Zlib(opts, mode) {
	let windowBits = 15, level = -1, memLevel = 8, strategy = 0, dictionary, chunkSize = 16384, flush = Z_NO_FLUSH, finishFlush = Z_FINISH;
	let maxOutputLength = 4294967296;
	if (opts) {
		if ((opts.windowBits == null || opts.windowBits === 0) && (mode === INFLATE || mode === GUNZIP || mode === UNZIP)) windowBits = 15;
		else windowBits = ranged(opts.windowBits, 'options.windowBits', mode === GZIP ? 9 : 8, 15, 15); // node: zlib:626      windowBits = ^checkRangesOrGetDefault(
		level = ranged(opts.level, 'options.level', -1, 9, -1); // node: zlib:631    level = ^checkRangesOrGetDefault(
		memLevel = ranged(opts.memLevel, 'options.memLevel', 1, 9, 8); // node: zlib:635    memLevel = ^checkRangesOrGetDefault(
		strategy = ranged(opts.strategy, 'options.strategy', 0, 4, 0); // node: zlib:639    strategy = ^checkRangesOrGetDefault(
		dictionary = opts.dictionary;
		if (dictionary !== undefined && !types.isArrayBufferView(dictionary)) {
			if (!types.isAnyArrayBuffer(dictionary)) throw invalidArgType('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary, 'zlib:648        ^throw new ERR_INVALID_ARG_TYPE(');
			dictionary = Buffer.from(dictionary);
		}
		if (isGiven(opts.chunkSize, 'options.chunkSize')) { // node: zlib:221    if (!^validateFiniteNumber(chunkSize, 'options.chunkSize')) {
			if (opts.chunkSize < 64) throw outOfRange('options.chunkSize', '>= 64', opts.chunkSize, "zlib:224      ^throw new ERR_OUT_OF_RANGE('options.chunkSize',");
			chunkSize = opts.chunkSize;
		}
		flush = ranged(opts.flush, 'options.flush', Z_NO_FLUSH, Z_BLOCK, flush); // node: zlib:228    flush = ^checkRangesOrGetDefault(
		finishFlush = ranged(opts.finishFlush, 'options.finishFlush', Z_NO_FLUSH, Z_BLOCK, finishFlush); // node: zlib:232    finishFlush = ^checkRangesOrGetDefault(
		maxOutputLength = ranged(opts.maxOutputLength, 'options.maxOutputLength', 1, 4294967296, maxOutputLength); // node: zlib:237    maxOutputLength = ^checkRangesOrGetDefault(
		if (opts.encoding || opts.objectMode || opts.writableObjectMode) opts = { ...opts, encoding: null, objectMode: false, writableObjectMode: false };
	}
	apply(Transform, this, [{ autoDestroy: true, ...opts }]);
	this[kError] = null;
	this.bytesWritten = 0;
	defineProperty(this, kSettings, {
		__proto__: null,
		value: { mode, windowBits, level, memLevel, strategy, dictionary, input: Buffer.alloc(0), pieces: [], given: 0, offset: 0, work: 0 },
		writable: true,
		enumerable: false,
	});
	setting(this, '_handle', {});
	setting(this, '_chunkSize', chunkSize);
	setting(this, '_defaultFlushFlag', flush);
	setting(this, '_finishFlushFlag', finishFlush);
	setting(this, '_defaultFullFlushFlag', Z_FULL_FLUSH);
	setting(this, '_info', opts && opts.info);
	setting(this, '_maxOutputLength', maxOutputLength);
	setting(this, '_level', level);
	setting(this, '_strategy', strategy);
}
inherit(Zlib.prototype, Transform.prototype);
inherit(Zlib, Transform);

// What one more piece of input brings: { output, code, message, unused }.
function compute(self, chunk, flush) {
	const state = self[kSettings];
	state.input = state.input.length === 0 ? chunk : Buffer.concat([state.input, chunk]);
	state.pieces[state.pieces.length] = chunk.byteLength;
	state.pieces[state.pieces.length] = flush;
	state.work += state.input.length;
	if (state.work > 1 << 28) notCovered('a stream of node:zlib with that much data in small pieces');
	const [output, code, message, unused] = run(state.mode, state.input, state.pieces, state.windowBits, state.level, state.memLevel, state.strategy, state.dictionary);
	const fresh = Buffer.from(output.buffer, state.given, output.length - state.given);
	state.given = output.length;
	return { output: fresh, code, message, unused };
}

function failure(message, errno) {
	const err = new Failure(message);
	err.errno = errno;
	err.code = codes[errno];
	return err;
}

const tooLarge = (limit) => error('RangeError', 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${limit} bytes`);

function process(self, chunk, flush, callback) {
	if (!self._handle) {
		nextTick(callback);
		return;
	}
	const state = self[kSettings];
	let result, at = 0;
	// Each time the room for output is used up, the pool is asked again.
	const step = () => {
		io(() => {
			if (self.destroyed) {
				callback();
				return;
			}
			if (result === undefined) {
				result = compute(self, chunk, flush);
				self.bytesWritten += chunk.byteLength - result.unused;
			}
			if (result.message !== undefined && at === 0) {
				const err = failure(result.message, result.code);
				self.destroy(err);
				self[kError] = err;
				return;
			}
			const room = self._chunkSize - state.offset;
			const have = result.output.length - at < room ? result.output.length - at : room;
			let full = false;
			if (have > 0) {
				const out = result.output.subarray(at, at + have);
				at += have;
				state.offset += have;
				full = !self.push(out);
			}
			if (self.destroyed) {
				callback();
				return;
			}
			if (state.offset >= self._chunkSize) {
				state.offset = 0;
				if (full) {
					const read = self._read;
					self._read = (n) => {
						self._read = read;
						step();
						self._read(n);
					};
				} else {
					step();
				}
				return;
			}
			if (result.unused > 0) self.push(null);
			callback();
		}, 100);
	};
	step();
}

Zlib.prototype._transform = function(chunk, encoding, callback) {
	let flush = this._defaultFlushFlag;
	if (typeof chunk[kFlushFlag] === 'number') flush = chunk[kFlushFlag];
	if (this.writableEnded && this.writableLength === chunk.byteLength && strength[this._finishFlushFlag] > strength[flush]) flush = this._finishFlushFlag;
	process(this, chunk, flush, callback);
};
Zlib.prototype._flush = function(callback) {
	this._transform(Buffer.alloc(0), '', callback);
};
Zlib.prototype._final = function(callback) {
	callback();
};
Zlib.prototype.flush = function(kind, callback) {
	if (typeof kind === 'function' || (kind === undefined && !callback)) {
		callback = kind;
		kind = this._defaultFullFlushFlag;
	}
	if (this.writableFinished) {
		if (callback) nextTick(callback);
	} else if (this.writableEnded) {
		if (callback) this.once('end', callback);
	} else {
		const marker = Buffer.alloc(0);
		marker[kFlushFlag] = kind;
		this.write(marker, '', callback);
	}
};
Zlib.prototype.close = function(callback) {
	if (callback) finished(this, callback);
	this.destroy();
};
Zlib.prototype._destroy = function(err, callback) {
	this._handle = null;
	callback(err);
};
Zlib.prototype.reset = function() {
	const state = this[kSettings];
	state.input = Buffer.alloc(0);
	state.pieces = [];
	state.given = 0;
};
Zlib.prototype.params = function params(level, strategy, callback) {
	if (this._level === level && this._strategy === strategy) nextTick(callback);
	else notCovered('params of a stream of node:zlib');
};
defineProperty(Zlib.prototype, '_closed', {
	__proto__: null,
	configurable: true,
	enumerable: true,
	get() {
		return !this._handle;
	},
});

function makeClass(name, mode) {
	const made = {
		[name]: function(opts) {
			if (!(this instanceof made)) return new made(opts);
			apply(Zlib, this, [opts, mode]);
		},
	}[name];
	inherit(made.prototype, Zlib.prototype);
	inherit(made, Zlib);
	return made;
}
const Deflate = makeClass('Deflate', DEFLATE);
const Inflate = makeClass('Inflate', INFLATE);
const Gzip = makeClass('Gzip', GZIP);
const Gunzip = makeClass('Gunzip', GUNZIP);
const DeflateRaw = makeClass('DeflateRaw', DEFLATERAW);
const InflateRaw = makeClass('InflateRaw', INFLATERAW);
const Unzip = makeClass('Unzip', UNZIP);

// ---- whole buffers

function inBackground(engine, buffer, callback) {
	validateFunction(callback, 'callback', "zlib:114  ^validateFunction(callback, 'callback');");
	if (types.isArrayBufferView(buffer) && !types.isUint8Array(buffer)) buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
	else if (types.isAnyArrayBuffer(buffer)) buffer = Buffer.from(buffer);
	const parts = [];
	let length = 0;
	engine.on('data', (chunk) => {
		parts[parts.length] = chunk;
		length += chunk.length;
		if (length > engine._maxOutputLength) {
			engine.close();
			engine.removeAllListeners('end');
			callback(tooLarge(engine._maxOutputLength));
		}
	});
	engine.on('error', (err) => {
		engine.removeAllListeners('end');
		callback(err);
	});
	engine.on('end', () => {
		const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
		engine.close();
		callback(null, engine._info ? { buffer: whole, engine } : whole);
	});
	engine.end(buffer);
}

function atOnce(engine, buffer) {
	if (typeof buffer === 'string') {
		buffer = Buffer.from(buffer);
	} else if (!types.isArrayBufferView(buffer)) {
		if (!types.isAnyArrayBuffer(buffer)) throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer, 'zlib:171      ^throw new ERR_INVALID_ARG_TYPE(');
		buffer = Buffer.from(buffer);
	} else if (!types.isUint8Array(buffer)) {
		buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
	}
	const { output, code, message, unused } = compute(engine, buffer, engine._finishFlushFlag);
	if (message !== undefined) throw require('host').thrown(failure(message, code), 'zlib:425      ^throw self[kError];', undefined, true);
	if (output.length > engine._maxOutputLength) throw tooLarge(engine._maxOutputLength);
	engine.bytesWritten = buffer.byteLength - unused;
	engine._handle = null;
	return engine._info ? { buffer: output, engine } : output;
}

function methodsOf(Class) {
	return [
		function asyncBufferWrapper(buffer, opts, callback) {
			if (typeof opts === 'function') {
				callback = opts;
				opts = {};
			}
			return inBackground(new Class(opts), buffer, callback);
		},
		function syncBufferWrapper(buffer, opts) {
			return atOnce(new Class(opts), buffer);
		},
	];
}

function crc32(data, value = 0) {
	if (typeof data !== 'string' && !types.isArrayBufferView(data)) throw invalidArgType('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data, "zlib:855    ^throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);");
	require('node/errors').validateUint32(value, 'value', undefined, "zlib:857  ^validateUint32(value, 'value');");
	return checksum(typeof data === 'string' ? Buffer.from(data) : data, value);
}

module.exports = { crc32, Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip };
const made = module.exports;
made.BrotliCompress = notCoveredFunction('zlib.BrotliCompress');
made.BrotliDecompress = notCoveredFunction('zlib.BrotliDecompress');
const functions = [['deflate', Deflate], ['gzip', Gzip], ['deflateRaw', DeflateRaw], ['unzip', Unzip], ['inflate', Inflate], ['gunzip', Gunzip], ['inflateRaw', InflateRaw]];
for (let i = 0; i < functions.length; i++) {
	const [name, Class] = functions[i];
	const [background, once] = methodsOf(Class);
	made[name] = background;
	made[`${name}Sync`] = once;
}
const brotli = ['brotliCompress', 'brotliCompressSync', 'brotliDecompress', 'brotliDecompressSync'];
for (let i = 0; i < brotli.length; i++) made[brotli[i]] = notCoveredFunction(`zlib.${brotli[i]}`);
const makers = [Deflate, Inflate, DeflateRaw, InflateRaw, Gzip, Gunzip, Unzip];
for (let i = 0; i < makers.length; i++) {
	defineProperty(made, `create${makers[i].name}`, { __proto__: null, value: (options) => new makers[i](options), configurable: true, enumerable: true });
}
made.createBrotliCompress = notCoveredFunction('zlib.createBrotliCompress');
made.createBrotliDecompress = notCoveredFunction('zlib.createBrotliDecompress');
defineProperty(made, 'constants', { __proto__: null, value: freeze(constants), enumerable: true, configurable: false });
defineProperty(made, 'codes', { __proto__: null, value: freeze(codes), enumerable: true, writable: false });
const old = keysOf(constants);
for (let i = 0; i < old.length; i++) {
	if (primordial('String.prototype.startsWith')(old[i], 'BROTLI')) continue;
	defineProperty(made, old[i], { __proto__: null, value: constants[old[i]], enumerable: false });
}
require('node/member_faces').face(made, 'zlib');
require('node/unprintable').hide(Zlib, 'zlib');
