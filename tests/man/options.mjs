// The man pages and the program agree: each command has a page, and its page names exactly the options that
// `evloop COMMAND --help` names. mandoc, where installed, finds nothing wrong with the pages.
//
//   node tests/man/options.mjs EVLOOP
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { run } from '../golden/processes.mjs';

const evloop = process.argv[2];
const faults = [];
const folder = path.join(top, 'man');
const pages = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => /^evloop(-\w+)?\.1$/.test(name)) : [];

/* Long options that a page documents: list items such as `.It Fl -format Ns = Ns Ar how`. */
function documented(text) {
	const found = new Set();
	for (const line of text.split('\n')) {
		if (!line.startsWith('.It')) continue;
		for (const [, name] of line.matchAll(/Fl -([a-z][\w-]*)/g)) found.add(name);
	}
	return found;
}

for (const page of pages) {
	const command = /^evloop-(\w+)\.1$/.exec(page)?.[1];
	const text = fs.readFileSync(path.join(folder, page), 'utf8');
	const help = await run(evloop, command ? [command, '--help'] : ['--help']);
	if (help.status !== 0 || !help.stdout) faults.push(`${page}: --help ended with ${help.status}`);
	const offered = new Set([...help.stdout.matchAll(/(?:^|[\s,[])--([a-z][\w-]*)/gm)].map(([, name]) => name));
	if (command) {
		for (const name of offered) if (!documented(text).has(name)) faults.push(`${page}: --${name} is missing`);
		for (const name of documented(text)) if (!offered.has(name)) faults.push(`${page}: --${name} is not an option of the program`);
	}
	const lint = await run('mandoc', ['-T', 'lint', '-W', 'warning', path.join(folder, page)]);
	if (lint.status > 1) faults.push(`${page}:\n${lint.stdout}${lint.stderr}`);
}
const main = await run(evloop, ['--help']);
for (const [, command] of main.stdout.matchAll(/^ {2,}(?:evloop )?([a-z]+) {2,}/gm)) {
	if (command !== 'help' && !pages.includes(`evloop-${command}.1`)) faults.push(`evloop ${command} has no page`);
}
for (const fault of faults) console.log(fault);
console.log(`man: ${pages.length} pages, ${faults.length} faults`);
process.exit(faults.length || pages.length < 3 ? 1 : 0);
