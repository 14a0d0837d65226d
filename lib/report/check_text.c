/* SPDX-License-Identifier: MIT */
/*
 * check_text.c - what `evloop check` found, for people: like a good compiler's messages.
 *
 * Silence means success. A note (a sample that could not be checked) is shown where the author asked for a check by a
 * directive, everywhere with --explain.
 */
#include "report/check_report.h"

#include <string.h>

#include "base/utf.h"
#include "report/formats.h"

enum { SHOWN_BYTES = 160, CONTEXT_BYTES = 60, SHOWN_LINES = 12, GUTTER = 5 };

static const char *level_style(const struct evl_style *s, unsigned level)
{
	return level == EVL_CHECK_ERROR ? s->red : level == EVL_CHECK_WARNING ? s->yellow : s->cyan;
}

static void safe(struct evl_buffer *out, const char *text)
{
	evl_report_safe_text(out, text, strlen(text));
}

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The line that the place begins on, and carets under it. */
static void excerpt(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_place *place, const char *label,
		    const struct evl_check_output_options *o, const char *style)
{
	const struct evl_style *s = evl_style(o->color);
	const char *text = checked->text, *bar = o->ascii ? "|" : "\xE2\x94\x82";
	size_t start = place->start < checked->length ? place->start : checked->length, from = start, to = start;
	while (from > 0 && text[from - 1] != '\n')
		from--;
	while (to < checked->length && text[to] != '\n' && text[to] != '\r')
		to++;
	size_t end = place->end > start ? place->end : start + 1;
	if (end > to)
		end = to > start ? to : start;
	bool cut_left = false, cut_right = false;
	if (to - from > SHOWN_BYTES) {
		if (start - from > CONTEXT_BYTES) {
			from = start - CONTEXT_BYTES;
			while (from > 0 && is_inside(text[from]))
				from--;
			cut_left = true;
		}
		if (to - from > SHOWN_BYTES) {
			to = from + SHOWN_BYTES;
			while (to > from && is_inside(text[to]))
				to--;
			cut_right = true;
		}
		if (end > to)
			end = to;
	}
	evl_buffer_printf(out, "%s%*s %s\n%*u %s%s ", s->dim, GUTTER, "", bar, GUTTER, (unsigned)place->line, bar, s->reset);
	struct evl_buffer line;
	evl_buffer_init(&line);
	for (size_t i = from; i < to; i++)
		evl_buffer_append_byte(&line, text[i] == '\t' ? ' ' : text[i]);
	if (cut_left)
		evl_buffer_append_text(out, "...");
	if (line.length != 0)
		evl_report_safe_text(out, line.bytes, line.length);
	if (cut_right)
		evl_buffer_append_text(out, "...");
	out->failed |= line.failed;
	evl_buffer_release(&line);
	evl_buffer_printf(out, "\n%s%*s %s%s %*s%s", s->dim, GUTTER, "", bar, s->reset, (int)(evl_utf8_count(text + from, start - from) + (cut_left ? 3 : 0)), "",
			  style);
	size_t carets = end > start ? evl_utf8_count(text + start, end - start) : 1;
	for (size_t i = 0; i < (carets != 0 ? carets : 1); i++)
		evl_buffer_append_byte(out, '^');
	evl_buffer_append_text(out, s->reset);
	if (label != NULL) {
		evl_buffer_append_byte(out, ' ');
		safe(out, label);
	}
	evl_buffer_append_byte(out, '\n');
}

static void remark(struct evl_buffer *out, const struct evl_style *s, const char *what, const char *text)
{
	evl_buffer_printf(out, "%s%*s =%s %s: ", s->dim, GUTTER, "", s->reset, what);
	safe(out, text);
	evl_buffer_append_byte(out, '\n');
}

static void predicted(struct evl_buffer *out, const struct evl_style *s, const struct evl_check_sample *sample)
{
	if (sample->predicted_count == 0 || !sample->expected_is_transcript)
		return;
	evl_buffer_printf(out, "%s%*s =%s predicted (", s->dim, GUTTER, "", s->reset);
	evl_check_hosts(out, sample->host, ", ");
	evl_buffer_append_text(out, "): ");
	for (uint32_t i = 0; i < sample->predicted_count && i < SHOWN_LINES; i++) {
		if (i != 0)
			evl_buffer_append_text(out, ", ");
		const struct evl_check_text *text = &sample->predicted[i].text;
		const char *end = text->length != 0 ? memchr(text->text, '\n', text->length) : NULL;
		evl_report_safe_text(out, text->text, end != NULL ? (size_t)(end - text->text) : text->length);
		if (end != NULL)
			evl_buffer_append_text(out, " ...");
	}
	evl_buffer_append_text(out, sample->predicted_count > SHOWN_LINES ? ", ...\n" : "\n");
}

static void finding(struct evl_check_output *output, const struct evl_checked *checked, const struct evl_check_finding *f,
		    struct evl_buffer *out)
{
	const struct evl_style *s = evl_style(output->options.color);
	const struct evl_check_sample *sample = f->sample != UINT32_MAX ? &checked->document->samples[f->sample] : NULL;
	const char *style = level_style(s, f->level);
	evl_buffer_append_text(out, s->bold);
	evl_check_name(out, checked->path);
	if (f->place.line != 0)
		evl_buffer_printf(out, ":%u:%u", (unsigned)f->place.line, (unsigned)f->place.column);
	evl_buffer_printf(out, ": %s%s[EV%u]:%s%s ", style, evl_check_level_name(f->level), (unsigned)f->rule, s->reset, s->bold);
	safe(out, f->message);
	evl_buffer_printf(out, "%s\n", s->reset);
	if (f->place.line != 0)
		excerpt(out, checked, &f->place, f->label, &output->options, style);
	if (sample != NULL && f->rule >= 200 && f->rule < 300)
		predicted(out, s, sample);
	for (uint32_t i = 0; i < f->because_count; i++)
		remark(out, s, "because", f->because[i]);
	if (f->help != NULL)
		remark(out, s, "help", f->help);
	if (f->fix_count != 0 && sample != NULL && sample->confidence <= EVL_CHECK_HIGH && f->level != EVL_CHECK_NOTE) {
		evl_buffer_printf(out, "%s%*s =%s fix: `evloop check --update ", s->dim, GUTTER, "", s->reset);
		evl_check_name(out, checked->path);
		evl_buffer_append_text(out, "`\n");
	}
}

/* What --explain says of every sample. */
static void explain(struct evl_check_output *output, const struct evl_checked *checked, uint32_t i, struct evl_buffer *out)
{
	const struct evl_style *s = evl_style(output->options.color);
	const struct evl_check_sample *sample = &checked->document->samples[i];
	evl_check_name(out, checked->path);
	evl_buffer_printf(out, ":%u: %s%s%s: %s", (unsigned)sample->place.line, s->bold, evl_check_status_name(sample->status), s->reset,
			  evl_check_form_name(sample->form));
	if (sample->form != EVL_CHECK_FORM_NONE)
		evl_buffer_printf(out, ", %s", evl_check_confidence_name(sample->confidence));
	evl_buffer_append_text(out, ": ");
	evl_check_name(out, sample->id);
	evl_buffer_append_byte(out, '\n');
	if (sample->reason != NULL)
		remark(out, s, "reason", sample->reason);
	for (unsigned guard = 1; guard < EVL_CHECK_GUARD_COUNT; guard++) {
		if ((sample->guards & (uint32_t)1 << guard) == 0)
			continue;
		evl_buffer_printf(out, "%s%*s =%s unclear (%s): %s\n", s->dim, GUTTER, "", s->reset, evl_check_guard_name(guard),
				  evl_check_guard_sentence(guard));
	}
	if (sample->help != NULL)
		remark(out, s, "help", sample->help);
	predicted(out, s, sample);
}

static bool is_shown(const struct evl_check_output *output, const struct evl_checked *checked, uint32_t i)
{
	const struct evl_check_finding *f = &checked->document->findings[i];
	if (!evl_check_counts(checked, i))
		return false;
	return f->level != EVL_CHECK_NOTE || output->options.explain || f->sample == UINT32_MAX ||
	       (checked->document->samples[f->sample].form != EVL_CHECK_FORM_NONE &&
		checked->document->samples[f->sample].confidence == EVL_CHECK_CERTAIN);
}

void evl_check_text_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output, (void)out;
}

void evl_check_text_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	const struct evl_check_document *d = checked->document;
	for (uint32_t i = 0; i < d->finding_count; i++) {
		if (!is_shown(output, checked, i))
			continue;
		output->count++;
		finding(output, checked, &d->findings[i], out);
	}
	for (uint32_t i = 0; output->options.explain && i < d->sample_count; i++)
		if (!evl_check_left_out(checked, i))
			explain(output, checked, i, out);
}

void evl_check_text_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	const struct evl_check_output_options *o = &output->options;
	if (!o->summary || (o->quiet_success && output->count == 0 && !o->explain && !o->interrupted))
		return;
	if (output->count != 0)
		evl_buffer_append_byte(out, '\n');
	evl_check_totals_text(out, totals);
	if (output->options.elapsed != NULL)
		evl_buffer_printf(out, "   (%s)", output->options.elapsed);
	evl_buffer_append_text(out, output->options.interrupted ? "\ninterrupted: what follows was not checked\n" : "\n");
}
