// Random programs of web streams against a chain of microtasks: sources, sinks and transforms of every kind, read, teed,
// piped, cancelled, aborted. Each is the body of a function `program(log)`; hosts: 'browser' or 'node'.
import { random } from './generate.mjs';

export function generateStreams(seed, host = 'browser') {
	const word = random(seed, 11);
	const next = () => word() / 2 ** 32;
	const pick = (list) => list[Math.floor(next() * list.length)];
	const below = (n) => Math.floor(next() * n);
	const lines = [];
	let names = 0;
	const show = "(e) => e?.name ? e.name : String(e)";
	const settle = (promise, what) => `${promise}.then((v) => log('${what} ' + show(v)), (e) => log('${what} failed ' + show(e)));`;
	const result = (promise, what) => `${promise}.then((r) => log('${what} ' + (r.value?.byteLength !== undefined ? 'bytes' + r.value.byteLength : r.value) + r.done), (e) => log('${what} failed ' + show(e)));`;

	// What a callback gives: nothing, a promise, after some microtasks, an error.
	const ending = () => pick(['', '', '', 'return Promise.resolve();', 'return null;', 'return delay(1);', `return delay(${below(4)});`, "return Promise.reject('bad');", "throw new Error('thrown');", 'return { then(f) { f(); } };'].slice(0, next() < 0.75 ? 7 : 10));
	const mark = () => pick(['', `, { highWaterMark: ${below(4)} }`, ', new CountQueuingStrategy({ highWaterMark: 2 })', ', { highWaterMark: 3, size: (x) => 2 }']);

	function source(name) {
		const bytes = next() < 0.2;
		const value = bytes ? 'new Uint8Array(2)' : `'${name}' + n`;
		const limit = below(4);
		const parts = [];
		if (next() < 0.5) parts.push(`start(c) { log('${name} start ' + c.desiredSize); control.${name} = c; ${Array.from({ length: below(3) }, () => `{ const n = 'x'; c.enqueue(${value}); }`).join(' ')} ${next() < 0.2 ? 'c.close();' : ''} ${ending()} }`);
		if (next() < 0.7) parts.push(`pull(c) { log('${name} pull ' + c.desiredSize); const n = count.${name} = (count.${name} ?? 0) + 1; if (n > ${limit}) { ${pick(['c.close();', 'c.close();', "c.error('ended');", ''])} return; } ${pick(['', `await0;`])} c.enqueue(${value}); ${ending()} }`.replace('await0;', ''));
		else if (next() < 0.5) parts.push(`async pull(c) { log('${name} pull'); await delay(${below(3)}); const n = count.${name} = (count.${name} ?? 0) + 1; if (n > ${limit}) c.close(); else c.enqueue(${value}); }`);
		if (next() < 0.5) parts.push(`cancel(r) { log('${name} cancel ' + show(r)); ${ending()} }`);
		if (bytes) return `const ${name} = new ReadableStream({ type: 'bytes', ${next() < 0.3 ? 'autoAllocateChunkSize: 4, ' : ''}${parts.join(', ')} }${next() < 0.3 ? ', { highWaterMark: 1 }' : ''});`;
		return `const ${name} = new ReadableStream({ ${parts.join(', ')} }${mark()});`;
	}
	function sink(name) {
		const parts = [];
		if (next() < 0.4) parts.push(`start(c) { log('${name} start'); control.${name} = c; ${ending()} }`);
		if (next() < 0.8) parts.push(`write(v, c) { log('${name} write ' + (v?.byteLength ?? v)); ${ending()} }`);
		if (next() < 0.6) parts.push(`close() { log('${name} close'); ${ending()} }`);
		if (next() < 0.6) parts.push(`abort(r) { log('${name} abort ' + show(r)); ${ending()} }`);
		return `const ${name} = new WritableStream({ ${parts.join(', ')} }${mark()});`;
	}
	function transform(name) {
		if (next() < 0.2) return `const ${name} = new TransformStream();`;
		const parts = [];
		if (next() < 0.3) parts.push(`start(c) { log('${name} start'); ${next() < 0.4 ? "c.enqueue('s');" : ''} ${ending()} }`);
		if (next() < 0.8) parts.push(`transform(v, c) { log('${name} transform ' + c.desiredSize); ${pick(['c.enqueue(v);', 'c.enqueue(v); c.enqueue(v);', '', 'c.terminate();', "c.error('wrong');"].slice(0, next() < 0.7 ? 2 : 5))} ${ending()} }`);
		if (next() < 0.5) parts.push(`flush(c) { log('${name} flush'); ${next() < 0.5 ? "c.enqueue('f');" : ''} ${ending()} }`);
		if (next() < 0.3) parts.push(`cancel(r) { log('${name} cancel ' + show(r)); ${ending()} }`);
		return `const ${name} = new TransformStream({ ${parts.join(', ')} }${next() < 0.4 ? `${mark() || ', undefined'}${mark()}` : ''});`;
	}
	const options = () => pick(['', '', `, { preventClose: true }`, ', { preventAbort: true }', ', { preventCancel: true }', ', { signal: ac.signal }']);

	function consume(name, depth = 0) {
		const kind = pick(['reads', 'reads', 'loop', 'iterate', 'tee', 'pipe', 'through', 'cancel', 'byob', 'break']);
		const id = names++;
		if (depth < 2 && kind === 'tee') return `try { const [t${id}, u${id}] = ${name}.tee(); ${consume(`t${id}`, depth + 1)} ${consume(`u${id}`, depth + 1)} } catch (e) { log('tee ' + show(e)); }`;
		if (kind === 'pipe') return `${sink(`k${id}`)} ${settle(`${name}.pipeTo(k${id}${options()})`, `pipe${id}`)}`;
		if (depth < 2 && kind === 'through') return `${transform(`x${id}`)} try { const y${id} = ${name}.pipeThrough(x${id}${options()}); ${consume(`y${id}`, depth + 1)} } catch (e) { log('through ' + show(e)); }`;
		if (kind === 'iterate') return `(async () => { for await (const v of ${name}) log('each${id} ' + (v?.byteLength ?? v)); log('each${id} done'); })().catch((e) => log('each${id} failed ' + show(e)));`;
		if (kind === 'break') return `(async () => { for await (const v of ${name}.values({ preventCancel: ${next() < 0.5} })) { log('first${id} ' + (v?.byteLength ?? v)); break; } log('after${id} ' + ${name}.locked); })().catch((e) => log('first${id} failed ' + show(e)));`;
		if (kind === 'loop') return `(async () => { const r = ${name}.getReader(); for (;;) { const { value, done } = await r.read(); log('loop${id} ' + (value?.byteLength ?? value) + done); if (done) break; } ${next() < 0.3 ? 'r.releaseLock();' : ''} })().catch((e) => log('loop${id} failed ' + show(e)));`;
		if (kind === 'cancel') return settle(`${name}.cancel('${id}')`, `cancel${id}`);
		if (kind === 'byob') return `try { const r = ${name}.getReader({ mode: 'byob' }); ${result('r.read(new Uint8Array(3))', `into${id}`)} ${result('r.read(new Uint16Array(2))', `into${id}b`)} } catch (e) { log('byob ' + show(e)); ${consume(name, 3)} }`.replace(/\{ mode: 'byob' \}/, "{ mode: 'byob' }");
		return `{ const r = ${name}.getReader(); ${settle('r.closed', `closed${id}`)} ${Array.from({ length: 1 + below(3) }, (unused, i) => result('r.read()', `read${id}.${i}`)).join(' ')} ${pick(['', '', `r.releaseLock();`, settle("r.cancel('c')", `rcancel${id}`), `delay(${below(6)}).then(() => { r.releaseLock(); log('released ' + ${name}.locked); });`, `delay(${below(6)}).then(() => { ${settle("r.cancel('late')", `late${id}`)} });`])} }`;
	}
	function produce(name) {
		const id = names++;
		const steps = Array.from({ length: 1 + below(3) }, (unused, i) => settle(`w.write('${id}${i}')`, `write${id}.${i}`));
		return `try { const w = ${name}.getWriter(); ${settle('w.ready', `ready${id}`)} ${settle('w.closed', `wclosed${id}`)} ${steps.join(` log('size ' + w.desiredSize); `)} ${pick(['', settle('w.close()', `close${id}`), settle('w.close()', `close${id}`), settle("w.abort('a')", `abort${id}`), 'w.releaseLock();', `delay(${below(6)}).then(() => { ${settle("w.abort('late')", `wlate${id}`)} });`])} } catch (e) { log('writer ' + show(e)); }`;
	}

	lines.push(`const control = {}, count = {}, ac = new AbortController(), show = ${show};`);
	lines.push('const delay = async (n) => { while (n-- > 0) await null; };');
	lines.push("{ let r = Promise.resolve(); for (let i = 1; i <= 40; i++) r = r.then(() => log('tick ' + i)); }");
	for (let i = 0; i < 1 + below(2); i++) {
		const what = pick(['source', 'source', 'source', 'sink', 'transform', 'from', 'text']);
		const name = `s${names++}`;
		if (what === 'source') lines.push(source(name), consume(name));
		else if (what === 'sink') lines.push(sink(name), produce(name));
		else if (what === 'transform') lines.push(...(next() < 0.5 ? [transform(name), produce(`${name}.writable`), consume(`${name}.readable`)] : [transform(name), consume(`${name}.readable`), produce(`${name}.writable`)]));
		else if (what === 'from' && host === 'node') lines.push(`const ${name} = ReadableStream.from(${pick(["['a', 'b']", "[Promise.resolve('a'), 'b']", "(async function* () { yield 'a'; yield 'b'; })()", "new Set(['a'])"])});`, consume(name));
		else if (what === 'text') lines.push(`const ${name} = new ReadableStream({ start(c) { c.enqueue('h\\u00e9'); c.enqueue('l'); c.close(); } }).pipeThrough(new TextEncoderStream())${next() < 0.6 ? '.pipeThrough(new TextDecoderStream())' : ''};`, consume(name));
		else lines.push(source(name), consume(name));
		if (next() < 0.3) lines.push(`delay(${below(8)}).then(() => { try { control.${name}?.${pick(["error('E')", 'close?.()', "enqueue?.('Q')"])}; log('control'); } catch (e) { log('control ' + show(e)); } });`);
	}
	if (next() < 0.4) lines.push(`delay(${below(10)}).then(() => { log('aborting'); ac.abort('${pick(['stop', ''])}'); });`);
	return lines.map((line) => `\t${line}`).join('\n');
}
