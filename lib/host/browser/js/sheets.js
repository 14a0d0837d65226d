// SPDX-License-Identifier: MIT
// sheets.js - the style sheets of style elements and of scripts (CSSOM), and which declaration counts for an element (CSS Cascade):
// rules with selectors, those in @media, what is important. Other at-rules only keep their place.
'use strict';

const { primordial, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const DOMException = primordial('DOMException');
const Promise = primordial('Promise');
const WeakMap = primordial('WeakMap');
const createElement = primordial('Document.prototype.createElement');
const matches = primordial('Element.prototype.matches');
const connected = primordial('get Node.prototype.isConnected');
const textOf = primordial('get Node.prototype.textContent');
const query = primordial('Document.prototype.querySelectorAll');

const make = {};
const inner = new WeakMap(); // rule, list, sheet -> its state
const of = (object) => inner.get(object);

// ---- reading ----

// Text without comments; strings are left as they are.
const bare = (text) => text.replace(/\/\*[^]*?(?:\*\/|$)/g, '');

// The end of what begins at `at`: a `;` or a block, with strings and brackets inside.
function endOf(text, at) {
	let depth = 0;
	for (let quote = ''; at < text.length; at++) {
		const c = text[at];
		if (quote !== '') {
			if (c === '\\') at++;
			else if (c === quote) quote = '';
		} else if (c === '"' || c === "'") quote = c;
		else if (c === '{' || c === '(' || c === '[') depth++;
		else if (c === ')' || c === ']') depth--;
		else if (c === '}') {
			if (--depth <= 0) return at + 1;
		} else if (c === ';' && depth === 0) return at + 1;
	}
	return at;
}

// The rules of a text, as [prelude, block or undefined].
function split(text) {
	const parts = [];
	for (let at = 0; at < text.length; ) {
		const end = endOf(text, at), part = text.slice(at, end).trim(), open = part.indexOf('{');
		if (part !== '' && part !== '}' && part !== ';') parts.push(open < 0 ? [part.replace(/;$/, ''), undefined] : [part.slice(0, open).trim(), part.slice(open + 1).replace(/\}$/, '')]);
		at = end;
	}
	return parts;
}

// A selector as the CSSOM writes it, where that is known.
function normal(selector) {
	if (!/^[-\w\s#.*,>+~:()]+$/.test(selector)) return undefined;
	return selector.trim().replace(/\s*,\s*/g, ', ').replace(/\s*([>+~])\s*/g, ' $1 ').replace(/\s+/g, ' ').replace(/(^|[\s(])([A-Z][\w-]*)/g, (whole, before, name) => before + name.toLowerCase());
}

function isSelector(text) {
	try {
		matches(createElement(globalThis.document, 'div'), text);
		return true;
	} catch {
		return false;
	}
}

// ---- rules ----

class CSSRule {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'CSSRule': Illegal constructor");
		inner.set(this, { sheet: null, type: 0 });
	}
	get parentStyleSheet() {
		return of(this).sheet;
	}
	get parentRule() {
		return null;
	}
	get cssText() {
		return this._text();
	}
	get type() {
		return of(this).type;
	}
}
finish(CSSRule);

class CSSStyleRule extends CSSRule {
	#selector;
	#holder;
	constructor(made, selector, block) {
		super(made);
		this.#selector = selector;
		this.#holder = createElement(globalThis.document, 'div');
		this.#holder.setAttribute('style', block);
		of(this).type = 1;
	}
	get selectorText() {
		return normal(this.#selector) ?? notCovered('how such a selector is written');
	}
	set selectorText(value) {
		if (isSelector(`${value}`)) this.#selector = `${value}`;
	}
	get style() {
		return this.#holder.style;
	}
	set style(value) {
		this.#holder.style.cssText = value;
	}
	get cssRules() {
		return notCovered('nested rules');
	}
	_text() {
		const own = this.#holder.style.cssText;
		return `${this.selectorText} { ${own === '' ? '' : `${own} `}}`;
	}
	_selector() {
		return this.#selector;
	}
}
finish(CSSStyleRule);

class CSSMediaRule extends CSSRule {
	constructor(made, condition, rules) {
		super(made);
		of(this).condition = condition;
		of(this).rules = rules;
		of(this).type = 4;
	}
	get conditionText() {
		return of(this).condition;
	}
	get cssRules() {
		return list(of(this).rules);
	}
	_text() {
		return notCovered('the text of a media rule');
	}
}
finish(CSSMediaRule);

const kinds = { __proto__: null, keyframes: 'CSSKeyframesRule', 'font-face': 'CSSFontFaceRule', supports: 'CSSSupportsRule', import: 'CSSImportRule', layer: 'CSSLayerBlockRule', container: 'CSSContainerRule', property: 'CSSPropertyRule', page: 'CSSPageRule', namespace: 'CSSNamespaceRule', scope: 'CSSScopeRule' };

// A rule of a kind that only counts as one.
class OtherRule extends CSSRule {
	constructor(made, name) {
		super(made);
		of(this).name = name;
	}
	get [Symbol.toStringTag]() {
		return notCovered(`rules of the kind @${of(this).name}`);
	}
	_text() {
		return notCovered(`rules of the kind @${of(this).name}`);
	}
}

function ruleOf([prelude, block]) {
	if (prelude[0] !== '@') return block !== undefined && isSelector(prelude) ? new CSSStyleRule(make, prelude, block) : undefined;
	const [, name, rest] = /^@([-\w]+)\s*([^]*)$/.exec(prelude) ?? [];
	if (name === 'media') return new CSSMediaRule(make, rest.trim(), read(block ?? ''));
	return name in kinds ? new OtherRule(make, name) : undefined;
}

function read(text) {
	const rules = [];
	for (const part of split(bare(text))) {
		const rule = ruleOf(part);
		if (rule !== undefined) rules.push(rule);
	}
	return rules;
}

class CSSRuleList {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'CSSRuleList': Illegal constructor");
	}
	get length() {
		return of(this).rules.length;
	}
	item(index) {
		return of(this).rules[index >>> 0] ?? null;
	}
}
finish(CSSRuleList);
Object.defineProperty(CSSRuleList.prototype, Symbol.iterator, { __proto__: null, value: primordial('Array.prototype')[Symbol.iterator], writable: true, configurable: true });

const isIndex = (key) => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key);

const bound = (value, target) => (typeof value === 'function' && value !== target.constructor ? value.bind(target) : value);

// A list that has the members of an array by index.
function live(object, items) {
	return new Proxy(object, {
		get: (target, key, receiver) => (isIndex(key) ? items()[key] : bound(Reflect.get(target, key, target), target)),
		has: (target, key) => (isIndex(key) ? key < items().length : Reflect.has(target, key)),
		ownKeys: (target) => [...items().keys()].map(String).concat(Reflect.ownKeys(target)),
		getOwnPropertyDescriptor: (target, key) => (isIndex(key) && key < items().length ? { value: items()[key], enumerable: true, configurable: true } : Reflect.getOwnPropertyDescriptor(target, key)),
	});
}

const lists = new WeakMap();
function list(rules) {
	if (!lists.has(rules)) {
		const made = new CSSRuleList(make);
		inner.set(made, { rules });
		lists.set(rules, live(made, () => rules));
	}
	return lists.get(rules);
}

// ---- sheets ----

class StyleSheet {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'StyleSheet': Illegal constructor");
	}
	get type() {
		return 'text/css';
	}
	get href() {
		return null;
	}
	get ownerNode() {
		return of(this).owner;
	}
	get parentStyleSheet() {
		return null;
	}
	get title() {
		return of(this).owner?.getAttribute('title') || null;
	}
	get media() {
		return notCovered('the media of a style sheet');
	}
	get disabled() {
		return of(this).disabled;
	}
	set disabled(value) {
		of(this).disabled = !!value;
	}
}
finish(StyleSheet);

class CSSStyleSheet extends StyleSheet {
	constructor(options = {}) {
		super(make);
		inner.set(this, { rules: [], owner: null, disabled: !!options?.disabled, made: true });
	}
	get ownerRule() {
		return null;
	}
	get cssRules() {
		return list(of(this).rules);
	}
	get rules() {
		return list(of(this).rules);
	}
	insertRule(rule, index = 0) {
		required(arguments.length, 1, "Failed to execute 'insertRule' on 'CSSStyleSheet'");
		const at = index >>> 0, what = "Failed to execute 'insertRule' on 'CSSStyleSheet'";
		if (at > of(this).rules.length) throw new DOMException(`${what}: The index provided (${at}) is larger than the maximum index (${of(this).rules.length}).`, 'IndexSizeError');
		const parts = split(bare(`${rule}`)), made = parts.length === 1 ? ruleOf(parts[0]) : undefined;
		if (made === undefined) throw new DOMException(`${what}: Failed to parse the rule '${rule}'.`, 'SyntaxError');
		of(made).sheet = this;
		of(this).rules.splice(at, 0, made);
		return at;
	}
	deleteRule(index) {
		required(arguments.length, 1, "Failed to execute 'deleteRule' on 'CSSStyleSheet'");
		const at = index >>> 0;
		if (at >= of(this).rules.length) throw new DOMException(`Failed to execute 'deleteRule' on 'CSSStyleSheet': The index provided (${at}) is larger than the maximum index (${of(this).rules.length - 1}).`, 'IndexSizeError');
		of(this).rules.splice(at, 1);
	}
	addRule() {
		return notCovered('CSSStyleSheet.addRule');
	}
	removeRule(index = 0) {
		this.deleteRule(index);
	}
	#refuse(called) {
		if (!of(this).made) throw new DOMException(`Failed to execute '${called}' on 'CSSStyleSheet': Can't call ${called} on non-constructed CSSStyleSheets.`, 'NotAllowedError');
	}
	_fill(text) {
		of(this).rules.length = 0;
		for (const rule of read(text)) {
			of(rule).sheet = this;
			of(this).rules.push(rule);
		}
	}
	replaceSync(text) {
		required(arguments.length, 1, "Failed to execute 'replaceSync' on 'CSSStyleSheet'");
		this.#refuse('replaceSync');
		this._fill(`${text}`);
	}
	replace(text) {
		try {
			required(arguments.length, 1, "Failed to execute 'replace' on 'CSSStyleSheet'");
			this.#refuse('replace');
			this._fill(`${text}`);
		} catch (error) {
			return Promise.reject(error);
		}
		return Promise.resolve(this);
	}
}
finish(CSSStyleSheet);

const sheets = new WeakMap(); // style element -> { text, sheet }

// The sheet of a style element; null: it has none where it is.
function sheetOf(element) {
	const type = element.getAttribute('type');
	if (!connected(element) || (type !== null && type !== '' && type.toLowerCase() !== 'text/css')) {
		sheets.delete(element);
		return null;
	}
	const text = textOf(element), known = sheets.get(element);
	if (known !== undefined && known.text === text) return known.sheet;
	const sheet = new CSSStyleSheet();
	of(sheet).made = false;
	of(sheet).owner = element;
	sheet._fill(text);
	sheets.set(element, { text, sheet });
	return sheet;
}

// Of the page, in their order; a linked one is not known.
function all() {
	const found = [];
	for (const element of query(globalThis.document, 'style, link[rel~="stylesheet"]')) {
		if (element.localName === 'link') notCovered('linked style sheets');
		const sheet = sheetOf(element);
		if (sheet !== null) found.push(sheet);
	}
	return found;
}

class StyleSheetList {
	constructor(made) {
		if (made !== make) throw new Failure("Failed to construct 'StyleSheetList': Illegal constructor");
	}
	get length() {
		return all().length;
	}
	item(index) {
		return all()[index >>> 0] ?? null;
	}
}
finish(StyleSheetList);
Object.defineProperty(StyleSheetList.prototype, Symbol.iterator, { __proto__: null, value: primordial('Array.prototype')[Symbol.iterator], writable: true, configurable: true });
const styleSheets = live(new StyleSheetList(make), all);

let adopted = [];
function adopt(value) {
	const given = [...value];
	for (const sheet of given) {
		if (!(sheet instanceof CSSStyleSheet)) throw new Failure("Failed to set the 'adoptedStyleSheets' property on 'Document': Failed to convert value to 'CSSStyleSheet'.");
		if (!of(sheet).made) throw new DOMException("Failed to set the 'adoptedStyleSheets' property on 'Document': Can't adopt non-constructed stylesheets.", 'NotAllowedError');
	}
	adopted = given;
}

// ---- the cascade ----

// How specific a simple selector is, as one number; undefined: not known.
function specificity(selector) {
	if (!/^[-\w\s#.*>+~]+$/.test(selector)) return undefined;
	const count = (pattern) => (selector.match(pattern) ?? []).length;
	return count(/#[-\w]+/g) * 1e6 + count(/\.[-\w]+/g) * 1e3 + count(/(^|[\s>+~])[a-zA-Z][-\w]*/g);
}

// The style rules that count into `found`. False: perhaps others.
function gather(rules, found) {
	for (const rule of rules) {
		if (rule instanceof CSSStyleRule) found.push(rule);
		else if (rule instanceof CSSMediaRule) {
			const { condition } = of(rule);
			if (!/^(?:screen|print|all|\([^)]*\))$/.test(condition)) return false;
			if (globalThis.matchMedia(condition).matches && !gather(of(rule).rules, found)) return false;
		} else if (/^(?:supports|layer|import|container|scope)$/.test(of(rule).name)) return false;
	}
	return true;
}

// What the sheets declare of a property for an element: [value, whether it is important]; undefined: nothing; null: perhaps something.
function declared(element, name) {
	let best;
	for (const sheet of [...all(), ...adopted]) {
		const rules = [];
		if (of(sheet).disabled) continue;
		if (!gather(of(sheet).rules, rules)) return null;
		for (const rule of rules) {
			const value = rule.style.getPropertyValue(name);
			if (value === '') continue;
			for (const selector of rule._selector().split(',')) {
				if (!matches(element, selector)) continue;
				const weight = specificity(selector.trim()), important = rule.style.getPropertyPriority(name) === 'important';
				if (weight === undefined) return null;
				if (best === undefined || (important && !best.important) || (important === best.important && weight >= best.weight)) best = { value, important, weight };
			}
		}
	}
	return best === undefined ? undefined : [best.value, best.important];
}

// Was any sheet adopted?
const any = () => adopted.length > 0;

module.exports = { CSSRule, CSSStyleRule, CSSMediaRule, CSSRuleList, StyleSheet, CSSStyleSheet, StyleSheetList, styleSheets, sheetOf, declared, any, adoptedStyleSheets: () => adopted, adopt };
