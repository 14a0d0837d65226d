/* SPDX-License-Identifier: MIT */
/*
 * test_lexer.c - tokens, and the prepared copy.
 */
#include "parsed.h"

#include "syntax/lexer.h"

Test(syntax_lexer, the_longest_punctuator_is_taken)
{
	static const char text[] = "a>>>=b>>>c>>=d>>e>f?""?=g?""?h?.i?.5:j?k:...l**=m**n*o&&=p&&q||=r||s=>t===u==v=w!==x!=y!z--";
	static const char *const expected[] = {
		">>>=", ">>>", ">>=", ">>", ">", "?" "?=", "?" "?", "?.", "?", ":", "?", ":", "...", "**=", "**", "*",
		"&&=", "&&", "||=", "||", "=>", "===", "==", "=", "!==", "!=", "!", "--",
	};
	char prepared[sizeof(text)];
	struct evl_lexer lexer;
	size_t n = 0;
	evl_lexer_init(&lexer, text, sizeof(text) - 1, false, prepared);
	for (;;) {
		struct evl_token token = evl_lexer_next(&lexer);
		if (token.kind == EVL_TOKEN_END)
			break;
		if (token.kind == EVL_TOKEN_NAME || token.kind == EVL_TOKEN_NUMBER)
			continue;
		cr_assert_lt(n, sizeof(expected) / sizeof(expected[0]));
		cr_expect_str_eq(evl_token_text((enum evl_token_kind)token.kind), expected[n], "%zu", n);
		n++;
	}
	cr_expect_eq(n, sizeof(expected) / sizeof(expected[0]));
}

Test(syntax_lexer, the_prepared_copy_has_blanks_and_filler_in_the_same_places)
{
	static const struct {
		const char *text, *prepared;
	} rows[] = {
		{ "a /* x\n */ b // c\n", "a          b      " },
		{ "'a\\'b' \"\"", "'____' \"\"" },
		{ "`a`", "`_`" },
		{ "0x1F 1.5 1n", "1111 111 11" },
		{ "1..a", "1..a" },
		{ "await yield of get", "awai_ yiel_ o_ ge_" },
		{ "\\u0061 \xC3\xA9x", "______ ___" },
		{ "#!x\na", "    a" },
		{ "if x", "if x" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char prepared[64];
		struct evl_lexer lexer;
		evl_lexer_init(&lexer, rows[i].text, (uint32_t)strlen(rows[i].text), false, prepared);
		while (evl_lexer_next(&lexer).kind != EVL_TOKEN_END)
			;
		cr_expect_str_eq(prepared, rows[i].prepared, "%s: %s", rows[i].text, prepared);
	}
}

Test(syntax_lexer, every_keyword_has_its_text_and_class)
{
	for (int i = 1; i < EVL_KEYWORD_COUNT; i++) {
		char prepared[32];
		const char *text = evl_keyword_text((enum evl_keyword)i);
		struct evl_lexer lexer;
		evl_lexer_init(&lexer, text, (uint32_t)strlen(text), false, prepared);
		struct evl_token token = evl_lexer_next(&lexer);
		cr_expect_eq(token.kind, EVL_TOKEN_NAME);
		cr_expect_eq(token.keyword, i, "%s", text);
	}
	cr_expect_eq(evl_keyword_class(EVL_KEYWORD_NONE), EVL_KEYWORD_CLASS_NAME);
	cr_expect_eq(evl_keyword_class(EVL_KEYWORD_ENUM), EVL_KEYWORD_CLASS_RESERVED);
	cr_expect_eq(evl_keyword_class(EVL_KEYWORD_LET), EVL_KEYWORD_CLASS_STRICT);
}
