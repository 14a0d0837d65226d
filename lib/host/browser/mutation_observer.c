/* SPDX-License-Identifier: MIT */
/*
 * mutation_observer.c - MutationObserver (DOM, "Mutation observers") with its one microtask for all.
 */
#include <stdlib.h>
#include <string.h>

#include "host/browser/observer.h"
#include "value/convert.h"
#include "vm/job.h"
#include "vm/stack.h"

static void queue_microtask(struct evl_realm *realm, evl_span span);

/* A node leaves its parent: who watches the parent's subtree goes on watching it until the observers are called (DOM, "transient registered observers"). */
void evl_observe_removal(struct evl_realm *realm, struct evl_dom_node *node)
{
	struct evl_page_observers *all = evl_page(realm)->observers;
	bool any = false;
	if (all == NULL)
		return;
	for (struct evl_dom_node *at = node->parent; at != NULL; at = at->parent) {
		for (const struct evl_observation *o = at->observed; o != NULL; o = o->next) {
			if (!o->subtree || o->observer->kind != EVL_OBSERVER_MUTATION)
				continue;
			struct evl_observation *copy = evl_arena_copy(&realm->scratch, o, sizeof *o);
			copy->transient = true;
			copy->node = node;
			copy->next = node->observed;
			node->observed = copy;
			any = true;
		}
	}
	if (!any)
		return;
	if (all->left_count == all->left_capacity) {
		uint32_t capacity = all->left_capacity ? all->left_capacity * 2 : 8;
		struct evl_dom_node **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_dom_node *));
		if (all->left_count != 0)
			memcpy(grown, all->left, all->left_count * sizeof(struct evl_dom_node *));
		all->left = grown;
		all->left_capacity = capacity;
	}
	all->left[all->left_count++] = node;
	/* As in Chromium: the observers are called for it, though they may have nothing to hear. */
	queue_microtask(realm, evl_stack_site(realm));
}

static void forget_transient(struct evl_dom_node *const *nodes, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct evl_observation **link = &nodes[i]->observed;
		while (*link != NULL) {
			if ((*link)->transient)
				*link = (*link)->next;
			else
				link = &(*link)->next;
		}
	}
}

/* "notify mutation observers": those that have records when it begins; what their callbacks bring about for others is for the next microtask. */
static bool notify(struct evl_realm *realm, evl_value ignored)
{
	struct evl_page_observers *all = evl_observers(realm);
	struct evl_dom_node **slots = all->slots;
	uint32_t slot_count = all->slot_count;
	(void)ignored;
	all->queued = false;
	all->slots = NULL;
	all->slot_count = all->slot_capacity = 0;
	forget_transient(all->left, all->left_count);
	all->left_count = 0;
	for (struct evl_observer *o = all->first[EVL_OBSERVER_MUTATION]; o != NULL; o = o->next)
		o->called = o->count != 0;
	for (struct evl_observer *o = all->first[EVL_OBSERVER_MUTATION]; o != NULL; o = o->next) {
		if (!o->called || o->count == 0)
			continue;
		struct evl_object *records = evl_array_from(realm, o->records, o->count);
		o->records = NULL;
		o->count = o->capacity = 0;
		if (records == NULL || !evl_observer_call(realm, o, evl_from_object(records)))
			return false;
	}
	for (uint32_t i = 0; i < slot_count; i++)
		if (!evl_event_fire(realm, &slots[i]->target, "Event", "slotchange", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES))
			return false;
	return true;
}

static void queue_microtask(struct evl_realm *realm, evl_span span)
{
	struct evl_page_observers *all = evl_observers(realm);
	if (all->queued)
		return;
	all->queued = true;
	evl_job_queue(realm,
		      (struct evl_job){ .kind = EVL_JOB_NATIVE, .work = EVL_WORK_MUTATION_OBSERVER, .span = span, .callee = EVL_UNDEFINED,
					.target = EVL_UNDEFINED, .argument = EVL_UNDEFINED, .native = notify },
		      EVL_NO_EVENT);
}

void evl_observe_wake(struct evl_realm *realm)
{
	queue_microtask(realm, evl_stack_site(realm));
}

void evl_observe_slot(struct evl_realm *realm, struct evl_dom_node *slot)
{
	struct evl_page_observers *all = evl_observers(realm);
	for (uint32_t i = 0; i < all->slot_count; i++)
		if (all->slots[i] == slot)
			return;
	if (all->slot_count == all->slot_capacity) {
		uint32_t capacity = all->slot_capacity ? all->slot_capacity * 2 : 4;
		struct evl_dom_node **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_dom_node *));
		if (all->slot_count != 0)
			memcpy(grown, all->slots, all->slot_count * sizeof(struct evl_dom_node *));
		all->slots = grown;
		all->slot_capacity = capacity;
	}
	all->slots[all->slot_count++] = slot;
	queue_microtask(realm, evl_stack_site(realm));
}

static bool is_interested(const struct evl_observation *o, const struct evl_dom_node *at, const struct evl_dom_node *target, enum evl_dom_change change,
			  evl_name name)
{
	if (o->observer->kind != EVL_OBSERVER_MUTATION || (at != target && !o->subtree))
		return false;
	if (change == EVL_CHANGE_CHILDREN)
		return o->child_list;
	if (change == EVL_CHANGE_TEXT)
		return o->character_data;
	if (!o->attributes)
		return false;
	for (uint32_t i = 0; i < o->filter_count; i++)
		if (o->filter[i] == name)
			return true;
	return o->filter == NULL;
}

/* "queue a mutation record": one per interested observer, in the order of their registration from the target outwards. */
static void queue_record(struct evl_realm *realm, struct evl_dom_node *target, enum evl_dom_change change, evl_name space, evl_name name, evl_value old,
			 evl_value added, evl_value removed, struct evl_dom_node *previous, struct evl_dom_node *next)
{
	static const char *const names[] = { "type", "target", "addedNodes", "removedNodes", "previousSibling", "nextSibling", "attributeName",
					     "attributeNamespace", "oldValue", NULL };
	static const char *const types[] = { "childList", "attributes", "characterData" };
	evl_watch_change(realm, target, change);
	if (evl_page(realm)->observers == NULL)
		return;
	for (struct evl_observer *o = evl_page(realm)->observers->first[EVL_OBSERVER_MUTATION]; o != NULL; o = o->next) {
		bool wanted = false, wants_old = false;
		for (struct evl_dom_node *at = target; at != NULL; at = at->parent) {
			for (const struct evl_observation *each = at->observed; each != NULL; each = each->next) {
				if (each->observer != o || !is_interested(each, at, target, change, name))
					continue;
				wanted = true;
				wants_old = wants_old || (change == EVL_CHANGE_ATTRIBUTE ? each->attribute_old : change == EVL_CHANGE_TEXT && each->text_old);
			}
		}
		if (!wanted)
			continue;
		evl_value empty = change == EVL_CHANGE_CHILDREN ? EVL_UNDEFINED :
						       evl_from_object(evl_node_list_new(realm, EVL_LIST_STATIC, NULL, EVL_NAME_NONE));
		evl_value values[] = {
			evl_platform_text(realm, types[change]),
			evl_from_object(target),
			change == EVL_CHANGE_CHILDREN ? added : empty,
			change == EVL_CHANGE_CHILDREN ? removed : empty,
			evl_node_value(previous),
			evl_node_value(next),
			change == EVL_CHANGE_ATTRIBUTE ? evl_from_string(evl_string_from_name(realm, name)) : EVL_NULL,
			space != EVL_NAME_NONE ? evl_from_string(evl_string_from_name(realm, space)) : EVL_NULL,
			wants_old ? old : EVL_NULL,
		};
		evl_observer_add(realm, o, evl_record_new(realm, EVL_INTRINSIC_MUTATION_RECORD_PROTOTYPE, names, values));
		queue_microtask(realm, evl_host_function_span(realm, o->callback, evl_stack_site(realm)));
	}
}

void evl_observe_children(struct evl_realm *realm, struct evl_dom_node *parent, evl_value added, evl_value removed,
			  struct evl_dom_node *previous, struct evl_dom_node *next)
{
	queue_record(realm, parent, EVL_CHANGE_CHILDREN, EVL_NAME_NONE, EVL_NAME_NONE, EVL_NULL, added, removed, previous, next);
}

void evl_observe_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name name, evl_value old)
{
	queue_record(realm, element, EVL_CHANGE_ATTRIBUTE, space, name, old, EVL_NULL, EVL_NULL, NULL, NULL);
}

void evl_observe_text(struct evl_realm *realm, struct evl_dom_node *node, evl_value old)
{
	queue_record(realm, node, EVL_CHANGE_TEXT, EVL_NAME_NONE, EVL_NAME_NONE, old, EVL_NULL, EVL_NULL, NULL, NULL);
}

static bool flag(struct evl_realm *realm, evl_value options, const char *name, bool *out, bool *given)
{
	evl_value value;
	if (!evl_get(realm, options, evl_platform_intern(realm, name), &value))
		return false;
	*given = !evl_is_undefined(value);
	*out = evl_to_boolean(value);
	return true;
}

static bool read_filter(struct evl_realm *realm, evl_value options, struct evl_observation *o, bool *given)
{
	evl_value value;
	double length;
	if (!evl_get(realm, options, evl_platform_intern(realm, "attributeFilter"), &value))
		return false;
	*given = !evl_is_undefined(value);
	if (!evl_is_object(value))
		return true;
	if (!evl_length_of(realm, evl_as_object(value), &length))
		return false;
	o->filter = evl_arena_alloc(&realm->scratch, ((size_t)(length < 10000 ? length : 10000) + 1) * sizeof *o->filter);
	for (uint32_t i = 0; i < length && i < 10000; i++) {
		evl_value item;
		struct evl_string *text;
		if (!evl_object_get(realm, evl_as_object(value), evl_key_from_index(i), value, &item) || !evl_to_string(realm, item, &text))
			return false;
		o->filter[o->filter_count++] = evl_string_name(realm, text);
	}
	return true;
}

static struct evl_observation *observation_of(struct evl_realm *realm, struct evl_observer *observer, struct evl_dom_node *node)
{
	struct evl_observation **link = &node->observed;
	while (*link != NULL && ((*link)->observer != observer || (*link)->transient))
		link = &(*link)->next;
	if (*link == NULL) {
		*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
		(*link)->observer = observer;
		(*link)->node = node;
		if (observer->node_count == observer->node_capacity) {
			uint32_t capacity = observer->node_capacity ? observer->node_capacity * 2 : 4;
			struct evl_dom_node **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_dom_node *));
			if (observer->node_count != 0)
				memcpy(grown, observer->nodes, observer->node_count * sizeof(struct evl_dom_node *));
			observer->nodes = grown;
			observer->node_capacity = capacity;
		}
		observer->nodes[observer->node_count++] = node;
	}
	return *link;
}

static bool observe_mutations(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char failed[] = "Failed to execute 'observe' on 'MutationObserver': ";
	struct evl_observer *observer = evl_observer_receiver(realm, args, EVL_OBSERVER_MUTATION);
	struct evl_observation wanted = { .observer = observer };
	bool has_child, has_attributes, has_text, has_subtree, has_attribute_old, has_text_old, has_filter;
	*result = EVL_UNDEFINED;
	struct evl_dom_node *node = observer != NULL ? evl_observer_argument(realm, args, "MutationObserver", false) : NULL;
	if (node == NULL)
		return false;
	evl_value options = evl_arg(args, 1);
	if (!evl_is_object(options))
		options = evl_from_object(evl_object_plain(realm));
	if (!read_filter(realm, options, &wanted, &has_filter) || !flag(realm, options, "attributeOldValue", &wanted.attribute_old, &has_attribute_old) ||
	    !flag(realm, options, "attributes", &wanted.attributes, &has_attributes) ||
	    !flag(realm, options, "characterData", &wanted.character_data, &has_text) ||
	    !flag(realm, options, "characterDataOldValue", &wanted.text_old, &has_text_old) ||
	    !flag(realm, options, "childList", &wanted.child_list, &has_child) ||
	    !flag(realm, options, "subtree", &wanted.subtree, &has_subtree))
		return false;
	if (!has_attributes && (has_attribute_old || has_filter))
		wanted.attributes = true;
	if (!has_text && has_text_old)
		wanted.character_data = true;
	const char *only_with = wanted.attributes  ? NULL :
				wanted.attribute_old ? "'attributeOldValue' to true when 'attributes'" :
				has_filter	     ? "'attributeFilter' when 'attributes'" :
						       NULL;
	if (only_with == NULL && wanted.text_old && !wanted.character_data)
		only_with = "'characterDataOldValue' to true when 'characterData'";
	if (only_with != NULL)
		return evl_platform_type_error(realm, "%sThe options object may only set %s is true or not present.", failed, only_with);
	if (!wanted.attributes && !wanted.child_list && !wanted.character_data)
		return evl_platform_type_error(realm, "%sThe options object must set at least one of 'attributes', 'characterData', or 'childList' to true.",
					       failed);
	struct evl_observation *o = observation_of(realm, observer, node);
	wanted.next = o->next;
	wanted.node = node;
	*o = wanted;
	return true;
}

static bool disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_disconnect(realm, args, result, EVL_OBSERVER_MUTATION);
}

static bool take_records(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_take_records(realm, args, result, EVL_OBSERVER_MUTATION);
}

static const struct evl_row mutation_observer_row[] = {
	EVL_OPERATION("disconnect", disconnect, 0),
	EVL_OPERATION("observe", observe_mutations, 1),
	EVL_OPERATION("takeRecords", take_records, 0),
	EVL_TAG_ROW("MutationObserver"),
};
static const struct evl_row mutation_record_row[] = {
	EVL_ATTRIBUTE("type", evl_record_get), EVL_ATTRIBUTE("target", evl_record_get), EVL_ATTRIBUTE("addedNodes", evl_record_get),
	EVL_ATTRIBUTE("removedNodes", evl_record_get), EVL_ATTRIBUTE("previousSibling", evl_record_get),
	EVL_ATTRIBUTE("nextSibling", evl_record_get), EVL_ATTRIBUTE("attributeName", evl_record_get),
	EVL_ATTRIBUTE("attributeNamespace", evl_record_get), EVL_ATTRIBUTE("oldValue", evl_record_get), EVL_TAG_ROW("MutationRecord"),
};

EVL_OBSERVER_FAMILY(MUTATION_OBSERVER, "MutationObserver", evl_observer_construct, 1, mutation_observer_row);
EVL_OBSERVER_FAMILY(MUTATION_RECORD, "MutationRecord", evl_platform_illegal_constructor, 0, mutation_record_row);
