// SPDX-License-Identifier: MIT
// blob_urls.js - addresses of blobs: URL.createObjectURL and what resolves them.
'use strict';

const { primordial } = require('host');
const { invalidArgType } = require('node/errors');
const { Blob } = require('node/web_blob');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');

const blobs = new Map();

function createObjectURL(obj) {
	if (!(obj instanceof Blob)) throw invalidArgType('obj', 'Blob', obj, "internal/url:1180      ^throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', obj);");
	const url = `blob:nodedata:${require('node/crypto').randomUUID()}`;
	set(blobs, url, obj);
	return url;
}
function revokeObjectURL(url) {
	remove(blobs, `${url}`);
}
function resolveObjectURL(url) {
	const blob = get(blobs, `${url}`);
	return blob === undefined ? undefined : blob.slice(0, blob.size, blob.type);
}

module.exports = { createObjectURL, revokeObjectURL, resolveObjectURL };
