/* SPDX-License-Identifier: MIT */
/*
 * observer.c - what the three kinds of observers have in common: their making, their records and their calls.
 */
#include "host/browser/observer.h"

#include <string.h>

#include "value/convert.h"

struct evl_page_observers *evl_observers(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->observers == NULL)
		page->observers = evl_arena_zalloc(&realm->scratch, sizeof *page->observers);
	return page->observers;
}

void evl_observer_add(struct evl_realm *realm, struct evl_observer *observer, evl_value record)
{
	if (observer->count == observer->capacity) {
		uint32_t capacity = observer->capacity ? observer->capacity * 2 : 4;
		evl_value *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (observer->count != 0)
			memcpy(grown, observer->records, observer->count * sizeof *grown);
		observer->records = grown;
		observer->capacity = capacity;
	}
	observer->records[observer->count++] = record;
}

static void report(struct evl_realm *realm)
{
	evl_page_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_TASK, NULL);
}

bool evl_observer_call(struct evl_realm *realm, struct evl_observer *observer, evl_value list)
{
	evl_value arguments[2] = { list, evl_from_object(observer) }, ignored;
	evl_host_call_reporting(realm, observer->callback, evl_from_object(observer), 2, arguments, &ignored, report);
	return realm->halt == EVL_STATUS_OK;
}

static enum evl_observer_kind kind_by_name(const char *name)
{
	return name[0] == 'M' ? EVL_OBSERVER_MUTATION : name[0] == 'R' ? EVL_OBSERVER_RESIZE : EVL_OBSERVER_INTERSECTION;
}

bool evl_observer_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const enum evl_intrinsic prototypes[] = { EVL_INTRINSIC_MUTATION_OBSERVER_PROTOTYPE, EVL_INTRINSIC_RESIZE_OBSERVER_PROTOTYPE,
							 EVL_INTRINSIC_INTERSECTION_OBSERVER_PROTOTYPE };
	const char *name = evl_platform_name(args);
	enum evl_observer_kind kind = kind_by_name(name);
	struct evl_page_observers *all = evl_observers(realm);
	if (!evl_platform_require_new(realm, args) || !evl_platform_require_args(realm, args, 1, name, NULL))
		return false;
	if (!evl_is_callable(args->values[0]))
		return evl_platform_type_error(realm, "Failed to construct '%s': parameter 1 is not of type 'Function'.", name);
	struct evl_observer *observer = evl_platform_new(realm, EVL_PLATFORM_OBSERVER, sizeof *observer, args->new_target, prototypes[kind]);
	if (observer == NULL)
		return false;
	observer->kind = (uint8_t)kind;
	observer->callback = args->values[0];
	if (all->last[kind] != NULL)
		all->last[kind]->next = observer;
	else
		all->first[kind] = observer;
	all->last[kind] = observer;
	*result = evl_from_object(observer);
	return true;
}

struct evl_dom_node *evl_observer_argument(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool element)
{
	struct evl_dom_node *node = evl_node_cast(evl_arg(args, 0));
	if (!evl_platform_require_args(realm, args, 1, interface, evl_platform_name(args)))
		return NULL;
	if (node == NULL || (element && node->type != EVL_DOM_ELEMENT)) {
		evl_platform_bad_parameter(realm, args, interface, evl_platform_name(args), 1, element ? "Element" : "Node");
		return NULL;
	}
	return node;
}

static void forget(struct evl_observer *observer, struct evl_dom_node *node)
{
	struct evl_observation **link = &node->observed;
	while (*link != NULL && (*link)->observer != observer)
		link = &(*link)->next;
	if (*link != NULL)
		*link = (*link)->next;
}

struct evl_observer *evl_observer_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	if (observer == NULL || observer->kind == kind)
		return observer;
	evl_platform_wrong_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	return NULL;
}

bool evl_observer_disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_observer_receiver(realm, args, kind);
	*result = EVL_UNDEFINED;
	if (observer == NULL)
		return false;
	observer->count = 0;
	observer->observations = NULL;
	for (uint32_t i = 0; i < observer->node_count; i++)
		forget(observer, observer->nodes[i]);
	observer->node_count = 0;
	return true;
}

struct evl_object *evl_observer_taken(struct evl_realm *realm, struct evl_observer *observer)
{
	struct evl_object *list = evl_array_from(realm, observer->records, observer->count);
	observer->count = observer->capacity = 0;
	observer->records = NULL;
	return list;
}

bool evl_observer_take_records(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_observer_receiver(realm, args, kind);
	if (observer == NULL)
		return false;
	struct evl_object *list = evl_observer_taken(realm, observer);
	*result = evl_from_object(list);
	return list != NULL;
}
