// SPDX-License-Identifier: MIT
// buffer.js - node:buffer: Buffer, atob and btoa.
'use strict';

const { isUnknown, notCovered, primordial, error, emitWarning, madeAt, thrown, thrownFrom, readText, writeText, textLength, globalValue, notCoveredFunction } = require('host');
const { invalidArgType, invalidArgValue, nativeError, outOfRange, validateNumber, validateArray, validateInteger, validateString } = require('node/errors');
const { isEncoding, normalizeEncoding } = require('node/encodings');
const types = require('node/util_types');
const Uint8Array = primordial('Uint8Array');
const ArrayBuffer = primordial('ArrayBuffer');
const DataView = primordial('DataView');

const set = primordial('TypedArray.prototype.set');
const fillBytes = primordial('TypedArray.prototype.fill');
const getBuffer = primordial('get TypedArray.prototype.buffer');
const defineProperty = primordial('Object.defineProperty');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const isArray = primordial('Array.isArray');
const isInteger = primordial('Number.isInteger');

const trunc = primordial('Math.trunc');

const charCodeAt = primordial('String.prototype.charCodeAt');
const slice = primordial('String.prototype.slice');
const toPrimitive = Symbol.toPrimitive;
const kMaxLength = 4294967296;
const custom = Symbol.for('nodejs.util.inspect.custom');

class FastBuffer extends Uint8Array {
	constructor(bufferOrLength, byteOffset, length) {
		super(bufferOrLength, byteOffset, length);
	}
}

// ---- making

let warned = false;

function Buffer(value, encodingOrOffset, length) {
	if (!warned) {
		warned = true;
		emitWarning('Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005');
	}
	if (typeof value === 'number') {
		if (typeof encodingOrOffset === 'string') throw invalidArgType('string', 'string', value, "buffer:273      ^throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);");
		return Buffer.alloc(value);
	}
	return Buffer.from(value, encodingOrOffset, length);
}
defineProperty(Buffer, Symbol.species, {
	__proto__: null,
	configurable: true,
	enumerable: false,
	get() {
		return FastBuffer;
	},
});

// Small buffers share a piece of memory, at offsets that are multiples of 8. Node has taken the first 8 bytes itself.
Buffer.poolSize = 8 * 1024;
let pool, poolOffset = 0, poolLength = 0;

function newPool() {
	poolLength = Buffer.poolSize;
	poolOffset = pool === undefined ? 8 : 0;
	pool = new ArrayBuffer(poolLength);
}

function fromPool(size) {
	if (size <= 0) return new FastBuffer();
	if (size >= Buffer.poolSize >>> 1) return new FastBuffer(size);
	if (pool === undefined || size > poolLength - poolOffset) newPool();
	const buffer = new FastBuffer(pool, poolOffset, size);
	poolOffset += size;
	if (poolOffset & 7) poolOffset = (poolOffset | 7) + 1;
	return buffer;
}

function checkSize(size) {
	validateNumber(size, 'size', 0, kMaxLength);
}

Buffer.from = function from(value, encodingOrOffset, length) {
	if (isUnknown(value)) notCovered('the bytes of an unknown value');
	if (typeof value === 'string') return fromString(value, encodingOrOffset);
	if (typeof value === 'object' && value !== null) {
		if (types.isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
		const primitive = value.valueOf && value.valueOf();
		if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) return from(primitive, encodingOrOffset, length);
		const made = fromObject(value);
		if (made) return made;
		if (typeof value[toPrimitive] === 'function') {
			const text = value[toPrimitive]('string');
			if (typeof text === 'string') return fromString(text, encodingOrOffset);
		}
	}
	throw error('TypeError', 'ERR_INVALID_ARG_TYPE', `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received ${require('host').received(value)}`, 'buffer:322  ^throw new ERR_INVALID_ARG_TYPE(');
};
Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
	if (!types.isTypedArray(view)) throw invalidArgType('view', ['TypedArray'], view, "buffer:339    ^throw new ERR_INVALID_ARG_TYPE('view', [ 'TypedArray' ], view);");
	const from = offset === undefined ? 0 : offset;
	if (view.length === 0) return Buffer.alloc(0);
	validateInteger(from, 'offset', 0); // node: buffer:349      ^validateInteger(offset, 'offset', 0);
	if (from >= view.length) return Buffer.alloc(0);
	if (length !== undefined) validateInteger(length, 'length', 0); // node: buffer:356      ^validateInteger(length, 'length', 0);
	const part = primordial('TypedArray.prototype.slice')(view, from, length === undefined ? view.length : from + length);
	return fromArrayLike(new Uint8Array(getBuffer(part), part.byteOffset, part.byteLength));
};
setPrototypeOf(Buffer, Uint8Array);

function fromString(text, encoding) {
	if (typeof encoding !== 'string' || encoding.length === 0) {
		encoding = 'utf8';
	} else {
		const name = normalizeEncoding(encoding);
		if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'buffer:484      ^throw new ERR_UNKNOWN_ENCODING(encoding);');
		encoding = name;
	}
	if (text.length === 0) return new FastBuffer();
	const length = textLength(text, encoding);
	const buffer = fromPool(length);
	writeText(buffer, text, encoding, 0, length);
	return buffer;
}

// The same without the shared memory.
function bytesOf(text, encoding) {
	const buffer = new FastBuffer(textLength(text, encoding));
	writeText(buffer, text, encoding, 0, buffer.length);
	return buffer;
}

function fromArrayBuffer(buffer, byteOffset, length) {
	if (byteOffset === undefined) {
		byteOffset = 0;
	} else {
		byteOffset = +byteOffset;
		if (byteOffset !== byteOffset) byteOffset = 0;
	}
	const most = buffer.byteLength - byteOffset;
	if (most < 0) throw error('RangeError', 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds', "buffer:503    ^throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');");
	if (length === undefined) {
		length = most;
	} else {
		length = +length;
		if (length > 0) {
			if (length > most) throw error('RangeError', 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds', "buffer:512        ^throw new ERR_BUFFER_OUT_OF_BOUNDS('length');");
		} else {
			length = 0;
		}
	}
	return new FastBuffer(buffer, byteOffset, length);
}

function fromArrayLike(list) {
	if (list.length <= 0) return new FastBuffer();
	const buffer = fromPool(list.length);
	set(buffer, list, 0);
	return buffer;
}

function fromObject(object) {
	if (object.length !== undefined || types.isAnyArrayBuffer(object.buffer)) {
		if (typeof object.length !== 'number') return new FastBuffer();
		return fromArrayLike(object);
	}
	if (object.type === 'Buffer' && isArray(object.data)) return fromArrayLike(object.data);
	return undefined;
}

Buffer.of = function of(...items) {
	const buffer = new FastBuffer(items.length);
	for (let i = 0; i < items.length; i++) buffer[i] = items[i];
	return buffer;
};

Buffer.alloc = function alloc(size, fill, encoding) {
	checkSize(size); // node: buffer:392  ^validateNumber(size, 'size', 0, kMaxLength);
	const buffer = new FastBuffer(size);
	return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(buffer, fill, 0, buffer.length, encoding) : buffer;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
	checkSize(size); // node: buffer:405  ^validateNumber(size, 'size', 0, kMaxLength);
	return fromPool(size);
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
	checkSize(size); // node: buffer:415  ^validateNumber(size, 'size', 0, kMaxLength);
	return new FastBuffer(size);
};
Buffer.isBuffer = function isBuffer(value) {
	return value instanceof Buffer;
};
Buffer.compare = function compare(a, b) {
	if (!types.isUint8Array(a)) throw invalidArgType('buf1', ['Buffer', 'Uint8Array'], a, 'buffer:557    ^throw new ERR_INVALID_ARG_TYPE(\'buf1\', [\'Buffer\', \'Uint8Array\'], buf1);');
	if (!types.isUint8Array(b)) throw invalidArgType('buf2', ['Buffer', 'Uint8Array'], b, 'buffer:561    ^throw new ERR_INVALID_ARG_TYPE(\'buf2\', [\'Buffer\', \'Uint8Array\'], buf2);');
	return a === b ? 0 : compareBytes(a, b);
};
Buffer.isEncoding = isEncoding;
Buffer[Symbol('kIsEncodingSymbol')] = isEncoding;
Buffer.concat = function concat(list, length) {
	validateArray(list, 'list', "buffer:578  ^validateArray(list, 'list');");
	if (list.length === 0) return new FastBuffer();
	if (length === undefined) {
		length = 0;
		for (let i = 0; i < list.length; i++) if (list[i].length) length += list[i].length;
	} else {
		validateInteger(length, 'length', 0, undefined, "buffer:356      ^validateInteger(length, 'length', 0);");
	}
	const buffer = Buffer.allocUnsafe(length);
	let at = 0;
	for (let i = 0; i < list.length; i++) {
		const part = list[i];
		if (!types.isUint8Array(part)) throw invalidArgType(`list[${i}]`, ['Buffer', 'Uint8Array'], part, 'buffer:601      ^throw new ERR_INVALID_ARG_TYPE(');
		at += copyBytes(part, buffer, at, 0, part.length);
	}
	if (at < length) fillBytes(buffer, 0, at, length);
	return buffer;
};
function byteLength(text, encoding) {
	if (typeof text !== 'string') {
		if (types.isArrayBufferView(text) || types.isAnyArrayBuffer(text)) return text.byteLength;
		throw error('TypeError', 'ERR_INVALID_ARG_TYPE', `The "string" argument must be of type string or an instance of Buffer or ArrayBuffer. Received ${require('host').received(text)}`, 'buffer:776    ^throw new ERR_INVALID_ARG_TYPE(');
	}
	const name = normalizeEncoding(encoding) ?? 'utf8';
	if (name === 'hex') return text.length >>> 1;
	if (name === 'base64' || name === 'base64url') {
		let length = text.length;
		if (charCodeAt(text, length - 1) === 61) length--;
		if (length > 1 && charCodeAt(text, length - 1) === 61) length--;
		return (length * 3) >>> 2;
	}
	return textLength(text, name);
}
Buffer.byteLength = byteLength;
Buffer.prototype = FastBuffer.prototype;
defineProperty(FastBuffer.prototype, 'constructor', { __proto__: null, value: Buffer, writable: true, enumerable: false, configurable: true });
const proto = Buffer.prototype;

// ---- numbers

function checkOffset(value, name) {
	if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
}
// A number that is no offset, or none of bytes.
function outside(value, length, name = 'offset') {
	if (trunc(value) !== value) {
		checkOffset(value, name); // node: internal/buffer:81    ^validateNumber(value, type);
		throw outOfRange(name, 'an integer', value, 'internal/buffer:82    ^throw new ERR_OUT_OF_RANGE(type || \'offset\', \'an integer\', value);');
	}
	if (length < 0) throw error('RangeError', 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds', 'internal/buffer:86    ^throw new ERR_BUFFER_OUT_OF_BOUNDS();');
	throw outOfRange(name, `>= ${name === 'offset' ? 0 : 1} and <= ${length}`, value, 'internal/buffer:88  ^throw new ERR_OUT_OF_RANGE(type || \'offset\',');
}
// `line`: of Node's file, where the offset of what is read is looked at.
function need(buffer, offset, size, line) {
	if (typeof offset !== 'number') throw thrownFrom(invalidArgType('offset', 'number', offset), line === undefined ? undefined : `internal/buffer:${line}  ^validateNumber(offset, 'offset');`);
	if (!(isInteger(offset) && offset >= 0 && offset + size <= buffer.length)) outside(offset, buffer.length - size);
}
function view(buffer) {
	return new DataView(getBuffer(buffer), buffer.byteOffset, buffer.byteLength);
}
function checkValue(value, min, max, size, text) {
	if (value > max || value < min) {
		let range = text;
		if (range === undefined) {
			if (size > 4) {
				range = min === 0 || min === 0n ? `>= 0${typeof min === 'bigint' ? 'n' : ''} and < 2${typeof min === 'bigint' ? 'n' : ''} ** ${size * 8}${typeof min === 'bigint' ? 'n' : ''}` :
					`>= -(2${typeof min === 'bigint' ? 'n' : ''} ** ${size * 8 - 1}${typeof min === 'bigint' ? 'n' : ''}) and < 2${typeof min === 'bigint' ? 'n' : ''} ** ${size * 8 - 1}${typeof min === 'bigint' ? 'n' : ''}`;
			} else {
				range = `>= ${min} and <= ${max}`;
			}
		}
		throw outOfRange('value', range, value, size === 1 ? "internal/buffer:740    ^throw new ERR_OUT_OF_RANGE('value', `>= ${min} and <= ${max}`, value);" : "internal/buffer:74    ^throw new ERR_OUT_OF_RANGE('value', range, value);");
	}
}

function define(name, fn) {
	defineProperty(proto, name, { __proto__: null, value: fn, writable: true, enumerable: true, configurable: true });
	return fn;
}

// Where Node turns what is written into a number, by size and order; what is no number there is refused from that line.
const wholeAt = { __proto__: null, 1: 736, '2LE': 723, '2BE': 833, '3LE': 711, '3BE': 821, '4LE': 693, '4BE': 803, '5LE': 677, '5BE': 788, '6LE': 660, '6BE': 771 };
const fractionAt = { __proto__: null, '4LE': 933, '4BE': 945, '8LE': 901, '8BE': 917 };
function refusedAt(err, value, place) {
	return (typeof value === 'object' && value !== null) || typeof value === 'function' ? err : thrown(madeAt(err, place), place);
}
function asNumber(value, line, name = 'value') {
	try {
		return +value;
	} catch (err) {
		throw refusedAt(err, value, `internal/buffer:${line}  ${name} = ^+${name};`);
	}
}
// What is no bigint is refused where its lower half is taken.
function low(value, line) {
	try {
		return value & 0xffffffffn;
	} catch (err) {
		throw refusedAt(err, value, `internal/buffer:${line}  let lo = Number(value ^& 0xffffffffn);`);
	}
}

const kinds = [
	['UInt8', 'Uint8', 1, 0, 255], ['UInt16', 'Uint16', 2, 0, 65535], ['UInt32', 'Uint32', 4, 0, 4294967295], ['Int8', 'Int8', 1, -128, 127],
	['Int16', 'Int16', 2, -32768, 32767], ['Int32', 'Int32', 4, -2147483648, 2147483647], ['Float', 'Float32', 4], ['Double', 'Float64', 8],
	['BigUInt64', 'BigUint64', 8, 0n, 0xffffffffffffffffn], ['BigInt64', 'BigInt64', 8, -0x8000000000000000n, 0x7fffffffffffffffn],
];
// The lines of Node's file that look at the offset of what is read; the second: of one to six bytes, by their order and sign.
const readAt = {
	__proto__: null, UInt8: 251, UInt16LE: 241, UInt16BE: 330, UInt32LE: 218, UInt32BE: 307, Int8: 423, Int16LE: 412, Int16BE: 504, Int32LE: 388, Int32BE: 480,
	FloatLE: 530, FloatBE: 516, DoubleLE: 562, DoubleBE: 544, BigInt64LE: 135, BigInt64BE: 153, BigUInt64LE: 95, BigUInt64BE: 115,
};
const partAt = [[251, 241, 231, 218, 204, 190], [251, 330, 320, 307, 293, 279], [423, 412, 401, 388, 374, 359], [423, 504, 493, 480, 466, 451]];
for (let i = 0; i < kinds.length; i++) {
	const [name, type, size, min, max] = kinds[i];
	const read = primordial(`DataView.prototype.get${type}`);
	const write = primordial(`DataView.prototype.set${type}`);
	const orders = size === 1 ? [''] : ['LE', 'BE'];
	for (let k = 0; k < orders.length; k++) {
		const little = orders[k] === 'LE';
		const reader = function(offset = 0) {
			need(this, offset, size, readAt[name + orders[k]]);
			return read(view(this), offset, little);
		};
		const writer = function(value, offset = 0) {
			if (min !== undefined) {
				if (typeof min !== 'bigint') value = asNumber(value, wholeAt[size + orders[k]]);
				if (size === 1) checkOffset(offset, 'offset'); // node: internal/buffer:738  ^validateNumber(offset, 'offset');
				checkValue(value, min, max, size);
			}
			else value = asNumber(value, fractionAt[size + orders[k]], 'val');
			need(this, offset, size); // node: internal/buffer:55  ^validateNumber(offset, 'offset');
			if (typeof min === 'bigint') {
				low(value, little ? 583 : 609);
				value &= 0xffffffffffffffffn;
			}
			write(view(this), offset, value, little);
			return offset + size;
		};
		const named = (fn, text) => defineProperty(fn, 'name', { __proto__: null, value: text, configurable: true });
		define(`read${name}${orders[k]}`, named(reader, `read${name}${orders[k]}`));
		define(`write${name}${orders[k]}`, named(writer, `write${name}${orders[k]}`));
		if (name[0] === 'U' || name === 'BigUInt64') {
			const lower = name === 'BigUInt64' ? 'BigUint64' : `Uint${slice(name, 4)}`;
			define(`read${lower}${orders[k]}`, reader);
			define(`write${lower}${orders[k]}`, writer);
		}
	}
}

// Numbers of one to six bytes.
function checkByteLength(value) {
	if (!isInteger(value) || value < 1 || value > 6) outside(value, 6, 'byteLength');
}
function readBytes(buffer, offset, length, little, signed) {
	if (offset === undefined) throw invalidArgType('offset', 'number', offset, `internal/buffer:${signed ? (little ? 341 : 433) : little ? 172 : 261}    ^throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);`);
	checkByteLength(length);
	need(buffer, offset, length, partAt[(signed ? 2 : 0) + (little ? 0 : 1)][length - 1]);
	let value = 0;
	for (let i = 0; i < length; i++) value = value * 256 + buffer[offset + (little ? length - 1 - i : i)];
	return signed && value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
}
function writeBytes(buffer, value, offset, length, little, signed) {
	checkByteLength(length);
	value = asNumber(value, wholeAt[length === 1 ? 1 : `${length}${little ? 'LE' : 'BE'}`]);
	if (length === 1) checkOffset(offset, 'offset'); // node: internal/buffer:738  ^validateNumber(offset, 'offset');
	checkValue(value, signed ? -(2 ** (8 * length - 1)) : 0, signed ? 2 ** (8 * length - 1) - 1 : 2 ** (8 * length) - 1, length);
	need(buffer, offset, length); // node: internal/buffer:55  ^validateNumber(offset, 'offset');
	if (value < 0) value += 2 ** (8 * length);
	for (let i = 0; i < length; i++) {
		buffer[offset + (little ? i : length - 1 - i)] = value % 256;
		value = primordial('Math.floor')(value / 256);
	}
	return offset + length;
}
define('readUIntLE', function readUIntLE(offset, length) {
	return readBytes(this, offset, length, true, false);
});
define('readUIntBE', function readUIntBE(offset, length) {
	return readBytes(this, offset, length, false, false);
});
define('readIntLE', function readIntLE(offset, length) {
	return readBytes(this, offset, length, true, true);
});
define('readIntBE', function readIntBE(offset, length) {
	return readBytes(this, offset, length, false, true);
});
define('writeUIntLE', function writeUIntLE(value, offset, length) {
	return writeBytes(this, value, offset, length, true, false);
});
define('writeUIntBE', function writeUIntBE(value, offset, length) {
	return writeBytes(this, value, offset, length, false, false);
});
define('writeIntLE', function writeIntLE(value, offset, length) {
	return writeBytes(this, value, offset, length, true, true);
});
define('writeIntBE', function writeIntBE(value, offset, length) {
	return writeBytes(this, value, offset, length, false, true);
});
define('readUintLE', proto.readUIntLE);
define('readUintBE', proto.readUIntBE);
define('writeUintLE', proto.writeUIntLE);
define('writeUintBE', proto.writeUIntBE);

// ---- text

const slices = { __proto__: null, ascii: 'ascii', base64: 'base64', base64url: 'base64url', latin1: 'latin1', hex: 'hex', ucs2: 'utf16le', utf8: 'utf8' };
for (const name in slices) {
	const encoding = slices[name];
	define(`${name}Slice`, function(start, end) {
		return readText(this, encoding, start ?? 0, end ?? this.length);
	});
	define(`${name}Write`, function(text, offset = 0, length = this.length - offset) {
		return writeText(this, text, encoding, offset, length);
	});
}
require('node/member_orders').arrange(proto, 'Buffer.prototype');
defineProperty(proto, 'parent', {
	__proto__: null,
	enumerable: true,
	get() {
		if (!(this instanceof Buffer)) return undefined;
		return this.buffer;
	},
});
defineProperty(proto, 'offset', {
	__proto__: null,
	enumerable: true,
	get() {
		if (!(this instanceof Buffer)) return undefined;
		return this.byteOffset;
	},
});

function copyBytes(source, target, targetStart, sourceStart, sourceEnd) {
	if (sourceEnd - sourceStart > target.length - targetStart) sourceEnd = sourceStart + target.length - targetStart;
	let count = sourceEnd - sourceStart;
	if (count > source.length - sourceStart) count = source.length - sourceStart;
	if (count <= 0) return 0;
	set(target, sourceStart !== 0 || count < source.length ? new Uint8Array(getBuffer(source), source.byteOffset + sourceStart, count) : source, targetStart);
	return count;
}

function toInteger(value, otherwise) {
	value = +value;
	if (value === value && value >= -9007199254740991 && value <= 9007199254740991) return value % 1 === 0 ? value : primordial('Math.floor')(value);
	return otherwise;
}

define('copy', function copy(target, targetStart, sourceStart, sourceEnd) {
	if (!types.isUint8Array(target)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target, 'buffer:209    ^throw new ERR_INVALID_ARG_TYPE(\'target\', [\'Buffer\', \'Uint8Array\'], target);');
	if (targetStart === undefined) {
		targetStart = 0;
	} else {
		targetStart = toInteger(targetStart, 0);
		if (targetStart < 0) throw outOfRange('targetStart', '>= 0', targetStart, "buffer:216      ^throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);");
	}
	if (sourceStart === undefined) {
		sourceStart = 0;
	} else {
		sourceStart = toInteger(sourceStart, 0);
		if (sourceStart < 0 || sourceStart > this.length) throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, sourceStart, "buffer:224      ^throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${source.length}`, sourceStart);");
	}
	if (sourceEnd === undefined) {
		sourceEnd = this.length;
	} else {
		sourceEnd = toInteger(sourceEnd, 0);
		if (sourceEnd < 0) throw outOfRange('sourceEnd', '>= 0', sourceEnd, "buffer:232      ^throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);");
	}
	if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
	return copyBytes(this, target, targetStart, sourceStart, sourceEnd);
});

define('toString', function toString(encoding, start, end) {
	if (arguments.length === 0) return readText(this, 'utf8', 0, this.length);
	const { length } = this;
	if (start <= 0) start = 0;
	else if (start >= length) return '';
	else start = trunc(start) || 0;
	if (end > length || end === undefined) end = length;
	else end = trunc(end) || 0;
	if (end <= start) return '';
	const name = encoding === undefined ? 'utf8' : knownEncoding(encoding);
	if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'buffer:861    ^throw new ERR_UNKNOWN_ENCODING(encoding);');
	return readText(this, name, start, end);
});

define('equals', function equals(other) {
	if (!types.isUint8Array(other)) throw invalidArgType('otherBuffer', ['Buffer', 'Uint8Array'], other, 'buffer:868    ^throw new ERR_INVALID_ARG_TYPE(');
	if (this === other) return true;
	return this.byteLength === other.byteLength && compareBytes(this, other) === 0;
});

let inspectMaxBytes = 50;
const inspectBuffer = function inspect(recurseTimes, ctx) {
	const max = inspectMaxBytes;
	const shown = this.length < max ? this.length : max;
	const hex = readText(this, 'hex', 0, shown);
	let text = '';
	for (let i = 0; i < hex.length; i += 2) text += `${i > 0 ? ' ' : ''}${slice(hex, i, i + 2)}`;
	const left = this.length - max;
	if (left > 0) text += ` ... ${left} more byte${left > 1 ? 's' : ''}`;
	if (ctx) {
		let extras = false;
		const own = { __proto__: null };
		const keys = primordial('Reflect.ownKeys')(this);
		for (let i = 0; i < keys.length; i++) {
			const key = keys[i];
			if (typeof key === 'string' && toInteger(key, -1) >= 0) continue;
			const descriptor = primordial('Object.getOwnPropertyDescriptor')(this, key);
			if (!descriptor.enumerable && !ctx.showHidden) continue;
			extras = true;
			own[key] = this[key];
		}
		if (extras) {
			if (this.length !== 0) text += ', ';
			text += slice(require('host').inspect(own, { ...ctx, breakLength: Infinity, compact: 1000 }), 27, -2);
		}
	}
	return `<${this.constructor.name} ${text}>`;
};
defineProperty(proto, custom, { __proto__: null, value: inspectBuffer, writable: true, enumerable: true, configurable: true });
define('inspect', inspectBuffer);

function compareBytes(a, b) {
	const length = a.length < b.length ? a.length : b.length;
	for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
	return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}

define('compare', function compare(target, start, end, thisStart, thisEnd) {
	if (!types.isUint8Array(target)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target, 'buffer:923    ^throw new ERR_INVALID_ARG_TYPE(\'target\', [\'Buffer\', \'Uint8Array\'], target);');
	if (arguments.length === 1) return compareBytes(this, target);
	start = start === undefined ? 0 : (checkRange(start, 'targetStart', kMaxLength), start);
	end = end === undefined ? target.length : (checkRange(end, 'targetEnd', target.length), end);
	thisStart = thisStart === undefined ? 0 : (checkRange(thisStart, 'sourceStart', kMaxLength), thisStart);
	thisEnd = thisEnd === undefined ? this.length : (checkRange(thisEnd, 'sourceEnd', this.length), thisEnd);
	if (thisStart >= thisEnd) return start >= end ? 0 : -1;
	if (start >= end) return 1;
	return compareBytes(subarray(this, thisStart, thisEnd), subarray(target, start, end));
});
function checkRange(value, name, most) {
	validateInteger(value, name, 0, most); // node: buffer:121  ^validateInteger(value, name, min, max);
}

// Where `needle` begins in `buffer`, with units of `width` bytes, sought for from `from` on; what is no whole unit at the end of either
// does not count; -1 when nowhere.
function find(buffer, needle, from, width, forward) {
	const size = buffer.length - buffer.length % width;
	const last = size - (needle.length - needle.length % width);
	from -= from % width;
	if (forward) {
		for (let i = from; i <= last; i += width) if (matches(buffer, needle, i, width)) return i;
	} else {
		for (let i = from < last ? from : last; i >= 0; i -= width) if (matches(buffer, needle, i, width)) return i;
	}
	return -1;
}
function matches(buffer, needle, at, width) {
	const length = needle.length - needle.length % width;
	for (let k = 0; k < length; k++) if (buffer[at + k] !== needle[k]) return false;
	return true;
}

// The place that a search begins at; -1: there is none.
function searchStart(length, offset, needed, forward) {
	if (offset < 0) {
		if (offset + length >= 0) return length + offset;
		return forward || needed === 0 ? 0 : -1;
	}
	if (offset + needed <= length) return offset;
	if (needed === 0) return length;
	return forward ? -1 : length - 1;
}

// The name of an encoding that was asked for; undefined: nobody knows it. Other than for writing, '' and null are none.
function knownEncoding(encoding) {
	const text = `${encoding}`; // node: buffer:721  ^encoding += '';
	return text === '' ? undefined : normalizeEncoding(text);
}

function bidirectional(buffer, value, byteOffset, encoding, forward) {
	if (typeof byteOffset === 'string') {
		encoding = byteOffset;
		byteOffset = undefined;
	} else if (byteOffset > 0x7fffffff) {
		byteOffset = 0x7fffffff;
	} else if (byteOffset < -0x80000000) {
		byteOffset = -0x80000000;
	}
	byteOffset = +byteOffset;
	if (byteOffset !== byteOffset) byteOffset = forward ? 0 : buffer.length;
	byteOffset = trunc(byteOffset);
	let needle, width = 1;
	if (typeof value === 'number') {
		needle = [value & 255];
	} else {
		const name = encoding === undefined ? 'utf8' : knownEncoding(encoding);
		if (name === 'utf16le') width = 2;
		if (typeof value === 'string') {
			if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'buffer:996      ^throw new ERR_UNKNOWN_ENCODING(encoding);');
			needle = bytesOf(value, name);
		} else if (types.isUint8Array(value)) {
			needle = value;
		} else {
			throw invalidArgType('value', ['number', 'string', 'Buffer', 'Uint8Array'], value, 'buffer:1006  ^throw new ERR_INVALID_ARG_TYPE(');
		}
	}
	const from = searchStart(buffer.length, byteOffset, needle.length, forward);
	if (needle.length === 0 || from < 0) return from;
	if (needle.length > buffer.length || needle.length < width || buffer.length < width) return -1;
	const found = find(buffer, needle, from, width, forward);
	// Where half a unit is left over, Node gives the place behind the last one for bytes that are nowhere.
	return found < 0 && typeof value !== 'string' && buffer.length % width !== 0 ? buffer.length - 1 : found;
}
define('indexOf', function indexOf(value, byteOffset, encoding) {
	return bidirectional(this, value, byteOffset, encoding, true);
});
define('lastIndexOf', function lastIndexOf(value, byteOffset, encoding) {
	return bidirectional(this, value, byteOffset, encoding, false);
});
define('includes', function includes(value, byteOffset, encoding) {
	return bidirectional(this, value, byteOffset, encoding, true) !== -1;
});

function fillBuffer(buffer, value, offset, end, encoding) {
	if (typeof value === 'string') {
		if (offset === undefined || typeof offset === 'string') {
			encoding = offset;
			offset = 0;
			end = buffer.length;
		} else if (typeof end === 'string') {
			encoding = end;
			end = buffer.length;
		}
		const name = normalizeEncoding(encoding);
		if (name === undefined) validateString(encoding, 'encoding', "buffer:1044      ^validateString(encoding, 'encoding');");
		if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'buffer:1045      ^throw new ERR_UNKNOWN_ENCODING(encoding);');
		if (value.length === 0) {
			value = 0;
		} else {
			const pattern = bytesOf(value, name);
			if (pattern.length === 0) throw invalidArgValue('value', value, undefined, "buffer:1094        ^throw new ERR_INVALID_ARG_VALUE('value', value);");
			value = pattern.length === 1 ? pattern[0] : pattern;
		}
	}
	if (offset === undefined) {
		offset = 0;
		end = buffer.length;
	} else {
		validateInteger(offset, 'offset', 0, kMaxLength, "buffer:349      ^validateInteger(offset, 'offset', 0);");
		if (end === undefined) end = buffer.length;
		else validateInteger(end, 'end', 0, buffer.length); // node: buffer:121  ^validateInteger(value, name, min, max);
		if (offset >= end) return buffer;
	}
	if (typeof value !== 'object') {
		fillBytes(buffer, typeof value === 'boolean' ? +value : value & 255, offset, end); // node: buffer:1091    const res = ^bindingFill(buf, value, offset, end, encoding);
	} else {
		if (value.length === 0) throw invalidArgValue('value', value, undefined, "buffer:1094        ^throw new ERR_INVALID_ARG_VALUE('value', value);");
		for (let i = offset; i < end; i++) buffer[i] = value[(i - offset) % value.length];
	}
	return buffer;
}
define('fill', function fill(value, offset, end, encoding) {
	return fillBuffer(this, value, offset, end, encoding);
});

const notText = (place) => nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', 'argument must be a string', `buffer:${place}`);
define('write', function write(text, offset, length, encoding) {
	if (offset === undefined) {
		if (typeof text !== 'string') throw notText('1105    return this.^utf8Write(string, 0, this.length);');
		return writeText(this, text, 'utf8', 0, this.length);
	}
	if (length === undefined && typeof offset === 'string') {
		encoding = offset;
		length = this.length;
		offset = 0;
	} else {
		validateInteger(offset, 'offset', 0, this.length); // node: buffer:121  ^validateInteger(value, name, min, max);
		const left = this.length - offset;
		if (length === undefined) {
			length = left;
		} else if (typeof length === 'string') {
			encoding = length;
			length = left;
		} else {
			validateInteger(length, 'length', 0, this.length); // node: buffer:121  ^validateInteger(value, name, min, max);
			if (length > left) length = left;
		}
	}
	const name = normalizeEncoding(encoding);
	if (name === undefined) throw error('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${require('node/errors').written(encoding)}`, 'buffer:1138    ^throw new ERR_UNKNOWN_ENCODING(encoding);');
	if (typeof text !== 'string') throw notText('1132    return this.^utf8Write(string, offset, length);');
	return writeText(this, text, name, offset, length);
});

define('toJSON', function toJSON() {
	const data = [];
	for (let i = 0; i < this.length; i++) data[i] = this[i];
	return { type: 'Buffer', data };
});

function adjust(offset, length) {
	offset = trunc(+offset);
	if (offset === 0 || offset !== offset) return 0;
	if (offset < 0) {
		offset += length;
		return offset > 0 ? offset : 0;
	}
	return offset < length ? offset : length;
}
function subarray(buffer, start, end) {
	start = adjust(start, buffer.length);
	end = end !== undefined ? adjust(end, buffer.length) : buffer.length;
	return new FastBuffer(getBuffer(buffer), buffer.byteOffset + start, end > start ? end - start : 0);
}
define('subarray', function(start, end) {
	return subarray(this, start, end);
});
define('slice', function(start, end) {
	return subarray(this, start, end);
});
// The lines of Node's file that throw.
const swapLines = { __proto__: null, 2: 1193, 4: 1208, 8: 1225 };
function swap(buffer, size) {
	if (buffer.length % size !== 0) throw error('RangeError', 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`, `buffer:${swapLines[size]}    ^throw new ERR_INVALID_BUFFER_SIZE('${size * 8}-bits');`);
	for (let i = 0; i < buffer.length; i += size) {
		for (let k = 0; k < size / 2; k++) {
			const byte = buffer[i + k];
			buffer[i + k] = buffer[i + size - 1 - k];
			buffer[i + size - 1 - k] = byte;
		}
	}
	return buffer;
}
define('swap16', function swap16() {
	return swap(this, 2);
});
define('swap32', function swap32() {
	return swap(this, 4);
});
define('swap64', function swap64() {
	return swap(this, 8);
});
define('toLocaleString', proto.toString);

// ---- base64 as the web has it

function domException(message, name, place) {
	return thrown(new (globalValue('DOMException'))(message, name), place);
}

function btoa(input) {
	if (arguments.length === 0) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "input" argument must be specified', 'buffer:1276    ^throw new ERR_MISSING_ARGS(\'input\');');
	input = `${input}`; // node: buffer:1278  const result = _btoa(`${^input}`);
	for (let i = 0; i < input.length; i++) if (charCodeAt(input, i) > 255) throw domException('Invalid character', 'InvalidCharacterError', "buffer:1280    ^throw lazyDOMException('Invalid character', 'InvalidCharacterError');");
	return readText(bytesOf(input, 'latin1'), 'base64', 0, input.length);
}

function atob(input) {
	if (arguments.length === 0) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "input" argument must be specified', 'buffer:1287    ^throw new ERR_MISSING_ARGS(\'input\');');
	input = `${input}`; // node: buffer:1290  const result = _atob(`${^input}`);
	let text = '';
	let padding = 0;
	for (let i = 0; i < input.length; i++) {
		const c = input[i];
		if (c === ' ' || c === '\t' || c === '\n' || c === '\f' || c === '\r') continue;
		if (c === '=') {
			padding++;
			continue;
		}
		const known = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c === '+' || c === '/';
		if (!known || padding > 0) throw domException('Invalid character', 'InvalidCharacterError', "buffer:1294      ^throw lazyDOMException('Invalid character', 'InvalidCharacterError');");
		text += c;
	}
	if (text.length % 4 === 1 || padding > 2 || (padding > 0 && (text.length + padding) % 4 !== 0)) {
		throw domException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError', 'buffer:1296      ^throw lazyDOMException(');
	}
	const buffer = bytesOf(text, 'base64');
	return readText(buffer, 'latin1', 0, buffer.length);
}

// `line`: of Node's file, where the function asked for says so.
function bytesIn(input, line) {
	if (types.isTypedArray(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
	if (types.isAnyArrayBuffer(input)) {
		try {
			return new Uint8Array(input);
		} catch {
			throw nativeError(primordial('Error'), 'ERR_INVALID_STATE', 'Cannot validate on a detached buffer');
		}
	}
	throw invalidArgType('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input, `buffer:${line}  ^throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);`);
}
function isUtf8(input) {
	const bytes = bytesIn(input, 1312);
	const text = readText(bytes, 'utf8', 0, bytes.length);
	return textLength(text, 'utf8') === bytes.length && compareBytes(bytesOf(text, 'utf8'), bytes) === 0;
}
function isAscii(input) {
	const bytes = bytesIn(input, 1320);
	for (let i = 0; i < bytes.length; i++) if (bytes[i] > 127) return false;
	return true;
}

function SlowBuffer(length) {
	validateNumber(length, 'size', 0, kMaxLength); // node: buffer:422  ^validateNumber(size, 'size', 0, kMaxLength);
	return new FastBuffer(length);
}
setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
setPrototypeOf(SlowBuffer, Uint8Array);

const lazy = (name) => globalValue(name, true) ?? notCoveredFunction(name);
module.exports = {
	Buffer,
	SlowBuffer,
	transcode(source, fromEncoding, toEncoding) {
		return require('node/transcode').transcode(Buffer, source, fromEncoding, toEncoding);
	},
	isUtf8,
	isAscii,
	kMaxLength,
	kStringMaxLength: 536870888,
	btoa,
	atob,
	constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 536870888 },
	Blob: lazy('Blob'),
	resolveObjectURL(url) {
		return require('node/blob_urls').resolveObjectURL(url);
	},
	File: lazy('File'),
};
primordial('Object.defineProperty')(module.exports, 'INSPECT_MAX_BYTES', {
	__proto__: null,
	configurable: true,
	enumerable: true,
	get() {
		return inspectMaxBytes;
	},
	set(value) {
		validateNumber(value, 'INSPECT_MAX_BYTES', 0); // node: buffer:1350      ^validateNumber(val, 'INSPECT_MAX_BYTES', 0);
		inspectMaxBytes = value;
	},
});
require('node/member_orders').arrange(module.exports, 'buffer');
require('node/member_faces').face(module.exports, 'buffer');
require('node/member_faces').face(Buffer.prototype, 'Buffer.prototype');
