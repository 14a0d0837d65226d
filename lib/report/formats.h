/*
 * formats.h - the renderers that renderers.c lists, and what they share.
 */
#ifndef EVL_REPORT_FORMATS_H
#define EVL_REPORT_FORMATS_H

#include "base/buffer.h"
#include "report/report.h"

/* The renderers (struct evl_renderer): for people; the lines alone; for programs. */
bool evl_render_text(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		     const struct evl_sink *notes);
bool evl_render_plain(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		      const struct evl_sink *notes);
bool evl_render_json(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		     const struct evl_sink *notes);

/* Write the buffer and release it; false when building or writing it failed. */
bool evl_report_flush(struct evl_buffer *buffer, const struct evl_sink *sink);

/* SGR sequences, empty without colour. */
struct evl_style {
	const char *bold, *dim, *red, *yellow, *cyan, *green, *reset;
};
/* The sequences, or empty ones. Static storage. */
const struct evl_style *evl_style(bool color);

/* Text of a snippet made safe for a terminal: control characters and bidi controls are escaped, newlines kept. */
void evl_report_safe_text(struct evl_buffer *out, const char *text, size_t length);

/* A diagnostic like a good compiler's: severity, message, place, the line, carets, help. */
void evl_report_diag(struct evl_buffer *out, const struct evl_source *sources, uint32_t source_count, const struct evl_diag *diag,
		     bool color, bool ascii);

/* The second part of a report: what holds if the names that nothing defines were provided. Nothing when none was called. */
void evl_report_assumed(struct evl_buffer *out, const struct evl_report *report, bool color);

/* Everything that is to be said beside the lines: starvation, endless repetition, limits, other hosts, notes. */
void evl_report_remarks(struct evl_buffer *out, const struct evl_report *report, bool color, bool ascii);

/* JSON text */
void evl_json_string(struct evl_buffer *out, const char *text, size_t length);
void evl_json_text(struct evl_buffer *out, const char *text);
/* A comma, the name of a member in quotes, a colon. `name` needs no escapes. */
void evl_json_key(struct evl_buffer *out, const char *name);

#endif
