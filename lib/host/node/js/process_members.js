// SPDX-License-Identifier: MIT
// process_members.js - members of process that few snippets read: its report, its features, the signals it sends.
'use strict';

const { primordial, error, io, isUnknown, notCovered, process, unknownValue, withoutStack } = require('host');
const { invalidArgType, invalidArgValue, validateBoolean, validateNumber, validateObject, validateString, validateUint32 } = require('node/errors');
const test = primordial('RegExp.prototype.test');
const parseInt = primordial('Number.parseInt');
const { signals } = require('node/os').constants;
const defineProperty = primordial('Object.defineProperty');
const Failure = primordial('Error');

const unknownSignal = (signal) => error('TypeError', 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${require('node/errors').written(signal)}`, 'internal/process/report:93      ^throw new ERR_UNKNOWN_SIGNAL(sig);');

// ---- process.report: settings, and a report of which only the snippet's own part is known

const settings = { __proto__: null, directory: '', filename: '', compact: false, excludeNetwork: false, signal: 'SIGUSR2', reportOnFatalError: false, reportOnSignal: false, reportOnUncaughtException: false };

function getReport(err) {
	if (err !== undefined) validateObject(err, 'err');
	const what = 'process.report.getReport()';
	const header = { reportVersion: 4, event: 'JavaScript API', trigger: 'GetReport', filename: null };
	for (const name of ['dumpEventTime', 'dumpEventTimeStamp']) header[name] = unknownValue(`${what}.header.${name}`);
	header.processId = process.pid;
	header.threadId = 0;
	header.cwd = process.cwd();
	header.commandLine = ['node', process.argv[1]];
	header.nodejsVersion = process.version;
	for (const name of ['glibcVersionRuntime', 'glibcVersionCompiler']) header[name] = unknownValue(`${what}.header.${name}`);
	header.wordSize = 64;
	header.arch = process.arch;
	header.platform = process.platform;
	header.componentVersions = { ...process.versions };
	header.release = { ...process.release };
	for (const name of ['osName', 'osRelease', 'osVersion', 'osMachine', 'cpus', 'networkInterfaces', 'host']) header[name] = unknownValue(`${what}.header.${name}`);
	const parts = ['javascriptStack', 'javascriptHeap', 'nativeStack', 'resourceUsage', 'uvthreadResourceUsage', 'libuv', 'workers', 'environmentVariables', 'userLimits', 'sharedObjects'];
	const all = { header };
	for (let i = 0; i < parts.length; i++) all[parts[i]] = unknownValue(`${what}.${parts[i]}`);
	return all;
}

const report = {
	writeReport() {
		return notCovered('process.report.writeReport');
	},
	getReport,
};
for (const name of ['directory', 'filename', 'compact', 'excludeNetwork', 'signal', 'reportOnFatalError', 'reportOnSignal', 'reportOnUncaughtException']) {
	const validate = typeof settings[name] === 'boolean' ? validateBoolean : validateString;
	defineProperty(report, name, {
		__proto__: null,
		get: () => settings[name],
		set(value) {
			validate(value, name);
			if (name === 'signal' && signals[value] === undefined) throw unknownSignal(value);
			if (name === 'reportOnUncaughtException' && value) notCovered('a report of an uncaught exception');
			settings[name] = value;
		},
		enumerable: true,
		configurable: true,
	});
}

// ---- process.features

const features = { inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true };
for (const name of ['cached_builtins', 'require_module']) defineProperty(features, name, { __proto__: null, get: () => true, enumerable: true, configurable: true });

// ---- process.kill

// A signal to the process itself is heard in the next turn of the loop; one that nobody listens to ends it.
function signalSelf(name, number) {
	if (process.listenerCount(name) === 0 || name === 'SIGKILL' || name === 'SIGSTOP') notCovered(`process.kill of the process itself by ${name}`);
	io(() => process.emit(name, name, number), 0);
}

function kill(pid, sig) {
	if (isUnknown(pid)) notCovered('process.kill of another process');
	const whole = pid | 0; // node: internal/process/per_thread:206    if (pid != (pid ^| 0)) {
	if (pid != whole) throw invalidArgType('pid', 'number', pid, "internal/process/per_thread:207      ^throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);");
	let number = 15, name = 'SIGTERM';
	if (typeof sig === 'number') {
		number = sig;
		name = undefined;
		for (const known in signals) if (signals[known] === sig) name ??= known;
	} else if (sig) {
		number = signals[sig];
		name = sig;
		if (number === undefined) throw error('TypeError', 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${require('node/errors').written(sig)}`, 'internal/process/per_thread:220        ^throw new ERR_UNKNOWN_SIGNAL(sig);');
	}
	pid |= 0;
	if (pid !== process.pid) {
		if (pid <= 4194304) notCovered('process.kill of another process'); // no process has a larger number
		const err = new Failure('kill ESRCH');
		err.errno = -3;
		err.code = 'ESRCH';
		err.syscall = 'kill';
		throw err;
	}
	if (number !== 0) signalSelf(name, number);
	return true;
}

// ---- process.umask: what it is at the beginning is the machine's

let mask;
function wrappedUmask(given) {
	const before = mask === undefined ? unknownValue('process.umask()') : mask;
	if (given === undefined) return before;
	if (isUnknown(given)) {
		mask = given;
		return before;
	}
	if (typeof given === 'string') {
		if (!test(/^[0-7]+$/, given)) throw withoutStack(invalidArgValue('mask', given, 'must be a 32-bit unsigned integer or an octal string', 'internal/validators:74      ^throw new ERR_INVALID_ARG_VALUE(name, value, modeDesc);'));
		given = parseInt(given, 8);
	}
	validateUint32(given, 'mask'); // node: internal/validators:79  ^validateUint32(value, name);
	mask = given & 0o777;
	return before;
}

// ---- process.cpuUsage(previous): what was used is the machine's

const isUsage = (value) => typeof value === 'number' && value <= 9007199254740991 && value >= 0;
function checkUsage(value, name) {
	if (isUsage(value) || isUnknown(value)) return;
	validateNumber(value, name);
	const { message } = invalidArgValue(name, value);
	throw error('RangeError', 'ERR_INVALID_ARG_VALUE', message, `internal/process/per_thread:${name === 'prevValue.user' ? 123 : 129}        ^throw new ERR_INVALID_ARG_VALUE.RangeError('${name}',`);
}
function cpuUsage(previous) {
	if (!isUnknown(previous) && previous) {
		if (!isUsage(previous.user) && !isUnknown(previous.user)) validateObject(previous, 'prevValue'); // node: internal/process/per_thread:120        ^validateObject(prevValue, 'prevValue');
		checkUsage(previous.user, 'prevValue.user'); // node: internal/process/per_thread:122        ^validateNumber(prevValue.user, 'prevValue.user');
		checkUsage(previous.system, 'prevValue.system'); // node: internal/process/per_thread:128        ^validateNumber(prevValue.system, 'prevValue.system');
	}
	return unknownValue('process.cpuUsage()');
}

module.exports = { cpuUsage, report, features, kill, umask: wrappedUmask };
