/* SPDX-License-Identifier: MIT */
/*
 * check_list.c - what `evloop check --list` writes: a line per sample, without judging anything.
 */
#include "report/check_report.h"

void evl_check_list_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output, (void)out;
}

/* PATH:LINE-LINE, language, form and confidence, what is known, id; divided by tabs. */
void evl_check_list_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < checked->document->sample_count; i++) {
		const struct evl_check_sample *s = &checked->document->samples[i];
		if (evl_check_left_out(checked, i))
			continue;
		output->count++;
		evl_check_name(out, checked->path);
		evl_buffer_printf(out, ":%u-%u\t%s\t%s", (unsigned)s->place.line, (unsigned)s->place.end_line, s->language != NULL ? s->language : "",
				  evl_check_form_name(s->form));
		if (s->form != EVL_CHECK_FORM_NONE)
			evl_buffer_printf(out, " (%s)", evl_check_confidence_name(s->confidence));
		evl_buffer_printf(out, "\t%s\t", evl_check_status_name(s->status));
		evl_check_name(out, s->id);
		evl_buffer_append_byte(out, '\n');
	}
}

void evl_check_list_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)output, (void)totals, (void)out;
}
