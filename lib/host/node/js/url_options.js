// SPDX-License-Identifier: MIT
// url_options.js - a URL as options of a request (Node, url.urlToHttpOptions), and what Node takes for a URL.
'use strict';

const { primordial } = require('host');
const slice = primordial('String.prototype.slice');
const toNumber = primordial('Number');
const decodeURIComponent = primordial('decodeURIComponent');

const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

function urlToHttpOptions(url) {
	const { hostname, pathname, port, username, password, search } = url; // node: internal/url:1406  const { ^hostname, pathname, port, username, password, search } = url;
	const options = {
		__proto__: null,
		...url,
		protocol: url.protocol,
		hostname: hostname && hostname[0] === '[' ? slice(hostname, 1, -1) : hostname,
		hash: url.hash,
		search,
		pathname,
		path: `${pathname || ''}${search || ''}`,
		href: url.href,
	};
	if (port !== '') options.port = toNumber(port);
	if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return options;
}

module.exports = { isURL, urlToHttpOptions };
