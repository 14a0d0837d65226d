/* SPDX-License-Identifier: MIT */
/*
 * check_document.c - see check_document.h.
 */
#include "check_document.h"

#include <stdlib.h>
#include <string.h>

#include "glob.h"

/* ------------------------------------------------------- what the caller knows */

static bool is_known(void *context, const char *fingerprint)
{
	const struct check_job *job = context;
	return baseline_has(&job->run->baseline, fingerprint);
}

static const char *fragment(const char *id)
{
	const char *hash = strrchr(id, '#');
	return hash != NULL ? hash + 1 : "";
}

/* An entry "docs/old.md#intro-3" (or without '#': all of the document's samples) against a sample. */
static bool entry_matches(const char *entry, const char *folder, const char *path, const char *id, const char *name)
{
	const char *hash = strrchr(entry, '#');
	size_t n = hash != NULL ? (size_t)(hash - entry) : strlen(entry);
	char pattern[4096];
	if (n >= sizeof pattern)
		return false;
	memcpy(pattern, entry, n);
	pattern[n] = '\0';
	struct setting_list list = { (const char *const[]){ pattern }, 1, folder };
	if (n != 0 && !(folder != NULL ? config_list_matches(&list, path, false) : glob_match(pattern, path, GLOB_BRACES)))
		return false;
	return hash == NULL || glob_match(hash + 1, fragment(id), GLOB_BRACES) || (name != NULL && glob_match(hash + 1, name, GLOB_BRACES));
}

static bool is_expected_to_fail(void *context, const char *id)
{
	const struct check_job *job = context;
	const struct setting_list *list = &job->settings.expect_fail;
	for (size_t i = 0; job->file.real != NULL && i < list->count; i++)
		if (entry_matches(list->items[i], list->folder, job->file.real, id, NULL))
			return true;
	return false;
}

static bool is_selected(void *context, const char *id, const char *name)
{
	const struct check_job *job = context;
	const struct option_list *only = &job->run->options->only;
	for (size_t i = 0; i < only->count; i++)
		if (entry_matches(only->items[i], NULL, job->file.path, id, name))
			return true;
	return false;
}

/* --------------------------------------------------------------------- a part */

enum { MOST_PRELUDES = 32 };


struct check_part {
	struct evloop_check_options options;
	uint32_t preludes[MOST_PRELUDES]; /* as the thread's checker counts them */
	size_t prelude_count;
	const char **provide;
	struct module_files *files;
	struct evloop_check_hand *hand;
	char message[1024]; /* why there is no such part */
	struct check_part *next;
};

/* One more prelude file, relative to `folder`, of which the worker's checker has its own number. */
static bool prelude(struct check_worker *worker, struct check_part *part, const char *folder, const char *name)
{
	char path[8192];
	snprintf(path, sizeof path, name[0] == '/' || folder == NULL ? "%.0s%s" : "%s/%s", folder != NULL ? folder : "", name);
	for (size_t i = 0; i < worker->prelude_count; i++) {
		if (strcmp(worker->preludes[i].path, path) == 0) {
			part->preludes[part->prelude_count++] = worker->preludes[i].number;
			return true;
		}
	}
	struct input input;
	uint32_t number = 0;
	struct known_prelude *grown = realloc(worker->preludes, (worker->prelude_count + 1) * sizeof *grown);
	char *copy = malloc(strlen(path) + 1);
	if (grown != NULL)
		worker->preludes = grown;
	bool good = grown != NULL && copy != NULL && input_read(&input, path);
	if (good) {
		good = evloop_checker_prelude(worker->checker, path, input.text, input.length, &number);
		if (!good)
			snprintf(part->message, sizeof part->message, "evloop: the prelude %.900s does not parse, or there are too many\n", path);
		input_release(&input);
	}
	if (good) {
		worker->preludes[worker->prelude_count++] = (struct known_prelude){ strcpy(copy, path), number };
		part->preludes[part->prelude_count++] = number;
	} else {
		free(copy);
	}
	return good;
}

static enum evloop_confidence confidence(const char *name)
{
	return name == NULL || strcmp(name, "high") == 0 ? EVLOOP_HIGH : strcmp(name, "certain") == 0 ? EVLOOP_CERTAIN : EVLOOP_MEDIUM;
}

bool check_writes_missing(const struct check_options *options)
{
	return options->update != NULL && strcmp(options->update, "missing") == 0;
}

static unsigned hosts_of(const char *const *names, size_t count)
{
	unsigned mask = 0;
	for (size_t i = 0; i < count; i++)
		mask |= evloop_check_hosts(names[i]);
	return mask;
}

static bool read_preludes(struct check_worker *worker, struct check_part *part, const struct setting_list *set, const struct option_list *asked)
{
	for (size_t i = 0; i < set->count && part->prelude_count < MOST_PRELUDES; i++)
		if (!prelude(worker, part, set->folder, set->items[i]))
			return false;
	for (size_t i = 0; i < asked->count && part->prelude_count < MOST_PRELUDES; i++)
		if (!prelude(worker, part, NULL, asked->items[i]))
			return false;
	return true;
}

static struct evloop_check_options options_of(struct check_part *part, struct check_job *job)
{
	const struct check_run *run = job->run;
	const struct check_options *o = run->options;
	const struct settings *s = &job->settings;
	return (struct evloop_check_options){
		.commanded = {
			.hosts = hosts_of(o->host.items, o->host.count), .node = (unsigned)o->node, .tz = o->tz, .locale = o->locale, .now = o->now,
			.seed = (int32_t)o->seed, .max_steps = o->max_steps,
		},
		.world = {
			.hosts = hosts_of(s->hosts.items, s->hosts.count), .node = (unsigned)s->node, .tz = s->tz, .locale = s->locale, .now = s->now,
			.seed = (int32_t)s->seed, .max_steps = s->max_steps,
		},
		.fail_on = confidence(o->fail_on != NULL ? o->fail_on : s->fail_on),
		.explicit_only = o->explicit_only || s->explicit_only,
		.html_scripts = o->html_scripts || s->html_scripts,
		.missing = check_writes_missing(o),
		.explain = o->explain || run->every_prediction,
		.warnings_as_errors = o->warnings_as_errors || s->warnings_as_errors,
		.languages = s->languages.items,
		.language_count = s->languages.count,
		.labels = s->labels.items,
		.label_count = s->labels.count,
		.provide = part->provide,
		.provide_count = s->provide.count + o->provide.count,
		.preludes = part->preludes,
		.prelude_count = part->prelude_count,
		.load = module_files_load,
		.load_context = part->files,
		.known = run->baseline.count != 0 && !o->write_baseline ? is_known : NULL,
		.expected_to_fail = s->expect_fail.count != 0 ? is_expected_to_fail : NULL,
		.selected = o->only.count != 0 ? is_selected : NULL,
		.context = job,
	};
}

static void free_part(struct check_part *part)
{
	if (part == NULL)
		return;
	free(part->provide);
	module_files_free(part->files);
	free(part);
}

struct check_part *check_part_new(struct check_worker *worker, struct check_job *job)
{
	const struct check_options *o = job->run->options;
	const struct settings *s = &job->settings;
	struct check_part *part = calloc(1, sizeof *part);
	if (part == NULL)
		return NULL;
	part->provide = malloc((s->provide.count + o->provide.count + 1) * sizeof *part->provide);
	part->files = module_files_new();
	if (part->provide == NULL || part->files == NULL || !read_preludes(worker, part, &s->prelude, &o->prelude)) {
		if (!job->is_open) /* else there are others who check it */
			memcpy(job->message, part->message, sizeof part->message);
		free_part(part);
		return NULL;
	}
	for (size_t i = 0; i < s->provide.count; i++)
		part->provide[i] = s->provide.items[i];
	for (size_t i = 0; i < o->provide.count; i++)
		part->provide[s->provide.count + i] = o->provide.items[i];
	part->options = options_of(part, job);
	return part;
}

bool check_part_join(struct check_part *part, struct check_worker *worker, struct check_job *job)
{
	part->next = job->parts;
	job->parts = part;
	part->hand = evloop_check_hand(job->checked, worker->checker, &part->options);
	return part->hand != NULL;
}

void check_part_sample(struct check_part *part, size_t sample) { evloop_check_sample(part->hand, sample); }

/* ------------------------------------------------------------------ a document */

/* A mark of UTF-16, and text that has one byte of zero beside each letter: nothing in it would be found. */
static bool is_utf16(const struct input *input)
{
	const unsigned char *bytes = (const unsigned char *)input->text;
	if (input->length < 4 || !((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return false;
	return bytes[bytes[0] == 0xFF ? 3 : 2] == 0;
}

static bool fail(struct check_job *job, const char *before, const char *after)
{
	if (job->message[0] == '\0')
		snprintf(job->message, sizeof job->message, "evloop: %s%.900s%s\n", before, job->file.path, after);
	return false;
}

static bool has_no_memory(struct check_job *job) { return fail(job, "the system gives no memory for ", ""); }

bool check_document_open(struct check_worker *worker, struct check_job *job)
{
	if (job->checked == NULL)
		job->checked = evloop_checked_new();
	if (job->checked == NULL || worker->checker == NULL)
		return has_no_memory(job);
	if (!input_open(&job->input, job->standard ? "-" : job->file.path, job->message, sizeof job->message))
		return false;
	job->bytes = job->input.length;
	if (is_utf16(&job->input))
		return fail(job, "cannot read ", ": it is UTF-16, and only UTF-8 is read");
	struct check_part *part = check_part_new(worker, job);
	if (part == NULL)
		return has_no_memory(job);
	if (!evloop_check_begin(job->checked, job->file.path, job->input.text, job->input.length, &part->options)) {
		free_part(part);
		return fail(job, "", " is larger than the model takes");
	}
	job->samples = evloop_check_sample_count(job->checked);
	return check_part_join(part, worker, job) || has_no_memory(job);
}

/* The changes of --update into the file, and what it says then checked anew: that is what is reported. */
static bool write_update(struct check_worker *worker, const struct check_part *part, struct check_job *job)
{
	const struct check_options *o = job->run->options;
	char *old = job->input.text;
	job->updated = check_update(job->checked, job->file.path, job->file.real, check_writes_missing(o), o->force, &job->input.text, &job->input.length,
				    job->message, sizeof job->message);
	return !job->updated || old == NULL ||
	       evloop_check(worker->checker, job->checked, job->file.path, job->input.text, job->input.length, &part->options) ||
	       fail(job, "", " is larger than the model takes");
}

void check_document_close(struct check_worker *worker, const struct check_part *part, struct check_job *job)
{
	const struct check_options *o = job->run->options;
	evloop_check_end(job->checked, &part->options);
	if (o->update != NULL && !o->diff && job->file.real != NULL && evloop_checked_edit_count(job->checked, check_writes_missing(o)) != 0)
		job->checked_well = write_update(worker, part, job);
}

void check_document_release(struct check_job *job)
{
	while (job->parts != NULL) {
		struct check_part *next = job->parts->next;
		free_part(job->parts);
		job->parts = next;
	}
	free(job->file.path);
	free(job->file.real);
	input_release(&job->input);
	struct evloop_checked *checked = job->checked;
	*job = (struct check_job){ .checked = checked };
}

void check_worker_release(struct check_worker *worker)
{
	for (size_t i = 0; i < worker->prelude_count; i++)
		free(worker->preludes[i].path);
	free(worker->preludes);
	evloop_checker_free(worker->checker);
}
