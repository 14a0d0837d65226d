/* SPDX-License-Identifier: MIT */
#include "samples/value.h"

#include <criterion/criterion.h>
#include <string.h>

static bool same(const char *documented, const char *printed)
{
	struct evl_arena arena;
	uint32_t d, p;
	bool unsure = false;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	const struct evl_shown *a = evl_shown_read(documented, (uint32_t)strlen(documented), &arena, &d);
	const struct evl_shown *b = evl_shown_read(printed, (uint32_t)strlen(printed), &arena, &p);
	bool result = a != NULL && b != NULL && d == strlen(documented) && p == strlen(printed) && evl_shown_same(a, b, &unsure);
	evl_arena_release(&arena);
	return result;
}

Test(samples_value, dialects_of_one_value_are_the_same)
{
	cr_expect(same("Array [1, 2]", "[ 1, 2 ]"));
	cr_expect(same("(2) [1, 2]", "[ 1, 2 ]"));
	cr_expect(same("Promise {<fulfilled>: 3}", "Promise { 3 }"));
	cr_expect(same("\xC6\x92 f() {}", "[Function: f]"));
	cr_expect(same("{\"b\": 2, a: 'x'}", "{ a: 'x', b: 2 }"));
	cr_expect(same("[empty \xC3\x97 3]", "[ <3 empty items> ]"));
	cr_expect(same("[empty, empty ,empty]", "[ <3 empty items> ]"));
	cr_expect(same("['a', empty, empty, 'b']", "[ 'a', <2 empty items>, 'b' ]"));
	cr_expect(same("0xff", "255"));
}

Test(samples_value, other_values_are_not)
{
	cr_expect_not(same("[1, 2]", "[ 1, 3 ]"));
	cr_expect_not(same("Promise {<pending>}", "Promise { 3 }"));
	cr_expect_not(same("{ a: 1 }", "{ a: 1, b: 2 }"));
	cr_expect_not(same("0", "-0"));
	cr_expect_not(same("true", "1"));
	cr_expect_not(same("[empty, empty]", "[ <3 empty items> ]"));
	cr_expect_not(same("0.3", "0.30000000000000004"));
}

Test(samples_value, deep_nesting_ends)
{
	char text[4096];
	memset(text, '[', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	cr_expect_not(same(text, text));
}
