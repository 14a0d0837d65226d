/* SPDX-License-Identifier: MIT */
/*
 * order_notes.h - which lines stand where they stand by no rule, and why: marks and notes for the reports.
 */
#ifndef EVL_REPORT_ORDER_NOTES_H
#define EVL_REPORT_ORDER_NOTES_H

#include "explain/order.h"
#include "report/report.h"

/* The order of a run's lines, with the arena that holds it. */
struct evl_order_notes {
	struct evl_arena arena;
	struct evl_order order;
	bool ready; /* false: the system gave no memory, or there is no trace */
};

/* Find the order of the run's lines; to be released in any case. */
void evl_order_notes_init(struct evl_order_notes *notes, const struct evl_report_run *run);
void evl_order_notes_release(struct evl_order_notes *notes);

/* The mark of line `number` (from 0): '?' racy, '~' held by timing only, ' ' neither. */
char evl_order_notes_mark(const struct evl_order_notes *notes, uint32_t number);

/* One remark per reason (a rule and the kinds of work that it is about), each a line of its own, at most a dozen; `with_host`: also
 * what only this host's rules order. */
void evl_order_notes_remarks(const struct evl_order_notes *notes, const char *label, bool with_host, struct evl_buffer *out);

#endif
