// SPDX-License-Identifier: MIT
// vm.js - node:vm: scripts of the present context and of contexts of their own (vm_context.js).
'use strict';

const isArray = require('host').primordial('Array.isArray');
const { primordial, compileScript, notCovered, notCoveredFunction } = require('host');
const { contextOf, makeContext } = require('node/vm_context');
const { invalidArgType, invalidArgValue, validateArray, validateBoolean, validateInteger, validateObject, validateString, validateUint32 } = require('node/errors');
const includes = primordial('String.prototype.includes');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');
const trim = primordial('String.prototype.trim');
const isView = primordial('ArrayBuffer.isView');
const join = primordial('Array.prototype.join');

const runners = new (primordial('WeakMap'))();
const get = primordial('WeakMap.prototype.get');
const set = primordial('WeakMap.prototype.set');

class ContextifyScript {}

// The address of a source map, as a last comment names it.
function sourceMapOf(text) {
	const at = lastIndexOf(text, '//# sourceMappingURL=');
	if (at < 0) return undefined;
	const rest = slice(text, at + 21);
	return includes(trim(rest), '\n') || includes(trim(rest), ' ') ? undefined : trim(rest);
}

function validateOffset(value, name) {
	validateInteger(value, name, -2147483648, 2147483647);
	if (value !== 0) notCovered(`${name} of a script`);
}

class Script extends ContextifyScript {
	constructor(code, options = {}) {
		code = `${code}`; // node: vm:86    ^code = `${code}`;
		if (typeof options === 'string') options = { filename: options };
		else validateObject(options, 'options'); // node: vm:90      ^validateObject(options, 'options');
		const { filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically } = options;
		validateString(filename, 'options.filename'); // node: vm:103    ^validateString(filename, 'options.filename');
		validateOffset(lineOffset, 'options.lineOffset'); // node: vm:104    ^validateInt32(lineOffset, 'options.lineOffset');
		validateOffset(columnOffset, 'options.columnOffset'); // node: vm:105    ^validateInt32(columnOffset, 'options.columnOffset');
		if (cachedData !== undefined && !isView(cachedData)) throw invalidArgType('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData); // node: vm:107      ^validateBuffer(cachedData, 'options.cachedData');
		validateBoolean(produceCachedData, 'options.produceCachedData'); // node: vm:109    ^validateBoolean(produceCachedData, 'options.produceCachedData');
		if (importModuleDynamically !== undefined && typeof importModuleDynamically !== 'symbol' && typeof importModuleDynamically !== 'function') {
			throw invalidArgType('options.importModuleDynamically', 'function', importModuleDynamically); // node: internal/vm:60    ^validateFunction(importModuleDynamically,
		}
		if (cachedData !== undefined || produceCachedData) notCovered('cached data of a script');
		if (importModuleDynamically !== undefined || includes(code, 'import(')) notCovered('import() in a script of node:vm');
		if (includes(code, '\0')) notCovered('a null character in a script');
		super();
		set(runners, this, compileScript(code, filename));
		this.sourceMapURL = sourceMapOf(code);
	}
	runInThisContext(options) {
		return runScript(this, undefined, options);
	}
	runInContext(contextifiedObject, options) {
		return runScript(this, validateContext(contextifiedObject), options);
	}
	runInNewContext(contextObject, options) {
		return this.runInContext(createContext(contextObject, contextOptions(options)), options);
	}
}

function runScript(script, context, options = {}) {
	validateObject(options, 'options'); // node: vm:166  ^validateObject(options, 'options');
	const { breakOnSigint = false, displayErrors = true, timeout } = options;
	if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true, "vm:172    ^validateUint32(timeout, 'options.timeout', true);");
	validateBoolean(displayErrors, 'options.displayErrors', "vm:181  ^validateBoolean(displayErrors, 'options.displayErrors');");
	validateBoolean(breakOnSigint, 'options.breakOnSigint', "vm:182  ^validateBoolean(breakOnSigint, 'options.breakOnSigint');");
	const run = get(runners, script);
	if (run === undefined) throw new (primordial('TypeError'))('Illegal invocation');
	return run(displayErrors, context, timeout);
}

ContextifyScript.prototype.createCachedData = notCoveredFunction('script.createCachedData');

// The context that belongs to the object.
function validateContext(contextifiedObject) {
	const context = isContext(contextifiedObject) ? contextOf(contextifiedObject) : undefined;
	if (context === undefined) throw invalidArgType('contextifiedObject', 'vm.Context', contextifiedObject, "vm:160    ^throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context',");
	return context;
}

function runInThisContext(code, options) {
	if (typeof options === 'string') options = { filename: options };
	return new Script(code, options).runInThisContext(options);
}

function runInContext(code, contextifiedObject, options) {
	validateContext(contextifiedObject);
	options = typeof options === 'string' ? { filename: options } : { ...options };
	return new Script(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
	if (typeof options === 'string') options = { filename: options };
	contextObject = createContext(contextObject, contextOptions(options));
	options = { ...options };
	return new Script(code, options).runInNewContext(contextObject, options);
}

function isContext(object) {
	if (!isArray(object)) validateObject(object, 'object', "vm:79  ^validateObject(object, 'object', kValidateObjectAllowArray);");
	return contextOf(object) !== undefined;
}

function contextOptions(options) {
	if (!options) return {};
	if (options.contextName !== undefined) validateString(options.contextName, 'options.contextName', "vm:206    ^validateString(contextOptions.name, 'options.contextName');");
	if (options.contextOrigin !== undefined) validateString(options.contextOrigin, 'options.contextOrigin', "vm:208    ^validateString(contextOptions.origin, 'options.contextOrigin');");
	if (options.contextCodeGeneration !== undefined) validateObject(options.contextCodeGeneration, 'options.contextCodeGeneration'); // node: vm:210    ^validateObject(options.contextCodeGeneration,
	return { codeGeneration: options.contextCodeGeneration, microtaskMode: options.microtaskMode };
}

function createContext(contextObject = {}, options = {}) {
	if (typeof contextObject === 'symbol') notCovered('a context without an object of its own');
	if (isContext(contextObject)) return contextObject;
	validateObject(options, 'options'); // node: vm:230  ^validateObject(options, 'options');
	const { name, origin, codeGeneration, microtaskMode } = options;
	if (name !== undefined) validateString(name, 'options.name', "vm:240  ^validateString(name, 'options.name');");
	if (origin !== undefined) validateString(origin, 'options.origin', "vm:242    ^validateString(origin, 'options.origin');");
	if (codeGeneration !== undefined) notCovered('the option codeGeneration of a context');
	if (microtaskMode !== undefined) {
		if (microtaskMode !== 'afterEvaluate') throw invalidArgValue('options.microtaskMode', microtaskMode, "must be one of: 'afterEvaluate', undefined"); // node: vm:254  ^validateOneOf(microtaskMode,
		notCovered('microtasks of their own for a context');
	}
	makeContext(contextObject);
	return contextObject;
}

function validateStrings(params) {
	validateArray(params, 'params'); // node: vm:324    ^validateStringArray(params, 'params');
	for (let i = 0; i < params.length; i++) validateString(params[i], `params[${i}]`); // node: vm:324    ^validateStringArray(params, 'params');
}

// A function of the text: in Node one of V8's own, here an expression that a script gives.
function compileFunction(code, params, options = {}) {
	validateString(code, 'code', "vm:321  ^validateString(code, 'code');");
	validateObject(options, 'options', "vm:322  ^validateObject(options, 'options');");
	if (params !== undefined) validateStrings(params);
	const { filename = '', columnOffset = 0, lineOffset = 0, cachedData, produceCachedData = false, parsingContext, contextExtensions = [], importModuleDynamically } = options;
	validateString(filename, 'options.filename'); // node: vm:337  ^validateString(filename, 'options.filename');
	validateOffset(columnOffset, 'options.columnOffset'); // node: vm:338  ^validateInt32(columnOffset, 'options.columnOffset');
	validateOffset(lineOffset, 'options.lineOffset'); // node: vm:339  ^validateInt32(lineOffset, 'options.lineOffset');
	if (cachedData !== undefined || produceCachedData || importModuleDynamically !== undefined) notCovered('this option of vm.compileFunction');
	validateArray(contextExtensions, 'options.contextExtensions', "vm:356  ^validateArray(contextExtensions, 'options.contextExtensions');");
	if (contextExtensions.length > 0) notCovered('the option contextExtensions of vm.compileFunction');
	const context = parsingContext === undefined ? undefined : contextOf(parsingContext);
	if (parsingContext !== undefined && context === undefined) throw invalidArgType('options.parsingContext', 'Context', parsingContext); // node: vm:349      ^throw new ERR_INVALID_ARG_TYPE(
	return compileScript(`(function (${join(params ?? [], ', ')}) {\n${code}\n})`, filename)(false, context);
}

const hidden = (name) => notCoveredFunction(`vm.${name}`);

module.exports = {
	Script,
	createContext,
	createScript(code, options) {
		return new Script(code, options);
	},
	runInContext,
	runInNewContext,
	runInThisContext,
	isContext,
	compileFunction,
	measureMemory: hidden('measureMemory'),
	constants: { __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'), DONT_CONTEXTIFY: Symbol('vm_context_no_contextify') },
};
