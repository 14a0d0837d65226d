// SPDX-License-Identifier: MIT
// implementation.js - documents made by scripts (DOM, "Interface DOMImplementation"; HTML, "DOM parsing and serialization APIs").
'use strict';

const { primordial, notCovered, parseDocument, makeDocument } = require('host');
const { finish, required, Failure } = require('web/idl');

const make = {};

class DOMImplementation {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'DOMImplementation': Illegal constructor");
	}
	createDocument() {
		return notCovered('documents of XML');
	}
	createDocumentType() {
		return notCovered('doctypes made by scripts');
	}
	createHTMLDocument(title = undefined) {
		return makeDocument(title);
	}
	// Always true, whatever is asked for.
	hasFeature() {
		return true;
	}
}
finish(DOMImplementation);

const xml = ['text/xml', 'application/xml', 'application/xhtml+xml', 'image/svg+xml'];
const WeakMap = primordial('WeakMap');
const includes = primordial('Array.prototype.includes');

class DOMParser {
	parseFromString(string, type) {
		required(arguments.length, 2, "Failed to execute 'parseFromString' on 'DOMParser'");
		const text = `${string}`, kind = `${type}`;
		if (kind === 'text/html') return parseDocument(text);
		if (includes(xml, kind)) return notCovered('documents of XML');
		throw new Failure(`Failed to execute 'parseFromString' on 'DOMParser': The provided value '${kind}' is not a valid enum value of type SupportedType.`);
	}
}
finish(DOMParser);

// Each document has one of its own.
const implementations = new WeakMap();
function implementationOf(document) {
	if (!implementations.has(document)) implementations.set(document, new DOMImplementation(make));
	return implementations.get(document);
}

module.exports = { implementationOf, DOMImplementation, DOMParser };
