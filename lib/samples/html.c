/* SPDX-License-Identifier: MIT */
/*
 * html.c - the blocks of HTML (see block.h): a scanner of tags, not a parser; it needs pre, code, script, samp, output and headings only.
 */
#include "samples/block.h"

#include <string.h>

#include "base/ascii.h"

struct tag {
	struct evl_range range;      /* from < to after > */
	struct evl_range name;
	bool closing;
};

struct scanner {
	struct evl_blocks *blocks;
	const char *text;
	uint32_t length;
	bool scripts;
	bool no_comment_end;
	bool missing[8]; /* closing tags that were searched for to the end, in vain */
};

/* The tag at `at`. False: no tag begins there. */
static bool read_tag(const struct scanner *s, uint32_t at, uint32_t end, struct tag *tag)
{
	uint32_t i = at + 1;
	if (i >= end)
		return false;
	tag->closing = s->text[i] == '/';
	i += tag->closing;
	if (i >= end || !evl_is_letter(s->text[i]))
		return false;
	tag->name.start = i;
	while (i < end && (evl_is_letter(s->text[i]) || (s->text[i] >= '0' && s->text[i] <= '9') || s->text[i] == '-'))
		i++;
	tag->name.end = i;
	char quote = '\0';
	uint32_t limit = end - at > 1 << 12 ? at + (1 << 12) : end; /* an open quote does not swallow the document */
	for (; i < limit && (quote != '\0' || s->text[i] != '>'); i++) {
		if (quote != '\0')
			quote = s->text[i] == quote ? '\0' : quote;
		else if (s->text[i] == '"' || s->text[i] == '\'')
			quote = s->text[i];
	}
	if (i >= limit)
		return false;
	tag->range = (struct evl_range){ at, i + 1 };
	return true;
}

static bool is_tag(const struct scanner *s, const struct tag *tag, const char *name)
{
	size_t n = strlen(name);
	return tag->name.end - tag->name.start == n && evl_text_begins(s->text + tag->name.start, n, name);
}

/* The value of an attribute; false when it is not there. */
static bool attribute(const struct scanner *s, const struct tag *tag, const char *name, struct evl_range *value)
{
	uint32_t i = tag->name.end, end = tag->range.end - 1;
	size_t n = strlen(name);
	while (i < end) {
		while (i < end && (evl_is_blank(s->text[i]) || s->text[i] == '/'))
			i++;
		uint32_t from = i;
		while (i < end && !evl_is_blank(s->text[i]) && s->text[i] != '=')
			i++;
		bool found = i - from == n && evl_text_begins(s->text + from, n, name);
		while (i < end && evl_is_blank(s->text[i]))
			i++;
		*value = (struct evl_range){ i, i };
		if (i < end && s->text[i] == '=') {
			for (i++; i < end && evl_is_blank(s->text[i]); i++)
				;
			char quote = i < end && (s->text[i] == '"' || s->text[i] == '\'') ? s->text[i] : '\0';
			uint32_t start = quote != '\0' ? ++i : i;
			while (i < end && (quote != '\0' ? s->text[i] != quote : !evl_is_blank(s->text[i])))
				i++;
			*value = (struct evl_range){ start, i };
			i += quote != '\0' && i < end;
		}
		if (found)
			return true;
		if (i == from)
			i++;
	}
	return false;
}

/* Where </name> begins from `at` on; the length when it does not. Each name's absence is found once. */
static uint32_t find_closing(struct scanner *s, uint32_t at, const char *name, unsigned slot)
{
	size_t n = strlen(name);
	while (!s->missing[slot] && at < s->length) {
		const char *hit = memchr(s->text + at, '<', s->length - at);
		if (hit == NULL)
			break;
		at = (uint32_t)(hit - s->text);
		if (s->length - at > n + 2 && s->text[at + 1] == '/' && evl_text_begins(s->text + at + 2, s->length - at - 2, name) && !evl_is_letter(s->text[at + 2 + n]))
			return at;
		at++;
	}
	s->missing[slot] = true;
	return s->length;
}

/* A character reference at `at`: its UTF-8 in `to`; 0: none. *taken: its length. */
static uint32_t read_reference(const struct scanner *s, uint32_t at, uint32_t end, char *to, uint32_t *taken)
{
	static const struct {
		const char *name, *text;
	} names[] = { { "lt;", "<" },	{ "gt;", ">" },	    { "amp;", "&" },	{ "quot;", "\"" },  { "apos;", "'" },	{ "nbsp;", " " },
		      { "rarr;", "→" }, { "rArr;", "⇒" },   { "hellip;", "…" }, { "mdash;", "—" },  { "ndash;", "–" },	{ "lbrace;", "{" },
		      { "lcub;", "{" }, { "rcub;", "}" },   { "rbrace;", "}" }, { "times;", "×" },  { "fnof;", "ƒ" },	{ "grave;", "`" },
		      { "bsol;", "\\" }, { "dollar;", "$" }, { "colon;", ":" },	{ "semi;", ";" },   { "excl;", "!" },	{ "num;", "#" } };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i].name);
		if (end - at <= n || memcmp(s->text + at + 1, names[i].name, n) != 0)
			continue;
		*taken = (uint32_t)n + 1;
		size_t size = strlen(names[i].text);
		memcpy(to, names[i].text, size);
		return (uint32_t)size;
	}
	if (end - at < 4 || s->text[at + 1] != '#')
		return 0;
	bool hex = (s->text[at + 2] | 32) == 'x';
	uint32_t i = at + (hex ? 3 : 2), code = 0, digits = i;
	for (; i < end && i - digits < 8; i++) {
		char c = s->text[i];
		uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (uint32_t)((c | 32) - 'a') + 10 : 99;
		if (d > 15)
			break;
		code = code * (hex ? 16 : 10) + d;
	}
	if (i == digits || i >= end || s->text[i] != ';' || code == 0 || code > 0x10FFFF)
		return 0;
	*taken = i + 1 - at;
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	uint32_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (uint32_t k = n; k-- > 1; code >>= 6)
		to[k] = (char)(0x80 | (code & 63));
	to[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | code);
	return n;
}

/* The text of [from, end) without tags and with character references decoded. */
static void take_code(struct scanner *s, uint32_t from, uint32_t end, struct evl_fence *fence, bool raw)
{
	struct evl_code_text code;
	evl_code_text_init(&code, s->blocks->arena, end - from);
	uint32_t begin = from, i = from;
	while (!raw && i < end) {
		if (s->text[i] != '<' && s->text[i] != '&') {
			i++;
			continue;
		}
		char decoded[8];
		uint32_t taken = 0, n = 0;
		struct tag tag;
		if (s->text[i] == '<' && read_tag(s, i, end, &tag))
			taken = tag.range.end - i;
		else if (s->text[i] == '&')
			n = read_reference(s, i, end, decoded, &taken);
		if (taken == 0) {
			i++;
			continue;
		}
		evl_code_text_add(&code, s->text + begin, i - begin, begin);
		if (n != 0)
			evl_code_text_add(&code, decoded, n, i);
		fence->has_markup = true;
		i += taken;
		begin = i;
	}
	evl_code_text_add(&code, s->text + begin, end - begin, begin);
	fence->inside = (struct evl_range){ from, end };
	fence->is_closed = true;
	evl_code_text_finish(&code, fence);
}

static const char *copy_lower(struct scanner *s, uint32_t from, uint32_t end)
{
	char *to = evl_arena_alloc(s->blocks->arena, end - from + 1);
	for (uint32_t i = from; i < end; i++)
		to[i - from] = s->text[i] >= 'A' && s->text[i] <= 'Z' ? (char)(s->text[i] + 32) : s->text[i];
	to[end - from] = '\0';
	return to;
}

/* What a class says: a language, or that it is output. */
static void read_class(struct scanner *s, struct evl_range value, struct evl_fence *fence)
{
	static const char *const before[] = { "language-", "lang-", "highlight-source-", "sourcecode-", "brush:" };
	static const char *const output[] = { "output", "console", "console-output", "stdout", "result" };
	uint32_t at = value.start;
	while (at < value.end) {
		while (at < value.end && (evl_is_blank(s->text[at]) || s->text[at] == ';'))
			at++;
		uint32_t end = at;
		while (end < value.end && !evl_is_blank(s->text[end]) && s->text[end] != ';')
			end++;
		for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
			if (!evl_text_begins(s->text + at, end - at, before[i]))
				continue;
			uint32_t from = at + (uint32_t)strlen(before[i]);
			if (from == end) { /* "brush: js" */
				while (from < value.end && evl_is_blank(s->text[from]))
					from++;
				for (end = from; end < value.end && !evl_is_blank(s->text[end]) && s->text[end] != ';'; end++)
					;
			}
			fence->language = copy_lower(s, from, end);
			if (strcmp(fence->language, "text") == 0 || strcmp(fence->language, "plaintext") == 0 || strcmp(fence->language, "console") == 0 ||
			    strcmp(fence->language, "output") == 0)
				fence->is_output = true;
		}
		for (size_t i = 0; i < sizeof output / sizeof output[0]; i++)
			if (end - at == strlen(output[i]) && evl_text_begins(s->text + at, end - at, output[i]))
				fence->is_output = true;
		if (fence->language[0] == '\0' && ((end - at == 2 && evl_text_begins(s->text + at, 2, "js")) || (end - at == 10 && evl_text_begins(s->text + at, 10, "javascript"))))
			fence->language = "js";
		at = end + 1;
	}
}

static void read_attributes(struct scanner *s, const struct tag *tag, struct evl_fence *fence)
{
	struct evl_range value;
	if (attribute(s, tag, "class", &value))
		read_class(s, value, fence);
	if (attribute(s, tag, "data-language", &value) || attribute(s, tag, "data-lang", &value))
		fence->language = copy_lower(s, value.start, value.end);
	if (attribute(s, tag, "data-evloop", &value)) {
		char *body = evl_arena_alloc(s->blocks->arena, value.end - value.start + 1);
		memcpy(body, s->text + value.start, value.end - value.start);
		body[value.end - value.start] = '\0';
		fence->attribute = body;
		fence->attribute_range = value;
	}
}

static uint32_t take_block(struct scanner *s, const struct tag *tag, const char *name, unsigned slot)
{
	uint32_t close = find_closing(s, tag->range.end, name, slot);
	if (close == s->length)
		return tag->range.end;
	struct evl_fence *fence = evl_blocks_add_fence(s->blocks, tag->range.start, close);
	read_attributes(s, tag, fence);
	uint32_t from = tag->range.end, end = close;
	if (slot != 0)
		fence->is_output = true;
	uint32_t at = from;
	while (at < end && evl_is_blank(s->text[at]))
		at++;
	struct tag inner;
	while (at < end && s->text[at] == '<' && read_tag(s, at, end, &inner) && !inner.closing &&
	       (is_tag(s, &inner, "code") || is_tag(s, &inner, "samp") || is_tag(s, &inner, "output"))) {
		read_attributes(s, &inner, fence);
		if (!is_tag(s, &inner, "code"))
			fence->is_output = true;
		from = at = inner.range.end;
	}
	if (from < end && s->text[from] == '\r')
		from++;
	if (from < end && s->text[from] == '\n') /* the first line end in pre is not shown */
		from++;
	while (end > from && evl_is_blank(s->text[end - 1]))
		end--;
	static const char *const closing[] = { "</code>", "</samp>", "</output>" };
	for (size_t i = 0; i < 3; i++) {
		size_t n = strlen(closing[i]);
		if (end >= from + n && evl_text_begins(s->text + end - n, n, closing[i]))
			end -= (uint32_t)n;
	}
	take_code(s, from, end, fence, false);
	return close;
}

static uint32_t take_script(struct scanner *s, const struct tag *tag)
{
	uint32_t close = find_closing(s, tag->range.end, "script", 3);
	if (close == s->length)
		return tag->range.end;
	struct evl_range value;
	if (!s->scripts || attribute(s, tag, "src", &value))
		return close;
	const char *type = attribute(s, tag, "type", &value) ? copy_lower(s, value.start, value.end) : "";
	bool module = strcmp(type, "module") == 0;
	if (!module && type[0] != '\0' && strcmp(type, "text/javascript") != 0 && strcmp(type, "application/javascript") != 0)
		return close;
	struct evl_fence *fence = evl_blocks_add_fence(s->blocks, tag->range.start, close);
	read_attributes(s, tag, fence);
	fence->language = module ? "mjs" : "js";
	fence->is_script = true;
	take_code(s, tag->range.end, close, fence, true);
	return close;
}

static uint32_t take_heading(struct scanner *s, const struct tag *tag)
{
	char name[3] = { 'h', s->text[tag->name.start + 1], '\0' };
	uint32_t length = s->length; /* a title is short: no further than that is looked for its end */
	if (length - tag->range.end > 2000)
		s->length = tag->range.end + 2000;
	uint32_t close = find_closing(s, tag->range.end, name, 7);
	bool found = !s->missing[7];
	s->missing[7] = false;
	s->length = length;
	if (!found)
		return tag->range.end;
	uint32_t from = tag->range.end, end = close;
	struct tag inner;
	while (from < end && s->text[from] == '<' && read_tag(s, from, end, &inner))
		from = inner.range.end;
	uint32_t stop = from;
	while (stop < end && s->text[stop] != '<')
		stop++;
	struct evl_range title = evl_range_trim(s->text, (struct evl_range){ from, stop });
	evl_blocks_add(s->blocks, EVL_BLOCK_HEADING, title.start, title.end);
	return close;
}

static uint32_t take_tag(struct scanner *s, const struct tag *tag)
{
	static const char *const raw[] = { "style", "textarea", "title" };
	if (tag->closing)
		return tag->range.end;
	if (is_tag(s, tag, "pre"))
		return take_block(s, tag, "pre", 0);
	if (is_tag(s, tag, "samp"))
		return take_block(s, tag, "samp", 1);
	if (is_tag(s, tag, "output"))
		return take_block(s, tag, "output", 2);
	if (is_tag(s, tag, "script"))
		return take_script(s, tag);
	if (tag->name.end - tag->name.start == 2 && (s->text[tag->name.start] | 32) == 'h' && s->text[tag->name.start + 1] >= '1' && s->text[tag->name.start + 1] <= '6')
		return take_heading(s, tag);
	for (unsigned i = 0; i < 3; i++) {
		if (!is_tag(s, tag, raw[i]))
			continue;
		uint32_t close = find_closing(s, tag->range.end, raw[i], 4 + i);
		return close == s->length ? tag->range.end : close;
	}
	return tag->range.end;
}

static uint32_t take_comment(struct scanner *s, uint32_t at)
{
	uint32_t i = at + 4;
	while (!s->no_comment_end && i + 3 <= s->length) {
		const char *hit = memchr(s->text + i, '-', s->length - i - 2);
		if (hit == NULL)
			break;
		i = (uint32_t)(hit - s->text);
		if (memcmp(hit, "-->", 3) == 0) {
			evl_blocks_add(s->blocks, EVL_BLOCK_COMMENT, at + 4, i);
			return i + 3;
		}
		i++;
	}
	s->no_comment_end = true;
	return at + 4;
}

void evl_blocks_html(struct evl_blocks *blocks, const char *text, uint32_t length, bool scripts, struct evl_arena *arena)
{
	evl_blocks_init(blocks, text, length, arena);
	struct scanner s = { .blocks = blocks, .text = text, .length = length, .scripts = scripts };
	uint32_t at = 0;
	while (at < length) {
		const char *hit = memchr(text + at, '<', length - at);
		uint32_t next = hit != NULL ? (uint32_t)(hit - text) : length;
		struct evl_range between = evl_range_trim(text, (struct evl_range){ at, next });
		if (between.start < between.end)
			evl_blocks_add(blocks, EVL_BLOCK_TEXT, between.start, between.end);
		if (next == length)
			break;
		struct tag tag;
		if (length - next >= 4 && memcmp(text + next, "<!--", 4) == 0)
			at = take_comment(&s, next);
		else if (read_tag(&s, next, length, &tag))
			at = take_tag(&s, &tag);
		else
			at = next + 1;
	}
}
