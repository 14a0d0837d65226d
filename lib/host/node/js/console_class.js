// SPDX-License-Identifier: MIT
// console_class.js - console.Console: the class for consoles that write to streams of the snippet's own.
'use strict';

const { primordial, error, globalValue, inspect, formatWithOptions, emitWarning, stringWidth } = require('host');
const { invalidArgType, validateObject, validateInteger, validateOneOf } = require('node/errors');
const types = require('node/util_types');
const apply = primordial('Reflect.apply');
const construct = primordial('Reflect.construct');
const bind = primordial('Function.prototype.bind');
const defineProperty = primordial('Object.defineProperty');
const keysOf = primordial('Object.keys');
const hasOwn = primordial('Object.hasOwn');
const isArray = primordial('Array.isArray');
const includes = primordial('String.prototype.includes');
const replaceAll = primordial('String.prototype.replaceAll');
const repeat = primordial('String.prototype.repeat');
const slice = primordial('String.prototype.slice');
const toFixed = primordial('Number.prototype.toFixed');
const padStart = primordial('String.prototype.padStart');
const captureStackTrace = primordial('Error.captureStackTrace');
const spread = (iterable) => [...iterable];

const optionsOf = new (primordial('WeakMap'))();
const kCounts = Symbol('counts');
const kColorMode = Symbol('kColorMode');
const kIsConsole = Symbol('kIsConsole');
const kGroupIndent = Symbol('kGroupIndent');
const kGroupIndentation = Symbol('kGroupIndentWidth');
const kWrite = Symbol('kWriteToConsole');
const kFormat = Symbol('kFormatForStdout');
const kOptions = Symbol('kGetInspectOptions');
const noop = () => {};

function hide(object, key, value) {
	defineProperty(object, key, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

function Console(options) {
	if (new.target === undefined) return construct(Console, arguments);
	if (!options || typeof options.write === 'function') options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
	const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
	for (const [name, stream] of spread([['stdout', stdout], ['stderr', stderr]])) {
		if (!stream || typeof stream.write !== 'function') throw error('TypeError', 'ERR_CONSOLE_WRITABLE_STREAM', `Console expects a writable stream instance for ${name}`, `internal/console/constructor:${name === 'stdout' ? 130 : 133}    ^throw new ERR_CONSOLE_WRITABLE_STREAM('${name}');`);
	}
	validateOneOf(colorMode, 'colorMode', ['auto', true, false], "internal/console/constructor:136  ^validateOneOf(colorMode, 'colorMode', ['auto', true, false]);");
	if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, 1000, "internal/console/constructor:139    ^validateInteger(groupIndentation, 'groupIndentation',");
	if (inspectOptions !== undefined) {
		validateObject(inspectOptions, 'options.inspectOptions', "internal/console/constructor:144    ^validateObject(inspectOptions, 'options.inspectOptions');");
		if (inspectOptions.colors !== undefined && options.colorMode !== undefined) throw error('TypeError', 'ERR_INCOMPATIBLE_OPTION_PAIR', 'Option "options.inspectOptions.color" cannot be used in combination with option "colorMode"', 'internal/console/constructor:148      ^throw new ERR_INCOMPATIBLE_OPTION_PAIR(');
		optionsOf.set(this, inspectOptions);
	}
	// Methods are taken from the instance: those of a subclass are bound, too.
	const names = keysOf(Console.prototype);
	for (let i = 0; i < names.length; i++) {
		this[names[i]] = bind(this[names[i]], this);
		defineProperty(this[names[i]], 'name', { __proto__: null, value: names[i] });
	}
	hide(this, '_stdout', stdout);
	hide(this, '_stderr', stderr);
	hide(this, '_stdoutErrorHandler', writeErrorHandler(this, '_stdout'));
	hide(this, '_stderrErrorHandler', writeErrorHandler(this, '_stderr'));
	hide(this, '_ignoreErrors', !!ignoreErrors);
	hide(this, '_times', new (primordial('Map'))());
	hide(this, kCounts, new (primordial('Map'))());
	hide(this, kColorMode, colorMode);
	hide(this, kIsConsole, true);
	hide(this, kGroupIndent, '');
	hide(this, kGroupIndentation, groupIndentation ?? 2);
	defineProperty(this, Symbol.toStringTag, { __proto__: null, value: 'console', writable: false, enumerable: false, configurable: true });
}

function writeErrorHandler(self, name) {
	return (err) => {
		const stream = self[name];
		if (err !== null && !stream._writableState.errorEmitted && stream.listenerCount('error') === 0) stream.once('error', noop);
	};
}

defineProperty(Console, Symbol.hasInstance, {
	__proto__: null,
	value(instance) {
		return instance === globalValue('console') || instance[kIsConsole];
	},
});

hide(Console.prototype, kOptions, function() {
	const options = optionsOf.get(this);
	// A stream that is no terminal has no colours of itself.
	const color = this[kColorMode] === true;
	if (options !== undefined) {
		if (options.colors === undefined) options.colors = color;
		return options;
	}
	return color ? { colors: true } : {};
});
hide(Console.prototype, kFormat, function(args) {
	return formatWithOptions(this[kOptions](), ...args);
});
hide(Console.prototype, kWrite, function(name, text) {
	const stream = this[name];
	const indent = this[kGroupIndent];
	if (indent.length !== 0) {
		if (includes(text, '\n')) text = replaceAll(text, '\n', `\n${indent}`);
		text = indent + text;
	}
	text += '\n';
	if (this._ignoreErrors === false) {
		stream.write(text);
		return;
	}
	try {
		if (stream.listenerCount('error') === 0) stream.once('error', noop);
		stream.write(text, this[`${name}ErrorHandler`]);
	} catch {
		// A console does not pass its stream's errors on.
	} finally {
		stream.removeListener('error', noop);
	}
});

function duration(ms) {
	let hours = 0, minutes = 0, seconds = 0;
	if (ms >= 1000) {
		if (ms >= 60000) {
			if (ms >= 3600000) {
				hours = ms / 3600000 - (ms / 3600000) % 1;
				ms %= 3600000;
			}
			minutes = ms / 60000 - (ms / 60000) % 1;
			ms %= 60000;
		}
		seconds = ms / 1000;
	}
	if (hours !== 0 || minutes !== 0) {
		const text = toFixed(seconds, 3);
		const whole = slice(text, 0, -4);
		return `${hours !== 0 ? `${hours}:` : ''}${padStart(`${minutes}`, hours !== 0 ? 2 : 1, '0')}:${padStart(whole, 2, '0')}.${slice(text, -3)} (${hours !== 0 ? 'h:m' : ''}m:ss.mmm)`;
	}
	if (seconds !== 0) return `${toFixed(seconds, 3)}s`;
	return `${+toFixed(ms, 3)}ms`;
}

function logTime(self, name, label, data) {
	const start = self._times.get(label);
	if (start === undefined) {
		emitWarning(`No such label '${label}' for console.${name}()`);
		return false;
	}
	const text = duration(globalValue('performance').now() - start);
	if (data === undefined) self.log('%s: %s', label, text);
	else self.log('%s: %s', label, text, ...data);
	return true;
}

// ---- tables

const padded = (text, width) => text + repeat(' ', width - stringWidth(text));

function drawTable(head, columns) {
	const widths = [];
	let rows = 0;
	for (let i = 0; i < columns.length; i++) if (columns[i].length > rows) rows = columns[i].length;
	for (let i = 0; i < head.length; i++) {
		widths[i] = stringWidth(head[i]);
		for (let j = 0; j < columns[i].length; j++) if (hasOwn(columns[i], j) && stringWidth(columns[i][j]) > widths[i]) widths[i] = stringWidth(columns[i][j]);
	}
	const rule = (left, middle, right) => {
		let line = left;
		for (let i = 0; i < widths.length; i++) line += `${i > 0 ? middle : ''}${repeat('─', widths[i] + 2)}`;
		return line + right;
	};
	const row = (cell) => {
		let line = '';
		for (let i = 0; i < head.length; i++) line += `│ ${padded(cell(i), widths[i])} `;
		return `${line}│`;
	};
	let out = `${rule('┌', '┬', '┐')}\n${row((i) => head[i])}\n${rule('├', '┼', '┤')}\n`;
	for (let j = 0; j < rows; j++) out += `${row((i) => (hasOwn(columns[i], j) ? columns[i][j] : ''))}\n`;
	return out + rule('└', '┴', '┘');
}

function cellOf(self, value) {
	const many = value !== null && typeof value === 'object' && !isArray(value) && keysOf(value).length > 2;
	return inspect(value, { depth: many ? -1 : 0, maxArrayLength: 3, breakLength: Infinity, ...self[kOptions]() });
}

function numbered(self, count) {
	const out = [];
	for (let i = 0; i < count; i++) out[i] = cellOf(self, i);
	return out;
}

function collectionTable(self, data) {
	const isMap = types.isMap(data);
	const first = [], second = [];
	for (const entry of spread(data)) {
		first[first.length] = cellOf(self, isMap ? entry[0] : entry);
		if (isMap) second[second.length] = cellOf(self, entry[1]);
	}
	if (isMap) return drawTable(['(iteration index)', 'Key', 'Values'], [numbered(self, first.length), first, second]);
	return drawTable(['(iteration index)', 'Values'], [numbered(self, first.length), first]);
}

function objectTable(self, data, properties) {
	const byName = { __proto__: null };
	const values = [];
	const rows = keysOf(data);
	let plain = false;
	for (let i = 0; i < rows.length; i++) {
		const item = data[rows[i]];
		const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
		if (properties === undefined && primitive) {
			plain = true;
			values[i] = cellOf(self, item);
			continue;
		}
		const names = properties || keysOf(item);
		for (let k = 0; k < names.length; k++) {
			byName[names[k]] ??= [];
			byName[names[k]][i] = (primitive && properties) || !hasOwn(item, names[k]) ? '' : cellOf(self, item[names[k]]);
		}
	}
	const head = ['(index)'], columns = [rows], names = keysOf(byName);
	for (let k = 0; k < names.length; k++) {
		head[k + 1] = names[k];
		columns[k + 1] = byName[names[k]];
	}
	if (plain) {
		head[head.length] = 'Values';
		columns[columns.length] = values;
	}
	return drawTable(head, columns);
}

// ---- methods

const methods = {
	log(...args) {
		this[kWrite]('_stdout', this[kFormat](args));
	},
	warn(...args) {
		this[kWrite]('_stderr', this[kFormat](args));
	},
	dir(object, options) {
		this[kWrite]('_stdout', inspect(object, { customInspect: false, ...this[kOptions](), ...options }));
	},
	time(label = 'default') {
		label = `${label}`;
		if (this._times.has(label)) {
			emitWarning(`Label '${label}' already exists for console.time()`);
			return;
		}
		this._times.set(label, globalValue('performance').now());
	},
	timeEnd(label = 'default') {
		label = `${label}`;
		if (logTime(this, 'timeEnd', label)) this._times.delete(label);
	},
	timeLog(label = 'default', ...data) {
		logTime(this, 'timeLog', `${label}`, data);
	},
	trace(...args) {
		const err = { name: 'Trace', message: this[kFormat](args) };
		captureStackTrace(err, this.trace);
		this.error(err.stack);
	},
	assert(expression, ...args) {
		if (expression) return;
		args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
		apply(this.warn, this, args);
	},
	clear() {},
	count(label = 'default') {
		label = `${label}`;
		const count = (this[kCounts].get(label) ?? 0) + 1;
		this[kCounts].set(label, count);
		this.log(`${label}: ${count}`);
	},
	countReset(label = 'default') {
		if (!this[kCounts].has(label)) {
			emitWarning(`Count for '${label}' does not exist`);
			return;
		}
		this[kCounts].delete(`${label}`);
	},
	group(...data) {
		if (data.length > 0) apply(this.log, this, data);
		this[kGroupIndent] += repeat(' ', this[kGroupIndentation]);
	},
	groupEnd() {
		this[kGroupIndent] = slice(this[kGroupIndent], 0, this[kGroupIndent].length - this[kGroupIndentation]);
	},
	table(data, properties) {
		if (properties !== undefined && !isArray(properties)) throw invalidArgType('properties', 'Array', properties);
		if (data === null || typeof data !== 'object') {
			this.log(data);
			return;
		}
		if (types.isMapIterator(data) || types.isSetIterator(data)) require('host').notCovered('a table of an iterator in a console of its own');
		this.log(types.isMap(data) || types.isSet(data) ? collectionTable(this, data) : objectTable(this, data, properties));
	},
};
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = methods.log;
methods.error = methods.warn;
methods.groupCollapsed = methods.group;
const names = keysOf(methods);
for (let i = 0; i < names.length; i++) Console.prototype[names[i]] = methods[names[i]];

module.exports = { Console };
