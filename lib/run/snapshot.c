/* SPDX-License-Identifier: MIT */
/*
 * snapshot.c - see snapshot.h.
 */
#include "run/snapshot.h"

#include <string.h>

#include "host/agent.h"
#include "host/script.h"
#include "value/string.h"
#include "vm/vm.h"

static void copy_realm(struct evl_realm_state *state, const struct evl_realm *realm, struct evl_arena *arena)
{
	const struct evl_arena *code = &realm->vm->code_arena;
	state->heap_used = evl_arena_used(&realm->heap.arena);
	state->scratch_used = evl_arena_used(&realm->scratch);
	state->code_used = evl_arena_used(code);
	state->realm = *realm;
	state->machine = evl_arena_copy(arena, realm->vm, sizeof *realm->vm);
	state->heap = evl_arena_copy(arena, realm->heap.arena.base, state->heap_used);
	state->scratch = evl_arena_copy(arena, realm->scratch.base, state->scratch_used);
	state->code = evl_arena_copy(arena, code->base, state->code_used);
}

static void bring_back(const struct evl_realm_state *state, struct evl_realm *realm)
{
	*realm = state->realm;
	memcpy(realm->vm, state->machine, sizeof *realm->vm);
	memcpy(realm->heap.arena.base, state->heap, state->heap_used);
	memcpy(realm->scratch.base, state->scratch, state->scratch_used);
	memcpy(realm->vm->code_arena.base, state->code, state->code_used);
}

static struct evl_program_mark mark_program(const struct evl_run *run)
{
	return (struct evl_program_mark){ run->program.next, evl_names_count(run->names), run->template_count, run->diags };
}

/* Forget what was added to the program since. */
static void cut_program(struct evl_run *run, const struct evl_program_mark *mark)
{
	if (run->program.next == mark->end)
		return;
	run->program.next = mark->end;
	evl_names_reset(run->names, mark->name_count);
	run->template_count = mark->template_count;
	run->diags = mark->diags;
	if ((unsigned char *)run->host_scripts >= mark->end)
		run->host_scripts = NULL;
	for (uint32_t i = 0; run->host_scripts != NULL && i < evl_host_script_count; i++)
		if ((unsigned char *)run->host_scripts[i] >= mark->end)
			run->host_scripts[i] = NULL;
}

void evl_snapshot_take(struct evl_run *run)
{
	struct evl_snapshot *snapshot = run->snapshot;
	evl_string_expect_names(run->realm);
	copy_realm(&snapshot->before, run->realm, snapshot->arena);
	snapshot->program_before = mark_program(run);
	snapshot->is_taken = true;
}

void evl_snapshot_restore(struct evl_run *run)
{
	bring_back(&run->snapshot->before, run->realm);
	cut_program(run, &run->snapshot->program_before);
}

/* Is the run one like all others: nobody follows it from its beginning, and nothing is decided before? */
static bool is_plain(const struct evl_run *run)
{
	const struct evl_track *track = run->track;
	return run->alone == NULL && run->guide == NULL && run->outcomes == NULL && (track == NULL || (track->roots == NULL && track->touches == NULL));
}

void evl_snapshot_take_start(struct evl_run *run, const struct evl_trace *trace, uint32_t units, struct evl_promise *evaluation)
{
	struct evl_snapshot *snapshot = run->snapshot;
	struct evl_host *host = run->realm->host;
	if (snapshot == NULL || !snapshot->is_taken || !is_plain(run) || host->loop.choices.count != 0 || run->unit_count != units ||
	    trace->source_capacity != 0 || trace->truncated)
		return;
	snapshot->has_run = true;
	snapshot->track = run->track;
	snapshot->evaluation = evaluation;
	if (run->track != NULL)
		evl_track_keep_start(run->track, snapshot->arena, &snapshot->tracked);
	copy_realm(&snapshot->after, run->realm, snapshot->arena);
	snapshot->program_after = mark_program(run);
	snapshot->agent_count = host->agents != NULL ? host->agents->count - 1 : 0;
	snapshot->agents = evl_arena_alloc(snapshot->arena, (snapshot->agent_count + (size_t)1) * sizeof *snapshot->agents);
	for (uint32_t i = 0; i < snapshot->agent_count; i++)
		copy_realm(&snapshot->agents[i], run->agents[i], snapshot->arena);
	snapshot->event_count = trace->count;
	snapshot->events = evl_arena_copy(snapshot->arena, trace->events, trace->count * sizeof *trace->events);
	snapshot->text_length = evl_arena_used(&trace->text_arena);
	snapshot->texts = evl_arena_copy(snapshot->arena, trace->text_arena.base, snapshot->text_length);
}

bool evl_snapshot_restore_start(struct evl_run *run, struct evl_trace *trace, struct evl_promise **evaluation)
{
	const struct evl_snapshot *snapshot = run->snapshot;
	if (snapshot == NULL || !snapshot->has_run || !is_plain(run) || snapshot->track != run->track)
		return false;
	bring_back(&snapshot->after, run->realm);
	cut_program(run, &snapshot->program_after);
	for (uint32_t i = 0; i < snapshot->agent_count; i++)
		bring_back(&snapshot->agents[i], run->agents[i]);
	evl_trace_restore(trace, snapshot->events, snapshot->event_count, snapshot->texts, snapshot->text_length);
	if (run->track != NULL)
		evl_track_start_again(run->track, &run->realm->now, &trace->count, &snapshot->tracked);
	*evaluation = snapshot->evaluation;
	return true;
}
