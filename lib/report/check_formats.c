/* SPDX-License-Identifier: MIT */
/*
 * check_formats.c - see check_report.h: the table of formats, and how an output is written.
 */
#include "report/check_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/formats.h"

const struct evl_check_format evl_check_formats[] = {
#define EVL_CHECK_FORMAT(name, function, summary) \
	{ name, summary, evl_check_##function##_begin, evl_check_##function##_document, evl_check_##function##_end },
#include "report/check_formats.def"
#undef EVL_CHECK_FORMAT
	{ NULL, NULL, NULL, NULL, NULL },
};

const struct evl_check_format *evl_check_format_find(const char *name)
{
	for (const struct evl_check_format *f = evl_check_formats; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* Hand a piece to the sink. */
static bool pass(struct evl_check_output *output, struct evl_buffer *piece)
{
	if (!evl_report_flush(piece, &output->sink) || output->later.failed)
		output->failed = true;
	return !output->failed;
}

bool evl_check_output_begin(struct evl_check_output *output, const struct evl_check_format *format, const struct evl_sink *sink,
			    const struct evl_check_output_options *options)
{
	*output = (struct evl_check_output){ .format = format, .sink = *sink, .options = *options };
	struct evl_buffer piece;
	evl_buffer_init(&piece);
	evl_buffer_init(&output->later);
	format->begin(output, &piece);
	return pass(output, &piece);
}

bool evl_check_output_document(struct evl_check_output *output, const struct evl_checked *checked)
{
	if (output->failed)
		return false;
	struct evl_buffer piece;
	evl_buffer_init(&piece);
	output->format->document(output, checked, &piece);
	return pass(output, &piece);
}

bool evl_check_output_end(struct evl_check_output *output, const struct evl_check_totals *totals)
{
	struct evl_buffer piece;
	evl_buffer_init(&piece);
	if (!output->failed) {
		output->format->end(output, totals, &piece);
		pass(output, &piece);
	}
	evl_buffer_release(&output->later);
	free(output->worst);
	output->worst = NULL;
	return !output->failed;
}

bool evl_check_left_out(const struct evl_checked *checked, uint32_t sample)
{
	return sample != UINT32_MAX && (checked->sample_marks[sample] & EVL_CHECK_MARK_LEFT_OUT) != 0;
}

bool evl_check_counts(const struct evl_checked *checked, uint32_t finding)
{
	return checked->finding_marks[finding] == 0;
}

uint32_t evl_check_sample_findings(const struct evl_checked *checked, const struct evl_check_sample *sample,
				   const struct evl_check_finding **worst)
{
	uint32_t count = 0;
	*worst = NULL;
	for (uint32_t i = sample->first_finding; i < sample->first_finding + sample->finding_count; i++) {
		const struct evl_check_finding *f = &checked->document->findings[i];
		if (!evl_check_counts(checked, i))
			continue;
		count++;
		if (*worst == NULL || f->level < (*worst)->level)
			*worst = f;
	}
	return count;
}

void evl_check_totals_add(struct evl_check_totals *totals, const struct evl_checked *checked)
{
	const struct evl_check_document *d = checked->document;
	totals->files++;
	for (uint32_t i = 0; i < d->sample_count; i++) {
		if (evl_check_left_out(checked, i))
			continue;
		totals->samples[d->samples[i].status]++;
		if ((checked->sample_marks[i] & EVL_CHECK_MARK_EXPECTED) == 0)
			continue;
		if (d->samples[i].status == EVL_CHECK_WRONG)
			totals->expected_failures++;
		else if (d->samples[i].status == EVL_CHECK_CONFIRMED)
			totals->unexpected_passes++;
	}
	for (uint32_t i = 0; i < d->finding_count; i++) {
		if (evl_check_counts(checked, i))
			totals->levels[d->findings[i].level]++;
		else if ((checked->finding_marks[i] & EVL_CHECK_MARK_KNOWN) != 0)
			totals->known++;
	}
}

static void plural(struct evl_buffer *out, uint64_t n, const char *one)
{
	evl_buffer_printf(out, "%" PRIu64 " %s%s", n, one, n == 1 ? "" : "s");
}

void evl_check_totals_text(struct evl_buffer *out, const struct evl_check_totals *totals)
{
	static const char *const words[EVL_CHECK_STATUS_COUNT] = { "confirmed", "wrong", "unclear", "without expectation", "not checked" };
	uint64_t all = 0;
	const char *between = ": ";
	for (unsigned i = 0; i < EVL_CHECK_STATUS_COUNT; i++)
		all += totals->samples[i];
	plural(out, all, "sample");
	evl_buffer_append_text(out, " in ");
	plural(out, totals->files, "file");
	for (unsigned i = 0; i < EVL_CHECK_STATUS_COUNT; i++) {
		if (totals->samples[i] == 0)
			continue;
		evl_buffer_printf(out, "%s%" PRIu64 " %s", between, totals->samples[i], words[i]);
		between = ", ";
	}
	if (totals->known != 0) {
		evl_buffer_append_text(out, "; ");
		plural(out, totals->known, "finding");
		evl_buffer_append_text(out, " in the baseline");
	}
	if (totals->expected_failures != 0)
		evl_buffer_printf(out, "; %" PRIu64 " fail as expected", totals->expected_failures);
	if (totals->unexpected_passes != 0)
		evl_buffer_printf(out, "; %" PRIu64 " no longer fail although expected to", totals->unexpected_passes);
}
