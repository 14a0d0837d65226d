// SPDX-License-Identifier: MIT
// util.js - node:util.
'use strict';

const host = require('host');
const { primordial, error, nextTick, emitWarning, inspect: inspectNative, inspectState, stripSequences, format, formatWithOptions: formatNative, className, globalValue, notCovered, notCoveredFunction, isUnknown } = host;
const errors = require('node/errors');
const { invalidArgType, validateFunction, validateString, validateNumber } = errors;
const apply = primordial('Reflect.apply');
const ReflectApply = apply; // as messages name it
const construct = primordial('Reflect.construct');
const bind = primordial('Function.prototype.bind');
const isArray = primordial('Array.isArray');
const indexOf = primordial('String.prototype.indexOf');
const toUpperCase = primordial('String.prototype.toUpperCase');
const charCodeAt = primordial('String.prototype.charCodeAt');
const defineProperty = primordial('Object.defineProperty');
const defineProperties = primordial('Object.defineProperties');
const getOwnPropertyDescriptors = primordial('Object.getOwnPropertyDescriptors');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const setPrototypeOf = primordial('Object.setPrototypeOf');
const keysOf = primordial('Object.keys');
const Promise = primordial('Promise');
const Failure = primordial('Error');

const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
const kCustomArguments = require('node/promisify_names');

// ---- promises and callbacks

function promisify(original) {
	const isOutside = isUnknown(original);
	if (!isOutside) validateFunction(original, 'original', "internal/util:409  ^validateFunction(original, 'original');");
	const own = isOutside ? undefined : original[kCustomPromisify];
	if (own) {
		validateFunction(own, 'util.promisify.custom', "internal/util:414    ^validateFunction(fn, 'util.promisify.custom');");
		return defineProperty(own, kCustomPromisify, { __proto__: null, value: own, enumerable: false, writable: false, configurable: true });
	}
	const names = isOutside ? undefined : original[kCustomArguments];
	function fn(...args) {
		return new Promise((resolve, reject) => {
			if (isOutside) { // two functions at the end: one of them is called
				args[args.length] = resolve;
				args[args.length] = reject;
				apply(original, this, args);
				return;
			}
			args[args.length] = (err, ...values) => {
				if (err) return reject(err);
				if (names !== undefined && values.length > 1) {
					const named = {};
					for (let i = 0; i < names.length; i++) named[names[i]] = values[i];
					resolve(named);
				} else {
					resolve(values[0]);
				}
			};
			apply(original, this, args);
		});
	}
	if (isOutside) return fn;
	setPrototypeOf(fn, getPrototypeOf(original));
	defineProperty(fn, kCustomPromisify, { __proto__: null, value: fn, enumerable: false, writable: false, configurable: true });
	return defineProperties(fn, getOwnPropertyDescriptors(original));
}
promisify.custom = kCustomPromisify;

function callbackifyRejected(reason, callback) {
	if (!reason) {
		const wrapped = error('Error', 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
		wrapped.reason = reason;
		reason = wrapped;
	}
	return callback(reason);
}

function callbackify(original) {
	validateFunction(original, 'original', "util:383  ^validateFunction(original, 'original');");
	function callbackified(...args) {
		const last = args[args.length - 1];
		args.length = args.length === 0 ? 0 : args.length - 1;
		validateFunction(last, 'last argument', "util:390    ^validateFunction(maybeCb, 'last argument');");
		const callback = bind(last, this);
		const fulfilled = (value) => nextTick(callback, null, value);
		const rejected = (reason) => nextTick(callbackifyRejected, reason, callback);
		ReflectApply(original, this, args).then(fulfilled, rejected); // node: util:395      .^then((ret) => process.nextTick(cb, null, ret),
	}
	const descriptors = getOwnPropertyDescriptors(original);
	if (typeof descriptors.length.value === 'number') descriptors.length.value++;
	if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
	return defineProperties(callbackified, descriptors);
}

// ---- classes of old

function inherits(ctor, superCtor) {
	if (ctor === undefined || ctor === null) throw invalidArgType('ctor', 'Function', ctor, "util:324    ^throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);");
	if (superCtor === undefined || superCtor === null) throw invalidArgType('superCtor', 'Function', superCtor, 'util:327    ^throw new ERR_INVALID_ARG_TYPE(\'superCtor\', \'Function\', superCtor);');
	if (superCtor.prototype === undefined) throw invalidArgType('superCtor.prototype', 'Object', superCtor.prototype, 'util:330    ^throw new ERR_INVALID_ARG_TYPE(\'superCtor.prototype\',');
	defineProperty(ctor, 'super_', { __proto__: null, value: superCtor, writable: true, configurable: true });
	setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function _extend(target, source) {
	if (source === null || typeof source !== 'object') return target;
	const keys = keysOf(source);
	for (let i = keys.length - 1; i >= 0; i--) target[keys[i]] = source[keys[i]];
	return target;
}

// Newer releases give what is deprecated the length of what it stands for.
const keepsLength = !primordial('String.prototype.startsWith')(require('host').process.version, 'v20.');
const warnedCodes = { __proto__: null };

function deprecate(fn, msg, code) {
	if (code !== undefined) validateString(code, 'code', "internal/util:153    ^validateString(code, 'code');");
	let warned = false;
	function deprecated(...args) {
		if (!warned) {
			warned = true;
			if (code === undefined) {
				emitWarning(msg, 'DeprecationWarning');
			} else if (!warnedCodes[code]) {
				warnedCodes[code] = true;
				emitWarning(msg, 'DeprecationWarning', code);
			}
		}
		if (new.target) return construct(fn, args, new.target);
		return apply(fn, this, args);
	}
	setPrototypeOf(deprecated, fn); // node: internal/util:171  ^ObjectSetPrototypeOf(deprecated, fn);
	if (fn.prototype) deprecated.prototype = fn.prototype;
	if (keepsLength) defineProperty(deprecated, 'length', { __proto__: null, ...primordial('Object.getOwnPropertyDescriptor')(fn, 'length') });
	return deprecated;
}

// ---- logging

const noop = () => {};

// NODE_DEBUG is not set: nothing is written. What the first call replaces by that is told to `callback`.
function debuglog(set, callback) {
	let debug = () => {
		set = toUpperCase(set);
		debug = noop;
		if (typeof callback === 'function') callback(debug);
	};
	const logger = (...args) => debug();
	const enabled = () => {
		set = toUpperCase(set);
		return false;
	};
	defineProperty(logger, 'enabled', { __proto__: null, get: enabled, configurable: true, enumerable: true });
	return logger;
}

function inspect(value, opts) {
	return apply(inspectNative, undefined, arguments);
}
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
let defaultOptions;
function readDefaultOptions() {
	if (defaultOptions === undefined) {
		defaultOptions = primordial('Object.seal')({
			showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000,
			breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
		});
		inspectState(inspect, defaultOptions);
	}
	return defaultOptions;
}
defineProperty(inspect, 'defaultOptions', {
	__proto__: null,
	get() {
		return readDefaultOptions();
	},
	set(options) {
		errors.validateObject(options, 'options', "internal/util/inspect:386    ^validateObject(options, 'options');");
		return primordial('Object.assign')(readDefaultOptions(), options);
	},
});
const colors = {
	__proto__: null,
	reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28],
	strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
	magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49],
	bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55], gray: [90, 39],
	redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39],
	whiteBright: [97, 39], bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49],
	bgBlueBright: [104, 49], bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
const aliases = { __proto__: null, grey: 'gray', blackBright: 'gray', bgGrey: 'bgGray', bgBlackBright: 'bgGray', faint: 'dim', crossedout: 'strikethrough', strikeThrough: 'strikethrough', crossedOut: 'strikethrough', conceal: 'hidden', swapColors: 'inverse', swapcolors: 'inverse', doubleUnderline: 'doubleunderline' };
const aliasNames = keysOf(aliases);
for (let i = 0; i < aliasNames.length; i++) {
	const target = aliases[aliasNames[i]];
	defineProperty(colors, aliasNames[i], {
		__proto__: null,
		get() {
			return this[target];
		},
		set(value) {
			this[target] = value;
		},
		configurable: true,
		enumerable: false,
	});
}
inspectState(inspect);
inspect.colors = colors;
inspect.styles = {
	__proto__: null,
	special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green', symbol: 'green',
	date: 'magenta', regexp: 'red', module: 'underline',
};

// Standard output is no terminal: one style given by its name alone is left out there.
function styleText(style, text, { validateStream = true } = {}) {
	validateString(text, 'text', "util:231  ^validateString(text, 'text');");
	if (typeof style === 'string' && style in colors && validateStream) return text;
	const styles = isArray(style) ? style : [style];
	let open = '', close = '';
	for (let i = 0; i < styles.length; i++) {
		const codes = colors[styles[i]];
		if (codes == null) errors.validateOneOf(styles[i], 'format', keysOf(colors)); // node: util:261    ^validateOneOf(format, 'format', ObjectKeys(inspect.colors));
		open += `\x1b[${codes[0]}m`;
		close = `\x1b[${codes[1]}m${close}`;
	}
	return `${open}${text}${close}`;
}

function stripVTControlCharacters(str) {
	validateString(str, 'str', "internal/util/inspect:2491  ^validateString(str, 'str');");
	return stripSequences(str);
}

function toUSVString(text) {
	return primordial('String.prototype.toWellFormed')(`${text}`);
}

// ---- arguments of a program

const parseArgs = (config) => require('node/parse_args').parseArgs(config);

async function aborted(signal, resource) {
	if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal, "internal/abort_controller:433    ^throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);");
	errors.checkAt("internal/abort_controller:435  ^validateAbortSignal(signal, 'signal');", errors.validateAbortSignal, signal, 'signal');
	errors.checkAt("internal/abort_controller:436  ^validateObject(resource, 'resource', kValidateObjectAllowObjects);", errors.validateObject, resource, 'resource');
	if (signal.aborted) return undefined;
	return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const systemErrors = () => new (primordial('Map'))(require('node/system_errors').map(([number, name, message]) => [number, [name, message]]));

function getSystemErrorName(err) {
	validateNumber(err, 'err', undefined, undefined, "util:423  ^validateNumber(err, 'err');");
	if (err >= 0 || !primordial('Number.isSafeInteger')(err)) throw errors.outOfRange('err', 'a negative integer', err, "util:425    ^throw new ERR_OUT_OF_RANGE('err', 'a negative integer', err);");
	const all = require('node/system_errors');
	for (let i = 0; i < all.length; i++) if (all[i][0] === err) return all[i][1];
	return `Unknown system error ${err}`;
}

// The lines NAME=value of a .env file; quotes of three kinds, comments, "export ".
function parseEnv(content) {
	validateString(content, 'content', "util:460  ^validateString(content, 'content');");
	const out = { __proto__: null }, isBlank = (c) => c === ' ' || c === '\t' || c === '\r';
	let at = 0;
	const end = content.length;
	const lineEnd = (from) => {
		const found = indexOf(content, '\n', from);
		return found < 0 ? end : found;
	};
	const trim = primordial('String.prototype.trim'), slice = primordial('String.prototype.slice');
	while (at < end) {
		while (at < end && (isBlank(content[at]) || content[at] === '\n')) at++;
		const stop = lineEnd(at);
		const equals = indexOf(content, '=', at);
		if (at >= end) break;
		if (content[at] === '#') {
			at = stop + 1;
			continue;
		}
		if (equals < 0) break;
		let name = trim(slice(content, at, equals));
		if (primordial('String.prototype.startsWith')(name, 'export ')) name = trim(slice(name, 7));
		at = equals + 1;
		while (at < end && isBlank(content[at])) at++;
		const quote = content[at];
		const close = quote === '"' || quote === "'" || quote === '`' ? indexOf(content, quote, at + 1) : -1;
		if (close > 0) {
			const value = slice(content, at + 1, close);
			out[name] = quote === '"' ? primordial('String.prototype.replaceAll')(value, '\\n', '\n') : value;
			at = lineEnd(close) + 1;
			continue;
		}
		const last = lineEnd(at);
		const comment = indexOf(slice(content, at, last), '#');
		out[name] = trim(slice(content, at, comment < 0 ? last : at + comment));
		at = last + 1;
	}
	// They come sorted by their names.
	const sorted = {}, names = primordial('Array.prototype.sort')(keysOf(out));
	for (let i = 0; i < names.length; i++) sorted[names[i]] = out[names[i]];
	return sorted;
}

// The class of that name, or until it exists a function that says so.
function lazyGlobal(name) {
	const found = globalValue(name, true);
	return found === undefined ? notCoveredFunction(name) : found;
}

function formatWithOptions(inspectOptions, ...args) {
	if (inspectOptions === null || typeof inspectOptions !== 'object') throw invalidArgType('inspectOptions', 'Object', inspectOptions); // node: internal/util/inspect:2238  ^validateObject(inspectOptions, 'inspectOptions', kValidateObjectAllowArray);
	return formatNative(inspectOptions, ...args);
}

const types = require('node/util_types');

module.exports = {
	_errnoException: notCoveredFunction('util._errnoException'),
	_exceptionWithHostPort: notCoveredFunction('util._exceptionWithHostPort'),
	_extend,
	callbackify,
	debug: debuglog,
	debuglog,
	deprecate,
	format,
	styleText,
	formatWithOptions,
	getSystemErrorMap: systemErrors,
	getSystemErrorName,
	inherits,
	inspect,
	isArray,
	isBoolean: (value) => typeof value === 'boolean',
	isBuffer: (value) => require('node/buffer').Buffer.isBuffer(value),
	isDeepStrictEqual: (a, b) => require('node/comparisons').isDeepStrictEqual(a, b),
	isNull: (value) => value === null,
	isNullOrUndefined: (value) => value === null || value === undefined,
	isNumber: (value) => typeof value === 'number',
	isString: (value) => typeof value === 'string',
	isSymbol: (value) => typeof value === 'symbol',
	isUndefined: (value) => value === undefined,
	isRegExp: types.isRegExp,
	isObject: (value) => value !== null && typeof value === 'object',
	isDate: types.isDate,
	isError: (value) => types.isNativeError(value) || value instanceof Failure,
	isFunction: (value) => typeof value === 'function',
	isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
	log: notCoveredFunction('util.log'),
	promisify,
	stripVTControlCharacters,
	toUSVString,
	transferableAbortSignal: notCoveredFunction('util.transferableAbortSignal'),
	transferableAbortController: notCoveredFunction('util.transferableAbortController'),
	aborted,
	types,
	parseEnv,
	parseArgs,
	TextDecoder: lazyGlobal('TextDecoder'),
	TextEncoder: lazyGlobal('TextEncoder'),
};
// Loaded when they are asked for.
for (const name of ['MIMEType', 'MIMEParams']) {
	defineProperty(module.exports, name, {
		__proto__: null,
		configurable: true,
		enumerable: true,
		get() {
			return require('node/mime')[name];
		},
		set(value) {
			defineProperty(module.exports, name, { __proto__: null, configurable: true, enumerable: true, writable: true, value });
		},
	});
}
require('node/member_faces').face(module.exports, 'util');
