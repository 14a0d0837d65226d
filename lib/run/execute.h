/* SPDX-License-Identifier: MIT */
/*
 * execute.h - one program under one host, to its end.
 */
#ifndef EVL_RUN_EXECUTE_H
#define EVL_RUN_EXECUTE_H

#include "run/run.h"
#include "run/scan.h"

/* Fill result->trace. The program is read; result's profile and goal are set. Diagnostics go to run->diags. */
enum evl_status evl_execute(struct evl_run *run, struct evl_run_result *result);

/* For host->compile_script_text: `length` bytes of UTF-8 as a script. False: a SyntaxError is pending or the run halts. */
bool evl_execute_compile(struct evl_realm *realm, const char *text, size_t length, const struct evl_template **out);

/*
 * Parse, compile and run `length` bytes of UTF-8 as a script in a realm that runs a program (sec-runtime-semantics-scriptevaluation);
 * *out is its completion value as far as the compiler keeps one. False: an exception is pending, a SyntaxError when the text is no script.
 */
bool evl_execute_script(struct evl_realm *realm, const char *text, size_t length, evl_value *out);

/*
 * Make a realm with its machine and its global object, or (not `is_new`) use one again that was made so. `memory`: the limit of its heap. False: no
 * memory.
 */
bool evl_execute_open_realm(struct evl_run *run, struct evl_realm *realm, bool is_new, struct evl_trace *trace, size_t memory,
			    int64_t max_steps, uint8_t v8);
/* Give the host of a realm what it has from run/. */
void evl_execute_equip(struct evl_run *run, struct evl_realm *realm);

/* Give back the machines and the realms. */
void evl_execute_release(struct evl_run *run);

/* Tell the host when the evaluation of a module fails. */
void evl_execute_watch(struct evl_realm *realm, struct evl_promise *evaluation);

#endif
