/* SPDX-License-Identifier: MIT */
/*
 * test_event_init.c - what init dictionaries of events say, converted. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_event_init, numbers_are_those_of_their_types)
{
	static const struct console_case cases[] = {
		{ "const n = (C, k, v) => new C('x', { [k]: v })[k];\n"
		  "console.log(n(UIEvent, 'detail', 1.7), n(UIEvent, 'detail', NaN), n(KeyboardEvent, 'location', -1.5), n(MouseEvent, 'buttons', 70000), n(CloseEvent, 'code', -1));\n"
		  "console.log(n(WheelEvent, 'deltaX', 1.7), n(PointerEvent, 'clientX', 1.7), n(MouseEvent, 'clientX', 1.7), n(MouseEvent, 'clientX', -1.5), n(MouseEvent, 'button', -1));",
		  "1 0 4294967295 4464 65535\n"
		  "1.7 1.7 1 -2 0" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_web_event_init, members_that_are_none)
{
	static const struct console_case cases[] = {
		{ "for (const f of [() => new WheelEvent('x', { deltaX: NaN }), () => new UIEvent('x', { view: {} }), () => new PromiseRejectionEvent('x', {}), () => new FormDataEvent('x')])\n"
		  "	try { f(); } catch (e) { console.log(e.message); }",
		  "Failed to construct 'WheelEvent': Failed to read the 'deltaX' property from 'WheelEventInit': The provided double value is non-finite.\n"
		  "Failed to construct 'UIEvent': Failed to read the 'view' property from 'UIEventInit': Failed to convert value to 'Window'.\n"
		  "Failed to construct 'PromiseRejectionEvent': Failed to read the 'promise' property from 'PromiseRejectionEventInit': Required member is undefined.\n"
		  "Failed to construct 'FormDataEvent': 2 arguments required, but only 1 present." },
	};
	EXPECT_PRINTS("browser", cases);
}
