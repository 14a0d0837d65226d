// SPDX-License-Identifier: MIT
// reading_ticks.js - after how many microtasks a blob, or a body that is known, has been read: Node, Deno and Bun each read them in
// another way, measured by counting.
'use strict';

const { process } = require('host');
const { bun, deno } = process.versions;

// Node: two between the parts of a blob, and one more for what is made out of the buffer. Deno's stream of a blob takes four for each part.
function blobTicks(parts, converted) {
	if (bun !== undefined) return 0;
	if (deno !== undefined) return 2 + 4 * parts;
	return (parts === 0 ? 0 : 2 * parts - 1) + (converted ? 1 : 0);
}

// Of the body of a request or a response; `body` as node/fetch_body has it, null for none. undefined: as long as its stream takes.
function bodyTicks(body) {
	if (body === null) return bun === undefined && deno === undefined ? undefined : 0;
	if (body.source === null) return undefined;
	if (bun !== undefined) return 0;
	if (deno !== undefined) return body.parts === undefined ? 1 : 5 + 6 * body.parts;
	return undefined;
}

module.exports = { blobTicks, bodyTicks };
