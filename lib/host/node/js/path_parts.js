// SPDX-License-Identifier: MIT
// path_parts.js - what the paths of both kinds of systems have in common: the extension of a last part.
'use strict';

const { primordial } = require('host');
const slice = primordial('String.prototype.slice');
const lastIndexOf = primordial('String.prototype.lastIndexOf');

function extensionOf(base) {
	const dot = lastIndexOf(base, '.');
	if (dot <= 0 || base === '..') return '';
	// Dots at the front only make a hidden file.
	for (let i = 0; i < dot; i++) if (base[i] !== '.') return slice(base, dot);
	return dot === 1 && base.length > 2 ? slice(base, dot) : dot > 0 ? slice(base, dot) : '';
}

module.exports = { extensionOf };
