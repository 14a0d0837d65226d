/*
 * check_report.h - what `evloop check` writes: renderers over checked documents.
 *
 * An output is written piece by piece, so that it needs no more memory for many
 * documents than for one: begin, one call per document in order, end. A renderer
 * reads the structs of check/check.h and the marks below; it decides nothing.
 * check_formats.c holds the table; a new format is a file and a row.
 */
#ifndef EVL_REPORT_CHECK_REPORT_H
#define EVL_REPORT_CHECK_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "check/check.h"
#include "report/report.h"

/* What the caller knows of a finding or a sample that the document does not say. */
enum evl_check_mark {
	EVL_CHECK_MARK_KNOWN = 1,    /* finding: in the baseline; it fails nothing */
	EVL_CHECK_MARK_EXPECTED = 2, /* sample, and its findings: listed as expected to fail */
	EVL_CHECK_MARK_LEFT_OUT = 4, /* sample, and its findings: not asked for; as if it were not there */
};

/* One checked document. */
struct evl_checked {
	const struct evl_check_document *document;
	const char *path;             /* as reports name it, divided by '/' */
	const char *text;             /* of the document */
	size_t length;
	const uint8_t *sample_marks;  /* one per sample */
	const uint8_t *finding_marks; /* one per finding */
};

/* Over all documents. Findings with a mark count only where they are named. */
struct evl_check_totals {
	uint64_t files;
	uint64_t samples[EVL_CHECK_STATUS_COUNT]; /* by status */
	uint64_t levels[EVL_CHECK_NOTE + 1];      /* findings by level */
	uint64_t known;                           /* findings of the baseline */
	uint64_t expected_failures;               /* samples that fail as expected */
	uint64_t unexpected_passes;               /* samples that were expected to fail and are confirmed */
};

struct evl_check_output_options {
	const char *version;
	bool color, ascii;
	bool explain;     /* text, html: samples without findings too, with the reasons */
	bool summary;     /* text: totals at the end */
	bool quiet_success; /* but only when something was found */
	bool interrupted; /* set before end: the run was stopped */
	const char *elapsed; /* set before end: behind the totals of text, "0.04 s"; NULL: nothing */
};

struct evl_check_worst; /* check_github.c */

struct evl_check_output {
	const struct evl_check_format *format;
	struct evl_sink sink;
	struct evl_check_output_options options;
	struct evl_buffer later;       /* json: what belongs to no sample; markdown: rows */
	struct evl_check_worst *worst; /* github: the worst findings so far, owned */
	uint64_t count;                /* samples or tests written */
	bool failed;
};

struct evl_check_format {
	const char *name, *summary;
	void (*begin)(struct evl_check_output *output, struct evl_buffer *out);
	void (*document)(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out);
	void (*end)(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out);
};

/* Ended by a row without name. Static storage. */
extern const struct evl_check_format evl_check_formats[];
const struct evl_check_format *evl_check_format_find(const char *name);

/* False: writing failed; nothing more is written then. */
bool evl_check_output_begin(struct evl_check_output *output, const struct evl_check_format *format, const struct evl_sink *sink,
			    const struct evl_check_output_options *options);
bool evl_check_output_document(struct evl_check_output *output, const struct evl_checked *checked);
/* Ends and releases what the output owns. */
bool evl_check_output_end(struct evl_check_output *output, const struct evl_check_totals *totals);

/* Add a document to the totals. */
void evl_check_totals_add(struct evl_check_totals *totals, const struct evl_checked *checked);

/* "41 samples in 6 files: 30 confirmed, 1 wrong, ..." */
void evl_check_totals_text(struct evl_buffer *out, const struct evl_check_totals *totals);

/* ---- for the renderers ---- */

#define EVL_CHECK_FORMAT(name, function, summary)                                                                                 \
	void evl_check_##function##_begin(struct evl_check_output *output, struct evl_buffer *out);                               \
	void evl_check_##function##_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out); \
	void evl_check_##function##_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out);
#include "report/check_formats.def"
#undef EVL_CHECK_FORMAT

/* Does it count as a failure: an error or warning of `level` or worse without a mark? */
bool evl_check_counts(const struct evl_checked *checked, uint32_t finding);
/* The findings of a sample that count; the worst of them goes to *worst (by level, then place). 0: none. */
uint32_t evl_check_sample_findings(const struct evl_checked *checked, const struct evl_check_sample *sample,
				   const struct evl_check_finding **worst);
/* Is the sample left out of what is reported? */
bool evl_check_left_out(const struct evl_checked *checked, uint32_t sample);
/* The names of the hosts of a mask, divided by `between`. */
void evl_check_hosts(struct evl_buffer *out, unsigned mask, const char *between);
/* A path as a relative URI reference (RFC 3986): what is not unreserved or '/' is percent-encoded. */
void evl_check_uri(struct evl_buffer *out, const char *path);
/* A name for people, on one line: what is no printable character is escaped. */
void evl_check_name(struct evl_buffer *out, const char *name);
/* Text of an XML or HTML document: escaped, without what XML 1.0 has no way to hold. */
void evl_check_xml(struct evl_buffer *out, const char *text, size_t length);
/* "- expected" and "+ predicted" lines of a sample, the same ones between them. Nothing when either is not known. */
void evl_check_line_diff(struct evl_buffer *out, const struct evl_check_sample *sample);

/* ---- check_edits.c ---- */

/* An edit to a document: bytes [start, end) become `text`. */
struct evl_check_edit {
	uint32_t start, end;
	struct evl_check_text text;
};

/*
 * The edits of the document's findings that count, strong enough to be applied (certain and high), by place; those that
 * overlap an earlier one are left out, a finding as a whole. With `missing` what samples without expectation would get.
 * Into `edits` (room for evl_check_edit_room). Returns how many.
 */
size_t evl_check_edit_room(const struct evl_checked *checked);
size_t evl_check_edits(const struct evl_checked *checked, bool missing, struct evl_check_edit *edits);
/* The text with the edits made. */
void evl_check_apply(const struct evl_checked *checked, const struct evl_check_edit *edits, size_t count, struct evl_buffer *out);
/* The same as a unified diff with three lines around. */
void evl_check_unified_diff(const struct evl_checked *checked, const struct evl_check_edit *edits, size_t count, struct evl_buffer *out);

#endif
