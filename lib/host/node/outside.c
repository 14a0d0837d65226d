/* SPDX-License-Identifier: MIT */
/*
 * outside.c - unknown values (value/unknown.h) for the host's scripts: what other programs print, what only the machine knows, bytes that
 * are not modelled.
 */
#include <string.h>

#include "host/node/node.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/unknown_call.h"

/* unknownValue(text): a new one, shown as ‹text›. Words stand in parentheses before a dot. */
static bool unknown_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *text = evl_value_text(realm, evl_arg(args, 0));
	struct evl_unknown *unknown = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_arena_copy(&realm->scratch, text, strlen(text) + 1));
	unknown->is_compound = strncmp(text, "output of ", 10) == 0;
	*result = evl_from_object(&unknown->object);
	return true;
}

/* assume(text): a note, once for a text, of what is assumed. */
static bool assume(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *text = evl_value_text(realm, evl_arg(args, 0));
	*result = EVL_UNDEFINED;
	evl_unknown_assume(realm, evl_arena_copy(&realm->scratch, text, strlen(text) + 1));
	return true;
}

/* keepBehind(unknown, value), valueBehind(unknown): what it stands for, which the snippet does not see; undefined: nothing. */
static bool keep_behind(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	struct evl_node_behind *behind = evl_realm_scratch(realm, sizeof *behind);
	*behind = (struct evl_node_behind){ .next = node->behind, .unknown = evl_arg(args, 0), .value = evl_arg(args, 1) };
	node->behind = behind;
	*result = EVL_UNDEFINED;
	return true;
}

static bool value_behind(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_node_behind *behind = evl_node(realm)->behind;
	while (behind != NULL && behind->unknown != evl_arg(args, 0))
		behind = behind->next;
	*result = behind != NULL ? behind->value : EVL_UNDEFINED;
	return true;
}

/* process.getuid() and its like: what only the machine knows. */
bool evl_node_of_machine(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)(const void *)args->callee;
	*result = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "process.%s()", self->name))->object);
	return true;
}

static const struct evl_row outside_row[] = {
	EVL_METHOD("unknownValue", unknown_value, 1),
	EVL_METHOD("assume", assume, 1),
	EVL_METHOD("keepBehind", keep_behind, 2),
	EVL_METHOD("valueBehind", value_behind, 1),
};
const struct evl_rows evl_node_outside_binding = EVL_ROWS(outside_row);
