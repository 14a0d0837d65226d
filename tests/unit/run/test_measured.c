/* SPDX-License-Identifier: MIT */
/* test_measured.c - which lines show what was read off the clock. */
#include "predicted.h"

TestSuite(run_measured, .init = predicted_start, .fini = predicted_end);

/* The marks of the printed lines, '*' and '-', in order. */
static void expect_marks(const char *host, const char *text, const char *marks)
{
	struct evl_run_options options = { .host = host, .name = "test.js", .measured = true };
	char seen[64] = "";
	cr_assert_eq(evl_run_predict(&predicted_run, text, strlen(text), &options), EVL_STATUS_OK);
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	for (uint32_t i = 0; i < trace->count; i++)
		if (trace->events[i].kind == EVL_EVENT_PRINT && strlen(seen) < sizeof seen - 1)
			strcat(seen, trace->events[i].value != 0 ? "*" : "-");
	cr_expect_str_eq(seen, marks, "%s: %s instead of %s", text, seen, marks);
}

Test(run_measured, differences_and_dates_are_marked)
{
	expect_marks("node",
		     "const s = Date.now(); console.log('a'); setTimeout(() => { console.log(Date.now() - s); console.log('b'); "
		     "console.log(new Date().getFullYear()); }, 100);",
		     "-*-*");
	expect_marks("browser", "const p = performance.now(); requestAnimationFrame((t) => { console.log(t > p); console.log(t); });", "-*");
	expect_marks("node", "console.time('t'); console.timeEnd('t'); console.log(process.hrtime.bigint() > 0n)", "*-");
}

Test(run_measured, what_holds_on_any_clock_is_not)
{
	expect_marks("node",
		     "const s = Date.now(); setTimeout(() => { const e = Date.now() - s; console.log(e >= 100, Math.round(e / 100), "
		     "(e / 1000).toFixed(1)); }, 100);",
		     "-");
	expect_marks("node", "console.log(new Date(2020, 1, 1).getTime(), new Date(0).toISOString())", "-");
	expect_marks("node", "const s = Date.now(); while (Date.now() - s < 50); console.log('waited')", "-");
}

Test(run_measured, rounds_of_one_line_are_matched_in_order)
{
	expect_marks("node", "for (const i of [1, 2, 3]) { const t = Date.now(); console.log(i === 2 ? 'two' : Date.now() - t); }", "*-*");
}
