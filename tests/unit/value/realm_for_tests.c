/* SPDX-License-Identifier: MIT */
/*
 * realm_for_tests.c - a realm without a machine, and short ways to look at it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "families.h"
#include "value/convert.h"

struct test_state {
	struct evl_realm realm;
	struct evl_arena arena;
};

static bool call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count, const evl_value *values,
		 evl_value *out)
{
	if (!evl_is_class(callee, EVL_CLASS_NATIVE_FUNCTION))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe(realm, callee));
	struct evl_args args = { this_value, values, count, EVL_UNDEFINED, evl_as_object(callee) };
	*out = EVL_UNDEFINED;
	return ((struct evl_native_function *)evl_pointer(callee))->fn(realm, &args, out);
}

static bool function_slot(struct evl_realm *realm, struct evl_object *function, uint32_t slot, evl_value *out)
{
	(void)realm;
	(void)function;
	*out = evl_from_int((int32_t)slot + 100);
	return true;
}

static bool stack_text(struct evl_realm *realm, struct evl_error *error, evl_value *out)
{
	(void)error;
	*out = test_text(realm, "the stack");
	return true;
}

struct evl_realm *test_realm_limited(size_t bytes)
{
	struct test_state *state = calloc(1, sizeof(*state));
	cr_assert(evl_arena_init(&state->arena, (size_t)1 << 32));
	cr_assert(evl_realm_init(&state->realm, evl_names_new(&state->arena), NULL, bytes));
	state->realm.hooks.call = call;
	state->realm.hooks.function_slot = function_slot;
	state->realm.hooks.stack_text = stack_text;
	return &state->realm;
}

struct evl_realm *test_realm(void)
{
	return test_realm_limited((size_t)256 << 20);
}

void test_realm_release(struct evl_realm *realm)
{
	struct test_state *state = (struct test_state *)(void *)realm;
	evl_realm_release(realm);
	evl_arena_release(&state->arena);
	free(state);
}

evl_value test_text(struct evl_realm *realm, const char *text)
{
	return evl_string_value(evl_string_from_utf8(realm, text, strlen(text)));
}

evl_key test_key(struct evl_realm *realm, const char *text)
{
	return evl_key_from_string(realm, evl_as_string(test_text(realm, text)));
}

const char *test_shown(struct evl_realm *realm, evl_value v)
{
	return evl_is_object(v) ? "(object)" : evl_describe(realm, v);
}

const char *test_message(struct evl_realm *realm)
{
	evl_value thrown = realm->exception;
	realm->exception = EVL_EMPTY;
	if (realm->halt != EVL_STATUS_OK) {
		realm->halt = EVL_STATUS_OK;
		return "(halt)";
	}
	return thrown == EVL_EMPTY ? "(none)" : evl_describe(realm, thrown);
}

const char *test_keys(struct evl_realm *realm, struct evl_object *object)
{
	struct evl_key_list list;
	cr_assert(evl_own_keys(realm, object, &list));
	size_t room = 1;
	for (uint32_t i = 0; i < list.count; i++)
		room += strlen(evl_describe_key(realm, list.keys[i])) + 1;
	char *text = evl_realm_scratch(realm, room);
	text[0] = '\0';
	for (uint32_t i = 0; i < list.count; i++) {
		if (i)
			strcat(text, ",");
		strcat(text, evl_describe_key(realm, list.keys[i]));
	}
	return text;
}

evl_value test_get(struct evl_realm *realm, const void *object, const char *key)
{
	evl_value value = EVL_EMPTY;
	cr_assert(evl_get(realm, evl_from_object(object), test_key(realm, key), &value));
	return value;
}

bool test_set(struct evl_realm *realm, const void *object, const char *key, evl_value value)
{
	return evl_set(realm, evl_from_object(object), test_key(realm, key), value, true);
}

evl_value test_function(struct evl_realm *realm, evl_native fn)
{
	return evl_from_object(evl_native_function_new(realm, "f", 0, fn));
}
