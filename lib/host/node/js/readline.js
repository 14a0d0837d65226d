// SPDX-License-Identifier: MIT
// readline.js - node:readline and its promises, over streams that are no terminal.
'use strict';

const { primordial, error, nextTick, notCoveredFunction, notCovered } = require('host');
const { abortedBy, invalidArgValue, validateAbortSignal, validateFunction, validateNumber, validateString } = require('node/errors');
const EventEmitter = require('node/events');
const { StringDecoder } = require('node/string_decoder');
const inherit = primordial('Object.setPrototypeOf');
const Promise = primordial('Promise');
const slice = primordial('String.prototype.slice');
const defineProperty = primordial('Object.defineProperty');
const isFinite = primordial('Number.isFinite');

const kState = Symbol('kState');

function Interface(input, output, completer, terminal) {
	if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
	EventEmitter.call(this);
	let crlfDelay = 100, prompt = '> ', signal, historySize = 30, escapeCodeTimeout;
	if (input?.input) {
		const options = input;
		({ output, completer, terminal, signal, escapeCodeTimeout } = options);
		if (options.prompt !== undefined) prompt = options.prompt;
		if (options.crlfDelay !== undefined) crlfDelay = options.crlfDelay;
		if (options.historySize !== undefined) historySize = options.historySize;
		if (options.tabSize !== undefined || options.history !== undefined) notCovered('options of a terminal');
		input = options.input;
	}
	if (escapeCodeTimeout !== undefined && !isFinite(escapeCodeTimeout)) throw invalidArgValue('input.escapeCodeTimeout', 500); // node: internal/readline/interface:174        ^throw new ERR_INVALID_ARG_VALUE(
	if (terminal) notCovered('readline on a terminal');
	if (completer !== undefined && typeof completer !== 'function') throw invalidArgValue('completer', completer, undefined, "internal/readline/interface:190    ^throw new ERR_INVALID_ARG_VALUE('completer', completer);");
	validateAbortSignal(signal, 'options.signal'); // node: internal/readline/interface:182      ^validateAbortSignal(signal, 'options.signal');
	validateNumber(historySize, 'historySize', 0); // node: internal/readline/interface:203  ^validateNumber(historySize, 'historySize', 0);
	this.terminal = false;
	this.line = '';
	this.input = input;
	this.output = output;
	this.completer = completer;
	this.crlfDelay = crlfDelay;
	this.historySize = historySize;
	this.escapeCodeTimeout = escapeCodeTimeout ?? 500;
	this.closed = false;
	this.paused = false;
	defineProperty(this, kState, { __proto__: null, enumerable: false, value: { prompt, decoder: new StringDecoder('utf8'), rest: '', sawReturn: 0, question: null, started: false } });
	const onData = (data) => feed(this, data);
	const onEnd = () => {
		const state = this[kState];
		const text = state.rest + state.decoder.end();
		state.rest = '';
		if (text.length > 0) deliver(this, text);
		this.close();
	};
	const onError = (err) => this.emit('error', err);
	input.on('error', onError); // node: internal/readline/interface:283  input.^on('error', onerror);
	input.on('data', onData);
	input.on('end', onEnd);
	this.once('close', () => {
		input.removeListener('error', onError);
		input.removeListener('data', onData);
		input.removeListener('end', onEnd);
	});
	if (signal) {
		const abort = () => this.close();
		if (signal.aborted) nextTick(abort);
		else {
			const disposable = EventEmitter.addAbortListener(signal, abort);
			this.once('close', disposable[Symbol.dispose ?? Symbol.for('nodejs.dispose')]);
		}
	}
	input.resume();
}
inherit(Interface.prototype, EventEmitter.prototype);
inherit(Interface, EventEmitter);

// The lines of a piece of input, one after another; nothing runs in between.
function feed(self, data) {
	if (data === undefined) return;
	const state = self[kState];
	let text = state.decoder.write(data);
	if (state.sawReturn && text[0] === '\n') text = slice(text, 1);
	state.sawReturn = false;
	const lines = [];
	let start = 0;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (c !== '\n' && c !== '\r' && c !== '\u2028' && c !== '\u2029') continue;
		lines[lines.length] = slice(text, start, i);
		if (c === '\r') {
			if (text[i + 1] === '\n') i++;
			else if (i + 1 === text.length) state.sawReturn = true;
		}
		start = i + 1;
	}
	const rest = slice(text, start);
	if (lines.length === 0) {
		state.rest += rest;
		return;
	}
	lines[0] = state.rest + lines[0];
	state.rest = rest;
	for (let i = 0; i < lines.length; i++) deliver(self, lines[i]);
}

function deliver(self, line) {
	const state = self[kState];
	if (state.question) {
		const callback = state.question;
		state.question = null;
		self.setPrompt(state.oldPrompt);
		callback(line);
	} else {
		self.emit('line', line);
	}
}

const proto = Interface.prototype;
function define(name, fn) {
	defineProperty(fn, 'name', { __proto__: null, value: name, configurable: true });
	proto[name] = fn;
}
define('getPrompt', function() {
	return this[kState].prompt;
});
define('setPrompt', function(prompt) {
	this[kState].prompt = prompt;
});
define('prompt', function(preserveCursor) {
	if (this.paused) this.resume();
	const { prompt } = this[kState];
	validateString(prompt, 'stringToWrite', "internal/readline/interface:436    ^validateString(stringToWrite, 'stringToWrite');");
	if (this.output !== null && this.output !== undefined) this.output.write(prompt);
});
define('question', function(query, options, callback) {
	callback = typeof options === 'function' ? options : callback;
	if (typeof callback !== 'function') return;
	if (this.closed) throw error('Error', 'ERR_USE_AFTER_CLOSE', 'readline was closed', "internal/readline/interface:400      ^throw new ERR_USE_AFTER_CLOSE('readline');");
	const state = this[kState];
	if (options?.signal) {
		if (options.signal.aborted) return;
		options.signal.addEventListener('abort', () => {
			state.question = null;
		}, { once: true });
	}
	if (state.question) {
		this.prompt();
	} else {
		state.oldPrompt = state.prompt;
		this.setPrompt(query);
		state.question = callback;
		this.prompt();
	}
});
define('close', function() {
	if (this.closed) return;
	this.pause();
	this.closed = true;
	this.emit('close');
});
define('pause', function() {
	if (this.paused) return;
	this.input.pause();
	this.paused = true;
	this.emit('pause');
	return this;
});
define('resume', function() {
	if (!this.paused) return;
	this.input.resume();
	this.paused = false;
	this.emit('resume');
	return this;
});
define('write', function(data, key) {
	if (this.paused) this.resume();
	feed(this, data === undefined || data === null ? '' : data);
});
define('getCursorPos', notCoveredFunction('readline.getCursorPos'));
proto[Symbol.asyncIterator] = function() {
	return EventEmitter.on(this, 'line', { close: ['close'], highWaterMark: 1024, [Symbol.for('nodejs.firstEventParam')]: true });
};

function createInterface(input, output, completer, terminal) {
	return new Interface(input, output, completer, terminal);
}

primordial('Object.defineProperty')(Interface.prototype.question, Symbol.for('nodejs.util.promisify.custom'), {
	__proto__: null,
	enumerable: true,
	value: function question(query, options) {
		return new Promise((resolve, reject) => {
			let cb = resolve;
			if (options?.signal) {
				if (options.signal.aborted) return reject(abortedBy(options.signal, "readline:168      ^new AbortError(undefined, { cause: options.signal.reason }));"));
				const onAbort = () => reject(abortedBy(options.signal, "readline:176        reject(^new AbortError(undefined, { cause: options.signal.reason }));"));
				options.signal.addEventListener('abort', onAbort, { once: true });
				cb = (answer) => {
					options.signal.removeEventListener('abort', onAbort);
					resolve(answer);
				};
			}
			this.question(query, options, cb);
		});
	},
});

// ---- the promises

class PromisesInterface extends Interface {
	question(query, options = {}) {
		return new Promise((resolve, reject) => {
			if (options?.signal?.aborted) {
				reject(abortedBy(options.signal, "readline/promises:42            ^new AbortError(undefined, { cause: options.signal.reason }));"));
				return;
			}
			if (options?.signal) options.signal.addEventListener('abort', () => reject(abortedBy(options.signal, "readline/promises:47          reject(^new AbortError(undefined, { cause: options.signal.reason }));")), { once: true });
			super.question(query, options, resolve);
		});
	}
}
primordial('Object.defineProperty')(PromisesInterface, 'name', { __proto__: null, value: 'Interface', configurable: true });

const promises = {
	Interface: PromisesInterface,
	Readline: class Readline {
		constructor() {
			require('host').notCovered('readline.promises.Readline');
		}
	},
	createInterface: (input, output, completer, terminal) => new PromisesInterface(input, output, completer, terminal),
};

// On what is no terminal these write their escape sequences all the same; here there is nothing to write.
function idle(callback) {
	if (typeof callback === 'function') nextTick(callback, null);
	return true;
}
function checkCallback(callback) {
	if (callback !== undefined) validateFunction(callback, 'callback');
}
function cursorText(x, y) {
	if (typeof x !== 'number') throw error('TypeError', 'ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column', 'internal/readline/callbacks:51  if (typeof x !== \'number\') ^throw new ERR_INVALID_CURSOR_POS();');
	return typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`;
}
function motionText(dx, dy) {
	const sideways = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : ''; // node: internal/readline/callbacks:73  if (dx ^< 0) {
	return sideways + (dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : ''); // node: internal/readline/callbacks:79  if (dy ^< 0) {
}

module.exports = {
	Interface,
	clearLine(stream, dir, callback) {
		checkCallback(callback); // node: internal/readline/callbacks:97    ^validateFunction(callback, 'callback');
		if (stream === null || stream === undefined) return idle(callback);
		const text = dir < 0 ? '\x1b[1K' : dir > 0 ? '\x1b[0K' : '\x1b[2K'; // node: internal/readline/callbacks:106    dir ^< 0 ? kClearToLineBeginning : dir > 0 ? kClearToLineEnd : kClearLine;
		return stream.write(text, callback); // node: internal/readline/callbacks:107  return stream.^write(type, callback);
	},
	clearScreenDown(stream, callback) {
		checkCallback(callback); // node: internal/readline/callbacks:116    ^validateFunction(callback, 'callback');
		if (stream === null || stream === undefined) return idle(callback);
		return stream.write('\x1b[0J', callback); // node: internal/readline/callbacks:124  return stream.^write(kClearScreenDown, callback);
	},
	createInterface,
	cursorTo(stream, x, y, callback) {
		checkCallback(callback); // node: internal/readline/callbacks:35    ^validateFunction(callback, 'callback');
		if (typeof y === 'function') {
			callback = y;
			y = undefined;
		}
		if (typeof x === 'number' && x !== x) throw invalidArgValue('x', x, undefined, "internal/readline/callbacks:43  if (NumberIsNaN(x)) ^throw new ERR_INVALID_ARG_VALUE('x', x);");
		if (typeof y === 'number' && y !== y) throw invalidArgValue('y', y, undefined, "internal/readline/callbacks:44  if (NumberIsNaN(y)) ^throw new ERR_INVALID_ARG_VALUE('y', y);");
		if (stream === null || stream === undefined || (typeof x !== 'number' && typeof y !== 'number')) return idle(callback);
		const text = cursorText(x, y);
		return stream.write(text, callback); // node: internal/readline/callbacks:54  return stream.^write(data, callback);
	},
	emitKeypressEvents: notCoveredFunction('readline.emitKeypressEvents'),
	moveCursor(stream, dx, dy, callback) {
		checkCallback(callback); // node: internal/readline/callbacks:63    ^validateFunction(callback, 'callback');
		if (stream === null || stream === undefined || !(dx || dy)) return idle(callback);
		const text = motionText(dx, dy);
		return stream.write(text, callback); // node: internal/readline/callbacks:85  return stream.^write(data, callback);
	},
	promises,
};
require('node/unprintable').hide(module.exports.Interface, 'readline.Interface');
