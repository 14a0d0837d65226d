/* SPDX-License-Identifier: MIT */
/*
 * judge_lines.c - see judge.h: a documented transcript against the predicted lines.
 *
 * The canonical order is compared first. Where the same lines stand in another order, the rules of explain/order.h say
 * whether a host may print them so; if nothing forbids it, exploration must find that very output.
 */
#include <string.h>

#include "check/compared.h"
#include "explore/explore.h"

enum { SCHEDULES = 3000 };

static struct evl_relation relation_of(struct evl_compared *c, uint32_t a, uint32_t b)
{
	struct evl_check_prediction *p = c->judge->prediction;
	evl_check_read_order(c->judge->checker, p);
	uint32_t la = p->lines[c->lines[a].printed].order_line, lb = p->lines[c->lines[b].printed].order_line;
	if (la == lb || la >= p->order.line_count || lb >= p->order.line_count)
		return (struct evl_relation){ .sure = EVL_SURE_GUARANTEED, .rule = EVL_ORDER_SAME_TASK };
	return evl_order_relation(&p->order, la < lb ? la : lb, la < lb ? lb : la);
}

static void say_order(struct evl_compared *c, struct evl_check_finding *finding, uint32_t a, uint32_t b)
{
	struct evl_check_prediction *p = c->judge->prediction;
	struct evl_buffer sentence;
	uint32_t la = p->lines[c->lines[a].printed].order_line, lb = p->lines[c->lines[b].printed].order_line;
	if (la == lb)
		return;
	evl_buffer_init(&sentence);
	evl_order_sentence(&p->order, la < lb ? la : lb, la < lb ? lb : la, relation_of(c, a, b), &sentence);
	if (sentence.length != 0)
		evl_judge_say_lines(c->judge, finding, &sentence);
	evl_buffer_release(&sentence);
}

/* The documented order is one of those that hosts leave open: a warning beside the match. */
static void warn_of_order(struct evl_compared *c, uint32_t said, uint32_t a, uint32_t b, struct evl_verdict *out)
{
	struct evl_check_finding *finding = evl_judge_find(c->judge, 203, c->said[said].place, evl_check_rule(203)->title);
	finding->label = "nothing fixes whether this comes before the line above";
	say_order(c, finding, a, b);
	out->finding = finding;
}

/* Does exploring find the documented lines in this order? */
static bool is_outcome(struct evl_compared *c)
{
	struct evl_checker *checker = c->judge->checker;
	struct evl_exploration found;
	struct evl_explore_options options = { .max_schedules = SCHEDULES, .max_memory = (size_t)16 << 20 };
	evl_arena_reset(&checker->orders);
	evl_explore(&checker->run, 0, &options, &checker->orders, &found);
	for (uint32_t i = 0; i < found.outcome_count; i++) {
		const struct evl_outcome *o = &found.outcomes[i];
		uint32_t said = 0, line = 0;
		for (; line < o->line_count && said < c->said_count; line++) {
			struct evl_piece p = { o->lines[line].text, o->lines[line].length };
			if (o->lines[line].error)
				continue;
			if (!evl_match_line(evl_said_piece(&c->said[said]), p, c->exact, &checker->scratch))
				break;
			said++;
		}
		if (said == c->said_count && line == o->line_count)
			return true;
	}
	return !evl_exploration_is_complete(&found);
}

/* With the mode any-order-of-equal-time: are the two printed at the same virtual time? */
static bool is_free_pair(const struct evl_compared *c, uint32_t a, uint32_t b)
{
	const struct evl_check_prediction *p = c->judge->prediction;
	if ((c->judge->sample->directives.modes & EVL_MODE_EQUAL_TIME) == 0 || p->trace == NULL)
		return false;
	const struct evl_event *first = &p->trace->events[p->lines[c->lines[a].printed].event], *second = &p->trace->events[p->lines[c->lines[b].printed].event];
	return first->time == second->time;
}

/* All lines are there, in another order. */
static void judge_order(struct evl_compared *c, uint32_t guards, struct evl_verdict *out)
{
	guards &= ~(unsigned)EVL_GUARD_TAINTED; /* the lines are the same, whatever they say */
	uint32_t bad_a = UINT32_MAX, bad_b = 0, open_said = UINT32_MAX, open_a = 0, open_b = 0;
	for (uint32_t i = 0; i < c->said_count && bad_a == UINT32_MAX; i++) {
		for (uint32_t k = i + 1; k < c->said_count; k++) {
			if (c->of[i] <= c->of[k] || is_free_pair(c, c->of[k], c->of[i]))
				continue;
			/* documented: of[i] first; printed: of[k] first */
			if (relation_of(c, c->of[k], c->of[i]).sure != EVL_SURE_RACY) {
				bad_a = c->of[k];
				bad_b = c->of[i];
				open_said = i;
				break;
			}
			if (open_said == UINT32_MAX) {
				open_said = k;
				open_a = c->of[k];
				open_b = c->of[i];
			}
		}
	}
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (bad_a == UINT32_MAX && open_said == UINT32_MAX)
		return; /* only what may stand in any order stands in another */
	if (bad_a == UINT32_MAX && is_outcome(c)) {
		warn_of_order(c, open_said, open_a, open_b, out);
		return;
	}
	if (guards != 0) {
		*out = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = guards };
		return;
	}
	uint32_t first = 0; /* the first line that is another one than predicted here */
	while (first < c->said_count && c->of[first] == first)
		first++;
	if (first == c->said_count)
		first = open_said;
	struct evl_check_finding *finding = evl_judge_find(c->judge, 201, c->said[first].place, evl_check_rule(201)->title);
	const struct evl_judged_line *predicted = &c->lines[first < c->count ? first : c->count - 1];
	finding->label = evl_judge_format(c->judge->arena, "\"%.*s\" is predicted here", (int)(predicted->length > 120 ? 120 : predicted->length), predicted->text);
	evl_judge_because(c->judge, finding, predicted->printed);
	evl_judge_because(c->judge, finding, c->lines[c->of[first]].printed);
	if (bad_a != UINT32_MAX)
		say_order(c, finding, bad_a, bad_b);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MISMATCH, .finding = finding };
}

/* ---------------------------------------------------------------------- verdicts */

/* Which lines count: those of a segment's calls, or all. */
static void select_lines(struct evl_compared *c)
{
	struct evl_judge *judge = c->judge;
	const struct evl_expectation *e = c->e;
	c->lines = judge->lines;
	c->count = judge->line_count;
	if (e->form != EVL_FORM_SEGMENTS)
		return;
	struct evl_judged_line *own = evl_arena_alloc(&judge->checker->scratch, (judge->line_count + 1) * sizeof *own);
	c->count = 0;
	for (uint32_t i = 0; i < judge->line_count; i++) {
		uint32_t code = judge->prediction->lines[judge->lines[i].printed].code;
		if (code != UINT32_MAX && code >= e->code_from && code < e->code_to)
			own[c->count++] = judge->lines[i];
	}
	c->lines = own;
}

static void without_errors(struct evl_compared *c)
{
	struct evl_judged_line *own = evl_arena_alloc(&c->judge->checker->scratch, (c->count + 1) * sizeof *own);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->count; i++)
		if (!evl_compared_is_error(c, i))
			own[n++] = c->lines[i];
	c->lines = own;
	c->count = n;
}

/* Documents leave out where an error was made. */
static void without_stacks(struct evl_compared *c)
{
	struct evl_judged_line *own = evl_arena_alloc(&c->judge->checker->scratch, (c->count + 1) * sizeof *own);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		bool is_place = c->lines[i].length > 7 && memcmp(c->lines[i].text, "    at ", 7) == 0;
		if (!is_place || i == 0 || c->lines[i].printed != c->lines[i - 1].printed)
			own[n++] = c->lines[i];
	}
	c->lines = own;
	c->count = n;
}

static bool tells_stacks(const struct evl_compared *c)
{
	for (uint32_t i = 0; i < c->said_count; i++) {
		struct evl_piece d = evl_piece_trim(evl_said_piece(&c->said[i]));
		if (d.length > 3 && memcmp(d.text, "at ", 3) == 0)
			return true;
	}
	return false;
}

static void accept(struct evl_compared *c, struct evl_verdict *out)
{
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (c->e->is_unordered || c->e->confidence == EVL_CONFIDENCE_LOW || c->said_count != c->count || c->e->form == EVL_FORM_SEGMENTS)
		return;
	for (uint32_t i = 0; i + 1 < c->count && i < EVL_COMPARED_LINES_MAX; i++) {
		struct evl_relation relation = relation_of(c, i, i + 1);
		if (relation.sure != EVL_SURE_RACY || is_free_pair(c, i, i + 1))
			continue;
		/* The document itself says how long its outside work takes. */
		if (relation.rule == EVL_ORDER_IO && c->judge->sample->directives.provisions.count + c->judge->options->provide_count != 0)
			continue;
		warn_of_order(c, i + 1, i, i + 1, out);
		return;
	}
}

/* A documented line of words ("Object", "the user") where an object or a function is printed: that is one way to tell it. */
static bool names_compound(struct evl_compared *c, uint32_t said)
{
	if (evl_match_is_value(evl_said_piece(&c->said[said]), &c->judge->checker->scratch))
		return false;
	for (uint32_t k = 0; k < c->count; k++)
		if (c->by[k] == UINT32_MAX && evl_match_is_compound((struct evl_piece){ c->lines[k].text, c->lines[k].length }, &c->judge->checker->scratch))
			return true;
	return false;
}

/* Are single calls documented on their own, too? */
static bool has_sites(const struct evl_compared *c)
{
	const struct evl_sample *sample = c->judge->sample;
	if (sample->has_arrows)
		return true;
	for (uint32_t i = 0; i < sample->expectation_count; i++)
		if (sample->expectations[i].form == EVL_FORM_SAME_LINE || sample->expectations[i].form == EVL_FORM_NEXT_LINE)
			return true;
	return false;
}

/* Is all that is documented printed several times over, one round after the other? */
static bool is_repeated(struct evl_compared *c)
{
	if (c->said_count < 2 || c->count == c->said_count || c->count % c->said_count != 0)
		return false;
	for (uint32_t k = 0; k < c->count; k++)
		if (!evl_compared_same_line(c, k % c->said_count, k))
			return false;
	return true;
}

/* Are all documented lines printed, although something else is, too, which may be documented elsewhere? */
static bool is_told_partly(struct evl_compared *c, uint32_t found)
{
	return found == c->said_count && (has_sites(c) || is_repeated(c));
}

/* A line that is missing, or one too many, or another one. */
static void judge_difference(struct evl_compared *c, uint32_t found, uint32_t guards, struct evl_verdict *out)
{
	uint32_t missing = c->said_count - found, extra = c->count - found, first = 0, other = 0;
	bool certain = c->e->confidence == EVL_CONFIDENCE_CERTAIN;
	/* Text that is hardly like the output was not meant as output. */
	if (!certain && found * 2 < c->said_count && c->said_count != c->count)
		guards |= EVL_GUARD_PAYLOAD;
	if (!certain && found == 0 && c->said_count > 1)
		guards |= EVL_GUARD_PAYLOAD;
	if (!certain && is_told_partly(c, found))
		guards |= EVL_GUARD_PAYLOAD;
	for (uint32_t i = 0; i < c->said_count && !certain; i++)
		if (c->of[i] == UINT32_MAX && (evl_match_is_open(evl_said_piece(&c->said[i])) || names_compound(c, i)))
			guards |= EVL_GUARD_PAYLOAD;
	if (!certain && c->e->form == EVL_FORM_INLINE)
		guards |= missing != 0 ? EVL_GUARD_PAYLOAD : 0u;
	if (guards != 0) {
		*out = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = guards };
		return;
	}
	while (first < c->said_count && c->of[first] != UINT32_MAX)
		first++;
	while (other < c->count && c->by[other] != UINT32_MAX)
		other++;
	uint16_t rule = missing == 0 ? 205 : extra == 0 ? 204 : 202;
	if (missing == 0 && evl_compared_is_error(c, other))
		rule = 207;
	struct evl_range place = first < c->said_count ? c->said[first].place :
				 c->said_count != 0 ? c->said[other < c->said_count ? other : c->said_count - 1].place :
				 c->e->fence != NULL ? c->e->fence->inside : (struct evl_range){ c->judge->sample->place.end, c->judge->sample->place.end };
	struct evl_check_finding *finding = evl_judge_find(c->judge, rule, place, evl_check_rule(rule)->title);
	if (other < c->count) {
		const struct evl_judged_line *line = &c->lines[other];
		finding->label = evl_judge_format(c->judge->arena, rule == 202 ? "\"%.*s\" is predicted" : "\"%.*s\" is predicted, too",
						  (int)(line->length > 120 ? 120 : line->length), line->text);
		evl_judge_because(c->judge, finding, line->printed);
	} else {
		finding->label = "no such line is predicted";
	}
	evl_compared_fix(c, finding);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MISMATCH, .finding = finding };
}

static bool holds_partly(struct evl_compared *c, unsigned modes)
{
	if (modes & EVL_MODE_PREFIX && c->said_count <= c->count) {
		c->count = c->said_count;
		return evl_compared_same(c);
	}
	if (!(modes & EVL_MODE_CONTAINS))
		return false;
	uint32_t i = 0;
	for (uint32_t k = 0; k < c->count && i < c->said_count; k++)
		i += evl_compared_same_line(c, i, k);
	return i == c->said_count;
}

/* The guards that fail for these lines, beside those of the expectation itself. */
static uint32_t failed_guards(struct evl_compared *c, bool certain)
{
	struct evl_judge *judge = c->judge;
	const struct evl_expectation *e = c->e;
	uint32_t guards = e->guards, own = judge->guards;
	for (uint32_t i = 0; i < c->count && e->header.length != 0; i++)
		if (evl_match_line(evl_said_piece(&e->header), (struct evl_piece){ c->lines[i].text, c->lines[i].length }, false, &judge->checker->scratch))
			guards |= EVL_GUARD_PAYLOAD; /* what looked like a header is printed itself */
	if (certain)
		own &= ~(unsigned)(EVL_GUARD_VARIANTS | EVL_GUARD_STUB | EVL_GUARD_TAINTED | EVL_GUARD_HOST_THIS);
	if (certain && judge->prediction->status == EVL_STATUS_OK && !(own & EVL_GUARD_FREE_NAME))
		own &= ~(unsigned)EVL_GUARD_RUNS; /* an undocumented error is a finding */
	return guards | own;
}

/* Is it the same when the one documented line is a list of what is printed? *guards grows when it is no list. */
static bool is_same_as_list(struct evl_compared *c, uint32_t *guards)
{
	if (evl_compared_cut_list(c, &c->e->lines[0]))
		return evl_compared_same(c);
	c->item_count = 0;
	c->said = c->e->lines;
	c->said_count = c->e->line_count;
	*guards |= EVL_GUARD_PAYLOAD;
	return false;
}

/* All lines are paired: that leaves their order. */
static void judge_paired(struct evl_compared *c, uint32_t guards, struct evl_verdict *out)
{
	unsigned modes = c->judge->sample->directives.modes;
	if (c->e->is_unordered || (modes & (EVL_MODE_UNORDERED | EVL_MODE_SET)) != 0)
		return;
	judge_order(c, guards, out);
	if (out->kind == EVL_VERDICT_MISMATCH)
		evl_compared_fix(c, out->finding);
}

void evl_judge_lines(struct evl_judge *judge, const struct evl_expectation *e, struct evl_verdict *out)
{
	struct evl_compared c = { .judge = judge, .e = e, .said = e->lines, .said_count = e->line_count };
	unsigned modes = judge->sample->directives.modes;
	bool certain = e->confidence == EVL_CONFIDENCE_CERTAIN;
	c.exact = certain && (modes & (EVL_MODE_EXACT | EVL_MODE_TEXT)) != 0;
	select_lines(&c);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (c.said_count > EVL_COMPARED_LINES_MAX || c.count > EVL_COMPARED_LINES_MAX) {
		if (!evl_compared_same(&c))
			*out = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = EVL_GUARD_PAYLOAD, .reason = "the output is very long" };
		return;
	}
	if (certain && (modes & (EVL_MODE_CONTAINS | EVL_MODE_PREFIX)) != 0 && holds_partly(&c, modes))
		return;
	bool same = evl_compared_same(&c);
	uint32_t guards = same ? 0 : failed_guards(&c, certain);
	if (!same && judge->prediction->error != NULL && !certain)
		without_errors(&c);
	if (!same && !c.exact && !tells_stacks(&c))
		without_stacks(&c);
	if (!same)
		same = e->is_list && c.said_count == 1 ? is_same_as_list(&c, &guards) : c.lines != judge->lines && evl_compared_same(&c);
	uint32_t found = same ? 0 : evl_compared_pair(&c);
	if (!same && !certain && evl_compared_leave_out(&c, found)) {
		same = evl_compared_same(&c);
		found = same ? 0 : evl_compared_pair(&c);
		guards |= c.said_count == 0 ? EVL_GUARD_PAYLOAD : 0u; /* all that is said are remarks */
	}
	if (same)
		accept(&c, out);
	else if (found == c.said_count && found == c.count)
		judge_paired(&c, guards, out);
	else if (found != c.said_count || !(judge->prediction->endless || (modes & EVL_MODE_SET)))
		judge_difference(&c, found, guards, out);
}
