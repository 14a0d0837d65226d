// SPDX-License-Identifier: MIT
// media.js - matchMedia over the assumed window (Media Queries 4, CSSOM View): an ordinary desktop window whose size and
// preferences do not change, so that change events never come.
'use strict';

const { primordial, handlers, note, viewport, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const EventTarget = primordial('EventTarget');

// What else is taken for granted.
const facts = {
	__proto__: null, 'prefers-color-scheme': 'light', 'prefers-reduced-motion': 'no-preference', 'prefers-contrast': 'no-preference', 'prefers-reduced-transparency': 'no-preference',
	'prefers-reduced-data': 'no-preference', 'forced-colors': 'none', 'inverted-colors': 'none', hover: 'none', 'any-hover': 'none', pointer: 'none', 'any-pointer': 'none', 'display-mode': 'browser', scripting: 'enabled',
	update: 'fast', 'color-gamut': 'srgb', 'dynamic-range': 'standard', 'overflow-block': 'scroll', grid: '0', monochrome: '0',
};
let told = false;

function length(text) {
	const found = /^([+-]?[\d.]+)(px|em|rem|pt|in|cm|mm)?$/.exec(text);
	if (found === null) return undefined;
	const unit = { px: 1, em: 16, rem: 16, pt: 96 / 72, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }[found[2]] ?? 1;
	return Number(found[1]) * unit;
}

function ratio(text) {
	const parts = text.split('/').map((part) => Number(part.trim()));
	return parts.length === 2 ? parts[0] / parts[1] : parts[0];
}

// A measure of the window and a value to compare with, undefined when it is neither.
function measure(name, text) {
	const { width, height } = viewport();
	switch (name) {
	case 'width': return [width, length(text)];
	case 'height': return [height, length(text)];
	case 'device-width': return [800, length(text)];
	case 'device-height': return [600, length(text)];
	case 'aspect-ratio': return [width / height, ratio(text)];
	case 'resolution': return [1, /dppx$|x$/.test(text) ? parseFloat(text) : /dpi$/.test(text) ? parseFloat(text) / 96 : undefined];
	case '-webkit-device-pixel-ratio': return [1, Number(text)];
	case 'color': return [8, Number(text)];
	default: return undefined;
	}
}

const tests = { __proto__: null, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b, '=': (a, b) => a === b };
const turned = { __proto__: null, '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

// One feature without its parentheses: true, false, or undefined when it is not understood.
function feature(text) {
	const range = /^(?:([\d.]+\w*)\s*(<=?|>=?|=)\s*)?([a-z-]+)\s*(?:(<=?|>=?|=)\s*([\d./\s]+\w*))?$/.exec(text);
	if (range !== null && (range[2] || range[4])) {
		const before = range[2] ? measure(range[3], range[1]) : undefined, after = range[4] ? measure(range[3], range[5].trim()) : undefined;
		if ((range[2] && before?.[1] === undefined) || (range[4] && after?.[1] === undefined)) return undefined;
		return (!range[2] || tests[turned[range[2]]](before[0], before[1])) && (!range[4] || tests[range[4]](after[0], after[1]));
	}
	const parts = /^(min-|max-)?([a-z-]+)\s*(?::\s*(.+))?$/.exec(text);
	if (parts === null) return undefined;
	const [, bound, name, value] = parts;
	if (name === 'orientation' && !bound) {
		const { width, height } = viewport(), now = width >= height ? 'landscape' : 'portrait';
		return value === undefined || value === now;
	}
	if (facts[name] !== undefined && !bound) {
		if (!told) note(`the preferences of who looks at the page are not known: (${name}: ${facts[name]}) is assumed`);
		told = true;
		return value === undefined ? !['none', 'no-preference', '0'].includes(facts[name]) : value === facts[name];
	}
	const pair = measure(name, value ?? '1');
	if (pair === undefined || pair[1] === undefined || pair[1] !== pair[1]) return undefined;
	if (value === undefined) return pair[0] !== 0;
	return bound === 'min-' ? pair[0] >= pair[1] : bound === 'max-' ? pair[0] <= pair[1] : pair[0] === pair[1];
}

// Conditions in parentheses with not, and, or between them.
function condition(text) {
	const rest = text.trim();
	if (/^not\b/.test(rest)) {
		const inner = condition(rest.slice(3));
		return inner === undefined ? undefined : !inner;
	}
	const parts = [];
	let depth = 0, from = 0, word = '';
	for (let i = 0; i < rest.length; i++) {
		if (rest[i] === '(' && depth++ === 0) {
			word += rest.slice(from, i).trim();
			from = i + 1;
		} else if (rest[i] === ')' && --depth === 0) {
			parts.push(rest.slice(from, i).trim());
			from = i + 1;
			if (i + 1 < rest.length) word += '|';
		}
	}
	if (depth !== 0 || parts.length === 0 || rest.slice(from).trim() !== '') return undefined;
	const words = word.split('|').filter(Boolean);
	if (words.some((each) => each !== words[0]) || !['and', 'or', undefined].includes(words[0])) return undefined;
	const values = parts.map((part) => (part.startsWith('(') || /^not\b/.test(part) ? condition(part) : feature(part)));
	if (values.includes(undefined)) return undefined;
	return words[0] === 'or' ? values.includes(true) : !values.includes(false);
}

function query(text) {
	const found = /^(?:(not|only)\s+)?([a-z]+)(?:\s+and\s+(.*))?$/.exec(text);
	if (found === null || ['not', 'only', 'and', 'or'].includes(found[2])) return condition(text) ?? false;
	const of = found[2] === 'all' || found[2] === 'screen', rest = found[3] === undefined ? true : condition(found[3]);
	if (rest === undefined) return false;
	return found[1] === 'not' ? !(of && rest) : of && rest;
}

function split(text) {
	return text.trim() === '' ? [] : text.split(',').map((each) => each.trim().toLowerCase());
}

// As CSSOM writes it.
function serialized(text) {
	return text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\s*:\s*/g, ': ').replace(/\(\s+/g, '(').replace(/\s+\)/g, ')').replace(/\s*\/\s*/g, ' / ').replace(/\s*,\s*/g, ', ');
}

const make = {};

class MediaQueryList extends EventTarget {
	#media;
	#matches;
	constructor(made, text) {
		if (made !== make) throw new Failure("Failed to construct 'MediaQueryList': Illegal constructor");
		super();
		this.#media = serialized(text);
		const list = split(text);
		this.#matches = list.length === 0 || list.some(query);
	}
	get media() {
		return this.#media;
	}
	get matches() {
		return this.#matches;
	}
	addListener(callback) {
		if (callback) this.addEventListener('change', callback);
	}
	removeListener(callback) {
		if (callback) this.removeEventListener('change', callback);
	}
}
finish(MediaQueryList);
handlers(MediaQueryList.prototype, 'onchange');

function matchMedia(text) {
	required(arguments.length, 1, "Failed to execute 'matchMedia' on 'Window'");
	if (typeof text === 'object' && text !== null && String(text) === undefined) notCovered('a media query that is not known');
	return new MediaQueryList(make, `${text}`);
}

module.exports = { MediaQueryList, matchMedia };
