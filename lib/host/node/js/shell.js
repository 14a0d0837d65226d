// SPDX-License-Identifier: MIT
// shell.js - what a line gives to /bin/sh when nothing in it is unknown: echo, true, false, exit and programs that are not there, one after another
// (";", "&&", "||"), with what they print sent to either stream.
'use strict';

const { primordial, process } = require('host');
const { isUnusual } = require('node/usual_programs');
const includes = primordial('String.prototype.includes');
const slice = primordial('String.prototype.slice');

const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:,@%+-=';
const operators = ['&&', '||', ';', '\n', '>&2', '1>&2', '2>&1'];

function operatorAt(line, at) {
	for (let i = 0; i < operators.length; i++) if (slice(line, at, at + operators[i].length) === operators[i]) return operators[i];
	return undefined;
}

// Plain or quoted words and operators, as { word } and { operator }; undefined where the shell would do more.
function tokensOf(line) {
	const tokens = [];
	let word;
	const endWord = () => {
		if (word !== undefined) tokens[tokens.length] = { word };
		word = undefined;
	};
	for (let i = 0; i < line.length; i++) {
		const c = line[i];
		const operator = word === undefined || !includes(WORD, c) ? operatorAt(line, i) : undefined;
		if (operator !== undefined) {
			endWord();
			tokens[tokens.length] = { operator };
			i += operator.length - 1;
		} else if (c === ' ') {
			endWord();
		} else if (c === '"' || c === "'") {
			word ??= '';
			for (i++; i < line.length && line[i] !== c; i++) {
				if (includes('\\\n', line[i]) || (c === '"' && includes('$`!', line[i]))) return undefined;
				word += line[i];
			}
			if (i === line.length) return undefined;
		} else if (includes(WORD, c)) {
			word = (word ?? '') + c;
		} else {
			return undefined;
		}
	}
	endWord();
	return tokens;
}

// The simple commands of a line: { words, stream, joined }, `joined` being the operator before it; undefined where the shell would do more.
function commandsOf(line) {
	const tokens = tokensOf(line);
	if (tokens === undefined) return undefined;
	const commands = [];
	let command = { words: [], stream: 1, joined: ';' };
	for (let i = 0; i < tokens.length; i++) {
		const { word, operator } = tokens[i];
		if (word !== undefined) {
			command.words[command.words.length] = word;
		} else if (includes(operator, '>')) {
			if (operator !== '2>&1') command.stream = 2;
		} else {
			if (command.words.length === 0) return undefined;
			commands[commands.length] = command;
			command = { words: [], stream: 1, joined: operator };
		}
	}
	if (command.words.length !== 0) commands[commands.length] = command;
	else if (command.joined === '&&' || command.joined === '||') return undefined;
	return commands;
}

// The words of a line that is one command and nothing else.
function wordsOfLine(line) {
	const commands = commandsOf(line);
	return commands !== undefined && commands.length === 1 && commands[0].stream === 1 ? commands[0].words : undefined;
}

// What a program prints on its standard output and how it ends, where that is known: { text, code }.
function knownProgram(words) {
	const name = words[0];
	if (words.length === 1 && (name === 'true' || name === 'false')) return { text: '', code: name === 'true' ? 0 : 1 };
	if (name === 'node' && words.length === 2 && (words[1] === '-v' || words[1] === '--version')) return { text: `${process.version}\n`, code: 0 };
	if (name !== 'echo' || (words.length > 1 && words[1][0] === '-')) return undefined;
	let text = '';
	for (let i = 1; i < words.length; i++) text += `${i > 1 ? ' ' : ''}${words[i]}`;
	return { text: `${text}\n`, code: 0 };
}

// What the shell says of a program that is not there; undefined: it may be.
function missingProgram(name, line) {
	if (includes(line, '\n') || !isUnusual(name)) return undefined;
	return { text: '', errors: `/bin/sh: 1: ${name}: not found\n`, code: 127 };
}

// The code that `exit` ends the shell with; undefined: another command, or a code that nobody can say.
function exitCode({ words }, status) {
	if (words[0] !== 'exit' || words.length > 2) return undefined;
	if (words.length === 1) return status;
	return `${words[1] & 255}` === words[1] ? words[1] & 255 : undefined;
}

// { writes, code }, `writes` being what is written to which stream in its order; undefined: it runs something of which nothing is known.
function runLine(line) {
	const commands = commandsOf(line), writes = [];
	if (commands === undefined) return undefined;
	let status = 0;
	for (let i = 0; i < commands.length; i++) {
		const command = commands[i];
		if ((command.joined === '&&' && status !== 0) || (command.joined === '||' && status === 0)) continue;
		const code = exitCode(command, status);
		if (code !== undefined) return { writes, code };
		const known = knownProgram(command.words) ?? missingProgram(command.words[0], line);
		if (known === undefined) return undefined;
		if (known.errors) writes[writes.length] = { stream: 2, text: known.errors };
		if (known.text !== '') writes[writes.length] = { stream: command.stream, text: known.text };
		status = known.code;
	}
	return { writes, code: status };
}

// Does the line leave the shell with `exit`?
function exits(line) {
	const commands = commandsOf(line) ?? [];
	for (let i = 0; i < commands.length; i++) if (commands[i].words[0] === 'exit') return true;
	return false;
}

module.exports = { exits, knownProgram, runLine, wordsOfLine };
