// Random arithmetic on BigInts on the real Node and on evloop, compared line by line:
//
//   node tests/fuzz/bigint.mjs EVLOOP [--seed=N] [--count=M] [--lines=L]
//
// Each of the M programs prints L results. Operands cluster where carries, digits and signs meet: near powers of two,
// near multiples of 60 and 64 bits, with long runs of ones, of all lengths up to a few thousand bits.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { option } from './generate.mjs';

const args = process.argv.slice(2);
const seed = Number(option(args, 'seed', 1));
const count = Number(option(args, 'count', 20));
const lines = Number(option(args, 'lines', 400));
const evloop = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? 'build/release/evloop');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-bigint-'));

/* mulberry32 */
function random(state) {
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

function program(next) {
	const below = (n) => Math.floor(next() * n);
	const pick = (list) => list[below(list.length)];
	const bits = () => pick([1, 8, 30, 52, 53, 54, 59, 60, 61, 63, 64, 65, 119, 120, 121, 128, 180, 240, 1024, 1025, below(300) + 1, below(6000) + 1]);
	const digits = (n) => Array.from({ length: n }, () => '0123456789abcdef'[below(16)]).join('');
	const magnitude = () => {
		const n = bits();
		return pick([
			() => `0x${digits(Math.ceil(n / 4))}n`,
			() => `(1n<<${n}n)`,
			() => `((1n<<${n}n)-1n)`,
			() => `((1n<<${n}n)+${pick([1, 2, 3])}n)`,
			() => `(((1n<<${n}n)-1n)<<${below(200)}n)`,
			() => `${below(10)}n`,
			() => `${1 + below(9)}${Array.from({ length: Math.ceil(n / 3.3) }, () => below(10)).join('')}n`,
		])();
	};
	const value = () => (next() < 0.5 ? magnitude() : `(-${magnitude()})`);
	const number = () => pick(['0', '-0', '1', '-1', '0.5', '-1.5', '2**53', '2**53+2', '-(2**63)', '2**64', '2**60', '2**120', '1.5e300', 'Infinity', '-Infinity', 'NaN', '1e21', String(next() * 2 ** below(200)), `Number(${value()})`]);
	const line = pick([
		...['+', '-', '*', '/', '%', '&', '|', '^'].map((op) => () => `(${value()})${op}(${value()})`),
		() => `(${value()})<<${pick(['', '-'])}${below(400)}n`,
		() => `(${value()})>>${pick(['', '-'])}${below(400)}n`,
		() => `(${value()})**${below(40)}n`,
		() => `-(${value()})`,
		() => `~(${value()})`,
		() => `BigInt.asIntN(${below(300)},${value()})`,
		() => `BigInt.asUintN(${below(300)},${value()})`,
		() => `BigInt.asIntN(${pick([60, 64, 120, 61])},${value()})`,
		() => `Number(${value()})`,
		() => `BigInt(Math.trunc(${number()}))`,
		() => `(${value()}).toString(${2 + below(35)})`,
		() => `(${value()}).toLocaleString()`,
		() => `BigInt(${JSON.stringify(`${pick(['', '-', '+', ' ', '0x', '0b', '0o', '0X'])}${pick([digits(below(40)), String(below(1e9)), '1010', ''])}${pick(['', ' ', 'n', '.'])}`)})`,
		...['<', '>', '<=', '>=', '==', '!=', '===', '!=='].flatMap((op) => [
			() => `(${value()})${op}(${value()})`,
			() => `(${value()})${op}(${number()})`,
			() => `(${number()})${op}(${value()})`,
		]),
		() => `(${value()})<${JSON.stringify(String(below(1e9)))}`,
		() => `((a,b)=>[a/b*b+a%b===a,(a+b)*(a-b)===a*a-b*b,((a&b)|(a&~b))===a])(${value()},${value()}||1n)`,
	])();
	return `try{console.log(String(${line}))}catch(e){console.log(e.name+': '+e.message)}`;
}

let differences = 0;
for (let i = 0; i < count; i++) {
	const next = random(seed * 100003 + i);
	const text = Array.from({ length: lines }, () => program(next));
	const file = path.join(folder, `${i}.js`);
	fs.writeFileSync(file, text.join('\n'));
	const options = { maxBuffer: 1 << 28, encoding: 'utf8' };
	const real = spawnSync(process.execPath, [file], options);
	const model = spawnSync(evloop, ['predict', '--format=plain', '--host=node', file], options);
	const want = real.stdout.split('\n');
	const got = model.stdout.split('\n');
	if (model.status !== 0 || want.length !== got.length) {
		differences++;
		console.log(`program ${i}: exit ${model.status ?? model.signal}, ${got.length} lines for ${want.length}\n${model.stderr.slice(0, 500)}`);
	}
	for (let at = 0; at < want.length; at++) {
		if (want[at] === got[at]) continue;
		differences++;
		console.log(`program ${i}: ${text[at]?.slice(0, 300)}\n  node   ${want[at]?.slice(0, 200)}\n  evloop ${got[at]?.slice(0, 200)}`);
		break;
	}
}
fs.rmSync(folder, { recursive: true });
console.log(`bigint: ${count} programs of ${lines} lines, seed ${seed}: ${differences} differences`);
process.exit(differences ? 1 : 0);
