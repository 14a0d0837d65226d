// Writes the names of the global object of a real host, so that one which the model lacks is told from one that nobody has.
// node tests/tables/surface_table.mjs node > lib/host/node/surface.def
// node tests/tables/surface_table.mjs browser > lib/host/browser/surface.def
// node tests/tables/surface_table.mjs worker > lib/host/browser/worker_surface.def
// deno run -A tests/tables/surface_table.mjs deno > lib/host/node/deno_surface.def
// bun tests/tables/surface_table.mjs bun > lib/host/node/bun_surface.def

const host = process.argv[2];
const collect = `const names = new Set(); for (let o = globalThis; o && o !== Object.prototype; o = Object.getPrototypeOf(o)) for (const n of Object.getOwnPropertyNames(o)) names.add(n);`;
let names;
if (host === 'browser' || host === 'worker') {
	const { Chromium } = await import('../oracle/browser.mjs');
	const chromium = await Chromium.launch();
	const { lines, text } = await chromium.run(host === 'browser' ? `${collect} console.log([...names].join(' '))` :
		`new Worker(URL.createObjectURL(new Blob([${JSON.stringify(`${collect} console.log([...names].join(' '))`)}])))`, { settle: 1500 });
	names = (text ?? lines.join('\n')).trim().split(/\s+/);
	await chromium.close();
} else {
	names = new Function(`${collect} return [...names]`)();
}
names = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'constructor' && !name.startsWith('__'));
console.log(`/* ${['worker', 'deno', 'bun'].includes(host) ? `${host}_` : ''}surface.def: names of the global object of ${host === 'browser' ? 'Chromium' : host === 'worker' ? 'a worker of Chromium' : { deno: 'Deno', bun: 'Bun' }[host] ?? 'Node'}, in byte order. Made by tests/tables/surface_table.mjs. */`);
for (const name of [...new Set(names)].sort((a, b) => (a < b ? -1 : 1))) console.log(`EVL_SURFACE(${name})`);
