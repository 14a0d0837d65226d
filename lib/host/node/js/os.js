// SPDX-License-Identifier: MIT
// os.js - node:os.
'use strict';

const { notCoveredFunction, primordial, unknownValue } = require('host');
const { validateInteger } = require('node/errors');

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
	constants: require('node/os_constants'),
};
// What only the machine knows is an unknown value.
for (const name of ['availableParallelism', 'cpus', 'freemem', 'homedir', 'hostname', 'loadavg', 'machine', 'networkInterfaces', 'release', 'totalmem', 'uptime', 'userInfo', 'version']) {
	module.exports[name] = { [name]() { return unknownValue(`os.${name}()`); } }[name];
}
module.exports.getPriority = function getPriority(pid) {
	if (pid !== undefined) validateInteger(pid, 'pid', -(2 ** 31), 2 ** 31 - 1);
	return unknownValue('os.getPriority()');
};
module.exports.setPriority = notCoveredFunction('os.setPriority');
require('node/member_orders').arrange(module.exports, 'os');
