/* SPDX-License-Identifier: MIT */
/*
 * test_window.c - The window. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_window, the_global_object)
{
	static const struct console_case cases[] = {
		{ "var v = 1; console.log(window === self, window === globalThis, window.window === window, window.v, top === window, parent === window, frames === window, opener, name === '', String(window), typeof window.closed, closed, window.document === document, Object.prototype.toString.call(window)); window.onload = () => console.log('load'); console.log(typeof window.onload, isSecureContext === true || isSecureContext === false, typeof innerWidth, 'onerror' in window, window.onerror); postMessage({ a: 1 }, '*'); window.onmessage = (e) => console.log('message', e.data.a, e.source === window, e.origin === location.origin); console.log(window.toString === Object.prototype.toString, Object.getPrototypeOf(window) === Window.prototype); try { new Window(); } catch (e) { console.log(e.name); }",
		  "true true true 1 true true true null true '[object Window]' 'boolean' false true '[object Window]'\n"
		  "function true number true null\n"
		  "true true\n"
		  "TypeError\n"
		  "message 1 true true\n"
		  "load" },
	};
	EXPECT_PRINTS("browser", cases);
}
