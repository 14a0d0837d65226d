/* SPDX-License-Identifier: MIT */
#include "explain/reason.h"

#include "traced.h"

static void expect_reason(const struct evl_trace *trace, evl_event_id id, const char *kind, const char *part)
{
	struct evl_reason reason;
	struct evl_buffer text;
	evl_reason_find(trace, id, &reason);
	evl_buffer_init(&text);
	evl_reason_kind(trace, &reason, &text);
	cr_expect_str_eq(text.bytes, kind);
	evl_buffer_reset(&text);
	evl_reason_sentence(trace, &reason, &text);
	cr_expect(strstr(text.bytes, part) != NULL, "'%s' is not in '%s'", part, text.bytes);
	evl_buffer_release(&text);
}

Test(explain_reason, a_line_has_the_class_of_the_work_that_printed_it)
{
	struct traced t;
	traced_timer(&t);
	expect_reason(&t.trace, 1, "sync", "with the script itself");
	expect_reason(&t.trace, 5, "macrotask (timer 5 ms)", "set at line 2");
	traced_release(&t);
}

Test(explain_reason, a_reaction_tells_when_its_promise_was_settled)
{
	struct traced t;
	traced_init(&t);
	evl_event_id script = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 1, 0, NULL);
	evl_event_id at_once = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_REACTION, script, 2, 0, NULL);
	evl_event_id settle = traced_add(&t, EVL_EVENT_SETTLE, EVL_WORK_SCRIPT, script, 4, 0, NULL);
	evl_event_id later = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_REACTION, script, 3, 0, NULL);
	t.trace.events[later].other = settle;
	evl_event_id first = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_REACTION, at_once, 2, 0, NULL);
	evl_event_id print1 = traced_add(&t, EVL_EVENT_PRINT, EVL_WORK_REACTION, first, 2, 0, "x");
	evl_event_id second = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_REACTION, later, 3, 0, NULL);
	evl_event_id print2 = traced_add(&t, EVL_EVENT_PRINT, EVL_WORK_REACTION, second, 3, 0, "y");
	expect_reason(&t.trace, print1, "microtask (promise reaction)", "queued at line 2 when the promise was already fulfilled; ran once the script had ended");
	expect_reason(&t.trace, print2, "microtask (promise reaction)", "queued when the promise was fulfilled at line 4");
	traced_release(&t);
}

Test(explain_reason, times_read_well)
{
	static const struct {
		int64_t time;
		const char *text;
	} cases[] = { { 0, "0 ms" }, { 16667, "16.6 ms" }, { 300000, "300 ms" }, { 12500000, "12.5 s" }, { 60000000, "60 s" } };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct evl_buffer text;
		evl_buffer_init(&text);
		evl_reason_time(cases[i].time, &text);
		cr_expect_str_eq(text.bytes, cases[i].text);
		evl_buffer_release(&text);
	}
}
