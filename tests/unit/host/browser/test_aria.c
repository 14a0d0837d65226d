/* SPDX-License-Identifier: MIT */
/*
 * test_aria.c - properties of elements for assistive technology. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_aria, properties_reflect_attributes)
{
	static const struct console_case cases[] = {
		{ "const p = document.createElement('p'); console.log(p.role, p.ariaLabel); p.role = 'x'; p.ariaColIndex = 5; console.log(p.outerHTML);\n"
		  "p.role = null; p.setAttribute('aria-busy', 'true'); console.log(p.outerHTML, p.ariaBusy);",
		  "null null\n"
		  "<p role=\"x\" aria-colindex=\"5\"></p>\n"
		  "<p aria-colindex=\"5\" aria-busy=\"true\"></p> true" },
	};
	EXPECT_PRINTS("browser", cases);
}
