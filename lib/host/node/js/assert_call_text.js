// SPDX-License-Identifier: MIT
// assert_call_text.js - the call that failed, as an assertion without a message tells of it: Node reads it in the file again.
'use strict';

const { primordial, callText, notCovered } = require('host');
const split = primordial('String.prototype.split');
const slice = primordial('String.prototype.slice');
const find = primordial('RegExp.prototype.exec');
const evaluate = primordial('eval');

// The text of the call from the line on where it is called, and how far from the line's start it begins. `text`: all of it, which begins behind
// `before` on its line; `at`: where in it the place is that V8 shows.
function fromItsLine(before, text, at) {
	let start = 0;
	for (let i = 0; i < at; i++) if (text[i] === '\n') start = i + 1;
	if (start === 0) return [before.length, text];
	const line = slice(text, start);
	let skipped = 0;
	while (line[skipped] === ' ' || line[skipped] === '\t' || line[skipped] === '.' || line[skipped] === '?') skipped++;
	if (start + skipped > at) notCovered('the text of a failed assertion whose call begins on an earlier line');
	return [skipped, slice(line, skipped)];
}

// Lines after the first are set in by two, less what the first one is set in.
function unindented(column, text) {
	const lines = split(text, '\n');
	let out = lines[0];
	for (let i = 1; i < lines.length; i++) {
		let at = 0;
		while (at < column && (lines[i][at] === ' ' || lines[i][at] === '\t')) at++;
		out += `\n  ${slice(lines[i], at)}`;
	}
	return out;
}

// Is it an expression anywhere in a script?
function isExpression(text) {
	try {
		evaluate(`() => (${text}\n)`);
		return true;
	} catch {
		return false;
	}
}

// Node reads an expression that begins on the call's line. What is one only in a certain function or class is none unless that begins there, too.
function isReadable(call, text) {
	if (isExpression(text)) return true;
	if (call.within === undefined || find(/\bimport\s*\.\s*meta\b/, text) !== null) return false;
	if (isExpression(`async () => ${text}`) && find(/^async\s*(?:function\b|\(|[\w$]+\s*=>)/, call.within) !== null) return true;
	return notCovered('the text of a failed assertion that is an expression only in its function');
}

/* What an assertion says that has failed where the snippet calls it; undefined where the text is no file's. */
function callMessage() {
	const call = callText();
	if (call === undefined) return undefined;
	const [column, text] = fromItsLine(call.before, call.text, call.head.length);
	if (!isReadable(call, text)) return undefined;
	if (find(/^new\b/, text) !== null) return find(/\(/, call.before) === null ? undefined : notCovered('the text of a failed assertion that is called as a constructor');
	return `The expression evaluated to a falsy value:\n\n  ${unindented(column, text)}\n`;
}

module.exports = { callMessage };
