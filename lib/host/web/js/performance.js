// SPDX-License-Identifier: MIT
// performance.js - marks and measures (User Timing), for both hosts.
'use strict';

const { primordial, now, error, isPage, isPerformance, notCovered, notCoveredFunction } = require('host');
const { dictionary } = require('web/idl');
const slice = primordial('Array.prototype.slice');
const defineProperty = primordial('Object.defineProperty');
const TypeFailure = primordial('TypeError');

const includes = primordial('Array.prototype.includes');
const split = primordial('String.prototype.split');

const key = Symbol('make');
const kName = Symbol('PerformanceEntry.Name'), kEntryType = Symbol('PerformanceEntry.EntryType'), kStartTime = Symbol('PerformanceEntry.StartTime');
const kDuration = Symbol('PerformanceEntry.Duration'), kDetail = Symbol('kDetail');

// Marks that the page's own loading sets: their times are not modelled.
const loading = split('navigationStart unloadEventStart unloadEventEnd redirectStart redirectEnd fetchStart domainLookupStart domainLookupEnd connectStart connectEnd secureConnectionStart requestStart responseStart responseEnd domLoading domInteractive domContentLoadedEventStart domContentLoadedEventEnd domComplete loadEventStart loadEventEnd', ' ');

// What an entry keeps of the detail that it is given: a copy (User Timing, "structured serialize"); `what`: the method of the page's.
function detailOf(detail, what) {
	if (detail === undefined || detail === null) return null;
	if (!isPage) return require('host').globalValue('structuredClone')(detail);
	try {
		return structuredClone(detail);
	} catch (failure) {
		const DOMException = primordial('DOMException');
		throw failure instanceof DOMException ? new DOMException(failure.message.replace(/^Failed to execute 'structuredClone' on '\w+'/, what), failure.name) : failure;
	}
}

const badTime = (time, line) => error('TypeError', 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${time} is not a valid timestamp`, `internal/perf/usertiming:${line}`);
const badOptions = (text) => new TypeFailure(`Failed to execute 'measure' on 'Performance': If a non-empty PerformanceMeasureOptions object was passed, ${text}`);
const badOptionsInNode = (text, line) => error('TypeError', 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', text, `internal/perf/usertiming:${line}      ^throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(`);
// Classes that only Performance makes; `line`: of Node's file.
const notMade = (line) => (isPage ? new TypeFailure('Illegal constructor') : error('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', `internal/perf/${line}      ^throw new ERR_ILLEGAL_CONSTRUCTOR();`));
// What Node's own start sets, for marks to refer to.
const nodeTimes = { __proto__: null, nodeStart: 1, v8Start: 1, environment: 1, loopStart: 1, loopExit: 1, bootstrapComplete: 1 };
const markTimes = new (primordial('Map'))(), setTime = primordial('Map.prototype.set'), timeAt = primordial('Map.prototype.get'), deleteTime = primordial('Map.prototype.delete'), clearTimes = primordial('Map.prototype.clear');

// Node's clock never shows the same twice, where the model's stands still: entries begin in the order in which they were made, and a
// measure where its first mark does. The clock of a page is as coarse as that.
let marks = 0, orderOf;
const compare = (a, b) => a.startTime - b.startTime || orderOf(a) - orderOf(b);

class PerformanceEntry {
	#order;
	#name;
	#entryType;
	#startTime;
	#duration;
	static {
		orderOf = (entry) => entry.#order;
	}
	constructor(made, name, type, start, duration, order = 0) {
		if (made !== key) throw notMade('performance_entry:42');
		this.#order = order;
		this.#name = name;
		this.#entryType = type;
		this.#startTime = start;
		this.#duration = duration;
		if (!isPage) this.#keep();
	}
	// Node has them behind symbols, which can be listed.
	#keep() {
		this[kName] = this.#name;
		this[kEntryType] = this.#entryType;
		this[kStartTime] = this.#startTime;
		this[kDuration] = this.#duration;
	}
	get name() {
		return this.#name;
	}
	get entryType() {
		return this.#entryType;
	}
	get startTime() {
		return this.#startTime;
	}
	get duration() {
		return this.#duration;
	}
	toJSON() {
		if (isPage) notCovered('navigationId of performance entries');
		return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
	}
}

class PerformanceMark extends PerformanceEntry {
	#detail;
	constructor(name, options, made) {
		if (!isPage) {
			if (arguments.length === 0) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "name" argument must be specified', "internal/perf/usertiming:72      ^throw new ERR_MISSING_ARGS('name');");
			name = `${name}`; // node: internal/perf/usertiming:74    ^name = `${name}`;
			if (nodeTimes[name]) throw require('node/errors').invalidArgValue('name', name, undefined, "internal/perf/usertiming:76      ^throw new ERR_INVALID_ARG_VALUE('name', name);");
		}
		const what = made === key ? "Failed to execute 'mark' on 'Performance'" : "Failed to construct 'PerformanceMark'";
		if (isPage) dictionary(options, what, 'PerformanceMarkOptions');
		else if (options != null) require('node/errors').validateObject(options, 'options'); // node: internal/perf/usertiming:78      ^validateObject(options, 'options');
		const start = options?.startTime;
		if (!isPage && start != null) require('node/errors').validateNumber(start, 'startTime'); // node: internal/perf/usertiming:81    ^validateNumber(startTime, 'startTime');
		if (start < 0) throw isPage ? new TypeFailure(`${what}: '${name}' cannot have a negative start time.`) : badTime(start, '83      ^throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);');
		if (isPage && includes(loading, `${name}`)) notCovered('marks of the names that a page\'s loading has');
		super(key, `${name}`, 'mark', start ?? now(), 0, isPage ? 0 : ++marks);
		if (!isPage) setTime(markTimes, name, this.startTime);
		this.#detail = detailOf(options?.detail, what);
		if (!isPage) this[kDetail] = this.#detail;
	}
	get detail() {
		return this.#detail;
	}
	toJSON() {
		return { ...super.toJSON(), detail: this.detail };
	}
}

class PerformanceMeasure extends PerformanceEntry {
	#detail;
	constructor(made, name, start, duration, detail, order) {
		if (made !== key) throw notMade('usertiming:129');
		super(made, name, 'measure', start, duration, order);
		this.#detail = detail;
		if (!isPage) this[kDetail] = detail;
	}
	get detail() {
		return this.#detail;
	}
	toJSON() {
		return { ...super.toJSON(), detail: this.detail };
	}
}

function enumerable(constructor, names) {
	for (let i = 0; i < names.length; i++) defineProperty(constructor.prototype, names[i], { __proto__: null, enumerable: true });
	if (isPage || constructor !== PerformanceEntry) defineProperty(constructor.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: constructor.name });
}
enumerable(PerformanceEntry, ['name', 'entryType', 'startTime', 'duration', 'toJSON']);
enumerable(PerformanceMark, isPage ? ['detail', 'toJSON'] : ['detail']);
enumerable(PerformanceMeasure, isPage ? ['detail', 'toJSON'] : ['detail']);

// Node's console shows what toJSON gives.
if (!isPage) {
	defineProperty(PerformanceEntry.prototype, Symbol.for('nodejs.util.inspect.custom'), {
		__proto__: null, configurable: true, writable: true, value: function(depth, options, inspect) {
			if (depth < 0) return this;
			return `${this.constructor.name} ${inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
		},
	});
}

let entries = [];
let listener; // called with every entry: the host's observers

// In the order of their start; equal ones as they came.
function add(entry) {
	let i = entries.length;
	for (; i > 0 && compare(entries[i - 1], entry) > 0; i--) entries[i] = entries[i - 1];
	entries[i] = entry;
	if (listener !== undefined) listener(entry);
	return entry;
}

function onEntry(callback) {
	listener = callback;
}

// An entry of another kind, which is not kept.
class PerformanceNodeEntry extends PerformanceEntry {
	#detail;
	constructor(made, name, type, start, duration, detail) {
		super(made, name, type, start, duration, ++marks);
		this.#detail = detail;
		if (!isPage) this[kDetail] = detail;
	}
	get detail() {
		return this.#detail;
	}
	toJSON() {
		return { ...super.toJSON(), detail: this.detail };
	}
}
const makeNodeEntry = (name, type, start, duration, detail) => new PerformanceNodeEntry(key, name, type, start, duration, detail);

function filter(keep) {
	const out = [];
	for (let i = 0; i < entries.length; i++) if (keep(entries[i])) out[out.length] = entries[i];
	return out;
}

const lastMark = (name) => {
	for (let i = entries.length - 1; i >= 0; i--) if (entries[i].entryType === 'mark' && entries[i].name === name) return entries[i];
	return undefined;
};

// On a page: the time of a mark, or a time itself.
function timeOf(mark, name) {
	if (typeof mark === 'number') {
		if (mark < 0) throw new TypeFailure(`Failed to execute 'measure' on 'Performance': '${name}' cannot have a negative time stamp.`);
		return mark;
	}
	const found = lastMark(mark);
	if (found !== undefined) return found.startTime;
	if (includes(loading, `${mark}`)) notCovered('the times of the page\'s loading');
	throw new (primordial('DOMException'))(`Failed to execute 'measure' on 'Performance': The mark '${mark}' does not exist.`, 'SyntaxError');
}

// The same in Node (lib/internal/perf/usertiming.js, getMark).
function timeInNode(mark) {
	if (mark === undefined) return undefined;
	if (typeof mark === 'number') {
		if (mark < 0) throw badTime(mark, '57      ^throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(name);');
		return mark;
	}
	mark = `${mark}`; // node: internal/perf/usertiming:60  ^name = `${name}`;
	if (nodeTimes[mark]) notCovered(`the time ${mark} of Node's own start`);
	const time = timeAt(markTimes, mark);
	if (time !== undefined) return time;
	const { thrown, madeAt, globalValue } = require('host'), place = 'internal/perf/usertiming:65    ^throw lazyDOMException(`The "${name}" performance mark has not been set`, \'SyntaxError\');';
	const err = new (globalValue('DOMException'))(`The "${mark}" performance mark has not been set`, 'SyntaxError');
	throw thrown(err, place);
}

// The object that a member is called on must be `performance`; `line`: of Node's file.
function demandReceiver(value, line) {
	if (isPerformance(value)) return;
	if (isPage) throw new TypeFailure('Illegal invocation');
	throw require('host').thrownFrom(require('node/errors').invalidArgType('this', 'Performance', value), `internal/perf/performance:${line}    ^validateInternalField(this, kPerformanceBrand, 'Performance');`);
}

// On a page `error` is absent. `line`: of Node's file.
function missingName(line, method) {
	if (isPage) return new TypeFailure(`Failed to execute '${method}' on 'Performance': 1 argument required, but only 0 present.`);
	const text = 'The "name" argument must be specified';
	return error('TypeError', 'ERR_MISSING_ARGS', text, `internal/perf/performance:${line}      ^throw new ERR_MISSING_ARGS('name');`);
}

function mark(name, options) {
	demandReceiver(this, 122);
	if (arguments.length === 0) throw missingName(124, 'mark');
	return add(new PerformanceMark(name, options, key));
}

// Where a measure begins and ends on a page (User Timing, "measure() method").
function spanOnPage(name, startOrOptions, endMark) {
	let start = 0, end;
	if (startOrOptions !== null && typeof startOrOptions === 'object') {
		const options = startOrOptions;
		const isEmpty = options.start === undefined && options.end === undefined && options.duration === undefined && options.detail === undefined;
		if (!isEmpty && endMark !== undefined) throw badOptions('|end_mark| must not be passed.');
		if (!isEmpty && options.start === undefined && options.end === undefined) throw badOptions("at least one of its 'start' or 'end' properties must be present.");
		if (options.start !== undefined && options.end !== undefined && options.duration !== undefined) throw badOptions("it must not have all of its 'start', 'duration', and 'end' properties defined");
		if (options.end !== undefined) end = timeOf(options.end, name);
		else if (endMark !== undefined) end = timeOf(`${endMark}`, name);
		if (options.start !== undefined) start = timeOf(options.start, name);
		else if (options.duration !== undefined && end !== undefined) start = end - options.duration;
		if (end === undefined && options.duration !== undefined) end = start + options.duration;
	} else {
		if (startOrOptions !== undefined && startOrOptions !== null) start = timeOf(`${startOrOptions}`, name);
		if (endMark !== undefined) end = timeOf(`${endMark}`, name);
	}
	return [start, end ?? now()];
}

// The same in Node (calculateStartDuration), whose options count only where they have a start or an end.
function spanInNode(startOrOptions, endMark) {
	let start, end, duration, has = false;
	startOrOptions ??= 0;
	if (typeof startOrOptions === 'object') {
		({ start, end, duration } = startOrOptions);
		has = start !== undefined || end !== undefined;
	}
	if (has && endMark !== undefined) throw badOptionsInNode('endMark must not be specified', 186);
	if (start !== undefined && end !== undefined && duration !== undefined) throw badOptionsInNode('Must not have options.start, options.end, and options.duration specified', 195);
	if (endMark !== undefined) end = timeInNode(endMark);
	else if (has && end !== undefined) end = timeInNode(end);
	else if (has && start !== undefined && duration !== undefined) end = timeInNode(start) + timeInNode(duration);
	else end = now();
	if (typeof startOrOptions === 'string') start = timeInNode(startOrOptions);
	else if (has && start !== undefined) start = timeInNode(start);
	else start = has && duration !== undefined && end !== undefined ? end - timeInNode(duration) : 0;
	return [start, end];
}

function measure(name, startOrOptions, endMark) {
	demandReceiver(this, 130);
	if (arguments.length === 0) throw missingName(132, 'measure');
	if (!isPage) require('node/errors').validateString(name, 'name'); // node: internal/perf/usertiming:226  ^validateString(name, 'name');
	const [start, end] = isPage ? spanOnPage(name, startOrOptions, endMark) : spanInNode(startOrOptions, endMark);
	const detail = detailOf(startOrOptions?.detail, "Failed to execute 'measure' on 'Performance'");
	const first = lastMark(startOrOptions?.start ?? startOrOptions);
	return add(new PerformanceMeasure(key, `${name}`, start, end - start, detail, first === undefined ? 0 : orderOf(first)));
}

function clearMarks(name) {
	demandReceiver(this, 71);
	if (!isPage && name !== undefined) name = `${name}`; // node: internal/perf/performance:73      ^name = `${name}`;
	if (name === undefined) clearTimes(markTimes);
	else deleteTime(markTimes, name);
	entries = filter((entry) => entry.entryType !== 'mark' || (name !== undefined && entry.name !== name));
}
function clearMeasures(name) {
	demandReceiver(this, 80);
	entries = filter((entry) => entry.entryType !== 'measure' || (name !== undefined && entry.name !== name));
}
// What a browser itself measures of a page, and puts between the entries of scripts.
const measured = { __proto__: null, navigation: 1, resource: 1, paint: 1, 'visibility-state': 1 };
function refuseMeasured(type) {
	if (isPage && measured[type]) notCovered(`performance entries of type ${type}`);
}
const getEntries = function() {
	demandReceiver(this, 96);
	refuseMeasured('navigation');
	return slice(entries);
};
function demand(count, name, line) {
	if (count === 0 && !isPage) throw require('host').error('TypeError', 'ERR_MISSING_ARGS', `The "${name}" argument must be specified`, `internal/perf/performance:${line}      ^throw new ERR_MISSING_ARGS('${name}');`);
}
const getEntriesByName = function(name, type = undefined) {
	demandReceiver(this, 101);
	demand(arguments.length, 'name', 103);
	if (!isPage) name = `${name}`; // node: internal/perf/performance:105    ^name = `${name}`;
	if (name === 'first-paint' || name === 'first-contentful-paint') refuseMeasured('paint');
	return filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
};
// All of this type so far.
const bufferedOf = (type) => {
	refuseMeasured(type);
	return filter((entry) => entry.entryType === type);
};
const getEntriesByType = function(type) {
	demandReceiver(this, 113);
	demand(arguments.length, 'type', 115);
	if (!isPage) type = `${type}`; // node: internal/perf/performance:117    ^type = `${type}`;
	return bufferedOf(type);
};

module.exports = {
	PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver: notCoveredFunction('PerformanceObserver'), makeNodeEntry, compare, onEntry, bufferedOf, mark, measure,
	clearMarks, clearMeasures, getEntries, getEntriesByName, getEntriesByType,
};
