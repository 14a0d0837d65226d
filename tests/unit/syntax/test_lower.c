/* SPDX-License-Identifier: MIT */
/*
 * test_lower.c - the grammar is the one that grammar_symbols.def was made from.
 */
#include "parsed.h"

#include <tree_sitter/api.h>

#include "syntax/lower.h"

const TSLanguage *tree_sitter_javascript(void);

Test(syntax_lower, symbol_numbers_are_the_grammars)
{
	static const struct {
		TSSymbol number;
		const char *name;
		bool named;
	} rows[] = {
#define GRAMMAR_SYMBOL(number, id, name, named) { (number), name, named },
#include "syntax/grammar_symbols.def"
#undef GRAMMAR_SYMBOL
	};
	const TSLanguage *language = tree_sitter_javascript();
	cr_assert_eq(ts_language_symbol_count(language), EVL_CST_SYMBOL_COUNT);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		TSSymbol number =
			ts_language_symbol_for_name(language, rows[i].name, (uint32_t)strlen(rows[i].name), rows[i].named);
		cr_expect_eq(number, rows[i].number, "%s: %u, not %u", rows[i].name, (unsigned)number,
			     (unsigned)rows[i].number);
	}
}

Test(syntax_lower, programs_know_their_mode)
{
	static const struct parse_case cases[] = {
		{ 's', "'use strict'; a", "(program strict [(expression-statement (string 'use strict')) (expression-statement "
					  "(identifier 'a'))])" },
		{ 's', "'a'; \"use strict\"", "(program strict [(expression-statement (string 'a')) (expression-statement "
					      "(string 'use strict'))])" },
		{ 's', "'use\\x20strict'", "(program [(expression-statement (string 'use strict'))])" },
		{ 's', "('use strict')", "(program [(expression-statement (parenthesized (string 'use strict')))])" },
		{ 's', "a: 'use strict'", "(program [(labeled 'a' (expression-statement (string 'use strict')))])" },
		{ 'm', "", "(program strict module [])" },
		{ 'm', "await a", "(program strict module await [(expression-statement (await (identifier 'a')))])" },
	};
	CHECK_CASES(cases);
}
