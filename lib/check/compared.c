/* SPDX-License-Identifier: MIT */
#include "check/compared.h"

#include <string.h>

bool evl_compared_is_error(const struct evl_compared *c, uint32_t line)
{
	return c->judge->prediction->lines[c->lines[line].printed].is_error;
}

bool evl_compared_same_line(struct evl_compared *c, uint32_t said, uint32_t line)
{
	struct evl_piece d = evl_said_piece(&c->said[said]), p = { c->lines[line].text, c->lines[line].length };
	if (evl_match_line(d, p, c->exact, &c->judge->checker->scratch))
		return true;
	if (!evl_compared_is_error(c, line))
		return false;
	struct evl_range name, range = { 0, d.length };
	return evl_remark_error(d.text, range, &name) != 0 && evl_match_value(d, p, &c->judge->checker->scratch) == EVL_MATCH_SAME;
}

/* A dot alone on its line. */
static bool is_dot(const struct evl_compared *c, uint32_t said)
{
	struct evl_piece d = evl_piece_trim(evl_said_piece(&c->said[said]));
	return d.length == 1 && d.text[0] == '.';
}

bool evl_compared_is_any(const struct evl_compared *c, uint32_t said)
{
	if (evl_match_any_lines(evl_said_piece(&c->said[said])))
		return true;
	return is_dot(c, said) && ((said > 0 && is_dot(c, said - 1)) || (said + 1 < c->said_count && is_dot(c, said + 1)));
}

bool evl_compared_same(struct evl_compared *c)
{
	uint32_t i = 0, k = 0, star = UINT32_MAX, mark = 0, tries = 0;
	while (k < c->count) {
		if (i < c->said_count && evl_compared_is_any(c, i)) {
			star = i++;
			mark = k;
		} else if (i < c->said_count && evl_compared_same_line(c, i, k)) {
			i++;
			k++;
		} else if (star != UINT32_MAX && tries++ < 10 * EVL_COMPARED_LINES_MAX) {
			i = star + 1;
			k = ++mark;
		} else {
			return i == c->said_count && c->judge->prediction->endless;
		}
	}
	while (i < c->said_count && evl_compared_is_any(c, i))
		i++;
	return i == c->said_count;
}

bool evl_compared_cut_list(struct evl_compared *c, const struct evl_sample_line *line)
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
		if (evl_compared_same(c))
			return true;
		if (s + 1 < sizeof separators / sizeof separators[0] && count == c->count)
			return true; /* as many as are printed: this was the separator */
	}
	return false;
}

uint32_t evl_compared_pair(struct evl_compared *c)
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
			if (c->by[k] != UINT32_MAX || !evl_compared_same_line(c, i, k))
				continue;
			c->of[i] = k;
			c->by[k] = i;
			found++;
			break;
		}
	}
	return found;
}
