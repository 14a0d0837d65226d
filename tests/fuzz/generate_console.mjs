// Random nested values, printed: what the console makes of them (line breaking, grouping, quotes, depth, cycles).
//
// Each program prints many values, most of them objects and arrays of some size, because the rules about width and
// depth are where a formatter goes wrong. Nothing in them differs from run to run.
import { random } from './generate.mjs';

class Values {
	constructor(seed, index) {
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
			() => `Buffer.from(${this.text()})`,
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
		])();
	}

	value(depth) {
		if (depth > 4 || this.chance(35)) return this.primitive();
		return this.chance(45) ? this.object(depth) : this.chance(60) ? this.array(depth) : this.special(depth);
	}

	statement() {
		const value = () => this.value(0);
		return this.pick([
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
	const values = new Values(seed, index);
	const lines = [];
	for (let i = 0; i < 12; i++) lines.push(`try { ${values.statement()} } catch (e) { console.log(e.name, e.message); }`);
	return { name: `console-${seed}-${index}.cjs`, text: `${lines.join('\n')}\n` };
}
