// Console calls, as the protocol reports them, in the words that Chromium's console shows.
//
// The protocol gives each argument as a remote object with a preview of one level; the layout below (braces without
// inner spaces, `(3)` before arrays longer than one, `ƒ` for functions, …) is that of the developer tools' front end.

/* A string as it stands between other values. */
export function quote(text) {
	const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
	const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
	return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}

function shorten(text) {
	return text.length > 100 ? `${text.slice(0, 50)}…${text.slice(-49)}` : text;
}

function nested(property) {
	const { type, subtype, value = '' } = property;
	if (type === 'string') return quote(shorten(value));
	if (type === 'function') return 'ƒ';
	if (type === 'object' && subtype !== 'null') {
		if (subtype === 'array' || subtype === 'typedarray') return value;
		if (subtype === 'node') return value.replace(/^#/, ''); // createSpansForNodeTitle of the front end
		if (value === 'Object') return '{…}';
	}
	return value;
}

function entry({ key, value }) {
	return key ? `${preview(key, true)} => ${preview(value, true)}` : preview(value, true);
}

function preview(object, inside = false) {
	const { type, subtype, description = '', properties = [], entries, overflow } = object;
	if (type === 'string') return quote(description);
	if (type !== 'object' || subtype === 'null') return type === 'function' ? 'ƒ' : description;
	if (inside) return nested({ type, subtype, value: description });
	if (subtype === 'array' || subtype === 'typedarray') {
		const length = Number(/\((\d+)\)$/.exec(description)?.[1] ?? properties.length);
		const parts = [];
		let next = 0, items = 0;
		// Holes show where nothing is left out; otherwise an item behind one says its index.
		const hole = (until) => {
			if (until > next && !overflow) parts.push(until - next > 1 ? `empty × ${until - next}` : 'empty');
		};
		for (const property of properties) {
			const index = /^\d+$/.test(property.name) ? Number(property.name) : undefined;
			if (index === undefined) {
				hole(length);
				next = length;
				parts.push(`${property.name}: ${nested(property)}`);
			} else {
				hole(index);
				parts.push(overflow && index !== items ? `${index}: ${nested(property)}` : nested(property));
				next = index + 1;
				items++;
			}
		}
		if (overflow) parts.push('…');
		else hole(length);
		const name = description.replace(/\(\d+\)$/, '');
		const size = length > 1 ? `(${length})` : '';
		return `${name === 'Array' ? (size && `${size} `) : `${name}${size} `}[${parts.join(', ')}]`;
	}
	if (subtype === 'promise') {
		const state = properties.find((property) => property.name === '[[PromiseState]]')?.value;
		const result = properties.find((property) => property.name === '[[PromiseResult]]');
		return `Promise {<${state}>${state === 'pending' ? '' : `: ${nested(result)}`}}`;
	}
	const parts = [];
	const isLast = (property) => property.type === 'function' || property.name.startsWith('#');
	for (const property of [...properties].sort((a, b) => isLast(a) - isLast(b))) {
		if (property.type === 'accessor' || property.name.startsWith('[[')) continue;
		parts.push(`${property.name}: ${nested(property)}`);
	}
	if (entries && entries.length > 0) {
		parts.length = 0;
		parts.push(...entries.map(entry));
	}
	if (overflow) parts.push('…');
	const name = description === 'Object' ? '' : `${description} `;
	return `${name}{${parts.join(', ')}}`;
}

/* What stands for a function without its body: valueElementForFunctionDescription of the front end. */
function head(prefix, body) {
	if (prefix === 'class') return /^[^{\s]*/.exec(body)[0];
	if (prefix === '') return body.length > 60 ? `${body.slice(0, body.indexOf('=>') + 2)} {…}` : body;
	const start = body.indexOf('('), end = /\)\s*\{/.exec(body)?.index ?? -1;
	return start >= 0 && end > start ? body.slice(0, start).trim() + body.slice(start, end + 1) : '';
}

/* A function by its source: formatFunctionDescription of the front end. `described`: without its body. */
function source(description, described) {
	const text = description.replace(/^function [gs]et /, 'function ').replace(/^function [gs]et\(/, 'function(').replace(/^[gs]et /, '');
	const asynchronous = /^async\s+function/.exec(text)?.[0];
	const [prefix, words] = /^class[ {]/.test(text) ? ['class', 'class'] : asynchronous ? ['async ƒ', asynchronous] : text.startsWith('function*') ? ['ƒ*', 'function*'] :
		text.startsWith('*') ? ['ƒ*', '*'] : text.startsWith('function') ? ['ƒ', 'function'] : text.indexOf('=>') > 0 ? ['', ''] : ['ƒ', ''];
	const body = text.slice(words.length).trim();
	if (described) return `${prefix}${prefix && ' '}${head(prefix, body)}`;
	return `${prefix}${prefix && ' '}${body.length > 200 ? `${body.slice(0, 199)}…` : body}`;
}

/* One argument; `raw` when a string stands as it is. */
function value(arg, raw) {
	switch (arg.type) {
	case 'string':
		return raw ? arg.value : quote(arg.value);
	case 'undefined':
		return 'undefined';
	case 'function':
		return source(arg.description);
	case 'object':
		if (arg.subtype === 'null') return 'null';
		if (arg.subtype === 'error' || arg.subtype === 'regexp' || arg.subtype === 'date') return arg.description; // the panel shows no properties of these
		if (arg.markup !== undefined) return arg.markup;
		if (arg.subtype === 'arraybuffer' || arg.subtype === 'dataview') return arg.description;
		return arg.preview ? preview(arg.preview) : arg.description;
	default:
		return arg.unserializableValue ?? arg.description ?? String(arg.value);
	}
}

function number(arg) {
	if (arg.type === 'number') return Number(arg.unserializableValue ?? arg.value);
	if (arg.type === 'string') return Number.parseFloat(arg.value);
	if (arg.type === 'bigint') return Number.parseFloat(arg.unserializableValue);
	return NaN;
}

/* The text of one console call, or undefined where it shows nothing. */
export function render({ type, args, nested: given }) {
	const rest = [...args];
	if (type === 'clear') return 'Console was cleared';
	if (type === 'assert') {
		if (rest.length > 0) return `Assertion failed: ${render({ type: 'log', args: rest })}`;
	}
	if (rest.length === 0) return undefined;
	if (given === false) return value(rest[0], true);
	if (rest[0].type !== 'string') return rest.map((arg) => value(arg, false)).join(' ');
	const format = rest.shift().value;
	let text = '';
	for (let i = 0; i < format.length; i++) {
		const letter = format[i + 1];
		if (format[i] !== '%' || !letter) {
			text += format[i];
		} else if (letter === '%') {
			text += '%';
			i++;
		} else if ('sdifcoO'.includes(letter) && rest.length > 0) {
			const arg = rest.shift();
			if (letter === 's') text += arg.type === 'object' && arg.subtype !== 'null' ? arg.description : value(arg, true);
			else if (letter === 'd' || letter === 'i') text += String(Number.parseInt(arg.unserializableValue ?? arg.value, 10));
			else if (letter === 'f') text += String(number(arg));
			else if (letter === 'O' && arg.type === 'function') text += source(arg.description, true);
			else if (letter === 'O') text += arg.type === 'object' && arg.subtype !== 'null' ? arg.description : value(arg, true);
			else if (letter === 'o') text += value(arg, false);
			i++;
		} else {
			text += '%';
		}
	}
	return [text, ...rest.map((arg) => value(arg, true))].join(' ');
}
