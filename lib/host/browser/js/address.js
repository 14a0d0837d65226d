// SPDX-License-Identifier: MIT
// address.js - addresses as the page's location, its links and its history read and change them.
'use strict';

const { URL } = require('web/url');

// `address` seen from `base`, undefined when it is none.
exports.resolve = (address, base) => (URL.canParse(address, base) ? new URL(address, base).href : undefined);

// How the words about an address that is none name it: as far as it was read, with what Chromium's parser makes of the parts. Undefined: not known.
exports.faulty = (address, base) => {
	const [, scheme, rest] = /^(?:(https?|ftp):)?(.*)$/i.exec(address.trim());
	const own = scheme !== undefined ? scheme.toLowerCase() : rest.startsWith('//') ? new URL(base).protocol.slice(0, -1) : undefined;
	if (own === undefined) return undefined;
	if (/^[/\\]*$/.test(rest)) return `${own}:`;
	const [, authority, path] = /^\/\/([\w.[\]-][\w.:[\]-]*)((?:\/[\w/.-]*)?(?:\?[\w=&.-]*)?(?:#[\w-]*)?)$/.exec(rest) ?? [];
	return authority === undefined ? undefined : `${own}://${authority}${path.startsWith('/') ? '' : '/'}${path}`;
};

// Of what is no address they say nothing.
exports.part = (href, name) => (URL.canParse(href) ? new URL(href)[name] : name === 'protocol' ? ':' : '');

exports.change = (href, name, value) => {
	if (!URL.canParse(href)) return undefined;
	const url = new URL(href);
	url[name] = value;
	return url.href;
};
