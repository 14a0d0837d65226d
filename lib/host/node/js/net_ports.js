// SPDX-License-Identifier: MIT
// net_ports.js - which ports the threads and processes of a run listen at: one is taken for all, but a server is reached from its own alone.
'use strict';

const { agentNumber, agentRuns, sharedGet, sharedPut, notCovered } = require('host');

const nameOf = (port) => `port ${port}`;
const FIRST = 40000;
let next = FIRST;

// `port`: a number, or the path of a pipe.
function isElsewhere(port) {
	const number = sharedGet(nameOf(port));
	return number !== undefined && number !== null && number !== agentNumber() && agentRuns(number);
}

const listens = (port) => sharedPut(nameOf(port), agentNumber());
const leaves = (port) => sharedPut(nameOf(port), null);

// Nobody here listens at the port. Is somebody elsewhere?
function mayRefuse(port) {
	if (isElsewhere(port)) notCovered('a connection to a server of another thread or process');
}

// One that is free, where the snippet leaves the choice to the system.
function freePort() {
	while (isElsewhere(next)) next++;
	return next++;
}

module.exports = { freePort, isElsewhere, leaves, listens, mayRefuse };
