// SPDX-License-Identifier: MIT
// file_reader.js - FileReader (File API): a blob is read in one go, its events are tasks of one source.
'use strict';

const { primordial, post, fire, handlers } = require('host');
const { finish, required, Failure } = require('web/idl');
const { fromMarked, btoa } = require('web/encoding');
const { encodingOf } = require('web/encoding_labels');
const { bytesOf } = require('web/blob');
const { quick } = require('browser/network');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const Bytes = primordial('Uint8Array');
const fromCharCode = primordial('String.fromCharCode');

const EMPTY = 0, LOADING = 1, DONE = 2;

function binary(bytes) {
	let text = '';
	for (let i = 0; i < bytes.length; i++) text += fromCharCode(bytes[i]);
	return text;
}

class FileReader extends EventTarget {
	#state = EMPTY;
	#result = null;
	#error = null;
	#reading = 0; // counts reads: an aborted one has no more events
	get readyState() {
		return this.#state;
	}
	get result() {
		return this.#result;
	}
	get error() {
		return this.#error;
	}
	#read(name, count, blob, make) {
		required(count, 1, `Failed to execute '${name}' on 'FileReader'`);
		const bytes = bytesOf(blob);
		if (bytes === undefined) throw new Failure(`Failed to execute '${name}' on 'FileReader': parameter 1 is not of type 'Blob'.`);
		if (this.#state === LOADING) throw new DOMException(`Failed to execute '${name}' on 'FileReader': The object is already busy reading Blobs.`, 'InvalidStateError');
		const reading = ++this.#reading;
		this.#state = LOADING;
		this.#result = null;
		const sizes = { lengthComputable: true, loaded: bytes.length, total: bytes.length };
		const events = ['loadstart', ...(bytes.length > 0 ? ['progress'] : []), 'load', 'loadend'];
		let at = 0;
		post(() => {
			const type = events[at++];
			if (type === undefined || this.#reading !== reading) return undefined;
			if (type === 'load') {
				this.#state = DONE;
				this.#result = make(bytes);
			}
			return [this, 'ProgressEvent', type, type === 'loadstart' ? { ...sizes, loaded: 0 } : sizes];
		}, quick);
	}
	readAsArrayBuffer(blob) {
		this.#read('readAsArrayBuffer', arguments.length, blob, (bytes) => new Bytes(bytes).buffer);
	}
	readAsBinaryString(blob) {
		this.#read('readAsBinaryString', arguments.length, blob, binary);
	}
	readAsText(blob, label = undefined) {
		const named = label === undefined ? undefined : encodingOf(`${label}`);
		this.#read('readAsText', arguments.length, blob, (bytes) => fromMarked(bytes, named));
	}
	readAsDataURL(blob) {
		this.#read('readAsDataURL', arguments.length, blob, (bytes) => `data:${blob.type || 'application/octet-stream'};base64,${btoa(binary(bytes))}`);
	}
	abort() {
		if (this.#state !== LOADING) return;
		const reading = ++this.#reading;
		this.#state = DONE;
		this.#result = null;
		this.#error = new DOMException('The user aborted a request.', 'AbortError');
		fire(this, 'ProgressEvent', 'abort', {});
		if (this.#reading === reading) fire(this, 'ProgressEvent', 'loadend', {});
	}
}
finish(FileReader);
for (const [name, value] of [['EMPTY', EMPTY], ['LOADING', LOADING], ['DONE', DONE]])
	for (const target of [FileReader, FileReader.prototype]) Object.defineProperty(target, name, { __proto__: null, value, enumerable: true });
handlers(FileReader.prototype, 'onloadstart', 'onprogress', 'onload', 'onabort', 'onerror', 'onloadend');

module.exports = { FileReader };
