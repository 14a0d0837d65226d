/* SPDX-License-Identifier: MIT */
/*
 * regexp_legacy.c - RegExp.$1, RegExp.lastMatch, RegExp.input and their siblings: what the last successful match was. No
 * standard has them yet; all engines do.
 */
#include "builtins/args.h"
#include "builtins/regexp_legacy.h"
#include "vm/regexp.h"

static bool give_range(struct evl_realm *realm, int32_t from, int32_t to, evl_value *result)
{
	struct evl_string *subject = evl_regexp_state(realm)->subject, *text;
	if (subject == NULL || from < 0 || to < from)
		text = evl_string_from_name(realm, EVL_NAME_empty);
	else
		text = evl_string_substring(realm, subject, (uint32_t)from, (uint32_t)to);
	*result = evl_string_value(text);
	return text != NULL;
}

static bool give_capture(struct evl_realm *realm, uint32_t n, evl_value *result)
{
	const struct evl_regexp_state *state = evl_regexp_state(realm);
	if (n >= state->last_count)
		return give_range(realm, -1, -1, result);
	return give_range(realm, state->last[2 * n], state->last[2 * n + 1], result);
}

bool evl_regexp_get_input(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *input = evl_regexp_state(realm)->input;
	(void)args;
	*result = evl_from_string(input != NULL ? input : evl_string_from_name(realm, EVL_NAME_empty));
	return true;
}

bool evl_regexp_set_input(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return evl_to_string(realm, evl_arg(args, 0), &evl_regexp_state(realm)->input);
}

bool evl_regexp_get_last_match(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return give_capture(realm, 0, result);
}

bool evl_regexp_get_last_paren(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_regexp_state *state = evl_regexp_state(realm);
	(void)args;
	if (state->last_count <= 1)
		return give_range(realm, -1, -1, result);
	return give_range(realm, state->last_paren[0], state->last_paren[1], result);
}

bool evl_regexp_get_left_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return give_range(realm, 0, evl_regexp_state(realm)->last[0], result);
}

bool evl_regexp_get_right_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_regexp_state *state = evl_regexp_state(realm);
	(void)args;
	return give_range(realm, state->last[1], state->subject != NULL ? (int32_t)state->subject->length : -1, result);
}

#define CAPTURE(n)                                                                                                  \
	bool evl_regexp_get_capture_##n(struct evl_realm *realm, const struct evl_args *args, evl_value *result)   \
	{                                                                                                          \
		(void)args;                                                                                        \
		return give_capture(realm, n, result);                                                             \
	}

CAPTURE(1)
CAPTURE(2)
CAPTURE(3)
CAPTURE(4)
CAPTURE(5)
CAPTURE(6)
CAPTURE(7)
CAPTURE(8)
CAPTURE(9)
