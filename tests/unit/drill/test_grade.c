/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "drill/rule.h"
#include <evloop/drill.h>

static struct evloop_drill_question four(void)
{
	struct evloop_drill_question q = { .kind = EVLOOP_DRILL_ORDER, .line_count = 4, .lines = { "a", "b", "c", "d" } };
	q.next_rules[0] = EVL_RULE_SYNC_IN_ORDER;
	q.next_rules[1] = EVL_RULE_THEN_IS_ASYNC;
	q.next_rules[2] = EVL_RULE_MICROTASK_BEFORE_TIMER;
	return q;
}

static struct evloop_drill_grade graded(const struct evloop_drill_question *q, size_t count, const char *const *lines)
{
	struct evloop_drill_answer answer = { .line_count = count, .lines = lines };
	struct evloop_drill_grade grade;
	evloop_drill_grade(q, &answer, &grade);
	return grade;
}

Test(drill_grade, the_right_order_is_exact)
{
	struct evloop_drill_question q = four();
	struct evloop_drill_grade g = graded(&q, 4, (const char *const[]){ "a", " b ", "c", "d" });
	cr_expect(g.exact);
	cr_expect_eq(g.moves, 0);
	cr_expect_eq(g.blamed_count, 0);
}

Test(drill_grade, one_line_too_early_is_one_move_and_one_rule)
{
	struct evloop_drill_question q = four();
	struct evloop_drill_grade g = graded(&q, 4, (const char *const[]){ "a", "b", "d", "c" });
	cr_expect_not(g.exact);
	cr_expect_eq(g.moves, 1);
	cr_expect_float_eq(g.pairs, 5.0 / 6, 1e-9);
	cr_expect_eq(g.first_wrong, 2);
	cr_assert_eq(g.blamed_count, 1);
	cr_expect_eq(g.blamed[0], EVL_RULE_MICROTASK_BEFORE_TIMER);
	cr_expect_eq(g.blamed_second[0], 3);
}

Test(drill_grade, a_line_far_too_early_is_still_one_move)
{
	struct evloop_drill_question q = four();
	struct evloop_drill_grade g = graded(&q, 4, (const char *const[]){ "d", "a", "b", "c" });
	cr_expect_eq(g.moves, 1);
	cr_expect_float_eq(g.pairs, 0.5, 1e-9);
	cr_expect_eq(g.blamed_count, 1);
}

Test(drill_grade, missing_and_extra_lines_count)
{
	struct evloop_drill_question q = four();
	struct evloop_drill_grade g = graded(&q, 3, (const char *const[]){ "a", "x", "c" });
	cr_expect_eq(g.missing, 2);
	cr_expect_eq(g.extra, 1);
	cr_expect_not(g.exact);
}
