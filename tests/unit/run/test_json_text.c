/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "run/json_text.h"

static bool valid(const char *text) { return evl_json_is_valid(text, strlen(text)); }

Test(run_json_text, what_is_json)
{
	static const char *const good[] = { "{}", " [ ] ", "{\"a\": [1, -2.5e+3, true, false, null, \"x\\u00e9\\n\"]}", "\"\"", "0", "\xef\xbb\xbf{}", "{\"a\":{\"b\":[[]]}}" };
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		cr_assert(valid(good[i]), "%s", good[i]);
}

Test(run_json_text, what_is_not)
{
	static const char *const bad[] = { "", "{", "{ \"name\": \"x\", ", "{\"a\":1,}", "[1,]", "{a:1}", "'x'", "01", "1.", "-", "\"\\q\"", "\"\\u12\"", "\"\n\"", "{} {}", "nul", "[1 2]", "{\"a\" 1}", "// x\n{}" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert_not(valid(bad[i]), "%s", bad[i]);
}

Test(run_json_text, deep_nesting_is_refused)
{
	char text[1000];
	memset(text, '[', 500);
	memset(text + 500, ']', 499);
	text[999] = '\0';
	cr_assert_not(valid(text));
}
