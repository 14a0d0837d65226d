// SPDX-License-Identifier: MIT
// request_init.js - the dictionaries that Request, fetch and Response take, read as Web IDL has it: every member, in the order of the names.
'use strict';

const { primordial, isUnknown } = require('host');
const { dictionary, Failure } = require('web/idl');
const { entriesOf, string, byteString } = require('browser/headers');
const AbortSignal = primordial('AbortSignal');

const enums = {
	__proto__: null,
	cache: ['RequestCache', 'default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
	credentials: ['RequestCredentials', 'omit', 'same-origin', 'include'],
	duplex: ['RequestDuplex', 'half'],
	mode: ['RequestMode', 'same-origin', 'no-cors', 'cors', 'navigate'],
	priority: ['FetchPriority', 'high', 'low', 'auto'],
	redirect: ['RequestRedirect', 'follow', 'error', 'manual'],
	referrerPolicy: ['ReferrerPolicy', '', 'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
};

// One of the words of an enumeration.
function word(name, value, where) {
	const text = string(value, where), [type, ...words] = enums[name];
	if (!words.includes(text)) throw new Failure(`${where}: The provided value '${text}' is not a valid enum value of type ${type}.`);
	return text;
}

function signalOf(value, where) {
	if (value !== null && !isUnknown(value) && !(value instanceof AbortSignal)) throw new Failure(`${where}: Failed to convert value to 'AbortSignal'.`);
	return value;
}

const same = (value) => value;
const requestMembers = {
	__proto__: null,
	adAuctionHeaders: Boolean, body: same, cache: word, credentials: word, duplex: word, headers: entriesOf, integrity: string, keepalive: Boolean,
	method: byteString, mode: word, priority: word, privateToken: same, redirect: word, referrer: string, referrerPolicy: word, signal: signalOf, targetAddressSpace: same,
};
// Of a number that is not whole, too big or none at all the lowest 16 bits count (Web IDL, "unsigned short").
function unsignedShort(value, where) {
	if (typeof value === 'symbol' || typeof value === 'bigint') throw new Failure(`${where}: Cannot convert a ${typeof value === 'symbol' ? 'Symbol' : 'BigInt'} value to a number`);
	return (Number(value) || 0) & 0xffff;
}
const responseMembers = { __proto__: null, headers: entriesOf, status: unsignedShort, statusText: byteString };

// The members that `init` has, converted; `what`: "Failed to ...". `any`: it has one.
function read(members, type, init, what) {
	const values = { __proto__: null, any: false };
	if (init === undefined || init === null) return values;
	dictionary(init, what, type);
	for (const name in members) {
		const value = init[name], convert = members[name], where = `${what}: Failed to read the '${name}' property from '${type}'`;
		if (value === undefined) continue;
		values.any = true;
		values[name] = convert === word ? word(name, value, where) : convert(value, where);
	}
	return values;
}

module.exports = {
	readRequestInit: (init, what) => read(requestMembers, 'RequestInit', init, what),
	readResponseInit: (init, what) => read(responseMembers, 'ResponseInit', init, what),
};
