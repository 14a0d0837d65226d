// Writes what the interfaces of a page have, so that a member which the model lacks is told from one that nobody has.
// node tests/tables/members_table.mjs > lib/host/browser/members.def
import fs from 'node:fs';
import path from 'node:path';
import { top } from '../golden/fixtures.mjs';
import { Chromium } from '../oracle/browser.mjs';

/* The classes of the folders js, whose names are those of the interfaces. */
const classes = new Set();
for (const folder of ['lib/host/browser/js', 'lib/host/web/js'].map((name) => path.join(top, name)))
	for (const file of fs.readdirSync(folder))
		for (const [, name] of fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/^class (\w+)/gm)) classes.add(name);

/* Interfaces whose objects the model makes in C (host/web/platform.h), and those classes. */
const collect = `
const classes = new Set(${JSON.stringify([...classes])});
const is = (name) => classes.has(name) || /^(HTML\\w*Element|SVG\\w*Element|MathMLElement|SVGAnimatedString|Element|Node|Document|HTMLDocument|XMLDocument|DocumentFragment|DocumentType|ShadowRoot|CharacterData|Text|Comment|Attr|NamedNodeMap|EventTarget|\\w*Event|NodeList|RadioNodeList|HTML\\w*Collection|DOMTokenList|DOMStringMap|CSSStyleDeclaration|Storage|MutationObserver|MutationRecord|ResizeObserver\\w*|IntersectionObserver\\w*|AbortController|AbortSignal|MessageChannel|MessagePort|BroadcastChannel|Worker|Navigator|Location|History|Screen|VisualViewport|Performance|CustomElementRegistry|CustomStateSet|Scheduler|TaskController|TaskSignal|IdleDeadline|DOMImplementation|DOMRect\\w*|DOMException|ValidityState|MediaQueryList|Window)$/.test(name);
const lines = [];
for (const name of Object.getOwnPropertyNames(window).filter(is)) {
	const type = window[name];
	if (typeof type !== 'function' || typeof type.prototype !== 'object' || name.startsWith('webkit') || name.startsWith('WebKit')) continue;
	const own = Object.getOwnPropertyNames(type.prototype).filter((member) => /^[A-Za-z_$][\\w$]*$/.test(member));
	const members = own.map((member) => (Object.getOwnPropertyDescriptor(type.prototype, member).get ? '.' + member : member));
	if (members.length > 0) lines.push(name + ' ' + members.join(' '));
}
console.log(lines.sort((a, b) => (a < b ? -1 : 1)).join('\\n'));`;
const chromium = await Chromium.launch();
const { text } = await chromium.run(collect);
await chromium.close();
console.log('/* members.def: what the interfaces of a page have in Chromium, in its order; a point stands before attributes. Made by tests/tables/members_table.mjs. */');
for (const line of text.trim().split('\n')) {
	const [name, ...members] = line.split(' ');
	console.log(`EVL_MEMBERS(${name},`);
	let row = '\t"';
	for (const member of members) {
		if (row.length + member.length > 120) {
			console.log(`${row}"`);
			row = '\t"';
		}
		row += `${member} `;
	}
	console.log(`${row.trimEnd()}")`);
}
