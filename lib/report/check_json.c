/* SPDX-License-Identifier: MIT */
/*
 * check_json.c - what `evloop check` found as JSON: one document (json) or an object per sample and line (ndjson).
 *
 * `evloop` is the version of the format: it goes up when a member changes its meaning or goes away. The order of
 * members is fixed and there are no times: the same input gives the same bytes.
 */
#include "report/check_report.h"

#include <inttypes.h>
#include <string.h>

#include "report/formats.h"

enum { FORMAT_VERSION = 1 };

static void text(struct evl_buffer *out, struct evl_check_text t)
{
	evl_json_string(out, t.text != NULL ? t.text : "", t.length);
}

static void span(struct evl_buffer *out, const struct evl_check_place *p)
{
	if (p->line == 0)
		evl_buffer_append_text(out, "null");
	else
		evl_buffer_printf(out, "{\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u,\"start\":%u,\"end\":%u}", (unsigned)p->line,
				  (unsigned)p->column, (unsigned)p->end_line, (unsigned)p->end_column, (unsigned)p->start, (unsigned)p->end);
}

static void lines(struct evl_buffer *out, const struct evl_check_line *list, uint32_t count)
{
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; i < count; i++) {
		evl_buffer_append_text(out, i == 0 ? "{\"text\":" : ",{\"text\":");
		text(out, list[i].text);
		evl_json_key(out, "span");
		span(out, &list[i].place);
		evl_buffer_append_byte(out, '}');
	}
	evl_buffer_append_byte(out, ']');
}

static void hosts(struct evl_buffer *out, unsigned mask)
{
	evl_buffer_append_byte(out, '[');
	if (mask != 0) {
		evl_buffer_append_byte(out, '"');
		evl_check_hosts(out, mask, "\",\"");
		evl_buffer_append_byte(out, '"');
	}
	evl_buffer_append_byte(out, ']');
}

static void fix(struct evl_buffer *out, const struct evl_check_finding *f)
{
	if (f->fix_count == 0) {
		evl_buffer_append_text(out, "null");
		return;
	}
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; i < f->fix_count; i++) {
		evl_buffer_append_text(out, i == 0 ? "{\"span\":" : ",{\"span\":");
		span(out, &f->fixes[i].place);
		evl_json_key(out, "text");
		text(out, f->fixes[i].text);
		evl_buffer_append_byte(out, '}');
	}
	evl_buffer_append_byte(out, ']');
}

static void check_json_finding(struct evl_buffer *out, const struct evl_checked *checked, uint32_t finding)
{
	const struct evl_check_finding *f = &checked->document->findings[finding];
	uint8_t marks = checked->finding_marks[finding];
	evl_buffer_printf(out, "{\"rule\":\"EV%u\",\"level\":\"%s\",\"message\":", (unsigned)f->rule, evl_check_level_name(f->level));
	evl_json_text(out, f->message);
	evl_json_key(out, "span");
	span(out, &f->place);
	evl_json_key(out, "label");
	evl_json_text(out, f->label);
	evl_json_key(out, "because");
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; i < f->because_count; i++) {
		if (i != 0)
			evl_buffer_append_byte(out, ',');
		evl_json_text(out, f->because[i]);
	}
	evl_buffer_append_byte(out, ']');
	evl_json_key(out, "help");
	evl_json_text(out, f->help);
	evl_json_key(out, "fix");
	fix(out, f);
	evl_json_key(out, "fingerprint");
	evl_json_text(out, f->fingerprint);
	evl_buffer_printf(out, ",\"inBaseline\":%s,\"expectedToFail\":%s}", (marks & EVL_CHECK_MARK_KNOWN) != 0 ? "true" : "false",
			  (marks & EVL_CHECK_MARK_EXPECTED) != 0 ? "true" : "false");
}

static void guards(struct evl_buffer *out, uint32_t mask)
{
	bool any = false;
	evl_buffer_append_byte(out, '[');
	for (unsigned i = 1; i < EVL_CHECK_GUARD_COUNT; i++) {
		if ((mask & (uint32_t)1 << i) == 0)
			continue;
		if (any)
			evl_buffer_append_byte(out, ',');
		evl_json_text(out, evl_check_guard_name(i));
		any = true;
	}
	evl_buffer_append_byte(out, ']');
}

static void order(struct evl_buffer *out, const struct evl_check_sample *s)
{
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; i < s->order_count; i++)
		evl_buffer_printf(out, "%s[%u,%u]", i == 0 ? "" : ",", (unsigned)s->order[i].before, (unsigned)s->order[i].after);
	evl_buffer_append_byte(out, ']');
}

/* One sample as a JSON object (check_json.c), as both json and ndjson write it. */
static void check_json_sample(struct evl_buffer *out, const struct evl_checked *checked, uint32_t sample)
{
	const struct evl_check_sample *s = &checked->document->samples[sample];
	evl_buffer_append_text(out, "{\"id\":");
	evl_json_text(out, s->id);
	evl_json_key(out, "file");
	evl_json_text(out, checked->path);
	evl_buffer_printf(out, ",\"line\":%u,\"endLine\":%u,\"lang\":", (unsigned)s->place.line, (unsigned)s->place.end_line);
	evl_json_text(out, s->language);
	evl_json_key(out, "hosts");
	hosts(out, s->hosts);
	evl_json_key(out, "host");
	if (s->host != 0)
		evl_json_text(out, evl_check_host_name(s->host));
	else
		evl_buffer_append_text(out, "null");
	evl_json_key(out, "matchingHosts");
	hosts(out, s->matching_hosts);
	evl_json_key(out, "status");
	evl_json_text(out, evl_check_status_name(s->status));
	evl_json_key(out, "confidence");
	evl_json_text(out, s->form == EVL_CHECK_FORM_NONE ? NULL : evl_check_confidence_name(s->confidence));
	evl_json_key(out, "form");
	evl_json_text(out, evl_check_form_name(s->form));
	evl_json_key(out, "reason");
	evl_json_text(out, s->reason);
	evl_json_key(out, "help");
	evl_json_text(out, s->help);
	evl_json_key(out, "transcript");
	evl_buffer_append_text(out, s->expected_is_transcript ? "true" : "false");
	evl_json_key(out, "expected");
	lines(out, s->expected, s->expected_count);
	evl_json_key(out, "predicted");
	lines(out, s->predicted, s->predicted_count);
	evl_json_key(out, "order");
	order(out, s);
	evl_json_key(out, "guards");
	guards(out, s->guards);
	evl_json_key(out, "expectedToFail");
	evl_buffer_append_text(out, (checked->sample_marks[sample] & EVL_CHECK_MARK_EXPECTED) != 0 ? "true" : "false");
	evl_json_key(out, "findings");
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; i < s->finding_count; i++) {
		if (i != 0)
			evl_buffer_append_byte(out, ',');
		check_json_finding(out, checked, s->first_finding + i);
	}
	evl_buffer_append_text(out, "],\"fingerprint\":");
	evl_json_text(out, s->fingerprint);
	evl_buffer_append_byte(out, '}');
}

/* A finding about the document as an object of its own. */
static void document_finding(struct evl_buffer *out, const struct evl_checked *checked, uint32_t finding)
{
	evl_buffer_append_text(out, "{\"id\":null,\"file\":");
	evl_json_text(out, checked->path);
	evl_buffer_append_text(out, ",\"findings\":[");
	check_json_finding(out, checked, finding);
	evl_buffer_append_text(out, "]}");
}

void evl_check_json_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	evl_buffer_printf(out, "{\"evloop\":%d,\"tool\":{\"name\":\"evloop\",\"version\":", FORMAT_VERSION);
	evl_json_text(out, output->options.version);
	evl_buffer_append_text(out, "},\"samples\":[");
}

void evl_check_json_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < checked->document->sample_count; i++) {
		if (evl_check_left_out(checked, i))
			continue;
		evl_buffer_append_text(out, output->count++ == 0 ? "\n" : ",\n");
		check_json_sample(out, checked, i);
	}
	for (uint32_t i = 0; i < checked->document->finding_count; i++) {
		if (checked->document->findings[i].sample != UINT32_MAX)
			continue;
		evl_buffer_append_text(&output->later, output->later.length == 0 ? "\n" : ",\n");
		document_finding(&output->later, checked, i);
	}
}

void evl_check_json_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	evl_buffer_append_text(out, "],\n\"documents\":[");
	if (output->later.length != 0)
		evl_buffer_append(out, output->later.bytes, output->later.length);
	evl_buffer_printf(out, "],\n\"summary\":{\"files\":%" PRIu64 ",\"samples\":%" PRIu64, totals->files, output->count);
	static const char *const names[EVL_CHECK_STATUS_COUNT] = { "confirmed", "wrong", "unclear", "noExpectation", "notChecked" };
	for (unsigned i = 0; i < EVL_CHECK_STATUS_COUNT; i++)
		evl_buffer_printf(out, ",\"%s\":%" PRIu64, names[i], totals->samples[i]);
	evl_buffer_printf(out, ",\"errors\":%" PRIu64 ",\"warnings\":%" PRIu64 ",\"notes\":%" PRIu64 ",\"inBaseline\":%" PRIu64,
			  totals->levels[EVL_CHECK_ERROR], totals->levels[EVL_CHECK_WARNING], totals->levels[EVL_CHECK_NOTE], totals->known);
	evl_buffer_printf(out, ",\"expectedFailures\":%" PRIu64 ",\"unexpectedPasses\":%" PRIu64 ",\"interrupted\":%s}}\n", totals->expected_failures,
			  totals->unexpected_passes, output->options.interrupted ? "true" : "false");
}

void evl_check_ndjson_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output, (void)out;
}

void evl_check_ndjson_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < checked->document->sample_count; i++) {
		if (evl_check_left_out(checked, i))
			continue;
		output->count++;
		check_json_sample(out, checked, i);
		evl_buffer_append_byte(out, '\n');
	}
	for (uint32_t i = 0; i < checked->document->finding_count; i++) {
		if (checked->document->findings[i].sample != UINT32_MAX)
			continue;
		document_finding(out, checked, i);
		evl_buffer_append_byte(out, '\n');
	}
}

void evl_check_ndjson_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)output, (void)totals, (void)out;
}
