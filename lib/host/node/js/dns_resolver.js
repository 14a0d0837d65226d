// SPDX-License-Identifier: MIT
// dns_resolver.js - name servers: the lists of them that somebody set, the class Resolver of both modules, and what is asked the other way
// round, by address.
'use strict';

const { primordial, assume, error, io, isUnknown, notCovered, thrown, unknownValue } = require('host');
const { invalidArgValue, outOfRange, validateArray, validateFunction, validateInteger, validateString } = require('node/errors');
const { isIP } = require('node/net');
const { hide } = require('node/unprintable');
const Failure = primordial('Error');
const Promise = primordial('Promise');
const apply = primordial('Reflect.apply');
const defineProperty = primordial('Object.defineProperty');
const exec = primordial('RegExp.prototype.exec');
const map = primordial('Array.prototype.map');
const Number = primordial('Number');
const push = primordial('Array.prototype.push');

const DNS_PORT = 53;
// Microseconds until the answer: of the machine itself, and of others.
const HERE = 1000, THERE = 30000;
const bracketed = /^\[([^[\]]*)\]/, withPort = /(^.+?)(?::(\d+))?$/;

// The address and the port that `text` names.
function serverOf(text) {
	if (isIP(text) !== 0) return { host: text, port: DNS_PORT };
	const inner = exec(bracketed, text), parts = exec(withPort, text);
	if (inner !== null && isIP(inner[1]) !== 0) return { host: inner[1], port: Number(parts?.[2]) || DNS_PORT };
	if (parts !== null && isIP(parts[1]) !== 0) return { host: parts[1], port: Number(parts[2]) || DNS_PORT };
	throw error('TypeError', 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${text}`);
}

function textOf({ host, port }) {
	if (port === DNS_PORT) return host;
	return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

// A list of name servers: the machine's own until somebody sets another.
class Servers {
	#chosen;
	set(servers) {
		validateArray(servers, 'servers');
		const chosen = [];
		for (let i = 0; i < servers.length; i++) {
			validateString(servers[i], `servers[${i}]`);
			push(chosen, serverOf(servers[i]));
		}
		this.#chosen = chosen;
	}
	get() {
		return this.#chosen === undefined ? unknownValue('dns.getServers()') : map(this.#chosen, textOf);
	}
}

// Which names an address has: error or an array for tell().
function reverse(address, tell) {
	if (!isUnknown(address) && isIP(address) === 0) {
		const err = new Failure(`getHostByAddr EINVAL ${address}`);
		err.errno = -22;
		err.code = 'EINVAL';
		err.syscall = 'getHostByAddr';
		err.hostname = address;
		return err;
	}
	const which = isUnknown(address) ? 'the address' : `'${address}'`;
	assume(`assuming the name server knows ${which}; its names are unknown`);
	io(() => tell(null, unknownValue(`names of ${which}`)), THERE);
	return null;
}

const reverseOfCallback = function(name, callback) {
	validateString(name, 'name');
	validateFunction(callback, 'callback');
	const err = reverse(name, callback);
	if (err !== null) throw thrown(err, 'internal/dns/callback_resolver:72    if (err) ^throw new DNSException(err, bindingName, name);');
	return {};
};
const reverseOfPromise = function(name, options) {
	validateString(name, 'name');
	return new Promise((resolve, reject) => {
		const err = reverse(name, (_, names) => resolve(names));
		if (err !== null) reject(err);
	});
};

const services = { __proto__: null, 21: 'ftp', 22: 'ssh', 23: 'telnet', 25: 'smtp', 53: 'domain', 80: 'http', 110: 'pop3', 443: 'https' };

// The name of an address and of the service at a port: tell(hostname, service).
function service(address, port, tell) {
	if (isIP(address) === 0) throw invalidArgValue('address', address);
	if (port !== port >>> 0 || port > 65535) throw error('RangeError', 'ERR_SOCKET_BAD_PORT', `Port should be >= 0 and < 65536. Received ${require('host').received(port)}.`);
	return () => {
		const isHere = address === '127.0.0.1';
		if (!isHere) assume(`assuming the address '${address}' has a name, which is unknown`);
		const hostname = isHere ? 'localhost' : unknownValue(`name of '${address}'`);
		io(() => tell(hostname, services[port] ?? unknownValue(`service at port ${port}`)), isHere ? HERE : THERE);
	};
}

function lookupService(address, port, callback) {
	if (arguments.length !== 3) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "address", "port", and "callback" arguments must be specified');
	const begin = service(address, port, (hostname, name) => callback(null, hostname, name));
	validateFunction(callback, 'callback');
	begin();
	return {};
}

const promised = {
	lookupService(address, port) {
		if (arguments.length !== 2) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "address" and "port" arguments must be specified');
		let settle;
		const begin = service(address, port, (hostname, name) => settle({ hostname, service: name }));
		return new Promise((resolve) => {
			settle = resolve;
			begin();
		});
	},
};

class ResolverBase {
	#servers = new Servers();
	constructor(options) {
		const timeout = options?.timeout ?? -1, tries = options?.tries ?? 4;
		validateInteger(timeout, 'options.timeout', -1, 2147483647);
		if (timeout < -1) throw outOfRange('options.timeout', '>= -1', timeout);
		validateInteger(tries, 'options.tries', 1, 2147483647);
	}
	cancel() {
		if (this.asking > 0) notCovered('cancelling questions to a name server');
	}
	getServers() {
		return this.#servers.get();
	}
	setServers(servers) {
		if (this.asking > 0) throw error('Error', 'ERR_DNS_SET_SERVERS_FAILED', `c-ares failed to set servers: "There are pending queries." [${servers}]`);
		this.#servers.set(servers);
	}
	setLocalAddress(ipv4, ipv6) {
		validateString(ipv4, 'ipv4');
		if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
	}
}

// The class Resolver with the methods of `target`, a module of this kind or that.
function makeResolver(target, isPromises) {
	class Resolver extends ResolverBase {
		constructor(options = undefined) {
			super(options);
			this._handle = unknownValue('resolver._handle');
			defineProperty(this, 'asking', { __proto__: null, value: 0, writable: true, enumerable: false });
		}
	}
	for (const name of ['resolveAny', 'resolve4', 'resolve6', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNs', 'resolveTxt', 'resolveSrv', 'resolvePtr', 'resolveNaptr', 'resolveSoa', 'reverse', 'resolve']) {
		const plain = target[name];
		const method = isPromises ? function(...args) {
			return apply(plain, this, args);
		} : function(...args) {
			const callback = args[args.length - 1];
			if (typeof callback === 'function') {
				args[args.length - 1] = (...values) => {
					this.asking--;
					return apply(callback, this, values);
				};
			}
			const request = apply(plain, this, args);
			this.asking++;
			return request;
		};
		for (const [key, value] of [['name', name === 'reverse' ? 'getHostByAddr' : primordial('String.prototype.replace')(plain.name, 'bound ', '')], ['length', plain.length]]) {
			defineProperty(method, key, { __proto__: null, value, configurable: true });
		}
		Resolver.prototype[name] = method;
	}
	hide(Resolver, 'dns.Resolver');
	return Resolver;
}

module.exports = { Servers, lookupService, makeResolver, promised, reverseOfCallback, reverseOfPromise };
