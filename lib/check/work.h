/* SPDX-License-Identifier: MIT */
/*
 * work.h - inside check/: a document that is being checked.
 *
 * Its samples are found first and do not change any more. Each of them is a trial of its own, which reads other samples'
 * code but nothing that was found about them: so different threads may have different samples under way, each with a hand
 * of its own. What a trial finds waits in the sample's own slot, and is put together at the end.
 */
#ifndef EVL_CHECK_WORK_H
#define EVL_CHECK_WORK_H

#include "check/place.h"
#include "samples/sample.h"

struct evl_check_kept {
	struct evl_check_finding finding;
	struct evl_check_kept *next;
};

struct evl_check_found {
	struct evl_check_kept *first, *last;
};

struct evl_check_work {
	const char *name;
	struct evl_samples samples;
	struct evl_places places;
	struct evl_check_sample *results; /* by sample */
	struct evl_check_found *found;    /* by sample */
};

/* What one thread checks samples with. */
struct evl_check_hand {
	struct evl_check_work *work;
	struct evl_checker *checker;
	const struct evl_check_options *options;
	struct evl_arena *arena;  /* of what it finds */
	struct evl_places places; /* the work's, but for what was found last */
};

/* The beginning of a fingerprint's hash; further text into it, without its blanks; and as it is shown. */
#define EVL_CHECK_HASH UINT64_C(14695981039346656037)
uint64_t evl_check_hash(uint64_t hash, const char *text, size_t length);
void evl_check_print_hash(char to[17], uint64_t hash);

#endif
