// SPDX-License-Identifier: MIT
// url.js - URL and URLSearchParams (WHATWG URL).
'use strict';

const { primordial, notCovered, isPage, isUnknown, error: makeError, thrown } = require('host');
const { finish, required, isObject, illegal, Failure } = require('web/idl');
const { fromUtf8, utf8 } = require('web/encoding');
const { parseHost } = require('web/url_host');
const charCodeAt = primordial('String.prototype.charCodeAt');
const slice = primordial('String.prototype.slice');
const indexOf = primordial('String.prototype.indexOf');
const split = primordial('String.prototype.split');
const lower = primordial('String.prototype.toLowerCase');
const upper = primordial('String.prototype.toUpperCase');
const trim = primordial('String.prototype.trim');
const push = primordial('Array.prototype.push');
const pop = primordial('Array.prototype.pop');
const join = primordial('Array.prototype.join');
const splice = primordial('Array.prototype.splice');
const sort = primordial('Array.prototype.sort');
const encode = primordial('encodeURIComponent');
const decode = primordial('decodeURIComponent');
const isArray = primordial('Array.isArray');
const wellFormed = primordial('String.prototype.toWellFormed');
const toNumber = primordial('Number');
const numberText = primordial('Number.prototype.toString');

const ports = { __proto__: null, 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };

// Percent-encode what is outside of printable ASCII, and the units in `more`.
function escape(text, more) {
	let out = '';
	for (let i = 0; i < text.length; i++) {
		const code = charCodeAt(text, i);
		if (code > 0x20 && code < 0x7f && indexOf(more, text[i]) < 0) {
			out += text[i];
		} else if (code >= 0x80) {
			const pair = code >= 0xd800 && code < 0xdc00 && i + 1 < text.length ? slice(text, i, i + 2) : text[i];
			try {
				out += encode(pair);
			} catch {
				out += '%EF%BF%BD';
			}
			i += pair.length - 1;
		} else {
			const hex = upper(numberText(code, 16));
			out += hex.length < 2 ? `%0${hex}` : `%${hex}`;
		}
	}
	return out;
}

const inPath = isPage ? '"#<>?`{}^' : '"#<>?`{}', inQuery = '"#<>', inSpecialQuery = '"#<>\'', inFragment = '"<>`', inUser = '"#<>?`{}/:;=@[\\]^|';

// The host of an address of a scheme that the standard does not know: as it stands.
function opaqueHost(text) {
	for (let i = 0; i < text.length; i++) if (indexOf('\0\t\n\r #/:<>?@[\\]^|', text[i]) >= 0) return undefined;
	return escape(text, '');
}

const hostOf = (text, special) => (special || text[0] === '[' ? parseHost(text) : opaqueHost(text));

function isScheme(text) {
	if (text.length === 0) return false;
	for (let i = 0; i < text.length; i++) {
		const c = charCodeAt(text, i) | 32, d = charCodeAt(text, i);
		const letter = c >= 97 && c <= 122;
		if (!letter && (i === 0 || !((d >= 48 && d <= 57) || d === 43 || d === 45 || d === 46))) return false;
	}
	return true;
}

// The segments of a path, dots resolved, appended to `segments`.
function addPath(segments, text, special) {
	let part = '';
	for (let i = 0; i <= text.length; i++) {
		const end = i === text.length, c = text[i];
		if (!end && c !== '/' && !(special && c === '\\')) {
			part += c;
			continue;
		}
		const plain = lower(part);
		if (plain === '..' || plain === '.%2e' || plain === '%2e.' || plain === '%2e%2e') {
			const isRoot = segments.length === 0;
			if (!isRoot) pop(segments);
			if (end && (isPage || special || !isRoot)) push(segments, ''); // Node leaves nothing of the root of a scheme of one's own
		} else if (plain === '.' || plain === '%2e') {
			if (end) push(segments, '');
		} else {
			push(segments, escape(part, inPath));
		}
		part = '';
	}
}

// Parse `input` against `base` (a record or undefined); undefined: invalid.
function parse(input, base) {
	if (isUnknown(input)) notCovered('the address of an unknown value');
	let text = '';
	for (let i = 0; i < input.length; i++) if (input[i] !== '\t' && input[i] !== '\n' && input[i] !== '\r') text += input[i];
	let from = 0, to = text.length;
	while (from < to && charCodeAt(text, from) <= 32) from++;
	while (to > from && charCodeAt(text, to - 1) <= 32) to--;
	text = slice(text, from, to);
	const url = { __proto__: null, protocol: '', username: '', password: '', host: null, port: '', path: [], opaque: undefined, query: null, fragment: null };
	let at = indexOf(text, '#');
	if (at >= 0) {
		url.fragment = escape(slice(text, at + 1), inFragment);
		text = slice(text, 0, at);
	}
	const colon = indexOf(text, ':');
	const hasScheme = colon > 0 && isScheme(slice(text, 0, colon));
	let query = null;
	const cutQuery = () => {
		const mark = indexOf(text, '?');
		if (mark < 0) return;
		query = slice(text, mark + 1);
		text = slice(text, 0, mark);
	};
	let rest;
	if (hasScheme) {
		url.protocol = `${lower(slice(text, 0, colon))}:`;
		text = slice(text, colon + 1);
		cutQuery();
		rest = text;
	} else {
		if (base === undefined) return undefined;
		if (base.opaque !== undefined) {
			if (text === '' ? url.fragment === null : isPage || url.fragment === null) return undefined;
			if (text !== '') notCovered('such an address on one without a host');
		}
		url.protocol = base.protocol;
		cutQuery();
		rest = text;
	}
	const special = ports[url.protocol] !== undefined;
	const slash = (i) => rest[i] === '/' || (special && rest[i] === '\\');
	const file = url.protocol === 'file:';
	const relative = !hasScheme || (special && base !== undefined && base.protocol === url.protocol && !(slash(0) && slash(1)));
	if (slash(0) && slash(1) || (hasScheme && special && !file && !relative)) {
		let i = 0;
		if (special && !file) while (slash(i)) i++;
		else i = 2;
		let end = i;
		while (end < rest.length && !slash(end)) end++;
		let authority = slice(rest, i, end);
		let mark = -1;
		for (let k = 0; k < authority.length; k++) if (authority[k] === '@') mark = k;
		if (mark >= 0 && (file || mark === authority.length - 1)) return undefined;
		if (mark >= 0) {
			const user = slice(authority, 0, mark);
			const middle = indexOf(user, ':');
			url.username = escape(middle >= 0 ? slice(user, 0, middle) : user, inUser);
			url.password = middle >= 0 ? escape(slice(user, middle + 1), inUser) : '';
			authority = slice(authority, mark + 1);
		}
		let portMark = -1;
		for (let k = authority.length - 1; k >= 0 && authority[k] !== ']'; k--) if (authority[k] === ':') portMark = k;
		if (portMark >= 0 && !file) {
			const port = slice(authority, portMark + 1);
			authority = slice(authority, 0, portMark);
			if (port !== '') {
				for (let k = 0; k < port.length; k++) if (charCodeAt(port, k) < 48 || charCodeAt(port, k) > 57) return undefined;
				const number = toNumber(port);
				if (number > 65535) return undefined;
				url.port = `${number}` === ports[url.protocol] ? '' : `${number}`;
			}
		}
		if (authority === '' && (portMark >= 0 || (special && !file))) return undefined;
		url.host = authority === '' ? '' : hostOf(authority, special);
		if (url.host === undefined) return undefined;
		if (file && !isPage && url.host === 'localhost') url.host = '';
		const path = slice(rest, end);
		if (path !== '') addPath(url.path, slice(path, 1), special);
		else if (special) push(url.path, '');
		url.query = query;
	} else if (hasScheme && !relative) {
		if (slash(0)) {
			addPath(url.path, slice(rest, 1), special);
			if (file) url.host = '';
		} else if (file) {
			url.host = '';
			addPath(url.path, rest, special);
		} else {
			url.opaque = escape(rest, '');
			url.opaque = '';
			for (let i = 0; i < rest.length; i++) url.opaque += charCodeAt(rest, i) < 32 || charCodeAt(rest, i) > 126 ? escape(rest[i], '') : rest[i];
		}
		url.query = query;
	} else {
		url.username = base.username;
		url.password = base.password;
		url.host = base.host;
		url.port = base.port;
		url.opaque = base.opaque;
		if (rest === '') {
			for (let i = 0; i < base.path.length; i++) push(url.path, base.path[i]);
			url.query = query ?? base.query;
		} else if (slash(0)) {
			addPath(url.path, slice(rest, 1), special);
			url.query = query;
		} else {
			for (let i = 0; i < base.path.length - 1; i++) push(url.path, base.path[i]);
			addPath(url.path, rest, special);
			url.query = query;
		}
	}
	if (url.query !== null && query !== null) url.query = escape(url.query, special ? inSpecialQuery : inQuery);
	return url;
}

function pathname(url) {
	if (url.opaque !== undefined) return url.opaque;
	return url.path.length === 0 ? '' : `/${join(url.path, '/')}`;
}

function serialize(url) {
	let out = url.protocol;
	if (url.host !== null) {
		out += '//';
		if (url.username !== '' || url.password !== '') out += `${url.username}${url.password !== '' ? `:${url.password}` : ''}@`;
		out += url.host + (url.port !== '' ? `:${url.port}` : '');
	}
	out += pathname(url);
	if (url.query !== null) out += `?${url.query}`;
	if (url.fragment !== null) out += `#${url.fragment}`;
	return out;
}

// application/x-www-form-urlencoded
// Percent-decoded bytes as UTF-8; what is no escape stays, what is no UTF-8 becomes U+FFFD.
function formDecode(text) {
	const bytes = [];
	for (let i = 0; i < text.length; i++) {
		if (text[i] === '+') {
			push(bytes, 0x20);
		} else if (text[i] === '%' && i + 2 < text.length && isHex(text[i + 1]) && isHex(text[i + 2])) {
			push(bytes, toNumber(`0x${slice(text, i + 1, i + 3)}`));
			i += 2;
		} else {
			const end = i + (isHigh(text, i) ? 2 : 1), units = utf8(slice(text, i, end));
			for (let k = 0; k < units.length; k++) push(bytes, units[k]);
			i = end - 1;
		}
	}
	return fromUtf8(bytes, false);
}
const isHex = (c) => (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
const isHigh = (text, i) => charCodeAt(text, i) >= 0xd800 && charCodeAt(text, i) <= 0xdbff && i + 1 < text.length;


function formEncode(text) {
	const encoded = escape(text, '!"#$%&\'()+,/:;<=>?@[\\]^`{|}~');
	return join(split(encoded, '%20'), '+');
}

function parsePairs(text) {
	const list = [], parts = split(text, '&');
	for (let i = 0; i < parts.length; i++) {
		if (parts[i] === '') continue;
		const mark = indexOf(parts[i], '=');
		push(list, mark < 0 ? [formDecode(parts[i]), ''] : [formDecode(slice(parts[i], 0, mark)), formDecode(slice(parts[i], mark + 1))]);
	}
	return list;
}

// In Node: what stands for a pair is none.
const notPair = (line) => makeError('TypeError', 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple', `internal/url:${line}^throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');`);

// What of a sequence becomes a pair.
function pairOf(value) {
	const entry = [...value];
	if (entry.length !== 2) throw new Failure("Failed to construct 'URLSearchParams': Failed to construct 'URLSearchParams': Sequence initializer must only contain pair elements");
	return [wellFormed(`${entry[0]}`), wellFormed(`${entry[1]}`)];
}
// Node looks at the length of arrays, and makes texts of other sequences' elements as they come.
function pairInNode(value) {
	if (value === undefined || value === null) throw notPair('358            ');
	if (isArray(value)) {
		if (value.length !== 2) throw notPair('362              ');
		const name = wellFormed(`${value[0]}`); // node: internal/url:367              StringPrototypeToWellFormed(`${pair^[0]}`),
		return [name, wellFormed(`${value[1]}`)]; // node: internal/url:368              StringPrototypeToWellFormed(`${pair^[1]}`),
	}
	if ((typeof value !== 'object' && typeof value !== 'function') || typeof value[Symbol.iterator] !== 'function') throw notPair('373              ');
	const pair = [];
	for (const element of value) push(pair, wellFormed(`${element}`)); // node: internal/url:380              ArrayPrototypePush(this.#searchParams, StringPrototypeToWellFormed(`${^element}`));
	if (pair.length !== 2) throw notPair('385              ');
	return pair;
}

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

// A class of iterators over a list of pairs that may change meanwhile, by the tag that it prints with; what one has still to give. `place`: of Node's refusal of others.
function pairIterators(tag, place) {
	let check, remaining;
	class PairIterator {
		#list;
		#kind;
		#at = 0;
		constructor(list, kind) {
			this.#list = list;
			this.#kind = kind;
		}
		static {
			check = (value) => {
				if (!isObject(value) || !(#list in value)) throw illegal(join(split(tag, ' '), ''), place);
			};
			remaining = (iterator) => {
				check(iterator);
				const rest = [];
				for (let i = iterator.#at; i < iterator.#list.length; i++) push(rest, iterator.#of(iterator.#list[i]));
				return rest;
			};
		}
		#of(pair) {
			return this.#kind === 'keys' ? pair[0] : this.#kind === 'values' ? pair[1] : [pair[0], pair[1]];
		}
		next() {
			check(this);
			if (this.#at >= this.#list.length) return { value: undefined, done: true };
			return { value: this.#of(this.#list[this.#at++]), done: false };
		}
	}
	Object.setPrototypeOf(PairIterator.prototype, IteratorPrototype);
	finish(PairIterator, tag);
	delete PairIterator.prototype.constructor;
	return { PairIterator, remaining };
}

const { PairIterator: URLSearchParamsIterator, remaining } = pairIterators('URLSearchParams Iterator', "internal/url:225      ^throw new ERR_INVALID_THIS('URLSearchParamsIterator');");

let connect, listOf;

class URLSearchParams {
	#list = [];
	#url;
	constructor(init = undefined) {
		if (init === undefined || (init === null && !isPage)) return;
		if ((typeof init === 'object' && init !== null) || typeof init === 'function') {
			const method = init[Symbol.iterator];
			if (method !== undefined && method !== null) {
				if (!isPage && typeof method !== 'function') throw makeError('TypeError', 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable', "internal/url:343          ^throw new ERR_ARG_NOT_ITERABLE('Query pairs');");
				for (const pair of init) push(this.#list, isPage ? pairOf(pair) : pairInNode(pair));
			} else {
				// Names that are one as strings of scalar values are one.
				const found = new Map();
				for (const key of Reflect.ownKeys(init)) {
					const descriptor = Reflect.getOwnPropertyDescriptor(init, key);
					if (!descriptor?.enumerable) continue;
					const name = wellFormed(key); // node: internal/url:398            const typedKey = ^StringPrototypeToWellFormed(key);
					found.set(name, wellFormed(`${init[key]}`)); // node: internal/url:399            const typedValue = StringPrototypeToWellFormed(`${init^[key]}`);
				}
				for (const [name, value] of found) push(this.#list, [name, value]);
			}
			return;
		}
		const text = wellFormed(`${init}`); // node: internal/url:416      init = StringPrototypeToWellFormed(`${^init}`);
		this.#list = parsePairs(text[0] === '?' ? slice(text, 1) : text);
	}
	static {
		listOf = (value, line) => {
			if (!isObject(value) || !(#list in value)) throw illegal('URLSearchParams', `internal/url:${line}      ^throw new ERR_INVALID_THIS('URLSearchParams');`);
			return value.#list;
		};
		connect = (params, url, query) => {
			params.#url = url;
			// The same list: who goes through it goes on in the new one.
			const list = parsePairs(query ?? '');
			splice(params.#list, 0, params.#list.length);
			for (let i = 0; i < list.length; i++) push(params.#list, list[i]);
		};
	}
	#changed() {
		this.#url?.(this.#list.length === 0 ? null : this.toString());
	}
	get size() {
		return listOf(this, 459).length;
	}
	append(name, value) {
		const list = listOf(this, 465);
		required(arguments.length, 2, "Failed to execute 'append' on 'URLSearchParams'", '"name" and "value"', "internal/url:468      ^throw new ERR_MISSING_ARGS('name', 'value');");
		name = wellFormed(`${name}`); // node: internal/url:471    name = StringPrototypeToWellFormed(`${^name}`);
		value = wellFormed(`${value}`); // node: internal/url:472    value = StringPrototypeToWellFormed(`${^value}`);
		push(list, [name, value]);
		this.#changed();
	}
	delete(name, value = undefined) {
		const list = listOf(this, 482);
		required(arguments.length, 1, "Failed to execute 'delete' on 'URLSearchParams'", '"name"', "internal/url:485      ^throw new ERR_MISSING_ARGS('name');");
		name = wellFormed(`${name}`); // node: internal/url:489    name = StringPrototypeToWellFormed(`${^name}`);
		if (value !== undefined) value = wellFormed(`${value}`); // node: internal/url:492      value = StringPrototypeToWellFormed(`${^value}`);
		for (let i = list.length - 1; i >= 0; i--) if (list[i][0] === name && (value === undefined || list[i][1] === value)) splice(list, i, 1);
		this.#changed();
	}
	get(name) {
		const list = listOf(this, 517);
		required(arguments.length, 1, "Failed to execute 'get' on 'URLSearchParams'", '"name"', "internal/url:520      ^throw new ERR_MISSING_ARGS('name');");
		name = wellFormed(`${name}`); // node: internal/url:524    name = StringPrototypeToWellFormed(`${^name}`);
		for (let i = 0; i < list.length; i++) if (list[i][0] === name) return list[i][1];
		return null;
	}
	getAll(name) {
		const list = listOf(this, 535);
		required(arguments.length, 1, "Failed to execute 'getAll' on 'URLSearchParams'", '"name"', "internal/url:538      ^throw new ERR_MISSING_ARGS('name');");
		name = wellFormed(`${name}`); // node: internal/url:543    name = StringPrototypeToWellFormed(`${^name}`);
		const out = [];
		for (let i = 0; i < list.length; i++) if (list[i][0] === name) push(out, list[i][1]);
		return out;
	}
	has(name, value = undefined) {
		const list = listOf(this, 554);
		required(arguments.length, 1, "Failed to execute 'has' on 'URLSearchParams'", '"name"', "internal/url:557      ^throw new ERR_MISSING_ARGS('name');");
		name = wellFormed(`${name}`); // node: internal/url:561    name = StringPrototypeToWellFormed(`${^name}`);
		if (value !== undefined) value = wellFormed(`${value}`); // node: internal/url:564      value = StringPrototypeToWellFormed(`${^value}`);
		for (let i = 0; i < list.length; i++) if (list[i][0] === name && (value === undefined || list[i][1] === value)) return true;
		return false;
	}
	set(name, value) {
		const list = listOf(this, 580);
		required(arguments.length, 2, "Failed to execute 'set' on 'URLSearchParams'", '"name" and "value"', "internal/url:583      ^throw new ERR_MISSING_ARGS('name', 'value');");
		name = wellFormed(`${name}`); // node: internal/url:587    name = StringPrototypeToWellFormed(`${^name}`);
		value = wellFormed(`${value}`); // node: internal/url:588    value = StringPrototypeToWellFormed(`${^value}`);
		let found = false;
		for (let i = 0; i < list.length; i++) {
			if (list[i][0] !== name) continue;
			if (found) {
				splice(list, i--, 1);
			} else {
				found = true;
				list[i][1] = value;
			}
		}
		if (!found) push(list, [name, value]);
		this.#changed();
	}
	sort() {
		const list = listOf(this, 622);
		sort(list, (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
		this.#changed();
	}
	toString() {
		const list = listOf(this, 717);
		const parts = [];
		for (let i = 0; i < list.length; i++) push(parts, `${formEncode(list[i][0])}=${formEncode(list[i][1])}`);
		return join(parts, '&');
	}
	forEach(callback, thisArg = undefined) {
		const list = listOf(this, 681);
		if (!isPage && typeof callback !== 'function') throw require('node/errors').invalidArgType('callback', 'Function', callback); // node: internal/url:683    ^validateFunction(callback, 'callback');
		for (let i = 0; i < list.length; i++) Reflect.apply(callback, thisArg, [list[i][1], list[i][0], this]);
	}
	entries() {
		return new URLSearchParamsIterator(listOf(this, 674), 'entries');
	}
	keys() {
		return new URLSearchParamsIterator(listOf(this, 701), 'keys');
	}
	values() {
		const list = listOf(this, 708);
		return new URLSearchParamsIterator(list, 'values');
	}
}
finish(URLSearchParams);
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { __proto__: null, value: URLSearchParams.prototype.entries, writable: true, configurable: true });

function invalid(input, base) {
	if (isPage) return new Failure("Failed to construct 'URL': Invalid URL");
	const error = new Failure('Invalid URL');
	error.code = 'ERR_INVALID_URL';
	error.input = input;
	if (base !== undefined) error.base = base;
	return thrown(error, 'internal/url:806    const href = bindingUrl.^parse(input, base, raiseException);');
}
function invalidHref(input) {
	const error = makeError('TypeError', 'ERR_INVALID_URL', 'Invalid URL');
	error.input = input;
	return thrown(error, 'internal/url:934    if (!href) { ^throw new ERR_INVALID_URL(value); }');
}

const isSpecial = (protocol) => ports[protocol] !== undefined;
const isDigit = (text, i) => i < text.length && charCodeAt(text, i) >= 48 && charCodeAt(text, i) <= 57;

// What is assigned to a part of an address: its text without tabs and ends of lines.
function cleaned(text) {
	let out = '';
	for (let i = 0; i < text.length; i++) if (indexOf('\t\n\r', text[i]) < 0) out += text[i];
	return out;
}

// The host state of the URL parser: a host up to a slash, a question or a colon. Gives what follows the colon; undefined: nothing.
function assignHost(url, text, mayHavePort) {
	const special = isSpecial(url.protocol), file = url.protocol === 'file:';
	if (url.opaque !== undefined) return undefined;
	let end = 0, inBrackets = false;
	for (; end < text.length && indexOf(special ? '/?#\\' : '/?#', text[end]) < 0; end++) {
		if (text[end] === '[' || text[end] === ']') inBrackets = text[end] === '[';
		if (text[end] === ':' && !inBrackets && (!file || isPage)) break;
	}
	const name = slice(text, 0, end), isCut = text[end] === ':';
	if (name === '' ? (special && !file) || isCut || url.username !== '' || url.password !== '' || url.port !== '' : isCut && !mayHavePort) return undefined;
	const host = name === '' || (file && lower(name) === 'localhost') ? '' : hostOf(name, special);
	if (host === undefined) return undefined;
	url.host = host;
	return isCut && !file ? slice(text, end + 1) : undefined;
}

// The port state: as many digits as there are. Nothing changes without one, or with a number that is too large.
function assignPort(url, text) {
	let end = 0;
	while (isDigit(text, end)) end++;
	const number = `${toNumber(slice(text, 0, end))}`;
	if (end !== 0 && number <= 65535) url.port = number === ports[url.protocol] ? '' : number;
}

// Node's parser takes what begins with no digit but has one further on for an empty port.
function isNodesEmptyPort(text) {
	if (isDigit(text, 0) || text[0] === '-' || charCodeAt(text, 0) <= 32) return false;
	for (let i = 1; i < text.length; i++) if (isDigit(text, i)) return true;
	return false;
}

class URL {
	#context;
	#searchParams;
	constructor(url, base = undefined) {
		required(arguments.length, 1, "Failed to construct 'URL'", '"url"', "internal/url:795      ^throw new ERR_MISSING_ARGS('url');");
		const input = `${url}`; // node: internal/url:799    ^input = `${input}`;
		let from;
		if (base !== undefined) {
			base = `${base}`; // node: internal/url:802      ^base = `${base}`;
			from = parse(base);
			if (from === undefined) throw isPage ? new Failure("Failed to construct 'URL': Invalid base URL") : invalid(input, base);
		}
		this.#context = parse(input, from);
		if (this.#context === undefined) throw invalid(input, base);
	}
	// Node brings an address up to date by a private method before it reads the whole: so its error of a foreign receiver is another.
	#updated() {
		return this.#context;
	}
	static canParse(url, base = undefined) {
		required(arguments.length, 1, "Failed to execute 'canParse' on 'URL'", '"url"', "internal/url:1122      ^throw new ERR_MISSING_ARGS('url');");
		url = `${url}`; // node: internal/url:1125    ^url = `${url}`;
		if (base === undefined) return parse(url) !== undefined;
		const from = parse(`${base}`); // node: internal/url:1128      return bindingUrl.canParse(url, `${^base}`);
		return from !== undefined && parse(url, from) !== undefined;
	}
	static parse(url, base = undefined) {
		return URL.canParse(url, base) ? new URL(url, base) : null;
	}
	get origin() {
		const url = this.#context; // node: internal/url:940    const protocol = StringPrototypeSlice(this.^#context.href, 0, this.#context.protocol_end);
		if (url.protocol === 'blob:') {
			const inner = parse(url.opaque ?? '');
			return inner !== undefined && (inner.protocol === 'http:' || inner.protocol === 'https:') ? new URL(url.opaque).origin : 'null';
		}
		if (url.protocol === 'file:') return isPage ? 'file://' : 'null';
		if (ports[url.protocol] === undefined) return 'null';
		return `${url.protocol}//${url.host}${url.port !== '' ? `:${url.port}` : ''}`;
	}
	get protocol() {
		return this.#context.protocol; // node: internal/url:971    return StringPrototypeSlice(this.^#context.href, 0, this.#context.protocol_end);
	}
	set protocol(value) {
		const url = this.#context; // node: internal/url:975    const href = bindingUrl.update(this.^#context.href, updateActions.kProtocol, `${value}`);
		value = cleaned(`${value}`); // node: internal/url:975    const href = bindingUrl.update(this.#context.href, updateActions.kProtocol, `${^value}`);
		const text = lower(split(value, ':')[0]), scheme = `${text}:`;
		if (!isScheme(text)) return;
		if (isSpecial(scheme) !== isSpecial(url.protocol)) return isPage ? notCovered('such a change of protocol') : undefined;
		if (scheme === 'file:' && (url.username !== '' || url.password !== '' || url.port !== '')) return;
		if (url.protocol === 'file:' && url.host === '') return;
		url.protocol = scheme;
		if (url.port === ports[scheme]) url.port = '';
	}
	get username() {
		return this.#context.username; // node: internal/url:982    if (this.^#context.protocol_end + 2 < this.#context.username_end) {
	}
	set username(value) {
		const url = this.#context; // node: internal/url:989    const href = bindingUrl.update(this.^#context.href, updateActions.kUsername, `${value}`);
		value = `${value}`; // node: internal/url:989    const href = bindingUrl.update(this.#context.href, updateActions.kUsername, `${^value}`);
		if (url.host) url.username = escape(value, inUser);
	}
	get password() {
		return this.#context.password; // node: internal/url:996    if (this.^#context.host_start - this.#context.username_end > 0) {
	}
	set password(value) {
		const url = this.#context; // node: internal/url:1003    const href = bindingUrl.update(this.^#context.href, updateActions.kPassword, `${value}`);
		value = `${value}`; // node: internal/url:1003    const href = bindingUrl.update(this.#context.href, updateActions.kPassword, `${^value}`);
		if (url.host) url.password = escape(value, inUser);
	}
	get host() {
		const { host, port } = this.#context; // node: internal/url:1010    let startsAt = this.^#context.host_start;
		return host === null ? '' : host + (port !== '' ? `:${port}` : '');
	}
	set host(value) {
		const url = this.#context; // node: internal/url:1023    const href = bindingUrl.update(this.^#context.href, updateActions.kHost, `${value}`);
		value = cleaned(`${value}`); // node: internal/url:1023    const href = bindingUrl.update(this.#context.href, updateActions.kHost, `${^value}`);
		const port = assignHost(url, value, true);
		if (port !== undefined) assignPort(url, port);
	}
	get hostname() {
		return this.#context.host ?? ''; // node: internal/url:1030    let startsAt = this.^#context.host_start;
	}
	set hostname(value) {
		const url = this.#context; // node: internal/url:1039    const href = bindingUrl.update(this.^#context.href, updateActions.kHostname, `${value}`);
		value = cleaned(`${value}`); // node: internal/url:1039    const href = bindingUrl.update(this.#context.href, updateActions.kHostname, `${^value}`);
		assignHost(url, value, false);
	}
	get port() {
		return this.#context.port; // node: internal/url:1046    if (this.^#context.hasPort) {
	}
	set port(value) {
		const url = this.#context; // node: internal/url:1053    const href = bindingUrl.update(this.^#context.href, updateActions.kPort, `${value}`);
		const text = cleaned(`${value}`); // node: internal/url:1053    const href = bindingUrl.update(this.#context.href, updateActions.kPort, `${^value}`);
		if (!url.host || url.protocol === 'file:') return;
		if (text === '' || (!isPage && isNodesEmptyPort(text))) url.port = '';
		else assignPort(url, text);
	}
	get pathname() {
		return pathname(this.#context); // node: internal/url:1061    if (this.^#context.hasSearch) {
	}
	set pathname(value) {
		const url = this.#context; // node: internal/url:1070    const href = bindingUrl.update(this.^#context.href, updateActions.kPathname, `${value}`);
		let text = cleaned(`${value}`); // node: internal/url:1070    const href = bindingUrl.update(this.#context.href, updateActions.kPathname, `${^value}`);
		if (url.opaque !== undefined) return;
		const special = isSpecial(url.protocol);
		url.path = [];
		if (text === '' && !special && url.host !== null) return;
		if (text[0] === '/' || (special && text[0] === '\\')) text = slice(text, 1);
		addPath(url.path, text, special);
	}
	get search() {
		const { query } = this.#updated(); // node: internal/url:1078    this.^#ensureSearchParamsUpdated();
		return query === null || query === '' ? '' : `?${query}`;
	}
	set search(value) {
		const url = this.#context; // node: internal/url:1083    const href = bindingUrl.update(this.^#context.href, updateActions.kSearch, StringPrototypeToWellFormed(`${value}`));
		const text = cleaned(`${value}`); // node: internal/url:1083    const href = bindingUrl.update(this.#context.href, updateActions.kSearch, StringPrototypeToWellFormed(`${^value}`));
		const query = text[0] === '?' ? slice(text, 1) : text;
		url.query = (isPage ? query : text) === '' ? null : escape(query, isPage || isSpecial(url.protocol) ? inSpecialQuery : inQuery);
		if (this.#searchParams !== undefined) connect(this.#searchParams, (query) => (this.#context.query = query), url.query);
	}
	get searchParams() {
		if (this.#searchParams === undefined) { // node: internal/url:1092    if (this.^#searchParams == null) {
			this.#searchParams = new URLSearchParams();
			connect(this.#searchParams, (query) => (this.#context.query = query), this.#context.query);
		}
		return this.#searchParams;
	}
	get hash() {
		const { fragment } = this.#context; // node: internal/url:1101    if (!this.^#context.hasHash || (this.#context.href.length - this.#context.hash_start <= 1)) {
		return fragment === null || fragment === '' ? '' : `#${fragment}`;
	}
	set hash(value) {
		const url = this.#context; // node: internal/url:1108    const href = bindingUrl.update(this.^#context.href, updateActions.kHash, `${value}`);
		const text = cleaned(`${value}`); // node: internal/url:1108    const href = bindingUrl.update(this.#context.href, updateActions.kHash, `${^value}`);
		const fragment = text[0] === '#' ? slice(text, 1) : text;
		url.fragment = text === '' ? null : escape(fragment, inFragment);
	}
	get href() {
		return serialize(this.#updated()); // node: internal/url:927    this.^#ensureSearchParamsUpdated();
	}
	set href(value) {
		const text = `${value}`; // node: internal/url:932    ^value = `${value}`;
		if (this.#context === undefined) return; // node: internal/url:933    const href = bindingUrl.update(this.^#context.href, updateActions.kHref, value);
		const url = parse(text);
		if (url === undefined) throw isPage ? new Failure("Failed to set the 'href' property on 'URL': Invalid URL") : invalidHref(text);
		this.#context = url;
		if (this.#searchParams !== undefined) connect(this.#searchParams, (query) => (this.#context.query = query), url.query);
	}
	toJSON() {
		return serialize(this.#updated()); // node: internal/url:1116    this.^#ensureSearchParamsUpdated();
	}
	toString() {
		return serialize(this.#updated()); // node: internal/url:921    this.^#ensureSearchParamsUpdated();
	}
}
finish(URL);

module.exports = { URL, URLSearchParams, demandParams: (value, line) => void listOf(value, line), IteratorPrototype: URLSearchParamsIterator.prototype, remaining, pairIterators };
