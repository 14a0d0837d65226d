// SPDX-License-Identifier: MIT
// module.js - node:module: CommonJS modules out of files.
'use strict';

const { primordial, error, madeAt, thrown, requireModule, readSource, packageOf, compileSource, makeRequire, mainModule, moduleMark, modulePrototype, loadBuiltin, takesMissing, missingModule, notCovered, inspect } = require('host');
const apply = primordial('Reflect.apply');
const parseJson = primordial('JSON.parse');
const lastIndexOf = primordial('String.prototype.lastIndexOf');
const slice = primordial('String.prototype.slice');
const startsWith = primordial('String.prototype.startsWith');
const endsWith = primordial('String.prototype.endsWith');
const split = primordial('String.prototype.split');
const join = primordial('Array.prototype.join');
const Failure = primordial('Error');
const hasOwn = primordial('Object.hasOwn');
const stringify = primordial('JSON.stringify');
const isArray = primordial('Array.isArray');

const kIsMainSymbol = moduleMark(0);
const kIsCachedByESMLoader = moduleMark(1);
const kFormat = moduleMark(2);
const kIsExecuting = moduleMark(3);

const builtinModules = split('_http_agent,_http_client,_http_common,_http_incoming,_http_outgoing,_http_server,_stream_duplex,_stream_passthrough,_stream_readable,_stream_transform,_stream_wrap,_stream_writable,_tls_common,_tls_wrap,assert,assert/strict,async_hooks,buffer,child_process,cluster,console,constants,crypto,dgram,diagnostics_channel,dns,dns/promises,domain,events,fs,fs/promises,http,http2,https,inspector,inspector/promises,module,net,os,path,path/posix,path/win32,perf_hooks,process,punycode,querystring,readline,readline/promises,repl,stream,stream/consumers,stream/promises,stream/web,string_decoder,sys,timers,timers/promises,tls,trace_events,tty,url,util,util/types,v8,vm,wasi,worker_threads,zlib', ',');

function dirname(path) {
	const at = lastIndexOf(path, '/');
	return at < 0 ? '.' : at === 0 ? '/' : slice(path, 0, at);
}

// Without "." and ".."; `path` is absolute.
function normalize(path) {
	const parts = split(path, '/');
	const kept = [];
	for (let i = 0; i < parts.length; i++) {
		if (parts[i] === '' || parts[i] === '.') continue;
		if (parts[i] === '..') {
			if (kept.length > 0) kept.length--;
		} else {
			kept[kept.length] = parts[i];
		}
	}
	return `/${join(kept, '/')}`;
}

function nodeModulePaths(from) {
	const paths = [];
	for (let at = from; ; at = dirname(at)) {
		if (!endsWith(at, '/node_modules')) paths[paths.length] = at === '/' ? '/node_modules' : `${at}/node_modules`;
		if (at === '/' || at === '.') return paths;
	}
}

function Module(id = '', parent) {
	this.id = id;
	this.path = dirname(id);
	this.exports = {};
	this.filename = null;
	this.loaded = false;
	this.children = [];
	if (parent) parent.children[parent.children.length] = this;
	parents.set(this, parent);
}
const parents = new (primordial('WeakMap'))();
const main = mainModule();
if (main !== undefined) parents.set(main, null);
Module.prototype = modulePrototype();
Module._cache = { __proto__: null };
if (main !== undefined) Module._cache[main.filename] = main;
Module._extensions = { __proto__: null };
Module.builtinModules = builtinModules;
Module.Module = Module;
Module._nodeModulePaths = nodeModulePaths;
Module.isBuiltin = (name) => loadBuiltin(name, true);
Module.createRequire = function createRequire(filename) {
	let path = filename;
	if (isUrl(filename) || (typeof filename === 'string' && filename[0] !== '/')) {
		try {
			path = require('node/url').fileURLToPath(filename);
		} catch {
			path = undefined;
		}
	}
	const place = isUrl(filename) || typeof filename === 'string' ? "internal/modules/cjs/loader:1702      ^throw new ERR_INVALID_ARG_VALUE('filename', filename," : "internal/modules/cjs/loader:1706    ^throw new ERR_INVALID_ARG_VALUE('filename', filename, createRequireError);";
	if (typeof path !== 'string') throw require('node/errors').invalidArgValue('filename', filename, 'must be a file URL object, file URL string, or absolute path string', place);
	const module = new Module(endsWith(path, '/') ? `${path}noop.js` : path);
	module.filename = module.id;
	module.paths = Module._nodeModulePaths(module.path);
	return makeRequire(module);
};
const isUrl = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

// ---- finding the file

function readFile(path) {
	return readSource(path);
}

function readPackage(folder) {
	const file = readSource(`${folder}/package.json`);
	if (file === undefined) return undefined;
	try {
		return parseJson(file.text);
	} catch (err) {
		err.message = `Error parsing ${folder}/package.json: ${err.message}`;
		throw err;
	}
}

function withExtensions(path) {
	return readFile(`${path}.js`) ?? readFile(`${path}.json`) ?? readFile(`${path}.node`);
}

function asDirectory(path) {
	const main = readPackage(path)?.main;
	if (typeof main === 'string') {
		const target = normalize(`${path}/${main}`);
		const found = readFile(target) ?? withExtensions(target) ?? withExtensions(`${target}/index`);
		if (found !== undefined) return found;
	}
	return withExtensions(`${path}/index`);
}

function findFile(path, onlyDirectory) {
	let found;
	if (!onlyDirectory) found = readFile(path) ?? withExtensions(path);
	return found ?? asDirectory(path);
}

function isRelative(request) {
	return startsWith(request, './') || startsWith(request, '../') || request === '.' || request === '..';
}

// The file that `request` names in a folder; undefined: there is none.
function findFrom(folder, request) {
	const trailing = endsWith(request, '/') || request === '.' || request === '..' || endsWith(request, '/.') || endsWith(request, '/..');
	if (startsWith(request, '/')) return findFile(normalize(request), trailing);
	if (isRelative(request)) return findFile(normalize(`${folder}/${request}`), trailing);
	const paths = nodeModulePaths(folder);
	for (let i = 0; i < paths.length; i++) {
		const found = findPackage(`${paths[i]}/${request}`, paths[i], request);
		if (found !== undefined) return found;
	}
	return undefined;
}

// The same from the folder of a module; undefined: the world has it, which the model does not.
function resolveFile(request, parent) {
	const found = findFrom(dirname(parent?.filename ?? '/x'), request);
	if (found === undefined && !takesMissing(request)) throw notFound(request, parent);
	return found;
}

function notFound(request, parent) {
	const stack = [];
	for (let at = parent; at; at = parents.get(at)) stack[stack.length] = at.filename || at.id;
	let text = `Cannot find module '${request}'`;
	if (stack.length > 0) text += `\nRequire stack:\n- ${join(stack, '\n- ')}`;
	const err = new Failure(text);
	err.code = 'MODULE_NOT_FOUND';
	err.requireStack = stack;
	return thrown(madeAt(err, 'internal/modules/cjs/loader:1207  const err = ^new Error(message);'), 'internal/modules/cjs/loader:1210  ^throw err;');
}

// A package below node_modules: its exports (strings and the usual conditions), or a file, or its main.
function findPackage(path, folder, request) {
	const parts = split(request, '/');
	const scoped = startsWith(request, '@');
	const name = scoped ? `${parts[0]}/${parts[1]}` : parts[0];
	const rest = slice(request, name.length);
	const description = readPackage(`${folder}/${name}`);
	if (description?.exports != null) {
		let target = description.exports;
		const key = `.${rest}`;
		if (typeof target === 'object' && startsWith(primordial('Object.keys')(target)[0] ?? '', '.')) target = target[key];
		else if (rest !== '') target = undefined;
		while (target !== null && typeof target === 'object') target = target.node ?? target.require ?? target.default;
		if (typeof target === 'string') return readFile(normalize(`${folder}/${name}/${target}`));
		const err = error('Error', 'ERR_PACKAGE_PATH_NOT_EXPORTED', rest === '' ? `No "exports" main defined in ${folder}/${name}/package.json` : `Package subpath '${key}' is not defined by "exports" in ${folder}/${name}/package.json`);
		thrown(err, 'internal/modules/cjs/loader:645      ^throw e;');
		throw err;
	}
	return findFile(path, false);
}

// ---- running it

function runSource(module, file) {
	return runCompiled(module, file, compileSource(file.path, file.text));
}

function runCompiled(module, file, compiled) {
	module[kIsExecuting] = true;
	const result = apply(compiled, module.exports, [module.exports, makeRequire(module), module, file.path, dirname(file.path)]);
	module[kIsExecuting] = false;
	return result;
}

// What its package says that a file is; a package.json that is no JSON throws.
function packageType(path) {
	const found = packageOf(path);
	if (found !== undefined) readPackage(dirname(found.path));
	return found?.type;
}

Module._extensions['.js'] = function(module, filename) {
	const type = endsWith(filename, '.cjs') ? 'commonjs' : packageType(filename);
	if (type === 'commonjs') module[kFormat] = type;
	const file = readSource(filename);
	// A file of which nobody says what it is may be a module by its syntax.
	const compiled = type === 'module' && endsWith(filename, '.js') ? undefined : compileSource(file.path, file.text, type === undefined);
	if (compiled === undefined) requireEsm(module, filename);
	else runCompiled(module, file, compiled);
};
// require() of an ES module (Node 20.19 and later): its namespace, with __esModule when it has a default export.
function requireEsm(module, path) {
	const namespace = requireModule(path);
	if (namespace === undefined) {
		const parent = parents.get(module)?.filename;
		const from = parent ? `\n  From ${parent} ` : '';
		const err = error('Error', 'ERR_REQUIRE_ASYNC_MODULE', `require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.${from}\n  Requiring ${path} `);
		thrown(err, 'internal/modules/esm/module_job:433      ^throw new ERR_REQUIRE_ASYNC_MODULE(filename, parentFilename);');
		throw err;
	}
	if (hasOwn(namespace, 'module.exports')) module.exports = namespace['module.exports'];
	else if (!hasOwn(namespace, 'default') || hasOwn(namespace, '__esModule')) module.exports = namespace;
	else module.exports = requireModule(`${path}?facade`, `export * from ${stringify(path)}; export { default } from ${stringify(path)}; export const __esModule = true;`);
}

Module._extensions['.json'] = function(module, filename) {
	const file = readSource(filename);
	try {
		module.exports = parseJson(file.text);
	} catch (err) {
		err.message = `${filename}: ${err.message}`;
		throw err;
	}
};
Module._extensions['.node'] = function() {
	require('host').notCovered('native addons');
};

function extensionOf(path) {
	const name = slice(path, lastIndexOf(path, '/') + 1);
	const dot = lastIndexOf(name, '.');
	const extension = dot > 0 ? slice(name, dot) : '.js';
	return Module._extensions[extension] !== undefined ? extension : '.js';
}

function runFile(module, path) {
	if (endsWith(path, '.mjs') && Module._extensions['.mjs'] === undefined) requireEsm(module, path);
	else Module._extensions[extensionOf(path)](module, path);
}

// Module.prototype.load
function run(module, path) {
	module.filename ??= path;
	module.paths ??= nodeModulePaths(dirname(path));
	runFile(module, path);
	module.loaded = true;
}

function adopt(parent, module) {
	const { children } = parent;
	for (let i = 0; i < children.length; i++) if (children[i] === module) return;
	children[children.length] = module;
}

let circular; // node/circular_require, as soon as there is a cycle

// `parent` undefined: an ES module imports the file.
function load(parent, request) {
	const builtin = loadBuiltin(request);
	if (builtin !== undefined) return builtin;
	const file = resolveFile(request, parent);
	if (file === undefined) return missingModule(request);
	const path = file.path;
	const cached = Module._cache[path];
	if (cached !== undefined) {
		if (parent !== undefined) adopt(parent, cached);
		if (cached.loaded) return cached.exports;
		circular ??= require('node/circular_require');
		return circular.guard(cached.exports);
	}
	const module = new Module(path, parent);
	module.filename = path;
	module.paths = nodeModulePaths(dirname(path));
	module[kIsMainSymbol] = false;
	module[kIsCachedByESMLoader] = parent === undefined;
	Module._cache[path] = module;
	let failed = true;
	try {
		runFile(module, path);
		failed = false;
	} finally {
		if (failed) {
			delete Module._cache[path];
			const children = parent?.children;
			if (children !== undefined && children[children.length - 1] === module) children.length--;
		}
	}
	module.loaded = true;
	circular?.release(module.exports);
	return module.exports;
}
Module._load = (request, parent) => load(parent, request);
Module._resolveFilename = (request, parent, isMain, options) => resolve(parent, request, options);

function resolve(parent, request, options) {
	if (loadBuiltin(request, true)) return request;
	const paths = options?.paths;
	if (paths === undefined) return resolveFile(request, parent)?.path ?? request;
	if (!isArray(paths)) throw error('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'options.paths' is invalid. Received ${inspect(paths)}`);
	for (let i = 0; i < paths.length; i++) {
		const found = findFrom(paths[i], request);
		if (found !== undefined) return found.path;
	}
	throw notFound(request, parent);
}

// require.resolve.paths: where a package would be looked for.
function lookupPaths(parent, request) {
	if (loadBuiltin(request, true)) return null;
	if (isRelative(request)) return [dirname(parent.filename)];
	return notCovered('require.resolve.paths of a package');
}

// The main file of a worker.
function runMain(path) {
	const file = resolveFile(path, undefined);
	if (endsWith(file.path, '.mjs') || (endsWith(file.path, '.js') && packageType(file.path) === 'module')) {
		require('host').runModule(file.path);
		return;
	}
	const module = new Module('.', null);
	module.filename = file.path;
	module.path = dirname(file.path);
	module.paths = nodeModulePaths(module.path);
	Module._cache[file.path] = module;
	require('host').setMainModule(module);
	Module._extensions[extensionOf(file.path)](module, file.path);
	module.loaded = true;
}

// What C code needs; not part of node:module.
Module.internals = {
	load,
	resolve,
	lookupPaths,
	nodeModulePaths,
	makeRequire,
	runMain,
	run,
	mainRan: () => circular?.release(main.exports),
	compile: (module, text, path) => runSource(module, { path, text }),
	parentOf: (module) => parents.get(module),
	setParent: (module, parent) => parents.set(module, parent),
};
primordial('Object.defineProperty')(Module, 'internals', { __proto__: null, enumerable: false });

module.exports = Module;
// Deprecated and inner things of Node's.
for (const name of ['SourceMap', '_debug', '_findPath', '_initPaths', '_preloadModules', '_readPackage', '_resolveLookupPaths', '_stat', 'findSourceMap', 'register', 'runMain', 'syncBuiltinESMExports', 'wrap']) Module[name] = require('host').notCoveredFunction(`module.${name}`);
require('node/unprintable').hideModule(Module, 'module'); // it has what was looked for where
