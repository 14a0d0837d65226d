// Random programs as tutorials write them, whose functions nobody defines, and worlds that provide these functions.
//
// A program is { code, needs }: the names that it leaves undefined, with the way in which it uses each. A world is a script for a real
// engine that defines them: what they give, after how long, whether they fail, how often they call back.

import { choices } from './choices.mjs';

export function program(seed) {
	const { below, pick } = choices(seed + 1);
	const needs = new Map();
	let label = 0;
	let budget = 2 + below(3); // pieces of outside work
	const line = () => `'L${++label}'`;
	const need = (style) => {
		budget--;
		const name = `${{ promise: 'load', node: 'read', callback: 'get', value: 'make', events: 'source', stream: 'stream', client: 'Client', base: 'Base', wrap: 'wrap' }[style]}${needs.size + 1}`;
		needs.set(name, style);
		return name;
	};
	const indent = (lines) => lines.map((text) => text.replace(/^/gm, '\t'));
	const block = (head, lines, tail = '}') => [head, ...indent(lines), tail].join('\n');

	// What can be asked of an object from outside.
	const condition = (u) => pick([`${u}.ok`, `!${u}.ok`, `${u}.total > 5`, `${u}.total >= 3 && ${u}.ok`, `${u}.name === 'ann'`, `${u}.status !== 'done'`, `${u}.nick`,
		`typeof ${u}.total === 'number'`, `${u}.nick == null`, `${u}.ok || ${u}.nick`, `${u}.items.length > 0`, `Array.isArray(${u}.items)`, `'nick' in ${u}`, `${u}.total === 7`]);
	const value = (u) => pick([`${u}.id`, `${u}.name`, `${u}.total * 2 + 1`, `\`\${${u}.name}:\${${u}.id}\``, `${u}.nick ?? 'none'`, `${u}.nick || 'x'`, `${u}?.profile?.city`,
		`${u}.ok ? 'yes' : 'no'`, `'id ' + ${u}.id`, `${u}.items.length`, `[...${u}.items, 1].length`, `({ ...${u}, extra: 1 }).id`, `({ nick: 0, ...${u} }).nick`, `JSON.stringify({ a: ${u}.id })`, `typeof ${u}.id`,
		`${u}.items.map((x) => x.id).length`, `${u}.items.filter((x) => x.ok).length`, `${u}.items.some((x) => x.ok)`, `[0].concat(${u}.items).length`, `${u}['name']`, `-${u}.total`, `Math.max(${u}.total, 1)`,
		`!!${u}.nick`, `String(${u}.id)`, `${u}.profile?.zip ?? 'no zip'`, `Object.keys({ a: ${u}.id }).length`, `[${u}.id, ${u}.name].length`]);

	const body = (depth, u, isAsync) => Array.from({ length: 1 + below(2) }, () => statement(depth, u, isAsync));
	function use(depth, u, isAsync) {
		switch (below(9)) {
		case 0: return block(`if (${condition(u)}) {`, body(depth + 1, u, isAsync)) + (below(2) ? block(' else {', [`console.log(${line()});`]) : '');
		case 1: return block(`for (const item of ${u}.items) {`, [`console.log(${line()}, item.${pick(['id', 'name'])});`]);
		case 2: return `${u}.items.forEach((item, i) => console.log(${line()}, i, item.id));`;
		case 3: return `const { id: id${label + 1}, nick: nick${label + 1} = 'anon' } = ${u};\nconsole.log(${line()}, id${label}, nick${label});`;
		case 4: return block(`switch (${u}.status) {`, [`case 'done': console.log(${line()}); break;`, `case 'new': console.log(${line()}); break;`, `default: console.log(${line()});`]);
		case 5: return `for (let i = 0; i < ${u}.items.length; i++) console.log(${line()}, i);`;
		default: return `console.log(${line()}, ${value(u)});`;
		}
	}
	function statement(depth, u, isAsync) {
		const kinds = ['print', 'print'];
		if (u !== null) kinds.push('use', 'use', 'use', 'use');
		if (depth < 4) {
			kinds.push('timer', 'job');
			if (budget > 0) kinds.push('callback', 'node', 'chain', 'value', 'function', 'combine', 'function');
			if (budget > 0 && isAsync) kinds.push('await', 'await', 'await', 'retry', 'pages', 'stream');
			if (budget > 0 && depth === 0) kinds.push('events', 'client', 'class', 'wrap');
		}
		switch (pick(kinds)) {
		case 'use': return use(depth, u, isAsync);
		case 'timer': return block('setTimeout(() => {', body(depth + 1, u, false), `}, ${pick([0, 5, 40])});`);
		case 'job': return block('Promise.resolve().then(() => {', body(depth + 1, u, false), '});');
		case 'callback': return block(`${need('callback')}(${1 + below(9)}, function (v${depth}) {`, body(depth + 1, `v${depth}`, false), '});');
		case 'node': {
			const head = `${need('node')}('a', (err, v${depth}) => {`;
			return block(head, [`if (err) { console.log(${line()}, err.message); return; }`, ...body(depth + 1, `v${depth}`, false)], '});');
		}
		case 'value': return `const w${label + 1} = ${need('value')}(${below(9)});\n${use(depth, `w${++label}`, isAsync)}`;
		case 'chain': {
			const more = budget > 1 && below(2) ? `\n\t.then((v) => ${need('promise')}(v.id))` : '';
			const last = pick([`\n\t.catch((e) => console.log(${line()}, e.message))`, '', `\n\t.catch((e) => console.log(${line()}))\n\t.finally(() => console.log(${line()}))`]);
			return `${block(`${need('promise')}(1)${more}\n\t.then((v${depth}) => {`, body(depth + 1, `v${depth}`, false), `})${last};`)}`;
		}
		case 'function': {
			const handled = below(3) !== 0;
			const inner = [`const a${depth} = await ${need('promise')}(${below(5)});`, ...body(depth + 1, `a${depth}`, true)];
			const all = handled ? [block('try {', inner), block('catch (e) {', [`console.log(${line()}, e.message);`]), ...(below(2) ? [block('finally {', [`console.log(${line()});`])] : [])] : inner;
			return block('(async () => {', all, handled || below(2) ? '})();' : `})().catch((e) => console.log(${line()}, e.message));`);
		}
		case 'await': return `const b${label + 1} = await ${need('promise')}(${u === null ? 1 : `${u}.id`});\n${use(depth, `b${++label}`, true)}`;
		case 'combine': {
			const a = need('promise'), b = need(pick(['promise', 'promise', 'value']));
			switch (pick(['all', 'allSettled', 'race', 'any'])) {
			case 'all': return `Promise.all([${a}(1), ${b}(2)]).then(([p, q]) => console.log(${line()}, p.id, q.name), (e) => console.log(${line()}, e.message));`;
			case 'allSettled': return `Promise.allSettled([${a}(1), ${b}(2)]).then((r) => r.forEach((s) => console.log(${line()}, s.status)));`;
			case 'race': return `Promise.race([${a}(1), new Promise((r, j) => setTimeout(j, 20, new Error('late')))]).then((v) => console.log(${line()}, v.id), (e) => console.log(${line()}, e.message));`;
			default: return `Promise.any([${a}(1), ${b}(2)]).then((v) => console.log(${line()}, v.id), (e) => console.log(${line()}, e.errors.length));`;
			}
		}
		case 'retry': {
			const f = need('promise');
			return block('for (let n = 1; n <= 2; n++) {', [block('try {', [`const r = await ${f}(n);`, `console.log(${line()}, n, r.id);`, 'break;']), block('catch (e) {', [`console.log(${line()}, n, e.message);`, 'await new Promise((r) => setTimeout(r, 5 * n));'])]);
		}
		case 'pages': {
			const f = need('promise');
			return block(`for (let page = 1, more = true; more && page < 3; page++) {`, [`const r = await ${f}(page);`, `console.log(${line()}, page, r.items.length);`, 'more = r.ok;']);
		}
		case 'stream': return block(`for await (const chunk of ${need('stream')}()) {`, [`console.log(${line()}, chunk.id);`]) + `\nconsole.log(${line()});`;
		case 'events': {
			const s = need('events');
			return `${s}.on('data', (d) => console.log(${line()}, d.id));\n${s}.once('end', () => console.log(${line()}));${below(2) ? `\n${s}.on('error', (e) => console.log(${line()}, e.message));` : ''}`;
		}
		case 'client': {
			const c = need('client');
			return `const c${label + 1} = new ${c}({ url: 'x' });\nconsole.log(${line()}, c${label} instanceof ${c}, c${label}.port);\nc${label}.query('q', (err, rows) => { if (err) return console.log(${line()}); console.log(${line()}, rows.length); });`;
		}
		case 'class': return `class K${label + 1} extends ${need('base')} {\n\tsize = 3;\n\thi() { console.log(${line()}, this.size, this.label, this instanceof K${label}); return super.hi(); }\n}\nconsole.log(${line()}, new K${label - 1}(1).hi());`;
		case 'wrap': return `const f${label + 1} = ${need('wrap')}((n) => { console.log(${line()}, n); return n + 1; });\nconsole.log(${line()}, f${label - 1}(2));`;
		default: return `console.log(${line()});`;
		}
	}
	const lines = [];
	while (budget > 0 && lines.length < 6) lines.push(statement(0, null, false));
	lines.push(`console.log(${line()});`);
	return { code: `${lines.join('\n')}\n`, needs };
}

// A script that defines what a program needs, in one of many ways.
export function world(needs, seed) {
	const { below, pick } = choices(seed * 7919 + 13 + 1);
	const item = () => `{ id: ${below(90)}, name: '${pick(['ann', 'bob'])}', ok: ${pick([true, false])} }`;
	const object = () => `{ id: ${below(90)}, name: '${pick(['ann', 'bob', ''])}', ok: ${pick([true, false, 0, 1, '"y"'])}, total: ${pick([0, 3, 5, 7, 12])}, status: '${pick(['done', 'new', 'odd'])}', ` +
		`${pick(['', '', 'nick: "nn", ', 'nick: undefined, ', 'nick: null, ', 'nick: "", ', 'nick: 0, '])}items: [${Array.from({ length: below(3) }, item).join(', ')}]${pick(['', ', profile: { city: "c" }', ', profile: { city: "c", zip: 0 }', ', profile: null'])} }`;
	const time = () => pick([2, 3, 8, 25, 60]);
	const failure = () => pick(["new Error('bad')", "new TypeError('odd')"]);
	const later = (code) => `setTimeout(() => ${code}, ${time()})`;
	const ways = (count, make) => `[${Array.from({ length: count }, make).join(', ')}]`;
	let code = 'const turn = (list) => { let n = 0; return (...args) => list[n++ % list.length](...args); };\n';
	for (const [name, style] of needs) {
		switch (style) {
		case 'promise':
			code += `globalThis.${name} = turn(${ways(3, () => `() => new Promise((r, j) => ${later(below(3) === 0 ? `j(${failure()})` : `r(${object()})`)})`)});\n`;
			break;
		case 'node':
			code += `globalThis.${name} = turn(${ways(2, () => `(a, f) => { ${later(below(3) === 0 ? `f(${failure()})` : `f(null, ${object()})`)}; }`)});\n`;
			break;
		case 'callback':
			code += `globalThis.${name} = turn(${ways(2, () => `(a, f) => { ${later(`f(${object()})`)}; }`)});\n`;
			break;
		case 'value':
			code += `globalThis.${name} = turn(${ways(2, () => `() => (${object()})`)});\n`;
			break;
		case 'events':
			code += `globalThis.${name} = { on(type, f) { ${`if (type === 'error') { ${below(2) ? later(`f(${failure()})`) : ''} } else { ${ways(below(3), () => `() => ${later(`f(${item()})`)}`)}.forEach((g) => g()); }`} return this; }, once(type, f) { ${below(3) ? later('f()') : ''}; return this; } };\n`;
			break;
		case 'stream':
			code += `globalThis.${name} = async function* () { ${Array.from({ length: below(3) }, () => `await new Promise((r) => setTimeout(r, ${time()})); ${below(6) === 0 ? `throw ${failure()}` : `yield ${item()}`};`).join(' ')} };\n`;
			break;
		case 'client':
			code += `globalThis.${name} = class { ${pick(['', 'port = 80;'])} query(q, f) { ${later(below(3) === 0 ? `f(${failure()})` : 'f(null, [1, 2])')}; } };\n`;
			break;
		case 'base':
			code += `globalThis.${name} = class { ${pick(['', "label = 'base';"])} hi() { return ${below(9)}; } };\n`;
			break;
		default:
			code += `globalThis.${name} = (f) => ${pick(['f', '(...a) => f(...a)', '() => 5'])};\n`;
		}
	}
	return code;
}
