// SPDX-License-Identifier: MIT
// css.js - the namespace CSS, as far as names go (CSSOM, "CSS.escape").
'use strict';

const { primordial, notCovered } = require('host');
const { required } = require('web/idl');
const createElement = primordial('Document.prototype.createElement');

function escape(text) {
	let out = '';
	for (let i = 0; i < text.length; i++) {
		const c = text[i], code = text.charCodeAt(i), digit = code >= 48 && code <= 57;
		if (code === 0) out += '\ufffd';
		else if (code < 32 || code === 127 || (digit && (i === 0 || (i === 1 && text[0] === '-')))) out += `\\${code.toString(16)} `;
		else if (i === 0 && c === '-' && text.length === 1) out += '\\-';
		else if (code >= 128 || digit || /[-_a-zA-Z]/.test(c)) out += c;
		else out += `\\${c}`;
	}
	return out;
}

// Words of which it is known that Chromium takes them.
const words = { display: /^(?:none|block|inline|inline-block|flex|inline-flex|grid|inline-grid|table|list-item|contents|flow-root)$/, position: /^(?:static|relative|absolute|fixed|sticky)$/, color: /^(?:red|blue|green|black|white|transparent|currentcolor)$/i };

function supports(...args) {
	required(args.length, 1, "Failed to execute 'supports' on 'CSS'");
	const [, name, value] = args.length > 1 ? [0, `${args[0]}`, `${args[1]}`] : /^\s*\(?\s*([-\w]+)\s*:\s*([^()]*?)\s*\)?\s*$/.exec(`${args[0]}`) ?? notCovered('CSS.supports of such a condition');
	const { style } = createElement(globalThis.document, 'div');
	style.setProperty(name, value);
	if (style.getPropertyValue(name) === '') return false;
	return name.startsWith('--') || words[name]?.test(value) || notCovered('CSS.supports of such a value');
}

const CSS = {
	escape(ident) {
		required(arguments.length, 1, "Failed to execute 'escape' on 'CSS'");
		return escape(`${ident}`);
	},
	supports(property) {
		return supports(...arguments);
	},
};
Object.defineProperty(CSS, Symbol.toStringTag, { __proto__: null, value: 'CSS', configurable: true });
for (const name of ['registerProperty', 'px', 'em', 'rem', 'percent', 'number', 's', 'ms', 'deg', 'vh', 'vw', 'highlights', 'paintWorklet', 'animationWorklet', 'layoutWorklet'])
	Object.defineProperty(CSS, name, { __proto__: null, get: () => notCovered(`CSS.${name}`), configurable: true });

module.exports = { CSS };
