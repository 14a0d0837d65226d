/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "check/check.h"

Test(check_names, every_rule_is_found_by_its_number_and_has_its_words)
{
	uint16_t last = 0;
	for (const struct evl_check_rule *rule = evl_check_rules; rule->number != 0; rule++) {
		cr_expect_gt(rule->number, last, "numbers go up");
		cr_expect_eq(evl_check_rule(rule->number), rule);
		cr_expect(rule->name[0] != '\0' && rule->title[0] != '\0' && rule->help[0] != '\0', "%u", rule->number);
		for (const struct evl_check_rule *other = evl_check_rules; other != rule; other++)
			cr_expect_str_neq(other->name, rule->name);
		last = rule->number;
	}
	cr_expect_gt(last, 100);
	cr_expect_null(evl_check_rule(0));
	cr_expect_null(evl_check_rule(65535));
}

Test(check_names, names_end_where_their_enums_end)
{
	static const struct {
		const char *(*name)(unsigned);
		unsigned count;
	} lists[] = {
		{ evl_check_form_name, EVL_CHECK_FORM_COUNT }, { evl_check_confidence_name, EVL_CHECK_CONFIDENCE_COUNT },
		{ evl_check_status_name, EVL_CHECK_STATUS_COUNT }, { evl_check_level_name, EVL_CHECK_NOTE + 1 },
	};
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		for (unsigned k = 0; k < lists[i].count; k++)
			cr_expect_str_neq(lists[i].name(k), "", "list %zu, %u", i, k);
		cr_expect_str_eq(lists[i].name(lists[i].count), "");
		cr_expect_str_eq(lists[i].name(UINT32_MAX), "");
	}
}

Test(check_names, guards_have_a_name_and_a_sentence)
{
	for (unsigned guard = 0; guard < EVL_CHECK_GUARD_COUNT; guard++)
		cr_expect_eq(evl_check_guard_name(guard)[0] != '\0', evl_check_guard_sentence(guard)[0] != '\0', "%u", guard);
	cr_expect_str_eq(evl_check_guard_name(1000), "");
}

Test(check_names, hosts_by_their_bits)
{
	cr_expect_str_eq(evl_check_host_name(EVL_CHECK_NODE_CJS), "node-cjs");
	cr_expect_str_eq(evl_check_host_name(EVL_CHECK_NODE_ESM), "node-esm");
	cr_expect_str_eq(evl_check_host_name(EVL_CHECK_BROWSER), "browser");
	cr_expect_str_eq(evl_check_host_name(EVL_CHECK_ALL_HOSTS), "", "a mask is no host");
}
