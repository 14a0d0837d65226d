// The formats of `evloop check`, read by what consumes them: JSON.parse, Python's XML parser, and, where npm can bring
// them, tap-parser and the schema of SARIF under ajv. Without a network the strict readers below take their place.
//
//   node tests/check/outputs.mjs EVLOOP [FOLDER FOR NPM]
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Checker } from '../cli/check.mjs';
import { Folder, environment, order, right, silent, wrong } from './folder.mjs';

const check = new Checker('outputs', path.resolve(process.argv[2]));
const consumers = process.argv[3];
const folder = new Folder('outputs');
const evloop = (args, env) => check.evloop(['check', ...args], { cwd: folder.top, env: environment(env) });

const hostile = "```js\nconsole.log('<&\">]]>::x'); // => '\u0001<b>&amp;'\n```\n";
folder.write('docs/a b,c:d%.md', `# Überschrift 日本\n\n${wrong}\n${right}\n${order}`);
folder.write('docs/hostile.md', `${hostile}\n${silent}\n<!-- evloop: skpi -->\n\n${right}`);
folder.write('docs/good.md', right);
folder.write('docs/old.md', wrong);
folder.write('.evloop.jsonc', '{ "expectFail": ["docs/old.md"] }');

const names = ['json', 'ndjson', 'github', 'sarif', 'junit', 'tap', 'rdjsonl', 'html'];
const result = await evloop([...names.flatMap((name) => ['--output', `${name}=out.${name}`]), 'docs']);
check.equal(result.status, 1, `status: ${result.stderr}`);
const text = Object.fromEntries(names.map((name) => [name, folder.read(`out.${name}`)]));
for (const name of names) {
	const alone = await evloop([`--format=${name}`, 'docs']);
	check.ok(alone.stdout === text[name], `--format=${name} and --output ${name}=FILE are the same bytes`);
}

// json, ndjson
const report = JSON.parse(text.json);
const errors = report.samples.flatMap((sample) => sample.findings).concat(report.documents.flatMap((one) => one.findings)).filter((one) => one.level === 'error' && !one.expectedToFail && !one.inBaseline);
check.equal(`${report.evloop} ${report.tool.name} ${report.summary.files}`, '1 evloop 4', 'json: versions');
check.equal(report.summary.errors, errors.length, 'json: the summary counts the findings');
check.ok(errors.length >= 4, `json: the findings of the documents: ${errors.length}`);
for (const sample of report.samples) {
	for (const member of ['id', 'file', 'line', 'endLine', 'lang', 'hosts', 'status', 'confidence', 'form', 'expected', 'predicted', 'order', 'guards', 'findings', 'fingerprint']) check.ok(member in sample, `json: ${sample.id}: ${member}`);
	for (const one of sample.findings) check.ok(/^EV\d{3}$/.test(one.rule) && one.span.line >= 1 && /^[0-9a-f]{16}$/.test(one.fingerprint), `json: a finding of ${sample.id}: ${JSON.stringify(one)}`);
}
check.ok(report.documents.some((one) => one.findings[0].rule === 'EV101'), 'json: the directive');
const lines = text.ndjson.trimEnd().split('\n').map((line) => JSON.parse(line));
check.equal(JSON.stringify(lines.filter((one) => one.id !== null)), JSON.stringify(report.samples), 'ndjson: the same samples');

// github
const commands = text.github.trimEnd().split('\n');
for (const line of commands) check.match(line, /^::(error|warning|notice) (file=[^:,]+,line=\d+,endLine=\d+,col=\d+,)?title=[^:,]+::[^\r\n]+$/, 'github: a command');
check.ok(commands.some((line) => line.startsWith('::error file=docs/a b%2Cc%3Ad%25.md,line=4,')), `github: properties are escaped\n${text.github}`);
for (let i = 0; i < 15; i++) folder.write(`many/${i}.md`, wrong);
const many = (await evloop(['--format=github', 'many'])).stdout.trimEnd().split('\n');
check.equal(`${many.length} ${many.at(-1)}`, '11 ::notice title=evloop check::5 more findings; see the log', 'github: ten errors and a notice');
const actions = await evloop(['many/1.md'], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: folder.path('step.md') });
check.match(actions.stdout, /^many\/1\.md:2:[\s\S]*\n::error file=many\/1\.md/, 'in GitHub Actions text and annotations');
check.match(folder.read('step.md'), /^### evloop check\n[\s\S]*\| error \| EV202 \| many\/1\.md:2 \|/, 'and a step summary');
check.ok(!/::error/.test((await evloop(['--format=text', 'many/1.md'], { GITHUB_ACTIONS: 'true' })).stdout), 'not with --format');

// sarif
const sarif = JSON.parse(text.sarif);
const run = sarif.runs[0];
const rules = run.tool.driver.rules;
check.equal(`${sarif.version} ${sarif.runs.length} ${run.columnKind}`, '2.1.0 1 unicodeCodePoints', 'sarif: versions');
check.equal(new Set(rules.map((rule) => rule.id)).size, rules.length, 'sarif: rules are listed once');
const manual = fs.readFileSync(new URL('../../man/evloop-check.1', import.meta.url), 'utf8');
for (const { id, helpUri } of rules)
	check.ok(helpUri === `man:evloop-check(1)#${id}` && manual.includes(id), `sarif: the help of ${id}: ${helpUri}`);
for (const one of run.results) {
	const where = one.locations[0].physicalLocation;
	check.equal(rules[one.ruleIndex].id, one.ruleId, 'sarif: ruleIndex');
	check.ok(where.artifactLocation.uriBaseId === 'SRCROOT' && !/[ ,%](?![0-9A-F]{2})/.test(where.artifactLocation.uri), `sarif: ${where.artifactLocation.uri}`);
	check.ok(folder.read(decodeURIComponent(where.artifactLocation.uri)).split('\n').length >= where.region.startLine, 'sarif: the place is in the document');
	check.ok(Object.values(one.partialFingerprints).every((value) => /^[0-9a-f]{16}$/.test(value)), 'sarif: fingerprints');
}
check.ok(run.results.some((one) => one.suppressions?.[0].kind === 'external'), 'sarif: what is expected to fail is suppressed');
check.ok(run.results.some((one) => one.fixes?.[0].artifactChanges[0].replacements.length >= 1), 'sarif: fixes');

// rdjsonl
for (const one of text.rdjsonl.trimEnd().split('\n').map((line) => JSON.parse(line))) {
	const document = folder.read(one.location.path).split('\n');
	const { start, end } = one.location.range;
	check.ok(start.line <= end.line && Buffer.byteLength(document[start.line - 1]) >= start.column - 1, `rdjsonl: ${JSON.stringify(one.location)}`);
	check.match(one.severity, /^(ERROR|WARNING|INFO)$/, 'rdjsonl: severity');
	check.ok(one.suggestions === undefined || one.suggestions.length === 1, 'rdjsonl: one suggestion per finding');
}

// junit
folder.write('junit.py', 'import sys, json, xml.etree.ElementTree as E\nr = E.parse(sys.argv[1]).getroot()\nassert r.tag == "testsuites"\nprint(json.dumps([[s.attrib, [[c.attrib, [[k.tag, k.attrib, k.text] for k in c]] for c in s]] for s in r]))\n');
const python = spawnSync('python3', [folder.path('junit.py'), folder.path('out.junit')], { encoding: 'utf8' });
if (python.error === undefined) {
	check.equal(python.status, 0, `junit: Python reads it: ${python.stderr}`);
	let failures = 0;
	for (const [suite, cases] of JSON.parse(python.stdout)) {
		check.equal(Number(suite.tests), cases.length, `junit: ${suite.name}: tests`);
		check.equal(Number(suite.failures), cases.filter(([, inside]) => inside.some(([tag]) => tag === 'failure')).length, `junit: ${suite.name}: failures`);
		check.equal(Number(suite.skipped), cases.filter(([, inside]) => inside.some(([tag]) => tag === 'skipped')).length, `junit: ${suite.name}: skipped`);
		failures += Number(suite.failures);
	}
	check.ok(failures >= 3, `junit: failures: ${failures}`);
}
check.ok(!/[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text.junit), 'junit: no control characters');

// tap
const points = text.tap.split('\n').filter((line) => /^(not )?ok /.test(line));
check.match(text.tap, /^TAP version 14\n(((not )?ok \d+ - .*\n)(  ---\n(  .*\n)+?  \.\.\.\n)?)+1\.\.\d+\n$/, 'tap: its lines');
points.forEach((line, i) => check.equal(Number(/\d+/.exec(line)[0]), i + 1, 'tap: numbers'));
check.equal(Number(/1\.\.(\d+)/.exec(text.tap)[1]), points.length, 'tap: the plan');
check.ok(points.some((line) => line.startsWith('not ok') && line.endsWith('# TODO expected to fail')), 'tap: TODO');

// html
check.match(text.html, /^<!DOCTYPE html>\n<html lang="en">[\s\S]*<\/html>\n$/, 'html: a page');
check.ok(!/<script|https?:|src=/i.test(text.html), 'html: nothing is fetched, no script');
check.match(text.html, /<svg role="img" aria-labelledby="t1 d1"[^>]*><title id="t1">[^<]+<\/title><desc id="d1">[^<]+<\/desc>/, 'html: the picture has words');
check.ok(!text.html.includes('<b>&amp;'), 'html: texts of documents are escaped');

// a full disk, a reader that goes away
if (fs.existsSync('/dev/full')) {
	check.equal((await evloop(['--output=json=/dev/full', 'docs'])).status, 2, 'an output that cannot be written');
	const full = spawnSync('/bin/sh', ['-c', '"$0" check --format=json docs > /dev/full', path.resolve(process.argv[2])], { cwd: folder.top, env: environment(), encoding: 'utf8' });
	check.equal(full.status, 2, 'standard output that cannot be written');
}

// consumers from npm, once per build folder
function modules() {
	if (!consumers) return undefined;
	fs.mkdirSync(consumers, { recursive: true });
	const at = path.join(path.resolve(consumers), 'package.json');
	const wanted = { 'tap-parser': '18.3.0', ajv: '8.17.1', '@microsoft/jest-sarif': '1.0.0-beta.0' };
	try {
		if (!fs.existsSync(path.join(consumers, 'node_modules/tap-parser'))) {
			fs.writeFileSync(at, JSON.stringify({ private: true, dependencies: wanted }));
			execFileSync('npm', ['install', '--silent', '--no-fund', '--no-audit', '--ignore-scripts'], { cwd: consumers, timeout: 60000, stdio: 'ignore' });
		}
		return createRequire(at);
	} catch {
		return undefined;
	}
}
const require = modules();
if (require) {
	const { Parser } = require('tap-parser');
	const events = Parser.parse(text.tap);
	const asserts = events.filter(([kind]) => kind === 'assert').map(([, one]) => one);
	check.equal(asserts.length, points.length, 'tap-parser: test points');
	check.equal(events.filter(([kind]) => kind === 'extra' || kind === 'bailout').length, 0, 'tap-parser: nothing that it does not know');
	check.ok(asserts.some((one) => !one.ok && one.diag?.severity === 'error' && one.diag.expected?.length >= 1 && one.diag.at.line >= 1), 'tap-parser: the YAML block');
	check.ok(asserts.some((one) => one.todo && !one.ok), 'tap-parser: TODO');
	const Ajv = require('ajv');
	const schema = JSON.parse(fs.readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
	delete schema.$schema; // draft 04, whose words that it uses mean the same
	delete schema.id;
	const validate = new (Ajv.default ?? Ajv)({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(schema);
	check.ok(validate(sarif), `the schema of SARIF: ${JSON.stringify(validate.errors)}`);
} else {
	console.log('outputs: npm brings no consumers; the strict readers of this test have looked');
}
folder.remove();
check.done();
