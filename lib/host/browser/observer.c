/* SPDX-License-Identifier: MIT */
/*
 * observer.c - MutationObserver (DOM, "Mutation observers") with its one microtask for all, ResizeObserver and
 * IntersectionObserver with their places in a frame.
 */
#include <stdlib.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "builtins/clock.h"
#include "host/browser/dom.h"
#include "value/convert.h"
#include "vm/iterator.h"
#include "vm/job.h"
#include "vm/promise.h"
#include "vm/stack.h"

enum observer_kind { MUTATION, RESIZE, INTERSECTION };

/* What an observer wants to know of a node. */
struct evl_observation {
	struct evl_observation *next;
	struct observer *observer;
	struct evl_dom_node *node;
	bool child_list, attributes, character_data, subtree, attribute_old, text_old;
	bool transient; /* of a node that left an observed subtree: until the observer is called */
	evl_name *filter; /* NULL: all attributes */
	uint32_t filter_count;
	/* RESIZE: the size last reported */
	double width, height;
	bool reported;
};

struct observer {
	struct evl_platform platform;
	struct observer *next; /* in order of creation */
	uint8_t kind; /* enum observer_kind */
	bool called;  /* MUTATION: by the microtask that runs */
	evl_value callback;
	evl_value *records; /* in scratch */
	uint32_t count, capacity;
	struct evl_observation *observations; /* RESIZE, INTERSECTION: of whom */
	struct evl_dom_node **nodes;          /* MUTATION: of whom */
	uint32_t node_count, node_capacity;
};

struct evl_page_observers {
	struct observer *first[3], *last[3];
	struct evl_dom_node **left; /* nodes with transient observations */
	uint32_t left_count, left_capacity;
	struct evl_dom_node **slots;
	uint32_t slot_count, slot_capacity;
	bool queued;         /* the mutation observer microtask */
	bool told;           /* a task is asked for that calls intersection observers */
	uint32_t looks[3];   /* record of the look in the next frame; 0: none is asked for */
};

static struct evl_page_observers *observers(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->observers == NULL)
		page->observers = evl_arena_zalloc(&realm->scratch, sizeof *page->observers);
	return page->observers;
}

static void add_record(struct evl_realm *realm, struct observer *observer, evl_value record)
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

/* Call an observer with its records; an exception is reported in place. */
static bool call_observer(struct evl_realm *realm, struct observer *observer, evl_value list)
{
	evl_value arguments[2] = { list, evl_from_object(observer) }, ignored;
	evl_host_call_reporting(realm, observer->callback, evl_from_object(observer), 2, arguments, &ignored, report);
	return realm->halt == EVL_STATUS_OK;
}

/* ---------------------------------------------------------------- mutations */

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
			if (!o->subtree || o->observer->kind != MUTATION)
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
	struct evl_page_observers *all = observers(realm);
	struct evl_dom_node **slots = all->slots;
	uint32_t slot_count = all->slot_count;
	(void)ignored;
	all->queued = false;
	all->slots = NULL;
	all->slot_count = all->slot_capacity = 0;
	forget_transient(all->left, all->left_count);
	all->left_count = 0;
	for (struct observer *o = all->first[MUTATION]; o != NULL; o = o->next)
		o->called = o->count != 0;
	for (struct observer *o = all->first[MUTATION]; o != NULL; o = o->next) {
		if (!o->called || o->count == 0)
			continue;
		struct evl_object *records = evl_array_from(realm, o->records, o->count);
		o->records = NULL;
		o->count = o->capacity = 0;
		if (records == NULL || !call_observer(realm, o, evl_from_object(records)))
			return false;
	}
	for (uint32_t i = 0; i < slot_count; i++)
		if (!evl_event_fire(realm, &slots[i]->target, "Event", "slotchange", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES))
			return false;
	return true;
}

static void queue_microtask(struct evl_realm *realm, evl_span span)
{
	struct evl_page_observers *all = observers(realm);
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
	struct evl_page_observers *all = observers(realm);
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
	if (o->observer->kind != MUTATION || (at != target && !o->subtree))
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
	for (struct observer *o = evl_page(realm)->observers->first[MUTATION]; o != NULL; o = o->next) {
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
		add_record(realm, o, evl_record_new(realm, EVL_INTRINSIC_MUTATION_RECORD_PROTOTYPE, names, values));
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

/* ------------------------------------------------------------------- making */

static enum observer_kind kind_by_name(const char *name)
{
	return name[0] == 'M' ? MUTATION : name[0] == 'R' ? RESIZE : INTERSECTION;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const enum evl_intrinsic prototypes[] = { EVL_INTRINSIC_MUTATION_OBSERVER_PROTOTYPE, EVL_INTRINSIC_RESIZE_OBSERVER_PROTOTYPE,
							 EVL_INTRINSIC_INTERSECTION_OBSERVER_PROTOTYPE };
	const char *name = evl_platform_name(args);
	enum observer_kind kind = kind_by_name(name);
	struct evl_page_observers *all = observers(realm);
	if (!evl_platform_require_new(realm, args) || !evl_platform_require_args(realm, args, 1, name, NULL))
		return false;
	if (!evl_is_callable(args->values[0]))
		return evl_platform_type_error(realm, "Failed to construct '%s': parameter 1 is not of type 'Function'.", name);
	struct observer *observer = evl_platform_new(realm, EVL_PLATFORM_OBSERVER, sizeof *observer, args->new_target, prototypes[kind]);
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

static struct evl_dom_node *observed_argument(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool element)
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

static struct evl_observation *observation_of(struct evl_realm *realm, struct observer *observer, struct evl_dom_node *node)
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
	struct observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	struct evl_observation wanted = { .observer = observer };
	bool has_child, has_attributes, has_text, has_subtree, has_attribute_old, has_text_old, has_filter;
	*result = EVL_UNDEFINED;
	struct evl_dom_node *node = observer != NULL ? observed_argument(realm, args, "MutationObserver", false) : NULL;
	if (node == NULL)
		return false;
	evl_value options = evl_arg(args, 1);
	if (!evl_is_object(options))
		options = evl_from_object(evl_object_plain(realm));
	if (!flag(realm, options, "attributeOldValue", &wanted.attribute_old, &has_attribute_old) ||
	    !flag(realm, options, "attributes", &wanted.attributes, &has_attributes) ||
	    !flag(realm, options, "characterData", &wanted.character_data, &has_text) ||
	    !flag(realm, options, "characterDataOldValue", &wanted.text_old, &has_text_old) ||
	    !flag(realm, options, "childList", &wanted.child_list, &has_child) ||
	    !flag(realm, options, "subtree", &wanted.subtree, &has_subtree) || !read_filter(realm, options, &wanted, &has_filter))
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

static void forget(struct observer *observer, struct evl_dom_node *node)
{
	struct evl_observation **link = &node->observed;
	while (*link != NULL && (*link)->observer != observer)
		link = &(*link)->next;
	if (*link != NULL)
		*link = (*link)->next;
}

static bool disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
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

/* What is recorded so far, as an array; nothing is afterwards. NULL: halting. */
static struct evl_object *taken_records(struct evl_realm *realm, struct observer *observer)
{
	struct evl_object *list = evl_array_from(realm, observer->records, observer->count);
	observer->count = observer->capacity = 0;
	observer->records = NULL;
	return list;
}

static bool take_records(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	if (observer == NULL)
		return false;
	struct evl_object *list = taken_records(realm, observer);
	*result = evl_from_object(list);
	return list != NULL;
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

/* ------------------------------------------------------------- in the frame */

/* The size that the style attribute gives an element: what ResizeObserver can see change without layout. */
static evl_value rectangle(struct evl_realm *realm, double width, double height)
{
	evl_value zero = evl_from_int(0), w = evl_from_number(width), h = evl_from_number(height);
	evl_value values[] = { zero, zero, w, h, zero, w, h, zero };
	return evl_rectangle_new(realm, EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE, values);
}

static evl_value resize_entry(struct evl_realm *realm, struct evl_observation *o)
{
	static const char *const names[] = { "target", "contentRect", "contentBoxSize", "borderBoxSize", "devicePixelContentBoxSize", NULL };
	evl_value list = evl_from_object(evl_array_new(realm, 0, 0));
	evl_value values[] = { evl_from_object(o->node), rectangle(realm, o->width, o->height), list, list, list };
	return evl_record_new(realm, EVL_INTRINSIC_RESIZE_OBSERVER_ENTRY_PROTOTYPE, names, values);
}

static evl_value intersection_entry(struct evl_realm *realm, struct evl_observation *o)
{
	static const char *const names[] = { "time", "rootBounds", "boundingClientRect", "intersectionRect", "isIntersecting", "isVisible",
					     "intersectionRatio", "target", NULL };
	bool seen = evl_node_connected(realm, o->node);
	evl_value values[] = {
		evl_from_number((double)(realm->host->profile->up_time + realm->now + evl_clock_shift(realm)) / 1000.0), EVL_NULL, rectangle(realm, o->width, o->height),
		rectangle(realm, o->width, o->height), evl_from_bool(seen), EVL_FALSE, evl_from_int(seen ? 1 : 0), evl_from_object(o->node),
	};
	return evl_record_new(realm, EVL_INTRINSIC_INTERSECTION_OBSERVER_ENTRY_PROTOTYPE, names, values);
}

/* IntersectionObserver: a task of its own after the frame tells what the frame has seen (Intersection Observer, "queue an intersection observer task"). */
static bool tell(struct evl_realm *realm, uint32_t record)
{
	struct evl_page_observers *all = observers(realm);
	(void)record;
	all->told = false;
	for (struct observer *observer = all->first[INTERSECTION]; observer != NULL; observer = observer->next) {
		if (observer->count == 0)
			continue;
		struct evl_object *list = taken_records(realm, observer);
		if (list == NULL || !call_observer(realm, observer, evl_from_object(list)) || !evl_web_checkpoint(realm))
			return false;
	}
	return true;
}

static void ask_to_tell(struct evl_realm *realm)
{
	struct evl_page_observers *all = observers(realm);
	struct evl_loop *loop = &realm->host->loop;
	if (all->told)
		return;
	all->told = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_TASK, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = tell;
	evl_host_task(realm->host, record)->task = evl_loop_arm(loop, EVL_PAGE_QUEUE_DOM_TIMERS, 1, false, record);
	evl_loop_set_free(loop, evl_host_task(realm->host, record)->task); /* a busy page gets to it after its next frame */
}

/* The step of a frame for one kind of observer: collect what changed, then call each observer that has something, or ask for that. */
static bool look(struct evl_realm *realm, uint32_t record)
{
	struct evl_page_observers *all = observers(realm);
	enum observer_kind kind = evl_host_task(realm->host, record)->handle == RESIZE ? RESIZE : INTERSECTION;
	all->looks[kind] = 0;
	for (struct observer *observer = all->first[kind]; observer != NULL; observer = observer->next) {
		for (struct evl_observation *o = observer->observations; o != NULL; o = o->next) {
			double width, height;
			evl_element_style_size(realm, o->node, &width, &height);
			if (o->reported && (kind == INTERSECTION || (o->width == width && o->height == height)))
				continue;
			/* Nothing has a size until it is in the document; the first look at such an element reports nothing. */
			o->reported = true;
			o->width = width;
			o->height = height;
			add_record(realm, observer, kind == RESIZE ? resize_entry(realm, o) : intersection_entry(realm, o));
		}
		if (observer->count == 0)
			continue;
		if (kind == INTERSECTION) {
			ask_to_tell(realm);
			continue;
		}
		struct evl_object *list = taken_records(realm, observer);
		if (list == NULL || !call_observer(realm, observer, evl_from_object(list)) || !evl_web_checkpoint(realm))
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}

static void ask_for_look(struct evl_realm *realm, enum observer_kind kind)
{
	struct evl_page_observers *all = observers(realm);
	if (all->looks[kind] != 0)
		return;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_ANIMATION_FRAME, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = look;
	evl_host_task(realm->host, record)->handle = kind;
	evl_host_task(realm->host, record)->task =
		evl_loop_post(&realm->host->loop, kind == RESIZE ? EVL_PAGE_QUEUE_RESIZE : EVL_PAGE_QUEUE_INTERSECTION, record);
	all->looks[kind] = record;
}

void evl_observe_layout(struct evl_realm *realm)
{
	const struct evl_page_observers *all = evl_page(realm)->observers;
	if (all == NULL)
		return;
	for (const struct observer *o = all->first[RESIZE]; o != NULL; o = o->next)
		if (o->observations != NULL) {
			ask_for_look(realm, RESIZE);
			return;
		}
}

static bool observe_layout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	*result = EVL_UNDEFINED;
	if (observer == NULL)
		return false;
	struct evl_dom_node *node =
		observed_argument(realm, args, observer->kind == RESIZE ? "ResizeObserver" : "IntersectionObserver", true);
	if (node == NULL)
		return false;
	struct evl_observation **link = &observer->observations;
	while (*link != NULL && (*link)->node != node)
		link = &(*link)->next;
	if (*link == NULL) {
		*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
		(*link)->observer = observer;
		(*link)->node = node;
	}
	(*link)->reported = false;
	ask_for_look(realm, (enum observer_kind)observer->kind);
	return true;
}

static bool unobserve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct observer *observer = evl_platform_receiver(realm, args, EVL_PLATFORM_OBSERVER);
	*result = EVL_UNDEFINED;
	if (observer == NULL)
		return false;
	struct evl_observation **link = &observer->observations;
	while (*link != NULL && evl_from_object((*link)->node) != evl_arg(args, 0))
		link = &(*link)->next;
	if (*link != NULL)
		*link = (*link)->next;
	return true;
}

static const struct evl_row resize_observer_row[] = {
	EVL_OPERATION("disconnect", disconnect, 0),
	EVL_OPERATION("observe", observe_layout, 1),
	EVL_OPERATION("unobserve", unobserve, 1),
	EVL_TAG_ROW("ResizeObserver"),
};
static const struct evl_row intersection_observer_row[] = {
	EVL_OPERATION("disconnect", disconnect, 0),
	EVL_OPERATION("observe", observe_layout, 1),
	EVL_OPERATION("takeRecords", take_records, 0),
	EVL_OPERATION("unobserve", unobserve, 1),
	EVL_TAG_ROW("IntersectionObserver"),
};
static const struct evl_row resize_entry_row[] = {
	EVL_ATTRIBUTE("target", evl_record_get),
	EVL_ATTRIBUTE("contentRect", evl_record_get),
	EVL_NOT_COVERED_ROW("contentBoxSize", "sizes of elements"),
	EVL_NOT_COVERED_ROW("borderBoxSize", "sizes of elements"),
	EVL_TAG_ROW("ResizeObserverEntry"),
};
static const struct evl_row intersection_entry_row[] = {
	EVL_ATTRIBUTE("time", evl_record_get), EVL_ATTRIBUTE("rootBounds", evl_record_get), EVL_ATTRIBUTE("boundingClientRect", evl_record_get),
	EVL_ATTRIBUTE("intersectionRect", evl_record_get), EVL_ATTRIBUTE("isIntersecting", evl_record_get),
	EVL_ATTRIBUTE("isVisible", evl_record_get), EVL_ATTRIBUTE("intersectionRatio", evl_record_get), EVL_ATTRIBUTE("target", evl_record_get),
	EVL_TAG_ROW("IntersectionObserverEntry"),
};

#define FAMILY(id, name_, construct_, rows)                                                                          \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = name_, .kind = EVL_FAMILY_CONSTRUCTOR, .construct = construct_, .length = (construct_) == construct, \
		.prototype = EVL_ROWS(rows),                                                                         \
	}
FAMILY(MUTATION_OBSERVER, "MutationObserver", construct, mutation_observer_row);
FAMILY(RESIZE_OBSERVER, "ResizeObserver", construct, resize_observer_row);
FAMILY(INTERSECTION_OBSERVER, "IntersectionObserver", construct, intersection_observer_row);
FAMILY(MUTATION_RECORD, "MutationRecord", evl_platform_illegal_constructor, mutation_record_row);
FAMILY(RESIZE_OBSERVER_ENTRY, "ResizeObserverEntry", evl_platform_illegal_constructor, resize_entry_row);
FAMILY(INTERSECTION_OBSERVER_ENTRY, "IntersectionObserverEntry", evl_platform_illegal_constructor, intersection_entry_row);
