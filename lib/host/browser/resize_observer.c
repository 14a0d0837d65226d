/* SPDX-License-Identifier: MIT */
/*
 * resize_observer.c - ResizeObserver (Resize Observer, "Processing Model"): in each frame observers are told of sizes that changed, then of those that
 * this has changed deeper in the tree, and so on; what changed higher up is told in the next frame, after an error event.
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

static bool same_side(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

/* Lay it out: is its size another than the one that was last told? What has never been told always is. */
static bool is_active(struct evl_realm *realm, struct evl_observation *o)
{
	struct evl_page_observers *all = evl_observers(realm);
	o->laid_width = evl_element_content_side(realm, o->node, false);
	o->laid_height = evl_element_content_side(realm, o->node, true);
	bool same = same_side(o->width, o->laid_width) && same_side(o->height, o->laid_height);
	if (o->reported && same && (isnan(o->laid_width) || isnan(o->laid_height)) && !all->noted_sizes) {
		all->noted_sizes = true;
		evl_host_note(realm, evl_span_none(), "assuming that sizes of observed elements which are not known do not change");
	}
	return !o->reported || !same;
}

/* How many elements it stands in, those around its shadow trees as well ("calculate depth for node"). */
static uint32_t depth_of(const struct evl_dom_node *node)
{
	uint32_t depth = 0;
	for (const struct evl_dom_node *at = node; at != NULL; at = at->parent != NULL ? at->parent : at->host)
		depth += at->type == EVL_DOM_ELEMENT;
	return depth;
}

/* "Gather active resize observations at depth": those below `depth` are to be told now. Returns if there are any; *skipped: there are others. */
static bool gather(struct evl_realm *realm, uint32_t depth, bool *skipped)
{
	bool any = false;
	*skipped = false;
	for (struct evl_observer *observer = evl_observers(realm)->first[EVL_OBSERVER_RESIZE]; observer != NULL; observer = observer->next)
		for (struct evl_observation *o = observer->observations; o != NULL; o = o->next) {
			bool active = is_active(realm, o);
			o->gathered = active && depth_of(o->node) > depth;
			any = any || o->gathered;
			*skipped = *skipped || (active && !o->gathered);
		}
	return any;
}

/* "Broadcast active resize observations"; *shallowest: the least depth of those told. False: halting. */
static bool broadcast(struct evl_realm *realm, uint32_t *shallowest)
{
	*shallowest = UINT32_MAX;
	for (struct evl_observer *observer = evl_observers(realm)->first[EVL_OBSERVER_RESIZE]; observer != NULL; observer = observer->next) {
		for (struct evl_observation *o = observer->observations; o != NULL; o = o->next) {
			if (!o->gathered)
				continue;
			uint32_t depth = depth_of(o->node);
			*shallowest = depth < *shallowest ? depth : *shallowest;
			o->gathered = false;
			o->reported = true;
			o->width = o->laid_width;
			o->height = o->laid_height;
			evl_observer_add(realm, observer, resize_entry(realm, o));
		}
		struct evl_object *list = observer->count != 0 ? evl_observer_taken(realm, observer) : NULL;
		if (observer->count == 0 && list == NULL)
			continue;
		if (list == NULL || !evl_observer_call(realm, observer, evl_from_object(list)) || !evl_web_checkpoint(realm))
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}

/* "Deliver resize loop error": an event at the window, which the console is not told of. */
static bool deliver_error(struct evl_realm *realm)
{
	struct evl_dom_event *event = evl_event_new(realm, "ErrorEvent", "error", EVL_DOM_TRUSTED | EVL_DOM_CANCELABLE);
	evl_event_set(realm, event, "message", evl_platform_text(realm, "ResizeObserver loop completed with undelivered notifications."));
	evl_event_set(realm, event, "filename", evl_platform_text(realm, realm->trace->source_count != 0 ? realm->trace->sources[0].name : ""));
	(void)evl_page_fire(realm, event);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_resize_look(struct evl_realm *realm)
{
	bool skipped;
	for (uint32_t depth = 0; gather(realm, depth, &skipped);)
		if (!broadcast(realm, &depth))
			return false;
	if (!skipped)
		return realm->halt == EVL_STATUS_OK;
	evl_observe_layout(realm);
	return deliver_error(realm);
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
