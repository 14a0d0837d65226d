// SPDX-License-Identifier: MIT
// net_addresses.js - the addresses of the two ends of a connection of node:net. Ports that servers listen to and addresses that were asked for are known,
// others are the machine's; ends of pipes have none. What was asked for while it was open is still told afterwards.
'use strict';

const { primordial, unknownValue } = require('host');
const { hide } = require('node/hidden');
const defineProperty = primordial('Object.defineProperty');
const includes = primordial('String.prototype.includes');

const kEnds = Symbol('ends');
const parts = { __proto__: null, Address: 'address', Family: 'family', Port: 'port' };

const familyOf = (address) => (address === undefined ? undefined : includes(address, ':') ? 'IPv6' : 'IPv4');

// `place`: what the client has asked for, and where the server listens, { port, address, listens }; undefined: the connection is a pipe.
function settle(client, accepted, place) {
	if (place === undefined) {
		hide(client, kEnds, { __proto__: null, isPipe: true });
		hide(accepted, kEnds, { __proto__: null, isPipe: true });
		return;
	}
	// Over the loopback both ends have the same address, whatever the client's is.
	const { address, port, listens } = place, family = familyOf(address);
	const own = family === 'IPv4' && address === '127.0.0.1' ? address : family === 'IPv6' && address === '::1' ? address : undefined;
	hide(client, kEnds, { __proto__: null, remote: { address, family, port }, local: { address: own, family, port: undefined } });
	// A server for both families sees addresses of four numbers as such of the other one.
	const seen = own === undefined ? undefined : family === 'IPv4' && listens === '::' ? `::ffff:${own}` : own;
	hide(accepted, kEnds, { __proto__: null, remote: { address: seen, family: familyOf(seen) }, local: { address: seen, family: familyOf(seen), port } });
}

function told(socket, side, isOpen) {
	const ends = socket[kEnds];
	if (ends === undefined || ends.isPipe) return undefined;
	if (isOpen) ends[`${side}Read`] = true;
	return isOpen || ends[`${side}Read`] ? ends[side] : undefined;
}

// The members of `prototype`; isOpen(socket): has it a handle that is connected?
function define(prototype, isOpen) {
	for (const side of ['local', 'remote']) {
		for (const name in parts) {
			const member = `${side}${name}`;
			defineProperty(prototype, member, {
				__proto__: null,
				get() {
					const end = told(this, side, isOpen(this));
					return end === undefined ? undefined : end[parts[name]] ?? unknownValue(`socket.${member}`);
				},
				set: undefined,
				enumerable: true,
				configurable: false,
			});
		}
	}
	prototype.address = function() {
		const end = told(this, 'local', isOpen(this));
		if (end === undefined) return {};
		return { address: this.localAddress, family: this.localFamily, port: this.localPort };
	};
}

module.exports = { define, settle };
