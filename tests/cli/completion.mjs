// The completion scripts in the shells that are installed: commands, options, values of options, files.
//
//   node tests/cli/completion.mjs EVLOOP
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Checker } from './check.mjs';

const check = new Checker('completion', path.resolve(process.argv[2]));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-completion-'));
fs.mkdirSync(path.join(folder, 'bin'));
fs.symlinkSync(path.resolve(process.argv[2]), path.join(folder, 'bin/evloop'));
fs.writeFileSync(path.join(folder, 'lesson.js'), '');
const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, TERM: 'dumb' };
const options = { cwd: folder, env, encoding: 'utf8', timeout: 240000 };
const has = (shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const script = (shell) => execFileSync(path.resolve(process.argv[2]), ['completion', shell], { encoding: 'utf8' });

// What is typed, what can follow it, and what cannot.
const cases = [
	['evloop dri', ['drill'], ['check']],
	['evloop help bat', ['batch'], ['lesson.js']],
	['evloop completion f', ['fish'], ['zsh']],
	['evloop check --explicit', ['--explicit-only'], ['--force']],
	['evloop check --fail-on=c', ['certain'], ['high', 'lesson.js']],
	['evloop predict --host=de', ['deno'], ['bun']],
	['evloop predict --prelude=les', ['lesson.js'], []],
	['evloop predict les', ['lesson.js'], []],
];
const shells = [];

if (has('bash')) {
	shells.push('bash');
	fs.writeFileSync(path.join(folder, 'c.bash'), script('bash'));
	for (const [line, wanted, unwanted] of cases) {
		/* readline breaks words at "=" too */
		const words = line.split(/ |(=)/).filter((word) => word !== undefined);
		const quoted = words.map((word) => `'${word}'`).join(' ');
		const offered = execFileSync('bash', ['-c', `source ./c.bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; compopt() { :; }; _evloop; printf '%s\\n' "\${COMPREPLY[@]}"`], options).split('\n');
		for (const one of wanted) check.ok(offered.includes(one), `bash: ${line}: ${one} is not among ${offered}`);
		for (const one of unwanted) check.ok(!offered.includes(one), `bash: ${line}: ${one} is offered`);
	}
}

if (has('fish')) {
	shells.push('fish');
	fs.writeFileSync(path.join(folder, 'c.fish'), script('fish'));
	for (const [line, wanted, unwanted] of cases) {
		const offered = execFileSync('fish', ['--no-config', '-c', `source ./c.fish; complete -C '${line}'`], options).split('\n').map((row) => row.split('\t')[0].replace(/^--[a-z-]+=/, ''));
		for (const one of wanted) check.ok(offered.includes(one), `fish: ${line}: ${one} is not among ${offered}`);
		for (const one of unwanted) check.ok(!offered.includes(one), `fish: ${line}: ${one} is offered`);
	}
}

if (has('zsh')) {
	/* A real line editor: what stands on the line after Tab is what the command is called with. */
	shells.push('zsh');
	fs.writeFileSync(path.join(folder, '_evloop'), script('zsh'));
	fs.writeFileSync(path.join(folder, 'try.zsh'), String.raw`
zmodload zsh/zpty || exit 77
zpty -b z "zsh -f -i"
wait_for() {
  local all= piece
  integer i=0
  while (( i++ < 1000 )); do
    if zpty -r -t z piece 2>/dev/null; then
      all+=$piece
      [[ $all == *"$1"* ]] && { print -r -- "$all"; return 0 }
    else
      sleep 0.02
    fi
  done
  print -r -- "$all"
  return 1
}
zpty -w -n z $'PS1="ready> "; autoload -Uz compinit; compinit -u -D; source ./_evloop; evloop() { if [[ $2 == --option-rows ]]; then command evloop "$@"; else print "ARGS:[$*]E""ND"; fi }; echo LOAD""ED\n'
wait_for LOADED >/dev/null
while IFS=: read -r line rest; do
  zpty -w -n z "$line"$'\t'
  wait_for "$rest" >/dev/null
  sleep 0.2
  zpty -w -n z $'\n'
  wait_for ']END' | grep -o 'ARGS:.*]END'
done
zpty -d z
`);
	const typed = cases.filter(([, , unwanted]) => unwanted.length !== 0);
	const lines = typed.map(([line, [wanted]]) => `${line}:${wanted}`).join('\n');
	const result = spawnSync('zsh', ['-f', 'try.zsh'], { ...options, input: `${lines}\n` });
	if (result.status !== 77) {
		const called = result.stdout.split('\n').filter(Boolean);
		typed.forEach(([line, [wanted]], i) => {
			const end = line.replace(/^evloop /, '').replace(/[^ =]*$/, '') + wanted;
			check.ok(called[i]?.trim() === `ARGS:[${end}]END`, `zsh: ${line}: ${called[i]}, not ${end}`);
		});
	}
}
fs.rmSync(folder, { recursive: true });
console.log(`completion: tried in ${shells.join(', ') || 'no shell'}`);
check.ok(true, 'done');
check.done();
