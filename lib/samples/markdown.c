/* SPDX-License-Identifier: MIT */
/*
 * markdown.c - the blocks of Markdown, MDX and Markdoc, line by line (see block.h).
 */
#include "samples/block.h"

#include <string.h>

enum { CONTAINERS_MAX = 16, SPANS_MAX = 1000 /* on a line */ };

struct line {
	uint32_t start, content, end, next; /* content: after quotation marks and indentation */
	uint32_t quotes;                    /* quotation marks before it */
	uint32_t indent;                    /* columns of blanks after the last of them */
};

struct scanner {
	struct evl_blocks *blocks;
	const char *text;
	uint32_t length;
	uint32_t at;
	struct {
		char mark;
		uint32_t count;
	} containers[CONTAINERS_MAX];
	uint32_t container_count;
	bool no_comment_end, no_brace_end; /* searched for to the end, in vain */
	bool after_text;                   /* the last line was text: a line of === makes it a heading */
};

static struct line read_line(const struct scanner *s, uint32_t at)
{
	struct line line = { .start = at, .end = at };
	while (line.end < s->length && s->text[line.end] != '\n' && s->text[line.end] != '\r')
		line.end++;
	line.next = line.end;
	if (line.next < s->length)
		line.next += s->text[line.next] == '\r' && line.next + 1 < s->length && s->text[line.next + 1] == '\n' ? 2 : 1;
	uint32_t i = at;
	for (;;) {
		line.indent = 0;
		while (i < line.end && (s->text[i] == ' ' || s->text[i] == '\t')) {
			line.indent = s->text[i] == '\t' ? (line.indent / 4 + 1) * 4 : line.indent + 1;
			i++;
		}
		if (i == line.end || s->text[i] != '>')
			break;
		line.quotes++;
		i++;
	}
	line.content = i;
	return line;
}

/* The offset after "- ", "* ", "+ ", "1. ", "2) " at `at`, or `at`. */
static uint32_t after_list_mark(const struct scanner *s, uint32_t at, uint32_t end)
{
	uint32_t i = at;
	if (i < end && (s->text[i] == '-' || s->text[i] == '*' || s->text[i] == '+')) {
		i++;
	} else {
		while (i < end && i - at < 9 && s->text[i] >= '0' && s->text[i] <= '9')
			i++;
		if (i == at || i == end || (s->text[i] != '.' && s->text[i] != ')'))
			return at;
		i++;
	}
	if (i == end || (s->text[i] != ' ' && s->text[i] != '\t'))
		return at;
	while (i < end && (s->text[i] == ' ' || s->text[i] == '\t'))
		i++;
	return i;
}

/* Fence marks at `at`: how many; 0: none. */
static uint32_t fence_marks(const struct scanner *s, uint32_t at, uint32_t end)
{
	if (at == end || (s->text[at] != '`' && s->text[at] != '~'))
		return 0;
	uint32_t i = at;
	while (i < end && s->text[i] == s->text[at])
		i++;
	return i - at >= 3 ? i - at : 0;
}

static bool is_only(const struct scanner *s, uint32_t from, uint32_t end, char c)
{
	for (uint32_t i = from; i < end; i++)
		if (s->text[i] != c && !evl_is_blank(s->text[i]))
			return false;
	return true;
}

static bool is_container(const char *word, size_t length)
{
	static const char *const names[] = { "smart", "warn",  "online",  "offline", "compare", "quote", "note", "tip",
					     "info",  "warning", "danger", "caution", "important", "summary", "task", "demo-container" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
			return true;
	return false;
}

/* The body of evloop="..." in a fence's info. */
static void read_attribute(const struct scanner *s, struct evl_fence *fence)
{
	static const char key[] = "evloop=";
	for (uint32_t i = fence->info.start; i + sizeof key < fence->info.end; i++) {
		if (memcmp(s->text + i, key, sizeof key - 1) != 0 || (i > fence->info.start && s->text[i - 1] != ' ' && s->text[i - 1] != '{'))
			continue;
		uint32_t from = i + (uint32_t)sizeof key - 1, to;
		char quote = s->text[from];
		if (quote == '"' || quote == '\'') {
			for (to = ++from; to < fence->info.end && s->text[to] != quote; to++)
				;
		} else {
			for (to = from; to < fence->info.end && !evl_is_blank(s->text[to]) && s->text[to] != '}'; to++)
				;
		}
		char *body = evl_arena_alloc(s->blocks->arena, to - from + 1);
		memcpy(body, s->text + from, to - from);
		body[to - from] = '\0';
		fence->attribute = body;
		fence->attribute_range = (struct evl_range){ from, to };
		return;
	}
}

/* The language: the first word of info, without braces and dots ("{.js .numberLines}", "{js}"). */
static const char *read_language(const struct scanner *s, struct evl_range info)
{
	uint32_t from = info.start, to;
	while (from < info.end && (s->text[from] == '{' || s->text[from] == '.' || s->text[from] == ' '))
		from++;
	for (to = from; to < info.end && !evl_is_blank(s->text[to]) && s->text[to] != ',' && s->text[to] != '{' && s->text[to] != '}' &&
			s->text[to] != ':' && s->text[to] != '(' && s->text[to] != ';';
	     to++)
		;
	char *language = evl_arena_alloc(s->blocks->arena, to - from + 1);
	memcpy(language, s->text + from, to - from);
	language[to - from] = '\0';
	for (char *c = language; *c != '\0'; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	return language;
}

/* A line of code without javascript.info's highlighting marks. */
static void add_code(struct evl_code_text *code, const struct scanner *s, uint32_t from, uint32_t end, bool *open)
{
	uint32_t begin = from;
	for (uint32_t i = from; i + 2 < end; i++) {
		if (s->text[i] != '*' && s->text[i] != '/')
			continue;
		uint32_t mark = 0;
		if (memcmp(s->text + i, "*!*", 3) == 0) {
			mark = 3;
			*open = true;
		} else if (*open && i + 3 < end && memcmp(s->text + i, "*/!*", 4) == 0) {
			mark = 4;
			*open = false;
		} else if (*open && memcmp(s->text + i, "/!*", 3) == 0) {
			mark = 3;
			*open = false;
		}
		if (mark == 0)
			continue;
		evl_code_text_add(code, s->text + begin, i - begin, begin);
		begin = i + mark;
		i += mark - 1;
	}
	evl_code_text_add(code, s->text + begin, end - begin, begin);
}

/* Reads a fence whose opening line is `line`, with its marks at `marks`. Returns the offset after it. */
static uint32_t read_fence(struct scanner *s, const struct line *line, uint32_t marks, uint32_t mark_count, uint32_t columns)
{
	struct evl_fence *fence = evl_blocks_add_fence(s->blocks, line->start, line->next);
	uint32_t block = s->blocks->count - 1;
	char mark = s->text[marks];
	fence->mark = mark;
	fence->mark_count = mark_count;
	fence->prefix = (struct evl_range){ line->start, marks };
	fence->info = evl_range_trim(s->text, (struct evl_range){ marks + mark_count, line->end });
	fence->language = read_language(s, fence->info);
	read_attribute(s, fence);
	uint32_t at = line->next, closed_at = at;
	struct evl_range inside = { at, at };
	/* Find the end first: the text is then copied in one piece. */
	while (at < s->length) {
		struct line inner = read_line(s, at);
		if (inner.quotes < line->quotes)
			break;
		if (fence_marks(s, inner.content, inner.end) >= mark_count && s->text[inner.content] == mark &&
		    is_only(s, inner.content, inner.end, mark)) {
			fence->is_closed = true;
			closed_at = inner.next;
			break;
		}
		at = inner.next;
	}
	inside.end = at;
	if (!fence->is_closed)
		closed_at = at;
	struct evl_code_text code;
	evl_code_text_init(&code, s->blocks->arena, inside.end - inside.start);
	bool open = false;
	for (at = inside.start; at < inside.end;) {
		struct line inner = { .start = at };
		uint32_t i = at, quotes = 0, column = 0;
		for (inner.end = at; inner.end < inside.end && s->text[inner.end] != '\n' && s->text[inner.end] != '\r'; inner.end++)
			;
		inner.next = inner.end;
		if (inner.next < inside.end)
			inner.next += s->text[inner.next] == '\r' && inner.next + 1 < inside.end && s->text[inner.next + 1] == '\n' ? 2 : 1;
		while (quotes < line->quotes) { /* they are there: the search above saw to it */
			quotes += s->text[i] == '>';
			i++;
		}
		while (i < inner.end && column < columns && (s->text[i] == ' ' || s->text[i] == '\t')) {
			column = s->text[i] == '\t' ? (column / 4 + 1) * 4 : column + 1;
			i++;
		}
		add_code(&code, s, i, inner.end, &open);
		evl_code_text_add(&code, s->text + inner.end, inner.next - inner.end, inner.end);
		at = inner.next;
	}
	fence->inside = inside;
	evl_code_text_finish(&code, fence);
	s->blocks->blocks[block].range.end = closed_at;
	return closed_at;
}

/* The offset of `mark` from `at` on; the length of the text when there is none. */
static uint32_t find(const struct scanner *s, uint32_t at, const char *mark)
{
	size_t n = strlen(mark);
	while (at + n <= s->length) {
		const char *hit = memchr(s->text + at, mark[0], s->length - at - n + 1);
		if (hit == NULL)
			return s->length;
		at = (uint32_t)(hit - s->text);
		if (memcmp(hit, mark, n) == 0)
			return at;
		at++;
	}
	return s->length;
}

static void add_text(struct scanner *s, uint32_t from, uint32_t to)
{
	struct evl_range range = evl_range_trim(s->text, (struct evl_range){ from, to });
	if (range.start < range.end)
		evl_blocks_add(s->blocks, EVL_BLOCK_TEXT, range.start, range.end);
}

/* Behind a span of code that begins here and ends on this line, or behind its marks when it does not. */
static uint32_t skip_code_span(const struct scanner *s, uint32_t at, uint32_t end)
{
	uint32_t marks = at;
	while (marks < end && s->text[marks] == '`')
		marks++;
	for (uint32_t i = marks; i < end;) {
		uint32_t run = i;
		while (run < end && s->text[run] == '`')
			run++;
		if (run - i == marks - at)
			return run;
		i = run + (run == i);
	}
	return marks;
}

/* A line of text, which may hold comments. Returns where to read on. */
static uint32_t read_text(struct scanner *s, const struct line *line)
{
	uint32_t at = line->content;
	uint32_t spans = 0;
	for (uint32_t i = at; i + 2 < line->end; i++) {
		if (s->text[i] == '`' && spans++ < SPANS_MAX) { /* a comment that is quoted says nothing */
			i = skip_code_span(s, i, line->end) - 1;
			continue;
		}
		bool html = s->text[i] == '<' && i + 3 < line->end && memcmp(s->text + i, "<!--", 4) == 0 && !s->no_comment_end;
		bool brace = s->text[i] == '{' && memcmp(s->text + i, "{/*", 3) == 0 && !s->no_brace_end;
		if (!html && !brace)
			continue;
		uint32_t inside = i + (html ? 4 : 3);
		uint32_t end = find(s, inside, html ? "-->" : "*/}");
		if (end == s->length) {
			*(html ? &s->no_comment_end : &s->no_brace_end) = true;
			continue;
		}
		add_text(s, at, i);
		evl_blocks_add(s->blocks, EVL_BLOCK_COMMENT, inside, end);
		at = end + 3;
		if (at > line->end) {
			struct line rest = read_line(s, at);
			add_text(s, rest.content < at ? at : rest.content, rest.end);
			return rest.next;
		}
		i = at - 1;
	}
	add_text(s, at, line->end);
	return line->next;
}

static uint32_t skip_front_matter(const struct scanner *s, uint32_t at)
{
	struct line line = read_line(s, at);
	if (line.end - line.start != 3 || memcmp(s->text + line.start, "---", 3) != 0)
		return at;
	for (uint32_t i = line.next, n = 0; i < s->length && n < 1000; n++) {
		line = read_line(s, i);
		if (line.end - line.start == 3 && memcmp(s->text + line.start, "---", 3) == 0)
			return line.next;
		i = line.next;
	}
	return at;
}

/* A heading of the kind "## Title". */
static bool read_heading(struct scanner *s, const struct line *line)
{
	uint32_t i = line->content;
	while (i < line->end && i - line->content < 7 && s->text[i] == '#')
		i++;
	uint32_t level = i - line->content;
	if (level == 0 || level > 6 || (i < line->end && s->text[i] != ' ' && s->text[i] != '\t'))
		return false;
	struct evl_range range = evl_range_trim(s->text, (struct evl_range){ i, line->end });
	while (range.end > range.start && s->text[range.end - 1] == '#')
		range.end--;
	range = evl_range_trim(s->text, range);
	evl_blocks_add(s->blocks, EVL_BLOCK_HEADING, range.start, range.end);
	return true;
}

/* An opening or closing mark at `marks`: containers are entered and left. True: the line is done. */
static bool read_container(struct scanner *s, const struct line *line, uint32_t marks, uint32_t count)
{
	if (is_only(s, marks, line->end, s->text[marks]) && s->container_count != 0 &&
	    s->containers[s->container_count - 1].mark == s->text[marks] && s->containers[s->container_count - 1].count <= count) {
		s->container_count--;
		return true;
	}
	struct evl_range info = evl_range_trim(s->text, (struct evl_range){ marks + count, line->end });
	uint32_t end = info.start;
	while (end < info.end && !evl_is_blank(s->text[end]))
		end++;
	if (!is_container(s->text + info.start, end - info.start) || s->container_count == CONTAINERS_MAX)
		return false;
	s->containers[s->container_count].mark = s->text[marks];
	s->containers[s->container_count++].count = count;
	return true;
}

void evl_blocks_markdown(struct evl_blocks *blocks, const char *text, uint32_t length, struct evl_arena *arena)
{
	evl_blocks_init(blocks, text, length, arena);
	struct scanner s = { .blocks = blocks, .text = text, .length = length };
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		s.at = 3;
	s.at = skip_front_matter(&s, s.at);
	while (s.at < length) {
		struct line line = read_line(&s, s.at);
		uint32_t marks = line.content, columns = line.indent;
		uint32_t count = fence_marks(&s, marks, line.end);
		while (count == 0) { /* in a list, on the line of its mark; lists may stand in lists */
			uint32_t after = after_list_mark(&s, marks, line.end);
			if (after == marks)
				break;
			columns += after - marks;
			marks = after;
			count = fence_marks(&s, marks, line.end);
		}
		bool had_text = s.after_text;
		s.after_text = false;
		if (count != 0 && text[marks] == '`' && memchr(text + marks + count, '`', line.end - marks - count) != NULL)
			count = 0;
		if (count != 0) {
			s.at = read_container(&s, &line, marks, count) ? line.next : read_fence(&s, &line, marks, count, columns);
			continue;
		}
		if (line.content == line.end) {
			s.at = line.next;
			continue;
		}
		if (had_text && line.end - line.content >= 2 && (is_only(&s, line.content, line.end, '=') || is_only(&s, line.content, line.end, '-'))) {
			blocks->blocks[blocks->count - 1].kind = EVL_BLOCK_HEADING;
			s.at = line.next;
			continue;
		}
		if (line.indent < 4 && read_heading(&s, &line)) {
			s.at = line.next;
			continue;
		}
		uint32_t before = blocks->count;
		s.at = read_text(&s, &line);
		s.after_text = blocks->count > before && blocks->blocks[blocks->count - 1].kind == EVL_BLOCK_TEXT;
	}
}
