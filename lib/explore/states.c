/* SPDX-License-Identifier: MIT */
/*
 * states.c - building the graph run by run, and walking it.
 *
 * The walk remembers in which nodes it was with which output so far, so that silent tasks in many orders cost little.
 */
#include "explore/states.h"

#include <string.h>

#include "explore/outcome.h"

enum { FIRST_NODES = 64, STOP_INTERVAL = 1024 };

void evl_states_init(struct evl_states *states, struct evl_arena *arena)
{
	memset(states, 0, sizeof *states);
	states->arena = arena;
	states->capacity = FIRST_NODES;
	states->nodes = evl_arena_alloc(arena, states->capacity * sizeof *states->nodes);
	states->slot_count = 2 * FIRST_NODES;
	states->slots = evl_arena_zalloc(arena, states->slot_count * sizeof *states->slots);
	states->path = evl_arena_alloc(arena, EVL_CHOICES_LIMIT * sizeof *states->path);
}

static uint32_t *slot_of(const struct evl_states *states, uint64_t state)
{
	uint32_t at = (uint32_t)state & (states->slot_count - 1);
	while (states->slots[at] != 0 && states->nodes[states->slots[at] - 1].state != state)
		at = (at + 1) & (states->slot_count - 1);
	return &states->slots[at];
}

/* A new node under a state that has none. Returns its number. */
static uint32_t add_node(struct evl_states *states, struct evl_state_node node)
{
	if (states->count == states->capacity) {
		struct evl_state_node *grown = evl_arena_alloc(states->arena, 2 * (size_t)states->capacity * sizeof *grown);
		memcpy(grown, states->nodes, states->count * sizeof *grown);
		states->nodes = grown;
		states->capacity *= 2;
		states->slot_count *= 2;
		states->slots = evl_arena_zalloc(states->arena, states->slot_count * sizeof *states->slots);
		for (uint32_t i = 0; i < states->count; i++)
			*slot_of(states, states->nodes[i].state) = i + 1;
	}
	states->nodes[states->count] = node;
	*slot_of(states, node.state) = states->count + 1;
	return states->count++;
}

static bool is_kept(const struct evl_event *e)
{
	return evl_outcome_is_line(e) || e->kind == EVL_EVENT_NOTE;
}

static void label(struct evl_states *states, struct evl_state_edge *edge, const struct evl_trace *trace, uint32_t from, uint32_t to)
{
	uint32_t count = 0;
	for (uint32_t i = from; i < to && i < trace->count; i++)
		count += is_kept(&trace->events[i]);
	edge->line_count = 0;
	edge->lines = count != 0 ? evl_arena_alloc(states->arena, count * sizeof *edge->lines) : NULL;
	for (uint32_t i = from; i < to && i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (!is_kept(e))
			continue;
		struct evl_outcome_line *line = &edge->lines[edge->line_count++];
		evl_outcome_line_of(trace, e, states->arena, line);
		if (e->kind == EVL_EVENT_NOTE)
			line->stream = EVL_STATES_NOTE;
	}
}

uint32_t evl_states_add(struct evl_states *states, const struct evl_trace *trace, const struct evl_choices *choices, uint32_t from)
{
	const struct evl_choice *record = choices->record;
	for (uint32_t i = from;; i++) {
		struct evl_state_edge *edge = i == 0 ? &states->root : &states->nodes[states->path[i - 1]].edges[record[i - 1].taken];
		bool ends = i == choices->count;
		uint64_t state = ends ? evl_track_mix(9, (uint64_t)(uint32_t)trace->exit_status) : record[i].state;
		if (state == 0) /* known by the way to it only */
			state = evl_track_mix(evl_track_mix(10, i == 0 ? 0 : states->nodes[states->path[i - 1]].state),
					      i == 0 ? 0 : record[i - 1].taken);
		label(states, edge, trace, i == 0 ? 0 : record[i - 1].events, ends ? trace->count : record[i].events);
		uint32_t known = *slot_of(states, state);
		if (known != 0) {
			edge->target = known;
			return i;
		}
		struct evl_state_node node = { .state = state, .exit_status = trace->exit_status };
		if (!ends) {
			node.count = record[i].count;
			node.canonical = record[i].canonical;
			node.edges = evl_arena_zalloc(states->arena, node.count * sizeof *node.edges);
		}
		uint32_t number = add_node(states, node);
		edge->target = number + 1;
		if (ends)
			return i;
		states->path[i] = number;
	}
}

/* ------------------------------------------------------------------ walks */

/* The n-th answer of a node, canonical first. */
static uint8_t nth_answer(const struct evl_state_node *node, uint32_t n)
{
	if (n == 0)
		return node->canonical;
	return (uint8_t)(n <= node->canonical ? n - 1 : n);
}

struct step {
	uint32_t node;
	uint32_t next;  /* answer to take next, as nth_answer counts */
	uint32_t lines; /* before the edge that leads here */
	uint64_t hash;  /* with it */
};

struct seen {
	uint64_t *slots;
	uint32_t count, room; /* a power of two */
};

static bool first_visit(struct seen *seen, struct evl_arena *arena, uint64_t key)
{
	key = key != 0 ? key : 1;
	if (2 * (seen->count + 1) > seen->room) {
		struct seen grown = { .room = seen->room != 0 ? 2 * seen->room : 256 };
		grown.slots = evl_arena_zalloc(arena, grown.room * sizeof *grown.slots);
		for (uint32_t i = 0; i < seen->room; i++)
			if (seen->slots[i] != 0)
				(void)first_visit(&grown, arena, seen->slots[i]);
		*seen = grown;
	}
	uint32_t at = (uint32_t)key & (seen->room - 1);
	while (seen->slots[at] != 0 && seen->slots[at] != key)
		at = (at + 1) & (seen->room - 1);
	if (seen->slots[at] == key)
		return false;
	seen->slots[at] = key;
	seen->count++;
	return true;
}

enum evl_states_end evl_states_expand(struct evl_states *states, const struct evl_states_budget *budget, evl_states_each *each, void *context)
{
	struct evl_arena *arena = states->arena;
	uint32_t depth = 0, room = 64, line_count = 0, line_room = 64;
	struct step *steps = evl_arena_alloc(arena, room * sizeof *steps);
	uint8_t *answers = evl_arena_alloc(arena, EVL_CHOICES_LIMIT + 1);
	struct evl_outcome_line **lines = evl_arena_alloc(arena, line_room * sizeof *lines);
	struct seen seen = { 0 };
	const struct evl_state_edge *edge = &states->root;
	uint64_t before = 0;
	bool told = false; /* the first output is always told */
	for (uint64_t walked = 1;; walked++) {
		if (told && walked > budget->max_steps)
			return EVL_STATES_STEPS;
		if (told && walked % STOP_INTERVAL == 0 && budget->stop != NULL && budget->stop(budget->stop_context))
			return EVL_STATES_STOPPED;
		/* go along `edge` */
		if (edge->target != 0) {
			uint64_t hash = before;
			uint32_t start = line_count;
			if (line_count + edge->line_count > line_room) {
				uint32_t grown_room = 2 * (line_count + edge->line_count);
				struct evl_outcome_line **grown = evl_arena_alloc(arena, grown_room * sizeof *grown);
				memcpy(grown, lines, line_count * sizeof *grown);
				lines = grown;
				line_room = grown_room;
			}
			for (uint32_t i = 0; i < edge->line_count; i++) {
				lines[line_count++] = &edge->lines[i];
				if (edge->lines[i].stream != EVL_STATES_NOTE)
					hash = evl_line_hash(hash, edge->lines[i].stream, edge->lines[i].text, edge->lines[i].length);
			}
			const struct evl_state_node *node = &states->nodes[edge->target - 1];
			if (evl_arena_used(arena) > budget->memory_end && told)
				return EVL_STATES_MEMORY;
			if (!first_visit(&seen, arena, evl_track_mix(hash, edge->target)) || depth == EVL_CHOICES_LIMIT) {
				line_count = start;
			} else if (node->edges == NULL) {
				if (!each(context, lines, line_count, node->exit_status, answers, depth))
					return EVL_STATES_ENDED;
				told = true;
				line_count = start;
			} else {
				if (depth == room) {
					struct step *grown = evl_arena_alloc(arena, 2 * (size_t)room * sizeof *grown);
					memcpy(grown, steps, room * sizeof *grown);
					steps = grown;
					room *= 2;
				}
				steps[depth++] = (struct step){ edge->target - 1, 0, start, hash };
			}
		}
		/* the next edge, here or above */
		while (depth > 0 && steps[depth - 1].next == states->nodes[steps[depth - 1].node].count)
			line_count = steps[--depth].lines;
		if (depth == 0)
			return EVL_STATES_ALL;
		struct step *top = &steps[depth - 1];
		const struct evl_state_node *node = &states->nodes[top->node];
		uint8_t answer = nth_answer(node, top->next++);
		answers[depth - 1] = answer;
		edge = &node->edges[answer];
		before = top->hash;
	}
}

uint64_t evl_states_schedules(struct evl_states *states)
{
	struct evl_arena *arena = states->arena;
	uint64_t *totals = evl_arena_zalloc(arena, (states->count + (size_t)1) * sizeof *totals);
	uint32_t *stack = evl_arena_alloc(arena, (states->count + (size_t)1) * sizeof *stack);
	uint8_t *next = evl_arena_zalloc(arena, states->count + (size_t)1);
	if (states->root.target == 0)
		return 0;
	uint32_t depth = 1;
	stack[0] = states->root.target - 1;
	while (depth > 0) {
		uint32_t number = stack[depth - 1];
		const struct evl_state_node *node = &states->nodes[number];
		if (node->edges == NULL)
			totals[number] = 1;
		bool deeper = false;
		while (node->edges != NULL && next[number] < node->count && !deeper) {
			uint32_t target = node->edges[next[number]].target;
			if (target != 0 && totals[target - 1] == 0 && depth <= states->count) {
				stack[depth++] = target - 1;
				deeper = true;
			} else {
				uint64_t more = target != 0 ? totals[target - 1] : 0;
				totals[number] = totals[number] > UINT64_MAX - more ? UINT64_MAX : totals[number] + more;
				next[number]++;
			}
		}
		if (!deeper)
			depth--;
	}
	return totals[states->root.target - 1];
}
