/* SPDX-License-Identifier: MIT */
/*
 * test_resize_observer.c - ResizeObserver in a frame. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_resize_observer, what_changes_deeper_is_told_in_the_same_frame)
{
	static const struct console_case cases[] = {
		{ "document.body.innerHTML = '<div id=a style=\"width:100px;height:9px\"><div id=b style=\"width:90px;height:9px\"></div></div>';\n"
		  "addEventListener('error', (e) => console.log(e.message)); let n = 0;\n"
		  "const o = new ResizeObserver((l) => { console.log(l.map((e) => e.target.id + e.contentRect.width).join()); if (n++ === 0) { a.style.width = '101px'; b.style.width = '91px'; } });\n"
		  "o.observe(a); o.observe(b);",
		  "a100,b90\n"
		  "b91\n"
		  "ResizeObserver loop completed with undelivered notifications.\n"
		  "a101" },
	};
	EXPECT_PRINTS("browser", cases);
}
