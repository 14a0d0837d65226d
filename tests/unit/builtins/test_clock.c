/* SPDX-License-Identifier: MIT */
/* lib/builtins/clock.c: what moves the clock while script runs. */
#include "../script.h"

#include "builtins/clock.h"

static uint32_t clock_events(const struct script *s)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->trace.count; i++)
		count += s->trace.events[i].kind == EVL_EVENT_CLOCK;
	return count;
}

Test(builtins_clock, a_few_reads_move_nothing)
{
	struct script s;
	script_open(&s);
	script_run(&s, "const a = Date.now(); for (let i = 0; i < 10; i++) Date.now(); log(Date.now() - a, Date.now());");
	cr_expect_str_eq(script_output(&s), "0 1735689600000");
	cr_expect_eq(s.realm.now, 0);
	cr_expect_eq(clock_events(&s), 0);
	script_close(&s);
}

Test(builtins_clock, a_waiting_loop_ends_at_the_millisecond_it_waits_for)
{
	struct script s;
	script_open(&s);
	script_run(&s, "const a = Date.now(); while (Date.now() - a < 2000) {} log(Date.now() - a);");
	cr_expect_str_eq(script_output(&s), "2000");
	cr_expect_eq(s.realm.now, 2000000);
	cr_expect_eq(clock_events(&s), 1, "the wait is one event");
	for (uint32_t i = 0; i < s.trace.count; i++)
		if (s.trace.events[i].kind == EVL_EVENT_CLOCK)
			cr_expect_eq(s.trace.events[i].time, 2000000);
	script_close(&s);
}

Test(builtins_clock, a_loop_that_prints_while_it_waits_ends_too)
{
	struct script s;
	script_open(&s);
	script_run(&s, "const a = Date.now(); let n = 0; while (Date.now() - a < 5) { n++; if (n < 3) log(n); } log(Date.now() - a >= 5);");
	cr_expect_str_eq(script_output(&s), "1\n2\ntrue");
	script_close(&s);
}

Test(builtins_clock, two_reads_in_turn_are_a_wait_in_the_end)
{
	struct script s;
	script_open(&s);
	script_run(&s, "const a = Date.now(); while (Date.now() - a < 5) { if (Date.now() - a > 100) break; } log('ended');");
	cr_expect_str_eq(script_output(&s), "ended");
	cr_expect_geq(s.realm.now, 5000);
	script_close(&s);
}
