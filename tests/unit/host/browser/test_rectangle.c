/* SPDX-License-Identifier: MIT */
/*
 * test_rectangle.c - Rectangles of the Geometry Interfaces. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_rectangle, sides_of_rectangles)
{
	static const struct console_case cases[] = {
		{ "const r = new DOMRect(10, 20, -30, 40);\n"
		  "console.log(r.x, r.y, r.width, r.height, r.top, r.right, r.bottom, r.left);\n"
		  "r.x = 5; r.width = '8';\n"
		  "console.log(r.left, r.right, JSON.stringify(r));\n"
		  "console.log(JSON.stringify(new DOMRect()), JSON.stringify(DOMRect.fromRect({ x: 1, height: 2 })), JSON.stringify(DOMRectReadOnly.fromRect()));",
		  "10 20 -30 40 20 10 60 -20\n"
		  "5 13 '{\"x\":5,\"y\":20,\"width\":8,\"height\":40,\"top\":20,\"right\":13,\"bottom\":60,\"left\":5}'\n"
		  "{\"x\":0,\"y\":0,\"width\":0,\"height\":0,\"top\":0,\"right\":0,\"bottom\":0,\"left\":0} {\"x\":1,\"y\":0,\"width\":0,\"height\":2,\"top\":0,\"right\":1,\"bottom\":2,\"left\":1} {\"x\":0,\"y\":0,\"width\":0,\"height\":0,\"top\":0,\"right\":0,\"bottom\":0,\"left\":0}" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_rectangle, what_is_read_only)
{
	static const struct console_case cases[] = {
		{ "'use strict';\n"
		  "const r = new DOMRectReadOnly(1, 2, 3, 4);\n"
		  "for (const name of ['x', 'right']) try { r[name] = 9; } catch (e) { console.log(e.name, name, r[name]); }\n"
		  "console.log(r instanceof DOMRectReadOnly, r instanceof DOMRect, new DOMRect() instanceof DOMRectReadOnly, String(r), String(new DOMRect()));\n"
		  "try { DOMRect(); } catch (e) { console.log(e.name); }\n"
		  "console.log(new DOMRect(NaN, Infinity).right, new DOMRect(undefined, null, true).width);",
		  "TypeError x 1\n"
		  "TypeError right 4\n"
		  "true false true '[object DOMRectReadOnly]' '[object DOMRect]'\n"
		  "TypeError\n"
		  "NaN 1" },
	};
	EXPECT_PRINTS("browser", cases);
}
