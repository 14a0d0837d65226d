/* SPDX-License-Identifier: MIT */
/*
 * test_resource.c - Sheets and images that lead somewhere. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_resource, data_addresses)
{
	static const struct console_case cases[] = {
		{ "const i = new Image(); i.onload = () => console.log('load', i.complete); i.onerror = () => console.log('error', i.complete); console.log(i.complete, i.src === ''); i.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'; console.log('sync');",
		  "true true\n"
		  "sync\n"
		  "load true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_resource, broken_ones)
{
	static const struct console_case cases[] = {
		{ "const b = new Image(); b.onerror = (e) => console.log('error', e.type, e.bubbles); b.onload = () => console.log('never'); b.src = 'data:text/plain,x'; console.log(b.src, b.width);",
		  "data:text/plain,x 0\n"
		  "error error false" },
	};
	EXPECT_PRINTS("browser", cases);
}
