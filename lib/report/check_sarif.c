/* SPDX-License-Identifier: MIT */
/*
 * check_sarif.c - what `evloop check` found as SARIF 2.1.0 (OASIS sarif-v2.1.0).
 *
 * Notes are results too. What is known from the baseline or expected to fail is a result with a suppression, so that
 * code scanning neither shows it nor closes it.
 */
#include "report/check_report.h"

#include <string.h>

#include "report/formats.h"

static unsigned rule_index(uint16_t number)
{
	unsigned i = 0;
	while (evl_check_rules[i].number != number && evl_check_rules[i].number != 0)
		i++;
	return i;
}

static void message(struct evl_buffer *out, const char *text)
{
	evl_buffer_append_text(out, "{\"text\":");
	evl_json_text(out, text);
	evl_buffer_append_byte(out, '}');
}

static void location(struct evl_buffer *out, const char *path)
{
	evl_buffer_append_text(out, "{\"uri\":\"");
	evl_check_uri(out, path);
	evl_buffer_append_text(out, path[0] == '/' ? "\"}" : "\",\"uriBaseId\":\"SRCROOT\"}");
}

static void region(struct evl_buffer *out, const struct evl_check_place *p)
{
	unsigned line = p->line != 0 ? (unsigned)p->line : 1, column = p->line != 0 ? (unsigned)p->column : 1;
	evl_buffer_printf(out, "{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u}", line, column,
			  p->line != 0 ? (unsigned)p->end_line : 1, p->line != 0 ? (unsigned)p->end_column : 1);
}

static void rule(struct evl_buffer *out, const struct evl_check_rule *r)
{
	evl_buffer_printf(out, "{\"id\":\"EV%u\",\"name\":", (unsigned)r->number);
	evl_json_text(out, r->name);
	evl_buffer_append_text(out, ",\"shortDescription\":");
	message(out, r->title);
	evl_buffer_append_text(out, ",\"fullDescription\":");
	message(out, r->help);
	evl_buffer_append_text(out, ",\"help\":");
	message(out, r->help);
	/* The manual that is installed with the tool names every rule: an absolute URI that needs no network. */
	evl_buffer_printf(out, ",\"helpUri\":\"man:evloop-check(1)#EV%u\"", (unsigned)r->number);
	evl_buffer_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}", evl_check_level_name(r->level));
}

void evl_check_sarif_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	evl_buffer_append_text(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
				    "\"tool\":{\"driver\":{\"name\":\"evloop\",\"semanticVersion\":");
	evl_json_text(out, output->options.version);
	evl_buffer_append_text(out, ",\"rules\":[");
	for (const struct evl_check_rule *r = evl_check_rules; r->number != 0; r++) {
		evl_buffer_append_text(out, r == evl_check_rules ? "\n" : ",\n");
		rule(out, r);
	}
	evl_buffer_append_text(out, "]}},\n\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":"
				    "\"the folder that evloop check ran in\"}}},\n\"results\":[");
}

static void fixes(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	evl_buffer_append_text(out, ",\"fixes\":[{\"description\":{\"text\":\"write what is predicted\"},\"artifactChanges\":[{\"artifactLocation\":");
	location(out, checked->path);
	evl_buffer_append_text(out, ",\"replacements\":[");
	for (uint32_t i = 0; i < f->fix_count; i++) {
		evl_buffer_append_text(out, i == 0 ? "{\"deletedRegion\":" : ",{\"deletedRegion\":");
		region(out, &f->fixes[i].place);
		evl_buffer_append_text(out, ",\"insertedContent\":{\"text\":");
		evl_json_string(out, f->fixes[i].text.text, f->fixes[i].text.length);
		evl_buffer_append_text(out, "}}");
	}
	evl_buffer_append_text(out, "]}]}]");
}

static void result(struct evl_buffer *out, const struct evl_checked *checked, uint32_t finding)
{
	const struct evl_check_finding *f = &checked->document->findings[finding];
	evl_buffer_printf(out, "{\"ruleId\":\"EV%u\",\"ruleIndex\":%u,\"level\":\"%s\",\"message\":{\"text\":", (unsigned)f->rule, rule_index(f->rule),
			  evl_check_level_name(f->level));
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, f->message);
	if (f->label != NULL)
		evl_buffer_printf(&text, ": %s", f->label);
	for (uint32_t i = 0; i < f->because_count; i++)
		evl_buffer_printf(&text, ". Because: %s", f->because[i]);
	evl_json_string(out, text.bytes != NULL ? text.bytes : "", text.length);
	if (text.failed)
		out->failed = true;
	evl_buffer_release(&text);
	evl_buffer_append_text(out, "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":");
	location(out, checked->path);
	evl_buffer_append_text(out, ",\"region\":");
	region(out, &f->place);
	evl_buffer_append_text(out, "}");
	if (f->sample != UINT32_MAX) {
		evl_buffer_append_text(out, ",\"logicalLocations\":[{\"fullyQualifiedName\":");
		evl_json_text(out, checked->document->samples[f->sample].id);
		evl_buffer_append_text(out, "}]");
	}
	evl_buffer_append_text(out, "}],\"partialFingerprints\":{\"evloop/v1\":");
	evl_json_text(out, f->fingerprint);
	evl_buffer_append_byte(out, '}');
	if (f->fix_count != 0)
		fixes(out, checked, f);
	uint8_t marks = checked->finding_marks[finding];
	if (marks != 0)
		evl_buffer_printf(out, ",\"suppressions\":[{\"kind\":\"external\",\"justification\":\"%s\"}]",
				  (marks & EVL_CHECK_MARK_KNOWN) != 0 ? "in the baseline" : "expected to fail");
	evl_buffer_append_byte(out, '}');
}

void evl_check_sarif_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < checked->document->finding_count; i++) {
		if ((checked->finding_marks[i] & EVL_CHECK_MARK_LEFT_OUT) != 0)
			continue;
		evl_buffer_append_text(out, output->count++ == 0 ? "\n" : ",\n");
		result(out, checked, i);
	}
}

void evl_check_sarif_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)totals;
	evl_buffer_printf(out, "],\n\"invocations\":[{\"executionSuccessful\":%s}]}]}\n", output->options.interrupted ? "false" : "true");
}
