// Random nested values, printed: what the console makes of them (line breaking, grouping, quotes, depth, cycles).
//
// Each program prints many values, most of them objects and arrays of some size, because the rules about width and
// depth are where a formatter goes wrong. Nothing in them differs from run to run.
import { wideStatement, wideValue } from './console_values.mjs';
import { random } from './generate.mjs';

class Values {
	/* `wide` takes in what only Node has too. */
	constructor(seed, index, wide = false) {
		this.wide = wide;
		this.next = random(seed + 7919, index);
	}
	below(n) { return this.next() % n; }
	chance(percent) { return this.below(100) < percent; }
	pick(list) { return list[this.below(list.length)]; }

	text() {
		const words = ['a', 'key', 'value', 'lorem', 'ipsum dolor', "it's", 'say "hi"', 'tick `', 'x\\ny', 'tab\\t', '\\u00e9t\\u00e9', '\\u4f60\\u597d', '\\u{1f600}', '', ' ', 'constructor', '0', '-1', '\\\\', 'a-b', '\\x07'];
		let text = '';
		for (let i = this.below(this.chance(12) ? 20 : 3) + 1; i > 0; i--) text += this.pick(words) + (this.chance(30) ? ' ' : '');
		return `"${text.replaceAll('"', '\\"')}"`;
	}

	key() {
		return this.pick(['a', 'b', 'name', 'longerPropertyName', 'x1', '$', '_', '"with space"', '"0x"', '12', '"-"', 'length', 'constructorName', '[Symbol("s")]', '[Symbol.for("k e y")]', '"é"', 'then_']) + (this.chance(25) ? '' : '');
	}

	number() {
		return this.pick(['0', '-0', '1', '42', '-7', '3.14', '1e21', '1e-7', 'NaN', 'Infinity', '-Infinity', '123456789', '0.1', `${this.below(100000)}`, `${this.below(100)}`, '10n', '-5n']);
	}

	primitive() {
		return this.chance(45) ? this.number() : this.chance(60) ? this.text() : this.pick(['true', 'false', 'null', 'undefined', 'Symbol("desc")', 'Symbol()']);
	}

	items(depth, count) {
		const out = [];
		const numbers = this.chance(40), strings = !numbers && this.chance(40);
		for (let i = 0; i < count; i++) out.push(numbers ? this.number() : strings ? this.text() : this.value(depth + 1));
		return out;
	}

	array(depth) {
		const count = this.chance(15) ? this.below(130) : this.below(this.chance(40) ? 30 : 8);
		const items = this.items(count > 30 ? 4 : depth, count);
		if (this.chance(8) && items.length > 1) items[this.below(items.length)] = '';
		const text = `[${items.join(', ')}${items.at(-1) === '' ? ',' : ''}]`;
		return this.chance(6) ? `Object.assign(${text}, { ${this.key()}: ${this.primitive()} })` : text;
	}

	object(depth) {
		const seen = new Set();
		const parts = [];
		for (let i = this.below(this.chance(20) ? 30 : 6); i > 0; i--) {
			let key = this.key();
			if (seen.has(key)) key = `k${this.below(1000)}`;
			if (seen.has(key)) continue;
			seen.add(key);
			if (this.chance(5)) parts.push(`get ${key}() { return 1; }`);
			else if (this.chance(3)) parts.push(`set ${key}(v) {}`);
			else if (this.chance(6)) parts.push(`${this.chance(50) ? 'async ' : ''}${key}() {}`);
			else parts.push(`${key}: ${this.value(depth + 1)}`);
		}
		return `{ ${parts.join(', ')} }`;
	}

	special(depth) {
		const inner = () => this.value(depth + 1);
		return this.pick([
			() => `new Map([${Array.from({ length: this.below(5) }, () => `[${inner()}, ${inner()}]`).join(', ')}])`,
			() => `new Set([${Array.from({ length: this.below(8) }, inner).join(', ')}])`,
			() => `new Date(${this.below(2000000000)}000)`,
			() => this.pick(['/a+b/gi', '/[x]/', 'new RegExp("q/")']),
			() => this.pick(['() => 1', 'function named() {}', 'async () => {}', 'function* gen() {}', 'class A {}', 'class B extends Array {}', 'class { static x = 1 }']),
			() => `Object.assign(function f() {}, ${this.object(depth + 1)})`,
			() => `Object.assign(Object.create(null), ${this.object(depth + 1)})`,
			() => `new (class Point { constructor() { this.x = ${inner()}; this.y = ${inner()}; } })()`,
			() => `new (class Deep extends Map { extra = ${inner()} })()`,
			() => `Promise.resolve(${inner()})`,
			() => 'new Promise(() => {})',
			() => `Object(${this.pick(['1', '"boxed"', 'true', '5n', 'Symbol("b")'])})`,
			() => `new Uint8Array([${Array.from({ length: this.below(20) }, () => this.below(256)).join(', ')}])`,
			() => `new Float64Array([1.5, ${this.below(10)}, -0])`,
			() => `Buffer.from(new Uint8Array([${Array.from({ length: this.below(9) }, () => this.below(256)).join(', ')}]).buffer)`,
			() => 'new ArrayBuffer(4)',
			() => `new WeakSet()`,
			() => `(function () { return arguments; })(${inner()}, ${inner()})`,
			() => `[${inner()}, ${inner()}][Symbol.iterator]()`,
			() => `new Map([[1, ${inner()}]]).entries()`,
			() => `Object.freeze(${this.object(depth + 1)})`,
			() => `(() => { const o = ${this.object(depth + 1)}; o.self = o; o.again = { o }; return o; })()`,
			() => `(() => { const a = ${this.array(depth + 1)}; a.push(a, [a]); return a; })()`,
			() => `new Proxy(${this.object(depth + 1)}, {})`,
			() => `Object.defineProperty(${this.object(depth + 1)}, "hidden", { value: 1 })`,
			() => `Object.assign(new Error(${this.text()}), { stack: "Error: short\\n    at somewhere" })`,
			() => `Object.assign([${inner()}], { index: 0 })`,
			() => `({ [Symbol.toStringTag]: ${this.text()}, v: ${inner()} })`,
			() => `new (class ${this.pick(['Tagged', 'Map', 'Foo'])} { get [Symbol.toStringTag]() { return ${this.pick(['"Tagged"', '"T"', '""', '5'])}; } a = ${inner()}; #hidden = 1; static s = 2; get acc() { return ${inner()}; } })()`,
			() => `Object.setPrototypeOf(${this.object(depth + 1)}, ${this.pick(['null', 'Array.prototype', 'Object.create(null)', '{ inherited: 1 }', '(class Q { m() {} }).prototype', 'Map.prototype', 'Object.create({ up: 2 })'])})`,
			() => `Object.setPrototypeOf(${this.array(depth + 1)}, ${this.pick(['null', 'Object.prototype', '(class List extends Array {}).prototype'])})`,
			() => `Object.setPrototypeOf(new ${this.pick(['Map([[1, { a: 1 }]])', 'Set([1, [2]])', 'Date(0)', 'RegExp("z", "g")', 'Number(4)', 'String("s")', 'Uint8Array(3)', 'ArrayBuffer(2)', 'Promise(() => {})', 'WeakMap()', 'DataView(new ArrayBuffer(2))'])}, ${this.pick(['null', '(class Own {}).prototype', 'Object.prototype'])})`,
			() => `Object.assign(new Date(${this.pick(['0', 'NaN', '1e12'])}), ${this.object(depth + 1)})`,
			() => `Object.assign(/re/${this.pick(['', 'gimsuy'])}, ${this.object(depth + 1)})`,
			() => `Object.assign(new Map([[${inner()}, ${inner()}]]), ${this.object(depth + 1)})`,
			() => `Object.assign(new Set([${inner()}]), ${this.object(depth + 1)})`,
			() => `Object.assign(Object(${this.pick(['1', '"boxed text"', 'true', '5n', 'Symbol("b")'])}), ${this.object(depth + 1)})`,
			() => `Object.assign(Promise.resolve(${inner()}), ${this.object(depth + 1)})`,
			() => `Object.assign(new Uint8Array(${this.below(140)}), ${this.object(depth + 1)})`,
			() => `Object.assign(new ArrayBuffer(${this.below(120)}), { x: ${inner()} })`,
			() => `new DataView(new ArrayBuffer(${this.below(20)}))`,
			() => `new ${this.pick(['Int8Array', 'Uint16Array', 'Int32Array', 'Float32Array', 'BigInt64Array', 'Uint8ClampedArray'])}(${this.below(130)})`,
			() => `new SharedArrayBuffer(${this.below(10)})`,
			() => `Buffer.alloc(${this.below(70)}, ${this.below(256)})`,
			() => `(() => { const p = Promise.reject(${inner()}); p.catch(() => {}); return p; })()`,
			() => `new Set([${inner()}, ${inner()}])[${this.pick(['"values"', '"entries"'])}]()`,
			() => `new Map([[${inner()}, ${inner()}], [2, 3]])[${this.pick(['"keys"', '"values"', '"entries"'])}]()`,
			() => `(function* g() { yield 1; })()`,
			() => `(async function* g() { yield 1; })()`,
			() => `"text".matchAll(/t/g)`,
			() => `(function () { "use strict"; return arguments; })(1)`,
			() => `Object.assign(class Base { static { this.x = ${inner()}; } }, { [Symbol.toStringTag]: "K" })`,
			() => `Object.setPrototypeOf(function lost() {}, null)`,
			() => `Object.setPrototypeOf(class Lost {}, ${this.pick(['null', 'Map', '{ name: "Given" }'])})`,
			() => `Object.defineProperty(function renamed() {}, "name", { value: ${this.pick(['""', '"other name"', '5', 'Symbol("n")'])} })`,
			() => `Object.defineProperties({}, { a: { get() { return ${inner()}; }, enumerable: true }, b: { set(v) {}, enumerable: true }, c: { get: () => 1, set: (v) => {}, enumerable: ${this.chance(50)} }, d: { value: ${inner()} } })`,
			() => `Object.assign([], { "-1": 1, 4294967295: 2, x: ${inner()} })`,
			() => `[${this.below(2) ? ',' : ''} ${inner()}, , ${inner()}, , ,]`,
			() => `new Array(${this.below(200)})`,
			() => `(() => { const a = new Array(${10 + this.below(300)}); a[${this.below(9)}] = ${inner()}; a[${this.below(200)}] = 1; a.extra = 2; return a; })()`,
			() => `new Proxy(${this.pick(['[1, 2, [3]]', 'function target() {}', 'class Target {}', 'new Map([[1, 2]])', '{ a: { b: 1 } }'])}, ${this.pick(['{}', '{ get() { return 5; } }', '{ ownKeys() { throw 1; } }'])})`,
			() => `(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()`,
			() => `({ [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { return ${this.pick(['"custom"', '"two\\nlines"', 'options.stylize("styled", "number")', 'inspect(this.inner, options)', '{ instead: depth }', 'this', '5', 'null', 'Object.keys(options).join()', '`${depth}`'])}; }, inner: ${inner()} })`,
			() => `Object.assign(new ${this.pick(['Error', 'TypeError', 'RangeError'])}(${this.text()}), { stack: ${this.pick(['"no frames"', 'undefined', '"Error: m\\n    at f (file.js:1:1)\\n    at g (file.js:2:2)"', '5', '""', '"TypeError"'])} }, ${this.chance(40) ? this.object(depth + 1) : '{}'})`,
			() => `Object.assign(new (class ${this.pick(['ValidationError', 'Failure', 'Error2'])} extends ${this.pick(['Error', 'TypeError'])} {})("bad"), { stack: ${this.pick(['"Error: bad"', '"Error: bad\\n    at f (x.js:1:1)"', '"TypeError: bad\\n    at f (x.js:1:1)"'])}, ${this.chance(30) ? 'name: "Renamed",' : ''} code: ${inner()} })`,
			() => `Object.assign(new Error("outer", { cause: ${this.chance(50) ? 'Object.assign(new Error("inner"), { stack: "Error: inner\\n    at deep (y.js:1:1)" })' : inner()} }), { stack: "Error: outer\\n    at f (x.js:1:1)" })`,
			() => `Object.assign(new AggregateError([${inner()}, Object.assign(new Error("one"), { stack: "Error: one\\n    at z (z.js:1:1)" })], "many"), { stack: "AggregateError: many" })`,
			() => `new URLSearchParams(${this.pick(['"a=1&b=2"', '""', '{ q: "x y" }'])})`,
			() => `new URL("https://user@example.org:8080/p/a?q=1#h")`,
			() => 'globalThis.Math',
			() => 'JSON',
			() => 'Reflect',
			() => `Symbol.iterator`,
			() => `new WeakRef(${this.object(depth + 1)})`,
			() => `new (class Rootless extends null { constructor() { return Object.create(new.target.prototype); } })()`,
			() => `new TextEncoder().encode(${this.text()})`,
		])();
	}

	value(depth) {
		if (depth > 4 || this.chance(35)) return this.primitive();
		if (this.wide && this.chance(6)) return wideValue(this, depth);
		return this.chance(45) ? this.object(depth) : this.chance(60) ? this.array(depth) : this.special(depth);
	}

	/* Options of util.inspect, any of them. */
	options() {
		const all = [
			() => `depth: ${this.pick(['0', '1', '2', '3', '6', 'null', 'Infinity', '-1', '-Infinity', '1.5', 'NaN', '"1"', 'undefined'])}`,
			() => `compact: ${this.pick(['true', 'false', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '-1', '1.5', 'null', '"3"'])}`,
			() => `breakLength: ${this.pick(['10', '20', '40', '60', '72', '76', '80', '120', '200', 'Infinity', '0', '-1', '1', '13.5', 'NaN', 'null', '"30"'])}`,
			() => `sorted: ${this.pick(['true', '(a, b) => (a < b ? 1 : -1)', '(a, b) => a.length - b.length', '() => 0', 'false'])}`,
			() => `showHidden: ${this.chance(50)}`,
			() => `colors: ${this.chance(80)}`,
			() => `showProxy: ${this.chance(70)}`,
			() => `getters: ${this.pick(['true', '"get"', '"set"'])}`,
			() => `numericSeparator: true`,
			() => `customInspect: ${this.chance(30)}`,
			() => `maxArrayLength: ${this.pick(['0', '1', '2', '7', '100', '-1', '"3"', 'null', 'Infinity'])}`,
			() => `maxStringLength: ${this.pick(['0', '1', '5', '16', '100', '-1', 'Infinity', 'null'])}`,
			() => `mine: ${this.pick(['1', '{ own: 2 }'])}`,
		];
		return `{ ${Array.from({ length: this.below(5) }, () => this.pick(all)()).join(', ')} }`;
	}

	statement() {
		const value = () => this.value(0);
		return this.pick([
			() => `console.log(util.inspect(${value()}, ${this.options()}));`,
			() => `console.log(util.inspect(${this.special(0)}, ${this.options()}));`,
			() => `console.log(${this.special(0)});`,
			() => `console.log(util.inspect({ k: ${this.special(1)}, l: [${this.special(2)}] }, ${this.options()}));`,
			() => `console.dir(${value()}, ${this.options()});`,
			() => `console.log(util.formatWithOptions(${this.options()}, "%s %d %o %O %i %j%%", ${this.special(1)}, ${this.primitive()}, ${value()}, ${value()}));`,
			() => `console.log("%s %s %s", ${this.special(1)}, ${this.special(2)}, ${value()});`,
			() => `console.group(); console.group(${value()}); console.log(${this.special(0)}); console.groupEnd(); console.groupEnd();`,
			() => `console.table(${this.special(2)});`,
			() => `console.table(${this.pick([`new Map([[${this.primitive()}, ${this.object(3)}], ["k", ${this.primitive()}]])`, `new Set([${this.object(3)}, ${this.primitive()}])`, `[[${this.items(4, 3)}], [${this.items(4, 2)}]]`, `{ r1: ${this.object(3)}, r2: ${this.array(4)}, r3: ${this.primitive()} }`])}${this.chance(30) ? `, [${this.text()}, "a", "0"]` : ''});`,
			() => `console.assert(${this.pick(['false', '0', '1', '""'])}, ${value()}, ${value()});`,
			() => `console.count(${this.primitive().replace(/^Symbol.*/, '"s"')}); console.dirxml(${value()}, ${value()}); console.info(); console.error(${this.text()}, ${value()});`,
			() => `console.log(${value()});`,
			() => `console.log(${value()}, ${value()});`,
			() => `console.log([${value()}]);`,
			() => `console.log({ v: ${value()} });`,
			() => `console.log("%s|%d|%i|%f|%j|%o|%O|%c|%%", ${Array.from({ length: 8 }, () => this.primitive().replace(/^-?\d+n$/, '1')).join(', ')}, ${value()});`,
			() => `console.log("%o %O", ${value()}, ${value()});`,
			() => `console.dir(${value()}, { depth: ${this.pick(['0', '1', 'null', '5'])} });`,
			() => `console.group(${this.text()}); console.log(${value()}); console.groupEnd();`,
			() => `console.log(require("util").inspect(${value()}, { depth: ${this.below(6)}, compact: ${this.pick(['false', '1', '3', '10'])}, breakLength: ${this.pick(['40', '80', '120', 'Infinity'])}, sorted: ${this.chance(30)}, showHidden: ${this.chance(10)}, maxArrayLength: ${this.pick(['2', '100', 'null'])}, maxStringLength: ${this.pick(['5', '100'])} }));`,
			() => `console.table([${this.object(3)}, ${this.object(3)}]);`,
			() => `console.table(${this.array(3)});`,
		])();
	}
}

/* Program number `index` of a seed. */
export function generateConsole(seed, index) {
	const values = new Values(seed, index, true);
	const lines = ['const util = require("util");'];
	for (let i = 0; i < 12; i++) lines.push(`try { ${values.chance(50) ? wideStatement(values) : values.statement()} } catch (e) { console.log(e.name, e.message); }`);
	return { name: `console-${seed}-${index}.cjs`, text: `${lines.join('\n')}\n` };
}

/* What only Node has, in a program's text. */
const ofNode = /require|util\.|Buffer\.(from|alloc)|nodejs|URL|TextEncoder|SharedArrayBuffer|WeakRef|globalThis/;

/* The same for a page: what DevTools shows in one line. */
export function generatePageConsole(seed, index) {
	const values = new Values(seed + 104729, index);
	const lines = [];
	for (let i = 0; i < 25; i++) {
		const value = () => {
			for (;;) {
				const text = values.chance(40) ? values.special(1) : values.value(1);
				if (!ofNode.test(text)) return text;
			}
		};
		lines.push(`try { ${values.pick([
			() => `console.log(${value()});`,
			() => `console.log(${value()}, ${value()});`,
			() => `console.log([${value()}, ${value()}]);`,
			() => `console.log({ v: ${value()} });`,
			() => `console.log("text", ${value()}, "more", ${value()});`,
			() => `console.log("%s|%d|%i|%f|%o|%O|%c|%%", ${Array.from({ length: 7 }, () => values.primitive()).join(', ')}, ${value()});`,
			() => `console.log("%o %O", ${value()}, ${value()});`,
			() => `console.info(${values.text()}, ${value()});`,
			() => `console.dir(${value()});`,
			() => `console.group(${value()}); console.log(${values.primitive()}); console.groupEnd();`,
			() => `console.assert(${values.pick(['false', '0'])}, ${value()}, ${value()});`,
			() => `console.warn(${value()});`,
			() => `console.count(${values.text()});`,
		])()} } catch (e) { console.log(e.name + " " + e.message); }`);
	}
	return `${lines.join('\n')}\n`;
}
