// SPDX-License-Identifier: MIT
// worker_threads.js - node:worker_threads over agents (host/agent.h).
'use strict';

const { primordial, process, error, startWorker, stopWorker, workerStart, takeMessage, drainPort, hold, release, nextTick, globalValue, readsEnvironment, shareEnvironment, notCoveredFunction } = require('host');
const { channel } = require('node/diagnostics_channel');
const EventEmitter = require('node/events');
const { invalidArgType, invalidArgValue, nativeError, validateArray, validateString } = require('node/errors');
const { tellAll } = require('node/fs_store');
const { ReadableWorkerStdio } = require('node/worker_stdio');
const { deserializeError } = require('node/worker_error');
const { Writable } = require('node/stream');
const { fileURLToPath } = require('node/url');
const { isAbsolute, resolve } = require('node/path');
const Promise = primordial('Promise');
const resolved = primordial('Promise.resolve');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');
const startsWith = primordial('String.prototype.startsWith');
const indexOf = primordial('String.prototype.indexOf');
const slice = primordial('String.prototype.slice');
const decode = primordial('decodeURIComponent');
const defineProperty = primordial('Object.defineProperty');
const assign = primordial('Object.assign');

const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');
const MessageChannel = globalValue('MessageChannel');
const start = workerStart();
const isMainThread = start === undefined;
const environmentData = isMainThread ? new Map() : start[2].environmentData ?? new Map();

const kThread = Symbol('kHandle');
const kPort = Symbol('kPort');
const kPublicPort = Symbol('kPublicPort');
const kStdio = Symbol('kParentSideStdio');
const kHold = Symbol('kHold');
const kLimits = Symbol('kLimits');

const hidden = (object, key, value) => defineProperty(object, key, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

// The path of the file, or the source: { filename }, { eval, text, module }.
function sourceOf(filename, options) {
	if (options.eval) {
		if (typeof filename !== 'string') throw invalidArgValue('options.eval', options.eval, "must be false when 'filename' is not a string", 'internal/worker:159        ^throw new ERR_INVALID_ARG_VALUE(');
		return { eval: true, text: filename, module: options.type === 'module' };
	}
	let url = filename;
	if (typeof filename === 'object' && filename !== null && typeof filename.href === 'string') {
		if (filename.protocol === 'data:') {
			const { href } = filename;
			const comma = indexOf(href, ',');
			const text = slice(href, comma + 1);
			const encoded = slice(href, 0, comma);
			if (indexOf(encoded, ';base64') >= 0) return { eval: true, module: true, text: require('node/buffer').Buffer.from(text, 'base64').toString() };
			return { eval: true, module: true, text: decode(text) };
		}
		return { filename: fileURLToPath(url) };
	}
	if (typeof filename !== 'string') throw invalidArgType('filename', ['string', 'URL'], filename, 'internal/worker:177        ^throw new ERR_INVALID_ARG_TYPE(');
	if (isAbsolute(filename) || startsWith(filename, './') || startsWith(filename, '../')) return { filename: resolve(filename) };
	const wrap = startsWith(filename, 'file://') ? ' Wrap file:// URLs with `new URL`.' : startsWith(filename, 'data:text/javascript') ? ' Wrap data: URLs with `new URL`.' : '';
	throw error('TypeError', 'ERR_WORKER_PATH', `The worker script or module filename must be an absolute path or a relative path starting with './' or '../'.${wrap} Received "${filename}"`, 'internal/worker:187        ^throw new ERR_WORKER_PATH(filename);');
}

// Of the limits that were asked for those that are numbers; and all of them, what was not asked for being as given.
const limitNames = ['maxYoungGenerationSizeMb', 'maxOldGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];
function numbersOf(limits) {
	const own = {};
	if (limits !== null && typeof limits === 'object') for (const name of limitNames) if (typeof limits[name] === 'number') own[name] = limits[name];
	return own;
}
const limitsOf = (asked, young, old, code) => ({ maxYoungGenerationSizeMb: young, maxOldGenerationSizeMb: old, codeRangeSizeMb: code, stackSizeMb: 4, ...asked });

function environmentOf(options) {
	const { env } = options;
	if (typeof env === 'object' && env !== null) {
		const own = {};
		for (const name in env) own[name] = `${env[name]}`;
		return own;
	}
	if (env === undefined || env === null) return { ...process.env };
	if (env === SHARE_ENV) {
		shareEnvironment();
		return { ...process.env };
	}
	throw invalidArgType('options.env', ['Object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env, 'internal/worker:201      ^throw new ERR_INVALID_ARG_TYPE(');
}

const made = channel('worker_threads');

class Worker extends EventEmitter {
	constructor(filename, options = {}) {
		super();
		if (options.execArgv !== undefined) validateArray(options.execArgv, 'options.execArgv', "internal/worker:145      ^validateArray(options.execArgv, 'options.execArgv');");
		let argv;
		if (options.argv) {
			validateArray(options.argv, 'options.argv', "internal/worker:149      ^validateArray(options.argv, 'options.argv');");
			argv = [];
			for (let i = 0; i < options.argv.length; i++) argv[i] = `${options.argv[i]}`;
		}
		const source = sourceOf(filename, options);
		const given = assign(source, { argv, execArgv: options.execArgv, workerData: options.workerData, environmentData, shared: options.env === SHARE_ENV, resourceLimits: numbersOf(options.resourceLimits) });
		hidden(this, kLimits, given.resourceLimits);
		if (options.env !== undefined || readsEnvironment()) given.env = environmentOf(options);
		if (options.name) validateString(options.name, 'options.name', "internal/worker:209      ^validateString(options.name, 'options.name');");
		tellAll();
		let [port, publicPort, thread] = startWorker(given, options.transferList, (code) => onExit(this, code));
		hidden(this, kThread, thread);
		hidden(this, kPort, port);
		hidden(this, kPublicPort, publicPort);
		hidden(this, kHold, hold());
		const stdout = new ReadableWorkerStdio(port, 'stdout', !options.stdout);
		const stderr = new ReadableWorkerStdio(port, 'stderr', !options.stderr);
		let stdin = null;
		if (options.stdin) stdin = new Writable({ write() { notCoveredFunction('standard input of a worker')(); } });
		hidden(this, kStdio, { stdin, stdout, stderr });
		port.on('message', (message) => onMessage(this, message));
		port.unref();
		publicPort.on('message', (message) => this.emit('message', message));
		publicPort.on('messageerror', (message) => this.emit('messageerror', message));
		hidden(this, 'performance', { eventLoopUtilization: notCoveredFunction('worker.performance.eventLoopUtilization') });
		defineProperty(this, 'performance', { __proto__: null, enumerable: true });
		if (made.hasSubscribers) made.publish({ worker: this });
		nextTick(() => process.emit('worker', this));
	}
	get threadId() {
		return this[kThread] === null ? -1 : this[kThread];
	}
	get stdin() {
		return this[kStdio].stdin;
	}
	get stdout() {
		return this[kStdio].stdout;
	}
	get stderr() {
		return this[kStdio].stderr;
	}
	get resourceLimits() {
		return this[kThread] === null ? {} : limitsOf(this[kLimits], -1, -1, -1);
	}
	postMessage(...args) {
		if (this[kPublicPort] !== null) this[kPublicPort].postMessage(...args);
	}
	terminate(callback) {
		this.ref();
		if (typeof callback === 'function') {
			process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.', 'DeprecationWarning', 'DEP0132');
			if (this[kThread] === null) return resolved();
			this.once('exit', (code) => callback(null, code));
		}
		if (this[kThread] === null) return resolved();
		stopWorker(this[kThread]);
		return new Promise((fulfil) => this.once('exit', fulfil));
	}
	ref() {
		if (this[kThread] === null) return;
		if (this[kHold] === 0) this[kHold] = hold();
		this[kPublicPort].ref();
	}
	unref() {
		if (this[kThread] === null) return;
		if (this[kHold] !== 0) release(this[kHold]);
		this[kHold] = 0;
		this[kPublicPort].unref();
	}
}
Worker.prototype.getHeapSnapshot = notCoveredFunction('worker.getHeapSnapshot');

function onMessage(worker, message) {
	if (message.type === 'upAndRunning') worker.emit('online');
	else if (message.type === 'error') worker.emit('error', deserializeError(message.error));
	else if (message.type === 'stdioPayload') worker[kStdio][message.stream].take(message.chunks);
}

function onExit(worker, code) {
	drainPort(worker[kPublicPort]);
	drainPort(worker[kPort]);
	worker.removeAllListeners('message');
	worker.removeAllListeners('messageerrors');
	worker[kPort].close();
	worker[kPublicPort].close();
	worker[kThread] = worker[kPort] = worker[kPublicPort] = null;
	worker[kStdio].stdout.finish();
	worker[kStdio].stderr.finish();
	if (worker[kHold] !== 0) release(worker[kHold]);
	worker[kHold] = 0;
	worker.emit('exit', code);
}

function receiveMessageOnPort(port) {
	const taken = takeMessage(port);
	if (taken === null) throw nativeError(primordial('TypeError'), 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance', 'internal/worker/io:414  const message = ^receiveMessageOnPort_(port?.[kHandle] ?? port);');
	return taken;
}

function setEnvironmentData(key, value) {
	if (value === undefined) remove(environmentData, key);
	else set(environmentData, key, value);
}

module.exports = {
	isMainThread,
	MessagePort: globalValue('MessagePort'),
	MessageChannel,
	markAsUntransferable: notCoveredFunction('markAsUntransferable'),
	moveMessagePortToContext: notCoveredFunction('moveMessagePortToContext'),
	receiveMessageOnPort,
	resourceLimits: isMainThread ? {} : limitsOf(start[2].resourceLimits, 48, 4096, 0),
	async postMessageToThread() {
		require('host').notCovered('postMessageToThread');
	},
	threadId: isMainThread ? 0 : start[3],
	SHARE_ENV,
	Worker,
	parentPort: isMainThread ? null : start[1],
	workerData: isMainThread ? null : start[2].workerData,
	BroadcastChannel: globalValue('BroadcastChannel'),
	setEnvironmentData,
	getEnvironmentData: (key) => get(environmentData, key),
};
