/* SPDX-License-Identifier: MIT */
/*
 * test_tokens.c - classList and dataset. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_tokens, a_set_of_tokens)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p');\n"
		  "e.className = '  a b\\ta  c ';\n"
		  "const l = e.classList;\n"
		  "console.log(l.length, l.value === e.className, [...l].join(), l[1], l[9], l.item(9), l.contains('b'), String(l) === e.className);\n"
		  "l.add('d', 'a'); console.log(e.className);\n"
		  "l.remove('b', 'zz'); console.log(e.className, e.getAttribute('class'));\n"
		  "console.log(l.toggle('x'), l.toggle('x'), l.toggle('y', false), l.toggle('a', true), e.className);\n"
		  "console.log(l.replace('c', 'q'), l.replace('none', 'r'), l.replace('q', 'a'), e.className);\n"
		  "l.value = 'new ones'; console.log(e.className, l.length);\n"
		  "e.classList = 'put forward'; console.log(e.className, Object.keys(l).join());",
		  "3 true 'a,b,c' 'b' undefined null true true\n"
		  "a b c d\n"
		  "a c d a c d\n"
		  "true false false true 'a c d'\n"
		  "true false true 'a d'\n"
		  "new ones 2\n"
		  "put forward 0,1" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_tokens, tokens_that_are_none)
{
	static const struct console_case cases[] = {
		{ "const l = document.createElement('p').classList;\n"
		  "for (const f of [() => l.add(''), () => l.add('a b'), () => l.toggle('\\t'), () => l.replace('a', ''), () => l.contains('')])\n"
		  "\ttry { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); }\n"
		  "console.log(l.length, l.value === '');\n"
		  "const e = document.createElement('p'); e.classList.remove('x'); console.log(e.hasAttribute('class')); e.classList.add('x'); e.classList.remove('x'); console.log(e.outerHTML);",
		  "SyntaxError 12 Failed to execute 'add' on 'DOMTokenList': The token provided must not be empty.\n"
		  "InvalidCharacterError 5 Failed to execute 'add' on 'DOMTokenList': The token provided ('a b') contains HTML space characters, which are not valid in tokens.\n"
		  "InvalidCharacterError 5 Failed to execute 'toggle' on 'DOMTokenList': The token provided ('\t') contains HTML space characters, which are not valid in tokens.\n"
		  "SyntaxError 12 Failed to execute 'replace' on 'DOMTokenList': The token provided must not be empty.\n"
		  "false\n"
		  "0 true\n"
		  "false\n"
		  "<p class=\"\"></p>" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_tokens, attributes_as_properties_of_dataset)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p');\n"
		  "e.innerHTML = '';\n"
		  "e.setAttribute('data-first-name', 'Ann'); e.setAttribute('data-x', ''); e.setAttribute('data-', 'nothing');\n"
		  "console.log(Object.keys(e.dataset).join('|'), e.dataset.firstName, 'x' in e.dataset, 'y' in e.dataset, e.dataset.y);\n"
		  "e.dataset.lastName = 5; e.dataset.aB = null; console.log(e.outerHTML);\n"
		  "console.log(delete e.dataset.x, delete e.dataset.none, e.hasAttribute('data-x'), JSON.stringify(e.dataset));\n"
		  "for (const name of ['a-b', 'a b']) try { e.dataset[name] = 1; } catch (x) { console.log(x.name); }",
		  "firstName|x| Ann true false undefined\n"
		  "<p data-first-name=\"Ann\" data-x=\"\" data-=\"nothing\" data-last-name=\"5\" data-a-b=\"null\"></p>\n"
		  "true true false '{\"firstName\":\"Ann\",\"\":\"nothing\",\"lastName\":\"5\",\"aB\":\"null\"}'\n"
		  "SyntaxError\n"
		  "InvalidCharacterError" },
	};
	EXPECT_PRINTS("browser", cases);
}
