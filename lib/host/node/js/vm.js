// SPDX-License-Identifier: MIT
// vm.js - node:vm: scripts of the present context. Other contexts are not covered.
'use strict';

const { primordial, compileScript, notCovered, notCoveredFunction } = require('host');
const { invalidArgType, validateBoolean, validateInteger, validateObject, validateString, validateUint32 } = require('node/errors');
const includes = primordial('String.prototype.includes');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');
const trim = primordial('String.prototype.trim');
const isView = primordial('ArrayBuffer.isView');

const runners = new (primordial('WeakMap'))();
const get = primordial('WeakMap.prototype.get');
const set = primordial('WeakMap.prototype.set');
const isContexts = notCoveredFunction('vm.createContext');

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
		code = `${code}`;
		if (typeof options === 'string') options = { filename: options };
		else validateObject(options, 'options');
		const { filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically } = options;
		validateString(filename, 'options.filename');
		validateOffset(lineOffset, 'options.lineOffset');
		validateOffset(columnOffset, 'options.columnOffset');
		if (cachedData !== undefined && !isView(cachedData)) throw invalidArgType('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
		validateBoolean(produceCachedData, 'options.produceCachedData');
		if (importModuleDynamically !== undefined && typeof importModuleDynamically !== 'symbol' && typeof importModuleDynamically !== 'function') {
			throw invalidArgType('options.importModuleDynamically', 'function', importModuleDynamically);
		}
		if (cachedData !== undefined || produceCachedData) notCovered('cached data of a script');
		if (importModuleDynamically !== undefined || includes(code, 'import(')) notCovered('import() in a script of node:vm');
		if (includes(code, '\0')) notCovered('a null character in a script');
		super();
		set(runners, this, compileScript(code, filename));
		this.sourceMapURL = sourceMapOf(code);
	}
	runInThisContext(options = {}) {
		validateObject(options, 'options');
		const { breakOnSigint = false, displayErrors = true, timeout } = options;
		if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
		validateBoolean(displayErrors, 'options.displayErrors');
		validateBoolean(breakOnSigint, 'options.breakOnSigint');
		const run = get(runners, this);
		if (run === undefined) throw new (primordial('TypeError'))('Illegal invocation');
		return run(displayErrors);
	}
	runInContext(contextifiedObject, options) {
		validateContext(contextifiedObject);
	}
	runInNewContext(contextObject, options) {
		isContexts();
	}
}
ContextifyScript.prototype.createCachedData = notCoveredFunction('script.createCachedData');

function validateContext(contextifiedObject) {
	throw invalidArgType('contextifiedObject', 'vm.Context', contextifiedObject, "vm:160    ^throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context',");
}

function runInThisContext(code, options) {
	if (typeof options === 'string') options = { filename: options };
	return new Script(code, options).runInThisContext(options);
}

function runInContext(code, contextifiedObject, options) {
	validateContext(contextifiedObject);
}

// No object is a context: none can be made.
function isContext(object) {
	validateObject(object, 'object');
	return false;
}

function createContext(contextObject = {}, options = {}) {
	if (typeof contextObject !== 'symbol') validateObject(contextObject, 'object');
	isContexts();
}

const hidden = (name) => notCoveredFunction(`vm.${name}`);

module.exports = {
	Script,
	createContext,
	createScript(code, options) {
		return new Script(code, options);
	},
	runInContext,
	runInNewContext(code, contextObject, options) {
		isContexts();
	},
	runInThisContext,
	isContext,
	compileFunction: hidden('compileFunction'),
	measureMemory: hidden('measureMemory'),
	constants: { __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'), DONT_CONTEXTIFY: Symbol('vm_context_no_contextify') },
};
