// SPDX-License-Identifier: MIT
// service_worker.js - navigator.serviceWorker (Service Workers, "Client Context"): registrations and what becomes of their workers. The worker itself
// is a thread (worker.c) that runs service_worker_scope.js; both tell each other by messages of the form { kind, ... }.
'use strict';

const { primordial, post, read, handlers, serviceThread, serviceFile, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const { later } = require('browser/later');
const network = require('browser/network');
const { shared } = require('browser/cache');
const { URL, near } = network;
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const Map = primordial('Map');

const make = {};
const registrations = new Map(); // scope -> registration
const fail = 'Failed to register a ServiceWorker';

// ServiceWorker and ServiceWorkerRegistration are made by this file alone.
class ServiceWorker extends EventTarget {
	#url;
	#state = 'parsed';
	#send;
	constructor(made, url, send) {
		if (made !== make) throw new Failure('Illegal constructor');
		super();
		this.#url = url;
		this.#send = send;
	}
	get scriptURL() {
		return this.#url;
	}
	get state() {
		return this.#state;
	}
	postMessage(data) {
		required(arguments.length, 1, "Failed to execute 'postMessage' on 'ServiceWorker'");
		this.#send({ kind: 'message', data });
	}
	static _become(worker, state) {
		worker.#state = state;
	}
}
const become = ServiceWorker._become;
delete ServiceWorker._become;
handlers(ServiceWorker.prototype, 'onstatechange', 'onerror');
finish(ServiceWorker);

class ServiceWorkerRegistration extends EventTarget {
	#parts = { installing: null, waiting: null, active: null };
	#scope;
	#url;
	constructor(made, scope, url) {
		if (made !== make) throw new Failure('Illegal constructor');
		super();
		this.#scope = scope;
		this.#url = url;
	}
	get installing() {
		return this.#parts.installing;
	}
	get waiting() {
		return this.#parts.waiting;
	}
	get active() {
		return this.#parts.active;
	}
	get scope() {
		return this.#scope;
	}
	get updateViaCache() {
		return 'imports';
	}
	unregister() {
		return later(() => registrations.get(this.#scope) === this && registrations.delete(this.#scope));
	}
	update() {
		return later(() => this);
	}
	// Its worker is `worker` at `part` now, and nowhere else; null: nowhere.
	static _move(registration, worker, part) {
		for (const each of ['installing', 'waiting', 'active']) registration.#parts[each] = each === part ? worker : null;
	}
	static _urlOf(registration) {
		return registration.#url;
	}
}
const move = ServiceWorkerRegistration._move, urlOf = ServiceWorkerRegistration._urlOf;
delete ServiceWorkerRegistration._move;
delete ServiceWorkerRegistration._urlOf;
handlers(ServiceWorkerRegistration.prototype, 'onupdatefound');
finish(ServiceWorkerRegistration);

// A task that does something and then fires an event.
function tell(target, type, first = () => {}) {
	let fired = false;
	post(() => {
		if (fired) return undefined;
		fired = true;
		first();
		return [target, 'Event', type];
	});
}

let container, ready;

function readyFor(registration) {
	if (ready !== undefined) ready.resolve(registration);
	ready = { promise: Promise.resolve(registration) };
}

// One worker from its script to its end: what the thread says, and what follows.
function start(registration, url, file, resolve, reject) {
	shared.used = true;
	// Whether it answers fetches of the page, once it has claimed it.
	const answers = /addEventListener\(\s*['"`]fetch|onfetch/.test(file === undefined ? '' : read(file));
	const thread = serviceThread(file, url, registration.scope), send = (message) => { thread.postMessage(message); };
	const worker = new ServiceWorker(make, url, send);
	const turn = (state, part, next = () => {}) => tell(worker, 'statechange', () => {
		become(worker, state);
		move(registration, worker, part);
		next();
	});
	const steps = {
		__proto__: null,
		ran() {
			become(worker, 'installing');
			move(registration, worker, 'installing');
			registrations.set(registration.scope, registration);
			resolve(registration);
			tell(registration, 'updatefound');
			send({ kind: 'install' });
		},
		installed({ ok }) {
			if (!ok) {
				turn('redundant', undefined);
				registrations.delete(registration.scope);
				return;
			}
			turn('installed', 'waiting');
			turn('activating', 'active', () => send({ kind: 'activate' }));
		},
		activating() {
			readyFor(registration);
		},
		activated() {
			turn('activated', 'active');
		},
		claim() {
			tell(container, 'controllerchange', () => {
				setController(container, worker);
				network.service.answers = answers;
			});
			send({ kind: 'claimed' });
		},
		message({ data }) {
			let fired = false;
			post(() => {
				if (fired) return undefined;
				fired = true;
				return [container, 'MessageEvent', 'message', { data, origin: new URL(url).origin, source: worker }];
			});
		},
	};
	thread.onmessage = ({ data }) => { steps[data.kind](data); };
	thread.onerror = (event) => {
		event.preventDefault();
		post(() => { reject(new Failure(`${fail} for scope ('${registration.scope}') with script ('${url}'): ServiceWorker script evaluation failed`)); });
	};
}

const folderOf = (url) => url.replace(/[?#].*$/, '').replace(/[^/]*$/, '');

function register(text, options) {
	const script = new URL(text, globalThis.location.href), page = new URL(globalThis.location.href);
	const scope = new URL(options?.scope ?? './', options?.scope === undefined ? script.href : page.href);
	if (script.origin !== page.origin) throw new DOMException(`${fail}: The origin of the provided scriptURL ('${script.origin}') does not match the current origin ('${page.origin}').`, 'SecurityError');
	if (scope.origin !== page.origin) throw new DOMException(`${fail}: The origin of the provided scope ('${scope.origin}') does not match the current origin ('${page.origin}').`, 'SecurityError');
	const url = script.href, known = registrations.get(scope.href);
	if (known !== undefined && urlOf(known) === url) return Promise.resolve(known);
	if (known !== undefined) return notCovered('a second service worker of one scope');
	const told = `${fail} for scope ('${scope.href}') with script ('${url}')`;
	return new Promise((resolve, reject) => {
		const [there, file] = serviceFile(text);
		if (!there) post(() => { reject(new Failure(`${told}: A bad HTTP response code (404) was received when fetching the script.`)); }, near);
		else if (!url.startsWith(folderOf(scope.href)) && !scope.href.startsWith(folderOf(url)))
			post(() => { reject(new DOMException(`${told}: The path of the provided scope ('${scope.pathname}') is not under the max scope allowed ('${new URL(folderOf(url)).pathname}'). Adjust the scope, move the Service Worker script, or use the Service-Worker-Allowed HTTP header to allow the scope.`, 'SecurityError')); }, near);
		else start(new ServiceWorkerRegistration(make, scope.href, url), url, file, resolve, reject);
	});
}

class ServiceWorkerContainer extends EventTarget {
	#controller = null;
	constructor(made) {
		if (made !== make) throw new Failure('Illegal constructor');
		super();
	}
	get controller() {
		return this.#controller;
	}
	get ready() {
		if (ready === undefined) {
			ready = {};
			ready.promise = new Promise((resolve) => { ready.resolve = resolve; });
		}
		return ready.promise;
	}
	register(url, options = undefined) {
		try {
			required(arguments.length, 1, "Failed to execute 'register' on 'ServiceWorkerContainer'");
			return register(`${url}`, options);
		} catch (error) {
			return Promise.reject(error);
		}
	}
	getRegistration(url = '') {
		const address = new URL(`${url}`, globalThis.location.href).href;
		return later(() => {
			let found;
			registrations.forEach((registration, scope) => {
				if (address.startsWith(scope) && (found === undefined || scope.length > found.scope.length)) found = registration;
			});
			return found;
		});
	}
	getRegistrations() {
		return later(() => [...registrations.values()]);
	}
	startMessages() {}
	static _setController(of, worker) {
		of.#controller = worker;
	}
}
const setController = ServiceWorkerContainer._setController;
delete ServiceWorkerContainer._setController;
handlers(ServiceWorkerContainer.prototype, 'oncontrollerchange', 'onmessage', 'onmessageerror');
finish(ServiceWorkerContainer);
container = new ServiceWorkerContainer(make);

module.exports = { container, ServiceWorkerContainer, ServiceWorker, ServiceWorkerRegistration };
