/* SPDX-License-Identifier: MIT */
/*
 * frame_observer.c - ResizeObserver and IntersectionObserver with their places in a frame (HTML, "update the rendering").
 */
#include <math.h>

#include "base/diag.h"
#include "host/browser/observer.h"
#include "value/unknown.h"

/* A rectangle of the content's size at its place in the padding; what is not known of it is unknown. */
static evl_value content_rectangle(struct evl_realm *realm, const struct evl_observation *o)
{
	double sides[4] = { evl_element_padding(realm, o->node, false), evl_element_padding(realm, o->node, true), o->width, o->height };
	sides[0] = o->width == 0 && o->height == 0 ? 0 : sides[0];
	sides[1] = o->width == 0 && o->height == 0 ? 0 : sides[1];
	double all[8] = { sides[0], sides[1], sides[2], sides[3], sides[1], sides[0] + sides[2], sides[1] + sides[3], sides[0] };
	evl_value values[8];
	for (int i = 0; i < 8; i++)
		values[i] = isnan(all[i]) ? evl_element_unknown(realm, o->node, evl_unknown_text(realm, "contentRect.%s", evl_rectangle_names[i])) :
					    evl_from_number(all[i]);
	return evl_rectangle_new(realm, EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE, values);
}

static evl_value resize_entry(struct evl_realm *realm, const struct evl_observation *o)
{
	static const char *const names[] = { "target", "contentRect", "contentBoxSize", "borderBoxSize", "devicePixelContentBoxSize", NULL };
	evl_value list = evl_from_object(evl_array_new(realm, 0, 0));
	evl_value values[] = { evl_from_object(o->node), content_rectangle(realm, o), list, list, list };
	return evl_record_new(realm, EVL_INTRINSIC_RESIZE_OBSERVER_ENTRY_PROTOTYPE, names, values);
}

/* Has what this observer watches changed since it was last told? The first look always tells. From now on it has been told. */
static bool has_changed(struct evl_realm *realm, struct evl_observation *o)
{
	double width = evl_element_content_side(realm, o->node, false), height = evl_element_content_side(realm, o->node, true);
	bool seen = o->observer->kind == EVL_OBSERVER_INTERSECTION && evl_intersection_seen(realm, o);
	bool same = o->observer->kind == EVL_OBSERVER_INTERSECTION ?
			    seen == o->intersects :
			    (o->width == width || (isnan(o->width) && isnan(width))) && (o->height == height || (isnan(o->height) && isnan(height)));
	bool first = !o->reported;
	struct evl_page_observers *all = evl_observers(realm);
	if (!first && same && o->observer->kind == EVL_OBSERVER_RESIZE && (isnan(width) || isnan(height)) && !all->noted_sizes) {
		all->noted_sizes = true;
		evl_host_note(realm, evl_span_none(), "assuming that sizes of observed elements which are not known do not change");
	}
	o->reported = true;
	o->intersects = seen;
	o->width = width;
	o->height = height;
	return first || !same;
}

/* IntersectionObserver: a task of its own after the frame tells what the frame has seen (Intersection Observer, "queue an intersection observer task"). */
static bool tell(struct evl_realm *realm, uint32_t record)
{
	struct evl_page_observers *all = evl_observers(realm);
	(void)record;
	all->told = false;
	for (struct evl_observer *observer = all->first[EVL_OBSERVER_INTERSECTION]; observer != NULL; observer = observer->next) {
		if (observer->count == 0)
			continue;
		struct evl_object *list = evl_observer_taken(realm, observer);
		if (list == NULL || !evl_observer_call(realm, observer, evl_from_object(list)) || !evl_web_checkpoint(realm))
			return false;
	}
	return true;
}

static void ask_to_tell(struct evl_realm *realm)
{
	struct evl_page_observers *all = evl_observers(realm);
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
	struct evl_page_observers *all = evl_observers(realm);
	enum evl_observer_kind kind = evl_host_task(realm->host, record)->handle == EVL_OBSERVER_RESIZE ? EVL_OBSERVER_RESIZE : EVL_OBSERVER_INTERSECTION;
	all->looks[kind] = 0;
	for (struct evl_observer *observer = all->first[kind]; observer != NULL; observer = observer->next) {
		for (struct evl_observation *o = observer->observations; o != NULL; o = o->next) {
			if (has_changed(realm, o))
				evl_observer_add(realm, observer,
						 kind == EVL_OBSERVER_RESIZE ? resize_entry(realm, o) : evl_intersection_entry(realm, o));
		}
		if (observer->count == 0)
			continue;
		if (kind == EVL_OBSERVER_INTERSECTION) {
			ask_to_tell(realm);
			continue;
		}
		struct evl_object *list = evl_observer_taken(realm, observer);
		if (list == NULL || !evl_observer_call(realm, observer, evl_from_object(list)) || !evl_web_checkpoint(realm))
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}

static void ask_for_look(struct evl_realm *realm, enum evl_observer_kind kind)
{
	struct evl_page_observers *all = evl_observers(realm);
	if (all->looks[kind] != 0)
		return;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_ANIMATION_FRAME, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = look;
	evl_host_task(realm->host, record)->handle = kind;
	evl_host_task(realm->host, record)->task =
		evl_loop_post(&realm->host->loop, kind == EVL_OBSERVER_RESIZE ? EVL_PAGE_QUEUE_RESIZE : EVL_PAGE_QUEUE_INTERSECTION, record);
	all->looks[kind] = record;
}

void evl_observe_layout(struct evl_realm *realm)
{
	const struct evl_page_observers *all = evl_page(realm)->observers;
	if (all == NULL)
		return;
	for (int kind = EVL_OBSERVER_RESIZE; kind <= EVL_OBSERVER_INTERSECTION; kind++)
		for (const struct evl_observer *o = all->first[kind]; o != NULL; o = o->next)
			if (o->observations != NULL) {
				ask_for_look(realm, (enum evl_observer_kind)kind);
				break;
			}
}

bool evl_observer_observe(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_observer_receiver(realm, args, kind);
	*result = EVL_UNDEFINED;
	if (observer == NULL)
		return false;
	struct evl_dom_node *node =
		evl_observer_argument(realm, args, observer->kind == EVL_OBSERVER_RESIZE ? "ResizeObserver" : "IntersectionObserver", true);
	if (node == NULL)
		return false;
	struct evl_observation **link = &observer->observations;
	while (*link != NULL && (*link)->node != node)
		link = &(*link)->next;
	if (*link == NULL) {
		*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
		(*link)->observer = observer;
		(*link)->node = node;
		ask_for_look(realm, (enum evl_observer_kind)observer->kind);
	}
	return true;
}

bool evl_observer_unobserve(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_observer_receiver(realm, args, kind);
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

static bool disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_disconnect(realm, args, result, EVL_OBSERVER_RESIZE);
}

static bool observe(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_observe(realm, args, result, EVL_OBSERVER_RESIZE);
}

static bool unobserve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_unobserve(realm, args, result, EVL_OBSERVER_RESIZE);
}

static const struct evl_row resize_observer_row[] = {
	EVL_OPERATION("disconnect", disconnect, 0),
	EVL_OPERATION("observe", observe, 1),
	EVL_OPERATION("unobserve", unobserve, 1),
	EVL_TAG_ROW("ResizeObserver"),
};
static const struct evl_row resize_entry_row[] = {
	EVL_ATTRIBUTE("target", evl_record_get),
	EVL_ATTRIBUTE("contentRect", evl_record_get),
	EVL_NOT_COVERED_ROW("contentBoxSize", "sizes of elements"),
	EVL_NOT_COVERED_ROW("borderBoxSize", "sizes of elements"),
	EVL_TAG_ROW("ResizeObserverEntry"),
};

EVL_OBSERVER_FAMILY(RESIZE_OBSERVER, "ResizeObserver", evl_observer_construct, 1, resize_observer_row);
EVL_OBSERVER_FAMILY(RESIZE_OBSERVER_ENTRY, "ResizeObserverEntry", evl_platform_illegal_constructor, 0, resize_entry_row);
