/* SPDX-License-Identifier: MIT */
/*
 * test_event_target.c - Event targets. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_event_target, order_of_listeners)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'), s = document.createElement('span'); d.append(s); const on = (t, n, o) => t.addEventListener('x', (e) => console.log(n, e.eventPhase, e.currentTarget === t, e.target === s), o); on(d, 'd capture', true); on(d, 'd bubble'); on(s, 's bubble'); on(s, 's capture', { capture: true }); on(s, 'once', { once: true }); s.onx = () => console.log('never'); s.dispatchEvent(new Event('x', { bubbles: true })); s.dispatchEvent(new Event('x'));",
		  "d capture 1 true true\n"
		  "s capture 2 true true\n"
		  "s bubble 2 true true\n"
		  "once 2 true true\n"
		  "d bubble 3 true true\n"
		  "d capture 1 true true\n"
		  "s capture 2 true true\n"
		  "s bubble 2 true true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_web_event_target, stopping_removing_signals)
{
	static const struct console_case cases[] = {
		{ "const t = new EventTarget(); const f = () => console.log('f'); t.addEventListener('a', f); t.addEventListener('a', f); t.addEventListener('a', f, true); t.dispatchEvent(new Event('a')); t.removeEventListener('a', f); t.dispatchEvent(new Event('a')); t.addEventListener('b', (e) => { console.log('b1'); e.stopImmediatePropagation(); t.addEventListener('b', () => console.log('b3')); }); t.addEventListener('b', () => console.log('b2')); t.dispatchEvent(new Event('b')); const c = new AbortController(); t.addEventListener('c', () => console.log('c'), { signal: c.signal }); c.abort(); t.dispatchEvent(new Event('c')); t.addEventListener('d', { handleEvent(e) { console.log('object', this !== t, e.type); } }); t.addEventListener('d', null); console.log(t.dispatchEvent(new Event('d')), t.dispatchEvent((() => { const e = new Event('p', { cancelable: true }); t.addEventListener('p', (x) => x.preventDefault(), { passive: true }); return e; })())); for (const g of [() => t.addEventListener('x'), () => t.addEventListener('x', 5), () => t.dispatchEvent({}), () => t.dispatchEvent()]) try { console.log(g()); } catch (e) { console.log(e.name, e.message); } const e = new Event('r'); t.addEventListener('r', () => { try { t.dispatchEvent(e); } catch (x) { console.log(x.name); } }); t.dispatchEvent(e);",
		  "f\n"
		  "f\n"
		  "f\n"
		  "b1\n"
		  "object true d\n"
		  "true true\n"
		  "TypeError Failed to execute 'addEventListener' on 'EventTarget': 2 arguments required, but only 1 present.\n"
		  "TypeError Failed to execute 'addEventListener' on 'EventTarget': parameter 2 is not of type 'Object'.\n"
		  "TypeError Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.\n"
		  "TypeError Failed to execute 'dispatchEvent' on 'EventTarget': 1 argument required, but only 0 present.\n"
		  "InvalidStateError" },
	};
	EXPECT_PRINTS("browser", cases);
}
