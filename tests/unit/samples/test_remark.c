/* SPDX-License-Identifier: MIT */
#include "samples/remark.h"

#include <criterion/criterion.h>
#include <string.h>

struct remark {
	struct evl_arena arena;
	struct evl_remark remark;
	const char *text;
};

static void read(struct remark *r, const char *text)
{
	cr_assert(evl_arena_init(&r->arena, (size_t)1 << 24));
	r->text = text;
	evl_remark_read(&r->remark, text, (struct evl_range){ 0, (uint32_t)strlen(text) }, NULL, &r->arena);
}

static void check_value(const char *text, enum evl_remark_mark mark, const char *value)
{
	struct remark r;
	read(&r, text);
	cr_expect_eq(r.remark.mark, mark, "%s", text);
	size_t length = r.remark.value.end - r.remark.value.start;
	cr_expect(length == strlen(value) && memcmp(text + r.remark.value.start, value, length) == 0, "%s gives %.*s", text,
		  (int)length, text + r.remark.value.start);
	evl_arena_release(&r.arena);
}

Test(samples_remark, what_is_said_to_be_printed)
{
	check_value(" 42", EVL_REMARK_BARE, "42");
	check_value(" => [1, 2]", EVL_REMARK_ARROW, "[1, 2]");
	check_value(" Output: 'a'", EVL_REMARK_LABEL, "'a'");
	check_value(" true, because 1 is truthy", EVL_REMARK_BARE, "true");
}

Test(samples_remark, what_makes_it_uncertain)
{
	static const struct {
		const char *text;
		bool conditional, incomplete, approximate, question;
	} cases[] = {
		{ " 1", false, false, false, false },	       { " 1 if run twice", true, false, false, false },
		{ " [1, 2, ...]", false, true, false, false }, { " \xE2\x89\x88 1000", true, false, true, false },
		{ " ?", false, false, false, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct remark r;
		read(&r, cases[i].text);
		cr_expect_eq(r.remark.is_conditional, cases[i].conditional, "conditional: %s", cases[i].text);
		cr_expect_eq(r.remark.is_incomplete, cases[i].incomplete, "incomplete: %s", cases[i].text);
		cr_expect_eq(r.remark.is_approximate, cases[i].approximate, "approximate: %s", cases[i].text);
		cr_expect_eq(r.remark.is_question, cases[i].question, "question: %s", cases[i].text);
		evl_arena_release(&r.arena);
	}
}

Test(samples_remark, names_of_errors)
{
	struct evl_range name;
	static const char text[] = "Uncaught TypeError: x is not a function";
	uint32_t end = evl_remark_error(text, (struct evl_range){ 0, sizeof text - 1 }, &name);
	cr_expect_neq(end, 0);
	cr_expect(name.end - name.start == 9 && memcmp(text + name.start, "TypeError", 9) == 0);
	cr_expect_eq(evl_remark_error("terror", (struct evl_range){ 0, 6 }, &name), 0);
}
