// SPDX-License-Identifier: MIT
// range.js - places in a tree and what is between two of them (DOM, "Ranges"), without what only layout knows.
'use strict';

const { primordial, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const { watch, links } = require('browser/tree');
const DOMException = primordial('DOMException');
const push = primordial('Array.prototype.push');
const slice = primordial('String.prototype.slice');
const { parent, first, next, type, root, document: documentOf, data, contains, isNode } = links;
const insertBefore = primordial('Node.prototype.insertBefore'), appendChild = primordial('Node.prototype.appendChild');
const removeChild = primordial('Node.prototype.removeChild'), cloneNode = primordial('Node.prototype.cloneNode');
const replaceData = primordial('CharacterData.prototype.replaceData'), splitText = primordial('Text.prototype.splitText');
const createFragment = primordial('Document.prototype.createDocumentFragment');
const nameOf = primordial('get Node.prototype.nodeName');

const isText = (node) => type(node) === 3, isData = (node) => type(node) === 3 || type(node) === 8;

function count(node) {
	let n = 0;
	for (let child = first(node); child !== null; child = next(child)) n++;
	return n;
}

const lengthOf = (node) => (isData(node) ? data(node).length : type(node) === 10 ? 0 : count(node));

function indexOf(node) {
	let index = 0;
	for (let child = first(parent(node)); child !== node; child = next(child)) index++;
	return index;
}

function childAt(node, index) {
	let child = first(node);
	for (; child !== null && index > 0; index--) child = next(child);
	return child;
}

// Which of two places in one tree comes first: -1, 0 or 1 (concept-range-bp-position).
function compare(a, i, b, j) {
	if (a === b) return i < j ? -1 : i > j ? 1 : 0;
	if (contains(a, b)) {
		let child = b;
		while (parent(child) !== a) child = parent(child);
		return indexOf(child) < i ? 1 : -1;
	}
	if (contains(b, a)) return -compare(b, j, a, i);
	let x = a, y = b;
	while (!contains(parent(x), b)) x = parent(x);
	while (parent(y) !== parent(x)) y = parent(y);
	return indexOf(x) < indexOf(y) ? -1 : 1;
}

const places = Symbol('places');

class AbstractRange {
	[places];
	constructor(made) {
		if (made === undefined || made[places] !== true) throw new Failure("Failed to construct 'AbstractRange': Illegal constructor");
		this[places] = made.places;
	}
	get startContainer() {
		return this[places].start;
	}
	get startOffset() {
		return this[places].from;
	}
	get endContainer() {
		return this[places].end;
	}
	get endOffset() {
		return this[places].to;
	}
	get collapsed() {
		const { start, from, end, to } = this[places];
		return start === end && from === to;
	}
}
finish(AbstractRange);

const key = (start, from, end, to) => ({ [places]: true, places: { start, from, end, to } });

class StaticRange extends AbstractRange {
	constructor(init) {
		required(arguments.length, 1, "Failed to construct 'StaticRange'");
		const { endContainer, endOffset, startContainer, startOffset } = init;
		for (const node of [endContainer, startContainer])
			if (!isNode(node)) throw new Failure("Failed to construct 'StaticRange': Failed to convert value to 'Node'.");
		if (type(startContainer) === 10 || type(endContainer) === 10) throw new DOMException("Failed to construct 'StaticRange': Neither startContainer nor endContainer can be a DocumentType or Attribute node.", 'InvalidNodeTypeError');
		super(key(startContainer, startOffset >>> 0, endContainer, endOffset >>> 0));
	}
}
finish(StaticRange);

const ranges = [];
const failed = (called, text, name) => new DOMException(`Failed to execute '${called}' on 'Range': ${text}`, name);

function nodeArgument(called, args, least = 1) {
	required(args.length, least, `Failed to execute '${called}' on 'Range'`);
	if (!isNode(args[0])) throw new Failure(`Failed to execute '${called}' on 'Range': parameter 1 is not of type 'Node'.`);
	return args[0];
}

function checkOffset(called, node, offset) {
	if (type(node) === 10) throw failed(called, `The node provided is of type '${nameOf(node)}'.`, 'InvalidNodeTypeError');
	if (isData(node)) {
		if (offset > data(node).length) throw failed(called, `The offset ${offset} is larger than the node's length (${data(node).length}).`, 'IndexSizeError');
	} else if (offset > count(node)) throw failed(called, `There is no child at offset ${offset}.`, 'IndexSizeError');
}

// All nodes that are partly or wholly in the range, taken out of the tree, copied, or thrown away.
const extract = 0, copy = 1, erase = 2;

// The children of `outer` that are wholly in the range.
function wholly(range, outer) {
	const { start, from, end, to } = range, found = [];
	for (let child = first(outer); child !== null; child = next(child)) {
		if (compare(parent(child), indexOf(child), start, from) >= 0 && compare(parent(child), indexOf(child) + 1, end, to) <= 0) push(found, child);
	}
	return found;
}

function part(node, from, to, how, into) {
	if (how !== erase) {
		const made = cloneNode(node, false);
		replaceData(made, 0, data(made).length, slice(data(node), from, to));
		appendChild(into, made);
	}
	if (how !== copy) replaceData(node, from, to - from, '');
}

// What is between two places below `outer`, into the fragment (concept-range-extract, concept-range-clone).
function take(places, how, into, called) {
	const { start, from, end, to } = places;
	if (start === end && from === to) return;
	if (start === end && isData(start)) {
		part(start, from, to, how, into);
		return;
	}
	let outer = start;
	while (!contains(outer, end)) outer = parent(outer);
	let left = null, right = null;
	if (!contains(start, end)) for (left = start; parent(left) !== outer; ) left = parent(left);
	if (!contains(end, start)) for (right = end; parent(right) !== outer; ) right = parent(right);
	const whole = wholly(places, outer);
	if (how !== erase) for (let i = 0; i < whole.length; i++) if (type(whole[i]) === 10) throw failed(called, 'The range contains a doctype node.', 'HierarchyRequestError');
	side(left, { start, from, end: left, to: left && lengthOf(left) }, start, from, left && lengthOf(start), how, into, called);
	for (let i = 0; i < whole.length; i++) {
		if (how === copy) appendChild(into, cloneNode(whole[i], true));
		else if (how === extract) appendChild(into, whole[i]);
		else removeChild(parent(whole[i]), whole[i]);
	}
	side(right, { start: right, from: 0, end, to }, end, 0, to, how, into, called);
}

// The child at one end, which is only partly in the range.
function side(child, inner, at, from, to, how, into, called) {
	if (child === null) return;
	if (isData(child)) {
		part(at, from, to, how, into);
		return;
	}
	const made = how === erase ? undefined : appendChild(into, cloneNode(child, false));
	take(inner, how, made, called);
}

class Range extends AbstractRange {
	constructor(made) {
		super(made !== undefined && made[places] === true ? made : key(globalThis.document, 0, globalThis.document, 0));
		push(ranges, this[places]);
	}
	get commonAncestorContainer() {
		const { start, end } = this[places];
		let node = start;
		while (!contains(node, end)) node = parent(node);
		return node;
	}
	#set(node, offset, isStart) {
		const own = this[places], other = isStart ? own.end : own.start;
		const apart = root(node) !== root(other);
		if (isStart) {
			if (apart || compare(node, offset, own.end, own.to) > 0) own.end = node, own.to = offset;
			own.start = node;
			own.from = offset;
		} else {
			if (apart || compare(node, offset, own.start, own.from) < 0) own.start = node, own.from = offset;
			own.end = node;
			own.to = offset;
		}
	}
	setStart(node, offset) {
		nodeArgument('setStart', arguments, 2);
		checkOffset('setStart', node, offset >>> 0);
		this.#set(node, offset >>> 0, true);
	}
	setEnd(node, offset) {
		nodeArgument('setEnd', arguments, 2);
		checkOffset('setEnd', node, offset >>> 0);
		this.#set(node, offset >>> 0, false);
	}
	#parentOf(called, args) {
		const node = nodeArgument(called, args), outer = parent(node);
		if (outer === null) throw failed(called, 'the given Node has no parent.', 'InvalidNodeTypeError');
		return outer;
	}
	setStartBefore(node) {
		this.#set(this.#parentOf('setStartBefore', arguments), indexOf(node), true);
	}
	setStartAfter(node) {
		this.#set(this.#parentOf('setStartAfter', arguments), indexOf(node) + 1, true);
	}
	setEndBefore(node) {
		this.#set(this.#parentOf('setEndBefore', arguments), indexOf(node), false);
	}
	setEndAfter(node) {
		this.#set(this.#parentOf('setEndAfter', arguments), indexOf(node) + 1, false);
	}
	collapse(toStart = false) {
		const own = this[places];
		if (toStart) own.end = own.start, own.to = own.from;
		else own.start = own.end, own.from = own.to;
	}
	selectNode(node) {
		const outer = this.#parentOf('selectNode', arguments), index = indexOf(node);
		this.#set(outer, index, true);
		this.#set(outer, index + 1, false);
	}
	selectNodeContents(node) {
		nodeArgument('selectNodeContents', arguments);
		checkOffset('selectNodeContents', node, 0);
		this.#set(node, 0, true);
		this.#set(node, lengthOf(node), false);
	}
	compareBoundaryPoints(how, source) {
		required(arguments.length, 2, "Failed to execute 'compareBoundaryPoints' on 'Range'");
		const kind = how & 0xffff, own = this[places];
		if (!(source instanceof Range)) throw new Failure("Failed to execute 'compareBoundaryPoints' on 'Range': parameter 2 is not of type 'Range'.");
		if (kind > 3) throw failed('compareBoundaryPoints', 'The comparison method provided must be one of \'START_TO_START\', \'START_TO_END\', \'END_TO_END\', or \'END_TO_START\'.', 'NotSupportedError');
		const other = source[places];
		if (root(own.start) !== root(other.start)) throw failed('compareBoundaryPoints', 'The source range is in a different document than this range.', 'WrongDocumentError');
		const fromStart = kind === 0 || kind === 3, toStart = kind === 0 || kind === 1;
		return compare(fromStart ? own.start : own.end, fromStart ? own.from : own.to, toStart ? other.start : other.end, toStart ? other.from : other.to);
	}
	deleteContents() {
		const own = this[places], at = this.#left();
		take({ ...own }, erase, undefined, 'deleteContents');
		this.#goto(at);
	}
	// Where the range is when what it holds is gone.
	#left() {
		const { start, from, end } = this[places];
		if (contains(start, end)) return [start, from];
		let node = start;
		while (!contains(parent(node), end)) node = parent(node);
		return [parent(node), indexOf(node) + 1];
	}
	#goto([node, offset]) {
		const own = this[places];
		own.start = own.end = node;
		own.from = own.to = offset;
	}
	extractContents() {
		const own = this[places], at = this.#left(), fragment = createFragment(documentOf(own.start) ?? own.start);
		take({ ...own }, extract, fragment, 'extractContents');
		this.#goto(at);
		return fragment;
	}
	cloneContents() {
		const own = this[places], fragment = createFragment(documentOf(own.start) ?? own.start);
		take({ ...own }, copy, fragment, 'cloneContents');
		return fragment;
	}
	insertNode(node) {
		nodeArgument('insertNode', arguments);
		const own = this[places];
		let { start } = own;
		if (type(start) === 8 || (isText(start) && parent(start) === null) || start === node) throw failed('insertNode', type(start) === 8 ? `Nodes of type '${nameOf(node)}' may not be inserted inside nodes of type '#comment'.` : 'This operation would split a text node, but there\'s no parent into which to insert.', 'HierarchyRequestError');
		let before = isText(start) ? start : childAt(start, own.from);
		const outer = isText(start) ? parent(start) : start;
		if (isText(start)) before = splitText(start, own.from);
		if (before === node) before = next(node);
		if (parent(node) !== null) removeChild(parent(node), node);
		const added = type(node) === 11 ? count(node) : 1, offset = (before === null ? count(outer) : indexOf(before)) + added;
		insertBefore(outer, node, before);
		if (own.start === own.end && own.from === own.to) own.end = outer, own.to = offset;
	}
	surroundContents(node) {
		nodeArgument('surroundContents', arguments);
		const { start, end } = this[places], whole = (place) => (isText(place) ? parent(place) : place);
		if (whole(start) !== whole(end)) {
			for (const place of [start, end])
				for (let at = place; at !== null && !(contains(at, start) && contains(at, end)); at = parent(at))
					if (!isText(at)) throw failed('surroundContents', 'The Range has partially selected a non-Text node.', 'InvalidStateError');
		}
		if (type(node) === 9 || type(node) === 10 || type(node) === 11) throw failed('surroundContents', `The node provided is of type '${nameOf(node)}'.`, 'InvalidNodeTypeError');
		const fragment = this.extractContents();
		while (first(node) !== null) removeChild(node, first(node));
		this.insertNode(node);
		appendChild(node, fragment);
		this.selectNode(node);
	}
	cloneRange() {
		const { start, from, end, to } = this[places];
		return new Range(key(start, from, end, to));
	}
	detach() {}
	#position(node, offset, called) {
		const { start, from, end, to } = this[places];
		checkOffset(called, node, offset);
		return compare(node, offset, start, from) < 0 ? -1 : compare(node, offset, end, to) > 0 ? 1 : 0;
	}
	isPointInRange(node, offset) {
		nodeArgument('isPointInRange', arguments, 2);
		return root(node) === root(this[places].start) && this.#position(node, offset >>> 0, 'isPointInRange') === 0;
	}
	comparePoint(node, offset) {
		nodeArgument('comparePoint', arguments, 2);
		if (root(node) !== root(this[places].start)) throw failed('comparePoint', 'The node provided and the Range are not in the same tree.', 'WrongDocumentError');
		return this.#position(node, offset >>> 0, 'comparePoint');
	}
	intersectsNode(node) {
		nodeArgument('intersectsNode', arguments);
		const { start, from, end, to } = this[places], outer = parent(node);
		if (root(node) !== root(start)) return false;
		if (outer === null) return true;
		const index = indexOf(node);
		return compare(outer, index, end, to) < 0 && compare(outer, index + 1, start, from) > 0;
	}
	toString() {
		const { start, from, end, to } = this[places];
		if (start === end && isText(start)) return slice(data(start), from, to);
		let text = isText(start) ? slice(data(start), from) : '';
		for (let node = root(start); node !== null; ) {
			if (isText(node) && compare(parent(node) ?? node, parent(node) ? indexOf(node) : 0, start, from) >= 0 && compare(parent(node) ?? node, parent(node) ? indexOf(node) + 1 : 0, end, to) <= 0) text += data(node);
			if (first(node) !== null) node = first(node);
			else {
				while (node !== null && next(node) === null) node = parent(node);
				node = node && next(node);
			}
		}
		return isText(end) ? text + slice(data(end), 0, to) : text;
	}
	createContextualFragment(fragment) {
		required(arguments.length, 1, "Failed to execute 'createContextualFragment' on 'Range'");
		let { start: node } = this[places];
		while (node !== null && type(node) !== 1) node = parent(node);
		const { parseContextual } = require('host');
		return parseContextual(node, `${fragment}`);
	}
	getBoundingClientRect() {
		return notCovered('the rectangle of a range');
	}
	getClientRects() {
		return notCovered('the rectangles of a range');
	}
}
for (const [name, value] of [['START_TO_START', 0], ['START_TO_END', 1], ['END_TO_END', 2], ['END_TO_START', 3]])
	for (const target of [Range, Range.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
finish(Range);

// Places follow what happens to the tree ("live ranges").
const changes = [
	(own, removed, outer, index) => {
		if (contains(removed, own.start)) own.start = outer, own.from = index;
		else if (own.start === outer && own.from > index) own.from--;
		if (contains(removed, own.end)) own.end = outer, own.to = index;
		else if (own.end === outer && own.to > index) own.to--;
	},
	(own, outer, index, added) => {
		if (own.start === outer && own.from > index) own.from += added;
		if (own.end === outer && own.to > index) own.to += added;
	},
	(own, node, offset, gone, length) => {
		const move = (at) => (at <= offset ? at : at <= offset + gone ? offset : at + length - gone);
		if (own.start === node) own.from = move(own.from);
		if (own.end === node) own.to = move(own.to);
	},
	(own, node, rest, offset, index) => {
		if (own.start === node && own.from > offset) own.start = rest, own.from -= offset;
		if (own.end === node && own.to > offset) own.end = rest, own.to -= offset;
		if (own.start === parent(node) && own.from === index + 1) own.from++;
		if (own.end === parent(node) && own.to === index + 1) own.to++;
	},
	(own, node, gone, length, index) => {
		if (own.start === gone) own.start = node, own.from += length;
		else if (own.start === parent(node) && own.from === index) own.start = node, own.from = length;
		if (own.end === gone) own.end = node, own.to += length;
		else if (own.end === parent(node) && own.to === index) own.end = node, own.to = length;
	},
];
watch((what, ...told) => {
	for (let i = 0; i < ranges.length; i++) changes[what](ranges[i], ...told);
});

module.exports = { AbstractRange, StaticRange, Range, createRange: (document) => new Range(key(document, 0, document, 0)), compare, lengthOf, places, key };
