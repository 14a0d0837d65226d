// Every header compiles alone: node tests/policy/headers.mjs CC [folder of other people's headers ...]
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { cores, pool, run } from '../golden/processes.mjs';

const [cc = 'cc', ...folders] = process.argv.slice(2);
const headers = fs.readdirSync(path.join(top, 'lib'), { recursive: true }).filter((file) => file.endsWith('.h')).sort();
const results = await pool(headers, cores, async (header) => {
	const name = header.startsWith('include/') ? `<${header.slice('include/'.length)}>` : `"${header}"`;
	const { status, stderr } = await run(cc, ['-std=c17', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', '-Ilib', '-Ilib/include', ...folders.flatMap((folder) => ['-isystem', folder]), '-xc', '-'], { cwd: top, input: `#include ${name}\nextern int evl_alone;\n` });
	return status === 0 ? undefined : `${header} does not compile alone:\n${stderr}`;
});
const faults = results.filter(Boolean);
for (const fault of faults) console.log(fault);
console.log(`headers: ${headers.length} compiled alone, ${faults.length} faults`);
process.exit(faults.length || headers.length === 0 ? 1 : 0);
