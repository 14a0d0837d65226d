// Generated questions hold what they promise.
//
//   node tests/drill/questions.mjs EVLOOP [--count=N] [--seed=N] [--execute=M] [--file=QUESTIONS]
//
// Of N questions over all levels: lines differ and are at most twelve, options differ, the same id gives the same question
// again, and `evloop orders` finds one order for a sample. Every misconception of the catalogue is somebody's wrong answer.
// --execute runs M of them in the real Node and, where there is one, in Chromium, and compares what is printed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { cores, pool, run, runNode } from '../golden/processes.mjs';
import { Chromium, findChromium } from '../oracle/browser.mjs';

const [evloop] = process.argv.slice(2);
const option = (name, otherwise) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const count = Number(option('count', 400));
const execute = Number(option('execute', 0));
const faults = [];
const fail = (question, why) => faults.push(`${question.id}: ${why}`);

const file = option('file');
const text = file ? fs.readFileSync(file, 'utf8') : (await run(evloop, ['drill', 'questions', `--seed=${option('seed', 2026)}`, `--count=${count}`], { limit: 1200000 })).stdout;
const questions = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
if (!file && questions.length !== count) faults.push(`${questions.length} questions instead of ${count}`);

const beliefs = new Set();
for (const question of questions) {
	const { lines, options, right, kind } = question;
	if (new Set(lines).size !== lines.length || lines.length < 3 || lines.length > 12) fail(question, 'its lines');
	if (options && (new Set(options).size !== options.length || right >= options.length)) fail(question, 'its options');
	if (kind === 'choice') {
		if (options.length !== 4 || options[right] !== lines.join('\n')) fail(question, 'its choice');
		question.beliefs.filter(Boolean).forEach((belief) => beliefs.add(belief));
	}
	if (question.unprinted && (kind !== 'order' || question.unprinted.some((line) => lines.includes(line) || !question.code.includes(line)))) fail(question, 'its lines that are not printed');
	if (/\b[a-z]\d\b|\bfoo|\bbar\b/.test(question.code)) fail(question, 'a name that says nothing');
}
const seen = new Set(questions.flatMap(({ rules }) => rules));
const rules = [...fs.readFileSync(path.join(top, 'lib/drill/rules.def'), 'utf8').matchAll(/^EVL_RULE\(\w+, "([^"]*)"/gm)].map(([, name]) => name);
if (count >= 4000) for (const rule of rules) if (!seen.has(rule)) faults.push(`no question is about ${rule}`);
const catalogue = [...fs.readFileSync(path.join(top, 'lib/base/misconceptions.def'), 'utf8').matchAll(/^EVL_MISCONCEPTION\(\w+, "[^"]*", "([^"]*)"/gm)].map(([, believed]) => believed);
if (count >= 4000) for (const believed of catalogue) if (!beliefs.has(believed)) faults.push(`nobody believes that ${believed}`);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-drill-'));
const sample = (size) => questions.filter((_, i) => i % Math.max(1, Math.floor(questions.length / size)) === 0).slice(0, size);
function written(question) {
	const name = path.join(folder, `${question.id}.${question.host === 'node-esm' ? 'mjs' : 'js'}`);
	fs.writeFileSync(name, question.code);
	return name;
}

await pool(sample(Math.min(40, questions.length)), cores, async (question) => {
	const orders = JSON.parse((await run(evloop, ['orders', '--format=json', `--host=${question.host}`, written(question)])).stdout);
	const outcomes = orders.outcomes ?? orders.orders?.outcomes;
	if (outcomes?.length !== 1) fail(question, `${outcomes?.length} orders`);
	const shown = (await run(evloop, ['drill', 'show', question.id])).stdout;
	if (!question.lines.every((line, i) => shown.includes(` ${i + 1}. ${line} `))) fail(question, 'another question for the same id');
});

let executed = 0;
if (execute > 0) {
	const chosen = sample(execute);
	/* A machine that stands still for 80 ms turns timers around: then once more with ten times the delays. */
	const widened = (question) => ({ ...question, id: `${question.id}-slow`, code: question.code.replace(/, ([1-9]00)\)/g, (_, delay) => `, ${delay}0)`) });
	const agrees = (question, printed) => printed.trimEnd() === question.lines.join('\n');
	const compare = (question, printed, host) => {
		executed++;
		if (printed.trimEnd() !== question.lines.join('\n')) fail(question, `${host} prints\n${printed}instead of\n${question.lines.join('\n')}\n${question.code}`);
	};
	await pool(chosen.filter(({ host }) => host !== 'browser'), cores, async (question) => {
		const { text } = await runNode(written(question));
		compare(question, agrees(question, text) ? text : (await runNode(written(widened(question)))).text, 'node');
	});
	const pages = chosen.filter(({ host }) => host === 'browser');
	if (pages.length > 0 && findChromium()) {
		const browser = await Chromium.launch();
		await pool(pages, 4, async (question) => {
			const { text } = await browser.run(question.code, { settle: 4000, until: question.lines.at(-1) });
			compare(question, agrees(question, text) ? text : (await browser.run(widened(question).code, { settle: 12000, until: question.lines.at(-1) })).text, browser.version);
		});
		await browser.close?.();
	}
}
fs.rmSync(folder, { recursive: true });
for (const fault of faults.slice(0, 20)) console.log(`FAILED: ${fault}`);
console.log(`questions: ${questions.length} questions, ${seen.size} of ${rules.length} rules, ${beliefs.size} of ${catalogue.length} misconceptions, ${executed} executed, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
