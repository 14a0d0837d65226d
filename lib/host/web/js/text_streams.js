// SPDX-License-Identifier: MIT
// text_streams.js - TextEncoderStream and TextDecoderStream.
'use strict';

const { primordial, isPage } = require('host');
const { finish } = require('web/idl');
const { illegal } = require('web/stream_base');
const { createOwn, terminate } = require('web/transform_stream');
const { decoderOfStream, utf8 } = require('web/encoding');
const Bytes = primordial('Uint8Array');
const charCodeAt = primordial('String.prototype.charCodeAt');
const slice = primordial('String.prototype.slice');

class TextEncoderStream {
	#stream;
	constructor() {
		let high = ''; // half of a surrogate pair at the end of the last chunk
		this.#stream = createOwn((chunk, enqueue) => {
			let text = high + `${chunk}`;
			high = '';
			const last = text.length > 0 ? charCodeAt(text, text.length - 1) : 0;
			if (last >= 0xd800 && last <= 0xdbff) {
				high = text[text.length - 1];
				text = slice(text, 0, -1);
			}
			if (text !== '') enqueue(new Bytes(utf8(text)));
		}, (enqueue) => {
			if (high !== '') enqueue(new Bytes([0xef, 0xbf, 0xbd]));
		});
	}
	static #of(value) {
		if (typeof value === 'object' && value !== null && #stream in value) return value.#stream;
		throw illegal('TextEncoderStream');
	}
	get encoding() {
		TextEncoderStream.#of(this);
		return 'utf-8';
	}
	get readable() {
		return TextEncoderStream.#of(this).readable.object;
	}
	get writable() {
		return TextEncoderStream.#of(this).writable.object;
	}
}
finish(TextEncoderStream);

class TextDecoderStream {
	#stream;
	#decoder;
	constructor(label = 'utf-8', options = undefined) {
		const decoder = this.#decoder = decoderOfStream(label, options);
		this.#stream = createOwn((chunk, enqueue) => {
			const text = decoder.decode(chunk, { stream: true });
			if (text !== '') enqueue(text);
		}, (enqueue, controller) => {
			const text = decoder.decode();
			if (text !== '') enqueue(text);
			if (!isPage) terminate(controller);
		});
	}
	static #of(value) {
		if (typeof value === 'object' && value !== null && #stream in value) return value;
		throw illegal('TextDecoderStream');
	}
	get encoding() {
		return TextDecoderStream.#of(this).#decoder.encoding;
	}
	get fatal() {
		return TextDecoderStream.#of(this).#decoder.fatal;
	}
	get ignoreBOM() {
		return TextDecoderStream.#of(this).#decoder.ignoreBOM;
	}
	get readable() {
		return TextDecoderStream.#of(this).#stream.readable.object;
	}
	get writable() {
		return TextDecoderStream.#of(this).#stream.writable.object;
	}
}
finish(TextDecoderStream);

module.exports = { TextEncoderStream, TextDecoderStream };
