// SPDX-License-Identifier: MIT
// dns.js - node:dns: names of the machine itself and addresses are known; every other name is assumed to be found, with addresses that are
// unknown, but for those that never are (.invalid).
'use strict';

const { primordial, assume, io, nextTick, process, unknownValue, withoutStack } = require('host');
const { invalidArgType, invalidArgValue, validateBoolean, validateFunction, validateNumber, validateOneOf, validateString } = require('node/errors');
const { isIP } = require('node/net');
const resolver = require('node/dns_resolver');
const Failure = primordial('Error');
const Promise = primordial('Promise');
const endsWith = primordial('String.prototype.endsWith');
const slice = primordial('String.prototype.slice');
const defineProperty = primordial('Object.defineProperty');

const named = (name, fn) => defineProperty(fn, 'name', { __proto__: null, value: name, configurable: true });

// Microseconds until the answer: of the machine itself, and of others.
const HERE = 1000, THERE = 30000;

const codes = ['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP', 'CONNREFUSED', 'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS', 'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED'];

function notFound(syscall, hostname, errno) {
	const err = withoutStack(new Failure(`${syscall} ENOTFOUND ${hostname}`));
	err.errno = errno;
	err.code = 'ENOTFOUND';
	err.syscall = syscall;
	err.hostname = hostname;
	return err;
}

const isNowhere = (name) => endsWith(name, '.invalid') || name === 'invalid';

// ---- lookup: what the machine says of a name

function found(name, family) {
	if (name === 'localhost') return { known: true, address: family === 6 ? '::1' : '127.0.0.1', family: family === 6 ? 6 : 4 };
	assume(`assuming the name '${name}' is found; its address is unknown`);
	return { known: false, address: unknownValue(`address of '${name}'`), family: family === 6 ? 6 : 4 };
}

// { family, all } of what lookup is given; `lines`: where Node's file looks at each, behind `file`.
function lookupOptions(options, file, lines) {
	const made = (line, text) => `${file}:${line}      ^${text}`;
	let family = 0, all = false;
	if (typeof options === 'number') {
		validateOneOf(options, 'family', families, `${file}:${lines[0]}    ^validateOneOf(options, 'family', validFamilies);`);
		family = options;
	} else if (options !== undefined && typeof options !== 'object') {
		throw invalidArgType('options', ['integer', 'object'], options, `${file}:${lines[1]}    ^throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);`);
	} else if (options) {
		const { hints } = options;
		if (hints != null) {
			validateNumber(hints, 'options.hints', undefined, undefined, made(lines[2], "validateNumber(options.hints, 'options.hints');"));
			if (((hints >>> 0) & ~56) !== 0) throw invalidArgValue('hints', hints >>> 0, undefined, "internal/dns/utils:266    ^throw new ERR_INVALID_ARG_VALUE('hints', hints);");
		}
		if (options.family != null) family = familyOf(options.family, file, lines);
		if (options.all != null) validateBoolean(options.all, 'options.all', made(lines[4], "validateBoolean(options.all, 'options.all');"));
		all = options.all ?? false;
		if (options.verbatim != null) validateBoolean(options.verbatim, 'options.verbatim', made(lines[5], "validateBoolean(options.verbatim, 'options.verbatim');"));
		if (options.order != null) validateOneOf(options.order, 'options.order', orders, made(lines[6], "validateOneOf(options.order, 'options.order', validDnsOrders);"));
	}
	return { family, all };
}
const families = [0, 4, 6], orders = ['verbatim', 'ipv4first', 'ipv6first'];
// The callback form has names for families.
function familyOf(family, file, lines) {
	if (file === 'dns' && family === 'IPv4') return 4;
	if (file === 'dns' && family === 'IPv6') return 6;
	validateOneOf(family, 'options.family', families, `${file}:${lines[3]}${file === 'dns' ? '          ' : '      '}^validateOneOf(options.family, 'options.family', validFamilies);`);
	return family;
}

// Ask, and tell tell(error) or tell(null, address, family).
function ask(hostname, options, direct, tell) {
	const { family, all } = options;
	const give = (address, kind) => (all ? tell(null, address === null ? [] : [{ address, family: kind }]) : tell(null, address, kind));
	if (!hostname) {
		process.emitWarning(`The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`, 'DeprecationWarning', 'DEP0118');
		direct(() => give(null, family === 6 ? 6 : 4));
		return;
	}
	const kind = isIP(hostname);
	if (kind !== 0) {
		direct(() => give(hostname, kind));
	} else if (isNowhere(hostname)) {
		io(() => tell(notFound('getaddrinfo', hostname, -3008)), THERE);
	} else {
		const answer = found(hostname, family);
		io(() => give(answer.address, answer.family), answer.known ? HERE : THERE);
	}
}

function lookup(hostname, options, callback) {
	if (typeof options === 'function') {
		callback = options;
		options = undefined;
	}
	if (hostname) validateString(hostname, 'hostname'); // node: dns:151    ^validateString(hostname, 'hostname');
	validateFunction(callback, 'callback'); // node: dns:166    ^validateFunction(callback, 'callback');
	ask(hostname, lookupOptions(options, 'dns', [160, 164, 169, 182, 188, 192, 196]), nextTick, callback);
	return {};
}

// ---- questions to name servers

const queries = { __proto__: null, A: 'queryA', AAAA: 'queryAaaa', ANY: 'queryAny', CAA: 'queryCaa', CNAME: 'queryCname', MX: 'queryMx', NAPTR: 'queryNaptr', NS: 'queryNs', PTR: 'queryPtr', SOA: 'querySoa', SRV: 'querySrv', TXT: 'queryTxt' };

function query(type, name, tell) {
	validateString(name, 'name');
	if (isNowhere(name)) {
		io(() => tell(notFound(queries[type], name, undefined)), THERE);
		return;
	}
	assume(`assuming the name server answers for '${name}'; what it says is unknown`);
	io(() => tell(null, unknownValue(`${type} records of '${name}'`)), THERE);
}

const ofCallback = (type) => function(name, options) {
	const callback = typeof options === 'function' ? options : arguments[2];
	validateString(name, 'name'); // node: internal/dns/callback_resolver:62    ^validateString(name, 'name');
	validateFunction(callback, 'callback'); // node: internal/dns/callback_resolver:63    ^validateFunction(callback, 'callback');
	query(type, name, callback);
	return {};
};
const settle = (begin) => new Promise((resolve, reject) => begin((err, value) => (err ? reject(err) : resolve(value))));
const ofPromise = (type) => function(name, options) {
	validateString(name, 'name'); // node: internal/dns/promises:336    ^validateString(name, 'name');
	return settle((tell) => query(type, name, tell));
};

function typeOf(rrtype) {
	validateString(rrtype, 'rrtype'); // node: internal/dns/callback_resolver:103    ^throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
	if (queries[rrtype] === undefined) throw invalidArgValue('rrtype', rrtype);
	return rrtype;
}

const exports_ = {
	lookup,
	lookupService: resolver.lookupService,
	Resolver: undefined,
};
const promises = {
	lookup(hostname, options) {
		if (hostname) validateString(hostname, 'hostname'); // node: internal/dns/promises:202    ^validateString(hostname, 'hostname');
		const chosenOptions = lookupOptions(options, 'internal/dns/promises', [206, 209, 212, 217, 221, 225, 229]);
		return new Promise((resolve, reject) => {
			ask(hostname, chosenOptions, (give) => give(), (err, address, family) => {
				if (err) reject(err);
				else resolve(family === undefined ? address : { address, family });
			});
		});
	},
	lookupService: resolver.promised.lookupService,
	Resolver: undefined,
};
let order = 'verbatim';
const chosen = new resolver.Servers();
for (const target of [exports_, promises]) {
	target.getDefaultResultOrder = () => order;
	target.setDefaultResultOrder = (value) => {
		if (value !== 'verbatim' && value !== 'ipv4first' && value !== 'ipv6first') throw invalidArgValue('dnsOrder', value, "must be one of: 'verbatim', 'ipv4first', 'ipv6first'"); // node: internal/dns/utils:284  ^validateOneOf(value, 'dnsOrder', validDnsOrders);
		order = value;
	};
	target.setServers = (servers) => chosen.set(servers);
	if (target === exports_) primordial('Object.assign')(target, { ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8 });
	for (let i = 0; i < codes.length; i++) target[codes[i]] = codes[i] === 'EOF' ? 'EOF' : `E${codes[i]}`;
	target.getServers = () => chosen.get();
	const make = target === exports_ ? ofCallback : ofPromise;
	const byType = { __proto__: null };
	for (const type in queries) byType[type] = make(type);
	target.resolve = target === exports_ ? function(name, rrtype, callback) {
		if (typeof rrtype === 'function') return byType.A(name, rrtype);
		return byType[typeOf(rrtype)](name, callback); // node: internal/dns/callback_resolver:109  ^throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
	} : (name, rrtype = 'A') => byType[typeOf(rrtype)](name); // node: internal/dns/promises:355      ^throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
	const suffix = (type) => (type === 'A' ? '4' : type === 'AAAA' ? '6' : type[0] + primordial('String.prototype.toLowerCase')(slice(type, 1)));
	for (const type in queries) target[`resolve${suffix(type)}`] = named(queries[type], byType[type]);
	target.reverse = target === exports_ ? resolver.reverseOfCallback : resolver.reverseOfPromise;
	target.Resolver = resolver.makeResolver(target, target === promises);
}
exports_.promises = promises;
require('node/member_faces').face(exports_, 'dns');
require('node/member_faces').face(promises, 'dns/promises');

module.exports = exports_;
