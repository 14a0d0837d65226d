/* SPDX-License-Identifier: MIT */
/*
 * check_junit.c - what `evloop check` found as JUnit's XML: a suite per document, a case per sample.
 *
 * A sample without expectation promises nothing and is no case. What could not be judged is skipped, with the reason.
 * Only errors fail; warnings and notes stand in the case's output.
 */
#include "report/check_report.h"

#include <string.h>

static void xml(struct evl_buffer *out, const char *text)
{
	evl_check_xml(out, text, strlen(text));
}

static bool is_case(const struct evl_checked *checked, uint32_t i)
{
	const struct evl_check_sample *s = &checked->document->samples[i];
	return !evl_check_left_out(checked, i) && (s->status != EVL_CHECK_NO_EXPECTATION || s->finding_count != 0);
}

static void finding_text(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	xml(out, checked->path);
	evl_buffer_printf(out, ":%u: %s[EV%u]: ", (unsigned)f->place.line, evl_check_level_name(f->level), (unsigned)f->rule);
	xml(out, f->message);
	evl_buffer_append_byte(out, '\n');
	if (f->label != NULL) {
		xml(out, f->label);
		evl_buffer_append_byte(out, '\n');
	}
	for (uint32_t i = 0; i < f->because_count; i++) {
		evl_buffer_append_text(out, "because: ");
		xml(out, f->because[i]);
		evl_buffer_append_byte(out, '\n');
	}
}

static void failure(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_sample *s,
		    const struct evl_check_finding *worst)
{
	evl_buffer_printf(out, "      <failure type=\"EV%u\" message=\"", (unsigned)worst->rule);
	xml(out, worst->message);
	evl_buffer_append_text(out, "\">");
	for (uint32_t i = s->first_finding; i < s->first_finding + s->finding_count; i++)
		if (evl_check_counts(checked, i))
			finding_text(out, checked, &checked->document->findings[i]);
	struct evl_buffer diff;
	evl_buffer_init(&diff);
	evl_check_line_diff(&diff, s);
	if (diff.length != 0)
		evl_check_xml(out, diff.bytes, diff.length);
	evl_buffer_release(&diff);
	evl_buffer_append_text(out, "</failure>\n");
}

static void remarks(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_sample *s)
{
	if (s->finding_count == 0)
		return;
	evl_buffer_append_text(out, "      <system-out>");
	for (uint32_t i = s->first_finding; i < s->first_finding + s->finding_count; i++)
		finding_text(out, checked, &checked->document->findings[i]);
	evl_buffer_append_text(out, "</system-out>\n");
}

static void test_case(struct evl_buffer *out, const struct evl_checked *checked, uint32_t i)
{
	const struct evl_check_sample *s = &checked->document->samples[i];
	const struct evl_check_finding *worst;
	bool expected = (checked->sample_marks[i] & EVL_CHECK_MARK_EXPECTED) != 0;
	evl_buffer_append_text(out, "    <testcase classname=\"");
	xml(out, checked->path);
	evl_buffer_append_text(out, "\" name=\"");
	xml(out, s->id);
	evl_buffer_printf(out, "\" line=\"%u\">\n", (unsigned)s->place.line);
	evl_check_sample_findings(checked, s, &worst);
	if (worst != NULL && worst->level == EVL_CHECK_ERROR) {
		failure(out, checked, s, worst);
	} else if (expected && s->status == EVL_CHECK_WRONG) {
		evl_buffer_append_text(out, "      <skipped message=\"expected to fail\"/>\n");
	} else if (s->status == EVL_CHECK_UNCLEAR || s->status == EVL_CHECK_NOT_CHECKED) {
		evl_buffer_append_text(out, "      <skipped message=\"");
		xml(out, s->reason != NULL ? s->reason : evl_check_status_name(s->status));
		evl_buffer_append_text(out, "\"/>\n");
	} else {
		remarks(out, checked, s);
	}
	evl_buffer_append_text(out, "    </testcase>\n");
}

/* Findings about the document: one case that fails when one of them is an error. */
static void document_case(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *worst)
{
	evl_buffer_append_text(out, "    <testcase classname=\"");
	xml(out, checked->path);
	evl_buffer_append_text(out, "\" name=\"(document)\">\n");
	bool error = worst->level == EVL_CHECK_ERROR;
	evl_buffer_printf(out, error ? "      <failure type=\"EV%u\" message=\"" : "      <system-out>", (unsigned)worst->rule);
	if (error) {
		xml(out, worst->message);
		evl_buffer_append_text(out, "\">");
	}
	for (uint32_t i = 0; i < checked->document->finding_count; i++)
		if (checked->document->findings[i].sample == UINT32_MAX && evl_check_counts(checked, i))
			finding_text(out, checked, &checked->document->findings[i]);
	evl_buffer_append_text(out, error ? "</failure>\n    </testcase>\n" : "</system-out>\n    </testcase>\n");
}

void evl_check_junit_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output;
	evl_buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"evloop check\">\n");
}

void evl_check_junit_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	const struct evl_check_document *d = checked->document;
	const struct evl_check_finding *own = NULL, *worst;
	unsigned tests = 0, failures = 0, skipped = 0;
	for (uint32_t i = 0; i < d->sample_count; i++) {
		if (!is_case(checked, i))
			continue;
		tests++;
		evl_check_sample_findings(checked, &d->samples[i], &worst);
		bool expected = (checked->sample_marks[i] & EVL_CHECK_MARK_EXPECTED) != 0 && d->samples[i].status == EVL_CHECK_WRONG;
		if (worst != NULL && worst->level == EVL_CHECK_ERROR)
			failures++;
		else if (expected || d->samples[i].status == EVL_CHECK_UNCLEAR || d->samples[i].status == EVL_CHECK_NOT_CHECKED)
			skipped++;
	}
	for (uint32_t i = 0; i < d->finding_count; i++)
		if (d->findings[i].sample == UINT32_MAX && evl_check_counts(checked, i) && (own == NULL || d->findings[i].level < own->level))
			own = &d->findings[i];
	if (own != NULL) {
		tests++;
		failures += own->level == EVL_CHECK_ERROR;
	}
	if (tests == 0)
		return;
	output->count += tests;
	evl_buffer_append_text(out, "  <testsuite name=\"");
	xml(out, checked->path);
	evl_buffer_printf(out, "\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n", tests, failures, skipped);
	for (uint32_t i = 0; i < d->sample_count; i++)
		if (is_case(checked, i))
			test_case(out, checked, i);
	if (own != NULL)
		document_case(out, checked, own);
	evl_buffer_append_text(out, "  </testsuite>\n");
}

void evl_check_junit_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)output, (void)totals;
	evl_buffer_append_text(out, "</testsuites>\n");
}
