// Exploring against what engines did:
//
//   node tests/golden/orders.mjs EVLOOP [--host=node|browser] [part of a path ...]
//
// A fixture without a rule for its order (.any.json) must have every output that an engine ever gave among the outcomes
// of `evloop orders`. A fixture of the folders named below is ordered by rules that every host keeps: one outcome.
import { cpus } from 'node:os';
import { findFixtures, hosts, normalise, top } from './fixtures.mjs';
import { pool, run } from './processes.mjs';
import { provisions } from './provisions.mjs';

const certain = /^fixtures\/(microtasks|promises|async|generators|language)\//;
// Outputs that hang on how long a machine took over single steps, which the model does not vary (it knows a slow machine
// only by timers that are all noticed late). A line that is no longer needed is reported.
const known = new Set([
	'fixtures/node/interval-slow-callback-no-pile-up.cjs node',
	'fixtures/node/timeout-elapsed-time-rounding.cjs node',
	'fixtures/node/timers-different-delays.cjs node',
	'fixtures/portable/intervals-10-and-20.js node',
	'fixtures/portable/timeout-4-vs-nested-timeouts.js browser',
]);
const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--host='))?.slice(7);
const [evloop, ...filters] = args.filter((arg) => !arg.startsWith('--'));
const cases = findFixtures(filters).flatMap(({ source, expected }) => hosts
	.filter((host) => expected[host] && (!only || only === host) && (expected[host].any || certain.test(source)))
	.map((host) => ({ source, host, expected: expected[host] })));

async function judge({ source, host, expected }) {
	const { stdout, stderr, status } = await run(evloop, ['orders', '--format=json', `--host=${host}`, ...provisions(source), source], { cwd: top, limit: 60000 });
	if (status === 1) return expected.any ? 'does not parse' : undefined;
	let orders;
	try {
		orders = JSON.parse(stdout);
	} catch {
		return /not covered/.test(stderr) ? undefined : `ended with status ${status}: ${stderr.split('\n')[0]}`;
	}
	if (/"status":"not_covered"|not covered/.test(stdout + stderr) && orders.outcomes.some((outcome) => outcome.status !== 'ok')) return undefined;
	if (!expected.any) return orders.outcomes.length === 1 ? undefined : `${orders.outcomes.length} outcomes where a rule allows one`;
	const seen = new Set(orders.outcomes.map(({ lines }) => normalise(lines.map(({ text }) => `${text}\n`).join(''), source, host)));
	const missing = expected.any.filter((text) => !seen.has(normalise(text, source, host)));
	return missing.length === 0 ? undefined : `${missing.length} of ${expected.any.length} outputs of the engine are not among ${seen.size} outcomes:\n      ${missing[0].trim().replaceAll('\n', ' ')}`;
}

const verdicts = await pool(cases, cpus().length, judge);
let wrong = 0;
let later = 0;
cases.forEach(({ source, host }, i) => {
	const listed = known.has(`${source} ${host}`);
	if (listed && verdicts[i] !== undefined) later++;
	else if (listed) verdicts[i] = 'is explored by now: take it off the list';
	if (verdicts[i] === undefined || (listed && !verdicts[i].startsWith('is explored'))) return;
	wrong++;
	console.log(`orders: ${source} (${host}): ${verdicts[i]}`);
});
console.log(`orders: ${cases.length} cases, ${later} later, ${wrong} wrong`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);
