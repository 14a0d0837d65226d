/* SPDX-License-Identifier: MIT */
/*
 * interrupt.h - a person who interrupts (SIGINT, SIGTERM) is shown what is known by then; who does so twice ends the program.
 */
#ifndef EVLOOP_INTERRUPT_H
#define EVLOOP_INTERRUPT_H

#include <stdbool.h>

/* From now on an interrupt is noticed only; as before again. */
void interrupt_watch(void);
void interrupt_unwatch(void);

/* Was there one? As the `stop` of struct evloop_options; `context` is ignored. */
bool interrupted(void *context);

#endif
