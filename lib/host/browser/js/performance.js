// SPDX-License-Identifier: MIT
// performance.js - PerformanceObserver over marks and measures (Performance Timeline); what the browser itself would measure
// is not modelled.
'use strict';

const { primordial, notCovered, post } = require('host');
const { finish, required, Failure } = require('web/idl');
const timeline = require('web/performance');
const DOMException = primordial('DOMException');

const observers = [];
const make = {};

class PerformanceObserverEntryList {
	#entries;
	constructor(made, entries) {
		if (made !== make) throw new Failure("Failed to construct 'PerformanceObserverEntryList': Illegal constructor");
		// By their start; equal ones as they came.
		this.#entries = entries.sort((a, b) => a.startTime - b.startTime);
	}
	getEntries() {
		return [...this.#entries];
	}
	getEntriesByType(type) {
		return this.#entries.filter((entry) => entry.entryType === `${type}`);
	}
	getEntriesByName(name, type = undefined) {
		return this.#entries.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`));
	}
}
finish(PerformanceObserverEntryList);

let active = [];

// One task for all observers, in the order in which there was something for them.
function schedule(observer) {
	if (active.includes(observer)) return;
	active.push(observer);
	if (active.length > 1) return;
	post(() => {
		const now = active;
		active = [];
		for (const observer of now) {
			const list = stateOf(observer).buffer;
			if (list.length === 0) continue;
			stateOf(observer).buffer = [];
			Reflect.apply(stateOf(observer).callback, observer, [new PerformanceObserverEntryList(make, list), observer, { droppedEntriesCount: 0 }]);
		}
	}, 0);
}

timeline.onEntry((entry) => {
	for (const observer of observers) {
		if (!stateOf(observer).types.includes(entry.entryType)) continue;
		stateOf(observer).buffer.push(entry);
		schedule(observer);
	}
});

let stateOf;
class PerformanceObserver {
	#state;
	static {
		stateOf = (observer) => observer.#state;
	}
	constructor(callback) {
		required(arguments.length, 1, "Failed to construct 'PerformanceObserver'");
		if (typeof callback !== 'function') throw new Failure("Failed to construct 'PerformanceObserver': parameter 1 is not of type 'Function'.");
		this.#state = { callback, types: [], buffer: [], kind: '' };
	}
	static get supportedEntryTypes() {
		return notCovered('PerformanceObserver.supportedEntryTypes');
	}
	observe(options = {}) {
		const o = this.#state, what = "Failed to execute 'observe' on 'PerformanceObserver': ";
		const { entryTypes, type, buffered } = options;
		if (entryTypes === undefined && type === undefined) throw new Failure(`${what}An observe() call must include either entryTypes or type arguments.`);
		if (entryTypes !== undefined && type !== undefined) throw new Failure(`${what}An observe() call must not include both entryTypes and type arguments.`);
		const kind = type === undefined ? 'several' : 'one';
		if (o.kind !== '' && o.kind !== kind) throw new DOMException(`${what}This observer has performed observe({${o.kind === 'one' ? 'type' : 'entryTypes'}:...}, therefore it cannot perform observe({${kind === 'one' ? 'type' : 'entryTypes'}:...})`, 'InvalidModificationError');
		o.kind = kind;
		for (const each of type === undefined ? entryTypes : [type]) if (each !== 'mark' && each !== 'measure') notCovered(`performance entries of type ${each}`);
		o.types = type === undefined ? [...entryTypes] : [...o.types, type];
		if (!observers.includes(this)) observers.push(this);
		if (type !== undefined && buffered) {
			o.buffer.push(...timeline.bufferedOf(type));
			if (o.buffer.length > 0) schedule(this);
		}
	}
	takeRecords() {
		const list = this.#state.buffer;
		this.#state.buffer = [];
		return list;
	}
	disconnect() {
		const at = observers.indexOf(this);
		if (at >= 0) observers.splice(at, 1);
		this.#state.buffer = [];
		this.#state.kind = '';
		this.#state.types = [];
	}
}
finish(PerformanceObserver);

module.exports = { PerformanceObserver, PerformanceObserverEntryList };
