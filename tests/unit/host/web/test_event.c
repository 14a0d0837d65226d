/* SPDX-License-Identifier: MIT */
/*
 * test_event.c - Events. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_event, attributes_and_constructors)
{
	static const struct console_case cases[] = {
		{ "const e = new Event('x', { bubbles: true, cancelable: 1 }); console.log(e.type, e.bubbles, e.cancelable, e.composed, e.target, e.currentTarget, e.eventPhase, e.defaultPrevented, e.isTrusted, typeof e.timeStamp, String(e), e.returnValue, e.cancelBubble, e.composedPath().length); e.preventDefault(); console.log(e.defaultPrevented, e.returnValue); const c = new CustomEvent('c', { detail: { a: 1 } }); console.log(c.detail.a, c instanceof Event, new CustomEvent('d').detail, Event.NONE, Event.BUBBLING_PHASE, e.AT_TARGET); const k = new KeyboardEvent('keydown', { key: 'a', ctrlKey: true }), m = new MouseEvent('click', { clientX: 5, button: 2 }); console.log(k.key, k.ctrlKey, k.code === '', m.clientX, m.button, m instanceof UIEvent, k instanceof UIEvent); for (const f of [() => new Event(), () => Event('x'), () => new Event('x', 5), () => new MessageEvent('m', { data: 1 }).data, () => new Event(null).type]) try { console.log(f()); } catch (x) { console.log(x.name, x.message); }",
		  "x true true false null null 0 false false number [object Event] true false 0\n"
		  "true false\n"
		  "1 true null 0 3 2\n"
		  "a true true 5 2 true true\n"
		  "TypeError Failed to construct 'Event': 1 argument required, but only 0 present.\n"
		  "TypeError Failed to construct 'Event': Please use the 'new' operator, this DOM object constructor cannot be called as a function.\n"
		  "TypeError Failed to construct 'Event': The provided value is not of type 'EventInit'.\n"
		  "1\n"
		  "null" },
	};
	EXPECT_PRINTS("browser", cases);
}
