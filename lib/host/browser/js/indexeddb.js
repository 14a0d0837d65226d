// SPDX-License-Identifier: MIT
// indexeddb.js - the databases of a page, kept in memory and empty at first (Indexed Database API 3.0).
//
// A request is done in a task of its own, in which its event is fired; a transaction is active while that event is
// dispatched and until the microtask checkpoint of the task that made it, and commits when nothing is asked of it any more.
'use strict';

const { primordial, notCovered, post, handlers, note, isUnknown, parent, atCheckpoint } = require('host');
const { finish, required, Failure } = require('web/idl');
const keys = require('browser/indexeddb_keys');
const { toKey, isKey, compare, KeyRange, rangeOf, keyAt, withKeyAt, names } = keys;
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const clone = structuredClone;

// Typical times, milliseconds.
const openTime = 2, requestTime = 0.4, commitTime = 0.5;

const databases = { __proto__: null }; // by name: { name, version, stores: Map, connections: [], queue: [] }
let told = false;
const secret = {}; // only this file makes these objects

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
		return (t.handles[key] ??= new IDBObjectStore(secret, this, store));
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
	settleConnections(t.database._d.store);
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

// ---- stores and indexes ----

// Records of a store: [{ key, value }] by key. Of an index: computed, [{ key, primary, record }].
function find(records, key) {
	let low = 0, high = records.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(records[middle].key, key) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

function indexKeys(index, value) {
	const got = keyAt(value, index.keyPath);
	if (got === undefined) return [];
	if (index.multiEntry && Array.isArray(got)) {
		const list = [];
		for (const item of got) if (isKey(item) && !list.some((other) => compare(other, item) === 0)) list.push(toKey(item));
		return list;
	}
	return isKey(got) ? [toKey(got)] : [];
}

function entries(index) {
	const list = [];
	for (const record of index.store.records) for (const key of indexKeys(index, record.value)) list.push({ key, primary: record.key, record });
	return list.sort((a, b) => compare(a.key, b.key) || compare(a.primary, b.primary));
}

function records(source) {
	return source._s ? source._s.records.map((record) => ({ key: record.key, primary: record.key, record })) : entries(source._i);
}

function put(transaction, store, value, key, add) {
	if (key === undefined) key = ++store.generator;
	else if (store.autoIncrement && typeof key === 'number' && key > store.generator) store.generator = Math.floor(key);
	if (store.keyPath !== null && keyAt(value, store.keyPath) === undefined) withKeyAt(value, store.keyPath, key);
	const at = find(store.records, key), old = store.records[at] !== undefined && compare(store.records[at].key, key) === 0 ? store.records[at] : undefined;
	if (old !== undefined && add) throw new DOMException('Key already exists in the object store.', 'ConstraintError');
	for (const index of store.indexes.values()) {
		if (!index.unique) continue;
		const own = indexKeys(index, value);
		for (const entry of entries(index)) {
			if (entry.record !== old && own.some((item) => compare(item, entry.key) === 0)) throw new DOMException(`Unable to add key to index '${index.name}': at least one key does not satisfy the uniqueness requirements.`, 'ConstraintError');
		}
	}
	const before = store.records;
	store.records = [...before.slice(0, at), { key, value }, ...before.slice(old === undefined ? at : at + 1)];
	transaction._t.undo.push(() => { store.records = before; });
	return key;
}

function some(source, query, what) {
	const range = rangeOf(query, what);
	return () => records(source).filter((entry) => range === undefined || range.includes(entry.key));
}

// What stores and indexes have in common: reading. `query` is a key or a range.
class Source {
	get(query) {
		return this._read('get', arguments.length, query, (list) => (list.length > 0 ? copy(list[0].record.value) : undefined), true);
	}
	getKey(query) {
		return this._read('getKey', arguments.length, query, (list) => list[0]?.primary, true);
	}
	getAll(query = undefined, count = undefined) {
		return this._read('getAll', 1, query, (list) => list.slice(0, count || undefined).map((entry) => copy(entry.record.value)), false);
	}
	getAllKeys(query = undefined, count = undefined) {
		return this._read('getAllKeys', 1, query, (list) => list.slice(0, count || undefined).map((entry) => entry.primary), false);
	}
	count(query = undefined) {
		return this._read('count', 1, query, (list) => list.length, false);
	}
	openCursor(query = undefined, direction = 'next') {
		return this._cursor('openCursor', query, direction, true);
	}
	openKeyCursor(query = undefined, direction = 'next') {
		return this._cursor('openKeyCursor', query, direction, false);
	}
}

function reader(Class) {
	const prototype = Class.prototype, own = Object.getOwnPropertyDescriptors(Source.prototype);
	delete own.constructor;
	Object.defineProperties(prototype, own);
	finish(Class);
	const what = (name) => `'${name}' on '${Class.name}'`;
	const hidden = (name, value) => Object.defineProperty(prototype, name, { __proto__: null, value });
	hidden('_read', function (name, given, query, pick, needed) {
		required(given, 1, `Failed to execute ${what(name)}`);
		this._alive(what(name));
		if (!this._transaction()._t.active) throw fail(what(name), this._transaction()._t.finished ? 'The transaction has finished.' : 'The transaction is not active.', 'TransactionInactiveError');
		if (needed && (query === undefined || query === null)) throw fail(what(name), 'No key or key range specified.', 'DataError');
		const list = some(this, query, what(name));
		return ask(this._transaction(), this, what(name), () => pick(list()));
	});
	hidden('_cursor', function (name, query, direction, withValue) {
		this._alive(what(name));
		if (!['next', 'nextunique', 'prev', 'prevunique'].includes(direction)) throw new Failure(`Failed to execute ${what(name)}: The provided value '${direction}' is not a valid enum value of type IDBCursorDirection.`);
		const list = some(this, query, what(name)), cursor = new (withValue ? IDBCursorWithValue : IDBCursor)(secret, this, direction);
		cursor._c.list = list;
		cursor._c.request = ask(this._transaction(), this, what(name), () => step(cursor));
		return cursor._c.request;
	});
}

// The next record of a cursor from its present one: the result of its request.
function step(cursor, to = undefined, primary = undefined, count = 1) {
	const c = cursor._c, back = c.direction.startsWith('prev'), unique = c.direction.endsWith('unique');
	let list = c.list();
	if (unique) list = list.filter((entry, i) => i === 0 || compare(entry.key, list[i - 1].key) !== 0);
	if (back) list.reverse();
	const sign = back ? -1 : 1;
	const later = (entry) => {
		if (c.key !== undefined) {
			const order = compare(entry.key, c.key) * sign || (unique ? 0 : compare(entry.primary, c.primary) * sign);
			if (order <= 0) return false;
		}
		if (to !== undefined) {
			const order = compare(entry.key, to) * sign;
			if (order < 0 || (order === 0 && primary !== undefined && compare(entry.primary, primary) * sign < 0)) return false;
		}
		return true;
	};
	const found = list.filter(later)[count - 1];
	c.got = found !== undefined;
	c.key = found?.key;
	c.primary = found?.primary;
	c.value = found === undefined ? undefined : copy(found.record.value);
	return found === undefined ? null : cursor;
}

class IDBCursor {
	constructor(given, source, direction) {
		guard(given);
		Object.defineProperty(this, '_c', { __proto__: null, value: { source, direction, key: undefined, primary: undefined, value: undefined, got: false } });
	}
	get source() {
		return this._c.source;
	}
	get direction() {
		return this._c.direction;
	}
	get key() {
		return this._c.key;
	}
	get primaryKey() {
		return this._c.primary;
	}
	get request() {
		return this._c.request;
	}
	#go(name, ...where) {
		const c = this._c, what = `'${name}' on 'IDBCursor'`, transaction = c.source._transaction();
		if (!transaction._t.active) throw fail(what, transaction._t.finished ? 'The transaction has finished.' : 'The transaction is not active.', 'TransactionInactiveError');
		if (!c.got) throw fail(what, 'The cursor is being iterated or has iterated past its end.', 'InvalidStateError');
		c.got = false;
		ask(transaction, c.source, what, () => step(this, ...where), c.request);
	}
	continue(key = undefined) {
		if (key === undefined || key === null) return this.#go('continue');
		const what = "'continue' on 'IDBCursor'", to = toKey(key, what), c = this._c;
		if (c.got) {
			const order = compare(to, c.key) * (c.direction.startsWith('prev') ? -1 : 1);
			if (order <= 0) throw fail(what, `The parameter is ${c.direction.startsWith('prev') ? 'greater' : 'less'} than or equal to this cursor's position.`, 'DataError');
		}
		return this.#go('continue', to);
	}
	continuePrimaryKey(key, primary) {
		this.#go('continuePrimaryKey', toKey(key), toKey(primary));
	}
	advance(count) {
		required(arguments.length, 1, "Failed to execute 'advance' on 'IDBCursor'");
		const n = Math.trunc(Number(count));
		if (!(n > 0)) throw new Failure("Failed to execute 'advance' on 'IDBCursor': A count argument with value 0 (zero) was supplied, must be greater than 0.");
		this.#go('advance', undefined, undefined, n);
	}
	#store() {
		const { source } = this._c;
		return source._s ? source : source.objectStore;
	}
	update(value) {
		required(arguments.length, 1, "Failed to execute 'update' on 'IDBCursor'");
		const what = "'update' on 'IDBCursor'", store = this.#store(), transaction = store._transaction(), key = this._c.primary;
		if (transaction._t.mode === 'readonly') throw fail(what, 'The record may not be updated inside a read-only transaction.', 'ReadOnlyError');
		const stored = copy(value, what);
		return ask(transaction, this, what, () => put(transaction, store._s, stored, key, false));
	}
	delete() {
		const what = "'delete' on 'IDBCursor'", store = this.#store(), transaction = store._transaction(), key = this._c.primary;
		if (transaction._t.mode === 'readonly') throw fail(what, 'The record may not be deleted inside a read-only transaction.', 'ReadOnlyError');
		return ask(transaction, this, what, () => remove(transaction, store._s, KeyRange.only(key)));
	}
}
finish(IDBCursor);

class IDBCursorWithValue extends IDBCursor {
	get value() {
		return this._c.value;
	}
}
finish(IDBCursorWithValue);

function remove(transaction, store, range) {
	const before = store.records;
	store.records = range === undefined ? [] : before.filter((record) => !range.includes(record.key));
	transaction._t.undo.push(() => { store.records = before; });
}

class IDBObjectStore {
	constructor(given, transaction, store) {
		guard(given);
		Object.defineProperty(this, '_s', { __proto__: null, value: store });
		Object.defineProperty(this, '_of', { __proto__: null, value: { transaction, handles: { __proto__: null } } });
	}
	get name() {
		return this._s.name;
	}
	get keyPath() {
		return this._s.keyPath;
	}
	get autoIncrement() {
		return this._s.autoIncrement;
	}
	get indexNames() {
		return names([...this._s.indexes.keys()]);
	}
	get transaction() {
		return this._of.transaction;
	}
	#store(name, value, key, add) {
		const what = `'${name}' on 'IDBObjectStore'`, store = this._s, transaction = this._transaction();
		this._alive(what);
		if (!transaction._t.active) throw fail(what, transaction._t.finished ? 'The transaction has finished.' : 'The transaction is not active.', 'TransactionInactiveError');
		if (transaction._t.mode === 'readonly') throw fail(what, 'The transaction is read-only.', 'ReadOnlyError');
		if (store.keyPath !== null && key !== undefined) throw fail(what, 'The object store uses in-line keys and the key parameter was provided.', 'DataError');
		if (store.keyPath === null && !store.autoIncrement && key === undefined) throw fail(what, 'The object store uses out-of-line keys and has no key generator and the key parameter was not provided.', 'DataError');
		let own;
		if (key !== undefined) own = toKey(key, what);
		const stored = copy(value, what);
		if (store.keyPath !== null) {
			const got = keyAt(stored, store.keyPath);
			if (got !== undefined && !isKey(got)) throw fail(what, "Evaluating the object store's key path yielded a value that is not a valid key.", 'DataError');
			if (got === undefined && !store.autoIncrement) throw fail(what, "Evaluating the object store's key path did not yield a value.", 'DataError');
			if (got === undefined && (typeof stored !== 'object' || stored === null)) throw fail(what, 'A generated key could not be inserted into the value.', 'DataError');
			if (got !== undefined) own = toKey(got);
		}
		return ask(transaction, this, what, () => put(transaction, store, stored, own, add));
	}
	put(value, key = undefined) {
		required(arguments.length, 1, "Failed to execute 'put' on 'IDBObjectStore'");
		return this.#store('put', value, key, false);
	}
	add(value, key = undefined) {
		required(arguments.length, 1, "Failed to execute 'add' on 'IDBObjectStore'");
		return this.#store('add', value, key, true);
	}
	#writes(name) {
		const what = `'${name}' on 'IDBObjectStore'`, transaction = this._transaction();
		this._alive(what);
		if (transaction._t.active && transaction._t.mode === 'readonly') throw fail(what, 'The transaction is read-only.', 'ReadOnlyError');
		return what;
	}
	delete(query) {
		required(arguments.length, 1, "Failed to execute 'delete' on 'IDBObjectStore'");
		const what = this.#writes('delete'), range = rangeOf(query, what), transaction = this._transaction();
		if (range === undefined) throw fail(what, 'No key or key range specified.', 'DataError');
		return ask(transaction, this, what, () => remove(transaction, this._s, range));
	}
	clear() {
		const what = this.#writes('clear'), transaction = this._transaction();
		return ask(transaction, this, what, () => remove(transaction, this._s, undefined));
	}
	createIndex(name, keyPath, options = {}) {
		required(arguments.length, 2, "Failed to execute 'createIndex' on 'IDBObjectStore'");
		const what = "'createIndex' on 'IDBObjectStore'", key = `${name}`, transaction = this._transaction(), { indexes } = this._s;
		if (transaction._t.mode !== 'versionchange') throw fail(what, 'The database is not running a version change transaction.', 'InvalidStateError');
		if (!transaction._t.active) throw fail(what, 'The transaction is not active.', 'TransactionInactiveError');
		if (indexes.has(key)) throw fail(what, 'An index with the specified name already exists.', 'ConstraintError');
		const index = { name: key, keyPath: Array.isArray(keyPath) ? [...keyPath] : `${keyPath}`, unique: Boolean(options?.unique), multiEntry: Boolean(options?.multiEntry), store: this._s };
		indexes.set(key, index);
		transaction._t.undo.push(() => indexes.delete(key));
		if (index.unique) {
			const list = entries(index);
			if (list.some((entry, i) => i > 0 && compare(entry.key, list[i - 1].key) === 0)) notCovered('a unique index over records that are not');
		}
		return this.index(key);
	}
	deleteIndex(name) {
		const what = "'deleteIndex' on 'IDBObjectStore'", key = `${name}`, { indexes } = this._s, index = indexes.get(key);
		if (this._transaction()._t.mode !== 'versionchange') throw fail(what, 'The database is not running a version change transaction.', 'InvalidStateError');
		if (index === undefined) throw fail(what, 'The specified index was not found.', 'NotFoundError');
		indexes.delete(key);
		this._transaction()._t.undo.push(() => indexes.set(key, index));
	}
	index(name) {
		required(arguments.length, 1, "Failed to execute 'index' on 'IDBObjectStore'");
		const what = "'index' on 'IDBObjectStore'", index = this._s.indexes.get(`${name}`);
		if (this._transaction()._t.finished) throw fail(what, 'The transaction has finished.', 'InvalidStateError');
		if (index === undefined) throw fail(what, 'The specified index was not found.', 'NotFoundError');
		return (this._of.handles[name] ??= new IDBIndex(secret, this, index));
	}
}
reader(IDBObjectStore);
Object.defineProperty(IDBObjectStore.prototype, '_transaction', { __proto__: null, value() { return this._of.transaction; } });
Object.defineProperty(IDBObjectStore.prototype, '_alive', { __proto__: null, value(what) {
	if (this._s.deleted) throw fail(what, 'The object store has been deleted.', 'InvalidStateError');
} });

class IDBIndex {
	constructor(given, store, index) {
		guard(given);
		Object.defineProperty(this, '_i', { __proto__: null, value: index });
		Object.defineProperty(this, '_store', { __proto__: null, value: store });
	}
	get name() {
		return this._i.name;
	}
	get objectStore() {
		return this._store;
	}
	get keyPath() {
		return this._i.keyPath;
	}
	get multiEntry() {
		return this._i.multiEntry;
	}
	get unique() {
		return this._i.unique;
	}
}
reader(IDBIndex);
Object.defineProperty(IDBIndex.prototype, '_transaction', { __proto__: null, value() { return this._store._of.transaction; } });
Object.defineProperty(IDBIndex.prototype, '_alive', { __proto__: null, value() {} });

// ---- databases ----

class IDBDatabase extends EventTarget {
	constructor(given, store) {
		guard(given);
		super();
		Object.defineProperty(this, '_d', { __proto__: null, value: { store, version: store.version, closing: false, upgrade: undefined } });
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
