/* SPDX-License-Identifier: MIT */
/*
 * classification.c - statements and what they schedule, as text and as JSON.
 */
#include "report/classification.h"

#include <string.h>

#include "report/formats.h"

static uint32_t line_of(const struct evl_classification_report *r, evl_span span)
{
	return evl_source_place(r->source, span.start).line;
}

static bool known(evl_span span)
{
	return span.start != UINT32_MAX;
}

/* The statement's first line, cut to a readable length. */
static void excerpt(struct evl_buffer *out, const struct evl_classification_report *r, evl_span span)
{
	enum { SHOWN = 60 };
	const char *text = r->source->text + span.start;
	size_t length = span.end - span.start;
	const char *end = memchr(text, '\n', length);
	bool cut = false;
	if (end != NULL) {
		length = (size_t)(end - text);
		cut = true;
	}
	while (length != 0 && (text[length - 1] == ' ' || text[length - 1] == '\t' || text[length - 1] == '\r'))
		length--;
	if (length > SHOWN) {
		length = SHOWN;
		while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
			length--;
		cut = true;
	}
	evl_report_safe_text(out, text, length);
	if (cut)
		evl_buffer_append_text(out, " ...");
}

static void effect_text(struct evl_buffer *out, const struct evl_classification_report *r, const struct evl_effect *e, uint32_t indent,
			const struct evl_style *s, bool ascii)
{
	for (; e != NULL; e = e->next) {
		for (uint32_t i = 0; i < indent; i++)
			evl_buffer_append_byte(out, ' ');
		evl_buffer_printf(out, "%s ", ascii ? "->" : "\xE2\x86\x92");
		enum evl_work_class cls = evl_work_class((enum evl_work)e->work);
		evl_buffer_printf(out, "%s%s%s (%s", s->cyan, evl_work_class_text(cls), s->reset, evl_work_text((enum evl_work)e->work));
		if (e->delay != NULL) {
			evl_buffer_append_byte(out, ' ');
			evl_report_safe_text(out, e->delay, strlen(e->delay));
			if (e->delay[0] >= '0' && e->delay[0] <= '9')
				evl_buffer_append_text(out, " ms");
		}
		evl_buffer_append_text(out, ")");
		if (strcmp(e->api, evl_work_text((enum evl_work)e->work)) != 0)
			evl_buffer_printf(out, " by %s", e->api);
		if (e->via != NULL)
			evl_buffer_printf(out, " in %s", e->via);
		else
			evl_buffer_printf(out, " at line %u", (unsigned)line_of(r, e->span));
		if (e->in_loop)
			evl_buffer_append_text(out, ", once per round");
		if (e->callback_text != NULL) {
			evl_buffer_append_text(out, ": runs ");
			evl_report_safe_text(out, e->callback_text, strlen(e->callback_text));
			if (known(e->callback))
				evl_buffer_printf(out, " of line %u", (unsigned)line_of(r, e->callback));
		}
		if (e->again)
			evl_buffer_append_text(out, ", which schedules this again: it renews itself");
		evl_buffer_append_byte(out, '\n');
		if (indent < 60)
			effect_text(out, r, e->then, indent + 3, s, ascii);
	}
}

static bool render_text(const struct evl_classification_report *r, const struct evl_report_options *options,
			const struct evl_sink *out, const struct evl_sink *notes)
{
	const struct evl_style *s = evl_style(options->color);
	struct evl_buffer text, errors;
	evl_buffer_init(&text);
	evl_buffer_init(&errors);
	for (const struct evl_diag *d = r->diags != NULL ? r->diags->first : NULL; d != NULL; d = d->next)
		evl_report_diag(&errors, r->source, 1, d, options->note_color, options->ascii);
	for (const struct evl_statement_class *c = r->statements; c != NULL; c = c->next) {
		uint32_t indent = 2 * c->depth;
		evl_buffer_printf(&text, "%s%5u%s  ", s->dim, (unsigned)line_of(r, c->span), s->reset);
		for (uint32_t i = 0; i < indent && i < 60; i++)
			evl_buffer_append_byte(&text, ' ');
		evl_buffer_append_text(&text, s->bold);
		excerpt(&text, r, c->span);
		evl_buffer_printf(&text, "%s  %s%s%s\n", s->reset, s->dim,
				  c->is_declaration ? "declares, runs nothing" : c->effects == NULL ? "sync" : "sync, and schedules:", s->reset);
		effect_text(&text, r, c->effects, 10 + (indent < 60 ? indent : 60), s, options->ascii);
	}
	bool ok = evl_report_flush(&text, out);
	return evl_report_flush(&errors, notes) && ok;
}

static void place(struct evl_buffer *out, const struct evl_classification_report *r, evl_span span)
{
	if (!known(span)) {
		evl_buffer_append_text(out, "null");
		return;
	}
	evl_place from = evl_source_place(r->source, span.start);
	evl_place to = evl_source_place(r->source, span.end);
	evl_buffer_printf(out, "{\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u}", (unsigned)from.line, (unsigned)from.column,
			  (unsigned)to.line, (unsigned)to.column);
}

static void effects_json(struct evl_buffer *out, const struct evl_classification_report *r, const struct evl_effect *e, uint32_t depth)
{
	evl_buffer_append_byte(out, '[');
	for (const struct evl_effect *first = e; e != NULL; e = e->next) {
		if (e != first)
			evl_buffer_append_byte(out, ',');
		evl_buffer_append_text(out, "{\"class\":");
		evl_json_text(out, evl_work_class_text(evl_work_class((enum evl_work)e->work)));
		evl_buffer_append_text(out, ",\"kind\":");
		evl_json_text(out, evl_work_text((enum evl_work)e->work));
		evl_buffer_append_text(out, ",\"api\":");
		evl_json_text(out, e->api);
		evl_buffer_append_text(out, ",\"delay\":");
		evl_json_text(out, e->delay);
		evl_buffer_append_text(out, ",\"at\":");
		place(out, r, e->span);
		evl_buffer_append_text(out, ",\"via\":");
		evl_json_text(out, e->via);
		evl_buffer_append_text(out, ",\"runs\":");
		evl_json_text(out, e->callback_text);
		evl_buffer_append_text(out, ",\"callback\":");
		place(out, r, e->callback);
		evl_buffer_printf(out, ",\"perRound\":%s,\"again\":%s,\"then\":", e->in_loop ? "true" : "false", e->again ? "true" : "false");
		effects_json(out, r, depth < 32 ? e->then : NULL, depth + 1);
		evl_buffer_append_byte(out, '}');
	}
	evl_buffer_append_byte(out, ']');
}

static bool render_json(const struct evl_classification_report *r, const struct evl_sink *out)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, "{\"evloop\":1,\"version\":");
	evl_json_text(&text, r->version);
	evl_buffer_append_text(&text, ",\"file\":");
	evl_json_text(&text, r->file);
	evl_buffer_append_text(&text, ",\"goal\":");
	evl_json_text(&text, r->goal);
	evl_buffer_append_text(&text, ",\"statements\":[");
	for (const struct evl_statement_class *c = r->statements; c != NULL; c = c->next) {
		evl_buffer_append_text(&text, c == r->statements ? "\n{\"at\":" : ",\n{\"at\":");
		place(&text, r, c->span);
		evl_buffer_printf(&text, ",\"depth\":%u,\"what\":", (unsigned)c->depth);
		evl_json_text(&text, c->what);
		evl_buffer_printf(&text, ",\"declares\":%s,\"schedules\":", c->is_declaration ? "true" : "false");
		effects_json(&text, r, c->effects, 0);
		evl_buffer_append_byte(&text, '}');
	}
	evl_buffer_append_text(&text, "],\"diagnostics\":[");
	for (const struct evl_diag *d = r->diags != NULL ? r->diags->first : NULL; d != NULL; d = d->next) {
		evl_buffer_append_text(&text, d == r->diags->first ? "\n{\"message\":" : ",\n{\"message\":");
		evl_json_text(&text, d->message);
		evl_buffer_append_text(&text, ",\"at\":");
		place(&text, r, d->span);
		evl_buffer_append_byte(&text, '}');
	}
	evl_buffer_append_text(&text, "]}\n");
	return evl_report_flush(&text, out);
}

bool evl_render_classification(const struct evl_classification_report *report, const char *format,
			       const struct evl_report_options *options, const struct evl_sink *out, const struct evl_sink *notes)
{
	if (strcmp(format, "json") == 0)
		return render_json(report, out);
	if (strcmp(format, "text") == 0)
		return render_text(report, options, out, notes);
	return false;
}
