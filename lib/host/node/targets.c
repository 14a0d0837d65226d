/* SPDX-License-Identifier: MIT */
/*
 * targets.c - what Node watches of event targets: how many listeners of a type they get (lib/internal/event_target.js: kNewListener).
 */
#include "host/node/node.h"
#include "host/script.h"
#include "host/web/abort.h"
#include "value/convert.h"

/* Listeners that a signal takes away are such of the signal's own, too. */
static uint32_t count_at_signal(const struct evl_target *target)
{
	uint32_t count = 0;
	for (const struct evl_abort_algorithm *a = ((const struct evl_abort_signal *)target)->algorithms; a != NULL; a = a->next)
		count += a->listener != NULL;
	return count;
}

void evl_node_listener_added(struct evl_realm *realm, struct evl_target *target, evl_key type, uint32_t count)
{
	if (target->platform.kind == EVL_PLATFORM_ABORT_SIGNAL && type == evl_platform_intern(realm, "abort"))
		count += count_at_signal(target);
	if (count <= (evl_node(realm)->limits_set ? 1U : 10U))
		return;
	evl_value ignored, values[] = { evl_target_value(realm, target), evl_key_to_value(realm, type), evl_from_uint32(count) };
	(void)evl_host_script_call(realm, "node/event_target_limits", "added", 3, values, &ignored);
}

/* limitsSet(): another number of listeners than the usual one may be too many from now on. */
static bool limits_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_node(realm)->limits_set = true;
	*result = EVL_UNDEFINED;
	return true;
}

/* listenersOf(target, type): the callbacks, as an array. */
static bool listeners_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_target *target = evl_target_of(realm, evl_arg(args, 0));
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 1), &text))
		return false;
	evl_key type = evl_key_from_string(realm, text);
	uint32_t count = target != NULL ? evl_target_count(target, type) : 0, at = 0;
	evl_value *values = evl_realm_scratch(realm, (count + 1) * sizeof *values);
	for (const struct evl_listener *l = target != NULL ? target->listeners : NULL; l != NULL; l = l->next)
		if (l->type == type)
			values[at++] = l->callback;
	struct evl_object *list = evl_array_from(realm, values, count);
	if (list == NULL)
		return false;
	*result = evl_from_object(list);
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("limitsSet", limits_set, 0),
	EVL_METHOD("listenersOf", listeners_of, 2),
};
const struct evl_rows evl_node_target_binding = EVL_ROWS(binding_row);
