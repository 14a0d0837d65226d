/* SPDX-License-Identifier: MIT */
/*
 * timers.c - setTimeout, setInterval and their clear functions
 * (HTML, timer initialisation steps).
 *
 * The delay is converted with ToInt32; below 0 it is 0. A timer set by a timer
 * that was set by a timer ... more than five deep waits 4 ms at least. The microtasks
 * of a timer's task belong to it, so a sleep through await counts as nesting.
 */
#include <string.h>

#include "host/browser/browser.h"

#include "base/misconception.h"
#include "value/convert.h"
#include "vm/interp.h"
#include "vm/vm.h"

enum { CLAMPED_MS = 4 };

uint32_t evl_page_id_new(struct evl_realm *realm, struct evl_page_ids *ids, uint32_t record)
{
	if (ids->count == ids->capacity) {
		uint32_t capacity = ids->capacity ? ids->capacity * 2 : 16;
		uint32_t *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (ids->count != 0)
			memcpy(grown, ids->records, ids->count * sizeof *grown);
		ids->records = grown;
		ids->capacity = capacity;
	}
	ids->records[ids->count++] = record;
	return ids->count;
}

uint32_t evl_page_id_find(const struct evl_page_ids *ids, int32_t id)
{
	if (id < 1 || (uint32_t)id > ids->count)
		return 0;
	return ids->records[id - 1];
}

static int64_t clamp(const struct evl_host *host, int64_t milliseconds, uint32_t nesting)
{
	return nesting > host->profile->free_nesting && milliseconds < CLAMPED_MS ? CLAMPED_MS : milliseconds;
}

static bool run_timer(struct evl_realm *realm, uint32_t record)
{
	struct evl_host *host = realm->host;
	struct evl_page *page = evl_page(realm);
	struct evl_host_task *task = evl_host_task(host, record);
	host->nesting = task->nesting;
	if (task->task == 0) {
		page->timers.records[task->handle - 1] = 0;
	} else {
		int64_t milliseconds = evl_loop_task(&host->loop, task->task)->duration / 1000;
		evl_loop_set_duration(&host->loop, task->task, clamp(host, milliseconds, task->nesting) * 1000);
		task->nesting++;
	}
	evl_value ignored;
	if (evl_is_string(task->callback)) {
		/* a classic script of the page (HTML, "timer initialization steps") */
		const char *text = evl_string_utf8(realm, evl_as_string(task->callback));
		const struct evl_template *code = task->code;
		if (code == NULL && !realm->host->compile_script_text(realm, text, strlen(text), &code))
			return false;
		evl_host_task(realm->host, record)->code = code;
		return evl_run_template(realm, code, NULL, evl_from_object(realm->global), 0, NULL, &ignored);
	}
	return evl_host_call(realm, task->callback, evl_from_object(realm->global), task->count, task->values, &ignored);
}

static bool set_timer(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool repeats)
{
	struct evl_host *host = realm->host;
	struct evl_page *page = evl_page(realm);
	evl_value handler = evl_arg(args, 0);
	int32_t delay;
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      repeats ? "Failed to execute 'setInterval' on 'Window': 1 argument required, but only 0 present." :
						"Failed to execute 'setTimeout' on 'Window': 1 argument required, but only 0 present.");
	if (!evl_is_callable(handler)) {
		struct evl_string *code;
		if (!evl_to_string(realm, handler, &code))
			return false;
		handler = evl_from_string(code);
	}
	if (!evl_to_int32(realm, evl_arg(args, 1), &delay))
		return false;
	int64_t duration = clamp(host, delay > 0 ? delay : 0, host->nesting) * 1000;
	uint32_t count;
	evl_value *values = evl_host_copy_values(realm, args, 2, &count);
	uint32_t record = evl_host_task_new(realm, repeats ? EVL_WORK_INTERVAL : EVL_WORK_TIMER, handler, EVL_UNDEFINED, 0, NULL, duration);
	struct evl_host_task *task = evl_host_task(host, record);
	task->values = values;
	task->count = count;
	task->run = run_timer;
	task->nesting = host->nesting + 1;
	task->handle = evl_page_id_new(realm, &page->timers, record);
	task->task = evl_loop_arm(&host->loop, EVL_PAGE_QUEUE_TIMERS, duration, repeats, record);
	*result = evl_from_uint32(task->handle);
	if (realm->vm->misconception == EVL_MISCONCEPTION_TIMEOUT_SYNC && !repeats && duration <= 1000 && evl_is_callable(handler)) {
		evl_value ignored;
		evl_host_task_cancel(realm, record);
		return evl_call(realm, handler, EVL_UNDEFINED, count, values, &ignored);
	}
	return true;
}

static bool set_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_timer(realm, args, result, false);
}

static bool set_interval(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_timer(realm, args, result, true);
}

static bool clear_timer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	int32_t id;
	*result = EVL_UNDEFINED;
	if (!evl_to_int32(realm, evl_arg(args, 0), &id))
		return false;
	uint32_t record = evl_page_id_find(&page->timers, id);
	if (record != 0) {
		page->timers.records[id - 1] = 0;
		evl_host_task_cancel(realm, record);
	}
	return true;
}

static const struct evl_row timer_row[] = {
	EVL_OPERATION("clearInterval", clear_timer, 0),
	EVL_OPERATION("clearTimeout", clear_timer, 0),
	EVL_OPERATION("setInterval", set_interval, 1),
	EVL_OPERATION("setTimeout", set_timeout, 1),
};
const struct evl_rows evl_page_timer_rows = EVL_ROWS(timer_row);
