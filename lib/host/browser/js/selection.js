// SPDX-License-Identifier: MIT
// selection.js - what is selected in the page (Selection API). Its events come in a task, once for all changes of a turn.
'use strict';

const { primordial, notCovered, documentTask } = require('host');
const { finish, required, Failure } = require('web/idl');
const { links } = require('browser/tree');
const { Range, createRange, compare, lengthOf, places } = require('browser/range');
const DOMException = primordial('DOMException');
const { parent, type, root, isNode } = links;
const test = primordial('RegExp.prototype.test'), querySelector = primordial('DocumentFragment.prototype.querySelector');
const spaced = /^\s|\s$|[\t\n\f\r]|  /, notInline = ':not(a, b, i, u, s, em, strong, span, small, code, mark, sub, sup, abbr, cite, kbd, var, samp, q)';

const make = {};
const failed = (called, text, name) => new DOMException(`Failed to execute '${called}' on 'Selection': ${text}`, name);

class Selection {
	#document;
	#range = null;
	#backwards = false;
	#told = false;
	constructor(made, document) {
		if (made !== make) throw new Failure("Failed to construct 'Selection': Illegal constructor");
		this.#document = document;
	}
	#changed() {
		if (this.#told) return;
		this.#told = true;
		let done = false;
		documentTask(() => {
			this.#told = false;
			if (done) return undefined;
			done = true;
			return [this.#document, 'Event', 'selectionchange', undefined, 0];
		});
	}
	#select(range, backwards) {
		this.#range = range;
		this.#backwards = backwards;
		this.#changed();
	}
	#place(anchor) {
		if (this.#range === null || root(this.#range[places].start) !== this.#document) return [null, 0];
		const { start, from, end, to } = this.#range[places];
		return anchor !== this.#backwards ? [start, from] : [end, to];
	}
	get anchorNode() {
		return this.#place(true)[0];
	}
	get anchorOffset() {
		return this.#place(true)[1];
	}
	get focusNode() {
		return this.#place(false)[0];
	}
	get focusOffset() {
		return this.#place(false)[1];
	}
	get isCollapsed() {
		return this.#range === null || this.#range.collapsed;
	}
	get rangeCount() {
		return this.#range === null ? 0 : 1;
	}
	get type() {
		return this.#range === null ? 'None' : this.#range.collapsed ? 'Caret' : 'Range';
	}
	get direction() {
		return this.#range === null || this.#range.collapsed ? 'none' : this.#backwards ? 'backward' : 'forward';
	}
	getRangeAt(index) {
		required(arguments.length, 1, "Failed to execute 'getRangeAt' on 'Selection'");
		if (this.#range === null || index >>> 0 !== 0) throw failed('getRangeAt', `${index >>> 0} is not a valid index.`, 'IndexSizeError');
		return this.#range;
	}
	addRange(range) {
		required(arguments.length, 1, "Failed to execute 'addRange' on 'Selection'");
		if (!(range instanceof Range)) throw new Failure("Failed to execute 'addRange' on 'Selection': parameter 1 is not of type 'Range'.");
		if (this.#range !== null || root(range[places].start) !== this.#document) return;
		this.#select(range, false);
	}
	removeRange(range) {
		required(arguments.length, 1, "Failed to execute 'removeRange' on 'Selection'");
		if (!(range instanceof Range)) throw new Failure("Failed to execute 'removeRange' on 'Selection': parameter 1 is not of type 'Range'.");
		if (range !== this.#range) throw failed('removeRange', 'The given Range isn\'t found.', 'NotFoundError');
		this.#select(null, false);
	}
	removeAllRanges() {
		if (this.#range !== null) this.#select(null, false);
	}
	empty() {
		this.removeAllRanges();
	}
	#node(called, args, least, at = 0) {
		required(args.length, least, `Failed to execute '${called}' on 'Selection'`);
		if (!isNode(args[at])) throw new Failure(`Failed to execute '${called}' on 'Selection': parameter ${at + 1} is not of type 'Node'.`);
		return args[at];
	}
	#check(called, node, offset) {
		if (type(node) === 10) throw failed(called, 'the node provided is a DocumentType.', 'InvalidNodeTypeError');
		if (offset > lengthOf(node)) throw failed(called, type(node) === 3 || type(node) === 8 ? `The offset ${offset} is larger than the node's length (${lengthOf(node)}).` : `There is no child at offset ${offset}.`, 'IndexSizeError');
	}
	collapse(node, offset = 0) {
		required(arguments.length, 1, "Failed to execute 'collapse' on 'Selection'");
		if (node === null || node === undefined) {
			this.removeAllRanges();
			return;
		}
		this.#node('collapse', arguments, 1);
		this.#check('collapse', node, offset >>> 0);
		this.#between(node, offset >>> 0, node, offset >>> 0);
	}
	setPosition(node, offset = 0) {
		this.collapse(node, offset);
	}
	#between(anchor, from, focus, to) {
		if (root(anchor) !== this.#document || root(focus) !== this.#document) return;
		const backwards = compare(anchor, from, focus, to) > 0, range = createRange(this.#document);
		range.setStart(backwards ? focus : anchor, backwards ? to : from);
		range.setEnd(backwards ? anchor : focus, backwards ? from : to);
		this.#select(range, backwards);
	}
	collapseToStart() {
		if (this.#range === null) throw failed('collapseToStart', 'there is no selection.', 'InvalidStateError');
		const { start, from } = this.#range[places];
		this.#between(start, from, start, from);
	}
	collapseToEnd() {
		if (this.#range === null) throw failed('collapseToEnd', 'there is no selection.', 'InvalidStateError');
		const { end, to } = this.#range[places];
		this.#between(end, to, end, to);
	}
	extend(node, offset = 0) {
		this.#node('extend', arguments, 1);
		if (this.#range === null) throw failed('extend', "This Selection object doesn't have any Ranges.", 'InvalidStateError');
		this.#check('extend', node, offset >>> 0);
		const [anchor, from] = this.#place(true);
		this.#between(anchor, from, node, offset >>> 0);
	}
	setBaseAndExtent(anchor, from, focus, to) {
		this.#node('setBaseAndExtent', arguments, 4);
		this.#node('setBaseAndExtent', arguments, 4, 2);
		this.#check('setBaseAndExtent', anchor, from >>> 0);
		this.#check('setBaseAndExtent', focus, to >>> 0);
		this.#between(anchor, from >>> 0, focus, to >>> 0);
	}
	selectAllChildren(node) {
		this.#node('selectAllChildren', arguments, 1);
		this.#between(node, 0, node, lengthOf(node));
	}
	deleteFromDocument() {
		if (this.#range === null) return;
		this.#range.deleteContents();
		this.#changed();
	}
	containsNode(node, partial = false) {
		this.#node('containsNode', arguments, 1);
		if (this.#range === null || root(node) !== this.#document || parent(node) === null) return false;
		if (partial) return this.#range.intersectsNode(node);
		const { start, from, end, to } = this.#range[places], range = createRange(this.#document);
		range.selectNode(node);
		const { start: outer, from: at } = range[places];
		return compare(outer, at, start, from) >= 0 && compare(outer, at + 1, end, to) <= 0;
	}
	modify() {
		return notCovered('Selection.modify');
	}
	getComposedRanges() {
		return notCovered('Selection.getComposedRanges');
	}
	// What is seen of it, which without layout is known of texts without further blanks in one block.
	toString() {
		if (this.#range === null || this.#range.collapsed) return '';
		const text = this.#range.toString(), fragment = this.#range.cloneContents();
		if (test(spaced, text) || querySelector(fragment, notInline) !== null) notCovered('the text of a selection that layout changes');
		return text;
	}
}
finish(Selection);

const selections = new (primordial('WeakMap'))();
const get = primordial('WeakMap.prototype.get'), set = primordial('WeakMap.prototype.set');

function getSelection(document) {
	if (document !== globalThis.document) return null;
	if (get(selections, document) === undefined) set(selections, document, new Selection(make, document));
	return get(selections, document);
}

const windowSelection = { getSelection() { return getSelection(globalThis.document); } }.getSelection;
module.exports = { Selection, getSelection, windowSelection };
