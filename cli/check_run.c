/* SPDX-License-Identifier: MIT */
/*
 * check_run.c - all documents of `evloop check` through the checkers, in several threads, out in the order of the walk.
 *
 * A document gets a ticket when it is found; at most `window` documents and about MOST_BYTES of their text are under way, so
 * that memory does not grow with their number. The window is wide, because what comes after one slow sample waits for its
 * turn there. A thread that may not begin another document, or finds none, takes samples of those that are under way: so a
 * heavy document keeps no thread idle. Whichever thread finishes the ticket whose turn it is writes it, and those behind it that are ready.
 */
#define _POSIX_C_SOURCE 200809L
#include "check_document.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "progress.h"

enum { WINDOW_PER_JOB = 512, MOST_BYTES = 16 << 20, SHARED_SAMPLES = 8 };

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
		bool missing = check_writes_missing(run->options);
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

/* Write what is ready and has its turn. The lock is held, and let go meanwhile. */
static void write_ready(struct check_run *run)
{
	if (run->writing)
		return;
	run->writing = true;
	for (;;) {
		struct check_job *job = &run->slots[run->next_write % run->window];
		if (run->next_write == run->next_ticket || !job->is_done)
			break;
		pthread_mutex_unlock(&lock);
		if (!run->cut)
			write_document(run, job);
		size_t bytes = job->bytes;
		check_document_release(job);
		pthread_mutex_lock(&lock);
		if (job->checked != NULL)
			run->spares[run->spare_count++] = job->checked;
		job->checked = NULL;
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

struct crew {
	struct check_worker *workers;
	pthread_t *threads;
	unsigned started;
};

/* The other threads, which are worth their start only when there is something for them to do. */
static void start_others(struct check_run *run, struct crew *crew)
{
	while (crew->started + 1 < run->jobs) {
		struct check_worker *other = &crew->workers[crew->started + 1];
		*other = (struct check_worker){ .run = run };
		if (pthread_create(&crew->threads[crew->started], NULL, work, other) != 0)
			break;
		crew->started++;
	}
}

/* ------------------------------------------------------------------- checking */

/* The document is through, one way or the other. The lock is held. */
static void finish(struct check_run *run, struct check_job *job)
{
	job->is_open = false;
	job->is_done = true;
	write_ready(run);
}

/* Samples of the document that nobody has begun, one after the other; the last to leave closes it. The lock is held, and let go meanwhile. */
static void take_samples(struct check_worker *worker, struct check_part *part, struct check_job *job)
{
	while (part != NULL && job->next_sample < job->samples) {
		size_t sample = job->next_sample++;
		pthread_mutex_unlock(&lock);
		check_part_sample(part, sample);
		pthread_mutex_lock(&lock);
	}
	if (--job->hands != 0 || job->next_sample < job->samples)
		return;
	job->is_open = false;
	pthread_mutex_unlock(&lock);
	check_document_close(worker, part, job);
	pthread_mutex_lock(&lock);
	finish(worker->run, job);
}

/* Open the document and check it, with whoever has time. The lock is held, and let go meanwhile. */
static void check_own(struct check_worker *worker, struct crew *crew, struct check_job *job)
{
	struct check_run *run = worker->run;
	bool many = ++run->next_ticket > 2;
	job->checked = run->spare_count != 0 ? run->spares[--run->spare_count] : NULL;
	run->opening++;
	pthread_mutex_unlock(&lock);
	bool good = check_document_open(worker, job);
	if (crew != NULL && crew->started == 0 && run->jobs > 1 && (many || job->samples > SHARED_SAMPLES))
		start_others(run, crew);
	pthread_mutex_lock(&lock);
	run->opening--;
	run->under_way += job->bytes;
	job->checked_well = job->is_open = good;
	if (run->waiting != 0)
		pthread_cond_broadcast(&moved);
	if (!good) {
		finish(run, job);
		return;
	}
	job->hands = 1;
	take_samples(worker, job->parts, job);
}

/* The first document under way that has samples left; NULL: none has. The lock is held. */
static struct check_job *find_open(struct check_run *run)
{
	for (uint64_t ticket = run->next_write; ticket < run->next_ticket; ticket++) {
		struct check_job *job = &run->slots[ticket % run->window];
		if (job->is_open && job->next_sample < job->samples)
			return job;
	}
	return NULL;
}

/* Help with a document that another thread has opened. The lock is held, and let go meanwhile. */
static void help(struct check_worker *worker, struct check_job *job)
{
	job->hands++; /* it stays open */
	pthread_mutex_unlock(&lock);
	struct check_part *part = check_part_new(worker, job);
	pthread_mutex_lock(&lock);
	if (part != NULL && check_part_join(part, worker, job))
		take_samples(worker, part, job);
	else
		job->hands--;
}

/* May another document be begun? The lock is held. */
static bool has_room(const struct check_run *run)
{
	return run->next_ticket == run->next_write || (run->next_ticket - run->next_write < run->window && run->under_way < MOST_BYTES);
}

/* Begin the next document. The lock is held, and let go meanwhile. */
static void begin_next(struct check_worker *worker, struct crew *crew)
{
	struct check_run *run = worker->run;
	struct check_job *job = &run->slots[run->next_ticket % run->window];
	if (find_document(run, job)) {
		check_own(worker, crew, job);
	} else {
		run->exhausted = true;
		pthread_cond_broadcast(&moved);
	}
}

static void work_on(struct check_worker *worker, struct crew *crew)
{
	struct check_run *run = worker->run;
	worker->checker = evloop_checker_new();
	pthread_mutex_lock(&lock);
	while (!run->stopped && !check_interrupted()) {
		struct check_job *open;
		if (!run->exhausted && has_room(run)) {
			begin_next(worker, crew);
		} else if (worker->checker != NULL && (open = find_open(run)) != NULL) {
			help(worker, open);
		} else if (run->exhausted && run->opening == 0) {
			break;
		} else {
			run->waiting++;
			pthread_cond_wait(&moved, &lock);
			run->waiting--;
		}
	}
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&lock);
	check_worker_release(worker);
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
	run->spares = calloc(run->window, sizeof *run->spares);
	if (crew.workers == NULL || crew.threads == NULL || run->slots == NULL || run->spares == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		run->failed = true;
	} else {
		crew.workers[0] = (struct check_worker){ .run = run };
		work_on(&crew.workers[0], &crew);
		for (unsigned i = 0; i < crew.started; i++)
			pthread_join(crew.threads[i], NULL);
		pthread_mutex_lock(&lock);
		write_ready(run);
		pthread_mutex_unlock(&lock);
	}
	for (unsigned i = 0; run->slots != NULL && i < run->window; i++) {
		check_document_release(&run->slots[i]);
		evloop_checked_free(run->slots[i].checked);
	}
	for (unsigned i = 0; i < run->spare_count; i++)
		evloop_checked_free(run->spares[i]);
	free(run->slots);
	free(run->spares);
	free(crew.workers);
	free(crew.threads);
}
