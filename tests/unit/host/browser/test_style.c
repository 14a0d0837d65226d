/* SPDX-License-Identifier: MIT */
/*
 * test_style.c - Declarations of a style attribute. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_style, declarations_and_their_text)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p'), s = e.style;\n"
		  "s.color = 'RED'; s.backgroundColor = '#FFF'; s['font-size'] = '12px'; s.cssFloat = 'left'; s.color2 = 'x'; console.log(s.cssText, '|', e.getAttribute('style'));\n"
		  "s.color = 'nonsense'; s.width = '10'; s.height = null; s.fontSize = ''; console.log(s.cssText, s.color2);\n"
		  "e.setAttribute('style', 'color:blue;;bad;width : 5px !important;color:green'); console.log(s.color, s.cssText, s.getPropertyPriority('width'), s.length, s.removeProperty('width'), s.removeProperty('width') === '', e.outerHTML);\n"
		  "s.setProperty('margin-top', '1px', 'important'); s.setProperty('margin-top', '2px', 'x'); console.log(s.cssText); s.cssText = 'top: 0'; console.log(e.outerHTML, s === e.style); e.style = 'left: 1px'; console.log(e.outerHTML); e.removeAttribute('style'); console.log(s.length, s.left === '');",
		  "color: red; background-color: rgb(255, 255, 255); font-size: 12px; float: left; | color: red; background-color: rgb(255, 255, 255); font-size: 12px; float: left;\n"
		  "color: red; background-color: rgb(255, 255, 255); float: left; x\n"
		  "green color: green; width: 5px !important; important 2 5px true <p style=\"color: green;\"></p>\n"
		  "color: green; margin-top: 1px !important;\n"
		  "<p style=\"top: 0px;\"></p> true\n"
		  "<p style=\"left: 1px;\"></p>\n"
		  "0 true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_style, shorthands_and_their_parts)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p'), s = e.style; s.margin = '1px 2px'; console.log(s.marginTop, s.marginRight, s.marginBottom, s.cssText); s.marginTop = '5px'; console.log(s.cssText, '/', s.margin); s.marginRight = '5px'; s.marginBottom = s.marginLeft = '5px'; console.log(s.cssText); s.margin = ''; console.log(s.cssText === '', e.outerHTML); s.border = '1px solid red'; console.log(s.border, '/', s.cssText); s.overflow = 'hidden'; console.log(s.overflowX, s.overflowY);",
		  "1px 2px 1px margin: 1px 2px;\n"
		  "margin: 5px 2px 1px; / 5px 2px 1px\n"
		  "margin: 5px;\n"
		  "true '<p style=\"\"></p>'\n"
		  "1px solid red / border: 1px solid red;\n"
		  "hidden hidden" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_style, what_says_the_same_is_no_change)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); const o = new MutationObserver(() => {}); o.observe(d, { attributes: true });\n"
		  "const n = () => o.takeRecords().length;\n"
		  "d.style.color = 'red'; console.log(n()); d.style.color = 'red'; console.log(n()); d.style.color = 'nonsense'; console.log(n());\n"
		  "d.style.webkitTransform = 'none'; d.style['-webkit-box-orient'] = 'vertical'; console.log(d.style.cssText, d.style.WebkitTransform);",
		  "1\n"
		  "0\n"
		  "0\n"
		  "color: red; transform: none; -webkit-box-orient: vertical; none" },
	};
	EXPECT_PRINTS("browser", cases);
}
