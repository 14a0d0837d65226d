/* SPDX-License-Identifier: MIT */
/* test_status.c - every status has its three texts and one of four exit statuses. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "base/status.h"

Test(base_status, every_row_is_complete)
{
	for (int i = 0; i < EVL_STATUS_COUNT; i++) {
		enum evl_status status = (enum evl_status)i;
		int code = evl_status_exit_code(status);
		cr_expect(code >= 0 && code <= 3);
		cr_expect_gt(strlen(evl_status_sentence(status)), 3);
		for (const char *c = evl_status_name(status); *c; c++)
			cr_expect(islower((unsigned char)*c) || *c == '_');
	}
	cr_expect_eq(evl_status_exit_code(EVL_STATUS_OK), 0);
	cr_expect_str_eq(evl_status_name(EVL_STATUS_NOT_COVERED), "not_covered");
	cr_expect_eq(evl_status_exit_code(EVL_STATUS_COUNT), 2);
}
