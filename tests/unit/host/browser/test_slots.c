/* SPDX-License-Identifier: MIT */
/*
 * test_slots.c - Slots of shadow trees. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_slots, which_slot_shows_what)
{
	static const struct console_case cases[] = {
		{ "const host = document.createElement('div'); document.body.append(host);\n"
		  "host.innerHTML = '<b slot=\"a\">1</b>text<i>2</i><u slot=\"none\"></u>';\n"
		  "const root = host.attachShadow({ mode: 'open' });\n"
		  "root.innerHTML = '<slot name=\"a\"></slot><slot>fallback</slot><slot name=\"a\"></slot>';\n"
		  "const [a, d, second] = root.querySelectorAll('slot');\n"
		  "const names = (nodes) => nodes.map((n) => n.nodeName).join();\n"
		  "console.log(names(a.assignedNodes()), '/', names(d.assignedNodes()), '/', names(d.assignedElements()), '/', names(second.assignedNodes({ flatten: true })));\n"
		  "host.querySelector('i').slot = 'a'; console.log(names(a.assignedNodes()), '/', names(d.assignedNodes()));",
		  "B / #text,I / I / \n"
		  "B,I / #text" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_slots, slotchange_comes_in_a_microtask)
{
	static const struct console_case cases[] = {
		{ "const host = document.createElement('div'); document.body.append(host);\n"
		  "const root = host.attachShadow({ mode: 'open' });\n"
		  "root.innerHTML = '<slot></slot>';\n"
		  "root.addEventListener('slotchange', (e) => console.log('slotchange', e.bubbles, e.composed, e.target.assignedNodes().length));\n"
		  "host.append('a'); host.append('b'); Promise.resolve().then(() => console.log('microtask')); console.log('sync');\n"
		  "setTimeout(() => { host.textContent = ''; console.log('emptied'); });",
		  "sync\n"
		  "slotchange true false 2\n"
		  "microtask\n"
		  "emptied\n"
		  "slotchange true false 0" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_slots, closed_trees_are_not_shown)
{
	static const struct console_case cases[] = {
		{ "const host = document.createElement('div'); host.append(document.createElement('p'));\n"
		  "const root = host.attachShadow({ mode: 'closed' }); root.innerHTML = '<slot></slot>';\n"
		  "console.log(host.shadowRoot, root.mode, root.host === host, root.querySelector('slot').assignedNodes().length);\n"
		  "for (const f of [() => host.attachShadow({ mode: 'open' }), () => document.createElement('input').attachShadow({ mode: 'open' })]) try { f(); } catch (e) { console.log(e.name); }",
		  "null 'closed' true 1\n"
		  "NotSupportedError\n"
		  "NotSupportedError" },
	};
	EXPECT_PRINTS("browser", cases);
}
