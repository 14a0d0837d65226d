/* SPDX-License-Identifier: MIT */
/*
 * test_performance.c - The performance object. What is expected is what Node 20 prints.
 */
#include "../console/prediction.h"

Test(host_performance, marks_and_measures)
{
	static const struct console_case cases[] = {
		{ "const m = performance.mark('a', { startTime: 5, detail: { x: 1 } }); console.log(m.name, m.entryType, m.startTime, m.duration, m.detail.x, m.constructor.name);\n"
		  "performance.mark('b', { startTime: 9 }); const x = performance.measure('m', 'a', 'b'); console.log(x.duration, x.startTime, performance.getEntriesByType('mark').length, performance.getEntriesByName('m')[0] === x, performance.getEntries().length >= 3);\n"
		  "performance.clearMarks('a'); console.log(performance.getEntriesByType('mark').map((e) => e.name).join()); try { performance.measure('q', 'none'); } catch (e) { console.log(e.name, e.message); }\n"
		  "console.log(typeof performance.now(), performance.now() >= 0, String(performance));",
		  "a mark 5 0 1 PerformanceMark\n"
		  "4 5 2 true true\n"
		  "b\n"
		  "SyntaxError The \"none\" performance mark has not been set\n"
		  "number true [object Performance]" },
	};
	EXPECT_PRINTS("node", cases);
}
