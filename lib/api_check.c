/* SPDX-License-Identifier: MIT */
/*
 * api_check.c - the public interface of the check: documents, outputs, updates (include/evloop/check.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "check/check.h"
#include "evloop/check.h"
#include "report/check_report.h"
#include "report/formats.h"

#ifndef EVLOOP_VERSION
#define EVLOOP_VERSION "0.1.0"
#endif

/* Address space for what is found in one document; touched pages are what counts. */
#define CHECKED_RESERVE ((size_t)8 << 30)

struct evloop_checker {
	struct evl_checker checker;
};

struct evloop_checked {
	struct evl_arena arena;
	struct evl_check_work *work; /* while it is under way */
	struct evl_check_document document;
	struct evl_checked checked;
	struct evloop_check_hand *hands; /* all that were ever made, for one document after the other; owned */
	struct evl_check_edit *edits; /* in the arena; NULL: not asked for yet */
	size_t edit_count;
	bool edits_missing;
};

struct evloop_check_hand {
	struct evl_arena arena; /* of what it finds */
	struct evl_check_options options;
	struct evl_check_hand *hand;
	bool is_used; /* for the present document */
	struct evloop_check_hand *next;
};

struct evloop_check_output {
	struct evl_check_output output;
};

struct evloop_checker *evloop_checker_new(void)
{
	struct evloop_checker *checker = calloc(1, sizeof *checker);
	if (checker != NULL && !evl_checker_init(&checker->checker)) {
		free(checker);
		return NULL;
	}
	return checker;
}

void evloop_checker_free(struct evloop_checker *checker)
{
	if (checker == NULL)
		return;
	evl_checker_release(&checker->checker);
	free(checker);
}

struct evloop_checked *evloop_checked_new(void)
{
	struct evloop_checked *checked = calloc(1, sizeof *checked);
	if (checked != NULL && !evl_arena_init(&checked->arena, CHECKED_RESERVE)) {
		free(checked);
		return NULL;
	}
	return checked;
}

void evloop_checked_free(struct evloop_checked *checked)
{
	if (checked == NULL)
		return;
	for (struct evloop_check_hand *hand = checked->hands; hand != NULL;) {
		struct evloop_check_hand *next = hand->next;
		evl_arena_release(&hand->arena);
		free(hand);
		hand = next;
	}
	evl_arena_release(&checked->arena);
	free(checked);
}

bool evloop_check_takes(const char *name)
{
	return evl_check_takes(name);
}

unsigned evloop_check_hosts(const char *name)
{
	static const struct {
		const char *name;
		unsigned mask;
	} hosts[] = {
		{ "node", EVL_CHECK_NODE_CJS | EVL_CHECK_NODE_ESM },
		{ "node-cjs", EVL_CHECK_NODE_CJS },
		{ "node-esm", EVL_CHECK_NODE_ESM },
		{ "browser", EVL_CHECK_BROWSER },
		{ "chrome", EVL_CHECK_BROWSER },
		{ "firefox", EVL_CHECK_BROWSER },
		{ "all", EVL_CHECK_ALL_HOSTS },
	};
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
		if (strcmp(hosts[i].name, name) == 0)
			return hosts[i].mask;
	return 0;
}

bool evloop_checker_prelude(struct evloop_checker *checker, const char *name, const char *text, size_t length, uint32_t *prelude)
{
	return evl_run_add_prelude(&checker->checker.run, name, text, length, prelude) == EVL_STATUS_OK;
}

/* ----------------------------------------------------------------- checking */

/* Levels as the options want them. */
static void raise_levels(struct evloop_checked *c, const struct evloop_check_options *options)
{
	uint32_t count = c->document.finding_count;
	if (!options->warnings_as_errors || count == 0)
		return;
	struct evl_check_finding *copy = evl_arena_copy(&c->arena, c->document.findings, count * sizeof *copy);
	for (uint32_t i = 0; i < count; i++)
		if (copy[i].level == EVL_CHECK_WARNING)
			copy[i].level = EVL_CHECK_ERROR;
	c->document.findings = copy;
}

static void mark(struct evloop_checked *c, const struct evloop_check_options *options)
{
	const struct evl_check_document *d = &c->document;
	uint8_t *samples = evl_arena_zalloc(&c->arena, d->sample_count + 1);
	uint8_t *findings = evl_arena_zalloc(&c->arena, d->finding_count + 1);
	for (uint32_t i = 0; i < d->sample_count; i++) {
		const struct evl_check_sample *s = &d->samples[i];
		if (options->selected != NULL && !options->selected(options->context, s->id, s->name))
			samples[i] |= EVL_CHECK_MARK_LEFT_OUT;
		if (options->expected_to_fail != NULL && options->expected_to_fail(options->context, s->id))
			samples[i] |= EVL_CHECK_MARK_EXPECTED;
	}
	for (uint32_t i = 0; i < d->finding_count; i++) {
		const struct evl_check_finding *f = &d->findings[i];
		if (f->sample != UINT32_MAX)
			findings[i] |= samples[f->sample];
		if (options->known != NULL && f->level != EVL_CHECK_NOTE && options->known(options->context, f->fingerprint))
			findings[i] |= EVL_CHECK_MARK_KNOWN;
	}
	c->checked.sample_marks = samples;
	c->checked.finding_marks = findings;
}

/* False: there is no such zone or date. */
static bool read_world(const struct evloop_check_world *given, struct evl_check_world *out)
{
	int zone = given->tz != NULL ? evl_zone_find(given->tz, strlen(given->tz)) : 0;
	*out = (struct evl_check_world){
		.hosts = (uint8_t)given->hosts, .node = (uint8_t)given->node, .has_zone = given->tz != NULL, .zone = (int16_t)zone, .seed = given->seed,
		.locale = given->locale, .now = given->now, .max_steps = given->max_steps,
	};
	return zone != EVL_ZONE_NONE && (given->now == NULL || evl_calendar_is_moment(given->now));
}

/* The options as check/ takes them; lists are borrowed, the rest lies in `arena`. False: there is no such zone or date. */
static bool read_options(const struct evloop_check_options *options, struct evl_arena *arena, struct evl_check_options *out)
{
	struct evl_check_label *labels = evl_arena_alloc(arena, (options->label_count + 1) * sizeof *labels);
	for (size_t i = 0; i < options->label_count; i++)
		labels[i].text = options->labels[i];
	*out = (struct evl_check_options){
		.fail_on = (uint8_t)options->fail_on,
		.explicit_only = options->explicit_only,
		.html_scripts = options->html_scripts,
		.missing = options->missing,
		.explain = options->explain,
		.languages = options->languages,
		.language_count = options->language_count,
		.labels = labels,
		.label_count = options->label_count,
		.provide = options->provide,
		.provide_count = options->provide_count,
		.preludes = options->preludes,
		.prelude_count = (uint32_t)options->prelude_count,
		.load = options->load,
		.load_context = options->load_context,
	};
	return read_world(&options->commanded, &out->commanded) && read_world(&options->world, &out->world);
}

bool evloop_check_begin(struct evloop_checked *checked, const char *name, const char *text, size_t length,
			const struct evloop_check_options *options)
{
	struct evl_check_options o;
	evl_arena_reset(&checked->arena);
	checked->edits = NULL;
	for (struct evloop_check_hand *hand = checked->hands; hand != NULL; hand = hand->next)
		hand->is_used = false;
	if (!read_options(options, &checked->arena, &o))
		return false;
	char *own_name = evl_arena_copy(&checked->arena, name, strlen(name) + 1);
	checked->checked = (struct evl_checked){ .document = &checked->document, .path = own_name, .text = text, .length = length };
	return evl_check_begin(own_name, text, length, &o, &checked->arena, &checked->work) == EVL_STATUS_OK;
}

size_t evloop_check_sample_count(const struct evloop_checked *checked) { return evl_check_sample_count(checked->work); }

struct evloop_check_hand *evloop_check_hand(struct evloop_checked *checked, struct evloop_checker *checker,
					    const struct evloop_check_options *options)
{
	struct evloop_check_hand *hand = checked->hands;
	while (hand != NULL && hand->is_used)
		hand = hand->next;
	if (hand == NULL) {
		hand = calloc(1, sizeof *hand);
		if (hand == NULL || !evl_arena_init(&hand->arena, CHECKED_RESERVE)) {
			free(hand);
			return NULL;
		}
		hand->next = checked->hands;
		checked->hands = hand;
	}
	evl_arena_reset(&hand->arena);
	if (!read_options(options, &hand->arena, &hand->options))
		return NULL;
	hand->is_used = true;
	hand->hand = evl_check_hand_new(checked->work, &checker->checker, &hand->options, &hand->arena);
	return hand;
}

void evloop_check_sample(struct evloop_check_hand *hand, size_t index) { evl_check_sample(hand->hand, (uint32_t)index); }

void evloop_check_end(struct evloop_checked *checked, const struct evloop_check_options *options)
{
	evl_check_end(checked->work, &checked->arena, &checked->document);
	raise_levels(checked, options);
	mark(checked, options);
}

bool evloop_check(struct evloop_checker *checker, struct evloop_checked *checked, const char *name, const char *text, size_t length,
		  const struct evloop_check_options *options)
{
	if (!evloop_check_begin(checked, name, text, length, options))
		return false;
	struct evloop_check_hand *hand = evloop_check_hand(checked, checker, options);
	if (hand == NULL)
		return false;
	for (size_t i = 0; i < evloop_check_sample_count(checked); i++)
		evloop_check_sample(hand, i);
	evloop_check_end(checked, options);
	return true;
}

bool evloop_checked_sample(const struct evloop_checked *checked, size_t index, struct evloop_sample *sample)
{
	const struct evl_check_document *d = &checked->document;
	if (index >= d->sample_count)
		return false;
	const struct evl_check_sample *s = &d->samples[index];
	unsigned first = s->matching_hosts & (0u - s->matching_hosts);
	unsigned host = first == 0 || (s->matching_hosts & s->host) != 0 ? s->host : first;
	*sample = (struct evloop_sample){
		.id = s->id, .code = s->code.text, .length = s->code.length, .line = s->place.line, .host = host, .confirmed = s->status == EVL_CHECK_CONFIRMED,
	};
	return true;
}

const char *evloop_check_host_name(unsigned host) { return evl_check_host_name(host); }

bool evloop_checked_finding(const struct evloop_checked *checked, size_t index, struct evloop_finding *finding)
{
	const struct evl_check_document *d = &checked->document;
	if (index >= d->finding_count)
		return false;
	const struct evl_check_finding *f = &d->findings[index];
	*finding = (struct evloop_finding){
		.rule = f->rule,
		.level = (enum evloop_level)f->level,
		.line = f->place.line,
		.fingerprint = f->fingerprint,
		.message = f->message,
		.sample = f->sample != UINT32_MAX ? d->samples[f->sample].id : NULL,
		.counts = evl_check_counts(&checked->checked, (uint32_t)index),
	};
	return true;
}

/* ------------------------------------------------------------------- totals */

static struct evl_check_totals inner_totals(const struct evloop_check_totals *t)
{
	struct evl_check_totals inner = {
		.files = t->files, .known = t->known, .expected_failures = t->expected_failures, .unexpected_passes = t->unexpected_passes,
	};
	for (unsigned i = 0; i < EVLOOP_SAMPLE_STATUSES; i++)
		inner.samples[i] = t->samples[i];
	for (unsigned i = 0; i < EVLOOP_LEVELS; i++)
		inner.levels[i] = t->levels[i];
	return inner;
}

void evloop_check_totals_add(struct evloop_check_totals *totals, const struct evloop_checked *checked)
{
	struct evl_check_totals inner = inner_totals(totals);
	evl_check_totals_add(&inner, &checked->checked);
	*totals = (struct evloop_check_totals){
		.files = inner.files, .known = inner.known, .expected_failures = inner.expected_failures,
		.unexpected_passes = inner.unexpected_passes,
	};
	for (unsigned i = 0; i < EVLOOP_SAMPLE_STATUSES; i++)
		totals->samples[i] = inner.samples[i];
	for (unsigned i = 0; i < EVLOOP_LEVELS; i++)
		totals->levels[i] = inner.levels[i];
}

/* ------------------------------------------------------------------ outputs */

const char *evloop_check_format_name(size_t index)
{
	for (size_t i = 0; evl_check_formats[i].name != NULL; i++)
		if (i == index)
			return evl_check_formats[i].name;
	return NULL;
}

const char *evloop_check_format_summary(size_t index)
{
	return evloop_check_format_name(index) != NULL ? evl_check_formats[index].summary : NULL;
}

struct evloop_check_output *evloop_check_output_new(const char *format, const struct evloop_check_output_options *options,
						    const struct evloop_sink *sink)
{
	const struct evl_check_format *row = evl_check_format_find(format);
	struct evloop_check_output *output = row != NULL ? calloc(1, sizeof *output) : NULL;
	if (output == NULL)
		return NULL;
	struct evl_check_output_options inner = {
		.version = EVLOOP_VERSION, .color = options->color, .ascii = options->ascii, .explain = options->explain,
		.summary = options->summary, .quiet_success = options->quiet_success,
	};
	struct evl_sink inner_sink = { sink->write, sink->context };
	if (evl_check_output_begin(&output->output, row, &inner_sink, &inner))
		return output;
	static const struct evl_check_totals none;
	(void)evl_check_output_end(&output->output, &none);
	free(output);
	return NULL;
}

bool evloop_check_output_document(struct evloop_check_output *output, const struct evloop_checked *checked)
{
	return evl_check_output_document(&output->output, &checked->checked);
}

bool evloop_check_output_end(struct evloop_check_output *output, const struct evloop_check_totals *totals, bool interrupted,
			     const char *elapsed)
{
	struct evl_check_totals inner = inner_totals(totals);
	output->output.options.interrupted = interrupted;
	output->output.options.elapsed = elapsed;
	bool good = evl_check_output_end(&output->output, &inner);
	free(output);
	return good;
}

/* ------------------------------------------------------------------ updates */

static void find_edits(struct evloop_checked *checked, bool missing)
{
	if (checked->edits != NULL && checked->edits_missing == missing)
		return;
	size_t room = evl_check_edit_room(&checked->checked) + 1;
	checked->edits = evl_arena_alloc(&checked->arena, room * sizeof *checked->edits);
	checked->edit_count = evl_check_edits(&checked->checked, missing, checked->edits);
	checked->edits_missing = missing;
}

size_t evloop_checked_edit_count(struct evloop_checked *checked, bool missing)
{
	find_edits(checked, missing);
	return checked->edit_count;
}

bool evloop_checked_updated(struct evloop_checked *checked, bool missing, const struct evloop_sink *out)
{
	struct evl_buffer text;
	struct evl_sink sink = { out->write, out->context };
	find_edits(checked, missing);
	evl_buffer_init(&text);
	evl_check_apply(&checked->checked, checked->edits, checked->edit_count, &text);
	return evl_report_flush(&text, &sink);
}

bool evloop_checked_diff(struct evloop_checked *checked, bool missing, const struct evloop_sink *out)
{
	struct evl_buffer text;
	struct evl_sink sink = { out->write, out->context };
	find_edits(checked, missing);
	evl_buffer_init(&text);
	evl_check_unified_diff(&checked->checked, checked->edits, checked->edit_count, &text);
	return evl_report_flush(&text, &sink);
}
