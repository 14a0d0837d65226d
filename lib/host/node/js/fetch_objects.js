// SPDX-License-Identifier: MIT
// fetch_objects.js - Response and Request as Node has them (Fetch, "Request class", "Response class").
'use strict';

const { primordial, inspect, process } = require('host');
const { finish } = require('web/idl');
const { URL } = require('node/web_url');
const { recordOf } = require('web/readable_stream');
const { complete } = require('node/web_class');
const { Headers, pairsFrom, fill, append, fix } = require('node/fetch_headers');
const { isObject, exception, refuseReceiver, required, domString, byteString, dictionary, member, finishName } = require('node/fetch_values');
const { extract, isUnusable, fork, addReading } = require('node/fetch_body');
const AbortController = primordial('AbortController');
const TypeFailure = primordial('TypeError');
const RangeFailure = primordial('RangeError');
const stringify = primordial('JSON.stringify');
const toUpperCase = primordial('String.prototype.toUpperCase');
const split = primordial('String.prototype.split');
const includes = primordial('Array.prototype.includes');
const test = primordial('RegExp.prototype.test');
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const isUsed = (body) => body !== null && recordOf(body.stream).disturbed;

// How the objects are printed: by these members.
function printed(Class, name, names) {
	finish(Class, name);
	complete(Class.prototype, [], function(depth, options) {
		const shown = {};
		for (let i = 0; i < names.length; i++) shown[names[i]] = this[names[i]];
		return `${name} ${inspect(shown, { ...options, depth: options.depth ?? 2 })}`;
	});
}

// ---- responses

let stateOf, respond;
const newState = () => ({ __proto__: null, type: 'default', url: '', redirected: false, status: 200, statusText: '', body: null });

function initOf(value) {
	const init = dictionary(value), { status, statusText, headers } = init;
	return {
		__proto__: null,
		status: status === undefined ? 200 : (Number(status) || 0) & 0xffff,
		statusText: statusText === undefined ? '' : byteString(statusText, 'Response constructor', 'init.statusText'),
		pairs: headers === undefined ? [] : pairsFrom(headers),
	};
}

function initialize(response, init, body) {
	const state = stateOf(response);
	if (init.status < 200 || init.status > 599) throw new RangeFailure('init["status"] must be in the range of 200 to 599, inclusive.'); // node: internal/deps/undici/undici:9564        ^throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
	if (!test(/^[\t\x20-\x7e\x80-\xff]*$/, init.statusText)) throw new TypeFailure('Invalid statusText'); // node: internal/deps/undici/undici:9568          ^throw new TypeError("Invalid statusText");
	state.status = init.status;
	state.statusText = init.statusText;
	fill(response.headers, init.pairs);
	if (body === null) return;
	if (includes([101, 204, 205, 304], init.status)) throw exception('Response constructor', `Invalid response status code ${init.status}`); // node: internal/deps/undici/undici:9582          ^throw webidl.errors.exception({
	state.body = body;
	if (body.type !== null && !response.headers.has('content-type')) append(response.headers, 'content-type', body.type);
}

class _Response {
	#state = newState();
	#headers = new Headers();
	constructor(body = null, init = {}) {
		const text = typeof body === 'symbol' ? domString(body) : body, options = initOf(init);
		initialize(this, options, text === null ? null : extract(text, 'Response'));
	}
	static {
		stateOf = (value) => (isObject(value) && #state in value ? value.#state : refuseReceiver());
		// A response of its own; its headers are fixed unless `open`.
		respond = (fields, pairs, open = false) => {
			const response = new _Response();
			Object.assign(response.#state, fields);
			fill(response.#headers, pairs);
			if (!open) fix(response.#headers);
			return response;
		};
	}
	static error() {
		return respond({ type: 'error', status: 0 }, []);
	}
	static json(data, init = {}) {
		required(arguments.length, 1, 'Response.json');
		const options = initOf(init), text = stringify(data);
		if (text === undefined) throw new TypeFailure('Value is not JSON serializable'); // node: internal/deps/undici/undici:4604        ^throw new TypeError("Value is not JSON serializable");
		const response = new _Response();
		initialize(response, options, { ...extract(text, 'Response'), type: 'application/json' });
		return response;
	}
	static redirect(url, status = 302) {
		required(arguments.length, 1, 'Response.redirect');
		let parsed;
		try {
			parsed = new URL(`${url}`);
		} catch (cause) {
			throw new TypeFailure(`Failed to parse URL from ${url}`, { cause }); // node: internal/deps/undici/undici:9323          ^throw new TypeError(`Failed to parse URL from ${url}`, { cause: err });
		}
		if (!includes([301, 302, 303, 307, 308], status)) throw new RangeFailure(`Invalid status code ${status}`); // node: internal/deps/undici/undici:9326          ^throw new RangeError(`Invalid status code ${status}`);
		return respond({ status: Number(status) }, [['location', parsed.href]]);
	}
	get type() {
		return stateOf(this).type;
	}
	get url() {
		return split(stateOf(this).url, '#')[0];
	}
	get redirected() {
		return stateOf(this).redirected;
	}
	get status() {
		return stateOf(this).status;
	}
	get ok() {
		const { status } = stateOf(this);
		return status >= 200 && status <= 299;
	}
	get statusText() {
		return stateOf(this).statusText;
	}
	get headers() {
		stateOf(this);
		return this.#headers;
	}
	get body() {
		return stateOf(this).body?.stream ?? null;
	}
	get bodyUsed() {
		return isUsed(stateOf(this).body);
	}
	clone() {
		const state = stateOf(this);
		if (isUnusable(state.body)) throw exception('Response.clone', 'Body has already been consumed.'); // node: internal/deps/undici/undici:9407          ^throw webidl.errors.exception({
		return respond({ ...state, body: fork(state.body) }, pairsFrom(this.#headers), true);
	}
}
addReading(_Response, (value) => stateOf(value).body);
finishName(_Response, 'Response');
printed(_Response, 'Response', ['status', 'statusText', 'headers', 'body', 'bodyUsed', 'ok', 'redirected', 'type', 'url']);

// ---- requests

const context = 'Request constructor';
const enums = {
	__proto__: null, referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
	mode: ['navigate', 'same-origin', 'no-cors', 'cors'], credentials: ['omit', 'same-origin', 'include'],
	cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'], redirect: ['follow', 'manual', 'error'],
};

// The six methods that are known in any case; three are forbidden.
function methodOf(given) {
	const method = byteString(given, context, 'init.method'), upper = toUpperCase(method);
	if (!test(token, method)) throw new TypeFailure(`'${method}' is not a valid HTTP method.`); // node: internal/deps/undici/undici:9951              ^throw new TypeError(`'${method}' is not a valid HTTP method.`);
	if (includes(['CONNECT', 'TRACE', 'TRACK'], upper)) throw new TypeFailure(`'${method}' HTTP method is unsupported.`); // node: internal/deps/undici/undici:9955              ^throw new TypeError(`'${method}' HTTP method is unsupported.`);
	return includes(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'], upper) ? upper : method;
}

function addressOf(text) {
	let url;
	try {
		url = new URL(text);
	} catch (cause) {
		throw new TypeFailure(`Failed to parse URL from ${text}`, { cause }); // node: internal/deps/undici/undici:9806            ^throw new TypeError("Failed to parse URL from " + input, { cause: err });
	}
	if (url.username || url.password) throw new TypeFailure(`Request cannot be constructed from a URL that includes credentials: ${text}`); // node: internal/deps/undici/undici:9809            ^throw new TypeError(
	return url.href;
}

// A signal of its own that aborts with the given one.
function follow(signal) {
	const controller = new AbortController();
	if (signal === undefined || signal === null) return controller.signal;
	if (typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') throw new TypeFailure("Failed to construct 'Request': member signal is not of type AbortSignal."); // node: internal/deps/undici/undici:9975            ^throw new TypeError(
	if (signal.aborted) controller.abort(signal.reason);
	else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
	return controller.signal;
}

let requestOf, warned = false;

class _Request {
	#state = { __proto__: null, method: 'GET', url: '', referrerPolicy: '', mode: 'cors', credentials: 'same-origin', cache: 'default', redirect: 'follow', integrity: '', keepalive: false, body: null };
	#headers = new Headers();
	#signal;
	constructor(input, init = {}) {
		required(arguments.length, 1, context);
		const options = dictionary(init, context), state = this.#state;
		const from = isObject(input) && #state in input ? input : undefined;
		const pairs = options.headers === undefined ? undefined : pairsFrom(options.headers), { body = null } = options, chosen = { __proto__: null };
		for (const key in enums) if (options[key] !== undefined) chosen[key] = member(options[key], enums[key], context, `init.${key}`);
		if (from !== undefined) Object.assign(state, from.#state, { body: null });
		else state.url = addressOf(`${input}`);
		if (options.window !== undefined && options.window !== null) throw new TypeFailure("'window' option 'client' must be null"); // node: internal/deps/undici/undici:9827          ^throw new TypeError(`'window' option '${window}' must be null`);
		if (chosen.mode === 'navigate') throw exception(context, 'invalid request mode navigate.'); // node: internal/deps/undici/undici:9916          ^throw webidl.errors.exception({
		Object.assign(state, chosen);
		if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') throw new TypeFailure("'only-if-cached' can be set only with 'same-origin' mode"); // node: internal/deps/undici/undici:9931          ^throw new TypeError(
		if (options.integrity !== undefined && options.integrity !== null) state.integrity = `${options.integrity}`;
		if (options.keepalive !== undefined) state.keepalive = !!options.keepalive;
		if (options.method !== undefined) state.method = methodOf(options.method);
		if (state.method === 'patch' && !warned) {
			warned = true;
			process.emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.', { code: 'UNDICI-FETCH-patch' });
		}
		this.#signal = follow(options.signal === undefined ? from?.#signal : options.signal);
		fill(this.#headers, pairs ?? (from === undefined ? [] : pairsFrom(from.#headers)));
		const inherited = from === undefined ? null : from.#state.body;
		if ((body !== null || inherited !== null) && (state.method === 'GET' || state.method === 'HEAD')) throw new TypeFailure('Request with GET/HEAD method cannot have body.'); // node: internal/deps/undici/undici:10023          ^throw new TypeError("Request with GET/HEAD method cannot have body.");
		if (body !== null) {
			state.body = extract(body, 'Response');
			if (state.body.type !== null && !this.#headers.has('content-type')) append(this.#headers, 'content-type', state.body.type);
			if (state.body.source === null && (options.duplex === undefined || options.duplex === null)) throw new TypeFailure('RequestInit: duplex option is required when sending a body.'); // node: internal/deps/undici/undici:10039            ^throw new TypeError("RequestInit: duplex option is required when sending a body.");
		} else if (inherited !== null) {
			if (isUnusable(inherited)) throw new TypeFailure('Cannot construct a Request with a Request object that has already been used.'); // node: internal/deps/undici/undici:10051            ^throw new TypeError(
			state.body = { ...inherited, stream: inherited.stream.pipeThrough(new (require('node/web_streams').TransformStream)()) };
		}
	}
	static {
		requestOf = (value) => (isObject(value) && #state in value ? value.#state : refuseReceiver());
	}
	get method() {
		return requestOf(this).method;
	}
	get url() {
		return requestOf(this).url;
	}
	get headers() {
		requestOf(this);
		return this.#headers;
	}
	get destination() {
		requestOf(this);
		return '';
	}
	get referrer() {
		requestOf(this);
		return 'about:client';
	}
	get referrerPolicy() {
		return requestOf(this).referrerPolicy;
	}
	get mode() {
		return requestOf(this).mode;
	}
	get credentials() {
		return requestOf(this).credentials;
	}
	get cache() {
		return requestOf(this).cache;
	}
	get redirect() {
		return requestOf(this).redirect;
	}
	get integrity() {
		return requestOf(this).integrity;
	}
	get keepalive() {
		return requestOf(this).keepalive;
	}
	get isReloadNavigation() {
		requestOf(this);
		return false;
	}
	get isHistoryNavigation() {
		requestOf(this);
		return false;
	}
	get signal() {
		requestOf(this);
		return this.#signal;
	}
	get body() {
		return requestOf(this).body?.stream ?? null;
	}
	get bodyUsed() {
		return isUsed(requestOf(this).body);
	}
	get duplex() {
		requestOf(this);
		return 'half';
	}
	clone() {
		const state = requestOf(this);
		if (isUnusable(state.body)) throw new TypeFailure('unusable'); // node: internal/deps/undici/undici:10186          ^throw new TypeError("unusable");
		const copy = new _Request(state.url, { headers: this.#headers, signal: this.#signal });
		Object.assign(copy.#state, state, { body: fork(state.body) });
		return copy;
	}
}
addReading(_Request, (value) => requestOf(value).body);
finishName(_Request, 'Request');
printed(_Request, 'Request', ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal']);

// A member that is there by mistake.
primordial('Object.defineProperty')(_Request.prototype, 'attribute', { __proto__: null, enumerable: true });

module.exports = { Response: _Response, Request: _Request, requestOf, respond };
