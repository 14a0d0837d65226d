// Random graphs of modules: ES modules that import each other in cycles, await at their top, import() each other, throw; some are CommonJS.
//
// A program is a folder: its main file `m0.mjs` and the others beside it. Each file prints a label at every step, and what its ticks, reactions
// and immediates do, so the output is the order in which files are evaluated and what comes between them.
import { random } from './generate.mjs';

class Graph {
	constructor(seed, index) {
		this.next = random(seed, index);
		this.labels = 0;
		this.kinds = Array.from({ length: 3 + this.below(5) }, (_, number) => (number > 0 && this.chance(20) ? 'cjs' : 'mjs'));
	}
	below(n) { return this.next() % n; }
	chance(percent) { return this.below(100) < percent; }
	pick(list) { return list[this.below(list.length)]; }
	label() { return `'${this.labels++}'`; }
	path(number) { return `./m${number}.${this.kinds[number]}`; }
	other() { return this.below(this.kinds.length); }

	/* A statement of file `number`; `awaits`: it may stand behind await. */
	step(number, awaits) {
		const says = (what) => `() => console.log('m${number} ${what}', ${this.label()})`;
		const awaited = ['null', '1', 'undefined', 'Promise.resolve(1)', 'new Promise((r) => process.nextTick(r))', 'new Promise((r) => setImmediate(r))', '{ then(r) { r(); } }'];
		return this.pick([
			() => `console.log('m${number}', ${this.label()});`,
			() => `Promise.resolve().then(${says('then')});`,
			() => `process.nextTick(${says('tick')});`,
			() => `queueMicrotask(${says('micro')});`,
			() => `setImmediate(${says('immediate')});`,
			() => (awaits ? `await ${this.pick(awaited)};` : ''),
			() => (awaits ? 'await null;' : ''),
			() => (this.chance(60) ? `import('${this.path(this.other())}').then((ns) => console.log('m${number} has', Object.keys(ns).join(), ${this.label()}), (e) => console.log('m${number} failed', e.message, ${this.label()}));` : ''),
			() => (awaits && this.chance(30) ? `try { const ns = await import('${this.path(this.other())}'); console.log('m${number} awaited', Object.keys(ns).join()); } catch (e) { console.log('m${number} caught', e.message); }` : ''),
			() => (this.chance(8) ? `throw new Error('thrown by m${number}');` : ''),
		])();
	}

	/* An import declaration of file `from` for file `to`. */
	declaration(to) {
		const path = this.path(to);
		if (this.kinds[to] === 'cjs' || this.chance(50)) return this.chance(50) ? `import '${path}';` : `import * as ns${to} from '${path}';`;
		return this.chance(50) ? `import { v as v${to} } from '${path}';` : `export { v as w${to} } from '${path}';`;
	}

	moduleLines(number, needs) {
		const imports = needs.filter((to) => to !== number || this.chance(30)).map((to) => [to, this.declaration(to)]);
		const lines = [...imports.map(([, text]) => text), `console.log('m${number} start');`];
		lines.push(this.chance(70) ? `export ${this.pick(['let', 'const', 'var'])} v = ${number};` : `export function v() { return ${number}; }`);
		if (this.chance(30)) lines.push(`export default ${this.pick(['42', 'function () {}', 'class {}'])};`);
		for (const [to, text] of imports)
			if (text.includes(`as v${to} `) && this.chance(60)) lines.push(`try { console.log('m${number} sees', typeof v${to} === 'function' ? v${to}() : v${to}); } catch (e) { console.log('m${number}', e.name, e.message); }`);
		return lines;
	}

	commonLines(number, needs) {
		const required = needs.filter((to) => this.kinds[to] === 'cjs').map((to) => `console.log('m${number} required', require('${this.path(to)}').v);`);
		return [...required, `console.log('m${number} start');`, `exports.v = ${number};`];
	}

	file(number) {
		const isModule = this.kinds[number] === 'mjs', awaits = isModule && this.chance(45);
		const needs = new Set();
		for (let i = this.below(3) + (number === 0); i > 0; i--) needs.add(this.other());
		const lines = isModule ? this.moduleLines(number, [...needs]) : this.commonLines(number, [...needs]);
		for (let i = 1 + this.below(4); i > 0; i--) lines.push(this.step(number, awaits));
		return `${[...lines.filter(Boolean), `console.log('m${number} end');`].join('\n')}\n`;
	}
}

/* Program number `index` of a seed: its main file, and the others by their paths beside it. */
export function generateModules(seed, index) {
	const graph = new Graph(seed, index), folder = `modules-${seed}-${index}`;
	const [main, ...others] = graph.kinds.map((_, number) => graph.file(number));
	const files = Object.fromEntries(others.map((text, i) => [`${folder}/${graph.path(i + 1).slice(2)}`, text]));
	return { name: `${folder}/m0.mjs`, text: main, files };
}
