/* SPDX-License-Identifier: MIT */
/*
 * fatal_deno.c - how a process of Deno ends: what it reports of an error that nothing handled, and of a module that never settles.
 *
 * Deno ends at once, without 'exit' events. Only what the main script throws rejects the promise of its module first: the microtasks,
 * the timers that are due by then and the ticks still run.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/utf.h"
#include "console/inspect.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/job.h"
#include "vm/stack.h"
#include "vm/vm.h"

enum { LONGEST_LINE = 150, START_COST = 1000 }; /* units of a line that is shown; microseconds until the loop has begun */

struct evl_node_end {
	evl_value reason;
	enum evl_origin origin;
	evl_span place;
};

/* The line of the snippet in which the error was made, and a caret under the place. */
static void append_line(struct evl_realm *realm, struct evl_buffer *out, evl_span span)
{
	if (span.start == UINT32_MAX || span.source >= realm->trace->source_count)
		return;
	const struct evl_source *source = &realm->trace->sources[span.source];
	evl_place place = evl_source_place_utf16(source, span.start);
	size_t length;
	const char *line = evl_source_line(source, place.line, &length);
	if (length > LONGEST_LINE || source->origin != NULL)
		return;
	evl_buffer_append_byte(out, '\n');
	evl_buffer_append(out, line, length);
	evl_buffer_printf(out, "\n%*s^", (int)place.column - 1, "");
}

static bool append_error(struct evl_realm *realm, struct evl_buffer *out, evl_value error, bool outermost)
{
	struct evl_string *text;
	if (!evl_inspect_error_line(realm, evl_as_object(error), &text))
		return false;
	evl_buffer_append_text(out, evl_string_utf8(realm, text));
	if (outermost)
		append_line(realm, out, evl_node_made_at(error));
	const struct evl_error *record = evl_pointer(error);
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)record->frames;
	if (frames != NULL)
		evl_buffer_append_text(out, evl_stack_frames_text(realm, frames));
	return true;
}

/* What the error says of its causes, each on lines of its own. */
static bool append_causes(struct evl_realm *realm, struct evl_buffer *out, evl_value error)
{
	for (uint32_t depth = 0; depth < 100; depth++) {
		evl_value cause;
		if (!evl_get(realm, error, EVL_NAME_cause, &cause))
			return false;
		if (evl_is_nullish(cause))
			return true;
		if (!evl_is_class(cause, EVL_CLASS_ERROR))
			return evl_not_covered(realm, "how Deno reports a cause that is no error");
		evl_buffer_append_text(out, "\nCaused by: ");
		if (!append_error(realm, out, cause, false))
			return false;
		error = cause;
	}
	return true;
}

static bool append_reason(struct evl_realm *realm, struct evl_buffer *out, evl_value reason)
{
	struct evl_inspect_options options = { .depth = 4, .quote_strings = true };
	struct evl_string *text;
	if (evl_is_class(reason, EVL_CLASS_ERROR)) {
		const struct evl_error *error = evl_pointer(reason);
		if (error->type == EVL_ERROR_AGGREGATE)
			return evl_not_covered(realm, "how Deno reports an AggregateError that nothing handled");
		return append_error(realm, out, reason, true) && append_causes(realm, out, reason);
	}
	if (!evl_inspect(realm, EVL_DIALECT_DENO, reason, &options, &text))
		return false;
	evl_buffer_append_text(out, evl_string_utf8(realm, text));
	return true;
}

static void end(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	host->exit_code = 1;
	host->exiting = true;
	evl_host_exit(realm);
}

/* Report the error and end the process. */
static void die(struct evl_realm *realm, const struct evl_node_end *why)
{
	bool in_promise = why->origin == EVL_ORIGIN_MAIN || why->origin == EVL_ORIGIN_MODULE || why->origin == EVL_ORIGIN_REJECTION;
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_printf(&text, "error: Uncaught %s", in_promise ? "(in promise) " : "");
	bool ok = append_reason(realm, &text, why->reason);
	if (!ok && realm->halt == EVL_STATUS_OK && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	if (ok && !text.failed)
		evl_host_print_error(realm, text.bytes, text.length, why->place, why->origin == EVL_ORIGIN_REJECTION);
	evl_buffer_release(&text);
	if (realm->halt == EVL_STATUS_OK)
		end(realm);
}

/* The main script threw: what the loop does before it looks at the promise of its module. */
static bool end_of_script(struct evl_realm *realm)
{
	struct evl_loop *loop = &realm->host->loop;
	while (evl_jobs_pending(&realm->vm->microtasks))
		if (!evl_job_run_one(realm) || realm->halt != EVL_STATUS_OK)
			return false;
	int64_t due = evl_loop_next_due(loop), start = realm->now + START_COST;
	if (due < 0 || due > start)
		return true;
	realm->now = start;
	(void)evl_loop_turn(loop);
	return false;
}

bool evl_deno_fatal(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place)
{
	struct evl_node *node = evl_node(realm);
	struct evl_node_end why = { reason, origin, place };
	if (node->worker != NULL)
		return evl_not_covered(realm, "what follows an uncaught error in a worker of Deno");
	if ((origin != EVL_ORIGIN_MAIN && origin != EVL_ORIGIN_MODULE) || node->end != NULL) {
		die(realm, node->end != NULL ? node->end : &why);
		return false;
	}
	node->end = evl_arena_copy(&realm->scratch, &why, sizeof why);
	return origin == EVL_ORIGIN_MODULE || end_of_script(realm);
}

enum evl_ran evl_deno_settled(struct evl_realm *realm, bool *again)
{
	const struct evl_node_end *why = evl_node(realm)->end;
	if (why == NULL)
		return evl_node_settled(realm, again);
	die(realm, why);
	return EVL_RAN_STOP;
}

void evl_deno_finish(struct evl_realm *realm, bool unsettled)
{
	static const char text[] = "error: Top-level await promise never resolved";
	if (unsettled) {
		evl_host_print_error(realm, text, sizeof text - 1, evl_span_none(), false);
		end(realm);
		return;
	}
	evl_node_finish(realm, false);
}
