/* SPDX-License-Identifier: MIT */
/*
 * test_selector.c - Selectors. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_selector, matching)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); d.innerHTML = '<p id=\"a\" class=\"x y\" data-k=\"v w\" lang=\"en-US\">1</p><p class=\"x\" disabled>2<span></span></p><ul><li><li class=\"z\"><li></ul><input type=\"checkbox\" checked>';\n"
		  "for (const s of ['p', '*', '.x.y', '#a', 'p#a.x', '[data-k]', '[data-k=\"v w\"]', '[data-k~=w]', '[lang|=en]', '[data-k^=v]', '[data-k$=w]', '[data-k*=\" \"]', '[DATA-K=V\\\\ W i]', 'p + p', 'p ~ ul', 'ul > li', 'div li', 'p, ul', ':not(p)', 'p:not(.y, ul)', ':is(p, ul) > *', ':where(li)', 'li:first-child', 'li:last-child', 'li:nth-child(2n+1)', 'li:nth-child(even)', 'li:nth-last-child(1)', 'li:nth-child(-n+2)', ':only-child', 'p:first-of-type', 'p:nth-of-type(2)', ':empty', ':checked', ':disabled', 'p:has(span)', ':scope > p']) console.log(s, d.querySelectorAll(s).length, d.querySelector(s)?.localName);",
		  "p 2 p\n"
		  "* 8 p\n"
		  ".x.y 1 p\n"
		  "#a 1 p\n"
		  "p#a.x 1 p\n"
		  "[data-k] 1 p\n"
		  "[data-k=\"v w\"] 1 p\n"
		  "[data-k~=w] 1 p\n"
		  "[lang|=en] 1 p\n"
		  "[data-k^=v] 1 p\n"
		  "[data-k$=w] 1 p\n"
		  "[data-k*=\" \"] 1 p\n"
		  "[DATA-K=V\\ W i] 1 p\n"
		  "p + p 1 p\n"
		  "p ~ ul 1 ul\n"
		  "ul > li 3 li\n"
		  "div li 3 li\n"
		  "p, ul 3 p\n"
		  ":not(p) 6 span\n"
		  "p:not(.y, ul) 1 p\n"
		  ":is(p, ul) > * 4 span\n"
		  ":where(li) 3 li\n"
		  "li:first-child 1 li\n"
		  "li:last-child 1 li\n"
		  "li:nth-child(2n+1) 2 li\n"
		  "li:nth-child(even) 1 li\n"
		  "li:nth-last-child(1) 1 li\n"
		  "li:nth-child(-n+2) 2 li\n"
		  ":only-child 1 span\n"
		  "p:first-of-type 1 p\n"
		  "p:nth-of-type(2) 1 p\n"
		  ":empty 5 span\n"
		  ":checked 1 input\n"
		  ":disabled 0 undefined\n"
		  "p:has(span) 1 p\n"
		  ":scope > p 2 p" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_selector, what_is_no_selector)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); for (const s of ['', ' ', 'p,', '>', '[', '[a', '#', '.', 'p..x', ':nope', '::nope', 'a:not(', '1a', ':nth-child(x)', '#1', 'p > > q', '[a==b]', '!', 'a|b|c']) try { console.log(JSON.stringify(s), d.querySelector(s)); } catch (e) { console.log(e.name, e.message); }",
		  "SyntaxError Failed to execute 'querySelector' on 'Element': The provided selector is empty.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': ' ' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': 'p,' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '>' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '[' is not a valid selector.\n"
		  "\"[a\" null\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '#' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '.' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': 'p..x' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': ':nope' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '::nope' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': 'a:not(' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '1a' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': ':nth-child(x)' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '#1' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': 'p > > q' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '[a==b]' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': '!' is not a valid selector.\n"
		  "SyntaxError Failed to execute 'querySelector' on 'Element': 'a|b|c' is not a valid selector." },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_selector, has_is_asked_of_its_anchor_and_lists_forgive)
{
	static const struct console_case cases[] = {
		{ "document.body.innerHTML = '<h1 id=\"h\"></h1><p id=\"p1\" class=\"x\"></p><p id=\"p2\"><b></b></p><p id=\"p3\" class=\"x\"></p>';\n"
		  "const ids = (s) => [...document.querySelectorAll(s)].map((e) => e.id || e.localName).join();\n"
		  "console.log(ids('h1:has(+ p)'), ids('p:has(~ .x)'), ids('p:has(> b)'), ids('p:has(body b)'), ids('p:nth-child(2 of .x)'), ids(':is(:nothing, #p2)'), ids('*|b'), ids('[*|class]'));",
		  "h p1,p2 p2  p3 p2 b p1,p3" },
	};
	EXPECT_PRINTS("browser", cases);
}
