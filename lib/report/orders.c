/* SPDX-License-Identifier: MIT */
/*
 * orders.c - the outcomes of an exploration as text, as JSON and as a graph.
 *
 * Text shows the canonical outcome with a mark at every line whose place no rule fixes, the groups of lines that change
 * places, and the other outcomes, each with the schedule that leads to it. The graph (DOT) has an edge from line to line
 * where an order is at least held by timing, without those that follow from others.
 */
#include "report/orders.h"

#include <inttypes.h>
#include <string.h>

#include "base/source.h"
#include "base/status.h"
#include "explain/races.h"
#include "explain/reason.h"
#include "explore/outcome.h"
#include "explore/sources.h"
#include "report/formats.h"
#include "report/order_notes.h"

enum { SHOWN_OUTCOMES = 12, SHOWN_SAMPLES = 2, SHOWN_LINES = 60, GRAPH_LINES = 300 };

void evl_orders_schedule(const struct evl_outcome *outcome, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < outcome->witness_count; i++)
		evl_buffer_printf(out, i == 0 ? "%u" : ".%u", (unsigned)outcome->witness[i]);
}

/* "all 24 schedules, complete", "bounded: 20,000 schedules". */
static void orders_completeness(const struct evl_exploration *e, struct evl_buffer *out)
{
	bool complete = evl_exploration_is_complete(e);
	if (e->sources != NULL) {
		evl_buffer_printf(out, "%s%s orders of %u independent sources%s", e->end == EVL_EXPLORE_MIXED ? "bounded: at most " : complete ? "all " : "bounded: ",
				  e->sources->orders_text, (unsigned)e->sources->outside, complete ? ", complete" : "");
		return;
	}
	evl_buffer_append_text(out, complete ? (e->schedules == 1 ? "" : "all ") : "bounded: ");
	evl_outcome_append_count(e->schedules, out);
	evl_buffer_append_text(out, e->schedules == 1 ? " schedule" : " schedules");
	switch (e->end) {
	case EVL_EXPLORE_COMPLETE:
		evl_buffer_append_text(out, complete	 ? ", complete" :
					    e->cut	 ? ", each cut where it had too many choices" :
					    e->shortened ? ", those with the longest loops on what is not known left out" :
							   ", not all of them predicted to their end");
		break;
	case EVL_EXPLORE_SCHEDULES:
		evl_buffer_append_text(out, " (--max-schedules), more are possible");
		break;
	case EVL_EXPLORE_OUTCOMES:
		evl_buffer_append_text(out, ", then there were more outcomes than are kept");
		break;
	case EVL_EXPLORE_MEMORY:
		evl_buffer_append_text(out, ", then the memory for outcomes was full");
		break;
	case EVL_EXPLORE_MIXED:
		break;
	case EVL_EXPLORE_ENDLESS:
		evl_buffer_append_text(out, ", too many of which reach the limit of steps or memory; more are possible");
		break;
	case EVL_EXPLORE_SHARED:
		evl_buffer_append_text(out, "; threads that share memory may do more than that at the same time");
		break;
	case EVL_EXPLORE_STOPPED:
		evl_buffer_append_text(out, ", interrupted");
		break;
	}
}

/* ------------------------------------------------------------------- text */

static void text_line(struct evl_buffer *out, const char *text, size_t length)
{
	for (; length > 1 && *text == '\n'; length--)
		text++;
	const char *end = memchr(text, '\n', length);
	evl_report_safe_text(out, text, end != NULL ? (size_t)(end - text) : length);
	if (end != NULL && end + 1 < text + length)
		evl_buffer_append_text(out, " ...");
	evl_buffer_append_byte(out, '\n');
}

static void text_assumptions(struct evl_buffer *out, const struct evl_outcome *outcome, const struct evl_style *s)
{
	if (outcome->assumptions[0] == '\0')
		return;
	evl_buffer_printf(out, "%sif:%s ", s->cyan, s->reset);
	evl_report_safe_text(out, outcome->assumptions, strlen(outcome->assumptions));
	evl_buffer_append_byte(out, '\n');
}

static void text_outcome(struct evl_buffer *out, const struct evl_outcome *outcome, uint32_t number, const struct evl_style *s)
{
	evl_buffer_printf(out, "%soutcome %u%s (--schedule=", s->bold, (unsigned)number, s->reset);
	evl_orders_schedule(outcome, out);
	evl_buffer_append_text(out, "):\n");
	text_assumptions(out, outcome, s);
	for (uint32_t i = 0; i < outcome->line_count && i < SHOWN_LINES; i++) {
		evl_buffer_append_text(out, "      ");
		text_line(out, outcome->lines[i].text, outcome->lines[i].length);
	}
	if (outcome->line_count > SHOWN_LINES)
		evl_buffer_append_text(out, "      ...\n");
	if (outcome->exit_status != 0)
		evl_buffer_printf(out, "      exit status %d\n", outcome->exit_status);
	if (outcome->status != EVL_STATUS_OK)
		evl_buffer_printf(out, "      %s\n", evl_status_sentence(outcome->status));
}

/* 0, 1, 2, 5 as "1-3, 6". */
static void line_numbers(struct evl_buffer *out, const uint32_t *lines, uint32_t count, const char *dash)
{
	for (uint32_t i = 0; i < count;) {
		uint32_t end = i;
		while (end + 1 < count && lines[end + 1] == lines[end] + 1)
			end++;
		evl_buffer_printf(out, "%s%u", i == 0 ? "" : ", ", (unsigned)lines[i] + 1);
		if (end != i)
			evl_buffer_printf(out, "%s%u", dash, (unsigned)lines[end] + 1);
		i = end + 1;
	}
}

static bool is_before(uint32_t a, uint32_t b) { return a < b; }

/* Lines of all sources, in order. */
static uint32_t lines_of_sources(const struct evl_sources *sources, uint32_t *lines, uint32_t room)
{
	uint32_t count = 0;
	for (uint32_t s = 0; s < sources->count; s++) {
		for (uint32_t i = 0; i < sources->sources[s].line_count && count < room; i++) {
			uint32_t at = count++;
			for (; at > 0 && is_before(sources->sources[s].lines[i], lines[at - 1]); at--)
				lines[at] = lines[at - 1];
			lines[at] = sources->sources[s].lines[i];
		}
	}
	return count;
}

/* The line that says most: of a fatal error not its place but what it is. */
static const char *first_words(const struct evl_outcome_line *line)
{
	const char *after = line->error ? strstr(line->text, "\n\n") : NULL;
	return after != NULL && after[2] != '\0' && after[2] != '\n' ? after + 2 : line->text;
}

/* "if fetch('/a') rejects: ..." for what each source may do instead. */
static void text_alternatives(struct evl_buffer *out, const struct evl_sources *sources, const struct evl_style *style)
{
	uint32_t told = 0, more = 0;
	for (uint32_t s = 0; s < sources->count; s++) {
		const struct evl_outside *source = &sources->sources[s];
		for (uint32_t b = 1; b < source->behaviour_count; b++) {
			const struct evl_behaviour *behaviour = &source->behaviours[b];
			if (behaviour->usual || behaviour->assumptions[0] == '\0')
				continue;
			if (told == SHOWN_OUTCOMES) {
				more++;
				continue;
			}
			told++;
			evl_buffer_printf(out, "%sif%s ", style->cyan, style->reset);
			evl_report_safe_text(out, behaviour->assumptions, strlen(behaviour->assumptions));
			evl_buffer_append_text(out, ": ");
			if (behaviour->line_count == 0 && !behaviour->ends)
				evl_buffer_append_text(out, source->line_count != 0 ? "nothing" : "as before");
			for (uint32_t i = 0; i < behaviour->line_count && i < 3; i++) {
				const char *text = first_words(&behaviour->lines[i]);
				if (i != 0)
					evl_buffer_append_text(out, ", then ");
				evl_report_safe_text(out, text, strcspn(text, "\n"));
				if (text[strcspn(text, "\n")] != '\0')
					evl_buffer_append_text(out, " ...");
			}
			if (behaviour->line_count > 3)
				evl_buffer_append_text(out, ", ...");
			if (source->line_count != 0) {
				evl_buffer_append_text(out, source->line_count == 1 ? " in place of line " : " in place of lines ");
				line_numbers(out, source->lines, source->line_count, "-");
			}
			evl_buffer_append_text(out, behaviour->ends ? ", and the host ends with it\n" : "\n");
		}
	}
	if (more != 0)
		evl_buffer_printf(out, "... and %u more of the kind\n", (unsigned)more);
}

/* In how many ways a source goes with the usual answers. */
static uint32_t usual_ways(const struct evl_outside *source)
{
	uint32_t count = 0;
	for (uint32_t b = 0; b < source->behaviour_count; b++)
		count += source->behaviours[b].usual;
	return count;
}

static void text_sources(struct evl_buffer *out, const struct evl_exploration *e, const struct evl_style *style, bool ascii)
{
	enum { LINES = 4000, CHAINS = 6 };
	const struct evl_sources *sources = e->sources;
	uint32_t lines[LINES], count = lines_of_sources(sources, lines, LINES), chains = 0;
	const char *dash = ascii ? "-" : "\xE2\x80\x93";
	for (uint32_t s = 0; s < sources->count; s++)
		chains += usual_ways(&sources->sources[s]) == 1 && sources->sources[s].behaviours[0].block_count > 1;
	evl_buffer_printf(out, "%sracy:%s ", style->yellow, style->reset);
	if (count != 0) {
		evl_buffer_append_text(out, count == 1 ? "line " : "lines ");
		line_numbers(out, lines, count, dash);
		evl_buffer_append_text(out, " in any order");
	} else {
		evl_buffer_append_text(out, "what outside work prints comes in any order");
	}
	if (chains != 0)
		evl_buffer_printf(out, " that keeps what each of %u source%s prints in its own", (unsigned)chains, chains == 1 ? "" : "s");
	evl_buffer_printf(out, ": %s%s orders, %s\n", e->end == EVL_EXPLORE_MIXED ? "at most " : "", sources->orders_text,
			  e->end == EVL_EXPLORE_COMPLETE ? "complete" : "bounded");
	for (uint32_t s = 0, told = 0; s < sources->count && told < CHAINS; s++) {
		const struct evl_outside *source = &sources->sources[s];
		if (source->behaviours[0].block_count < 2 || source->line_count == 0)
			continue;
		evl_buffer_append_text(out, "      lines ");
		line_numbers(out, source->lines, source->line_count, dash);
		uint32_t ways = usual_ways(source);
		if (ways > 1)
			evl_buffer_printf(out, " in %u ways: they touch the same values", (unsigned)ways);
		else
			evl_buffer_append_text(out, " in this order");
		evl_buffer_append_text(out, source->root == EVL_ROOT_CLOCK ? " (timers, frames, messages)\n" : "\n");
		if (++told == CHAINS && chains > CHAINS)
			evl_buffer_printf(out, "      ... and so on for %u more\n", (unsigned)(chains - CHAINS));
	}
	evl_buffer_printf(out, "%u sources of outside work are independent of each other; %u samples of what they print are kept (--format=json)\n",
			  (unsigned)sources->outside, (unsigned)e->outcome_count);
	text_alternatives(out, sources, style);
}

static void text_groups(struct evl_buffer *out, const struct evl_orders_report *orders, const struct evl_style *s)
{
	const struct evl_line_groups *groups = orders->groups;
	for (uint32_t i = 0; i < groups->group_count; i++) {
		const struct evl_line_group *group = &groups->groups[i];
		evl_buffer_printf(out, "%sracy:%s lines %u to %u come in ", s->yellow, s->reset, (unsigned)group->from + 1, (unsigned)group->to + 1);
		uint32_t width = group->to - group->from + 1;
		uint64_t all = 1;
		for (uint32_t k = 2; k <= width && all <= group->orders; k++)
			all *= k;
		if (all == group->orders)
			evl_buffer_append_text(out, "any order\n");
		else
			evl_buffer_printf(out, "%u different orders\n", (unsigned)group->orders);
	}
	uint32_t lines = orders->exploration->outcomes[0].line_count;
	if (groups->common < lines)
		evl_buffer_printf(out, "%sdiffers:%s %u of the %u lines are not printed in every outcome\n", s->yellow, s->reset,
				  (unsigned)(lines - groups->common), (unsigned)lines);
}

/* The races of the canonical run; their sentences begin with the variable. */
static void find_races(const struct evl_exploration *e, struct evl_order_notes *notes, struct evl_races *races)
{
	memset(races, 0, sizeof *races);
	if (notes->ready)
		evl_races_find(&e->touches, &notes->order, &notes->arena, races);
}

static void text_races(struct evl_buffer *out, const struct evl_exploration *e, struct evl_order_notes *notes, const struct evl_style *s)
{
	enum { SHOWN_RACES = 10 };
	struct evl_races races;
	find_races(e, notes, &races);
	for (uint32_t i = 0; i < races.count && i < SHOWN_RACES; i++) {
		struct evl_buffer sentence;
		evl_buffer_init(&sentence);
		evl_race_sentence(&races.races[i], &notes->order, &sentence);
		evl_buffer_printf(out, "%s%s:%s ", s->yellow, races.races[i].kind == EVL_RACE_LOST_UPDATE ? "lost update" : "race", s->reset);
		evl_report_safe_text(out, sentence.bytes != NULL ? sentence.bytes : "", sentence.length);
		evl_buffer_append_byte(out, '\n');
		evl_buffer_release(&sentence);
	}
	if (races.count > SHOWN_RACES || races.cut)
		evl_buffer_append_text(out, "... and more races; --format=json has them\n");
}

/* Why the canonical run could not be predicted to its end. */
static void text_halt(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_style *s)
{
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind != EVL_EVENT_HALT)
			continue;
		evl_buffer_printf(out, "%sincomplete:%s %s: ", s->yellow, s->reset, evl_status_sentence((enum evl_status)event->detail));
		evl_report_safe_text(out, evl_trace_text(trace, event), event->text_length);
		evl_buffer_append_byte(out, '\n');
	}
}

static void text(struct evl_buffer *out, const struct evl_orders_report *orders, const struct evl_report_options *options)
{
	const struct evl_style *s = evl_style(options->color);
	const struct evl_exploration *e = orders->exploration;
	const struct evl_trace *trace = orders->report.run.trace;
	struct evl_order_notes notes;
	evl_order_notes_init(&notes, &orders->report.run);
	evl_buffer_printf(out, "%s%s%s: the orders that %s allows (%s)\n\n", s->bold, orders->report.file, s->reset,
			  orders->report.run.title, orders->report.run.goal);
	uint32_t number = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind != EVL_EVENT_PRINT && event->kind != EVL_EVENT_ERROR)
			continue;
		char mark = evl_order_notes_mark(&notes, number);
		number++;
		evl_buffer_printf(out, "%s%4u%s%s%c%s ", s->dim, (unsigned)number, s->reset, s->yellow, mark, s->reset);
		text_line(out, evl_trace_text(trace, event), event->text_length);
	}
	if (number == 0)
		evl_buffer_append_text(out, "      (nothing is printed)\n");
	text_halt(out, trace, s);
	evl_buffer_append_byte(out, '\n');
	text_assumptions(out, &e->outcomes[0], s);
	if (e->sources != NULL) {
		text_sources(out, e, s, options->ascii);
	} else {
		evl_buffer_printf(out, "%u outcome%s: ", (unsigned)e->outcome_count, e->outcome_count == 1 ? "" : "s");
		orders_completeness(e, out);
		evl_buffer_append_byte(out, '\n');
		text_groups(out, orders, s);
	}
	struct evl_buffer label;
	evl_buffer_init(&label);
	evl_buffer_printf(&label, "%sorder:%s ", s->yellow, s->reset);
	if (!label.failed)
		evl_order_notes_remarks(&notes, label.bytes, true, out);
	evl_buffer_release(&label);
	text_races(out, e, &notes, s);
	uint32_t shown = e->sources != NULL ? SHOWN_SAMPLES : SHOWN_OUTCOMES;
	for (uint32_t i = 1; i < e->outcome_count && i <= shown; i++) {
		evl_buffer_append_byte(out, '\n');
		text_outcome(out, &e->outcomes[i], i + 1, s);
	}
	if (e->outcome_count > SHOWN_OUTCOMES + 1 && e->sources == NULL)
		evl_buffer_printf(out, "\n... and %u more; --format=json has all\n", (unsigned)(e->outcome_count - SHOWN_OUTCOMES - 1));
	evl_order_notes_release(&notes);
}

/* ------------------------------------------------------------------- JSON */

static void json_lines(struct evl_buffer *out, const struct evl_outcome_line *lines, uint32_t count)
{
	evl_buffer_append_text(out, "\"lines\":[");
	for (uint32_t i = 0; i < count; i++) {
		evl_buffer_append_text(out, i == 0 ? "\n{\"text\":" : ",\n{\"text\":");
		evl_json_string(out, lines[i].text, lines[i].length);
		evl_buffer_printf(out, ",\"stream\":\"%s\"}", lines[i].stream == 0 ? "out" : "err");
	}
	evl_buffer_append_byte(out, ']');
}

static void json_outcome(struct evl_buffer *out, const struct evl_outcome *outcome)
{
	evl_buffer_append_text(out, "{\"schedule\":\"");
	evl_orders_schedule(outcome, out);
	evl_buffer_printf(out, "\",\"schedules\":%" PRIu64 ",\"exit\":%d,\"status\":", outcome->schedules, outcome->exit_status);
	evl_json_text(out, evl_status_name(outcome->status));
	evl_buffer_append_text(out, ",\"assuming\":");
	evl_json_text(out, outcome->assumptions);
	evl_buffer_append_byte(out, ',');
	json_lines(out, outcome->lines, outcome->line_count);
	evl_buffer_append_byte(out, '}');
}

/* The pairs of lines that no rule orders on every host, nearest first. */
static void json_relations(struct evl_buffer *out, const struct evl_order_notes *notes)
{
	const struct evl_order *order = &notes->order;
	bool first = true;
	evl_buffer_append_byte(out, '[');
	uint32_t count = notes->ready && order->line_count <= GRAPH_LINES ? order->line_count : 0;
	for (uint32_t a = 0; a < count; a++) {
		for (uint32_t b = a + 1; b < count; b++) {
			struct evl_relation r = evl_order_relation(order, a, b);
			if (r.sure == EVL_SURE_GUARANTEED)
				continue;
			struct evl_buffer why;
			evl_buffer_init(&why);
			evl_order_sentence(order, a, b, r, &why);
			evl_buffer_printf(out, "%s\n{\"first\":%u,\"second\":%u,\"sure\":\"%s\",\"margin\":", first ? "" : ",", (unsigned)a + 1,
					  (unsigned)b + 1, evl_sure_name((enum evl_sure)r.sure));
			if (r.sure == EVL_SURE_TIMING)
				evl_buffer_printf(out, "%" PRId64 ".%03d", r.margin / 1000, (int)(r.margin % 1000));
			else
				evl_buffer_append_text(out, "null");
			evl_buffer_append_text(out, ",\"why\":");
			evl_json_string(out, why.bytes != NULL ? why.bytes : "", why.length);
			evl_buffer_append_byte(out, '}');
			evl_buffer_release(&why);
			first = false;
		}
	}
	evl_buffer_append_byte(out, ']');
}

/* What independent outside work prints, each for itself; the outcomes are samples then. */
static void json_sources(struct evl_buffer *out, const struct evl_sources *sources)
{
	evl_buffer_append_text(out, ",\"orders\":");
	evl_json_text(out, sources->orders_text);
	evl_buffer_printf(out, ",\"exact\":%s,\"sources\":[", sources->exact ? "true" : "false");
	for (uint32_t s = 0; s < sources->count; s++) {
		const struct evl_outside *source = &sources->sources[s];
		evl_buffer_append_text(out, s == 0 ? "\n{\"numbers\":[" : ",\n{\"numbers\":[");
		for (uint32_t i = 0; i < source->line_count; i++)
			evl_buffer_printf(out, i == 0 ? "%u" : ",%u", (unsigned)source->lines[i] + 1);
		evl_buffer_append_text(out, "],\"ways\":[");
		for (uint32_t b = 0; b < source->behaviour_count; b++) {
			const struct evl_behaviour *behaviour = &source->behaviours[b];
			evl_buffer_append_text(out, b == 0 ? "{\"assuming\":" : ",{\"assuming\":");
			evl_json_text(out, behaviour->assumptions);
			evl_buffer_printf(out, ",\"ends\":%s,", behaviour->ends ? "true" : "false");
			json_lines(out, behaviour->lines, behaviour->line_count);
			evl_buffer_append_byte(out, '}');
		}
		evl_buffer_append_text(out, "]}");
	}
	evl_buffer_append_byte(out, ']');
}

static void json_touch(struct evl_buffer *out, const char *name, const struct evl_touch *touch, uint32_t task, const struct evl_order *order)
{
	evl_buffer_printf(out, ",\"%s\":{", name);
	if (touch->span.start != UINT32_MAX && touch->span.source < order->trace->source_count) {
		const struct evl_source *source = &order->trace->sources[touch->span.source];
		evl_place place = evl_source_place(source, touch->span.start);
		evl_buffer_append_text(out, "\"file\":");
		evl_json_text(out, source->name);
		evl_buffer_printf(out, ",\"line\":%u,\"column\":%u,", (unsigned)place.line, (unsigned)place.column);
	}
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_race_task(order, task, &text);
	evl_buffer_printf(out, "\"access\":\"%s\",\"task\":", touch->writes ? "write" : "read");
	evl_json_string(out, text.bytes != NULL ? text.bytes : "", text.length);
	evl_buffer_append_byte(out, '}');
	evl_buffer_release(&text);
}

static void json_races(struct evl_buffer *out, const struct evl_exploration *e, struct evl_order_notes *notes)
{
	struct evl_races races;
	find_races(e, notes, &races);
	evl_buffer_append_text(out, ",\"races\":[");
	for (uint32_t i = 0; i < races.count; i++) {
		const struct evl_race *race = &races.races[i];
		struct evl_buffer sentence;
		evl_buffer_init(&sentence);
		evl_race_sentence(race, &notes->order, &sentence);
		evl_buffer_append_text(out, i == 0 ? "\n{\"name\":" : ",\n{\"name\":");
		evl_json_text(out, race->first->name);
		evl_buffer_printf(out, ",\"kind\":\"%s\"", race->kind == EVL_RACE_LOST_UPDATE ? "lost update" : "unordered");
		json_touch(out, "first", race->first, race->first_task, &notes->order);
		json_touch(out, "second", race->second, race->second_task, &notes->order);
		if (race->between != NULL)
			json_touch(out, "between", race->between, race->between_task, &notes->order);
		evl_buffer_append_text(out, ",\"text\":");
		evl_json_string(out, sentence.bytes != NULL ? sentence.bytes : "", sentence.length);
		evl_buffer_append_byte(out, '}');
		evl_buffer_release(&sentence);
	}
	evl_buffer_append_byte(out, ']');
}

static void json(struct evl_buffer *out, const struct evl_orders_report *orders)
{
	const struct evl_exploration *e = orders->exploration;
	struct evl_order_notes notes;
	evl_buffer_append_text(out, "{\"evloop\":1,\"version\":");
	evl_json_text(out, orders->report.version);
	evl_buffer_append_text(out, ",\"file\":");
	evl_json_text(out, orders->report.file);
	evl_buffer_append_text(out, ",\"host\":");
	evl_json_text(out, orders->report.run.profile);
	evl_buffer_append_text(out, ",\"goal\":");
	evl_json_text(out, orders->report.run.goal);
	evl_buffer_printf(out, ",\"schedules\":%" PRIu64 ",\"runs\":%" PRIu64 ",\"complete\":%s,\"groups\":[", e->schedules, e->runs,
			  evl_exploration_is_complete(e) ? "true" : "false");
	for (uint32_t i = 0; i < orders->groups->group_count && e->sources == NULL; i++) {
		const struct evl_line_group *group = &orders->groups->groups[i];
		evl_buffer_printf(out, "%s{\"from\":%u,\"to\":%u,\"orders\":%u}", i == 0 ? "" : ",", (unsigned)group->from + 1,
				  (unsigned)group->to + 1, (unsigned)group->orders);
	}
	evl_buffer_append_byte(out, ']');
	if (e->sources != NULL)
		json_sources(out, e->sources);
	evl_buffer_append_text(out, ",\"relations\":");
	evl_order_notes_init(&notes, &orders->report.run);
	json_relations(out, &notes);
	json_races(out, e, &notes);
	evl_order_notes_release(&notes);
	evl_buffer_append_text(out, ",\"outcomes\":[");
	for (uint32_t i = 0; i < e->outcome_count; i++) {
		evl_buffer_append_text(out, i == 0 ? "\n" : ",\n");
		json_outcome(out, &e->outcomes[i]);
	}
	evl_buffer_append_text(out, "]}\n");
}

/* -------------------------------------------------------------------- DOT */

static void dot_label(struct evl_buffer *out, const char *text, size_t length)
{
	const char *end = memchr(text, '\n', length);
	if (end != NULL)
		length = (size_t)(end - text);
	for (size_t i = 0; i < length && i < 60; i++) {
		if (text[i] == '"' || text[i] == '\\')
			evl_buffer_append_byte(out, '\\');
		if ((unsigned char)text[i] >= 0x20)
			evl_buffer_append_byte(out, text[i]);
	}
}

/* Does the edge follow from two others that are at least as sure? */
static bool is_implied(const struct evl_order *order, uint32_t a, uint32_t b, struct evl_relation r)
{
	for (uint32_t k = a + 1; k < b; k++)
		if (evl_order_relation(order, a, k).sure >= r.sure && evl_order_relation(order, k, b).sure >= r.sure)
			return true;
	return false;
}

/* A race: the two places, with an edge that has no direction and the variable's name. */
static void dot_races(struct evl_buffer *out, const struct evl_exploration *e, struct evl_order_notes *notes)
{
	struct evl_races races;
	find_races(e, notes, &races);
	for (uint32_t i = 0; i < races.count; i++) {
		const struct evl_race *race = &races.races[i];
		const struct evl_touch *touches[] = { race->first, race->second };
		uint32_t tasks[] = { race->first_task, race->second_task };
		for (unsigned k = 0; k < 2; k++) {
			struct evl_buffer label;
			evl_buffer_init(&label);
			evl_buffer_append_text(&label, touches[k]->writes ? "writes at " : "reads at ");
			evl_reason_place(notes->order.trace, touches[k]->span, &label);
			evl_buffer_append_text(&label, ": ");
			evl_race_task(&notes->order, tasks[k], &label);
			evl_buffer_printf(out, "\tr%u%c [shape=ellipse,color=red,label=\"", (unsigned)i + 1, "ab"[k]);
			dot_label(out, label.bytes != NULL ? label.bytes : "", label.length);
			evl_buffer_append_text(out, "\"];\n");
			evl_buffer_release(&label);
		}
		evl_buffer_printf(out, "\tr%ua -> r%ub [%scolor=red,label=\"", (unsigned)i + 1, (unsigned)i + 1,
				  race->kind == EVL_RACE_UNORDERED ? "dir=none," : "");
		dot_label(out, race->first->name, strlen(race->first->name));
		evl_buffer_append_text(out, race->kind == EVL_RACE_UNORDERED ? "\"];\n" : " (lost update)\"];\n");
	}
}

static void dot(struct evl_buffer *out, const struct evl_orders_report *orders)
{
	static const char *const styles[] = { "", " [style=dashed]", " [style=bold,color=gray40]", "" };
	struct evl_order_notes notes;
	evl_order_notes_init(&notes, &orders->report.run);
	const struct evl_order *order = &notes.order;
	const struct evl_trace *trace = orders->report.run.trace;
	uint32_t count = notes.ready ? order->line_count : 0;
	if (count > GRAPH_LINES)
		count = GRAPH_LINES;
	evl_buffer_append_text(out, "digraph orders {\n\tnode [shape=box];\n");
	for (uint32_t i = 0; i < count; i++) {
		const struct evl_event *event = &trace->events[order->lines[i].event];
		evl_buffer_printf(out, "\tn%u [label=\"%u: ", (unsigned)i + 1, (unsigned)i + 1);
		dot_label(out, evl_trace_text(trace, event), event->text_length);
		evl_buffer_append_text(out, "\"];\n");
	}
	for (uint32_t a = 0; a < count; a++) {
		for (uint32_t b = a + 1; b < count; b++) {
			struct evl_relation r = evl_order_relation(order, a, b);
			if (r.sure == EVL_SURE_RACY || is_implied(order, a, b, r))
				continue;
			evl_buffer_printf(out, "\tn%u -> n%u%s;\n", (unsigned)a + 1, (unsigned)b + 1, styles[r.sure]);
		}
	}
	dot_races(out, orders->exploration, &notes);
	evl_buffer_append_text(out, "}\n");
	evl_order_notes_release(&notes);
}

bool evl_render_orders(const struct evl_orders_report *orders, const char *format, const struct evl_report_options *options,
		       const struct evl_sink *out, const struct evl_sink *notes)
{
	struct evl_buffer result, errors;
	evl_buffer_init(&result);
	evl_buffer_init(&errors);
	const struct evl_report *report = &orders->report;
	if (report->diags != NULL)
		for (const struct evl_diag *d = report->diags->first; d != NULL; d = d->next)
			evl_report_diag(&errors, report->sources, report->source_count, d, options->note_color, options->ascii);
	bool known = true;
	if (orders->exploration != NULL && report->run.trace != NULL) {
		if (strcmp(format, "text") == 0)
			text(&result, orders, options);
		else if (strcmp(format, "json") == 0)
			json(&result, orders);
		else if (strcmp(format, "dot") == 0)
			dot(&result, orders);
		else
			known = false;
	}
	bool ok = evl_report_flush(&result, out);
	return evl_report_flush(&errors, notes) && ok && known;
}
