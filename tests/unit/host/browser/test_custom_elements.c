/* SPDX-License-Identifier: MIT */
/*
 * test_custom_elements.c - Custom elements. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_custom_elements, reactions)
{
	static const struct console_case cases[] = {
		{ "class A extends HTMLElement { static observedAttributes = ['x']; constructor() { super(); console.log('made', this.isConnected); } attributeChangedCallback(...a) { console.log(a.join('|')); } connectedCallback() { console.log('in'); } adoptedCallback() { console.log('adopted'); } } const before = document.createElement('a-a'); before.setAttribute('x', 1); document.body.append(before); console.log(before instanceof A, before.matches(':defined')); customElements.whenDefined('a-a').then((c) => console.log('defined', c === A)); customElements.define('a-a', A); console.log(before instanceof A, before.matches(':defined')); before.setAttribute('x', 2); before.setAttribute('y', 2); before.removeAttribute('x'); const late = document.createElement('a-a'); late.setAttribute('x', ''); console.log(customElements.get('a-a') === A, customElements.get('b-b'), customElements.getName(A));",
		  "false false\n"
		  "made true\n"
		  "x||1|\n"
		  "in\n"
		  "true true\n"
		  "x|1|2|\n"
		  "x|2||\n"
		  "made false\n"
		  "x|||\n"
		  "true undefined 'a-a'\n"
		  "defined true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_custom_elements, what_is_refused)
{
	static const struct console_case cases[] = {
		{ "class A extends HTMLElement {} customElements.define('a-b', A); for (const f of [() => customElements.define('a-b', class extends HTMLElement {}), () => customElements.define('c-c', A), () => customElements.define('nodash', class {}), () => customElements.define('A-b', class {}), () => customElements.define('d-d', 5), () => new (class extends HTMLElement {})(), () => A(), () => new HTMLElement(), () => document.createElement('e-e') instanceof HTMLElement]) try { console.log(f()); } catch (e) { console.log(e.name, e.message); } customElements.define('t-t', class extends HTMLElement { constructor() { super(); throw new Error('in constructor'); } }); window.onerror = (m) => (console.log('onerror', m), true); console.log(document.createElement('t-t') instanceof HTMLUnknownElement);",
		  "NotSupportedError Failed to execute 'define' on 'CustomElementRegistry': the name \"a-b\" has already been used with this registry\n"
		  "NotSupportedError Failed to execute 'define' on 'CustomElementRegistry': this constructor has already been used with this registry\n"
		  "SyntaxError Failed to execute 'define' on 'CustomElementRegistry': \"nodash\" is not a valid custom element name\n"
		  "SyntaxError Failed to execute 'define' on 'CustomElementRegistry': \"A-b\" is not a valid custom element name\n"
		  "TypeError Failed to execute 'define' on 'CustomElementRegistry': parameter 2 is not of type 'Function'.\n"
		  "TypeError Failed to construct 'HTMLElement': Illegal constructor\n"
		  "TypeError Class constructor A cannot be invoked without 'new'\n"
		  "TypeError Failed to construct 'HTMLElement': Illegal constructor\n"
		  "true\n"
		  "onerror Uncaught Error: in constructor\n"
		  "true" },
	};
	EXPECT_PRINTS("browser", cases);
}
