/* SPDX-License-Identifier: MIT */
/*
 * test_tree.c - Inserting and removing, and what is told of it. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_tree, custom_elements_are_told)
{
	static const struct console_case cases[] = {
		{ "class X extends HTMLElement { connectedCallback() { console.log('connected', this.id, this.isConnected); } disconnectedCallback() { console.log('disconnected', this.id); } } customElements.define('x-x', X); const a = new X(); a.id = 'a'; const box = document.createElement('div'); box.append(a); console.log('detached'); document.body.append(box); const b = a.cloneNode(); b.id = 'b'; box.replaceChildren(b, a); box.remove(); document.body.append(box, box); box.innerHTML = '';",
		  "detached\n"
		  "connected a true\n"
		  "disconnected a\n"
		  "connected a true\n"
		  "connected b true\n"
		  "disconnected b\n"
		  "disconnected a\n"
		  "connected b true\n"
		  "connected a true\n"
		  "disconnected b\n"
		  "disconnected a" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_tree, fragments_and_several_nodes)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); d.append('a', document.createElement('b'), 5, null); d.prepend('first', document.createElement('i')); console.log(d.innerHTML, d.childNodes.length); d.firstChild.after('after', d.lastChild); d.querySelector('b').before(d.querySelector('i')); console.log(d.innerHTML); d.querySelector('b').replaceWith(); console.log(d.innerHTML); d.replaceChildren(...[...d.childNodes].reverse()); console.log(d.innerHTML);",
		  "first<i></i>a<b></b>5null 6\n"
		  "firstafternulla<i></i><b></b>5\n"
		  "firstafternulla<i></i>5\n"
		  "5<i></i>anullafterfirst" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_tree, one_record_tells_of_a_replacement)
{
	static const struct console_case cases[] = {
		{ "const box = document.createElement('div'); box.innerHTML = '<a></a><b></b><i></i>';\n"
		  "const o = new MutationObserver(() => {}); o.observe(box, { childList: true });\n"
		  "const show = () => console.log(o.takeRecords().map((r) => [...r.addedNodes].map((n) => n.nodeName) + '/' + [...r.removedNodes].map((n) => n.nodeName) + '/' + (r.previousSibling && r.previousSibling.nodeName)).join(' '));\n"
		  "box.replaceChild(document.createElement('u'), box.children[1]); show();\n"
		  "box.replaceChild(box.children[2], box.children[0]); show();\n"
		  "box.firstChild.replaceWith(document.createElement('s'), 't'); show();\n"
		  "box.lastChild.outerHTML = '<q></q>'; show();\n"
		  "box.replaceChildren(box.firstChild); show();",
		  "U/B/A\n"
		  "/I/U I/A/null\n"
		  "S,#text/I/null\n"
		  "Q/U/#text\n"
		  "S/S,#text,Q/null" },
	};
	EXPECT_PRINTS("browser", cases);
}
