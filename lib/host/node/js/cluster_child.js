// SPDX-License-Identifier: MIT
// cluster_child.js - node:cluster in a worker: it tells the primary process that it is there, and asks it for what its servers listen at.
'use strict';

const { primordial, forkStart, process } = require('host');
const EventEmitter = require('node/events');
const { Worker, receiver, send } = require('node/cluster_worker');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');
const values = primordial('Array.from');

const cluster = new EventEmitter();
const servers = new Map(); // those that listen, by the keys of the primary's
const indexes = new Map(); // how many servers asked for the same

cluster.isWorker = true;
cluster.isMaster = false;
cluster.isPrimary = false;
cluster.worker = null;
cluster.Worker = Worker;

// Before the main file runs.
function begin() {
	const worker = new Worker({ id: forkStart()[1].clusterId, process, state: 'online' });
	cluster.worker = worker;
	process.once('disconnect', () => {
		worker.emit('disconnect');
		if (!worker.exitedAfterDisconnect) process.exit(0);
	});
	process.on('internalMessage', receiver((message) => {
		if (message.act === 'disconnect') disconnect(worker, true);
	}));
	send(process, { act: 'online' });
}

// ---- servers

// `listened(errno, sockname, key)`: the primary process listens for the server, or cannot.
function listen(server, { address, port, addressType, path }, listened) {
	const place = `${address}:${port}:${addressType}`;
	const index = get(indexes, place) ?? 0;
	set(indexes, place, index + 1);
	const message = { index, data: null, address, port, addressType, path };
	send(process, { act: 'queryServer', ...message }, ({ errno, sockname, key }) => {
		if (!errno) set(servers, key, server);
		listened(errno, sockname, key);
	});
	server.once('listening', () => {
		cluster.worker.state = 'listening';
		send(process, { act: 'listening', ...message, port: server.address()?.port || port });
	});
}

function leave(key) {
	remove(servers, key);
	send(process, { act: 'close', key });
}

// ---- its end

function disconnect(worker, isAsked) {
	worker.exitedAfterDisconnect = true;
	let waiting = 1;
	const closed = () => {
		if (--waiting > 0) return;
		if (isAsked) process.disconnect();
		else send(process, { act: 'exitedAfterDisconnect' }, () => process.disconnect());
	};
	const open = values(servers);
	for (let i = 0; i < open.length; i++) {
		waiting++;
		open[i][1].close(closed);
	}
	closed();
}

Worker.prototype.disconnect = function() {
	if (this.state !== 'disconnecting' && this.state !== 'destroying') {
		this.state = 'disconnecting';
		disconnect(this, false);
	}
	return this;
};
Worker.prototype.destroy = function() {
	if (this.state === 'destroying') return;
	this.exitedAfterDisconnect = true;
	if (!this.isConnected()) process.exit(0);
	this.state = 'destroying';
	send(process, { act: 'exitedAfterDisconnect' }, () => process.disconnect());
	process.once('disconnect', () => process.exit(0));
};

primordial('Object.defineProperty')(cluster, 'internals', { __proto__: null, enumerable: false, value: { begin, leave, listen } });

module.exports = cluster;
