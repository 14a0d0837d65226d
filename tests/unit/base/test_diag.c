/* SPDX-License-Identifier: MIT */
/* test_diag.c - diagnostics keep their order and count errors. */
#include <criterion/criterion.h>

#include "base/diag.h"

Test(base_diag, records_are_kept_in_order_with_formatted_copies)
{
	struct evl_arena arena;
	struct evl_diags diags;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	evl_diags_init(&diags, &arena);
	evl_diags_add(&diags, EVL_SEVERITY_NOTE, EVL_STATUS_OK, evl_span_none(), "first %d", 1);
	struct evl_diag *second =
		evl_diags_add(&diags, EVL_SEVERITY_ERROR, EVL_STATUS_SYNTAX, (evl_span){ 0, 3, 5 }, "%s", "second");
	second->help = "help";
	cr_expect_str_eq(diags.first->message, "first 1");
	cr_expect_eq(diags.first->span.start, UINT32_MAX);
	cr_expect_eq(diags.first->next, second);
	cr_expect_eq(diags.last, second);
	cr_expect_null(second->next);
	cr_expect_eq(diags.error_count, 1);
	evl_arena_release(&arena);
}
