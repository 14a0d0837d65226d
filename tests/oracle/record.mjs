// Write the expectations of fixtures from the real engines, the only way an expectation comes to be:
//
//   node tests/oracle/record.mjs [--missing] [--firefox] [--node22=NODE] [--node24=NODE] [--deno=DENO] [--bun=BUN] [part of a path ...]
//
// A program that names Node's own globals is run by Node only, one that names the browser's by Chromium only, any other
// by both. Node runs each program several times, Chromium twice; where the runs differ nothing is written, because then
// no rule orders the output (write the program differently, or keep the set of outputs in .any.json by hand). Values
// other than primitives look different in the browser's console, so they are recorded for Node alone. --node22 and
// --node24 name those releases of Node, --deno and --bun those hosts: the fixtures that have an expectation for them are recorded
// again. --firefox records nothing but what Firefox says otherwise than the browser's expectation, for those that have one.
import fs from 'node:fs';
import path from 'node:path';
import { findFixtures, matches, nodeWorldOf, normalise, releases, top } from '../golden/fixtures.mjs';
import { pool, run, runNode } from '../golden/processes.mjs';
import { Chromium, findChromium } from './browser.mjs';
import { Firefox } from './firefox.mjs';
import { hostsOf } from './hosts.mjs';

const args = process.argv.slice(2);
const commands = Object.fromEntries(releases.flatMap((name) => args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => [name, arg.slice(name.length + 3)])));
if (args.some((arg) => arg.startsWith('-') && !/^--(missing|firefox)$|^--(node2[24]|deno|bun)=./.test(arg))) {
	console.error('usage: node tests/oracle/record.mjs [--missing] [--firefox] [--node22=NODE] [--node24=NODE] [--deno=DENO] [--bun=BUN] [part of a path ...]');
	process.exit(args.includes('--help') ? 0 : 2);
}
const missing = args.includes('--missing');
const fixtures = findFixtures(args.filter((arg) => !arg.startsWith('--'))).filter(({ stem, expected }) => {
	return !fs.existsSync(`${stem}.any.json`) && !(missing && Object.keys(expected).length > 0);
});
const firefox = args.includes('--firefox') ? await Firefox.launch() : undefined;
const chromium = !firefox && findChromium() ? await Chromium.launch() : undefined;
if (!chromium && !firefox) console.error('no Chromium: only Node is asked');

function write(file, text) {
	if (text === undefined) fs.rmSync(file, { force: true });
	else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) fs.writeFileSync(file, text);
}

let refused = 0;

async function recordFirefox({ source, stem, expected }) {
	if (expected.browser?.text === undefined) return;
	const file = path.join(top, source), text = fs.readFileSync(file, 'utf8');
	const options = { module: source.endsWith('.mjs'), page: source.endsWith('.html'), folder: path.dirname(file) };
	const runs = [await firefox.run(text, options), await firefox.run(text, options)];
	const [first, second] = runs.map((each) => normalise(each.text, source, 'firefox'));
	const same = matches(first, normalise(expected.browser.text, source, 'firefox'));
	if (first !== second) {
		refused++;
		console.log(`refused: ${source}: Firefox's runs differ`);
	} else {
		write(`${stem}.firefox.out`, same ? undefined : first);
	}
}

/* What another release of Node, Deno or Bun prints. */
async function outputOf(release, command, fixture, file) {
	if (release === 'deno') return (await run(command, ['run', '--allow-all', '--no-lock', file], { env: { ...process.env, NO_COLOR: '1', TZ: 'UTC' } })).stdout;
	if (release === 'bun') return (await run(command, ['run', file], { env: { ...process.env, NO_COLOR: '1', TZ: 'UTC' } })).stdout;
	return (await runNode(file, { command, ...nodeWorldOf(fixture) })).text;
}

if (firefox) {
	await pool(fixtures, 3, recordFirefox);
	await firefox.close();
	console.log(`recorded ${fixtures.length - refused} fixtures, refused ${refused}`);
	process.exit(refused ? 1 : 0);
}
await pool(fixtures, 3, async (fixture) => {
	const { source, stem } = fixture;
	const file = path.join(top, source);
	const text = fs.readFileSync(file, 'utf8');
	const hosts = hostsOf(source, text);
	const outputs = {};
	let exit = 0;
	if (hosts.includes('node')) {
		const runs = [];
		for (let i = 0; i < 3; i++) runs.push(await runNode(file, nodeWorldOf(fixture)));
		const seen = new Set(runs.map((run) => `${run.exit} ${normalise(run.text, source, 'node')}`));
		if (seen.size > 1 || runs[0].timeout) {
			refused++;
			console.log(`refused: ${source}: Node's runs ${seen.size > 1 ? 'differ' : 'do not end'}`);
			return;
		}
		outputs.node = normalise(runs[0].text, source, 'node');
		exit = runs[0].exit;
	}
	if (chromium && hosts.includes('browser')) {
		const options = { module: source.endsWith('.mjs'), page: source.endsWith('.html'), folder: path.dirname(file) };
		const runs = [await chromium.run(text, options), await chromium.run(text, options)];
		const [first, second] = runs.map((run) => normalise(run.text, source, 'browser'));
		if (first !== second) {
			refused++;
			console.log(`refused: ${source}: Chromium's runs differ`);
			return;
		}
		if (!runs[0].rich || outputs.node === undefined) outputs.browser = first;
	}
	const same = outputs.node !== undefined && outputs.node === outputs.browser;
	write(`${stem}.out`, same ? outputs.node : undefined);
	write(`${stem}.node.out`, same ? undefined : outputs.node);
	write(`${stem}.browser.out`, same ? undefined : outputs.browser);
	write(`${stem}.exit`, exit ? `${exit}\n` : undefined);
	for (const [release, command] of Object.entries(commands)) {
		if (!fs.existsSync(`${stem}.${release}.out`)) continue;
		write(`${stem}.${release}.out`, normalise(await outputOf(release, command, fixture, file), source, 'node'));
	}
});
await chromium?.close();
console.log(`recorded ${fixtures.length - refused} fixtures, refused ${refused}`);
process.exit(refused ? 1 : 0);
