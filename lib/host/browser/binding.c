/* SPDX-License-Identifier: MIT */
/*
 * binding.c - what the page's own scripts find in require('host'): tasks and the events that they fire one by
 * one, so that microtasks run in between; assumptions; files beside the source.
 */
#include <stdio.h>
#include <string.h>

#include "host/browser/dom.h"
#include "host/outside.h"
#include "host/provided.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/stack.h"

/* Fire [target, interface, type, init, flags (1: bubbles, 2: cancelable)] as the host does. */
static bool fire_listed(struct evl_realm *realm, evl_value list, bool *not_canceled)
{
	evl_value item[5];
	for (uint32_t i = 0; i < 5; i++)
		if (!evl_object_get(realm, evl_as_object(list), evl_key_from_index(i), list, &item[i]))
			return false;
	struct evl_target *target = evl_target_of(realm, item[0]);
	if (target == NULL || !evl_is_string(item[1]) || !evl_is_string(item[2]))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "no event");
	struct evl_dom_event *event = evl_event_new(realm, evl_string_utf8(realm, evl_as_string(item[1])),
						    evl_string_utf8(realm, evl_as_string(item[2])), EVL_DOM_TRUSTED);
	int32_t flags = 0;
	if (!evl_is_undefined(item[4]) && !evl_to_int32(realm, item[4], &flags))
		return false;
	event->flags |= (uint8_t)(((flags & 1) != 0 ? EVL_DOM_BUBBLES : 0) | ((flags & 2) != 0 ? EVL_DOM_CANCELABLE : 0));
	if (evl_is_object(item[3])) {
		struct evl_key_list keys;
		if (!evl_own_keys(realm, evl_as_object(item[3]), &keys))
			return false;
		for (uint32_t i = 0; i < keys.count; i++) {
			evl_value value;
			if (!evl_object_get(realm, evl_as_object(item[3]), keys.keys[i], item[3], &value))
				return false;
			evl_event_set(realm, event, evl_names_utf8(realm->names, keys.keys[i], &realm->scratch), value);
		}
	}
	return evl_event_dispatch(realm, target, event, not_canceled);
}

/*
 * A posted task: its step is called again and again; an array that it returns is an event to fire, undefined the end. It is told
 * whether the default of the event before is to be done, and whether a listener threw.
 */
static bool run_steps(struct evl_realm *realm, uint32_t record)
{
	evl_value step = evl_host_task(realm->host, record)->this_value, result, told[2] = { EVL_TRUE, EVL_FALSE };
	for (;;) {
		if (!evl_host_call(realm, step, EVL_UNDEFINED, 2, told, &result))
			return false;
		if (!evl_is_object(result))
			return true;
		uint32_t uncaught = evl_page(realm)->uncaught;
		bool not_canceled = true;
		if (!evl_web_checkpoint(realm) || !fire_listed(realm, result, &not_canceled))
			return false;
		told[0] = evl_from_bool(not_canceled);
		told[1] = evl_from_bool(evl_page(realm)->uncaught != uncaught);
	}
}

/* post(step, milliseconds): a task of the network source. */
static bool post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double milliseconds = 0;
	*result = EVL_UNDEFINED;
	if (args->count > 1 && !evl_to_number(realm, args->values[1], &milliseconds))
		return false;
	int64_t delay = (int64_t)(milliseconds * 1000);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, evl_arg(args, 0), 0, NULL, delay);
	evl_host_task(realm->host, record)->run = run_steps;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, delay);
	return true;
}

/* documentTask(step): as post, of the document's own source. */
static bool document_task(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_arg(args, 0), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = run_steps;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
	*result = EVL_UNDEFINED;
	return true;
}

/* frame(step, milliseconds): as post, but among the events of the first frame from then on. */
static bool post_frame(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double milliseconds = 0;
	*result = EVL_UNDEFINED;
	if (args->count > 1 && !evl_to_number(realm, args->values[1], &milliseconds))
		return false;
	int64_t delay = milliseconds > 0 && milliseconds < 1e9 ? (int64_t)(milliseconds * 1000) : 0;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_arg(args, 0), 0, NULL, delay);
	struct evl_host *host = realm->host;
	evl_host_task(host, record)->run = run_steps;
	evl_host_task(host, record)->task = delay > 0 ? evl_loop_arm(&host->loop, EVL_PAGE_QUEUE_FRAME_TIMERS, delay, false, record) :
							evl_loop_post(&host->loop, EVL_PAGE_QUEUE_FRAME_EVENTS, record);
	return true;
}

/* frameTime(): when the running or last frame began, as performance.now() says. */
static bool frame_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	int64_t time = realm->host->loop.last_frame >= 0 ? realm->host->loop.last_frame : realm->now;
	*result = evl_from_number((double)(realm->host->profile->up_time + time) / 1000.0);
	return true;
}

/* fire(target, interface, type, init, flags): at once, inside the running script; is its default to be done? */
static bool fire(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *list = evl_array_from(realm, args->values, args->count);
	*result = EVL_UNDEFINED;
	bool not_canceled = true;
	if (list == NULL || !fire_listed(realm, evl_from_object(list), &not_canceled))
		return false;
	*result = evl_from_bool(not_canceled);
	return true;
}

/* handlers(prototype, 'onload', ...): event handler attributes. */
static bool handlers(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	for (uint32_t i = 1; i < args->count; i++) {
		const char *name = evl_string_utf8(realm, evl_as_string(args->values[i]));
		struct evl_native_function *get = evl_native_function_new(realm, name, 0, evl_handler_get);
		struct evl_native_function *set = evl_native_function_new(realm, name, 1, evl_handler_set);
		get->name_prefix = 'g';
		set->name_prefix = 's';
		struct evl_descriptor d = {
			.get = evl_from_object(get), .set = evl_from_object(set), .enumerable = true, .configurable = true,
			.has_get = true, .has_set = true, .has_enumerable = true, .has_configurable = true,
		};
		if (!evl_define_or_throw(realm, evl_as_object(args->values[0]), evl_platform_intern(realm, name), &d))
			return false;
	}
	return true;
}

/* outcome(): does something outside come about? Usually. */
static bool outcome(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, 2, 0, realm->now) == 0);
	return true;
}

/* now(): the virtual clock in milliseconds. */
static bool now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number((double)realm->now / 1000);
	return true;
}

/* block(milliseconds): the page waits, and nothing else runs meanwhile. */
static bool block(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double milliseconds;
	*result = EVL_UNDEFINED;
	if (!evl_to_number(realm, evl_arg(args, 0), &milliseconds))
		return false;
	realm->now += milliseconds > 0 && milliseconds < 1e9 ? (int64_t)(milliseconds * 1000) : 0;
	return true;
}

static bool note(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_host_note(realm, evl_stack_site(realm), evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))));
	return true;
}

/* read(address): the text of a file beside the source, undefined when there is none. */
static bool read_file(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_source *source = &realm->trace->sources[0];
	const char *address = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))), *path, *text;
	size_t length, size = strlen(address) + 3;
	*result = EVL_UNDEFINED;
	if (realm->host->read_source == NULL)
		return true;
	char *specifier = evl_arena_alloc(&realm->scratch, size);
	snprintf(specifier, size, "%s%s", address[0] == '.' ? "" : address[0] == '/' ? "." : "./", address);
	if (!realm->host->read_source(realm, source->path != NULL ? source->path : source->name, specifier, &path, &text, &length))
		return true;
	*result = evl_string_value(evl_string_from_utf8(realm, text, length));
	return *result != EVL_EMPTY;
}

/* provided(address): what is said of it, as [text, whether it is JSON, whether it fails, milliseconds]; undefined: nothing. */
static bool provided(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_provided_answer *answer = evl_provided_find(realm, evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))));
	*result = EVL_UNDEFINED;
	if (answer == NULL)
		return true;
	evl_value parts[] = { evl_string_value(evl_string_from_utf8(realm, answer->text, answer->length)), evl_from_bool(answer->is_json),
			      evl_from_bool(answer->failed), evl_from_double((double)answer->delay / 1000) };
	*result = evl_from_object(evl_array_from(realm, parts, 4));
	return true;
}

/* parent(target, other): events that bubble go on to the other target. */
static bool set_parent(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target = evl_target_of(realm, evl_arg(args, 0)), *other = evl_target_of(realm, evl_arg(args, 1));
	*result = EVL_UNDEFINED;
	evl_page_init_events(realm);
	if (target != NULL)
		target->parent = other;
	return true;
}

/* atCheckpoint(callback): once, when the microtasks have run. */
static bool at_checkpoint(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	struct evl_page_callback *callback = evl_arena_zalloc(&realm->scratch, sizeof *callback), **link = &page->at_checkpoint;
	callback->function = evl_arg(args, 0);
	while (*link != NULL)
		link = &(*link)->next;
	*link = callback;
	*result = EVL_UNDEFINED;
	return true;
}

bool evl_page_run_checkpoint(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	while (page->at_checkpoint != NULL) {
		evl_value function = page->at_checkpoint->function, ignored;
		page->at_checkpoint = page->at_checkpoint->next;
		if (!evl_host_call(realm, function, EVL_UNDEFINED, 0, NULL, &ignored))
			return false;
	}
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("outsideFetch", evl_outside_fetch, 2),
	EVL_METHOD("post", post, 2),
	EVL_METHOD("documentTask", document_task, 1),
	EVL_METHOD("frame", post_frame, 2),
	EVL_METHOD("frameTime", frame_time, 0),
	EVL_METHOD("fire", fire, 4),
	EVL_METHOD("parent", set_parent, 2),
	EVL_METHOD("atCheckpoint", at_checkpoint, 1),
	EVL_METHOD("handlers", handlers, 1),
	EVL_METHOD("outcome", outcome, 0),
	EVL_METHOD("block", block, 1),
	EVL_METHOD("now", now, 0),
	EVL_METHOD("note", note, 1),
	EVL_METHOD("read", read_file, 1),
	EVL_METHOD("provided", provided, 1),
};
const struct evl_rows evl_page_binding_rows = EVL_ROWS(binding_row);
