// SPDX-License-Identifier: MIT
// url_host.js - the hosts of addresses (WHATWG URL, "host parsing"): names, and addresses of IPv4 and IPv6.
'use strict';

const { primordial, isPage } = require('host');
const { toASCII } = require('web/domain');
const charCodeAt = primordial('String.prototype.charCodeAt');
const slice = primordial('String.prototype.slice');
const indexOf = primordial('String.prototype.indexOf');
const split = primordial('String.prototype.split');
const pop = primordial('Array.prototype.pop');
const join = primordial('Array.prototype.join');
const push = primordial('Array.prototype.push');
const decode = primordial('decodeURIComponent');
const toNumber = primordial('Number');
const numberText = primordial('Number.prototype.toString');
const floor = primordial('Math.floor');
const test = primordial('RegExp.prototype.test');

// The four bytes of dotted numbers; undefined: they are none.
function bytesOf(text) {
	const parts = split(text, '.');
	if (parts.length !== 4) return undefined;
	for (let i = 0; i < 4; i++) {
		if (!test(/^(0|[1-9][0-9]{0,2})$/, parts[i]) || parts[i] > 255) return undefined;
		parts[i] = +parts[i];
	}
	return parts;
}

// The groups of 16 bits in a half of an IPv6 address; the last may be an address of IPv4.
function groupsOf(text, isEnd) {
	const groups = [], parts = text === '' ? [] : split(text, ':');
	for (let i = 0; i < parts.length; i++) {
		const bytes = isEnd && i === parts.length - 1 ? bytesOf(parts[i]) : undefined;
		if (bytes !== undefined) push(groups, bytes[0] * 256 + bytes[1], bytes[2] * 256 + bytes[3]);
		else if (test(/^[0-9a-fA-F]{1,4}$/, parts[i])) push(groups, toNumber(`0x${parts[i]}`));
		else return undefined;
	}
	return groups;
}

// The first of the longest runs of two or more zeros: where it begins and ends.
function longestZeros(groups) {
	let best = { from: 8, to: 8 };
	for (let from = 0; from < 8; from++) {
		let to = from;
		while (to < 8 && groups[to] === 0) to++;
		if (to - from > 1 && to - from > best.to - best.from) best = { from, to };
	}
	return best;
}

// What stands between the brackets, in its shortest form; undefined: it is no address.
function parseIPv6(text) {
	const gap = indexOf(text, '::');
	const head = groupsOf(gap < 0 ? text : slice(text, 0, gap), gap < 0), tail = gap < 0 ? [] : groupsOf(slice(text, gap + 2), true);
	if (head === undefined || tail === undefined || (gap < 0 ? head.length !== 8 : head.length + tail.length > 7)) return undefined;
	while (head.length + tail.length < 8) push(head, 0);
	const groups = [...head, ...tail], { from, to } = longestZeros(groups);
	let out = '';
	for (let i = 0; i < 8; i++) {
		if (i === from) {
			out += '::';
			i = to - 1;
		} else {
			out += `${out === '' || i === to ? '' : ':'}${numberText(groups[i], 16)}`;
		}
	}
	return out;
}

// A number as addresses of IPv4 have it: octal behind a 0, hexadecimal behind 0x.
function numberOf(part) {
	if (part === '0x') return 0;
	if (!test(/^(0x[0-9a-f]+|[0-9]+)$/, part)) return NaN;
	return toNumber(test(/^0[0-9]/, part) ? `0o${part}` : part);
}

// A name whose last part is a number is an address of IPv4, perhaps with fewer than four parts; undefined: a wrong one.
function parseIPv4(parts) {
	if (parts.length > 4) return undefined;
	let value = 0;
	for (let i = 0; i < parts.length; i++) {
		const isLast = i === parts.length - 1;
		const n = numberOf(parts[i]);
		if (!(n < (isLast ? 256 ** (5 - parts.length) : 256))) return undefined;
		value += isLast ? n : n * 256 ** (3 - i);
	}
	return `${floor(value / 16777216)}.${floor(value / 65536) % 256}.${floor(value / 256) % 256}.${value % 256}`;
}

// Nothing in it that no name can have. Chromium takes a space, which it escapes.
function isName(host) {
	for (let i = 0; i < host.length; i++) {
		if (charCodeAt(host, i) < 0x20 || (host[i] === ' ' && !isPage) || indexOf('\x7f#/:<>?@[\\]^|%', host[i]) >= 0) return false;
	}
	return true;
}

// The host of an address of a scheme that the standard knows; undefined: it is none.
function parseHost(text) {
	if (text[0] === '[') {
		const address = text[text.length - 1] === ']' ? parseIPv6(slice(text, 1, -1)) : undefined;
		return address && `[${address}]`;
	}
	let host = text;
	if (indexOf(host, '%') >= 0) {
		try {
			host = decode(host);
		} catch {
			return undefined;
		}
	}
	host = isName(host) ? toASCII(host) : undefined;
	if (host === undefined || !isName(host)) return undefined;
	const parts = split(host, '.');
	if (parts[parts.length - 1] === '' && parts.length > 1) pop(parts);
	return test(/^(0x[0-9a-f]*|[0-9]+)$/, parts[parts.length - 1]) ? parseIPv4(parts) : join(split(host, ' '), '%20');
}

module.exports = { parseHost };
