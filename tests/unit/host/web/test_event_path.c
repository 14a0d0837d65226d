/* SPDX-License-Identifier: MIT */
/*
 * test_event_path.c - targets and related targets along the path of an event. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_event_path, related_targets_in_shadow_trees)
{
	static const struct console_case cases[] = {
		{ "const host = document.createElement('div'); document.body.append(host);\n"
		  "const root = host.attachShadow({ mode: 'open' }); root.innerHTML = '<p id=a></p><p id=b></p>'; const [a, b] = root.children;\n"
		  "const name = (n) => (n === root ? 'root' : n?.id || n?.localName);\n"
		  "for (const t of [a, root, host, document.body]) t.addEventListener('x', (e) => console.log(name(t), name(e.target), name(e.relatedTarget)));\n"
		  "const fire = (t, relatedTarget) => t.dispatchEvent(new MouseEvent('x', { bubbles: true, composed: true, relatedTarget }));\n"
		  "fire(a, b); console.log('-'); fire(a, document.body); console.log('-'); console.log(fire(host, a));",
		  "a a b\n"
		  "root a b\n"
		  "-\n"
		  "a a body\n"
		  "root a body\n"
		  "div div body\n"
		  "body div body\n"
		  "-\n"
		  "true" },
	};
	EXPECT_PRINTS("browser", cases);
}
