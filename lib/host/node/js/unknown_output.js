// SPDX-License-Identifier: MIT
// unknown_output.js - streams of what only the outside knows: the output of programs, the answers of other hosts.
'use strict';

const { primordial, unknownValue } = require('host');
const { Buffer } = require('node/buffer');
const apply = primordial('Reflect.apply');
const defineProperty = primordial('Object.defineProperty');
const replace = (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

// What is read from it stands for something unknown: one piece.
function pushUnknown(stream, title) {
	const { read, emit } = stream;
	const piece = unknownValue(`output of '${title}'`);
	replace(stream, 'read', function(n) {
		const chunk = apply(read, this, n === undefined ? [] : [n]);
		return chunk === null ? null : piece;
	});
	replace(stream, 'emit', function(event, ...values) {
		if (event === 'data') values[0] = piece;
		return apply(emit, this, [event, ...values]);
	});
	stream.push(Buffer.from('?'));
}

module.exports = { pushUnknown };
