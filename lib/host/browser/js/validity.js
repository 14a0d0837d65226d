// SPDX-License-Identifier: MIT
// validity.js - constraint validation of form controls (HTML, "Constraints"): what a control suffers from, what its message
// says, and the invalid events of a form that is to be submitted.
'use strict';

const { primordial, notCovered, fire } = require('host');
const { finish, required, Failure } = require('web/idl');
const attribute = primordial('Element.prototype.getAttribute');
const has = primordial('Element.prototype.hasAttribute');
const closest = primordial('Element.prototype.closest');
const elementsOf = primordial('get HTMLFormElement.prototype.elements');
const focus = primordial('HTMLElement.prototype.focus');
const number = primordial('Number');
const WeakMap = primordial('WeakMap');
const RegExp = primordial('RegExp');

const states = new WeakMap(); // element -> its ValidityState
const customs = new WeakMap(); // element -> the text of setCustomValidity

// ---- what is wrong, in the order in which messages are chosen ----

const custom = (element) => customs.get(element) ?? '';

const optional = ['hidden', 'range', 'color', 'submit', 'image', 'reset', 'button']; // types to which `required` does not apply

function isMissing(element, type) {
	if (!has(element, 'required') || optional.includes(type)) return false;
	if (type === 'checkbox') return !element.checked;
	if (type === 'radio') return (attribute(element, 'name') ?? '') !== '' && !groupOf(element).some((radio) => radio.checked);
	if (element.localName === 'select') return isPlaceholder(element);
	return !isMutable(element, type) ? false : element.value === '';
}

function isMutable(element, type) {
	return type === 'file' || (!has(element, 'readonly') && !element.matches(':disabled'));
}

/* The radio buttons that share a name and a form. */
function groupOf(radio) {
	const name = attribute(radio, 'name') ?? '', list = name === '' ? [radio] : [];
	const all = name === '' ? [] : radio.getRootNode().querySelectorAll('input[type=radio]');
	for (let i = 0; i < all.length; i++) if (attribute(all[i], 'name') === name && all[i].form === radio.form) list.push(all[i]);
	return list;
}

/* Has nothing been chosen but the placeholder, which has an empty value? */
function isPlaceholder(select) {
	if (select.selectedIndex < 0) return true;
	const chosen = select.options[select.selectedIndex];
	return has(select, 'multiple') ? false : select.selectedIndex === 0 && chosen.value === '' && chosen.parentNode === select && number(attribute(select, 'size') ?? 1) <= 1;
}

/* Why a text is no e-mail address, in Chromium's words; '' when it is one. */
function emailFault(text) {
	const at = text.indexOf('@');
	if (at < 0) return `Please include an '@' in the email address. '${text}' is missing an '@'.`;
	const local = text.slice(0, at), domain = text.slice(at + 1);
	if (local === '') return `Please enter a part followed by '@'. '${text}' is incomplete.`;
	if (domain === '') return `Please enter a part following '@'. '${text}' is incomplete.`;
	const strange = /[^a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]/u.exec(local) ?? undefined;
	if (strange !== undefined) return `A part followed by '@' should not contain the symbol '${strange[0]}'.`;
	const odd = /[^a-zA-Z0-9.-]/u.exec(domain) ?? undefined;
	if (odd !== undefined) return `A part following '@' should not contain the symbol '${odd[0]}'.`;
	if (domain.startsWith('.') || domain.endsWith('.') || domain.includes('..')) return `'.' is used at a wrong position in '${domain}'.`;
	return /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/.test(domain) ? '' : 'Please enter an email address.';
}

function typeFault(element, type) {
	const text = element.value;
	if (text === '') return '';
	if (type === 'url') return isAddress(text) ? '' : 'Please enter a URL.';
	if (type !== 'email') return '';
	const list = has(element, 'multiple') ? text.split(',') : [text];
	for (let i = 0; i < list.length; i++) {
		const fault = emailFault(list[i].trim());
		if (fault !== '') return fault;
	}
	return '';
}

function isAddress(text) {
	const { URL } = require('web/url');
	return URL.canParse(text);
}

const withPattern = ['text', 'search', 'url', 'tel', 'email', 'password'];

function mismatches(element, type) {
	const pattern = attribute(element, 'pattern');
	if (pattern === null || !withPattern.includes(type) || element.value === '') return false;
	let whole;
	try {
		new RegExp(pattern, 'v');
		whole = new RegExp(`^(?:${pattern})$`, 'v');
	} catch {
		return false;
	}
	const list = type === 'email' && has(element, 'multiple') ? element.value.split(',') : [element.value];
	return list.some((text) => !whole.test(text));
}

/* An attribute as a floating-point number; undefined: it is none. */
function numberOf(text) {
	return text !== null && /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? number(text) : undefined;
}

/* The limits of a number input, and the steps between: { value, min, max, base, step }; undefined: it has none. */
function range(element, type) {
	if (type !== 'number') {
		if (type === 'date' || type === 'time' || type === 'month' || type === 'week' || type === 'datetime-local')
			if (element.value !== '' && (has(element, 'min') || has(element, 'max') || has(element, 'step'))) notCovered('limits of dates and times');
		return undefined;
	}
	const value = numberOf(element.value);
	if (value === undefined) return undefined;
	const min = numberOf(attribute(element, 'min')), step = attribute(element, 'step'), given = numberOf(step);
	return {
		value, min, max: numberOf(attribute(element, 'max')), base: min ?? numberOf(attribute(element, 'value')) ?? 0,
		step: step !== null && step.toLowerCase() === 'any' ? 0 : given !== undefined && given > 0 ? given : 1,
	};
}

/* The nearest values below and above that the steps allow; undefined: the value is one. */
function nearest({ value, base, step, max }) {
	if (step === 0) return undefined;
	const steps = (value - base) / step, whole = Math.round(steps);
	if (Math.abs(steps - whole) < 1e-9) return undefined;
	const at = (count) => number((base + count * step).toPrecision(12));
	const below = at(Math.floor(steps)), above = at(Math.ceil(steps));
	return max !== undefined && above > max ? [below] : [below, above];
}

/* A control whose value is what its markup says cannot be too long or too short: only what a user types is. */
const faults = {
	__proto__: null,
	valueMissing: isMissing,
	typeMismatch: (element, type) => typeFault(element, type) !== '',
	patternMismatch: mismatches,
	tooLong: () => false,
	tooShort: () => false,
	rangeUnderflow(element, type) {
		const r = range(element, type);
		return r !== undefined && r.min !== undefined && r.value < r.min;
	},
	rangeOverflow(element, type) {
		const r = range(element, type);
		return r !== undefined && r.max !== undefined && r.value > r.max;
	},
	stepMismatch(element, type) {
		const r = range(element, type);
		return r !== undefined && nearest(r) !== undefined;
	},
	badInput: () => false,
	customError: (element) => custom(element) !== '',
};
const names = Object.keys(faults);

/* The type of what can be validated; undefined for buttons and the like, which only a custom message makes invalid. */
function typeOf(element) {
	return element.localName === 'input' || element.localName === 'select' || element.localName === 'textarea' ? element.type : undefined;
}

const suffers = (element, name) => (name === 'customError' || typeOf(element) !== undefined) && faults[name](element, typeOf(element));

/* What is not validated may suffer from something all the same. */
function isValid(element) {
	for (let i = 0; i < names.length; i++) if (suffers(element, names[i])) return false;
	return true;
}

const key = {}; // what only this file has: pages make none

class ValidityState {
	#element;
	constructor(made, element) {
		if (made !== key) throw new Failure("Failed to construct 'ValidityState': Illegal constructor");
		this.#element = element;
	}
	static {
		const define = (name, get) => Object.defineProperty(this.prototype, name, { __proto__: null, get: Object.getOwnPropertyDescriptor(get, name).get, enumerable: true, configurable: true });
		for (let i = 0; i < names.length; i++) {
			const name = names[i];
			define(name, { get [name]() { return suffers(this.#element, name); } });
		}
		define('valid', { get valid() { return isValid(this.#element); } });
	}
}
finish(ValidityState);

// ---- members of the controls ----

const barred = ['hidden', 'reset', 'button'];

function willValidate(element) {
	const name = element.localName;
	if (name !== 'input' && name !== 'select' && name !== 'textarea' && name !== 'button') return false;
	if (barred.includes(element.type) || element.matches(':disabled') || closest(element, 'datalist') !== null) return false;
	return name === 'select' || name === 'button' || !has(element, 'readonly');
}

function validity(element) {
	let state = states.get(element);
	if (state === undefined) states.set(element, (state = new ValidityState(key, element)));
	return state;
}

function missing(element, type) {
	if (type === 'checkbox') return 'Please check this box if you want to proceed.';
	if (type === 'radio') return 'Please select one of these options.';
	if (type === 'file') return 'Please select a file.';
	return element.localName === 'select' ? 'Please select an item in the list.' : 'Please fill out this field.';
}

function stepMessage(values) {
	const text = 'Please enter a valid value. The ';
	return values.length === 1 ? `${text}nearest valid value is ${values[0]}.` : `${text}two nearest valid values are ${values[0]} and ${values[1]}.`;
}

function validationMessage(element) {
	if (!willValidate(element)) return '';
	if (custom(element) !== '') return custom(element);
	const type = typeOf(element);
	if (suffers(element, 'valueMissing')) return missing(element, type);
	if (suffers(element, 'typeMismatch')) return typeFault(element, type);
	if (suffers(element, 'patternMismatch')) return 'Please match the requested format.';
	if (suffers(element, 'rangeUnderflow')) return `Value must be greater than or equal to ${range(element, type).min}.`;
	if (suffers(element, 'rangeOverflow')) return `Value must be less than or equal to ${range(element, type).max}.`;
	return suffers(element, 'stepMismatch') ? stepMessage(nearest(range(element, type))) : '';
}

/* The controls that are wrong: each is told by an event; those whose event nobody cancelled. */
function wrong(controls) {
	const unhandled = [];
	let valid = true;
	for (let i = 0; i < controls.length; i++) {
		if (!willValidate(controls[i]) || isValid(controls[i])) continue;
		valid = false;
		if (fire(controls[i], 'Event', 'invalid', undefined, 2)) unhandled.push(controls[i]);
	}
	return { valid, unhandled };
}

function controlsOf(element) {
	if (element.localName !== 'form') return [element];
	const list = elementsOf(element), controls = [];
	for (let i = 0; i < list.length; i++) controls.push(list[i]);
	return controls;
}

/* For :valid and :invalid: undefined where neither matches. */
function isInvalid(element) {
	if (element.localName !== 'form' && element.localName !== 'fieldset') return willValidate(element) ? !isValid(element) : undefined;
	const controls = element.localName === 'form' ? elementsOf(element) : element.querySelectorAll('input, select, textarea, button');
	for (let i = 0; i < controls.length; i++) if (willValidate(controls[i]) && !isValid(controls[i])) return true;
	return false;
}

const checkValidity = (element) => wrong(controlsOf(element)).valid;

/* As the person sees it: the first that nobody cares for gets the focus. */
function reportValidity(element) {
	const { valid, unhandled } = wrong(controlsOf(element));
	if (unhandled.length > 0) focus(unhandled[0]);
	return valid;
}

function setCustomValidity(element, ...texts) {
	required(texts.length, 1, `Failed to execute 'setCustomValidity' on '${element[Symbol.toStringTag]}'`);
	customs.set(element, `${texts[0]}`);
}

module.exports = { ValidityState, willValidate, validity, validationMessage, checkValidity, reportValidity, setCustomValidity, isInvalid };
