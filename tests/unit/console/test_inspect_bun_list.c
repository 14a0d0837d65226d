/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_bun_list.c - Lists and collections as Bun's console writes them. What is expected is what Bun prints.
 */
#include "prediction.h"

Test(console_inspect_bun_list, arrays)
{
	static const struct console_case cases[] = {
		{ "console.log([], [1, 'two', null, undefined, true], [[1, [2, [3, [4]]]]]);\n"
		  "console.log([, 1, 2], [1, 2, 3].concat([{ a: 1 }]));\n"
		  "console.log(Array.from({ length: 120 }, (_, i) => i));",
		  "[] [ 1, \"two\", null, undefined, true ] [\n"
		  "  [ 1, [ 2, [Array ...] ] ]\n"
		  "]\n"
		  "[ empty item, 1, 2 ] [ 1, 2, 3, {\n"
		  "    a: 1,\n"
		  "  } ]\n"
		  "[\n"
		  "  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,\n"
		  "  23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,\n"
		  "  43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,\n"
		  "  63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82,\n"
		  "  83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99,\n"
		  "  ... 20 more items\n"
		  "]" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun_list, maps_and_sets)
{
	static const struct console_case cases[] = {
		{ "console.log(new Map(), new Set());\n"
		  "console.log(new Map([['a', 1], [{ k: 1 }, [2]]]));\n"
		  "console.log(new Set([1, 'b', [3]]));",
		  "Map {} Set {}\n"
		  "Map(2) {\n"
		  "  \"a\": 1,\n"
		  "  {\n"
		  "    k: 1,\n"
		  "  }: [ 2 ],\n"
		  "}\n"
		  "Set(3) {\n"
		  "  1,\n"
		  "  \"b\",\n"
		  "  [ 3 ],\n"
		  "}" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun_list, typed_arrays)
{
	static const struct console_case cases[] = {
		{ "console.log(new Uint8Array([1, 2, 3]), new Float64Array(2), new ArrayBuffer(3));",
		  "Uint8Array(3) [ 1, 2, 3 ] Float64Array(2) [ 0, 0 ] ArrayBuffer(3) [ 0, 0, 0 ]" },
	};
	EXPECT_PRINTS("bun", cases);
}
