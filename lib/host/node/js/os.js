// SPDX-License-Identifier: MIT
// os.js - node:os.
'use strict';

const { notCoveredFunction, primordial, unknownValue } = require('host');

const constant = (name, value) => {
	const fn = () => value;
	primordial('Object.defineProperty')(fn, 'name', { __proto__: null, value: name, configurable: true });
	fn[Symbol.toPrimitive] = () => value;
	return fn;
};

module.exports = {
	arch: constant('arch', 'x64'),
	platform: constant('platform', 'linux'),
	type: constant('getOSType', 'Linux'),
	endianness: constant('endianness', 'LE'),
	tmpdir: constant('tmpdir', '/tmp'),
	EOL: '\n',
	devNull: '/dev/null',
	constants: {
		signals: {
			SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11,
			SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21,
			SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
		},
	},
};
// What only the machine knows is an unknown value.
for (const name of ['availableParallelism', 'cpus', 'freemem', 'getPriority', 'homedir', 'hostname', 'loadavg', 'machine', 'networkInterfaces', 'release', 'totalmem', 'uptime', 'userInfo', 'version']) {
	module.exports[name] = { [name]() { return unknownValue(`os.${name}()`); } }[name];
}
module.exports.setPriority = notCoveredFunction('os.setPriority');
require('node/member_orders').arrange(module.exports, 'os');
