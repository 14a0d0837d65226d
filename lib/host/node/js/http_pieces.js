// SPDX-License-Identifier: MIT
// http_pieces.js - how the messages of node:http come to the other side: what is sent before it looks at its connection is there at once, and is read in
// portions of 64 KiB, each in a callback of its own. A body comes as its chunks, or, where its length was told before, as what each portion has of it; what a
// portion ends in is cut.
'use strict';

const { goOn, notCovered, primordial, wire } = require('host');
const { Buffer } = require('node/buffer');
const { hide } = require('node/hidden');
const { isChunked } = require('node/http_framing');

const splice = primordial('Array.prototype.splice');
const subarray = primordial('TypedArray.prototype.subarray');
const toHex = primordial('Number.prototype.toString');

const ROOM = 65536; // of a portion
const SURE = 175000; // what the system takes at once; how it hands over the rest of more is a matter of timing
const RECORD = 16384; // of TLS

// Of what is sent: its packet, as long as nobody has looked. Of what comes in: is its connection not read at present, and what waits until it is.
const kPacket = Symbol('packet'), kWasCut = Symbol('was cut'), kPaused = Symbol('paused'), kWaiting = Symbol('waiting');

// The packet that `message` fills; begin(packet) brings a new one under way.
function packetOf(message, begin) {
	if (message[kPacket] !== undefined) return message[kPacket];
	const packet = { __proto__: null, items: [], filled: 0, total: 0, cut: false, parts: undefined };
	hide(message, kPacket, packet);
	wire(() => hide(message, kPacket, undefined), 0);
	begin(packet);
	return packet;
}

// So many bytes are in it.
function fill(message, packet, bytes) {
	packet.total += bytes;
	packet.filled += bytes;
	const cut = message[kWasCut], isCut = packet.total > ROOM;
	if (isCut) hide(message, kWasCut, packet);
	if (packet.total > SURE) notCovered('a message of http of more than 170 KiB at once: in which pieces it comes is a matter of timing');
	if (cut !== undefined && cut !== packet && bytes > 0 && (isCut || !isChunked(message))) notCovered('a body of http that is sent on while its first 64 KiB are under way: in which pieces it comes is a matter of timing');
}

function put(packet, run, isHead) {
	packet.items[packet.items.length] = { __proto__: null, run, isHead, isCut: packet.cut };
	packet.cut = false;
}

// Something without a body's bytes, but with so many of its own: a head, an end.
function add(message, packet, bytes, run, isHead) {
	fill(message, packet, bytes);
	if (packet.filled > ROOM) {
		packet.filled -= ROOM;
		packet.cut = true;
		packet.parts = undefined;
	}
	put(packet, run, isHead);
}

// A part of a body, which deliver(data) takes.
function addPart(packet, part, isWhole, deliver) {
	if (!isWhole && packet.parts !== undefined) {
		packet.parts[packet.parts.length] = part;
		return;
	}
	const parts = [part];
	packet.parts = isWhole ? undefined : parts;
	put(packet, () => deliver(parts.length === 1 ? part : Buffer.concat(parts)), false);
}

// A piece of the body as it was written.
function carry(message, packet, chunk, deliver) {
	const isWhole = isChunked(message), { length } = chunk;
	if (length === 0) return;
	if (isWhole) skip(message, packet, toHex(length, 16).length + 2);
	for (let at = 0; at < length;) {
		if (packet.filled === ROOM) {
			packet.filled = 0;
			packet.cut = true;
			packet.parts = undefined;
		}
		const room = ROOM - packet.filled, size = length - at < room ? length - at : room;
		fill(message, packet, size);
		addPart(packet, size === length ? chunk : subarray(chunk, at, at + size), isWhole, deliver);
		at += size;
	}
	if (isWhole) skip(message, packet, 2);
}

// The signs around a chunk.
function skip(message, packet, bytes) {
	fill(message, packet, bytes);
	if (packet.filled <= ROOM) return;
	packet.filled -= ROOM;
	packet.cut = true;
}

// What waited longest until its connection is read; undefined: nothing does.
function nextWaiting(incoming) {
	const waiting = incoming[kWaiting];
	if (waiting === undefined) return undefined;
	if (waiting.length === 1) hide(incoming, kWaiting, undefined);
	return splice(waiting, 0, 1)[0];
}

// It has come, for `incoming`. `apart`: the ticks and jobs of each piece follow it, as a server has it, those of a head after the first piece.
function unpack(packet, incoming, apart) {
	const { items } = packet;
	let i = 0;
	const read = () => {
		if (i < items.length && items[i].isCut && incoming[kPaused]) {
			hide(incoming, kWaiting, incoming[kWaiting] ?? []);
			splice(incoming[kWaiting], 0, 0, read);
			return;
		}
		while (i < items.length) {
			items[i].run();
			i++;
			if (i < items.length && (items[i].isCut || (apart && !items[i - 1].isHead))) {
				goOn(read);
				return;
			}
		}
		const next = nextWaiting(incoming);
		if (next !== undefined) goOn(next);
	};
	if (incoming[kWaiting] === undefined) read();
	else incoming[kWaiting][incoming[kWaiting].length] = read;
}

// Its buffer is full: the connection is not read until more of the body is asked for.
const pause = (incoming) => hide(incoming, kPaused, true);

function resume(incoming) {
	hide(incoming, kPaused, false);
	const next = nextWaiting(incoming);
	if (next !== undefined) wire(next, 0);
}

// The bytes of a head: its first line and its pairs of names and values.
function sizeOfHead(line, list) {
	let text = `${line}\r\n\r\n`;
	for (let i = 0; i < list.length; i += 2) text += `${list[i]}: ${list[i + 1]}\r\n`;
	return Buffer.byteLength(text, 'latin1');
}

// What is sent over TLS comes by its records.
function refuseRecords(protocol, chunk) {
	if (protocol === 'https:' && chunk.length > RECORD) notCovered('more than 16 KiB at once over https');
}

module.exports = { add, carry, packetOf, pause, refuseRecords, resume, sizeOfHead, unpack };
