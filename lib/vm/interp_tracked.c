/* SPDX-License-Identifier: MIT */
/*
 * interp_tracked.c - the interpreter loop that tells what it touches: interp.c compiled a second time, so that
 * the plain loop has nothing to ask.
 */
#define EVL_INTERP_TRACKED 1
#include "vm/interp.c"
