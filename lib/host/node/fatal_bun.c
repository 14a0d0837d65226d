/* SPDX-License-Identifier: MIT */
/*
 * fatal_bun.c - how a process of Bun ends after an error that nothing handled.
 *
 * The error is reported at once and the process goes on with what it was about. Its loop only looks between turns: after an error
 * none begins, but that immediates which wait make one. Then come the 'exit' events, and the exit status is 1.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "console/inspect.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "vm/stack.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

enum { LINES_SHOWN = 6 };

struct evl_node_end {
	bool at_once;  /* the main script threw: not even a turn for immediates */
	bool threw;    /* 'exit' is told 1; after rejections it is told 0 */
};

/* Where JavaScriptCore says an error was made: a construction is at its class, not at `new`. */
static uint32_t place_in(const struct evl_source *source, evl_span span)
{
	uint32_t at = span.start;
	if (strncmp(source->text + at, "new", 3) == 0 && source->text[at + 3] == ' ')
		for (at += 3; source->text[at] == ' ';)
			at++;
	return at;
}

static uint32_t digits_of(uint32_t number)
{
	uint32_t digits = 1;
	while ((number /= 10) != 0)
		digits++;
	return digits;
}

/* The lines of the source up to that of the error, numbered, and a caret under its place. */
static void append_excerpt(struct evl_realm *realm, struct evl_buffer *out, evl_span span)
{
	if (span.start == UINT32_MAX || span.source >= realm->trace->source_count)
		return;
	const struct evl_source *source = &realm->trace->sources[span.source];
	evl_place place = evl_source_place_utf16(source, place_in(source, span));
	uint32_t first = place.line > LINES_SHOWN - 1 ? place.line - (LINES_SHOWN - 1) : 1, width = digits_of(place.line);
	for (uint32_t number = first; number <= place.line; number++) {
		size_t length;
		const char *line = evl_source_line(source, number, &length);
		evl_buffer_printf(out, "%*u | ", (int)width, number);
		evl_buffer_append(out, line, length);
		evl_buffer_append_byte(out, '\n');
	}
	evl_buffer_printf(out, "%*s^\n", (int)(width + 2 + place.column), "");
}

static void append_frames(struct evl_realm *realm, struct evl_buffer *out, const struct evl_error *error)
{
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)error->frames;
	for (uint32_t i = 0; frames != NULL && i < frames->count; i++) {
		struct evl_stack_frame *frame = &((struct evl_stack_frames *)(void *)error->frames)->frames[i];
		if (frame->span.start == UINT32_MAX || frame->span.source >= realm->trace->source_count)
			continue;
		const struct evl_source *source = &realm->trace->sources[frame->span.source];
		evl_place place = evl_source_place_utf16(source, i == 0 ? place_in(source, frame->span) : frame->span.start);
		const char *name = evl_stack_function_name(realm, frame->callee), *path = source->path != NULL ? source->path : source->name;
		bool is_body = name[0] == '\0' && realm->host->is_module && i + 1 == frames->count;
		if (is_body)
			evl_buffer_printf(out, "      at %s:%u:%u\n", path, place.line, place.column);
		else
			evl_buffer_printf(out, "      at %s (%s:%u:%u)\n", name[0] != '\0' ? name : "<anonymous>", path, place.line, place.column);
	}
}

/* "error: message" of a plain Error, otherwise what its toString says. */
static bool append_line(struct evl_realm *realm, struct evl_buffer *out, evl_value error)
{
	struct evl_string *text;
	evl_value name;
	if (!evl_get(realm, error, EVL_NAME_name, &name) || !evl_inspect_error_line(realm, evl_as_object(error), &text))
		return false;
	const char *line = evl_string_utf8(realm, text);
	bool plain = evl_is_string(name) && strncmp(line, "Error: ", 7) == 0;
	evl_buffer_printf(out, "%s%s\n", plain ? "error: " : "", plain ? line + 7 : line);
	return true;
}

static bool append_report(struct evl_realm *realm, struct evl_buffer *out, evl_value reason)
{
	struct evl_inspect_options options = { .depth = 2 };
	struct evl_string *text;
	if (evl_is_class(reason, EVL_CLASS_ERROR)) {
		append_excerpt(realm, out, evl_node_made_at(reason));
		if (!append_line(realm, out, reason))
			return false;
		append_frames(realm, out, evl_pointer(reason));
		out->length -= out->length > 0;
		return true;
	}
	if (!evl_inspect(realm, EVL_DIALECT_BUN, reason, &options, &text))
		return false;
	const char *shown = evl_string_utf8(realm, text);
	if (evl_is_object(reason))
		evl_buffer_printf(out, "error\n%s", shown);
	else
		evl_buffer_printf(out, "error: %s\n%s", shown, shown);
	return true;
}

static void end(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	const struct evl_node_end *why = evl_node(realm)->end;
	if (!evl_node_emit_exit(realm, why->threw ? 1 : 0) && realm->exception != EVL_EMPTY && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
	if (host->ended || realm->halt != EVL_STATUS_OK)
		return;
	host->exit_code = evl_node_exit_code(realm, 1);
	host->exiting = true;
	realm->current = EVL_NO_EVENT;
	evl_host_print_error(realm, host->profile->version_line, strlen(host->profile->version_line), evl_span_none(), false);
	evl_host_exit(realm);
}

bool evl_bun_fatal(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place)
{
	struct evl_node *node = evl_node(realm);
	struct evl_buffer text;
	bool is_rejection = origin == EVL_ORIGIN_REJECTION;
	if (node->worker != NULL)
		return evl_not_covered(realm, "what follows an uncaught error in a worker of Bun");
	evl_buffer_init(&text);
	bool ok = append_report(realm, &text, reason);
	if (ok && !text.failed)
		evl_host_print_error(realm, text.bytes, text.length, place, is_rejection);
	evl_buffer_release(&text);
	if (!ok)
		return false;
	if (node->end == NULL)
		node->end = evl_arena_zalloc(&realm->scratch, sizeof *node->end);
	node->end->at_once |= origin == EVL_ORIGIN_MAIN || origin == EVL_ORIGIN_MODULE;
	node->end->threw |= !is_rejection;
	return true;
}

enum evl_ran evl_bun_settled(struct evl_realm *realm, bool *again)
{
	const struct evl_node *node = evl_node(realm);
	(void)again;
	if (node->end == NULL || !node->end->at_once)
		return EVL_RAN_DONE;
	end(realm);
	return EVL_RAN_STOP;
}

enum evl_ran evl_bun_concluded(struct evl_realm *realm)
{
	enum evl_ran ran = evl_node_tell_rejections(realm);
	if (ran != EVL_RAN_STOP)
		evl_node_tell_main_error(realm);
	return ran;
}

/* The main script is a part of the first tick: tasks that it made come before what it is told of. What handlers leave waits for the first turn. */
void evl_bun_loaded(struct evl_realm *realm)
{
	if (realm->host->loop.fifos[EVL_NODE_QUEUE_POLL].first == 0)
		(void)evl_bun_concluded(realm);
}

bool evl_bun_turn(struct evl_realm *realm)
{
	if (evl_node(realm)->end == NULL || realm->host->loop.fifos[EVL_NODE_QUEUE_IMMEDIATES].first != 0)
		return true;
	end(realm);
	return false;
}

void evl_bun_finish(struct evl_realm *realm, bool unsettled)
{
	if (evl_node_tell_rejections(realm) == EVL_RAN_STOP)
		return;
	if (evl_node(realm)->end != NULL)
		end(realm);
	else
		evl_node_finish(realm, unsettled);
}
