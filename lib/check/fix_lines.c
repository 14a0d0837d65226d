/* SPDX-License-Identifier: MIT */
/*
 * fix_lines.c - a transcript rewritten as what is printed. See compared.h.
 */
#include "check/compared.h"

#include <string.h>

#include "base/ascii.h"

/* A list on one line with the printed lines as its items, separated as the first two are. */
static void fix_list(struct evl_compared *c, struct evl_check_finding *finding)
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

/* What is printed beyond the documented lines, below the last of them and marked as that one is. */
static void add_further(struct evl_compared *c, struct evl_check_finding *finding, const struct evl_fence *fence, uint32_t from)
{
	const struct evl_expectation *e = c->e;
	struct evl_judge *judge = c->judge;
	const char *text = judge->places->text;
	struct evl_range last = e->lines[from - 1].place;
	uint32_t line = judge->places->lines[evl_place_line(judge->places, last.start) - 1];
	uint32_t previous = line, next = last.end;
	while (next < judge->places->length && text[next] != '\n' && text[next] != '\r')
		next++;
	if (e->line_count == 1 && e->fence == NULL) /* the header's own line may be the one */
		previous = last.start;
	const char *end = next + 1 < judge->places->length && text[next] == '\r' && text[next + 1] == '\n' ? "\r\n" : "\n";
	struct evl_buffer more;
	evl_buffer_init(&more);
	for (uint32_t k = from; k < c->count; k++) {
		evl_buffer_append_text(&more, end);
		evl_buffer_append(&more, text + line, last.start - previous == 0 ? 0 : last.start - line);
		evl_buffer_append(&more, c->lines[k].text, c->lines[k].length);
	}
	if (previous == line)
		evl_judge_fix(judge, finding, fence, (struct evl_range){ last.end, last.end }, more.bytes, more.length);
	else
		finding->fix_count = 0;
	evl_buffer_release(&more);
}

void evl_compared_fix(struct evl_compared *c, struct evl_check_finding *finding)
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
		if (evl_compared_is_any(c, i))
			return;
	for (uint32_t k = 0; k < c->count; k++)
		if (c->lines[k].length > 2000 || memchr(c->lines[k].text, '\r', c->lines[k].length) != NULL ||
		    (e->fence == NULL && c->lines[k].length == 0))
			return;
	const struct evl_fence *fence = e->fence != NULL ? e->fence : judge->sample->fence;
	uint32_t both = c->count < e->line_count ? c->count : e->line_count;
	for (uint32_t i = 0; i < both; i++)
		if (!evl_compared_same_line(c, i, i))
			evl_judge_fix(judge, finding, fence, e->lines[i].place, c->lines[i].text, c->lines[i].length);
	struct evl_range last = e->lines[both - 1].place;
	if (c->count > both) {
		add_further(c, finding, fence, both);
	} else if (e->line_count > both) { /* fewer: the rest goes, with its lines */
		evl_judge_fix(judge, finding, fence, (struct evl_range){ last.end, e->lines[e->line_count - 1].place.end }, "", 0);
	}
}
