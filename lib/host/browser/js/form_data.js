// SPDX-License-Identifier: MIT
// form_data.js - FormData: the entries of a form (HTML, "constructing the entry list"), or those that a script makes.
'use strict';

const { primordial, fire } = require('host');
const { finish, required, Failure } = require('web/idl');
const { pairIterators } = require('web/url');
const { File, bytesOf } = require('web/blob');
const DOMException = primordial('DOMException');
const wellFormed = primordial('String.prototype.toWellFormed');

const scalar = (value) => wellFormed(`${value}`);
const construct = "Failed to construct 'FormData'";
const bubbles = 1;
const { PairIterator } = pairIterators('FormData Iterator');

// A field of a form may be named like one of its properties: they are read past it.
const property = (form, name) => Reflect.get(globalThis.HTMLFormElement.prototype, name, form);

const submits = (element) => element.type === 'submit' || element.type === 'image';

function checkSubmitter(form, submitter) {
	const tag = submitter.localName;
	if ((tag !== 'button' && tag !== 'input') || !submits(submitter)) throw new Failure(`${construct}: The specified element is not a submit button.`);
	if (submitter.form !== form) throw new DOMException(`${construct}: The specified element is not owned by this form element.`, 'NotFoundError');
}

// The values that a control stands for; a list, for what may be chosen several times.
function valuesOf(element, submitter) {
	switch (element.localName) {
	case 'select':
		return [...element.options].filter((option) => option.selected && !option.disabled).map((option) => option.value);
	case 'textarea':
		return [element.value];
	case 'button':
		return element === submitter ? [element.value] : [];
	case 'input':
		break;
	default:
		return [];
	}
	switch (element.type) {
	case 'checkbox':
	case 'radio':
		return element.checked ? [element.value] : [];
	case 'submit':
		return element === submitter ? [element.value] : [];
	case 'button':
	case 'reset':
	case 'image':
		return [];
	case 'file':
		return [new File([], '', { type: 'application/octet-stream' })];
	case 'hidden':
		return [element.getAttribute('name') === '_charset_' ? 'UTF-8' : element.value];
	default:
		return [element.value];
	}
}

class FormData {
	#list = [];
	constructor(form = undefined, submitter = null) {
		if (form === undefined) return;
		if (!(form instanceof globalThis.HTMLFormElement)) throw new Failure(`${construct}: parameter 1 is not of type 'HTMLFormElement'.`);
		if (submitter !== null && submitter !== undefined) checkSubmitter(form, submitter);
		for (const element of property(form, 'elements')) {
			const name = element.getAttribute('name');
			if (!name || element.matches(':disabled')) continue;
			for (const value of valuesOf(element, submitter)) this.#list.push([name, value]);
			const direction = element.getAttribute('dirname');
			if (direction) this.#list.push([direction, element.dir || 'ltr']);
		}
		fire(form, 'FormDataEvent', 'formdata', { formData: this }, bubbles);
	}
	#entry(name, value, rest, operation) {
		const what = `Failed to execute '${operation}' on 'FormData'`;
		if (bytesOf(value) === undefined) {
			if (rest.length > 0) throw new Failure(`${what}: parameter 2 is not of type 'Blob'.`);
			return [scalar(name), scalar(value)];
		}
		const named = value instanceof File, label = rest.length > 0 && rest[0] !== undefined ? scalar(rest[0]) : named ? value.name : 'blob';
		if (named && label === value.name) return [scalar(name), value];
		return [scalar(name), new File([value], label, { type: value.type, ...(named ? { lastModified: value.lastModified } : {}) })];
	}
	append(name, value, ...rest) {
		required(arguments.length, 2, "Failed to execute 'append' on 'FormData'");
		this.#list.push(this.#entry(name, value, rest, 'append'));
	}
	delete(name) {
		required(arguments.length, 1, "Failed to execute 'delete' on 'FormData'");
		this.#remove(scalar(name), 0);
	}
	get(name) {
		required(arguments.length, 1, "Failed to execute 'get' on 'FormData'");
		const key = scalar(name);
		return this.#list.find((pair) => pair[0] === key)?.[1] ?? null;
	}
	getAll(name) {
		required(arguments.length, 1, "Failed to execute 'getAll' on 'FormData'");
		const key = scalar(name);
		return this.#list.filter((pair) => pair[0] === key).map((pair) => pair[1]);
	}
	has(name) {
		required(arguments.length, 1, "Failed to execute 'has' on 'FormData'");
		const key = scalar(name);
		return this.#list.some((pair) => pair[0] === key);
	}
	set(name, value, ...rest) {
		required(arguments.length, 2, "Failed to execute 'set' on 'FormData'");
		const pair = this.#entry(name, value, rest, 'set'), at = this.#list.findIndex((other) => other[0] === pair[0]);
		if (at < 0) {
			this.#list.push(pair);
			return;
		}
		this.#list[at] = pair;
		this.#remove(pair[0], at + 1);
	}
	// Of the entries from `from` on those of this name go; the list stays the one that iterators walk.
	#remove(key, from) {
		for (let i = this.#list.length - 1; i >= from; i--) if (this.#list[i][0] === key) this.#list.splice(i, 1);
	}
	entries() {
		return new PairIterator(this.#list, 'entries');
	}
	keys() {
		return new PairIterator(this.#list, 'keys');
	}
	values() {
		return new PairIterator(this.#list, 'values');
	}
	forEach(callback, thisArg = undefined) {
		required(arguments.length, 1, "Failed to execute 'forEach' on 'FormData'");
		if (typeof callback !== 'function') throw new Failure("Failed to execute 'forEach' on 'FormData': parameter 1 is not of type 'Function'.");
		for (let i = 0; i < this.#list.length; i++) Reflect.apply(callback, thisArg, [this.#list[i][1], this.#list[i][0], this]);
	}
}
finish(FormData);
Object.defineProperty(FormData.prototype, Symbol.iterator, { __proto__: null, value: FormData.prototype.entries, writable: true, configurable: true });

module.exports = { FormData };
