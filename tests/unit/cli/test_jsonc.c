/* SPDX-License-Identifier: MIT */
#include "jsonc.h"

#include <criterion/criterion.h>
#include <string.h>

static struct json_document document;

static bool read(const char *text, enum json_read_flags flags)
{
	json_release(&document);
	return json_read(&document, text, strlen(text), flags);
}

static void end(void)
{
	json_release(&document);
}

TestSuite(cli_jsonc, .fini = end);

Test(cli_jsonc, values_with_their_places)
{
	static const char text[] = "{ \"a\": [1, -2.5e3, true, null], \"b\": \"x\" }";
	cr_assert(read(text, JSON_STRICT));
	const struct json_value *a = json_member(document.root, "a"), *b = json_member(document.root, "b");
	cr_assert(a != NULL && b != NULL);
	cr_expect(a->kind == JSON_ARRAY && a->length == 4);
	cr_expect(a->first->number == 1 && a->first->next->number == -2500.0);
	cr_expect(a->first->next->next->kind == JSON_TRUE && a->first->next->next->next->kind == JSON_NULL);
	cr_expect_str_eq(b->string, "x");
	cr_expect(memcmp(text + b->start, "\"x\"", b->end - b->start) == 0);
	cr_expect_null(json_member(document.root, "c"));
	cr_expect_null(json_member(a, "a"), "an array has no members");
}

Test(cli_jsonc, the_last_of_a_name_counts)
{
	cr_assert(read("{\"a\":1,\"a\":2}", JSON_STRICT));
	cr_expect_eq(json_member(document.root, "a")->number, 2);
}

Test(cli_jsonc, escapes_and_halves_of_pairs)
{
	cr_assert(read("\"\\u00e9\\uD83D\\uDE00\\n\\/\"", JSON_STRICT));
	cr_expect_str_eq(document.root->string, "\xC3\xA9\xF0\x9F\x98\x80\n/");
	cr_expect(!document.lone_surrogate);
	cr_assert(read("\"\\uD83Dx\"", JSON_STRICT));
	cr_expect(document.lone_surrogate);
	cr_expect_str_eq(document.root->string, "\xEF\xBF\xBDx");
	cr_assert(read("\"a\\u0000b\"", JSON_STRICT));
	cr_expect_eq(document.root->length, 3);
}

Test(cli_jsonc, comments_and_trailing_commas_only_when_they_may_be)
{
	static const char text[] = "\xEF\xBB\xBF// one\n{ /* two */ \"a\": [1, ], }\n";
	cr_expect(read(text, JSON_COMMENTS));
	cr_expect(!read(text, JSON_STRICT));
	cr_expect_not_null(document.error);
}

Test(cli_jsonc, what_is_no_json_is_refused_with_a_place)
{
	static const char *const texts[] = { "", "{", "[1,]", "{\"a\" 1}", "01", "1.", ".5", "1e", "+1", "tru", "\"\n\"", "\"\\x\"", "\"\\u12\"", "[1] 2",
					     "{a:1}", "'x'", "nul", "-", "\"", "[", "/* */", "NaN" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		cr_expect(!read(texts[i], JSON_STRICT), "%s", texts[i]);
		cr_expect_null(document.root, "%s", texts[i]);
		cr_expect(document.error != NULL && document.error_at <= strlen(texts[i]), "%s", texts[i]);
	}
}

Test(cli_jsonc, deep_nesting_is_refused_not_fatal)
{
	static char text[1 << 20];
	memset(text, '[', sizeof text - 1);
	cr_expect(!read(text, JSON_STRICT));
	cr_expect_not_null(document.error);
}

Test(cli_jsonc, places_count_code_points)
{
	unsigned line, column;
	json_place("a\n\xC3\xA9\xC3\xA9x", 7, 6, &line, &column);
	cr_expect(line == 2 && column == 3, "%u:%u", line, column);
	json_place("", 0, 0, &line, &column);
	cr_expect(line == 1 && column == 1);
}
