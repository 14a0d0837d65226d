// SPDX-License-Identifier: MIT
// comparisons.js - deep equality as node:assert and util.isDeepStrictEqual have it.
'use strict';

const { primordial } = require('host');
const { isURL } = require('node/url_options');
const types = require('node/util_types');
const is = primordial('Object.is');
const isArray = primordial('Array.isArray');
const keysOf = primordial('Object.keys');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const hasOwn = primordial('Object.prototype.hasOwnProperty');
const enumerable = primordial('Object.prototype.propertyIsEnumerable');
const symbolsOf = primordial('Object.getOwnPropertySymbols');
const toStringOf = primordial('Object.prototype.toString');
const mapGet = primordial('Map.prototype.get');
const mapHas = primordial('Map.prototype.has');
const mapEach = primordial('Map.prototype.forEach');
const setHas = primordial('Set.prototype.has');
const setEach = primordial('Set.prototype.forEach');
const viewTag = primordial('get TypedArray.prototype.[Symbol.toStringTag]');
const splice = primordial('Array.prototype.splice');
const isNaN = primordial('Number.isNaN');
const Uint8Array = primordial('Uint8Array');
const Failure = primordial('Error');

function bytesEqual(a, b) {
	if (a.byteLength !== b.byteLength) return false;
	const x = new Uint8Array(a.buffer ?? a, a.byteOffset ?? 0, a.byteLength);
	const y = new Uint8Array(b.buffer ?? b, b.byteOffset ?? 0, b.byteLength);
	for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
	return true;
}

function boxedEqual(a, b) {
	const valueOf = (v) => types.isNumberObject(v) ? primordial('Number.prototype.valueOf')(v) : types.isStringObject(v) ? primordial('String.prototype.valueOf')(v) :
		types.isBooleanObject(v) ? primordial('Boolean.prototype.valueOf')(v) : types.isBigIntObject(v) ? primordial('BigInt.prototype.valueOf')(v) : primordial('Symbol.prototype.valueOf')(v);
	return is(valueOf(a), valueOf(b));
}

function equal(a, b, strict, memo) {
	if (a === b) return a !== 0 || !strict || is(a, b);
	if (strict) {
		if (typeof a !== 'object') return typeof a === 'number' && a !== a && b !== b;
		if (typeof b !== 'object' || a === null || b === null) return false;
		if (getPrototypeOf(a) !== getPrototypeOf(b)) return false;
	} else {
		if (a === null || typeof a !== 'object') return (b === null || typeof b !== 'object') && (a == b || (a !== a && b !== b)); // eslint-disable-line eqeqeq
		if (b === null || typeof b !== 'object') return false;
	}
	const tag = toStringOf(a);
	if (tag !== toStringOf(b)) return false;
	if (isArray(a)) {
		if (!isArray(b) || a.length !== b.length) return false;
		const x = otherKeys(a), y = otherKeys(b);
		if (x.length !== y.length) return false;
		return keyCheck(a, b, strict, memo, 'array', x);
	}
	if (tag === '[object Object]') return keyCheck(a, b, strict, memo, 'none');
	if (types.isDate(a)) {
		if (!types.isDate(b) || primordial('Date.prototype.getTime')(a) !== primordial('Date.prototype.getTime')(b)) return false;
	} else if (types.isRegExp(a)) {
		if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
	} else if (types.isArrayBufferView(a)) {
		if (!types.isArrayBufferView(b) || viewTag(a) !== viewTag(b)) return false;
		if (!strict && (types.isFloat32Array(a) || types.isFloat64Array(a))) {
			if (a.length !== b.length) return false;
			for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
		} else if (!bytesEqual(a, b)) {
			return false;
		}
		const x = otherKeys(a), y = otherKeys(b);
		if (x.length !== y.length) return false;
		return keyCheck(a, b, strict, memo, 'none', x);
	} else if (types.isSet(a)) {
		if (!types.isSet(b) || a.size !== b.size) return false;
		return keyCheck(a, b, strict, memo, 'set');
	} else if (types.isMap(a)) {
		if (!types.isMap(b) || a.size !== b.size) return false;
		return keyCheck(a, b, strict, memo, 'map');
	} else if (types.isAnyArrayBuffer(a)) {
		if (!types.isAnyArrayBuffer(b) || !bytesEqual(a, b)) return false;
	} else if (types.isNativeError(a) || a instanceof Failure) {
		if (!types.isNativeError(b) && !(b instanceof Failure)) return false;
		if (!errorPart(a, b, 'message', memo, strict) || !errorPart(a, b, 'name', memo, strict) || !errorPart(a, b, 'cause', memo, strict) || !errorPart(a, b, 'errors', memo, strict)) return false;
	} else if (types.isBoxedPrimitive(a)) {
		if (!types.isBoxedPrimitive(b) || !boxedEqual(a, b)) return false;
	} else if (isArray(b) || types.isArrayBufferView(b) || types.isSet(b) || types.isMap(b) || types.isDate(b) || types.isRegExp(b) || types.isAnyArrayBuffer(b) || types.isBoxedPrimitive(b) || types.isNativeError(b) || b instanceof Failure) {
		return false;
	} else if (isURL(a)) {
		if (!isURL(b) || a.href !== b.href) return false;
	}
	return keyCheck(a, b, strict, memo, 'none');
}

// Where it is not enumerable on both sides, and compared with the other keys, it counts all the same.
function errorPart(a, b, name, memo, strict) {
	const counts = enumerable(a, name);
	if (counts !== enumerable(b, name)) return false;
	if (counts) return true;
	return name === 'message' || name === 'name' ? a[name] === b[name] : equal(a[name], b[name], strict, memo);
}

// The enumerable keys that are no indexes.
function otherKeys(object) {
	const all = keysOf(object);
	const out = [];
	for (let i = 0; i < all.length; i++) {
		const number = +all[i];
		if (!(`${number >>> 0}` === all[i] && number >>> 0 !== 4294967295)) out[out.length] = all[i];
	}
	return out;
}

function keyCheck(a, b, strict, memo, kind, keys) {
	const given = keys !== undefined;
	if (!given) keys = keysOf(a);
	for (let i = 0; i < keys.length; i++) if (!enumerable(b, keys[i])) return false;
	if (!given && keys.length !== keysOf(b).length) return false;
	if (strict) {
		const symbols = symbolsOf(a);
		let count = 0;
		for (let i = 0; i < symbols.length; i++) {
			if (enumerable(a, symbols[i])) {
				if (!enumerable(b, symbols[i])) return false;
				if (count === 0) keys = [...keys];
				keys[keys.length] = symbols[i];
				count++;
			} else if (enumerable(b, symbols[i])) {
				return false;
			}
		}
		const others = symbolsOf(b);
		let present = 0;
		for (let i = 0; i < others.length; i++) if (enumerable(b, others[i])) present++;
		if (present !== count) return false;
	}
	if (keys.length === 0 && (kind === 'none' || (kind === 'array' && a.length === 0) || ((kind === 'map' || kind === 'set') && a.size === 0))) return true;
	// What is being compared further up is taken to be equal when it is met again on both sides.
	for (let m = memo; m; m = m.outer) {
		if (m.a === a || m.b === b) {
			if (m.a === a && m.b === b) return true;
			if (m.a === a && m.b !== b && m.b === undefined) return false;
		}
	}
	const inner = { a, b, outer: memo };
	if (kind === 'set' && !setsEqual(a, b, strict, inner)) return false;
	if (kind === 'map' && !mapsEqual(a, b, strict, inner)) return false;
	if (kind === 'array') {
		for (let i = 0; i < a.length; i++) {
			const x = hasOwn(a, i), y = hasOwn(b, i);
			if (x !== y) return false;
			if (x && !equal(a[i], b[i], strict, inner)) return false;
		}
	}
	for (let i = 0; i < keys.length; i++) if (!equal(a[keys[i]], b[keys[i]], strict, inner)) return false;
	return true;
}

const isObject = (value) => typeof value === 'object' && value !== null;

// May another value be loosely equal to this primitive or function? undefined and null have only each other, which `whether` is asked of.
function mayBeLoose(value, whether) {
	if (value === undefined || value === null) return whether(value === null ? undefined : null);
	if (typeof value === 'symbol') return false;
	if (typeof value === 'string' || typeof value === 'number') return !isNaN(+value);
	return true;
}

// The first of the open ones that `same` takes is matched and open no more.
function takes(open, same) {
	for (let i = 0; i < open.length; i++) {
		if (!same(open[i])) continue;
		splice(open, i, 1);
		return true;
	}
	return false;
}

function setsEqual(a, b, strict, memo) {
	const open = [];
	let same = true;
	setEach(a, (item) => {
		if (!same || setHas(b, item)) return;
		if (!isObject(item) && (strict || !mayBeLoose(item, (other) => setHas(b, other) && !setHas(a, other)))) same = false;
		else open[open.length] = item;
	});
	setEach(b, (item) => {
		if (!same || open.length === 0 || setHas(a, item) || (strict && !isObject(item))) return;
		same = takes(open, (mine) => equal(mine, item, strict, memo));
	});
	return same && open.length === 0;
}

// Keys that are objects, and loosely also others, are matched with the entries of the other map, each once.
function mapsEqual(a, b, strict, memo) {
	const open = [];
	let same = true;
	const agrees = (map, key, value) => mapHas(map, key) && equal(value, mapGet(map, key), strict, memo);
	mapEach(a, (value, key) => {
		if (!same || (!isObject(key) && agrees(b, key, value))) return;
		if (!isObject(key) && (strict || !mayBeLoose(key, (other) => !mapHas(a, other) && agrees(b, other, value)))) same = false;
		else open[open.length] = key;
	});
	if (!same || open.length === 0) return same;
	mapEach(b, (value, key) => {
		if (!same || (!isObject(key) && (strict || agrees(a, key, value)))) return;
		same = takes(open, (mine) => equal(mine, key, strict, memo) && equal(mapGet(a, mine), value, strict, memo));
	});
	return same && open.length === 0;
}

module.exports = {
	isDeepEqual: (a, b) => equal(a, b, false),
	isDeepStrictEqual: (a, b) => equal(a, b, true),
};
