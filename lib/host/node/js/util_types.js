// SPDX-License-Identifier: MIT
// util_types.js - node:util/types: what an object is inside, whatever its prototype says.
'use strict';

const { primordial, className, functionKind, iteratorKind } = require('host');
const toStringOf = primordial('Object.prototype.toString');
const defineProperty = primordial('Object.defineProperty');

const is = (name) => (value) => className(value) === name;
const typed = (name) => (value) => className(value) === 'TYPED_ARRAY' && primordial('get TypedArray.prototype.[Symbol.toStringTag]')(value) === name;

// In Node the first ones are native: they take their argument without counting it.
const native = {
	__proto__: null,
	isExternal: () => false,
	isDate: is('DATE'),
	isArgumentsObject: is('ARGUMENTS'),
	isBigIntObject: is('BIGINT'),
	isBooleanObject: is('BOOLEAN'),
	isNumberObject: is('NUMBER'),
	isStringObject: is('STRING'),
	isSymbolObject: is('SYMBOL'),
	isNativeError: is('ERROR'),
	isRegExp: is('REGEXP'),
	isAsyncFunction(value) {
		const kind = functionKind(value);
		return kind === 'async' || kind === 'asyncGenerator';
	},
	isGeneratorFunction(value) {
		const kind = functionKind(value);
		return kind === 'generator' || kind === 'asyncGenerator';
	},
	isGeneratorObject(value) {
		const name = className(value);
		return name === 'GENERATOR' || name === 'ASYNC_GENERATOR';
	},
	isPromise: is('PROMISE'),
	isMap: is('MAP'),
	isSet: is('SET'),
	isMapIterator: (value) => className(value) === 'ITERATOR' && toStringOf(value) === '[object Map Iterator]',
	isSetIterator: (value) => className(value) === 'ITERATOR' && toStringOf(value) === '[object Set Iterator]',
	isWeakMap: is('WEAK_MAP'),
	isWeakSet: is('WEAK_SET'),
	isArrayBuffer: is('ARRAY_BUFFER'),
	isDataView: is('DATA_VIEW'),
	isSharedArrayBuffer: is('SHARED_ARRAY_BUFFER'),
	isProxy: is('PROXY'),
	isModuleNamespaceObject: is('NAMESPACE'),
	isAnyArrayBuffer: (value) => className(value) === 'ARRAY_BUFFER' || className(value) === 'SHARED_ARRAY_BUFFER',
	isBoxedPrimitive(value) {
		const name = className(value);
		return name === 'NUMBER' || name === 'STRING' || name === 'BOOLEAN' || name === 'BIGINT' || name === 'SYMBOL';
	},
};
const others = {
	__proto__: null,
	isArrayBufferView: (value) => className(value) === 'TYPED_ARRAY' || className(value) === 'DATA_VIEW',
	isTypedArray: is('TYPED_ARRAY'),
	isUint8Array: typed('Uint8Array'),
	isUint8ClampedArray: typed('Uint8ClampedArray'),
	isUint16Array: typed('Uint16Array'),
	isUint32Array: typed('Uint32Array'),
	isInt8Array: typed('Int8Array'),
	isInt16Array: typed('Int16Array'),
	isInt32Array: typed('Int32Array'),
	isFloat32Array: typed('Float32Array'),
	isFloat64Array: typed('Float64Array'),
	isBigInt64Array: typed('BigInt64Array'),
	isBigUint64Array: typed('BigUint64Array'),
	isKeyObject: () => false,
	isCryptoKey: () => false,
};

const named = (test, name, length) => {
	defineProperty(test, 'name', { __proto__: null, value: name, configurable: true });
	return defineProperty(test, 'length', { __proto__: null, value: length, configurable: true });
};
const types = {};
for (const name in native) types[name] = named(native[name], name, 0);
for (const name in others) types[name] = named(others[name], name === 'isArrayBufferView' ? 'isView' : name === 'isKeyObject' || name === 'isCryptoKey' ? 'value' : name, 1);

module.exports = types;
