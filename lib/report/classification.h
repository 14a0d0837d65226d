/*
 * classification.h - renderers for what classify/ found.
 */
#ifndef EVL_REPORT_CLASSIFICATION_H
#define EVL_REPORT_CLASSIFICATION_H

#include "classify/classify.h"
#include "report/report.h"

/* What `evloop classify` shows. */
struct evl_classification_report {
	const struct evl_statement_class *statements;
	const struct evl_diags *diags;
	const struct evl_source *source;
	const char *file;
	const char *goal;
	const char *version;
};

/* "text" or "json". False: no such format, or writing failed. */
bool evl_render_classification(const struct evl_classification_report *report, const char *format,
			       const struct evl_report_options *options, const struct evl_sink *out, const struct evl_sink *notes);

#endif
