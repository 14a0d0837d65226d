/* SPDX-License-Identifier: MIT */
/*
 * frame_observer.c - what ResizeObserver and IntersectionObserver have in common: whom they observe, and their places in a frame (HTML, "update the
 * rendering").
 */
#include "base/diag.h"
#include "host/browser/dictionary.h"
#include "host/browser/observer.h"

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

/* The step of a frame for IntersectionObserver: collect what changed, and ask for a task that tells it. */
static bool look_at_views(struct evl_realm *realm)
{
	for (struct evl_observer *observer = evl_observers(realm)->first[EVL_OBSERVER_INTERSECTION]; observer != NULL; observer = observer->next) {
		for (struct evl_observation *o = observer->observations; o != NULL; o = o->next) {
			bool seen = evl_intersection_seen(realm, o), changed = !o->reported || seen != o->intersects;
			o->reported = true;
			o->intersects = seen;
			o->width = evl_element_content_side(realm, o->node, false);
			o->height = evl_element_content_side(realm, o->node, true);
			if (changed)
				evl_observer_add(realm, observer, evl_intersection_entry(realm, o));
		}
		if (observer->count != 0)
			ask_to_tell(realm);
	}
	return realm->halt == EVL_STATUS_OK;
}

/* The step of a frame for one kind of observer. */
static bool look(struct evl_realm *realm, uint32_t record)
{
	uint32_t kind = evl_host_task(realm->host, record)->handle;
	evl_observers(realm)->looks[kind] = 0;
	return kind == EVL_OBSERVER_RESIZE ? evl_resize_look(realm) : look_at_views(realm);
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

/* Which box of an element a ResizeObserver is to watch: the model tells no boxes apart. */
static bool read_box(struct evl_realm *realm, evl_value value)
{
	static const char *const boxes[] = { "content-box", "border-box", "device-pixel-content-box", NULL };
	struct evl_dictionary options;
	uint32_t ignored;
	return evl_dictionary_of(realm, value, "ResizeObserverOptions", &options) &&
	       evl_dictionary_word(&options, options.name, "box", "ResizeObserverBoxOptions", boxes, &ignored);
}

bool evl_observer_observe(struct evl_realm *realm, const struct evl_args *args, evl_value *result, enum evl_observer_kind kind)
{
	struct evl_observer *observer = evl_observer_receiver(realm, args, kind);
	*result = EVL_UNDEFINED;
	if (observer == NULL)
		return false;
	struct evl_dom_node *node =
		evl_observer_argument(realm, args, observer->kind == EVL_OBSERVER_RESIZE ? "ResizeObserver" : "IntersectionObserver", true);
	if (node == NULL || (kind == EVL_OBSERVER_RESIZE && !read_box(realm, evl_arg(args, 1))))
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
