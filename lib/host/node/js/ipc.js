// SPDX-License-Identifier: MIT
// ipc.js - the channel between a process and one that it has forked: messages travel as JSON through a pair of ports, and the end of
// the channel behind them.
'use strict';

const { primordial, error, nextTick, notCovered, takeMessage } = require('host');
const { invalidArgType, validateObject } = require('node/errors');
const stringify = primordial('JSON.stringify');
const parse = primordial('JSON.parse');
const defineProperty = primordial('Object.defineProperty');
const includes = primordial('Array.prototype.includes');
const startsWith = primordial('String.prototype.startsWith');

const END = null; // on the wire: the other side has closed the channel

const hide = (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
const kinds = ['string', 'object', 'number', 'boolean'];

function checkMessage(message) {
	if (message === undefined) throw error('TypeError', 'ERR_MISSING_ARGS', 'The "message" argument must be specified', "internal/child_process:784      ^throw new ERR_MISSING_ARGS('message');");
	if (!includes(kinds, typeof message)) throw invalidArgType('message', ['string', 'object', 'number', 'boolean'], message, "internal/child_process:776      ^throw new ERR_INVALID_ARG_TYPE(");
}

// Messages of Node itself are told by another event, and nobody waits for its listeners.
const isInternal = (message) => message !== null && typeof message === 'object' && typeof message.cmd === 'string' && message.cmd.length > 5 && startsWith(message.cmd, 'NODE_');

// Give `target` (process, or a ChildProcess) its side of the channel: send, disconnect, connected and the events of it.
function attach(target, port) {
	let early = []; // what arrived before anybody listened
	target.connected = true;
	target.channel = { ref: () => port.ref(), unref: () => port.unref() };

	function close() {
		target.connected = false;
		target.channel = null;
		early = [];
		nextTick(() => {
			port.close();
			target.emit('disconnect');
		});
	}
	function deliver(text) {
		if (!target.connected) return;
		if (text === END) close();
		else if (typeof text !== 'string') nextTick(() => target.emit('internalMessage', parse(text[0]), undefined));
		else if (target.listenerCount('message') > 0) nextTick(() => target.emit('message', parse(text), undefined));
		else early[early.length] = text;
	}
	port.on('message', (text) => {
		deliver(text);
		// What has come meanwhile is read at once.
		for (let next; target.connected && (next = takeMessage(port)) !== undefined;) deliver(next.message);
	});
	hide(target, '_takeEarly', () => {
		const waiting = early;
		early = [];
		for (let i = 0; i < waiting.length; i++) deliver(waiting[i]);
	});
	hide(target, '_channelEnded', () => target.connected && close());
	target.send = function(message, handle, options, callback) {
		if (typeof handle === 'function') {
			callback = handle;
			handle = undefined;
			options = undefined;
		} else if (typeof options === 'function') {
			callback = options;
			options = undefined;
		} else if (options !== undefined) {
			validateObject(options, 'options');
		}
		if (!target.connected) {
			const err = error('Error', 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
			if (typeof callback === 'function') nextTick(callback, err);
			else nextTick(() => target.emit('error', err));
			return false;
		}
		checkMessage(message);
		if (handle !== undefined && handle !== null) notCovered('sending a handle to another process');
		const text = stringify(message);
		port.postMessage(isInternal(message) ? [text] : text);
		if (typeof callback === 'function') nextTick(callback, null);
		return true;
	};
	target.disconnect = function() {
		if (!target.connected) {
			target.emit('error', error('Error', 'ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
			return;
		}
		port.postMessage(END);
		close();
	};
}

module.exports = { attach };
