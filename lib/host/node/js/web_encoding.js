// SPDX-License-Identifier: MIT
// web_encoding.js - TextEncoder and TextDecoder as Node prints them.
'use strict';

const { inspect } = require('host');
const { TextEncoder, TextDecoder } = require('web/encoding');
const { complete } = require('node/web_class');

complete(TextEncoder.prototype, [], function(depth, options) {
	if (typeof depth === 'number' && depth < 0) return '[TextEncoder]';
	return inspect({ encoding: this.encoding }, options);
});

complete(TextDecoder.prototype, ['decode'], function(depth) {
	const name = this.constructor?.name ?? 'TextDecoder';
	if (typeof depth === 'number' && depth < 0) return `[${name}]`;
	return `${name} ${inspect({ encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM })}`;
});

module.exports = { TextEncoder, TextDecoder };
