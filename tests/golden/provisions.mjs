// What the server of the fixtures gives, told to evloop as options.
//
// The real browsers get a server (tests/oracle/browser.mjs) that answers /slow?ms=120&type=text/css&body=... after so long with
// such a body. evloop knows no server: each address of this kind in a program becomes a --provide.

import fs from 'node:fs';
import path from 'node:path';
import { top } from './fixtures.mjs';

/* The options for a program, by its path from the top of the repository. */
export function provisions(file) {
	const source = fs.readFileSync(path.resolve(top, file), 'utf8');
	const addresses = new Set([...source.matchAll(/"(\/slow\?[^"\n]*)"|'(\/slow\?[^'\n]*)'/g)].map(([, double, single]) => double ?? single));
	return [...addresses].map((address) => {
		const query = new URL(address, 'http://localhost/').searchParams, quote = address.includes('"') ? "'" : '"';
		return `--provide=${quote}${address}${quote} answers ${JSON.stringify(query.get('body') ?? '')} after ${Number(query.get('ms'))}ms`;
	});
}
