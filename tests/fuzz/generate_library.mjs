// Random programs over Node's own modules: event emitters, streams, promises of timers, asynchronous storages.
//
// A program is a list of steps, each with an eighth of a second of its own, so that steps never race. Within a step
// everything runs by ticks, microtasks, immediates and timers far enough apart to have one order only.
import { random } from './generate.mjs';

class Library {
	constructor(seed, index) {
		this.next = random(seed + 104729, index);
		this.labels = 0;
	}
	below(n) { return this.next() % n; }
	chance(percent) { return this.below(100) < percent; }
	pick(list) { return list[this.below(list.length)]; }
	label() { return `'${String.fromCharCode(97 + (this.labels % 26))}${this.labels++}'`; }
	times(least, most, make) { return Array.from({ length: least + this.below(most - least + 1) }, make); }

	probe() {
		return this.pick([
			() => `process.nextTick(() => log(${this.label()}));`,
			() => `Promise.resolve().then(() => log(${this.label()}));`,
			() => `queueMicrotask(() => log(${this.label()}));`,
			() => `setImmediate(() => log(${this.label()}));`,
			() => `log(${this.label()});`,
			() => `(async () => { await null; log(${this.label()}); await null; log(${this.label()}); })();`,
			() => `process.nextTick(() => process.nextTick(() => log(${this.label()})));`,
		])();
	}

	/* When a write or a read is done. */
	later(call) {
		return this.pick([`${call};`, `${call};`, `process.nextTick(() => ${call});`, `queueMicrotask(() => ${call});`, `setImmediate(() => ${call});`, `setTimeout(() => ${call}, 4);`]);
	}

	events() {
		const lines = ['const e = new EventEmitter();'];
		const names = ['x', 'y'];
		for (let i = 0; i < 4 + this.below(6); i++) {
			const n = this.pick(names);
			lines.push(this.pick([
				() => `e.${this.pick(['on', 'once', 'prependListener', 'prependOnceListener', 'addListener'])}('${n}', ${this.chance(30) ? 'async ' : ''}(...args) => { log(${this.label()}, ...args); ${this.chance(20) ? this.probe() : ''} });`,
				() => `log(e.emit('${n}', ${this.below(9)}), e.listenerCount('${n}'));`,
				() => `{ const f = () => log(${this.label()}); e.on('${n}', f); ${this.chance(50) ? 'e.on("' + n + '", f); ' : ''}e.emit('${n}'); e.off('${n}', f); }`,
				() => `once(e, '${n}').then((v) => log(${this.label()}, v));`,
				() => `e.on('${n}', function self() { log(${this.label()}); e.off('${n}', self); });`,
				() => `e.removeAllListeners(${this.chance(50) ? `'${n}'` : ''});`,
				() => `try { e.emit('error', new Error(${this.label()})); } catch (err) { log(err.message); }`,
				() => this.probe(),
				() => `log(e.eventNames());`,
				() => `(async () => { for await (const v of on(e, '${n}')) { log(${this.label()}, v); break; } })();`,
			])());
		}
		lines.push("e.emit('x', 1); e.emit('y', 2); e.emit('x', 3); e.emit('y', 4);");
		return lines;
	}

	readable(name) {
		const items = this.times(0, 5, () => this.below(10));
		return this.pick([
			() => [`const ${name} = Readable.from([${items.join(', ')}]);`],
			() => [`const ${name} = Readable.from((${this.chance(50) ? 'async ' : ''}function* () { ${items.map((i) => `log(${this.label()}); yield ${i};`).join(' ')} })());`],
			() => [`let n_${name} = 0; const ${name} = new Readable({ objectMode: true, highWaterMark: ${1 + this.below(4)}, read() { log(${this.label()}); ${this.later(`this.push(n_${name} < ${items.length} ? n_${name}++ : null)`)} } });`],
			() => [`const ${name} = new Readable({ objectMode: true, read() {} });`, ...items.map((i) => this.later(`${name}.push(${i})`).replace(/setTimeout\((.*), 4\)/, 'setImmediate($1)')), `setTimeout(() => ${name}.push(null), 12);`],
			() => [`const ${name} = new Readable({ read() {} });`, ...items.map((i) => `${name}.push('${'abc'.repeat(1 + (i % 2))}');`), `${name}.push(null);`],
			() => [`class R_${name} extends Readable { constructor() { super({ objectMode: true }); this.n = ${items.length}; } _read() { this.push(this.n-- > 0 ? this.n : null); } _destroy(err, cb) { log(${this.label()}, err && err.message); ${this.later('cb(err)')} } }`, `const ${name} = new R_${name}();`],
		])();
	}

	writable(name) {
		const options = [`objectMode: true, highWaterMark: ${1 + this.below(4)}`];
		options.push(this.chance(85) ? `write(c, enc, cb) { log(${this.label()}, c); ${this.later(this.chance(6) ? 'cb(new Error("write failed"))' : 'cb()')} }` : `writev(chunks, cb) { log(${this.label()}, chunks.map((c) => c.chunk)); ${this.later('cb()')} }, write(c, enc, cb) { log(${this.label()}, c); cb(); }`);
		if (this.chance(40)) options.push(`final(cb) { log(${this.label()}); ${this.later('cb()')} }`);
		if (this.chance(15)) options.push(`construct(cb) { log(${this.label()}); ${this.later('cb()')} }`);
		if (this.chance(15)) options.push(`destroy(err, cb) { log(${this.label()}); ${this.later('cb(err)')} }`);
		return [`const ${name} = new Writable({ ${options.join(', ')} });`, `${name}.on('error', (err) => log(${this.label()}, err.message));`];
	}

	transform(name) {
		return this.pick([
			() => [`const ${name} = new PassThrough({ objectMode: true${this.chance(40) ? ', highWaterMark: 1' : ''} });`],
			() => [`const ${name} = new Transform({ objectMode: true, transform(c, enc, cb) { log(${this.label()}, c); ${this.later(`cb(null, ${this.pick(['c', 'c + 1', '[c]'])})`)} }, ${this.chance(50) ? `flush(cb) { log(${this.label()}); this.push('flushed'); cb(); }` : ''} });`],
			() => [`const ${name} = new Transform({ objectMode: true, transform(c, enc, cb) { this.push(c); this.push('again'); cb(); } });`],
		])();
	}

	watch(name, events) {
		return events.filter(() => this.chance(75)).map((event) => `${name}.on('${event}', (v) => log(${this.label()}, '${event}'${event === 'data' ? ', v' : ''}));`);
	}

	stream() {
		return this.pick([
			() => [...this.readable('r'), ...this.watch('r', ['end', 'close', 'error', 'resume', 'pause']), `r.on('data', (v) => { log(${this.label()}, v); ${this.chance(25) ? 'r.pause(); setImmediate(() => r.resume());' : ''} });`, ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), ...this.watch('r', ['end', 'close', 'error']), `r.on('readable', () => { let c; while ((c = r.read()) !== null) log(${this.label()}, c); });`, ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), `(async () => { try { for await (const c of r) { log(${this.label()}, c); ${this.chance(20) ? 'break;' : ''} } log(${this.label()}); } catch (err) { log(${this.label()}, err.message); } })();`, ...this.times(1, 3, () => this.probe())],
			() => [...this.writable('w'), ...this.watch('w', ['drain', 'finish', 'close']), ...this.times(1, 5, () => `log(w.write(${this.below(9)}${this.chance(50) ? `, () => log(${this.label()})` : ''}));`), ...(this.chance(20) ? ['w.cork(); w.write(7); w.write(8); process.nextTick(() => w.uncork());'] : []), `w.end(${this.chance(30) ? '9' : ''}${this.chance(30) ? '' : ''});`, ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), ...this.writable('w'), ...this.watch('w', ['drain', 'finish', 'close', 'pipe', 'unpipe']), ...this.watch('r', ['end', 'close']), `r.on('error', (err) => log(${this.label()}, err.message));`, 'r.pipe(w);', ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), ...this.transform('t'), ...this.writable('w'), ...this.watch('w', ['finish', 'close']), `pipeline(r, t, w, (err) => log(${this.label()}, err && err.message));`, ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), ...this.transform('t'), `sp.pipeline(r, t, async function* (source) { for await (const c of source) { log(${this.label()}, c); yield c; } }, async (source) => { let n = 0; for await (const c of source) n++; return n; }).then((n) => log(${this.label()}, n), (err) => log(${this.label()}, err.message));`, ...this.times(1, 2, () => this.probe())],
			() => [...this.transform('t'), ...this.watch('t', ['end', 'finish', 'close']), `t.on('data', (v) => log(${this.label()}, v));`, ...this.times(1, 4, () => `t.write(${this.below(9)});`), 't.end();', ...this.times(1, 3, () => this.probe())],
			() => [...this.readable('r'), `finished(r, (err) => log(${this.label()}, err && err.message));`, this.pick(['r.resume();', 'r.destroy();', "r.destroy(new Error('gone')); r.on('error', () => {});", 'r.on("data", () => {});']), ...this.times(1, 2, () => this.probe())],
		])();
	}

	promises() {
		return this.times(2, 5, () => this.pick([
			() => `timers.setTimeout(${10 * (1 + this.below(4)) + this.labels % 7 * 0}, ${this.below(9)}).then((v) => log(${this.label()}, v));`,
			() => `setTimeout(() => { timers.setImmediate(${this.below(9)}).then((v) => log(${this.label()}, v)); setImmediate(() => log(${this.label()})); ${this.probe()} }, 14);`,
			() => `promisify((v, cb) => ${this.later('cb(null, v)')})(${this.below(9)}).then((v) => log(${this.label()}, v));`.replace(';)', ')'),
			() => `callbackify(async (v) => { ${this.chance(50) ? 'await v;' : ''} return v; })(${this.below(9)}, (err, v) => log(${this.label()}, err, v));`,
			() => this.probe(),
		])().replace(/\(v, cb\) => ([^{].*?);\)\(/, '(v, cb) => { $1; })('));
	}

	storage() {
		const lines = ['const als = new AsyncLocalStorage();'];
		for (let i = 0; i < 3; i++) {
			lines.push(`als.run(${i}, () => { ${this.times(2, 4, () => this.pick([
				() => `process.nextTick(() => log(${this.label()}, als.getStore()));`,
				() => `Promise.resolve().then(() => log(${this.label()}, als.getStore()));`,
				() => `setTimeout(() => log(${this.label()}, als.getStore()), ${10 + 10 * i});`,
				() => `(async () => { await null; log(${this.label()}, als.getStore()); await timers.setTimeout(${45 + 10 * i}); log(${this.label()}, als.getStore()); })();`,
				() => `als.run('in', () => log(${this.label()}, als.getStore()));`,
				() => `als.exit(() => log(${this.label()}, als.getStore()));`,
				() => `log(${this.label()}, als.getStore());`,
			])()).join(' ')} });`);
		}
		return lines;
	}

	program() {
		const lines = [
			"const { EventEmitter, once, on } = require('events');",
			"const { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished } = require('stream');",
			"const sp = require('stream/promises'), timers = require('timers/promises');",
			"const { promisify, callbackify } = require('util'), { AsyncLocalStorage } = require('async_hooks');",
			'const log = (...args) => console.log(...args);',
		];
		const count = 3 + this.below(3);
		for (let i = 0; i < count; i++) {
			const body = this.pick([() => this.events(), () => this.stream(), () => this.stream(), () => this.stream(), () => this.promises(), () => this.storage()])();
			lines.push(`setTimeout(() => {`, `\tlog('step ${i}');`, ...body.map((line) => `\t${line}`), `}, ${120 * i + 30});`);
		}
		return `${lines.join('\n')}\n`;
	}
}

/* Program number `index` of a seed. */
export function generateLibrary(seed, index) {
	return { name: `library-${seed}-${index}.cjs`, text: new Library(seed, index).program() };
}
