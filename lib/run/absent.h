/* SPDX-License-Identifier: MIT */
/*
 * absent.h - modules that are not there, as if they were provided (value/unknown.h).
 */
#ifndef EVL_RUN_ABSENT_H
#define EVL_RUN_ABSENT_H

#include "run/run.h"
#include "vm/module.h"

/* Make `module`, unit `number` of the program, one whose every imported name is an unknown value; what is assumed is noted. */
void evl_absent_fill(struct evl_realm *realm, uint32_t number, struct evl_module *module);

#endif
