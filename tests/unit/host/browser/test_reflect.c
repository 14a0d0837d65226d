/* SPDX-License-Identifier: MIT */
/*
 * test_reflect.c - Content attributes as properties. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_reflect, kinds_of_attributes)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('input');\n"
		  "e.disabled = 1; e.maxLength = 5; e.placeholder = null; e.tabIndex = '3'; console.log(e.outerHTML);\n"
		  "e.disabled = 0; console.log(e.hasAttribute('disabled'), e.maxLength, document.createElement('input').maxLength, e.size);\n"
		  "try { e.maxLength = -1; } catch (x) { console.log(x.name); } try { e.size = 0; } catch (x) { console.log(x.name); }\n"
		  "e.setAttribute('maxlength', 'x'); console.log(e.maxLength); e.setAttribute('size', '-3'); console.log(e.size);\n"
		  "const i = document.createElement('img'); i.width = '30px'; console.log(i.getAttribute('width')); i.alt = 'x'; i.loading = 'lazy'; console.log(i.alt, i.loading); i.loading = 'nonsense'; console.log(i.loading, i.getAttribute('loading'));",
		  "<input disabled=\"\" maxlength=\"5\" placeholder=\"null\" tabindex=\"3\">\n"
		  "false 5 -1 20\n"
		  "IndexSizeError\n"
		  "IndexSizeError\n"
		  "-1\n"
		  "20\n"
		  "0\n"
		  "x lazy\n"
		  "auto nonsense" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_reflect, states_with_defaults)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('div');\n"
		  "console.log(e.hidden, e.title === '', e.lang === '', e.dir === '', e.tabIndex, e.accessKey === '');\n"
		  "e.dir = 'RTL'; console.log(e.dir, e.getAttribute('dir')); e.dir = 'x'; console.log(JSON.stringify(e.dir), e.getAttribute('dir'));\n"
		  "e.hidden = true; console.log(e.outerHTML);\n"
		  "const b = document.createElement('button'); console.log(b.type); b.type = 'RESET'; console.log(b.type, b.getAttribute('type'));\n"
		  "const f = document.createElement('form'); console.log(f.method, f.autocomplete); f.method = 'POST'; console.log(f.method);\n"
		  "const l = document.createElement('label'); l.htmlFor = 'x'; console.log(l.outerHTML); const c = document.createElement('td'); console.log(c.colSpan, c.rowSpan); c.colSpan = 0; console.log(c.colSpan, c.getAttribute('colspan'));",
		  "false true true true -1 true\n"
		  "rtl RTL\n"
		  "\"\" x\n"
		  "<div dir=\"x\" hidden=\"\"></div>\n"
		  "submit\n"
		  "reset RESET\n"
		  "get on\n"
		  "post\n"
		  "<label for=\"x\"></label>\n"
		  "1 1\n"
		  "1 '0'" },
	};
	EXPECT_PRINTS("browser", cases);
}
