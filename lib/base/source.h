/*
 * source.h - source texts and the places in them.
 *
 * A source is UTF-8 text with a name to show to people. Ill-formed UTF-8 is
 * accepted here (the parser reports it); columns count code points from 1.
 */
#ifndef EVL_BASE_SOURCE_H
#define EVL_BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

struct evl_source {
	const char *name;  /* as given by the user: a path, "<stdin>", "<eval>" */
	const char *path;  /* what a host calls it (an absolute path, a file: URL); NULL: as `name` */
	const char *url;   /* what stack traces call it where that is not the path: Node's modules have file: URLs; NULL: as `path` */
	const char *origin; /* code made from text: where, as V8 says it ("eval at f (file:1:2)"); NULL: anything else */
	uint32_t head_lines; /* lines in front that the host put around the code: places count from behind them */
	uint32_t lines_before, columns_before; /* where in its file the code behind them begins: lines above it, characters left of its first line */
	const char *text;  /* `length` bytes and a final NUL */
	uint32_t length;
	const uint32_t *line_starts; /* byte offset of each line, built on first use */
	uint32_t line_count;
	const struct evl_source_mark *marks; /* one in every EVL_SOURCE_STRIDE bytes, so that long lines need no long look; NULL: all is ASCII */
};

enum { EVL_SOURCE_STRIDE = 1024 };

/* The first character that begins at or behind a multiple of the stride, and what comes before it. */
struct evl_source_mark {
	uint32_t offset, points, units; /* bytes, code points, UTF-16 units */
};

/* A place for people: line and column from 1, column in code points. */
typedef struct evl_place {
	uint32_t line;
	uint32_t column;
} evl_place;

/*
 * Fill `source` with copies of name and text, into `arena`, and index its
 * lines. Line ends: LF, CR LF, CR, U+2028, U+2029 (sec-line-terminators).
 */
void evl_source_init(struct evl_source *source, struct evl_arena *arena, const char *name, const char *text,
		     size_t length);

/* What stack traces of the host call it. Borrowed. */
static inline const char *evl_source_host_name(const struct evl_source *source)
{
	return source->url != NULL ? source->url : source->path != NULL ? source->path : source->name;
}

/* The file: URL of an absolute path, percent-encoded as Node's pathToFileURL does (url.html#percent-encode); in `arena`. */
const char *evl_source_file_url(const char *path, struct evl_arena *arena);

/* The place of byte `offset`; offsets past the end give the end. */
evl_place evl_source_place(const struct evl_source *source, uint32_t offset);

/* The same with the column in UTF-16 units, as engines count in stack traces and error events. */
evl_place evl_source_place_utf16(const struct evl_source *source, uint32_t offset);

/* The text of line `line` (from 1) without its line end; length in `*length`. Borrowed. Empty for a line that is not there. */
const char *evl_source_line(const struct evl_source *source, uint32_t line, size_t *length);

#endif
