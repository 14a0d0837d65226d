/* SPDX-License-Identifier: MIT */
/*
 * test_viewport.c - The window's scrolling. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_viewport, scrolling_nowhere)
{
	static const struct console_case cases[] = {
		{ "console.log(scrollX, scrollY, pageXOffset, pageYOffset, typeof devicePixelRatio, document.documentElement.scrollTop, window.scrollY, typeof screen.width);",
		  "0 0 0 0 'number' 0 0 'number'" },
	};
	EXPECT_PRINTS("browser", cases);
}
