// SPDX-License-Identifier: MIT
// multipart.js - the entries of a form as a body and back (RFC 7578; HTML, "multipart/form-data encoding algorithm").
'use strict';

const { random } = require('host');
const { utf8, fromUtf8 } = require('web/encoding');
const blobs = require('web/blob');

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AB';

// As Chromium makes them: an example, another one in every run.
function newBoundary() {
	const list = new Uint8Array(16);
	random(list);
	let text = '----WebKitFormBoundary';
	for (let i = 0; i < list.length; i++) text += signs[list[i] & 63];
	return text;
}

const quoted = (text) => text.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');

function writeEntries(data, boundary) {
	const bytes = [], add = (more) => {
		for (let i = 0; i < more.length; i++) bytes[bytes.length] = more[i];
	};
	for (const [name, value] of data) {
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
		if (typeof value === 'string') add(utf8(`${head}\r\n\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`));
		else {
			add(utf8(`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`));
			add(blobs.bytesOf(value));
			add(utf8('\r\n'));
		}
	}
	add(utf8(`--${boundary}--\r\n`));
	return bytes;
}

const text = (bytes) => fromUtf8(bytes, false);
const plain = (bytes) => {
	let out = '';
	for (let i = 0; i < bytes.length; i++) out += String.fromCharCode(bytes[i]);
	return out;
};
const unquoted = (name) => text([...name].map((c) => c.charCodeAt(0)));

// The entries that the bytes hold, as a FormData; undefined: they are none.
function readEntries(bytes, type) {
	const { FormData } = require('browser/form_data'), found = /;\s*boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(type), data = new FormData();
	if (found === null) return undefined;
	const all = `\r\n${plain(bytes)}`, mark = `\r\n--${found[1] ?? found[2]}`;
	let at = all.indexOf(mark);
	if (at < 0) return undefined;
	for (;;) {
		at += mark.length;
		if (all.startsWith('--', at)) return data;
		const begin = all.indexOf('\r\n', at), head = all.indexOf('\r\n\r\n', begin), end = all.indexOf(mark, head < 0 ? at : head + 2);
		if (begin < 0 || head < 0 || end < 0) return undefined;
		const lines = all.slice(begin, head), name = /content-disposition:\s*form-data;(?:.*;)?\s*name="([^"]*)"/i.exec(lines), file = /;\s*filename="([^"]*)"/i.exec(lines);
		if (name === null) return undefined;
		const content = [];
		for (let i = head + 4; i < end; i++) content[content.length] = all.charCodeAt(i);
		if (file === null) data.append(unquoted(name[1]), text(content));
		else data.append(unquoted(name[1]), new blobs.File([new Uint8Array(content)], unquoted(file[1]), { type: /\r\ncontent-type:\s*([^\r]*)/i.exec(lines)?.[1] ?? 'text/plain' }));
		at = end;
	}
}

module.exports = { newBoundary, writeEntries, readEntries };
