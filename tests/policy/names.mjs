// Nothing in the repository names a package registry's host or a path of somebody's machine, and lib/ and cli/ hold no
// word for unfinished work. (The patterns are written so that they do not find themselves.)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';

const anywhere = [/regist[r]y\.(npmjs|yarnpkg)/, /npmmir[r]or/, /deb\.deb[i]an\.org/, /files\.pytho[n]hosted/, /\/wor[k]\//, /\/hom[e]\/\w+\//, /\/tm[p]\/(bash|studio)/];
// XXX is ISO 4217's code of no currency; TODO is a word of the Test Anything Protocol.
const data = /^lib\/builtins\/currency_table\.def$|^lib\/report\/check_tap\.c$/;
const code = [/\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/];
const allowed = new Set(fs.readdirSync(top).filter((name) => name.startsWith('.')).concat(['CMakeLists.txt', 'cli', 'lib', 'grammar', 'fixtures', 'tests', 'man', 'README.md', 'LICENSE', 'CMakePresets.json', 'Makefile']));

const files = execFileSync('git', ['ls-files', '-z'], { cwd: top }).toString().split('\0').filter(Boolean);
const faults = [];
for (const file of files) {
	if (!allowed.has(file.split('/')[0])) faults.push(`${file}: not a name of the top level`);
	if (!fs.existsSync(path.join(top, file))) continue;
	const patterns = /^(lib|cli)\//.test(file) && !data.test(file) ? [...anywhere, ...code] : anywhere;
	for (const [i, line] of fs.readFileSync(path.join(top, file), 'utf8').split('\n').entries()) {
		for (const pattern of patterns) if (pattern.test(line)) faults.push(`${file}:${i + 1}: ${line.trim().slice(0, 120)}`);
	}
	// Node's own modules keep their names.
	if (!/^lib\/host\/\w+\/js\//.test(file) && /^(lib|cli)\/.*(utils?|misc|common|helpers?)\b/.test(file)) faults.push(`${file}: a drawer, not a noun`);
}
for (const fault of faults) console.log(fault);
console.log(`names: ${files.length} files, ${faults.length} faults`);
process.exit(faults.length || files.length === 0 ? 1 : 0);
