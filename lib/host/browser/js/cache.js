// SPDX-License-Identifier: MIT
// cache.js - caches (Service Workers, "Caches"): answers kept by the requests that they answer. Each thread has its own here.
'use strict';

const { primordial, note, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const { later: inTask } = require('browser/later');
const { known, givenTo, fetch, Request, Response, URL } = require('browser/network');
const Map = primordial('Map');

const make = {};
// Has a service worker begun? Its caches are the page's.
const shared = { used: false };
const later = (value) => (shared.used ? notCovered('caches that a page and its service worker share') : inTask(value));
const inside = (name) => `Failed to execute '${name}' on 'Cache'`;

const requestOf = (input) => (input instanceof Request ? input : new Request(`${input}`));
const keyOf = (url, options) => {
	const address = new URL(url, globalThis.location.href);
	address.hash = '';
	if (options?.ignoreSearch) address.search = '';
	return address.href;
};

// The answer to a request. What a service worker asks its own server for is beside the page, or is not there.
function answerTo(request) {
	const url = givenTo(request), own = /^(?![A-Za-z][A-Za-z0-9+.-]*:|\/\/)/.test(url);
	if (globalThis.window !== undefined || !own || known(url) !== undefined) return fetch(request);
	const folder = /(^|\/)(\.{0,2})([?#].*)?$/.test(url);
	if (!folder) note(`the file ${url} is not there: the answer is 404`);
	return later(() => Response._answer(new URL(url, globalThis.location.href).href, 'basic', {}, true, undefined, folder ? 200 : 404));
}

// Only what http and GET give is kept.
function refuse({ method, url }, name) {
	const scheme = url.slice(0, url.indexOf(':'));
	if (scheme !== 'http' && scheme !== 'https') throw new Failure(`${inside(name)}: Request scheme '${scheme}' is unsupported`);
	if (method !== 'GET') throw new Failure(`${inside(name)}: Request method '${method}' is unsupported`);
}

class Cache {
	#entries; // in a list of the storage's: { request, response } in the order of putting
	constructor(made, entries) {
		if (made !== make) throw new Failure('Illegal constructor');
		this.#entries = entries;
	}
	#find(input, options) {
		const request = requestOf(input);
		if (request.method !== 'GET' && !options?.ignoreMethod) return [];
		return this.#entries.filter((entry) => keyOf(entry.request.url, options) === keyOf(request.url, options));
	}
	#all(input, options) {
		return input === undefined ? this.#entries : this.#find(input, options);
	}
	#put(request, response) {
		const at = this.#entries.findIndex((entry) => keyOf(entry.request.url) === keyOf(request.url));
		if (at >= 0) this.#entries.splice(at, 1);
		this.#entries.push({ request, response });
	}
	async match(input, options = undefined) {
		required(arguments.length, 1, inside('match'));
		return later(() => this.#find(input, options)[0]?.response.clone());
	}
	async matchAll(input = undefined, options = undefined) {
		return later(() => this.#all(input, options).map((entry) => entry.response.clone()));
	}
	async add(input) {
		required(arguments.length, 1, inside('add'));
		await this.#addAll([input], 'add');
	}
	async addAll(inputs) {
		required(arguments.length, 1, inside('addAll'));
		await this.#addAll([...inputs], 'addAll');
	}
	async #addAll(inputs, name) {
		const requests = inputs.map(requestOf);
		for (let i = 0; i < requests.length; i++) refuse(requests[i], name);
		const responses = await Promise.all(requests.map((request) => answerTo(request).catch(() => undefined)));
		if (!responses.every((response) => response?.ok)) throw await later(() => new Failure(`${inside(name)}: Request failed`));
		await later(() => {
			for (let i = 0; i < requests.length; i++) this.#put(requests[i], responses[i]);
		});
	}
	async put(input, response) {
		required(arguments.length, 2, inside('put'));
		const request = requestOf(input);
		refuse(request, 'put');
		if (!(response instanceof Response)) throw new Failure(`${inside('put')}: parameter 2 is not of type 'Response'.`);
		if (response.status === 206) throw new Failure(`${inside('put')}: Partial response (status code 206) is unsupported`);
		if (response.bodyUsed) throw new Failure(`${inside('put')}: Response body is already used`);
		await later(() => { this.#put(request, response); });
	}
	async delete(input, options = undefined) {
		required(arguments.length, 1, inside('delete'));
		return later(() => {
			const found = this.#find(input, options);
			for (let i = 0; i < found.length; i++) this.#entries.splice(this.#entries.indexOf(found[i]), 1);
			return found.length > 0;
		});
	}
	async keys(input = undefined, options = undefined) {
		return later(() => this.#all(input, options).map((entry) => entry.request));
	}
}
finish(Cache);

class CacheStorage {
	#caches = new Map(); // name -> entries
	constructor(made) {
		if (made !== make) throw new Failure('Illegal constructor');
	}
	async open(name) {
		required(arguments.length, 1, "Failed to execute 'open' on 'CacheStorage'");
		const text = `${name}`;
		return later(() => {
			if (!this.#caches.has(text)) this.#caches.set(text, []);
			return new Cache(make, this.#caches.get(text));
		});
	}
	async has(name) {
		return later(() => this.#caches.has(`${name}`));
	}
	async delete(name) {
		return later(() => this.#caches.delete(`${name}`));
	}
	async keys() {
		return later(() => [...this.#caches.keys()]);
	}
	async match(input, options = undefined) {
		required(arguments.length, 1, "Failed to execute 'match' on 'CacheStorage'");
		for (const entries of this.#caches.values()) {
			const found = await new Cache(make, entries).match(input, options);
			if (found !== undefined) return found;
		}
		return undefined;
	}
}
finish(CacheStorage);

module.exports = { shared, caches: new CacheStorage(make), CacheStorage, Cache };
