/* SPDX-License-Identifier: MIT */
/*
 * test_endless.c - what goes on for ever is a prediction, what is undecided is not.
 */
#include "predicted.h"

TestSuite(run_endless, .init = predicted_start, .fini = predicted_end);

static const struct evl_run_options node = { .name = "a.js", .host = "node" };

static uint32_t count(enum evl_event_kind kind)
{
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	uint32_t n = 0;
	for (uint32_t i = 0; i < trace->count; i++)
		n += trace->events[i].kind == kind;
	return n;
}

Test(run_endless, a_chain_of_microtasks_starves_the_rest)
{
	predict(&node, "setTimeout(() => console.log('never')); function f() { Promise.resolve().then(f) } f(); console.log(1)",
		EVL_STATUS_OK, "1");
	cr_expect_eq(count(EVL_EVENT_STARVE), 1);
	cr_expect_eq(count(EVL_EVENT_PENDING), 1);
	predict(&node, "(async () => { for (;;) await null })()", EVL_STATUS_OK, "");
	cr_expect_eq(count(EVL_EVENT_STARVE), 1);
	predict(&node, "function f() { process.nextTick(f) } f()", EVL_STATUS_OK, "");
	cr_expect_eq(count(EVL_EVENT_STARVE), 1);
}

Test(run_endless, a_long_chain_that_ends_is_no_starvation)
{
	predict(&node, "let n = 0; (function f() { if (++n < 200000) queueMicrotask(f); else console.log(n) })()", EVL_STATUS_OK, "200000");
	cr_expect_eq(count(EVL_EVENT_STARVE), 0);
}

Test(run_endless, a_loop_that_its_text_never_leaves)
{
	struct evl_run_options options = { .name = "a.js", .host = "node", .max_steps = 100000 };
	predict(&options, "console.log(1); setTimeout(() => {}); while (true) {}", EVL_STATUS_OK, "1");
	cr_expect_eq(count(EVL_EVENT_STARVE), 1);
	cr_expect_eq(count(EVL_EVENT_PENDING), 1);
	predict(&options, "let i = 0; while (i >= 0) i++", EVL_STATUS_STEP_LIMIT, "");
	cr_expect_eq(count(EVL_EVENT_HALT), 1);
	predict(&options, "for (;;) { if (true) break; } console.log(2)", EVL_STATUS_OK, "2");
}

Test(run_endless, an_interval_is_shown_for_its_first_rounds)
{
	predict(&node, "let n = 0; setInterval(() => console.log(++n), 100)", EVL_STATUS_OK, "1|2|3|4|5");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 1);
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	cr_expect_eq(trace->events[trace->count - 1].value, 100000);
}

Test(run_endless, an_interval_that_ends_is_shown_in_full)
{
	predict(&node, "let n = 0; const id = setInterval(() => { if (++n === 3000) { clearInterval(id); console.log(n) } }, 10)",
		EVL_STATUS_OK, "3000");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 0);
}

Test(run_endless, an_interval_that_prints_late_is_shown_up_to_its_first_lines)
{
	predict(&node, "let n = 0; setInterval(() => { if (++n % 1000 === 0) console.log(n) }, 10)", EVL_STATUS_OK, "1000|2000|3000|4000|5000");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 1);
}

Test(run_endless, a_timer_that_waits_beside_an_interval_gets_its_turn)
{
	predict(&node, "const id = setInterval(() => {}, 10); setTimeout(() => { console.log('end'); clearInterval(id) }, 7200000)",
		EVL_STATUS_OK, "end");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 0);
}

Test(run_endless, a_timer_far_behind_the_rounds_is_no_repetition)
{
	predict(&node, "setInterval(() => {}, 10); setTimeout(() => console.log('never seen'), 1e9)", EVL_STATUS_OK, "");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 1);
	cr_expect_eq(count(EVL_EVENT_PENDING), 1);
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	cr_expect_eq(trace->events[trace->count - 1].detail, EVL_PENDING_LATER);
}

Test(run_endless, passes_over_timers_that_never_reach_the_next_phase)
{
	predict(&node,
		"(function f() { process.nextTick(() => { setTimeout(f, 1); const end = performance.now() + 20; while (performance.now() < end);"
		" clearTimeout(setTimeout(f, 9e8)) }) })(); setImmediate(() => console.log('never'))",
		EVL_STATUS_OK, "");
	cr_expect_gt(count(EVL_EVENT_REPEAT), 0);
}

Test(run_endless, a_chain_of_timers_repeats_too)
{
	predict(&node, "(function poll() { console.log('p'); setTimeout(poll, 50) })()", EVL_STATUS_OK, "p|p|p|p|p|p|p");
	cr_expect_eq(count(EVL_EVENT_REPEAT), 1);
}

Test(run_endless, other_work_goes_on_beside_an_interval)
{
	predict(&node, "setInterval(() => {}, 1); setTimeout(() => console.log('late'), 3000)", EVL_STATUS_OK, "late");
}
