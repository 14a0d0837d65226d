/* SPDX-License-Identifier: MIT */
/*
 * errors.c - uncaught errors on a page: the error event, the console's message,
 * and everything else goes on. Rejections are told by a task of their own
 * (HTML, notify about rejected promises).
 */
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "host/browser/browser.h"
#include "value/convert.h"
#include "value/words.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* The value as the console shows it behind "Uncaught": errors with their stack, strings raw. */
static void append_value(struct evl_realm *realm, struct evl_buffer *out, evl_value value)
{
	struct evl_string *text;
	if (!evl_console_format(realm, EVL_DIALECT_BROWSER, 1, &value, &text)) {
		if (realm->halt == EVL_STATUS_OK)
			(void)evl_take_exception(realm);
		return;
	}
	const uint16_t *units = evl_string_units(realm, text);
	if (units != NULL)
		evl_buffer_append_utf16(out, units, text->length);
}

static void print(struct evl_realm *realm, const char *prefix, evl_value reason, evl_span place, bool is_rejection)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, prefix);
	append_value(realm, &text, reason);
	if (!text.failed && realm->halt == EVL_STATUS_OK)
		evl_host_print_error(realm, text.bytes, text.length, place, is_rejection);
	evl_buffer_release(&text);
}

/* What stands before the text of `reason` in an error event's message. */
static const char *before_thrown(const struct evl_realm *realm, evl_value reason)
{
	if (realm->words == NULL)
		return "Uncaught ";
	return evl_is_class(reason, EVL_CLASS_ERROR) ? "" : realm->words->thrown;
}

/* "Uncaught Error: boom": the message of the error event. What was thrown is converted to a string; what cannot be is an "exception". */
static evl_value event_message(struct evl_realm *realm, evl_value reason)
{
	struct evl_buffer text;
	struct evl_string *string = NULL;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, before_thrown(realm, reason));
	if (evl_is_symbol(reason) || evl_is_class(reason, EVL_CLASS_PROXY)) {
		evl_buffer_append_text(&text, evl_describe(realm, reason));
	} else if (evl_to_string(realm, reason, &string)) {
		evl_buffer_append_text(&text, evl_string_utf8(realm, string));
	} else if (realm->halt == EVL_STATUS_OK) {
		(void)evl_take_exception(realm);
		evl_buffer_append_text(&text, "exception");
	}
	string = text.failed ? NULL : evl_string_from_utf8(realm, text.bytes, text.length);
	evl_buffer_release(&text);
	return string != NULL ? evl_from_string(string) : EVL_UNDEFINED;
}

/* Where an error event says that it was: an error object where it was made, as long as nobody has read its stack; text where it does not parse. */
static evl_span event_place(evl_value reason, evl_span thrown)
{
	if (!evl_is_class(reason, EVL_CLASS_ERROR))
		return thrown;
	const struct evl_error *error = (const struct evl_error *)evl_pointer(reason);
	if (!evl_is_lazy(error->object.slots[EVL_ERROR_SLOT_STACK]))
		return thrown;
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)error->frames;
	for (uint32_t i = 0; frames != NULL && i < frames->count; i++) {
		evl_span made = frames->frames[i].span;
		if (made.start != UINT32_MAX)
			return error->type == EVL_ERROR_SYNTAX && thrown.start != UINT32_MAX && made.source != thrown.source ? thrown : made;
	}
	return thrown;
}

/* An uncaught exception and what is told of it. */
struct evl_page_error {
	struct evl_page_error *next;
	evl_value reason, message;
	evl_span thrown;
	evl_place place;
	const char *file;
};

static struct evl_page_error describe_error(struct evl_realm *realm, evl_value reason)
{
	struct evl_page_error error = { .reason = reason, .thrown = realm->exception_span, .file = "" };
	evl_span where = event_place(reason, error.thrown);
	if (where.start != UINT32_MAX && where.source < realm->trace->source_count) {
		error.place = evl_source_place_utf16(&realm->trace->sources[where.source], where.start);
		error.file = realm->trace->sources[where.source].name;
	}
	error.message = event_message(realm, reason);
	return error;
}

/* The error event at the window. False: a listener prevented that the console is told. */
static bool fire_error(struct evl_realm *realm, const struct evl_page_error *error)
{
	struct evl_dom_event *event = evl_event_new(realm, "ErrorEvent", "error", EVL_DOM_TRUSTED | EVL_DOM_CANCELABLE);
	evl_event_set(realm, event, "message", error->message);
	evl_event_set(realm, event, "filename", evl_text_value(realm, error->file));
	evl_event_set(realm, event, "lineno", evl_from_uint32(error->place.line));
	evl_event_set(realm, event, "colno", evl_from_uint32(error->place.column));
	evl_event_set(realm, event, "error", error->reason);
	return evl_page_fire(realm, event);
}

/* The same, of a worker, to those who made it. */
static void report(struct evl_realm *realm, const struct evl_page_error *error)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, "Uncaught ");
	append_value(realm, &text, error->reason);
	if (!text.failed && realm->halt == EVL_STATUS_OK)
		evl_worker_report(realm, evl_value_text(realm, error->message), error->file,
				  error->place, text.bytes, text.length, error->thrown);
	evl_buffer_release(&text);
}

static void tell_error(struct evl_realm *realm, const struct evl_page_error *error)
{
	if (evl_page(realm)->worker != NULL)
		report(realm, error);
	else
		print(realm, "Uncaught ", error->reason, error->thrown, false);
}

/* What is thrown while an error event is dispatched has no event of its own; the console is told after the first error, in Firefox at once. */
static void keep_error(struct evl_realm *realm, const struct evl_page_error *error)
{
	if (realm->host->profile->reports_at_once) {
		tell_error(realm, error);
		return;
	}
	struct evl_page_error **link = &evl_page(realm)->errors;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_copy(&realm->scratch, error, sizeof *error);
}

bool evl_page_uncaught(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise)
{
	struct evl_page *page = evl_page(realm);
	page->uncaught++;
	(void)promise;
	if (origin == EVL_ORIGIN_REJECTION) {
		print(realm, "Uncaught (in promise) ", reason, realm->exception_span, true);
		return true;
	}
	struct evl_page_error error = describe_error(realm, reason);
	if (realm->host->reporting) {
		keep_error(realm, &error);
	} else {
		realm->host->reporting = true;
		bool told = fire_error(realm, &error);
		realm->host->reporting = false;
		if (told)
			tell_error(realm, &error);
		for (const struct evl_page_error *e = page->errors; e != NULL; e = e->next)
			tell_error(realm, e);
		page->errors = NULL;
	}
	realm->host->overflowing = false;
	return realm->halt == EVL_STATUS_OK;
}

/* ------------------------------------------------------------- rejections */

static struct evl_page_rejection *take(struct evl_page_rejection **list, const struct evl_promise *promise)
{
	while (*list != NULL && (*list)->promise != promise)
		list = &(*list)->next;
	struct evl_page_rejection *found = *list;
	if (found != NULL)
		*list = found->next;
	return found;
}

static void append(struct evl_page_rejection **list, struct evl_page_rejection *rejection)
{
	while (*list != NULL)
		list = &(*list)->next;
	rejection->next = NULL;
	*list = rejection;
}

/* An unhandledrejection or rejectionhandled event. */
static struct evl_dom_event *rejection_event(struct evl_realm *realm, const char *type, uint8_t flags, struct evl_promise *promise)
{
	struct evl_dom_event *event = evl_event_new(realm, "PromiseRejectionEvent", type, (uint8_t)(flags | EVL_DOM_TRUSTED));
	evl_event_set(realm, event, "promise", evl_from_object(promise));
	evl_event_set(realm, event, "reason", promise->result);
	return event;
}

static bool run_handled(struct evl_realm *realm, uint32_t record)
{
	struct evl_page *page = evl_page(realm);
	struct evl_page_rejection *rejection = page->late;
	(void)record;
	if (rejection == NULL)
		return true;
	page->late = rejection->next;
	evl_page_fire(realm, rejection_event(realm, "rejectionhandled", 0, rejection->promise));
	return realm->halt == EVL_STATUS_OK;
}

static void post(struct evl_realm *realm, bool (*run)(struct evl_realm *, uint32_t))
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_REJECTION, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = run;
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_TASKS, record);
}

void evl_page_rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled)
{
	struct evl_page *page = evl_page(realm);
	if (!handled) {
		struct evl_page_rejection *rejection = evl_arena_zalloc(&realm->scratch, sizeof *rejection);
		rejection->promise = promise;
		if (page->pending == NULL)
			page->pending = rejection;
		else
			page->pending_last->next = rejection;
		page->pending_last = rejection;
		return;
	}
	struct evl_page_rejection *rejection = take(&page->reported, promise);
	if (rejection != NULL) {
		append(&page->late, rejection);
		post(realm, run_handled);
	}
}

/* The console is told of a rejection. */
static void tell_rejection(struct evl_realm *realm, struct evl_page_rejection *rejection)
{
	struct evl_promise *promise = rejection->promise;
	realm->exception_span = evl_span_none();
	evl_page_uncaught(realm, promise->result, EVL_ORIGIN_REJECTION, promise);
	if (!promise->handled)
		append(&evl_page(realm)->reported, rejection);
}

/*
 * The event of a rejection; the console is told at once, or not when a listener says so. Firefox tells it of every rejection
 * that had no handler at the checkpoint, whatever came of it since, and after the last of the events: *told takes it up.
 */
static void fire_unhandled(struct evl_realm *realm, struct evl_page_rejection *rejection, struct evl_page_rejection **told)
{
	bool goes_on = evl_page_fire(realm, rejection_event(realm, "unhandledrejection", EVL_DOM_CANCELABLE, rejection->promise));
	if (realm->host->profile->tells_all_rejections)
		append(told, rejection);
	else if (goes_on)
		tell_rejection(realm, rejection);
	else if (!rejection->promise->handled)
		append(&evl_page(realm)->reported, rejection);
}

/* The task that tells of the rejections of one checkpoint. */
static bool run_report(struct evl_realm *realm, uint32_t record)
{
	struct evl_page *page = evl_page(realm);
	uint32_t count = evl_host_task(realm->host, record)->handle;
	struct evl_track *track = realm->vm->track;
	struct evl_page_rejection *told = NULL;
	if (track != NULL && evl_target_has_listener(realm, evl_web(realm)->window, "unhandledrejection"))
		evl_track_everything(track);
	for (; count > 0 && page->queued != NULL && realm->halt == EVL_STATUS_OK; count--) {
		struct evl_page_rejection *rejection = page->queued;
		page->queued = rejection->next;
		if (track != NULL)
			evl_track_read(track, (uint64_t)(uintptr_t)rejection->promise);
		if (!rejection->promise->handled)
			fire_unhandled(realm, rejection, &told);
		else if (realm->host->profile->tells_all_rejections)
			append(&told, rejection);
	}
	while (told != NULL && realm->halt == EVL_STATUS_OK) {
		struct evl_page_rejection *rejection = told;
		told = rejection->next;
		tell_rejection(realm, rejection);
	}
	return realm->halt == EVL_STATUS_OK;
}

enum evl_ran evl_page_settled(struct evl_realm *realm, bool *again)
{
	struct evl_page *page = evl_page(realm);
	uint32_t count = 0;
	(void)again;
	if (page->at_checkpoint != NULL && !evl_page_run_checkpoint(realm) && realm->halt != EVL_STATUS_OK)
		return EVL_RAN_STOP;
	while (page->pending != NULL) {
		struct evl_page_rejection *rejection = page->pending;
		page->pending = rejection->next;
		if (rejection->promise->handled)
			continue;
		append(&page->queued, rejection);
		count++;
	}
	page->pending_last = NULL;
	if (count != 0) {
		uint32_t record = evl_host_task_new(realm, EVL_WORK_REJECTION, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
		evl_host_task(realm->host, record)->run = run_report;
		evl_host_task(realm->host, record)->is_tracked = true;
		evl_host_task(realm->host, record)->handle = count;
		/* In Firefox what else is ready comes first. */
		struct evl_loop *loop = &realm->host->loop;
		evl_host_task(realm->host, record)->task = loop->rules->zero_waits ? evl_loop_arm(loop, EVL_PAGE_QUEUE_DOM_TIMERS, 300, false, record) :
										     evl_loop_post(loop, EVL_PAGE_QUEUE_TASKS, record);
	}
	return EVL_RAN_DONE;
}
