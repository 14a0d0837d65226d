// The floors of lib/ hold: a folder includes its own files and those of the folders that it NEEDS, which stand above it
// in lib/CMakeLists.txt. Only syntax/ sees tree-sitter; the public headers see no internal one; cli/ sees only
// <evloop/...>, the C library and its own files.
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';

const floors = new Map();
const faults = [];
for (const [, name, , needs = ''] of fs.readFileSync(path.join(top, 'lib/CMakeLists.txt'), 'utf8').matchAll(/^evl_folder\((\w+)(\s+NEEDS ([\w\s]+))?\)/gm)) {
	const list = needs.split(/\s+/).filter(Boolean);
	for (const need of list) if (!floors.has(need)) faults.push(`lib/CMakeLists.txt: ${name} NEEDS ${need}, which does not stand above it`);
	floors.set(name, new Set([name, ...list]));
}

function files(folder) {
	if (!fs.existsSync(path.join(top, folder))) return [];
	return fs.readdirSync(path.join(top, folder), { recursive: true }).filter((file) => /\.(c|h|def)$/.test(file)).map((file) => path.join(folder, file));
}

function* includes(file) {
	const text = fs.readFileSync(path.join(top, file), 'utf8');
	for (const [i, line] of text.split('\n').entries()) {
		const match = /^\s*#\s*include\s+(["<])([^">]+)[">]/.exec(line);
		if (match) yield { line: i + 1, local: match[1] === '"', what: match[2] };
	}
}

let looked = 0;
const used = new Map();
for (const file of files('lib')) {
	const [, folder] = file.split(path.sep);
	const isApi = folder.endsWith('.c') || folder.endsWith('.h');
	const isPublic = folder === 'include';
	if (!isApi && !isPublic && !floors.has(folder)) faults.push(`${file}: lib/${folder} has no row in lib/CMakeLists.txt`);
	for (const { line, local, what } of includes(file)) {
		looked++;
		const at = `${file}:${line}`;
		if (!local) {
			if (what.startsWith('tree_sitter') && folder !== 'syntax') faults.push(`${at}: only syntax/ may see tree-sitter`);
			continue;
		}
		const target = what.includes('/') ? what.split('/')[0] : folder;
		if (isPublic) faults.push(`${at}: a public header includes "${what}"`);
		else if (!isApi && !floors.get(folder)?.has(target)) faults.push(`${at}: ${folder} may not include "${what}"`);
		else if (!['lib', 'lib/include', path.dirname(file)].some((from) => fs.existsSync(path.join(top, from, what)))) faults.push(`${at}: "${what}" is nowhere`);
		else if (!isApi) used.set(folder, (used.get(folder) ?? new Set()).add(target));
	}
}
for (const file of files('cli')) {
	for (const { line, local, what } of includes(file)) {
		looked++;
		if (local ? !fs.existsSync(path.join(top, 'cli', what)) : what.includes('/') && !/^(evloop|sys)\//.test(what)) {
			faults.push(`${file}:${line}: cli/ may not include ${what}`);
		}
	}
}
if (process.argv.includes('--used')) {
	for (const [name] of floors) if (used.has(name)) console.log(`${name} uses ${[...floors.keys()].filter((other) => other !== name && used.get(name).has(other)).join(' ')}`);
}
for (const fault of faults) console.log(fault);
console.log(`layers: ${looked} includes of ${floors.size} folders, ${faults.length} faults`);
process.exit(faults.length || looked === 0 ? 1 : 0);
