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
const { Headers, entriesOf, guarded, guardOf, setGuard, listOf, string, isToken } = require('browser/headers');
const { readRequestInit, readResponseInit } = require('browser/request_init');
const Promise = primordial('Promise');
const AbortController = primordial('AbortController');
const DOMException = primordial('DOMException');
const Bytes = primordial('Uint8Array');
const stringify = primordial('JSON.stringify');
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

// ---- requests and answers ----

// The methods that no script may use, and those whose case does not count (Fetch, "Methods").
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

// What it says it comes from; an address of another origin is none (Fetch, "Request constructor").
function referrerOf(text) {
	if (text === '') return '';
	if (!URL.canParse(text, here())) throw new Failure(`Failed to construct 'Request': Referrer '${text}' is not a valid URL.`);
	const url = new URL(text, here());
	return url.href === 'about:client' || url.origin !== new URL(here()).origin ? 'about:client' : url.href;
}

// What a request has beside its address, method, headers and body.
const usual = { __proto__: null, mode: 'cors', credentials: 'same-origin', cache: 'default', redirect: 'follow', referrer: 'about:client', referrerPolicy: '', integrity: '', keepalive: false };

function settingsOf(given, from) {
	const settings = { __proto__: null };
	for (const name in usual) settings[name] = given[name] ?? (from === undefined || (given.any && name.startsWith('referrer')) ? usual[name] : from[name]);
	if (given.mode === 'navigate') throw new Failure("Failed to construct 'Request': Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.");
	if (given.referrer !== undefined) settings.referrer = referrerOf(given.referrer);
	if (settings.cache === 'only-if-cached' && settings.mode !== 'same-origin') throw new Failure("Failed to construct 'Request': 'only-if-cached' can be set only with 'same-origin' mode");
	return settings;
}

class Request extends Body {
	#url;
	#method = 'GET';
	#headers;
	#signal;
	#settings;
	#blob; // that its address led to when it was made
	#hasSignal; // it was given one
	constructor(input, init = undefined) {
		super();
		const what = "Failed to construct 'Request'";
		required(arguments.length, 1, what);
		const from = input instanceof Request ? input : undefined, text = from ? undefined : string(input, what);
		const given = readRequestInit(init, what);
		if (from?._body() && (given.body === undefined || given.body === null) && (from.bodyUsed || from._locked())) throw new Failure(`${what}: Cannot construct a Request with a Request object that has already been used.`);
		this.#url = from ? givenTo(from) : address(text, what);
		this.#blob = from ? from.#blob : blobAt(this.#url);
		if (!from && /^[a-z]+:\/\/[^/]*@/.test(this.#url)) throw new Failure(`${what}: Request cannot be constructed from a URL that includes credentials: ${text}`);
		this.#settings = settingsOf(given, from?.#settings);
		this.#method = given.method === undefined ? from?.method ?? 'GET' : methodOf(given.method);
		const isLimited = this.#settings.mode === 'no-cors';
		if (isLimited && !['GET', 'HEAD', 'POST'].includes(this.#method)) throw new Failure(`${what}: '${this.#method}' is unsupported in no-cors mode.`);
		const signal = given.signal === undefined ? from?.signal : given.signal;
		this.#hasSignal = from !== undefined || given.signal !== undefined;
		this.#signal = signal ? follow(signal) : new AbortController().signal;
		this.#headers = guarded(isLimited ? 'request-no-cors' : 'request', given.headers ?? (from ? listOf(from.headers) : []), what);
		this.#takeBody(given, from, what);
	}
	#takeBody(given, from, what) {
		const isNone = given.body === undefined || given.body === null;
		if ((!isNone || from?._body()) && (this.#method === 'GET' || this.#method === 'HEAD')) throw new Failure(`${what}: Request with GET/HEAD method cannot have body.`);
		if (!isNone) {
			const body = toBody(given.body, this.#headers, 'Request');
			if (body.stream !== undefined && given.duplex === undefined) throw new Failure(`${what}: The \`duplex\` member must be specified for a request with a streaming body`);
			this._set(body, false);
		} else if (from?._body()) {
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
	static _hasSignal(request) {
		return request.#hasSignal;
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
		return this.#settings.referrer;
	}
	get referrerPolicy() {
		return this.#settings.referrerPolicy;
	}
	get mode() {
		return this.#settings.mode;
	}
	get credentials() {
		return this.#settings.credentials;
	}
	get cache() {
		return this.#settings.cache;
	}
	get redirect() {
		return this.#settings.redirect;
	}
	get signal() {
		return this.#signal;
	}
	get integrity() {
		return this.#settings.integrity;
	}
	get keepalive() {
		return this.#settings.keepalive;
	}
	get isHistoryNavigation() {
		return false;
	}
	get duplex() {
		return 'half';
	}
	clone() {
		if (this.bodyUsed || this._locked()) throw new Failure("Failed to execute 'clone' on 'Request': Request body is already used");
		const copy = new Request(this.#url, { signal: this.#signal });
		copy.#method = this.#method;
		copy.#blob = this.#blob;
		copy.#settings = this.#settings;
		copy.#headers = guarded(this.#settings.mode === 'no-cors' ? 'request-no-cors' : 'request', listOf(this.#headers), '');
		copy._set(this._fork(), false);
		return copy;
	}
}

// What JSON.stringify gives; its own errors come with the words before them, those of the snippet as they are.
function jsonText(data, what) {
	try {
		return stringify(data);
	} catch (error) {
		if (error instanceof Failure && /^(?:Converting circular structure to JSON|Do not know how to serialize a BigInt)/.test(error.message)) throw new Failure(`${what}: ${error.message}`);
		throw error;
	}
}

class Response extends Body {
	#status = 200;
	#statusText = '';
	#headers;
	#url = '';
	#type = 'default';
	constructor(body = null, init = undefined) {
		super();
		const what = "Failed to construct 'Response'";
		this.#begin(toBody(body, undefined, 'Response'), readResponseInit(init, what), what);
	}
	// `given`: the dictionary. `type`: of a body that says none itself.
	#begin(body, { status = 200, statusText = '', headers = [] }, what, type = body?.type) {
		if (status < 200 || status > 599) throw new RangeError(`${what}: The status provided (${status}) is outside the range [200, 599].`);
		if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new Failure(`${what}: Invalid statusText`);
		this.#status = status;
		this.#statusText = statusText;
		this.#headers = guarded('response', headers, what);
		if (body === null) return;
		if ([204, 205, 304].includes(status)) throw new Failure(`${what}: Response with null body status cannot have body`);
		if (type !== null && type !== undefined && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
		this._set(body, false);
	}
	// `headers`: a record, or those of another answer. `guard`: who may change them.
	static _answer(url, type, body, unknown, headers = {}, status = 200, statusText = status === 200 ? 'OK' : '', guard = 'immutable') {
		const response = new Response();
		response.#headers = guarded('none', headers instanceof Headers ? listOf(headers) : entriesOf(headers, ''), '');
		setGuard(response.#headers, guard);
		response.#status = status;
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
		setGuard(response.#headers, 'immutable');
		return response;
	}
	static json(data, init = undefined) {
		const what = "Failed to execute 'json' on 'Response'";
		required(arguments.length, 1, what);
		const given = readResponseInit(init, what), text = jsonText(data, what), response = new Response();
		if (text === undefined) throw new Failure(`${what}: The data is not JSON serializable`);
		response.#begin(toBody(text, undefined, 'Response'), given, what, 'application/json');
		return response;
	}
	static redirect(url, status = 302) {
		const what = "Failed to execute 'redirect' on 'Response'";
		required(arguments.length, 1, what);
		const location = new URL(address(string(url, what), what), here()).href, number = (Number(status) || 0) & 0xffff;
		if (![301, 302, 303, 307, 308].includes(number)) throw new RangeError(`${what}: Invalid status code`);
		const response = new Response(null, { headers: { location } });
		response.#status = number;
		setGuard(response.#headers, 'immutable');
		return response;
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
		return Response._answer(this.#url, this.#type, this._fork(), this._unknown(), this.#headers, this.#status, this.#statusText, guardOf(this.#headers));
	}
}
const givenTo = Request._given;
mixin(Request);
mixin(Response);
Object.defineProperty(Response, '_answer', { __proto__: null, enumerable: false });
delete Request._given;
const blobOf = Request._blob, hasSignal = Request._hasSignal;
delete Request._blob;
delete Request._hasSignal;

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
		request = new Request(input, init);
	} catch (error) {
		if (error.message?.startsWith("Failed to construct 'Request'")) error = new Failure(error.message.replace("Failed to construct 'Request'", "Failed to execute 'fetch' on 'Window'"));
		return Promise.reject(error);
	}
	const { signal, method } = request, url = givenTo(request);
	if (signal.aborted) return Promise.reject(signal.reason);
	// A scheme that nobody fetches fails at once.
	if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) && !/^(?:https?|data|blob|file):/.test(url)) return Promise.reject(new Failure('Failed to fetch'));
	const answer = known(url, method, blobOf(request));
	if (!answer && !hasSignal(request)) return outsideFetch(`${input}`);
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
