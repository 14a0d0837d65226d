/* SPDX-License-Identifier: MIT */
/*
 * track_log.h - while exploring: which variables and properties the snippet reads and writes, by name (trace/touches.h).
 */
#ifndef EVL_VM_TRACK_LOG_H
#define EVL_VM_TRACK_LOG_H

#include "vm/frame.h"
#include "vm/vm.h"

/* The instruction `pc` of `frame` is about to run; track->touches is told. */
void evl_track_log(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc);

/* A library function reads or writes what an array, Map or Set holds. */
void evl_track_log_contents(struct evl_realm *realm, evl_value holder, bool writes);

#endif
