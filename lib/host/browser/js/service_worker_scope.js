// SPDX-License-Identifier: MIT
// service_worker_scope.js - the global object of a service worker (Service Workers, "Execution Context"): its own events, which wait for what
// they are told to wait for, and the pages that it serves. service_worker.js is the page's side.
'use strict';

const { primordial, handlers } = require('host');
const { finish, required, Failure } = require('web/idl');
const { later } = require('browser/later');
const { URL } = require('browser/network');
const { caches, CacheStorage, Cache } = require('browser/cache');
const EventClass = primordial('Event');
const EventTarget = primordial('EventTarget');

const make = {};

class ServiceWorkerGlobalScope extends EventTarget {}
finish(ServiceWorkerGlobalScope);

class ExtendableEvent extends EventClass {
	#waits = [];
	waitUntil(promise) {
		required(arguments.length, 1, `Failed to execute 'waitUntil' on 'ExtendableEvent'`);
		this.#waits.push(promise);
	}
	static _waitsOf(event) {
		return event.#waits;
	}
}
const waitsOf = ExtendableEvent._waitsOf;
delete ExtendableEvent._waitsOf;
finish(ExtendableEvent);

class InstallEvent extends ExtendableEvent {}
finish(InstallEvent);

class ExtendableMessageEvent extends ExtendableEvent {
	#data;
	#source;
	constructor(type, { data = null, source = null } = {}) {
		super(type);
		this.#data = data;
		this.#source = source;
	}
	get data() {
		return this.#data;
	}
	get source() {
		return this.#source;
	}
	get ports() {
		return [];
	}
	get origin() {
		return globalThis.location.origin;
	}
}
finish(ExtendableMessageEvent);

class WorkerLocation {
	#url;
	constructor(made, url) {
		if (made !== make) throw new Failure('Illegal constructor');
		this.#url = new URL(url);
	}
	get origin() {
		return this.#url.origin;
	}
	get protocol() {
		return this.#url.protocol;
	}
	get host() {
		return this.#url.host;
	}
	get hostname() {
		return this.#url.hostname;
	}
	get port() {
		return this.#url.port;
	}
	get pathname() {
		return this.#url.pathname;
	}
	get search() {
		return this.#url.search;
	}
	get hash() {
		return this.#url.hash;
	}
	get href() {
		return this.#url.href;
	}
	toString() {
		return this.#url.href;
	}
}
finish(WorkerLocation);

// start(port, scope, url): what the global object has of its own. `port` leads to the page.
function start(port, scope, url) {
	const send = (message) => { port.postMessage(message); };
	let claimed;

	class WindowClient {
		constructor(made) {
			if (made !== make) throw new Failure('Illegal constructor');
		}
		get type() {
			return 'window';
		}
		get frameType() {
			return 'top-level';
		}
		get url() {
			return scope;
		}
		postMessage(data) {
			required(arguments.length, 1, "Failed to execute 'postMessage' on 'Client'");
			send({ kind: 'message', data });
		}
	}
	finish(WindowClient);
	const page = new WindowClient(make);

	class Clients {
		constructor(made) {
			if (made !== make) throw new Failure('Illegal constructor');
		}
		claim() {
			return new Promise((resolve) => {
				claimed = { resolve };
				send({ kind: 'claim' });
			});
		}
		matchAll(options = undefined) {
			return later(() => (claimed !== undefined || options?.includeUncontrolled ? [page] : []));
		}
	}
	finish(Clients);

	class ServiceWorkerRegistration extends EventTarget {
		constructor(made) {
			if (made !== make) throw new Failure('Illegal constructor');
			super();
		}
		get scope() {
			return scope;
		}
	}
	finish(ServiceWorkerRegistration);

	// Fire an event; then tell the page that all that it waits for has come about, or not.
	function run(event, then) {
		globalThis.dispatchEvent(event);
		Promise.all(waitsOf(event)).then(() => { then(true); }, (error) => {
			then(false);
			throw error;
		});
	}
	const steps = {
		__proto__: null,
		install: () => run(new InstallEvent('install'), (ok) => send({ kind: 'installed', ok })),
		activate: () => {
			run(new ExtendableEvent('activate'), (ok) => send({ kind: 'activated', ok }));
			send({ kind: 'activating' });
		},
		claimed: () => claimed.resolve(),
		message: ({ data }) => run(new ExtendableMessageEvent('message', { data, source: page }), () => {}),
	};
	port.onmessage = ({ data }) => { steps[data.kind](data); };
	handlers(globalThis, 'oninstall', 'onactivate', 'onfetch');
	return {
		location: new WorkerLocation(make, url), clients: new Clients(make), registration: new ServiceWorkerRegistration(make), caches, CacheStorage, Cache, ExtendableEvent, InstallEvent, ExtendableMessageEvent,
		Clients, WindowClient, ServiceWorkerRegistration, ServiceWorkerGlobalScope, constructor: ServiceWorkerGlobalScope,
		skipWaiting: () => later(() => undefined),
	};
}

module.exports = { start, ran: (port) => { port.postMessage({ kind: 'ran' }); } };
