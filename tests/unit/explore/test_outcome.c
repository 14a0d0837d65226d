/* SPDX-License-Identifier: MIT */
#include "explore/outcome.h"

#include <criterion/criterion.h>
#include <string.h>

static struct evl_outcome_line line(const char *text, bool error)
{
	return (struct evl_outcome_line){ .text = text, .length = (uint32_t)strlen(text), .stream = error, .error = error };
}

static uint64_t placeless(const char *text, bool error)
{
	struct evl_outcome_line only = line(text, error);
	struct evl_outcome outcome = { .lines = &only, .line_count = 1 };
	return evl_outcome_placeless(&outcome);
}

static void count_is(uint64_t n, const char *text)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_outcome_append_count(n, &out);
	cr_expect_str_eq(out.bytes, text);
	evl_buffer_release(&out);
}

Test(explore_outcome, counts_have_commas)
{
	count_is(0, "0");
	count_is(999, "999");
	count_is(1000, "1,000");
	count_is(20000, "20,000");
	count_is(UINT64_MAX, "18,446,744,073,709,551,615");
}

Test(explore_outcome, texts_and_streams_make_the_hash)
{
	cr_expect_eq(evl_line_hash(1, 0, "a", 1), evl_line_hash(1, 0, "ab", 1));
	cr_expect_neq(evl_line_hash(1, 0, "a", 1), evl_line_hash(1, 1, "a", 1));
	cr_expect_neq(evl_line_hash(1, 0, "a", 1), evl_line_hash(1, 0, "b", 1));
	cr_expect_neq(evl_line_hash(1, 0, "", 0), 1, "an empty line is a line");
	cr_expect_neq(evl_line_hash(evl_line_hash(1, 0, "a", 1), 0, "b", 1), evl_line_hash(evl_line_hash(1, 0, "b", 1), 0, "a", 1), "order counts");
}

Test(explore_outcome, frames_and_the_place_above_an_error_do_not_count)
{
	cr_expect_eq(placeless("Error: x\n    at f (a.js:1:2)\n    at b.js:3:4", false), placeless("Error: x\n    at g (c.js:9:9)", false));
	cr_expect_neq(placeless("Error: x\n    at f (a.js:1:2)", false), placeless("Error: y\n    at f (a.js:1:2)", false));
	cr_expect_eq(placeless("/a.js:1\nthrow x;\n^\n\nError: x", true), placeless("/b.js:22\n  throw y;\n  ^\n\nError: x", true));
	cr_expect_neq(placeless("/a.js:1\n\nError: x", false), placeless("/b.js:2\n\nError: x", false), "a printed line is no report");
	cr_expect_neq(placeless("Uncaught Error: a\n\nb", true), placeless("Uncaught Error: c\n\nb", true), "a page's report begins with the error");
}

Test(explore_outcome, the_exit_status_counts)
{
	struct evl_outcome a = { .exit_status = 0 }, b = { .exit_status = 1 };
	cr_expect_neq(evl_outcome_placeless(&a), evl_outcome_placeless(&b));
}
