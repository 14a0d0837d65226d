/* SPDX-License-Identifier: MIT */
/*
 * document.c - see check.h: a document's samples, and what was found about them, in the order of the document.
 */
#include <stdio.h>
#include <string.h>

#include "check/work.h"

static const size_t reserve = (size_t)1 << 33;
enum { DOCUMENT_MAX = 0x3FFFFFFF };

bool evl_checker_init(struct evl_checker *checker)
{
	memset(checker, 0, sizeof *checker);
	if (!evl_run_init(&checker->run))
		return false;
	if (evl_arena_init(&checker->scratch, reserve) && evl_arena_init(&checker->orders, reserve))
		return true;
	evl_checker_release(checker);
	return false;
}

void evl_checker_release(struct evl_checker *checker)
{
	evl_run_release(&checker->run);
	if (checker->scratch.base != NULL)
		evl_arena_release(&checker->scratch);
	if (checker->orders.base != NULL)
		evl_arena_release(&checker->orders);
	checker->scratch.base = checker->orders.base = NULL;
}

bool evl_check_takes(const char *name) { return evl_document_kind(name) != EVL_DOCUMENT_NONE; }

/* ---------------------------------------------------------------- fingerprints */

uint64_t evl_check_hash(uint64_t hash, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!evl_is_blank(text[i])) /* layout does not count */
			hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
	return hash;
}

void evl_check_print_hash(char to[17], uint64_t hash) { snprintf(to, 17, "%016llx", (unsigned long long)hash); }

/* ------------------------------------------------------------------------- work */

enum evl_status evl_check_begin(const char *name, const char *text, size_t length, const struct evl_check_options *options,
				struct evl_arena *arena, struct evl_check_work **out)
{
	struct evl_check_work *work = *out = evl_arena_zalloc(arena, sizeof *work);
	work->name = name;
	if (length > DOCUMENT_MAX)
		return EVL_STATUS_TOO_LARGE;
	const char **words = evl_arena_alloc(arena, (options->label_count + 1) * sizeof *words);
	for (size_t i = 0; i < options->label_count; i++)
		words[i] = options->labels[i].text;
	struct evl_sample_options reading = {
		.explicit_only = options->explicit_only, .html_scripts = options->html_scripts, .languages = options->languages,
		.language_count = options->language_count, .words = { words, options->label_count }, .load = options->load, .load_context = options->load_context,
	};
	evl_places_init(&work->places, text, (uint32_t)length, arena);
	evl_samples_read(&work->samples, name, text, (uint32_t)length, &reading, arena);
	work->results = evl_arena_zalloc(arena, (work->samples.count + 1) * sizeof *work->results);
	work->found = evl_arena_zalloc(arena, (work->samples.count + 1) * sizeof *work->found);
	return EVL_STATUS_OK;
}

uint32_t evl_check_sample_count(const struct evl_check_work *work) { return work->samples.count; }

struct evl_check_hand *evl_check_hand_new(struct evl_check_work *work, struct evl_checker *checker, const struct evl_check_options *options,
					  struct evl_arena *arena)
{
	struct evl_check_hand *hand = evl_arena_alloc(arena, sizeof *hand);
	*hand = (struct evl_check_hand){ work, checker, options, arena, evl_places_share(&work->places, arena) };
	return hand;
}

/* ---------------------------------------------------------------------- the end */

struct told {
	const char *message;
	struct told *next;
};

/* The findings of a document while they are put together. */
struct list {
	struct evl_arena *arena;
	struct evl_check_finding *findings;
	uint32_t count;
	struct told *told; /* of missing names, what is in it already */
};

static bool was_told(struct list *list, const char *message)
{
	for (const struct told *t = list->told; t != NULL; t = t->next)
		if (strcmp(t->message, message) == 0)
			return true;
	struct told *more = evl_arena_alloc(list->arena, sizeof *more);
	*more = (struct told){ message, list->told };
	list->told = more;
	return false;
}

static void take_problems(struct list *list, const struct evl_check_work *work)
{
	for (const struct evl_problem *p = work->samples.problems.first; p != NULL; p = p->next) {
		struct evl_check_finding finding = {
			.rule = p->rule, .level = evl_check_rule(p->rule)->level, .sample = UINT32_MAX, .place = evl_place_of(&work->places, p->range),
			.message = p->message, .help = p->help,
		};
		evl_check_print_hash(finding.fingerprint, evl_check_hash(p->rule, p->message, strlen(p->message)));
		list->findings[list->count++] = finding;
	}
}

/* A name that several samples miss is told once. */
static void take_found(struct list *list, struct evl_check_work *work, uint32_t number)
{
	struct evl_check_sample *result = &work->results[number];
	result->first_finding = list->count;
	for (const struct evl_check_kept *kept = work->found[number].first; kept != NULL; kept = kept->next)
		if (kept->finding.rule != 301 || !was_told(list, kept->finding.message))
			list->findings[list->count++] = kept->finding;
	result->finding_count = list->count - result->first_finding;
}

void evl_check_end(struct evl_check_work *work, struct evl_arena *arena, struct evl_check_document *out)
{
	uint32_t room = work->samples.problems.count;
	for (uint32_t i = 0; i < work->samples.count; i++)
		for (const struct evl_check_kept *kept = work->found[i].first; kept != NULL; kept = kept->next)
			room++;
	struct list list = { .arena = arena, .findings = evl_arena_alloc(arena, (room + 1) * sizeof *list.findings) };
	*out = (struct evl_check_document){ .name = work->name, .samples = work->results, .sample_count = work->samples.count, .status = EVL_STATUS_OK };
	take_problems(&list, work);
	for (uint32_t i = 0; i < work->samples.count; i++) {
		take_found(&list, work, i);
		out->counts[work->results[i].status]++;
	}
	out->findings = list.findings;
	out->finding_count = list.count;
}
