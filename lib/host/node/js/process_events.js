// SPDX-License-Identifier: MIT
// process_events.js - how `process` becomes an emitter: Node's own listeners are the first ones.
'use strict';

const EventEmitter = require('node/events');
const { primordial, process, tellOfMultipleResolves, writeWarning } = require('host');
const { signals } = require('node/os').constants;
const apply = primordial('Reflect.apply');
const ownProperty = primordial('Object.prototype.hasOwnProperty');
const Failure = primordial('Error');

function refused() {
	const err = new Failure('uv_signal_start EINVAL');
	err.errno = -22;
	err.code = 'EINVAL';
	err.syscall = 'uv_signal_start';
	return require('host').thrown(err, 'internal/process/signal:36      ^throw new ErrnoException(err, \'uv_signal_start\');');
}

// The first listener of a signal starts to watch for it, which two signals do not allow.
function startListeningIfSignal(type) {
	if ((type === 'SIGKILL' || type === 'SIGSTOP') && ownProperty(signals, type) && process.listenerCount(type) === 0) throw refused();
}

function stopListeningIfSignal() {}

function onWarning(warning) {
	writeWarning(warning);
}

apply(EventEmitter, process, []);
process.on('newListener', (eventName) => {
	if (eventName === 'multipleResolves') tellOfMultipleResolves();
});
process.on('removeListener', () => {});
process.on('newListener', startListeningIfSignal);
process.on('removeListener', stopListeningIfSignal);
process.on('warning', onWarning);

exports.emit = EventEmitter.prototype.emit;
