/* SPDX-License-Identifier: MIT */
/*
 * animation.c - requestAnimationFrame (HTML, run the animation frame callbacks)
 * and requestIdleCallback (requestidlecallback, start an idle period).
 *
 * All callbacks of a frame get the frame's time. An idle callback with a timeout
 * waits in two places, as idle work and as a timer; whichever comes first
 * cancels the other.
 */
#include <string.h>

#include "host/browser/dictionary.h"
#include "host/browser/browser.h"
#include "builtins/clock.h"
#include "value/convert.h"

static bool run_frame(struct evl_realm *realm, uint32_t record)
{
	struct evl_page *page = evl_page(realm);
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	page->frames.records[task->handle - 1] = 0;
	evl_value time = evl_from_number((double)(realm->host->profile->up_time + realm->host->loop.last_frame + evl_clock_shift(realm)) / 1000.0), ignored;
	return evl_host_call(realm, task->callback, EVL_UNDEFINED, 1, &time, &ignored);
}

static bool request_animation_frame(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	if (!evl_page_require_function(realm, args, "requestAnimationFrame"))
		return false;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_ANIMATION_FRAME, evl_arg(args, 0), EVL_UNDEFINED, 0, NULL, 0);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	task->run = run_frame;
	task->handle = evl_page_id_new(realm, &page->frames, record);
	task->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_FRAME, record);
	*result = evl_from_uint32(task->handle);
	return true;
}

static bool cancel(struct evl_realm *realm, const struct evl_args *args, evl_value *result, struct evl_page_ids *ids)
{
	int32_t id;
	*result = EVL_UNDEFINED;
	if (!evl_to_int32(realm, evl_arg(args, 0), &id))
		return false;
	uint32_t record = evl_page_id_find(ids, id);
	if (record == 0)
		return true;
	ids->records[id - 1] = 0;
	uint32_t partner = evl_host_task(realm->host, record)->partner;
	evl_host_task_cancel(realm, record);
	if (partner != 0) {
		evl_loop_cancel(&realm->host->loop, evl_host_task(realm->host, partner)->task);
		evl_host_task_free(realm->host, partner);
	}
	return true;
}

static bool cancel_animation_frame(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return cancel(realm, args, result, &evl_page(realm)->frames);
}

/* ------------------------------------------------------------------- idle */

static const int64_t longest_idle = 50000; /* microseconds */

static bool deadline_time_remaining(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_HOST))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	const struct evl_host_object *deadline = evl_pointer(args->this_value);
	int64_t left = deadline->duration - realm->now - evl_clock_shift(realm) / 16;
	*result = evl_from_number(left > 0 && !deadline->destroyed ? (double)left / 1000.0 : 0);
	return true;
}

static bool deadline_did_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_HOST))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	*result = evl_from_bool(((const struct evl_host_object *)evl_pointer(args->this_value))->destroyed);
	return true;
}

static const struct evl_row deadline_row[] = {
	{ .name = "didTimeout", .kind = EVL_ROW_GETTER, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE, .fn = deadline_did_timeout },
	EVL_OPERATION("timeRemaining", deadline_time_remaining, 0),
	EVL_TAG_ROW("IdleDeadline"),
};
static const struct evl_rows deadline_rows = EVL_ROWS(deadline_row);

/* An IdleDeadline: until the next timer, frame or 50 ms from now, whichever comes first. */
static evl_value new_deadline(struct evl_realm *realm, bool timed_out)
{
	struct evl_page *page = evl_page(realm);
	if (page->deadline_prototype == NULL) {
		page->deadline_prototype = evl_object_plain(realm);
		evl_define_rows(realm, page->deadline_prototype, &deadline_rows);
	}
	struct evl_shape *shape = evl_shape_root(realm, page->deadline_prototype);
	struct evl_host_object *deadline =
		(struct evl_host_object *)(void *)evl_object_alloc(realm, EVL_CLASS_HOST, shape, sizeof *deadline, 0);
	int64_t next = evl_loop_next_due(&realm->host->loop), until = realm->now + longest_idle;
	if (next >= 0 && next < until)
		until = next;
	if (realm->host->loop.fifos[EVL_PAGE_QUEUE_FRAME].first != 0) {
		int64_t period = realm->host->profile->loop->frame_period;
		int64_t frame = (realm->now / period + 1) * period;
		if (frame < until)
			until = frame;
	}
	deadline->duration = until;
	deadline->destroyed = timed_out;
	return evl_from_object(deadline);
}

static bool run_idle(struct evl_realm *realm, uint32_t record)
{
	struct evl_page *page = evl_page(realm);
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	if (task->handle != 0)
		page->idle.records[task->handle - 1] = 0;
	evl_value callback = task->callback, deadline = new_deadline(realm, task->deadline != 0), ignored;
	page->idle_until = task->deadline == 0 ? ((struct evl_host_object *)evl_pointer(deadline))->duration : 0;
	bool ok = evl_host_call(realm, callback, EVL_UNDEFINED, 1, &deadline, &ignored);
	page->idle_until = 0;
	return ok;
}

static bool request_idle_callback(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	struct evl_page *page = evl_page(realm);
	if (!evl_page_require_function(realm, args, "requestIdleCallback"))
		return false;
	double timeout = 0;
	struct evl_dictionary options;
	if (!evl_dictionary_of(realm, evl_arg(args, 1), "IdleRequestOptions", &options) ||
	    !evl_dictionary_number(&options, "IdleRequestOptions", "timeout", &timeout, NULL))
		return false;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IDLE, evl_arg(args, 0), EVL_UNDEFINED, 0, NULL, 0);
	uint32_t id = evl_page_id_new(realm, &page->idle, record);
	evl_host_task(host, record)->run = run_idle;
	evl_host_task(host, record)->handle = id;
	/* What an idle callback asks for runs in the idle period after its own (requestidlecallback, "invoke idle callbacks"). */
	evl_host_task(host, record)->task = page->idle_until == 0 ? evl_loop_post(&host->loop, EVL_PAGE_QUEUE_IDLE, record) :
					    evl_loop_arm(&host->loop, EVL_PAGE_QUEUE_IDLE_TIMERS, page->idle_until - realm->now, false, record);
	if (timeout > 0 && timeout < 4294967296.0) {
		/* The same piece of work by another way: no queue event of its own. */
		struct evl_host_task idle = *evl_host_task(host, record);
		uint32_t timed = evl_host_task_new_copy(realm, &idle);
		evl_host_task(host, timed)->deadline = 1;
		evl_host_task(host, timed)->partner = record;
		evl_host_task(host, record)->partner = timed;
		evl_host_task(host, timed)->task =
			evl_loop_arm(&host->loop, EVL_PAGE_QUEUE_TIMERS, (int64_t)(timeout * 1000), false, timed);
	}
	*result = evl_from_uint32(id);
	return true;
}

static bool cancel_idle_callback(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return cancel(realm, args, result, &evl_page(realm)->idle);
}

static const struct evl_row animation_row[] = {
	EVL_OPERATION("requestAnimationFrame", request_animation_frame, 1),
	EVL_OPERATION("cancelAnimationFrame", cancel_animation_frame, 1),
	EVL_OPERATION("requestIdleCallback", request_idle_callback, 1),
	EVL_OPERATION("cancelIdleCallback", cancel_idle_callback, 1),
};
const struct evl_rows evl_page_animation_rows = EVL_ROWS(animation_row);
