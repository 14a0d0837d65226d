/* SPDX-License-Identifier: MIT */
/*
 * window.c - the window: its event handlers, reportError, queueMicrotask, and the
 * events that a page raises on it by itself while it loads.
 */
#include <stdio.h>
#include <string.h>

#include "host/browser/transitions.h"
#include "base/diag.h"
#include "vm/job.h"
#include "vm/promise.h"

bool evl_page_require_function(struct evl_realm *realm, const struct evl_args *args, const char *function)
{
	if (evl_is_callable(evl_arg(args, 0)))
		return true;
	return evl_platform_require_args(realm, args, 1, "Window", function) &&
	       evl_platform_bad_parameter(realm, args, "Window", function, 1, "Function");
}

static bool queue_microtask(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_page_require_function(realm, args, "queueMicrotask"))
		return false;
	evl_job_queue_call(realm, evl_arg(args, 0));
	return true;
}

/* reportError(e): as if it were uncaught, but the caller goes on. */
static bool report_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 1, "Window", "reportError"))
		return false;
	realm->exception_span = evl_span_none();
	evl_page_uncaught(realm, evl_arg(args, 0), EVL_ORIGIN_TASK, NULL);
	return realm->halt == EVL_STATUS_OK;
}

/* window.event: the event whose listener runs, unless that listens inside of a shadow tree (DOM, "inner invoke"). */
static bool get_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	const struct evl_web *web = evl_web(realm);
	struct evl_dom_node *node = web->current != NULL ? evl_node_cast(web->current->current_target) : NULL;
	bool hidden = node != NULL && evl_node_root(node)->host != NULL;
	*result = web->current != NULL && !hidden ? evl_from_object(web->current) : EVL_UNDEFINED;
	return true;
}

static bool set_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_host_global_set(realm, args, result, "event");
}

static const struct evl_row window_row[] = {
	EVL_OPERATION("queueMicrotask", queue_microtask, 1),
	EVL_OPERATION("reportError", report_error, 1),
	EVL_ATTRIBUTE_RW("event", get_event, set_event),
};
const struct evl_rows evl_page_window_rows = EVL_ROWS(window_row);

static const struct evl_row handler_row[] = {
#define EVL_GLOBAL_HANDLER(type) EVL_HANDLER("on" #type),
#define EVL_WINDOW_HANDLER(type) EVL_HANDLER("on" #type),
#include "host/browser/handlers.def"
};
const struct evl_rows evl_page_window_handler_rows = EVL_ROWS(handler_row);

bool evl_page_fire(struct evl_realm *realm, struct evl_dom_event *event)
{
	bool not_canceled = true;
	if (!evl_event_dispatch(realm, evl_web(realm)->window, event, &not_canceled) && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
	return not_canceled;
}

/* ------------------------------------------------------------------ loading */

/* When a page that is as small as a snippet goes on to load, microseconds after its script: typical, never exact. */
enum { PARSED_AFTER = 2000, LOADED_AFTER = 4000 };

/* At the window, where the document is said to be the target (HTML, "fire ... with legacy target override flag set"). */
static bool fire_for_document(struct evl_realm *realm, const char *interface, const char *type, uint8_t flags)
{
	struct evl_dom_event *event = evl_event_new(realm, interface, type, EVL_DOM_TRUSTED | flags);
	event->seen_as = &evl_document(realm)->target;
	if (!evl_event_dispatch(realm, evl_web(realm)->window, event, NULL))
		return false;
	/* Chromium hands these to the window's listeners outside of a dispatch, which nothing ends. */
	if (realm->host->profile->keeps_load_target) {
		event->current_target = evl_from_object(realm->global);
		event->phase = 2;
	}
	return true;
}

static bool loaded(struct evl_realm *realm, uint32_t record)
{
	struct evl_page *page = evl_page(realm);
	(void)record;
	if (page->leaving)
		return true;
	page->load_waits = page->awaited != 0;
	if (page->load_waits)
		return true;
	page->ready_state = EVL_PAGE_COMPLETE;
	if (page->document != NULL && !evl_event_fire(realm, page->document, "Event", "readystatechange", EVL_DOM_TRUSTED))
		return false;
	if (!fire_for_document(realm, "Event", "load", 0))
		return false;
	return fire_for_document(realm, "PageTransitionEvent", "pageshow", EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE);
}

void evl_page_post_load(struct evl_realm *realm, int64_t delay)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, delay);
	evl_host_task(realm->host, record)->run = loaded;
	evl_host_post(realm, record, EVL_SOURCE_DOM, delay);
}

bool evl_page_content_loaded(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	struct evl_target *window = evl_web(realm)->window;
	bool waits = false;
	if (page->leaving)
		return true;
	if (page->ready_state == EVL_PAGE_LOADING) {
		page->ready_state = EVL_PAGE_INTERACTIVE;
		if (page->document != NULL && !evl_event_fire(realm, page->document, "Event", "readystatechange", EVL_DOM_TRUSTED))
			return false;
	}
	if (page->run_deferred != NULL && !page->run_deferred(realm, page->deferred_context, &waits))
		return false;
	if (waits)
		return true;
	struct evl_target *target = page->document != NULL ? page->document : window;
	if (!evl_event_fire(realm, target, "Event", "DOMContentLoaded", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES))
		return false;
	if (!evl_transitions_flush(realm))
		return false;
	evl_page_post_load(realm, LOADED_AFTER - PARSED_AFTER);
	return true;
}

static bool content_loaded(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	return evl_page_content_loaded(realm);
}

void evl_page_loaded(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->parsing)
		return;
	page->script = NULL;
	/* Nobody could tell: no events, so that a trace does not speak of them. */
	if (page->document == NULL && evl_web(realm)->window->listeners == NULL) {
		page->ready_state = EVL_PAGE_COMPLETE;
		return;
	}
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, PARSED_AFTER);
	evl_host_task(realm->host, record)->run = content_loaded;
	evl_host_post(realm, record, EVL_SOURCE_DOM, PARSED_AFTER);
}
