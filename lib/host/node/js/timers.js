// SPDX-License-Identifier: MIT
// timers.js - node:timers: the global functions as a module.
'use strict';

const { globalValue, notCovered } = require('host');

const deprecated = (name) => function deprecated() {
	notCovered(name);
};

module.exports = {
	setTimeout: globalValue('setTimeout'),
	clearTimeout: globalValue('clearTimeout'),
	setImmediate: globalValue('setImmediate'),
	clearImmediate: globalValue('clearImmediate'),
	setInterval: globalValue('setInterval'),
	clearInterval: globalValue('clearInterval'),
	_unrefActive: deprecated('timers._unrefActive'),
	active: deprecated('timers.active'),
	unenroll: deprecated('timers.unenroll'),
	enroll: deprecated('timers.enroll'),
	get promises() {
		return require('node/timers_promises');
	},
};
