// SPDX-License-Identifier: MIT
// web_url.js - URL and URLSearchParams as Node has them: how they are printed, and what it has not.
'use strict';

const { primordial, inspect, notCovered, notCoveredFunction } = require('host');
const { URL, URLSearchParams, IteratorPrototype, remaining } = require('web/url');
const push = primordial('Array.prototype.push');
const join = primordial('Array.prototype.join');
const includes = primordial('String.prototype.includes');
const { complete } = require('node/web_class');

complete(URL.prototype, ['toString', 'href'], function(depth, options) {
	if (typeof depth === 'number' && depth < 0) return this;
	if (options.showHidden) notCovered('what is hidden in a URL');
	const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
	const parts = { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
	return `${this.constructor?.name ?? 'URL'} ${inspect(parts, options)}`;
});

// Options for what is inside.
function inner(depth, options) {
	return depth !== null ? { ...options, depth: depth - 1 } : options;
}

complete(URLSearchParams.prototype, ['size', 'append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values'], function(depth, options) {
	if (typeof depth === 'number' && depth < 0) return '[Object]';
	const rest = remaining(this.entries()), texts = [], within = inner(depth, options);
	let length = -2;
	for (let i = 0; i < rest.length; i++) {
		const text = `${inspect(rest[i][0], within)} => ${inspect(rest[i][1], within)}`;
		push(texts, text);
		length += text.length + 2;
	}
	const name = this.constructor.name;
	if (texts.length === 0) return `${name} {}`;
	return length > options.breakLength ? `${name} {\n  ${join(texts, ',\n  ')} }` : `${name} { ${join(texts, ', ')} }`;
});

complete(IteratorPrototype, ['next'], function(depth, options) {
	if (typeof depth === 'number' && depth < 0) return '[Object]';
	const rest = remaining(this), texts = [], within = inner(depth, options);
	const breaks = includes(inspect(rest, within), '\n');
	for (let i = 0; i < rest.length; i++) push(texts, inspect(rest[i], within));
	return `${this[Symbol.toStringTag]} {${breaks ? '\n  ' : ' '}${join(texts, breaks ? ',\n  ' : ', ')} }`;
});

// Node has `parse` first.
const { canParse } = URL;
delete URL.canParse;
URL.canParse = canParse;
URL.createObjectURL = notCoveredFunction('URL.createObjectURL');
URL.revokeObjectURL = notCoveredFunction('URL.revokeObjectURL');

module.exports = { URL, URLSearchParams };
