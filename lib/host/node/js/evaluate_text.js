// SPDX-License-Identifier: MIT
// evaluate_text.js - a text as the main program (node --eval, a worker with eval): a script of the global scope that finds what a CommonJS
// file has among its globals.
'use strict';

const { primordial, process, compileScript, globalValue } = require('host');
const Module = require('node/module');
const defineProperty = primordial('Object.defineProperty');
const hasOwn = primordial('Object.hasOwn');
const includes = primordial('String.prototype.includes');

// What Node calls the text in: this place stands in the stacks of the main script.
const wrapper = `\n\n\n\n\n${' '.repeat(13)}(main) => main()`;

// What node --eval finds besides: the modules of Node's own that no global is called like, each loaded when it is first asked for.
function addModules(scope, load) {
	const names = Module.builtinModules;
	for (let i = 0; i < names.length; i++) {
		const name = names[i];
		if (name[0] === '_' || includes(name, '/') || hasOwn(scope, name)) continue;
		const set = (value) => {
			delete scope[name];
			scope[name] = value;
		};
		const get = () => {
			const library = load(name);
			defineProperty(scope, name, { __proto__: null, get: () => library, set, configurable: true, enumerable: false });
			return library;
		};
		defineProperty(scope, name, { __proto__: null, get, set, configurable: true, enumerable: false });
	}
}

// Run it under a name such as [eval]. Its completion value.
function evaluateText(name, text) {
	const module = new Module(name);
	module.filename = `${process.cwd()}/${name}`;
	module.paths = Module._nodeModulePaths(process.cwd());
	const scope = globalValue('globalThis');
	if (name === '[eval]') addModules(scope, Module.internals.makeRequire(new Module('<eval>')));
	const values = { __proto__: null, require: Module.internals.makeRequire(module), module, exports: module.exports, __filename: name, __dirname: '.' };
	for (const key of ['__filename', '__dirname', 'module', 'exports', 'require']) {
		defineProperty(scope, key, { __proto__: null, value: values[key], writable: true, enumerable: false, configurable: true });
	}
	return compileScript(wrapper, `${name}-wrapper`)(false)(() => compileScript(text, name)(true));
}

module.exports = { evaluateText };
