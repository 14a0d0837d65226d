// SPDX-License-Identifier: MIT
// os.js - node:os.
'use strict';

const { notCovered, primordial, process, unknownValue } = require('host');
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
	if (pid < 0) notCovered('the priority of a process that is not there');
	return priority === undefined || !isOwn(pid) ? unknownValue('os.getPriority()') : priority;
};
// That of this process, once it was set. Who may raise it again is the machine's business.
let priority;
const isOwn = (pid) => pid === undefined || pid === 0 || pid === process.pid;
module.exports.setPriority = function setPriority(pid, given) {
	if (given === undefined) {
		given = pid;
		pid = 0;
	}
	validateInteger(pid, 'pid', -(2 ** 31), 2 ** 31 - 1); // node: os:261  ^validateInt32(pid, 'pid');
	validateInteger(given, 'priority', -20, 19); // node: os:264  ^validateInt32(priority, 'priority', -20, 19);
	if (!isOwn(pid)) notCovered('the priority of another process');
	if (given < (priority ?? 0)) notCovered('a higher priority than a process has');
	priority = given;
};
require('node/member_orders').arrange(module.exports, 'os');
