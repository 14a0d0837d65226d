// SPDX-License-Identifier: MIT
// web_streams.js - the streams of the web as Node prints them, and node:stream/web.
'use strict';

const { inspect, notCovered, notCoveredFunction } = require('host');
const readable = require('web/readable_stream');
const bytes = require('web/readable_bytes');
const writable = require('web/writable_stream');
const transform = require('web/transform_stream');
const { TextEncoderStream, TextDecoderStream } = require('web/text_streams');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('web/stream_base');
const { complete } = require('node/web_class');
require('web/stream_pipe');

// `contents`: what stands in the braces.
function printed(Class, contents, first = []) {
	complete(Class.prototype, first, function(depth, options) {
		if (depth < 0) return undefined;
		return `${Class.name} ${inspect(contents(this), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
	});
}

printed(readable.ReadableStream, (stream) => {
	const { state, controller } = readable.recordOf(stream);
	return { locked: stream.locked, state, supportsBYOB: controller.isBytes === true };
});
printed(readable.ReadableStreamDefaultReader, (reader) => {
	const { stream, requests, closed } = readable.readerOf(reader);
	return { stream: stream?.object, readRequests: requests.length, close: closed.promise };
}, ['read', 'releaseLock', 'closed', 'cancel']);
printed(bytes.ReadableStreamBYOBReader, (reader) => {
	const { stream, requests, closed } = bytes.readerOf(reader);
	return { stream: stream?.object, readIntoRequests: requests.length, close: closed.promise };
}, ['read', 'releaseLock', 'closed', 'cancel']);
printed(readable.ReadableStreamDefaultController, () => ({}));
printed(bytes.ReadableByteStreamController, () => ({}));
printed(bytes.ReadableStreamBYOBRequest, ({ view }) => ({ view, controller: undefined }));
printed(writable.WritableStream, (stream) => ({ locked: stream.locked, state: writable.recordOf(stream).state }));
printed(writable.WritableStreamDefaultWriter, (writer) => {
	const { stream, closed, ready } = writable.writerOf(writer);
	return { stream: stream?.object, close: closed.promise, ready: ready.promise, desiredSize: writer.desiredSize };
});
printed(writable.WritableStreamDefaultController, (controller) => ({ stream: writable.streamOf(controller)?.object }));
printed(transform.TransformStream, (stream) => {
	const record = transform.recordOf(stream);
	return { readable: record.readable?.object, writable: record.writable?.object, backpressure: record.backpressure };
});
printed(transform.TransformStreamDefaultController, () => notCovered('how a TransformStreamDefaultController is printed'));
printed(ByteLengthQueuingStrategy, ({ highWaterMark }) => ({ highWaterMark }));
printed(CountQueuingStrategy, ({ highWaterMark }) => ({ highWaterMark }));
printed(TextEncoderStream, (stream) => ({ encoding: stream.encoding, readable: stream.readable, writable: stream.writable }));
printed(TextDecoderStream, (stream) => ({ encoding: stream.encoding, fatal: stream.fatal, ignoreBOM: stream.ignoreBOM, readable: stream.readable, writable: stream.writable }));

class CompressionStream {
	constructor() {
		notCovered('CompressionStream');
	}
}
class DecompressionStream {
	constructor() {
		notCovered('DecompressionStream');
	}
}

module.exports = {
	ReadableStream: readable.ReadableStream, ReadableStreamDefaultReader: readable.ReadableStreamDefaultReader,
	ReadableStreamBYOBReader: bytes.ReadableStreamBYOBReader, ReadableStreamBYOBRequest: bytes.ReadableStreamBYOBRequest,
	ReadableByteStreamController: bytes.ReadableByteStreamController, ReadableStreamDefaultController: readable.ReadableStreamDefaultController,
	TransformStream: transform.TransformStream, TransformStreamDefaultController: transform.TransformStreamDefaultController,
	WritableStream: writable.WritableStream, WritableStreamDefaultWriter: writable.WritableStreamDefaultWriter,
	WritableStreamDefaultController: writable.WritableStreamDefaultController, ByteLengthQueuingStrategy, CountQueuingStrategy, TextEncoderStream,
	TextDecoderStream, CompressionStream, DecompressionStream,
};
