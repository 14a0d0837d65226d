/* SPDX-License-Identifier: MIT */
/*
 * test_image.c - When images are complete and have events. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

#define GIF "'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'"

Test(host_browser_image, data_is_there_at_the_checkpoint)
{
	static const struct console_case cases[] = {
		{ "const i = new Image(); i.onload = () => console.log('load', i.naturalWidth); i.src = " GIF "; console.log(i.complete);\n"
		  "Promise.resolve().then(() => console.log('micro', i.complete));",
		  "false\n"
		  "micro true\n"
		  "load 1" },
		{ "const i = new Image(); i.onerror = () => console.log('error', i.complete); i.src = 'data:text/plain,x'; console.log(i.complete);", "false\nerror true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_image, only_the_last_address_has_events)
{
	static const struct console_case cases[] = {
		{ "const i = new Image(); i.onload = () => console.log('load'); i.onerror = () => console.log('error'); i.src = ''; i.src = " GIF "; i.src = " GIF " + '#2';",
		  "load" },
		{ "const i = new Image(); i.onerror = () => console.log('error', i.complete); i.src = '';", "error true" },
		{ "const i = new Image(); i.onerror = i.onload = () => console.log('event'); i.src = " GIF "; i.removeAttribute('src'); setTimeout(() => console.log(i.complete), 50);",
		  "true" },
		{ "const i = new Image(); i.onerror = i.onload = () => console.log('event'); i.src = 'https://x.invalid/1.png'; i.src = 'https://x.invalid/2.png';", "event" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_image, one_that_was_loaded_is_there_at_once)
{
	static const struct console_case cases[] = {
		{ "const i = new Image(); i.onload = () => { const j = new Image(); j.src = " GIF "; console.log(j.complete); }; i.src = " GIF ";", "true" },
	};
	EXPECT_PRINTS("browser", cases);
}
