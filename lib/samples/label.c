/* SPDX-License-Identifier: MIT */
/*
 * label.c - see label.h.
 */
#include "samples/label.h"

#include <string.h>

static const struct {
	const char *words;
	unsigned flags;
} labels[] = {
#define EVL_LABEL(words, flags) { words, flags },
#include "samples/labels.def"
#undef EVL_LABEL
};

static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t end)
{
	while (at < end && evl_is_blank(text[at]))
		at++;
	return at;
}

/* Past Markdown's and HTML's emphasis, list marks and pictures. */
static uint32_t skip_decoration(const char *text, uint32_t at, uint32_t end)
{
	for (;;) {
		uint32_t before = at;
		at = skip_blanks(text, at, end);
		while (at < end && strchr("*_#>`-+=~[", text[at]) != NULL && text[at] != '\0')
			at++;
		if (at < end && text[at] == '<') {
			uint32_t to = at + 1;
			while (to < end && to - at < 24 && text[to] != '>')
				to++;
			if (to < end && text[to] == '>' && at + 1 < end && (evl_is_word_byte(text[at + 1]) || text[at + 1] == '/'))
				at = to + 1;
		}
		if (end - at >= 4 && (unsigned char)text[at] == 0xF0)
			at += 4; /* a picture */
		else if (end - at >= 3 && (unsigned char)text[at] == 0xE2 && (unsigned char)text[at + 1] >= 0x9A)
			at += 3;
		else if (end - at >= 3 && memcmp(text + at, "\xEF\xB8\x8F", 3) == 0)
			at += 3;
		if (at == before)
			return at;
	}
}

uint32_t evl_label_arrow(const char *text, struct evl_range range)
{
	static const char *const arrows[] = { "==>", "-->", "=>", "⇒", "→", "➜", "➡️", "➡", "->", ">>", ">", "»", "⟹", "=>", "▶", "↦" };
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++) {
		size_t n = strlen(arrows[i]);
		if (range.end - range.start >= n && memcmp(text + range.start, arrows[i], n) == 0) {
			uint32_t at = range.start + (uint32_t)n;
			if (at < range.end && text[at] == '=') /* >= is no arrow */
				return range.start;
			return skip_blanks(text, at, range.end);
		}
	}
	return range.start;
}

static uint32_t match_words(const char *text, uint32_t at, uint32_t end, const char *words)
{
	if (!evl_text_begins(text + at, end - at, words))
		return at;
	uint32_t to = at + (uint32_t)strlen(words);
	if ((unsigned char)words[strlen(words) - 1] < 128 && to < end && evl_is_word_byte(text[to]))
		return at;
	return to;
}

/* "(...)" at `at`, in ASCII or full width. */
static uint32_t read_parentheses(const char *text, uint32_t at, uint32_t end, struct evl_range *inside)
{
	bool wide = end - at >= 3 && memcmp(text + at, "（", 3) == 0;
	if (at == end || (text[at] != '(' && !wide))
		return at;
	uint32_t from = at + (wide ? 3 : 1);
	for (uint32_t i = from; i < end; i++) {
		if (text[i] == ')') {
			*inside = (struct evl_range){ from, i };
			return i + 1;
		}
		if (end - i >= 3 && memcmp(text + i, "）", 3) == 0) {
			*inside = (struct evl_range){ from, i };
			return i + 3;
		}
	}
	return at;
}

static uint32_t read_colon(const char *text, uint32_t at, uint32_t end)
{
	uint32_t i = at;
	while (i < end && (text[i] == '*' || text[i] == '_' || text[i] == '`'))
		i++;
	if (i < end && text[i] == '<' && i + 1 < end && text[i + 1] == '/') { /* </b>: */
		while (i < end && text[i] != '>')
			i++;
		i += i < end;
	}
	i = skip_blanks(text, i, end);
	if (i < end && text[i] == ':')
		i++;
	else if (end - i >= 3 && memcmp(text + i, "：", 3) == 0)
		i += 3;
	else
		return at;
	while (i < end && (text[i] == '*' || text[i] == '_') && (i + 1 == end || text[i + 1] == '*' || text[i + 1] == '_' || evl_is_blank(text[i + 1])))
		i++;
	if (end - i >= 4 && text[i] == '<' && text[i + 1] == '/') {
		while (i < end && text[i] != '>')
			i++;
		i += i < end;
	}
	return skip_blanks(text, i, end);
}

/* "Output-1" and "Output - 1", where "Output -1" is a negative number: past the dash. */
static uint32_t read_dash(const char *text, uint32_t at, uint32_t end)
{
	uint32_t i = skip_blanks(text, at, end), next = i + 1;
	if (next >= end || text[i] != '-' || text[next] == '-' || text[next] == '>' || (i != at && !evl_is_blank(text[next])))
		return at;
	return skip_blanks(text, next, end);
}

struct evl_label evl_label_read(const char *text, struct evl_range range, const struct evl_label_words *words)
{
	struct evl_label label = { 0 };
	uint32_t at = skip_decoration(text, range.start, range.end), to = at;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0] && to == at; i++) {
		to = match_words(text, at, range.end, labels[i].words);
		if (to != at)
			label.flags = labels[i].flags;
	}
	for (size_t i = 0; words != NULL && i < words->count && to == at; i++) {
		to = words->words[i][0] != '\0' ? match_words(text, at, range.end, words->words[i]) : at;
		if (to != at)
			label.flags = LABEL_SITE | LABEL_HEADER;
	}
	if (label.flags == 0)
		return label;
	uint32_t next = skip_blanks(text, to, range.end);
	uint32_t after = read_parentheses(text, next, range.end, &label.qualifier);
	if (after != next)
		to = after;
	uint32_t colon = read_colon(text, to, range.end);
	if (colon == to) {
		struct evl_range rest = { skip_blanks(text, to, range.end), range.end };
		colon = evl_label_arrow(text, rest);
		if (colon == rest.start)
			colon = read_dash(text, to, range.end);
	}
	label.has_colon = colon != to;
	label.end = label.has_colon ? colon : to;
	return label;
}

struct evl_label evl_label_header(const char *text, struct evl_range range, const struct evl_label_words *words)
{
	static const char *const between[] = { "order", "is", "in", "to", "the", "console", "will", "be", "sequence", "of", "following", "result",
					       "log", "logs", "terminal", "browser", "this", "code", "on", "for", "node", "when", "run", "program",
					       "above", "as", "like", "looks", "exactly", "option", "screen", "(in order)", "is:", "为", "是", "如下", "顺序", "为：" };
	struct evl_range rest = range;
	/* An article or "the" before it. */
	uint32_t at = skip_decoration(text, rest.start, rest.end);
	static const char *const before[] = { "the ", "console ", "its ", "and the ", "程序", "最终", "最后", "控制台", "代码", "上述代码", "正确", "以上代码" };
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		if (evl_text_begins(text + at, rest.end - at, before[i]) && evl_label_read(text, rest, words).flags == 0)
			rest.start = at + (uint32_t)strlen(before[i]);
	struct evl_label label = evl_label_read(text, rest, words);
	if ((label.flags & LABEL_HEADER) == 0)
		return (struct evl_label){ 0 };
	if (label.has_colon)
		return label;
	for (int n = 0; n < 7; n++) {
		uint32_t from = skip_blanks(text, label.end, range.end), to = from;
		if (from < range.end && text[from] == ',')
			from = to = skip_blanks(text, from + 1, range.end);
		for (size_t i = 0; i < sizeof between / sizeof between[0] && to == from; i++)
			to = match_words(text, from, range.end, between[i]);
		if (to == from)
			to = read_parentheses(text, from, range.end, &label.qualifier);
		if (to == from)
			break;
		label.end = to;
		uint32_t colon = read_colon(text, to, range.end);
		if (colon != to) {
			label.has_colon = true;
			label.end = colon;
			return label;
		}
	}
	uint32_t end = label.end;
	while (end < range.end && (strchr("*_`#", text[end]) != NULL || evl_is_blank(text[end])) && text[end] != '\0')
		end++;
	if (end < range.end && text[end] == '<') {
		while (end < range.end && text[end] != '>')
			end++;
		end += end < range.end;
	}
	if (end != range.end) /* words that go on: prose */
		return (struct evl_label){ 0 };
	label.end = end;
	return label;
}
