/* SPDX-License-Identifier: MIT */
/*
 * test_scheduler.c - Prioritized tasks. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_scheduler, priorities)
{
	static const struct console_case cases[] = {
		{ "scheduler.postTask(() => console.log('background'), { priority: 'background' }); scheduler.postTask(() => console.log('visible')); scheduler.postTask(() => console.log('blocking'), { priority: 'user-blocking' }); scheduler.postTask(() => 5).then((v) => console.log('value', v)); scheduler.postTask(() => { throw new Error('x'); }).catch((e) => console.log(e.message)); console.log('sync'); (async () => { await scheduler.yield(); console.log('yielded'); })();",
		  "sync\n"
		  "blocking\n"
		  "yielded\n"
		  "visible\n"
		  "value 5\n"
		  "x\n"
		  "background" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_scheduler, controllers)
{
	static const struct console_case cases[] = {
		{ "const c = new TaskController({ priority: 'background' }); console.log(c.signal.priority, c.signal instanceof AbortSignal, String(c.signal)); c.signal.onprioritychange = (e) => console.log('change', e.previousPriority, c.signal.priority); scheduler.postTask(() => console.log('moved'), { signal: c.signal }); scheduler.postTask(() => console.log('visible')); c.setPriority('user-blocking'); const a = new AbortController(); scheduler.postTask(() => console.log('never'), { signal: a.signal }).catch((e) => console.log(e.name)); a.abort(); try { c.setPriority('x'); } catch (e) { console.log(e.name); } scheduler.postTask(5).catch((e) => console.log(e.name));",
		  "background true [object TaskSignal]\n"
		  "change background user-blocking\n"
		  "TypeError\n"
		  "AbortError\n"
		  "TypeError\n"
		  "moved\n"
		  "visible" },
	};
	EXPECT_PRINTS("browser", cases);
}
