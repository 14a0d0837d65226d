/* SPDX-License-Identifier: MIT */
/*
 * batch_run.c - see batch_run.h.
 *
 * A record gets a ticket when it is read; at most `window` are under way. Whichever thread finishes the ticket whose turn
 * it is writes it, and those behind it that are ready. Large records make the window smaller. One thread reads at a time, and nobody waits for the reader but to read.
 */
#define _POSIX_C_SOURCE 200809L
#include "batch_run.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_PER_JOB = 64, MOST_BYTES = 64 << 20 };

struct slot {
	struct batch_line line;
	char *answer;
	size_t length;
	bool done, ok;
};

struct shared {
	struct batch_run *run;
	pthread_mutex_t reading; /* is taken before `lock` */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct slot *slots;
	uint64_t window, next_ticket, next_write;
	size_t under_way; /* bytes of the records between reading and writing */
	bool exhausted, stopped, writing, waiting;
};

/* May another record be read? The lock is held. */
static bool has_room(const struct shared *s)
{
	return s->next_ticket == s->next_write || (s->next_ticket - s->next_write < s->window && s->under_way < MOST_BYTES);
}

static struct slot *take(struct shared *s)
{
	struct slot *slot = NULL;
	struct batch_line line;
	pthread_mutex_lock(&s->reading);
	pthread_mutex_lock(&s->lock);
	while (!s->exhausted && !s->stopped && !has_room(s))
		pthread_cond_wait(&s->moved, &s->lock);
	bool wanted = !s->exhausted && !s->stopped;
	s->waiting = true;
	pthread_mutex_unlock(&s->lock);
	bool found = wanted && s->run->next(s->run->context, &line);
	pthread_mutex_lock(&s->lock);
	s->waiting = false;
	if (found) {
		slot = &s->slots[s->next_ticket++ % s->window];
		*slot = (struct slot){ .line = line };
		s->under_way += line.length;
	} else {
		s->exhausted = true;
	}
	pthread_mutex_unlock(&s->lock);
	pthread_mutex_unlock(&s->reading);
	return slot;
}

static void write_slot(struct shared *s, struct slot *slot, bool waiting)
{
	bool good = fwrite(slot->answer, 1, slot->length, stdout) == slot->length && s->run->written(s->run->context, waiting);
	free(slot->answer);
	slot->answer = NULL;
	if (!good) {
		pthread_mutex_lock(&s->lock);
		s->stopped = true;
		pthread_mutex_unlock(&s->lock);
	}
}

/* Write what is ready and has its turn. The lock is held, and let go meanwhile. */
static void write_ready(struct shared *s)
{
	if (s->writing)
		return;
	s->writing = true;
	while (s->next_write != s->next_ticket && s->slots[s->next_write % s->window].done) {
		struct slot *slot = &s->slots[s->next_write % s->window];
		bool waiting = s->waiting;
		pthread_mutex_unlock(&s->lock);
		if (slot->answer != NULL)
			write_slot(s, slot, waiting);
		pthread_mutex_lock(&s->lock);
		s->next_write++;
		s->under_way -= slot->line.length;
		pthread_cond_broadcast(&s->moved);
	}
	s->writing = false;
}

static void answer(struct shared *s, struct evloop *evloop, struct slot *slot)
{
	FILE *out = open_memstream(&slot->answer, &slot->length);
	bool good = out != NULL;
	if (good) {
		slot->ok = batch_answer(evloop, s->run->defaults, slot->line.text, slot->line.length, slot->line.number, slot->line.oversized, out);
		good = fclose(out) == 0;
	}
	free(slot->line.text);
	pthread_mutex_lock(&s->lock);
	s->run->all_ok &= slot->ok;
	s->run->failed |= !good;
	s->stopped |= !good;
	bool at_once = s->run->unordered, waiting = s->waiting;
	pthread_mutex_unlock(&s->lock);
	if (at_once && good)
		write_slot(s, slot, waiting);
	pthread_mutex_lock(&s->lock);
	slot->done = true;
	write_ready(s);
	pthread_mutex_unlock(&s->lock);
}

static void *work(void *context)
{
	struct shared *s = context;
	struct evloop *evloop = evloop_new();
	if (evloop == NULL) {
		pthread_mutex_lock(&s->lock);
		s->run->failed = s->stopped = true;
		pthread_mutex_unlock(&s->lock);
		return NULL;
	}
	for (struct slot *slot; (slot = take(s)) != NULL;)
		answer(s, evloop, slot);
	evloop_free(evloop);
	return NULL;
}

void batch_run_all(struct batch_run *run)
{
	struct shared s = { .run = run, .window = (uint64_t)run->jobs * WINDOW_PER_JOB };
	pthread_t *threads = calloc(run->jobs, sizeof *threads);
	unsigned started = 0;
	s.slots = calloc((size_t)s.window, sizeof *s.slots);
	run->all_ok = true;
	pthread_mutex_init(&s.reading, NULL);
	pthread_mutex_init(&s.lock, NULL);
	pthread_cond_init(&s.moved, NULL);
	if (threads == NULL || s.slots == NULL) {
		run->failed = true;
	} else {
		while (started + 1 < run->jobs && pthread_create(&threads[started], NULL, work, &s) == 0)
			started++;
		(void)work(&s);
		for (unsigned i = 0; i < started; i++)
			pthread_join(threads[i], NULL);
	}
	for (uint64_t i = s.next_write; s.slots != NULL && i < s.next_ticket; i++) /* after a failure */
		free(s.slots[i % s.window].answer);
	if (run->failed)
		fprintf(stderr, "evloop batch: the system gives no memory\n");
	pthread_cond_destroy(&s.moved);
	pthread_mutex_destroy(&s.lock);
	pthread_mutex_destroy(&s.reading);
	free(s.slots);
	free(threads);
}
