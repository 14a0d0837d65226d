/* SPDX-License-Identifier: MIT */
/*
 * test_focus.c - Which element has the focus. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_focus, what_cannot_have_it)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.focus(); console.log(document.activeElement === i);\n"
		  "document.body.append(i); i.disabled = true; i.focus(); console.log(document.activeElement === i);\n"
		  "i.disabled = false; i.focus(); console.log(document.activeElement === i); i.remove(); console.log(document.activeElement.localName);\n"
		  "const h = document.createElement('a'); document.body.append(h); h.focus(); console.log(document.activeElement === h, h.tabIndex); h.href = '#'; h.focus(); console.log(document.activeElement === h, h.tabIndex);",
		  "false\n"
		  "false\n"
		  "true\n"
		  "body\n"
		  "false 0\n"
		  "true 0" },
	};
	EXPECT_PRINTS("browser", cases);
}
