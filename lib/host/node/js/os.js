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
// What only the machine knows is an unknown value. Names of Node's own functions, as far as theirs is another one.
const machine = {
	__proto__: null, availableParallelism: 'getAvailableParallelism', cpus: '', freemem: 'getFreeMem', homedir: 'wrappedFn', hostname: 'wrappedFn', loadavg: '',
	machine: 'getMachine', networkInterfaces: '', release: 'getOSRelease', totalmem: 'getTotalMem', uptime: 'wrappedFn', userInfo: '', version: 'getOSVersion',
};
for (const name in machine) {
	const fn = { [name]() { return unknownValue(`os.${name}()`); } }[name];
	module.exports[name] = fn;
	if (machine[name] === '') continue;
	require('node/member_faces').rename(fn, machine[name]);
	if (machine[name] === 'wrappedFn') fn.withoutStackTrace = function checkError() { return fn(); };
	fn[Symbol.toPrimitive] = () => fn();
}
module.exports.getPriority = function getPriority(pid) {
	if (pid !== undefined) validateInteger(pid, 'pid', -(2 ** 31), 2 ** 31 - 1); // node: os:280    ^validateInt32(pid, 'pid');
	return unknownValue('os.getPriority()');
};
module.exports.setPriority = notCoveredFunction('os.setPriority');
require('node/member_orders').arrange(module.exports, 'os');
