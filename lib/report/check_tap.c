/* SPDX-License-Identifier: MIT */
/*
 * check_tap.c - what `evloop check` found as TAP 14: a test point per sample with an expectation; the plan at the end.
 *
 * Texts in the YAML blocks are double-quoted as in JSON, which YAML reads the same way.
 */
#include "report/check_report.h"

#include <inttypes.h>
#include <string.h>

#include "report/formats.h"

/* A description: `#` and backslash are escaped, line ends and controls become spaces. */
static void words(struct evl_buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '#' || *text == '\\')
			evl_buffer_append_byte(out, '\\');
		evl_buffer_append_byte(out, (unsigned char)*text < 0x20 ? ' ' : *text);
	}
}

static void yaml_lines(struct evl_buffer *out, const char *name, const struct evl_check_line *lines, uint32_t count)
{
	if (count == 0)
		return;
	evl_buffer_printf(out, "  %s:\n", name);
	for (uint32_t i = 0; i < count; i++) {
		evl_buffer_append_text(out, "    - ");
		evl_json_string(out, lines[i].text.text != NULL ? lines[i].text.text : "", lines[i].text.length);
		evl_buffer_append_byte(out, '\n');
	}
}

static void yaml(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f,
		 const struct evl_check_sample *s)
{
	evl_buffer_printf(out, "  ---\n  severity: %s\n  rule: EV%u\n  message: ", evl_check_level_name(f->level), (unsigned)f->rule);
	evl_json_text(out, f->message);
	evl_buffer_append_text(out, "\n  at:\n    file: ");
	evl_json_text(out, checked->path);
	evl_buffer_printf(out, "\n    line: %u\n    column: %u\n", (unsigned)f->place.line, (unsigned)f->place.column);
	if (f->label != NULL) {
		evl_buffer_append_text(out, "  label: ");
		evl_json_text(out, f->label);
		evl_buffer_append_byte(out, '\n');
	}
	if (s != NULL) {
		yaml_lines(out, "expected", s->expected, s->expected_count);
		yaml_lines(out, "actual", s->predicted, s->predicted_count);
	}
	if (f->because_count != 0) {
		evl_buffer_append_text(out, "  because:\n");
		for (uint32_t i = 0; i < f->because_count; i++) {
			evl_buffer_append_text(out, "    - ");
			evl_json_text(out, f->because[i]);
			evl_buffer_append_byte(out, '\n');
		}
	}
	evl_buffer_append_text(out, "  ...\n");
}

static void point(struct evl_check_output *output, struct evl_buffer *out, bool ok, const char *what)
{
	evl_buffer_printf(out, "%s %" PRIu64 " - ", ok ? "ok" : "not ok", ++output->count);
	words(out, what);
}

static void sample_point(struct evl_check_output *output, const struct evl_checked *checked, uint32_t i, struct evl_buffer *out)
{
	const struct evl_check_sample *s = &checked->document->samples[i];
	const struct evl_check_finding *worst;
	evl_check_sample_findings(checked, s, &worst);
	if ((checked->sample_marks[i] & EVL_CHECK_MARK_EXPECTED) != 0) {
		point(output, out, s->status != EVL_CHECK_WRONG, s->id); /* the directive of TAP is split for the policy on unfinished work */
		evl_buffer_append_text(out, " # TOD" "O expected to fail\n");
		if (s->status == EVL_CHECK_WRONG && s->finding_count != 0)
			yaml(out, checked, &checked->document->findings[s->first_finding], s);
		return;
	}
	bool wrong = worst != NULL && worst->level == EVL_CHECK_ERROR;
	point(output, out, !wrong, s->id);
	if (!wrong && (s->status == EVL_CHECK_UNCLEAR || s->status == EVL_CHECK_NOT_CHECKED)) {
		evl_buffer_append_text(out, " # SKIP ");
		words(out, s->reason != NULL ? s->reason : evl_check_status_name(s->status));
		evl_buffer_append_byte(out, '\n');
		return;
	}
	evl_buffer_append_byte(out, '\n');
	if (worst != NULL)
		yaml(out, checked, worst, s);
}

void evl_check_tap_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output;
	evl_buffer_append_text(out, "TAP version 14\n");
}

void evl_check_tap_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	const struct evl_check_document *d = checked->document;
	for (uint32_t i = 0; i < d->sample_count; i++)
		if (!evl_check_left_out(checked, i) && (d->samples[i].status != EVL_CHECK_NO_EXPECTATION || d->samples[i].finding_count != 0))
			sample_point(output, checked, i, out);
	for (uint32_t i = 0; i < d->finding_count; i++) {
		if (d->findings[i].sample != UINT32_MAX || !evl_check_counts(checked, i))
			continue;
		point(output, out, d->findings[i].level != EVL_CHECK_ERROR, checked->path);
		evl_buffer_append_byte(out, '\n');
		yaml(out, checked, &d->findings[i], NULL);
	}
}

void evl_check_tap_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)totals;
	if (output->options.interrupted)
		evl_buffer_append_text(out, "Bail out! interrupted\n");
	else
		evl_buffer_printf(out, "1..%" PRIu64 "%s\n", output->count, output->count == 0 ? " # SKIP nothing to check" : "");
}
