/* SPDX-License-Identifier: MIT */
/*
 * host_script.h - the code of host scripts (host/script.h): parsed and compiled once for a program, when first touched.
 */
#ifndef EVL_RUN_HOST_SCRIPT_H
#define EVL_RUN_HOST_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "code/template.h"
#include "value/realm.h"

/* The main template of host script `number`, for host->compile_script; it lives as long as the program. False: the run halts. */
bool evl_run_host_script(struct evl_realm *realm, uint32_t number, const struct evl_template **out);

#endif
