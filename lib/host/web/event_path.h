/* SPDX-License-Identifier: MIT */
/*
 * event_path.h - the way of an event through its targets, and what its target and its related target are at each of them
 * (DOM, "Dispatching events", "retarget").
 */
#ifndef EVL_HOST_WEB_EVENT_PATH_H
#define EVL_HOST_WEB_EVENT_PATH_H

#include "host/web/event.h"

/* What the listeners at one target of the path see. */
struct evl_event_view {
	struct evl_target *target; /* NULL: none */
	evl_value related;         /* EVL_NULL: none */
};

struct evl_event_views {
	struct evl_event_view *at; /* by the place in the path, the last one: after the dispatch; NULL: the same everywhere, there are no shadow trees. In scratch memory */
};

/*
 * Sets the event's path from `target` outwards and *views. False: the event is for nobody, since its related target is, seen
 * from there, the target itself.
 */
bool evl_event_path_build(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, struct evl_event_views *views);
/* Did place `i` lie in a closed shadow tree that `current`, a target of the path, was not in, when the path was made? */
bool evl_event_path_hides(const struct evl_dom_event *event, uint32_t i, const struct evl_target *current);
/* Sets the event's target and related target for the listeners at place `i`. Is that the event's target, as they see it? */
bool evl_event_path_enter(struct evl_realm *realm, struct evl_dom_event *event, const struct evl_event_views *views, uint32_t i);
/* The same for those who look at the event after its dispatch. */
void evl_event_path_leave(struct evl_realm *realm, struct evl_dom_event *event, const struct evl_event_views *views);

#endif
