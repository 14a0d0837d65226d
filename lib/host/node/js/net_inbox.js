// SPDX-License-Identifier: MIT
// net_inbox.js - what has come to a socket of node:net and is not read yet. What is written goes to the other side's system at once, where all of it
// waits for the next turn's poll and is read as one piece; the end is read by itself, a turn later.
//
// A connection of TCP holds back what is small as long as something before it is not acknowledged (Nagle). The first sixteen pieces are acknowledged at
// once, later ones when they are read; a side that answers what it reads acknowledges with its next piece, or when its patience ends, which the model does
// not follow.
'use strict';

const { primordial, notCovered, wire } = require('host');
const { Buffer } = require('node/buffer');
const { hide } = require('node/hidden');

const QUICK = 16, ROOM = 65536;
const kInbox = Symbol('inbox');

function begin(socket) {
	hide(socket, kInbox, { __proto__: null, pieces: [], held: [], ended: false, sentEnd: false, asked: false, endAsked: false, quick: QUICK, hasRead: false, answers: false });
}

// Reads in the next turn. What comes before the socket knows that it is connected waits until then.
function ask(socket, read) {
	const inbox = socket[kInbox];
	if (inbox.asked || socket.connecting) return;
	inbox.asked = true;
	wire(() => {
		inbox.asked = false;
		if (!socket.destroyed) take(socket, read);
	}, 0);
}

// `read(data)` is called with a piece, or with null at the end.
function take(socket, read) {
	const inbox = socket[kInbox], { pieces } = inbox;
	if (pieces.length === 0) {
		if (inbox.ended) read(null);
		return;
	}
	const isHeldBack = pieces.length > 1 && inbox.answers && !inbox.ended && socket.peer !== null && !socket.peer[kInbox].isQuick;
	if (isHeldBack) notCovered('several pieces in one turn for a socket that answers: TCP holds back the second');
	const data = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
	if (data.length > ROOM) notCovered('more than 64 KiB at once over a connection of net');
	inbox.pieces = inbox.held;
	inbox.held = [];
	inbox.hasRead = true;
	if (inbox.pieces.length > 0 || (inbox.ended && !inbox.endAsked)) ask(socket, read);
	read(data);
}

// This piece has come from `from`.
function arrive(socket, from, data, read) {
	const inbox = socket[kInbox], mine = from[kInbox];
	if (mine.hasRead) mine.answers = true;
	if (inbox.pieces.length > 0 && inbox.quick <= 0 && !mine.isQuick && !inbox.answers) {
		inbox.held = [inbox.held.length === 0 ? data : Buffer.concat([inbox.held[0], data])];
	} else {
		inbox.pieces[inbox.pieces.length] = data;
		inbox.quick--;
	}
	ask(socket, read);
}

// Nothing comes any more from `from`: what was held back goes with the end. A socket that has ended itself reads that together with what is there.
function end(socket, from, read) {
	const inbox = socket[kInbox];
	from[kInbox].sentEnd = true;
	if (inbox.ended) return;
	inbox.ended = true;
	for (let i = 0; i < inbox.held.length; i++) inbox.pieces[inbox.pieces.length] = inbox.held[i];
	inbox.held = [];
	if (inbox.asked && inbox.sentEnd) {
		inbox.endAsked = true;
		wire(() => socket.destroyed || read(null), 0);
	} else {
		ask(socket, read);
	}
}

// It is connected now: what has come before is read.
function connected(socket, read) {
	const inbox = socket[kInbox];
	if (inbox.pieces.length > 0 || inbox.ended) ask(socket, read);
}

// What this socket writes is not held back: it has no delay, or is the end of a pipe.
function hurry(socket, isQuick) {
	socket[kInbox].isQuick = isQuick;
}

module.exports = { arrive, begin, connected, end, hurry };
