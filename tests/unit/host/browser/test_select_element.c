/* SPDX-License-Identifier: MIT */
/*
 * test_select_element.c - Select elements and their options. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_select_element, which_option_is_selected)
{
	static const struct console_case cases[] = {
		{ "const s = document.createElement('select');\n"
		  "console.log(s.selectedIndex, JSON.stringify(s.value), s.type, s.length);\n"
		  "s.innerHTML = '<option>a<option value=\"x\" selected>b<optgroup><option disabled>c</optgroup>';\n"
		  "console.log(s.selectedIndex, s.value, s.length, s.options.length, s.selectedOptions.length, s.selectedOptions[0].text);\n"
		  "s.value = 'a'; console.log(s.selectedIndex, s.options[1].selected, s.options[1].defaultSelected);\n"
		  "s.value = 'none'; console.log(s.selectedIndex, JSON.stringify(s.value));\n"
		  "s.options[2].selected = true; console.log(s.selectedIndex, s.value);\n"
		  "s.selectedIndex = 9; console.log(s.selectedIndex);",
		  "-1 '\"\"' 'select-one' 0\n"
		  "1 'x' 3 3 1 'b'\n"
		  "0 false true\n"
		  "-1 '\"\"'\n"
		  "2 'c'\n"
		  "-1" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_select_element, options_come_and_go)
{
	static const struct console_case cases[] = {
		{ "const s = document.createElement('select');\n"
		  "s.add(new Option('one', '1')); s.add(new Option('two', '2', true, true)); s.add(new Option('zero', '0'), 0); s.add(new Option('before two'), s.options[2]);\n"
		  "console.log([...s.options].map((o) => `${o.index}${o.text}=${o.value}`).join(), s.value);\n"
		  "s.remove(0); s.options.remove(0); console.log(s.length, s.options[0].text);\n"
		  "s.length = 4; console.log([...s.options].map((o) => o.text).join('|'), s.length);\n"
		  "s.options.length = 1; s.options[2] = new Option('third'); console.log([...s.options].map((o) => o.text).join('|'));\n"
		  "s[0] = null; console.log(s.length, s.item(0).text, s.namedItem('x') === null);",
		  "0zero=0,1one=1,2before two=before two,3two=2 2\n"
		  "2 'before two'\n"
		  "before two|two|| 4\n"
		  "before two||third\n"
		  "2 '' true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_select_element, several_may_be_selected)
{
	static const struct console_case cases[] = {
		{ "const s = document.createElement('select');\n"
		  "s.multiple = true;\n"
		  "s.innerHTML = '<option selected>a<option selected>b<option>c';\n"
		  "console.log(s.type, s.value, [...s.selectedOptions].map((o) => o.value).join(), s.selectedIndex);\n"
		  "s.options[2].selected = true; console.log([...s.selectedOptions].map((o) => o.value).join());\n"
		  "s.selectedIndex = 1; console.log([...s.selectedOptions].map((o) => o.value).join());\n"
		  "s.value = 'q'; console.log(s.selectedIndex, s.selectedOptions.length);\n"
		  "const f = document.createElement('form'); f.append(s); f.reset(); console.log([...s.selectedOptions].map((o) => o.value).join());",
		  "select-multiple a a,b 0\n"
		  "a,b,c\n"
		  "b\n"
		  "-1 0\n"
		  "a,b" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_select_element, labels_and_texts_of_options)
{
	static const struct console_case cases[] = {
		{ "const o = new Option('  a   b ', 'v');\n"
		  "console.log(o.text, o.label, o.value, o.index, o.form === null);\n"
		  "o.label = 'L'; console.log(o.label, o.text, o.getAttribute('label'));\n"
		  "o.removeAttribute('value'); console.log(o.value);\n"
		  "o.text = 'x'; console.log(o.textContent, o.value);",
		  "a b a b v 0 true\n"
		  "L a b L\n"
		  "a b\n"
		  "x x" },
	};
	EXPECT_PRINTS("browser", cases);
}
