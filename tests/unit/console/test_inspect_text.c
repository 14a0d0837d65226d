/* SPDX-License-Identifier: MIT */
/* Primitives inside something. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_text, strings_choose_their_quotes)
{
	static const struct console_case cases[] = {
		{ "console.log(['plain', \"it's\", 'say \"hi\"', `it's \"both\"`, 'it\\'s \"all\" `three`', \"${'x'} it's \\\"\"])",
		  "[\n"
	  "  'plain',\n"
	  "  \"it's\",\n"
	  "  'say \"hi\"',\n"
	  "  `it's \"both\"`,\n"
	  "  'it\\'s \"all\" `three`',\n"
	  "  '${\\'x\\'} it\\'s \"'\n"
	  "]" },
		{ "console.log(['new\\nline', 'tab\\t', 'back\\\\slash', '\\x00\\x01\\x1B\\x7F\\x9f', 'é 你 😀', '\\u2028\\u00a0', '\\ud800', '\\udc00x'])",
		  "[\n"
	  "  'new\\nline',\n"
	  "  'tab\\t',\n"
	  "  'back\\\\slash',\n"
	  "  '\\x00\\x01\\x1B\\x7F\\x9F',\n"
	  "  'é 你 😀',\n"
	  "  '  ',\n"
	  "  '\\ud800',\n"
	  "  '\\udc00x'\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_text, long_strings_are_split_after_line_ends)
{
	static const struct console_case cases[] = {
		{ "console.log(({ s: 'first line of text\\nsecond line of text that is longer than the first one, so it breaks\\nthird' }))",
		  "{\n"
	  "  s: 'first line of text\\n' +\n"
	  "    'second line of text that is longer than the first one, so it breaks\\n' +\n"
	  "    'third'\n"
	  "}" },
		{ "console.log(['short\\nbut two'])",
		  "[ 'short\\nbut two' ]" },
		{ "console.log(({ s: 'x'.repeat(90) }))",
		  "{\n"
	  "  s: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\n"
	  "}" },
		{ "console.log(({ a: { b: 'one line that is long enough to need it\\nand another one that is long as well\\n' } }))",
		  "{\n"
	  "  a: {\n"
	  "    b: 'one line that is long enough to need it\\n' +\n"
	  "      'and another one that is long as well\\n'\n"
	  "  }\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_text, very_long_strings_are_cut)
{
	static const struct console_case cases[] = {
		{ "console.log(['x'.repeat(10003)].length, require('util').inspect(['x'.repeat(10003)]).slice(-40))",
		  "1 xxxxxxxxxxxxxxxx'... 3 more characters\n"
	  "]" },
		{ "console.log(require('util').inspect(['x'.repeat(10001)]).slice(-30))",
		  "xxxxxxx'... 1 more character\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_text, numbers_keep_their_sign)
{
	static const struct console_case cases[] = {
		{ "console.log([0, -0, 1e21, 1e-7, 0.1 + 0.2, NaN, -Infinity, 123456789012345680000, 5e-324])",
		  "[\n"
	  "  0,\n"
	  "  -0,\n"
	  "  1e+21,\n"
	  "  1e-7,\n"
	  "  0.30000000000000004,\n"
	  "  NaN,\n"
	  "  -Infinity,\n"
	  "  123456789012345680000,\n"
	  "  5e-324\n"
	  "]" },
		{ "console.log(-0, 0, 1.50)",
		  "-0 0 1.5" },
		{ "console.log([undefined, null, true, Symbol(), Symbol('a b'), Symbol.iterator])",
		  "[\n"
	  "  undefined,\n"
	  "  null,\n"
	  "  true,\n"
	  "  Symbol(),\n"
	  "  Symbol(a b),\n"
	  "  Symbol(Symbol.iterator)\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}
