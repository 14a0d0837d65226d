/* SPDX-License-Identifier: MIT */
/*
 * judge_lines.c - see judge.h: a documented transcript against the predicted lines.
 *
 * The canonical order is compared first. Where the same lines stand in another order, the rules of explain/order.h say
 * whether a host may print them so; if nothing forbids it, exploration must find that very output.
 */
#include "check/judge.h"

#include <string.h>

#include "check/match.h"
#include "explore/explore.h"

enum { LINES_MAX = 600, SCHEDULES = 3000 };

struct compared {
	struct evl_judge *judge;
	const struct evl_expectation *e;
	struct evl_sample_line *said; /* documented */
	uint32_t said_count;
	const struct evl_judged_line *lines; /* printed, those that count */
	uint32_t count;
	bool exact;
	struct evl_sample_line *items; /* of a list on one line, as it was cut */
	uint32_t item_count;
	uint32_t *of;  /* for each documented line the printed one, UINT32_MAX: none */
	uint32_t *by;  /* and the other way */
};

static struct evl_piece said_piece(const struct evl_sample_line *line) { return (struct evl_piece){ line->text, line->length }; }

static bool is_error_line(const struct compared *c, uint32_t line)
{
	return c->judge->prediction->lines[c->lines[line].printed].is_error;
}

static bool same_line(struct compared *c, uint32_t said, uint32_t line)
{
	struct evl_piece d = said_piece(&c->said[said]), p = { c->lines[line].text, c->lines[line].length };
	if (evl_match_line(d, p, c->exact, &c->judge->checker->scratch))
		return true;
	if (!is_error_line(c, line))
		return false;
	struct evl_range name, range = { 0, d.length };
	return evl_remark_error(d.text, range, &name) != 0 && evl_match_value(d, p, &c->judge->checker->scratch) == EVL_MATCH_SAME;
}

/* A dot alone on its line. */
static bool is_dot(const struct compared *c, uint32_t said)
{
	struct evl_piece d = evl_piece_trim(said_piece(&c->said[said]));
	return d.length == 1 && d.text[0] == '.';
}

/* "..." on one line, or dots below each other. */
static bool is_any_lines(const struct compared *c, uint32_t said)
{
	if (evl_match_any_lines(said_piece(&c->said[said])))
		return true;
	return is_dot(c, said) && ((said > 0 && is_dot(c, said - 1)) || (said + 1 < c->said_count && is_dot(c, said + 1)));
}

/* Line for line, where "..." stands for any lines. */
static bool same_lines(struct compared *c)
{
	uint32_t i = 0, k = 0, star = UINT32_MAX, mark = 0, tries = 0;
	while (k < c->count) {
		if (i < c->said_count && is_any_lines(c, i)) {
			star = i++;
			mark = k;
		} else if (i < c->said_count && same_line(c, i, k)) {
			i++;
			k++;
		} else if (star != UINT32_MAX && tries++ < 10 * LINES_MAX) {
			i = star + 1;
			k = ++mark;
		} else {
			return i == c->said_count && c->judge->prediction->endless;
		}
	}
	while (i < c->said_count && is_any_lines(c, i))
		i++;
	return i == c->said_count;
}

/* One line cut at separators. False: it has none. */
static bool cut_list(struct compared *c, const struct evl_sample_line *line)
{
	static const char *const separators[] = { "->", "→", "=>", "➜", "、", "，", ",", " " };
	struct evl_sample_line *items = evl_arena_alloc(&c->judge->checker->scratch, (line->length + 1) * sizeof *items);
	for (size_t s = 0; s < sizeof separators / sizeof separators[0]; s++) {
		size_t n = strlen(separators[s]);
		uint32_t count = 0, at = 0;
		for (uint32_t i = 0; i <= line->length;) {
			bool end = i == line->length;
			if (!end && (line->length - i < n || memcmp(line->text + i, separators[s], n) != 0)) {
				i++;
				continue;
			}
			struct evl_range item = evl_range_trim(line->text, (struct evl_range){ at, i });
			if (item.start < item.end)
				items[count++] = (struct evl_sample_line){ line->text + item.start, item.end - item.start,
									   { line->place.start + item.start, line->place.start + item.end } };
			i += end ? 1 : (uint32_t)n;
			at = i;
		}
		if (count < 2)
			continue;
		struct evl_sample_line *last = &items[count - 1]; /* the full stop of a sentence */
		if (last->length > 1 && last->text[last->length - 1] == '.')
			last->length--;
		c->said = c->items = items;
		c->said_count = c->item_count = count;
		if (same_lines(c))
			return true;
		if (s + 1 < sizeof separators / sizeof separators[0] && count == c->count)
			return true; /* as many as are printed: this was the separator */
	}
	return false;
}

/* Pair documented and printed lines, each with the first that is still free. */
static uint32_t assign(struct compared *c)
{
	uint32_t found = 0;
	struct evl_arena *scratch = &c->judge->checker->scratch;
	c->of = evl_arena_alloc(scratch, (c->said_count + 1) * sizeof *c->of);
	c->by = evl_arena_alloc(scratch, (c->count + 1) * sizeof *c->by);
	for (uint32_t k = 0; k < c->count; k++)
		c->by[k] = UINT32_MAX;
	for (uint32_t i = 0; i < c->said_count; i++) {
		c->of[i] = UINT32_MAX;
		for (uint32_t k = 0; k < c->count; k++) {
			if (c->by[k] != UINT32_MAX || !same_line(c, i, k))
				continue;
			c->of[i] = k;
			c->by[k] = i;
			found++;
			break;
		}
	}
	return found;
}

/* A comment may go on with prose behind an empty line: what stands there counts only if something of it is printed. */
static bool cut_prose(struct compared *c)
{
	uint32_t blank = 0, of_rest = 0;
	for (uint32_t i = 0; i < c->said_count; i++) {
		if (evl_piece_trim(said_piece(&c->said[i])).length == 0 && c->of[i] == UINT32_MAX) {
			blank = blank == 0 || of_rest != 0 ? i : blank;
			of_rest = 0;
		}
		of_rest += c->of[i] != UINT32_MAX;
	}
	if (blank == 0 || of_rest != 0)
		return false;
	c->said_count = blank;
	return true;
}

/* Does the line begin to tell why? */
static bool begins_explanation(struct evl_piece d)
{
	static const char *const words[] = { "explanation", "explained", "reason", "because", "note", "why", "解释", "说明", "解析", "原因", "분석", "설명" };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (evl_text_begins(d.text, d.length, words[i]))
			return true;
	return false;
}

/* All that is printed is documented, and then the comment goes on to explain it. */
static bool cut_explanation(struct compared *c, uint32_t found)
{
	uint32_t end = c->said_count;
	while (end > 0 && c->of[end - 1] == UINT32_MAX)
		end--;
	uint32_t at = end;
	while (at < c->said_count && evl_piece_trim(said_piece(&c->said[at])).length == 0)
		at++;
	if (found != c->count || found == 0 || at == c->said_count || !begins_explanation(evl_piece_trim(said_piece(&c->said[at]))))
		return false;
	c->said_count = end;
	return true;
}

/* Words that stand behind the header's on its line, "Output - why it is so", above all that is printed. */
static bool drop_rest(struct compared *c)
{
	if (!c->e->has_rest || c->said != c->e->lines || c->said_count < 2 || c->of[0] != UINT32_MAX)
		return false;
	struct evl_piece rest = evl_piece_trim(said_piece(&c->said[0]));
	bool marks = true;
	for (uint32_t i = 0; i < rest.length; i++)
		marks = marks && strchr("-:=>*~", rest.text[i]) != NULL;
	if (!marks && (memchr(rest.text, ' ', rest.length) == NULL || evl_match_is_value(rest, &c->judge->checker->scratch)))
		return false;
	struct compared without = *c;
	without.said++;
	without.said_count--;
	while (without.said_count > 0 && evl_piece_trim(said_piece(without.said)).length == 0) {
		without.said++;
		without.said_count--;
	}
	if (!same_lines(&without))
		return false;
	c->said = without.said;
	c->said_count = without.said_count;
	return true;
}

/* Words in parentheses, a comment, or a line of dashes. */
static bool is_remark_line(struct evl_piece d)
{
	if (d.length < 2 || d.text[0] != '(' || d.text[d.length - 1] != ')')
		return d.length == 0 || (d.length >= 2 && (memcmp(d.text, "--", 2) == 0 || memcmp(d.text, "//", 2) == 0));
	for (uint32_t i = 1; i < d.length; i++)
		if ((d.text[i] >= 'a' && d.text[i] <= 'z') || (d.text[i] >= 'A' && d.text[i] <= 'Z') || (unsigned char)d.text[i] >= 128)
			return true;
	return false;
}

/* Documented lines that are remarks, "(2 seconds later)", and nothing that is printed. */
static bool drop_remarks(struct compared *c)
{
	struct evl_sample_line *kept = evl_arena_alloc(&c->judge->checker->scratch, (c->said_count + 1) * sizeof *kept);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->said_count; i++) {
		if (c->of[i] != UINT32_MAX || !is_remark_line(evl_piece_trim(said_piece(&c->said[i]))))
			kept[n++] = c->said[i];
	}
	if (n == c->said_count)
		return false;
	c->said = kept;
	c->said_count = n;
	return true;
}

/* Printed lines with nothing on them, which a document hardly shows. Those that it does show are kept. */
static bool drop_blank_prints(struct compared *c)
{
	struct evl_judged_line *kept = evl_arena_alloc(&c->judge->checker->scratch, (c->count + 1) * sizeof *kept);
	uint32_t n = 0;
	for (uint32_t k = 0; k < c->count; k++)
		if (c->by[k] != UINT32_MAX || evl_piece_trim((struct evl_piece){ c->lines[k].text, c->lines[k].length }).length != 0)
			kept[n++] = c->lines[k];
	if (n == c->count)
		return false;
	c->lines = kept;
	c->count = n;
	return true;
}

static struct evl_relation relation_of(struct compared *c, uint32_t a, uint32_t b)
{
	struct evl_check_prediction *p = c->judge->prediction;
	evl_check_read_order(c->judge->checker, p);
	uint32_t la = p->lines[c->lines[a].printed].order_line, lb = p->lines[c->lines[b].printed].order_line;
	if (la == lb || la >= p->order.line_count || lb >= p->order.line_count)
		return (struct evl_relation){ .sure = EVL_SURE_GUARANTEED, .rule = EVL_ORDER_SAME_TASK };
	return evl_order_relation(&p->order, la < lb ? la : lb, la < lb ? lb : la);
}

static void say_order(struct compared *c, struct evl_check_finding *finding, uint32_t a, uint32_t b)
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
static void warn_of_order(struct compared *c, uint32_t said, uint32_t a, uint32_t b, struct evl_verdict *out)
{
	struct evl_check_finding *finding = evl_judge_find(c->judge, 203, c->said[said].place, evl_check_rule(203)->title);
	finding->label = "nothing fixes whether this comes before the line above";
	say_order(c, finding, a, b);
	out->finding = finding;
}

/* Does exploring find the documented lines in this order? */
static bool is_outcome(struct compared *c)
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
			if (!evl_match_line(said_piece(&c->said[said]), p, c->exact, &checker->scratch))
				break;
			said++;
		}
		if (said == c->said_count && line == o->line_count)
			return true;
	}
	return !evl_exploration_is_complete(&found);
}

/* With the mode any-order-of-equal-time: are the two printed at the same virtual time? */
static bool is_free_pair(const struct compared *c, uint32_t a, uint32_t b)
{
	const struct evl_check_prediction *p = c->judge->prediction;
	if ((c->judge->sample->directives.modes & EVL_MODE_EQUAL_TIME) == 0 || p->trace == NULL)
		return false;
	const struct evl_event *first = &p->trace->events[p->lines[c->lines[a].printed].event], *second = &p->trace->events[p->lines[c->lines[b].printed].event];
	return first->time == second->time;
}

/* All lines are there, in another order. */
static void judge_order(struct compared *c, uint32_t guards, struct evl_verdict *out)
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

/* ------------------------------------------------------------------------ fixes */

/* A list on one line with the printed lines as its items, separated as the first two are. */
static void fix_list(struct compared *c, struct evl_check_finding *finding)
{
	const struct evl_sample_line *first = &c->items[0], *last = &c->items[c->item_count - 1];
	struct evl_piece between = { first->text + first->length, (uint32_t)(c->items[1].text - first->text) - first->length };
	struct evl_piece mark = evl_piece_trim(between);
	struct evl_buffer list;
	if (!evl_judge_may_fix(c->judge, c->e) || c->count == 0)
		return;
	evl_buffer_init(&list);
	bool good = true;
	for (uint32_t k = 0; k < c->count; k++) {
		const struct evl_judged_line *line = &c->lines[k];
		for (uint32_t i = 0; i < line->length && good; i++) /* an item that looks like two */
			good = mark.length == 0 ? !evl_is_blank(line->text[i]) : line->length - i < mark.length || memcmp(line->text + i, mark.text, mark.length) != 0;
		if (k != 0)
			evl_buffer_append(&list, between.text, between.length);
		evl_buffer_append(&list, line->text, line->length);
	}
	if (good && !list.failed && list.length <= 400)
		evl_judge_fix(c->judge, finding, c->e->fence != NULL ? c->e->fence : c->judge->sample->fence,
			      (struct evl_range){ first->place.start, last->place.start + last->length }, list.bytes, list.length);
	evl_buffer_release(&list);
}

/* The printed lines in place of the documented ones, each as its line was marked. */
static void fix_lines(struct compared *c, struct evl_check_finding *finding)
{
	const struct evl_expectation *e = c->e;
	struct evl_judge *judge = c->judge;
	if (c->item_count != 0) {
		fix_list(c, finding);
		return;
	}
	if (!evl_judge_may_fix(judge, e) || e->form == EVL_FORM_OUTPUT_FILE || e->line_count == 0 || c->said != e->lines || c->count == 0)
		return;
	for (uint32_t i = 0; i < e->line_count; i++)
		if (is_any_lines(c, i))
			return;
	for (uint32_t k = 0; k < c->count; k++)
		if (c->lines[k].length > 2000 || memchr(c->lines[k].text, '\r', c->lines[k].length) != NULL ||
		    (e->fence == NULL && c->lines[k].length == 0))
			return;
	const struct evl_fence *fence = e->fence != NULL ? e->fence : judge->sample->fence;
	const char *text = judge->places->text;
	uint32_t both = c->count < e->line_count ? c->count : e->line_count;
	for (uint32_t i = 0; i < both; i++)
		if (!same_line(c, i, i))
			evl_judge_fix(judge, finding, fence, e->lines[i].place, c->lines[i].text, c->lines[i].length);
	struct evl_range last = e->lines[both - 1].place;
	if (c->count > both) { /* further lines, marked as the last one is */
		uint32_t line = judge->places->lines[evl_place_line(judge->places, last.start) - 1];
		uint32_t previous = line, next = last.end;
		while (next < judge->places->length && text[next] != '\n' && text[next] != '\r')
			next++;
		if (e->line_count == 1 && e->fence == NULL) /* the header's own line may be the one */
			previous = last.start;
		const char *end = next + 1 < judge->places->length && text[next] == '\r' && text[next + 1] == '\n' ? "\r\n" : "\n";
		struct evl_buffer more;
		evl_buffer_init(&more);
		for (uint32_t k = both; k < c->count; k++) {
			evl_buffer_append_text(&more, end);
			evl_buffer_append(&more, text + line, last.start - previous == 0 ? 0 : last.start - line);
			evl_buffer_append(&more, c->lines[k].text, c->lines[k].length);
		}
		if (previous == line)
			evl_judge_fix(judge, finding, fence, (struct evl_range){ last.end, last.end }, more.bytes, more.length);
		else
			finding->fix_count = 0;
		evl_buffer_release(&more);
	} else if (e->line_count > both) { /* fewer: the rest goes, with its lines */
		evl_judge_fix(judge, finding, fence, (struct evl_range){ last.end, e->lines[e->line_count - 1].place.end }, "", 0);
	}
}

/* ---------------------------------------------------------------------- verdicts */

/* Which lines count: those of a segment's calls, or all. */
static void select_lines(struct compared *c)
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

static void without_errors(struct compared *c)
{
	struct evl_judged_line *own = evl_arena_alloc(&c->judge->checker->scratch, (c->count + 1) * sizeof *own);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->count; i++)
		if (!is_error_line(c, i))
			own[n++] = c->lines[i];
	c->lines = own;
	c->count = n;
}

/* Documents leave out where an error was made. */
static void without_stacks(struct compared *c)
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

static bool tells_stacks(const struct compared *c)
{
	for (uint32_t i = 0; i < c->said_count; i++) {
		struct evl_piece d = evl_piece_trim(said_piece(&c->said[i]));
		if (d.length > 3 && memcmp(d.text, "at ", 3) == 0)
			return true;
	}
	return false;
}

static void accept(struct compared *c, struct evl_verdict *out)
{
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (c->e->is_unordered || c->e->confidence == EVL_CONFIDENCE_LOW || c->said_count != c->count || c->e->form == EVL_FORM_SEGMENTS)
		return;
	for (uint32_t i = 0; i + 1 < c->count && i < LINES_MAX; i++) {
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
static bool names_compound(struct compared *c, uint32_t said)
{
	if (evl_match_is_value(said_piece(&c->said[said]), &c->judge->checker->scratch))
		return false;
	for (uint32_t k = 0; k < c->count; k++)
		if (c->by[k] == UINT32_MAX && evl_match_is_compound((struct evl_piece){ c->lines[k].text, c->lines[k].length }, &c->judge->checker->scratch))
			return true;
	return false;
}

/* Are single calls documented on their own, too? */
static bool has_sites(const struct compared *c)
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
static bool is_repeated(struct compared *c)
{
	if (c->said_count < 2 || c->count == c->said_count || c->count % c->said_count != 0)
		return false;
	for (uint32_t k = 0; k < c->count; k++)
		if (!same_line(c, k % c->said_count, k))
			return false;
	return true;
}

/* Are all documented lines printed, although something else is, too, which may be documented elsewhere? */
static bool is_told_partly(struct compared *c, uint32_t found)
{
	return found == c->said_count && (has_sites(c) || is_repeated(c));
}

/* A line that is missing, or one too many, or another one. */
static void judge_difference(struct compared *c, uint32_t found, uint32_t guards, struct evl_verdict *out)
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
		if (c->of[i] == UINT32_MAX && (evl_match_is_open(said_piece(&c->said[i])) || names_compound(c, i)))
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
	if (missing == 0 && is_error_line(c, other))
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
	fix_lines(c, finding);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MISMATCH, .finding = finding };
}

static bool holds_partly(struct compared *c, unsigned modes)
{
	if (modes & EVL_MODE_PREFIX && c->said_count <= c->count) {
		c->count = c->said_count;
		return same_lines(c);
	}
	if (!(modes & EVL_MODE_CONTAINS))
		return false;
	uint32_t i = 0;
	for (uint32_t k = 0; k < c->count && i < c->said_count; k++)
		i += same_line(c, i, k);
	return i == c->said_count;
}

/* Leave out all that stands beside the lines: prose, remarks, blank prints. True: there was any of it. */
static bool leave_out_asides(struct compared *c, uint32_t found)
{
	if (drop_rest(c))
		return true;
	bool prose = cut_prose(c) || cut_explanation(c, found), remarks = drop_remarks(c), blanks = drop_blank_prints(c);
	return prose || remarks || blanks;
}

void evl_judge_lines(struct evl_judge *judge, const struct evl_expectation *e, struct evl_verdict *out)
{
	struct compared c = { .judge = judge, .e = e, .said = e->lines, .said_count = e->line_count };
	unsigned modes = judge->sample->directives.modes;
	bool certain = e->confidence == EVL_CONFIDENCE_CERTAIN;
	c.exact = certain && (modes & (EVL_MODE_EXACT | EVL_MODE_TEXT)) != 0;
	select_lines(&c);
	*out = (struct evl_verdict){ .kind = EVL_VERDICT_MATCH };
	if (c.said_count > LINES_MAX || c.count > LINES_MAX) {
		if (!same_lines(&c))
			*out = (struct evl_verdict){ .kind = EVL_VERDICT_UNCLEAR, .guards = EVL_GUARD_PAYLOAD, .reason = "the output is very long" };
		return;
	}
	if (certain && (modes & (EVL_MODE_CONTAINS | EVL_MODE_PREFIX)) != 0 && holds_partly(&c, modes))
		return;
	if (same_lines(&c)) {
		accept(&c, out);
		return;
	}
	uint32_t guards = e->guards;
	uint32_t own = judge->guards;
	for (uint32_t i = 0; i < c.count && e->header.length != 0; i++)
		if (evl_match_line(said_piece(&e->header), (struct evl_piece){ c.lines[i].text, c.lines[i].length }, false, &judge->checker->scratch))
			guards |= EVL_GUARD_PAYLOAD; /* what looked like a header is printed itself */
	if (certain)
		own &= ~(unsigned)(EVL_GUARD_VARIANTS | EVL_GUARD_STUB | EVL_GUARD_TAINTED | EVL_GUARD_HOST_THIS);
	if (certain && judge->prediction->status == EVL_STATUS_OK && !(own & EVL_GUARD_FREE_NAME))
		own &= ~(unsigned)EVL_GUARD_RUNS; /* an undocumented error is a finding */
	guards |= own;
	if (judge->prediction->error != NULL && !certain)
		without_errors(&c);
	if (!c.exact && !tells_stacks(&c))
		without_stacks(&c);
	if (e->is_list && c.said_count == 1) {
		bool cut = cut_list(&c, &e->lines[0]);
		if (cut && same_lines(&c)) {
			accept(&c, out);
			return;
		}
		if (!cut) {
			c.item_count = 0;
			c.said = e->lines;
			c.said_count = e->line_count;
			guards |= EVL_GUARD_PAYLOAD;
		}
	} else if (c.lines != judge->lines && same_lines(&c)) {
		accept(&c, out);
		return;
	}
	uint32_t found = assign(&c);
	if (!certain && leave_out_asides(&c, found)) {
		if (same_lines(&c)) {
			accept(&c, out);
			return;
		}
		found = assign(&c);
		guards |= c.said_count == 0 ? EVL_GUARD_PAYLOAD : 0u; /* all that is said are remarks */
	}
	if (found == c.said_count && found == c.count) {
		bool any_order = e->is_unordered || (modes & (EVL_MODE_UNORDERED | EVL_MODE_SET)) != 0;
		if (!any_order)
			judge_order(&c, guards, out);
		if (out->kind == EVL_VERDICT_MISMATCH)
			fix_lines(&c, out->finding);
		return;
	}
	if (judge->prediction->endless && found == c.said_count)
		return;
	if (modes & EVL_MODE_SET && found == c.said_count)
		return;
	judge_difference(&c, found, guards, out);
}
