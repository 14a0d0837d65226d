/* SPDX-License-Identifier: MIT */
/*
 * test_rejections.c - Rejections that nobody handles. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_rejections, listeners_are_told_in_turn)
{
	static const struct console_case cases[] = {
		{ "process.on('unhandledRejection', (r, p) => { console.log('unhandled', r, p instanceof Promise); p.catch(() => {}); }); process.on('rejectionHandled', (p) => console.log('handled')); const a = Promise.reject(1), b = Promise.reject(2); a.catch(() => console.log('caught 1')); Promise.resolve().then(() => Promise.reject(3)); process.nextTick(() => console.log('tick')); setTimeout(() => console.log('timer'));",
		  "tick\n"
		  "caught 1\n"
		  "unhandled 2 true\n"
		  "unhandled 3 true\n"
		  "handled\n"
		  "handled\n"
		  "timer" },
	};
	EXPECT_PRINTS("node", cases);
}
