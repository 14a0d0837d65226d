/* SPDX-License-Identifier: MIT */
/*
 * api_orders.c - the public interface: all orders of a program, and expectations that hold in them.
 */
#include "api.h"

#include <string.h>

#include "console/console.h"
#include "explore/sources.h"
#include "report/formats.h"

static const size_t reserve = (size_t)1 << 33;

void evloop_orders_release(struct evloop_orders *orders)
{
	if (orders->has_arena)
		evl_arena_release(&orders->arena);
	orders->has_arena = false;
}

static bool prepare(struct evloop_orders *orders)
{
	if (orders->has_arena)
		evl_arena_reset(&orders->arena);
	else
		orders->has_arena = evl_arena_init(&orders->arena, reserve);
	return orders->has_arena;
}

struct evloop_orders *evloop_orders(struct evloop *evloop, const char *text, size_t length, const struct evloop_options *options,
				    const struct evloop_orders_options *given)
{
	static const struct evloop_orders_options none;
	const struct evloop_orders_options *o = given != NULL ? given : &none;
	struct evloop_orders *orders = &evloop->orders;
	if (!prepare(orders) || evloop_predict(evloop, text, length, options) == NULL)
		return NULL;
	const struct evl_run_result *result = &evloop->run.results[0];
	bool ran = result->has_trace && result->trace.count != 0 && evloop->run.realm != NULL;
	memset(&orders->exploration, 0, sizeof orders->exploration);
	if (ran) {
		struct evl_explore_options explore = {
			.max_schedules = o->max_schedules,
			.max_memory = o->max_memory,
			.no_reduction = o->no_reduction,
			.stop = evloop->run.options.stop,
			.stop_context = evloop->run.options.stop_context,
		};
		evl_explore(&evloop->run, 0, &explore, &orders->arena, &orders->exploration);
		evl_explore_groups(&orders->exploration, &orders->arena, &orders->groups);
		evloop_fill_prediction(evloop, evloop->run.status);
	}
	orders->report = (struct evl_orders_report){
		.report = evloop->prediction.report,
		.exploration = ran ? &orders->exploration : NULL,
		.groups = &orders->groups,
	};
	return orders;
}

bool evloop_orders_complete(const struct evloop_orders *orders)
{
	return orders->report.exploration != NULL && evl_exploration_is_complete(&orders->exploration);
}

enum evloop_exit evloop_orders_exit(const struct evloop_orders *orders)
{
	enum evl_status status = orders->report.report.run.status;
	if (status != EVL_STATUS_OK)
		return (enum evloop_exit)evl_status_exit_code(status);
	return evloop_orders_complete(orders) ? EVLOOP_EXIT_OK : EVLOOP_EXIT_INCOMPLETE;
}

bool evloop_render_orders(const struct evloop_orders *orders, const char *format, const struct evloop_render_options *options,
			  const struct evloop_sink *out, const struct evloop_sink *notes)
{
	static const struct evloop_render_options none;
	const struct evloop_render_options *given = options != NULL ? options : &none;
	struct evl_report_options report_options = { .color = given->color, .note_color = given->note_color, .ascii = given->ascii };
	struct evl_sink out_sink = { out->write, out->context }, notes_sink = { notes->write, notes->context };
	return evl_render_orders(&orders->report, format, &report_options, &out_sink, &notes_sink);
}

/* ------------------------------------------------------------ expectations */

/* What the console shows in one outcome, as `predict --format=plain` writes it. */
static void console_text(const struct evl_outcome *outcome, bool stdout_only, struct evl_buffer *out)
{
	evl_buffer_reset(out);
	for (uint32_t i = 0; i < outcome->line_count; i++) {
		const struct evl_outcome_line *line = &outcome->lines[i];
		if (stdout_only && line->stream != 0)
			continue;
		evl_buffer_append(out, line->text, line->length);
		if (line->error || line->method != EVL_CONSOLE_WRITE)
			evl_buffer_append_byte(out, '\n');
	}
}

/* Line ends at the very end do not count. */
static size_t trimmed(const char *text, size_t length)
{
	while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
		length--;
	return length;
}

enum likeness { DIFFERS, SAME, UNDECIDED };

/* What an outcome prints against `text`. One that did not come to its end may go on as the text does. */
static enum likeness compare(const struct evl_outcome *outcome, bool stdout_only, const char *text, size_t length, struct evl_buffer *room)
{
	console_text(outcome, stdout_only, room);
	size_t own = trimmed(room->bytes, room->length), wanted = trimmed(text, length);
	if (room->failed || own > wanted || (own != 0 && memcmp(room->bytes, text, own) != 0))
		return DIFFERS;
	return outcome->status != EVL_STATUS_OK ? UNDECIDED : own == wanted ? SAME : DIFFERS;
}

enum evloop_holds evloop_orders_expect(const struct evloop_orders *orders, const char *text, size_t length, bool stdout_only,
				       size_t *other)
{
	struct evl_buffer room;
	const struct evl_exploration *e = &orders->exploration;
	uint32_t count = 0;
	*other = SIZE_MAX;
	evl_buffer_init(&room);
	for (uint32_t i = 0; orders->report.exploration != NULL && i < e->outcome_count; i++) {
		enum likeness likeness = compare(&e->outcomes[i], stdout_only, text, length, &room);
		count += likeness == SAME;
		if (likeness == DIFFERS && *other == SIZE_MAX)
			*other = i;
	}
	evl_buffer_release(&room);
	if (orders->report.exploration != NULL && e->sources != NULL) {
		bool sure;
		if (count == 0 && !evl_sources_admit(e->sources, e, text, trimmed(text, length), stdout_only, &sure))
			return sure ? EVLOOP_HOLDS_NEVER : EVLOOP_HOLDS_AS_FAR_AS_SEEN;
		return count == e->outcome_count ? EVLOOP_HOLDS_AS_FAR_AS_SEEN : EVLOOP_HOLDS_SOMETIMES;
	}
	if (count == 0)
		return EVLOOP_HOLDS_NEVER;
	if (count < e->outcome_count)
		return EVLOOP_HOLDS_SOMETIMES;
	return evloop_orders_complete(orders) ? EVLOOP_HOLDS_ALWAYS : EVLOOP_HOLDS_AS_FAR_AS_SEEN;
}

size_t evloop_orders_outcomes(const struct evloop_orders *orders)
{
	return orders->report.exploration != NULL ? orders->exploration.outcome_count : 0;
}

bool evloop_orders_outcome(const struct evloop_orders *orders, size_t index, bool stdout_only, const struct evloop_sink *out)
{
	struct evl_buffer text;
	if (index >= evloop_orders_outcomes(orders))
		return false;
	evl_buffer_init(&text);
	console_text(&orders->exploration.outcomes[index], stdout_only, &text);
	struct evl_sink sink = { out->write, out->context };
	return evl_report_flush(&text, &sink);
}

bool evloop_orders_witness(const struct evloop_orders *orders, size_t index, const struct evloop_sink *out)
{
	struct evl_buffer text;
	if (index >= evloop_orders_outcomes(orders))
		return false;
	evl_buffer_init(&text);
	evl_orders_schedule(&orders->exploration.outcomes[index], &text);
	struct evl_sink sink = { out->write, out->context };
	return evl_report_flush(&text, &sink);
}

/* ------------------------------------------------------------- differences */

/* Is it among what the independent sources of the other program may print? */
static bool is_admitted(const struct evloop_orders *orders, const struct evl_outcome *wanted)
{
	const struct evl_exploration *e = &orders->exploration;
	struct evl_buffer text;
	bool sure = true;
	evl_buffer_init(&text);
	console_text(wanted, false, &text);
	bool admitted = e->sources != NULL && (evl_sources_admit(e->sources, e, text.bytes != NULL ? text.bytes : "",
								    trimmed(text.bytes, text.length), false, &sure) ||
					       !sure);
	evl_buffer_release(&text);
	return admitted;
}

static bool has_outcome(const struct evloop_orders *orders, const struct evl_outcome *wanted)
{
	for (uint32_t i = 0; i < orders->exploration.outcome_count; i++)
		if (orders->exploration.outcomes[i].placeless == wanted->placeless)
			return true;
	return is_admitted(orders, wanted);
}

bool evloop_orders_all_compared(const struct evloop_orders *a, const struct evloop_orders *b)
{
	const struct evl_sources *x = a->exploration.sources, *y = b->exploration.sources;
	if (!evloop_orders_complete(a) || !evloop_orders_complete(b))
		return false;
	return (x == NULL && y == NULL) || (x != NULL && y != NULL && evl_sources_same(x, y));
}

size_t evloop_orders_missing(const struct evloop_orders *from, const struct evloop_orders *in)
{
	for (uint32_t i = 0; i < evloop_orders_outcomes(from); i++)
		if (!has_outcome(in, &from->exploration.outcomes[i]))
			return i;
	return SIZE_MAX;
}
