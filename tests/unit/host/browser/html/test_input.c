/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "host/browser/html/input.h"

static struct evl_arena arena;

static void setup(void) { evl_arena_init(&arena, 1u << 20); }
static void teardown(void) { evl_arena_release(&arena); }

/* What can be read now, as a text of ASCII. */
static const char *rest(struct evl_html_input *input)
{
	static char text[64];
	size_t length = 0;
	for (int32_t unit; (unit = evl_html_peek(input)) >= 0 && length < sizeof text - 1; evl_html_take(input))
		text[length++] = (char)unit;
	text[length] = '\0';
	return text;
}

TestSuite(host_browser_html_input, .init = setup, .fini = teardown);

Test(host_browser_html_input, line_ends_are_one_unit_even_across_pieces)
{
	struct evl_html_input input = { .arena = &arena };
	evl_html_append(&input, u"a\r\nb\r", 5, false);
	evl_html_append(&input, u"\nc\r\rd\n", 6, false);
	cr_expect_str_eq(rest(&input), "a\nb\nc\n\nd\n");
	cr_expect_eq(evl_html_peek(&input), EVL_HTML_WAIT);
	input.closed = true;
	cr_expect_eq(evl_html_peek(&input), EVL_HTML_END);
}

Test(host_browser_html_input, what_is_written_comes_in_front_of_the_mark)
{
	struct evl_html_input input = { .arena = &arena };
	evl_html_append(&input, u"rest", 4, true);
	struct evl_html_piece *outer = evl_html_mark(&input);
	cr_expect_str_eq(rest(&input), "");
	evl_html_insert(&input, outer, u"ab", 2);
	cr_expect_eq(evl_html_peek(&input), 'a');
	evl_html_take(&input);
	struct evl_html_piece *inner = evl_html_mark(&input);
	evl_html_insert(&input, inner, u"x", 1);
	cr_expect_str_eq(rest(&input), "x");
	evl_html_unmark(&input, inner);
	cr_expect_str_eq(rest(&input), "b");
	cr_expect_eq(evl_html_at_source(&input), false);
	evl_html_unmark(&input, outer);
	cr_expect_eq(evl_html_at_source(&input), true);
	cr_expect_str_eq(rest(&input), "rest");
	cr_expect_eq(evl_html_place(&input), 4);
}

Test(host_browser_html_input, looking_ahead_ends_at_a_mark)
{
	struct evl_html_input input = { .arena = &arena, .closed = true };
	evl_html_append(&input, u"<!DoC", 5, false);
	evl_html_append(&input, u"type", 4, false);
	cr_expect_eq(evl_html_comes(&input, "<!doctype", false), 1);
	cr_expect_eq(evl_html_comes(&input, "<!doctype", true), 0);
	cr_expect_eq(evl_html_comes(&input, "<!doctype>", false), 0);
	cr_expect_eq(evl_html_peek_at(&input, 5), 't');
	cr_expect_eq(evl_html_peek_at(&input, 9), EVL_HTML_END);
	struct evl_html_piece *mark = evl_html_mark(&input);
	evl_html_insert(&input, mark, u"<!d", 3);
	cr_expect_eq(evl_html_comes(&input, "<!doctype", false), EVL_HTML_WAIT);
	cr_expect_eq(evl_html_comes(&input, "<!--", false), 0);
}
