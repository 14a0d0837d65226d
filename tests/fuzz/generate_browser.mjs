// Random programs for a page: events with their phases and listeners, mutation observers, abort signals, storage, and
// mostly one kind of tasks each (messages of channels, of the window and broadcast ones, frames, idle callbacks, posted
// tasks, continuations of scheduler.yield or timers), because between different kinds no rule orders anything; one program
// in five has two kinds all the same, and who compares has to find out whether Chromium itself always keeps the order.
// Each is the body of a function `program(log, root)` with an empty element of its own.
import { random } from './generate.mjs';

export function generateBrowser(seed) {
	const word = random(seed, 7);
	const next = () => word() / 2 ** 32;
	const pick = (list) => list[Math.floor(next() * list.length)];
	const below = (n) => Math.floor(next() * n);
	let marks = 0;
	let nodes = ['root'];
	const lines = [];
	const mark = () => `log('${++marks}')`;
	const kinds = ['message', 'frame', 'task', 'timer', 'delays', 'window', 'broadcast', 'idle', 'yield', 'signal'];
	const families = next() < 0.2 ? [pick(kinds), pick(kinds)] : [pick(kinds)];
	const stores = next() < 0.25;

	function later(body) {
		const family = pick(families);
		if (family === 'message') return `channel(() => { ${body} });`;
		if (family === 'window') return `posted(() => { ${body} });`;
		if (family === 'broadcast') return `broadcast(() => { ${body} });`;
		if (family === 'idle') return `requestIdleCallback((d) => { log(d.didTimeout); ${body} });`;
		if (family === 'yield') return pick([`scheduler.yield().then(() => { ${body} });`, `(async () => { ${mark()}; await scheduler.yield(); ${body} })();`, `scheduler.postTask(async () => { ${mark()}; await scheduler.yield(); ${body} }, { priority: '${pick(['user-blocking', 'user-visible', 'background'])}' });`]);
		if (family === 'delays') return `setTimeout(() => { ${body} }, ${20 * below(4)});`;
		if (family === 'signal') return pick([
			`AbortSignal.timeout(${20 * below(3)}).onabort = (e) => { log(e.target.reason.name); ${body} };`,
			`AbortSignal.any([AbortSignal.timeout(${20 * below(3)}), AbortSignal.timeout(70)]).addEventListener('abort', (e) => { log(e.target.aborted); ${body} });`,
			`{ const c = new AbortController(), any = AbortSignal.any([c.signal, AbortSignal.timeout(60)]); any.onabort = () => { ${body} }; c.signal.onabort = () => ${mark()}; setTimeout(() => { c.abort('now'); ${mark()}; }, ${20 * below(4)}); }`,
		]);
		if (family === 'frame') return `requestAnimationFrame(() => { ${body} });`;
		if (family === 'timer') return `setTimeout(() => { ${body} }, 0);`;
		return `scheduler.postTask(() => { ${body} }, { priority: '${pick(['user-blocking', 'user-visible', 'background'])}' });`;
	}

	function statement(depth) {
		const kinds = ['mark', 'mark', 'microtask', 'promise', 'later', 'dispatch', 'mutate', 'mutate', 'await', ...(stores ? ['store', 'store'] : [])];
		if (depth > 2) return `${mark()};`;
		const inside = () => statements(1 + below(2), depth + 1);
		switch (pick(kinds)) {
		case 'microtask':
			return `queueMicrotask(() => { ${inside()} });`;
		case 'promise':
			return `Promise.resolve().then(() => { ${inside()} })${next() < 0.3 ? `.finally(() => ${mark()})` : ''}${next() < 0.4 ? `.then(() => ${mark()})` : ''};`;
		case 'later':
			return later(inside());
		case 'await':
			return `(async () => { ${mark()}; await ${pick(['null', 'Promise.resolve()', 'undefined'])}; ${inside()} })();`;
		case 'dispatch':
			return depth > 0 ? `${mark()};` : `log('${++marks} ' + ${pick(nodes)}.dispatchEvent(new CustomEvent('${pick(['x', 'y'])}', { bubbles: ${next() < 0.7}, cancelable: ${next() < 0.5} })));`;
		case 'store':
			return pick([
				`localStorage.setItem('${pick(['a', 'b', 'c', 'k', '1'])}', ${pick(["'v'", '7', 'null', '{}', 'undefined'])});`,
				`localStorage.${pick(['a', 'b', 'key2'])} = ${below(9)};`,
				`delete localStorage.${pick(['a', 'b', 'c'])};`,
				`localStorage.removeItem('${pick(['a', 'b', 'c'])}');`,
				`log(typeof localStorage.${pick(['a', 'b', 'length', 'zz'])} + localStorage.length + ('${pick(['a', 'b', 'c'])}' in localStorage) + localStorage.getItem('${pick(['a', 'k', '1', 'c'])}'));`,
				"log(Object.keys(localStorage).sort().join());",
				"{ let n = 0; for (const k in localStorage) n++; log(n); }",
			]);
		case 'mutate':
			return pick([
				`${pick(nodes)}.setAttribute('data-${pick(['a', 'b'])}', '${below(3)}');`,
				`${pick(nodes)}.append('t');`,
				`${pick(nodes)}.classList.toggle('c');`,
				`${pick(nodes)}.append(document.createElement('i'));`,
				`${pick(nodes)}.lastChild?.remove?.();`,
			]);
		default:
			return `${mark()};`;
		}
	}

	function statements(count, depth) {
		return Array.from({ length: count }, () => statement(depth)).join(' ');
	}

	for (let i = 0; i < 1 + below(3); i++) {
		lines.push(`const n${i} = document.createElement('${pick(['div', 'p', 'span'])}'); ${pick(nodes)}.append(n${i});`);
		nodes.push(`n${i}`);
	}
	lines.push("const channel = (() => { const c = new MessageChannel(), q = []; c.port1.onmessage = () => q.shift()(); return (f) => { q.push(f); c.port2.postMessage(0); }; })();");
	if (families.includes('window')) lines.push("const posted = (() => { const q = [], own = self.serial = (self.serial ?? 0) + 1; addEventListener('message', (e) => { if (e.data === own) q.shift()(); }); return (f) => { q.push(f); postMessage(own); }; })();");
	if (families.includes('broadcast')) lines.push("const broadcast = (() => { const q = [], name = 'n' + (self.serial = (self.serial ?? 0) + 1), a = new BroadcastChannel(name), b = new BroadcastChannel(name); b.onmessage = () => q.shift()(); return (f) => { q.push(f); a.postMessage(0); }; })();");
	if (stores) lines.push('localStorage.clear();');
	for (let i = 0; i < 1 + below(2); i++) {
		const options = pick(['{ attributes: true }', '{ childList: true, subtree: true }', '{ attributes: true, subtree: true }', '{ childList: true }']);
		lines.push(`new MutationObserver((records) => { log('m${i} ' + records.map((r) => r.type + (r.attributeName ?? '') + r.addedNodes.length + r.removedNodes.length).join()); ${next() < 0.4 ? statements(1, 3) : ''} }).observe(${pick(nodes)}, ${options});`);
	}
	const controller = next() < 0.4;
	if (controller) lines.push(`const ac = new AbortController(); ac.signal.addEventListener('abort', () => { log('abort ' + ac.signal.reason); ${statements(1, 2)} });`);
	for (let i = 0; i < 2 + below(5); i++) {
		const type = pick(['x', 'y', 'click']);
		const options = [next() < 0.3 ? 'capture: true' : '', next() < 0.3 ? 'once: true' : '', controller && next() < 0.4 ? 'signal: ac.signal' : '', next() < 0.1 ? 'passive: true' : ''].filter(Boolean).join(', ');
		const extra = pick(['', '', '', 'e.stopPropagation();', 'e.preventDefault();', 'e.stopImmediatePropagation();', controller ? "ac.abort('r');" : '']);
		lines.push(`${pick(nodes)}.addEventListener('${type}', (e) => { log('l${i} ' + e.type + e.eventPhase + e.defaultPrevented + (e.target === e.currentTarget)); ${extra} ${statements(1 + below(2), 1)} }${options ? `, { ${options} }` : ''});`);
	}
	if (next() < 0.3) lines.push(`${pick(nodes)}.onclick = (e) => { ${mark()}; ${pick(['', 'return false;'])} };`);
	lines.push(statements(2 + below(4), 0));
	if (next() < 0.6) lines.push(`${pick(nodes)}.click(); ${mark()};`);
	if (controller && next() < 0.6) lines.push("ac.abort('end');");
	lines.push(statements(1 + below(3), 0));
	return lines.map((line) => `\t${line}`).join('\n');
}
