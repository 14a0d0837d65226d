// SPDX-License-Identifier: MIT
// walkers.js - going through the nodes of a tree (DOM, "Traversal").
'use strict';

const { primordial } = require('host');
const { finish, required, Failure } = require('web/idl');
const { watch, links } = require('browser/tree');
const DOMException = primordial('DOMException');
const isFunction = (value) => typeof value === 'function';
const { parent, first, last, next, previous, type, contains, isNode } = links;

const make = {};
const accept = 1, reject = 2, skip = 3, all = 0xffffffff;

function NodeFilter() {
	throw new Failure('Illegal constructor');
}
const constants = {
	FILTER_ACCEPT: 1, FILTER_REJECT: 2, FILTER_SKIP: 3, SHOW_ALL: all, SHOW_ELEMENT: 1, SHOW_ATTRIBUTE: 2, SHOW_TEXT: 4, SHOW_CDATA_SECTION: 8,
	SHOW_ENTITY_REFERENCE: 16, SHOW_ENTITY: 32, SHOW_PROCESSING_INSTRUCTION: 64, SHOW_COMMENT: 128, SHOW_DOCUMENT: 256, SHOW_DOCUMENT_TYPE: 512,
	SHOW_DOCUMENT_FRAGMENT: 1024, SHOW_NOTATION: 2048,
};
for (const name in constants) Object.defineProperty(NodeFilter, name, { value: constants[name], enumerable: true });

// What a walker and an iterator have in common (concept-node-filter).
class Traversal {
	#active = false;
	_root;
	_show;
	_filter;
	constructor(root, show, filter) {
		this._root = root;
		this._show = show;
		this._filter = filter;
	}
	_ask(node) {
		if (this.#active) throw new DOMException(`Failed to execute '${this._called}' on '${this._name}': Filter function can't be recursive`, 'InvalidStateError');
		if (((this._show >>> (type(node) - 1)) & 1) === 0) return skip;
		if (this._filter === null) return accept;
		this.#active = true;
		try {
			const { _filter: filter } = this;
			if (isFunction(filter)) return filter(node) & 0xffff;
			const { acceptNode } = filter;
			if (!isFunction(acceptNode)) throw new Failure(`Failed to execute '${this._called}' on '${this._name}': The provided callback's 'acceptNode' property is not a function.`);
			return Reflect.apply(acceptNode, filter, [node]) & 0xffff;
		} finally {
			this.#active = false;
		}
	}
}

class TreeWalker {
	#at;
	#state;
	constructor(made, root, show, filter) {
		if (made !== make) throw new Failure("Failed to construct 'TreeWalker': Illegal constructor");
		this.#at = root;
		this.#state = new Traversal(root, show, filter);
		this.#state._name = 'TreeWalker';
	}
	get root() {
		return this.#state._root;
	}
	get whatToShow() {
		return this.#state._show;
	}
	get filter() {
		return this.#state._filter;
	}
	get currentNode() {
		return this.#at;
	}
	set currentNode(node) {
		if (!isNode(node)) throw new Failure("Failed to set the 'currentNode' property on 'TreeWalker': Failed to convert value to 'Node'.");
		this.#at = node;
	}
	#ask(node, called) {
		this.#state._called = called;
		return this.#state._ask(node);
	}
	parentNode() {
		let node = this.#at;
		while (node !== null && node !== this.#state._root) {
			node = parent(node);
			if (node !== null && this.#ask(node, 'parentNode') === accept) return (this.#at = node);
		}
		return null;
	}
	// "traverse children"
	#children(forwards, called) {
		const { _root: root } = this.#state;
		let node = forwards ? first(this.#at) : last(this.#at);
		while (node !== null) {
			const result = this.#ask(node, called);
			if (result === accept) return (this.#at = node);
			if (result === skip) {
				const child = forwards ? first(node) : last(node);
				if (child !== null) {
					node = child;
					continue;
				}
			}
			while (node !== null) {
				const sibling = forwards ? next(node) : previous(node);
				if (sibling !== null) {
					node = sibling;
					break;
				}
				const outer = parent(node);
				if (outer === null || outer === root || outer === this.#at) return null;
				node = outer;
			}
		}
		return null;
	}
	firstChild() {
		return this.#children(true, 'firstChild');
	}
	lastChild() {
		return this.#children(false, 'lastChild');
	}
	// "traverse siblings"
	#siblings(forwards, called) {
		const { _root: root } = this.#state;
		let node = this.#at;
		if (node === root) return null;
		for (;;) {
			let sibling = forwards ? next(node) : previous(node);
			while (sibling !== null) {
				node = sibling;
				const result = this.#ask(node, called);
				if (result === accept) return (this.#at = node);
				sibling = forwards ? first(node) : last(node);
				if (result === reject || sibling === null) sibling = forwards ? next(node) : previous(node);
			}
			node = parent(node);
			if (node === null || node === root || this.#ask(node, called) === accept) return null;
		}
	}
	previousSibling() {
		return this.#siblings(false, 'previousSibling');
	}
	nextSibling() {
		return this.#siblings(true, 'nextSibling');
	}
	previousNode() {
		const { _root: root } = this.#state;
		let node = this.#at;
		while (node !== root) {
			let sibling = previous(node);
			while (sibling !== null) {
				node = sibling;
				let result = this.#ask(node, 'previousNode');
				while (result !== reject && last(node) !== null) {
					node = last(node);
					result = this.#ask(node, 'previousNode');
				}
				if (result === accept) return (this.#at = node);
				sibling = previous(node);
			}
			if (node === root || parent(node) === null) return null;
			node = parent(node);
			if (this.#ask(node, 'previousNode') === accept) return (this.#at = node);
		}
		return null;
	}
	nextNode() {
		const { _root: root } = this.#state;
		let node = this.#at, result = accept;
		for (;;) {
			while (result !== reject && first(node) !== null) {
				node = first(node);
				result = this.#ask(node, 'nextNode');
				if (result === accept) return (this.#at = node);
			}
			let sibling = null, above = node;
			while (above !== null) {
				if (above === root) return null;
				sibling = next(above);
				if (sibling !== null) break;
				above = parent(above);
			}
			if (sibling === null) return null;
			node = sibling;
			result = this.#ask(node, 'nextNode');
			if (result === accept) return (this.#at = node);
		}
	}
}
finish(TreeWalker);

const iterators = [];
const push = primordial('Array.prototype.push');

// The node behind this one in the order of the tree below `root`; null: none.
function following(node, root) {
	if (first(node) !== null) return first(node);
	while (node !== root && next(node) === null) node = parent(node);
	return node === root ? null : next(node);
}

function preceding(node, root) {
	if (node === root) return null;
	if (previous(node) === null) return parent(node);
	node = previous(node);
	while (last(node) !== null) node = last(node);
	return node;
}

class NodeIterator {
	#state;
	#reference;
	#before = true;
	constructor(made, root, show, filter) {
		if (made !== make) throw new Failure("Failed to construct 'NodeIterator': Illegal constructor");
		this.#reference = root;
		this.#state = new Traversal(root, show, filter);
		this.#state._name = 'NodeIterator';
		push(iterators, (removed) => this.#removing(removed));
	}
	get root() {
		return this.#state._root;
	}
	get referenceNode() {
		return this.#reference;
	}
	get pointerBeforeReferenceNode() {
		return this.#before;
	}
	get whatToShow() {
		return this.#state._show;
	}
	get filter() {
		return this.#state._filter;
	}
	#go(forwards, called) {
		let node = this.#reference, before = this.#before;
		this.#state._called = called;
		for (;;) {
			if (before !== forwards) {
				const other = forwards ? following(node, this.#state._root) : preceding(node, this.#state._root);
				if (other === null) return null;
				node = other;
			}
			before = !forwards;
			if (this.#state._ask(node) === accept) break;
		}
		this.#reference = node;
		this.#before = before;
		return node;
	}
	nextNode() {
		return this.#go(true, 'nextNode');
	}
	previousNode() {
		return this.#go(false, 'previousNode');
	}
	detach() {}
	// "NodeIterator pre-removing steps"
	#removing(removed) {
		const { _root: root } = this.#state;
		if (!contains(removed, this.#reference) || contains(removed, root)) return;
		if (this.#before) {
			let node = removed;
			while (node !== root && next(node) === null) node = parent(node);
			if (node !== root) {
				this.#reference = next(node);
				return;
			}
			this.#before = false;
		}
		let node = previous(removed);
		if (node === null) node = parent(removed);
		else while (last(node) !== null) node = last(node);
		this.#reference = node;
	}
}
finish(NodeIterator);

watch((what, node) => {
	if (what === 0) for (let i = 0; i < iterators.length; i++) iterators[i](node);
});

function begin(Class, called, args) {
	required(args.length - 1, 1, `Failed to execute '${called}' on 'Document'`);
	const { 1: root, 2: show = all, 3: filter = null } = args;
	if (!isNode(root)) throw new Failure(`Failed to execute '${called}' on 'Document': parameter 1 is not of type 'Node'.`);
	if (filter !== null && filter !== undefined && typeof filter !== 'object' && !isFunction(filter)) throw new Failure(`Failed to execute '${called}' on 'Document': parameter 3 is not of type 'Object'.`);
	return new Class(make, root, show >>> 0, filter ?? null);
}

module.exports = {
	NodeFilter, TreeWalker, NodeIterator,
	createTreeWalker: (...args) => begin(TreeWalker, 'createTreeWalker', args),
	createNodeIterator: (...args) => begin(NodeIterator, 'createNodeIterator', args),
};
