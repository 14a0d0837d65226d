// SPDX-License-Identifier: MIT
// stream_bits.js - how Node keeps the state of a stream: flags are bits of one number behind a symbol, which accessors of the class name.
'use strict';

const { primordial } = require('host');
const defineProperty = primordial('Object.defineProperty');
const slice = primordial('Array.prototype.slice');

const kState = Symbol('kState');
// What both sides have, from the lowest bit on.
const common = ['objectMode', 'errorEmitted', 'autoDestroy', 'emitClose', 'destroyed', 'closed', 'closeEmitted', '', 'constructed'];
const kErrored = 1 << 7;

function accessor(Class, name, get, set) {
	defineProperty(Class.prototype, name, { __proto__: null, get, set, enumerable: false });
}

function flag(Class, name, bit) {
	accessor(Class, name, function() {
		return (this[kState] & bit) !== 0;
	}, function(value) {
		if (value) this[kState] |= bit;
		else this[kState] &= ~bit;
	});
}

// The flags of a class: those of both sides, then its own from bit 9 on; '' leaves a bit out.
function flags(Class, own) {
	const names = [...slice(common), ...own];
	for (let i = 0; i < names.length; i++) if (names[i] !== '') flag(Class, names[i], 1 << i);
}

// undefined (or null), true and false in two bits: whether there is a value, and which.
function twoBits(Class, name, has, bit, otherwise) {
	accessor(Class, name, function() {
		return (this[kState] & has) !== 0 ? (this[kState] & bit) !== 0 : otherwise;
	}, function(value) {
		if (value == null) this[kState] &= ~(has | bit);
		else if (value) this[kState] |= has | bit;
		else this[kState] = (this[kState] | has) & ~bit;
	});
}

// A value behind a symbol that counts while its bit is set. `keeps`: it is stored whatever it is.
function valued(Class, name, bit, symbol, otherwise, keeps) {
	accessor(Class, name, function() {
		return (this[kState] & bit) !== 0 ? this[symbol] : otherwise();
	}, function(value) {
		if (keeps || value) this[symbol] = value;
		if (value) this[kState] |= bit;
		else this[kState] &= ~bit;
	});
}

// 'utf8' is a bit; another encoding stands behind a symbol.
function encoded(Class, bit) {
	const symbol = Symbol('kDefaultEncodingValue');
	accessor(Class, 'defaultEncoding', function() {
		return (this[kState] & bit) !== 0 ? 'utf8' : this[symbol];
	}, function(value) {
		if (value === 'utf8' || value === 'utf-8') {
			this[kState] |= bit;
		} else {
			this[kState] &= ~bit;
			this[symbol] = value;
		}
	});
}

module.exports = { encoded, flag, flags, kErrored, kState, twoBits, valued };
