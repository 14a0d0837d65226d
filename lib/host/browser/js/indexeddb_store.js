// SPDX-License-Identifier: MIT
// indexeddb_store.js - object stores, indexes and cursors of indexedDB.
'use strict';

const { primordial, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const { toKey, isKey, compare, KeyRange, rangeOf, keyAt, withKeyAt, names } = require('browser/indexeddb_keys');
const { secret, fail, guard, copy, ask } = require('browser/indexeddb_transaction');
const DOMException = primordial('DOMException');

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

module.exports = { IDBObjectStore, IDBIndex, IDBCursor, IDBCursorWithValue };
