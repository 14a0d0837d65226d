// SPDX-License-Identifier: MIT
// web_blob.js - Blob and File as Node has them: how they are printed, and after how many microtasks they are read.
'use strict';

const { primordial, inspect, queueMicrotask } = require('host');
const blobs = require('web/blob');
const { Blob, File } = blobs;
const Promise = primordial('Promise');
const { complete } = require('node/web_class');

// Two microtasks between parts; text and bytes() wait for the buffer.
blobs.later = (value, parts, converted) => new Promise((resolve) => {
	let left = (parts === 0 ? 0 : 2 * parts - 1) + (converted ? 1 : 0);
	const step = () => {
		if (left-- === 0) resolve(value());
		else queueMicrotask(step);
	};
	step();
});

function printed(Class, first, contents) {
	const show = function(depth, options) {
		const name = this.constructor?.name ?? Class.name;
		if (depth < 0) return `[${name}]`;
		return `${name} ${inspect(contents(this), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
	};
	complete(Class.prototype, first, show);
}
printed(Blob, ['type', 'size', 'slice', 'arrayBuffer', 'text', 'bytes', 'stream'], ({ size, type }) => ({ size, type }));
primordial('Object.defineProperty')(Blob.prototype, 'bytes', { __proto__: null, enumerable: false });
printed(File, [], ({ size, type, name, lastModified }) => ({ size, type, name, lastModified }));

module.exports = { Blob, File };
