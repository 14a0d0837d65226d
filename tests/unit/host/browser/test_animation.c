/* SPDX-License-Identifier: MIT */
/*
 * test_animation.c - Animation frames and idle time. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_animation, frames)
{
	static const struct console_case cases[] = {
		{ "const t = []; requestAnimationFrame((a) => { t.push(a); Promise.resolve().then(() => console.log('microtask')); requestAnimationFrame((b) => console.log('next frame', b > a)); }); requestAnimationFrame((b) => console.log('same time', b === t[0], typeof b)); const id = requestAnimationFrame(() => console.log('never')); cancelAnimationFrame(id); cancelAnimationFrame(999); console.log(typeof id, 'sync'); try { requestAnimationFrame(5); } catch (e) { console.log(e.name, e.message); } requestAnimationFrame(() => requestAnimationFrame(() => { const x = requestAnimationFrame(() => console.log('never')); requestAnimationFrame(() => console.log('last')); cancelAnimationFrame(x); }));",
		  "number sync\n"
		  "TypeError Failed to execute 'requestAnimationFrame' on 'Window': parameter 1 is not of type 'Function'.\n"
		  "microtask\n"
		  "same time true number\n"
		  "next frame true\n"
		  "last" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_animation, idle_callbacks)
{
	static const struct console_case cases[] = {
		{ "const id = requestIdleCallback(() => console.log('never')); cancelIdleCallback(id); requestIdleCallback((d) => console.log('idle', typeof d.timeRemaining(), d.didTimeout, String(d))); requestIdleCallback(() => console.log('idle 2')); console.log(typeof id); try { requestIdleCallback({}); } catch (e) { console.log(e.name); }",
		  "number\n"
		  "TypeError\n"
		  "idle number false [object IdleDeadline]\n"
		  "idle 2" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_animation, an_idle_callback_asked_for_in_one_waits_for_the_next_period)
{
	static const struct console_case cases[] = {
		{ "let f = 0; const idle = () => { console.log('idle', f); if (f < 3) requestIdleCallback(idle); };\n"
		  "requestAnimationFrame(function loop() { if (++f === 1) requestIdleCallback(idle); if (f < 6) requestAnimationFrame(loop); });",
		  "idle 1\n"
		  "idle 2\n"
		  "idle 3" },
	};
	EXPECT_PRINTS("browser", cases);
}
