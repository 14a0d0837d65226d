/*
 * mark.h - a place in a source as Node shows it: the line, and marks under it.
 */
#ifndef EVL_BASE_MARK_H
#define EVL_BASE_MARK_H

#include "base/buffer.h"
#include "base/source.h"

/*
 * Append the line where `span` begins, a line end, and the span underlined with a line end, as Node shows the place of an
 * error (its GetErrorSource): columns count UTF-16 units, but are held against the line's bytes, of which tabs are kept; a
 * span that goes past them is not underlined at all, and an empty one leaves only the blanks.
 */
void evl_mark_append(const struct evl_source *source, evl_span span, struct evl_buffer *out);

#endif
