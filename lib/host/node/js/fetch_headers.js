// SPDX-License-Identifier: MIT
// fetch_headers.js - Headers as Node has them (Fetch, "Headers class").
'use strict';

const { primordial, inspect } = require('host');
const { finish } = require('web/idl');
const { complete } = require('node/web_class');
const { isObject, exception, refuseReceiver, required, domString, byteString, addIteration, finishName } = require('node/fetch_values');
const toLowerCase = primordial('String.prototype.toLowerCase');
const replace = primordial('String.prototype.replace');
const test = primordial('RegExp.prototype.test');
const sort = primordial('Array.prototype.sort');
const slice = primordial('Array.prototype.slice');
const apply = primordial('Reflect.apply');
const description = primordial('get Symbol.prototype.description');
const ownKeys = primordial('Reflect.ownKeys');
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const forbidden = /[\0\r\n]/;
const around = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const TypeFailure = primordial('TypeError');
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
			if (value.#fixed) throw new TypeFailure('immutable'); // node: internal/deps/undici/undici:8874        ^throw new TypeError("immutable");
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
		const given = byteString(name, 'Headers.delete', 'name'), key = toLowerCase(given);
		if (!test(token, given)) throw wrongName('Headers.delete', given); // node: internal/deps/undici/undici:9086          ^throw webidl.errors.invalidArgument({
		listOf.change(this);
		if (key === 'set-cookie') cookies.length = 0;
		delete fields[key];
	}
	get(name) {
		const { fields } = listOf(this);
		required(arguments.length, 1, 'Headers.get');
		const given = byteString(name, 'Headers.get', 'name');
		if (!test(token, given)) throw wrongName('Headers.get', given); // node: internal/deps/undici/undici:9107          ^throw webidl.errors.invalidArgument({
		return fields[toLowerCase(given)]?.value ?? null;
	}
	has(name) {
		const { fields } = listOf(this);
		required(arguments.length, 1, 'Headers.has');
		const given = byteString(name, 'Headers.has', 'name');
		if (!test(token, given)) throw wrongName('Headers.has', given); // node: internal/deps/undici/undici:9122          ^throw webidl.errors.invalidArgument({
		return fields[toLowerCase(given)] !== undefined;
	}
	set(name, value) {
		const { fields, cookies } = listOf(this);
		required(arguments.length, 2, 'Headers.set');
		const given = byteString(name, 'Headers.set', 'name'), text = normal(byteString(value, 'Headers.set', 'value'));
		const key = toLowerCase(given);
		if (!test(token, given)) throw wrongName('Headers.set', given); // node: internal/deps/undici/undici:9139          ^throw webidl.errors.invalidArgument({
		if (test(forbidden, text)) throw wrongValue('Headers.set', text); // node: internal/deps/undici/undici:9145          ^throw webidl.errors.invalidArgument({
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

const wrongName = (prefix, name) => exception(prefix, `"${name}" is an invalid header name.`);
const wrongValue = (prefix, value) => exception(prefix, `"${value}" is an invalid header value.`);

function append(headers, name, value) {
	const { fields, cookies } = listOf(headers), text = normal(value), key = toLowerCase(name);
	if (!test(token, name)) throw wrongName('Headers.append', name); // node: internal/deps/undici/undici:8861        ^throw webidl.errors.invalidArgument({
	if (test(forbidden, text)) throw wrongValue('Headers.append', text); // node: internal/deps/undici/undici:8867        ^throw webidl.errors.invalidArgument({
	listOf.change(headers);
	const { [key]: found } = fields;
	if (key === 'set-cookie') cookies[cookies.length] = text;
	fields[key] = { __proto__: null, name: found?.name ?? name, value: found === undefined ? text : `${found.value}${key === 'cookie' ? '; ' : ', '}${text}` };
}

// How a refused value is named.
function stringified(value) {
	if (typeof value === 'symbol') return `Symbol(${description(value)})`;
	return isObject(value) ? inspect(value) : typeof value === 'string' ? `"${value}"` : `${value}`;
}

function sequence(value, argument) {
	if (!isObject(value)) throw exception(convert, `${argument} (${stringified(value)}) is not iterable.`); // node: internal/deps/undici/undici:3903          ^throw webidl.errors.exception({
	const { [Symbol.iterator]: method } = value, items = [], iterator = method == null ? undefined : apply(method, value, []);
	if (iterator === undefined || typeof iterator.next !== 'function') throw exception(convert, `${argument} is not iterable.`); // node: internal/deps/undici/undici:3912          ^throw webidl.errors.exception({
	for (;;) {
		const { done, value: item } = iterator.next();
		if (done) return items;
		items[items.length] = item;
	}
}

// The pairs of names and values that an argument gives: another object's, a list of pairs, a record.
function pairsFrom(init) {
	if (!isObject(init)) throw exception('Headers constructor', 'Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.'); // node: internal/deps/undici/undici:9240      ^throw webidl.errors.conversionFailed({
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
		if (pairs[i].length !== 2) throw exception('Headers constructor', `expected name/value pair to be length 2, found ${pairs[i].length}.`); // node: internal/deps/undici/undici:8837            ^throw webidl.errors.exception({
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
