// SPDX-License-Identifier: MIT
// websocket.js - WebSocket and EventSource. Whether the other side is there is an assumption; that it would send something is not made.
'use strict';

const { primordial, post, fire, handlers, outcome, note, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const { utf8 } = require('web/encoding');
const { URL } = require('web/url');
const { bytesOf } = require('web/blob');
const { isBadPort } = require('browser/network');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');

const far = 60, near = 3; // typical times, milliseconds

function constants(Class, names) {
	for (let i = 0; i < names.length; i++)
		for (const target of [Class, Class.prototype]) Object.defineProperty(target, names[i], { __proto__: null, value: i, enumerable: true });
}

const failed = "Failed to construct 'WebSocket'";

function socketAddress(given) {
	let url;
	try {
		url = new URL(given, 'http://localhost/');
	} catch {
		throw new DOMException(`${failed}: The URL '${given}' is invalid.`, 'SyntaxError');
	}
	if (url.protocol === 'http:') url.href = url.href.replace(/^http/, 'ws');
	else if (url.protocol === 'https:') url.href = url.href.replace(/^https/, 'wss');
	if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw new DOMException(`${failed}: The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${url.protocol.slice(0, -1)}' is not allowed.`, 'SyntaxError');
	if (url.hash !== '') throw new DOMException(`${failed}: The URL contains a fragment identifier ('${url.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`, 'SyntaxError');
	return url;
}

class WebSocket extends EventTarget {
	#url;
	#state = 0;
	#protocol = '';
	#buffered = 0;
	#binary = 'blob';
	#flushing = false;
	constructor(url, protocols = []) {
		super();
		required(arguments.length, 1, failed);
		const address = socketAddress(`${url}`);
		const wanted = typeof protocols === 'object' && protocols !== null && protocols[Symbol.iterator] !== undefined ? [...protocols].map((name) => `${name}`) : [`${protocols}`];
		for (let i = 0; i < wanted.length; i++) {
			if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(wanted[i])) throw new DOMException(`${failed}: The subprotocol '${wanted[i]}' is invalid.`, 'SyntaxError');
			if (wanted.indexOf(wanted[i]) < i) throw new DOMException(`${failed}: The subprotocol '${wanted[i]}' is duplicated.`, 'SyntaxError');
		}
		this.#url = address.href;
		const bad = isBadPort(address.port), opens = !bad && outcome();
		if (!bad) note(opens ? `assuming that the connection to ${this.#url} opens, and that the other side sends nothing` : `assuming that the connection to ${this.#url} fails`);
		if (opens && wanted.length > 0) this.#protocol = wanted[0];
		if (!opens) {
			this.#fail(bad ? near : far, 0);
			return;
		}
		const protocol = this.#protocol;
		this.#protocol = '';
		let done = false;
		post(() => {
			if (done || this.#state !== 0) return undefined;
			done = true;
			this.#state = 1;
			this.#protocol = protocol;
			return [this, 'Event', 'open', undefined];
		}, far);
	}
	#fail(delay, from) {
		let step = 0;
		post(() => {
			if (step === 0 && this.#state !== from) return undefined;
			this.#state = 3;
			step++;
			if (step === 1) return [this, 'Event', 'error', undefined];
			if (step === 2) return [this, 'CloseEvent', 'close', { code: 1006, reason: '', wasClean: false }];
			return undefined;
		}, delay);
	}
	get url() {
		return this.#url;
	}
	get readyState() {
		return this.#state;
	}
	get bufferedAmount() {
		return this.#buffered;
	}
	get extensions() {
		return '';
	}
	get protocol() {
		return this.#protocol;
	}
	get binaryType() {
		return this.#binary;
	}
	set binaryType(value) {
		if (`${value}` === 'blob' || `${value}` === 'arraybuffer') this.#binary = `${value}`;
	}
	close(code = undefined, reason = '') {
		const what = "Failed to execute 'close' on 'WebSocket'";
		const number = code === undefined ? undefined : Number(code) | 0;
		if (number !== undefined && number !== 1000 && !(number >= 3000 && number <= 4999)) throw new DOMException(`${what}: The close code must be either 1000, or between 3000 and 4999. ${number} is neither.`, 'InvalidAccessError');
		const words = `${reason}`;
		if (utf8(words).length > 123) throw new DOMException(`${what}: The close reason must not be greater than 123 UTF-8 bytes.`, 'SyntaxError');
		if (this.#state >= 2) return;
		const wasOpen = this.#state === 1;
		this.#state = 2;
		if (!wasOpen) {
			this.#fail(0, 2);
			return;
		}
		let done = false;
		post(() => {
			if (done) return undefined;
			done = true;
			this.#state = 3;
			return [this, 'CloseEvent', 'close', { code: number ?? 1005, reason: words, wasClean: true }];
		}, near);
	}
	send(data) {
		required(arguments.length, 1, "Failed to execute 'send' on 'WebSocket'");
		const size = bytesOf(data) !== undefined ? bytesOf(data).length : data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : utf8(`${data}`).length;
		if (this.#state === 0) throw new DOMException("Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.", 'InvalidStateError');
		this.#buffered += size;
		if (this.#state !== 1 || this.#flushing) return;
		this.#flushing = true;
		post(() => {
			this.#flushing = false;
			if (this.#state === 1) this.#buffered = 0;
		}, 0);
	}
}
finish(WebSocket);
handlers(WebSocket.prototype, 'onopen', 'onerror', 'onclose', 'onmessage');
constants(WebSocket, ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']);

class EventSource extends EventTarget {
	#url;
	#state = 0;
	#credentials;
	constructor(url, init = undefined) {
		super();
		required(arguments.length, 1, "Failed to construct 'EventSource'");
		let address;
		try {
			address = new URL(`${url}`, 'http://localhost/');
		} catch {
			throw new DOMException(`Failed to construct 'EventSource': Cannot open an EventSource to '${url}'. The URL is invalid.`, 'SyntaxError');
		}
		this.#url = address.href;
		this.#credentials = !!init?.withCredentials;
		if (!/^https?:$/.test(address.protocol)) notCovered('an EventSource of another scheme');
		const bad = isBadPort(address.port), opens = !bad && outcome();
		if (!bad) note(opens ? `assuming that the connection to ${this.#url} opens, and that no event comes` : `assuming that the connection to ${this.#url} fails`);
		let done = false;
		post(() => {
			if (done || this.#state !== 0) return undefined;
			done = true;
			this.#state = opens ? 1 : 2;
			return [this, 'Event', opens ? 'open' : 'error', undefined];
		}, bad ? near : far);
	}
	get url() {
		return this.#url;
	}
	get withCredentials() {
		return this.#credentials;
	}
	get readyState() {
		return this.#state;
	}
	close() {
		this.#state = 2;
	}
}
finish(EventSource);
handlers(EventSource.prototype, 'onopen', 'onmessage', 'onerror');
constants(EventSource, ['CONNECTING', 'OPEN', 'CLOSED']);

module.exports = { WebSocket, EventSource };
