// Random asynchronous programs, each the same for the same seed:
//
//   node tests/fuzz/generate.mjs [--seed=N] [--count=M] [FOLDER]     (without FOLDER: to standard output)
//
// A program prints a distinct label at every step, so its output is the order in which things ran. It is built so that
// Node can print one thing only:
// - Every timer gets a place of its own on a grid of 80 ms (`slot`); code that may run at an unknown time sets none.
// - setImmediate stands only in timer callbacks, where the check phase comes next, and a zero timer beside it holds
//   nothing that would race with it.
// - In watched programs no zero timer stands in the main source: ticks that a throw left over wait for the first timer that is due, or not.
// - Loops are short, and functions call only functions written before them, so every program ends.
// Errors are caught, except in the programs marked `chaos`, where one may escape, and in the `watched` ones, whose process
// handlers are told of all that escape, and may themselves queue work or throw.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const grids = { node: 80, page: 40 };

/* xorshift128 from one seed and an index. */
export function random(seed, index) {
	let a = (seed * 2654435761) ^ 0x9e3779b9, b = (index * 40503) ^ 0x85ebca6b, c = 0xc2b2ae35, d = seed + index + 1;
	const next = () => {
		const t = a ^ (a << 11);
		a = b;
		b = c;
		c = d;
		d = (d ^ (d >>> 19) ^ t ^ (t >>> 8)) | 0;
		return d >>> 0;
	};
	for (let i = 0; i < 16; i++) next();
	return next;
}

class Writer {
	constructor(seed, index, host = 'node') {
		this.grid = grids[host];
		this.next = random(seed, index);
		this.labels = 0;
		this.names = 0;
		this.slots = 0; // the last place taken on the grid
		this.chaos = this.chance(12);
		this.module = this.chance(15);
		this.budget = 12 + this.below(30);
		this.watched = host === 'node' && this.chance(12);
	}
	below(n) { return this.next() % n; }
	chance(percent) { return this.below(100) < percent; }
	pick(list) { return list[this.below(list.length)]; }
	label() { return `'${String.fromCharCode(65 + (this.labels % 26))}${this.labels++}'`; }
	name(kind) { return `${kind}${this.names++}`; }

	/* A weighted choice among [weight, maker, allowed]. */
	choose(rows) {
		const open = rows.filter(([weight, , allowed = true]) => weight > 0 && allowed);
		let at = this.below(open.reduce((sum, [weight]) => sum + weight, 0));
		for (const [weight, make] of open) if ((at -= weight) < 0) return make();
		throw new Error('no row');
	}

	// What may stand where: `time` is the place on the grid at which this code runs (null: unknown), `suspend` whether
	// await may stand here, `yields` whether yield may, `repeat` whether this code runs more than once.
	program() {
		const ctx = { depth: 0, time: 0, suspend: this.module, yields: false, repeat: false, inTimer: false, promises: [], functions: [], asyncs: [], generators: [], asyncGenerators: [], resolvers: [], classes: [] };
		const lines = [];
		if (this.watched) lines.push(...this.watchers());
		if (this.chance(30)) lines.push(`class Traced extends Promise { then(...args) { console.log(${this.label()}); return super.then(...args); } }`), ctx.traced = true;
		for (let i = 1 + this.below(3); i > 0; i--) lines.push(...this.declaration(ctx));
		while (this.budget > 0) lines.push(...this.statement(ctx));
		lines.push(`console.log(${this.label()});`);
		return `${lines.join('\n')}\n`;
	}

	/* The end of an interval after its body, or before it where the body may throw and the program goes on. */
	around(body, end) { return this.watched ? [end, ...body] : [...body, end]; }

	/* Handlers for what escapes. */
	watchers() {
		this.chaos = true;
		const queued = () => this.pick(['', '', `process.nextTick(() => console.log(${this.label()}));`, `queueMicrotask(() => console.log(${this.label()}));`, `Promise.reject(${this.label()});`]);
		const once = () => this.chance(40) ? ` if (!told++) throw new Error(${this.label()});` : '';
		const lines = ['let told = 0, fatal = 0;', `process.on('uncaughtException', (e, origin) => { console.log(${this.label()}, e?.message ?? e, origin); if (fatal++ < 3) { ${queued()} } });`];
		if (this.chance(70)) lines.push(`process.on('unhandledRejection', (reason, p) => { console.log(${this.label()}, reason?.message ?? reason); ${this.chance(30) ? 'p.catch(() => {});' : ''} ${queued().replace(/Promise.reject/, 'void ')}${once()} });`);
		if (this.chance(50)) lines.push(`process.on('rejectionHandled', () => { console.log(${this.label()});${once()} });`);
		return lines;
	}

	inner(ctx, changes = {}) {
		return { ...ctx, depth: ctx.depth + 1, promises: [...ctx.promises], functions: [...ctx.functions], asyncs: [...ctx.asyncs], generators: [...ctx.generators], asyncGenerators: [...ctx.asyncGenerators], resolvers: [...ctx.resolvers], classes: [...ctx.classes], ...changes };
	}

	indent(lines) { return lines.map((line) => `\t${line}`); }

	/* A few statements as a body. */
	body(ctx, most = 3) {
		const lines = [];
		for (let i = 1 + this.below(most); i > 0; i--) lines.push(...this.statement(ctx));
		return lines;
	}

	block(head, ctx, tail = '}', most = 3) {
		return [head, ...this.indent(this.body(ctx, most)), tail];
	}

	value(ctx) {
		return this.choose([
			[5, () => String(this.below(10))],
			[5, () => `'v${this.below(10)}'`],
			[1, () => this.pick(['undefined', 'null', 'true', '-0', '1.5'])],
			[1, () => `[${this.below(5)}, 'x']`],
			[1, () => `{ k: ${this.below(5)} }`],
		]);
	}

	thenable(ctx) {
		const settle = this.choose([
			[4, () => `resolve(${this.value(ctx)})`],
			[1, () => `{ resolve(${this.value(ctx)}); throw new Error('ignored'); }`],
			[1, () => `queueMicrotask(() => resolve(${this.value(ctx)}))`],
			[1, () => `resolve({ then(again) { console.log(${this.label()}); again(${this.value(ctx)}); } })`],
			[1, () => `Promise.resolve(${this.value(ctx)}).then(resolve)`],
		]);
		return `{ then(resolve) { console.log(${this.label()}); ${settle}; } }`;
	}

	/* What a handler or an async function may give back. */
	result(ctx) {
		return this.choose([
			[6, () => this.value(ctx)],
			[3, () => this.promise(ctx)],
			[1, () => this.thenable(ctx)],
		]);
	}

	/* An expression whose value is a promise. It may reject only where `ctx.mayReject`, or where the caller adds a catch. */
	promise(ctx) {
		const deep = ctx.depth > 3;
		const more = this.inner(ctx);
		return this.choose([
			[5, () => `Promise.resolve(${this.value(ctx)})`],
			[2, () => `Promise.resolve(${this.thenable(ctx)})`, !deep],
			[3, () => `new Promise((resolve) => { console.log(${this.label()}); resolve(${deep ? this.value(ctx) : this.result(more)}); })`],
			[1, () => `new Promise((resolve) => queueMicrotask(() => resolve(${this.value(ctx)})))`],
			[1, () => `new Promise((resolve) => process.nextTick(resolve, ${this.value(ctx)}))`],
			[3, () => `${this.promise(more)}.then((v) => (console.log(${this.label()}, v), ${deep ? this.value(ctx) : this.result(more)}))`, !deep],
			[2, () => `Promise.reject(${this.value(ctx)}).catch((e) => (console.log(${this.label()}, e), ${this.value(ctx)}))`],
			[2, () => `${this.promise(more)}.finally(() => { console.log(${this.label()}); ${this.chance(30) && !deep ? `return ${this.promise(more)};` : ''} })`, !deep],
			[2, () => `(async () => { console.log(${this.label()}); ${this.chance(60) ? `await ${this.value(ctx)}; console.log(${this.label()}); ` : ''}return ${deep ? this.value(ctx) : this.result(more)}; })()`],
			[2, () => `Promise.${this.pick(['all', 'allSettled', 'race', 'any'])}([${this.list(more, deep)}])`, !deep],
			[2, () => `${this.pick(ctx.asyncs)}(${this.value(ctx)})`, ctx.asyncs.length > 0],
			[2, () => this.pick(ctx.promises), ctx.promises.length > 0],
			[1, () => `Promise.resolve(${this.value(ctx)}).then(${this.pick(['null', 'undefined', '5', "'text'"])})`],
			[1, () => `Promise.reject(${this.value(ctx)}).then(() => console.log(${this.label()}), (e) => (console.log(${this.label()}, e), ${this.value(ctx)}))`],
			[1, () => `Traced.resolve(${this.value(ctx)})`, ctx.traced === true],
			[1, () => `${this.pick(ctx.asyncGenerators)}().next().then((r) => (console.log(${this.label()}, r.done), r.value))`, ctx.asyncGenerators.length > 0],
			[1, () => `new ${this.pick(ctx.classes)}().run(${this.value(ctx)})`, ctx.classes.length > 0],
		]);
	}

	list(ctx, deep) {
		const items = [];
		for (let i = 1 + this.below(3); i > 0; i--) items.push(this.chance(30) || deep ? this.value(ctx) : this.promise(this.inner(ctx)));
		return items.join(', ');
	}

	/* `await` of something, as an expression. */
	awaited(ctx) {
		return `await ${this.choose([[3, () => this.value(ctx)], [5, () => this.promise(this.inner(ctx))], [1, () => this.thenable(ctx)]])}`;
	}

	callback(ctx, parameters = '', changes = {}) {
		const inner = this.inner(ctx, { suspend: false, yields: false, ...changes });
		const style = this.below(4);
		if (style === 0) return [`function (${parameters}) {`, ...this.indent(this.body(inner)), '}'];
		if (style === 1 && !changes.plain) {
			// An async callback's time is unknown after its first await, so it sets no timers at all.
			return [`async (${parameters}) => {`, ...this.indent(this.body({ ...inner, suspend: true, time: null, inTimer: false })), '}'];
		}
		return [`(${parameters}) => {`, ...this.indent(this.body(inner)), '}'];
	}

	/* Join an expression that ends in lines with what follows it. */
	wrap(before, lines, after) {
		const out = [...lines];
		out[0] = before + out[0];
		out[out.length - 1] += after;
		return out;
	}

	declaration(ctx) {
		this.budget--;
		const inner = (changes) => this.inner(ctx, { time: null, inTimer: false, repeat: true, ...changes });
		return this.choose([
			[4, () => {
				const name = this.name('f');
				const lines = [`async function ${name}(x) {`, `\tconsole.log(${this.label()}, x);`, ...this.indent(this.body(inner({ suspend: true, yields: false }))), `\treturn ${this.result(inner({}))};`, '}'];
				ctx.asyncs.push(name);
				return lines;
			}],
			[2, () => {
				const name = this.name('g');
				const lines = [`function* ${name}() {`, ...this.indent(this.body(inner({ suspend: false, yields: true }))), `\tyield ${this.value(ctx)};`, `\treturn ${this.value(ctx)};`, '}'];
				ctx.generators.push(name);
				return lines;
			}],
			[2, () => {
				const name = this.name('h');
				const lines = [`async function* ${name}() {`, ...this.indent(this.body(inner({ suspend: true, yields: true }))), `\tyield ${this.result(inner({}))};`, `\tconsole.log(${this.label()});`, '}'];
				ctx.asyncGenerators.push(name);
				return lines;
			}],
			[2, () => {
				const name = this.name('s');
				const lines = [`const ${name} = (x) => {`, ...this.indent(this.body(inner({ suspend: false, yields: false }))), '\treturn x;', '};'];
				ctx.functions.push(name);
				return lines;
			}],
			[1, () => {
				const name = this.name('C');
				const lines = [`class ${name} {`, `\t#n = ${this.below(5)};`, `\tfield = console.log(${this.label()});`, '\tget n() { return this.#n; }', '\tasync run(x) {', `\t\tconsole.log(${this.label()}, x, this.n++ ?? this.#n);`.replace('this.n++ ?? this.#n', 'this.#n++'), ...this.indent(this.indent(this.body(inner({ suspend: true, yields: false }), 2))), '\t\treturn this.n;', '\t}', '}'];
				ctx.classes.push(name);
				return lines;
			}],
			[3, () => {
				const name = this.name('p');
				const lines = [`const ${name} = ${this.promise(this.inner(ctx))};`, `${name}.catch(() => {});`];
				ctx.promises.push(name);
				return lines;
			}],
			[2, () => {
				const name = this.name('d');
				const lines = [`let resolve_${name};`, `const ${name} = new Promise((resolve) => { resolve_${name} = resolve; });`];
				ctx.promises.push(name);
				ctx.resolvers.push(`resolve_${name}`);
				return lines;
			}],
		]);
	}

	timerRows(ctx) {
		const known = ctx.time !== null && !ctx.suspend && ctx.depth < 4;
		return [
			[3, () => {
				this.slots++;
				const slot = this.slots;
				const lines = this.callback(ctx, 'a', { time: slot, inTimer: true, plain: true });
				return this.wrap('setTimeout(', lines, `, ${(slot - ctx.time) * this.grid}, ${this.value(ctx)});`);
			}, known && !ctx.repeat && this.slots < 6],
			[1, () => [`setTimeout(() => console.log(${this.label()}), 0);`], known && (ctx.inTimer || (ctx.depth === 0 && !this.watched))],
			[3, () => this.wrap('setImmediate(', this.callback(ctx, '', { time: null, inTimer: false, plain: true }), ');'), known && ctx.inTimer && !ctx.repeat],
			[1, () => {
				const name = this.name('i');
				const rounds = 1 + this.below(2);
				const first = this.slots + 1;
				this.slots += rounds > 1 ? rounds + 1 : 1; // a delay of one round delays the next: leave room
				const delay = (first - ctx.time) * this.grid;
				if (rounds > 1 && delay !== this.grid) return [`const ${name} = setInterval(() => { console.log(${this.label()}); clearInterval(${name}); }, ${delay});`];
				return [`let n_${name} = 0;`, `const ${name} = setInterval(() => {`, `\tconsole.log(${this.label()}, ++n_${name});`, ...this.around(this.indent(this.body(this.inner(ctx, { time: null, inTimer: false, suspend: false, yields: false, repeat: true }), 2)), `\tif (n_${name} === ${rounds}) clearInterval(${name});`), `}, ${delay});`];
			}, known && !ctx.repeat && this.slots < 5],
			[1, () => {
				const name = this.name('t');
				return [`const ${name} = setTimeout(() => console.log(${this.label()}), ${this.grid});`, `clearTimeout(${name});`];
			}],
		];
	}

	awaitRows(ctx) {
		const repeat = this.inner(ctx, { repeat: true, time: null, inTimer: false });
		const after = () => { ctx.time = null; ctx.inTimer = false; };
		const row = (weight, make) => [weight, () => { const lines = make(); after(); return lines; }, ctx.suspend];
		return [
			row(5, () => [`console.log(${this.label()}, ${this.awaited(ctx)});`]),
			row(3, () => [`${this.awaited(ctx)};`, `console.log(${this.label()});`]),
			row(1, () => [`console.log(${this.label()}, (${this.awaited(ctx)}) && (${this.awaited(ctx)}), \`\${${this.awaited(ctx)}}\`.length);`]),
			row(1, () => { const n = this.name('x'); return [`const { ${n}a = ${this.awaited(ctx)}, ...${n}r } = { b: ${this.awaited(ctx)} };`, `console.log(${this.label()}, ${n}a, ${n}r.b);`]; }),
			row(1, () => { const n = this.name('x'); return [`const [${n}a, ${n}b = ${this.awaited(ctx)}] = [${this.awaited(ctx)}];`, `console.log(${this.label()}, ${n}a, ${n}b);`]; }),
			row(1, () => [`if (${this.awaited(ctx)}) {`, ...this.indent(this.body(this.inner(ctx), 2)), '} else {', ...this.indent(this.body(this.inner(ctx), 1)), '}']),
			row(2, () => { const n = this.name('i'); return this.block(`for (let ${n} = 0; ${n} < ${2 + this.below(2)}; ${n} += (await 1)) {`, repeat, '}', 2); }),
			row(2, () => { const n = this.name('x'); return [`for (const ${n} of [${this.list(repeat, false)}]) {`, `\tconsole.log(${this.label()}, await ${n});`, ...this.indent(this.body(repeat, 1)), '}']; }),
			row(3, () => { const n = this.name('x'); return [`for await (const ${n} of ${this.asyncSource(repeat)}) {`, `\tconsole.log(${this.label()}, ${n});`, ...this.indent(this.body(repeat, 1)), ...(this.chance(25) ? ['\tbreak;'] : []), '}']; }),
			row(2, () => ['try {', ...this.indent(this.body(this.inner(ctx), 2)), `\tawait Promise.reject(${this.value(ctx)});`, `\tconsole.log(${this.label()});`, '} catch (e) {', `\tconsole.log(${this.label()}, e);`, ...this.indent(this.body(this.inner(ctx), 1)), ...(this.chance(50) ? ['} finally {', `\tconsole.log(${this.label()}, ${this.awaited(ctx)});`] : []), '}']),
			row(1, () => [`console.log(${this.label()}, ...[${this.awaited(ctx)}, ${this.awaited(ctx)}].map((x) => typeof x));`]),
			row(1, () => [`switch (${this.awaited(ctx)}) {`, `case ${this.awaited(ctx)}:`, `\tconsole.log(${this.label()});`, '\tbreak;', 'default:', `\tconsole.log(${this.label()});`, '}']),
			row(1, () => { const n = this.name('i'); return [`let ${n} = 0;`, `while (${n}++ < (await 2)) {`, ...this.indent(this.body(repeat, 1)), `\tif (await ${this.pick(['true', 'false'])}) continue;`, `\tconsole.log(${this.label()});`, '}']; }),
		];
	}

	asyncSource(ctx) {
		return this.choose([
			[3, () => `[${this.list(ctx, false)}]`],
			[3, () => `${this.pick(ctx.asyncGenerators)}()`, ctx.asyncGenerators.length > 0],
			[2, () => `${this.pick(ctx.generators)}()`, ctx.generators.length > 0],
			[1, () => `(async function* () { yield ${this.value(ctx)}; yield ${this.promise(this.inner(ctx))}; })()`],
			[1, () => `(function* () { try { yield Promise.resolve(${this.value(ctx)}); yield ${this.value(ctx)}; } finally { console.log(${this.label()}); } })()`],
		]);
	}

	yieldRows(ctx) {
		const row = (weight, make, allowed = true) => [weight, make, ctx.yields && allowed];
		return [
			row(5, () => [`console.log(${this.label()}, yield ${this.value(ctx)});`]),
			row(1, () => ['try {', `\tyield ${this.value(ctx)};`, '} finally {', `\tconsole.log(${this.label()});`, '}']),
			row(1, () => [`yield* [${this.value(ctx)}, ${this.value(ctx)}];`]),
			row(1, () => [`console.log(${this.label()}, yield* ${this.pick(ctx.generators)}());`], ctx.generators.length > 0),
			row(1, () => [`yield ${this.promise(this.inner(ctx))};`], ctx.suspend),
			row(1, () => [`yield* ${this.pick(ctx.asyncGenerators)}();`], ctx.suspend && ctx.asyncGenerators.length > 0),
		];
	}

	escapeRows(ctx) {
		const allowed = this.chaos && this.chance(25);
		return [
			[2, () => { this.chaos = this.watched; return [`if (${this.chance(80)}) throw new ${this.pick(['Error', 'TypeError', 'RangeError'])}('escaped ' + ${this.label()});`]; }, allowed],
			[2, () => { this.chaos = this.watched; return [`Promise.reject(${this.pick(["new Error('unhandled')", "'text'", '42', 'undefined'])});`]; }, allowed],
			[1, () => { this.chaos = this.watched; return [`(async () => { await null; throw new Error('in async'); })();`]; }, allowed],
			[1, () => { this.chaos = this.watched; return [`queueMicrotask(() => { console.log(${this.label()}); undefinedName; });`]; }, allowed],
			[4, () => [`${this.pick(['process.nextTick', 'process.nextTick', 'queueMicrotask', 'Promise.resolve().then'])}(() => { ${this.chance(40) ? `process.nextTick(() => console.log(${this.label()})); ` : ''}throw new Error(${this.label()}); });`], allowed && this.watched],
		];
	}

	chainEnd(ctx) {
		let chain = '';
		for (let i = this.below(4); i > 0; i--) {
			chain += this.choose([
				[5, () => `.then((v) => { console.log(${this.label()}, v); ${this.chance(40) ? `return ${this.result(this.inner(ctx))};` : ''} })`],
				[2, () => `.then((v) => { console.log(${this.label()}, v); throw ${this.value(ctx)}; }).catch((e) => console.log(${this.label()}, e))`],
				[1, () => `.catch((e) => console.log(${this.label()}, e))`],
				[2, () => `.finally(() => console.log(${this.label()}))`],
				[1, () => `.then(null, (e) => console.log(${this.label()}, e))`],
				[1, () => '.then()'],
			]);
		}
		return `${chain}.then((v) => console.log(${this.label()}, v))${this.chance(30) ? `.catch((e) => console.log(${this.label()}, e))` : ''}`;
	}

	statement(ctx) {
		this.budget--;
		if (this.budget < -40 || ctx.depth > 5) return [`console.log(${this.label()});`];
		const sync = { suspend: ctx.suspend, yields: ctx.yields };
		const repeat = () => this.inner(ctx, { repeat: true });
		const nested = ctx.depth < 4;
		return this.choose([
			[6, () => [`console.log(${this.label()});`]],
			[9, () => [`${this.promise(this.inner(ctx))}${this.chainEnd(ctx)};`]],
			[3, () => this.wrap('queueMicrotask(', this.callback(ctx, ''), ');'), nested],
			[3, () => this.wrap('process.nextTick(', this.callback(ctx, 'a'), `, ${this.value(ctx)});`), nested],
			[4, () => {
				const inner = this.inner(ctx, { suspend: true, yields: false, time: null, inTimer: false });
				return ['(async () => {', ...this.indent(this.body(inner, 4)), `})()${this.chainEnd(ctx)};`];
			}, nested],
			[2, () => [`${this.pick(ctx.asyncs)}(${this.value(ctx)})${this.chance(70) ? this.chainEnd(ctx) : ''};`], ctx.asyncs.length > 0],
			[2, () => [`console.log(${this.label()}, ${this.pick(ctx.functions)}(${this.value(ctx)}));`], ctx.functions.length > 0],
			[2, () => [`${this.pick(ctx.resolvers)}(${this.result(this.inner(ctx))});`], ctx.resolvers.length > 0],
			[2, () => { const x = this.name('x'); return [`for (const ${x} of ${this.pick(ctx.generators)}()) console.log(${this.label()}, ${x});`]; }, ctx.generators.length > 0],
			[1, () => {
				const it = this.name('it');
				return [`const ${it} = ${this.pick(ctx.generators)}();`, `console.log(${this.label()}, ${it}.next().value, ${it}.next(${this.value(ctx)}).done);`, `console.log(${this.label()}, ${it}.return(${this.value(ctx)}).done);`];
			}, ctx.generators.length > 0],
			[2, () => {
				const it = this.name('it');
				const step = () => this.pick(['next', 'next', 'next', 'return']);
				const lines = [`const ${it} = ${this.pick(ctx.asyncGenerators)}();`];
				for (let i = 2 + this.below(2); i > 0; i--) lines.push(`${it}.${step()}(${this.value(ctx)}).then((r) => console.log(${this.label()}, r.value, r.done), (e) => console.log(${this.label()}, e));`);
				return lines;
			}, ctx.asyncGenerators.length > 0],
			[2, () => ['try {', ...this.indent(this.body(this.inner(ctx, sync), 2)), `\tthrow ${this.value(ctx)};`, '} catch (e) {', `\tconsole.log(${this.label()}, e);`, '} finally {', ...this.indent(this.body(this.inner(ctx, sync), 1)), '}'], nested],
			[2, () => { const i = this.name('i'); return [`for (let ${i} = 0; ${i} < ${1 + this.below(3)}; ${i}++) {`, `\tconsole.log(${this.label()}, ${i});`, ...this.indent(this.body(repeat(), 2)), '}']; }, nested && !ctx.repeat],
			[1, () => { const l = this.name('l'), i = this.name('i'); return [`${l}: for (const ${i} of [1, 2]) {`, ...this.indent(this.body(repeat(), 1)), `\tfor (;;) { console.log(${this.label()}, ${i}); ${this.pick(['break', 'continue'])} ${l}; }`, '}']; }, nested && !ctx.repeat],
			[1, () => [`[1, 2].forEach(async (n) => { console.log(${this.label()}, n); await n; console.log(${this.label()}, n); });`]],
			[1, () => { const n = this.name('n'); return [`let ${n} = 0;`, `const up_${n} = () => { console.log(${this.label()}, ++${n}); if (${n} < 3) ${this.pick(['queueMicrotask', 'process.nextTick', 'Promise.resolve().then'])}${''}(up_${n}); };`, `up_${n}();`]; }],
			[2, () => this.declaration(ctx), nested && !ctx.yields && this.budget > 0],
			...this.timerRows(ctx),
			...this.awaitRows(ctx),
			...this.yieldRows(ctx),
			...this.escapeRows(ctx),
		]);
	}
}

/* Program number `index` of a seed: its text and whether it is a module. */
export function generate(seed, index) {
	const writer = new Writer(seed, index);
	const text = writer.program();
	return { name: `program-${seed}-${index}.${writer.module ? 'mjs' : 'js'}`, text };
}

/*
 * The same for a page, as the body of a function `program(log, root)`: jobs stand for what Node's nextTick queues, zero timers for
 * immediates, and what escapes comes as an event of the window, which is taken down.
 */
export function generatePageProgram(seed) {
	const writer = new Writer(seed, 31, 'page');
	writer.module = false;
	return [
		"const shown = (v) => (Object.is(v, -0) ? '-0' : Array.isArray(v) ? `[${v.map(shown)}]` : typeof v === 'object' && v !== null && !(v instanceof Error) ? JSON.stringify(v) : String(v));",
		"const console = { log: (...parts) => { log(parts.map(shown).join(' ')); } }, process = { nextTick: (f, ...rest) => queueMicrotask(() => f(...rest)) }, setImmediate = (f) => setTimeout(f, 0);",
		"const stop = new AbortController(); setTimeout(() => stop.abort(), 900); for (const type of ['error', 'unhandledrejection', 'rejectionhandled']) addEventListener(type, (e) => { e.preventDefault(); log(`${type} ${e.message ?? e.reason}`); }, { signal: stop.signal });",
		writer.program(),
	].join('\n');
}

/* The value of --name=..., or of --name ..., in `args`; else `otherwise`. */
export function option(args, name, otherwise) {
	const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
	if (at < 0) return otherwise;
	return args[at].includes('=') ? args[at].slice(name.length + 3) : args.splice(at + 1, 1)[0];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const args = process.argv.slice(2);
	const seed = Number(option(args, 'seed', 1));
	const count = Number(option(args, 'count', 1));
	const folder = args.find((arg) => !arg.startsWith('--'));
	for (let i = 0; i < count; i++) {
		const { name, text } = generate(seed, i);
		if (folder) {
			fs.mkdirSync(folder, { recursive: true });
			fs.writeFileSync(path.join(folder, name), text);
		} else {
			process.stdout.write(`// ${name}\n${text}`);
		}
	}
}
