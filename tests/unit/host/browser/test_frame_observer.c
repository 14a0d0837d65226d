/* SPDX-License-Identifier: MIT */
/*
 * test_frame_observer.c - ResizeObserver and IntersectionObserver in a frame. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_frame_observer, resize_hears_of_content_boxes)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('div'); e.style.cssText = 'width:100px;height:50px;padding:5px'; document.body.append(e);\n"
		  "const o = new ResizeObserver((l) => { for (const x of l) console.log(x.target === e, x.contentRect.width, x.contentRect.height, x.contentRect.left); });\n"
		  "o.observe(e); o.observe(e); o.observe(document.createElement('p'));\n"
		  "setTimeout(() => { e.style.width = '20px'; setTimeout(() => { e.style.color = 'red'; setTimeout(() => { e.remove(); setTimeout(() => o.disconnect(), 100); }, 100); }, 100); }, 100);",
		  "true 100 50 5\n"
		  "false 0 0 0\n"
		  "true 20 50 5\n"
		  "true 0 0 0" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_frame_observer, unobserved_elements_are_silent)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('div'); e.style.cssText = 'width:1px;height:1px'; document.body.append(e);\n"
		  "const o = new ResizeObserver(() => console.log('resize')); o.observe(e); o.unobserve(e);\n"
		  "const p = new IntersectionObserver(() => console.log('seen')); p.observe(e); p.disconnect(); setTimeout(() => console.log('end', p.takeRecords().length), 100);",
		  "end 0" },
	};
	EXPECT_PRINTS("browser", cases);
}
