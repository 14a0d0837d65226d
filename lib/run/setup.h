/* SPDX-License-Identifier: MIT */
/*
 * setup.h - what a program gets beside its text: provisions and a prelude before it, a call after it.
 */
#ifndef EVL_RUN_SETUP_H
#define EVL_RUN_SETUP_H

#include "run/run.h"

/* The main source with run->options.call behind it; in program memory. *length: of the text, then of the result. */
const char *evl_setup_call(struct evl_run *run, const char *text, size_t *length, const char *call);

/* Load what the options and the directives of the main source provide, and the prelude, as scripts. Diagnostics tell what is wrong. */
enum evl_status evl_setup_load(struct evl_run *run);

#endif
