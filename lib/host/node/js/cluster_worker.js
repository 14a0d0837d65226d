// SPDX-License-Identifier: MIT
// cluster_worker.js - cluster.Worker on both sides (what only one side can do is added there), and the messages between them: internal ones of
// the channel (ipc.js), some of which are answered.
'use strict';

const { primordial } = require('host');
const EventEmitter = require('node/events');
const inherit = primordial('Object.setPrototypeOf');
const apply = primordial('Reflect.apply');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');

function Worker(options) {
	if (!(this instanceof Worker)) return new Worker(options);
	apply(EventEmitter, this, []);
	if (options === null || typeof options !== 'object') options = {};
	this.exitedAfterDisconnect = undefined;
	this.state = options.state || 'none';
	this.id = options.id | 0;
	if (options.process) {
		this.process = options.process;
		this.process.on('error', (code, signal) => this.emit('error', code, signal));
		this.process.on('message', (message, handle) => this.emit('message', message, handle));
	}
}
inherit(Worker.prototype, EventEmitter.prototype);
inherit(Worker, EventEmitter);

Worker.prototype.kill = function() {
	apply(this.destroy, this, arguments);
};
Worker.prototype.send = function() {
	return apply(this.process.send, this.process, arguments);
};
Worker.prototype.isDead = function() {
	return this.process.exitCode != null || this.process.signalCode != null;
};
Worker.prototype.isConnected = function() {
	return this.process.connected;
};

// ---- messages

const answers = new Map(); // who waits for the answer to a message, by its number
let sequence = 0;

// `answered(message)` is called with what the other side answers.
function send(target, message, answered) {
	if (!target.connected) return false;
	if (answered !== undefined) set(answers, sequence, answered);
	return target.send({ cmd: 'NODE_CLUSTER', ...message, seq: sequence++ }, null);
}

// A listener of internal messages that passes on what is no answer.
function receiver(pass) {
	return (message) => {
		if (message.cmd !== 'NODE_CLUSTER') return;
		const answered = message.ack === undefined ? undefined : get(answers, message.ack);
		if (answered === undefined) {
			pass(message);
			return;
		}
		remove(answers, message.ack);
		answered(message);
	};
}

module.exports = { Worker, receiver, send };
