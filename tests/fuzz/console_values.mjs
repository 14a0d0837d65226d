// Values of the wider world for the console's generator: class hierarchies, errors of every make, what the library and
// Node hand out. Each function takes the generator's choices and a depth, and returns the text of an expression whose
// print is the same in every run.

/* A path that a stack could name, so that errors print alike wherever the program lies. */
const frames = ['', '\\n    at f (x.js:1:1)', '\\n    at f (x.js:1:1)\\n    at new Thing (y.js:22:3)', '\\n    at async Promise.all (index 0)', '\\n    at node:internal/modules/cjs/loader:5:1'];

function several(v, most, make) {
	return Array.from({ length: v.below(most + 1) }, make);
}

/* The body of a class: fields, accessors, methods, statics. */
function body(v, depth) {
	return several(v, 5, () => v.pick([
		() => `${v.key()} = ${v.value(depth + 2)};`,
		() => `#p${v.below(1000)} = 1;`,
		() => `get ${v.key()}() { return ${v.primitive()}; }`,
		() => `set ${v.key()}(to) {}`,
		() => `m${v.below(9)}() {}`,
		() => `[Symbol('m')]() {}`,
		() => `static ${v.pick(['s', 'make', '"odd name"', '[Symbol("s")]'])} = ${v.value(depth + 2)};`,
		() => `static get ${v.pick(['g', 'other'])}() { return 1; }`,
		() => `static create() { return new this(); }`,
		() => `get [Symbol.toStringTag]() { return ${v.pick(['"Tag"', '"Widget"', '"A"', '""', 'undefined'])}; }`,
		() => `toString() { return "text of it"; }`,
		() => `toJSON() { return "json of it"; }`,
		() => `f = () => this;`,
		() => `static [Symbol.hasInstance]() { return ${v.chance(50)}; }`,
	])()).filter((line, i, all) => !/static (s|make|"odd|get)/.test(line) || all.findIndex((other) => other.slice(0, 9) === line.slice(0, 9)) === i).join(' ');
}

const builtins = ['Array', 'Map', 'Set', 'Promise', 'Error', 'TypeError', 'RegExp', 'Date', 'Uint8Array', 'Float32Array', 'Function', 'Number', 'String', 'Boolean', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView', 'Object', 'AggregateError', 'URL', 'WeakRef', 'Symbol', 'Proxy', 'null', 'Buffer'];

/* Arguments with which each of them is made. */
function makeArguments(v, name, depth) {
	switch (name) {
	case 'Array': return v.pick(['', '3', '1, 2, 3', `${v.value(depth + 1)}, ${v.value(depth + 1)}`]);
	case 'Map': return `[[${v.value(depth + 1)}, ${v.value(depth + 1)}]]`;
	case 'Set': return `[${v.value(depth + 1)}, ${v.primitive()}]`;
	case 'Promise': return v.pick(['() => {}', `(r) => r(${v.value(depth + 1)})`]);
	case 'RegExp': return '"a/b", "g"';
	case 'Date': return v.pick(['0', 'NaN', '1e12']);
	case 'Uint8Array': case 'Float32Array': return v.pick(['3', '[1, 2, 3]', '0']);
	case 'Number': return v.pick(['-0', '5', 'NaN']);
	case 'String': return v.text();
	case 'ArrayBuffer': return '4';
	case 'DataView': return 'new ArrayBuffer(2)';
	case 'URL': return '"http://a.b/c?d#e"';
	case 'WeakRef': return '{ k: 1 }';
	case 'Function': return '"a", "return a"';
	case 'AggregateError': return `[${v.value(depth + 1)}], "many"`;
	case 'Error': case 'TypeError': return v.text();
	default: return '';
	}
}

const isError = (name) => /Error$/.test(name);
const fixStack = (v, object, head) => `Object.assign(${object}, { stack: "${head}${v.pick(frames)}" })`;

function modernClass(v, depth) {
	const base = v.pick(builtins.filter((name) => !['Symbol', 'Proxy', 'null', 'Buffer', 'EventTarget', 'Function'].includes(name)));
	const name = v.pick(['Foo', 'My' + base, base, 'List2', 'Ext', '']);
	const make = `new (class ${name} extends ${base === name ? `globalThis.${base}` : base} { ${body(v, depth)} })(${makeArguments(v, base, depth)})`;
	return isError(base) ? fixStack(v, make, v.pick(['Error', base, name || base, 'Error: m', `${base}: m`])) : make;
}

function hierarchy(v, depth) {
	const links = 1 + v.below(4);
	const names = v.pick([['A', 'B', 'C', 'D', 'E'], ['Animal', 'Dog', 'Puppy', 'Toy', 'X'], ['Base', '', 'Base', 'Leaf', '']]);
	let text = `class A0 { ${body(v, depth)} }`;
	for (let i = 1; i <= links; i++) text += ` const A${i} = class ${names[i]} extends A${i - 1} { ${i === links ? '' : body(v, depth)} };`;
	return `(() => { ${text} return ${v.pick([`new A${links}()`, `A${links}`, `[A0, A${links}]`, `Object.create(A${links}.prototype)`, `A${links}.prototype`, `Object.setPrototypeOf(new A${links}(), null)`, `Object.setPrototypeOf({ x: ${v.value(depth + 2)} }, A${links}.prototype)`])}; })()`;
}

function oldStyle(v, depth) {
	return `(() => { function Parent() { this.p = ${v.value(depth + 2)}; } function Child() { Parent.call(this); this.c = ${v.value(depth + 2)}; } ${v.pick([
		'Child.prototype = Object.create(Parent.prototype);',
		'Child.prototype = Object.create(Parent.prototype, { constructor: { value: Child } });',
		'Child.prototype = new Parent();',
		'Child.prototype = { constructor: Child, m() {} };',
		'Child.prototype = { m() {} };',
		'Object.setPrototypeOf(Child.prototype, Parent.prototype);',
		'require("util").inherits(Child, Parent);',
		'Child.prototype.constructor = null;',
		'Child.prototype.constructor = { name: "Fake" };',
		'delete Child.prototype.constructor;',
		'Child.prototype = Object.create(null);',
		'Child.prototype = Object.create(null, { constructor: { value: Child } });',
	])} const c = new Child(); return ${v.pick(['c', 'Child.prototype', 'Child', 'Object.create(c)', 'Object.setPrototypeOf(c, null)', '[c, { c }]', 'Object.assign(Object.create(c), { own: 1 })'])}; })()`;
}

function error(v, depth) {
	const type = v.pick(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'class HttpError extends Error {}', 'class X extends TypeError {}', 'class Oops extends Error { constructor(m, o) { super(m, o); this.name = this.constructor.name; } }', 'class Tagged extends Error { get [Symbol.toStringTag]() { return "Tag"; } }', 'class Named extends Error { get name() { return "Getter"; } }']);
	const name = /class (\w+)/.exec(type)?.[1] ?? type;
	const message = v.pick(['"m"', '""', '"two\\nlines"', '"TypeError"', '"a: b"', 'undefined', v.text()]);
	const options = v.pick(['', '', `, { cause: ${v.chance(50) && depth < 3 ? error(v, depth + 1) : v.value(depth + 2)} }`]);
	const steps = several(v, 3, () => v.pick([
		() => `e.name = ${v.pick(['"Custom"', '"MyError"', '""', '5', 'undefined', 'null', '"Error"', '"TypeError"', 'Symbol("n")', '{}'])};`,
		() => `e.message = ${v.pick(['"changed"', '""', '5', 'undefined', '"with\\nline"'])};`,
		() => `e.code = ${v.pick(['"E_CODE"', '"ENOENT"', '404'])};`,
		() => `e.extra = ${v.value(depth + 2)};`,
		() => `delete e.message;`,
		() => `delete e.stack;`,
		() => `e.cause = ${v.value(depth + 2)};`,
		() => `e.errors = [${v.value(depth + 2)}];`,
		() => `Object.defineProperty(e, "message", { enumerable: true });`,
		() => `Object.defineProperty(e, "stack", { enumerable: true });`,
		() => `Object.setPrototypeOf(e, ${v.pick(['null', 'Error.prototype', 'Object.prototype', '(class Other {}).prototype', 'RangeError.prototype', 'Object.create(null)'])});`,
		() => `e.toString = () => "own";`,
		() => `e[Symbol("s")] = 1;`,
		() => `Object.defineProperty(e, "name", { value: "Hidden" });`,
		() => `Object.defineProperty(e, "stack", { get() { return "from a getter"; } });`,
		() => `e.self = e;`,
		() => `e.stack = ${v.pick([`"Error: m${v.pick(frames)}"`, `e.name + ": " + e.message + "${v.pick(frames)}"`, '"odd"', 'undefined', 'null', '5', '{}', '""'])};`,
	])());
	// The frames of a stack are the program's own places: they come after a fixed part here, and are cut in the line below.
	const cut = `if (typeof e.stack === "string") e.stack = e.stack.split("\\n    at ")[0] + "${v.pick(frames)}";`;
	return `(() => { ${name === type ? '' : `${type}; `}const e = new ${name}(${message}${options}); ${v.chance(50) ? cut + steps.join(' ') : steps.join(' ') + cut} return e; })()`;
}

function hostObject(v, depth) {
	return v.pick([
		'new URL("https://user:pw@example.org:8080/p/a?q=1#h")',
		'new URL("file:///a b").searchParams',
		`new URLSearchParams([["a", "1"], ["a", "2"], ["long key ${'x'.repeat(v.below(80))}", ""]])`,
		'new URLSearchParams("a=1&b=2").keys()', 'new URLSearchParams("a=1&b=2").entries()', 'new URLSearchParams("a=1").values()',
		'AbortSignal.abort("why").aborted', 'new Event("tick", { cancelable: true }).type',
		'new (require("events"))()', 'new (class Bus extends require("events") { topic = 1 })()', '(() => { const e = new (require("events"))(); e.on("a", () => {}); e.on("a", function named() {}); e.once("b", () => {}); return e; })()',
		'Buffer.from("some text of more than a few bytes, so that it is cut at fifty of them")', 'Object.assign(Buffer.from("abc"), { extra: 1 })', '[Buffer.from([1, 2]), Buffer.alloc(0)]',
		'new (require("string_decoder").StringDecoder)("utf8").encoding', 'require("path").parse("/a/b.c")', 'require("url").parse("http://a.b/c?d#e")',
		'require("querystring").parse("a=1&a=2&b=3")', 'process.versions.node.split(".").length', 'process.argv.length', 'Object.keys(process.memoryUsage())',
		'require("util").types.isDate', 'Promise', 'Symbol', 'Object', 'Array.prototype.map', 'Proxy', 'parseInt', 'Atomics', 'Array.prototype', 'Object.prototype', 'Function.prototype', 'Map.prototype', 'Set.prototype', 'Promise.prototype', 'Error.prototype', 'RegExp.prototype', 'Date.prototype', 'Symbol.prototype', 'String.prototype', 'Number.prototype', 'Uint8Array.prototype', 'TypeError.prototype', 'Iterator?.prototype'.replace('Iterator?.prototype', 'Object.getPrototypeOf(function* () {}).prototype'), 'Object.getPrototypeOf(async () => {})', 'Object.getPrototypeOf([][Symbol.iterator]())', 'Object.getPrototypeOf(Uint8Array)', 'new Intl.NumberFormat("en")', 'new Intl.Collator("en")', 'new MessageChannel().port1.constructor', 'new (require("stream").Readable)().readable', 'new DOMException("m", "AbortError").name',
		'structuredClone(new Map([[1, { a: [1] }]]))', 'structuredClone(/x/g)', 'structuredClone(new Date(0))',
		'require("util").parseArgs({ args: ["-f", "--bar", "b"], options: { f: { type: "boolean", short: "f" }, bar: { type: "string" } } })',
		'(() => { try { require("assert").strictEqual(1, 2); } catch (e) { e.stack = e.stack.split("\\n    at ")[0]; return e; } })()', '(() => { try { null.x; } catch (e) { e.stack = e.stack.split("\\n    at ")[0]; return e; } })()', '(() => { try { JSON.parse("{"); } catch (e) { return Object.assign(e, { stack: e.message }); } })()', '(() => { try { require("fs").readFileSync("/nowhere"); } catch (e) { e.stack = e.stack.split("\\n    at ")[0]; return e; } })()',
		'Object.getOwnPropertyDescriptors({ get a() { return 1; }, b: 2 })', 'Object.groupBy?.([1, 2], (n) => n) ?? 0', 'new Array(3).fill().map((_, i) => i)', 'Array.from({ length: 105 }, (_, i) => i * i)', 'Array.from({ length: 30 }, (_, i) => "item" + i)', 'Array.from({ length: 20 }, (_, i) => ({ id: i }))', '"a-b-c".split("-")', '"x1y2".match(/(?<l>[a-z])(\\d)/)', '[..."aXbX".matchAll(/(.)X/g)]', 'Object.entries({ a: 1, b: [2] })', 'new Intl.DateTimeFormat("en", { timeZone: "UTC" }).formatToParts(0)', '1..toString', 'function () {}.bind()'.replace('function () {}', '(function () {})'), '(class Q {}).bind?.(null)', '(function* () {}).prototype', '(async function () {}).constructor', 'Reflect.ownKeys(class { static a = 1 })',
	]);
}

/* What Node keeps a state in that only its own printing hides: they go to console.log, never past it (console.dir). */
function stateful(v) {
	return v.pick([
		'new (require("stream").Readable)({ read() {} })', 'new (require("stream").Writable)({ write() {}, highWaterMark: 9 })', 'new (require("stream").Duplex)({ read() {}, write() {}, allowHalfOpen: false })', 'new (require("stream").PassThrough)({ objectMode: true })', 'require("stream").Readable.from([1, "a"])', '(() => { const r = new (require("stream").Readable)({ objectMode: true, read() {} }); r.push({ a: 1 }); r.push(2); r.read(); return r; })()',
		'require("crypto").createHash("sha256")', 'require("crypto").createHmac("md5", "key").update("a")', 'new (require("string_decoder").StringDecoder)("base64")', '(() => { const d = new (require("string_decoder").StringDecoder)("utf8"); d.write(Buffer.from([228, 189])); return d; })()',
		'performance.mark("m", { startTime: 5, detail: { a: [1] } })', 'performance.measure("m", { start: 1, end: 4 })', 'new Request("http://a.b/c", { method: "POST", body: "x", headers: { a: "1" } })', 'new Response("text", { status: 201 })', 'new File(["abc"], "n.txt", { lastModified: 5 })', '(() => { const f = new FormData(); f.append("a", "1"); f.append("b", "2"); return f; })()', 'new Headers({ b: "2", a: "1" }).entries()', 'new (require("async_hooks").AsyncLocalStorage)()', 'new (require("fs").Dirent)("a", 1, "/x")',
		'Object.keys(setTimeout(() => {}, 1))', 'Object.getOwnPropertySymbols(setImmediate(() => {}))', 'Object.keys({ ...setTimeout(() => {}, 1, "x") }).length', 'new ByteLengthQueuingStrategy({ highWaterMark: 5 })', 'Object.keys(new Event("x"))', 'process.hrtime', 'AbortSignal.any([AbortSignal.abort(1)])', 'AbortSignal.abort()?.reason?.name', 'Object.assign(new DOMException("m", "AbortError"), { stack: "AbortError: m" }).code', '[new URL("http://a/?q#h"), new Map([["u", new URLSearchParams("a=1")]])]',
		'new AbortController()', 'new AbortController().signal', '[AbortSignal.abort("why")]', 'new EventTarget()', 'new (class Bus extends EventTarget { topic = 1 })()', 'new Blob(["abc"], { type: "text/plain" })', 'new Blob([])', 'new TextEncoder()', 'new TextDecoder("utf-8")', 'new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })', 'new ReadableStream()', 'new WritableStream()', 'new TransformStream()']);
}

const wide = [
	(v, depth) => modernClass(v, depth),
	(v, depth) => hierarchy(v, depth),
	(v, depth) => oldStyle(v, depth),
	(v, depth) => error(v, depth),
	(v, depth) => error(v, depth),
	(v, depth) => hostObject(v, depth),
	(v, depth) => hostObject(v, depth),
	// Prototypes that are not what they were.
	(v, depth) => { const name = v.pick(builtins.slice(0, 22).filter((b) => !isError(b))); return `Object.setPrototypeOf(new ${name}(${makeArguments(v, name, depth)}), ${v.pick(['null', 'Object.create(null)', '{}', '(class Own {}).prototype', 'Map.prototype', 'Array.prototype', 'Object.create({ constructor: { name: "Fake" } })', 'Object.create(Set.prototype)'])})`; },
	(v, depth) => `(() => { class Foo { x = ${v.value(depth + 1)} } const o = new Foo(); Object.setPrototypeOf(o, null); return ${v.pick(['o', '[o]', '{ o }'])}; })()`,
	// Proxies of many things.
	(v, depth) => `new Proxy(${v.value(depth + 1).replace(/^(-?[\d.]+(e.*)?n?|".*"|true|false|null|undefined|NaN|-?Infinity|Symbol\(.*\)|0.1)$/s, '{}')}, ${v.pick(['{}', '{ get: (t, k) => t[k] }', '{ get() { throw new Error("no"); }, ownKeys() { throw 1; }, getPrototypeOf() { throw 2; } }', '{ has: () => true }'])})`,
	(v, depth) => `new Proxy(new Proxy(${v.object(depth + 1)}, {}), {})`,
	(v, depth) => `new Proxy(${v.pick(['class K { static s = 1 }', '() => 1', 'new Map([[1, 2]])', 'new Date(0)', 'new Error("p")', 'Promise.resolve(1)', '[1, , 3]', 'Object(1)'])}, {})`.replace('new Error("p")', 'Object.assign(new Error("p"), { stack: "Error: p" })'),
	// Cycles through everything.
	(v, depth) => `(() => { const m = new Map(); m.set("self", m).set(m, [m]); return ${v.pick(['m', '{ m }', '[m, m]'])}; })()`,
	(v, depth) => `(() => { const s = new Set(); s.add(s); const o = { s, p: Promise.resolve(s) }; s.add(o); return ${v.pick(['s', 'o'])}; })()`,
	(v, depth) => `(() => { const a = { n: "a" }, b = { n: "b", a }; a.b = b; a.list = [a, b, { a, b }]; return ${v.pick(['a', '[a, b]', '{ a, b }', '[b, [a]]'])}; })()`,
	(v, depth) => `(() => { const f = function f() {}; f.self = f; f.deep = { f }; return f; })()`,
	(v, depth) => `(() => { class Node2 { constructor(v) { this.value = v; this.next = null; this.prev = null; } } const h = new Node2(1), t = new Node2(${v.value(depth + 1)}); h.next = t; t.prev = h; return ${v.pick(['h', 't', '[h, t]'])}; })()`,
	// Text of many widths and lines.
	(v, depth) => `[${several(v, 12, () => v.pick(['"漢字"', '"かな"', '"한국어"', '"😀"', '"👩‍👩‍👧"', '"e\\u0301"', '"é"', '"\\u200b"', '"ｆｕｌｌ"', '"ﾊﾝｶｸ"', '"🇩🇪"', '"a"', '"\\ufe0f"', '"\\u{1f3fb}"', '"ß"', '"\\u0000"', '"العربية"', '"\\ud800"', '"\\udc00x"', '"\\u2028"'])).join(', ')}]`,
	(v, depth) => `{ ${several(v, 4, () => `${v.pick(['漢', 'k', '"é"', 'ключ', '$', '"a b"', 'été'])}${v.below(9) ? '' : 'x'}: "${v.pick(['漢字', 'line one\\nline two\\nline three', 'a\\r\\nb', '\\t', 'x'.repeat(v.below(120)), `${'word '.repeat(v.below(30))}\\nend`])}"`).filter((part, i, all) => all.findIndex((p) => p.split(':')[0] === part.split(':')[0]) === i).join(', ')} }`.replace(/^\{/, '({').replace(/\}$/, '})'),
	(v, depth) => `[["${'long '.repeat(v.below(25))}\\n${'text '.repeat(v.below(25))}"], { k: { s: "${'ab\\n'.repeat(v.below(9))}" } }]`,
	(v, depth) => `new Map([["multi\\nline key that is long enough to be cut", ${v.text()}]])`,
	(v, depth) => `"${'0123456789'.repeat(v.below(1100))}"`,
	// Long and sparse arrays, extra keys.
	(v, depth) => `Array.from({ length: ${v.below(260)} }, (_, i) => ${v.pick(['i', '-i', 'i * 1.5', '"s" + i', 'i % 3 ? i : "x"', '[i]', '({ i })', 'i % 7 ? i : undefined', 'BigInt(i)', 'i % 2 === 0', 'null', '"abc".repeat(i % 5)', 'new Date(i * 1e9)', '() => i', 'Symbol("s" + i)', '"漢".repeat(i % 4)', '-0'])})`,
	(v, depth) => `(() => { const a = Array.from({ length: ${v.below(120)} }, (_, i) => i); for (let i = 0; i < a.length; i += ${2 + v.below(5)}) delete a[i]; ${v.chance(40) ? 'a.k = 1; a[-1] = 2; a["01"] = 3; a[Symbol("y")] = 4;' : ''} return a; })()`,
	(v, depth) => `(() => { const a = []; a[${v.pick(['5', '4294967', '100000', '99', '100', '101'])}] = ${v.value(depth + 1)}; a[2] = 1; return a; })()`,
	(v, depth) => `Object.assign(${v.pick(['() => 1', 'class Z {}', 'function f(a, b) {}', 'async () => {}', 'function* g() {}', 'class extends Array {}', 'Symbol.prototype.toString', '(function f() {}).bind(null)', 'Math.max', 'class { static name = "given" }', 'class W { static name() {} }', '{ m() {} }.m', '{ get g() { return 1; } }.m ?? (() => 2)', 'async function* () {}'])}, ${v.object(depth + 1)})`.replace('{ m() {} }.m', '({ m() {} }).m').replace('{ get g', '({ get g').replace('}.m ??', '}).m ??'),
	(v, depth) => `Object.defineProperty(${v.pick(['() => {}', 'class Y {}', 'class Y2 extends Map {}', 'function q() {}'])}, ${v.pick(['"name"', '"length"', 'Symbol.toStringTag', '"prototype2"'])}, { value: ${v.primitive()}, ${v.chance(50) ? 'enumerable: true' : ''} })`,
	// Accessors and symbols.
	(v, depth) => `({ get ok() { return ${v.value(depth + 1)}; }, get bad() { throw ${v.pick(['new Error("gone")', '"text"', 'null', '{ message: 5 }'])}; }, set only(x) {}, get both() { return [${v.value(depth + 1)}]; }, set both(x) {}, get [Symbol("g")]() { return 1; } })`,
	(v, depth) => `({ [Symbol()]: 1, [Symbol("")]: 2, [Symbol("a\\nb")]: 3, [Symbol("it's")]: 4, [Symbol.iterator]: ${v.value(depth + 1)}, [Symbol.for("x y")]: 5 })`,
	(v, depth) => `Object.defineProperty({ v: ${v.value(depth + 1)} }, Symbol("hidden"), { value: 1, enumerable: ${v.chance(50)} })`,
	(v, depth) => `({ __proto__: ${v.pick(['null', '{ a: 1 }', 'class Z {}.prototype'.replace('class Z {}', '(class Z {})'), '[]', 'new Map()', 'Object.create(null)'])}, ["__proto__"]: ${v.primitive()}, constructor: ${v.pick(['1', 'null', '{ name: "X" }', 'Map', 'undefined', '() => {}'])} })`,
	(v, depth) => `({ [Symbol.toStringTag]: ${v.pick(['"T"', '5', 'null', '"Object"', '""'])}, __proto__: ${v.pick(['null', '(class Z {}).prototype', '{ [Symbol.toStringTag]: "Up" }', '{}'])}, x: ${v.value(depth + 1)} })`,
	(v, depth) => `Object.create({ constructor: ${v.pick(['undefined', 'null', '5', 'function () {}', '{ name: "N" }', 'class {}', 'Map', '() => {}'])}, ${v.chance(40) ? 'get [Symbol.toStringTag]() { return "Tg"; }' : ''} }, { own: { value: ${v.value(depth + 1)}, enumerable: true } })`,
	// Generators and iterators, weak ones, boxed ones.
	(v, depth) => v.pick(['(function* () { yield 1; })()', 'new Map([[1, { a: 1 }], [2, [3]]])[Symbol.iterator]()', 'new Set([1, 2, 3]).entries()', '(() => { const i = new Map([[1, 2], [3, 4]]).values(); i.next(); return i; })()', '(() => { const i = new Set("abcdefghijkl").values(); i.next(); return { i }; })()', 'new Map(Array.from({ length: 120 }, (_, i) => [i, i])).keys()', 'new Map(Array.from({ length: 60 }, (_, i) => [i, "v" + i])).entries()', 'new Set(Array.from({ length: 130 }, (_, i) => i)).values()', 'Object.assign(new Map([[1, 2]]).entries(), { extra: 1 })', 'Object.setPrototypeOf(new Map([[1, 2]]).entries(), null)', '[1, 2].entries()', '"ab"[Symbol.iterator]()', '"ab".matchAll(/./g)', 'Object.assign((function* () {})(), { x: 1 })', 'new WeakMap([[{}, 1]])', 'new WeakSet([{}])', 'new WeakRef({ a: 1 })', 'new FinalizationRegistry(() => {})', 'Object.assign(new WeakMap(), { x: 1 })']),
	(v, depth) => `Object.assign(Object(${v.pick(['"str"', '-0', '1n', 'true', 'Symbol("q")', '""', '"two\\nlines"', 'NaN'])}), ${v.object(depth + 1)})`,
	(v, depth) => `Object.defineProperty(Object(${v.pick(['"s"', '1', 'true'])}), Symbol.toStringTag, { value: ${v.pick(['"Tag"', '"String"', '"Number"'])}, enumerable: ${v.chance(50)} })`,
	// Custom inspection.
	(v, depth) => `new (class Money { constructor(n) { this.n = n; } [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { return ${v.pick(['`Money<${inspect(this.n, options)}>`', 'depth < 1 ? options.stylize("[Money]", "special") : `Money(${depth})`', '{ shown: this.n }', '[this.n, this.n]', '"multi\\nline\\n" + this.n', 'undefined', 'inspect(this.n, { ...options, depth: options.depth === null ? null : options.depth - 1 }).replace(/\\n/g, "\\n  ")', 'new Map([[1, this.n]])', 'options.breakLength + " " + options.compact', 'this.n'])}; } })(${v.value(depth + 1)})`,
	(v, depth) => `({ inspect() { return "old"; }, [require("util").inspect.custom]: ${v.pick(['1', 'null', '() => "arrow"', '(d, o) => o.stylize("x", "string")', 'async () => 1'])} })`,
	// Buffers and typed arrays.
	(v, depth) => `Object.assign(new ${v.pick(['Int8Array', 'Uint16Array', 'Float64Array', 'BigUint64Array'])}(${v.below(9)}), ${v.object(depth + 1)})`,
	(v, depth) => `[new ArrayBuffer(${v.below(60)}), new DataView(new ArrayBuffer(3), 1), new Uint8Array(new ArrayBuffer(8), 2, 3), new SharedArrayBuffer(2)]`,
];

/* The text of one value of the wider world. */
export function wideValue(v, depth) {
	return v.pick(wide)(v, depth);
}

const rows = (v) => v.pick([
	() => `[${several(v, 5, () => v.object(3)).join(', ')}]`,
	() => `[${several(v, 5, () => v.pick([v.object(3), v.array(3), v.primitive(), wideValue(v, 3)])).join(', ')}]`,
	() => `new Map([${several(v, 4, () => `[${v.primitive()}, ${v.pick([v.object(3), v.array(4), v.primitive()])}]`).join(', ')}])`,
	() => `new Set([${several(v, 4, () => v.pick([v.object(3), v.array(4), v.primitive()])).join(', ')}])`,
	() => `new Map([[1, { a: 1 }], ["b", [2]]]).${v.pick(['entries', 'keys', 'values'])}()`,
	() => `new Set([1, { a: 1 }]).${v.pick(['entries', 'values'])}()`,
	() => `{ ${several(v, 4, () => `r${v.below(99)}: ${v.pick([v.object(3), v.array(4), v.primitive()])}`).join(', ')} }`.replace(/^/, '(').replace(/$/, ')'),
	() => `[["漢字", 1], ["é", "😀"], ["x\\ny", "\\t"]]`,
	() => `[{ "名前": "太郎", age: 5 }, { "名前": "e\\u0301", age: -0 }]`,
	() => `new (class Rows { a = { x: 1 }; b = { x: 2, y: [1, 2, 3, 4] }; get c() { return 1; } })()`,
	() => `new Uint8Array(${v.below(5)})`,
	() => `[{ get a() { return 1; }, set b(x) {} }, { a: { b: { c: 1 } }, f() {}, d: new Date(0), e: Object.assign(new Error("x"), { stack: "Error: x" }) }]`,
	() => `[[[1, [2]], { a: [1] }], [null, undefined], new Map([[1, 2]]), new Date(0)]`,
	() => `Object.create({ up: { a: 1 } }, { own: { value: { b: 2 }, enumerable: true }, hidden: { value: { c: 1 } } })`,
	() => `Object.assign([{ a: 1 }], { extra: { b: 1 }, plain: 5 })`,
	() => `[, { a: 1 }, , 3]`,
	() => `[{ [Symbol("s")]: 1, a: 2 }, { 10: 1, 2: 3 }]`,
	() => `"a string"`, () => `null`, () => `5, ["a"]`, () => `() => {}`,
])();

/* A statement that prints by way of a method or a path that the plain ones do not take. */
export function wideStatement(v) {
	return v.pick([
		() => `console.log(${wideValue(v, 0)});`,
		() => `console.log(${wideValue(v, 0)});`,
		() => `console.log([${wideValue(v, 1)}, ${wideValue(v, 1)}]);`,
		() => `console.log({ k: ${wideValue(v, 1)}, other: ${v.primitive()} });`,
		() => `console.log(new Map([["k", ${wideValue(v, 1)}], [${wideValue(v, 2)}, 1]]));`,
		() => `console.log({ a: { b: { c: ${wideValue(v, 3)} } } });`,
		() => `console.log(${stateful(v)}, [${stateful(v)}], { a: { b: ${stateful(v)}, c: { d: ${stateful(v)}, e: [${stateful(v)}] } } });`,
		() => `console.log("%s|%s", ${wideValue(v, 0)}, ${wideValue(v, 0)});`,
		() => `console.log("%${v.pick(['o', 'O', 'j', 'd', 'i', 'f', 'c', 's', '%', 'x', ''])}%${v.pick(['s', 'o', 'd', '', '%'])} ${v.pick(['', '%', 'tail', '%%'])}", ${wideValue(v, 0)}${v.chance(60) ? `, ${wideValue(v, 0)}` : ''});`,
		() => `console.log(util.inspect(${wideValue(v, 0)}, ${v.options()}));`,
		() => `console.log(util.inspect({ a: ${wideValue(v, 1)}, b: [${wideValue(v, 2)}] }, ${v.options()}));`,
		() => `console.log(util.inspect(${wideValue(v, 0)}, ${v.pick(['true', 'false'])}, ${v.pick(['0', '1', 'null', '4'])}, ${v.pick(['true', 'false'])}));`,
		() => `console.log(util.format(${v.pick(['"%s"', '"%o"', '"%O %s"', '"%d %d"', '1', '"a"'])}, ${wideValue(v, 0)}, ${v.value(1)}));`,
		() => `console.log(String(util.inspect(${wideValue(v, 0)}, { showHidden: true, depth: ${v.below(3)} })));`,
		() => `console.dir(${wideValue(v, 0)}, ${v.options()});`,
		() => `console.table(${rows(v)});`,
		() => `console.table(${rows(v)}, [${v.pick(['"a"', '"x", "y"', '"a", "a"', '0', '"0", "1"', '"名前"', ''])}]);`,
		() => `console.group(${v.text()}, ${wideValue(v, 1)}); console.table(${rows(v)}); console.warn(${wideValue(v, 0)}); console.groupEnd(); console.groupEnd();`,
		() => `console.groupCollapsed(${v.pick(['', '"two\\nlines"', '"%s", 1'])}); console.log(${wideValue(v, 0)}); console.log(); console.error("a\\nb"); console.groupEnd();`,
		() => `console.count(${v.pick(['', '"c"', '{}', 'null', '5', '[]'])}); console.count(${v.pick(['', '"c"'])}); console.countReset(${v.pick(['', '"c"'])});`,
		() => `console.assert(${v.pick(['false', '0', 'null'])}, ${v.pick(['"%s %o"', '"m"', wideValue(v, 1)])}, ${wideValue(v, 1)}, ${v.primitive()});`,
		() => `console.dirxml(${wideValue(v, 1)}, ${v.text()}, [${wideValue(v, 2)}]);`,
		() => `console.log(${v.text()}, ${wideValue(v, 0)}, ${v.text()}, ${v.primitive()});`,
		() => `console.log(\`\${${v.pick([wideValue(v, 0), v.value(0)])}}\`);`,
		() => `console.log(util.isDeepStrictEqual(${v.value(1)}, ${v.value(1)}), util.types.isProxy(${v.value(1)}), util.inspect.defaultOptions.depth);`,
		() => `console.log(util.inspect(${v.value(1)}, { compact: ${v.pick(['0', '1', 'true', 'false', '5'])}, breakLength: ${v.below(120)}, depth: ${v.pick(['null', '1', '3', '9'])} }));`,
	])();
}
