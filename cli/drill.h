/*
 * drill.h - what the files of `evloop drill` share: a session, its two interfaces, statistics, export and import.
 */
#ifndef EVLOOP_CLI_DRILL_H
#define EVLOOP_CLI_DRILL_H

#include <evloop/drill.h>

#include "cli.h"

struct drill_options {
	int64_t count, level, seed, new_a_day, answers_a_day;
	const char *topic, *host, *mode, *from, *format, *color;
	bool plain, exam, ascii, deck, yes, restart;
};

/* A snippet of the person's own documents. */
struct drill_sample {
	char *name; /* owned */
	char *code; /* owned */
	const char *host; /* that prints what the document says; NULL: nothing is said */
};

struct drill_samples {
	struct drill_sample *items;
	size_t count;
};

struct drill_session {
	const struct drill_options *options;
	struct evloop_drill *drill;
	struct evloop_drill_store *store;
	struct drill_samples samples; /* of --from */
	uint64_t seed;
	char wish[512];   /* what it was begun with, for going on after an interruption */
	char pending[128];/* id of the question that was open when it was interrupted; "": none */
	bool resumed;     /* the next question is the first after an interruption */
	size_t total;     /* questions to ask; 0: as many as are due */
	size_t asked, answered, exact;
	double score;     /* sum */
	int64_t begun_ms, limit_ms; /* exam: 0: no limit */
	size_t *blamed;   /* how often each rule was, by number */
	uint64_t *seen;   /* of the samples: which were asked */
};

/* ---- what an interface does ---- */

enum drill_reply { DRILL_ANSWERED, DRILL_SKIPPED, DRILL_QUIT, DRILL_TIME_OVER };

struct drill_answer {
	struct evloop_drill_answer answer;
	const char *lines[EVLOOP_DRILL_LINES];
	char *typed[EVLOOP_DRILL_LINES]; /* owned: what was typed, by lines */
	size_t typed_count;
	bool used_hint;
	int64_t ms;
};

struct drill_ui {
	void *self;
	/* Show the question and take an answer. */
	enum drill_reply (*ask)(void *self, struct drill_session *session, const struct evloop_drill_question *question,
				struct drill_answer *answer);
	/* Show the verdict (a text of lines); false: the person wants to stop. */
	bool (*tell)(void *self, const struct evloop_drill_question *question, const char *verdict);
	/* The last words of the session. */
	void (*end)(void *self, const char *report);
};

/* Free what was typed. */
void drill_answer_release(struct drill_answer *answer);

/* Ask until the session is over. An exit status. */
int drill_session_run(struct drill_session *session, const struct drill_ui *ui);

/* The kind of question that --mode names. */
enum evloop_drill_kind drill_wished_kind(const struct drill_options *options);

/* Milliseconds of a clock that only goes forward. */
int64_t drill_clock(void);
/* What an exam has left of its time, in milliseconds; -1 when there is no limit. */
int64_t drill_time_left(const struct drill_session *session);

/* "Question 2 of 10 - level 3 - await - Node, a CommonJS script"; owned. */
char *drill_heading(const struct drill_session *session, const struct evloop_drill_question *question);

/* ---- drill_plain.c, drill_screen.c ---- */

/* Lines in, lines out: for pipes, dumb terminals and screen readers. */
struct drill_ui drill_plain_ui(void);

/* Is there a terminal for the full screen? Then *ui is filled, and drill_screen_close gives the terminal back. */
bool drill_screen_open(struct drill_ui *ui, bool ascii);
void drill_screen_close(void);

/* ---- drill_samples.c ---- */

/*
 * Collect the snippets of a file or folder: the samples of documents that print what is documented, as `evloop check` finds
 * them, and a script that is named itself. False: a message stands on standard error.
 */
bool drill_samples_read(struct drill_samples *samples, const char *path);
void drill_samples_release(struct drill_samples *samples);

/* ---- drill_stats.c, drill_transfer.c ---- */

/*
 * The verbs `stats`, `list`, `export` (`format`: "anki" for the rules as cards, otherwise every answer as a line) and `import` (what `export` wrote). All write to
 * standard output, messages to standard error, and return an exit status.
 */
int drill_stats(struct evloop_drill_store *store, const struct drill_options *options);
int drill_list(struct evloop_drill_store *store, const struct drill_options *options);
int drill_export(struct evloop_drill_store *store, const char *format);
int drill_import(struct evloop_drill_store *store, const char *file);
/* One question as a line of JSON, for other programs. */
void drill_print_question(const struct evloop_drill_question *question);
/* The question as a person sees it, with its answer. */
void drill_show_question(const struct evloop_drill_question *question, bool with_answer);

#endif
