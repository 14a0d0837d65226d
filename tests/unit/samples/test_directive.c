/* SPDX-License-Identifier: MIT */
#include "samples/directive.h"

#include <criterion/criterion.h>
#include <string.h>

struct reading {
	struct evl_arena arena;
	struct evl_directives directives;
	struct evl_problems problems;
};

static void read(struct reading *r, const char *text)
{
	cr_assert(evl_arena_init(&r->arena, (size_t)1 << 24));
	evl_problems_init(&r->problems, &r->arena);
	evl_directives_init(&r->directives);
	evl_directive_read(&r->directives, text, (struct evl_range){ 0, (uint32_t)strlen(text) }, NULL, &r->problems, &r->arena);
}

Test(samples_directive, is_one_by_its_first_word)
{
	uint32_t body;
	cr_expect(evl_directive_is(" evloop: skip ", (struct evl_range){ 0, 14 }, &body));
	cr_expect_not(evl_directive_is(" evloops: skip ", (struct evl_range){ 0, 15 }, &body));
	cr_expect_not(evl_directive_is(" nothing ", (struct evl_range){ 0, 9 }, &body));
}

Test(samples_directive, keys_and_values)
{
	struct reading r;
	read(&r, " evloop: module, name=first, throws=TypeError ");
	cr_expect(r.directives.module && r.directives.has_any && !r.directives.skip);
	cr_assert_not_null(r.directives.name);
	cr_expect_str_eq(r.directives.name, "first");
	cr_assert_not_null(r.directives.error_name);
	cr_expect_str_eq(r.directives.error_name, "TypeError");
	cr_expect_eq(r.problems.count, 0);
	evl_arena_release(&r.arena);
}

Test(samples_directive, an_unknown_key_is_a_problem_with_its_place)
{
	struct reading r;
	static const char text[] = " evloop: skipp ";
	read(&r, text);
	cr_assert_eq(r.problems.count, 1);
	cr_expect(r.problems.first->rule >= 100 && r.problems.first->message != NULL);
	cr_expect_not(r.directives.skip);
	evl_arena_release(&r.arena);
}

Test(samples_directive, a_later_one_adds_to_an_earlier)
{
	struct reading first, more;
	read(&first, " evloop: module ");
	read(&more, " evloop: skip ");
	evl_directives_merge(&first.directives, &more.directives, &first.arena);
	cr_expect(first.directives.module && first.directives.skip);
	evl_arena_release(&first.arena);
	evl_arena_release(&more.arena);
}
