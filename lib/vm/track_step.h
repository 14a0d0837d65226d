/* SPDX-License-Identifier: MIT */
/*
 * track_step.h - while exploring: what instructions and library functions read and write (loop/track.h).
 */
#ifndef EVL_VM_TRACK_STEP_H
#define EVL_VM_TRACK_STEP_H

#include "vm/frame.h"
#include "vm/interp.h"
#include "vm/vm.h"

/* The instruction `pc` of `frame` is about to run. */
void evl_track_instruction(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc);

/* A library function is about to run. What is not known in detail touches everything. */
void evl_track_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args);

/* What is assumed of an unknown value, or how it is named, is asked for or (writes) may be settled now. */
void evl_track_unknown(struct evl_realm *realm, evl_value value, bool writes);

/* A property of `value` is looked up: the object and its prototypes are read. */
void evl_track_lookup(struct evl_realm *realm, evl_value value);

/* The loop of interp.c once more, with a call of evl_track_instruction before each instruction. */
enum evl_exit evl_interpret_tracked(struct evl_realm *realm, evl_value *out);

#endif
