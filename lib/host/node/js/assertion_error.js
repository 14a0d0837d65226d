// SPDX-License-Identifier: MIT
// assertion_error.js - AssertionError: what was found and what was expected, line by line.
'use strict';

const { primordial, inspect, notCovered, withoutStack } = require('host');
const { validateObject } = require('node/errors');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const endsWith = primordial('String.prototype.endsWith');
const toText = primordial('String');
const find = primordial('RegExp.prototype.exec');
const join = primordial('Array.prototype.join');
const assign = primordial('Object.assign');
const defineProperty = primordial('Object.defineProperty');
const getPrototypeOf = primordial('Object.getPrototypeOf');
const Failure = primordial('Error');

const readable = {
	__proto__: null,
	deepStrictEqual: 'Expected values to be strictly deep-equal:',
	strictEqual: 'Expected values to be strictly equal:',
	strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
	deepEqual: 'Expected values to be loosely deep-equal:',
	notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
	notStrictEqual: 'Expected "actual" to be strictly unequal to:',
	notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
	notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
	notIdentical: 'Values have same structure but are not reference-equal:',
	notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

function inspectValue(value) {
	return inspect(value, {
		compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true,
		getters: true,
	});
}

// Two errors would differ by their stacks, too: what is compared and told of are copies without any.
const isErrorWithStack = (value) => typeof value === 'object' && value !== null && 'stack' in value && value instanceof Failure;
function copyError(source) {
	const target = assign({ __proto__: getPrototypeOf(source) }, source);
	return defineProperty(target, 'message', { __proto__: null, value: source.message });
}

const isObjectLike = (value) => typeof value === 'object' && value !== null;

// What two line lists have in common up to here, as much of it as is shown. [text, lines printed, some were skipped]
function former(lines, i, identical) {
	let text = '', printed = 0, skipped = false;
	if (identical > 2) {
		if (identical > 3) {
			if (identical > 4) {
				if (identical === 5) {
					text += `\n  ${lines[i - 3]}`;
					printed++;
				} else {
					text += '\n...';
					skipped = true;
				}
			}
			text += `\n  ${lines[i - 2]}`;
			printed++;
		}
		text += `\n  ${lines[i - 1]}`;
		printed++;
	}
	return { text, printed, skipped };
}

// Frames of the host's, which are not shown, would be among the lines that are compared and counted.
function showsFrames(lines) {
	for (let i = 0; i < lines.length; i++) if (find(/^ +at .*:\d+:\d+\)?(?: \[?\{|,)?$/, lines[i]) !== null) return true;
	return false;
}

// `message`: what the snippet says instead of the first line.
function difference(actual, expected, operator, message) {
	let other = '', res = '', end = '', skipped = false;
	const actualText = inspectValue(actual);
	const actualLines = split(actualText, '\n');
	const expectedLines = split(inspectValue(expected), '\n');
	if (showsFrames(actualLines) || showsFrames(expectedLines)) notCovered('a comparison of values that have errors in them');
	let i = 0, indicator = '';
	if (operator === 'strictEqual' && ((isObjectLike(actual) && isObjectLike(expected)) || (typeof actual === 'function' && typeof expected === 'function'))) operator = 'strictEqualObject';
	if (actualLines.length === 1 && expectedLines.length === 1 && actualLines[0] !== expectedLines[0]) {
		const length = actualLines[0].length + expectedLines[0].length;
		if (length <= 12) {
			if (!isObjectLike(actual) && !isObjectLike(expected) && (actual !== 0 || expected !== 0)) {
				return `${message || readable[operator]}\n\n${actualLines[0]} !== ${expectedLines[0]}\n`;
			}
		} else if (operator !== 'strictEqualObject' && length < 80) {
			while (actualLines[0][i] === expectedLines[0][i]) i++;
			if (i > 2) {
				indicator = '\n  ';
				for (let k = 0; k < i; k++) indicator += ' ';
				indicator += '^';
				i = 0;
			}
		}
	}
	// Lines at the end that are the same are left out, but for a few.
	let a = actualLines[actualLines.length - 1], b = expectedLines[expectedLines.length - 1];
	while (a === b) {
		if (i++ < 3) end = `\n  ${a}${end}`;
		else other = a;
		actualLines.length--;
		expectedLines.length--;
		if (actualLines.length === 0 || expectedLines.length === 0) break;
		a = actualLines[actualLines.length - 1];
		b = expectedLines[expectedLines.length - 1];
	}
	const most = actualLines.length > expectedLines.length ? actualLines.length : expectedLines.length;
	if (most === 0) {
		const lines = split(actualText, '\n');
		if (lines.length > 50) {
			lines[46] = '...';
			lines.length = 47;
		}
		return `${readable.notIdentical}\n\n${join(lines, '\n')}\n`;
	}
	if (i >= 5) {
		end = `\n...${end}`;
		skipped = true;
	}
	if (other !== '') {
		end = `\n  ${other}${end}`;
		other = '';
	}
	let printed = 0, identical = 0;
	const head = `${message || readable[operator]}\n+ actual - expected`;
	let lines = actualLines, sign = '+', shorter = expectedLines.length;
	if (actualLines.length < most) {
		lines = expectedLines;
		sign = '-';
		shorter = actualLines.length;
	}
	for (i = 0; i < most; i++) {
		if (shorter < i + 1) {
			const before = former(lines, i, identical);
			res += before.text;
			printed += before.printed;
			skipped = skipped || before.skipped;
			identical = 0;
			if (lines === actualLines) res += `\n${sign} ${lines[i]}`;
			else other += `\n${sign} ${lines[i]}`;
			printed++;
		} else {
			const expectedLine = expectedLines[i];
			let actualLine = actualLines[i];
			let differs = actualLine !== expectedLine && (!endsWith(actualLine, ',') || slice(actualLine, 0, -1) !== expectedLine);
			if (differs && endsWith(expectedLine, ',') && slice(expectedLine, 0, -1) === actualLine) {
				differs = false;
				actualLine += ',';
			}
			if (differs) {
				const before = former(actualLines, i, identical);
				res += before.text;
				printed += before.printed;
				skipped = skipped || before.skipped;
				identical = 0;
				res += `\n+ ${actualLine}`;
				other += `\n- ${expectedLine}`;
				printed += 2;
			} else {
				res += other;
				other = '';
				identical++;
				if (identical <= 2) {
					res += `\n  ${actualLine}`;
					printed++;
				}
			}
		}
		if (printed > 50 && i < most - 2) return `${head} ... Lines skipped\n${res}\n...${other}\n...`;
	}
	return `${head}${skipped ? ' ... Lines skipped' : ''}\n${res}${other}${end}${indicator}`;
}

function cut(text, length) {
	return text.length > length ? `${slice(text, 0, length - 3)}...` : text;
}

function messageOf(actual, expected, operator) {
	if (operator === 'deepStrictEqual' || operator === 'strictEqual') return difference(actual, expected, operator);
	if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
		let base = readable[operator];
		const lines = split(inspectValue(actual), '\n');
		if (operator === 'notStrictEqual' && (isObjectLike(actual) || typeof actual === 'function')) base = readable.notStrictEqualObject;
		if (lines.length > 50) {
			lines[46] = '...';
			lines.length = 47;
		}
		if (lines.length === 1) return `${base}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
		return `${base}\n\n${join(lines, '\n')}\n`;
	}
	let res = inspectValue(actual), other = inspectValue(expected);
	if (operator === 'notDeepEqual' && res === other) return cut(`${readable.notDeepEqual}\n\n${res}`, 1024);
	res = cut(res, 512);
	other = cut(other, 512);
	if (operator === 'deepEqual') return `${readable.deepEqual}\n\n${res}\n\nshould loosely deep-equal\n\n${other}`;
	if (operator === 'notDeepEqual') return `${readable.notDeepEqualUnequal}\n\n${res}\n\nshould not loosely deep-equal\n\n${other}`;
	return `${res} ${operator} ${other}`;
}

// `waited`: made after a wait: the function asked for is on the stack no more, only who awaits it.
class AssertionError extends Failure {
	constructor(options) {
		validateObject(options, 'options'); // node: internal/assert/assertion_error:325    ^validateObject(options, 'options');
		const { message, operator, details } = options;
		let { actual, expected } = options;
		const strict = operator === 'strictEqual' || operator === 'deepStrictEqual';
		if (message == null) {
			if (isErrorWithStack(actual) && isErrorWithStack(expected)) {
				actual = copyError(actual);
				expected = copyError(expected);
			}
			super(messageOf(actual, expected, operator));
		} else super(strict ? difference(actual, expected, operator, message) : toText(message));
		this.generatedMessage = !message;
		defineProperty(this, 'name', { __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
		this.code = 'ERR_ASSERTION';
		if (details) {
			this.actual = undefined;
			this.expected = undefined;
			this.operator = undefined;
			for (let i = 0; i < details.length; i++) {
				for (const name of ['message', 'actual', 'expected', 'operator']) this[`${name} ${i}`] = details[i][name];
				this[`stack trace ${i}`] = details[i].stack;
			}
		} else {
			this.actual = actual;
			this.expected = expected;
			this.operator = operator;
		}
		const { stack } = this; // Node reads it here, too
		if (options.waited && find(/\n {4}at /, stack) === null) withoutStack(this);
		this.name = 'AssertionError';
	}
	toString() {
		return `${this.name} [${this.code}]: ${this.message}`;
	}
	[Symbol.for('nodejs.util.inspect.custom')](depth, ctx) {
		const { actual, expected } = this;
		const shorten = (value) => {
			if (typeof value !== 'string') return value;
			const lines = split(value, '\n', 11);
			if (lines.length > 10) {
				lines.length = 10;
				return `${join(lines, '\n')}\n...`;
			}
			return value.length > 512 ? `${slice(value, 512)}...` : value; // Node shows what comes after these
		};
		this.actual = shorten(actual);
		this.expected = shorten(expected);
		const text = inspect(this, { ...ctx, customInspect: false, depth: 0 });
		this.actual = actual;
		this.expected = expected;
		return text;
	}
}

module.exports = { AssertionError };
