// More scenes for generate_node.mjs: what tutorials of Node build from several modules. Each is a function that gives the lines of one
// scene; `make` has the generator's own helpers: names, labels, random choices, and `work`, what a callback does besides.
export function moreScenes({ label, name, pick, chance, below, work }) {
	const abort = () => pick(['ac.abort();', `ac.abort(${label()});`, 'process.nextTick(() => ac.abort());', 'setImmediate(() => ac.abort());']);
	return {
		marks() {
			const lines = [`{ const { performance, PerformanceObserver } = require('perf_hooks'); busy++; const o = new PerformanceObserver((list, self) => { log(list.getEntries().map((e) => [e.name, e.entryType, e.detail])); ${work()} self.disconnect(); setImmediate(done); });`, `o.observe({ entryTypes: ${pick(["['mark']", "['measure']", "['mark', 'measure']"])} });`];
			for (let i = 2 + below(2); i > 0; i--) lines.push(`performance.mark(${pick(["'a'", "'b'"])}${chance(40) ? `, { detail: ${label()} }` : ''});`);
			lines.push("performance.mark('a'); log(performance.measure('m', 'a').name); performance.measure('n', { start: 'a', detail: [1] });");
			lines.push(chance(50) ? "log(performance.getEntriesByType('mark').map((e) => e.name)); performance.clearMarks();" : "log(performance.getEntriesByName('a').length); performance.clearMarks(); performance.clearMeasures();", work(), '}');
			return lines;
		},
		resources() {
			return [
				`{ const { AsyncResource } = require('async_hooks'); class Job extends AsyncResource { constructor(f) { super('Job'); this.f = f; } run(...a) { return this.runInAsyncScope(this.f, null, ...a); } }`,
				`const job = als.run(${label()}, () => new Job((v) => { log(als.getStore(), v); ${work()} return v; })); const snap = als.run(${label()}, () => AsyncLocalStorage.snapshot());`,
				`als.run(${label()}, () => { log(job.run(${below(9)})); snap(() => log(als.getStore())); const bound = AsyncResource.bind(() => log(als.getStore())); busy++; setTimeout(() => { als.exit(bound); bound(); setImmediate(done); }, 1); });`, work(), '}',
			];
		},
		signals() {
			return [
				`{ const ac = new AbortController(), any = AbortSignal.any([ac.signal, AbortSignal.timeout(40)]); any.addEventListener('abort', () => { log(${label()}, String(any.reason)); ${work()} }); busy++;`,
				pick([
					`once(new EventEmitter(), 'x', { signal: any })`, `timers.setTimeout(60, 1, { signal: any })`, `pipelineOf(new Readable({ read() {} }), new Writable({ write(d, e, cb) { cb(); } }), { signal: any })`,
					`(async () => { for await (const v of EventEmitter.on(new EventEmitter(), 'x', { signal: any })) log(v); })()`, `Readable.from([1, 2, 3]).map(async (v) => { await timers.setTimeout(9); return v; }, { signal: any }).toArray()`, `new Promise((_, no) => any.throwIfAborted() ?? any.addEventListener('abort', () => no(any.reason), { once: true }))`,
				]).concat(`.catch((err) => { log(${label()}, err?.name, err?.code); ${work()} }).finally(() => setImmediate(done));`),
				abort(), work(), '}',
			];
		},
		webStreams() {
			const items = Array.from({ length: 1 + below(3) }, label).join(', ');
			return [
				`{ const { ReadableStream, TransformStream, WritableStream } = require('stream/web'); const rs = new ReadableStream({ start(c) { for (const x of [${items}]) c.enqueue(x); ${pick(['c.close();', 'queueMicrotask(() => c.close());', `process.nextTick(() => { log(${label()}); c.close(); });`])} } }); busy++;`,
				pick([
					`(async () => { for await (const v of rs) { log(v); ${work()} } log(${label()}); setImmediate(done); })();`,
					`rs.pipeThrough(new TransformStream({ transform(v, c) { c.enqueue(v + '!'); }, flush(c) { c.enqueue(${label()}); } })).pipeTo(new WritableStream({ write(v) { log(v); ${work()} }, close() { log(${label()}); } })).then(() => { log(${label()}); setImmediate(done); });`,
					`{ const [a, b] = rs.tee(), r = a.getReader(); (async () => { log(await r.read()); ${work()} log((await b.getReader().read()).value); await r.cancel(${label()}); log(${label()}); setImmediate(done); })(); }`,
				]), work(), '}',
			];
		},
		composed() {
			return [
				`busy++; ${pick([
					`pipeline(Readable.from([${label()}, ${label()}]), async function* (src) { for await (const x of src) { log(x); ${work()} yield x + '-'; } }, async (src) => { for await (const x of src) log(x); }, (err) => { log(${label()}, err?.message); setImmediate(done); });`,
					`require('stream').compose(new Transform({ objectMode: true, transform(x, e, cb) { cb(null, x + 1); } }), async function* (src) { for await (const x of src) yield x * 2; }).on('data', (x) => log(x)).on('end', () => log(${label()})).on('close', () => { log(${label()}); setImmediate(done); }).end(${below(9)});`,
					`pipelineOf(Readable.from([1, 2, 3]), async function* (src) { for await (const x of src) { ${chance(40) ? `if (x === 2) throw new Error(${label()});` : ''} yield String(x); } }, new Transform({ transform(d, e, cb) { cb(null, d + ';'); } }), async function (src) { let t = ''; for await (const d of src) t += d; return t; }).then((v) => log(v), (err) => log(err.message)).finally(() => setImmediate(done));`,
					`(async () => { const it = Readable.from([1, 2, 3]); try { for await (const x of it) { log(x); ${work()} if (x === ${1 + below(3)}) ${pick(['break;', `throw new Error(${label()});`])} } } catch (err) { log(err.message); } log(it.destroyed); setImmediate(done); })();`,
				])}`, work(),
			];
		},
		zipped() {
			const path = `'/tmp/evloop-zip-${below(1e9)}.gz'`;
			return [`busy++; pipelineOf(Readable.from([${label()}, 'x'.repeat(${1 + below(9)})]), zlib.createGzip(), fs.createWriteStream(${path})).then(async () => { log(${label()}); ${work()} let t = ''; for await (const d of fs.createReadStream(${path}).pipe(zlib.createGunzip()).setEncoding('utf8')) t += d; log(t); await fs.promises.unlink(${path}); setImmediate(done); });`, work()];
		},
		fetched() {
			const s = name('s');
			return [
				`busy++; const ${s} = http.createServer(async (req, res) => { let t = ''; for await (const d of req) t += d; log(req.method, t, req.headers['x-own']); ${work()} res.setHeader('X-Got', t.length); ${pick(["res.end('ok ' + t);", "res.writeHead(404); res.end();", "res.setHeader('Content-Type', 'application/json'); res.end(JSON.stringify({ t }));", "res.write('a'); setImmediate(() => res.end('b'));"])} });`,
				`${s}.listen(0, async () => { log(${label()}); const r = await fetch('http://localhost:' + ${s}.address().port + '/p?q=1', { method: 'POST', body: ${label()}, headers: { 'x-own': ${label()} } }); log(r.status, r.ok, r.headers.get('x-got')); ${work()} log(await r.text()); ${s}.close(() => { log(${label()}); done(); }); ${s}.closeAllConnections(); });`, work(),
			];
		},
		typed() {
			const e = name('e');
			return [
				`class T${e} extends EventEmitter { #n = 0; add(v) { this.#n += v; this.emit('added', v, this.#n); return this; } async *[Symbol.asyncIterator]() { for (let i = 0; i < this.#n && i < 3; i++) yield i; } }`,
				`const ${e} = new T${e}(); ${e}.on('added', (v, n) => { log(${label()}, v, n); ${work()} }); ${e}.once('added', async (v) => { await v; log(${label()}); }); ${e}.add(1).add(${below(5)}); busy++; (async () => { for await (const i of ${e}) { log(i); ${work()} } setImmediate(done); })();`,
			];
		},
		clones() {
			return [
				`{ const { port1, port2 } = new MessageChannel(); busy++; port2.once('message', (m) => { log(m instanceof Map ? [...m] : m); ${work()} port2.close(); }); port2.on('close', () => { log(${label()}); setImmediate(done); });`,
				`${pick([`try { port1.postMessage(() => {}); } catch (err) { log(err.name, err.code); } port1.postMessage(${label()});`, `const b = new ArrayBuffer(4); port1.postMessage({ b, n: 1n, d: new Date(5), r: /x/g }, [b]); log(b.byteLength);`, `const o = { a: [1] }; o.self = o; port1.postMessage(o); o.a.push(2);`, `port1.postMessage(new Map([[{ k: 1 }, new Error('e').message]]));`, `log(structuredClone({ d: new Date(0), s: new Set([1, [2]]), u: undefined })); port1.postMessage(new Uint8Array([1, 2]));`])}`, work(), '}',
			];
		},
		links() {
			const folder = `'/tmp/evloop-links-${below(1e9)}'`, names = ['a', 'b', 'l', 'sub', 'sub/x', 'sub/l', 'l/x', 'gone', 'sub/../a'];
			const at = () => `d + '/${pick(names)}'`;
			const calls = [
				() => `fs.writeFileSync(${at()}, ${label()})`, () => `fs.readFileSync(${at()}, 'utf8')`, () => `fs.symlinkSync('${pick(['a', 'sub', '../a', 'l', 'gone', 'b'])}', ${at()})`, () => `fs.readlinkSync(${at()})`, () => `fs.linkSync(${at()}, ${at()})`,
				() => `fs.renameSync(${at()}, ${at()})`, () => `fs.unlinkSync(${at()})`, () => `fs.mkdirSync(${at()}${chance(40) ? ', { recursive: true }' : ''})`, () => `fs.rmdirSync(${at()})`, () => `fs.rmSync(${at()}, { ${pick(['recursive: true', 'force: true', 'recursive: true, force: true'])} })`,
				() => `fs.copyFileSync(${at()}, ${at()})`, () => `fs.readdirSync(${at()})`, () => `fs.readdirSync(d, { withFileTypes: true }).map((e) => [e.name, e.isFile(), e.isDirectory(), e.isSymbolicLink()])`, () => `fs.existsSync(${at()})`, () => `fs.statSync(${at()}).isDirectory()`,
				() => `fs.lstatSync(${at()}).isSymbolicLink()`, () => `fs.realpathSync(${at()}).slice(d.length)`, () => `fs.appendFileSync(${at()}, 'x')`, () => `fs.truncateSync(${at()}, 1)`, () => `fs.accessSync(${at()})`, () => `fs.opendirSync(${at()}).closeSync()`, () => `fs.chmodSync(${at()}.replace('/sub', '/a'), 0o644)`,
				() => `fs.statSync(${at()}).nlink > 1 && fs.statSync(${at()}).isFile()`,
			];
			const lines = [`{ const d = ${folder}; fs.mkdirSync(d + '/sub', { recursive: true }); fs.writeFileSync(d + '/a', 'A'); fs.writeFileSync(d + '/sub/x', 'X'); const t = (f) => { try { log(f()); } catch (err) { log(err.code, err.syscall, err.path?.slice(d.length), err.dest?.slice(d.length)); } };`];
			for (let i = 4 + below(8); i > 0; i--) lines.push(`t(() => ${pick(calls)()});`);
			lines.push(`log(fs.readdirSync(d, { recursive: true }).sort()); busy++; (async () => { for (const f of [() => fs.promises.readlink(${at()}), () => fs.promises.readFile(${at()}, 'utf8'), () => fs.promises.lstat(${at()}).then((s) => s.isSymbolicLink())]) await f().then((v) => log(v), (err) => log(err.code, err.syscall)); fs.rmSync(d, { recursive: true }); ${work()} setImmediate(done); })(); }`);
			return lines;
		},
		endings() {
			const s = name('s');
			const act = pick(["req.on('response', (res) => { res.once('data', () => req.destroy()); });", "req.on('response', (res) => { res.once('data', () => res.destroy()); });", 'setTimeout(() => req.destroy(), 90);', `setTimeout(() => req.destroy(new Error(${label()})), 90);`, "req.setTimeout(90, () => { log('timed out'); req.destroy(); });", `req.on('response', async (res) => { try { for await (const d of res) { log(String(d)); ${pick(['break;', `throw new Error(${label()});`, ''])} } } catch (err) { log(err.message); } });`]);
			const answer = pick(["res.write('a'); setTimeout(() => res.destroy(), 60);", "setTimeout(() => req.destroy(), 40);", "res.write('a'); setTimeout(() => res.end('b'), 30);", "res.end('whole');", "res.write('a');"]);
			return [
				`busy++; const ${s} = http.createServer((req, res) => { log(req.url); req.on('aborted', () => log(${label()})).on('close', () => { log(${label()}, req.complete); ${work()} }).on('error', (err) => log(${label()}, err.code)); res.on('close', () => { log(${label()}, res.writableFinished); ${work()} }).on('finish', () => log(${label()})); ${answer} });`,
				`${s}.listen(0, '127.0.0.1', () => { const req = http.request({ host: '127.0.0.1', port: ${s}.address().port, path: '/e', agent: false }); let over = false; req.on('response', (res) => { log(${label()}, res.statusCode); res.on('aborted', () => log(${label()})).on('error', (err) => log(${label()}, err.code, err.message)).on('end', () => log(${label()}, res.complete)).on('close', () => { log(${label()}, res.complete); ${work()} }); ${/for await/.test(act) ? '' : "res.on('data', (d) => log(String(d)));"} }); req.on('error', (err) => { log(${label()}, err.code, err.message); ${work()} }).on('close', () => { log(${label()}); if (!over) setTimeout(() => { ${s}.closeAllConnections(); ${s}.close(() => { log(${label()}); done(); }); }, 120); over = true; }); ${act} setTimeout(() => { if (!over) req.destroy(); }, 200); req.end(); });`,
				work(),
			];
		},
		leaving() {
			return [`busy++; { let n = 0; const again = (c) => { log(${label()}, c); ${work()} if (++n < 2) setTimeout(() => log(${label()}), 1); }; process.once('beforeExit', again); ${chance(50) ? `process.exitCode = ${1 + below(5)};` : ''} process.once('exit', (c) => log(${label()}, c, process.exitCode)); } setImmediate(done);`, work()];
		},
	};
}
