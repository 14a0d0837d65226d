/* SPDX-License-Identifier: MIT */
/*
 * test_receiver.c - members of interfaces called on other objects. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_receiver, members_are_for_their_interface)
{
	static const struct console_case cases[] = {
		{ "const get = (C, k, o) => { try { return String(Object.getOwnPropertyDescriptor(C.prototype, k).get.call(o)); } catch (e) { return e.message; } };\n"
		  "const make = (t) => document.createElement(t);\n"
		  "console.log(get(HTMLAnchorElement, 'target', make('form')), '|', get(HTMLAnchorElement, 'target', make('a')), '|', get(HTMLInputElement, 'value', make('textarea')));\n"
		  "console.log(get(HTMLElement, 'onmouseenter', {}), '|', get(Node, 'nodeType', undefined), '|', get(HTMLMediaElement, 'paused', make('audio')));\n"
		  "HTMLImageElement.prototype.decode.call({}).catch((e) => console.log(e.message));",
		  "Illegal invocation |  | Illegal invocation\n"
		  "undefined | Illegal invocation | true\n"
		  "Failed to execute 'decode' on 'HTMLImageElement': Illegal invocation" },
	};
	EXPECT_PRINTS("browser", cases);
}
