/* SPDX-License-Identifier: MIT */
/*
 * check_run.c - all documents of `evloop check` through the checkers, in several threads, out in the order of the walk.
 *
 * A document gets a ticket when it is found; at most `window` documents and about MOST_BYTES of their text are under way, so
 * that memory does not grow with their number. Whichever thread finishes the ticket whose turn it is writes it, and those
 * behind it that are ready. The window is wide, because one slow document must not let the others wait for its turn.
 */
#define _POSIX_C_SOURCE 200809L
#include "check_command.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "glob.h"
#include "progress.h"

enum { WINDOW_PER_JOB = 32, MOST_BYTES = 64 << 20 };

struct check_job {
	bool done, checked_well, standard;
	struct walk_file file;
	struct settings settings;
	struct input input;
	struct evloop_checked *checked;
	const struct check_run *run;
	size_t bytes;       /* of it, counted as under way */
	char message[1024]; /* for standard error, when its turn has come */
	bool updated;
};

struct known_prelude {
	char *path; /* owned */
	uint32_t number;
};

/* What a thread keeps. */
struct worker {
	struct check_run *run;
	struct evloop_checker *checker;
	struct known_prelude *preludes;
	size_t prelude_count;
	bool is_first;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static volatile sig_atomic_t interrupted;

void check_interrupt(void)
{
	interrupted = 1;
}

bool check_interrupted(void)
{
	return interrupted != 0;
}

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

/* ------------------------------------------------------------------ checking */

/* The checker's number of a prelude file, relative to `folder`. */
static bool prelude(struct worker *worker, struct check_job *job, const char *folder, const char *name, uint32_t *number)
{
	char path[8192];
	snprintf(path, sizeof path, name[0] == '/' || folder == NULL ? "%.0s%s" : "%s/%s", folder != NULL ? folder : "", name);
	for (size_t i = 0; i < worker->prelude_count; i++) {
		if (strcmp(worker->preludes[i].path, path) == 0) {
			*number = worker->preludes[i].number;
			return true;
		}
	}
	struct input input;
	struct known_prelude *grown = realloc(worker->preludes, (worker->prelude_count + 1) * sizeof *grown);
	char *copy = malloc(strlen(path) + 1);
	if (grown != NULL)
		worker->preludes = grown;
	bool good = grown != NULL && copy != NULL && input_read(&input, path);
	if (good) {
		good = evloop_checker_prelude(worker->checker, path, input.text, input.length, number);
		if (!good)
			snprintf(job->message, sizeof job->message, "evloop: the prelude %.900s does not parse, or there are too many\n", path);
		input_release(&input);
	}
	if (good)
		worker->preludes[worker->prelude_count++] = (struct known_prelude){ strcpy(copy, path), *number };
	else
		free(copy);
	return good;
}

static enum evloop_confidence confidence(const char *name)
{
	return name == NULL || strcmp(name, "high") == 0 ? EVLOOP_HIGH : strcmp(name, "certain") == 0 ? EVLOOP_CERTAIN : EVLOOP_MEDIUM;
}

static unsigned hosts_of(const char *const *names, size_t count)
{
	unsigned mask = 0;
	for (size_t i = 0; i < count; i++)
		mask |= evloop_check_hosts(names[i]);
	return mask;
}

enum { MOST_PRELUDES = 32 };

static bool check_text(struct worker *worker, struct check_job *job)
{
	const struct check_options *o = worker->run->options;
	const struct settings *s = &job->settings;
	uint32_t preludes[MOST_PRELUDES];
	size_t prelude_count = 0;
	for (size_t i = 0; i < s->prelude.count && prelude_count < MOST_PRELUDES; i++)
		if (!prelude(worker, job, s->prelude.folder, s->prelude.items[i], &preludes[prelude_count++]))
			return false;
	for (size_t i = 0; i < o->prelude.count && prelude_count < MOST_PRELUDES; i++)
		if (!prelude(worker, job, NULL, o->prelude.items[i], &preludes[prelude_count++]))
			return false;
	size_t provide_count = s->provide.count + o->provide.count;
	const char **provide = malloc((provide_count + 1) * sizeof *provide);
	struct module_files *files = module_files_new();
	bool good = provide != NULL && files != NULL;
	if (good) {
		for (size_t i = 0; i < s->provide.count; i++)
			provide[i] = s->provide.items[i];
		for (size_t i = 0; i < o->provide.count; i++)
			provide[s->provide.count + i] = o->provide.items[i];
		struct evloop_check_options options = {
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
			.missing = o->update != NULL && strcmp(o->update, "missing") == 0,
			.explain = o->explain || worker->run->every_prediction,
			.warnings_as_errors = o->warnings_as_errors || s->warnings_as_errors,
			.languages = s->languages.items,
			.language_count = s->languages.count,
			.labels = s->labels.items,
			.label_count = s->labels.count,
			.provide = provide,
			.provide_count = provide_count,
			.preludes = preludes,
			.prelude_count = prelude_count,
			.load = module_files_load,
			.load_context = files,
			.known = worker->run->baseline.count != 0 && !o->write_baseline ? is_known : NULL,
			.expected_to_fail = s->expect_fail.count != 0 ? is_expected_to_fail : NULL,
			.selected = o->only.count != 0 ? is_selected : NULL,
			.context = job,
		};
		good = evloop_check(worker->checker, job->checked, job->file.path, job->input.text, job->input.length, &options);
		if (!good)
			snprintf(job->message, sizeof job->message, "evloop: %s is larger than the model takes\n", job->file.path);
	}
	free(provide);
	module_files_free(files);
	return good;
}

/* A mark of UTF-16, and text that has one byte of zero beside each letter: nothing in it would be found. */
static bool is_utf16(const struct input *input)
{
	const unsigned char *bytes = (const unsigned char *)input->text;
	if (input->length < 4 || !((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return false;
	return bytes[bytes[0] == 0xFF ? 3 : 2] == 0;
}

static void check_document(struct worker *worker, struct check_job *job)
{
	const struct check_options *o = worker->run->options;
	if (job->checked == NULL)
		job->checked = evloop_checked_new();
	job->checked_well = job->checked != NULL && worker->checker != NULL;
	if (!job->checked_well) {
		snprintf(job->message, sizeof job->message, "evloop: the system gives no memory for %s\n", job->file.path);
		return;
	}
	if (!input_open(&job->input, job->standard ? "-" : job->file.path, job->message, sizeof job->message)) {
		job->checked_well = false;
		return;
	}
	job->bytes = job->input.length;
	pthread_mutex_lock(&lock);
	worker->run->under_way += job->bytes;
	pthread_mutex_unlock(&lock);
	if (is_utf16(&job->input)) {
		snprintf(job->message, sizeof job->message, "evloop: cannot read %s: it is UTF-16, and only UTF-8 is read\n", job->file.path);
		job->checked_well = false;
		return;
	}
	job->checked_well = check_text(worker, job);
	bool missing = o->update != NULL && strcmp(o->update, "missing") == 0;
	if (!job->checked_well || o->update == NULL || o->diff || job->file.real == NULL)
		return;
	if (evloop_checked_edit_count(job->checked, missing) == 0)
		return;
	char *old = job->input.text;
	job->updated = check_update(job->checked, job->file.path, job->file.real, missing, o->force, &job->input.text, &job->input.length,
				    job->message, sizeof job->message);
	/* what is reported is what the document says now */
	if (job->updated && old != NULL)
		job->checked_well = check_text(worker, job);
}

/* ------------------------------------------------------------------- writing */

static void write_document(struct check_run *run, struct check_job *job)
{
	if (job->message[0] != '\0') {
		progress_erase(run->progress);
		fputs(job->message, stderr);
	}
	if (!job->checked_well) {
		if (job->file.named)
			run->failed = true;
		run->unreadable++;
		return;
	}
	struct evloop_check_totals before = run->totals;
	evloop_check_totals_add(&run->totals, job->checked);
	run->updated += job->updated;
	struct evloop_finding finding;
	const struct check_options *o = run->options;
	if (o->format != NULL || o->explain || o->list || o->diff || evloop_checked_finding(job->checked, 0, &finding))
		progress_erase(run->progress);
	for (size_t i = 0; i < run->target_count; i++)
		if (!evloop_check_output_document(run->targets[i].output, job->checked))
			run->failed = run->cut = true;
	if (run->options->diff) {
		bool missing = run->options->update != NULL && strcmp(run->options->update, "missing") == 0;
		struct evloop_sink sink = output_sink(stdout);
		run->diffs += evloop_checked_edit_count(job->checked, missing) != 0;
		if (!evloop_checked_diff(job->checked, missing, &sink))
			run->failed = true;
	}
	for (size_t i = 0; run->options->write_baseline && evloop_checked_finding(job->checked, i, &finding); i++)
		if (finding.counts && finding.level != EVLOOP_LEVEL_NOTE &&
		    !baseline_add(&run->fresh, finding.fingerprint, finding.rule, finding.sample))
			run->failed = true;
	if (run->options->fail_fast && run->totals.levels[EVLOOP_LEVEL_ERROR] > before.levels[EVLOOP_LEVEL_ERROR])
		run->cut = true;
	progress_show(run->progress, run->totals.files, job->file.path);
}

static void empty_slot(struct check_job *job)
{
	free(job->file.path);
	free(job->file.real);
	input_release(&job->input);
	struct evloop_checked *checked = job->checked;
	*job = (struct check_job){ .checked = checked };
}

/* Write what is ready and has its turn. The lock is held, and let go meanwhile. */
static void write_ready(struct check_run *run)
{
	if (run->writing)
		return;
	run->writing = true;
	for (;;) {
		struct check_job *job = &run->slots[run->next_write % run->window];
		if (run->next_write == run->next_ticket || !job->done)
			break;
		pthread_mutex_unlock(&lock);
		if (!run->cut)
			write_document(run, job);
		size_t bytes = job->bytes;
		empty_slot(job);
		pthread_mutex_lock(&lock);
		run->under_way -= bytes;
		run->next_write++;
		if (run->cut)
			run->stopped = true;
		pthread_cond_broadcast(&moved);
	}
	run->writing = false;
}

/* ------------------------------------------------------------------- finding */

/* The next document that is wanted, into the slot. False: there is none. The lock is held. */
static bool find_document(struct check_run *run, struct check_job *job)
{
	struct walk_file file;
	while (walk_next(run->walk, &file)) {
		bool standard = strcmp(file.path, "-") == 0;
		bool wanted = config_for(run->config, file.real, &job->settings);
		if (!wanted)
			run->failed = run->stopped = true;
		if (wanted && !file.named)
			wanted = config_wants(&job->settings, file.real);
		if (wanted && run->options->changed != NULL && !standard)
			wanted = git_changed_has(&run->changed, file.real);
		if (standard && run->options->stdin_filename != NULL) {
			char *name = malloc(strlen(run->options->stdin_filename) + 1);
			if (name != NULL) {
				free(file.path);
				file.path = strcpy(name, run->options->stdin_filename);
			}
		}
		if (wanted && file.named && !evloop_check_takes(file.path)) {
			fprintf(stderr, "evloop: %s is no document by its name (.md, .mdx, .html, .js, ...)%s\n", file.path,
				standard && run->options->stdin_filename == NULL ? "; --stdin-filename gives one" : "");
			run->failed = true;
			wanted = false;
		}
		if (wanted) {
			job->file = file;
			job->standard = standard;
			job->run = run;
			return true;
		}
		free(file.path);
		free(file.real);
		if (run->stopped)
			return false;
	}
	return false;
}

static void *work(void *context);

/* Threads are worth their start only when there is something for them to do. */
static void start_others(struct check_run *run, struct worker *workers, pthread_t *threads, unsigned *started)
{
	while (*started + 1 < run->jobs) {
		struct worker *other = &workers[*started + 1];
		*other = (struct worker){ .run = run };
		if (pthread_create(&threads[*started], NULL, work, other) != 0)
			break;
		++*started;
	}
}

struct crew {
	struct worker *workers;
	pthread_t *threads;
	unsigned started;
};

/* May another document be begun? The lock is held. */
static bool has_room(const struct check_run *run)
{
	return run->next_ticket == run->next_write || (run->next_ticket - run->next_write < run->window && run->under_way < MOST_BYTES);
}

static void work_on(struct worker *worker, struct crew *crew)
{
	struct check_run *run = worker->run;
	worker->checker = evloop_checker_new();
	pthread_mutex_lock(&lock);
	for (;;) {
		if (run->exhausted || run->stopped || check_interrupted())
			break;
		if (!has_room(run)) {
			pthread_cond_wait(&moved, &lock);
			continue;
		}
		struct check_job *job = &run->slots[run->next_ticket % run->window];
		if (!find_document(run, job)) {
			run->exhausted = true;
			pthread_cond_broadcast(&moved);
			break;
		}
		bool many = ++run->next_ticket > 2;
		pthread_mutex_unlock(&lock);
		if (many && crew != NULL && crew->started == 0 && run->jobs > 1)
			start_others(run, crew->workers, crew->threads, &crew->started);
		check_document(worker, job);
		pthread_mutex_lock(&lock);
		job->done = true;
		write_ready(run);
	}
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&lock);
	for (size_t i = 0; i < worker->prelude_count; i++)
		free(worker->preludes[i].path);
	free(worker->preludes);
	evloop_checker_free(worker->checker);
}

static void *work(void *context)
{
	work_on(context, NULL);
	return NULL;
}

void check_run_all(struct check_run *run)
{
	struct crew crew = { calloc(run->jobs, sizeof *crew.workers), calloc(run->jobs, sizeof *crew.threads), 0 };
	run->window = run->jobs == 1 ? 1 : run->jobs * WINDOW_PER_JOB;
	run->slots = calloc(run->window, sizeof *run->slots);
	if (crew.workers == NULL || crew.threads == NULL || run->slots == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		run->failed = true;
	} else {
		crew.workers[0] = (struct worker){ .run = run };
		work_on(&crew.workers[0], &crew);
		for (unsigned i = 0; i < crew.started; i++)
			pthread_join(crew.threads[i], NULL);
		pthread_mutex_lock(&lock);
		write_ready(run);
		pthread_mutex_unlock(&lock);
	}
	for (unsigned i = 0; run->slots != NULL && i < run->window; i++) {
		empty_slot(&run->slots[i]);
		evloop_checked_free(run->slots[i].checked);
	}
	free(run->slots);
	free(crew.workers);
	free(crew.threads);
}
