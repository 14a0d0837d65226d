/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "families.h"
#include "value/typed_array.h"

Test(value_typed_array, half_precision)
{
	static const struct {
		double value;
		uint16_t half;
	} cases[] = {
		{ 0, 0 }, { -0.0, 0x8000 }, { 1, 0x3C00 }, { -2, 0xC000 }, { 65504, 0x7BFF }, { 65519.999, 0x7BFF }, { 65520, 0x7C00 },
		{ 6.103515625e-05, 0x0400 }, { 5.9604644775390625e-08, 1 }, { 2.98023223876953125e-08, 0 }, { 2.980232238769532e-08, 1 },
		{ 8.940696716308594e-08, 2 }, { 1.00048828125, 0x3C00 }, { 1.0004882812500002, 0x3C01 }, { 1.00146484375, 0x3C02 },
		{ INFINITY, 0x7C00 }, { 2047.5, 0x6800 }, { 6.1005353927612305e-05, 0x0400 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(evl_double_to_half(cases[i].value), cases[i].half, "%.20g: %04x", cases[i].value, (unsigned)evl_double_to_half(cases[i].value));
	for (uint32_t half = 0; half < 0x10000; half++) {
		double d = evl_half_to_double((uint16_t)half);
		if (d == d)
			cr_assert_eq(evl_double_to_half(d), half, "%04x", (unsigned)half);
	}
}

Test(value_typed_array, keys_that_are_numbers)
{
	struct evl_realm *realm = test_realm();
	static const struct {
		const char *text;
		bool numeric;
		double index;
	} cases[] = {
		{ "0", true, 0 }, { "7", true, 7 }, { "-0", true, -1 }, { "1.5", true, -1 }, { "-1", true, -1 }, { "Infinity", true, INFINITY },
		{ "NaN", true, -1 }, { "4294967296", true, 4294967296.0 }, { "1e21", false, 0 }, { "1e+21", true, 1e21 }, { "01", false, 0 },
		{ "x", false, 0 }, { "", false, 0 }, { "Name", false, 0 }, { "-x", false, 0 }, { "1.0", false, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		double index = 0;
		cr_expect_eq(evl_typed_key(realm, test_key(realm, cases[i].text), &index), cases[i].numeric, "%s", cases[i].text);
		if (cases[i].numeric)
			cr_expect_eq(index, cases[i].index, "%s", cases[i].text);
	}
	test_realm_release(realm);
}

Test(value_typed_array, a_view_follows_its_buffer)
{
	struct evl_realm *realm = test_realm();
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, 8, 16);
	struct evl_view *fixed = evl_typed_array_new(realm, EVL_TYPED_UINT16, NULL, buffer, 2, 3);
	struct evl_view *tracking = evl_typed_array_new(realm, EVL_TYPED_UINT16, NULL, buffer, 2, -1);
	evl_value got;
	cr_expect(evl_typed_set(realm, fixed, 2, evl_from_int(65537 + 4)));
	cr_expect(evl_typed_quick_get(fixed, 2, &got) && got == evl_from_int(5));
	cr_expect_not(evl_typed_quick_get(fixed, 3, &got));
	cr_expect_not(evl_typed_quick_get(tracking, 0, &got), "a tracking view is asked the long way");
	cr_expect(evl_view_length(fixed) == 3 && evl_view_length(tracking) == 3);
	cr_assert(evl_block_resize(realm, buffer->block, 7));
	cr_expect(evl_view_length(fixed) == 0 && evl_view_is_out(fixed) && evl_view_length(tracking) == 2);
	cr_expect_not(evl_typed_quick_get(fixed, 0, &got));
	cr_expect_not(evl_typed_quick_set(fixed, 0, evl_from_int(1)));
	cr_expect_eq(evl_typed_get(realm, fixed, 0), EVL_UNDEFINED);
	evl_array_buffer_detach(buffer, NULL);
	cr_expect(evl_view_is_out(tracking) && evl_view_length(tracking) == 0);
	cr_expect(evl_typed_set(realm, tracking, 0, evl_from_int(1)), "writing to what is gone does nothing");
	test_realm_release(realm);
}

Test(value_typed_array, quick_and_slow_agree)
{
	struct evl_realm *realm = test_realm();
	static const double numbers[] = { 0, 1, -1, 127, 128, 255, 256, -129, 32768, 65535, -32769, 2147483647, -2147483648.0 };
	for (int type = 0; type < EVL_TYPED_BIGINT64; type++) {
		struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, 16, -1);
		struct evl_view *view = evl_typed_array_new(realm, (enum evl_typed)type, NULL, buffer, 0, 2);
		for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
			evl_value n = evl_from_number(numbers[i]), got;
			cr_assert(evl_typed_set(realm, view, 0, n));
			if (!evl_typed_quick_set(view, 1, n))
				continue;
			cr_assert(evl_typed_quick_get(view, 1, &got));
			cr_expect_eq(got, evl_typed_get(realm, view, 0), "%s %g", evl_typed_names[type], numbers[i]);
		}
	}
	test_realm_release(realm);
}
