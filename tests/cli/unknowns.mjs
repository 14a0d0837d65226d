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

// Never a wrong text: what cannot be carried stops the prediction.
for (const code of ['Object.freeze(res)', 'console.log(Reflect.ownKeys(res))', 'console.log({ ...res, ...await (await fetch(1)).json() })', 'setTimeout(() => {}, res.delay)',
	'console.log("abc".slice(1)[res.i])', 'class A extends res.Base {}', 'structuredClone(res)', 'console.log([3, res.n].sort())']) {
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
check.equal(await ways('getThing(console.log)'), '‹argument 1 of getThing(console.log)›', 'a function of the host as callback');
check.equal(await ways('readUser(1, (err, user) => { if (err) return console.log("failed", err); console.log(user.name); });'),
	'‹user.name› | failed ‹err›', 'a failure gives an error');
check.equal(await ways('config.a; console.log(typeof config, typeof nope, parseInt(config.x, 10));'), '‹typeof config› undefined ‹parseInt(config.x, 10)›', 'typeof of names');
check.match((await predicted("axios.get('/a').then((r) => console.log(r.data));", '--host=node')).stdout, /if axios were provided[\s\S]*‹r\.data›/, 'a method of nobody is called');
check.match((await check.evloop(['orders', '-e', 'console.log(Math.random() < 0.5)'])).stdout, /if: Math\.random\(\) is unknown: a canonical value was used/, 'a sample is no proof');

// A loop on an answer that does not change is given up soon, and said.
const begun = Date.now();
for (const code of ['let v; console.log(1); while (v = missing) ; missing();', 'fetch(1).then((r) => { console.log(1); while (r.ok) ; });',
	'console.log(1); setInterval(() => { while (missing) { const v = `${missing.a}`; if (v === missing.b) break; } });']) {
	const endless = await predicted(code, '--host=node', '--assume', '--format=plain');
	check.equal(endless.status, 3, code);
	check.equal(endless.stdout, '1\n', code);
	check.match(endless.stderr, /asked again and again, the last one on .*its answer does not change/, code);
}
const counting = await predicted('for (let n = 0; n < getCount(); n++) console.log(n);', '--host=node', '--assume', '--format=plain');
check.equal(`${counting.status} ${counting.stdout.split('\n').length}`, '0 13', 'a loop that counts up to what is not known');
check.match(counting.stderr, /12 < getCount\(\) does not hold \(it was asked many times: bounded\)/, 'it says that it was bounded');
const besideIt = await predicted('let v; missing(); while (v = 1) ;', '--host=node');
check.match(besideIt.stdout, /if missing were provided[\s\S]*not covered there: 50000000 steps/, 'an endless loop in the second part');
const loops = await check.evloop(['orders', '--host=node', '--assume', '-e', 'for (let i = 0; i < 3; i++) fetch(i).then((r) => { console.log(i); while (r.ok) ; });']);
check.match(loops.stdout, /bounded: \d+ schedules, too many of which reach the step limit/, 'orders of endless loops');
check.ok(Date.now() - begun < 20000, `endless loops took ${Date.now() - begun} ms`);

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
