// SPDX-License-Identifier: MIT
// mime.js - util.MIMEType and util.MIMEParams (WHATWG MIME Sniffing, "parse a MIME type").
'use strict';

const { primordial, error } = require('host');
const slice = primordial('String.prototype.slice');
const indexOf = primordial('String.prototype.indexOf');
const charCodeAt = primordial('String.prototype.charCodeAt');
const toLowerCase = primordial('String.prototype.toLowerCase');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const has = primordial('Map.prototype.has');
const remove = primordial('Map.prototype.delete');
const forEach = primordial('Map.prototype.forEach');
const defineProperty = primordial('Object.defineProperty');

const isBlank = (c) => c === '\r' || c === '\n' || c === '\t' || c === ' ';
const isTokenUnit = (c) => (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || indexOf("!#$%&'*+-.^_`|~", c) >= 0;

function badUnit(text, isGood) {
	for (let i = 0; i < text.length; i++) if (!isGood(text[i])) return i;
	return -1;
}
const badToken = (text) => badUnit(text, isTokenUnit);
const badQuoted = (text) => badUnit(text, (c) => c === '\t' || (c >= ' ' && c <= '~') || (charCodeAt(c, 0) >= 0x80 && charCodeAt(c, 0) <= 0xff));

function lower(text) {
	let out = '';
	for (let i = 0; i < text.length; i++) out += text[i] >= 'A' && text[i] <= 'Z' ? toLowerCase(text[i]) : text[i];
	return out;
}

function trimEnd(text) {
	let end = text.length;
	while (end > 0 && isBlank(text[end - 1])) end--;
	return slice(text, 0, end);
}

// Where a whole type is taken apart.
const places = {
	__proto__: null,
	type: "internal/mime:51    ^throw new ERR_INVALID_MIME_SYNTAX('type', str, invalidTypeIndex);",
	subtype: "internal/mime:73    ^throw new ERR_INVALID_MIME_SYNTAX('subtype', str, invalidSubtypeIndex);",
};
function invalid(production, text, index) {
	return error('TypeError', 'ERR_INVALID_MIME_SYNTAX', `The MIME syntax for a ${production} in "${text}" is invalid${index !== -1 ? ` at ${index}` : ''}`, places[production]);
}

const find = (text, unit, from) => {
	const at = indexOf(text, unit, from);
	return at < 0 ? text.length : at;
};

// A quoted text that begins at `at`, behind the quote: what it says, and where it ends.
function readQuoted(text, at) {
	let value = '';
	for (; at < text.length && text[at] !== '"'; at++) {
		if (text[at] === '\\' && at + 1 < text.length) at++;
		value += text[at];
	}
	return { value, end: at < text.length ? at + 1 : at };
}

function readParameters(text, map) {
	const end = trimEnd(text).length;
	let at = 0;
	while (at < end) {
		while (at < text.length && isBlank(text[at])) at++;
		let stop = at;
		while (stop < text.length && text[stop] !== ';' && text[stop] !== '=') stop++;
		const name = lower(slice(text, at, stop));
		at = stop;
		if (at < end) {
			const unit = text[at++];
			if (unit === ';') continue;
		}
		if (at >= end) break;
		let value;
		if (text[at] === '"') {
			const quoted = readQuoted(text, at + 1);
			({ value } = quoted);
			at = quoted.end;
		} else {
			const last = find(text, ';', at);
			value = trimEnd(slice(text, at, last));
			at = last;
			if (value === '') continue;
		}
		if (name !== '' && badToken(name) === -1 && badQuoted(value) === -1 && !has(map, name)) set(map, name, value);
		at++;
	}
}

function written(value) {
	if (value.length === 0) return '""';
	if (badToken(value) === -1) return value;
	let out = '';
	for (let i = 0; i < value.length; i++) out += value[i] === '"' || value[i] === '\\' ? `\\${value[i]}` : value[i];
	return `"${out}"`;
}

let fill;
class MIMEParams {
	#data = new Map();

	static {
		fill = (params, text) => readParameters(text, params.#data);
	}
	delete(name) {
		remove(this.#data, name);
	}
	get(name) {
		return has(this.#data, name) ? get(this.#data, name) : null;
	}
	has(name) {
		return has(this.#data, name);
	}
	set(name, value) {
		name = `${name}`;
		value = `${value}`;
		const at = badToken(name);
		if (name.length === 0 || at !== -1) throw invalid('parameter name', name, at);
		const valueAt = badQuoted(value);
		if (valueAt !== -1) throw invalid('parameter value', value, valueAt);
		set(this.#data, name, value);
	}
	*entries() {
		yield* this.#data.entries();
	}
	*keys() {
		yield* this.#data.keys();
	}
	*values() {
		yield* this.#data.values();
	}
	toString() {
		let out = '';
		forEach(this.#data, (value, name) => {
			out += `${out.length > 0 ? ';' : ''}${name}=${written(value)}`;
		});
		return out;
	}
}
defineProperty(MIMEParams.prototype, Symbol.iterator, { __proto__: null, configurable: true, value: MIMEParams.prototype.entries, writable: true });
defineProperty(MIMEParams.prototype, 'toJSON', { __proto__: null, configurable: true, value: MIMEParams.prototype.toString, writable: true });

function checked(part, text) {
	const at = badToken(text);
	if (text.length === 0 || at !== -1) throw invalid(part, text, at);
	return lower(text);
}

class MIMEType {
	#type;
	#subtype;
	#parameters = new MIMEParams();

	constructor(input) {
		const text = `${input}`; // node: internal/mime:331    ^string = `${string}`;
		let at = 0;
		while (at < text.length && isBlank(text[at])) at++;
		const slash = indexOf(text, '/', at);
		const type = slice(text, at, slash < 0 ? text.length : slash);
		const badType = badToken(type);
		if (type === '' || badType !== -1 || slash < 0) throw invalid('type', text, badType);
		const end = find(text, ';', slash + 1);
		const subtype = trimEnd(slice(text, slash + 1, end));
		const badSubtype = badToken(subtype);
		if (subtype === '' || badSubtype !== -1) throw invalid('subtype', text, badSubtype);
		this.#type = lower(type);
		this.#subtype = lower(subtype);
		fill(this.#parameters, slice(text, end + 1));
	}
	get type() {
		return this.#type;
	}
	set type(value) {
		this.#type = checked('type', `${value}`);
	}
	get subtype() {
		return this.#subtype;
	}
	set subtype(value) {
		this.#subtype = checked('subtype', `${value}`);
	}
	get essence() {
		return `${this.#type}/${this.#subtype}`;
	}
	get params() {
		return this.#parameters;
	}
	toString() {
		const parameters = this.#parameters.toString();
		return `${this.essence}${parameters.length > 0 ? `;${parameters}` : ''}`;
	}
}
defineProperty(MIMEType.prototype, 'toJSON', { __proto__: null, configurable: true, value: MIMEType.prototype.toString, writable: true });

module.exports = { MIMEParams, MIMEType };
