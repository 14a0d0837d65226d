/* SPDX-License-Identifier: MIT */
/*
 * test_storage.c - localStorage and sessionStorage. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_storage, texts_by_name)
{
	static const struct console_case cases[] = {
		{ "localStorage.clear();\n"
		  "localStorage.setItem('b', 1); localStorage.a = { x: 1 }; localStorage['c d'] = null;\n"
		  "console.log(localStorage.length, localStorage.getItem('b'), typeof localStorage.b, localStorage.a, localStorage.getItem('c d'), localStorage.getItem('none'), localStorage.none);\n"
		  "console.log(Object.keys(localStorage).sort().join(), 'b' in localStorage, 'zz' in localStorage, localStorage.hasOwnProperty('a'), JSON.stringify(Object.entries(localStorage).sort()));\n"
		  "delete localStorage.a; localStorage.removeItem('zz'); console.log(localStorage.length, localStorage.key(9), [localStorage.key(0), localStorage.key(1)].sort().join());\n"
		  "localStorage.setItem('getItem', 'x'); console.log(typeof localStorage.getItem, localStorage.getItem('getItem'));\n"
		  "localStorage.clear(); console.log(localStorage.length, localStorage === window.localStorage, localStorage === sessionStorage, sessionStorage.length, String(localStorage));\n"
		  "try { localStorage.setItem('x'); } catch (e) { console.log(e.name); }",
		  "3 '1' 'string' '[object Object]' 'null' null undefined\n"
		  "a,b,c d true false true [[\"a\",\"[object Object]\"],[\"b\",\"1\"],[\"c d\",\"null\"]]\n"
		  "2 null 'b,c d'\n"
		  "function x\n"
		  "0 true false 0 '[object Storage]'\n"
		  "TypeError" },
	};
	EXPECT_PRINTS("browser", cases);
}
