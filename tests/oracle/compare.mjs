// Every fixture on the real Node, the real Chromium and, where it is installed, the real Firefox: does the committed
// expectation still hold, and does evloop agree?
//
//   node tests/oracle/compare.mjs EVLOOP [--host=node|browser|firefox] [part of a path ...]
//
// Firefox is asked about each fixture that Chromium is asked about. Where it says something else, a .firefox.out says what; of
// values only what a browser itself decides is compared (firefox_console.mjs), and nothing that evloop marks as not known.
// firefox_differs.txt lists the fixtures on which the two are known not to agree, because evloop's page is Chromium's in more
// than the order of things; one that agrees after all is a fault of the list, so that it can only shrink. A line of it that
// begins with "varies" names one whose order hangs on the load of the machine: it may agree or not.
// A difference from an expectation is looked at again, at the end, when nothing else runs: load can move two timers past each
// other on a busy machine, and cut a page off before it has come to its end.
// The words of messages follow the engine's version, so another major version of Node than the recorded one is named.
import fs from 'node:fs';
import path from 'node:path';
import { difference, findFixtures, matches, nodeWorldOf, normalise, top, worldOf } from '../golden/fixtures.mjs';
import { pool, run, runNode } from '../golden/processes.mjs';
import { provisions } from '../golden/provisions.mjs';
import { Chromium } from './browser.mjs';
import { findFirefox, Firefox } from './firefox.mjs';

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--host='))?.slice(7);
const [evloop, ...filters] = args.filter((arg) => !arg.startsWith('--'));
const fixtures = findFixtures(filters);
const asks = (host) => !only || only === host;
const browsers = {
	browser: asks('browser') ? await Chromium.launch() : undefined,
	firefox: asks('firefox') && findFirefox() ? await Firefox.launch() : undefined,
};
const engines = [asks('node') && process.version, ...Object.values(browsers).map((browser) => browser?.version)].filter(Boolean);
console.log(`oracle: ${engines.join(' and ')}, ${fixtures.length} fixtures`);
if (asks('firefox') && !browsers.firefox) console.log('oracle: Firefox is not installed and is not asked');

const differs = new Map(); // the fixture -> whether it varies
for (const line of fs.readFileSync(path.join(top, 'tests/oracle/firefox_differs.txt'), 'utf8').split('\n')) {
	const [, varies, source] = /^(varies )?(fixtures\S+)/.exec(line) ?? [];
	if (source) differs.set(source, varies !== undefined);
}

/* The hosts that a fixture is asked of, with what is expected there. */
function expectationsOf({ expected }) {
	const firefox = expected.firefox ?? expected.browser;
	const asked = { node: asks('node') && expected.node, browser: browsers.browser && expected.browser, firefox: browsers.firefox && firefox };
	return Object.entries(asked).filter(([, want]) => want);
}

/* What the host says. `patient`: how much longer than usual a silent page is waited for, with nothing beside it when that is more than once. */
async function ask(host, fixture, patient) {
	const { source } = fixture;
	const file = path.join(top, source);
	if (host === 'node') {
		const { text, exit } = await runNode(file, nodeWorldOf(fixture));
		return { text: normalise(text, source, host), exit };
	}
	const text = fs.readFileSync(file, 'utf8');
	const result = await browsers[host].run(text, { module: source.endsWith('.mjs'), page: source.endsWith('.html'), folder: path.dirname(file), patient, alone: patient > 1 });
	return { text: normalise(result.text, source, host), exit: 0 };
}

/* Does the engine say what is expected? Chromium's words stand for Firefox's where Firefox leaves them open. */
const holds = (want, real) => real.exit === want.exit && want.texts.some((text) => text === real.text || matches(real.text, text));

const count = { agree: 0, 'engine differs': 0, 'evloop differs': 0, 'not covered': 0, 'known to differ': 0, 'wrongly listed': 0 };

/* What is to be said of a fixture on a host: {kind (of `count`), text}. */
async function judge(fixture, host, expected, patient) {
	const { source } = fixture;
	const want = { texts: (expected.any ?? [expected.text]).map((text) => normalise(text, source, host)), exit: expected.exit };
	const real = await ask(host, fixture, patient), told = holds(want, real);
	if (expected.any === undefined && !told) {
		return { kind: 'engine differs', text: `${host} no longer prints what is expected (-) of ${source} but (+), exit ${real.exit}\n${difference(want.texts[0], real.text)}` };
	}
	const result = await run(evloop, ['predict', '--format=plain', `--host=${host}`, '--host-exit', ...worldOf(fixture), ...provisions(source), source], { cwd: top });
	if (result.status === 3 && /not covered/.test(result.stderr)) return { kind: 'not covered' };
	const text = normalise(result.stdout, source, host);
	if ([...(told ? want.texts : []), real.text].some((each) => matches(each, text)) && result.status === real.exit) return { kind: 'agree' };
	return { kind: 'evloop differs', text: `evloop predicts (+) for ${source} on ${host}, exit ${result.status}; real is (-), exit ${real.exit}\n${difference(real.text, text)}` };
}

/* The same with what is known of Firefox; `again` when it is to be looked at again. */
async function verdict(fixture, host, expected, patient) {
	const known = host === 'firefox' && differs.has(fixture.source);
	const found = await judge(fixture, host, expected, patient);
	if (!known) return { ...found, again: found.text !== undefined };
	if (found.text !== undefined || differs.get(fixture.source)) return { kind: 'known to differ' };
	return { kind: 'wrongly listed', text: `firefox_differs.txt lists ${fixture.source}: ${found.kind}`, again: true };
}

function tell({ kind, text }) {
	count[kind]++;
	if (text !== undefined) console.log(text);
}

const doubtful = [];
await pool(fixtures, 3, async (fixture) => {
	for (const [host, expected] of expectationsOf(fixture)) {
		const found = await verdict(fixture, host, expected, 1);
		if (found.again) doubtful.push([fixture, host, expected]);
		else tell(found);
	}
});
for (const [fixture, host, expected] of doubtful) {
	let found;
	for (let patient = 2; patient < 6 && (found === undefined || found.again); patient++) found = await verdict(fixture, host, expected, patient);
	tell(found);
}
for (const browser of Object.values(browsers)) await browser?.close();
console.log(`oracle: ${Object.entries(count).map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
process.exit(count['engine differs'] + count['evloop differs'] + count['wrongly listed'] > 0 ? 1 : 0);
