/* SPDX-License-Identifier: MIT */
/*
 * check.h - one document in; its samples, what was predicted for them, and what is wrong with it, out.
 *
 * The document is Markdown, HTML or JavaScript (by its name's ending). Everything that a report shows is in struct
 * evl_check_document; renderers read nothing else. Places are in the document, never in a sample. Texts are UTF-8,
 * NUL-terminated as well as counted, and may hold NUL and control characters of the document: renderers escape.
 *
 * There is no global state: one struct evl_checker per thread.
 */
#ifndef EVL_CHECK_CHECK_H
#define EVL_CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "run/run.h"

enum evl_check_form {
#define EVL_FORM(id, name, title) EVL_CHECK_FORM_##id,
#include "samples/expectation.def"
#undef EVL_FORM
	EVL_CHECK_FORM_COUNT
};

/* From the strongest. */
enum evl_check_confidence { EVL_CHECK_CERTAIN, EVL_CHECK_HIGH, EVL_CHECK_MEDIUM, EVL_CHECK_LOW, EVL_CHECK_CONFIDENCE_COUNT };

/* The bit of a guard in a mask is 1 << its number here. */
enum evl_check_guard {
#define EVL_GUARD(id, number, name, sentence) EVL_CHECK_GUARD_##id = number,
#include "samples/guards.def"
#undef EVL_GUARD
	EVL_CHECK_GUARD_COUNT
};

enum evl_check_status {
	EVL_CHECK_CONFIRMED,
	EVL_CHECK_WRONG,          /* has a finding 2xx of level error or warning */
	EVL_CHECK_UNCLEAR,        /* neither confirmed nor plainly wrong: `reason` says why */
	EVL_CHECK_NO_EXPECTATION, /* the document does not say what it prints */
	EVL_CHECK_NOT_CHECKED,    /* skipped, or could not be predicted: `reason` says why */
	EVL_CHECK_STATUS_COUNT
};

enum evl_check_level { EVL_CHECK_ERROR, EVL_CHECK_WARNING, EVL_CHECK_NOTE };

/* Hosts as a mask. */
enum { EVL_CHECK_NODE_CJS = 1, EVL_CHECK_NODE_ESM = 2, EVL_CHECK_BROWSER = 4, EVL_CHECK_ALL_HOSTS = 7 };

/* A piece of the document: bytes [start, end), and the same for people: lines from 1, columns in code points from 1. */
struct evl_check_place {
	uint32_t start, end;
	uint32_t line, column, end_line, end_column;
};

struct evl_check_text {
	const char *text;
	uint32_t length;
};

/* An expected or predicted line. */
struct evl_check_line {
	struct evl_check_text text;
	struct evl_check_place place; /* expected: where the document says it; predicted: the call that prints it; line 0: no place */
};

/* Replace `place` by `text`. */
struct evl_check_fix {
	struct evl_check_place place;
	struct evl_check_text text;
};

struct evl_check_finding {
	uint16_t rule;                /* 201: EV201 */
	uint8_t level;                /* enum evl_check_level, as confidence and options made it */
	uint32_t sample;              /* index; UINT32_MAX: about the document */
	struct evl_check_place place;
	const char *message;          /* a sentence without final stop */
	const char *label;            /* to stand beside the caret; NULL: nothing */
	const char *const *because;   /* sentences without final stop */
	uint32_t because_count;
	const char *help;             /* a directive to add, or advice; NULL: none */
	const struct evl_check_fix *fixes; /* edits that mend it together, in order of place; --update applies them */
	uint32_t fix_count;
	char fingerprint[17];         /* hash of code, expectation and rule, in hex; independent of places */
};

/* Predicted line `before` comes before line `after` by a rule (no pair: nothing says so). */
struct evl_check_pair {
	uint32_t before, after;
};

struct evl_check_sample {
	const char *id;               /* "path#slug-of-heading-N", or "path#name" */
	const char *name;             /* from name=; NULL: none */
	struct evl_check_place place; /* of the code, without the fence's lines */
	struct evl_check_text code;   /* as it is predicted: unindented, without markers */
	const char *language;         /* "js", "mjs", ...; as written */
	uint8_t hosts;                /* mask: those it is checked under */
	uint8_t host;                 /* the one (a single bit) that `predicted` is for; 0: not predicted */
	uint8_t matching_hosts;       /* mask: those that print what the document says, as far as asked */
	uint8_t form;                 /* enum evl_check_form: the strongest that the sample has */
	uint8_t confidence;           /* enum evl_check_confidence, of that form */
	uint8_t status;               /* enum evl_check_status */
	bool expected_is_transcript;  /* `expected` is all of the output in order; otherwise single lines, each for its call */
	uint32_t guards;              /* mask of the guards that failed */
	const char *reason;           /* why unclear or not checked: a sentence without final stop; NULL otherwise */
	const char *help;             /* the directive that would make it checkable; NULL: none */
	const struct evl_check_line *expected;
	uint32_t expected_count;
	const struct evl_check_line *predicted;
	uint32_t predicted_count;
	const struct evl_check_pair *order; /* of `predicted`, only neighbours in order; not filled for huge outputs */
	uint32_t order_count;
	uint32_t first_finding, finding_count; /* in the document's findings */
	char fingerprint[17];
	struct evl_check_place insert; /* where --update=missing would write; line 0: nowhere */
	struct evl_check_text insertion; /* and what; empty: nothing */
};

struct evl_check_document {
	const char *name;
	const struct evl_check_sample *samples;
	uint32_t sample_count;
	const struct evl_check_finding *findings; /* by place; those of a sample stand together */
	uint32_t finding_count;
	uint32_t counts[EVL_CHECK_STATUS_COUNT]; /* samples by status */
	enum evl_status status;       /* OK; TOO_LARGE: the document was not read */
};

/* A word of the user's that introduces an output ("wynik"), for any language. */
struct evl_check_label {
	const char *text;
};

/* Where samples run. Zero, NULL: nothing is said of it. */
struct evl_check_world {
	uint8_t hosts;        /* mask; nobody says: node-cjs, node-esm, browser, whichever fits */
	uint8_t node;         /* 20, 22, 24 */
	bool has_zone;
	int16_t zone;         /* base/time_zone.h */
	int32_t seed;         /* of Math.random */
	const char *locale, *now;
	int64_t max_steps;    /* per sample; nobody says: a default that suits samples */
};

/* Read a file beside the document (FILE.out, an imported module); evl_run_loader's contract. `referrer` is the document's name. */
struct evl_check_options {
	uint8_t fail_on;              /* enum evl_check_confidence: weaker expectations give warnings; notes below MEDIUM */
	bool explicit_only;           /* nothing is recognised without directives */
	bool html_scripts;            /* <script> elements are samples */
	bool missing;                 /* fill `insertion` for samples without expectation */
	bool explain;                 /* fill `predicted` and reasons for all samples, not only for those with findings */
	const char *const *languages; /* further info words that mean JavaScript */
	size_t language_count;
	const struct evl_check_label *labels;
	size_t label_count;
	const char *const *provide;   /* as after the directive `provide` */
	size_t provide_count;
	const uint32_t *preludes;     /* of the checker's run (evl_run_add_prelude) */
	uint32_t prelude_count;
	struct evl_check_world commanded; /* stands above what directives say */
	struct evl_check_world world;     /* and below them */
	evl_run_loader *load;         /* NULL: no files */
	void *load_context;
};

/* What a thread keeps from document to document. */
struct evl_checker {
	struct evl_run run;
	struct evl_arena scratch; /* of one sample */
	struct evl_arena orders;  /* of an exploration */
};

/* Reserve address space. False: the system gives none. */
bool evl_checker_init(struct evl_checker *checker);
void evl_checker_release(struct evl_checker *checker);

/*
 * A document is checked in three steps, so that several threads may share one: evl_check_begin finds its samples; each
 * thread makes a hand and checks samples with it, every sample once; evl_check_end gathers what all of them found.
 */
struct evl_check_work;
struct evl_check_hand;

/*
 * Find the samples in `length` bytes of the document `name`. *out and what the work points to lie in `arena`; `name` and
 * `text` are borrowed until the end, the options for the call. TOO_LARGE: the model takes no document of this size.
 */
enum evl_status evl_check_begin(const char *name, const char *text, size_t length, const struct evl_check_options *options,
				struct evl_arena *arena, struct evl_check_work **out);
uint32_t evl_check_sample_count(const struct evl_check_work *work);

/* A hand in `arena`, which is its thread's alone until the end, as `checker` is; the options are borrowed as long. */
struct evl_check_hand *evl_check_hand_new(struct evl_check_work *work, struct evl_checker *checker, const struct evl_check_options *options,
					  struct evl_arena *arena);
void evl_check_sample(struct evl_check_hand *hand, uint32_t number);

/* All samples were checked: what `out` points to lies in `arena` and in those of the hands. */
void evl_check_end(struct evl_check_work *work, struct evl_arena *arena, struct evl_check_document *out);

/* Is this a document by its name's ending? */
bool evl_check_takes(const char *name);

struct evl_check_rule {
	uint16_t number;
	uint8_t level; /* enum evl_check_level, by default */
	const char *name, *title, *help;
};

/* All rules by number, ended by one whose number is 0. Static storage. */
extern const struct evl_check_rule evl_check_rules[];
const struct evl_check_rule *evl_check_rule(uint16_t number);

const char *evl_check_form_name(unsigned form);             /* "same-line" */
const char *evl_check_confidence_name(unsigned confidence); /* "certain" */
const char *evl_check_guard_name(unsigned guard);           /* by number from 1 */
const char *evl_check_guard_sentence(unsigned guard);
const char *evl_check_status_name(unsigned status);         /* "confirmed", "wrong", "unclear", "no-expectation", "not-checked" */
const char *evl_check_level_name(unsigned level);           /* "error", "warning", "note" */
const char *evl_check_host_name(unsigned bit);              /* of a single bit: "node-cjs", "node-esm", "browser" */

#endif
