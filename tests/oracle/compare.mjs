// Every fixture on the real Node and the real Chromium: does the committed expectation still hold, and does evloop agree?
//
//   node tests/oracle/compare.mjs EVLOOP [part of a path ...]
//
// A difference from an expectation is looked at three times: load can move two timers past each other on a busy machine.
// The words of messages follow the engine's version, so another major version of Node than the recorded one is named.
import fs from 'node:fs';
import path from 'node:path';
import { difference, findFixtures, nodeWorldOf, normalise, top, worldOf } from '../golden/fixtures.mjs';
import { pool, run, runNode } from '../golden/processes.mjs';
import { provisions } from '../golden/provisions.mjs';
import { Chromium } from './browser.mjs';

const [evloop, ...filters] = process.argv.slice(2);
const fixtures = findFixtures(filters);
const chromium = await Chromium.launch();
console.log(`oracle: ${process.version} and ${chromium.version}, ${fixtures.length} fixtures`);

async function ask(host, fixture) {
	const { source } = fixture;
	const file = path.join(top, source);
	if (host === 'node') {
		const { text, exit } = await runNode(file, nodeWorldOf(fixture));
		return { text: normalise(text, source, host), exit };
	}
	const text = fs.readFileSync(file, 'utf8');
	const result = await chromium.run(text, { module: source.endsWith('.mjs'), page: source.endsWith('.html'), folder: path.dirname(file) });
	return { text: normalise(result.text, source, host), exit: 0 };
}

const count = { agree: 0, 'engine differs': 0, 'evloop differs': 0, 'not covered': 0 };
await pool(fixtures, 3, async (fixture) => {
	const { source, expected } = fixture;
	for (const host of Object.keys(expected)) {
		const want = expected[host];
		const texts = (want.any ?? [want.text]).map((text) => normalise(text, source, host));
		let real;
		for (let i = 0; i < 3; i++) {
			real = await ask(host, fixture);
			if (texts.includes(real.text) && real.exit === want.exit) break;
		}
		if (want.any === undefined && (real.text !== texts[0] || real.exit !== want.exit)) {
			count['engine differs']++;
			console.log(`${host} no longer prints what is expected (-) of ${source} but (+), exit ${real.exit}\n${difference(texts[0], real.text)}`);
			continue;
		}
		const result = await run(evloop, ['predict', '--format=plain', `--host=${host}`, '--host-exit', ...worldOf(fixture), ...provisions(source), source], { cwd: top });
		if (result.status === 3 && /not covered/.test(result.stderr)) {
			count['not covered']++;
			continue;
		}
		const text = normalise(result.stdout, source, host);
		if ([...texts, real.text].includes(text) && result.status === real.exit) {
			count.agree++;
		} else {
			count['evloop differs']++;
			console.log(`evloop predicts (+) for ${source} on ${host}, exit ${result.status}; real is (-), exit ${real.exit}\n${difference(real.text, text)}`);
		}
	}
});
await chromium.close();
console.log(`oracle: ${Object.entries(count).map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
process.exit(count['engine differs'] + count['evloop differs'] > 0 ? 1 : 0);
