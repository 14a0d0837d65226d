// SPDX-License-Identifier: MIT
// parse_args.js - util.parseArgs: the arguments of a program as tokens, and the tokens as values.
'use strict';

const { primordial, error, process } = require('host');
const { invalidArgType, invalidArgValue, validateArray, validateBoolean, validateObject, validateString } = require('node/errors');
const hasOwn = primordial('Object.hasOwn');
const keysOf = primordial('Object.keys');
const slice = primordial('Array.prototype.slice');
const cut = primordial('String.prototype.slice');
const startsWith = primordial('String.prototype.startsWith');
const indexOf = primordial('String.prototype.indexOf');
const quote = primordial('JSON.stringify');

const own = (object, name) => (hasOwn(object, name) ? object[name] : undefined);
const optionOf = (options, long, name) => (hasOwn(options, long) ? own(options[long], name) : undefined);

function longOf(options, short) {
	const names = keysOf(options);
	for (let i = 0; i < names.length; i++) if (own(options[names[i]], 'short') === short) return names[i];
	return short;
}

// ---- tokens

class Reader {
	constructor(args, options) {
		this.rest = slice(args);
		this.at = 0;
		this.options = options;
		this.tokens = [];
		this.index = -1;
	}
	isText(long) {
		return optionOf(this.options, long, 'type') === 'string';
	}
	add(token) {
		this.tokens[this.tokens.length] = token;
	}
	// An option whose value, if it wants one, is the next argument.
	option(name, rawName) {
		let value, inlineValue;
		const next = this.rest[this.at];
		if (this.isText(name) && next != null) {
			value = next;
			inlineValue = false;
			this.at++;
		}
		this.add({ kind: 'option', name, rawName, index: this.index, value, inlineValue });
		if (value != null) this.index++;
	}
	// -abc as -a -b -c; what follows an option with a value is that value.
	group(arg) {
		const expanded = [];
		for (let i = 1; i < arg.length; i++) {
			if (this.isText(longOf(this.options, arg[i])) && i !== arg.length - 1) {
				expanded[expanded.length] = `-${cut(arg, i)}`;
				break;
			}
			expanded[expanded.length] = `-${arg[i]}`;
		}
		this.rest = [...expanded, ...slice(this.rest, this.at)];
		this.at = 0;
		return expanded.length;
	}
	read() {
		let grouped = 0;
		while (this.at < this.rest.length) {
			const arg = this.rest[this.at++];
			if (typeof arg === 'symbol') void `${arg}`; // node: internal/util/parse_args/utils:126  if (^StringPrototypeCharAt(arg, 0) !== '-') return false;
			if (grouped > 0) grouped--;
			else this.index++;
			if (arg === '--') {
				this.add({ kind: 'option-terminator', index: this.index });
				while (this.at < this.rest.length) this.add({ kind: 'positional', index: ++this.index, value: this.rest[this.at++] });
			} else if (arg.length > 1 && arg[0] === '-' && arg[1] !== '-') {
				const long = longOf(this.options, arg[1]);
				if (arg.length === 2) this.option(long, arg);
				else if (this.isText(long)) this.add({ kind: 'option', name: long, rawName: `-${arg[1]}`, index: this.index, value: cut(arg, 2), inlineValue: true });
				else grouped = this.group(arg);
			} else if (arg.length > 2 && startsWith(arg, '--')) {
				const equals = indexOf(arg, '=', 3);
				if (equals < 0) this.option(cut(arg, 2), arg);
				else this.add({ kind: 'option', name: cut(arg, 2, equals), rawName: cut(arg, 0, equals), index: this.index, value: cut(arg, equals + 1), inlineValue: true });
			} else {
				this.add({ kind: 'positional', index: this.index, value: arg });
			}
		}
		return this.tokens;
	}
}

// ---- checks

const places = 'internal/util/parse_args/parse_args:';
const badValue = (text, place) => error('TypeError', 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', text, `${places}${place}`);

function checkUsage(token, options, allowPositionals, allowNegative) {
	let { name } = token;
	if (!hasOwn(options, name)) {
		const positive = allowNegative && startsWith(name, 'no-') ? cut(name, 3) : undefined;
		if (positive === undefined || optionOf(options, positive, 'type') !== 'boolean') {
			const hint = allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${quote(token.rawName)}` : '';
			throw error('TypeError', 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${hint}`, 'internal/util/parse_args/parse_args:107      ^throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(');
		}
		name = positive;
	}
	const short = optionOf(options, name, 'short');
	const shown = `${short ? `-${short}, ` : ''}--${name}`;
	const type = optionOf(options, name, 'type');
	if (type === 'string' && typeof token.value !== 'string') throw badValue(`Option '${shown} <value>' argument missing`, "116    ^throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shortAndLong} <value>' argument missing`);");
	if (type === 'boolean' && token.value != null) throw badValue(`Option '${shown}' does not take an argument`, "120    ^throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shortAndLong}' does not take an argument`);");
	if (!token.inlineValue && token.value != null && token.value.length > 1 && token.value[0] === '-') {
		const example = startsWith(token.rawName, '--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
		throw badValue(`Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use ${example}.`, '87    ^throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(errorMessage);');
	}
}

function checkOption(long, option) {
	validateObject(option, `options.${long}`); // node: internal/util/parse_args/parse_args:327      ^validateObject(optionConfig, `options.${longOption}`);
	const type = own(option, 'type');
	if (type !== 'string' && type !== 'boolean') throw require('host').withoutStack(invalidArgType(`options.${long}.type`, "('string|boolean')", type, "internal/validators:498    ^throw new ERR_INVALID_ARG_TYPE(name, `('${ArrayPrototypeJoin(union, '|')}')`, value);"));
	if (hasOwn(option, 'short')) {
		validateString(option.short, `options.${long}.short`); // node: internal/util/parse_args/parse_args:335        ^validateString(shortOption, `options.${longOption}.short`);
		if (option.short.length !== 1) throw invalidArgValue(`options.${long}.short`, option.short, 'must be a single character', 'internal/util/parse_args/parse_args:337          ^throw new ERR_INVALID_ARG_VALUE(');
	}
	const multiple = own(option, 'multiple');
	if (hasOwn(option, 'multiple')) validateBoolean(multiple, `options.${long}.multiple`); // node: internal/util/parse_args/parse_args:347        ^validateBoolean(multipleOption, `options.${longOption}.multiple`);
	const otherwise = own(option, 'default');
	if (otherwise === undefined) return;
	const check = type === 'string' ? validateString : validateBoolean;
	const name = `options.${long}.default`;
	if (!multiple) {
		check(otherwise, name); // node: internal/util/parse_args/parse_args:362        ^validator(defaultValue, `options.${longOption}.default`);
		return;
	}
	validateArray(otherwise, name);
	for (let i = 0; i < otherwise.length; i++) check(otherwise[i], `${name}[${i}]`);
}

function store(token, options, values, allowNegative) {
	let { value } = token;
	if (token.name === '__proto__') return;
	if (allowNegative && startsWith(token.name, 'no-') && value === undefined) {
		token.name = cut(token.name, 3);
		value = false;
	}
	value ??= true;
	if (!optionOf(options, token.name, 'multiple')) values[token.name] = value;
	else if (values[token.name]) values[token.name][values[token.name].length] = value;
	else values[token.name] = [value];
}

function parseArgs(config = {}) {
	const args = own(config, 'args') ?? slice(process.argv, 2);
	const strict = own(config, 'strict') ?? true;
	const allowPositionals = own(config, 'allowPositionals') ?? !strict;
	const wantsTokens = own(config, 'tokens') ?? false;
	const allowNegative = own(config, 'allowNegative') ?? false;
	const options = own(config, 'options') ?? { __proto__: null };
	validateArray(args, 'args', "internal/util/parse_args/parse_args:318  ^validateArray(args, 'args');");
	validateBoolean(strict, 'strict', "internal/util/parse_args/parse_args:319  ^validateBoolean(strict, 'strict');");
	validateBoolean(allowPositionals, 'allowPositionals', "internal/util/parse_args/parse_args:320  ^validateBoolean(allowPositionals, 'allowPositionals');");
	validateBoolean(wantsTokens, 'tokens', "internal/util/parse_args/parse_args:321  ^validateBoolean(returnTokens, 'tokens');");
	validateBoolean(allowNegative, 'allowNegative', "internal/util/parse_args/parse_args:322  ^validateBoolean(allowNegative, 'allowNegative');");
	validateObject(options, 'options', "internal/util/parse_args/parse_args:323  ^validateObject(options, 'options');");
	const names = keysOf(options);
	for (let i = 0; i < names.length; i++) checkOption(names[i], options[names[i]]);

	const tokens = new Reader(args, options).read();
	const result = { values: { __proto__: null }, positionals: [] };
	if (wantsTokens) result.tokens = tokens;
	for (let i = 0; i < tokens.length; i++) {
		const token = tokens[i];
		if (token.kind === 'option') {
			if (strict) checkUsage(token, options, allowPositionals, allowNegative);
			store(token, options, result.values, allowNegative);
		} else if (token.kind === 'positional') {
			if (!allowPositionals) throw error('TypeError', 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`, 'internal/util/parse_args/parse_args:387        ^throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);');
			result.positionals[result.positionals.length] = token.value;
		}
	}
	for (let i = 0; i < names.length; i++) {
		const otherwise = own(options[names[i]], 'default');
		if (otherwise !== undefined && result.values[names[i]] === undefined && names[i] !== '__proto__') result.values[names[i]] = otherwise;
	}
	return result;
}

module.exports = { parseArgs };
