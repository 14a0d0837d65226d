// What only a real host knows: it is carried and printed as the expression that it came from, a branch on it forks, and what
// a person pins is what holds. Expected texts of fixtures/unknowns are written by hand (its README says why); where a real
// engine can play the outside world, it does: every way that a stubbed server may answer is among the outcomes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { run } from '../golden/processes.mjs';
import { Checker } from './check.mjs';

const check = new Checker('unknowns', process.argv[2]);
const folder = path.join(top, 'fixtures/unknowns');

for (const name of fs.readdirSync(folder).filter((n) => n.endsWith('.expected'))) {
	const stem = path.join(folder, name.slice(0, -'.expected'.length));
	const file = [`${stem}.js`, `${stem}.mjs`].find((f) => fs.existsSync(f));
	const args = fs.existsSync(`${stem}.args`) ? fs.readFileSync(`${stem}.args`, 'utf8').trimEnd().split('\n') : [];
	const result = await check.evloop(['predict', '--format=plain', ...args, file]);
	check.equal(result.stdout, fs.readFileSync(`${stem}.expected`, 'utf8'), name);
	check.equal(result.status, 0, `${name}: ${result.stderr}`);
}

// Answers that exclude each other are not combined.
const facts = await check.evloop(['orders', '--format=json', '--host=browser', path.join(folder, 'facts.mjs')]);
const printed = JSON.parse(facts.stdout).outcomes.flatMap(({ lines }) => lines.map(({ text }) => text));
check.equal([...new Set(printed)].filter((text) => text.startsWith('never')).join(), '', 'answers that exclude each other');
check.ok(['over 5', 'over 7', 'of course', 'ten true false', 'under 3'].every((text) => printed.includes(text)), 'answers that do not');

async function predicted(code, ...args) {
	return check.evloop(['predict', ...args, '-e', code]);
}
// An array pattern has what it names.
check.equal((await predicted('const [state, setState] = useState(1); setState(2); console.log(state);', '--format=plain', '--assume')).stdout, '‹useState(1)[0]›\n', 'a pattern of two elements');

// As it stands the host throws; beside it stands what holds if the function were provided.
const dashboard = path.join(folder, 'awaits-of-nobody.js');
const both = await check.evloop(['predict', '--host=node', dashboard]);
check.match(both.stdout, /Operation failed: ReferenceError: getUserID is not defined[\s\S]*if getUserID, getPermissions, getDashboard were provided[\s\S]*Finished elegantly! ‹dashboardData›/, 'the second part');
check.match(both.stdout, /assuming getUserID\(\) fulfils/, 'what the second part assumes');
const json = JSON.parse((await check.evloop(['predict', '--format=json', dashboard])).stdout);
check.equal(json.assumed.lines[0].text, 'Finished elegantly! ‹dashboardData›', 'the second part in JSON');
const plain = await predicted('x; f()', '--host=node');
check.ok(!/^if .* were provided/m.test(plain.stdout), 'a name that is only read is not assumed');

// Each failure is an outcome of its own, with what it assumes.
const all = JSON.parse((await check.evloop(['orders', '--assume', '--host=node', '--format=json', dashboard])).stdout);
check.equal(all.outcomes.map((o) => o.lines.map((l) => l.text).join('|')).sort().join('\n'),
	['Finished elegantly! ‹dashboardData›', 'Operation failed: ‹error of getDashboard(permissions)›', 'Operation failed: ‹error of getPermissions(id)›',
		'Operation failed: ‹error of getUserID()›'].join('\n'), 'outcomes of three awaits');
check.match(all.outcomes.map((o) => o.assuming).join('\n'), /getUserID\(\) rejects/, 'assumptions of outcomes');

// The promise of a library may pass more values than one (jQuery's does); a promise of the snippet's own does not.
const library = await predicted(`$.get('/a').then((data, status, xhr) => { console.log(data.name, status, xhr.status); return data.id; }).then((id, more) => console.log(id, more));
async function user() { return await getUser(); }
user().then((u, nothing) => console.log(u.name, nothing));`, '--format=plain', '--assume', '--host=browser');
check.match(library.stdout, /^‹data\.name› ‹status› ‹xhr\.status›\n‹data\.id› undefined$/m, 'then() with several parameters');
check.match(library.stdout, /^‹u\.name› undefined$/m, "a promise of the snippet's own");
const refused = await check.evloop(['orders', '--assume', '--host=browser', '--format=json', '-e', "$.ajax('/b').then(null, (xhr, text) => console.log('no', text));"]);
check.ok(JSON.parse(refused.stdout).outcomes.some(({ lines }) => lines[0]?.text === 'no ‹text›'), 'a rejection with several parameters');

// A provided answer and a timer of the same time come in both orders, others in one.
for (const host of ['node', 'browser']) {
	for (const [ms, outcomes] of [[5, 't p | p t'], [3, 't p']]) {
		const tied = await check.evloop(['orders', `--host=${host}`, '--format=json', '--provide', 'getUserID resolves 42 after 5ms', '-e',
			`setTimeout(() => console.log('t'), ${ms}); getUserID().then(() => console.log('p'));`]);
		check.equal(JSON.parse(tied.stdout).outcomes.map(({ lines }) => lines.map(({ text }) => text).join(' ')).join(' | '), outcomes, `an answer after 5 ms, a timer of ${ms} ms (${host})`);
	}
}

// Never a wrong text: what cannot be carried stops the prediction.
for (const code of ['Object.freeze(res)', 'console.log(Reflect.ownKeys(res))', 'setTimeout(() => {}, res.delay)',
	'console.log("abc".slice(1)[res.i])', 'structuredClone(res)', 'console.log([3, res.n].sort())']) {
	const result = await predicted(`const res = await fetch('https://a.b/c'); ${code}`, '--format=plain', '--host=node', '--module');
	check.equal(result.status, 3, code);
	check.match(result.stderr, /not covered: .* of an unknown value/, code);
	check.equal(result.stdout, '', code);
}

// Functions for success and failure: one of them is called, also when the host gave it; a list of functions as a library takes it.
const ways = async (code, ...more) => JSON.parse((await check.evloop(['orders', '--assume', '--host=node', '--format=json', ...more, '-e', code])).stdout)
	.outcomes.map(({ lines }) => lines.map(({ text }) => text).join(', ')).join(' | ');
check.equal(await ways('new Promise((resolve, reject) => getThing(1, resolve, reject)).then((v) => console.log(v), (e) => console.log("no", e));'),
	'‹v› | no ‹e›', 'resolve and reject as callbacks');
check.equal(await ways('$.ajax({ url: "/a", success: (data) => console.log("data", data), error(x, status) { console.log("error", status); }, complete() { console.log("over"); } });'),
	'data ‹data›, over | error ‹status›, over', 'an object of callbacks');
check.equal(await ways('getThing(console.log)'), '‹getThing(…)›', 'a function of the host as callback');
check.equal(await ways('readUser(1, (err, user) => { if (err) return console.log("failed", err); console.log(user.name); });'),
	'‹user.name› | failed ‹err›', 'a failure gives an error');
check.equal(await ways('config.a; console.log(typeof config, typeof nope, parseInt(config.x, 10));'), '‹typeof config› undefined ‹parseInt(config.x, 10)›', 'typeof of names');
check.match((await predicted("axios.get('/a').then((r) => console.log(r.data));", '--host=node')).stdout, /if axios were provided[\s\S]*‹r\.data›/, 'a method of nobody is called');
check.match((await check.evloop(['orders', '-e', 'console.log(Math.random() < 0.5)'])).stdout, /if: Math\.random\(\) is unknown: a canonical value was used/, 'a sample is no proof');

// What jQuery calls a promise ends one way; what listens hears of something never, once or twice, of what is unusual hardly ever.
check.equal(await ways('$.get("/a").done((d) => console.log("done", d)).fail((x) => console.log("fail", x)).always(() => console.log("always"));'),
	'done ‹d›, always | fail ‹x›, always', 'done, fail, always');
check.equal(await ways('source.on("data", (d) => console.log(d)); source.on("error", (e) => console.log("no", e.message));'),
	'‹d› | ‹d›, no ‹e.message› | no ‹e.message›, ‹d› |  | no ‹e.message› | ‹d›, ‹d› | ‹d›, ‹d›, no ‹e.message› | ‹d›, no ‹e.message›, ‹d› | no ‹e.message›, ‹d›, ‹d›', 'events');
check.equal(await ways('const stop = bus.subscribe((m) => console.log(m)); stop();'), '', 'what ends a subscription');
check.equal(await ways('const f = memoize((n) => { console.log("computes", n); return n * 2; }); console.log(f(2));'),
	'computes 2, 4 | ‹f(2)›'.replace('f(2)', 'memoize(…)(2)'), 'a function made of one');
check.equal(await ways('app.get("/", (req, res) => console.log("asked")); app.listen(3000, () => console.log("listens"));'),
	'listens | asked, listens | listens, asked', 'a server');

// Defaults, literals, lists, streams, classes.
check.equal(await ways('const { title = "none" } = getBox(); console.log(title);'), '‹getBox().title› | none', 'a default');
check.equal(await ways('console.log({ a: 1, ...defaults(), ...overrides() }.a);'), '‹overrides().a› | ‹defaults().a› | 1', 'a property of a literal');
check.equal(await ways('console.log([1].concat(getList()).length);'), '2 | 1 | 3', 'lists that are joined');
check.equal(await ways('(async () => { for await (const chunk of read()) console.log("chunk"); console.log("end"); })().catch(() => console.log("no"));'),
	'chunk, end | no | end | chunk, chunk, end | chunk, no', 'a stream');
check.equal(await ways('class B extends A { n = 1; get m() { return this.n + 1; } hi() { console.log(this.n, this.m, this.other, this instanceof B); } } new B(7).hi();'),
	'1 2 ‹new B(7).other› true', 'a class that extends what is not known');

// What random numbers decide goes both ways; what the run was told of comes at its time, with a margin.
check.equal(await ways('console.log(Math.random() < 0.1, Math.random() > 0.9);'), 'true false | true true | false false | false true', 'random numbers');
const pinned = await predicted('getUser().then((u) => console.log(u)); setTimeout(() => console.log("t"), 20);', '--host=node', '--provide', 'getUser resolves 7 after 5ms');
check.match(pinned.stdout, /provided answer of line 1 is due before the timer of 20 ms of line 1; that holds while the code in between takes less than 15 ms/, 'the margin of what is provided');
check.equal((await predicted('get((e, v) => console.log(e, v));', '--format=plain', '--provide', 'get calls-back 3')).stdout, 'null 3\n', 'an error comes first');
check.equal(await ways('require("util").promisify(db.find)(1).then((v) => console.log(v), (e) => console.log("no", e));'), '‹v› | no ‹e›', 'promisify');

// A key that is not known is one of those that are there, or its own.
check.equal(await ways('console.log({ a: 1, b: 2 }[getKey()]);'), '1 | 2 | undefined', 'an unknown key');
check.equal(await ways('const by = {}; for (const o of f()) (by[o.k] ??= []).push(1); console.log(by);'),
	'{ ‹f()[0].k›: [ 1 ] } | {} | { ‹f()[0].k›: [ 1, 1 ] } | { ‹f()[0].k›: [ 1 ], ‹f()[1].k›: [ 1 ] }', 'groups by what is not known');
check.equal(await ways('if (/^a/.test(getName())) console.log(1); else console.log(2);'), '1 | 2', 'what an expression matches');
check.equal(await ways('xhr.onload = () => console.log(xhr.status >= 400 ? "no" : "ok"); xhr.send();'), 'ok | no |  | ok, ok | no, no', 'a handler in a property');
check.equal(await ways('feed.subscribe((x) => console.log(x), (e) => console.log("no"), () => console.log("done"));').then((t) => t.split(' | ').includes('‹x›, done')), true, 'an observer');

// Two versions: what is not known is compared by where it comes from, errors without their places.
const versions = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-versions-'));
const differ = async (a, b, ...more) => {
	for (const [name, text] of [['a.js', a], ['b.js', b]]) fs.writeFileSync(path.join(versions, name), text);
	const { status, stdout } = await check.evloop(['diff', '--host=node', ...more, path.join(versions, 'a.js'), path.join(versions, 'b.js')]);
	return `${status} ${stdout.split(versions).join('')}`;
};
const callbacks = 'getUser(1, (err, user) => { if (err) return console.log("no", err.message); getPosts(user.id, (err, posts) => { if (err) return console.log("no", err.message); console.log(user.name, posts.length); }); });';
const awaits = '(async () => { try { const u = await getUser(1); const p = await getPosts(u.id); console.log(u.name, p.length); } catch (e) { console.log("no", e.message); } })();';
check.match(await differ(callbacks, awaits, '--assume'), /^0 .*print the same in every order \(3 outcomes\)/, 'callbacks rewritten with await');
check.match(await differ(callbacks, awaits.replace('u.id', '7'), '--assume'), /^1 only .*a\.js prints:[\s\S]*‹getUser\(1\)\.name›/, 'what is called otherwise differs');
check.match(await differ(callbacks, awaits.replace('console.log("no", e.message);', ''), '--assume'), /^1 only .*a\.js prints:\n\s+no ‹\(error of get\w+\(.*\)\)\.message›\n\s+\(evloop predict --assume --schedule=/, 'an error that is swallowed');
check.match(await differ('throw new Error("x");', '\n\n(() => { throw new Error("x"); })();'), /^0 /, 'the same error at another place');
check.match(await differ('throw new Error("x");', 'throw new Error("y");'), /^1 /, 'another error');
fs.rmSync(versions, { recursive: true });

// Modules that nobody has; how a name is used that nothing defines.
check.match((await predicted("const express = require('express'); const app = express(); app.listen(3000, () => console.log('listens'));", '--host=node')).stdout,
	/Cannot find module 'express'[\s\S]*if the module 'express' were provided[\s\S]*1 {2}listens/, 'a package that is required');
check.match((await predicted("import axios, { get } from 'axios'; import * as all from 'axios'; console.log(axios.a, get(1), all.b); console.log((await import('other')).c);", '--host=node')).stdout,
	/Cannot find package 'axios'[\s\S]*if the module 'axios', the module 'other' were provided[\s\S]*‹axios.a› ‹get\(1\)› ‹all.b›[\s\S]*‹import\('other'\).c›/, 'packages that are imported');
for (const [code, is] of [['class A extends B {}', true], ['gql`a`', true], ['setTimeout(tick, 1)', true], ['f(o.m)', true], ['console.log(o.m)', false], ['console.log(x)', false], ['if (x) {}', false]])
	check.equal(/were provided \(/.test((await predicted(code, '--host=node')).stdout), is, code);

// A loop on an answer that does not change is given up soon, and said.
for (const code of ['let v; console.log(1); while (v = missing) ; missing();', 'fetch("http://h/1").then((r) => { console.log(1); while (r.ok) ; });',
	'console.log(1); setInterval(() => { while (missing) { const v = `${missing.a}`; if (v === missing.b) break; } });']) {
	const endless = await predicted(code, '--host=node', '--assume', '--format=plain');
	check.equal(endless.status, 3, code);
	check.equal(endless.stdout, '1\n', code);
	check.match(endless.stderr, /asked again and again, the last one on .*its answer does not change/, code);
}
const counting = await predicted('for (let n = 0; n < getCount(); n++) console.log(n);', '--host=node', '--assume', '--format=plain');
check.equal(`${counting.status} ${counting.stdout}`, '0 0\n1\n', 'a loop that counts up to what is not known usually goes on once');
const counts = await check.evloop(['orders', '--host=node', '--assume', '--format=json', '-e', 'for (let n = 0; n < getCount(); n++) console.log(n);']);
check.equal(JSON.parse(counts.stdout).outcomes.map(({ lines }) => lines.length).sort((a, b) => a - b).join(), '0,1,2,3,4,5,6,7,8,9,10,11,12,13', 'all its lengths');
check.equal(JSON.parse(counts.stdout).complete, false, "longer loops are left out, and it says so");
const besideIt = await predicted('let v; missing(); while (v = 1) ;', '--host=node');
check.match(besideIt.stdout, /if missing were provided[\s\S]*not covered there: 50000000 steps/, 'an endless loop in the second part');
const loops = await check.evloop(['orders', '--host=node', '--assume', '-e', 'for (let i = 0; i < 3; i++) fetch(`http://h/${i}`).then((r) => { console.log(i); while (r.ok) ; });']);
check.match(loops.stdout, /bounded: \d+ schedules, too many of which reach the limit of steps/, 'orders of endless loops');

// Words of the command line.
const bad = await predicted('f()', '--provide', 'f becomes 3');
check.equal(bad.status, 2, 'a provision that is none');
check.match(bad.stderr, /resolves/, 'what a provision is');
check.match((await predicted('console.log(Q, helper())', '--format=plain', '--prelude', path.join(top, 'fixtures/unknowns/prelude.txt'))).stdout, /^5 help\n$/, 'a prelude');

// Checking documented output: what a sample provides counts; what depends on the world proves nothing.
const document = path.join(top, 'fixtures/unknowns/documented.md');
const checked = await check.evloop(['check', '--no-config', document]);
check.equal(checked.status, 1, checked.stdout + checked.stderr);
check.match(checked.stdout, /"42" is predicted here[\s\S]*2 samples in 1 file: 1 wrong, 1 not checked/, 'a provided value is checked, an outside one is not');

// A real engine with a stubbed fetch: each sequence of answers gives what one of the outcomes prints.
const program = fs.readFileSync(path.join(folder, 'call.mjs'), 'utf8');
const calls = "load({ endpoint: 'https://a.b/c', retries: 1 }).then((v) => console.log('value', v), (e) => console.log('error', e.message));\n";
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-unknowns-'));
try {
	const file = path.join(temporary, 'program.mjs');
	fs.writeFileSync(file, program + calls);
	const orders = JSON.parse((await check.evloop(['orders', '--host=node', '--format=json', file])).stdout);
	check.ok(orders.complete ?? true, 'all orders were seen');
	const shown = new Set(orders.outcomes.map((o) => o.lines.map((l) => l.text).join('\n')));
	const answers = {
		value: "Promise.resolve({ ok: true, json: async () => '‹v›' })",
		status: "Promise.resolve({ ok: false, status: '‹res.status›' })",
		reject: "Promise.reject(new TypeError('fetch failed'))",
		broken: "Promise.resolve({ ok: true, json: () => Promise.reject({ message: '‹e.message›' }) })",
	};
	const played = new Set();
	const names = Object.keys(answers);
	const runs = names.flatMap((a) => names.map((b) => [a, b]));
	for (const [first, second] of runs) {
		fs.writeFileSync(file, `let n = 0; globalThis.fetch = () => n++ === 0 ? ${answers[first]} : ${answers[second]};\n${program.replace('300', '1')}${calls}`);
		const real = (await run(process.execPath, [file])).stdout.trimEnd();
		played.add(real);
		check.ok(shown.has(real), `${first}, then ${second}: ${real} is no outcome of ${[...shown].join(' / ')}`);
	}
	check.equal(shown.size, played.size, 'as many outcomes as the engine gives');
} finally {
	fs.rmSync(temporary, { recursive: true });
}

check.done();
