/* SPDX-License-Identifier: MIT */
/*
 * test_platform_properties.c - what objects with indexes or names of their own let be read, set, defined and deleted. What is
 * expected is what Chromium prints.
 */
#include "../../console/prediction.h"

#define PAGE                                                                                                                       \
	"document.body.innerHTML = '<div id=box><p id=one></p></div><form id=f><input name=a></form><i class=\"x y\" id=t></i>';\n" \
	"const $ = (id) => document.getElementById(id);\n"                                                                          \
	"const say = (f) => { let r; try { r = f(); } catch (e) { r = e.name + ': ' + e.message; } console.log(r); };\n"

Test(host_browser_platform_properties, assignments_that_strict_code_is_told_of)
{
	static const struct console_case cases[] = {
		{ PAGE "say(() => { 'use strict'; $('box').children[0] = 1; });\n"
		       "say(() => { 'use strict'; $('box').children[7] = 1; });\n"
		       "say(() => { 'use strict'; $('box').children.one = 1; });\n"
		       "say(() => { 'use strict'; return $('box').children.other = 1; });\n"
		       "say(() => { 'use strict'; $('f').a = 1; });\n"
		       "say(() => $('box').children[0] = 1);",
		  "TypeError: Failed to set an indexed property [0] on 'HTMLCollection': Indexed property setter is not supported.\n"
		  "TypeError: Failed to set an indexed property [7] on 'HTMLCollection': Indexed property setter is not supported.\n"
		  "TypeError: Failed to set a named property 'one' on 'HTMLCollection': Named property setter is not supported.\n"
		  "1\n"
		  "TypeError: Failed to set a named property 'a' on 'HTMLFormElement': Named property setter is not supported.\n"
		  "1" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_platform_properties, definitions)
{
	static const struct console_case cases[] = {
		{ PAGE "const get = () => 1;\n"
		       "say(() => Object.defineProperty($('t').classList, 0, { value: 1 }));\n"
		       "say(() => Object.defineProperty($('t').classList, 0, { get }));\n"
		       "say(() => Object.defineProperty($('t').dataset, 'k', { get }));\n"
		       "say(() => Object.defineProperty($('t').dataset, 'k', { value: 2 }) && $('t').dataset.k);\n"
		       "say(() => Reflect.defineProperty($('t').classList, 0, { value: 1 }) + $('t').classList[0]);\n"
		       "say(() => Reflect.set($('t').attributes, 'id', 1) + $('t').id);",
		  "TypeError: Failed to set an indexed property [0] on 'DOMTokenList': Index property setter is not supported.\n"
		  "TypeError: Failed to set an indexed property [0] on 'DOMTokenList': Accessor properties are not allowed.\n"
		  "TypeError: Failed to set a named property 'k' on 'DOMStringMap': Accessor properties are not allowed.\n"
		  "2\n"
		  "truex\n"
		  "truet" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_platform_properties, deletions)
{
	static const struct console_case cases[] = {
		{ PAGE "say(() => { 'use strict'; delete $('box').children[0]; });\n"
		       "say(() => { 'use strict'; delete $('box').children.one; });\n"
		       "say(() => { 'use strict'; return delete $('box').children[7]; });\n"
		       "say(() => delete $('t').classList[0]);\n"
		       "say(() => delete $('t').dataset.k);",
		  "TypeError: Failed to delete an indexed property [0] from 'HTMLCollection': Index property deleter is not supported.\n"
		  "TypeError: Failed to delete a named property 'one' from 'HTMLCollection': Named property deleter is not supported.\n"
		  "true\n"
		  "false\n"
		  "true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_platform_properties, several_elements_of_one_name_are_a_collection)
{
	static const struct console_case cases[] = {
		{ "document.body.innerHTML = '<div id=\"two\"></div><div id=\"two\" class=\"k\"></div><img name=\"n\" id=\"i\">';\n"
		  "console.log(String(window.two), window.two.length, document.i === document.n, typeof document.two);\n"
		  "document.querySelector('.k').remove(); console.log(String(window.two));",
		  "[object HTMLCollection] 2 true undefined\n"
		  "[object HTMLDivElement]" },
	};
	EXPECT_PRINTS("browser", cases);
}
