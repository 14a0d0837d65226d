// SPDX-License-Identifier: MIT
// web_blob.js - Blob and File as Node has them: how they are printed, and after how many microtasks they are read.
'use strict';

const { primordial, inspect, queueMicrotask } = require('host');
const blobs = require('web/blob');
const { Blob, File } = blobs;
const Promise = primordial('Promise');
const Bytes = primordial('Uint8Array');
const slice = primordial('Array.prototype.slice');
const { complete } = require('node/web_class');
const { blobTicks } = require('node/reading_ticks');

blobs.later = (value, parts, converted) => new Promise((resolve) => {
	let left = blobTicks(parts, converted);
	const step = () => {
		if (left-- === 0) resolve(value());
		else queueMicrotask(step);
	};
	step();
});

// Part after part as it is pulled, with nothing between two of them, a microtask after each and more only while somebody waits (node:internal/blob, Blob.stream).
blobs.streamOf = (bytes, ends) => {
	const { ReadableStream } = require('web/readable_stream');
	let pulls = [], at = 0, from = 0, between = false;
	const finish = () => pulls.shift()?.resolve();
	function readNext(controller) {
		if (pulls.length === 0) return; // it was cancelled
		if (at === ends.length) {
			controller.close();
			controller.byobRequest?.respond(0);
			finish();
			return;
		}
		if (between) {
			between = false;
		} else {
			const part = new Bytes(slice(bytes, from, ends[at]));
			from = ends[at++];
			between = at < ends.length;
			if (part.length !== 0) controller.enqueue(part);
		}
		queueMicrotask(() => {
			if (controller.desiredSize < 0) finish();
			else readNext(controller);
		});
	}
	return new ReadableStream({
		type: 'bytes',
		pull: (controller) => new Promise((resolve, reject) => {
			pulls.push({ resolve, reject });
			readNext(controller);
		}),
		cancel(reason) {
			for (const pull of pulls) pull.reject(reason);
			pulls = [];
		},
	}, { highWaterMark: 0 });
};

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
