/* SPDX-License-Identifier: MIT */
/*
 * source.c - line index of a source and places in it.
 */
#include "base/source.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf.h"

/* The length of the line terminator at `i` (sec-line-terminators), 0 when there is none. */
static uint32_t terminator(const char *text, uint32_t length, uint32_t i)
{
	unsigned char c = (unsigned char)text[i];
	if (c == '\n')
		return 1;
	if (c == '\r')
		return i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
	if (c == 0xE2 && i + 2 < length && (unsigned char)text[i + 1] == 0x80 && ((unsigned char)text[i + 2] & 0xFE) == 0xA8)
		return 3;
	return 0;
}

/* Visit every line start; stores them when `starts` is given. Returns how many. */
static uint32_t index_lines(const char *text, uint32_t length, uint32_t *starts)
{
	uint32_t count = 1;
	if (starts)
		starts[0] = 0;
	for (uint32_t i = 0; i < length;) {
		uint32_t n = terminator(text, length, i);
		i += n ? n : 1;
		if (n) {
			if (starts)
				starts[count] = i;
			count++;
		}
	}
	return count;
}

static bool is_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* Move `mark` over whole characters, up to the one that begins at or behind `offset`, or that `offset` is inside of. */
static void advance(struct evl_source_mark *mark, const char *text, uint32_t length, uint32_t offset, bool past)
{
	while (mark->offset < offset) {
		size_t taken;
		uint32_t point = evl_wtf8_decode(text + mark->offset, length - mark->offset, &taken);
		if (!past && mark->offset + taken > offset)
			return;
		mark->offset += (uint32_t)taken;
		mark->points++;
		mark->units += point > 0xFFFF ? 2 : 1;
	}
}

static const struct evl_source_mark *make_marks(struct evl_arena *arena, const char *text, uint32_t length)
{
	if (is_ascii(text, length))
		return NULL;
	uint32_t count = length / EVL_SOURCE_STRIDE + 1;
	struct evl_source_mark *marks = evl_arena_alloc(arena, count * sizeof *marks), mark = { 0 };
	for (uint32_t i = 0; i < count; i++) {
		advance(&mark, text, length, i * EVL_SOURCE_STRIDE, true);
		marks[i] = mark;
	}
	return marks;
}

void evl_source_init(struct evl_source *source, struct evl_arena *arena, const char *name, const char *text, size_t length)
{
	if (length > UINT32_MAX - 1)
		length = UINT32_MAX - 1;
	char *copy = evl_arena_alloc(arena, length + 1);
	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	uint32_t n = (uint32_t)length;
	uint32_t count = index_lines(copy, n, NULL);
	uint32_t *starts = evl_arena_alloc(arena, count * sizeof(*starts));
	index_lines(copy, n, starts);
	*source = (struct evl_source){
		.name = evl_arena_copy(arena, name, strlen(name) + 1),
		.text = copy,
		.length = n,
		.line_starts = starts,
		.line_count = count,
		.marks = make_marks(arena, copy, n),
	};
}

const char *evl_source_file_url(const char *path, struct evl_arena *arena)
{
	static const char scheme[] = "file://", special[] = " \"#<>?`{}%\\", digits[] = "0123456789ABCDEF";
	size_t length = strlen(path);
	char *url = evl_arena_alloc(arena, sizeof scheme + 3 * length), *to = url + sizeof scheme - 1;
	memcpy(url, scheme, sizeof scheme - 1);
	for (const char *from = path; *from != '\0'; from++) {
		unsigned char c = (unsigned char)*from;
		if (c > 0x20 && c < 0x7F && strchr(special, c) == NULL) {
			*to++ = (char)c;
			continue;
		}
		*to++ = '%';
		*to++ = digits[c >> 4];
		*to++ = digits[c & 15];
	}
	*to = '\0';
	return url;
}

/* What comes before `offset`; a character that it is inside of does not count. */
static struct evl_source_mark mark_at(const struct evl_source *source, uint32_t offset)
{
	const struct evl_source_mark *known = &source->marks[offset / EVL_SOURCE_STRIDE];
	while (known->offset > offset)
		known--;
	struct evl_source_mark mark = *known;
	advance(&mark, source->text, source->length, offset, false);
	return mark;
}

/* The number of the line with this index, as people count. */
static uint32_t line_number(const struct evl_source *source, uint32_t index)
{
	return source->lines_before + (index >= source->head_lines ? index - source->head_lines + 1 : 1);
}

static evl_place find_place(const struct evl_source *source, uint32_t offset, bool utf16)
{
	if (offset > source->length)
		offset = source->length;
	uint32_t low = 0, high = source->line_count; /* the line is in [low, high) */
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t before = (low == source->head_lines ? source->columns_before : 0) + 1;
	if (source->marks == NULL)
		return (evl_place){ .line = line_number(source, low), .column = offset - source->line_starts[low] + before };
	struct evl_source_mark start = mark_at(source, source->line_starts[low]), end = mark_at(source, offset);
	return (evl_place){ .line = line_number(source, low), .column = (utf16 ? end.units - start.units : end.points - start.points) + before };
}

evl_place evl_source_place(const struct evl_source *source, uint32_t offset)
{
	return find_place(source, offset, false);
}

evl_place evl_source_place_utf16(const struct evl_source *source, uint32_t offset)
{
	return find_place(source, offset, true);
}

const char *evl_source_line(const struct evl_source *source, uint32_t line, size_t *length)
{
	*length = 0;
	line = line > source->lines_before ? line - source->lines_before : 0;
	if (line == 0 || line > source->line_count - source->head_lines)
		return "";
	uint32_t start = source->line_starts[line - 1 + source->head_lines];
	uint32_t end = start;
	while (end < source->length && !terminator(source->text, source->length, end))
		end++;
	*length = end - start;
	return source->text + start;
}
