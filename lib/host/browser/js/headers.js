// SPDX-License-Identifier: MIT
// headers.js - Headers (Fetch, "Headers class"): names and values, and which of them a request or an answer may have.
'use strict';

const { primordial } = require('host');
const { finish, required, Failure } = require('web/idl');
const { pairIterators } = require('web/url');
const { PairIterator } = pairIterators('Headers Iterator');
const lower = primordial('String.prototype.toLowerCase');
const construct = "Failed to construct 'Headers'";

// What HTTP calls a token.
const isToken = (text) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);

// A text as Web IDL converts it; `where`: the words before its errors.
function string(value, where) {
	if (typeof value === 'symbol') throw new Failure(`${where}: Cannot convert a Symbol value to a string`);
	return `${value}`;
}

function byteString(value, where) {
	const text = string(value, where);
	if (/[^\0-\xff]/.test(text)) throw new Failure(`${where}: String contains non ISO-8859-1 code point.`);
	return text;
}

// The items of a sequence.
function sequence(value, where) {
	if (value === null || (typeof value !== 'object' && typeof value !== 'function')) throw new Failure(`${where}: The provided value cannot be converted to a sequence.`);
	if (typeof value[Symbol.iterator] !== 'function') throw new Failure(`${where}: The object must have a callable @@iterator property.`);
	return [...value];
}

// HeadersInit: lists of names and values. `where`: what it is, before errors of the conversion.
function entriesOf(init, where) {
	if (init === null || (typeof init !== 'object' && typeof init !== 'function')) throw new Failure(`${where}: The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.`);
	if (init[Symbol.iterator] !== undefined && init[Symbol.iterator] !== null) return sequence(init, where).map((pair) => sequence(pair, where).map((item) => byteString(item, where)));
	const entries = [];
	for (const key of Reflect.ownKeys(init)) {
		if (!Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
		entries.push([byteString(key, where), byteString(init[key], where)]);
	}
	return entries;
}

// ---- guards (Fetch, "forbidden request-header", "no-CORS-safelisted request-header") ----

const forbidden = [
	'accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method', 'access-control-request-private-network', 'connection',
	'content-length', 'cookie', 'cookie2', 'date', 'dnt', 'expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer',
	'transfer-encoding', 'upgrade', 'user-agent', 'via',
];
const overrides = ['x-http-method', 'x-http-method-override', 'x-method-override'];

function isForbidden(name, value) {
	if (forbidden.includes(name) || name.startsWith('proxy-') || name.startsWith('sec-')) return true;
	return overrides.includes(name) && value.split(',').some((method) => /^[\t ]*(?:connect|trace|track)[\t ]*$/i.test(method));
}

function isSafe(name, value) {
	if (value.length > 128) return false;
	if (name === 'accept') return !/[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value);
	if (name === 'accept-language' || name === 'content-language') return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
	if (name !== 'content-type' || /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value)) return false;
	return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(lower(value.split(';')[0].trim()));
}

let setGuard, guardOf, fill, listOf;

class Headers {
	#list = [];
	#guard = 'none'; // none, request, request-no-cors, response, immutable
	constructor(init = undefined) {
		if (init !== undefined) this.#fill(entriesOf(init, construct), construct);
	}
	static {
		setGuard = (headers, guard) => void (headers.#guard = guard);
		guardOf = (headers) => headers.#guard;
		fill = (headers, entries, what) => headers.#fill(entries, what);
		listOf = (headers) => headers.#list;
	}
	#fill(entries, what) {
		for (const entry of entries) {
			if (entry.length !== 2) throw new Failure(`${what}: Invalid value`);
			this.#add(entry[0], entry[1], what);
		}
	}
	#name(name, what) {
		const text = byteString(name, what);
		if (!isToken(text)) throw new Failure(`${what}: Invalid name`);
		return lower(text);
	}
	// A name and a value that were converted; undefined: they are not taken here.
	#checked(name, value, what) {
		if (!isToken(name)) throw new Failure(`${what}: Invalid name`);
		const text = value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
		if (/[\0\n\r]/.test(text)) throw new Failure(`${what}: Invalid value`);
		const key = lower(name);
		return this.#takes(key, text, what) ? [key, text] : undefined;
	}
	#takes(name, value, what) {
		if (this.#guard === 'immutable') throw new Failure(`${what}: Headers are immutable`);
		if (this.#guard === 'request' || this.#guard === 'request-no-cors') {
			if (isForbidden(name, value)) return false;
			return this.#guard === 'request' || isSafe(name, value);
		}
		return this.#guard !== 'response' || (name !== 'set-cookie' && name !== 'set-cookie2');
	}
	#find(name) {
		return this.#list.find((pair) => pair[0] === name);
	}
	#add(name, value, what) {
		const entry = this.#checked(name, value, what);
		if (entry === undefined) return;
		const found = entry[0] === 'set-cookie' ? undefined : this.#find(entry[0]);
		if (found) found[1] = `${found[1]}, ${entry[1]}`;
		else this.#list.push(entry);
	}
	append(name, value) {
		const what = "Failed to execute 'append' on 'Headers'";
		required(arguments.length, 2, what);
		this.#add(byteString(name, what), byteString(value, what), what);
	}
	delete(name) {
		const what = "Failed to execute 'delete' on 'Headers'";
		required(arguments.length, 1, what);
		const entry = this.#checked(byteString(name, what), '', what);
		if (entry !== undefined) this.#list = this.#list.filter((pair) => pair[0] !== entry[0]);
	}
	get(name) {
		required(arguments.length, 1, "Failed to execute 'get' on 'Headers'");
		const key = this.#name(name, "Failed to execute 'get' on 'Headers'");
		const found = this.#list.filter((pair) => pair[0] === key).map((pair) => pair[1]);
		return found.length > 0 ? found.join(', ') : null;
	}
	getSetCookie() {
		return this.#list.filter((pair) => pair[0] === 'set-cookie').map((pair) => pair[1]);
	}
	has(name) {
		required(arguments.length, 1, "Failed to execute 'has' on 'Headers'");
		return this.#find(this.#name(name, "Failed to execute 'has' on 'Headers'")) !== undefined;
	}
	set(name, value) {
		const what = "Failed to execute 'set' on 'Headers'";
		required(arguments.length, 2, what);
		const entry = this.#checked(byteString(name, what), byteString(value, what), what);
		if (entry === undefined) return;
		const found = this.#find(entry[0]);
		if (found) {
			found[1] = entry[1];
			this.#list = this.#list.filter((pair) => pair === found || pair[0] !== entry[0]);
		} else this.#list.push(entry);
	}
	forEach(callback, thisArg = undefined) {
		required(arguments.length, 1, "Failed to execute 'forEach' on 'Headers'");
		if (typeof callback !== 'function') throw new Failure("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
		for (const [name, value] of this.#sorted()) Reflect.apply(callback, thisArg, [value, name, this]);
	}
	#sorted() {
		return this.#list.map((pair) => [pair[0], pair[1]]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
	}
	entries() {
		return new PairIterator(this.#sorted(), 'entries');
	}
	keys() {
		return new PairIterator(this.#sorted(), 'keys');
	}
	values() {
		return new PairIterator(this.#sorted(), 'values');
	}
}
finish(Headers);
Object.defineProperty(Headers.prototype, Symbol.iterator, { __proto__: null, value: Headers.prototype.entries, writable: true, configurable: true });

// Headers that `guard` watches, filled with what `entries` (of entriesOf) or other headers have; what they refuse is an error after `what`.
function guarded(guard, entries, what) {
	const headers = new Headers();
	setGuard(headers, guard);
	fill(headers, entries, what);
	return headers;
}

module.exports = { Headers, guarded, guardOf, setGuard, entriesOf, listOf, string, byteString, isToken };
