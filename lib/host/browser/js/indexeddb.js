// SPDX-License-Identifier: MIT
// indexeddb.js - the databases of a page, kept in memory and empty at first (Indexed Database API 3.0): connections and
// changes of their versions.
'use strict';

const { primordial, notCovered, post, handlers, note, isUnknown } = require('host');
const { finish, required, Failure } = require('web/idl');
const { toKey, compare, KeyRange, names } = require('browser/indexeddb_keys');
const { IDBRequest, IDBOpenDBRequest, IDBTransaction, secret, fail, guard, begin, schedule, abort, requestTime } = require('browser/indexeddb_transaction');
const { IDBObjectStore, IDBIndex, IDBCursor, IDBCursorWithValue } = require('browser/indexeddb_store');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');

const openTime = 2; // typical, milliseconds

const databases = { __proto__: null }; // by name: { name, version, stores: Map, connections: [], queue: [] }
let told = false;

// ---- databases ----

class IDBDatabase extends EventTarget {
	constructor(given, store) {
		guard(given);
		super();
		Object.defineProperty(this, '_d', { __proto__: null, value: { store, version: store.version, closing: false, upgrade: undefined, settle: () => settleConnections(store) } });
	}
	get name() {
		return this._d.store.name;
	}
	get version() {
		return this._d.version;
	}
	get objectStoreNames() {
		return names([...this._d.store.stores.keys()]);
	}
	createObjectStore(name, options = {}) {
		required(arguments.length, 1, "Failed to execute 'createObjectStore' on 'IDBDatabase'");
		const what = "'createObjectStore' on 'IDBDatabase'", key = `${name}`, { upgrade, store: { stores } } = this._d;
		if (upgrade === undefined) throw fail(what, 'The database is not running a version change transaction.', 'InvalidStateError');
		if (!upgrade._t.active) throw fail(what, 'The transaction is not active.', 'TransactionInactiveError');
		if (stores.has(key)) throw fail(what, 'An object store with the specified name already exists.', 'ConstraintError');
		const path = options?.keyPath ?? null, keyPath = path === null ? null : Array.isArray(path) ? path.map(String) : `${path}`, autoIncrement = Boolean(options?.autoIncrement);
		if (autoIncrement && (keyPath === '' || Array.isArray(keyPath))) throw fail(what, 'The autoIncrement option was set but the keyPath option was empty or an array.', 'InvalidAccessError');
		const store = { name: key, keyPath, autoIncrement, records: [], indexes: new Map(), generator: 0, deleted: false };
		stores.set(key, store);
		upgrade._t.undo.push(() => stores.delete(key));
		return upgrade.objectStore(key);
	}
	deleteObjectStore(name) {
		required(arguments.length, 1, "Failed to execute 'deleteObjectStore' on 'IDBDatabase'");
		const what = "'deleteObjectStore' on 'IDBDatabase'", key = `${name}`, { upgrade, store: { stores } } = this._d;
		if (upgrade === undefined) throw fail(what, 'The database is not running a version change transaction.', 'InvalidStateError');
		const store = stores.get(key);
		if (store === undefined) throw fail(what, 'The specified object store was not found.', 'NotFoundError');
		stores.delete(key);
		store.deleted = true;
		delete upgrade._t.handles[key];
		upgrade._t.undo.push(() => { stores.set(key, store); store.deleted = false; });
	}
	transaction(stores, mode = 'readonly', options = {}) {
		required(arguments.length, 1, "Failed to execute 'transaction' on 'IDBDatabase'");
		const what = "'transaction' on 'IDBDatabase'", d = this._d;
		if (d.upgrade !== undefined) throw fail(what, 'A version change transaction is running.', 'InvalidStateError');
		if (d.closing) throw fail(what, 'The database connection is closing.', 'InvalidStateError');
		const list = typeof stores === 'object' && stores !== null && stores[Symbol.iterator] !== undefined ? [...new Set([...stores].map(String))].sort() : [`${stores}`];
		if (list.length === 0) throw fail(what, 'The storeNames parameter was empty.', 'InvalidAccessError');
		for (const name of list) if (!d.store.stores.has(name)) throw fail(what, 'One of the specified object stores was not found.', 'NotFoundError');
		if (mode === 'versionchange') throw new Failure(`Failed to execute ${what}: The mode provided ('versionchange') is not one of 'readonly' or 'readwrite'.`);
		if (mode !== 'readonly' && mode !== 'readwrite') throw new Failure(`Failed to execute ${what}: The provided value '${mode}' is not a valid enum value of type IDBTransactionMode.`);
		const transaction = new IDBTransaction(secret, this, list, mode, options?.durability ?? 'default');
		begin(transaction);
		return transaction;
	}
	close() {
		this._d.closing = true;
		settleConnections(this._d.store);
	}
}
finish(IDBDatabase);
handlers(IDBDatabase.prototype, 'onabort', 'onclose', 'onerror', 'onversionchange');

function openConnections(store) {
	return store.connections.filter((connection) => !connection._d.closing || store.queue.some((transaction) => transaction._t.database === connection));
}

// Requests to open with a higher version and to delete wait here for others to close.
function settleConnections(store) {
	store.connections = openConnections(store);
	if (store.connections.length > 0 || store.busy) return;
	const next = store.waiting.shift();
	if (next !== undefined) post(next, requestTime);
}

// Ask the other connections to close; then `go`. Steps of a task.
function alone(store, request, version, go) {
	const others = openConnections(store).filter((connection) => !connection._d.closing), old = store.version;
	let at = 0, blocked = false, inner;
	return (...given) => {
		if (inner !== undefined) return inner(...given);
		while (at < others.length) {
			const other = others[at++];
			if (!other._d.closing) return [other, 'IDBVersionChangeEvent', 'versionchange', { oldVersion: old, newVersion: version }];
		}
		if (openConnections(store).length > 0 && !blocked) {
			blocked = true;
			return [request, 'IDBVersionChangeEvent', 'blocked', { oldVersion: old, newVersion: version }];
		}
		if (openConnections(store).length > 0) {
			store.waiting.push(go);
			return undefined;
		}
		inner = go;
		return inner(...given);
	};
}

function databaseOf(name) {
	return (databases[name] ??= { name, version: 0, stores: new Map(), connections: [], queue: [], waiting: [], requests: [], busy: false });
}

// Requests for one database are served one after another.
function enqueue(store, makeSteps) {
	store.requests.push(makeSteps);
	if (store.requests.length === 1) post(makeSteps(), openTime);
}
function dequeue(store) {
	store.requests.shift();
	if (store.requests.length > 0) post(store.requests[0](), requestTime);
}

function failure(request, error, store) {
	let fired = false;
	return () => {
		if (fired) return void dequeue(store);
		fired = true;
		Object.assign(request._state, { done: true, result: undefined, error });
		return [request, 'Event', 'error', {}, 3];
	};
}

function success(request, result, store, event = ['Event', 'success', {}]) {
	let fired = false;
	return () => {
		if (fired) return void dequeue(store);
		fired = true;
		Object.assign(request._state, { done: true, result, error: null });
		return [request, ...event];
	};
}

function upgrade(request, store, version) {
	const old = store.version, database = new IDBDatabase(secret, store);
	let transaction;
	return (notCanceled, threw) => {
		if (transaction === undefined) {
			store.version = version;
			database._d.version = version;
			store.connections.push(database);
			transaction = new IDBTransaction(secret, database, [], 'versionchange', 'default');
			const t = transaction._t;
			t.undo.push(() => { store.version = old; database._d.version = old; });
			database._d.upgrade = transaction;
			store.queue.push(transaction);
			t.upgraded = () => { database._d.upgrade = undefined; };
			t.done = (ok) => {
				request._state.transaction = null;
				database._d.upgrade = undefined;
				if (ok && !database._d.closing) return post(success(request, database, store), requestTime);
				database._d.closing = true;
				store.connections = openConnections(store);
				if (!ok && store.version === 0) delete databases[store.name];
				const error = ok ? new DOMException('The connection was closed.', 'AbortError') : new DOMException("Version change transaction was aborted in upgradeneeded event handler.", 'AbortError');
				post(failure(request, error, store), requestTime);
			};
			Object.assign(request._state, { done: true, result: database, error: null, transaction });
			return [request, 'IDBVersionChangeEvent', 'upgradeneeded', { oldVersion: old, newVersion: version }];
		}
		transaction._t.active = false;
		if (threw) abort(transaction, new DOMException('Uncaught exception in event handler.', 'AbortError'));
		else schedule(transaction);
		return undefined;
	};
}

class IDBFactory {
	constructor(given) {
		guard(given);
	}
	open(name, version = undefined) {
		required(arguments.length, 1, "Failed to execute 'open' on 'IDBFactory'");
		if (isUnknown(name) || isUnknown(version)) notCovered('a name of a database that is not known');
		const key = `${name}`;
		let wanted;
		if (version !== undefined) {
			wanted = Math.trunc(Number(version));
			if (!Number.isFinite(wanted)) throw new Failure("Failed to execute 'open' on 'IDBFactory': Value is outside the 'unsigned long long' value range.");
			if (wanted < 0 || wanted > Number.MAX_SAFE_INTEGER) throw new Failure("Failed to execute 'open' on 'IDBFactory': Value is outside the 'unsigned long long' value range.");
			if (wanted === 0) throw new Failure("Failed to execute 'open' on 'IDBFactory': The version provided must not be 0.");
		}
		if (!told) note('the databases of indexedDB are taken to be empty at first');
		told = true;
		const request = new IDBOpenDBRequest(secret, {}), store = databaseOf(key);
		enqueue(store, () => {
			const target = databaseOf(key), aim = wanted ?? (target.version || 1);
			target.requests = store.requests;
			if (aim < target.version) return failure(request, new DOMException(`The requested version (${aim}) is less than the existing version (${target.version}).`, 'VersionError'), store);
			if (aim > target.version) return alone(target, request, aim, upgrade(request, target, aim));
			const database = new IDBDatabase(secret, target);
			target.connections.push(database);
			return success(request, database, store);
		});
		return request;
	}
	deleteDatabase(name) {
		required(arguments.length, 1, "Failed to execute 'deleteDatabase' on 'IDBFactory'");
		const key = `${name}`, request = new IDBOpenDBRequest(secret, {}), store = databaseOf(key);
		enqueue(store, () => {
			const old = store.version;
			return alone(store, request, null, (() => {
				let steps;
				return (...given) => {
					steps ??= success(request, undefined, store, ['IDBVersionChangeEvent', 'success', { oldVersion: old, newVersion: null }]);
					Object.assign(store, { version: 0, stores: new Map() });
					return steps(...given);
				};
			})());
		});
		return request;
	}
	async databases() {
		return Object.keys(databases).filter((name) => databases[name].version > 0).sort().map((name) => ({ name, version: databases[name].version }));
	}
	cmp(first, second) {
		required(arguments.length, 2, "Failed to execute 'cmp' on 'IDBFactory'");
		const what = "'cmp' on 'IDBFactory'";
		return compare(toKey(first, what), toKey(second, what));
	}
}
finish(IDBFactory);

module.exports = {
	indexedDB: new IDBFactory(secret), IDBFactory, IDBDatabase, IDBTransaction, IDBObjectStore, IDBIndex, IDBCursor, IDBCursorWithValue, IDBRequest, IDBOpenDBRequest,
	IDBKeyRange: KeyRange,
};
