// What the server of a page's program answers, whichever browser asks.
//
// `/` is the page: the program itself where it is a whole page, else a page whose last element is the program as an inline
// script (a module script for .mjs). /slow?ms=120&type=text/css&body=... says what it says after so long. Any other path is
// the file there below the program's folder, or the one of its last name in it.
import fs from 'node:fs';
import path from 'node:path';

function pageOf(source, { module, page }) {
	return page ? source : `<!doctype html><html><head><link rel="icon" href="data:,"></head><body><script${module ? ' type="module"' : ''}>\n${source}\n</script></body></html>`;
}

/* The file at a path below the folder, or the one of that name in it; undefined: neither is there. */
function fileOf(folder, pathname) {
	let name;
	try {
		name = decodeURIComponent(pathname);
	} catch {
		return undefined;
	}
	return [path.join(folder, path.normalize(name)), path.join(folder, path.basename(name))].find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
}

/* The answer to a request for `address`: {status, type, body (a Buffer), ms (the delay)}. */
export function answer(address, source, { module = false, page = false, folder = undefined } = {}) {
	// An address that a browser sees as one and Node does not is nobody's.
	const { pathname, searchParams } = new URL(URL.canParse(address) ? address : 'http://nobody/nothing');
	if (pathname === '/slow') {
		return { status: 200, type: searchParams.get('type') ?? 'text/plain', body: Buffer.from(searchParams.get('body') ?? ''), ms: Number(searchParams.get('ms')) };
	}
	if (pathname === '/') return { status: 200, type: 'text/html; charset=utf-8', body: Buffer.from(pageOf(source, { module, page })), ms: 0 };
	const file = folder ? fileOf(folder, pathname) : undefined;
	const found = file !== undefined;
	const type = /\.html?$/.test(pathname) ? 'text/html; charset=utf-8' : pathname.endsWith('.css') ? 'text/css' : 'text/javascript; charset=utf-8';
	return { status: found ? 200 : 404, type, body: found ? fs.readFileSync(file) : Buffer.from(''), ms: 0 };
}

/* How long a silent page may still have something to say: the longest delay that stands in the program, and a little; milliseconds. */
export function patience(source) {
	const delays = [...source.matchAll(/\b\d+\b/g)].map(([digits]) => Number(digits)).filter((delay) => delay <= 5000);
	return 300 + Math.max(0, ...delays);
}

/* What a user does: comments "// evloop: at 100ms click #b", "at 1s key Enter on #name", as [{ms, verb, key, selector}]. */
export function actionsOf(source) {
	return [...source.matchAll(/evloop: at (\d+)(ms|s) (click|key|type) ([^\n]*)/g)].map(([, time, unit, verb, rest]) => {
		const [, key, selector] = verb === 'click' ? [0, undefined, rest.trim()] : /^(\S+)(?: on (.*))?$/.exec(rest.trim());
		return { ms: Number(time) * (unit === 's' ? 1000 : 1), verb, key, selector };
	});
}
