/* SPDX-License-Identifier: MIT */
/*
 * test_conversion_context.c - What stands before the errors of conversions. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_conversion_context, members_are_named)
{
	static const struct console_case cases[] = {
		{ "const say = (f) => { try { f(); } catch (e) { console.log(e.message); } }; const d = document.createElement('p'), s = Symbol();\n"
		  "say(() => d.setAttribute('a', s)); say(() => { d.id = s; }); say(() => new Event(s)); say(() => new MouseEvent('x', { clientX: 1n })); say(() => setTimeout(() => 1, s)); say(() => new Headers({ a: s }));\n"
		  "say(() => { new URL('http://a').hash = s; }); say(() => atob(s)); say(() => { d.classList = s; }); say(() => d.setAttribute('a', { toString() { return s + ''; } })); say(() => Number(s)); say(() => `${s}`);",
		  "Failed to execute 'setAttribute' on 'Element': Cannot convert a Symbol value to a string\n"
		  "Failed to set the 'id' property on 'Element': Cannot convert a Symbol value to a string\n"
		  "Failed to construct 'Event': Cannot convert a Symbol value to a string\n"
		  "Failed to construct 'MouseEvent': Failed to read the 'clientX' property from 'MouseEventInit': Cannot convert a BigInt value to a number\n"
		  "Failed to execute 'setTimeout' on 'Window': Cannot convert a Symbol value to a number\n"
		  "Failed to construct 'Headers': Cannot convert a Symbol value to a string\n"
		  "Failed to set the 'hash' property on 'URL': Cannot convert a Symbol value to a string\n"
		  "Failed to execute 'atob' on 'Window': Cannot convert a Symbol value to a string\n"
		  "Failed to set the 'value' property on 'DOMTokenList': Cannot convert a Symbol value to a string\n"
		  "Cannot convert a Symbol value to a string\n"
		  "Cannot convert a Symbol value to a number\n"
		  "Cannot convert a Symbol value to a string" },
	};
	EXPECT_PRINTS("browser", cases);
}
