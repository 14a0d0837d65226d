/*
 * report.h - what a prediction looks like: renderers over a trace.
 *
 * A renderer reads the trace and the diagnostics, never the machine, and writes
 * to a sink. renderers.c holds the table of them; a new format is a file and a row.
 */
#ifndef EVL_REPORT_REPORT_H
#define EVL_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/status.h"
#include "trace/trace.h"

/* One prediction under one host. */
struct evl_report_run {
	const struct evl_trace *trace; /* NULL: the source did not parse, nothing ran */
	const char *profile;           /* "node" */
	const char *title;             /* "Node.js 20" */
	const char *goal;              /* "commonjs", "module", "script" */
	enum evl_status status;
	const char *version_line;      /* ends the host's report of a fatal error: "Node.js v20.20.2"; NULL: a page */
};

struct evl_report {
	struct evl_report_run run;         /* the prediction */
	const struct evl_report_run *other;/* under a second host, when the snippet could run in both; NULL otherwise */
	const struct evl_report_run *assumed; /* if the names that nothing defines were provided; NULL: none was called */
	const char *host_reason;           /* why this host: "the snippet uses process"; NULL: it was asked for */
	const struct evl_diags *diags;     /* syntax errors and notes of the stages; may be NULL */
	const struct evl_source *sources;  /* for diagnostics when there is no trace */
	uint32_t source_count;
	const char *file;                  /* as the user named it */
	const char *version;               /* of the tool */
};

struct evl_sink {
	bool (*write)(void *context, const char *bytes, size_t length);
	void *context;
};

struct evl_report_options {
	bool color;       /* SGR sequences in `out` */
	bool note_color;  /* and in `notes` */
	bool ascii;       /* no characters outside of ASCII in what the tool adds */
	bool stdout_only; /* plain: leave out what goes to standard error */
};

struct evl_renderer {
	const char *name;
	const char *summary;
	/* `out` gets the result, `notes` what is meant for the person beside it. False: writing failed. */
	bool (*render)(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		       const struct evl_sink *notes);
};

/* The renderers by name, ended by a row whose name is NULL. Static storage. */
extern const struct evl_renderer evl_renderers[];

/* NULL when there is no such format. */
const struct evl_renderer *evl_renderer_find(const char *name);

/* Do two runs print the same lines in the same order? */
bool evl_report_same_output(const struct evl_trace *a, const struct evl_trace *b);

#endif
