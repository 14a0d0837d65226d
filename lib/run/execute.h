/* SPDX-License-Identifier: MIT */
/*
 * execute.h - one program under one host, to its end.
 */
#ifndef EVL_RUN_EXECUTE_H
#define EVL_RUN_EXECUTE_H

#include "run/run.h"
#include "run/scan.h"

/* Fill result->trace. The program is read; result's profile and goal are set. Diagnostics go to run->diags. */
enum evl_status evl_execute(struct evl_run *run, struct evl_run_result *result, const struct evl_scan *scan);

/* Give back the machine and the realm. */
void evl_execute_release(struct evl_run *run);

#endif
