/* SPDX-License-Identifier: MIT */
/*
 * test_node.c - Nodes and where they are. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_node, moving_nodes)
{
	static const struct console_case cases[] = {
		{ "const a = document.createElement('a'), b = document.createElement('b'), t = document.createTextNode('t'); a.append(b, 'x', t); a.insertBefore(t, b); console.log(a.outerHTML, a.contains(t), t.parentNode === a, t.nextSibling === b, t.previousSibling, a.lastChild.data, a.hasChildNodes(), b.isConnected, a.getRootNode() === a, a.nodeType, t.nodeName, t.nodeValue, a.nodeValue);\n"
		  "for (const f of [() => a.appendChild(a), () => b.appendChild(a), () => a.insertBefore(t, document.body), () => a.removeChild(document.body), () => t.appendChild(b), () => a.appendChild(null), () => a.replaceChild(t, t.cloneNode()), () => document.appendChild(document.createElement('x'))]) try { f(); console.log('no error'); } catch (e) { console.log(e.name, e.message); }",
		  "<a>t<b></b>x</a> true true true null x true false true 1 #text t null\n"
		  "HierarchyRequestError Failed to execute 'appendChild' on 'Node': The new child element contains the parent.\n"
		  "HierarchyRequestError Failed to execute 'appendChild' on 'Node': The new child element contains the parent.\n"
		  "NotFoundError Failed to execute 'insertBefore' on 'Node': The node before which the new node is to be inserted is not a child of this node.\n"
		  "NotFoundError Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.\n"
		  "HierarchyRequestError Failed to execute 'appendChild' on 'Node': This node type does not support this method.\n"
		  "TypeError Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'.\n"
		  "NotFoundError Failed to execute 'replaceChild' on 'Node': The node to be replaced is not a child of this node.\n"
		  "HierarchyRequestError Failed to execute 'appendChild' on 'Node': Only one element on document allowed." },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_node, copies_and_comparisons)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); d.innerHTML = '<p id=\"x\">a<b>c</b></p>'; const c = d.cloneNode(true), s = d.cloneNode(); console.log(c.outerHTML, s.outerHTML, c.isEqualNode(d), c.isSameNode(d), d.firstChild.isEqualNode(c.firstChild), d.compareDocumentPosition(d.firstChild), d.firstChild.compareDocumentPosition(d), d.firstChild.firstChild.compareDocumentPosition(d.firstChild.lastChild)); d.firstChild.append('1', '', '2'); d.normalize(); console.log(d.firstChild.childNodes.length, d.textContent); d.textContent = ''; console.log(d.childNodes.length, d.innerHTML === ''); const f = document.createDocumentFragment(); f.append(document.createElement('i'), 'z'); d.append(f); console.log(d.innerHTML, f.childNodes.length);",
		  "<div><p id=\"x\">a<b>c</b></p></div> <div></div> true false true 20 10 4\n"
		  "3 'ac12'\n"
		  "0 true\n"
		  "<i></i>z 0" },
	};
	EXPECT_PRINTS("browser", cases);
}
