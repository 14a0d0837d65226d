// Random programs of Node's host APIs, each the same for the same seed: emitters, streams, files, timers/promises, nextTick, immediates,
// AbortController, EventTarget, AsyncLocalStorage, message ports, readline, local HTTP and workers, and what modules compute at once.
//
// A program is a list of scenes, each a function that resolves when all it began has ended; the next begins then, so that
// nothing of two scenes races. Inside of a scene things are only asked for whose order Node fixes; what a callback does besides (ticks,
// microtasks, promises, in timers and I/O also an immediate) is random.
import { random } from './generate.mjs';
import { valueCall, valueModules } from './node_values.mjs';

export function generateNode(seed, index) {
	const next = random(seed * 7919 + 13, index);
	const below = (n) => next() % n;
	const chance = (percent) => below(100) < percent;
	const pick = (list) => list[below(list.length)];
	let labels = 0, names = 0;
	const label = () => `'${String.fromCharCode(65 + (labels % 26))}${labels++}'`;
	const name = (kind) => `${kind}${names++}`;

	/* What a callback does: text of statements. `inTask`: setImmediate comes next in the loop. */
	function work(depth = 0, inTask = false) {
		const lines = [];
		for (let i = 1 + below(depth > 1 ? 1 : 3); i > 0; i--) {
			const deep = depth < 3;
			lines.push(pick([
				() => `log(${label()});`,
				() => `log(${label()});`,
				() => (deep ? `process.nextTick(() => { ${work(depth + 1)} });` : `log(${label()});`),
				() => (deep ? `queueMicrotask(() => { ${work(depth + 1)} });` : `log(${label()});`),
				() => (deep ? `Promise.resolve(${label()}).then((v) => { log(v); ${work(depth + 1)} });` : `log(${label()});`),
				() => `(async () => { log(${label()}); await ${pick(['null', 'undefined', `Promise.resolve(${label()})`])}; log(${label()}); })();`,
				() => (inTask && deep ? `busy++; setImmediate(() => { ${work(depth + 2)} done(); });` : `log(${label()});`),
				() => (chance(50) ? `als.run(${label()}, () => queueMicrotask(() => log(als.getStore())));` : `log(String(als.getStore()));`),
			])());
		}
		return lines.join(' ');
	}

	const scenes = {
		emitter() {
			const e = name('e');
			const lines = [`const ${e} = new EventEmitter();`];
			const events = ['a', 'b'];
			for (let i = 2 + below(4); i > 0; i--) {
				const event = pick(events);
				lines.push(pick([
					() => `${e}.on('${event}', (x) => { log(${label()}, x); ${work()} });`,
					() => `${e}.once('${event}', (x) => { log(${label()}, x); ${work()} });`,
					() => `${e}.prependListener('${event}', () => { ${work()} });`,
					() => `${e}.on('newListener', (n) => log(${label()}, n));`,
					() => `once(${e}, '${event}').then((v) => { log(${label()}, v); ${work()} });`,
				])());
			}
			for (let i = 1 + below(3); i > 0; i--) lines.push(`log(${e}.emit('${pick(events)}', ${below(9)}), ${e}.listenerCount('a'));`);
			if (chance(40)) lines.push(`try { ${e}.emit('error', new Error('bad')); } catch (err) { log(err.message); }`);
			return lines;
		},
		target() {
			const t = name('t');
			const lines = [`const ${t} = new EventTarget(), c_${t} = new AbortController();`];
			for (let i = 1 + below(4); i > 0; i--) lines.push(`${t}.addEventListener('x', ${pick([`(ev) => { log(${label()}, ev.type); ${work()} }`, `{ handleEvent() { ${work()} } }`])}, ${pick(['{}', '{ once: true }', `{ signal: c_${t}.signal }`, 'true'])});`);
			lines.push(`c_${t}.signal.addEventListener('abort', () => { log(${label()}, c_${t}.signal.reason.name); ${work()} });`);
			for (let i = 1 + below(3); i > 0; i--) lines.push(pick([`${t}.dispatchEvent(new Event('x'));`, `c_${t}.abort();`, `${t}.dispatchEvent(new Event('x', { cancelable: true }));`]));
			if (chance(40)) lines.push(`AbortSignal.any([c_${t}.signal]).onabort = () => log(${label()});`, `c_${t}.abort();`);
			return lines;
		},
		readable() {
			const r = name('r');
			const items = Array.from({ length: 1 + below(4) }, label).join(', ');
			const make = pick([
				`Readable.from([${items}])`,
				`new Readable({ objectMode: true, read() { this.n = (this.n ?? 0) + 1; this.push(this.n > ${1 + below(3)} ? null : this.n); } })`,
				`Readable.from((async function* () { for (const x of [${items}]) { log(${label()}); yield x; } })())`,
			]);
			const use = pick([
				`${r}.on('data', (d) => { log(${label()}, d); ${work()} }).on('end', () => { log(${label()}); ${work()} });`,
				`(async () => { for await (const d of ${r}) { log(${label()}, d); ${work()} } log(${label()}); })();`,
				`${r}.on('readable', () => { let d; while ((d = ${r}.read()) !== null) log(${label()}, d); }).on('end', () => log(${label()}));`,
				`pipeline(${r}, new Transform({ objectMode: true, transform(d, e, cb) { log(${label()}, d); ${pick(['cb(null, d)', 'process.nextTick(cb, null, d)', 'queueMicrotask(() => cb(null, d))'])}; } }), new Writable({ objectMode: true, write(d, e, cb) { log(${label()}, d); ${pick(['cb()', 'process.nextTick(cb)'])}; } }), (err) => { log(${label()}, err?.message); ${work()} });`,
			]);
			return [`const ${r} = ${make};`, `busy++; ${r}.on('close', () => { log(${label()}); setImmediate(done); });`, use, work()];
		},
		writable() {
			const w = name('w');
			const lines = [`const ${w} = new Writable({ highWaterMark: ${1 + below(8)}, write(d, e, cb) { log(${label()}, String(d)); ${pick(['cb()', 'process.nextTick(cb)', 'queueMicrotask(cb)'])}; }${chance(40) ? `, final(cb) { log(${label()}); cb(); }` : ''} });`, `busy++; ${w}.on('close', () => { log(${label()}); setImmediate(done); }).on('finish', () => { log(${label()}); ${work()} }).on('drain', () => log(${label()}));`];
			for (let i = 1 + below(3); i > 0; i--) lines.push(`log(${w}.write(${label()}${chance(50) ? `, () => { ${work()} }` : ''}));`);
			lines.push(`${w}.end(${chance(50) ? label() : ''});`, work());
			return lines;
		},
		file() {
			const path = `'/tmp/evloop-fuzz-${names++}.txt'`;
			return pick([
				() => [`busy++; fs.writeFile(${path}, ${label()}, (err) => { log(${label()}, err); ${work(0, true)} fs.readFile(${path}, 'utf8', (err2, text) => { log(${label()}, text); ${work(0, true)} fs.unlink(${path}, (err3) => { log(${label()}, err3); done(); }); }); });`, work()],
				() => [`busy++; (async () => { await fs.promises.writeFile(${path}, ${label()}); log(${label()}); ${work()} await fs.promises.appendFile(${path}, ${label()}); log(await fs.promises.readFile(${path}, 'utf8')); ${work()} await fs.promises.rm(${path}); log(${label()}); done(); })();`, work()],
				() => [`busy++; fs.readFile('/tmp/evloop-nothing', (err) => { log(err.code, err.syscall); ${work(0, true)} done(); });`, work()],
				() => [`busy++; fs.stat(__filename, (err, s) => { log(s.isFile(), err); ${work(0, true)} done(); });`, work()],
				() => [`busy++; const s${names} = fs.createReadStream(__filename, { start: 0, end: 2, encoding: 'utf8' });`, `s${names}.on('open', () => log(${label()})).on('data', (d) => { log(d.length); ${work()} }).on('end', () => log(${label()})).on('close', () => { log(${label()}); done(); });`],
				() => [`fs.writeFileSync(${path}, ${label()}); log(fs.readFileSync(${path}, 'utf8'), fs.existsSync(${path})); fs.unlinkSync(${path}); try { fs.readFileSync(${path}); } catch (err) { log(err.code); }`, work()],
			])();
		},
		timers() {
			return pick([
				() => [`busy++; setTimeout(() => { ${work(0, true)} setImmediate(() => { ${work(2)} done(); }); }, 3);`],
				() => [`busy++; (async () => { log(await timers.setTimeout(2, ${label()})); ${work()} log(await timers.setImmediate(${label()})); ${work()} done(); })();`, work()],
				() => [`busy++; (async () => { let n = 0; for await (const v of timers.setInterval(3, ${label()})) { log(v, ++n); ${work()} if (n === 2) break; } done(); })();`],
				() => { const c = name('c'); return [`busy++; const ${c} = new AbortController(); timers.setTimeout(50, null, { signal: ${c}.signal }).catch((err) => { log(err.name, err.code); ${work()} done(); }); ${pick([`${c}.abort();`, `process.nextTick(() => ${c}.abort());`, `queueMicrotask(() => ${c}.abort());`])}`, work()]; },
				() => [`busy++; let n${names} = 0; const i${names} = setInterval(() => { log(${label()}, ++n${names}); ${work(0)} if (n${names++} === 2) { clearInterval(i${names - 1}); done(); } }, 4);`.replace(/\+\+ === 2/, ' === 2').replace('{ clearInterval', '{ clearInterval')],
				() => [`busy++; setTimeout(() => { setTimeout(() => { log(${label()}); done(); }, 0); setImmediate(() => { ${work(2)} }); process.nextTick(() => log(${label()})); }, 2);`],
			])();
		},
		ports() {
			const c = name('c');
			const lines = [`const ${c} = new MessageChannel(); busy++;`];
			lines.push(`${c}.port2.on('message', (m) => { log(${label()}, m); ${work(0)} if (m === 'end') { ${c}.port2.close(); setImmediate(done); } });`);
			if (chance(50)) lines.push(`log(receiveMessageOnPort(${c}.port1));`);
			for (let i = below(3); i > 0; i--) lines.push(`${c}.port1.postMessage(${pick([label(), '{ a: [1, { b: 2 }] }', 'new Map([[1, new Set([2])]])', '[undefined, null, -0]'])});`);
			lines.push(`${c}.port1.postMessage('end');`, work());
			return lines;
		},
		lines() {
			const text = Array.from({ length: 1 + below(4) }, () => `l${below(9)}`).join('\\n');
			return [`const rl${names} = readline.createInterface({ input: Readable.from(['${text}\\n']) }); busy++;`, pick([
				`rl${names}.on('line', (l) => { log(${label()}, l); ${work()} }).on('close', () => { log(${label()}); setImmediate(done); });`,
				`(async () => { for await (const l of rl${names}) { log(${label()}, l); ${work()} } log(${label()}); setImmediate(done); })();`,
			]), work(), ...(names++, [])];
		},
		http() {
			const s = name('s');
			const body = chance(50);
			return [
				`busy++; const ${s} = http.createServer((req, res) => { log(req.method, req.url); ${work()} ${body ? `let text = ''; req.on('data', (d) => text += d).on('end', () => { log(text); res.end('got ' + text.length); });` : `res.writeHead(${pick([200, 201, 404])}, { 'X-Own': '1' }); res.write('one '); res.end('two');`} });`,
				`${s}.listen(0, () => { log(${label()}); ${work()} const req = http.request({ port: ${s}.address().port, path: '/p${below(9)}', method: '${body ? 'POST' : 'GET'}', agent: false }, (res) => { log(res.statusCode, res.headers['x-own']); let t = ''; res.setEncoding('utf8').on('data', (d) => { t += d; }).on('end', () => { log(t); ${work()} ${s}.close(() => { log(${label()}); done(); }); }); }); req.end(${body ? label() : ''}); });`,
				work(),
			];
		},
		promisify() {
			const f = name('f');
			return [`const ${f} = util.promisify((x, cb) => { log(${label()}); ${pick(['cb(null, x)', 'process.nextTick(cb, null, x)', "cb(new Error('no'))", 'setImmediate(cb, null, x)'])}; }); busy++;`, `${f}(${below(9)}).then((v) => { log(${label()}, v); ${work()} }, (err) => log(${label()}, err.message)).finally(() => setImmediate(done));`, `util.callbackify(async (x) => { log(${label()}); return x; })(${below(9)}, (err, v) => { log(${label()}, err, v); ${work()} });`, work()];
		},
		storage() {
			return [`als.run({ id: ${below(99)} }, () => { process.nextTick(() => log(als.getStore())); Promise.resolve().then(() => { log(als.getStore().id); als.enterWith(${label()}); log(als.getStore()); }).then(() => log(als.getStore())); busy++; setTimeout(() => { log(als.getStore()); setImmediate(() => { log(als.getStore().id); done(); }); }, 1); als.exit(() => log(als.getStore())); });`, work()];
		},
		values() {
			return Array.from({ length: 3 + below(6) }, () => `show(() => ${valueCall(pick)});`);
		},
		worker() {
			const w = name('w');
			return [
				`busy++; const ${w} = new Worker(\`const { parentPort, workerData } = require('worker_threads'); parentPort.on('message', (m) => { parentPort.postMessage([m, workerData]); if (m === 'end') setTimeout(() => parentPort.close(), 30); }); ${pick(['', 'Promise.resolve().then(() => {});'])}\`, { eval: true, workerData: { n: ${below(99)} } });`,
				`let k${w} = 0; ${w}.on('online', () => { log(${label()}); ${w}.postMessage(${label()}); }).on('message', (m) => { log(${label()}, m); ${work()} if (m[0] !== 'end') ${w}.postMessage(++k${w} < ${1 + below(2)} ? k${w} : 'end'); }).on('exit', (c) => { log(${label()}, c); done(); });`,
				work(),
			];
		},
	};
	const kinds = Object.keys(scenes);
	const lines = [
		"const EventEmitter = require('events'), { once } = EventEmitter, fs = require('fs'), http = require('http'), readline = require('readline');",
		"const timers = require('timers/promises'), { Readable, Writable, Transform, pipeline } = require('stream'), { AsyncLocalStorage } = require('async_hooks'), { Worker, MessageChannel, receiveMessageOnPort } = require('worker_threads');",
		valueModules,
		'const caught = (f) => { try { return f(); } catch (err) { return `${err.name} ${err.code} ${err.message}`; } };',
		'const show = (f) => { try { log(f()); } catch (err) { log(`${err}`, err?.code); } };',
		'const als = new AsyncLocalStorage(), log = console.log;',
		'let busy = 0, next;',
		'const done = () => { if (--busy === 0) setImmediate(next); };',
		'const scenes = [',
	];
	for (let i = 2 + below(4); i > 0; i--) {
		const kind = chance(6) ? 'worker' : pick(kinds.filter((k) => k !== 'worker'));
		lines.push(`\t() => { // ${kind}`, ...scenes[kind]().map((line) => `\t\t${line}`), '\t},');
	}
	lines.push('];', 'next = () => { const scene = scenes.shift(); if (!scene) return; log(\'scene\'); busy++; scene(); setTimeout(done, 1); };', 'next();');
	if (chance(15)) lines.push("process.on('exit', (c) => log('exit', c));");
	return { name: `node-${seed}-${index}.cjs`, text: `${lines.join('\n')}\n` };
}
