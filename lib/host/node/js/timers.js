// SPDX-License-Identifier: MIT
// timers.js - node:timers: the global functions as a module.
'use strict';

const { globalValue, notCovered } = require('host');

module.exports = {
	setTimeout: globalValue('setTimeout'),
	clearTimeout: globalValue('clearTimeout'),
	setImmediate: globalValue('setImmediate'),
	clearImmediate: globalValue('clearImmediate'),
	setInterval: globalValue('setInterval'),
	clearInterval: globalValue('clearInterval'),
	_unrefActive: () => notCovered('timers._unrefActive'),
	active: () => notCovered('timers.active'),
	unenroll: () => notCovered('timers.unenroll'),
	enroll: () => notCovered('timers.enroll'),
	get promises() {
		return require('node/timers_promises');
	},
};
