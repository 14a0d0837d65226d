/* SPDX-License-Identifier: MIT */
/*
 * judge.h - inside check/: does what a document says hold for what is printed, and if not, why not.
 */
#ifndef EVL_CHECK_JUDGE_H
#define EVL_CHECK_JUDGE_H

#include "check/place.h"
#include "check/predict.h"

enum evl_verdict_kind { EVL_VERDICT_MATCH, EVL_VERDICT_UNCLEAR, EVL_VERDICT_MISMATCH };

struct evl_verdict {
	uint8_t kind;
	uint32_t guards;    /* UNCLEAR: a mask of those that failed */
	const char *reason; /* UNCLEAR: more than the guards say; NULL: nothing */
	struct evl_check_finding *finding; /* MISMATCH, or a MATCH that nothing guarantees; in the result's arena; NULL: none */
};

/* One physical line of what is printed. */
struct evl_judged_line {
	const char *text;
	uint32_t length;
	uint32_t printed; /* which of the prediction's lines */
};

struct evl_judge {
	struct evl_checker *checker;
	const struct evl_sample *sample;
	const struct evl_check_options *options;
	const struct evl_places *places;
	struct evl_check_prediction *prediction;
	struct evl_arena *arena;   /* of the result */
	uint32_t guards;           /* of the whole sample: failed */
	uint32_t prefix_lines;     /* lines that stand before the sample's code in what was run */
	struct evl_judged_line *lines;
	uint32_t line_count;
	/* Which calls printed what: `first_print` by call, then along `next_print` by printed line; UINT32_MAX: none. */
	uint32_t *first_print, *next_print;
};

/* Prepare for a prediction: cut it into lines, find the guards that fail for all of the sample. */
void evl_judge_begin(struct evl_judge *judge);

/* Judge one expectation (not ORDER_NUMBERS, which count together). */
void evl_judge_expectation(struct evl_judge *judge, const struct evl_expectation *expectation, struct evl_verdict *out);

/* Do the numbers of ORDER_NUMBERS count the calls as they print? */
void evl_judge_order_numbers(struct evl_judge *judge, struct evl_verdict *out);

/* throws, syntax-error, unhandled. */
void evl_judge_directives(struct evl_judge *judge, struct evl_verdict *out);

/* ---- between judge.c, judge_lines.c and what compares lines (compared.h) ---- */

/* As evl_judge_expectation, for the forms that state whole lines. */
void evl_judge_lines(struct evl_judge *judge, const struct evl_expectation *expectation, struct evl_verdict *out);
/* A new finding of a rule at a place of the document, in the result's arena; `message` is copied. */
struct evl_check_finding *evl_judge_find(struct evl_judge *judge, uint16_t rule, struct evl_range place, const char *message);
/* Why the printed line is where it is, as one more sentence of the finding. */
void evl_judge_because(struct evl_judge *judge, struct evl_check_finding *finding, uint32_t printed);
/* A further sentence of the finding, with the lines of what was run, which become the document's. */
void evl_judge_say_lines(struct evl_judge *judge, struct evl_check_finding *finding, const struct evl_buffer *sentence);
/* Replace a range of the document, with escapes where its markup needs them. */
void evl_judge_fix(struct evl_judge *judge, struct evl_check_finding *finding, const struct evl_fence *fence, struct evl_range place, const char *text,
		   size_t length);
/* The text as it stands in the fence's document: with escapes where that is markup. */
void evl_judge_escape(const struct evl_fence *fence, const char *text, size_t length, struct evl_buffer *out);
/* Is the expectation sure enough that --update may rewrite it? */
bool evl_judge_may_fix(const struct evl_judge *judge, const struct evl_expectation *expectation);
const char *evl_judge_format(struct evl_arena *arena, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

#endif
