// mandoc finds nothing to mend in the man pages.
//
//   node tests/man/lint.mjs MANDOC
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';

const folder = path.join(top, 'man');
const pages = fs.readdirSync(folder).filter((name) => /\.[1-9]$/.test(name));
// evloop's own pages need not be installed for the test
const ours = new RegExp(`referenced manual not found: Xr (${pages.map((name) => name.replace('.', ' ')).join('|')})( \\(|$)`);
let faults = 0;
for (const page of pages) {
	const { stdout, stderr } = spawnSync(process.argv[2], ['-T', 'lint', path.join(folder, page)], { encoding: 'utf8' });
	for (const line of `${stdout}${stderr}`.split('\n')) {
		if (line === '' || ours.test(line)) continue;
		faults++;
		console.log(`FAILED: ${line}`);
	}
}
console.log(`lint: ${pages.length} pages, ${faults} faults`);
process.exit(faults || pages.length === 0 ? 1 : 0);
