/* SPDX-License-Identifier: MIT */
/*
 * sources.c - taking a program apart into sources, and counting their interleavings.
 */
#include "explore/sources.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "console/console.h"
#include "explore/assumptions.h"
#include "explore/outcome.h"

enum {
	ALONE_MAX = 64,    /* runs of one source */
	ROUNDS_MAX = 6,    /* of joining what depends on each other */
	BLOCKS_MAX = 4000, /* of all together */
	TURN = 1000,       /* microseconds: timers that are further apart are not served together */
};

struct finder {
	struct evl_run *run;
	uint32_t index;
	const struct evl_explore_options *options;
	struct evl_arena *arena;
	struct evl_roots *roots;
	bool alone[EVL_ROOTS_MAX];
	uint32_t root_count; /* EVL_ROOT_FIRST + the number of roots of outside work */
	uint64_t runs, max_runs;
	size_t memory_end;
	bool is_page;
	bool apart; /* the clock's tasks that print are not served together with others */
};

/* Was the main script's own work asked which way something outside goes? Then what follows is not the same in all orders. */
static bool main_chooses(const struct finder *f)
{
	const struct evl_choices *choices = evl_run_choices(f->run);
	uint32_t task;
	for (uint32_t i = 0; i < choices->count; i++) {
		const struct evl_choice *c = &choices->record[i];
		if (c->kind == EVL_CHOICE_OUTCOME && c->events != 0 && evl_roots_of_event(f->roots, c->events - 1, &task) == EVL_ROOT_MAIN)
			return true;
	}
	return false;
}

/* Is what has just run known well enough? */
static bool is_known(const struct finder *f, enum evl_status status)
{
	const struct evl_run *run = f->run;
	const struct evl_host *host = run->realm->host;
	return status == EVL_STATUS_OK && !host->loop.has_lanes && !host->loop.has_others && !evl_run_choices(run)->truncated && !run->results[f->index].trace.truncated && !host->repeats && !main_chooses(f) &&
	       !run->track->overflow && !f->roots->dependent && EVL_ROOT_FIRST + host->loop.root_count == f->root_count &&
	       (f->roots->rejected == 0 || f->is_page || host->exiting);
}

static bool is_ours(const struct finder *f, uint32_t event, uint32_t *task)
{
	uint32_t root = evl_roots_of_event(f->roots, event, task);
	return root != EVL_ROOT_MAIN && f->alone[root];
}

/* What the present source did in the run that has just ended. */
static void read_behaviour(const struct finder *f, struct evl_behaviour *out)
{
	const struct evl_trace *trace = &f->run->results[f->index].trace;
	const struct evl_choices *choices = evl_run_choices(f->run);
	struct evl_assumptions assumed = { .used = 0 };
	uint32_t lines = 0, last = UINT32_MAX, task;
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < trace->count; i++)
		lines += evl_outcome_is_line(&trace->events[i]) && is_ours(f, i, &task);
	out->lines = evl_arena_alloc(f->arena, (lines + (size_t)1) * sizeof *out->lines);
	out->blocks = evl_arena_alloc(f->arena, (lines + (size_t)1) * sizeof *out->blocks);
	out->ends = f->run->realm->host->exiting;
	uint64_t hash = evl_track_mix(13, out->ends);
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if ((!evl_outcome_is_line(e) && e->kind != EVL_EVENT_NOTE) || !is_ours(f, i, &task))
			continue;
		if (e->kind == EVL_EVENT_NOTE) {
			evl_assumptions_add(&assumed, evl_trace_text(trace, e), e->text_length);
			continue;
		}
		if (task != last) {
			out->blocks[out->block_count++] = 0;
			hash = evl_track_mix(hash, 14);
		}
		last = task;
		out->blocks[out->block_count - 1]++;
		evl_outcome_line_of(trace, e, f->arena, &out->lines[out->line_count]);
		hash = evl_line_hash(hash, e->stream, out->lines[out->line_count].text, e->text_length);
		out->line_count++;
	}
	assumed.text[assumed.used] = '\0';
	out->assumptions = evl_arena_copy(f->arena, assumed.text, assumed.used + 1);
	out->hash = hash;
	out->usual = true;
	out->outcomes = evl_arena_alloc(f->arena, choices->count + (size_t)1);
	for (uint32_t i = 0; i < choices->count; i++) {
		const struct evl_choice *c = &choices->record[i];
		if (c->kind != EVL_CHOICE_OUTCOME)
			continue;
		out->outcomes[out->outcome_count++] = c->taken;
		out->usual = out->usual && c->taken == c->canonical;
	}
	out->guide = evl_arena_alloc(f->arena, (f->roots->task_count + (size_t)1) * sizeof *out->guide);
	for (uint32_t i = 0; i < f->roots->task_count; i++)
		if (f->roots->tasks[i].is_free && f->alone[f->roots->tasks[i].root])
			out->guide[out->guide_count++] = (uint16_t)f->roots->tasks[i].root;
}

static bool is_new(const struct evl_outside *source, const struct evl_behaviour *behaviour)
{
	for (uint32_t i = 0; i < source->behaviour_count; i++)
		if (source->behaviours[i].hash == behaviour->hash && source->behaviours[i].usual == behaviour->usual)
			return false;
	return true;
}

/* Explore the roots that f->alone names. False: they cannot be. */
static bool explore_source(struct finder *f, struct evl_outside *source, uint8_t *answers)
{
	uint32_t count = 0;
	source->behaviours = evl_arena_alloc(f->arena, ALONE_MAX * sizeof *source->behaviours);
	source->behaviour_count = 0;
	f->run->alone = f->alone;
	for (uint32_t n = 0; n < ALONE_MAX; n++) {
		enum evl_status status = evl_run_again(f->run, f->index, answers, count);
		f->runs++;
		if (!is_known(f, status) || f->runs >= f->max_runs || evl_arena_used(f->arena) > f->memory_end || (f->options->stop != NULL && f->options->stop(f->options->stop_context)))
			return false;
		struct evl_behaviour *behaviour = &source->behaviours[source->behaviour_count];
		read_behaviour(f, behaviour);
		source->behaviour_count += is_new(source, behaviour);
		const struct evl_choices *choices = evl_run_choices(f->run);
		count = evl_explore_next(choices->record, choices->count, answers);
		if (count == 0)
			return true;
	}
	return false;
}

/* Do the clock's tasks that print each come at a time of their own, so that outside work may come between any two of them? */
static bool are_apart(const struct finder *f)
{
	const struct evl_trace *trace = &f->run->results[f->index].trace;
	int64_t last = INT64_MIN;
	uint32_t task, before = UINT32_MAX;
	for (uint32_t i = 0; i < trace->count; i++) {
		if (!evl_outcome_is_line(&trace->events[i]) || evl_roots_of_event(f->roots, i, &task) != EVL_ROOT_CLOCK || task == before)
			continue;
		if (before != UINT32_MAX && trace->events[i].time - last <= 2 * TURN)
			return false;
		before = task;
		last = trace->events[i].time;
	}
	return true;
}

/* ---------------------------------------------------------------- counting */

static uint64_t times(uint64_t a, uint64_t b)
{
	return a == 0 || b == 0 ? 0 : a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

static uint64_t plus(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

/* ln n!, added up: the C library's lgamma writes to a variable that all threads share. */
static double log_factorial(uint32_t n)
{
	double sum = 0;
	for (uint32_t i = 2; i <= n; i++)
		sum += log((double)i);
	return sum;
}

/* n over k. Exact, or UINT64_MAX. */
static uint64_t binomial(uint32_t n, uint32_t k)
{
	uint64_t result = 1;
	if (k > n - k)
		k = n - k;
	for (uint32_t i = 1; i <= k; i++) {
		uint64_t factor = n - k + i, divisor = i, a = result, b = divisor;
		while (b != 0) { /* divide first what can be */
			uint64_t rest = a % b;
			a = b;
			b = rest;
		}
		result /= a;
		divisor /= a;
		if ((result = times(result, factor / divisor)) == UINT64_MAX)
			return UINT64_MAX;
	}
	return result;
}

/* Numbers of orders by how many blocks they have: of the usual behaviours, exactly, and about how many of all of them. */
struct ways {
	uint32_t longest; /* blocks, at most BLOCKS_MAX */
	uint64_t *usual;
	double *about;
};

static struct ways ways_new(uint32_t longest, struct evl_arena *arena)
{
	size_t count = longest + (size_t)1;
	return (struct ways){ longest, evl_arena_zalloc(arena, count * sizeof(uint64_t)), evl_arena_zalloc(arena, count * sizeof(double)) };
}

/* The most blocks that one source can have. */
static uint32_t most_blocks(const struct evl_outside *source)
{
	uint32_t most = 0;
	for (uint32_t b = 0; b < source->behaviour_count; b++)
		if (source->behaviours[b].block_count > most)
			most = source->behaviours[b].block_count;
	return most;
}

/* Mix what `before` counts with the blocks of one more source. Returns how many of its behaviours end everything. */
static uint32_t mix_source(const struct ways *before, const struct evl_outside *source, uint32_t total, struct ways *after)
{
	uint32_t ends = 0;
	for (uint32_t b = 0; b < source->behaviour_count; b++) {
		const struct evl_behaviour *behaviour = &source->behaviours[b];
		uint32_t k = behaviour->block_count;
		ends += behaviour->ends;
		for (uint32_t n = 0; !behaviour->ends && n <= total && n + k <= before->longest; n++) {
			if (behaviour->usual)
				after->usual[n + k] = plus(after->usual[n + k], times(before->usual[n], binomial(n + k, k)));
			after->about[n + k] += before->about[n] * exp(log_factorial(n + k) - log_factorial(n) - log_factorial(k));
		}
	}
	return ends;
}

/* Each source has one usual behaviour: the number as a quotient of factorials, and about what that is. */
static void append_quotient(struct evl_buffer *text, const struct evl_sources *sources)
{
	uint32_t length = 0;
	for (uint32_t i = 0; i < sources->count; i++)
		length += sources->sources[i].behaviours[0].block_count;
	double log10_orders = log_factorial(length) / log(10.0);
	evl_buffer_printf(text, "%u!", (unsigned)length);
	for (uint32_t k = 2; k <= length; k++) {
		uint32_t same = 0;
		for (uint32_t i = 0; i < sources->count; i++)
			same += sources->sources[i].behaviours[0].block_count == k;
		if (same == 0)
			continue;
		log10_orders -= same * log_factorial(k) / log(10.0);
		evl_buffer_printf(text, same == 1 ? " / %u!" : " / (%u!)^%u", (unsigned)k, (unsigned)same);
	}
	double whole = floor(log10_orders);
	evl_buffer_printf(text, " (about %.1fe%d)", floor(pow(10.0, log10_orders - whole) * 10) / 10, (int)whole);
}

/* Has every source one usual behaviour? */
static bool are_single(const struct evl_sources *sources)
{
	for (uint32_t i = 0; i < sources->count; i++) {
		uint32_t usual = 0;
		for (uint32_t b = 0; b < sources->sources[i].behaviour_count; b++)
			usual += sources->sources[i].behaviours[b].usual;
		if (usual != 1)
			return false;
	}
	return true;
}

static const char *orders_text(const struct evl_sources *sources, struct evl_arena *arena)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	if (sources->orders != UINT64_MAX)
		evl_outcome_append_count(sources->orders, &text);
	else if (are_single(sources))
		append_quotient(&text, sources);
	else
		evl_buffer_append_text(&text, "more than 18,446,744,073,709,551,614");
	const char *copy = evl_arena_copy(arena, text.bytes != NULL ? text.bytes : "", text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* How many orders the tasks of all sources can print in. */
static void count_orders(struct evl_sources *out, struct evl_arena *arena)
{
	uint32_t longest = 0, total = 0;
	for (uint32_t i = 0; i < out->count; i++)
		longest += most_blocks(&out->sources[i]);
	struct ways ways = ways_new(longest < BLOCKS_MAX ? longest : BLOCKS_MAX, arena);
	double all = 0, ends = 1;
	ways.usual[0] = 1;
	ways.about[0] = 1;
	for (uint32_t i = 0; i < out->count; i++) {
		struct ways after = ways_new(ways.longest, arena);
		ends += mix_source(&ways, &out->sources[i], total, &after);
		total += most_blocks(&out->sources[i]);
		ways = after;
	}
	out->orders = 0;
	for (uint32_t n = 0; n <= ways.longest; n++) {
		out->orders = plus(out->orders, ways.usual[n]);
		all += ways.about[n];
	}
	out->outcomes = all * ends;
	out->orders_text = orders_text(out, arena);
}

/* ----------------------------------------------------------------- finding */

/* Which lines of the canonical outcome belong to which source. */
static void give_lines(const struct finder *f, struct evl_sources *out)
{
	const struct evl_trace *trace = &f->run->results[f->index].trace;
	for (uint32_t s = 0; s < out->count; s++) {
		struct evl_outside *source = &out->sources[s];
		uint32_t number = 0, task;
		source->lines = evl_arena_alloc(f->arena, (source->behaviours[0].line_count + (size_t)1) * sizeof *source->lines);
		for (uint32_t i = 0; i < trace->count; i++) {
			if (!evl_outcome_is_line(&trace->events[i]))
				continue;
			uint32_t root = evl_roots_of_event(f->roots, i, &task);
			if (root != EVL_ROOT_MAIN && evl_roots_group(f->roots, root) == source->root && source->line_count < source->behaviours[0].line_count)
				source->lines[source->line_count++] = number;
			number++;
		}
	}
}

/* Explore every source alone. False: give up; *again: some turned out to depend on each other. */
static bool explore_all(struct finder *f, struct evl_sources *out, uint8_t *answers, bool *again)
{
	uint16_t groups[EVL_ROOTS_MAX];
	for (uint32_t r = 0; r < f->root_count; r++)
		groups[r] = (uint16_t)evl_roots_group(f->roots, r);
	out->count = out->outside = 0;
	out->has_clock = false;
	for (uint32_t r = EVL_ROOT_CLOCK; r < f->root_count; r++) {
		if (groups[r] != r)
			continue;
		for (uint32_t k = EVL_ROOT_CLOCK; k < f->root_count; k++)
			f->alone[k] = groups[k] == r;
		struct evl_outside *source = &out->sources[out->count];
		source->root = r;
		source->line_count = 0;
		if (!explore_source(f, source, answers))
			return false;
		bool silent = true;
		for (uint32_t b = 0; b < source->behaviour_count; b++)
			silent = silent && source->behaviours[b].line_count == 0 && !source->behaviours[b].ends;
		if (r == EVL_ROOT_CLOCK && !f->is_page)
			f->apart = are_apart(f);
		if (r == EVL_ROOT_CLOCK)
			out->has_clock = !silent;
		else
			out->outside++;
		out->count += !silent;
	}
	*again = false;
	for (uint32_t r = 0; r < f->root_count; r++)
		*again = *again || evl_roots_group(f->roots, r) != groups[r];
	return true;
}

bool evl_sources_find(struct evl_run *run, uint32_t index, const struct evl_explore_options *options, struct evl_arena *arena,
		      size_t memory_end, uint64_t max_runs, uint64_t *runs, struct evl_sources *out)
{
	struct finder f = { .run = run, .index = index, .options = options, .arena = arena, .max_runs = max_runs, .memory_end = memory_end, .apart = true };
	memset(out, 0, sizeof *out);
	f.roots = run->track->roots = evl_arena_alloc(arena, sizeof *f.roots);
	evl_roots_init(f.roots);
	enum evl_status status = evl_run_again(run, index, NULL, 0);
	f.runs = 1;
	f.is_page = run->results[index].profile->is_page;
	uint32_t count = run->realm != NULL && run->realm->host != NULL ? run->realm->host->loop.root_count : 0;
	f.root_count = EVL_ROOT_FIRST + count;
	bool found = count >= EVL_SOURCES_LEAST && f.root_count <= EVL_ROOTS_MAX && is_known(&f, status) && !run->realm->host->exiting, again = true;
	if (found) {
		uint8_t *answers = evl_arena_alloc(arena, EVL_CHOICES_LIMIT);
		out->sources = evl_arena_zalloc(arena, f.root_count * sizeof *out->sources);
		for (uint32_t round = 0; found && again; round++)
			found = round < ROUNDS_MAX && explore_all(&f, out, answers, &again);
		run->alone = NULL;
		found = found && out->outside >= EVL_SOURCES_LEAST;
		if (found) {
			status = evl_run_again(run, index, NULL, 0);
			found = is_known(&f, status);
			give_lines(&f, out);
			out->exact = f.is_page || !out->has_clock || f.apart;
			count_orders(out, arena);
		}
	}
	*runs += f.runs;
	run->alone = NULL;
	run->track->roots = NULL;
	return found;
}

enum evl_status evl_sources_run(struct evl_run *run, uint32_t index, const uint16_t *guide, uint32_t guide_count, const uint8_t *outcomes,
				uint32_t outcome_count)
{
	run->guide = guide;
	run->guide_count = guide_count;
	run->outcomes = outcomes;
	run->outcome_count = outcome_count;
	enum evl_status status = evl_run_again(run, index, NULL, 0);
	run->guide = NULL;
	run->outcomes = NULL;
	run->guide_count = run->outcome_count = 0;
	return status;
}

/* -------------------------------------------------------------- membership */

enum { PATIENCE = 100000 };

struct place {
	uint32_t behaviour, block, line; /* how far a source has come; behaviour UINT32_MAX: it has not begun */
};

struct matcher {
	const struct evl_sources *sources;
	const char *text, *end; /* what is wanted */
	bool stdout_only;
	struct place *places;
	uint32_t left;
};

/* Behind these lines of the wanted text; NULL: it has others. */
static const char *after_lines(const struct matcher *m, const struct evl_outcome_line *lines, uint32_t count, const char *at)
{
	for (uint32_t i = 0; i < count; i++) {
		if (m->stdout_only && lines[i].stream != 0)
			continue;
		size_t left = (size_t)(m->end - at);
		if (lines[i].length > left || memcmp(at, lines[i].text, lines[i].length) != 0)
			return NULL;
		at += lines[i].length;
		bool ends_line = lines[i].error || lines[i].method != EVL_CONSOLE_WRITE;
		if (ends_line && at < m->end && *at++ != '\n')
			return NULL;
	}
	return at;
}

/* Have all sources done what they do by now? */
static bool all_done(const struct matcher *m)
{
	for (uint32_t s = 0; s < m->sources->count; s++) {
		const struct evl_outside *source = &m->sources->sources[s];
		const struct place *at = &m->places[s];
		bool done = false;
		for (uint32_t b = 0; b < source->behaviour_count; b++)
			done = done || (at->behaviour == UINT32_MAX ? source->behaviours[b].block_count == 0 :
								      b == at->behaviour && source->behaviours[b].block_count == at->block);
		if (!done)
			return false;
	}
	return true;
}

/* The recursion is at most one level a block deep. */
static bool match(struct matcher *m, const char *from)
{
	if (from == m->end && all_done(m))
		return true;
	for (uint32_t s = 0; s < m->sources->count; s++) {
		const struct evl_outside *source = &m->sources->sources[s];
		struct place before = m->places[s];
		for (uint32_t b = 0; b < source->behaviour_count; b++) {
			const struct evl_behaviour *behaviour = &source->behaviours[b];
			if ((before.behaviour != UINT32_MAX && before.behaviour != b) || before.block >= behaviour->block_count || m->left == 0)
				continue;
			uint32_t lines = behaviour->blocks[before.block];
			const char *after = after_lines(m, &behaviour->lines[before.line], lines, from);
			if (after == NULL)
				continue;
			m->left--;
			m->places[s] = (struct place){ b, before.block + 1, before.line + lines };
			bool ends = behaviour->ends && before.block + 1 == behaviour->block_count;
			if (ends ? after == m->end : match(m, after))
				return true;
		}
		m->places[s] = before;
	}
	return false;
}

bool evl_sources_admit(const struct evl_sources *sources, const struct evl_exploration *exploration, const char *text, size_t length,
		       bool stdout_only, bool *sure)
{
	enum { DEEPEST = 2000 };
	const struct evl_outcome *usual = &exploration->outcomes[0];
	struct place places[EVL_ROOTS_MAX];
	uint32_t main = usual->line_count, blocks = 0;
	for (uint32_t s = 0; s < sources->count; s++) {
		main -= sources->sources[s].line_count;
		blocks += sources->sources[s].behaviours[0].block_count;
		places[s] = (struct place){ UINT32_MAX, 0, 0 };
	}
	struct matcher m = {
		.sources = sources, .text = text, .end = text + length, .stdout_only = stdout_only, .places = places, .left = PATIENCE };
	*sure = true;
	/* what the main script prints comes first */
	const char *from = after_lines(&m, usual->lines, main, text);
	if (from == NULL)
		return false;
	*sure = blocks <= DEEPEST;
	if (*sure && match(&m, from))
		return true;
	*sure = *sure && m.left != 0;
	return false;
}

static uint64_t source_hash(const struct evl_outside *source)
{
	uint64_t hash = 15;
	for (uint32_t b = 0; b < source->behaviour_count; b++) {
		bool again = false;
		for (uint32_t k = 0; k < b && !again; k++)
			again = source->behaviours[k].hash == source->behaviours[b].hash;
		if (!again)
			hash += evl_track_mix(16, source->behaviours[b].hash);
	}
	return hash;
}

bool evl_sources_same(const struct evl_sources *a, const struct evl_sources *b)
{
	uint64_t x = 0, y = 0;
	for (uint32_t s = 0; s < a->count; s++)
		x += evl_track_mix(17, source_hash(&a->sources[s]));
	for (uint32_t s = 0; s < b->count; s++)
		y += evl_track_mix(17, source_hash(&b->sources[s]));
	return a->count == b->count && x == y && a->exact && b->exact;
}
