/* SPDX-License-Identifier: MIT */
/*
 * test_platform.c - What platform objects have in common. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_platform, receivers_and_constructors)
{
	static const struct console_case cases[] = {
		{ "for (const f of [() => Node.prototype.nodeName, () => EventTarget.prototype.addEventListener.call({}, 'x', () => {}), () => document.createElement.call(window, 'p'), () => new Node(), () => Node(), () => new HTMLDivElement(), () => Event.prototype.type, () => AbortSignal.prototype.aborted, () => Element.prototype.getAttribute.call(document.createTextNode('x'), 'y'), () => document.body.getAttribute(), () => document.createElement('p').appendChild('x')]) try { console.log(String(f())); } catch (e) { console.log(e.name, e.message); } console.log(Object.prototype.toString.call(document.body), Object.getPrototypeOf(HTMLDivElement) === HTMLElement, HTMLElement.name, HTMLElement.length, Object.getOwnPropertyDescriptor(window, 'Node').enumerable, Symbol.toStringTag in Node.prototype, Node.ELEMENT_NODE, document.body.ELEMENT_NODE);",
		  "TypeError Illegal invocation\n"
		  "TypeError Illegal invocation\n"
		  "TypeError Illegal invocation\n"
		  "TypeError Failed to construct 'Node': Illegal constructor\n"
		  "TypeError Illegal constructor\n"
		  "TypeError Failed to construct 'HTMLDivElement': Illegal constructor\n"
		  "TypeError Illegal invocation\n"
		  "TypeError Illegal invocation\n"
		  "TypeError Illegal invocation\n"
		  "TypeError Failed to execute 'getAttribute' on 'Element': 1 argument required, but only 0 present.\n"
		  "TypeError Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'.\n"
		  "[object HTMLBodyElement] true HTMLElement 0 false true 1 1" },
	};
	EXPECT_PRINTS("browser", cases);
}
