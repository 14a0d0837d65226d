/* SPDX-License-Identifier: MIT */
/*
 * orders.h - what `evloop orders` shows: all outcomes of a program, and how sure the order of its lines is.
 */
#ifndef EVL_REPORT_ORDERS_H
#define EVL_REPORT_ORDERS_H

#include "base/buffer.h"
#include "explore/explore.h"
#include "explore/groups.h"
#include "report/report.h"

struct evl_orders_report {
	struct evl_report report;                    /* the canonical prediction */
	const struct evl_exploration *exploration;   /* NULL: the program could not be run */
	const struct evl_line_groups *groups;
};

/* Formats: "text", "json", "dot". False: no such format, or writing failed. */
bool evl_render_orders(const struct evl_orders_report *orders, const char *format, const struct evl_report_options *options,
		       const struct evl_sink *out, const struct evl_sink *notes);

/* A schedule as people give it: "0.2.1"; "" for the canonical one. */
void evl_orders_schedule(const struct evl_outcome *outcome, struct evl_buffer *out);

#endif
