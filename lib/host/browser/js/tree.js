// SPDX-License-Identifier: MIT
// tree.js - the links of nodes for host scripts, and what they are told of changes of the tree (live.c).
'use strict';

const { primordial, watchTree } = require('host');
const push = primordial('Array.prototype.push');

const listeners = [];

// watch(listener): called with (what, node, ...) of every change from now on: 0 node is about to leave (parent, index); 1 nodes came into it (index,
// count); 2 of its text (offset, count, length); 3 (rest, offset, index of node): split; 4 (next, length, index of next): joined.
function watch(listener) {
	if (listeners.length === 0) {
		watchTree((...told) => {
			for (let i = 0; i < listeners.length; i++) listeners[i](...told);
		});
	}
	push(listeners, listener);
}

const get = (name) => primordial(`get Node.prototype.${name}`);
const typeOf = get('nodeType'), contains = primordial('Node.prototype.contains');

function isNode(value) {
	if (typeof value !== 'object' || value === null) return false;
	try {
		typeOf(value);
		return true;
	} catch {
		return false;
	}
}

module.exports = {
	watch,
	links: {
		parent: get('parentNode'), first: get('firstChild'), last: get('lastChild'), next: get('nextSibling'), previous: get('previousSibling'),
		type: typeOf, root: primordial('Node.prototype.getRootNode'), document: get('ownerDocument'), data: get('nodeValue'), contains, isNode,
	},
};
