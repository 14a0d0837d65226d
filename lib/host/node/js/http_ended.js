// SPDX-License-Identifier: MIT
// http_ended.js - what is written to a message of node:http that has ended, or is nothing that can be written.
'use strict';

const { error, nextTick } = require('host');
const { invalidArgType } = require('node/errors');
const { isUint8Array } = require('node/util_types');

const afterEnd = () => error('Error', 'ERR_STREAM_WRITE_AFTER_END', 'write after end');

// The callback and the listeners are told in the next tick; a destroyed one tells nobody.
function refuse(message, callback) {
	if (message.destroyed) return;
	const err = afterEnd();
	nextTick(() => {
		if (typeof callback === 'function') callback(err);
		if (!message._writableState.closeEmitted) message.emit('error', err);
	});
}

// Has it ended before this end()? Then nothing ends: the callback comes with the first end, or with an error.
function closesAgain(message, chunk, callback) {
	if (chunk) checkChunk(chunk);
	if (!message.writableEnded) return false;
	if (chunk) refuse(message, callback);
	else if (typeof callback !== 'function') return true;
	else if (!message.writableFinished) message.on('finish', callback);
	else callback(error('Error', 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
	return true;
}

function checkChunk(chunk) {
	if (chunk === null) throw error('TypeError', 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream', '_http_outgoing:903    ^throw new ERR_STREAM_NULL_VALUES();');
	if (typeof chunk !== 'string' && !isUint8Array(chunk)) throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk, '_http_outgoing:905    ^throw new ERR_INVALID_ARG_TYPE(');
}

// Is this chunk not written, because the message has ended or is destroyed? Throws for what cannot be written.
function refusesWrite(message, chunk, callback) {
	checkChunk(chunk);
	const { destroyed, writableEnded } = message;
	if (writableEnded && !destroyed) {
		refuse(message, callback);
	} else if (destroyed && typeof callback === 'function') {
		nextTick(callback, writableEnded ? afterEnd() : error('Error', 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
	}
	return writableEnded || destroyed;
}

module.exports = { closesAgain, refusesWrite };
