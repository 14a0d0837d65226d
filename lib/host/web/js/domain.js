// SPDX-License-Identifier: MIT
// domain.js - host names outside of ASCII: the mapping of UTS #46 as far as letters, marks, digits and pictures go, and Punycode
// (RFC 3492). A name with anything else outside of ASCII is not covered.
'use strict';

const { primordial, isPage, notCovered } = require('host');
const charCodeAt = primordial('String.prototype.charCodeAt');
const codePointAt = primordial('String.prototype.codePointAt');
const fromCodePoint = primordial('String.fromCodePoint');
const slice = primordial('String.prototype.slice');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const lower = primordial('String.prototype.toLowerCase');
const normalize = primordial('String.prototype.normalize');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');
const push = primordial('Array.prototype.push');
const splice = primordial('Array.prototype.splice');
const test = primordial('RegExp.prototype.test');
const floor = primordial('Math.floor');

const base = 36, least = 1, most = 26, skew = 38, damping = 700, firstBias = 72, firstCode = 0x80;
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';
const mark = 'xn--';

const isAscii = (text) => {
	for (let i = 0; i < text.length; i++) if (charCodeAt(text, i) >= firstCode) return false;
	return true;
};

// sec-rfc3492 6.1
function adapt(delta, count, first) {
	let k = 0;
	delta = floor(first ? delta / damping : delta / 2);
	delta += floor(delta / count);
	for (; delta > floor(((base - least) * most) / 2); k += base) delta = floor(delta / (base - least));
	return k + floor(((base - least + 1) * delta) / (delta + skew));
}

const threshold = (k, bias) => (k <= bias ? least : k >= bias + most ? most : k - bias);

function codePoints(text) {
	const points = [];
	for (let i = 0; i < text.length; i++) {
		const point = codePointAt(text, i);
		if (point > 0xffff) i++;
		push(points, point);
	}
	return points;
}

// `value` as digits whose weights grow.
function variableLength(value, bias) {
	let text = '';
	for (let k = base; ; k += base) {
		const t = threshold(k, bias);
		if (value < t) return text + digits[value];
		text += digits[t + ((value - t) % (base - t))];
		value = floor((value - t) / (base - t));
	}
}

// One label as Punycode, without its mark (sec-rfc3492 6.3).
function encode(label) {
	const points = codePoints(label);
	let out = '', code = firstCode, delta = 0, bias = firstBias;
	for (let i = 0; i < points.length; i++) if (points[i] < firstCode) out += fromCodePoint(points[i]);
	const plain = out.length;
	let done = plain;
	if (plain > 0) out += '-';
	while (done < points.length) {
		let next = 0x110000;
		for (let i = 0; i < points.length; i++) if (points[i] >= code && points[i] < next) next = points[i];
		delta += (next - code) * (done + 1);
		code = next;
		for (let i = 0; i < points.length; i++) {
			if (points[i] < code) delta++;
			if (points[i] !== code) continue;
			out += variableLength(delta, bias);
			bias = adapt(delta, done + 1, done === plain);
			delta = 0;
			done++;
		}
		delta++;
		code++;
	}
	return out;
}

const digitValue = (code) => (code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : base);

// The text of one label of Punycode without its mark; undefined: it is none (sec-rfc3492 6.2).
function decode(text) {
	const points = [], dash = lastIndexOf(text, '-');
	for (let i = 0; i < dash; i++) push(points, charCodeAt(text, i));
	let code = firstCode, place = 0, bias = firstBias;
	for (let i = dash > 0 ? dash + 1 : 0; i < text.length; ) {
		const before = place;
		for (let weight = 1, k = base; ; k += base) {
			const digit = i < text.length ? digitValue(charCodeAt(text, i++)) : base;
			if (digit >= base) return undefined;
			place += digit * weight;
			const t = threshold(k, bias);
			if (digit < t) break;
			weight *= base - t;
			if (weight > 0x7fffffff) return undefined;
		}
		const count = points.length + 1;
		bias = adapt(place - before, count, before === 0);
		code += floor(place / count);
		place %= count;
		if (code > 0x10ffff) return undefined;
		splice(points, place++, 0, code);
	}
	let out = '';
	for (let i = 0; i < points.length; i++) out += fromCodePoint(points[i]);
	return out;
}

// Letters, marks, digits and pictures; of them those that the mapping leaves out or refuses are not.
const known = /^[\0-\x7f\p{L}\p{M}\p{N}\p{Extended_Pictographic}]*$/u;
const odd = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u1e9e\u3164\ufe00-\ufe0e]/u;
const isKnown = (text) => test(known, text) && !test(odd, text);

// What the mapping makes of a name: small letters in their composed form; other full stops are full stops.
function mapped(name) {
	let out = '';
	const points = codePoints(normalize(name, 'NFKC'));
	for (let i = 0; i < points.length; i++) {
		const point = fromCodePoint(points[i]);
		if (point === '\u3002') out += '.';
		else if (point === '\u1e9e') out += isPage ? '\xdf' : 'ss'; // since Unicode 15.1 the small letter
		else if (point !== '\ufe0f') out += lower(point);
	}
	out = normalize(out, 'NFKC');
	if (!isKnown(out)) notCovered('a host name with such characters');
	return out;
}

// What a label of Punycode stands for; undefined: nothing, or what the mapping would change.
function readLabel(label) {
	const text = decode(slice(label, mark.length));
	return text === undefined || isAscii(text) || !isKnown(text) || mapped(text) !== text ? undefined : text;
}

const isMarked = (label) => slice(label, 0, mark.length) === mark;
const labelsOf = (name) => split(isAscii(name) ? lower(name) : mapped(name), '.');

// The name in ASCII (UTS #46 ToASCII); undefined: it is none.
function toASCII(name) {
	if (isPage && isAscii(name)) return lower(name); // Chromium does not ask what Punycode stands for
	const labels = labelsOf(name);
	for (let i = 0; i < labels.length; i++) {
		if (isAscii(labels[i])) {
			if (isMarked(labels[i]) && readLabel(labels[i]) === undefined) return undefined;
		} else {
			if (isMarked(labels[i]) || test(/^\p{M}/u, labels[i])) return undefined;
			labels[i] = mark + encode(labels[i]);
		}
	}
	return join(labels, '.');
}

// A name in ASCII as people read it (UTS #46 ToUnicode).
function toUnicode(name) {
	const labels = labelsOf(name);
	for (let i = 0; i < labels.length; i++) if (isMarked(labels[i]) && isAscii(labels[i])) labels[i] = readLabel(labels[i]) ?? labels[i];
	return join(labels, '.');
}

module.exports = { codePoints, decode, encode, toASCII, toUnicode };
