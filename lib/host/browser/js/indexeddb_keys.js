// SPDX-License-Identifier: MIT
// indexeddb_keys.js - keys, key paths and ranges of indexedDB (Indexed Database API 3.0, "Keys").
'use strict';

const { primordial, notCovered, isUnknown } = require('host');
const { finish, required, Failure } = require('web/idl');
const DOMException = primordial('DOMException');
const time = primordial('Date.prototype.getTime');

function fail(what, text, name) {
	return new DOMException(what === undefined ? text : `Failed to execute ${what}: ${text}`, name);
}

function kind(key) {
	if (Array.isArray(key)) return 4;
	if (typeof key === 'string') return 2;
	if (typeof key === 'number') return 0;
	if (key instanceof Date) return 1;
	return 3;
}

function isKey(value, depth = 0) {
	if (isUnknown(value)) notCovered('a key of indexedDB that is not known');
	if (typeof value === 'number') return value === value;
	if (typeof value === 'string') return true;
	if (value instanceof Date) return !Number.isNaN(time(value));
	if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
	if (!Array.isArray(value) || depth > 200) return false;
	for (let i = 0; i < value.length; i++) if (!(i in value) || !isKey(value[i], depth + 1)) return false;
	return true;
}

// The value as a key, a copy of it; DataError when it is none.
function toKey(value, what) {
	if (!isKey(value)) throw fail(what, 'The parameter is not a valid key.', 'DataError');
	if (value instanceof Date) return new Date(time(value));
	if (Array.isArray(value)) return value.map((item) => toKey(item, what));
	return value;
}

function bytes(value) {
	return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function compare(a, b) {
	const x = kind(a), y = kind(b);
	if (x !== y) return x < y ? -1 : 1;
	if (x === 1) {
		a = time(a);
		b = time(b);
	}
	if (x === 3 || x === 4) {
		if (x === 3) {
			a = bytes(a);
			b = bytes(b);
		}
		for (let i = 0; i < a.length && i < b.length; i++) {
			const order = compare(a[i], b[i]);
			if (order !== 0) return order;
		}
		a = a.length;
		b = b.length;
	}
	return a < b ? -1 : a > b ? 1 : 0;
}

// What a key path leads to, undefined when nothing.
function keyAt(value, path) {
	if (Array.isArray(path)) {
		const list = [];
		for (const each of path) {
			const item = keyAt(value, each);
			if (item === undefined) return undefined;
			list.push(item);
		}
		return list;
	}
	if (path === '') return value;
	for (const name of path.split('.')) {
		if (typeof value === 'string' && name === 'length') return value.length;
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
		value = value[name];
	}
	return value;
}

function withKeyAt(value, path, key) {
	const steps = path.split('.'), last = steps.pop();
	for (const name of steps) value = value[name] ??= {};
	value[last] = key;
}

class IDBKeyRange {
	#lower;
	#upper;
	#lowerOpen;
	#upperOpen;
	constructor(lower, upper, lowerOpen, upperOpen) {
		this.#lower = lower;
		this.#upper = upper;
		this.#lowerOpen = lowerOpen;
		this.#upperOpen = upperOpen;
	}
	get lower() {
		return this.#lower;
	}
	get upper() {
		return this.#upper;
	}
	get lowerOpen() {
		return this.#lowerOpen;
	}
	get upperOpen() {
		return this.#upperOpen;
	}
	static only(value) {
		required(arguments.length, 1, "Failed to execute 'only' on 'IDBKeyRange'");
		const key = toKey(value, "'only' on 'IDBKeyRange'");
		return new IDBKeyRange(key, key, false, false);
	}
	static lowerBound(lower, open = false) {
		required(arguments.length, 1, "Failed to execute 'lowerBound' on 'IDBKeyRange'");
		return new IDBKeyRange(toKey(lower, "'lowerBound' on 'IDBKeyRange'"), undefined, Boolean(open), true);
	}
	static upperBound(upper, open = false) {
		required(arguments.length, 1, "Failed to execute 'upperBound' on 'IDBKeyRange'");
		return new IDBKeyRange(undefined, toKey(upper, "'upperBound' on 'IDBKeyRange'"), true, Boolean(open));
	}
	static bound(lower, upper, lowerOpen = false, upperOpen = false) {
		const what = "'bound' on 'IDBKeyRange'";
		required(arguments.length, 2, `Failed to execute ${what}`);
		const from = toKey(lower, what), to = toKey(upper, what), order = compare(from, to);
		if (order > 0) throw fail(what, 'The lower key is greater than the upper key.', 'DataError');
		if (order === 0 && (lowerOpen || upperOpen)) throw fail(what, 'The lower key and upper key are equal and one of the bounds is open.', 'DataError');
		return new IDBKeyRange(from, to, Boolean(lowerOpen), Boolean(upperOpen));
	}
	includes(value) {
		const key = toKey(value, "'includes' on 'IDBKeyRange'");
		if (this.#lower !== undefined) {
			const order = compare(key, this.#lower);
			if (order < 0 || (order === 0 && this.#lowerOpen)) return false;
		}
		if (this.#upper !== undefined) {
			const order = compare(key, this.#upper);
			if (order > 0 || (order === 0 && this.#upperOpen)) return false;
		}
		return true;
	}
}
finish(IDBKeyRange);

// A key or a range as a range; undefined: everything.
function rangeOf(query, what) {
	if (query === undefined || query === null) return undefined;
	if (query instanceof IDBKeyRange) return query;
	const key = toKey(query, what);
	return new IDBKeyRange(key, key, false, false);
}

class DOMStringList {
	#list;
	constructor(list) {
		list.forEach((name, i) => Object.defineProperty(this, i, { __proto__: null, value: name, enumerable: true, configurable: true }));
		this.#list = list;
	}
	get length() {
		return this.#list.length;
	}
	contains(name) {
		return this.#list.includes(`${name}`);
	}
	item(index) {
		return this.#list[index] ?? null;
	}
}
finish(DOMStringList);
Object.defineProperty(DOMStringList.prototype, Symbol.iterator, { __proto__: null, value: primordial('Array').prototype[Symbol.iterator], writable: true, configurable: true });

const names = (list) => new DOMStringList(list.sort());

module.exports = { toKey, isKey, compare, keyAt, withKeyAt, KeyRange: IDBKeyRange, rangeOf, names, stringList: () => names([]) };
