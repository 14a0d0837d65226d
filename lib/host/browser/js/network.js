// SPDX-License-Identifier: MIT
// network.js - fetch with Headers, Request and Response, object URLs; what is known of addresses.
//
// What is outside is not known: an answer is assumed to come (or to fail, when the run is told so) with status 200 and a
// content that the prediction does not cover. data: and blob: addresses and files beside the source are known.
'use strict';

const { primordial, notCovered, post, note, read, provided, isUnknown, outsideFetch } = require('host');
const { finish, required, Failure } = require('web/idl');
const { utf8, fromUtf8 } = require('web/encoding');
const { URL, URLSearchParams } = require('web/url');
const { isBadPort } = require('web/bad_ports');
const { readDataURL } = require('web/data_url');
const blobs = require('web/blob');
const { Blob, File, bytesOf } = blobs;
const { Body, toBody, mixin } = require('browser/body');
const Promise = primordial('Promise');
const AbortController = primordial('AbortController');
const DOMException = primordial('DOMException');
const Bytes = primordial('Uint8Array');
const lower = primordial('String.prototype.toLowerCase');
const upper = primordial('String.prototype.toUpperCase');
const trim = primordial('String.prototype.trim');
const then = primordial('Promise.prototype.then');

// Times that are typical of a page and its neighbourhood, milliseconds.
const quick = 0.5, near = 3, far = 60;

// Reading a blob completes in a task.
blobs.later = (value) => new Promise((resolve) => post(() => void resolve(value()), quick));

// The page's address, a worker's maker's in one.
const here = () => (globalThis.window === undefined ? 'http://localhost/' : globalThis.location.href);

const absolute = (url) => new URL(url, here()).href;
const objectURLs = { __proto__: null };
let nextURL = 1;
// The blob that an object URL leads to now (File API, "resolve a blob URL"): a fragment makes no difference.
const blobAt = (url) => (url.startsWith('blob:') ? objectURLs[url.replace(/#.*$/, '')] : undefined);
URL.createObjectURL = function createObjectURL(blob) {
	if (bytesOf(blob) === undefined) throw new Failure("Failed to execute 'createObjectURL' on 'URL': Overload resolution failed.");
	const url = `blob:${new URL(here()).origin}/${nextURL++}`;
	objectURLs[url] = blob;
	return url;
};
URL.revokeObjectURL = function revokeObjectURL(url) {
	delete objectURLs[`${url}`];
};

// ---- headers ----

const construct = "Failed to construct 'Headers'";

class Headers {
	#list = [];
	constructor(init = undefined) {
		if (init === undefined) return;
		if (init === null || (typeof init !== 'object' && typeof init !== 'function')) throw new Failure(`${construct}: The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.`);
		if (init[Symbol.iterator] !== undefined) {
			for (const pair of init) {
				if (pair === null || typeof pair !== 'object' || pair[Symbol.iterator] === undefined) throw new Failure(`${construct}: The provided value cannot be converted to a sequence.`);
				const entry = [...pair];
				if (entry.length !== 2) throw new Failure(`${construct}: Invalid value`);
				this.#add(entry[0], entry[1], construct);
			}
		} else {
			for (const key of Object.keys(init)) this.#add(key, init[key], construct);
		}
	}
	#name(name, what) {
		const text = byteString(name, what);
		if (!isToken(text)) throw new Failure(`${what}: Invalid name`);
		return lower(text);
	}
	#value(value, what) {
		const text = byteString(value, what).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
		if (/[\0\n\r]/.test(text)) throw new Failure(`${what}: Invalid value`);
		return text;
	}
	#add(name, value, what) {
		const key = this.#name(name, what), text = this.#value(value, what);
		const found = key === 'set-cookie' ? undefined : this.#list.find((pair) => pair[0] === key);
		if (found) found[1] = `${found[1]}, ${text}`;
		else this.#list.push([key, text]);
	}
	append(name, value) {
		required(arguments.length, 2, "Failed to execute 'append' on 'Headers'");
		this.#add(name, value, "Failed to execute 'append' on 'Headers'");
	}
	delete(name) {
		required(arguments.length, 1, "Failed to execute 'delete' on 'Headers'");
		const key = this.#name(name, "Failed to execute 'delete' on 'Headers'");
		this.#list = this.#list.filter((pair) => pair[0] !== key);
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
		const key = this.#name(name, "Failed to execute 'has' on 'Headers'");
		return this.#list.some((pair) => pair[0] === key);
	}
	set(name, value) {
		required(arguments.length, 2, "Failed to execute 'set' on 'Headers'");
		const key = this.#name(name, "Failed to execute 'set' on 'Headers'"), text = this.#value(value, "Failed to execute 'set' on 'Headers'");
		const found = this.#list.find((pair) => pair[0] === key);
		if (found) {
			found[1] = text;
			this.#list = this.#list.filter((pair) => pair[0] !== key || pair === found);
		} else {
			this.#list.push([key, text]);
		}
	}
	forEach(callback, thisArg = undefined) {
		for (const [name, value] of this.#sorted()) Reflect.apply(callback, thisArg, [value, name, this]);
	}
	#sorted() {
		return this.#list.map((pair) => [pair[0], pair[1]]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
	}
	entries() {
		return this.#sorted()[Symbol.iterator]();
	}
	keys() {
		return this.#sorted().map((pair) => pair[0])[Symbol.iterator]();
	}
	values() {
		return this.#sorted().map((pair) => pair[1])[Symbol.iterator]();
	}
}

function byteString(value, what) {
	const text = `${value}`;
	if (/[^\0-\xff]/.test(text)) throw new Failure(`${what}: String contains non ISO-8859-1 code point.`);
	return text;
}
finish(Headers);
Object.defineProperty(Headers.prototype, Symbol.iterator, { __proto__: null, value: Headers.prototype.entries, writable: true, configurable: true });

const enums = {
	__proto__: null, mode: ['same-origin', 'no-cors', 'cors', 'navigate'], credentials: ['omit', 'same-origin', 'include'],
	cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'], redirect: ['follow', 'error', 'manual'],
	referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
	priority: ['high', 'low', 'auto'], duplex: ['half'],
};
const types = { __proto__: null, mode: 'RequestMode', credentials: 'RequestCredentials', cache: 'RequestCache', redirect: 'RequestRedirect', referrerPolicy: 'ReferrerPolicy', priority: 'RequestPriority', duplex: 'RequestDuplex' };

// Six methods are known in any case; three are forbidden.
// What HTTP calls a token; the methods that no script may use, and those whose case does not count (Fetch, "Methods").
const isToken = (text) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
const unsupportedMethods = ['CONNECT', 'TRACE', 'TRACK'], usualMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

function methodOf(text) {
	if (!isToken(text)) throw new Failure(`Failed to construct 'Request': '${text}' is not a valid HTTP method.`);
	const name = upper(text);
	if (unsupportedMethods.includes(name)) throw new Failure(`Failed to construct 'Request': '${text}' HTTP method is unsupported.`);
	return usualMethods.includes(name) ? name : text;
}

// A signal of its own that aborts with the given one.
function follow(signal) {
	const controller = new AbortController();
	if (signal.aborted) controller.abort(signal.reason);
	else signal.addEventListener('abort', () => controller.abort(signal.reason));
	return controller.signal;
}

// An answer whose body cannot be read any more once the signal aborts.
function withSignal(signal, response) {
	response._follow(signal);
	return response;
}

class Request extends Body {
	#url;
	#method = 'GET';
	#headers;
	#signal;
	#init;
	#blob; // that its address led to when it was made
	constructor(input, init = {}) {
		super();
		required(arguments.length, 1, "Failed to construct 'Request'");
		const from = input instanceof Request ? input : undefined;
		this.#url = from ? givenTo(from) : address(`${input}`, "Failed to construct 'Request'");
		this.#blob = from ? from.#blob : blobAt(this.#url);
		this.#method = methodOf(`${init.method ?? from?.method ?? 'GET'}`);
		for (const name of ['mode', 'credentials', 'cache', 'redirect', 'referrerPolicy', 'priority', 'duplex']) {
			const value = init[name];
			if (value !== undefined && !enums[name].includes(`${value}`)) throw new Failure(`Failed to construct 'Request': Failed to read the '${name}' property from 'RequestInit': The provided value '${value}' is not a valid enum value of type ${types[name]}.`);
		}
		if (!from && /^[a-z]+:\/\/[^/]*@/.test(this.#url)) throw new Failure(`Failed to construct 'Request': Request cannot be constructed from a URL that includes credentials: ${input}`);
		this.#headers = new Headers(init.headers ?? from?.headers);
		if (init.signal !== undefined && init.signal !== null && !(init.signal instanceof AbortSignal)) throw new Failure("Failed to construct 'Request': Failed to read the 'signal' property from 'RequestInit': Failed to convert value to 'AbortSignal'.");
		const signal = init.signal ?? from?.signal;
		this.#signal = signal ? follow(signal) : new AbortController().signal;
		this.#init = init;
		if (init.body !== undefined && init.body !== null) {
			if (this.#method === 'GET' || this.#method === 'HEAD') throw new Failure("Failed to construct 'Request': Request with GET/HEAD method cannot have body.");
			this._set(toBody(init.body, this.#headers, 'Request'), false);
		} else if (from?._body()) {
			if (from.bodyUsed || from._locked()) throw new Failure("Failed to construct 'Request': Cannot construct a Request with a Request object that has already been used.");
			this._set(from._take(), false);
		}
	}
	get method() {
		return this.#method;
	}
	get url() {
		return absolute(this.#url);
	}
	// As it was given, which is how what is provided names it.
	static _given(request) {
		return request.#url;
	}
	static _blob(request) {
		return request.#blob;
	}
	get headers() {
		return this.#headers;
	}
	get destination() {
		return '';
	}
	get referrer() {
		return 'about:client';
	}
	get referrerPolicy() {
		return '';
	}
	get mode() {
		return `${this.#init.mode ?? 'cors'}`;
	}
	get credentials() {
		return `${this.#init.credentials ?? 'same-origin'}`;
	}
	get cache() {
		return `${this.#init.cache ?? 'default'}`;
	}
	get redirect() {
		return `${this.#init.redirect ?? 'follow'}`;
	}
	get signal() {
		return this.#signal;
	}
	get integrity() {
		return `${this.#init.integrity ?? ''}`;
	}
	get keepalive() {
		return !!this.#init.keepalive;
	}
	get duplex() {
		return 'half';
	}
	clone() {
		if (this.bodyUsed || this._locked()) throw new Failure("Failed to execute 'clone' on 'Request': Request body is already used");
		const copy = new Request(this.#url, { ...this.#init, method: this.#method, headers: this.#headers, signal: this.#signal, body: undefined });
		copy._set(this._fork(), false);
		return copy;
	}
}

class Response extends Body {
	#status = 200;
	#statusText = '';
	#headers;
	#url = '';
	#type = 'default';
	constructor(body = null, init = {}) {
		super();
		const given = init?.status, status = given === undefined ? 200 : (Number(given) || 0) & 0xffff;
		if (status < 200 || status > 599) throw new RangeError(`Failed to construct 'Response': The status provided (${status}) is outside the range [200, 599].`);
		this.#status = status;
		this.#statusText = `${init?.statusText ?? ''}`;
		if (/[^\0-\xff]/.test(this.#statusText)) throw new Failure("Failed to construct 'Response': Failed to read the 'statusText' property from 'ResponseInit': String contains non ISO-8859-1 code point.");
		this.#headers = new Headers(init?.headers);
		if (body !== null && body !== undefined) {
			if ([204, 205, 304].includes(this.#status)) throw new Failure("Failed to construct 'Response': Response with null body status cannot have body");
			this._set(toBody(body, this.#headers, 'Response'), false);
		}
	}
	static _answer(url, type, body, unknown, headers, status = 200, statusText = status === 200 ? 'OK' : '') {
		const response = new Response(null, { headers, status });
		response.#url = url;
		response.#type = type;
		response.#statusText = statusText;
		response._set(body, unknown);
		return response;
	}
	static error() {
		const response = new Response();
		response.#type = 'error';
		response.#status = 0;
		return response;
	}
	static json(data, init = {}) {
		const text = JSON.stringify(data);
		if (text === undefined) throw new Failure("Failed to execute 'json' on 'Response': The data is not JSON serializable");
		const response = new Response(text, init);
		if (!new Headers(init.headers).has('content-type')) response.headers.set('content-type', 'application/json');
		return response;
	}
	static redirect(url, status = 302) {
		const location = new URL(address(`${url}`, "Failed to execute 'redirect' on 'Response'"), here()).href;
		if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError("Failed to execute 'redirect' on 'Response': Invalid status code");
		return new Response(null, { status, headers: { location } });
	}
	get type() {
		return this.#type;
	}
	get url() {
		return this.#url;
	}
	get redirected() {
		return false;
	}
	get status() {
		return this.#status;
	}
	get ok() {
		return this.#status >= 200 && this.#status < 300;
	}
	get statusText() {
		return this.#statusText;
	}
	get headers() {
		return this.#headers;
	}
	clone() {
		if (this.bodyUsed || this._locked()) throw new Failure("Failed to execute 'clone' on 'Response': Response body is already used");
		return Response._answer(this.#url, this.#type, this._fork(), this._unknown(), this.#headers, this.#status, this.#statusText);
	}
}
const givenTo = Request._given;
mixin(Request);
mixin(Response);
Object.defineProperty(Response, '_answer', { __proto__: null, enumerable: false });
delete Request._given;
const blobOf = Request._blob;
delete Request._blob;

// ---- addresses ----

function address(text, what) {
	const plain = trim(text);
	if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(plain)) {
		if (!URL.canParse(plain)) throw new Failure(`${what}: Failed to parse URL from ${text}`);
		return new URL(plain).href;
	}
	if (plain.startsWith('//') && !URL.canParse(plain, 'http://localhost/')) throw new Failure(`${what}: Failed to parse URL from ${text}`);
	return plain;
}

const typesByEnding = { __proto__: null, js: 'text/javascript', mjs: 'text/javascript', json: 'application/json', html: 'text/html', css: 'text/css', txt: 'text/plain' };
// As servers go by the end of a file's name.
const typeOf = (url) => typesByEnding[/\.(\w+)$/.exec(url.replace(/[?#].*$/, ''))?.[1]] ?? 'text/plain';

// What is known of an address: { bytes, type, delay, failed, kind, length } or undefined; the bytes of a HEAD are none.
// `length`: it says how long it is. `blob`: what an object URL led to when the request was made.
function known(url, method = 'GET', blob = blobAt(url)) {
	const answer = found(url, method, blob);
	if (method === 'HEAD' && answer?.bytes !== undefined) answer.bytes = [];
	return answer;
}

function found(url, method, blob) {
	const said = provided(url);
	if (said !== undefined) {
		const [text, json, failed, delay] = said;
		return { bytes: utf8(text), type: json ? 'application/json' : typeOf(url), failed, delay, kind: 'basic' };
	}
	if (url.startsWith('data:')) {
		const data = readDataURL(url);
		return data === undefined ? { failed: true, delay: quick } : { bytes: data.bytes, type: data.type, delay: quick, kind: 'basic' };
	}
	if (url.startsWith('blob:')) {
		if (blob === undefined || method !== 'GET') return { failed: true, delay: quick };
		return { bytes: bytesOf(blob), type: blob.type, delay: quick, kind: 'basic', length: blob.size };
	}
	if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) {
		if (!/^https?:/.test(url)) return { failed: true, delay: quick };
		// Ports that no browser opens (Fetch, "bad port").
		if (isBadPort(new URL(url).port)) return { failed: true, delay: quick };
		return undefined;
	}
	const text = read(url.replace(/[?#].*$/, ''));
	if (text === undefined) return undefined;
	return { bytes: utf8(text), type: typeOf(url), delay: near, kind: 'basic' };
}

function describe(method, url, ok) {
	note(`assuming that ${method} ${url} ${ok ? 'is answered with status 200' : 'fails'}`);
}

// The headers of an answer that is known, as a record.
function headersOf({ type, length }) {
	const headers = { __proto__: null };
	if (length !== undefined) headers['content-length'] = `${length}`;
	if (type !== undefined) headers['content-type'] = type;
	return headers;
}

// ---- fetch ----

const service = { answers: false }; // has a service worker claimed the page that listens to its fetches?

function fetch(input, init = undefined) {
	if (service.answers) return notCovered('a fetch that a service worker answers');
	if (isUnknown(input)) return outsideFetch(input, init);
	let request;
	try {
		required(arguments.length, 1, "Failed to execute 'fetch' on 'Window'");
		if (!(input instanceof Request)) address(`${input}`, "Failed to execute 'fetch' on 'Window'");
		request = new Request(input, init ?? {});
	} catch (error) {
		if (error.message?.startsWith("Failed to construct 'Request'")) error = new Failure(error.message.replace("Failed to construct 'Request'", "Failed to execute 'fetch' on 'Window'"));
		return Promise.reject(error);
	}
	const { signal, method } = request, url = givenTo(request);
	if (signal.aborted) return Promise.reject(signal.reason);
	// A scheme that nobody fetches fails at once.
	if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) && !/^(?:https?|data|blob|file):/.test(url)) return Promise.reject(new Failure('Failed to fetch'));
	const answer = known(url, method, blobOf(request));
	if (!answer && init?.signal === undefined && !(input instanceof Request)) return outsideFetch(`${input}`);
	if (!answer) return outsideFetch(url, { signal });
	return new Promise((resolve, reject) => {
		let over = false;
		signal.addEventListener('abort', () => {
			if (over) return;
			over = true;
			reject(signal.reason);
		});
		const ok = !answer.failed;
		post(() => {
			if (over) return;
			over = true;
			if (!ok) reject(new Failure('Failed to fetch'));
			else resolve(withSignal(signal, Response._answer(absolute(url).replace(/#.*$/, ''), answer.kind, { bytes: answer.bytes, type: answer.type }, false, headersOf(answer))));
		}, answer.delay);
	});
}

// The text of a script at a blob: or data: address; undefined: there is none.
function scriptText(url) {
	const answer = known(url);
	return answer === undefined || answer.failed ? undefined : fromUtf8(answer.bytes, false);
}

module.exports = { service, givenTo, known, blobAt, headersOf, address, describe, near, quick, far, parses: (url) => URL.canParse(url, 'http://localhost/'), isBadPort, scriptText, isToken, unsupportedMethods, usualMethods, fetch, Headers, Request, Response, Blob, File, URL, URLSearchParams };
