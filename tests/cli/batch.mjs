// `evloop batch`: every line gets its answer, and nothing can keep it from that; completion scripts.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { Checker } from './check.mjs';

const evloop = path.resolve(process.argv[2]);
const check = new Checker('batch', evloop);
const batch = async (input, args = []) => {
	const result = await check.evloop(['batch', ...args], { input });
	check.equal(result.stderr, '', `batch ${args.join(' ')}: standard error`);
	return { ...result, lines: result.stdout.split('\n').slice(0, -1) };
};
const records = (...list) => list.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)) + '\n').join('');

const first = await batch(records({ id: 1, code: "console.log('A\\tB'); console.error('C'); setTimeout(() => console.log('D'), 5)", host: 'node' }));
check.equal(first.stdout, '{"v":1,"id":1,"ok":true,"lines":[{"n":1,"t":0,"stream":"out","text":"A\\tB","line":1},{"n":2,"t":0,"stream":"err","text":"C","line":1},{"n":3,"t":5,"stream":"out","text":"D","line":1}],"exit":0,"endless":false,"deterministic":true,"match":null}\n', 'an answer');
for (const empty of ['', '\n', ' \t\r\n\n']) check.equal((await batch(empty)).stdout, '', `nothing from ${JSON.stringify(empty)}`);

const ids = ['1.50', '-0', '1e400', '"a\\u0041"', 'null', '{"a":[1, 2]}', '123456789012345678901234567890'];
const echoed = await batch(ids.map((id) => `{"id":${id},"code":""}\n`).join(''));
ids.forEach((id, i) => check.ok(echoed.lines[i]?.startsWith(`{"v":1,"id":${id},"ok":true`), `id ${id}: ${echoed.lines[i]}`));

const bad = ['nope', '[1]', '"x"', '{', '{"id":2}', '{"code":1}', '{"code":"","host":"ie"}', '{"code":"","host":1}', '{"code":"","cod":1}', '{"code":"","provide":[1]}', '{"code":"","limits":[]}', '{"code":"","limits":{"maxSteps":"x"}}', '{"code":"","want":["x"]}', '{"code":"","expect":"x"}', '{"code":"\\ud800"}', '{"code":"","module":1}', '{"code":"\x00"}', '['.repeat(100000), '{"code":"","prelude":5}'];
const refused = await batch(`\n${bad.map((line) => `${line}\n`).join('')}{"id":"last","code":"console.log(1)"}`);
check.equal(refused.lines.length, bad.length + 1, 'an answer for each bad record');
refused.lines.slice(0, -1).forEach((line, i) => {
	const answer = JSON.parse(line);
	check.ok(answer.ok === false && answer.error.code === 'EV901' && answer.error.message.length > 3, `${bad[i].slice(0, 40)}: ${line}`);
	if (answer.id === null) check.equal(answer.record, i + 2, `${bad[i].slice(0, 40)}: its line`);
});
check.equal(JSON.parse(refused.lines.at(-1)).lines[0].text, '1', 'a last line without its end');
check.equal(refused.status, 0, 'answers that are not ok are no failure');
check.equal((await batch('nope\n', ['--strict-exit'])).status, 1, '--strict-exit');

const other = await batch(records({ code: 'let x =' }, { code: "console.log(1); new Intl.DateTimeFormat('th')" }, { code: 'for (;;) ;' }, { code: 'let a = []; for (;;) a.push([a.length]);', limits: { maxMemory: 50e6 } }, { code: "console.log('é', '\u2028')" }));
const answers = other.lines.map((line) => JSON.parse(line));
check.equal(answers[0].error?.code, 'EV902', 'code that does not parse');
check.ok(answers[1].error?.code === 'EV302' && /locale/.test(answers[1].error.message) && answers[1].lines.length === 1, `not covered: ${other.lines[1]}`);
check.equal(answers[2].endless, true, 'an endless loop');
check.equal(answers[3].error?.code ?? answers[3].endless, answers[3].error ? 'EV306' : true, `a limit: ${other.lines[3]?.slice(0, 200)}`);
check.equal(answers[4].lines[0].text, 'é \u2028', 'other letters');

const race = 'setTimeout(() => console.log(1)); setImmediate(() => console.log(2));';
const matched = (await batch(records({ code: race, host: 'node', expect: ['2', '1'] }, { code: race, host: 'node', expect: ['1', '2'] }, { code: race, host: 'node', expect: ['1'] }, { code: 'console.log(1)', expect: ['1'], want: ['why', 'order'] }))).lines.map((line) => JSON.parse(line));
check.equal(JSON.stringify(matched.map((one) => [one.match, one.deterministic])), '[[true,false],[true,false],[false,false],[true,true]]', 'match, deterministic');
check.ok(matched[3].lines[0].why && matched[3].lines[0].sure === 'guaranteed', 'want');

const long = await batch(`{"id":1,"code":"${'a'.repeat(17 << 20)}"}\n{"id":2,"code":"console.log(2)"}\n`);
check.match(long.lines[0], /"id":null,"record":1,"ok":false,"error":\{"code":"EV901","message":"the record is larger than 16 MiB"/, 'a record that is too long');
check.equal(JSON.parse(long.lines[1]).lines[0].text, '2', 'the one behind it');

// answers come while the input is still open
const child = spawn(evloop, ['batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
const answered = await new Promise((resolve) => {
	const timer = setTimeout(() => resolve(false), 10000);
	child.stdout.once('data', () => (clearTimeout(timer), resolve(true)));
	child.stdin.write('{"code":"1"}\n');
});
check.ok(answered, 'an answer while the input is open');
child.stdin.end();

// several threads: the same bytes, or the same lines in another order; answers while the input is open; failures are counted
{
	const kinds = ["console.log('x'.repeat(1000))", 'nope(', 'for (let i = 0; i < 20000; i++) ; console.log(1)', 'setTimeout(() => console.log(2), 5)'];
	const input = `nope\n${Array.from({ length: 600 }, (_, i) => `${JSON.stringify({ id: i, code: kinds[i % kinds.length] })}\n${i % 50 === 0 ? '\n' : ''}`).join('')}{"code":"3"}`;
	const one = await batch(input);
	for (const jobs of [2, 3, 8]) check.ok((await batch(input, [`--jobs=${jobs}`])).stdout === one.stdout, `--jobs=${jobs} gives the same bytes`);
	const mixed = await batch(input, ['--jobs=3', '--unordered']);
	check.equal([...mixed.lines].sort().join('\n'), [...one.lines].sort().join('\n'), '--unordered gives the same lines');
	check.equal((await batch(input, ['--jobs=2', '--strict-exit'])).status, 1, '--strict-exit with threads');
	check.equal((await batch('', ['--jobs=2'])).stdout, '', 'nothing from nothing');
	const talk = spawn(evloop, ['batch', '--jobs=2'], { stdio: ['pipe', 'pipe', 'inherit'] });
	let received = 0;
	talk.stdout.on('data', (bytes) => (received += String(bytes).split('\n').length - 1));
	for (let i = 1; i <= 5; i++) {
		talk.stdin.write(`{"id":${i},"code":"console.log(${i})"}\n`);
		for (let wait = 0; received < i && wait < 1000; wait++) await new Promise((resolve) => setTimeout(resolve, 20));
		check.equal(received, i, `with threads answer ${i} comes while the input is open`);
	}
	talk.stdin.end();
}
check.equal((await check.evloop(['batch', 'file'])).status, 2, 'an operand');
check.equal((await check.evloop(['batch', '--host=ie'], { input: '' })).status, 2, 'a host');

// completion
for (const shell of ['bash', 'zsh', 'fish']) {
	const script = await check.evloop(['completion', shell]);
	check.match(script.stdout, /predict[\s\S]*batch/, `completion ${shell}`);
}
check.equal((await check.evloop(['completion', 'csh'])).status, 2, 'another shell');
const complete = (words, at) => {
	const script = `PATH=${JSON.stringify(path.dirname(evloop))}:$PATH; source <(evloop completion bash); compopt() { :; }; COMP_WORDS=(${words.map((word) => JSON.stringify(word)).join(' ')}); COMP_CWORD=${at}; _evloop; echo "\${COMPREPLY[*]}"`;
	return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout?.trim();
};
check.equal(complete(['evloop', 'pre'], 1), 'predict', 'a command');
check.equal(complete(['evloop', 'check', '--fail-o'], 2), '--fail-on=', 'an option');
check.equal(complete(['evloop', 'check', '--fail-on', '=', 'h'], 4), 'high', 'a value');
check.equal(complete(['evloop', 'check', '--fail-on', '='], 3), 'certain high medium', 'all values');
check.done();
