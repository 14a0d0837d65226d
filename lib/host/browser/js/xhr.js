// SPDX-License-Identifier: MIT
// xhr.js - XMLHttpRequest: its states, events and time limit (XMLHttpRequest standard), over what network.js knows of addresses.
'use strict';

const { primordial, notCovered, post, fire, handlers, outcome, block, now } = require('host');
const { finish, required } = require('web/idl');
const { fromUtf8, fromTyped } = require('web/encoding');
const blobs = require('web/blob');
const { URL } = require('web/url');
const { Headers, known, blobAt, headersOf, address, describe, far, isToken, unsupportedMethods, usualMethods } = require('browser/network');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const Bytes = primordial('Uint8Array');
const lower = primordial('String.prototype.toLowerCase');
const upper = primordial('String.prototype.toUpperCase');
const split = primordial('String.prototype.split');
const trim = primordial('String.prototype.trim');
const parseJSON = primordial('JSON.parse');

const UNSENT = 0, OPENED = 1, HEADERS_RECEIVED = 2, LOADING = 3, DONE = 4;
const progressEvents = ['onloadstart', 'onprogress', 'onabort', 'onerror', 'onload', 'ontimeout', 'onloadend'];

// The type of a blob that was asked for: without parameters (XMLHttpRequest, "get a final MIME type").
const essenceOf = (type) => lower(trim(split(type ?? '', ';')[0])) || 'text/xml';

class XMLHttpRequestUpload extends EventTarget {}
finish(XMLHttpRequestUpload);
handlers(XMLHttpRequestUpload.prototype, ...progressEvents);

function failed(what, text, name) {
	return new DOMException(`Failed to ${what} on 'XMLHttpRequest': ${text}`, name);
}

const headerText = (headers) => {
	let text = '';
	for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
	return text;
};

class XMLHttpRequest extends EventTarget {
	#state = UNSENT;
	#url = '';
	#blob; // that it led to when the request was opened
	#method = 'GET';
	#async = true;
	#answer;
	#unknown = false;
	#status = 0;
	#sent = 0; // counts requests: what belongs to an earlier one is no longer heard
	#sending = false;
	#began = 0; // since when the time limit counts
	#headers = new Headers();
	#type = '';
	#upload = new XMLHttpRequestUpload();
	#timeout = 0;
	#credentials = false;
	get readyState() {
		return this.#state;
	}
	get timeout() {
		return this.#timeout;
	}
	set timeout(value) {
		if (!this.#async) throw new DOMException("Failed to set the 'timeout' property on 'XMLHttpRequest': Timeouts cannot be set for synchronous requests made from a document.", 'InvalidAccessError');
		this.#timeout = Number(value) >>> 0;
		if (this.#sending) this.#watch();
	}
	get withCredentials() {
		return this.#credentials;
	}
	set withCredentials(value) {
		this.#credentials = !!value;
	}
	get upload() {
		return this.#upload;
	}
	get status() {
		return this.#state >= HEADERS_RECEIVED ? this.#status : 0;
	}
	get statusText() {
		return this.#state >= HEADERS_RECEIVED && this.#status === 200 ? 'OK' : '';
	}
	get responseURL() {
		return this.#state >= HEADERS_RECEIVED && this.#status !== 0 ? new URL(this.#url, 'http://localhost/').href : '';
	}
	get responseType() {
		return this.#type;
	}
	set responseType(value) {
		if (['', 'arraybuffer', 'blob', 'document', 'json', 'text'].includes(`${value}`)) this.#type = `${value}`;
	}
	#text() {
		if (this.#state < LOADING) return '';
		if (this.#unknown) return notCovered('the content of an answer from outside');
		return this.#answer ? fromTyped(this.#answer.bytes, this.#answer.type) : '';
	}
	get responseText() {
		if (this.#type !== '' && this.#type !== 'text') throw new DOMException(`Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'text' (was '${this.#type}').`, 'InvalidStateError');
		return this.#text();
	}
	get response() {
		if (this.#type === '' || this.#type === 'text') return this.#text();
		if (this.#state !== DONE) return null;
		if (this.#unknown) return notCovered('the content of an answer from outside');
		if (!this.#answer) return null;
		if (this.#type === 'json') {
			try {
				return parseJSON(fromUtf8(this.#answer.bytes, false));
			} catch {
				return null;
			}
		}
		if (this.#type === 'arraybuffer') return new Bytes(this.#answer.bytes).buffer;
		if (this.#type === 'blob') return blobs.make(this.#answer.bytes, essenceOf(this.#answer.type));
		return notCovered('this response type');
	}
	get responseXML() {
		return notCovered('XML');
	}
	open(method, url, async = true) {
		required(arguments.length, 2, "Failed to execute 'open' on 'XMLHttpRequest'");
		const verb = `${method}`, usual = upper(verb);
		if (!isToken(verb)) throw failed("execute 'open'", `'${verb}' is not a valid HTTP method.`, 'SyntaxError');
		if (unsupportedMethods.includes(usual)) throw failed("execute 'open'", `'${verb}' HTTP method is unsupported.`, 'SecurityError');
		let parsed;
		try {
			parsed = address(`${url}`, '');
		} catch {
			throw failed("execute 'open'", 'Invalid URL', 'SyntaxError');
		}
		this.#method = usualMethods.includes(usual) ? usual : verb;
		this.#url = parsed;
		this.#blob = blobAt(parsed);
		this.#async = !!async;
		this.#end();
		this.#answer = undefined;
		this.#unknown = false;
		this.#status = 0;
		this.#headers = new Headers();
		if (this.#state !== OPENED) this.#become(OPENED);
	}
	#become(state) {
		this.#state = state;
		fire(this, 'Event', 'readystatechange', undefined);
	}
	#progress(type, sizes = {}) {
		fire(this, 'ProgressEvent', type, sizes);
	}
	/* No event of the present request comes any more. */
	#end() {
		this.#sent++;
		this.#sending = false;
	}
	#mustBeOpen(operation) {
		if (this.#state !== OPENED || this.#sending) throw failed(`execute '${operation}'`, "The object's state must be OPENED.", 'InvalidStateError');
	}
	setRequestHeader(name, value) {
		required(arguments.length, 2, "Failed to execute 'setRequestHeader' on 'XMLHttpRequest'");
		this.#mustBeOpen('setRequestHeader');
		if (!isToken(`${name}`)) throw failed("execute 'setRequestHeader'", `'${name}' is not a valid HTTP header field name.`, 'SyntaxError');
		this.#headers.append(name, value);
	}
	getResponseHeader(name) {
		if (this.#state < HEADERS_RECEIVED) return null;
		if (this.#unknown) return notCovered('the headers of an answer from outside');
		return (this.#answer && headersOf(this.#answer)[lower(`${name}`)]) ?? null;
	}
	getAllResponseHeaders() {
		if (this.#state < HEADERS_RECEIVED) return '';
		return this.#unknown ? notCovered('the headers of an answer from outside') : this.#answer ? headerText(headersOf(this.#answer)) : '';
	}
	overrideMimeType() {}
	send(body = null) {
		this.#mustBeOpen('send');
		const answer = known(this.#url, this.#method, this.#blob), ok = answer ? !answer.failed : outcome();
		if (!answer) describe(this.#method, this.#url, ok);
		const arrived = () => {
			this.#answer = ok ? answer : undefined;
			this.#unknown = ok && !answer;
			this.#status = ok ? 200 : 0;
		};
		if (!this.#async) {
			if (answer) block(answer.delay);
			arrived();
			if (!ok) {
				this.#state = DONE;
				throw failed("execute 'send'", `Failed to load '${new URL(this.#url, 'http://localhost/').href}'.`, 'NetworkError');
			}
			this.#become(DONE);
			this.#progress('load');
			this.#progress('loadend');
			return;
		}
		// Chromium does not even begin to ask an object URL otherwise than with GET.
		if (this.#method !== 'GET' && this.#url.startsWith('blob:')) return this.#refuse();
		this.#sending = true;
		const sent = ++this.#sent;
		this.#progress('loadstart');
		if (body !== null && this.#method !== 'GET' && this.#method !== 'HEAD' && this.#sent === sent) fire(this.#upload, 'ProgressEvent', 'loadstart', {});
		if (this.#sent !== sent) return;
		const size = ok ? (answer?.bytes?.length ?? 0) : 0, sizes = { lengthComputable: size > 0, loaded: size, total: size };
		/* Nothing is loaded of an empty body. */
		const loading = answer && size === 0 ? [] : [[LOADING], [LOADING, 'progress']];
		const plan = ok
			? [[HEADERS_RECEIVED], ...loading, [DONE], [DONE, 'load'], [DONE, 'loadend']]
			: [[DONE], [DONE, 'error'], [DONE, 'loadend']];
		let at = 0;
		post(() => {
			if (this.#sent !== sent || at === plan.length) return undefined;
			if (at === 0) arrived();
			const [state, type] = plan[at++];
			this.#state = state;
			if (state === DONE) this.#sending = false;
			return type === undefined ? [this, 'Event', 'readystatechange', undefined] : [this, 'ProgressEvent', type, sizes];
		}, answer ? answer.delay : far);
		this.#began = now();
		if (this.#timeout > 0) this.#watch();
	}
	#refuse() {
		const sent = ++this.#sent;
		this.#become(DONE);
		if (this.#sent === sent) this.#progress('error');
		if (this.#sent === sent) this.#progress('loadend');
	}
	/* After the time limit, if that is still the limit, the request ends. */
	#watch() {
		const sent = this.#sent, limit = this.#timeout, events = [['Event', 'readystatechange'], ['ProgressEvent', 'timeout'], ['ProgressEvent', 'loadend']];
		if (limit === 0) return;
		let at = -1;
		post(() => {
			if (at < 0) {
				if (this.#sent !== sent || !this.#sending || this.#timeout !== limit) return undefined;
				this.#end();
				this.#forget();
				this.#state = DONE;
				at = 0;
			}
			if (at === events.length || this.#sent !== sent + 1) return undefined;
			const [kind, type] = events[at++];
			return [this, kind, type, kind === 'Event' ? undefined : {}];
		}, Math.max(0, this.#began + limit - now()));
	}
	#forget() {
		this.#answer = undefined;
		this.#unknown = false;
		this.#status = 0;
	}
	abort() {
		const busy = this.#sending || this.#state === HEADERS_RECEIVED || this.#state === LOADING;
		this.#end();
		const ended = this.#sent;
		this.#forget();
		if (busy) {
			this.#become(DONE);
			if (this.#sent === ended) this.#progress('abort');
			if (this.#sent === ended) this.#progress('loadend');
		}
		if (this.#sent === ended && this.#state === DONE) this.#state = UNSENT;
	}
}
finish(XMLHttpRequest);
// Its own handler comes first among its members.
{
	const members = Object.getOwnPropertyDescriptors(XMLHttpRequest.prototype);
	for (const key of Reflect.ownKeys(members)) if (key !== 'constructor') delete XMLHttpRequest.prototype[key];
	handlers(XMLHttpRequest.prototype, 'onreadystatechange');
	for (const key of Reflect.ownKeys(members)) if (key !== 'constructor') Object.defineProperty(XMLHttpRequest.prototype, key, members[key]);
}
for (const [name, value] of [['UNSENT', UNSENT], ['OPENED', OPENED], ['HEADERS_RECEIVED', HEADERS_RECEIVED], ['LOADING', LOADING], ['DONE', DONE]])
	for (const target of [XMLHttpRequest, XMLHttpRequest.prototype]) Object.defineProperty(target, name, { __proto__: null, value, enumerable: true });
handlers(XMLHttpRequest.prototype, ...progressEvents);

module.exports = { XMLHttpRequest };
