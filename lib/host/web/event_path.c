/* SPDX-License-Identifier: MIT */
/*
 * event_path.c - from the target outwards; in shadow trees what lies inside of one is seen as its host from outside.
 */
#include "host/web/event_path.h"

/* The event's related target; NULL: it has none, or none that lies in a tree. */
static struct evl_target *related_of(struct evl_realm *realm, const struct evl_dom_event *event)
{
	evl_value related = evl_event_get(event, "relatedTarget");
	return evl_is_object(related) ? evl_target_of(realm, related) : NULL;
}

/*
 * The target that comes after `at`; NULL: none. Where the way leaves a tree to a host that is, seen from there, the related target, too, it ends.
 * *inner: what the event's target is seen as so far.
 */
static struct evl_target *next_of(struct evl_realm *realm, struct evl_target *at, const struct evl_dom_event *event, struct evl_target *related,
				  struct evl_target **inner)
{
	const struct evl_web *web = evl_web(realm);
	struct evl_target *next = web->parent != NULL ? web->parent(realm, at, event) : NULL;
	if (next == NULL || related == NULL || web->retarget == NULL || next->platform.kind != EVL_PLATFORM_NODE)
		return next;
	struct evl_target *seen = web->retarget(*inner, next);
	if (seen != *inner && web->retarget(related, next) == next)
		return NULL;
	*inner = seen;
	return next;
}

static void collect(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, struct evl_target *related)
{
	struct evl_target *inner = target;
	uint32_t count = 0;
	for (struct evl_target *t = target; t != NULL; t = next_of(realm, t, event, related, &inner))
		count++;
	event->path = evl_arena_alloc(&realm->scratch, count * sizeof(struct evl_target *));
	event->path_count = 0;
	inner = target;
	for (struct evl_target *t = target; t != NULL && event->path_count < count; t = next_of(realm, t, event, related, &inner))
		event->path[event->path_count++] = t;
}

/* Fixed before any listener runs (DOM, "shadow-adjusted target"). What was inside of a shadow tree is not shown afterwards. */
static void adjust(struct evl_realm *realm, struct evl_target *target, const struct evl_dom_event *event, struct evl_target *related,
		   struct evl_event_views *views)
{
	const struct evl_web *web = evl_web(realm);
	uint32_t count = event->path_count;
	struct evl_target *last = event->path[count - 1];
	views->at = evl_arena_alloc(&realm->scratch, ((size_t)count + 1) * sizeof *views->at);
	for (uint32_t i = 0; i < count; i++) {
		views->at[i].target = web->retarget(target, event->path[i]);
		views->at[i].related = related != NULL ? evl_target_value(realm, web->retarget(related, event->path[i])) : EVL_NULL;
	}
	bool inside = web->retarget(last, NULL) != last;
	views->at[count].target = inside ? NULL : web->retarget(target, NULL);
	views->at[count].related = inside || related == NULL ? EVL_NULL : evl_target_value(realm, web->retarget(related, NULL));
}

/* Which of the path's targets is hidden from which: what listeners do to the trees changes nothing (DOM, "root-of-closed-tree"). */
static void hide(struct evl_realm *realm, struct evl_dom_event *event)
{
	const struct evl_web *web = evl_web(realm);
	uint32_t count = event->path_count;
	bool any = false;
	for (uint32_t i = 0; i < count && !any; i++)
		any = web->hides(event->path[i], NULL);
	if (!any)
		return;
	event->hidden = evl_arena_zalloc(&realm->scratch, (size_t)count * count * sizeof *event->hidden);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < count; k++)
			event->hidden[i * count + k] = web->hides(event->path[i], event->path[k]);
}

bool evl_event_path_hides(const struct evl_dom_event *event, uint32_t i, const struct evl_target *current)
{
	uint32_t k = 0;
	while (k < event->path_count && event->path[k] != current)
		k++;
	return event->hidden != NULL && k < event->path_count && event->hidden[i * event->path_count + k];
}

bool evl_event_path_build(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, struct evl_event_views *views)
{
	const struct evl_web *web = evl_web(realm);
	struct evl_target *related = web->retarget != NULL ? related_of(realm, event) : NULL;
	views->at = NULL;
	event->path_count = 0;
	event->hidden = NULL;
	if (related != NULL && related != target && web->retarget(related, target) == target)
		return false;
	collect(realm, target, event, related);
	if (web->retarget != NULL)
		adjust(realm, target, event, related, views);
	if (web->hides != NULL)
		hide(realm, event);
	return true;
}

static void show(struct evl_realm *realm, struct evl_dom_event *event, const struct evl_event_view *view)
{
	event->target = view->target != NULL ? evl_target_value(realm, view->target) : EVL_NULL;
	if (evl_is_object(evl_event_get(event, "relatedTarget")))
		evl_event_set(realm, event, "relatedTarget", view->related);
}

bool evl_event_path_enter(struct evl_realm *realm, struct evl_dom_event *event, const struct evl_event_views *views, uint32_t i)
{
	if (views->at == NULL)
		return i == 0;
	show(realm, event, &views->at[i]);
	return views->at[i].target == event->path[i];
}

void evl_event_path_leave(struct evl_realm *realm, struct evl_dom_event *event, const struct evl_event_views *views)
{
	if (views->at != NULL)
		show(realm, event, &views->at[event->path_count]);
}
