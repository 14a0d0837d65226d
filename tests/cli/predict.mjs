// What `evloop predict` says beyond the lines themselves: classes, places, reasons, times, JSON, and which host.
import { Checker } from './check.mjs';

const check = new Checker('predict', process.argv[2]);
const predict = (code, ...args) => check.evloop(['predict', ...args, '-e', code]);

const quiz = "console.log('A');\nsetTimeout(() => console.log('B'), 300);\nPromise.resolve().then(() => console.log('C'));\n(async () => { await null; console.log('D'); })();\nconsole.log('E');\n";
const { stdout: text } = await predict(quiz, '--host=node');
const order = ['A', 'E', 'C', 'D', 'B'].map((letter) => text.search(new RegExp(`\\b${letter}\\b`)));
check.ok(order.every((at, i) => at >= 0 && (i === 0 || at > order[i - 1])), `the lines in their order:\n${text}`);
check.match(text, /sync/, 'a class');
check.match(text, /microtask/, 'a class');
check.match(text, /timer/, 'a class');
check.match(text, /300/, 'a time');
check.match(text, /await/, 'a finer kind');

const { stdout: json } = await predict(quiz, '--host=node', '--format=json');
const parsed = JSON.parse(json);
check.ok(JSON.stringify(parsed).includes('"version"') || Object.keys(parsed).some((key) => /version|schema/i.test(key)), 'JSON names its version');
const lines = parsed.lines ?? parsed.output ?? parsed.prints;
check.ok(Array.isArray(lines) && lines.length === 5, 'JSON has the five lines');
check.equal(lines?.map((line) => line.text).join(), 'A,E,C,D,B', 'JSON has them in order');

// --host=auto says which host it took, and tells when the hosts differ.
const auto = async (code) => {
	const result = await predict(code);
	return result.stdout + result.stderr;
};
check.match(await auto("process.nextTick(() => console.log('t'))"), /[Nn]ode/, 'auto picks node');
check.match(await auto("requestAnimationFrame(() => console.log('f'))"), /[Bb]rowser|[Cc]hrom/, 'auto picks the browser');
const differ = await auto("setTimeout(() => console.log('one'), 1); setTimeout(() => console.log('zero'), 0);");
check.ok(/[Nn]ode/.test(differ) && /[Bb]rowser|[Cc]hrom/.test(differ), `hosts that differ are both told:\n${differ}`);

// Script against module.
const both = "process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('micro'));";
check.equal((await predict(both, '--host=node', '--format=plain', '--script')).stdout, 'tick\nmicro\n', 'nextTick in a script');
check.equal((await predict(both, '--host=node', '--format=plain', '--module')).stdout, 'micro\ntick\n', 'nextTick in a module');

// The host's language: what Node prints with LC_ALL=de_DE.UTF-8; what is not known of a language ends the prediction.
const spoken = await predict('console.log((1234567.5).toLocaleString(), new Date(0).toLocaleString(), (3.5).toLocaleString("en"));', '--host=node', '--format=plain', '--locale=de-DE');
check.equal(spoken.stdout, '1.234.567,5 1.1.1970, 00:00:00 3.5\n', 'numbers and dates in German');
check.equal((await predict('console.log(navigator.language, `${navigator.languages}`);', '--host=browser', '--format=plain', '--locale=de-DE')).stdout, 'de-DE de-DE,de\n', 'a browser says its languages');
const named = await predict('console.log(`${new Date(0)}`);', '--host=node', '--format=plain', '--locale=de-DE');
check.ok(named.status === 3 && /not covered: the name of the time zone/.test(named.stderr), `a name that is not known: ${named.stderr}`);

// A server is reached from its own thread alone.
const elsewhere = await predict(`const { Worker } = require('worker_threads');
const worker = new Worker("require('net').createServer().listen(4556, () => require('worker_threads').parentPort.postMessage('up'))", { eval: true });
worker.on('message', () => require('net').connect(4556).on('error', (error) => console.log(error.code)));`, '--host=node', '--format=plain');
check.ok(elsewhere.status === 3 && /not covered: a connection to a server of another thread or process/.test(elsewhere.stderr), `a server of a worker: ${elsewhere.stderr}`);
const unknown = await predict('console.log(1);', '--locale=xx-YY');
check.ok(unknown.status === 3 && /not covered: the locale xx-YY/.test(unknown.stderr), `an unknown language: ${unknown.stderr}`);

// A clock that is waited for costs no real time.
const busy = await predict("const s = Date.now(); setTimeout(() => console.log('late'), 5); while (Date.now() - s < 2000) {} console.log('waited', Date.now() - s >= 2000);", '--host=node', '--format=plain');
check.equal(busy.stdout, 'waited true\nlate\n', 'a loop that waits on the clock');
check.ok(busy.ms < 1500, `and takes no real time (${busy.ms} ms)`);
const long = await predict("setTimeout(() => console.log('an hour later'), 3600000)", '--host=node', '--format=plain');
check.equal(long.stdout, 'an hour later\n', 'a long timer');
check.ok(long.ms < 1500, `and takes no real time (${long.ms} ms)`);

// Lines that show the clock are marked one by one, in the text and in JSON.
const timed = "const s = Date.now(); setTimeout(() => { console.log('after', Date.now() - s); console.log('enough', Date.now() - s >= 100); }, 100);";
const timedText = (await predict(timed, '--host=node')).stdout;
check.match(timedText, /after 100\n.*measured time: differs in a real run\n/, 'a measured time is marked');
check.ok(!/enough true\n.*measured/.test(timedText), 'what holds anyway is not');
check.equal(JSON.parse((await predict(timed, '--host=node', '--format=json')).stdout).lines.map((line) => String(line.measured)).join(), 'true,undefined', 'in JSON too');

// A name that nothing defines throws on a real host; the note says more.
const missing = await predict("console.log('a'); getUserID().then(console.log);", '--host=node');
check.equal(missing.status, 0, 'a missing name is predicted');
check.match(missing.stdout + missing.stderr, /ReferenceError: getUserID is not defined/, 'as the host reports it');
check.match(missing.stdout + missing.stderr, /note[^]*getUserID|getUserID[^]*note/i, 'with a note');

// The predicted exit status is in the report.
check.match((await predict("throw new Error('x')", '--host=node')).stdout, /exit|status/, 'the exit status of the host');

// classify sees through aliases and the snippet's own functions, without running anything.
const classify = async (code) => {
	const result = await check.evloop(['classify', '-e', code]);
	check.equal(result.status, 0, `classify ${code}`);
	return result.stdout;
};
check.match(await classify('const later = setTimeout; later(() => {}, 5);'), /timer|setTimeout/, 'an alias');
check.match(await classify('const delay = (ms) => new Promise((r) => setTimeout(r, ms)); delay(10).then(() => console.log(1));'), /timer|setTimeout/, "the snippet's own function");
check.match(await classify('setTimeout(() => { Promise.resolve().then(() => console.log(1)); }, 0);'), /microtask/, 'what a callback schedules');
check.match(await classify('console.log(1);'), /sync/, 'a plain statement');
check.match(await classify('requestAnimationFrame(() => {});'), /animation/, 'a frame');
const classified = await check.evloop(['classify', '--format=json', '-e', 'while (true) {} setTimeout(f, 0);']);
check.equal(classified.status, 0, 'classify never runs the snippet');
JSON.parse(classified.stdout);

check.done();
