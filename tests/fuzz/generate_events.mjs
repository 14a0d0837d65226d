// Random programs for a page's event system: nested trees, listeners of every kind that come and go while an event is
// dispatched, handler attributes and properties, default actions of controls, focus, mutation records, reactions of
// custom elements, shadow trees. Everything is synchronous or a microtask, so that the order is one only.
// Each is the body of a function `program(log, root)` with an empty element of its own.
import { random } from './generate.mjs';

export function generateEvents(seed) {
	const word = random(seed, 13);
	const next = () => word() / 2 ** 32;
	const pick = (list) => list[Math.floor(next() * list.length)];
	const below = (n) => Math.floor(next() * n);
	const maybe = (chance, text) => (next() < chance ? text : '');
	const lines = [];
	const nodes = ['root'];
	let marks = 0, functions = 0;
	const mark = () => `log('m${++marks}');`;
	const events = ['x', 'y', 'click', 'input', 'change', 'focus', 'blur', 'focusin', 'focusout', 'toggle', 'submit', 'reset'];
	const usual = () => pick(['x', 'x', 'x', 'y', 'click', 'click', 'change', 'input', 'focusin', 'focus']);
	const nameOf = "(t) => !t ? 'none' : t === window ? 'window' : t === document ? 'document' : t.id ?? t.nodeName ?? '?'";

	function tree() {
		const count = 2 + below(5);
		for (let i = 0; i < count; i++) {
			const kind = pick(['div', 'div', 'p', 'span', 'button', 'checkbox', 'radio', 'text', 'label', 'form', 'details', 'a', 'select', 'custom', 'template']);
			const name = `n${nodes.length}`;
			const parent = pick(nodes.filter((n) => n !== 'template'));
			if (kind === 'checkbox' || kind === 'radio' || kind === 'text') lines.push(`const ${name} = document.createElement('input'); ${name}.type = '${kind}'; ${kind === 'radio' ? `${name}.name = 'group';` : ''} ${maybe(0.2, `${name}.disabled = true;`)}`);
			else if (kind === 'button') lines.push(`const ${name} = document.createElement('button'); ${name}.type = '${pick(['button', 'submit', 'reset'])}'; ${maybe(0.15, `${name}.disabled = true;`)}`);
			else if (kind === 'label') lines.push(`const ${name} = document.createElement('label'); ${maybe(0.7, `${name}.htmlFor = '${pick(nodes)}';`)}`);
			else if (kind === 'form') lines.push(`const ${name} = document.createElement('form'); ${name}.addEventListener('submit', (e) => e.preventDefault());`);
			else if (kind === 'a') lines.push(`const ${name} = document.createElement('a'); ${maybe(0.5, `${name}.href = 'javascript:void 0';`)}`.replace("'javascript:void 0'", "'#'") + ` ${name}.addEventListener('click', (e) => e.preventDefault());`);
			else if (kind === 'details') lines.push(`const ${name} = document.createElement('details'); const ${name}s = document.createElement('summary'); ${name}s.id = '${name}s'; ${name}.append(${name}s);`);
			else if (kind === 'custom') lines.push(`const ${name} = document.createElement('${'f'}-el');`.replace("'f-el'", 'custom'));
			else if (kind === 'template') lines.push(`const ${name} = document.createElement('section'); ${name}.innerHTML = '<template><b id="in">t</b></template><i></i>';`);
			else lines.push(`const ${name} = document.createElement('${kind}'); ${maybe(0.3, `${name}.tabIndex = 0;`)}`);
			lines.push(`${name}.id = '${name}'; ${next() < 0.9 ? `${parent}.append(${name});` : ''}`);
			nodes.push(name);
			if (kind === 'details') nodes.push(`${name}s`);
			if (kind === 'div' && next() < 0.25) {
				const inner = `n${nodes.length}`;
				lines.push(`const ${name}r = ${name}.attachShadow({ mode: '${pick(['open', 'open', 'closed'])}' }); ${name}r.innerHTML = '${pick(['<slot></slot>', '<p><slot></slot></p>', '<b></b>'])}'; const ${inner} = document.createElement('em'); ${inner}.id = '${inner}'; ${name}r.append(${inner});`);
				nodes.push(inner);
			}
		}
	}
	const target = () => pick([...nodes, ...nodes, ...nodes, 'document', 'window']);
	const element = () => pick(nodes.filter((n) => n !== 'root'));

	function action(depth) {
		switch (pick(['mark', 'stop', 'now', 'prevent', 'remove', 'add', 'micro', 'mutate', 'dispatch', 'click', 'focus', 'move', 'abort', 'throw', 'handler', 'path', 'value'])) {
		case 'stop': return 'e?.stopPropagation();';
		case 'now': return 'e?.stopImmediatePropagation();';
		case 'prevent': return 'e?.preventDefault();';
		case 'remove': return functions > 0 ? `${pick(nodes)}.removeEventListener('${usual()}', f${below(functions)}${maybe(0.3, ', true')});` : mark();
		case 'add': return functions > 0 ? `${pick(nodes)}.addEventListener('${usual()}', f${below(functions)}${maybe(0.3, ', { once: true }')});` : mark();
		case 'micro': return `queueMicrotask(() => { ${mark()} });`;
		case 'mutate': return pick([`${element()}.setAttribute('data-a', '${below(3)}');`, `${element()}.classList.toggle('c');`, `${element()}.append('t');`, `${element()}.textContent = 'z';`.replace('textContent', 'title'), `${element()}.toggleAttribute('hidden');`, `${element()}.remove();`]);
		case 'move': return `try { ${pick(nodes)}.${pick(['append', 'prepend'])}(${element()}); } catch (err) { log(err.name); }`;
		case 'dispatch': return depth < 2 ? `log('d' + ${target()}.dispatchEvent(new ${pick(['Event', 'CustomEvent', 'MouseEvent'])}('${usual()}', { bubbles: ${next() < 0.6}, cancelable: ${next() < 0.5}, composed: ${next() < 0.3} })));` : mark();
		case 'click': return depth < 2 ? `${element()}.click();` : mark();
		case 'focus': return depth < 2 ? `${element()}.${pick(['focus', 'focus', 'blur'])}(); log('active ' + nameOf(document.activeElement));` : mark();
		case 'abort': return 'ac.abort();';
		case 'throw': return depth > 0 ? "throw new Error('t');" : mark();
		case 'handler': return `${element()}.on${pick(['click', 'change', 'input', 'focus'])} = ${pick(['null', '(e) => { log("h " + e.type); }', '() => false', 'function () { log("this " + nameOf(this)); }'])};`;
		case 'path': return depth > 0 ? "log('path ' + e?.composedPath?.().map(nameOf).join());" : mark();
		case 'value': return pick([`${element()}.checked = ${next() < 0.5};`, `${element()}.value = 'v';`, `log(${element()}.checked + ' ' + ${element()}.open);`]);
		default: return mark();
		}
	}
	const actions = (count, depth) => Array.from({ length: count }, () => action(depth)).join(' ');
	const describe = "e.type + e.eventPhase + ' ' + nameOf(e.target) + '>' + nameOf(e.currentTarget) + (e.defaultPrevented ? '!' : '') + (e.isTrusted ? 't' : '') + (e.relatedTarget ? nameOf(e.relatedTarget) : '')";

	lines.push(`const nameOf = ${nameOf}; root.id = 'root'; const ac = new AbortController(); const cleanup = []; const onerror = (e) => { log('error ' + e.message); e.preventDefault(); }; addEventListener('error', onerror);`);
	lines.push(`class Custom extends HTMLElement { static observedAttributes = ['data-a', 'class']; constructor() { super(); log('constructed'); } connectedCallback() { log('connected ' + this.id + this.isConnected); ${maybe(0.2, "this.append('k');")} } disconnectedCallback() { log('disconnected ' + this.id); } attributeChangedCallback(n, a, b) { log('attribute ' + n + a + b); } } const custom = 'c-' + Math.floor(performance.now() * 1000) + '-${seed}'; customElements.define(custom, Custom);`);
	tree();
	for (let i = 0; i < 1 + below(3); i++) {
		lines.push(`const f${i} = ${next() < 0.2 ? `{ handleEvent(e) { log('o${i} ' + ${describe} + (this === f${i})); ${actions(below(2), 1)} } }` : `function (e) { log('f${i} ' + ${describe}); ${actions(below(3), 1)} }`};`);
		functions++;
	}
	if (next() < 0.6) lines.push(`new MutationObserver((records) => { log('mo ' + records.map((r) => r.type[0] + nameOf(r.target) + (r.attributeName ?? '') + (r.oldValue ?? '') + '+' + r.addedNodes.length + '-' + r.removedNodes.length + (r.previousSibling ? 'p' : '') + (r.nextSibling ? 'n' : '')).join()); ${maybe(0.2, actions(1, 3))} }).observe(${pick(['root', pick(nodes)])}, ${pick(['{ childList: true, subtree: true }', '{ attributes: true, attributeOldValue: true, subtree: true }', '{ childList: true, attributes: true, subtree: true, characterData: true }', "{ attributeFilter: ['class'], subtree: true }"])});`);
	for (let i = 0; i < 4 + below(8); i++) {
		const options = [maybe(0.3, 'capture: true'), maybe(0.25, 'once: true'), maybe(0.15, 'signal: ac.signal'), maybe(0.15, 'passive: true')].filter(Boolean).join(', ');
		const where = target();
		const listener = functions > 0 && next() < 0.5 ? `f${below(functions)}` : `(e) => { log('l${i} ' + ${describe}); ${actions(1 + below(2), 1)} }`;
		if (where === 'document' || where === 'window') lines.push(`{ const l = ${listener}; ${where}.addEventListener('${usual()}', l, { signal: AbortSignal.any([stop.signal${maybe(0.1, ', ac.signal')}])${options && !/signal/.test(options) ? `, ${options}` : ''} }); }`);
		else lines.push(`${where}.addEventListener('${next() < 0.7 ? usual() : pick(events)}', ${listener}${options ? `, { ${options} }` : maybe(0.2, ', true')});`);
	}
	if (next() < 0.4) lines.push(`window.logOf = log; ${element()}.setAttribute('onclick', "logOf('attr ' + event.type + (this.id ?? '')); ${pick(['', 'return false;'])}");`);
	for (let i = 0; i < below(2); i++) lines.push(`${element()}.on${pick(['click', 'change', 'input', 'focus', 'blur'])} = (e) => { log('on' + ${i} + ' ' + ${describe}); ${actions(1, 1)} ${pick(['', 'return false;'])} };`);
	for (let i = 0; i < 3 + below(5); i++) {
		const what = pick(['dispatch', 'click', 'click', 'focus', 'action', 'micro', 'markup']);
		if (what === 'dispatch') lines.push(`log('r' + ${target()}.dispatchEvent(new ${pick(['Event', 'CustomEvent'])}('${usual()}', { bubbles: ${next() < 0.7}, cancelable: ${next() < 0.5}, composed: ${next() < 0.5} })));`);
		else if (what === 'click') lines.push(`${element()}.click(); log('after click');`);
		else if (what === 'focus') lines.push(`${element()}.${pick(['focus', 'focus', 'blur'])}(); log('active ' + nameOf(document.activeElement));`);
		else if (what === 'micro') lines.push(`Promise.resolve().then(() => { ${actions(1 + below(2), 1).replaceAll('e?.', 'undefined?.')} }).catch((err) => log('caught'));`);
		else if (what === 'markup') lines.push(`${element()}.innerHTML = '<b id="b${i}">t</b>' + '<' + custom + ' id="q${i}" data-a="1"></' + custom + '>'; log(${pick(nodes)}.querySelectorAll('*').length);`);
		else lines.push(`{ const e = undefined; ${action(0)} }`);
	}
	return `\tconst stop = new AbortController(); setTimeout(() => { stop.abort(); removeEventListener('error', onerror); }, 60);\n${lines.map((line) => `\t${line}`).join('\n')}`;
}
