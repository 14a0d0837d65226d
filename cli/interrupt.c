/* SPDX-License-Identifier: MIT */
/*
 * interrupt.c - see interrupt.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

static const int signals[] = { SIGINT, SIGTERM };
enum { SIGNALS = sizeof signals / sizeof signals[0] };

static struct sigaction before[SIGNALS];

/* The one thing that a signal handler may touch. */
static volatile sig_atomic_t seen;

static void notice(int number)
{
	(void)number;
	seen = 1;
}

void interrupt_watch(void)
{
	struct sigaction once = { .sa_handler = notice, .sa_flags = (int)SA_RESETHAND };
	sigemptyset(&once.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &once, &before[i]);
}

void interrupt_unwatch(void)
{
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
}

bool interrupted(void *context)
{
	(void)context;
	return seen != 0;
}
