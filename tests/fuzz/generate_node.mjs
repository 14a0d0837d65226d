// Random programs of Node's host APIs, each the same for the same seed: emitters, streams, files, timers/promises, nextTick, immediates,
// AbortController, EventTarget, AsyncLocalStorage, message ports, readline, local HTTP and workers, and what modules compute at once.
//
// A program is a list of scenes, each a function that resolves when all it began has ended; the next begins then, so that
// nothing of two scenes races. Inside of a scene things are only asked for whose order Node fixes; what a callback does besides (ticks,
// microtasks, promises, in timers and I/O also an immediate) is random.
import { random } from './generate.mjs';
import { moreScenes } from './node_scenes.mjs';
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
		emitterMore() {
			const e = name('e');
			const lines = [`const ${e} = new EventEmitter(${pick(['', '{ captureRejections: true }'])});`];
			for (let i = 2 + below(4); i > 0; i--) {
				lines.push(pick([
					() => `${e}.prependOnceListener('a', (...v) => { log(${label()}, ...v); ${work()} });`,
					() => `${e}.on(EventEmitter.errorMonitor, (err) => log(${label()}, err.message));`,
					() => `${e}.on('error', (err) => { log(${label()}, err.message); ${work()} });`,
					() => `${e}.on('a', async () => { log(${label()}); ${pick(['await null;', ''])} ${chance(40) ? `throw new Error(${label()});` : ''} });`,
					() => `once(${e}, 'a', { signal: AbortSignal.abort(${label()}) }).catch((err) => log(err.name, err.cause));`,
					() => `(async () => { let n = 0; for await (const v of EventEmitter.on(${e}, 'a')) { log(${label()}, v); ${work()} if (++n === 2) break; } log(${label()}); })();`,
					() => `${e}.on('removeListener', (n) => log(${label()}, n));`,
					() => `log(${e}.eventNames(), ${e}.listeners('a').length, ${e}.rawListeners('a').length);`,
				])());
			}
			if (!/'error'/.test(lines.join(''))) lines.push(`${e}.on('error', (err) => log(${label()}, err.message));`);
			for (let i = 2 + below(2); i > 0; i--) lines.push(pick([`log(${e}.emit('a', ${below(9)}, ${label()}));`, `${e}.emit('a');`, `${e}.off('a', ${e}.listeners('a')[0] ?? (() => {}));`]));
			lines.push(`busy++; setTimeout(() => { ${e}.emit('a', ${label()}); ${e}.emit('a', ${label()}); ${e}.removeAllListeners('a'); setImmediate(done); }, 3);`);
			return lines;
		},
		programs() {
			const p = name('p');
			return pick([
				() => [`busy++; const ${p} = child_process.spawn('echo', [${label()}]);`, `${p}.stdout.on('data', (d) => { log(String(d)); ${work()} }); ${p}.on('spawn', () => log(${label()})).on('exit', (c) => { log(${label()}, c); ${work()} }).on('close', (c) => { log(${label()}, c); setImmediate(done); });`, work()],
				() => [`busy++; child_process.exec('echo ${below(99)}', (err, out) => { log(err, out); ${work()} setImmediate(done); });`, work()],
				() => [`busy++; child_process.spawn('./evloop-no-such-program').on('error', (err) => { log(err.code, err.syscall); ${work()} }).on('close', (c) => { log(${label()}, c); setImmediate(done); });`, work()],
				() => [`log(child_process.execSync('echo ${below(99)}').toString(), child_process.spawnSync('./evloop-nothing').error.code);`, work()],
				() => [`busy++; util.promisify(child_process.execFile)('echo', [${label()}]).then(({ stdout }) => { log(stdout); ${work()} setImmediate(done); });`, work()],
				() => [`busy++; child_process.exec('exit ${1 + below(9)}', (err, out, err2) => { log(err.code, err.killed, JSON.stringify(out + err2)); ${work()} setImmediate(done); });`, work()],
			])();
		},
		sockets() {
			const s = name('s');
			return [
				`busy++; const ${s} = net.createServer((c) => { log(${label()}); ${work()} c.setEncoding('utf8').on('data', (d) => { log(d); c.write('re:' + d); }).on('end', () => { log(${label()}); c.end(); }).on('close', (bad) => log(${label()}, bad)); });`,
				`${s}.listen(0, () => { ${work()} const c = net.connect(${s}.address().port, () => { log(${label()}); c.write(${label()}); }); c.setEncoding('utf8').on('data', (d) => { log(d); c.end(); }).on('close', () => { log(${label()}); ${s}.close(() => { log(${label()}); setImmediate(done); }); }); });`,
			];
		},
		operators() {
			const items = Array.from({ length: 1 + below(5) }, () => below(9)).join(', ');
			const step = () => pick([`.map((x) => x + 1)`, `.filter((x) => x % 2 === ${below(2)})`, `.take(${1 + below(3)})`, `.drop(${below(2)})`, `.map(async (x) => { await null; return x * 2; })`, `.flatMap((x) => [x, x])`]);
			const end = pick(['.toArray()', '.reduce((a, b) => a + b, 0)', '.some((x) => x > 4)', '.every((x) => x < 99)', '.find((x) => x > 2)', `.forEach((x) => log(${label()}, x))`]);
			return [`busy++; Readable.from([${items}])${step()}${chance(60) ? step() : ''}${end}.then((v) => { log(${label()}, v); ${work()} }).finally(() => setImmediate(done));`, work()];
		},
		broken() {
			const r = name('r');
			const fault = pick([`${r}.destroy(new Error(${label()}));`, `${r}.destroy();`, `setImmediate(() => ${r}.destroy(new Error(${label()})));`, `process.nextTick(() => ${r}.destroy());`]);
			return [
				`const ${r} = ${pick([`Readable.from([1, 2, 3])`, `new Readable({ objectMode: true, read() { this.n = (this.n ?? 0) + 1; this.push(this.n > 5 ? null : this.n); } })`, `new Transform({ objectMode: true, transform(d, e, cb) { cb(new Error(${label()})); } })`])}; busy++;`,
				`${r}.on('error', (err) => { log(${label()}, err.message); ${work()} }).on('close', () => { log(${label()}); setImmediate(done); });`,
				pick([`${r}.on('data', (d) => log(${label()}, d));`, `finished(${r}, (err) => log(${label()}, err?.code ?? err?.message));`, `busy++; pipeline(${r}, new Writable({ objectMode: true, write(d, e, cb) { setImmediate(cb); } }), (err) => { log(${label()}, err?.code ?? err?.message); setImmediate(done); });`, `(async () => { try { for await (const d of ${r}) log(${label()}, d); } catch (err) { log(${label()}, err.message); } })();`]),
				`if (${r}.write) ${r}.write(1);`, fault, work(),
			];
		},
		handles() {
			const path = `'/tmp/evloop-handle-${names++}.txt'`;
			return pick([
				() => [`busy++; (async () => { const h = await fs.promises.open(${path}, 'w+'); log((await h.write(${label()})).bytesWritten); ${work()} log((await h.stat()).size); await h.writeFile('x'); await h.close(); log(await fs.promises.readFile(${path}, 'utf8')); await fs.promises.unlink(${path}); ${work()} setImmediate(done); })();`],
				() => [`busy++; const w${names} = fs.createWriteStream(${path}); w${names}.on('open', () => log(${label()})).on('finish', () => { log(${label()}); ${work()} }).on('close', () => { log(${label()}, fs.readFileSync(${path}, 'utf8')); fs.unlinkSync(${path}); setImmediate(done); }); w${names}.write(${label()}, () => log(${label()})); w${names}.end(${label()});`, work(), ...(names++, [])],
				() => [`busy++; fs.readFile('/tmp/evloop-nothing', 'utf8').constructor; `.replace(/fs\.readFile\([^)]*\)\.constructor; /, '') + `fs.promises.readFile('/tmp/evloop-nothing').catch((err) => { log(err.code, err.message); ${work()} }).then(() => fs.promises.mkdir('/tmp')).catch((err) => { log(err.code); ${work()} setImmediate(done); });`],
				() => [`busy++; util.promisify(fs.stat)(__filename).then((s) => { log(s.isFile()); ${work()} return util.promisify(fs.access)('/tmp/evloop-nothing'); }).catch((err) => { log(err.code); setImmediate(done); });`, work()],
			])();
		},
		processEvents() {
			return pick([
				() => [`busy++; process.once('unhandledRejection', (reason, p) => { log(${label()}, reason, p instanceof Promise); ${work()} setImmediate(done); }); Promise.reject(${label()}); ${work()}`],
				() => [`busy++; process.once('uncaughtException', (err, origin) => { log(${label()}, err.message, origin); ${work()} setImmediate(done); }); ${pick(['setTimeout', 'setImmediate', 'process.nextTick', 'queueMicrotask'])}(() => { log(${label()}); throw new Error(${label()}); });`, work()],
				() => [`busy++; process.once('warning', (w) => { log(w.name, w.message); ${work()} setImmediate(done); }); process.emitWarning(${label()}, 'Own'); ${work()}`],
				() => [`busy++; { const p = Promise.reject(new Error(${label()})); process.once('unhandledRejection', () => log(${label()})); process.once('rejectionHandled', () => { log(${label()}); ${work()} setImmediate(done); }); setTimeout(() => p.catch((err) => log(err.message)), 2); }`, work()],
			])();
		},
		channels() {
			const c = name('c');
			return [`const ${c} = diagnostics_channel.channel(${label()}); ${c}.subscribe((m, n) => { log(m, n); ${work()} }); ${c}.publish(${label()}); log(${c}.hasSubscribers);`, `{ const tc = diagnostics_channel.tracingChannel(${label()}); tc.subscribe({ start() { log(${label()}); }, end() { log(${label()}); }, asyncStart() { log(${label()}); }, asyncEnd() { log(${label()}); }, error(m) { log(m.error.message); } }); busy++; tc.tracePromise(async (x) => { log(x); ${chance(30) ? `throw new Error(${label()});` : ''} return x; }, {}, null, ${label()}).then((v) => log(v), (err) => log(err.message)).finally(() => setImmediate(done)); }`, work()];
		},
		questions() {
			const text = Array.from({ length: 2 + below(3) }, () => `a${below(9)}`).join('\\n');
			return [`busy++; (async () => { const rl = require('readline/promises').createInterface({ input: Readable.from(['${text}\\n']) }); rl.on('close', () => { log(${label()}); setImmediate(done); }); log(await rl.question('?')); ${work()} rl.close(); })();`, work()];
		},
		workerMore() {
			const w = name('w');
			return pick([
				() => [`busy++; const ${w} = new Worker('setTimeout(() => { throw new TypeError("in worker"); }, 5);', { eval: true }); ${w}.on('error', (err) => { log(err.name, err.message); ${work()} }).on('exit', (c) => { log(${label()}, c); done(); });`, work()],
				() => [`busy++; const ${w} = new Worker('require("worker_threads").parentPort.once("message", ({ port, buffer }) => { port.postMessage([buffer.byteLength, new Uint8Array(buffer)[0]]); port.close(); });', { eval: true }), ch${w} = new MessageChannel(), b${w} = new Uint8Array([7, 8]).buffer; ch${w}.port2.on('message', (m) => { log(m); ${work()} }).on('close', () => log(${label()})); ${w}.postMessage({ port: ch${w}.port1, buffer: b${w} }, [ch${w}.port1, b${w}]); log(b${w}.byteLength); ${w}.on('exit', (c) => { log(${label()}, c); setTimeout(done, 20); });`, work()],
				() => [`busy++; const ${w} = new Worker('process.exit(${below(9)})', { eval: true }); ${w}.on('exit', (c) => { log(${label()}, c); ${work()} done(); });`, work()],
			])();
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
	Object.assign(scenes, moreScenes({ label, name, pick, chance, below, work }));
	const kinds = Object.keys(scenes);
	const lines = [
		"const EventEmitter = require('events'), { once } = EventEmitter, fs = require('fs'), http = require('http'), net = require('net'), child_process = require('child_process'), readline = require('readline');",
		"const timers = require('timers/promises'), { Readable, Writable, Transform, pipeline, finished } = require('stream'), { AsyncLocalStorage } = require('async_hooks'), { Worker, MessageChannel, receiveMessageOnPort } = require('worker_threads');",
		valueModules,
		'const caught = (f) => { try { return f(); } catch (err) { return `${err.name} ${err.code} ${err.message}`; } };',
		'const show = (f) => { try { log(f()); } catch (err) { log(`${err}`, err?.code); } };',
		"const als = new AsyncLocalStorage(), log = console.log, { pipeline: pipelineOf } = require('stream/promises');",
		'let busy = 0, next;',
		'const done = () => { if (--busy === 0) setImmediate(next); };',
		'const scenes = [',
	];
	for (let i = 2 + below(4); i > 0; i--) {
		const kind = chance(6) ? pick(['worker', 'workerMore']) : pick(kinds.filter((k) => !/^worker/.test(k)));
		lines.push(`\t() => { // ${kind}`, ...scenes[kind]().map((line) => `\t\t${line}`), '\t},');
	}
	lines.push('];', 'next = () => { const scene = scenes.shift(); if (!scene) return; log(\'scene\'); busy++; scene(); setTimeout(done, 1); };', 'next();');
	if (chance(15)) lines.push("process.on('exit', (c) => log('exit', c));");
	return { name: `node-${seed}-${index}.cjs`, text: `${lines.join('\n')}\n` };
}
