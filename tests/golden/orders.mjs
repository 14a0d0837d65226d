// Exploring against what engines did:
//
//   node tests/golden/orders.mjs EVLOOP [--host=node|browser] [part of a path ...]
//
// A fixture without a rule for its order (.any.json) must have every output that an engine ever gave among the outcomes of
// `evloop orders`: those that no rule forbids without any option, those of a machine that was busy with other things (`timing` below) with
// --slow, and then the order that it upset must be one that the tool calls racy, or held by timing with a margin. A fixture of the folders
// named below is ordered by rules that every host keeps: one outcome. Each outcome's schedule leads to it again (`predict --schedule`).
import { cpus } from 'node:os';
import { findFixtures, hosts, normalise, top } from './fixtures.mjs';
import { pool, run } from './processes.mjs';

const certain = /^fixtures\/(microtasks|promises|async|generators|language)\//;
const busy = '--slow=40ms';
const replayed = 12; // outcomes of one program

// Outputs of a machine that was late by so much that a timer overtook another, or that a measured time crossed a limit.
const timing = new Set([
	'fixtures/browser/nested-timeout-clamp-from-message.js browser',
	'fixtures/browser/nested-timeout-clamp-level.js browser',
	'fixtures/browser/timeout-resets-nesting-through-promise.js browser',
	'fixtures/node/interval-slow-callback-no-pile-up.cjs node',
	'fixtures/node/scheduler-wait-yield.cjs node',
	'fixtures/node/timeout-elapsed-time-rounding.cjs node',
	'fixtures/node/timers-different-delays.cjs node',
	'fixtures/portable/intervals-10-and-20.js node',
	'fixtures/portable/messagechannel-ping-pong-vs-timeout.js browser',
	'fixtures/portable/timeout-4-vs-nested-timeouts.js browser',
]);
// Single outputs that are no order of the program: why.
const excused = new Map([
	// The recorder left the page before its next frame; the callback is asked for and nothing takes it back.
	['fixtures/browser/raf-timeout-inside.js browser', ['rAF\ntimeout 0\n']],
	// Node counts a timer in whole milliseconds: 10 of them are 9.4 on the finer clock that the program reads. The model has one clock.
	['fixtures/node/timeout-elapsed-time-rounding.cjs node', ['under 10\n']],
]);

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--host='))?.slice(7);
const [evloop, ...filters] = args.filter((arg) => !arg.startsWith('--'));
const cases = findFixtures(filters).flatMap(({ source, expected }) => hosts
	.filter((host) => expected[host] && (!only || only === host) && (expected[host].any || certain.test(source)))
	.map((host) => ({ source, host, expected: expected[host] })));

/* What `evloop orders` says, or { problem }; undefined: the program is not covered. */
async function explore(source, host, ...options) {
	const { stdout, stderr, status } = await run(evloop, ['orders', '--format=json', `--host=${host}`, ...options, source], { cwd: top, limit: 120000 });
	if (status === 1) return { problem: 'does not parse' };
	let orders;
	try {
		orders = JSON.parse(stdout);
	} catch {
		return /not covered/.test(stderr) ? undefined : { problem: `ended with status ${status}: ${stderr.split('\n')[0]}` };
	}
	const uncovered = /"status":"not_covered"|not covered/.test(stdout + stderr) && orders.outcomes.some((outcome) => outcome.status !== 'ok');
	return uncovered ? undefined : orders;
}

function textOf(lines, source, host) {
	return normalise(lines.map(({ text }) => `${text}\n`).join(''), source, host);
}

/* Those of the engine's outputs that are not among the outcomes. */
function unseen(wanted, orders, source, host) {
	const seen = new Set(orders.outcomes.map(({ lines }) => textOf(lines, source, host)));
	return wanted.filter((text) => !seen.has(text));
}

/* Is each line that stands elsewhere in an output than usually one whose place is not sure? Only asked of outputs with the same lines. */
async function isUnsure(text, source, host) {
	const { stdout } = await run(evloop, ['predict', '--format=json', `--host=${host}`, source], { cwd: top, limit: 60000 });
	const { lines } = JSON.parse(stdout);
	const other = text.split('\n').slice(0, -1);
	if ([...other].sort().join('\n') !== lines.map((line) => line.text).sort().join('\n')) return true;
	return lines.every((line, i) => line.text === other[i] || line.sure === 'racy' || line.sure === 'timing');
}

/* Does every outcome's schedule lead to it? */
async function replay(orders, source, host) {
	for (const outcome of orders.outcomes.slice(0, orders.outcomes.length > 1 ? replayed : 0)) {
		const { stdout } = await run(evloop, ['predict', '--format=json', `--host=${host}`, `--schedule=${outcome.schedule}`, source], { cwd: top, limit: 60000 });
		const again = JSON.parse(stdout);
		if (textOf(again.lines, source, host) !== textOf(outcome.lines, source, host)) return `--schedule=${outcome.schedule} leads elsewhere`;
	}
	return undefined;
}

async function judge({ source, host, expected }) {
	const key = `${source} ${host}`;
	const orders = await explore(source, host);
	if (orders === undefined) return undefined;
	if (orders.problem) return expected.any || orders.problem !== 'does not parse' ? orders.problem : undefined;
	if (!expected.any) return orders.outcomes.length === 1 ? undefined : `${orders.outcomes.length} outcomes where a rule allows one`;
	const excuses = excused.get(key) ?? [];
	const wanted = expected.any.filter((text) => !excuses.includes(text)).map((text) => normalise(text, source, host));
	let missing = unseen(wanted, orders, source, host);
	if (timing.has(key)) {
		if (missing.length === 0) return 'is explored without --slow by now: take it off the list';
		const late = await explore(source, host, busy);
		if (late === undefined || late.problem) return `with ${busy}: ${late?.problem ?? 'not covered'}`;
		for (const text of missing)
			if (!await isUnsure(text, source, host)) return `a line is called sure that an engine printed elsewhere:\n      ${text.trim().replaceAll('\n', ' ')}`;
		missing = unseen(missing, late, source, host);
	}
	if (missing.length > 0) return `${missing.length} of ${expected.any.length} outputs of the engine are not among the outcomes:\n      ${missing[0].trim().replaceAll('\n', ' ')}`;
	return replay(orders, source, host);
}

const verdicts = await pool(cases, cpus().length, judge);
let wrong = 0;
cases.forEach(({ source, host }, i) => {
	if (verdicts[i] === undefined) return;
	wrong++;
	console.log(`orders: ${source} (${host}): ${verdicts[i]}`);
});
console.log(`orders: ${cases.length} cases, ${cases.filter(({ expected }) => expected.any).length} racy, ${wrong} wrong`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);
