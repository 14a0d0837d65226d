// SPDX-License-Identifier: MIT
// stream_consumers.js - node:stream/consumers: all that a stream or an async iterable gives, as one value.
'use strict';

const { primordial, globalValue } = require('host');
const { Buffer } = require('node/buffer');
const parseJson = primordial('JSON.parse');

async function blob(stream) {
	const chunks = [];
	for await (const chunk of stream) chunks[chunks.length] = chunk;
	return new (globalValue('Blob'))(chunks);
}

async function arrayBuffer(stream) {
	const whole = await blob(stream);
	return whole.arrayBuffer();
}

async function buffer(stream) {
	return Buffer.from(await arrayBuffer(stream));
}

async function text(stream) {
	const decoder = new (globalValue('TextDecoder'))();
	let out = '';
	for await (const chunk of stream) out += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
	return out + decoder.decode(undefined, { stream: true });
}

async function json(stream) {
	return parseJson(await text(stream));
}

module.exports = { arrayBuffer, blob, buffer, text, json };
