/* SPDX-License-Identifier: MIT */
/* When a value takes one line, several lines or columns. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_layout, short_values_take_one_line)
{
	static const struct console_case cases[] = {
		{ "console.log(({ a: 'x'.repeat(62) }))",
		  "{ a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }" },
		{ "console.log(({ a: 'x'.repeat(63) }))",
		  "{\n"
	  "  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\n"
	  "}" },
		{ "console.log(({ a: 'x'.repeat(27), b: 'x'.repeat(27) }))",
		  "{ a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxx', b: 'xxxxxxxxxxxxxxxxxxxxxxxxxxx' }" },
		{ "console.log(({ a: 'x'.repeat(10), b: 'x'.repeat(10), c: 'x'.repeat(10), d: 'x'.repeat(10) }))",
		  "{ a: 'xxxxxxxxxx', b: 'xxxxxxxxxx', c: 'xxxxxxxxxx', d: 'xxxxxxxxxx' }" },
		{ "console.log(({ a: 'x'.repeat(11), b: 'x'.repeat(11), c: 'x'.repeat(11), d: 'x'.repeat(11) }))",
		  "{\n"
	  "  a: 'xxxxxxxxxxx',\n"
	  "  b: 'xxxxxxxxxxx',\n"
	  "  c: 'xxxxxxxxxxx',\n"
	  "  d: 'xxxxxxxxxxx'\n"
	  "}" },
		{ "console.log(({ a: { b: { c: 'x'.repeat(50) } } }))",
		  "{\n"
	  "  a: { b: { c: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' } }\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_layout, deep_values_are_broken_at_the_outside)
{
	static const struct console_case cases[] = {
		{ "console.dir({ l1: { l2: { l3: { l4: { l5: 1 } } } } }, { depth: null })",
		  "{\n"
	  "  l1: {\n"
	  "    l2: { l3: { l4: { l5: 1 } } }\n"
	  "  }\n"
	  "}" },
		{ "console.dir({ l1: { l2: { l3: { l4: { l5: 1 } } } } }, { depth: 3 })",
		  "{\n"
	  "  l1: { l2: { l3: { l4: [Object] } } }\n"
	  "}" },
		{ "console.dir([[[[[[1]]]]]], { depth: null })",
		  "[\n"
	  "  [\n"
	  "    [\n"
	  "      [ [ [ 1 ] ] ]\n"
	  "    ]\n"
	  "  ]\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_layout, many_items_stand_in_columns)
{
	static const struct console_case cases[] = {
		{ "console.log(Array.from({ length: 7 }, (_, i) => i + 1))",
		  "[\n"
	  "  1, 2, 3, 4,\n"
	  "  5, 6, 7\n"
	  "]" },
		{ "console.log(Array.from({ length: 27 }, (_, i) => i))",
		  "[\n"
	  "   0,  1,  2,  3,  4,  5,  6,  7,\n"
	  "   8,  9, 10, 11, 12, 13, 14, 15,\n"
	  "  16, 17, 18, 19, 20, 21, 22, 23,\n"
	  "  24, 25, 26\n"
	  "]" },
		{ "console.log([1, 22, 333, 4444, 55555, 666666, 7777777])",
		  "[ 1, 22, 333, 4444, 55555, 666666, 7777777 ]" },
		{ "console.log([1.5, -2, 300, 4, 5, 6, 7, 8, 9, 10])",
		  "[\n"
	  "  1.5, -2, 300, 4,  5,\n"
	  "    6,  7,   8, 9, 10\n"
	  "]" },
		{ "console.log([...'abcdefghijklmnopqrstuvwxyz'])",
		  "[\n"
	  "  'a', 'b', 'c', 'd', 'e', 'f',\n"
	  "  'g', 'h', 'i', 'j', 'k', 'l',\n"
	  "  'm', 'n', 'o', 'p', 'q', 'r',\n"
	  "  's', 't', 'u', 'v', 'w', 'x',\n"
	  "  'y', 'z'\n"
	  "]" },
		{ "console.log(['apple', 'banana', 'cherry', 'date', 'elderberry', 'fig', 'grape', 'honeydew'])",
		  "[\n"
	  "  'apple',\n"
	  "  'banana',\n"
	  "  'cherry',\n"
	  "  'date',\n"
	  "  'elderberry',\n"
	  "  'fig',\n"
	  "  'grape',\n"
	  "  'honeydew'\n"
	  "]" },
		{ "console.log(Object.assign([1, 2, 3, 4, 5, 6, 7, 8], { k: 'v' }))",
		  "[\n"
	  "  1, 2, 3,\n"
	  "  4, 5, 6,\n"
	  "  7, 8, k: 'v'\n"
	  "]" },
		{ "console.log(Array.from({ length: 101 }, (_, i) => i))",
		  "[\n"
	  "   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,\n"
	  "  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,\n"
	  "  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,\n"
	  "  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,\n"
	  "  48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,\n"
	  "  60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,\n"
	  "  72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,\n"
	  "  84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,\n"
	  "  96, 97, 98, 99,\n"
	  "  ... 1 more item\n"
	  "]" },
		{ "console.log([true, false, true, false, true, false, true, false])",
		  "[\n"
	  "  true, false,\n"
	  "  true, false,\n"
	  "  true, false,\n"
	  "  true, false\n"
	  "]" },
		{ "console.log(Array(7).fill({ a: 1 }))",
		  "[\n"
	  "  { a: 1 }, { a: 1 },\n"
	  "  { a: 1 }, { a: 1 },\n"
	  "  { a: 1 }, { a: 1 },\n"
	  "  { a: 1 }\n"
	  "]" },
		{ "console.log(['你好', '世界', 'a', 'bb', '😀', 'c', 'é', 'ß'])",
		  "[\n"
	  "  '你好', '世界',\n"
	  "  'a',    'bb',\n"
	  "  '😀',   'c',\n"
	  "  'é',    'ß'\n"
	  "]" },
		{ "console.log(({ list: Array.from({ length: 30 }, (_, i) => i * 100) }))",
		  "{\n"
	  "  list: [\n"
	  "       0,  100,  200,  300,  400,  500,\n"
	  "     600,  700,  800,  900, 1000, 1100,\n"
	  "    1200, 1300, 1400, 1500, 1600, 1700,\n"
	  "    1800, 1900, 2000, 2100, 2200, 2300,\n"
	  "    2400, 2500, 2600, 2700, 2800, 2900\n"
	  "  ]\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_layout, entries_with_line_ends_stand_alone)
{
	static const struct console_case cases[] = {
		{ "console.log([[1, 2, 3, 4, 5, 6, 7], 1])",
		  "[\n"
	  "  [\n"
	  "    1, 2, 3, 4,\n"
	  "    5, 6, 7\n"
	  "  ],\n"
	  "  1\n"
	  "]" },
		{ "console.log(({ a: 1, b: Array(8).fill(0), c: 'x' }))",
		  "{\n"
	  "  a: 1,\n"
	  "  b: [\n"
	  "    0, 0, 0, 0,\n"
	  "    0, 0, 0, 0\n"
	  "  ],\n"
	  "  c: 'x'\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_layout, options_change_the_width)
{
	static const struct console_case cases[] = {
		{ "console.dir({ a: 1, b: { c: 2 } }, { compact: false })",
		  "{\n"
	  "  a: 1,\n"
	  "  b: {\n"
	  "    c: 2\n"
	  "  }\n"
	  "}" },
		{ "console.dir({ a: 'some text', b: 'other text', c: 3 }, { breakLength: 30 })",
		  "{\n"
	  "  a: 'some text',\n"
	  "  b: 'other text',\n"
	  "  c: 3\n"
	  "}" },
		{ "console.dir(Array.from({ length: 20 }, (_, i) => i), { breakLength: Infinity })",
		  "[\n"
	  "   0,  1,  2,  3,  4,  5,  6,\n"
	  "   7,  8,  9, 10, 11, 12, 13,\n"
	  "  14, 15, 16, 17, 18, 19\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}
