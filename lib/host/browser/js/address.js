// SPDX-License-Identifier: MIT
// address.js - addresses as the page's location, its links and its history read and change them.
'use strict';

const { URL } = require('web/url');

// `address` seen from `base`, undefined when it is none.
exports.resolve = (address, base) => (URL.canParse(address, base) ? new URL(address, base).href : undefined);

// Of what is no address they say nothing.
exports.part = (href, name) => (URL.canParse(href) ? new URL(href)[name] : name === 'protocol' ? ':' : '');

exports.change = (href, name, value) => {
	if (!URL.canParse(href)) return undefined;
	const url = new URL(href);
	url[name] = value;
	return url.href;
};
