// SPDX-License-Identifier: MIT
// url.js - node:url: the old parser (url_parse.js, url_resolve.js), the classes of the web, and addresses of files.
'use strict';

const { primordial, error, globalValue, notCovered, notCoveredFunction } = require('host');
const { invalidArgType, validateObject, validateString } = require('node/errors');
const { resolve: resolvePath } = require('node/path');
const { parseHost } = require('web/url_host');
const { toUnicode } = require('web/domain');
const { Url, urlParse } = require('node/url_parse');
const { urlResolve, urlResolveObject } = require('node/url_resolve');
const { isURL, urlToHttpOptions } = require('node/url_options');
const slice = primordial('String.prototype.slice');
const decodeURIComponent = primordial('decodeURIComponent');
const apply = primordial('Reflect.apply');
const test = primordial('RegExp.prototype.test');
const match = primordial('RegExp.prototype.exec');
const format = Url.prototype.format;

const lazy = (name) => globalValue(name, true) ?? notCoveredFunction(name);

// The text of an address of the web, without what the options leave out.
function formatURL({ href, protocol, username, password, host, hostname, port, pathname }, options) {
	if (!options) return href;
	validateObject(options, 'options', "url:590      ^validateObject(options, 'options');");
	const wants = (name, usual) => (options[name] === undefined || options[name] === null ? usual : Boolean(options[name]));
	const user = wants('auth', true) && (username || password) ? `${username}${password ? `:${password}` : ''}@` : '';
	const shown = wants('unicode', false) ? toUnicode(hostname) + (port && `:${port}`) : host;
	const slashes = slice(href, protocol.length, protocol.length + 2) === '//' ? '//' : '';
	const [, search = '', hash = ''] = match(/^[^?#]*(\?[^#]*)?(#.*)?$/, href);
	return protocol + slashes + user + shown + pathname + (wants('search', true) ? search : '') + (wants('fragment', true) ? hash : '');
}

function urlFormat(urlObject, options) {
	if (typeof urlObject === 'string') urlObject = urlParse(urlObject);
	else if (typeof urlObject !== 'object' || urlObject === null) throw invalidArgType('urlObject', ['Object', 'string'], urlObject, 'url:581    ^throw new ERR_INVALID_ARG_TYPE(\'urlObject\',');
	else if (urlObject instanceof lazy('URL')) return formatURL(urlObject, options);
	return apply(format, urlObject, []);
}

function hostOf(domain, given, place) {
	if (given === 0) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "domain" argument must be specified', place);
	return parseHost(`${domain}`) ?? '';
}

function domainToASCII(domain) {
	return hostOf(domain, arguments.length, "internal/url:1385    ^throw new ERR_MISSING_ARGS('domain');");
}

function domainToUnicode(domain) {
	return toUnicode(hostOf(domain, arguments.length, "internal/url:1393    ^throw new ERR_MISSING_ARGS('domain');"));
}

function fileURLToPath(path, options) {
	if (options?.windows) notCovered('the option windows of url.fileURLToPath');
	if (typeof path === 'string') path = new (lazy('URL'))(path);
	else if (!isURL(path)) throw invalidArgType('path', ['string', 'URL'], path, 'internal/url:1487    ^throw new ERR_INVALID_ARG_TYPE(\'path\', [\'string\', \'URL\'], path);');
	if (path.protocol !== 'file:') throw error('TypeError', 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file', 'internal/url:1489    ^throw new ERR_INVALID_URL_SCHEME(\'file\');');
	if (path.hostname !== '') throw error('TypeError', 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux', 'internal/url:1466    ^throw new ERR_INVALID_FILE_URL_HOST(platform);');
	if (test(/%2f/i, path.pathname)) throw error('TypeError', 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters', 'internal/url:1473        ^throw new ERR_INVALID_FILE_URL_PATH(');
	return decodeURIComponent(path.pathname);
}

const escapedInPath = { __proto__: null, '%': '%25', '?': '%3F', '#': '%23', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09' };
function pathToFileURL(path, options) {
	validateString(path, 'path', "url:1018  ^validateString(path, 'path');");
	if (options?.windows) notCovered('the option windows of url.pathToFileURL');
	let text = '';
	let full = resolvePath(path);
	if (full !== '/' && path[path.length - 1] === '/') full += '/'; // what resolve takes away
	for (let i = 0; i < full.length; i++) text += escapedInPath[full[i]] ?? full[i];
	return new (lazy('URL'))(`file://${text}`);
}

module.exports = {
	Url, parse: urlParse, resolve: urlResolve, resolveObject: urlResolveObject, format: urlFormat, URL: lazy('URL'), URLSearchParams: lazy('URLSearchParams'), domainToASCII,
	domainToUnicode, pathToFileURL, fileURLToPath, urlToHttpOptions,
};
