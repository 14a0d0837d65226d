/* SPDX-License-Identifier: MIT */
/*
 * process_events.c - `process` as an emitter. Its members are those of EventEmitter.prototype, and what it keeps is what any emitter
 * does; node/process_events (a host script) makes it one when a member is first used, so that snippets that use none pay nothing. Here
 * is the host's side: events that it raises itself, each listener as a piece of work of its own.
 */
#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/property.h"
#include "vm/function.h"
#include "vm/vm.h"

#define MEMBERS                                                                                                          \
	MEMBER(on) MEMBER(addListener) MEMBER(once) MEMBER(prependListener) MEMBER(prependOnceListener) MEMBER(off)      \
	MEMBER(removeListener) MEMBER(removeAllListeners) MEMBER(listenerCount) MEMBER(emit) MEMBER(listeners)           \
	MEMBER(rawListeners) MEMBER(eventNames) MEMBER(setMaxListeners) MEMBER(getMaxListeners) MEMBER(_events)          \
	MEMBER(_eventsCount) MEMBER(_maxListeners)

static const char *const members[] = {
#define MEMBER(name) #name,
	MEMBERS
#undef MEMBER
};

/* From now on the members are found on EventEmitter.prototype, what belongs to the one emitter on `process` itself. */
static bool become_emitter(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	evl_value prototype, ignored;
	bool ok;
	if (node->emits)
		return true;
	node->emits = true;
	if (!evl_get_prototype(realm, evl_node_process(realm), &prototype))
		return false;
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (!evl_delete(realm, evl_as_object(prototype), evl_text_name(realm, members[i]), &ok))
			return false;
	return evl_host_script(realm, "node/process_events", &ignored);
}

static bool get_member(struct evl_realm *realm, const struct evl_args *args, const char *name, evl_value *result)
{
	return become_emitter(realm) && evl_get(realm, args->this_value, evl_text_name(realm, name), result);
}

static bool set_member(struct evl_realm *realm, const struct evl_args *args, const char *name, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return become_emitter(realm) && evl_set(realm, args->this_value, evl_text_name(realm, name), evl_arg(args, 0), true);
}

#define MEMBER(name)                                                                                           \
	static bool get_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)        \
	{                                                                                                      \
		return get_member(realm, args, #name, result);                                                 \
	}                                                                                                      \
	static bool set_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)        \
	{                                                                                                      \
		return set_member(realm, args, #name, result);                                                 \
	}
MEMBERS
#undef MEMBER

static const struct evl_row emitter_row[] = {
#define MEMBER(name) EVL_ACCESSOR_ROW(#name, get_##name, set_##name),
	MEMBERS
#undef MEMBER
};
const struct evl_rows evl_node_emitter_rows = EVL_ROWS(emitter_row);

/* ---------------------------------------------- events raised by the host */

/* process.emit; *own: the snippet has put another function in its place. */
static bool emit_of_process(struct evl_realm *realm, evl_value *emit, bool *own)
{
	evl_value original;
	if (!evl_get(realm, evl_from_object(evl_node_process(realm)), evl_text_name(realm, "emit"), emit) ||
	    !evl_host_script_get(realm, "node/process_events", "emit", &original))
		return false;
	*own = *emit != original;
	return true;
}

/* What _events has for the event: a function, an array of them; undefined: nothing. */
static bool kept_for(struct evl_realm *realm, const char *event, evl_value *kept)
{
	evl_value events;
	*kept = EVL_UNDEFINED;
	if (!evl_get(realm, evl_from_object(evl_node_process(realm)), evl_text_name(realm, "_events"), &events))
		return false;
	return !evl_is_object(events) || evl_get(realm, events, evl_text_name(realm, event), kept);
}

bool evl_node_has_listeners(struct evl_realm *realm, const char *event)
{
	evl_value emit, kept;
	bool own;
	if (!evl_node(realm)->emits)
		return false;
	if (!emit_of_process(realm, &emit, &own) || !kept_for(realm, event, &kept))
		return realm->exception != EVL_EMPTY && evl_take_exception(realm) == EVL_EMPTY;
	return own || evl_is_object(kept);
}

/* The snippet's function behind a listener: once() wraps it. */
static evl_value listener_behind(struct evl_realm *realm, evl_value listener)
{
	evl_value inner;
	if (evl_is_class(listener, EVL_CLASS_BOUND_FUNCTION) && evl_get(realm, listener, evl_text_name(realm, "listener"), &inner) &&
	    evl_is_callable(inner))
		return inner;
	return listener;
}

/* What a listener threw without a frame of the snippet's, which a wrapper of once() has: from the line of node:events that calls it, one of `several`. */
static void note_calling_line(struct evl_realm *realm, bool several)
{
	if (realm->halt != EVL_STATUS_OK || realm->exception_span.start != UINT32_MAX || realm->vm->frame != NULL)
		return;
	evl_node_leave_library_frames(realm->exception);
	if (realm->exception_inner.start == UINT32_MAX)
		evl_node_mark_thrown(realm, realm->exception,
				     several ? "events:536      const result = listeners[i].^apply(this, args);" :
					       "events:524    const result = handler.^apply(this, args);");
}

/* One function, as a piece of work of its own: it tells which event the host raised. */
static bool call_listener(struct evl_realm *realm, evl_value function, uint32_t count, const evl_value *values, evl_value *result)
{
	evl_value process = evl_from_object(evl_node_process(realm));
	evl_span none = { .start = UINT32_MAX };
	evl_event_id before = realm->current;
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = EVL_WORK_PROCESS_EVENT,
		.cause = before,
		.other = EVL_NO_EVENT,
		.id = ++realm->work_count,
		.time = realm->now,
		.span = evl_host_function_span(realm, listener_behind(realm, function), none),
	};
	evl_event_id begin = evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = begin;
	bool ok = evl_host_call(realm, function, process, count, values, result);
	event.kind = EVL_EVENT_END;
	event.cause = begin;
	event.time = realm->now;
	evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = before;
	return ok;
}

/*
 * The listeners as they are when the event is raised: one that is removed meanwhile still runs this time. In scratch memory. NULL: there are
 * none, an exception is pending, or the run halts.
 */
static evl_value *snapshot(struct evl_realm *realm, evl_value kept, uint32_t *count)
{
	enum { MOST_LISTENERS = 1000000 };
	double length;
	*count = 1;
	if (evl_is_callable(kept))
		return evl_arena_copy(&realm->scratch, &kept, sizeof kept);
	if (!evl_is_object(kept) || !evl_length_of(realm, evl_as_object(kept), &length))
		return NULL;
	if (length > MOST_LISTENERS) { /* the program has put something else there */
		(void)evl_not_covered(realm, "this length of the listeners of an event");
		return NULL;
	}
	*count = (uint32_t)length;
	evl_value *listeners = evl_realm_scratch(realm, (*count + (size_t)1) * sizeof *listeners);
	for (uint32_t i = 0; i < *count; i++)
		if (!evl_get(realm, kept, evl_key_from_index(i), &listeners[i]))
			return NULL;
	return listeners;
}

bool evl_node_emit(struct evl_realm *realm, const char *event, uint32_t count, const evl_value *values, bool *handled)
{
	evl_value emit, kept, result;
	uint32_t listener_count;
	bool own;
	*handled = false;
	if (!evl_node(realm)->emits)
		return true;
	if (!emit_of_process(realm, &emit, &own) || !kept_for(realm, event, &kept))
		return false;
	if (own) {
		evl_value *all = evl_realm_scratch(realm, (count + 1) * sizeof *all);
		all[0] = evl_text_value(realm, event);
		for (uint32_t i = 0; i < count; i++)
			all[i + 1] = values[i];
		if (!call_listener(realm, emit, count + 1, all, &result))
			return false;
		*handled = evl_to_boolean(result);
		return true;
	}
	const evl_value *listeners = snapshot(realm, kept, &listener_count);
	bool several = !evl_is_callable(kept);
	if (listeners == NULL)
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	*handled = true;
	for (uint32_t i = 0; i < listener_count; i++)
		if (!call_listener(realm, listeners[i], count, values, &result)) {
			note_calling_line(realm, several);
			return false;
		}
	return true;
}

/* --------------------------------------------- what node/process_events needs */

/* 'multipleResolves' is raised in a tick of its own. */
static bool emit_settled_again(struct evl_realm *realm, uint32_t record)
{
	struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_node *node = evl_node(realm);
	bool handled;
	if (!evl_node_emit(realm, "multipleResolves", task->count, task->values, &handled))
		return false;
	if (handled && !node->warned_resolves)
		evl_node_warn(realm, "DeprecationWarning", "DEP0160", "The multipleResolves event has been deprecated.");
	node->warned_resolves = node->warned_resolves || handled;
	return true;
}

static void settled_again(struct evl_realm *realm, const char *kind, struct evl_promise *promise, evl_value value)
{
	uint32_t record = evl_node_tick(realm, EVL_UNDEFINED, emit_settled_again);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value values[3] = { evl_text_value(realm, kind), evl_from_object((struct evl_object *)promise), value };
	task->values = evl_arena_copy(&realm->scratch, values, sizeof values);
	task->count = 3;
}

/* tellOfMultipleResolves(): from now on the machine tells of promises that are settled again. */
static bool tell_of_multiple_resolves(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = EVL_UNDEFINED;
	realm->vm->settled_again = settled_again;
	return true;
}

/* writeWarning(warning): what Node's own listener of 'warning' writes. */
static bool write_warning(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return evl_node_write_warning(realm, evl_arg(args, 0));
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("tellOfMultipleResolves", tell_of_multiple_resolves, 0),
	EVL_METHOD("writeWarning", write_warning, 1),
};
const struct evl_rows evl_node_emitter_binding = EVL_ROWS(binding_row);
