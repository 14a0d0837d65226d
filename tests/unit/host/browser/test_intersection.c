/* SPDX-License-Identifier: MIT */
/*
 * test_intersection.c - IntersectionObserver: its options and what it is told. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_intersection, margins)
{
	static const struct console_case cases[] = {
		{ "const m = (rootMargin) => { try { return new IntersectionObserver(() => {}, { rootMargin }).rootMargin; } catch (e) { return e.name; } };\n"
		  "for (const x of ['', '-1.5px', '2.5%', '1px 2px 3px', '1PX', '1px 2', '1cm', '1px 1px 1px 1px 1px', 5]) console.log(m(x));",
		  "0px 0px 0px 0px\n"
		  "-2px -2px -2px -2px\n"
		  "2.5% 2.5% 2.5% 2.5%\n"
		  "1px 2px 3px 2px\n"
		  "1px 1px 1px 1px\n"
		  "SyntaxError\n"
		  "37px 37px 37px 37px\n"
		  "SyntaxError\n"
		  "SyntaxError" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_intersection, thresholds_and_root)
{
	static const struct console_case cases[] = {
		{ "const t = (threshold) => { try { const { thresholds } = new IntersectionObserver(() => {}, { threshold }); return `${thresholds} ${Object.isFrozen(thresholds)}`; } catch (e) { return e.name; } };\n"
		  "for (const x of [undefined, [1, 0, 0.5], [], 0.1, '0.25', 1.5, [0, -0.1], NaN, null]) console.log(t(x));\n"
		  "console.log(new IntersectionObserver(() => {}, { root: document }).root === document, new IntersectionObserver(() => {}).root);\n"
		  "try { new IntersectionObserver(() => {}, { root: 1 }); } catch (e) { console.log(e.name); }",
		  "0 true\n"
		  "0,0.5,1 true\n"
		  "0 true\n"
		  "0.10000000149011612 true\n"
		  "0.25 true\n"
		  "RangeError\n"
		  "RangeError\n"
		  "TypeError\n"
		  "0 true\n"
		  "true null\n"
		  "TypeError" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_intersection, what_is_drawn_is_seen)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('div'); document.body.append(e);\n"
		  "const o = new IntersectionObserver((l) => { for (const x of l) console.log(x.isIntersecting, x.intersectionRatio); });\n"
		  "o.observe(e); o.observe(document.createElement('p'));\n"
		  "setTimeout(() => { e.style.display = 'none'; setTimeout(() => { e.style.display = ''; setTimeout(() => { o.disconnect(); e.remove(); }, 300); }, 300); }, 300);",
		  "true 1\n"
		  "false 0\n"
		  "false 0\n"
		  "true 1" },
	};
	EXPECT_PRINTS("browser", cases);
}
