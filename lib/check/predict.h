/* SPDX-License-Identifier: MIT */
/*
 * predict.h - inside check/: one sample under one host, as the lines that it prints.
 */
#ifndef EVL_CHECK_PREDICT_H
#define EVL_CHECK_PREDICT_H

#include "check/check.h"
#include "explain/order.h"
#include "samples/sample.h"

struct evl_printed {
	const char *text;        /* in scratch memory; of an error its first line ("TypeError: x") */
	uint32_t length;
	evl_event_id event;
	uint32_t order_line;     /* its number among evl_order's lines */
	uint32_t code;           /* offset of the call in the sample's code; UINT32_MAX: elsewhere */
	bool is_error;           /* the report of an uncaught error */
	bool is_rejection;
};

struct evl_check_prediction {
	uint8_t host;            /* one bit */
	enum evl_status status;
	const char *message;     /* when the status is not OK */
	uint32_t message_code;   /* where, in the sample's code; UINT32_MAX: nowhere */
	const struct evl_trace *trace;
	struct evl_printed *lines;
	uint32_t count;
	const struct evl_printed *error; /* the last uncaught error; NULL: none */
	const char *missing_name;  /* the name of an uncaught "x is not defined"; NULL: none */
	bool endless;            /* it goes on for ever: the lines are the beginning */
	struct evl_order order;
	bool has_order;
};

/* What stands before the sample's code in what is run: helpers of earlier samples, "use strict", a wrapper. */
struct evl_check_prefix {
	const char *text;
	uint32_t length;
	const char *after;       /* what follows the code; "" */
};

/* The world that a sample is checked in: what was commanded, else its directives, else the settings. */
struct evl_check_world evl_check_world_of(const struct evl_sample *sample, const struct evl_check_options *options);

/* Predict in checker->run. Lines lie in checker->scratch; the trace is borrowed until the next prediction. */
void evl_check_predict(struct evl_checker *checker, const struct evl_sample *sample, uint8_t host, const struct evl_check_prefix *prefix,
		       const struct evl_check_options *options, struct evl_check_prediction *out);

/* Read the order of the present prediction, once. */
void evl_check_read_order(struct evl_checker *checker, struct evl_check_prediction *prediction);

#endif
