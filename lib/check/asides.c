/* SPDX-License-Identifier: MIT */
/*
 * asides.c - what authors write beside the lines that they document: prose behind them, remarks between them. See compared.h.
 */
#include "check/compared.h"

#include <string.h>

/* A comment may go on with prose behind an empty line: what stands there counts only if something of it is printed. */
static bool cut_prose(struct evl_compared *c)
{
	uint32_t blank = 0, of_rest = 0;
	for (uint32_t i = 0; i < c->said_count; i++) {
		if (evl_piece_trim(evl_said_piece(&c->said[i])).length == 0 && c->of[i] == UINT32_MAX) {
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
static bool cut_explanation(struct evl_compared *c, uint32_t found)
{
	uint32_t end = c->said_count;
	while (end > 0 && c->of[end - 1] == UINT32_MAX)
		end--;
	uint32_t at = end;
	while (at < c->said_count && evl_piece_trim(evl_said_piece(&c->said[at])).length == 0)
		at++;
	if (found != c->count || found == 0 || at == c->said_count || !begins_explanation(evl_piece_trim(evl_said_piece(&c->said[at]))))
		return false;
	c->said_count = end;
	return true;
}

/* Words that stand behind the header's on its line, "Output - why it is so", above all that is printed. */
static bool drop_rest(struct evl_compared *c)
{
	if (!c->e->has_rest || c->said != c->e->lines || c->said_count < 2 || c->of[0] != UINT32_MAX)
		return false;
	struct evl_piece rest = evl_piece_trim(evl_said_piece(&c->said[0]));
	bool marks = true;
	for (uint32_t i = 0; i < rest.length; i++)
		marks = marks && strchr("-:=>*~", rest.text[i]) != NULL;
	if (!marks && (memchr(rest.text, ' ', rest.length) == NULL || evl_match_is_value(rest, &c->judge->checker->scratch)))
		return false;
	struct evl_compared without = *c;
	without.said++;
	without.said_count--;
	while (without.said_count > 0 && evl_piece_trim(evl_said_piece(without.said)).length == 0) {
		without.said++;
		without.said_count--;
	}
	if (!evl_compared_same(&without))
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
static bool drop_remarks(struct evl_compared *c)
{
	struct evl_sample_line *kept = evl_arena_alloc(&c->judge->checker->scratch, (c->said_count + 1) * sizeof *kept);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->said_count; i++) {
		if (c->of[i] != UINT32_MAX || !is_remark_line(evl_piece_trim(evl_said_piece(&c->said[i]))))
			kept[n++] = c->said[i];
	}
	if (n == c->said_count)
		return false;
	c->said = kept;
	c->said_count = n;
	return true;
}

/* Printed lines with nothing on them, which a document hardly shows. Those that it does show are kept. */
static bool drop_blank_prints(struct evl_compared *c)
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

bool evl_compared_leave_out(struct evl_compared *c, uint32_t found)
{
	if (drop_rest(c))
		return true;
	bool prose = cut_prose(c) || cut_explanation(c, found), remarks = drop_remarks(c), blanks = drop_blank_prints(c);
	return prose || remarks || blanks;
}
