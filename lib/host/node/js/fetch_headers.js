// SPDX-License-Identifier: MIT
// fetch_headers.js - Headers as Node has them (Fetch, "Headers class").
'use strict';

const { primordial, inspect } = require('host');
const { finish } = require('web/idl');
const { complete } = require('node/web_class');
const { isObject, refuse, refuseReceiver, required, domString, byteString, addIteration, finishName } = require('node/fetch_values');
const toLowerCase = primordial('String.prototype.toLowerCase');
const replace = primordial('String.prototype.replace');
const test = primordial('RegExp.prototype.test');
const sort = primordial('Array.prototype.sort');
const slice = primordial('Array.prototype.slice');
const ownKeys = primordial('Reflect.ownKeys');
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const forbidden = /[\0\r\n]/;
const around = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const convert = 'Headers contructor'; // as it is written there

let listOf;

class _Headers {
	#fields = { __proto__: null }; // by name in small letters: { name, value }
	#cookies = [];
	#pairs = null;
	#fixed = false;
	constructor(init = undefined) {
		if (init !== undefined) fill(this, pairsFrom(init));
	}
	static {
		// Throws for what is no Headers object. change(list): before it is changed.
		listOf = (value) => (isObject(value) && #fields in value ? { fields: value.#fields, cookies: value.#cookies, of: value } : refuseReceiver());
		listOf.sorted = (value) => (isObject(value) && #fields in value ? value.#sorted() : refuseReceiver());
		listOf.fix = (value) => {
			value.#fixed = true;
			return value;
		};
		listOf.change = (value) => {
			if (value.#fixed) refuse('immutable');
			value.#pairs = null;
		};
	}
	#sorted() {
		if (this.#pairs !== null) return this.#pairs;
		const names = sort(ownKeys(this.#fields)), pairs = [];
		for (let i = 0; i < names.length; i++) {
			if (names[i] !== 'set-cookie') pairs[pairs.length] = [names[i], this.#fields[names[i]].value];
			else for (let k = 0; k < this.#cookies.length; k++) pairs[pairs.length] = [names[i], this.#cookies[k]];
		}
		return this.#pairs = pairs;
	}
	append(name, value) {
		listOf(this);
		required(arguments.length, 2, 'Headers.append');
		append(this, byteString(name, 'Headers.append', 'name'), byteString(value, 'Headers.append', 'value'));
	}
	delete(name) {
		const { fields, cookies } = listOf(this);
		required(arguments.length, 1, 'Headers.delete');
		const key = nameOf(byteString(name, 'Headers.delete', 'name'), 'Headers.delete');
		listOf.change(this);
		if (key === 'set-cookie') cookies.length = 0;
		delete fields[key];
	}
	get(name) {
		const { fields } = listOf(this);
		required(arguments.length, 1, 'Headers.get');
		return fields[nameOf(byteString(name, 'Headers.get', 'name'), 'Headers.get')]?.value ?? null;
	}
	has(name) {
		const { fields } = listOf(this);
		required(arguments.length, 1, 'Headers.has');
		return fields[nameOf(byteString(name, 'Headers.has', 'name'), 'Headers.has')] !== undefined;
	}
	set(name, value) {
		const { fields, cookies } = listOf(this);
		required(arguments.length, 2, 'Headers.set');
		const given = byteString(name, 'Headers.set', 'name'), text = normal(byteString(value, 'Headers.set', 'value'));
		const key = nameOf(given, 'Headers.set');
		checkValue(text, 'Headers.set');
		listOf.change(this);
		if (key === 'set-cookie') {
			cookies.length = 0;
			cookies[0] = text;
		}
		fields[key] = { __proto__: null, name: given, value: text };
	}
	getSetCookie() {
		return slice(listOf(this).cookies, 0);
	}
}

const normal = (value) => replace(value, around, '');

function nameOf(name, prefix) {
	if (!test(token, name)) refuse(`${prefix}: "${name}" is an invalid header name.`);
	return toLowerCase(name);
}

function checkValue(value, prefix) {
	if (test(forbidden, value)) refuse(`${prefix}: "${value}" is an invalid header value.`);
}

function append(headers, name, value) {
	const { fields, cookies } = listOf(headers), text = normal(value), key = nameOf(name, 'Headers.append');
	checkValue(text, 'Headers.append');
	listOf.change(headers);
	const { [key]: found } = fields;
	if (key === 'set-cookie') cookies[cookies.length] = text;
	fields[key] = { __proto__: null, name: found?.name ?? name, value: found === undefined ? text : `${found.value}${key === 'cookie' ? '; ' : ', '}${text}` };
}

function sequence(value, argument) {
	if (!isObject(value)) refuse(`${convert}: ${argument} (${domString(value)}) is not iterable.`);
	const items = [];
	for (const item of value) items[items.length] = item;
	return items;
}

// The pairs of names and values that an argument gives: another object's, a list of pairs, a record.
function pairsFrom(init) {
	if (!isObject(init)) refuse('Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
	const pairs = [], { [Symbol.iterator]: iterator } = init;
	if (iterator === _Headers.prototype.entries && init instanceof _Headers) {
		const { fields, cookies } = listOf(init);
		for (const key in fields) if (key !== 'set-cookie') pairs[pairs.length] = [fields[key].name, fields[key].value];
		for (let i = 0; i < cookies.length; i++) pairs[pairs.length] = ['set-cookie', cookies[i]];
		return pairs;
	}
	if (typeof iterator === 'function') {
		const items = sequence(init, 'init');
		for (let i = 0; i < items.length; i++) {
			const parts = sequence(items[i], `init[${i}]`);
			for (let k = 0; k < parts.length; k++) parts[k] = byteString(parts[k], convert, `init[${i}][${k}]`);
			pairs[i] = parts;
		}
		return pairs;
	}
	const keys = ownKeys(init);
	for (let i = 0; i < keys.length; i++) pairs[i] = [byteString(keys[i], convert, 'init'), byteString(init[keys[i]], convert, 'init')];
	return pairs;
}

function fill(headers, pairs) {
	for (let i = 0; i < pairs.length; i++) {
		if (pairs[i].length !== 2) refuse(`Headers constructor: expected name/value pair to be length 2, found ${pairs[i].length}.`);
		append(headers, pairs[i][0], pairs[i][1]);
	}
	return headers;
}

finishName(_Headers, 'Headers');
addIteration(_Headers, 'Headers', listOf.sorted);
finish(_Headers, 'Headers');
complete(_Headers.prototype, [], function(depth, options) {
	const { fields } = listOf(this), shown = {};
	for (const key in fields) shown[fields[key].name] = fields[key].value;
	return `Headers ${inspect(shown, options)}`;
});

module.exports = { Headers: _Headers, pairsFrom, fill, append, fix: listOf.fix };
