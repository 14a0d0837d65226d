/* SPDX-License-Identifier: MIT */
/*
 * names.c - see check.h: the words of reports for what the check's structs hold as numbers.
 */
#include "check/check.h"

const struct evl_check_rule evl_check_rules[] = {
#define EVL_RULE(number, name, level, title, help) { number, EVL_CHECK_##level, name, title, help },
#include "check/rules.def"
#undef EVL_RULE
	{ 0, 0, NULL, NULL, NULL },
};

const struct evl_check_rule *evl_check_rule(uint16_t number)
{
	for (const struct evl_check_rule *rule = evl_check_rules; rule->number != 0; rule++)
		if (rule->number == number)
			return rule;
	return NULL;
}

const char *evl_check_form_name(unsigned form)
{
	static const char *const names[] = {
#define EVL_FORM(id, name, title) name,
#include "samples/expectation.def"
#undef EVL_FORM
	};
	return form < EVL_CHECK_FORM_COUNT ? names[form] : "";
}

const char *evl_check_confidence_name(unsigned confidence)
{
	static const char *const names[] = { "certain", "high", "medium", "low" };
	return confidence < EVL_CHECK_CONFIDENCE_COUNT ? names[confidence] : "";
}

const char *evl_check_guard_name(unsigned guard)
{
	switch (guard) {
#define EVL_GUARD(id, number, name, sentence) \
	case number:                          \
		return name;
#include "samples/guards.def"
#undef EVL_GUARD
	default:
		return "";
	}
}

const char *evl_check_guard_sentence(unsigned guard)
{
	switch (guard) {
#define EVL_GUARD(id, number, name, sentence) \
	case number:                          \
		return sentence;
#include "samples/guards.def"
#undef EVL_GUARD
	default:
		return "";
	}
}

const char *evl_check_status_name(unsigned status)
{
	static const char *const names[] = { "confirmed", "wrong", "unclear", "no-expectation", "not-checked" };
	return status < EVL_CHECK_STATUS_COUNT ? names[status] : "";
}

const char *evl_check_level_name(unsigned level)
{
	static const char *const names[] = { "error", "warning", "note" };
	return level <= EVL_CHECK_NOTE ? names[level] : "";
}

const char *evl_check_host_name(unsigned bit)
{
	return bit == EVL_CHECK_NODE_CJS ? "node-cjs" : bit == EVL_CHECK_NODE_ESM ? "node-esm" : bit == EVL_CHECK_BROWSER ? "browser" : "";
}
