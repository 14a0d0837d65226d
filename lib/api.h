/* SPDX-License-Identifier: MIT */
/*
 * api.h - what the files of the public interface share: the structs behind its opaque types.
 */
#ifndef EVL_API_H
#define EVL_API_H

#include "evloop/evloop.h"
#include "report/classification.h"
#include "report/orders.h"
#include "report/report.h"
#include "run/run.h"

#ifndef EVLOOP_VERSION
#define EVLOOP_VERSION "0.1.0"
#endif

enum { EVLOOP_SCHEDULE_MAX = 4096 };

struct evloop_prediction {
	struct evl_run *run;
	struct evl_report report;
	struct evl_report_run other, assumed;
};

struct evloop_classification {
	const struct evl_run *run;
	struct evl_classification_report report;
	enum evl_status status;
};

struct evloop_orders {
	struct evl_arena arena; /* outcomes and groups */
	bool has_arena;
	struct evl_exploration exploration;
	struct evl_line_groups groups;
	struct evl_orders_report report;
};

struct evloop {
	struct evl_arena arena; /* holds this struct */
	struct evl_run run;
	struct evloop_prediction prediction;
	struct evloop_classification classification;
	struct evloop_orders orders;
	uint8_t schedule[EVLOOP_SCHEDULE_MAX];
};

/* The public options as run/ takes them; `evloop` holds the answers of a schedule. False: a host, goal, zone or schedule that does not exist. */
bool evloop_run_options(struct evloop *evloop, const struct evloop_options *given, struct evl_run_options *options);

/* Make evloop->prediction of what evloop->run has just done. */
void evloop_fill_prediction(struct evloop *evloop, enum evl_status status);

/* Give back the memory of an exploration, if there is any. */
void evloop_orders_release(struct evloop_orders *orders);

#endif
