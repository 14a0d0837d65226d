/*
 * drill.h - questions about what a snippet prints, their grading, and when to ask again.
 *
 * A struct evloop_drill makes questions and grades answers; it belongs to one thread. A question borrows from it and is
 * valid until the next one is made. Every question is proven: all orders that the host is free to choose were explored,
 * and there is one. The store keeps what was reviewed and when each rule is due; the clock and the path are the caller's.
 */
#ifndef EVLOOP_DRILL_H
#define EVLOOP_DRILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct evloop_drill;

/* NULL when the system gives no memory. Owned: evloop_drill_free. */
struct evloop_drill *evloop_drill_new(void);
void evloop_drill_free(struct evloop_drill *drill);

/* ------------------------------------------------------------------ rules */

/* What the drill teaches: rule number `rule`, below evloop_drill_rule_count(). Static texts. */
size_t evloop_drill_rule_count(void);
const char *evloop_drill_rule_name(size_t rule);
const char *evloop_drill_rule_title(size_t rule);
const char *evloop_drill_rule_text(size_t rule);
/* evloop_drill_rule_count() when there is no such rule. */
size_t evloop_drill_rule_find(const char *name);

/* Topic number `index`, 0 is "any"; NULL past the last. */
const char *evloop_drill_topic_name(size_t index);
const char *evloop_drill_topic_summary(size_t index);

/* -------------------------------------------------------------- questions */

enum evloop_drill_kind {
	EVLOOP_DRILL_ANY_KIND, /* for asking: whatever suits */
	EVLOOP_DRILL_ORDER,    /* put the printed lines in order */
	EVLOOP_DRILL_TYPE,     /* type the output */
	EVLOOP_DRILL_CHOICE,   /* which of four is the output */
	EVLOOP_DRILL_QUEUE,    /* what is in the microtask queue at a line: which of four */
	EVLOOP_DRILL_HOSTS,    /* does another host print the same: which of two */
	EVLOOP_DRILL_BUG,      /* which line is wrong */
};

/* "order"; NULL for a number that is none. */
const char *evloop_drill_kind_name(enum evloop_drill_kind kind);

enum { EVLOOP_DRILL_LINES = 40, EVLOOP_DRILL_OPTIONS = 4 };

struct evloop_drill_question {
	const char *id;                 /* asks for the same question again: "3-await-node-k7f2p-order" */
	const char *title;              /* of the story */
	enum evloop_drill_kind kind;
	int level;                      /* 1 to 6 */
	const char *topic, *host;
	const char *code;
	const char *prompt;             /* one sentence */
	size_t line_count;
	const char *lines[EVLOOP_DRILL_LINES];   /* what is printed, in order */
	const char *reasons[EVLOOP_DRILL_LINES]; /* why each line comes when it does */
	const char *kinds[EVLOOP_DRILL_LINES];   /* "microtask (await)" */
	size_t next_rules[EVLOOP_DRILL_LINES];   /* the rule by which the line comes before the one after it */
	size_t unprinted_count;         /* ORDER: lines among those offered that are never printed */
	const char *unprinted[EVLOOP_DRILL_OPTIONS];
	size_t unprinted_rules[EVLOOP_DRILL_OPTIONS]; /* why not; evloop_drill_rule_count(): no rule of these */
	size_t shown_count;             /* ORDER: the lines as offered; otherwise the options to choose from */
	const char *shown[EVLOOP_DRILL_LINES];
	const char *notes[EVLOOP_DRILL_OPTIONS]; /* CHOICE and the like: what is believed by who takes this option; BUG: why that line is
	                                            good, a sentence; "" for the right one */
	size_t note_rules[EVLOOP_DRILL_OPTIONS]; /* and the rule that this is about */
	size_t right;                   /* index of the right option */
	const char *explanation;        /* why the right option is right; "" for ORDER and TYPE */
	const char *hint;               /* a nudge */
	size_t rule_count;              /* rules that the answer shows knowledge of */
	size_t rules[EVLOOP_DRILL_LINES];
	const char *steps;              /* the run step by step, a line each */
};

struct evloop_drill_wish {
	int level;                   /* 1 to 6; 0: any */
	const char *topic;           /* NULL: any */
	const char *host;            /* "node", "node-esm", "browser"; NULL: any */
	enum evloop_drill_kind kind;
	uint64_t seed;
	size_t rule;                 /* prefer questions about this rule; evloop_drill_rule_count(): none */
};

/* Make a question. NULL: nothing fits the wish (a topic that the host does not have), or no memory. */
const struct evloop_drill_question *evloop_drill_ask(struct evloop_drill *drill, const struct evloop_drill_wish *wish);

/* The question of this id. NULL: there is none. */
const struct evloop_drill_question *evloop_drill_replay(struct evloop_drill *drill, const char *id);

/* A question about somebody's own snippet; `name` becomes part of its id. NULL: its order is not certain, or it does not suit. */
const struct evloop_drill_question *evloop_drill_from(struct evloop_drill *drill, const char *name, const char *code, size_t length,
						      const struct evloop_drill_wish *wish);

/* Question number `index` of the built-in deck; its name in *name (static). NULL past the last. */
const struct evloop_drill_question *evloop_drill_deck(struct evloop_drill *drill, size_t index, enum evloop_drill_kind kind, uint64_t seed);
size_t evloop_drill_deck_count(void);

/* --------------------------------------------------------------- grading */

struct evloop_drill_answer {
	size_t line_count;              /* ORDER, TYPE */
	const char *const *lines;
	size_t option;                  /* the others */
};

struct evloop_drill_grade {
	bool exact;
	double pairs;                   /* share of the ordered pairs that the answer keeps, 0 to 1 */
	size_t moves;                   /* fewest lines to move */
	size_t moved_count;
	size_t moved[EVLOOP_DRILL_LINES];   /* those lines, by number in `lines` */
	size_t missing, extra;          /* lines that the answer leaves out, or adds */
	size_t first_wrong;             /* the first line that is not where it belongs, by number in `lines`; SIZE_MAX: none */
	size_t blamed_count;
	size_t blamed[EVLOOP_DRILL_LINES];  /* rules that the answer violates */
	size_t blamed_first[EVLOOP_DRILL_LINES], blamed_second[EVLOOP_DRILL_LINES]; /* by this pair of lines, in their right order */
};

/* Compare the answer with what the question prints; fills *grade. */
void evloop_drill_grade(const struct evloop_drill_question *question, const struct evloop_drill_answer *answer,
			struct evloop_drill_grade *grade);

/* ------------------------------------------------------------------ store */

struct evloop_drill_store;

enum evloop_drill_rating { EVLOOP_DRILL_AGAIN = 1, EVLOOP_DRILL_HARD, EVLOOP_DRILL_GOOD, EVLOOP_DRILL_EASY };

/*
 * Open the file, or make it. NULL: *why (static, or valid until the next call) says why not. Two processes may use one file
 * at once; each review is a transaction of its own. Owned: evloop_drill_store_close. `zone_offset`: seconds east of
 * Greenwich, for days that begin at four in the morning.
 */
struct evloop_drill_store *evloop_drill_store_open(const char *path, int32_t zone_offset, const char **why);
void evloop_drill_store_close(struct evloop_drill_store *store);

struct evloop_drill_review {
	int64_t at;          /* seconds since 1970 */
	int64_t ms;          /* that the answer took */
	const char *question;/* id */
	const char *kind, *host;
	double score;        /* 0 to 1 */
	size_t rule_count;
	const size_t *rules;
	const uint8_t *ratings; /* enum evloop_drill_rating, one a rule */
};

/* Keep a review and move its rules' cards. False: it could not be written (nothing of it was then). */
bool evloop_drill_store_review(struct evloop_drill_store *store, const struct evloop_drill_review *review);

struct evloop_drill_card {
	size_t rule;
	bool known;         /* it was reviewed */
	double stability, difficulty;
	double recall;      /* probability now */
	int64_t last, due;
	uint32_t reviews, lapses;
	uint32_t recent_count; /* the last ratings, oldest first */
	uint8_t recent[20];
};

/* What is known of a rule at time `now`. False: reading failed. */
bool evloop_drill_store_card(struct evloop_drill_store *store, size_t rule, int64_t now, struct evloop_drill_card *card);

/*
 * The rule to ask about next: one of the most overdue, unless `answers_a_day` were given today, or a new one when fewer
 * than `new_a_day` were begun today; rule_count: nothing is due.
 */
size_t evloop_drill_store_next(struct evloop_drill_store *store, int64_t now, uint32_t new_a_day, uint32_t answers_a_day, uint64_t seed);

/* A sitting that may be interrupted: how far it is. */
struct evloop_drill_sitting {
	uint64_t seed;
	size_t asked, answered, exact; /* `asked`: without the question that is open */
	double score;
	int64_t spent_ms;     /* since it began, without interruptions */
	int64_t at;           /* seconds since 1970: when this was kept */
	char question[128];   /* id of the one that is open; "": none */
	size_t blamed[128];   /* how often each rule was, by number */
};

/* Keep how far the sitting is that was begun with `wish`, a text for its options. False: it could not be written. */
bool evloop_drill_store_keep(struct evloop_drill_store *store, const char *wish, const struct evloop_drill_sitting *sitting);
/* The sitting of this wish, if it was kept since `not_before`. */
bool evloop_drill_store_kept(struct evloop_drill_store *store, const char *wish, int64_t not_before, struct evloop_drill_sitting *sitting);
/* It is over. */
bool evloop_drill_store_drop(struct evloop_drill_store *store, const char *wish);

/* The median time of good answers of this kind in milliseconds; 0: too few. */
int64_t evloop_drill_store_median(struct evloop_drill_store *store, const char *kind);

struct evloop_drill_totals {
	uint64_t answers, exact;
	uint64_t days[14];  /* answers a day, the last is today */
	uint64_t today;
};
/* Counts of all answers so far; a day begins at four in the morning of the store's zone. `now`: seconds since 1970. What cannot be read counts as nothing; always true. */
bool evloop_drill_store_totals(struct evloop_drill_store *store, int64_t now, struct evloop_drill_totals *totals);

/* An answer as it is kept. Borrowed for the call that gives it. */
struct evloop_drill_entry {
	const char *uid;     /* the same wherever it was imported */
	int64_t at, ms;
	const char *question, *kind, *host;
	double score;
	const char *ratings; /* "then-is-async=3 await-yields=1" */
};
/* Call `each` for every answer, oldest first. False: reading failed. */
bool evloop_drill_store_each(struct evloop_drill_store *store, void (*each)(void *context, const struct evloop_drill_entry *entry), void *context);

/* Add an answer that another store knew, unless it is there; *added says. Cards are computed anew by evloop_drill_store_rebuild. */
bool evloop_drill_store_import(struct evloop_drill_store *store, const struct evloop_drill_entry *entry, bool *added);
bool evloop_drill_store_rebuild(struct evloop_drill_store *store);

/* Forget everything. */
bool evloop_drill_store_clear(struct evloop_drill_store *store);

#ifdef __cplusplus
}
#endif

#endif
