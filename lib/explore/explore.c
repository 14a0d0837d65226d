/* SPDX-License-Identifier: MIT */
/*
 * explore.c - the search over schedules, and the outcomes that it meets.
 *
 * The first schedule has the usual answer to every choice and is what `predict` shows. A schedule is known by its answers
 * alone. Where what tasks touch is known, schedules that differ only in the order of independent tasks are run once (states.h);
 * otherwise every schedule is run (frontier.h).
 */
#include "explore/explore.h"

#include <string.h>

#include "explore/assumptions.h"
#include "explore/frontier.h"
#include "explore/outcome.h"
#include "explore/sources.h"
#include "explore/states.h"
#include "host/agent.h"
#include "run/snapshot.h"

enum {
	DEFAULT_OUTCOMES = 4096,
	STEPS_EACH = 256,            /* of walking the graph, for each schedule that may be run */
	INTERRUPTED_STEPS = 1 << 20, /* after an interrupt */
	ENDLESS_RUNS = 16,           /* that may reach a limit of their own, which takes its time */
};

static const uint64_t default_schedules = 20000, default_with_threads = 2000; /* a run that makes threads takes much longer */
static const size_t default_memory = (size_t)256 << 20;
static const uint64_t endless_steps = UINT64_C(1000000000); /* of those runs together */

/* ------------------------------------------------------------- schedules */

/* The answer that is tried after `taken`: canonical first, then all others from 0 up. UINT8_MAX: none is left. */
static uint8_t answer_after(const struct evl_choice *choice)
{
	uint8_t next = choice->taken == choice->canonical ? 0 : (uint8_t)(choice->taken + 1);
	if (next == choice->canonical)
		next++;
	return next < choice->count ? next : UINT8_MAX;
}

uint32_t evl_explore_next(const struct evl_choice *record, uint32_t count, uint8_t *answers)
{
	for (uint32_t i = count; i > 0; i--) {
		uint8_t next = answer_after(&record[i - 1]);
		if (next == UINT8_MAX)
			continue;
		for (uint32_t k = 0; k + 1 < i; k++)
			answers[k] = record[k].taken;
		answers[i - 1] = next;
		return i;
	}
	return 0;
}

/* -------------------------------------------------------------- outcomes */

struct search {
	struct evl_run *run;
	const struct evl_run_result *result;
	struct evl_arena *arena;
	struct evl_exploration *out;
	uint32_t *slots;     /* by hash: number of the outcome + 1 */
	uint32_t slot_count; /* a power of two */
	uint32_t outcome_room;
	size_t memory_end;   /* the arena may be used up to here */
	struct evl_states states;
};

static bool is_stopped(const struct evl_explore_options *options) { return options->stop != NULL && options->stop(options->stop_context); }

static const uint64_t hash_start = 0xCBF29CE484222325u;

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ at[i]) * 0x100000001B3u;
	return hash;
}

static uint64_t hash_trace(const struct evl_trace *trace, enum evl_status status, uint32_t *lines)
{
	uint64_t hash = hash_start;
	*lines = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (!evl_outcome_is_line(e))
			continue;
		++*lines;
		hash = hash_bytes(hash, &e->stream, 1);
		hash = hash_bytes(hash, &e->text_length, sizeof e->text_length);
		hash = hash_bytes(hash, evl_trace_text(trace, e), e->text_length);
	}
	hash = hash_bytes(hash, &trace->exit_status, sizeof trace->exit_status);
	int last = (int)status;
	return hash_bytes(hash, &last, sizeof last);
}

static bool is_same_line(const struct evl_outcome_line *a, const struct evl_outcome_line *b)
{
	return a->stream == b->stream && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* The key of a line: its text, and which one of its equals it is. */
static void give_key(struct evl_outcome_line *lines, uint32_t n)
{
	uint64_t base = hash_bytes(hash_bytes(hash_start, &lines[n].stream, 1), lines[n].text, lines[n].length);
	uint32_t before = 0;
	for (uint32_t k = n; k > 0 && n < 4096; k--)
		before += is_same_line(&lines[k - 1], &lines[n]);
	lines[n].key = hash_bytes(base, &before, sizeof before);
}

static void copy_lines(struct search *s, struct evl_outcome *outcome)
{
	const struct evl_trace *trace = &s->result->trace;
	uint32_t n = 0;
	outcome->lines = evl_arena_alloc(s->arena, (outcome->line_count + (size_t)1) * sizeof *outcome->lines);
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (!evl_outcome_is_line(e))
			continue;
		evl_outcome_line_of(trace, e, s->arena, &outcome->lines[n]);
		give_key(outcome->lines, n);
		n++;
	}
}

static const char *copy_assumptions(struct search *s)
{
	const struct evl_trace *trace = &s->result->trace;
	struct evl_assumptions a = { .used = 0 };
	for (uint32_t i = 0; i < trace->count; i++)
		if (trace->events[i].kind == EVL_EVENT_NOTE)
			evl_assumptions_add(&a, evl_trace_text(trace, &trace->events[i]), trace->events[i].text_length);
	a.text[a.used] = '\0';
	return evl_arena_copy(s->arena, a.text, a.used + 1);
}

static struct evl_outcome *find_outcome(const struct search *s, uint64_t hash, uint32_t **slot)
{
	uint32_t at = (uint32_t)hash & (s->slot_count - 1);
	while (s->slots[at] != 0) {
		struct evl_outcome *outcome = &s->out->outcomes[s->slots[at] - 1];
		if (outcome->hash == hash)
			return outcome;
		at = (at + 1) & (s->slot_count - 1);
	}
	*slot = &s->slots[at];
	return NULL;
}

/* Count the run that has just ended. False: there is no room for what it printed. */
static bool gather(struct search *s, enum evl_status status, const struct evl_choices *choices)
{
	uint32_t lines, *slot;
	uint64_t hash = hash_trace(&s->result->trace, status, &lines);
	struct evl_outcome *outcome = find_outcome(s, hash, &slot);
	if (outcome != NULL) {
		outcome->schedules++;
		return true;
	}
	if (s->out->outcome_count == s->outcome_room) {
		s->out->end = EVL_EXPLORE_OUTCOMES;
		return false;
	}
	if (s->out->outcome_count != 0 && /* the first is always kept */
	    evl_arena_used(s->arena) + evl_arena_used(&s->result->trace.text_arena) > s->memory_end) {
		s->out->end = EVL_EXPLORE_MEMORY;
		return false;
	}
	outcome = &s->out->outcomes[s->out->outcome_count++];
	*slot = s->out->outcome_count;
	uint32_t count = choices->count;
	while (count > 0 && choices->record[count - 1].taken == choices->record[count - 1].canonical)
		count--;
	uint8_t *witness = evl_arena_alloc(s->arena, count + (size_t)1);
	for (uint32_t i = 0; i < count; i++)
		witness[i] = choices->record[i].taken;
	*outcome = (struct evl_outcome){
		.hash = hash,
		.line_count = lines,
		.exit_status = s->result->trace.exit_status,
		.status = status,
		.schedules = 1,
		.assumptions = copy_assumptions(s),
		.witness = witness,
		.witness_count = count,
	};
	copy_lines(s, outcome);
	return true;
}

/* ---------------------------------------------------------------- search */

static uint32_t slots_for(uint32_t outcomes)
{
	uint32_t slots = 16;
	while (slots < 2 * outcomes)
		slots *= 2;
	return slots;
}

/* Every schedule, the usual one first, then those that differ from it in one answer, in two, and so on. */
static void search_all(struct search *s, uint32_t index, const struct evl_explore_options *options, uint64_t max_schedules, uint8_t *answers)
{
	struct evl_exploration *out = s->out;
	struct evl_run *run = s->run;
	struct evl_frontier frontier;
	uint32_t count = 0, endless = 0;
	uint64_t steps = 0;
	bool shared = false;
	evl_frontier_init(&frontier, s->arena);
	out->end = EVL_EXPLORE_COMPLETE;
	for (;;) {
		enum evl_status status = evl_run_again(run, index, answers, count);
		const struct evl_choices *choices = evl_run_choices(run);
		if (status == EVL_STATUS_INTERRUPTED) {
			out->end = EVL_EXPLORE_STOPPED;
			break;
		}
		out->schedules++;
		if (status == EVL_STATUS_STEP_LIMIT || status == EVL_STATUS_MEMORY_LIMIT) {
			endless++;
			steps += s->result->steps;
		}
		if (choices->count > out->most_choices)
			out->most_choices = choices->count;
		out->cut = out->cut || choices->truncated;
		out->shortened = out->shortened || run->realm->unknown_shortened;
		shared = shared || evl_agents_share_memory(run->realm->host);
		bool room = gather(s, status, choices);
		if (room && !evl_frontier_add(&frontier, choices->record, choices->count, count, s->memory_end))
			out->end = EVL_EXPLORE_MEMORY;
		if (!room || (count = evl_frontier_take(&frontier, answers)) == 0)
			break;
		enum evl_explore_end end = endless >= ENDLESS_RUNS || steps >= endless_steps                         ? EVL_EXPLORE_ENDLESS :
					   out->schedules >= max_schedules                                   ? EVL_EXPLORE_SCHEDULES :
					   is_stopped(options)                                               ? EVL_EXPLORE_STOPPED :
													       EVL_EXPLORE_COMPLETE;
		if (end != EVL_EXPLORE_COMPLETE) {
			out->end = end;
			break;
		}
	}
	if (shared && out->end == EVL_EXPLORE_COMPLETE)
		out->end = EVL_EXPLORE_SHARED;
	out->runs = out->schedules;
}

/* ------------------------------------------------------- reduced search */

/* One output of the graph of states. */
static bool gather_path(void *context, struct evl_outcome_line *const *lines, uint32_t line_count, int exit_status,
			const uint8_t *answers, uint32_t answer_count)
{
	struct search *s = context;
	uint64_t hash = hash_start;
	uint32_t *slot;
	for (uint32_t i = 0; i < line_count; i++)
		if (lines[i]->stream != EVL_STATES_NOTE)
			hash = evl_line_hash(hash, lines[i]->stream, lines[i]->text, lines[i]->length);
	hash = evl_track_mix(hash, (uint64_t)(uint32_t)exit_status);
	struct evl_outcome *outcome = find_outcome(s, hash, &slot);
	if (outcome != NULL) {
		outcome->schedules++;
		return true;
	}
	if (s->out->outcome_count == s->outcome_room) {
		s->out->end = EVL_EXPLORE_OUTCOMES;
		return false;
	}
	if (evl_arena_used(s->arena) > s->memory_end && s->out->outcome_count != 0) {
		s->out->end = EVL_EXPLORE_MEMORY;
		return false;
	}
	outcome = &s->out->outcomes[s->out->outcome_count++];
	*slot = s->out->outcome_count;
	uint32_t end = 0; /* the canonical answers at the end are left out */
	uint32_t node = s->states.root.target;
	for (uint32_t i = 0; i < answer_count; i++) {
		if (answers[i] != s->states.nodes[node - 1].canonical)
			end = i + 1;
		node = s->states.nodes[node - 1].edges[answers[i]].target;
	}
	*outcome = (struct evl_outcome){
		.hash = hash,
		.line_count = line_count,
		.exit_status = exit_status,
		.schedules = 1,
		.witness = evl_arena_copy(s->arena, answers, end + (size_t)1),
		.witness_count = end,
		.lines = evl_arena_alloc(s->arena, (line_count + (size_t)1) * sizeof *outcome->lines),
	};
	struct evl_assumptions assumed = { .used = 0 };
	outcome->line_count = 0;
	for (uint32_t i = 0; i < line_count; i++) {
		if (lines[i]->stream == EVL_STATES_NOTE) {
			evl_assumptions_add(&assumed, lines[i]->text, lines[i]->length);
			continue;
		}
		outcome->lines[outcome->line_count] = *lines[i];
		give_key(outcome->lines, outcome->line_count++);
	}
	assumed.text[assumed.used] = '\0';
	outcome->assumptions = evl_arena_copy(s->arena, assumed.text, assumed.used + 1);
	return true;
}

/* False: something in a run is beyond what the graph of states tells; search all schedules. */
static bool search_states(struct search *s, uint32_t index, const struct evl_explore_options *options, uint64_t max_schedules, uint8_t *answers)
{
	struct evl_exploration *out = s->out;
	const struct evl_trace *trace = &s->result->trace;
	uint32_t count = 0;
	size_t before = evl_arena_used(s->arena);
	evl_states_init(&s->states, s->arena);
	s->memory_end += evl_arena_used(s->arena) - before;
	for (;;) {
		enum evl_status status = evl_run_again(s->run, index, answers, count);
		const struct evl_choices *choices = evl_run_choices(s->run);
		if (status == EVL_STATUS_INTERRUPTED) {
			out->end = EVL_EXPLORE_STOPPED;
			break;
		}
		uint32_t events = choices->count != 0 ? choices->record[choices->count - 1].events : 0;
		if (status != EVL_STATUS_OK || choices->truncated || trace->truncated || events > trace->count ||
		    s->run->realm->host->repeats || s->run->realm->host->loop.has_others) /* what other agents do is not tracked */
			return false;
		out->runs++;
		out->shortened = out->shortened || s->run->realm->unknown_shortened;
		if (choices->count > out->most_choices)
			out->most_choices = choices->count;
		uint32_t fresh = evl_states_add(&s->states, trace, choices, count);
		count = evl_explore_next(choices->record, fresh, answers);
		if (count == 0)
			break;
		if (out->runs >= max_schedules) {
			out->end = EVL_EXPLORE_SCHEDULES;
			break;
		}
		if (evl_arena_used(s->arena) > s->memory_end) {
			out->end = EVL_EXPLORE_MEMORY;
			break;
		}
		if (is_stopped(options)) {
			out->end = EVL_EXPLORE_STOPPED;
			break;
		}
	}
	out->schedules = evl_states_schedules(&s->states);
	bool stopped = out->end == EVL_EXPLORE_STOPPED; /* what is known by then is told, as far as that is quick */
	struct evl_states_budget budget = {
		.memory_end = s->memory_end,
		.max_steps = stopped ? INTERRUPTED_STEPS : max_schedules > UINT64_MAX / STEPS_EACH ? UINT64_MAX : STEPS_EACH * max_schedules,
		.stop = stopped ? NULL : options->stop,
		.stop_context = options->stop_context,
	};
	switch (evl_states_expand(&s->states, &budget, gather_path, s)) {
	case EVL_STATES_ALL:
	case EVL_STATES_ENDED: /* gather_path says why */
		break;
	case EVL_STATES_MEMORY:
		out->end = EVL_EXPLORE_MEMORY;
		break;
	case EVL_STATES_STEPS:
		out->end = stopped ? EVL_EXPLORE_STOPPED : EVL_EXPLORE_SCHEDULES;
		break;
	case EVL_STATES_STOPPED:
		out->end = EVL_EXPLORE_STOPPED;
		break;
	}
	return true;
}

/* ------------------------------------------------- independent sources */

enum { ENUMERATED = 1000, SAMPLES = 100 }; /* outcomes that are listed; that are shown of more */

/* Run one sample. False: there is no room for it. */
static bool sample(struct search *s, uint32_t index, const uint16_t *guide, uint32_t guide_count, const struct evl_behaviour *first)
{
	enum evl_status status = evl_sources_run(s->run, index, guide, guide_count, first != NULL ? first->outcomes : NULL,
						 first != NULL ? first->outcome_count : 0);
	s->out->runs++;
	return gather(s, status, evl_run_choices(s->run));
}

/* The work of `first` (if any), then that of all others as usual, from the last to the first when `backwards`. */
static uint32_t guide_for(const struct evl_sources *sources, const struct evl_outside *source, const struct evl_behaviour *first, bool backwards,
			  uint16_t *guide)
{
	uint32_t count = 0;
	for (uint32_t i = 0; first != NULL && i < first->guide_count; i++)
		guide[count++] = first->guide[i];
	for (uint32_t k = 0; k < sources->count; k++) {
		const struct evl_outside *other = &sources->sources[backwards ? sources->count - 1 - k : k];
		for (uint32_t i = 0; other != source && i < other->behaviours[0].guide_count && count < EVL_ROOTS_TASKS; i++)
			guide[count++] = other->behaviours[0].guide[i];
	}
	return count;
}

/* Independent outside work in more orders than can be listed: count them, and run some. False: it is to be searched. */
static bool search_sources(struct search *s, uint32_t index, const struct evl_explore_options *options, uint64_t max_schedules)
{
	struct evl_exploration *out = s->out;
	struct evl_sources *sources = evl_arena_zalloc(s->arena, sizeof *sources);
	size_t before = evl_arena_used(s->arena), fixed = sizeof(struct evl_roots);
	if (!evl_sources_find(s->run, index, options, s->arena, s->memory_end + fixed, max_schedules, &out->runs, sources) || sources->outcomes <= ENUMERATED) {
		s->memory_end += evl_arena_used(s->arena) - before;
		return false;
	}
	s->memory_end += evl_arena_used(s->arena) - before;
	uint16_t *guide = evl_arena_alloc(s->arena, 2 * EVL_ROOTS_TASKS * sizeof *guide);
	out->sources = sources;
	bool room = sample(s, index, NULL, 0, NULL) && sample(s, index, guide, guide_for(sources, NULL, NULL, true, guide), NULL);
	for (uint32_t i = 0; i < sources->count && room; i++) {
		const struct evl_outside *source = &sources->sources[i];
		for (uint32_t b = 1; b < source->behaviour_count && room && out->outcome_count < SAMPLES; b++)
			room = sample(s, index, guide, guide_for(sources, source, &source->behaviours[b], false, guide), &source->behaviours[b]);
	}
	out->most_choices = evl_run_choices(s->run)->count;
	out->schedules = sources->orders;
	if (room)
		out->end = sources->exact ? EVL_EXPLORE_COMPLETE : EVL_EXPLORE_MIXED;
	return true;
}

/* Nothing was run to its end: the outcome is what the prediction has of it. */
static void take_prediction(struct search *s, const struct evl_run_result *prediction)
{
	const struct evl_choices none = { .count = 0 };
	s->result = prediction;
	(void)gather(s, prediction->status, &none);
	s->out->schedules = 1;
	s->out->end = EVL_EXPLORE_STOPPED;
}

/* What the canonical run reads and writes. */
static void find_touches(struct evl_run *run, struct evl_exploration *out, struct evl_arena *arena)
{
	out->touches.arena = arena;
	if (run->realm == NULL || out->end == EVL_EXPLORE_STOPPED)
		return;
	run->track = evl_arena_zalloc(arena, sizeof *run->track);
	run->track->touches = &out->touches;
	if (evl_run_again(run, EVL_RUN_EXPLORED, NULL, 0) == EVL_STATUS_INTERRUPTED)
		out->touches = (struct evl_touches){ .arena = arena };
	run->track = NULL;
}

void evl_explore(struct evl_run *run, uint32_t predicted, const struct evl_explore_options *options, struct evl_arena *arena,
		 struct evl_exploration *out)
{
	const struct evl_run_result *prediction = &run->results[predicted];
	struct evl_run_result *result = &run->results[EVL_RUN_EXPLORED];
	const uint32_t index = EVL_RUN_EXPLORED;
	result->profile = prediction->profile;
	result->goal = prediction->goal;
	bool has_host = run->realm != NULL && run->realm->host != NULL;
	uint64_t max_schedules = options->max_schedules != 0                           ? options->max_schedules :
				 has_host && run->realm->host->loop.has_others ? default_with_threads :
										 default_schedules;
	struct search s = { .run = run, .result = result, .arena = arena, .out = out };
	memset(out, 0, sizeof *out);
	s.outcome_room = options->max_outcomes != 0 ? options->max_outcomes : DEFAULT_OUTCOMES;
	s.slot_count = slots_for(s.outcome_room);
	s.slots = evl_arena_zalloc(arena, s.slot_count * sizeof *s.slots);
	out->outcomes = evl_arena_alloc(arena, s.outcome_room * sizeof *out->outcomes);
	s.memory_end = evl_arena_used(arena) + (options->max_memory != 0 ? options->max_memory : default_memory);
	uint8_t *answers = evl_arena_alloc(arena, EVL_CHOICES_LIMIT);
	out->end = EVL_EXPLORE_COMPLETE;
	struct evl_snapshot snapshot = { .arena = arena };
	run->snapshot = &snapshot;
	bool is_known = prediction->status != EVL_STATUS_INTERRUPTED && !is_stopped(options), reduced = is_known && !options->no_reduction;
	if (reduced) {
		run->track = evl_arena_zalloc(arena, sizeof *run->track);
		s.memory_end += sizeof *run->track;
		bool has_sources = has_host && run->options.slow == 0 && run->realm->host->loop.root_count >= EVL_SOURCES_LEAST;
		reduced = (has_sources && search_sources(&s, index, options, max_schedules)) || search_states(&s, index, options, max_schedules, answers);
	}
	run->track = NULL;
	if (!reduced && is_known) {
		out->runs = 0;
		out->most_choices = 0;
		search_all(&s, index, options, max_schedules, answers);
	}
	if (out->outcome_count == 0)
		take_prediction(&s, prediction);
	find_touches(run, out, arena);
	run->snapshot = NULL;
	for (uint32_t i = 0; i < out->outcome_count; i++)
		out->outcomes[i].placeless = evl_outcome_placeless(&out->outcomes[i]);
}

bool evl_exploration_is_complete(const struct evl_exploration *exploration)
{
	for (uint32_t i = 0; i < exploration->outcome_count; i++)
		if (exploration->outcomes[i].status != EVL_STATUS_OK)
			return false;
	return exploration->end == EVL_EXPLORE_COMPLETE && !exploration->cut && !exploration->shortened;
}
