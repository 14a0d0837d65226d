/* SPDX-License-Identifier: MIT */
/*
 * compared.h - inside check/: a documented transcript beside the lines that are printed, while judge_lines.c compares them.
 *
 * What is documented shrinks on the way: asides are left out, and a list on one line is cut into its items. All arrays live in
 * the checker's scratch arena or in the expectation.
 */
#ifndef EVL_CHECK_COMPARED_H
#define EVL_CHECK_COMPARED_H

#include "check/judge.h"
#include "check/match.h"

enum { EVL_COMPARED_LINES_MAX = 600 }; /* beyond, only a plain comparison is made */

struct evl_compared {
	struct evl_judge *judge;
	const struct evl_expectation *e;
	struct evl_sample_line *said; /* documented */
	uint32_t said_count;
	const struct evl_judged_line *lines; /* printed, those that count */
	uint32_t count;
	bool exact;
	struct evl_sample_line *items; /* of a list on one line, as it was cut */
	uint32_t item_count;
	uint32_t *of;  /* for each documented line the printed one, UINT32_MAX: none */
	uint32_t *by;  /* and the other way */
};

static inline struct evl_piece evl_said_piece(const struct evl_sample_line *line) { return (struct evl_piece){ line->text, line->length }; }

/* ---- compared.c: lines against lines ---- */

/* Is the printed line one of an error that nobody caught? */
bool evl_compared_is_error(const struct evl_compared *c, uint32_t line);
/* Does the documented line state the printed one? */
bool evl_compared_same_line(struct evl_compared *c, uint32_t said, uint32_t line);
/* Does the documented line stand for any lines: "...", or one of several dots below each other? */
bool evl_compared_is_any(const struct evl_compared *c, uint32_t said);
/* Are all lines the same, in their order, where "..." stands for any? Of an endless output its beginning is enough. */
bool evl_compared_same(struct evl_compared *c);
/* Take the one documented line as a list, cut at the separator that fits. False: it is none, though `c` may have changed. */
bool evl_compared_cut_list(struct evl_compared *c, const struct evl_sample_line *line);
/* Pair documented and printed lines, each with the first that is still free: `of` and `by`. Returns the number of pairs. */
uint32_t evl_compared_pair(struct evl_compared *c);

/* ---- asides.c ---- */

/*
 * Leave out what stands beside the lines, once they are paired (`found` pairs): prose, remarks, prints with nothing on them.
 * True: there was any of it, and the lines are to be paired again.
 */
bool evl_compared_leave_out(struct evl_compared *c, uint32_t found);

/* ---- fix_lines.c ---- */

/* The fixes that put the printed lines in place of the documented ones, each as its line was marked; none where that is not certain. */
void evl_compared_fix(struct evl_compared *c, struct evl_check_finding *finding);

#endif
