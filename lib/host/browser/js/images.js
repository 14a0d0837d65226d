// SPDX-License-Identifier: MIT
// images.js - what an image's own data say of its size (PNG, GIF, JPEG, SVG with numbers), and HTMLImageElement.decode.
'use strict';

const { primordial, notCovered, post } = require('host');
const { fromUtf8 } = require('web/encoding');
const DOMException = primordial('DOMException');
const Promise = primordial('Promise');
const then = primordial('Promise.prototype.then');
const listen = primordial('EventTarget.prototype.addEventListener');

function ofJpeg(b) {
	for (let i = 2; i + 9 < b.length; ) {
		if (b[i] !== 0xff) return undefined;
		const kind = b[i + 1];
		if (kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc) return [b[i + 7] * 256 + b[i + 8], b[i + 5] * 256 + b[i + 6]];
		i += 2 + b[i + 2] * 256 + b[i + 3];
	}
	return undefined;
}

function ofSvg(text) {
	const tag = /<svg\b[^>]*>/.exec(text)?.[0] ?? '', side = (name) => /^([\d.]+)(?:px)?$/.exec(new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? '')?.[1];
	const width = side('width'), height = side('height');
	return width === undefined || height === undefined ? undefined : [Math.round(Number(width)), Math.round(Number(height))];
}

// The size in the bytes of an image; undefined: it is not known.
function sizeOf(b, type) {
	if (b[0] === 0x89 && b[1] === 0x50) return [b[18] * 256 + b[19], b[22] * 256 + b[23]];
	if (b[0] === 0x47 && b[1] === 0x49) return [b[6] + b[7] * 256, b[8] + b[9] * 256];
	if (b[0] === 0xff && b[1] === 0xd8) return ofJpeg(b);
	return /^image\/svg/.test(type) ? ofSvg(fromUtf8(b, false)) : undefined;
}

function size(address, vertical) {
	const answer = /^data:/i.test(address) ? require('web/data_url').readDataURL(address) : undefined;
	const found = answer === undefined ? undefined : sizeOf(answer.bytes, answer.type);
	return found === undefined ? notCovered('sizes of images') : found[vertical ? 1 : 0];
}

function decode(image, ok) {
	const failure = () => new DOMException('The source image cannot be decoded.', 'EncodingError');
	if (!image.getAttribute('src')) return then(Promise.resolve(), () => { throw failure(); });
	return new Promise((resolve, reject) => {
		const done = () => post(() => resolve(undefined), 1);
		if (ok) done();
		else if (image.complete) reject(failure());
		else {
			listen(image, 'load', done, { once: true });
			listen(image, 'error', () => reject(failure()), { once: true });
		}
	});
}

module.exports = { size, decode };
