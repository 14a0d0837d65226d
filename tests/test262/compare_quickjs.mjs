// Which tests of the ECMAScript suite pass in evloop and fail in quickjs-ng, and the other way round.
//
//   node tests/test262/compare_quickjs.mjs [--conf=FILE] [--list] RUN_TEST262 DIR [path prefix ...]
//
// RUN_TEST262 is quickjs-ng's own runner (its build makes it: target run-test262), DIR a checkout of the suite. evloop's
// runner (build/release/test262 or build/rel/test262, or the directory that EVLOOP_BUILD names) says which tests are run at
// all; quickjs-ng gets exactly these, with every feature switched on and no list of known errors. Its runner does not look
// at the phase in which an expected error must come, so a few of its passes are too kind.
//
// --conf: quickjs-ng's test262.conf; tests of features that it leaves out are counted apart.
// --list: name the tests.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const conf = args.find((arg) => arg.startsWith('--conf='))?.slice(7);
const list = args.includes('--list');
const [theirs, suite, ...prefixes] = args.filter((arg) => !arg.startsWith('--'));
const builds = [process.env.EVLOOP_BUILD, `${here}/../../build/release`, `${here}/../../build/rel`];
const ours = builds.map((build) => build && path.resolve(build, 'test262')).find((file) => file && fs.existsSync(file));
if (!suite || !ours) {
	console.error(ours ? 'usage: compare_quickjs.mjs [--conf=FILE] [--list] RUN_TEST262 DIR [path prefix ...]' : 'no test262 runner is built');
	process.exit(2);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-compare-'));
const file = (name) => path.join(folder, name);
const lines = (text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/* evloop */
let started = Date.now();
spawnSync(ours, ['--lists', here, '--ran', file('ran'), '--failures', file('ours'), suite, ...prefixes], { stdio: ['ignore', 'ignore', 'inherit'] });
const ran = lines(fs.readFileSync(file('ran'), 'utf8'));
const failsHere = new Set(lines(fs.readFileSync(file('ours'), 'utf8')).map((line) => line.replace(/: .*/, '')));
console.error(`evloop: ${ran.length} tests in ${Math.round((Date.now() - started) / 1000)} s`);

/* What a test's front matter names, in either of YAML's two ways of writing a list. */
function featuresOf(name) {
	const front = /\/\*---([^]*?)---\*\//.exec(fs.readFileSync(path.join(suite, 'test', name), 'utf8'))?.[1] ?? '';
	const found = /^features:[ ]*(?:\[([^\]]*)\]|((?:\r?\n[ ]*-.*)+))/m.exec(front);
	return found ? (found[1] ?? found[2].replace(/\n[ ]*-/g, ',')).split(',').map((word) => word.trim()).filter(Boolean) : [];
}
const features = new Map(ran.map((name) => [name, featuresOf(name)]));
const omitted = new Set(conf ? [...fs.readFileSync(conf, 'utf8').matchAll(/^([\w.-]+)=skip/gm)].map(([, name]) => name) : []);

/* quickjs-ng: a test that brings the process down is noted, taken off, and the rest is run again. */
const failsThere = new Map();
started = Date.now();
for (let rest = ran; rest.length > 0;) {
	fs.writeFileSync(file('errors'), '');
	fs.writeFileSync(file('conf'), [
		'[config]', 'nostrict=yes', 'strict=yes', 'mode=default', 'async=yes', 'module=yes', 'verbose=yes',
		`harnessdir=${path.resolve(suite, 'harness')}`, `errorfile=${file('errors')}`,
		'[features]', ...new Set([...features.values()].flat()),
		'[tests]', ...rest.map((name) => path.resolve(suite, 'test', name)), '',
	].join('\n'));
	const result = spawnSync(theirs, ['-c', file('conf'), '-vv'], { encoding: 'utf8', maxBuffer: 1 << 30 });
	const start = `${path.resolve(suite, 'test')}/`;
	for (const line of `${result.stdout}\n${result.stderr}`.split('\n')) {
		const at = line.indexOf(start);
		const found = at >= 0 && /^(.*?\.js):\d+: (.*)/.exec(line.slice(at + start.length));
		if (found && !/previous error|unknown feature/.test(found[2]) && !failsThere.has(found[1])) failsThere.set(found[1], found[2].replace('unexpected error: ', ''));
	}
	if (!result.signal) break;
	const last = [...result.stdout.matchAll(/^(.*\.js)(?::|$)/gm)].at(-1)?.[1].replace(start, '');
	if (!last || !rest.includes(last)) throw new Error(`${theirs} ended by ${result.signal}, and it is not to be seen in which test`);
	failsThere.set(last, `ended by ${result.signal}`);
	rest = rest.filter((name) => name > last);
}
console.error(`quickjs-ng: ${ran.length} tests in ${Math.round((Date.now() - started) / 1000)} s`);

/* Its runner tells a Test262Error by its text, which newer checkouts of the suite begin with "Error". */
for (const [name, reason] of failsThere)
	if (reason === 'unexpected error type: Error' && /^ *type: Test262Error/m.test(fs.readFileSync(path.join(suite, 'test', name), 'utf8'))) failsThere.delete(name);

/* The table. */
const table = new Map();
const named = { '+': [], '-': [] };
const isOmitted = (name) => features.get(name).some((feature) => omitted.has(feature));
for (const name of ran) {
	const key = name.split('/').slice(0, 2).join('/');
	const row = table.get(key) ?? { ran: 0, ours: 0, theirs: 0, ahead: 0, behind: 0, both: 0, omitted: 0 };
	table.set(key, row);
	const bad = failsHere.has(name), badThere = failsThere.has(name);
	row.ran++;
	row.ours += bad;
	row.theirs += badThere;
	row.both += bad && badThere;
	if (badThere && !bad) {
		row.ahead++;
		row.omitted += isOmitted(name);
		named['+'].push(name);
	} else if (bad && !badThere) {
		row.behind++;
		named['-'].push(name);
	}
}
const columns = ['ran', 'ours', 'theirs', 'ahead', 'behind', 'both', 'omitted'];
const titles = ['tests', 'evloop fails', 'quickjs-ng fails', 'only evloop passes', 'only quickjs-ng passes', 'both fail', ...(conf ? ['of features it omits'] : [])];
const print = (key, cells) => console.log(key.padEnd(34) + cells.map((cell, i) => String(cell).padStart(titles[i].length + 2)).join(''));
const sum = (rows) => columns.slice(0, titles.length).map((column) => rows.reduce((total, row) => total + row[column], 0));
print('', titles);
for (const [key, row] of [...table].sort()) if (row.ours + row.theirs > 0) print(key, sum([row]));
for (const part of ['language', 'built-ins', '']) {
	const rows = [...table].filter(([key]) => key.startsWith(part)).map(([, row]) => row);
	if (rows.length > 0) print(part || 'everything', sum(rows));
}
if (list) {
	console.log('\nonly evloop passes:');
	for (const name of named['+']) console.log(`  ${name}: ${failsThere.get(name)}${isOmitted(name) ? ' (of a feature it omits)' : ''}`);
	console.log('\nonly quickjs-ng passes:');
	for (const name of named['-']) console.log(`  ${name}`);
}
