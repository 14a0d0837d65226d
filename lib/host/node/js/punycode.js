// SPDX-License-Identifier: MIT
// punycode.js - node:punycode, deprecated.
'use strict';

const { primordial } = require('host');
const domain = require('web/domain');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');
const slice = primordial('String.prototype.slice');
const lower = primordial('String.prototype.toLowerCase');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const fromCodePoint = primordial('String.fromCodePoint');
const test = primordial('RegExp.prototype.test');
const replace = primordial('String.prototype.replaceAll');
const Failure = primordial('RangeError');

// `change` of each label of a host name, behind the local part of an address of mail.
function mapDomain(address, change) {
	const at = lastIndexOf(address, '@');
	const labels = split(replace(slice(address, at + 1), /[\u3002\uff0e\uff61]/g, '.'), '.');
	for (let i = 0; i < labels.length; i++) labels[i] = change(labels[i]);
	return slice(address, 0, at + 1) + join(labels, '.');
}

function decode(input) {
	const text = domain.decode(input);
	if (text === undefined) throw new Failure('Invalid input');
	return text;
}

function encode(input) {
	return domain.encode(input);
}

function toASCII(input) {
	return mapDomain(input, (label) => (test(/[^\0-\x7F]/, label) ? `xn--${encode(label)}` : label));
}

function toUnicode(input) {
	return mapDomain(input, (label) => (slice(label, 0, 4) === 'xn--' ? decode(lower(slice(label, 4))) : label));
}

function ucs2decode(text) {
	return domain.codePoints(text);
}

const ucs2encode = (codes) => fromCodePoint(...codes);

module.exports = {
	version: '2.1.0',
	ucs2: { decode: ucs2decode, encode: ucs2encode },
	decode,
	encode,
	toASCII,
	toUnicode,
};
