/* SPDX-License-Identifier: MIT */
/*
 * check_github.c - what `evloop check` found for GitHub Actions: annotations (workflow commands) and the step summary.
 *
 * A step may show 10 errors and 10 warnings, so the worst are kept while documents pass, one per sample, and a notice
 * counts the rest. Earlier findings win among equals: what is shown does not change with the order of threads.
 */
#include "report/check_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 10, MOST_ROWS = 200 };

struct evl_check_worst {
	struct evl_buffer lines[2][MOST]; /* of errors, of warnings */
	unsigned confidence[2][MOST];
	unsigned count[2];
	uint64_t rest;
};

static void escape(struct evl_buffer *out, const char *text, bool property)
{
	for (; *text != '\0'; text++) {
		bool special = *text == '%' || *text == '\r' || *text == '\n' || (property && (*text == ':' || *text == ','));
		if (special)
			evl_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
		else
			evl_buffer_append_byte(out, *text);
	}
}

static void command(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	const struct evl_check_rule *rule = evl_check_rule(f->rule);
	evl_buffer_printf(out, "::%s file=", evl_check_level_name(f->level));
	escape(out, checked->path, true);
	if (f->place.line != 0)
		evl_buffer_printf(out, ",line=%u,endLine=%u,col=%u", (unsigned)f->place.line, (unsigned)f->place.end_line, (unsigned)f->place.column);
	evl_buffer_printf(out, ",title=EV%u %s::", (unsigned)f->rule, rule != NULL ? rule->name : "");
	escape(out, f->message, false);
	if (f->label != NULL) {
		evl_buffer_append_text(out, ": ");
		escape(out, f->label, false);
	}
	for (uint32_t i = 0; i < f->because_count; i++) {
		evl_buffer_append_text(out, "%0Abecause: ");
		escape(out, f->because[i], false);
	}
	evl_buffer_append_byte(out, '\n');
}

/* Keep the finding when it is among the worst of its level: the surer expectation first, then the earlier. */
static void keep(struct evl_check_worst *worst, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	unsigned which = f->level == EVL_CHECK_ERROR ? 0 : 1;
	unsigned confidence = f->sample != UINT32_MAX ? checked->document->samples[f->sample].confidence : EVL_CHECK_CERTAIN;
	unsigned *count = &worst->count[which], at = *count;
	while (at > 0 && worst->confidence[which][at - 1] > confidence)
		at--;
	if (at == MOST) {
		worst->rest++;
		return;
	}
	if (*count == MOST) {
		worst->rest++;
		evl_buffer_release(&worst->lines[which][--*count]);
	}
	memmove(&worst->lines[which][at + 1], &worst->lines[which][at], (*count - at) * sizeof worst->lines[which][0]);
	memmove(&worst->confidence[which][at + 1], &worst->confidence[which][at], (*count - at) * sizeof worst->confidence[which][0]);
	++*count;
	evl_buffer_init(&worst->lines[which][at]);
	command(&worst->lines[which][at], checked, f);
	worst->confidence[which][at] = confidence;
}

void evl_check_github_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	output->worst = calloc(1, sizeof *output->worst);
	if (output->worst == NULL)
		out->failed = true;
}

void evl_check_github_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	(void)out;
	const struct evl_check_document *d = checked->document;
	const struct evl_check_finding *worst;
	for (uint32_t i = 0; i < d->sample_count; i++) {
		uint32_t count = evl_check_sample_findings(checked, &d->samples[i], &worst);
		if (count == 0 || worst->level == EVL_CHECK_NOTE)
			continue;
		keep(output->worst, checked, worst);
		for (uint32_t j = d->samples[i].first_finding; j < d->samples[i].first_finding + d->samples[i].finding_count; j++)
			output->worst->rest += evl_check_counts(checked, j) && &d->findings[j] != worst && d->findings[j].level != EVL_CHECK_NOTE;
	}
	for (uint32_t i = 0; i < d->finding_count; i++)
		if (d->findings[i].sample == UINT32_MAX && evl_check_counts(checked, i) && d->findings[i].level != EVL_CHECK_NOTE)
			keep(output->worst, checked, &d->findings[i]);
}

void evl_check_github_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)totals;
	for (unsigned which = 0; which < 2; which++) {
		for (unsigned i = 0; i < output->worst->count[which]; i++) {
			struct evl_buffer *line = &output->worst->lines[which][i];
			out->failed |= line->failed;
			evl_buffer_append(out, line->bytes, line->length);
			evl_buffer_release(line);
		}
	}
	if (output->worst->rest != 0)
		evl_buffer_printf(out, "::notice title=evloop check::%" PRIu64 " more finding%s; see the log\n", output->worst->rest,
				  output->worst->rest == 1 ? "" : "s");
}

/* ------------------------------------------------------------ step summary */

/* A cell of a Markdown table: no line ends, no bars, nothing that is markup. */
static void cell(struct evl_buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("\\`*_{}[]<>()#+!|~&", *text) != NULL)
			evl_buffer_append_byte(out, '\\');
		evl_buffer_append_byte(out, (unsigned char)*text < 0x20 ? ' ' : *text);
	}
}

void evl_check_summary_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output, (void)out;
}

void evl_check_summary_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	(void)out;
	for (uint32_t i = 0; i < checked->document->finding_count; i++) {
		const struct evl_check_finding *f = &checked->document->findings[i];
		if (!evl_check_counts(checked, i) || f->level == EVL_CHECK_NOTE || output->count++ >= MOST_ROWS)
			continue;
		evl_buffer_printf(&output->later, "| %s | EV%u | ", evl_check_level_name(f->level), (unsigned)f->rule);
		cell(&output->later, checked->path);
		evl_buffer_printf(&output->later, ":%u | ", (unsigned)f->place.line);
		cell(&output->later, f->message);
		evl_buffer_append_text(&output->later, " |\n");
	}
}

void evl_check_summary_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	evl_buffer_append_text(out, "### evloop check\n\n");
	evl_check_totals_text(out, totals);
	evl_buffer_append_text(out, "\n");
	if (output->later.length != 0) {
		evl_buffer_append_text(out, "\n| level | rule | place | finding |\n|---|---|---|---|\n");
		evl_buffer_append(out, output->later.bytes, output->later.length);
	}
	if (output->count > MOST_ROWS)
		evl_buffer_printf(out, "\n%" PRIu64 " more\n", output->count - MOST_ROWS);
}
