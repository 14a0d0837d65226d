// SPDX-License-Identifier: MIT
// worker_main.js - how a worker begins: what it is given, its process object, its main source; and how it dies of an error.
'use strict';

const { primordial, process, error, workerStart, setMain, runModule, newEnvironment, nextTick, shareEnvironment } = require('host');
const { WritableWorkerStdio } = require('node/worker_stdio');
const { serializeError } = require('node/worker_error');
const { Readable } = require('node/stream');
const defineProperty = primordial('Object.defineProperty');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');

const [port, publicPort, given] = workerStart();
const stdout = new WritableWorkerStdio(port, 'stdout');
const stderr = new WritableWorkerStdio(port, 'stderr');

const own = (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

function unsupported(name) {
	return { [name]() { throw error('TypeError', 'ERR_WORKER_UNSUPPORTED_OPERATION', `process.${name}() is not supported in workers`); } }[name];
}

// Lines of the console.
function writeLine(stream, text, method) {
	(stream === 0 ? stdout : stderr).writeLine(`${text}\n`, method);
}

function begin() {
	own(process, 'stdout', stdout);
	own(process, 'stderr', stderr);
	own(process, 'stdin', new Readable({ read() { this.push(null); } }));
	for (const name of ['abort', 'chdir', 'umask', 'setuid', 'setgid']) own(process, name, unsupported(name));
	process.on('exit', () => {
		stdout.flush();
		stderr.flush();
	});
	port.on('message', (message) => {
		if (message.type === 'stdioWantsMoreData') (message.stream === 'stdout' ? stdout : stderr).wantsMore();
		else if (message.type === 'call') nextTick(message.name);
	});
	port.unref();
	publicPort.on('message', () => {});
	publicPort.removeAllListeners('message');
	const name = given.eval ? '[worker eval]' : given.filename;
	own(process, 'argv', ['/usr/local/bin/node', name, ...given.argv ?? []]);
	if (given.execArgv) own(process, 'execArgv', given.execArgv);
	if (given.env !== undefined) own(process, 'env', primordial('Object.assign')(newEnvironment(), given.env));
	if (given.shared) shareEnvironment();
	if (!given.eval) setMain(given.filename);
	port.postMessage({ type: 'upAndRunning' });
	if (!given.eval) {
		require('node/module').internals.runMain(given.filename);
		return;
	}
	if (given.module) {
		runModule(`${process.cwd()}/[worker eval1]`, given.text);
		return;
	}
	require('node/evaluate_text').evaluateText('[worker eval]', given.text);
}

// An uncaught error, when no handler has taken it and the exit handlers have run.
function fatal(reason) {
	port.postMessage({ type: 'error', error: serializeError(reason) });
}

module.exports = { begin, fatal, writeLine };
