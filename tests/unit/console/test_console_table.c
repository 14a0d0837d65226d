/* SPDX-License-Identifier: MIT */
/* console.table. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_console_table, rows_and_columns_are_found)
{
	static const struct console_case cases[] = {
		{ "console.table([{ a: 1, b: 'x' }, { a: 2, c: true }])",
		  "┌─────────┬───┬─────┬──────┐\n"
	  "│ (index) │ a │ b   │ c    │\n"
	  "├─────────┼───┼─────┼──────┤\n"
	  "│ 0       │ 1 │ 'x' │      │\n"
	  "│ 1       │ 2 │     │ true │\n"
	  "└─────────┴───┴─────┴──────┘" },
		{ "console.table(['one', 'two'])",
		  "┌─────────┬────────┐\n"
	  "│ (index) │ Values │\n"
	  "├─────────┼────────┤\n"
	  "│ 0       │ 'one'  │\n"
	  "│ 1       │ 'two'  │\n"
	  "└─────────┴────────┘" },
		{ "console.table([['p', 1], ['q', 2]])",
		  "┌─────────┬─────┬───┐\n"
	  "│ (index) │ 0   │ 1 │\n"
	  "├─────────┼─────┼───┤\n"
	  "│ 0       │ 'p' │ 1 │\n"
	  "│ 1       │ 'q' │ 2 │\n"
	  "└─────────┴─────┴───┘" },
		{ "console.table({ r1: { c: 1 }, r2: { c: 2 } })",
		  "┌─────────┬───┐\n"
	  "│ (index) │ c │\n"
	  "├─────────┼───┤\n"
	  "│ r1      │ 1 │\n"
	  "│ r2      │ 2 │\n"
	  "└─────────┴───┘" },
		{ "console.table([])",
		  "┌─────────┐\n"
	  "│ (index) │\n"
	  "├─────────┤\n"
	  "└─────────┘" },
		{ "console.table([1, { a: 2 }, 'x', { b: { c: { d: 1 } } }, { a: [1, 2, 3, 4] }, { a: { x: 1, y: 2, z: 3 } }])",
		  "┌─────────┬──────────────────────────────┬─────────────────┬────────┐\n"
	  "│ (index) │ a                            │ b               │ Values │\n"
	  "├─────────┼──────────────────────────────┼─────────────────┼────────┤\n"
	  "│ 0       │                              │                 │ 1      │\n"
	  "│ 1       │ 2                            │                 │        │\n"
	  "│ 2       │                              │                 │ 'x'    │\n"
	  "│ 3       │                              │ { c: [Object] } │        │\n"
	  "│ 4       │ [ 1, 2, 3, ... 1 more item ] │                 │        │\n"
	  "│ 5       │ [Object]                     │                 │        │\n"
	  "└─────────┴──────────────────────────────┴─────────────────┴────────┘" },
		{ "console.table([{ 2: 'b', 1: 'a', k: 'c' }])",
		  "┌─────────┬─────┬─────┬─────┐\n"
	  "│ (index) │ 1   │ 2   │ k   │\n"
	  "├─────────┼─────┼─────┼─────┤\n"
	  "│ 0       │ 'a' │ 'b' │ 'c' │\n"
	  "└─────────┴─────┴─────┴─────┘" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console_table, columns_can_be_chosen)
{
	static const struct console_case cases[] = {
		{ "console.table([{ a: 1, b: 2 }, { b: 3 }], ['b', 'zz'])",
		  "┌─────────┬───┬────┐\n"
	  "│ (index) │ b │ zz │\n"
	  "├─────────┼───┼────┤\n"
	  "│ 0       │ 2 │    │\n"
	  "│ 1       │ 3 │    │\n"
	  "└─────────┴───┴────┘" },
		{ "console.table([{ a: 1, b: 2 }], [])",
		  "┌─────────┐\n"
	  "│ (index) │\n"
	  "├─────────┤\n"
	  "│ 0       │\n"
	  "└─────────┘" },
		{ "console.table([5, { a: 1 }], ['a'])",
		  "┌─────────┬───┐\n"
	  "│ (index) │ a │\n"
	  "├─────────┼───┤\n"
	  "│ 0       │   │\n"
	  "│ 1       │ 1 │\n"
	  "└─────────┴───┘" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console_table, collections_are_iterated)
{
	static const struct console_case cases[] = {
		{ "console.table(new Map([['k', 1], [{ a: 1 }, [2]]]))",
		  "┌───────────────────┬──────────┬────────┐\n"
	  "│ (iteration index) │ Key      │ Values │\n"
	  "├───────────────────┼──────────┼────────┤\n"
	  "│ 0                 │ 'k'      │ 1      │\n"
	  "│ 1                 │ { a: 1 } │ [ 2 ]  │\n"
	  "└───────────────────┴──────────┴────────┘" },
		{ "console.table(new Set(['a', { b: 1 }]))",
		  "┌───────────────────┬──────────┐\n"
	  "│ (iteration index) │ Values   │\n"
	  "├───────────────────┼──────────┤\n"
	  "│ 0                 │ 'a'      │\n"
	  "│ 1                 │ { b: 1 } │\n"
	  "└───────────────────┴──────────┘" },
		{ "console.table(new Map([[1, 2]]).entries()); console.table(new Map([[1, 2]]).keys()); console.table(new Set([1]).entries()); console.table(new Set([1]).values())",
		  "┌───────────────────┬─────┬────────┐\n"
	  "│ (iteration index) │ Key │ Values │\n"
	  "├───────────────────┼─────┼────────┤\n"
	  "│ 0                 │ 1   │ 2      │\n"
	  "└───────────────────┴─────┴────────┘\n"
	  "┌───────────────────┬────────┐\n"
	  "│ (iteration index) │ Values │\n"
	  "├───────────────────┼────────┤\n"
	  "│ 0                 │ 1      │\n"
	  "└───────────────────┴────────┘\n"
	  "┌───────────────────┬────────┐\n"
	  "│ (iteration index) │ Values │\n"
	  "├───────────────────┼────────┤\n"
	  "│ 0                 │ 1      │\n"
	  "│ 1                 │ 1      │\n"
	  "└───────────────────┴────────┘\n"
	  "┌───────────────────┬────────┐\n"
	  "│ (iteration index) │ Values │\n"
	  "├───────────────────┼────────┤\n"
	  "│ 0                 │ 1      │\n"
	  "└───────────────────┴────────┘" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console_table, what_is_no_object_is_logged)
{
	static const struct console_case cases[] = {
		{ "console.table(5); console.table('text'); console.table(null); console.table(); console.table(() => 1)",
		  "5\n"
	  "text\n"
	  "null\n"
	  "undefined\n"
	  "[Function (anonymous)]" },
	};
	EXPECT_PRINTS("node", cases);
}
