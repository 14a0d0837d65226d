/* SPDX-License-Identifier: MIT */
/*
 * test_process_events.c - `process` as an emitter, and the events that the host raises on it. What is expected is what Node prints.
 */
#include <stdio.h>

#include "../../console/prediction.h"

Test(host_node_process_events, a_listener_that_is_removed_meanwhile_still_runs_this_time)
{
	static const struct console_case cases[] = {
		{ "const second = () => console.log('second');\n"
		  "process.on('exit', () => { console.log('first'); process.off('exit', second); });\n"
		  "process.on('exit', second);\n"
		  "process.prependListener('exit', (code) => console.log('before', code));\n"
		  "console.log(process.listenerCount('exit'));",
		  "3\nbefore 0\nfirst\nsecond" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(host_node_process_events, what_stands_in_events_by_hand_is_called_too)
{
	static const struct console_case cases[] = {
		{ "process.on('x', () => {});\n"
		  "process._events.exit = { length: 2, 0() { console.log('zero'); }, 1() { console.log('one'); } };",
		  "zero\none" },
		{ "process.on('x', () => {});\nprocess._events.exit = () => console.log('alone');", "alone" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(host_node_process_events, emit_may_be_the_snippets_own)
{
	static const struct console_case cases[] = {
		{ "const { emit } = process;\n"
		  "process.emit = function (...args) { console.log(args[0]); return emit.apply(this, args); };\n"
		  "process.on('exit', () => console.log('listener'));",
		  "newListener\nbeforeExit\nexit\nlistener" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(host_node_process_events, a_length_that_no_list_has_is_not_covered)
{
	static const char *const lengths[] = { "2 ** 53 - 1", "4294967295" };
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		char source[200];
		struct evl_run run;
		struct evl_run_options options = { .host = "node", .name = "test.js" };
		snprintf(source, sizeof source, "process.on('x', () => {});\nprocess._events.exit = { length: %s };", lengths[i]);
		cr_assert(evl_run_init(&run));
		cr_expect_eq(evl_run_predict(&run, source, strlen(source), &options), EVL_STATUS_NOT_COVERED);
		evl_run_release(&run);
	}
}
