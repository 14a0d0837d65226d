// SPDX-License-Identifier: MIT
// diagnostics_channel.js - node:diagnostics_channel without its stores.
'use strict';

const { primordial, nextTick, notCoveredFunction } = require('host');
const { invalidArgType, validateFunction } = require('node/errors');
const indexOf = primordial('Array.prototype.indexOf');
const splice = primordial('Array.prototype.splice');
const slice = primordial('Array.prototype.slice');
const Map = primordial('Map');
const get = primordial('Map.prototype.get');
const set = primordial('Map.prototype.set');

const channels = new Map();

class Channel {
	constructor(name) {
		this._subscribers = undefined;
		this._stores = undefined;
		this.name = name;
		set(channels, name, this);
	}
	subscribe(subscription) {
		validateFunction(subscription, 'subscription');
		this._subscribers ??= [];
		this._subscribers = slice(this._subscribers);
		this._subscribers[this._subscribers.length] = subscription;
	}
	unsubscribe(subscription) {
		const index = this._subscribers ? indexOf(this._subscribers, subscription) : -1;
		if (index === -1) return false;
		this._subscribers = slice(this._subscribers);
		splice(this._subscribers, index, 1);
		return true;
	}
	bindStore() {
		notCoveredFunction('channel.bindStore')();
	}
	runStores() {
		notCoveredFunction('channel.runStores')();
	}
	get hasSubscribers() {
		return this._subscribers !== undefined && this._subscribers.length > 0;
	}
	publish(data) {
		const subscribers = this._subscribers ?? [];
		for (let i = 0; i < subscribers.length; i++) {
			try {
				const onMessage = subscribers[i];
				onMessage(data, this.name);
			} catch (err) {
				nextTick(() => {
					throw err;
				});
			}
		}
	}
}

function channel(name) {
	const found = get(channels, name);
	if (found) return found;
	if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', ['string', 'symbol'], name);
	return new Channel(name);
}

module.exports = {
	channel,
	hasSubscribers: (name) => get(channels, name)?.hasSubscribers ?? false,
	subscribe: (name, subscription) => channel(name).subscribe(subscription),
	tracingChannel: notCoveredFunction('diagnostics_channel.tracingChannel'),
	unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
	Channel,
};
