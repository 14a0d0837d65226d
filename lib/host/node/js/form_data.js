// SPDX-License-Identifier: MIT
// form_data.js - FormData as Node has it (XMLHttpRequest, "Interface FormData"), without forms.
'use strict';

const { inspect, primordial } = require('host');
const { finish } = require('web/idl');
const { complete } = require('node/web_class');
const { isObject, exception, refuseReceiver, required, addIteration, finishName } = require('node/fetch_values');
const { Blob, File } = require('node/web_blob');

const TypeFailure = primordial('TypeError');

let pairsOf, replacePairs;

const wellFormed = primordial('String.prototype.toWellFormed');
const text = (value) => wellFormed(`${value}`); // node: internal/deps/undici/undici:1650      return hasToWellFormed ? `${^val}`.toWellFormed() : nodeUtil.toUSVString(val);

// A blob becomes a file, with a name.
function entryValue(value, filename) {
	if (!(value instanceof Blob)) return text(value);
	if (value instanceof File && filename === undefined) return value;
	return new File([value], filename ?? 'blob', { type: value.type });
}

class _FormData {
	#pairs = [];
	constructor(form = undefined) {
		if (form !== undefined) throw exception('FormData constructor', 'Argument 1 could not be converted to: undefined.'); // node: internal/deps/undici/undici:5186          ^throw webidl.errors.conversionFailed({
	}
	static {
		pairsOf = (value) => (isObject(value) && #pairs in value ? value.#pairs : refuseReceiver());
		replacePairs = (value, pairs) => {
			value.#pairs = pairs;
		};
	}
	append(name, value, filename = undefined) {
		const pairs = pairsOf(this);
		required(arguments.length, 2, 'FormData.append');
		if (arguments.length === 3 && !(value instanceof Blob)) throw new TypeFailure("Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'"); // node: internal/deps/undici/undici:5199          ^throw new TypeError(
		pairs[pairs.length] = [text(name), entryValue(value, filename === undefined ? undefined : text(filename))];
	}
	delete(name) {
		const pairs = pairsOf(this);
		required(arguments.length, 1, 'FormData.delete');
		const wanted = text(name);
		const kept = [];
		for (let i = 0; i < pairs.length; i++) if (pairs[i][0] !== wanted) kept[kept.length] = pairs[i];
		replacePairs(this, kept);
	}
	get(name) {
		const pairs = pairsOf(this);
		required(arguments.length, 1, 'FormData.get');
		const wanted = text(name);
		for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === wanted) return pairs[i][1];
		return null;
	}
	getAll(name) {
		const pairs = pairsOf(this), found = [];
		required(arguments.length, 1, 'FormData.getAll');
		const wanted = text(name);
		for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === wanted) found[found.length] = pairs[i][1];
		return found;
	}
	has(name) {
		const pairs = pairsOf(this);
		required(arguments.length, 1, 'FormData.has');
		const wanted = text(name);
		for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === wanted) return true;
		return false;
	}
	set(name, value, filename = undefined) {
		const pairs = pairsOf(this), kept = [];
		required(arguments.length, 2, 'FormData.set');
		if (arguments.length === 3 && !(value instanceof Blob)) throw new TypeFailure("Failed to execute 'set' on 'FormData': parameter 2 is not of type 'Blob'"); // node: internal/deps/undici/undici:5246          ^throw new TypeError(
		const entry = [text(name), entryValue(value, filename === undefined ? undefined : text(filename))];
		let placed = false;
		for (let i = 0; i < pairs.length; i++) {
			if (pairs[i][0] !== entry[0]) kept[kept.length] = pairs[i];
			else if (!placed) kept[kept.length] = entry;
			placed = placed || pairs[i][0] === entry[0];
		}
		if (!placed) kept[kept.length] = entry;
		replacePairs(this, kept);
	}
}
finishName(_FormData, 'FormData');
addIteration(_FormData, 'FormData', pairsOf);
finish(_FormData, 'FormData');
complete(_FormData.prototype, [], function(depth, options) {
	const pairs = pairsOf(this), shown = {};
	for (let i = 0; i < pairs.length; i++) {
		const [name, value] = pairs[i], { [name]: before } = shown;
		if (before === undefined) shown[name] = value;
		else if (Array.isArray(before)) before[before.length] = value;
		else shown[name] = [before, value];
	}
	return `FormData ${inspect(shown, { ...options, depth: options.depth ?? depth })}`;
});

module.exports = { FormData: _FormData };
