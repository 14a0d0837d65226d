// Random programs of a page's host APIs, each the same for the same seed: workers, channels, fetch, XMLHttpRequest, files, observers, frames,
// idle callbacks, prioritised tasks, storage, history, images, scripts, forms, animations, web streams, and what the DOM computes at once.
//
// A program is a list of scenes, each a function that calls `done` when all it began has ended; the next begins a while later, so
// that nothing of two scenes races. Inside of a scene things are only asked for whose order Chromium keeps; what a callback does
// besides (microtasks, promises, dispatched events) is random. Each is the body of a function
// `program(log, root, end)`, which calls `end` after its last scene.
import { random } from './generate.mjs';
import { pageCall } from './page_values.mjs';

export function generatePage(seed) {
	const word = random(seed * 7919 + 29, 17);
	const below = (n) => word() % n;
	const chance = (percent) => below(100) < percent;
	const pick = (list) => list[below(list.length)];
	const several = (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make);
	let labels = 0, names = 0;
	const label = () => `'${String.fromCharCode(65 + (labels % 26))}${labels++}'`;
	const name = (kind) => `${kind}${names++}`;

	/* What a callback does: text of statements, none of which outlives its microtasks. */
	function work(depth = 0) {
		const deep = depth < 3;
		return several(1, depth > 1 ? 1 : 3, () => pick([
			() => `log(${label()});`,
			() => `log(${label()});`,
			() => (deep ? `queueMicrotask(() => { ${work(depth + 1)} });` : `log(${label()});`),
			() => (deep ? `Promise.resolve(${label()}).then((v) => { log(v); ${work(depth + 1)} });` : `log(${label()});`),
			() => `(async () => { log(${label()}); await ${pick(['null', 'undefined', `Promise.resolve(${label()})`])}; log(${label()}); })();`,
			() => (deep ? `{ const t = new EventTarget(); t.addEventListener('x', () => { ${work(depth + 1)} }); t.dispatchEvent(new Event('x')); }` : `log(${label()});`),
			() => (deep ? `new MutationObserver((r, o) => { o.disconnect(); log(r.map((x) => x.type).join()); ${work(depth + 1)} }).observe(root, { attributes: true }); root.title = ${label()};` : `log(${label()});`),
		])()).join(' ');
	}

	const value = () => pick([label(), String(below(99)), 'null', 'undefined', '-0', '10n', '{ a: [1, { b: 2 }] }', 'new Map([[1, new Set([2])]])', 'new Date(0)', '/x/g', '[1, , 3]', 'new Uint8Array([1, 2])', "new Error('sent')", "Object.assign([], { k: 1 })", "new RangeError('far', { cause: 5 })", 'new Blob(["ab"])', 'Object("boxed")']);
	const priority = () => pick(['user-blocking', 'user-visible', 'background']);
	const text = () => pick(["'plain text'", "'{\"a\":[1,2]}'", "'h\\u00e9llo'", "''", "'{broken'", "'line\\nline'"]);
	/* An address whose resource is in the program itself. */
	const address = () => pick([() => `'data:${pick(['', 'text/plain,', 'application/json,'])}${pick([',', ''])}${pick(['abc', '{"a":1}', '%C3%A9', ''])}'`, () => `URL.createObjectURL(new Blob([${text()}], { type: '${pick(['text/plain', 'application/json', ''])}' }))`, () => `'data:text/plain;base64,${Buffer.from(pick(['abc', '{"k":5}', ''])).toString('base64')}'`])();
	const failed = (what = label()) => `(e) => { log(${what}, e.name); ${work(1)} }`;

	const scenes = {
		timers() {
			const t = name('t');
			return pick([
				() => [`let left_${t} = 3;`, ...several(3, 3, () => `setTimeout(() => { log(${label()}); ${work()} if (--left_${t} === 0) done(); }, ${20 * (1 + below(3))});`)],
				() => [`let n_${t} = 0; const ${t} = setInterval((...a) => { log(${label()}, ++n_${t}, ...a); ${work()} if (n_${t} === ${1 + below(4)}) { clearInterval(${t}); done(); } }, ${pick([0, 1, 10, 25])}, ${label()});`, work()],
				() => [`const ${t} = setTimeout(() => log('never'), 20); setTimeout(() => { ${work()} clearTimeout(${t}); }, 0); setTimeout(done, 60);`, work()],
				() => [`const ${t} = (n) => setTimeout(() => { log(${label()}, n); ${work()} if (n > 0) ${t}(n - 1); else done(); }, ${pick([0, 0, 5])}); ${t}(${1 + below(6)});`],
				() => [`setTimeout(() => { ${work()} setTimeout(() => { ${work()} }, 0); setTimeout(() => { ${work()} done(); }, 0); Promise.resolve().then(() => setTimeout(() => log(${label()}), 0)); }, ${pick([0, 10])}); ${work()}`.replace('done(); }, 0); Promise', 'setTimeout(done, 10); }, 0); Promise')],
			])();
		},
		frames() {
			const f = name('f');
			return pick([
				() => [`const ${f} = requestAnimationFrame(() => log('never')); requestAnimationFrame((t) => { log(typeof t); ${work()} requestAnimationFrame((u) => { log(u > t); ${work()} done(); }); }); requestAnimationFrame(() => { ${work()} }); cancelAnimationFrame(${f});`, work()],
				() => [`requestAnimationFrame(() => { log(${label()}); cancelAnimationFrame(${f}); queueMicrotask(() => log(${label()})); }); const ${f} = requestAnimationFrame(() => log('never')); requestAnimationFrame(() => { ${work()} requestAnimationFrame(done); });`],
				() => [`let n_${f} = 0; const ${f} = (t) => { log(${label()}, ++n_${f}); ${work()} if (n_${f} < ${2 + below(3)}) requestAnimationFrame(${f}); else done(); }; requestAnimationFrame(${f});`, work()],
				() => [`const ${f} = document.createElement('div'); ${f}.style.cssText = 'width:50px;height:20px'; root.append(${f}); let times_${f} = 0; const o_${f} = new ResizeObserver((entries) => { log(${label()}, entries.map((e) => e.contentRect.width + 'x' + e.contentRect.height).join()); ${work()} if (++times_${f} === 2) { o_${f}.disconnect(); done(); } }); o_${f}.observe(${f}); requestAnimationFrame(() => { log(${label()}); requestAnimationFrame(() => { log(${label()}); ${f}.style.width = '${10 * (1 + below(9))}px'; ${f}.style.height = '7px'; }); });`, work()],
				() => [`const ${f} = document.createElement('div'); ${f}.style.cssText = 'width:50px;height:20px'; root.append(${f}); requestAnimationFrame(() => log(${label()})); const o_${f} = new IntersectionObserver((entries, o) => { log(${label()}, entries.length, entries[0].isIntersecting, o === o_${f}); ${work()} o.disconnect(); done(); }); o_${f}.observe(${f});`, work()],
				() => [`const ${f} = document.createElement('div'); root.append(${f}); const a_${f} = ${f}.animate([{ opacity: 0 }, { opacity: 1 }], ${pick([30, 60])}); log(a_${f}.playState); a_${f}.finished.then((x) => { log(${label()}, x.playState); ${work()} }); a_${f}.onfinish = () => { log(${label()}); ${work()} requestAnimationFrame(done); }; ${pick(['', `a_${f}.ready.then(() => log(${label()}, a_${f}.playState));`, `a_${f}.finish();`, `a_${f}.updatePlaybackRate(2);`])}`, work()],
				() => [`const ${f} = document.createElement('div'); root.append(${f}); const a_${f} = ${f}.animate([{ opacity: 0 }, { opacity: 1 }], 500); a_${f}.finished.catch(${failed()}); a_${f}.oncancel = () => { log(${label()}); ${work()} done(); }; ${pick([`a_${f}.cancel();`, `requestAnimationFrame(() => a_${f}.cancel());`])}`, work()],
			])();
		},
		idle() {
			return pick([
				() => [`requestIdleCallback((d) => { log(d.didTimeout, d.timeRemaining() <= 50); ${work()} requestIdleCallback(() => { ${work()} done(); }); }${pick(['', ', { timeout: 5000 }'])}); requestIdleCallback(() => { ${work()} });`, work()],
				() => { const i = name('i'); return [`const ${i} = requestIdleCallback(() => log('never')); requestIdleCallback(() => { ${work()} done(); }); cancelIdleCallback(${i});`, work()]; },
			])();
		},
		tasks() {
			const c = name('c');
			return pick([
				() => [`let left_${c} = 0; const d_${c} = () => { if (--left_${c} === 0) done(); };`, ...several(2, 5, () => `left_${c}++; scheduler.postTask(${pick(['', 'async '])}() => { log(${label()}); ${work()} return ${label()}; }, { priority: '${priority()}' }).then((v) => { log(v); d_${c}(); });`), work()],
				() => [`const ${c} = new TaskController({ priority: '${priority()}' }); ${c}.signal.onprioritychange = (e) => { log(e.previousPriority, ${c}.signal.priority); ${work(1)} }; let left_${c} = 3; const d_${c} = () => { if (--left_${c} === 0) done(); };`, `scheduler.postTask(() => { log(${label()}); ${work()} }, { signal: ${c}.signal }).then(d_${c}, (e) => { log(e.name); d_${c}(); }); scheduler.postTask(() => { log(${label()}); ${work()} }, { priority: '${priority()}' }).then(d_${c}); scheduler.postTask(() => { log(${label()}); }, { signal: ${c}.signal }).catch((e) => log(${label()}, e.name)).then(d_${c});`, pick([`${c}.setPriority('${priority()}');`, `${c}.abort();`, `scheduler.postTask(() => ${c}.${pick([`setPriority('${priority()}')`, 'abort()'])}, { priority: 'user-blocking' });`]), work()],
				() => [`(async () => { for (let i = 0; i < ${1 + below(3)}; i++) { log(${label()}, i); await scheduler.yield(); ${work()} } done(); })();`, `scheduler.postTask(() => { ${work()} }, { priority: '${pick(['user-blocking', 'user-visible'])}' });`, work()].map((line) => line.replace(' done(); })', ' setTimeout(done, 20); })')),
				() => [`scheduler.postTask(() => { log(${label()}); ${work()} done(); }, { delay: ${10 * (1 + below(3))} }); scheduler.postTask(async () => { log(${label()}); await scheduler.yield(); log(${label()}); }, { priority: '${priority()}' });`, work()],
				() => [`scheduler.postTask(() => log('never'), { signal: AbortSignal.${pick([`abort(${label()})`, 'abort()'])} }).catch((e) => { log(String(e.name ?? e)); ${work()} }).then(() => scheduler.postTask(() => { throw new Error(${label()}); })).catch((e) => { log(e.message); done(); });`, work()],
			])();
		},
		channels() {
			const c = name('c');
			return pick([
				() => [`const ${c} = new MessageChannel(); ${c}.port2.onmessage = (e) => { log(${label()}, show(e.data), e.ports.length, e.origin === ''); ${work()} if (e.data === 'end') { ${c}.port2.close(); setTimeout(done, 5); } };`, ...several(0, 3, () => `${c}.port1.postMessage(${value()});`), `${c}.port1.postMessage('end');`, work()],
				() => [`const ${c} = new MessageChannel(), e_${c} = new MessageChannel(); ${c}.port2.addEventListener('message', (e) => { log(e.ports.length, show(e.data)); ${work()} e.ports[0].postMessage(${label()}); e.ports[0].close(); }); ${c}.port2.start(); e_${c}.port1.onmessage = (e) => { log(e.data); ${work()} e_${c}.port1.close(); setTimeout(done, 5); }; ${c}.port1.postMessage(${value()}, [e_${c}.port2]);`, work()],
				() => [`const ${c} = new MessageChannel(); try { ${c}.port1.postMessage(${pick(['() => 1', "Symbol('s')", '{ f() {} }', 'document.body', 'new WeakMap()', 'Promise.resolve()'])}); } catch (e) { log(e.name, e.code, e.message); } const b_${c} = new Uint8Array([1, 2, 3]).buffer; ${c}.port1.onmessage = (e) => { log(e.data.byteLength, b_${c}.byteLength); ${work()} done(); }; ${c}.port2.postMessage(b_${c}, ${pick([`[b_${c}]`, `{ transfer: [b_${c}] }`, ''])}); log(b_${c}.byteLength);`.replace(', );', ');'), work()],
				() => [`const ${c} = (e) => { if (e.data?.own !== ${label().replace(/'/g, '"')}) return; removeEventListener('message', ${c}); log(e.source === window, e.origin === location.origin); ${work()} done(); }; addEventListener('message', ${c}); postMessage({ own: "${String.fromCharCode(65 + ((labels - 1) % 26))}${labels - 1}" }, '*'); ${work()}`],
				() => [`const a_${c} = new BroadcastChannel('${c}-${seed}'), b_${c} = new BroadcastChannel('${c}-${seed}'), d_${c} = new BroadcastChannel('${c}-${seed}'); b_${c}.onmessage = (e) => { log('b', show(e.data)); ${work()} }; d_${c}.onmessage = (e) => { log('d', show(e.data), e.target === d_${c}); ${work()} if (e.data === 'end') { for (const x of [a_${c}, b_${c}, d_${c}]) x.close(); done(); } }; a_${c}.onmessage = () => log('never');`, ...several(0, 2, () => `a_${c}.postMessage(${value()});`), `a_${c}.postMessage('end');`, work()],
			])();
		},
		worker() {
			const w = name('w');
			const make = (body) => `const ${w} = new Worker(URL.createObjectURL(new Blob([\`${body}\`]))${pick(['', '', `, { name: ${label()} }`])});`;
			return pick([
				() => [make(`let n = 0; onmessage = (e) => { ${pick(['', 'Promise.resolve().then(() => postMessage(\'job\'));', 'setTimeout(() => postMessage(\'timer\'), 5);'])} postMessage([e.data, ++n, typeof window, self.name]); };`), `let k_${w} = 0; ${w}.onmessage = (e) => { log(${label()}, show(e.data)); ${work()} if (e.data === 'timer' || e.data === 'job') return; if (++k_${w} < ${1 + below(3)}) ${w}.postMessage(${value()}); else setTimeout(() => { ${w}.terminate(); done(); }, 30); }; ${w}.postMessage(${value()});`, work()],
				() => [make(`${pick(['throw new TypeError("in worker");', 'setTimeout(() => { null.x; }, 5);', 'undefinedName;', 'queueMicrotask(() => { throw new RangeError("job"); });'])}`), `${w}.onerror = (e) => { e.preventDefault(); log(e.type, e.message, e.cancelable, e.lineno); ${work()} ${w}.terminate(); done(); };`, work()],
				() => [make(`onmessage = ({ data: { port, list } }) => { port.onmessage = (e) => { port.postMessage(e.data * 2); }; postMessage(list.length); };`), `const c_${w} = new MessageChannel(); c_${w}.port1.onmessage = (e) => { log(${label()}, e.data); ${work()} ${w}.terminate(); done(); }; ${w}.onmessage = (e) => { log(e.data); ${work()} c_${w}.port1.postMessage(21); }; const l_${w} = new Float64Array(3); ${w}.postMessage({ port: c_${w}.port2, list: l_${w} }, [c_${w}.port2${pick(['', `, l_${w}.buffer`])}]); log(l_${w}.length);`, work()],
				() => [make(`(async () => { const r = await fetch('data:,abc'); postMessage(await r.text()); await new Promise((f) => setTimeout(f, 5)); postMessage('end'); close(); postMessage('still'); })();`), `${w}.addEventListener('message', (e) => { log(${label()}, e.data); ${work()} if (e.data === 'end') setTimeout(done, 30); });`, work()],
				() => [`const ${w} = new Worker(URL.createObjectURL(new Blob(['${pick(['await 1; postMessage(import.meta.url.slice(0, 4));', 'postMessage(typeof importScripts); export {};', 'postMessage([typeof this]);'])}'], { type: 'text/javascript' })), { type: 'module' }); ${w}.onmessage = (e) => { log(show(e.data)); ${work()} ${w}.terminate(); done(); };`, work()],
			])();
		},
		fetches() {
			const f = name('f');
			return pick([
				() => [`(async () => { const r = await fetch(${address()}); log(r.status, r.ok, r.type, r.redirected, r.headers.get('content-type')); ${work()} log(show(await r.${pick(['text()', 'json()', 'arrayBuffer()', 'bytes()', 'blob().then((b) => b.size + b.type)'])})); log(r.bodyUsed); })().catch(${failed()}).finally(done);`, work()],
				() => [`const ${f} = new AbortController(); fetch(${address()}, { signal: ${f}.signal }).then(() => log('never'), (e) => { log(String(e.name ?? e)); ${work()} done(); }); ${f}.abort(${pick(['', label()])}); ${work()}`],
				() => [`(async () => { const r = new Response(${pick([text(), 'new Blob(["b"])', 'new Uint8Array([65, 66])', "new URLSearchParams('a=1')", 'null', "new ReadableStream({ start(c) { c.enqueue(new Uint8Array([97])); c.close(); } })"])}, { status: ${pick([200, 201, 404])}, headers: { 'X-Own': '1' } }), copy = r.clone(); log(r.status, r.statusText, [...r.headers].join('|')); ${work()} log(await r.text(), copy.bodyUsed); log(await copy.${pick(['text()', 'json()', "blob().then((b) => b.type)"])}); await r.text(); })().catch(${failed()}).finally(done);`, work()],
				() => [`(async () => { const q = new Request('http://localhost/p', { method: '${pick(['POST', 'put', 'PATCH'])}', body: ${pick([text(), "new URLSearchParams({ a: 'b' })"])}, headers: [['a', '1'], ['A', '2']] }); log(q.method, q.headers.get('a'), q.headers.get('content-type'), q.url); ${work()} log(await q.clone().text(), q.bodyUsed, q.mode, q.credentials, q.cache); log(await q.text()); log(q.bodyUsed); new Request(q); })().catch(${failed()}).finally(done);`, work()],
				() => [`(async () => { const reader = (await fetch(${address()})).body.getReader(); for (;;) { const { done: end, value } = await reader.read(); log(end, value?.length); ${work(1)} if (end) break; } })().catch(${failed()}).finally(done);`],
				() => [`fetch('${pick(['http://', 'nope:x', 'http://a b/', '//[', 'http://u:p@localhost/'])}').catch((e) => { log(e.name, e.message); ${work()} }).then(done);`, work()],
				() => [`(async () => { const ${f} = new FormData(); ${f}.append('a', '1'); ${f}.append('a', ${text()}); ${f}.set('f', new File(['xyz'], 'n.txt', { type: 'text/plain' })); log([...${f}].map(([k, v]) => k + (v.name ?? v)).join()); const back = await new Response(${f}).formData(); log([...back.keys()].join(), back.get('f').size, back.getAll('a').length); ${work()} })().catch(${failed()}).finally(done);`, work()],
				() => [`(async () => { const x = await Promise.allSettled([fetch(${address()}).then((r) => r.text())${pick(['', ", Response.json({ a: 1 }).json()", ', Response.error().text()'])}]); log(show(x)); ${work()} })().finally(done);`, work()],
			])();
		},
		xhr() {
			const x = name('x');
			const type = pick(["''", "'text'", "'json'", "'arraybuffer'", "'blob'"]);
			return [
				`const ${x} = new XMLHttpRequest(); for (const t of ['loadstart', 'readystatechange', 'progress', 'load', 'loadend', 'error', 'abort', 'timeout']) ${x}.addEventListener(t, (e) => { log(t, ${x}.readyState, e.loaded); ${chance(50) ? work(1) : ''} if (t === 'loadend') done(); });`,
				`${x}.open('GET', ${address()}${pick(['', ', true'])}); ${x}.responseType = ${type};`,
				pick(['', `${x}.upload.onloadstart = () => log('upload');`, `${x}.onload = () => log(${x}.status, show(${x}.response), ${x}.getResponseHeader('content-type'));`, `${x}.setRequestHeader('X-A', 'b');`]),
				`${x}.send(); ${pick(['', '', '', `${x}.abort();`])}`, work(),
			];
		},
		files() {
			const r = name('r');
			return pick([
				() => [`const ${r} = new FileReader(); for (const t of ['loadstart', 'progress', 'load', 'error', 'abort', 'loadend']) ${r}['on' + t] = (e) => { log(t, e.loaded, ${r}.readyState, typeof ${r}.result); ${chance(50) ? work(1) : ''} if (t === 'loadend') { log(show(${r}.result)); done(); } }; ${r}.${pick(['readAsText', 'readAsDataURL', 'readAsArrayBuffer', 'readAsBinaryString'])}(new ${pick(['Blob([', "File(['x', "])}${text()}${''}]${''}, { type: 'text/plain' })); ${pick(['', '', `${r}.abort();`])}`.replace(/new File\(\['x', ([^\]]*)\], /, "new File([$1], 'n.txt', "), work()],
				() => [`(async () => { const b = new Blob([${text()}, new Uint8Array([33]), new Blob(['in'])], { type: 'A/B', endings: 'transparent' }); log(b.size, b.type); ${work()} log(await b.slice(${pick(['1', '0, 3', '-3', '2, -1'])}).text()); log((await b.arrayBuffer()).byteLength); for await (const part of b.stream()) log(part.length); ${work()} })().catch(${failed()}).finally(done);`, work()],
				() => [`const ${r} = new File(['abc', ${text()}], 'name.txt', { lastModified: ${below(9999)} }); log(${r}.name, ${r}.lastModified, ${r}.size, ${r} instanceof Blob); createImageBitmap?.(${r}).catch(${failed()}).finally(done);`.replace(/createImageBitmap\?\.\((\w+)\)/, '$1.text().then((t) => { log(t); })'), work()],
			])();
		},
		streams() {
			const s = name('s');
			const chunks = several(1, 4, label).join(', ');
			const source = pick([
				`new ReadableStream({ start(c) { log(${label()}); for (const x of [${chunks}]) c.enqueue(x); c.close(); } })`,
				`new ReadableStream({ pull(c) { this.n = (this.n ?? 0) + 1; log(${label()}, c.desiredSize); if (this.n > ${1 + below(3)}) c.close(); else c.enqueue('p' + this.n); }, cancel(r) { log('cancel', r); } }, { highWaterMark: ${below(3)} })`,
				`new Blob([${text()}]).stream().pipeThrough(new TextDecoderStream())`,
				`ReadableStream.from([${chunks}])`,
				`ReadableStream.from((async function* () { for (const x of [${chunks}]) { log(${label()}); yield x; } })())`,
			]);
			const use = pick([
				`(async () => { for await (const x of ${s}) { log(${label()}, x); ${work(1)} ${pick(['', '', 'break;'])} } })().catch(${failed()}).finally(done);`,
				`(async () => { const r = ${s}.getReader(); for (;;) { const { done: end, value } = await r.read(); log(end, value); if (end) break; ${work(1)} } })().catch(${failed()}).finally(done);`,
				`${s}.pipeThrough(new TransformStream({ transform(x, c) { log(${label()}, x); c.enqueue(x + '!'); }, flush(c) { c.enqueue('end'); } })).pipeTo(new WritableStream({ write(x) { log(x); ${work(1)} ${pick(['', 'return Promise.resolve();'])} }, close() { log(${label()}); } })).catch(${failed()}).finally(done);`,
				`{ const [a, b] = ${s}.tee(); const read = async (x, n) => { for await (const v of x) log(n, v); }; Promise.all([read(a, 'a'), read(b, 'b')]).then(done); }`,
				`${s}.cancel(${label()}).then((v) => { log(v); ${work()} }, ${failed()}).finally(done);`,
				`new Response(${s}.pipeThrough(new TextEncoderStream())).text().then((t) => { log(t); ${work()} }, ${failed()}).finally(done);`,
			]);
			return [`const ${s} = ${source};`, use, work()];
		},
		storage() {
			const k = name('k');
			return pick([
				() => [`localStorage.clear(); sessionStorage.setItem('${k}', ${text()}); localStorage.${k} = ${below(9)}; log(localStorage.length, sessionStorage.getItem('${k}'), localStorage.key(0), '${k}' in localStorage); addEventListener('storage', () => log('never')); localStorage.setItem('a', '1'); log(Object.keys(localStorage).sort().join()); delete localStorage.a; localStorage.clear(); sessionStorage.clear(); ${work()} setTimeout(done, 10);`.replace("addEventListener('storage', () => log('never'));", "{ const no = () => log('never'); addEventListener('storage', no); setTimeout(() => removeEventListener('storage', no), 9); }")],
				() => [`const ${k} = document.createElement('div'); ${k}.addEventListener('storage', (e) => log(e.key, e.newValue, e.url)); ${k}.dispatchEvent(new StorageEvent('storage', { key: ${label()}, newValue: ${text()} })); ${work()} done();`],
			])();
		},
		history() {
			const h = name('h');
			return pick([
				() => [`history.replaceState({ n: 0 }, ''); const ${h} = (e) => { log(e.type, show(e.state), location.hash); ${work()} if (e.state?.n === 0) { removeEventListener('popstate', ${h}); setTimeout(done, 20); } }; addEventListener('popstate', ${h}); history.pushState({ n: 1, m: new Map([[1, 2]]) }, '', '#${h}'); log(location.hash, show(history.state)); history.back(); log(show(history.state));`, work()],
				() => [`const ${h} = (e) => { log(e.type, e.newURL.split('#')[1], location.hash); ${work()} removeEventListener('hashchange', ${h}); setTimeout(() => { history.replaceState(null, '', location.pathname); done(); }, 20); }; addEventListener('hashchange', ${h}); location.hash = '${h}x'; log(location.hash);`, work()],
			])();
		},
		loads() {
			const i = name('i');
			const picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
			return pick([
				() => [`const ${i} = new Image(); ${i}.onload = (e) => { log(e.type, ${i}.naturalWidth, ${i}.complete); ${work()} setTimeout(done, 5); }; ${i}.onerror = (e) => { log(e.type, e.bubbles, ${i}.naturalWidth); ${work()} setTimeout(done, 5); }; ${i}.src = '${pick([picture, picture, 'data:,nothing', 'data:image/png;base64,AAAA'])}'; log(${i}.complete);`, work()],
				() => [`const ${i} = document.createElement('script'); ${i}.text = "self.ran = (self.ran ?? 0) + 1"; self.ran = 0; root.append(${i}); log(self.ran); root.append(${i}); log(self.ran); delete self.ran; ${work()} done();`],
				() => [`const ${i} = document.createElement('script'); ${i}.onload = (e) => { log(e.type, self.ran); ${work()} delete self.ran; setTimeout(done, 5); }; ${i}.onerror = (e) => { log(e.type); setTimeout(done, 5); }; ${i}.src = URL.createObjectURL(new Blob(["self.ran = ${label()};"], { type: 'text/javascript' })); ${pick(['', `${i}.type = 'module';`, `${i}.async = false;`])} root.append(${i}); log(self.ran);`, work()],
				() => [`import('data:text/javascript,export default ${below(9)}; export const b = 1;').then((m) => { log(m.default, Object.keys(m).join()); ${work()} }, ${failed()}).finally(done);`, work()],
				() => [`const ${i} = document.createElement('style'); ${i}.textContent = 'p { color: red }'; ${i}.onload = () => { log(${label()}); ${work()} setTimeout(done, 5); }; root.append(${i}); log(${i}.sheet?.cssRules.length);`, work()],
			])();
		},
		failures() {
			const f = name('f');
			return pick([
				() => [`const ${f} = (e) => { e.preventDefault(); removeEventListener('unhandledrejection', ${f}); log(e.type, String(e.reason), e.promise instanceof Promise); ${work()} setTimeout(done, 5); }; addEventListener('unhandledrejection', ${f}); Promise.reject(${label()}); ${work()}`],
				() => [`const ${f} = (e) => { e.preventDefault(); removeEventListener('error', ${f}); log(e.message, e.error?.name); ${work()} setTimeout(done, 5); }; addEventListener('error', ${f}); ${pick([`setTimeout(() => { throw new TypeError(${label()}); }, 0);`, `queueMicrotask(() => { throw ${label()}; });`, `reportError(new RangeError(${label()}));`, `requestAnimationFrame(() => { null.x; });`, `root.addEventListener('x', () => { undefinedName; }, { once: true }); root.dispatchEvent(new Event('x'));`])} ${work()}`],
				() => [`const ${f} = Promise.reject(new Error(${label()})); const g_${f} = (e) => { e.preventDefault(); removeEventListener('unhandledrejection', g_${f}); log(e.reason.message); setTimeout(() => { ${f}.catch((x) => log('late', x.message)); ${work()} }, 5); }; const h_${f} = (e) => { removeEventListener('rejectionhandled', h_${f}); log(e.type, e.reason.message); setTimeout(done, 5); }; addEventListener('unhandledrejection', g_${f}); addEventListener('rejectionhandled', h_${f});`, work()],
				() => [`{ const old = window.onerror; window.onerror = (message, source, line, column, error) => { window.onerror = old; log(message, typeof source, error?.message); ${work()} setTimeout(done, 5); return true; }; setTimeout(() => { throw new Error(${label()}); }); }`, work()],
			])();
		},
		signals() {
			const c = name('c');
			return pick([
				() => [`const ${c} = AbortSignal.timeout(${10 * (1 + below(3))}); ${c}.onabort = (e) => { log(e.target.reason.name, e.target.reason.code); ${work()} done(); }; log(${c}.aborted);`, work()],
				() => [`const ${c} = new AbortController(), any_${c} = AbortSignal.any([${c}.signal, AbortSignal.timeout(5000)]); any_${c}.addEventListener('abort', () => { log(${label()}, String(any_${c}.reason.name ?? any_${c}.reason)); ${work()} }); ${c}.signal.addEventListener('abort', () => { log(${label()}); ${work()} }, { once: true }); ${c}.abort(${pick(['', label(), 'new Error("own")'])}); try { any_${c}.throwIfAborted(); } catch (e) { log(String(e.name ?? e)); } ${work()} done();`],
				() => [`const ${c} = new AbortController(); root.addEventListener('x', () => log(${label()}), { signal: ${c}.signal }); root.dispatchEvent(new Event('x')); ${c}.abort(); root.dispatchEvent(new Event('x')); ${work()} done();`],
			])();
		},
		measures() {
			const m = name('m');
			return pick([
				() => [`const ${m} = new PerformanceObserver((list, o) => { log(list.getEntries().map((e) => e.entryType + e.name).join()); ${work()} o.disconnect(); done(); }); ${m}.observe({ entryTypes: ['mark', 'measure'] }); performance.mark('${m}a', { startTime: ${below(50)} }); performance.mark('${m}b', { detail: { x: 1 }, startTime: ${below(99)} }); log(performance.measure('${m}c', '${m}a', '${m}b').duration); performance.clearMarks(); performance.clearMeasures();`, work()],
				() => [`performance.mark('${m}', { startTime: ${below(99)} }); log(performance.getEntriesByName('${m}').length, performance.getEntriesByName('${m}')[0].startTime); performance.clearMarks('${m}'); ${work()} done();`],
			])();
		},
		forms() {
			const f = name('f');
			const field = () => pick([
				`<input name="${pick('abc')}" value="v${below(9)}" ${pick(['', 'required', 'disabled', 'readonly', 'maxlength="3"', 'pattern="[0-9]+"'])}>`,
				`<input type="checkbox" name="${pick('abc')}" ${pick(['', 'checked', 'value="yes" checked', 'required'])}>`,
				`<input type="radio" name="r" value="${below(3)}" ${pick(['', 'checked'])}>`,
				`<input type="number" name="n" value="${pick(['5', '1e2', 'x', ''])}" min="${below(9)}" step="${pick(['1', '0.5', 'any'])}">`,
				`<input type="${pick(['range', 'date', 'color', 'hidden', 'email', 'url', 'time', 'file', 'password', 'search', 'month'])}" name="t" ${pick(['', 'value="x"', 'value="2024-02-30"', 'value="#ABCDEF"', 'value="50"', 'required'])}>`,
				`<select name="s" ${pick(['', 'multiple', 'size=2', 'required'])}><option ${pick(['', 'disabled', 'value=""'])}>one<option ${pick(['', 'selected'])} value="2">two<optgroup label=g><option ${pick(['', 'selected'])}>three</optgroup></select>`,
				`<textarea name="x">${pick(['', 't', '\\n\\nlines'])}</textarea>`,
				`<fieldset name="fs" ${pick(['', 'disabled'])}><legend>l</legend><input name="in" value="i"></fieldset>`,
				`<button name="b" value="${below(5)}" ${pick(['', 'type="button"', 'type="reset"', 'formnovalidate', 'disabled'])}>go</button>`,
				`<output name="o">out</output>`, `<label>text <input name="l"></label>`,
			]);
			const act = () => pick([
				`${f}.reset();`, `log(${f}.checkValidity());`, `log([...new FormData(${f})].map(([k, v]) => k + '=' + (v.name ?? v)).join('&'));`,
				`log([...${f}.elements].map((e) => e.name + ':' + e.type).join());`, `${f}.requestSubmit();`, `${f}.querySelector('button')?.click();`, `${f}.querySelector('input')?.click();`,
				`log([...${f}.elements].map((e) => e.value).join('|'));`, `log([...${f}.elements].map((e) => e.willValidate + (e.validationMessage ? '!' : '')).join());`,
				`{ const s = ${f}.querySelector('select'); if (s) { log(s.value, s.selectedIndex, s.selectedOptions.length, s.length, s.options[1]?.text); s.value = '2'; log(s.selectedIndex); s.selectedIndex = ${below(4) - 1}; log(s.value); } }`,
				`{ const i = ${f}.querySelector('input:not([type=file])'); if (i) { i.value = '${pick(['12', '', 'abc', '2020-01-02', '#fff'])}'; log(i.value, i.defaultValue, i.getAttribute('value'), i.validity.valid); i.setCustomValidity('${pick(['', 'no'])}'); log(i.validationMessage, i.checkValidity()); } }`,
				`log(${f}.elements.namedItem('r')?.value, ${f}.length, ${f}.elements.a?.name, ${f}.method, ${f}.noValidate);`,
				`for (const e of ${f}.querySelectorAll(':checked, :disabled, :required, :invalid')) log(e.name, e.localName);`,
				`{ const t = ${f}.querySelector('textarea'); if (t) { t.value += '\\r\\nmore'; log(JSON.stringify(t.value), t.textLength, t.defaultValue); t.setSelectionRange(1, 2); log(t.selectionStart, t.selectionEnd); } }`,
				`{ const n = ${f}.querySelector('[type=number]'); if (n) { log(n.valueAsNumber, n.validity.rangeUnderflow, n.validity.stepMismatch); n.stepUp(); log(n.value); } }`,
			]);
			return [`const ${f} = document.createElement('form'); ${f}.innerHTML = \`${several(1, 6, field).join('')}\`; root.append(${f}); for (const t of ['submit', 'reset', 'invalid', 'input', 'change', 'click', 'formdata']) ${f}.addEventListener(t, (e) => { log(t, e.target.name ?? '', e.submitter?.name, e.defaultPrevented); if (t === 'submit' || ${chance(20)} && t !== 'formdata') e.preventDefault(); ${chance(40) ? work(2) : ''} }, ${chance(50)} || t === 'invalid');`, ...several(2, 6, act), work(), 'setTimeout(done, 5);'];
		},
		dialogs() {
			const d = name('d');
			return pick([
				() => [`const ${d} = document.createElement('dialog'); root.append(${d}); for (const t of ['close', 'cancel', 'toggle', 'beforetoggle']) ${d}.addEventListener(t, (e) => { log(t, e.newState ?? ${d}.returnValue); ${work()} }); ${d}.${pick(['show', 'showModal'])}(); log(${d}.open); setTimeout(() => { ${d}.close(${pick(['', label()])}); log(${d}.open, ${d}.returnValue); setTimeout(done, 60); }, 40);`, work()],
				() => [`const ${d} = document.createElement('details'); ${d}.innerHTML = '<summary>s</summary>t'; root.append(${d}); ${d}.addEventListener('toggle', (e) => { log(e.oldState, e.newState, ${d}.open); ${work()} }); ${d}.open = true; ${pick(['', `${d}.open = false;`, `${d}.querySelector('summary').click();`])} setTimeout(done, 40);`, work()],
			])();
		},
		values() {
			return [...several(3, 8, () => `attempt(() => ${pageCall(pick)});`), 'done();'];
		},
	};
	const kinds = Object.keys(scenes);
	const lines = [
		"const show = (v) => { try { return typeof v === 'string' ? v : v instanceof Error ? `${v.name}: ${v.message}` : v instanceof ArrayBuffer ? `bytes ${new Uint8Array(v).join()}` : v instanceof Map || v instanceof Set ? show([...v]) : typeof v === 'bigint' ? `${v}n` : Object.is(v, -0) ? '-0' : typeof v === 'object' && v !== null ? `${v.constructor?.name} ${JSON.stringify(v)}` : String(v); } catch (e) { return e.name; } };",
		"const print = log; log = (...parts) => print(parts.map(show).join(' '));",
		"const attempt = (f) => { try { log(f()); } catch (e) { log(`${e}`); } };",
		'const scenes = [',
	];
	for (let i = 2 + below(3); i > 0; i--) {
		const kind = pick(kinds.filter((kind) => kind !== 'worker' || chance(60)));
		lines.push(`\t(done) => { // ${kind}`, ...scenes[kind]().filter((line) => line !== '').map((line) => `\t\t${line}`), '\t},');
	}
	lines.push('];', "const next = () => { const scene = scenes.shift(); if (scene === undefined) return end(); log('scene'); try { scene(() => setTimeout(next, 30)); } catch (e) { log(`${e}`); } };", 'next();');
	return lines.map((line) => `\t${line}`).join('\n');
}
