// Random regular expressions and texts, matched by the real node and by evloop: node tests/fuzz/regexp.mjs EVLOOP [SEED [COUNT [ROUNDS]]]
//
// Each round is one program of COUNT pairs, which prints a line for each; the lines must be equal. A pattern that is none
// must be refused in the same words. What differs is printed with its pattern; the seed makes it again.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [evloop, seed = '1', count = '400', rounds = '5'] = process.argv.slice(2);

function random(state) {
	let a = state >>> 0;
	return (n) => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (((t ^ (t >>> 14)) >>> 0) / 4294967296) * n | 0;
	};
}

function generator(below) {
	const pick = (list) => list[below(list.length)];
	const letters = ['a', 'b', 'c', 'A', 'B', '1', '_', ' ', '-', 'k', 's', '\u017f', '\u212a', '\u00e9', '\u00c9', '\u00df', '\n', '\u{1f600}', '\u{10400}', '\u{10428}', '\ud83d'];
	const words = ['ab', 'abc', 'aab', 'ba', 'c', ''];
	let groups = 0, sets = false;
	const letter = () => {
		const c = below(8) === 0 ? pick(letters) : pick(['a', 'b', 'c', 'a', 'b', 'A']);
		return sets && '-() '.includes(c) ? 'a' : c === '\n' ? '\\n' : c;
	};
	const escape = () => pick(['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\w', '\\d', '\\x61', '\\u0062', '\\u{63}', '\\cA', '\\0', '\\-', '\\/', '\\.', '\\p{Lu}', '\\P{L}', '\\p{Script=Greek}', '\\u{1f600}', '\\ud83d\\ude00', '\\k', '\\8', '\\07', '\\c', '\\x']);
	const classItem = (depth) => {
		switch (below(sets ? 9 : 6)) {
		case 0: return escape();
		case 1: { const a = pick(['a', 'A', '0', 'b']), b = pick(['c', 'C', '9', 'z', 'a']); return `${a}-${b}`; }
		case 6: return depth > 0 ? charClass(depth - 1) : letter();
		case 7: return `\\q{${pick(words)}|${pick(words)}}`;
		case 8: return pick(['\\p{Emoji_Keycap_Sequence}', '\\p{Lu}', '\\p{ASCII}']);
		default: return letter();
		}
	};
	const charClass = (depth) => {
		const negative = below(4) === 0 ? '^' : '';
		if (sets && below(3) === 0) {
			const op = pick(['&&', '--']), parts = Array.from({ length: 2 + below(2) }, () => pick([() => charClass(0), escape, letter, () => `\\q{${pick(words)}|${pick(words)}}`])());
			return `[${negative}${parts.join(op)}]`;
		}
		return `[${negative}${Array.from({ length: below(4) }, () => classItem(depth)).join('')}]`;
	};
	const quantifier = () => (below(3) ? '' : pick(['*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}', '{0}', '{,2}']) + pick(['', '', '?']));
	const atom = (depth) => {
		const kind = below(depth > 0 ? 20 : 9);
		if (kind < 5) return letter();
		if (kind === 5) return '.';
		if (kind === 6) return escape();
		if (kind === 7) return charClass(1);
		if (kind === 8) return pick(['^', '$', '\\b', '\\B', '\\1', '\\2', '\\3', '\\k<n>']);
		if (kind < 14) { groups++; return `(${disjunction(depth - 1)})`; }
		if (kind === 14) return `(?:${disjunction(depth - 1)})`;
		if (kind === 15) { groups++; return `(?<${pick(['n', 'm', 'n2'])}>${disjunction(depth - 1)})`; }
		return `(?${pick(['=', '!', '<=', '<!'])}${disjunction(depth - 1)})`;
	};
	const sequence = (depth) => Array.from({ length: below(4) + (below(2)) }, () => atom(depth) + quantifier()).join('');
	const disjunction = (depth) => (below(3) ? sequence(depth) : `${sequence(depth)}|${sequence(depth)}`);
	const damage = (pattern) => {
		if (below(12)) return pattern;
		const at = below(pattern.length + 1);
		return below(2) ? pattern.slice(0, at) + pattern.slice(at + 1) : pattern.slice(0, at) + pick(['(', ')', '[', ']', '{', '}', '*', '\\', '?', '|', '(?<', '-', '&&']) + pattern.slice(at);
	};
	return () => {
		const flags = pick(['', '', '', 'i', 'u', 'iu', 'v', 'iv', 'm', 's', 'g', 'y', 'gi', 'd', 'dg', 'gu', 'imu', 'sv', 'gy']);
		sets = flags.includes('v');
		groups = 0;
		const pattern = damage(disjunction(3));
		const text = Array.from({ length: below(14) }, () => (below(4) ? pick(['a', 'b', 'c', 'A']) : pick(letters))).join('');
		return [pattern, flags, text];
	};
}

const program = (pairs) => `const pairs = ${JSON.stringify(pairs)};
const show = (v) => JSON.stringify(v, (k, x) => (x === undefined ? '<undefined>' : x));
pairs.forEach(([pattern, flags, text], i) => {
	let line;
	try {
		const r = new RegExp(pattern, flags);
		const m = r.exec(text);
		line = m === null ? 'null' : show([...m]) + m.index + show(m.groups) + show(m.indices) + r.lastIndex;
		r.lastIndex = 0;
		line += ' ' + show(text.replace(r, '<$&|$1|$<n>>')) + show(text.split(r, 20)) + show(text.match(r)) + text.search(r);
	} catch (e) {
		line = e.name + ': ' + e.message;
	}
	console.log(i + ' ' + line);
});
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regexp-'));
let bad = 0, looked = 0;
for (let round = 0; round < Number(rounds); round++) {
	const next = generator(random(Number(seed) * 1000 + round)), pairs = Array.from({ length: Number(count) }, next);
	const file = path.join(folder, `round${round}.js`);
	fs.writeFileSync(file, program(pairs));
	const expected = execFileSync(process.execPath, [file]).toString().split('\n');
	const run = spawnSync(evloop, ['predict', '--format=plain', '--host=node', file], { maxBuffer: 1 << 28 });
	const got = run.stdout.toString().split('\n');
	for (let i = 0; i < pairs.length; i++) {
		looked++;
		if (got[i] === expected[i]) continue;
		if (bad++ < 12) console.log(`seed ${seed} round ${round}: ${JSON.stringify(pairs[i])}\n  node   ${expected[i]}\n  evloop ${got[i] ?? run.stderr.toString().slice(0, 300)}`);
		if (got[i] === undefined) break;
	}
}
fs.rmSync(folder, { recursive: true });
console.log(`regexp: ${looked} pairs, ${bad} differ`);
process.exit(bad || looked === 0 ? 1 : 0);
