// SPDX-License-Identifier: MIT
// address.js - addresses as the page's location, its links and its history read and change them.
'use strict';

const { URL } = require('web/url');

// `address` seen from `base`, undefined when it is none.
exports.resolve = (address, base) => (URL.canParse(address, base) ? new URL(address, base).href : undefined);

exports.part = (href, name) => new URL(href)[name];

exports.change = (href, name, value) => {
	const url = new URL(href);
	url[name] = value;
	return url.href;
};
