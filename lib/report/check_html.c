/* SPDX-License-Identifier: MIT */
/*
 * check_html.c - what `evloop check` found as one self-contained page; it needs no script to be read.
 *
 * A documented and a predicted order stand side by side in a picture whose lines cross where the order differs; the
 * table below it says the same in words.
 */
#include "report/check_report.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_DRAWN = 40, ROW = 24, WIDTH = 640, COLUMN = 250, SHOWN_CHARACTERS = 32 };

static void html(struct evl_buffer *out, const char *text)
{
	evl_check_xml(out, text, strlen(text));
}

static void html_text(struct evl_buffer *out, struct evl_check_text text)
{
	evl_check_xml(out, text.text, text.length);
}

static bool same(const struct evl_check_line *a, const struct evl_check_line *b)
{
	return a->text.length == b->text.length && memcmp(a->text.text, b->text.text, a->text.length) == 0;
}

/* Which predicted line is documented line `i`: the k-th of equal texts belongs to the k-th. UINT32_MAX: none. */
static uint32_t partner(const struct evl_check_sample *s, uint32_t i)
{
	uint32_t k = 0;
	for (uint32_t j = 0; j < i; j++)
		k += same(&s->expected[j], &s->expected[i]);
	for (uint32_t j = 0; j < s->predicted_count && j < MOST_DRAWN; j++)
		if (same(&s->predicted[j], &s->expected[i]) && k-- == 0)
			return j;
	return UINT32_MAX;
}

static void label(struct evl_buffer *out, unsigned x, uint32_t row, struct evl_check_text text)
{
	size_t shown = 0, length = text.length;
	for (size_t n = 0; shown < length && n < SHOWN_CHARACTERS; n++)
		for (shown++; shown < length && ((unsigned char)text.text[shown] & 0xC0) == 0x80;)
			shown++;
	evl_buffer_printf(out, "<text x=\"%u\" y=\"%u\">%u&#160;&#160;", x, (unsigned)(row * ROW + 17), (unsigned)row + 1);
	evl_check_xml(out, text.text, shown);
	evl_buffer_append_text(out, shown < length ? "\xE2\x80\xA6</text>" : "</text>");
}

/* Documented lines on the left, predicted ones on the right, equal ones joined. */
static void picture(struct evl_buffer *out, const struct evl_check_sample *s, uint64_t number)
{
	uint32_t n = s->expected_count < MOST_DRAWN ? s->expected_count : MOST_DRAWN;
	uint32_t m = s->predicted_count < MOST_DRAWN ? s->predicted_count : MOST_DRAWN;
	evl_buffer_printf(out, "<svg role=\"img\" aria-labelledby=\"t%" PRIu64 " d%" PRIu64 "\" viewBox=\"0 0 %d %u\" width=\"%d\"><title id=\"t%" PRIu64
			  "\">Documented order on the left, predicted order on the right</title><desc id=\"d%" PRIu64 "\">",
			  number, number, WIDTH, (unsigned)((n > m ? n : m) * ROW + 8), WIDTH, number, number);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t j = partner(s, i);
		if (j == UINT32_MAX)
			evl_buffer_printf(out, "Documented line %u is not predicted. ", (unsigned)i + 1);
		else if (j != i)
			evl_buffer_printf(out, "Documented line %u is predicted as line %u. ", (unsigned)i + 1, (unsigned)j + 1);
	}
	evl_buffer_append_text(out, "</desc>");
	for (uint32_t i = 0; i < n; i++) {
		uint32_t j = partner(s, i);
		label(out, 4, i, s->expected[i].text);
		if (j != UINT32_MAX)
			evl_buffer_printf(out, "<line class=\"%s\" x1=\"%d\" y1=\"%u\" x2=\"%d\" y2=\"%u\"/>", j == i ? "kept" : "moved", COLUMN,
					  (unsigned)(i * ROW + 12), WIDTH - COLUMN, (unsigned)(j * ROW + 12));
	}
	for (uint32_t j = 0; j < m; j++)
		label(out, WIDTH - COLUMN + 8, j, s->predicted[j].text);
	evl_buffer_append_text(out, "</svg>\n");
}

static void table(struct evl_buffer *out, const struct evl_check_sample *s)
{
	uint32_t rows = s->expected_count > s->predicted_count ? s->expected_count : s->predicted_count;
	evl_buffer_append_text(out, "<table><thead><tr><th scope=\"col\">line</th><th scope=\"col\">documented</th><th scope=\"col\">predicted (");
	evl_check_hosts(out, s->host, ", ");
	evl_buffer_append_text(out, ")</th></tr></thead><tbody>\n");
	for (uint32_t i = 0; i < rows; i++) {
		evl_buffer_printf(out, "<tr><th scope=\"row\">%u</th><td><code>", (unsigned)i + 1);
		if (i < s->expected_count)
			html_text(out, s->expected[i].text);
		evl_buffer_append_text(out, "</code></td><td><code>");
		if (i < s->predicted_count)
			html_text(out, s->predicted[i].text);
		evl_buffer_append_text(out, "</code></td></tr>\n");
	}
	evl_buffer_append_text(out, "</tbody></table>\n");
}

static void finding(struct evl_buffer *out, const struct evl_checked *checked, uint32_t i)
{
	const struct evl_check_finding *f = &checked->document->findings[i];
	uint8_t marks = checked->finding_marks[i];
	evl_buffer_printf(out, "<p class=\"%s\"><strong>%s EV%u</strong> ", evl_check_level_name(f->level), evl_check_level_name(f->level),
			  (unsigned)f->rule);
	html(out, checked->path);
	evl_buffer_printf(out, ":%u:%u: ", (unsigned)f->place.line, (unsigned)f->place.column);
	html(out, f->message);
	if (marks != 0)
		evl_buffer_append_text(out, (marks & EVL_CHECK_MARK_KNOWN) != 0 ? " (in the baseline)" : " (expected to fail)");
	evl_buffer_append_text(out, "</p>\n");
	if (f->label != NULL || f->because_count != 0 || f->help != NULL)
		evl_buffer_append_text(out, "<ul>\n");
	if (f->label != NULL) {
		evl_buffer_append_text(out, "<li>");
		html(out, f->label);
		evl_buffer_append_text(out, "</li>\n");
	}
	for (uint32_t b = 0; b < f->because_count; b++) {
		evl_buffer_append_text(out, "<li>because ");
		html(out, f->because[b]);
		evl_buffer_append_text(out, "</li>\n");
	}
	if (f->help != NULL) {
		evl_buffer_append_text(out, "<li>help: <code>");
		html(out, f->help);
		evl_buffer_append_text(out, "</code></li>\n");
	}
	if (f->label != NULL || f->because_count != 0 || f->help != NULL)
		evl_buffer_append_text(out, "</ul>\n");
}

static void sample(struct evl_check_output *output, const struct evl_checked *checked, uint32_t i, struct evl_buffer *out)
{
	const struct evl_check_sample *s = &checked->document->samples[i];
	evl_buffer_printf(out, "<article class=\"%s\"><h3>", evl_check_status_name(s->status));
	html(out, s->id);
	evl_buffer_printf(out, "</h3>\n<p>%s, %s", evl_check_status_name(s->status), evl_check_form_name(s->form));
	if (s->form != EVL_CHECK_FORM_NONE)
		evl_buffer_printf(out, ", %s", evl_check_confidence_name(s->confidence));
	if (s->reason != NULL) {
		evl_buffer_append_text(out, ": ");
		html(out, s->reason);
	}
	evl_buffer_append_text(out, "</p>\n");
	for (uint32_t j = 0; j < s->finding_count; j++)
		finding(out, checked, s->first_finding + j);
	evl_buffer_printf(out, "<pre><code>");
	html_text(out, s->code);
	evl_buffer_append_text(out, "</code></pre>\n");
	if (s->expected_is_transcript && s->expected_count != 0 && s->predicted_count != 0) {
		picture(out, s, ++output->count);
		table(out, s);
	}
	evl_buffer_append_text(out, "</article>\n");
}

void evl_check_html_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output;
	evl_buffer_append_text(out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
		"<title>evloop check</title>\n<style>\n"
		":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\n"
		"article{border-left:4px solid #888;padding-left:1rem;margin:2rem 0}article.wrong{border-color:#b00020}article.confirmed{border-color:#1b7f3b}\n"
		"pre{overflow:auto;padding:.75rem;border:1px solid #8886}table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.2rem .6rem;text-align:left}\n"
		"td code{white-space:pre-wrap}svg{display:block;max-width:100%;font:14px ui-monospace,monospace;fill:currentColor;margin:1rem 0}\n"
		"line{stroke:#888;stroke-width:1.5}line.moved{stroke:#b00020;stroke-width:2;stroke-dasharray:6 3}\n"
		"</style></head><body><h1>evloop check</h1>\n");
}

void evl_check_html_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	const struct evl_check_document *d = checked->document;
	bool any = false;
	for (uint32_t i = 0; i < d->finding_count && !any; i++)
		any = (checked->finding_marks[i] & EVL_CHECK_MARK_LEFT_OUT) == 0;
	if (!any && (!output->options.explain || d->sample_count == 0))
		return;
	evl_buffer_append_text(out, "<section><h2>");
	html(out, checked->path);
	evl_buffer_append_text(out, "</h2>\n");
	for (uint32_t i = 0; i < d->finding_count; i++)
		if (d->findings[i].sample == UINT32_MAX)
			finding(out, checked, i);
	for (uint32_t i = 0; i < d->sample_count; i++)
		if (!evl_check_left_out(checked, i) && (d->samples[i].finding_count != 0 || output->options.explain))
			sample(output, checked, i, out);
	evl_buffer_append_text(out, "</section>\n");
}

void evl_check_html_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	evl_buffer_append_text(out, "<h2>Summary</h2>\n<p>");
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_check_totals_text(&text, totals);
	if (text.length != 0)
		evl_check_xml(out, text.bytes, text.length);
	evl_buffer_release(&text);
	evl_buffer_append_text(out, output->options.interrupted ? "; interrupted" : "");
	evl_buffer_append_text(out, "</p>\n<p>evloop ");
	html(out, output->options.version);
	evl_buffer_append_text(out, "</p>\n</body></html>\n");
}
