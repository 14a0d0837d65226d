/* SPDX-License-Identifier: MIT */
/* Columns of wide and narrow characters, seen in the columns of arrays and tables. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_width, wide_characters_take_two_columns)
{
	static const struct console_case cases[] = {
		{ "console.log(['日本', '語', 'a', 'b', 'c', 'd', 'e', 'f'])",
		  "[\n"
	  "  '日本', '語',\n"
	  "  'a',    'b',\n"
	  "  'c',    'd',\n"
	  "  'e',    'f'\n"
	  "]" },
		{ "console.table([['日本', 1], ['e\\u0301', 2], ['😀', 3], ['é', 4]])",
		  "┌─────────┬────────┬───┐\n"
	  "│ (index) │ 0      │ 1 │\n"
	  "├─────────┼────────┼───┤\n"
	  "│ 0       │ '日本' │ 1 │\n"
	  "│ 1       │ 'é'    │ 2 │\n"
	  "│ 2       │ '😀'   │ 3 │\n"
	  "│ 3       │ 'é'    │ 4 │\n"
	  "└─────────┴────────┴───┘" },
		{ "console.log(['\\u200b', 'x', 'y', 'z', 'abc', 'd', 'e'])",
		  "[\n"
	  "  '​',  'x',   'y',\n"
	  "  'z', 'abc', 'd',\n"
	  "  'e'\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}
