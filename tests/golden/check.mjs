// The documents under fixtures/check: what `evloop check` extracts from each, and its verdicts.
//   node tests/golden/check.mjs EVLOOP [part of a name ...] [--write]
//
// Beside NAME.md stands NAME.md.expected.json: per sample id, line, form, confidence, status, guards; and the findings.
// --write rewrites them: read the difference as you would read code. The lines that confirmed and wrong samples are
// predicted to print were compared with node's when the documents were written.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { top } from './fixtures.mjs';

const [evloop, ...rest] = process.argv.slice(2);
const write = rest.includes('--write');
const parts = rest.filter((word) => !word.startsWith('--'));
const folder = path.join(top, 'fixtures/check');
const files = fs.readdirSync(folder, { recursive: true }).map((file) => file.replaceAll('\\', '/'))
	.filter((file) => /\.(md|mdx|html|js|mjs|cjs)$/.test(file) && (parts.length === 0 || parts.some((part) => file.includes(part)))).sort();

function check(names) {
	const options = ['check', '--no-config', '--format=json', ...names];
	try {
		return JSON.parse(execFileSync(path.resolve(evloop), options, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }));
	} catch (error) {
		if (error.status !== 1) throw error;
		return JSON.parse(error.stdout);
	}
}

const report = check(files);
const short = ({ rule, level, span }) => ({ rule, level, line: span.line, column: span.column });
const byFile = new Map(files.map((file) => [file, { samples: [], findings: [] }]));
for (const document of report.documents) byFile.get(document.file).findings.push(...document.findings.map(short));
for (const { file, id, line, form, confidence, status, guards, findings } of report.samples) {
	byFile.get(file).samples.push({ id: id.slice(file.length), line, form, confidence, status, guards });
	byFile.get(file).findings.push(...findings.map(short));
}

const lines = (items) => (items.length ? `[${items.map((item) => `\n\t\t${JSON.stringify(item)}`).join(',')}\n\t]` : '[]');
let faults = 0, samples = 0;
for (const [file, got] of byFile) {
	const text = `{\n\t"samples": ${lines(got.samples)},\n\t"findings": ${lines(got.findings)}\n}\n`;
	const expected = path.join(folder, `${file}.expected.json`);
	samples += got.samples.length;
	if (write) fs.writeFileSync(expected, text);
	const known = fs.existsSync(expected) ? fs.readFileSync(expected, 'utf8') : '';
	if (known === text) continue;
	faults++;
	console.log(`${file}\n  expected: ${known}\n  found: ${text}`);
}
console.log(`check: ${files.length} documents, ${samples} samples, ${faults} faults`);
process.exit(faults || files.length === 0 ? 1 : 0);
