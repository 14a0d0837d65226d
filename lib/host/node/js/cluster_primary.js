// SPDX-License-Identifier: MIT
// cluster_primary.js - node:cluster in the process that forks the workers: they, their events, and the ports that it listens at for them.
'use strict';

const { primordial, nextTick, notCovered, process } = require('host');
const { ChildProcess } = require('node/child_process');
const EventEmitter = require('node/events');
const { fork } = require('node/fork');
const { Worker, receiver, send } = require('node/cluster_worker');
const keys = primordial('Object.keys');
const values = primordial('Object.values');
const slice = primordial('Array.prototype.slice');
const Map = primordial('Map');
const Set = primordial('Set');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');
const remove = primordial('Map.prototype.delete');
const forEach = primordial('Map.prototype.forEach');
const add = primordial('Set.prototype.add');
const take = primordial('Set.prototype.delete');
const countOf = primordial('get Set.prototype.size');

const cluster = new EventEmitter();
const ends = new EventEmitter(); // 'disconnect': no worker is left
const SCHED_NONE = 1, SCHED_RR = 2;
const shared = new Map(); // what workers listen at, by what they ask for

cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.Worker = Worker;
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = SCHED_NONE;
cluster.SCHED_RR = SCHED_RR;
cluster.schedulingPolicy = SCHED_RR;

let ids = 0, isSetUp = false;

cluster.setupPrimary = function(options) {
	const settings = {
		args: slice(process.argv, 2),
		exec: process.argv[1],
		execArgv: process.execArgv,
		silent: false,
		...cluster.settings,
		...options,
	};
	cluster.settings = settings;
	nextTick(() => cluster.emit('setup', settings));
	if (isSetUp) return;
	isSetUp = true;
	if (cluster.schedulingPolicy !== SCHED_RR) notCovered('a cluster whose workers listen by themselves (SCHED_NONE)');
	process.on('internalMessage', () => {});
};
cluster.setupMaster = cluster.setupPrimary;

function start(id, env) {
	const { exec, args, cwd, serialization, silent, execArgv, stdio, gid, uid } = cluster.settings;
	return fork(new ChildProcess(), exec, args, {
		cwd, serialization, silent, execArgv, stdio, gid, uid, env: env == null ? undefined : { ...process.env, ...env },
	}, id);
}

cluster.fork = function(env) {
	cluster.setupPrimary();
	const id = ++ids;
	const worker = new Worker({ id, process: start(id, env) });
	worker.on('message', function(message, handle) {
		cluster.emit('message', this, message, handle);
	});
	worker.process.once('exit', (exitCode, signalCode) => {
		if (!worker.isConnected()) {
			leave(worker);
			drop(worker);
		}
		worker.exitedAfterDisconnect = !!worker.exitedAfterDisconnect;
		worker.state = 'dead';
		worker.emit('exit', exitCode, signalCode);
		cluster.emit('exit', worker, exitCode, signalCode);
	});
	worker.process.once('disconnect', () => {
		leave(worker);
		if (worker.isDead()) drop(worker);
		worker.exitedAfterDisconnect = !!worker.exitedAfterDisconnect;
		worker.state = 'disconnected';
		worker.emit('disconnect');
		cluster.emit('disconnect', worker);
	});
	worker.process.on('internalMessage', receiver((message) => acts[message.act]?.(worker, message)));
	nextTick(() => cluster.emit('fork', worker));
	cluster.workers[worker.id] = worker;
	return worker;
};

cluster.disconnect = function(callback) {
	const all = values(cluster.workers);
	if (all.length === 0) nextTick(() => ends.emit('disconnect'));
	for (let i = 0; i < all.length; i++) if (all[i].isConnected()) all[i].disconnect();
	if (typeof callback === 'function') ends.once('disconnect', callback);
};

function drop(worker) {
	delete cluster.workers[worker.id];
	if (keys(cluster.workers).length === 0) ends.emit('disconnect');
}

// ---- what workers listen at

// The server that a worker asks for listens here; connections would be passed round among the workers.
function listenFor(message) {
	const net = require('node/net');
	const place = { server: new net.Server(() => notCovered('a connection to a server of a cluster')), workers: new Set(), isListening: false };
	place.server.once('listening', () => {
		place.isListening = true;
	});
	if (message.path !== undefined) place.server.listen(message.path);
	else place.server.listen({ port: message.port, host: message.address ?? undefined });
	return place;
}

function release(key, worker) {
	const place = get(shared, key);
	if (place === undefined || !take(place.workers, worker) || countOf(place.workers) !== 0) return;
	place.server.close();
	remove(shared, key);
}

function leave(worker) {
	forEach(shared, (place, key) => release(key, worker));
}

const acts = {
	__proto__: null,
	online(worker) {
		worker.state = 'online';
		worker.emit('online');
		cluster.emit('online', worker);
	},
	exitedAfterDisconnect(worker, { seq }) {
		worker.exitedAfterDisconnect = true;
		send(worker.process, { ack: seq });
	},
	queryServer(worker, message) {
		if (worker.exitedAfterDisconnect) return;
		const key = `${message.address}:${message.port}:${message.addressType}:${message.fd}:${message.index}`;
		let place = get(shared, key);
		if (place === undefined) {
			place = listenFor(message);
			set(shared, key, place);
		}
		add(place.workers, worker);
		const done = () => send(worker.process, { key, ack: message.seq, data: null, sockname: place.server.address() });
		if (place.isListening) {
			done();
			return;
		}
		place.server.once('listening', done);
		place.server.once('error', (err) => {
			remove(shared, key);
			send(worker.process, { errno: err.errno, key, ack: message.seq, data: null });
		});
	},
	listening(worker, { addressType, address, port, fd }) {
		const info = { addressType, address, port, fd };
		worker.state = 'listening';
		worker.emit('listening', info);
		cluster.emit('listening', worker, info);
	},
	close(worker, { key }) {
		release(key, worker);
	},
};

// ---- what only this side can do with a worker

Worker.prototype.disconnect = function() {
	this.exitedAfterDisconnect = true;
	send(this.process, { act: 'disconnect' });
	leave(this);
	drop(this);
	return this;
};
Worker.prototype.destroy = function(signal) {
	this.process.kill(signal || 'SIGTERM');
};

module.exports = cluster;
