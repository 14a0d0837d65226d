// SPDX-License-Identifier: MIT
// blob.js - Blob and File: bytes that do not change. Reading one is asynchronous; the host says after how long.
'use strict';

const { primordial, notCovered, isPage, isUnknown } = require('host');
const { dictionary, finish, required, isObject, illegal, Failure } = require('web/idl');
const { utf8, fromUtf8 } = require('web/encoding');
const Bytes = primordial('Uint8Array');
const Promise = primordial('Promise');
const lower = primordial('String.prototype.toLowerCase');

// The type that is asked for, when it is one: printable ASCII, in small letters (File API, "constructor steps").
function typeOf(text) {
	for (let i = 0; i < text.length; i++) if (text[i] < ' ' || text[i] > '~') return '';
	return lower(text);
}

// What the line ends of texts become (File API, "EndingType").
function endingsOf(options, what) {
	const value = options?.endings;
	if (value === undefined) return 'transparent';
	const endings = `${value}`; // node: internal/blob:153    ^endings = `${endings}`;
	if (endings === 'transparent' || endings === 'native') return endings;
	throw isPage ? new Failure(`${what}: Failed to read the 'endings' property from 'BlobPropertyBag': The provided value '${endings}' is not a valid enum value of type EndingType.`) : require('node/errors').invalidArgValue('options.endings', endings); // node: internal/blob:155      ^throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
}

// Line ends as this system's own have them, a line feed each; Node knows no lone carriage return (File API, "convert line endings to native").
const withLineFeeds = (text) => (isPage ? text.replace(/\r\n?/g, '\n') : text.replace(/\r\n/g, '\n'));

// The parts of a blob, in order: texts, and { bytes, ends }.
function piecesOf(parts) {
	const pieces = [];
	for (const part of parts) {
		const inner = isObject(part) ? bytesOf(part) : undefined;
		if (inner !== undefined) pieces.push({ bytes: inner, ends: endsOf(part) });
		else if (part instanceof ArrayBuffer) pieces.push({ bytes: new Bytes(part) });
		else if (ArrayBuffer.isView(part)) pieces.push({ bytes: new Bytes(part.buffer, part.byteOffset, part.byteLength) });
		else pieces.push(`${part}`); // node: internal/blob:114    ^source = `${source}`;
	}
	return pieces;
}

let bytesOf, partsOf, endsOf, own, make, isFile;

// Of a method that gives a promise.
const rejected = (method) => new Promise((resolve, reject) => reject(isPage ? new Failure(`Failed to execute '${method}' on 'Blob': Illegal invocation`) : illegal('Blob')));

class Blob {
	#bytes = [];
	#parts = []; // their ends
	#type = '';
	constructor(parts = undefined, options = undefined) {
		const what = `Failed to construct '${new.target === Blob ? 'Blob' : 'File'}'`;
		let pieces = [];
		dictionary(options, what, new.target === Blob ? 'BlobPropertyBag' : 'FilePropertyBag', 'a dictionary'); // node: internal/blob:147    ^validateDictionary(options, 'options');
		const early = isPage ? undefined : options?.type; // Node looks at its options first
		const given = isPage ? undefined : endingsOf(options, what);
		if (parts !== undefined) {
			if (typeof parts !== 'object' || parts === null || parts[Symbol.iterator] === undefined) throw isPage ? new Failure(`${what}: ${isObject(parts) ? 'The object must have a callable @@iterator property.' : 'The provided value cannot be converted to a sequence.'}`) : require('node/errors').invalidArgType('sources', 'a sequence', parts, "internal/blob:145      ^throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);");
			pieces = piecesOf(parts);
		}
		const endings = given ?? endingsOf(options, what), native = endings === 'native';
		for (const piece of pieces) {
			const more = typeof piece === 'string' ? utf8(native ? withLineFeeds(piece) : piece) : piece.bytes, ends = piece.ends ?? [more.length];
			for (let i = 0; i < ends.length; i++) this.#parts.push(this.#bytes.length + ends[i]);
			for (let i = 0; i < more.length; i++) this.#bytes.push(more[i]);
		}
		const type = isPage ? options?.type : early;
		if (isPage && typeof type === 'symbol') throw new Failure(`${what}: Failed to read the 'type' property from 'BlobPropertyBag': Cannot convert a Symbol value to a string`);
		if (type !== undefined) this.#type = typeOf(`${type}`); // node: internal/blob:170    ^type = `${type}`;
	}
	static {
		partsOf = (blob) => blob.#parts.length;
		bytesOf = (value) => isUnknown(value) ? notCovered('the bytes of an unknown value') : (typeof value === 'object' && value !== null && #bytes in value ? value.#bytes : undefined);
		endsOf = (blob) => blob.#parts;
		own = (value) => {
			if (!isObject(value) || !(#bytes in value)) throw illegal('Blob');
			return value.#bytes;
		};
		make = (bytes, type, parts = [bytes.length]) => {
			const blob = new Blob();
			blob.#bytes = bytes;
			blob.#parts = parts;
			blob.#type = type;
			return blob;
		};
	}
	get size() {
		return own(this).length;
	}
	get type() {
		own(this);
		return this.#type;
	}
	arrayBuffer() {
		if (bytesOf(this) === undefined) return rejected('arrayBuffer');
		return module.exports.later(() => new Bytes(this.#bytes).buffer, this.#parts.length, false);
	}
	bytes() {
		if (isPage && bytesOf(this) === undefined) return rejected('bytes');
		own(this);
		return module.exports.later(() => new Bytes(this.#bytes), this.#parts.length, true);
	}
	slice(start = 0, end = undefined, type = '') {
		const all = own(this).length, at = (n) => (n < 0 ? Math.max(all + n, 0) : Math.min(n, all));
		const from = at(Math.trunc(start) || 0), to = Math.max(end === undefined ? all : at(Math.trunc(end) || 0), from), ends = [];
		for (let i = 0, before = 0; i < this.#parts.length; before = this.#parts[i++]) if (to > from && this.#parts[i] >= from && before < to) ends.push(Math.min(this.#parts[i], to) - from);
		return make(this.#bytes.slice(from, to), typeOf(`${type}`), ends); // node: internal/blob:255    ^contentType = `${contentType}`;
	}
	stream() {
		return module.exports.streamOf(own(this), this.#parts);
	}
	text() {
		if (bytesOf(this) === undefined) return rejected('text');
		return module.exports.later(() => fromUtf8(this.#bytes, false), this.#parts.length, true);
	}
}
finish(Blob);

class File extends Blob {
	#name;
	#lastModified;
	constructor(parts, name, options = undefined) {
		required(arguments.length, 2, "Failed to construct 'File'", '"fileBits" and "fileName"', "internal/file:40      ^throw new ERR_MISSING_ARGS('fileBits', 'fileName');");
		super(parts, options);
		this.#name = `${name}`; // node: internal/file:58    this.#name = StringPrototypeToWellFormed(`${^fileName}`);
		const lastModified = options?.lastModified;
		this.#lastModified = lastModified === undefined ? Date.now() : isPage ? Math.trunc(Number(lastModified)) || 0 : Number(lastModified);
	}
	static {
		isFile = (value) => #name in value;
	}
	get name() {
		return this.#name;
	}
	get lastModified() {
		return this.#lastModified;
	}
}
finish(File);

// What a copy in another place is made of (undefined: it is no blob), and the copy. In Node a file's copy is a blob.
const taken = (value) => {
	const bytes = bytesOf(value);
	if (bytes === undefined) return undefined;
	return isPage && isFile(value) ? [bytes, value.type, value.name, value.lastModified] : [bytes, value.type];
};
const made = ([bytes, type, name, lastModified]) => (name === undefined ? make(bytes, type) : new File([new Bytes(bytes)], name, { type, lastModified }));

// streamOf(bytes, ends): a stream of what is in a blob, whose parts end there. later(make, parts, converted): a promise of what reading gives, of so many parts, as they are or made into something else;
// the host replaces it by one that settles in its own time.
module.exports = { Blob, File, bytesOf, partsOf, make, taken, made, later: (value) => new Promise((resolve) => resolve(value())), streamOf: () => notCovered('streams of blobs') };
