/* SPDX-License-Identifier: MIT */
/* lib/builtins/decimal.c: rounding of decimal digits. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "builtins/decimal.h"

static void expect_rounded(double x, int64_t places, enum evl_rounding mode, int increment, const char *digits, int64_t exponent)
{
	char room[EVL_DECIMAL_DOUBLE_ROOM];
	struct evl_decimal d;
	evl_decimal_from_double(x, room, &d);
	evl_decimal_round(&d, places, mode, increment);
	cr_expect(d.count == strlen(digits) && memcmp(d.digits, digits, d.count) == 0 && d.exponent == exponent,
		  "%g to %d places: %.*s * 10^%d", x, (int)places, (int)d.count, d.digits, (int)d.exponent);
}

Test(builtins_decimal, halves_go_where_the_mode_says)
{
	expect_rounded(2.5, 0, EVL_ROUND_HALF_EXPAND, 1, "3", 1);
	expect_rounded(2.5, 0, EVL_ROUND_HALF_EVEN, 1, "2", 1);
	expect_rounded(-2.5, 0, EVL_ROUND_HALF_CEIL, 1, "2", 1);
	expect_rounded(-2.5, 0, EVL_ROUND_HALF_FLOOR, 1, "3", 1);
	expect_rounded(1.005, 2, EVL_ROUND_HALF_EXPAND, 1, "101", 1); /* the shortest text counts, not the binary value */
	expect_rounded(0.04, 1, EVL_ROUND_HALF_EXPAND, 1, "", 0);
	expect_rounded(0.04, 1, EVL_ROUND_CEIL, 1, "1", 0);
	expect_rounded(999.95, 1, EVL_ROUND_HALF_EXPAND, 1, "1", 4);
}

Test(builtins_decimal, increments)
{
	expect_rounded(1.23, 2, EVL_ROUND_HALF_EXPAND, 5, "125", 1);
	expect_rounded(1.22, 2, EVL_ROUND_HALF_EXPAND, 5, "12", 1);
	expect_rounded(62.5, 0, EVL_ROUND_HALF_EVEN, 25, "5", 2);
	expect_rounded(87.5, 0, EVL_ROUND_HALF_EVEN, 25, "1", 3);
	expect_rounded(1, 0, EVL_ROUND_HALF_EXPAND, 5000, "", 0);
	expect_rounded(2500, 0, EVL_ROUND_HALF_EXPAND, 5000, "5", 4);
}

Test(builtins_decimal, texts_are_read_exactly)
{
	char room[64];
	struct evl_decimal d;
	cr_expect(evl_decimal_from_text("-00120.50e3", 11, room, &d));
	cr_expect(d.negative && d.count == 4 && memcmp(d.digits, "1205", 4) == 0 && d.exponent == 6);
	cr_expect(!evl_decimal_from_text("", 0, room, &d) && !evl_decimal_from_text("1e", 2, room, &d) && !evl_decimal_from_text(".", 1, room, &d));
	cr_expect(evl_decimal_from_text("0.0", 3, room, &d) && evl_decimal_is_zero(&d));
}
