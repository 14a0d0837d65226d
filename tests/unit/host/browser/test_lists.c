/* SPDX-License-Identifier: MIT */
/*
 * test_lists.c - Live and static lists of nodes and elements. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_lists, live_and_static_lists)
{
	static const struct console_case cases[] = {
		{ "const box = document.createElement('div');\n"
		  "box.innerHTML = '<p id=\"one\">1</p><p name=\"two\">2</p>text<i>3</i>';\n"
		  "const live = box.getElementsByTagName('p'), still = box.querySelectorAll('p'), children = box.children, nodes = box.childNodes;\n"
		  "console.log(live.length, still.length, children.length, nodes.length);\n"
		  "box.append(document.createElement('p'));\n"
		  "console.log(live.length, still.length, children.length, nodes.length);\n"
		  "console.log(String(live), String(still), String(children), String(nodes));\n"
		  "console.log(nodes === box.childNodes, children === box.children);",
		  "2 2 3 4\n"
		  "3 2 4 5\n"
		  "[object HTMLCollection] [object NodeList] [object HTMLCollection] [object NodeList]\n"
		  "true true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_lists, indices_and_names)
{
	static const struct console_case cases[] = {
		{ "const box = document.createElement('div');\n"
		  "box.innerHTML = '<p id=\"one\">1</p><p name=\"two\">2</p><p id=\"item\">3</p>';\n"
		  "const c = box.children;\n"
		  "console.log(c[0].textContent, c[7] === undefined, c.item(1).textContent, c.item(9) === null, c.one.textContent, c.namedItem('two').textContent);\n"
		  "console.log(typeof c.item, c.namedItem('item').textContent, c.namedItem('') === null);\n"
		  "console.log(Object.keys(c).join(), Object.getOwnPropertyNames(c).join());\n"
		  "console.log('0' in c, '9' in c, 'one' in c, 'length' in c, c.hasOwnProperty('one'), c.hasOwnProperty('length'));\n"
		  "const d = Object.getOwnPropertyDescriptor(c, '0'), n = Object.getOwnPropertyDescriptor(c, 'one');\n"
		  "console.log(d.writable, d.enumerable, d.configurable, n.writable, n.enumerable, n.configurable);",
		  "1 true 2 true 1 2\n"
		  "function 3 true\n"
		  "0,1,2 0,1,2,one,two,item\n"
		  "true false true true true false\n"
		  "false true true false false true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_lists, properties_of_lists_cannot_be_written)
{
	static const struct console_case cases[] = {
		{ "const box = document.createElement('div');\n"
		  "box.innerHTML = '<p id=\"one\"></p>';\n"
		  "const c = box.children;\n"
		  "c[0] = 1; c.one = 2; c.extra = 3; c[5] = 4;\n"
		  "console.log(c[0].tagName, c.one.tagName, c.extra, c[5]);\n"
		  "for (const f of [() => { 'use strict'; c[0] = 1; }, () => { 'use strict'; delete c[0]; }, () => { 'use strict'; Object.defineProperty(c, '0', { value: 1 }); }, () => Object.freeze(c)])\n"
		  "\ttry { f(); console.log('no error'); } catch (e) { console.log(e.name); }\n"
		  "console.log(delete c[9], delete c.extra, c.extra);",
		  "P P 3 undefined\n"
		  "TypeError\n"
		  "TypeError\n"
		  "TypeError\n"
		  "TypeError\n"
		  "true true undefined" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_lists, what_lists_iterate)
{
	static const struct console_case cases[] = {
		{ "const box = document.createElement('div');\n"
		  "box.innerHTML = '<b></b><i></i>';\n"
		  "const kinds = [];\n"
		  "box.childNodes.forEach(function (node, index, list) { kinds.push(node.localName, index, list.length, this.x); }, { x: 'this' });\n"
		  "console.log(kinds.join());\n"
		  "console.log([...box.childNodes.keys()].join(), [...box.childNodes.entries()].map(([i, n]) => i + n.tagName).join(), [...box.children].length);\n"
		  "console.log(typeof box.children.forEach, box.children[Symbol.iterator] === Array.prototype.values, box.childNodes.values === Array.prototype.values);\n"
		  "const seen = [];\n"
		  "for (const child of box.children) { seen.push(child.tagName); if (seen.length < 4) box.append(document.createElement('u')); }\n"
		  "console.log(seen.join());",
		  "b,0,2,this,i,1,2,this\n"
		  "0,1 0B,1I 2\n"
		  "undefined true true\n"
		  "B,I,U,U,U" },
	};
	EXPECT_PRINTS("browser", cases);
}
