/* SPDX-License-Identifier: MIT */
/*
 * verify.h - is this bytecode safe to run? The machine checks nothing at run
 * time that this accepts, so tests and fuzzing run it on what the compiler emits.
 */
#ifndef EVL_CODE_VERIFY_H
#define EVL_CODE_VERIFY_H

#include <stdbool.h>

#include "code/template.h"

struct evl_verify_fault {
	const struct evl_template *template_;
	uint32_t at;         /* instruction, or UINT32_MAX: the template as a whole */
	const char *message; /* static storage */
};

/* Check a template and all below it; `name_count`: names are below it. On failure the first fault is in *fault. */
bool evl_verify(const struct evl_template *template_, uint32_t name_count, struct evl_verify_fault *fault);

#endif
