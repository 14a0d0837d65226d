// SPDX-License-Identifier: MIT
// indexeddb_transaction.js - requests and transactions of indexedDB.
//
// A request is done in a task of its own, in which its event is fired; a transaction is active while that event is
// dispatched and until the microtask checkpoint of the task that made it, and commits when nothing is asked of it any more.
'use strict';

const { primordial, post, handlers, isUnknown, parent, atCheckpoint } = require('host');
const { finish, required, Failure } = require('web/idl');
const { names } = require('browser/indexeddb_keys');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const clone = structuredClone;

// Typical times, milliseconds.
const requestTime = 0.4, commitTime = 0.5;

const secret = {}; // only these files make these objects

function fail(what, text, name) {
	return new DOMException(what === undefined ? text : `Failed to execute ${what}: ${text}`, name);
}
function guard(given) {
	if (given !== secret) throw new Failure('Illegal constructor');
}
function copy(value, what) {
	if (isUnknown(value)) return value;
	try {
		return clone(value);
	} catch (error) {
		if (error instanceof DOMException) throw fail(what, error.message.replace(/^Failed to execute 'structuredClone' on 'Window': /, ''), error.name);
		throw error;
	}
}

// ---- requests ----

class IDBRequest extends EventTarget {
	constructor(given, state) {
		guard(given);
		super();
		Object.defineProperty(this, '_state', { __proto__: null, value: { done: false, result: undefined, error: null, ...state }, enumerable: false });
	}
	get result() {
		if (!this._state.done) throw new DOMException("Failed to read the 'result' property from 'IDBRequest': The request has not finished.", 'InvalidStateError');
		return this._state.result;
	}
	get error() {
		if (!this._state.done) throw new DOMException("Failed to read the 'error' property from 'IDBRequest': The request has not finished.", 'InvalidStateError');
		return this._state.error;
	}
	get source() {
		return this._state.source ?? null;
	}
	get transaction() {
		return this._state.transaction ?? null;
	}
	get readyState() {
		return this._state.done ? 'done' : 'pending';
	}
}
finish(IDBRequest);
handlers(IDBRequest.prototype, 'onsuccess', 'onerror');

class IDBOpenDBRequest extends IDBRequest {}
finish(IDBOpenDBRequest);
handlers(IDBOpenDBRequest.prototype, 'onblocked', 'onupgradeneeded');

// ---- transactions ----

class IDBTransaction extends EventTarget {
	constructor(given, database, stores, mode, durability) {
		guard(given);
		super();
		Object.defineProperty(this, '_t', { __proto__: null, value: {
			database, stores, mode, durability, error: null, active: true, started: false, finished: false, committing: false, queue: [], undo: [], busy: false, handles: { __proto__: null },
		} });
		parent(this, database);
	}
	get objectStoreNames() {
		const t = this._t;
		return names(t.mode === 'versionchange' ? [...t.database._d.store.stores.keys()] : t.stores);
	}
	get mode() {
		return this._t.mode;
	}
	get durability() {
		return this._t.durability;
	}
	get db() {
		return this._t.database;
	}
	get error() {
		return this._t.error;
	}
	objectStore(name) {
		required(arguments.length, 1, "Failed to execute 'objectStore' on 'IDBTransaction'");
		const t = this._t, key = `${name}`, what = "'objectStore' on 'IDBTransaction'";
		if (t.finished) throw fail(what, 'The transaction has finished.', 'InvalidStateError');
		const store = t.database._d.store.stores.get(key);
		if (store === undefined || (t.mode !== 'versionchange' && !t.stores.includes(key))) throw fail(what, 'The specified object store was not found.', 'NotFoundError');
		return (t.handles[key] ??= new (require('browser/indexeddb_store').IDBObjectStore)(secret, this, store));
	}
	abort() {
		const t = this._t;
		if (t.finished || t.committing) throw fail("'abort' on 'IDBTransaction'", 'The transaction has finished.', 'InvalidStateError');
		abort(this, null);
	}
	commit() {
		const t = this._t;
		if (t.finished || t.committing) throw fail("'commit' on 'IDBTransaction'", 'The transaction has finished.', 'InvalidStateError');
		if (!t.active) throw fail("'commit' on 'IDBTransaction'", 'The transaction is not active.', 'TransactionInactiveError');
		t.active = false;
		t.committing = true;
		schedule(this);
	}
}
finish(IDBTransaction);
handlers(IDBTransaction.prototype, 'onabort', 'oncomplete', 'onerror');

// Until the microtasks of this task have run, the transaction takes requests.
function begin(transaction) {
	const t = transaction._t;
	t.database._d.store.queue.push(transaction);
	atCheckpoint(() => {
		t.active = false;
		schedule(transaction);
	});
}

// May it start, or does one before it write to a store of its own, or it to one of theirs?
function free(transaction) {
	const t = transaction._t;
	for (const other of t.database._d.store.queue) {
		if (other === transaction) return true;
		const o = other._t;
		if ((t.mode !== 'readonly' || o.mode !== 'readonly') && (t.mode === 'versionchange' || o.mode === 'versionchange' || t.stores.some((name) => o.stores.includes(name)))) return false;
	}
	return true;
}

function schedule(transaction) {
	const t = transaction._t;
	if (t.busy || t.finished || !free(transaction)) return;
	if (t.queue.length > 0) {
		t.busy = true;
		post(serve(transaction), requestTime);
	} else if (!t.active) {
		t.busy = true;
		t.committing = true;
		post(complete(transaction), commitTime);
	}
}

function complete(transaction) {
	const t = transaction._t;
	let step = 0;
	return () => {
		if (t.finished && step === 0) return undefined;
		if (step++ === 0) {
			t.finished = true;
			t.busy = false;
			t.upgraded?.();
			return [transaction, 'Event', 'complete', {}];
		}
		leave(transaction);
		return undefined;
	};
}

function leave(transaction) {
	const t = transaction._t, { queue } = t.database._d.store;
	queue.splice(queue.indexOf(transaction), 1);
	t.done?.(!t.aborted);
	for (const other of [...queue]) schedule(other);
	t.database._d.settle();
}

// One request: do it, fire its event, then the next one.
function serve(transaction) {
	const t = transaction._t;
	let step = 0, failed = false;
	return (notCanceled, threw) => {
		if (t.finished) return undefined;
		if (step++ === 0) {
			const { request, operation } = t.queue.shift(), state = request._state;
			state.done = true;
			try {
				state.result = operation();
				state.error = null;
			} catch (error) {
				if (!(error instanceof DOMException)) throw error;
				state.result = undefined;
				state.error = error;
				failed = true;
			}
			t.active = true;
			t.now = request;
			return [request, 'Event', failed ? 'error' : 'success', {}, failed ? 3 : 0];
		}
		t.active = false;
		t.busy = false;
		if (threw) abort(transaction, new DOMException('Uncaught exception in event handler.', 'AbortError'));
		else if (failed && notCanceled) abort(transaction, t.now._state.error);
		else schedule(transaction);
		return undefined;
	};
}

function abort(transaction, error) {
	const t = transaction._t, pending = t.queue;
	t.active = false;
	t.finished = true;
	t.aborted = true;
	t.error = error;
	t.queue = [];
	for (let i = t.undo.length - 1; i >= 0; i--) t.undo[i]();
	let at = 0, fired = false;
	post(() => {
		if (at < pending.length) {
			const state = pending[at].request._state;
			state.done = true;
			state.result = undefined;
			state.error = new DOMException('The transaction was aborted, so the request cannot be fulfilled.', 'AbortError');
			return [pending[at++].request, 'Event', 'error', {}, 3];
		}
		if (!fired) {
			fired = true;
			return [transaction, 'Event', 'abort', {}, 1];
		}
		leave(transaction);
		return undefined;
	}, commitTime);
}

function ask(transaction, source, what, operation, request = undefined) {
	const t = transaction._t;
	if (!t.active) throw fail(what, t.finished ? 'The transaction has finished.' : 'The transaction is not active.', 'TransactionInactiveError');
	if (request === undefined) {
		request = new IDBRequest(secret, { source, transaction });
		parent(request, transaction);
	}
	request._state.done = false;
	t.queue.push({ request, operation });
	if (!t.busy && t.started) schedule(transaction);
	t.started = true;
	return request;
}

module.exports = { IDBRequest, IDBOpenDBRequest, IDBTransaction, secret, fail, guard, copy, begin, schedule, abort, ask, requestTime };
