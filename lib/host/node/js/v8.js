// SPDX-License-Identifier: MIT
// v8.js - node:v8: values that go through serialize and deserialize, whose bytes are not modelled; numbers of the engine's are unknown.
'use strict';

const { primordial, className, isUnknown, keepBehind, notCovered, notCoveredFunction, unknownValue, valueBehind } = require('host');
const { validateString, validateUint32 } = require('node/errors');
const clone = require('host').globalValue('structuredClone');
const Failure = primordial('Error');
const isView = primordial('ArrayBuffer.isView');
const endsWith = primordial('String.prototype.endsWith');
const keys = primordial('Object.keys');
const ownDescriptor = primordial('Object.getOwnPropertyDescriptor');
const Set = primordial('Set');
const has = primordial('Set.prototype.has');
const add = primordial('Set.prototype.add');
const forEachOfSet = primordial('Set.prototype.forEach');
const forEachOfMap = primordial('Map.prototype.forEach');

// Where this differs from a structured clone: views (whose memory is the serialized one's) and shared memory.
function check(value, seen) {
	if (value === null || typeof value !== 'object' || has(seen, value)) return;
	if (isUnknown(value)) notCovered('v8.serialize of an unknown value');
	add(seen, value);
	const kind = className(value);
	if (isView(value)) notCovered('v8.serialize of a typed array, a DataView or a Buffer');
	if (kind === 'SHARED_ARRAY_BUFFER') throw new Failure('#<SharedArrayBuffer> could not be cloned.'); // node: v8:389  ser.^writeValue(value);
	if (kind === 'PROXY') return;
	if (kind === 'MAP') {
		forEachOfMap(value, (item, key) => {
			check(key, seen);
			check(item, seen);
		});
	} else if (kind === 'SET') {
		forEachOfSet(value, (item) => check(item, seen));
	}
	const names = keys(value);
	for (let i = 0; i < names.length; i++) {
		const descriptor = ownDescriptor(value, names[i]);
		if (descriptor !== undefined && 'value' in descriptor) check(descriptor.value, seen);
	}
}

function copy(value) {
	try {
		return clone(value);
	} catch (err) {
		if (className(err) === 'DOM_EXCEPTION' || (err !== null && typeof err === 'object' && err.name === 'DataCloneError')) {
			if (!endsWith(err.message, ' could not be cloned.')) notCovered('v8.serialize of an object of the host');
			throw new Failure(err.message); // node: v8:389  ser.^writeValue(value);
		}
		throw err;
	}
}

function serialize(value) {
	check(value, new Set());
	const bytes = unknownValue('v8.serialize(…)');
	keepBehind(bytes, { value: copy(value) });
	return bytes;
}

function deserialize(buffer) {
	if (isUnknown(buffer)) {
		const behind = valueBehind(buffer);
		if (behind !== undefined) return copy(behind.value);
	} else if (!isView(buffer)) {
		const place = 'v8:352^class DefaultDeserializer extends Deserializer {';
		throw require('node/errors').nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', 'buffer must be a TypedArray or a DataView', place);
	}
	return notCovered('v8.deserialize of bytes that v8.serialize did not give as they are');
}

function numbers(names, call) {
	const object = {};
	for (let i = 0; i < names.length; i++) object[names[i]] = unknownValue(`${call}.${names[i]}`);
	return object;
}

function getHeapStatistics() {
	const call = 'v8.getHeapStatistics()';
	return {
		...numbers(['total_heap_size', 'total_heap_size_executable', 'total_physical_size', 'total_available_size', 'used_heap_size', 'heap_size_limit', 'malloced_memory', 'peak_malloced_memory'], call),
		does_zap_garbage: 0,
		number_of_native_contexts: 1,
		number_of_detached_contexts: 0,
		...numbers(['total_global_handles_size', 'used_global_handles_size', 'external_memory'], call),
	};
}

const spaces = ['read_only_space', 'new_space', 'old_space', 'code_space', 'shared_space', 'new_large_object_space', 'large_object_space', 'code_large_object_space', 'shared_large_object_space'];

function getHeapSpaceStatistics() {
	const list = [];
	for (let i = 0; i < spaces.length; i++) {
		list[i] = { space_name: spaces[i], ...numbers(['space_size', 'space_used_size', 'space_available_size', 'physical_space_size'], `v8.getHeapSpaceStatistics()[${i}]`) };
	}
	return list;
}

function getHeapCodeStatistics() {
	return numbers(['code_and_metadata_size', 'bytecode_and_metadata_size', 'external_script_source_size', 'cpu_profiler_metadata_size'], 'v8.getHeapCodeStatistics()');
}

// Flags of the engine do not change what the model predicts, but some change the language.
function setFlagsFromString(flags) {
	validateString(flags, 'flags', "v8:157  ^validateString(flags, 'flags');");
	if (flags[0] === '-' && (primordial('String.prototype.includes')(flags, 'harmony') || primordial('String.prototype.includes')(flags, 'expose') || primordial('String.prototype.includes')(flags, 'natives'))) {
		notCovered(`v8.setFlagsFromString('${flags}')`);
	}
}

function setHeapSnapshotNearHeapLimit(limit) {
	validateUint32(limit, 'limit', true, "v8:251  ^validateUint32(limit, 'limit', true);");
}

const later = (name) => notCoveredFunction(`v8.${name}`);
function Serializer() {
	notCovered('v8.Serializer');
}
function Deserializer() {
	notCovered('v8.Deserializer');
}
const promiseHook = (name) => {
	const hook = later(`promiseHooks.${name}`);
	require('node/member_faces').rename(hook, '-');
	return hook;
};

module.exports = {
	cachedDataVersionTag: () => unknownValue('v8.cachedDataVersionTag()'),
	getHeapSnapshot: later('getHeapSnapshot'),
	getHeapStatistics,
	getHeapSpaceStatistics,
	getHeapCodeStatistics,
	setFlagsFromString,
	Serializer,
	Deserializer,
	DefaultSerializer: class DefaultSerializer extends Serializer {},
	DefaultDeserializer: class DefaultDeserializer extends Deserializer {},
	deserialize,
	takeCoverage() {},
	stopCoverage() {},
	serialize,
	writeHeapSnapshot: later('writeHeapSnapshot'),
	promiseHooks: { createHook: later('promiseHooks.createHook'), onInit: promiseHook('onInit'), onBefore: promiseHook('onBefore'), onAfter: promiseHook('onAfter'), onSettled: promiseHook('onSettled') },
	queryObjects: later('queryObjects'),
	startupSnapshot: { addDeserializeCallback: later('startupSnapshot.addDeserializeCallback'), addSerializeCallback: later('startupSnapshot.addSerializeCallback'), setDeserializeMainFunction: later('startupSnapshot.setDeserializeMainFunction'), isBuildingSnapshot: () => false },
	setHeapSnapshotNearHeapLimit,
	GCProfiler: class GCProfiler {
		constructor() {
			notCovered('v8.GCProfiler');
		}
	},
};
