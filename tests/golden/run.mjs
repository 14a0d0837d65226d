// The golden test: every fixture predicted by evloop for every host it has an expectation for.
//
//   node tests/golden/run.mjs EVLOOP [--host=HOST] [part of a path ...]
//
// not_covered.txt beside this file lists the fixtures that need JavaScript or APIs which evloop does not model yet. Of
// these it demands the other half of the promise: exit status 3 and a message that names the construct, never a wrong
// prediction. A fixture of the list that comes out right fails the test too, so that the list can only shrink.
import fs from 'node:fs';
import path from 'node:path';
import { difference, findFixtures, hosts, isKin, matches, normalise, releases, top, worldOf } from './fixtures.mjs';
import { cores, pool, run } from './processes.mjs';
import { provisions } from './provisions.mjs';

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--host='))?.slice(7);
const [evloop, ...filters] = args.filter((arg) => !arg.startsWith('--'));
if (!evloop || !fs.existsSync(evloop)) {
	console.error('usage: run.mjs EVLOOP [--host=HOST] [part of a path ...]');
	process.exit(2);
}

const later = new Set();
for (const line of fs.readFileSync(path.join(top, 'tests/golden/not_covered.txt'), 'utf8').split('\n')) {
	const [source, host] = line.replace(/#.*/, '').trim().split(/\s+/);
	if (source) later.add(`${source} ${host}`);
}

const cases = findFixtures(filters).flatMap((fixture) =>
	[...hosts, ...releases].filter((host) => fixture.expected[host] && (!only || only === host)).map((host) => ({ ...fixture, host })),
);

/* What a report in JSON says of standard output. */
function standardOutput(report) {
	const lines = JSON.parse(report).lines.filter((line) => line.stream === 'out');
	return lines.map((line) => (line.by === 'write' ? line.text : `${line.text}\n`)).join('');
}

async function judge(fixture) {
	const { source, host, expected } = fixture;
	const want = expected[host];
	const result = await run(evloop, ['predict', `--format=${isKin(host) ? 'json' : 'plain'}`, `--host=${host}`, '--host-exit', ...worldOf(fixture), ...provisions(source), source], { cwd: top, limit: 60000 });
	const said = result.stderr.split('\n').slice(0, 12).map((line) => `    ${line}`).join('\n');
	if (result.timeout) return { kind: 'timeout', text: said };
	if (result.signal || /Sanitizer|runtime error:/.test(result.stderr)) return { kind: 'crash', text: `    ${result.signal ?? ''}\n${result.stderr.split('\n').slice(0, 30).join('\n')}` };
	const refused = result.status === 3 && /not covered/.test(result.stderr);
	if (later.has(`${source} ${host}`)) {
		return refused ? { kind: 'later' } : { kind: 'listed', text: `    stands in not_covered.txt but ended with status ${result.status}\n${said}` };
	}
	if (refused) return { kind: 'not covered', text: said };
	// A program that does not parse is not predicted but refused: the same error, at the same place, as a diagnostic.
	const broken = /^([^\n]+:\d+)\n[^\n]*\n *\^+\n\nSyntaxError: ([^\n]*)\n/.exec(want.text ?? '');
	if (broken && result.status === 1 && result.stdout === '') {
		const named = normalise(result.stderr, source, host);
		return named.includes(`${broken[1]}:`) && named.includes(broken[2]) ? { kind: 'right' } : { kind: 'syntax error', text: said };
	}
	const actual = normalise(isKin(host) ? standardOutput(result.stdout) : result.stdout, source, host);
	const texts = (want.text !== undefined ? [want.text] : want.any).map((text) => normalise(text, source, host));
	if (!texts.some((text) => matches(text, actual))) return { kind: 'output', text: difference(texts[0], actual) + (said.trim() ? `\n${said}` : '') };
	if (want.exit !== undefined && result.status !== want.exit) return { kind: 'exit', text: `    exit status ${result.status}, expected ${want.exit}\n${said}` };
	return { kind: 'right' };
}

const verdicts = await pool(cases, cores, judge);
const count = {};
cases.forEach((item, i) => {
	const { kind, text } = verdicts[i];
	count[kind] = (count[kind] ?? 0) + 1;
	if (kind !== 'right' && kind !== 'later') console.log(`${kind}: ${item.source} (${item.host})\n${text}`);
});
if (filters.length === 0 && !only) {
	const known = new Set(cases.map((item) => `${item.source} ${item.host}`));
	for (const key of later) {
		if (known.has(key)) continue;
		console.log(`not_covered.txt names what is not there: ${key}`);
		count.stale = (count.stale ?? 0) + 1;
	}
}
const wrong = cases.length - (count.right ?? 0) - (count.later ?? 0) + (count.stale ?? 0);
console.log(`golden: ${cases.length} cases: ${Object.entries(count).map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);
