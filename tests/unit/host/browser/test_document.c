/* SPDX-License-Identifier: MIT */
/*
 * test_document.c - The document. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_document, parts_of_the_document)
{
	static const struct console_case cases[] = {
		{ "console.log(document.nodeType, document.nodeName, document.documentElement.tagName, document.head.tagName, document.body.tagName, document.compatMode, document.contentType, document.characterSet, document.defaultView === window, String(document), document.readyState, document.hidden, document.visibilityState, document.parentNode, document.ownerDocument);\n"
		  "document.title = '  a  b '; console.log(document.title, document.querySelector('title').text); const e = document.createElement('form'); e.name = 'login'; document.body.append(e); console.log(document.forms.login === e, document.login === e, document.forms.length, document.images.length, document.links.length, document.scripts.length >= 0, document.getElementsByName('login')[0] === e);",
		  "9 '#document' 'HTML' 'HEAD' 'BODY' 'CSS1Compat' 'text/html' 'UTF-8' true '[object HTMLDocument]' 'loading' false 'visible' null null\n"
		  "a b   a  b \n"
		  "true true 1 0 0 true true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_document, making_nodes)
{
	static const struct console_case cases[] = {
		{ "console.log(document.createComment('c').data, document.createTextNode(5).data, document.createElement('X-Y').localName, document.createDocumentFragment().nodeType); for (const n of ['', '1a', 'a b', '<p>', 'é', null]) try { console.log(document.createElement(n).tagName); } catch (x) { console.log(x.name, x.message); } const n = document.importNode(document.createElement('p'), true); console.log(n.ownerDocument === document, document.adoptNode(n) === n);",
		  "c 5 x-y 11\n"
		  "InvalidCharacterError Failed to execute 'createElement' on 'Document': The tag name provided ('') is not a valid name.\n"
		  "InvalidCharacterError Failed to execute 'createElement' on 'Document': The tag name provided ('1a') is not a valid name.\n"
		  "InvalidCharacterError Failed to execute 'createElement' on 'Document': The tag name provided ('a b') is not a valid name.\n"
		  "InvalidCharacterError Failed to execute 'createElement' on 'Document': The tag name provided ('<p>') is not a valid name.\n"
		  "é\n"
		  "NULL\n"
		  "true true" },
	};
	EXPECT_PRINTS("browser", cases);
}
