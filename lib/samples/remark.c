/* SPDX-License-Identifier: MIT */
/*
 * remark.c - see remark.h.
 */
#include "samples/remark.h"

#include <string.h>

#include "samples/value.h"

enum { VALUE_MAX = 1 << 14 }; /* longer remarks are prose */

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'); }

/* Does `word` stand in the range, as a word of its own where it is made of letters? */
static bool holds(const char *text, struct evl_range range, const char *word)
{
	size_t n = strlen(word);
	for (uint32_t i = range.start; i + n <= range.end; i++) {
		if (!evl_text_begins(text + i, range.end - i, word))
			continue;
		bool letters = is_letter(word[0]);
		bool left = !letters || i == range.start || !is_letter(text[i - 1]);
		bool right = !letters || i + n == range.end || !is_letter(text[i + n]);
		if (left && right)
			return true;
	}
	return false;
}

bool evl_remark_conditional(const char *text, struct evl_range range)
{
	static const char *const words[] = { "if", "or", "maybe", "might", "may", "could", "depends", "depending", "for example", "e.g.", "i.e.", "etc",
					     "sometimes", "usually", "probably", "likely", "unless", "otherwise", "not", "instead", "should", "would",
					     "varies", "something like", "similar", "random", "about", "approx", "~", "≈", "±", "或", "如果", "可能", "取决", NULL };
	for (size_t i = 0; words[i] != NULL; i++)
		if (holds(text, range, words[i]))
			return true;
	return false;
}

uint32_t evl_remark_error(const char *text, struct evl_range range, struct evl_range *name)
{
	uint32_t at = range.start;
	static const char *const before[] = { "uncaught (in promise) ", "uncaught (in promise): ", "uncaught: ", "uncaught ", "throws an ", "throws a ", "throws ", "error: uncaught " };
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		if (evl_text_begins(text + at, range.end - at, before[i]))
			at += (uint32_t)strlen(before[i]);
	uint32_t end = at;
	while (end < range.end && is_letter(text[end]))
		end++;
	if (end - at < 5 || memcmp(text + end - 5, "Error", 5) != 0)
		return range.start;
	*name = (struct evl_range){ at, end };
	return end;
}

/* What may follow a value as a remark on it. */
static bool is_tail(const char *text, struct evl_range rest, bool had_blank)
{
	static const char *const marks[] = { "（", "，", "；", "。", "—", "–", "←", "✓", "✅", "✔", "❌", "✗", "👍", "🎉", "！", "：", NULL };
	if (strchr("(,;", text[rest.start]) != NULL && text[rest.start] != '\0')
		return had_blank || text[rest.start] != '(';
	size_t n = rest.end - rest.start;
	if (n >= 2 && (memcmp(text + rest.start, "- ", 2) == 0 || memcmp(text + rest.start, "<-", 2) == 0 || memcmp(text + rest.start, "//", 2) == 0))
		return had_blank;
	for (size_t i = 0; marks[i] != NULL; i++)
		if (n >= strlen(marks[i]) && memcmp(text + rest.start, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static bool is_stop(char c) { return c == '.' || c == '!' || c == ';'; }

static void read_qualifier(struct evl_remark *remark, const char *text, struct evl_range q)
{
	if (q.start == q.end)
		return;
	if (holds(text, q, "chrome") || holds(text, q, "browser") || holds(text, q, "browsers") || holds(text, q, "firefox") || holds(text, q, "safari"))
		remark->hosts = 4;
	else if (holds(text, q, "node") || holds(text, q, "node.js") || holds(text, q, "nodejs"))
		remark->hosts = 3;
	if (holds(text, q, "firefox") || holds(text, q, "safari") || holds(text, q, "gmt") || holds(text, q, "timezone") || holds(text, q, "time zone") ||
	    holds(text, q, "varies") || holds(text, q, "vary") || holds(text, q, "utc") || holds(text, q, "locale"))
		remark->is_qualified = true;
	if (holds(text, q, "approximately") || holds(text, q, "approx"))
		remark->is_approximate = true;
}

/* Further literals, separated by commas or blanks: "1, 2", "'a' 'b'". */
static bool is_literal_list(const char *text, uint32_t at, uint32_t end, struct evl_arena *arena)
{
	uint32_t count = 1;
	while (at < end) {
		while (at < end && (evl_is_blank(text[at]) || text[at] == ','))
			at++;
		if (at == end)
			break;
		uint32_t taken;
		const struct evl_shown *shown = evl_shown_read(text + at, end - at, arena, &taken);
		if (shown == NULL || taken == 0 || shown->is_bare)
			return false;
		at += taken;
		if (at < end && text[at] != ',' && !evl_is_blank(text[at]))
			return false;
		count++;
	}
	return count > 1;
}

/* The mark before what is shown: "-- >" and other drawings, a label. Returns what follows it; *no_colon: words may be meant as prose. */
static struct evl_range read_mark(struct evl_remark *remark, const char *text, struct evl_range rest, const struct evl_label_words *words, bool *no_colon)
{
	uint32_t arrow = evl_label_arrow(text, rest);
	if (arrow != rest.start) {
		remark->mark = EVL_REMARK_ARROW;
		rest.start = arrow;
	}
	if (rest.start == rest.end || (!is_letter(text[rest.start]) && (unsigned char)text[rest.start] < 128))
		return rest;
	struct evl_label label = evl_label_read(text, rest, words);
	if (!(label.flags & LABEL_SITE))
		return rest;
	remark->mark = EVL_REMARK_LABEL;
	*no_colon = !label.has_colon;
	rest.start = label.end;
	rest = evl_range_trim(text, rest);
	read_qualifier(remark, text, label.qualifier);
	uint32_t again = evl_label_arrow(text, rest);
	if (again != rest.start) {
		rest.start = again;
		*no_colon = false;
	}
	return rest;
}

/* What the words of the payload say by themselves: a question, an error, "about", "and so on". */
static void read_flags(struct evl_remark *remark, const char *text, struct evl_range rest)
{
	struct evl_range name;
	remark->is_question = text[rest.start] == '?' || (rest.end - rest.start >= 3 && memcmp(text + rest.start, "？", 3) == 0);
	remark->is_error = evl_remark_error(text, rest, &name) != rest.start;
	if (evl_text_begins(text + rest.start, rest.end - rest.start, "≈") || text[rest.start] == '~') {
		remark->is_approximate = true;
		remark->is_conditional = true;
	}
	for (uint32_t i = rest.start; i + 2 < rest.end; i++)
		if (memcmp(text + i, "...", 3) == 0 || memcmp(text + i, "…", 3) == 0)
			remark->is_incomplete = true;
}

/* A literal up to `at`, and what stands behind it. */
static void read_literal(struct evl_remark *remark, const char *text, struct evl_range rest, uint32_t at, bool no_colon, struct evl_arena *arena)
{
	uint32_t after = at;
	while (after < rest.end && evl_is_blank(text[after]))
		after++;
	bool is_full_stop = after < rest.end && is_stop(text[after]) && after + 1 == rest.end && after == at;
	if (after == rest.end || is_full_stop) {
		remark->value = (struct evl_range){ rest.start, at };
		remark->is_literal = true;
		return;
	}
	if (is_literal_list(text, at, rest.end, arena)) {
		remark->is_list = true;
		remark->value = rest;
		return;
	}
	struct evl_range tail = { after, rest.end };
	remark->is_conditional |= evl_remark_conditional(text, tail);
	if (is_tail(text, tail, after != at)) {
		remark->value = (struct evl_range){ rest.start, at };
		remark->is_literal = true;
		remark->has_tail = true;
		remark->is_incomplete |= text[tail.start] == ','; /* perhaps a list whose end is words */
		read_qualifier(remark, text, tail);
	} else {
		remark->is_prose = no_colon;
	}
}

void evl_remark_read(struct evl_remark *remark, const char *text, struct evl_range inside, const struct evl_label_words *words,
		     struct evl_arena *arena)
{
	bool no_colon = false;
	*remark = (struct evl_remark){ 0 };
	struct evl_range rest = read_mark(remark, text, evl_range_trim(text, inside), words, &no_colon);
	remark->payload = rest;
	remark->value = (struct evl_range){ rest.start, rest.start };
	if (rest.start == rest.end)
		return;
	read_flags(remark, text, rest);
	if (rest.end - rest.start > VALUE_MAX) {
		remark->is_incomplete = true;
		return;
	}
	uint32_t taken = 0;
	const struct evl_shown *shown = evl_shown_read(text + rest.start, rest.end - rest.start, arena, &taken);
	if (shown != NULL && !shown->is_bare) {
		read_literal(remark, text, rest, rest.start + taken, no_colon, arena);
		return;
	}
	remark->is_conditional |= evl_remark_conditional(text, rest);
	remark->is_prose = no_colon;
	if (shown != NULL) /* words: the whole payload is the text that is printed, if it is meant so */
		remark->value = rest;
	else if (strchr("[{\"'`(", text[rest.start]) != NULL)
		remark->is_incomplete = true;
}
