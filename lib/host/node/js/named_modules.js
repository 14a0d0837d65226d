// SPDX-License-Identifier: MIT
// named_modules.js - modules of Node's that are known by the names of what they export: they can be required, and what is used of them
// stops the prediction with its name.
'use strict';

const { primordial, notCovered, notCoveredFunction } = require('host');
const Proxy = primordial('Proxy');

const modules = {
	__proto__: null,
	dgram: {
		functions: ['createSocket', 'Socket'],
		objects: [],
		values: {},
	},
	domain: {
		functions: ['Domain', 'createDomain', 'create'],
		objects: [],
		values: {},
	},
	http2: {
		functions: [
			'connect', 'createServer', 'createSecureServer', 'getDefaultSettings', 'getPackedSettings', 'getUnpackedSettings',
			'performServerHandshake', 'Http2ServerRequest', 'Http2ServerResponse',
		],
		objects: ['constants'],
		values: {},
	},
	inspector: {
		functions: [
			'open', 'close', 'url', 'waitForDebugger', 'Session',
		],
		objects: ['console', 'Network'],
		values: {},
	},
	'inspector/promises': {
		functions: [
			'open', 'close', 'url', 'waitForDebugger', 'Session',
		],
		objects: ['console', 'Network'],
		values: {},
	},
	repl: {
		functions: [
			'start', 'writer', 'REPLServer', 'Recoverable', 'isValidSyntax',
		],
		objects: ['builtinModules'],
		values: {},
	},
	test: {
		functions: [
			'skip', 'todo', 'only', 'after', 'afterEach', 'before', 'beforeEach', 'describe', 'it', 'run', 'suite', 'test',
		],
		objects: ['mock'],
		values: {},
	},
	'test/reporters': {
		functions: ['dot', 'junit', 'spec', 'tap'],
		objects: ['lcov'],
		values: {},
	},
	tls: {
		functions: [
			'getCiphers', 'convertALPNProtocols', 'checkServerIdentity', 'createSecureContext', 'SecureContext', 'TLSSocket',
			'Server', 'createServer', 'connect', 'createSecurePair',
		],
		objects: ['rootCertificates', 'DEFAULT_CIPHERS'],
		values: {
			CLIENT_RENEG_LIMIT: 3, CLIENT_RENEG_WINDOW: 600, DEFAULT_ECDH_CURVE: 'auto', DEFAULT_MIN_VERSION: 'TLSv1.2',
			DEFAULT_MAX_VERSION: 'TLSv1.3',
		},
	},
	trace_events: {
		functions: ['createTracing', 'getEnabledCategories'],
		objects: [],
		values: {},
	},
	tty: {
		functions: ['isatty', 'ReadStream', 'WriteStream'],
		objects: [],
		values: {},
	},
	wasi: {
		functions: ['WASI'],
		objects: [],
		values: {},
	},
};

// What is read of an object is not known either.
const hidden = (what) => new Proxy({}, { __proto__: null, get: () => notCovered(what), ownKeys: () => notCovered(what), has: () => notCovered(what) });

// Old names of parts of other modules.
const streams = { __proto__: null, _stream_duplex: 'Duplex', _stream_passthrough: 'PassThrough', _stream_readable: 'Readable', _stream_transform: 'Transform', _stream_writable: 'Writable' };
const ofHttp = { __proto__: null, _http_agent: ['Agent', 'globalAgent'], _http_client: ['ClientRequest'] };

function make(name) {
	if (streams[name] !== undefined) return require('node/stream')[streams[name]];
	if (ofHttp[name] !== undefined) {
		const exports = {};
		for (let i = 0; i < ofHttp[name].length; i++) exports[ofHttp[name][i]] = require('node/http')[ofHttp[name][i]];
		return exports;
	}
	if (modules[name] === undefined) notCovered(`the module '${name}'`);
	const { functions, objects, values } = modules[name];
	const exports = name === 'test' ? notCoveredFunction('node:test') : {};
	for (let i = 0; i < functions.length; i++) exports[functions[i]] = notCoveredFunction(`${name}.${functions[i]}`);
	for (let i = 0; i < objects.length; i++) exports[objects[i]] = hidden(`${name}.${objects[i]}`);
	for (const key in values) exports[key] = values[key];
	require('node/unprintable').hideModule(exports, name);
	return exports;
}

module.exports = { make };
