/* SPDX-License-Identifier: MIT */
/*
 * print.c - what a snippet and its host write: print, error, note and exit events.
 */
#include <string.h>

#include "host/agent.h"
#include "base/diag.h"
#include "base/utf.h"
#include "console/console.h"
#include "vm/stack.h"

void evl_host_print_utf8(struct evl_realm *realm, uint8_t stream, uint8_t method, const char *text, size_t length)
{
	struct evl_host *host = realm->host;
	if (host->print != NULL && host->print(realm, stream, method, text, length))
		return;
	if (host->print_count >= host->max_prints) {
		evl_halt(realm, EVL_STATUS_STEP_LIMIT, "%u lines were printed", host->print_count);
		return;
	}
	if (length > realm->heap.limit || evl_arena_used(&realm->trace->text_arena) > realm->heap.limit - length) {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "what is printed needs more memory than the limit of %zu MB allows", realm->heap.limit >> 20);
		return;
	}
	if (host->print_count++ == 0 && !host->is_module) /* a module's loop turns before its body has run */
		evl_loop_delay_start(&host->loop, host->profile->first_line_cost);
	struct evl_event event = {
		.kind = EVL_EVENT_PRINT,
		.stream = stream,
		.detail = method,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.span = evl_stack_site(realm),
	};
	evl_trace_append(realm->trace, &event, text, length);
}

void evl_host_print(struct evl_realm *realm, uint8_t stream, uint8_t method, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return;
	size_t length = evl_utf16_to_utf8_length(units, text->length);
	if (evl_arena_room(&realm->scratch) < length + 64) {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in a printed line");
		return;
	}
	/* Only for the moment of the copy: the trace keeps its own. A worker's lines run code, which may keep something behind them. */
	unsigned char *top = realm->scratch.next;
	char *bytes = evl_arena_alloc(&realm->scratch, length + 1);
	const unsigned char *end = realm->scratch.next;
	evl_utf16_to_utf8(units, text->length, bytes);
	evl_host_print_utf8(realm, stream, method, bytes, length);
	if (realm->scratch.next == end)
		realm->scratch.next = top;
}

void evl_host_print_at(struct evl_realm *realm, uint8_t stream, uint8_t method, struct evl_string *text, evl_span span)
{
	uint32_t before = realm->trace->count;
	evl_host_print(realm, stream, method, text);
	if (realm->trace->count > before)
		realm->trace->events[before].span = span;
}

void evl_host_print_error(struct evl_realm *realm, const char *text, size_t length, evl_span thrown, bool is_rejection)
{
	if (realm->host->print != NULL && realm->host->print(realm, 1, EVL_CONSOLE_ERROR, text, length))
		return;
	struct evl_event event = {
		.kind = EVL_EVENT_ERROR,
		.stream = 1,
		.detail = is_rejection,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.span = thrown,
	};
	evl_trace_append(realm->trace, &event, text, length);
}

void evl_host_note(struct evl_realm *realm, evl_span span, const char *text)
{
	struct evl_event event = {
		.kind = EVL_EVENT_NOTE,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.span = span,
	};
	evl_trace_append(realm->trace, &event, text, strlen(text));
}

void evl_host_exit(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	if (host->ended)
		return;
	host->ended = true;
	if (!evl_agent_is_first(host))
		return;
	struct evl_event event = {
		.kind = EVL_EVENT_EXIT,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.value = host->exit_code,
		.span = evl_span_none(),
	};
	evl_trace_append(realm->trace, &event, NULL, 0);
	realm->trace->exit_status = host->exit_code;
}
