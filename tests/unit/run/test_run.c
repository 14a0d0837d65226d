/* SPDX-License-Identifier: MIT */
/*
 * test_run.c - host and goal, two hosts, using one run again.
 */
#include "predicted.h"

TestSuite(run_run, .init = predicted_start, .fini = predicted_end);

Test(run_run, names_decide_the_host)
{
	struct evl_run_options options = { .name = "a.js" };
	predict(&options, "process.nextTick(() => console.log(1))", EVL_STATUS_OK, "1");
	cr_expect_str_eq(predicted_run.results[0].profile->name, "node");
	predict(&options, "requestAnimationFrame(() => console.log(1))", EVL_STATUS_OK, "1");
	cr_expect_str_eq(predicted_run.results[0].profile->name, "browser");
	predict(&options, "const process = 1; console.log(process)", EVL_STATUS_OK, "1");
	cr_expect_not_null(predicted_run.results[1].profile, "a name that the snippet declares says nothing");
}

Test(run_run, common_snippets_are_predicted_for_both_hosts)
{
	struct evl_run_options options = { .name = "a.js" };
	predict(&options, "setTimeout(() => console.log(1), 1); setTimeout(() => console.log(0), 0)", EVL_STATUS_OK, "1|0");
	struct evl_buffer other;
	evl_buffer_init(&other);
	cr_assert_not_null(predicted_run.results[1].profile);
	predicted_lines(&predicted_run.results[1].trace, &other);
	cr_expect_str_eq(other.bytes, "0|1");
	evl_buffer_release(&other);
}

Test(run_run, syntax_and_names_decide_the_goal)
{
	struct evl_run_options options = { .name = "a.js" };
	predict(&options, "console.log(typeof this); export {}", EVL_STATUS_OK, "undefined");
	cr_expect_eq(predicted_run.results[0].goal, EVL_GOAL_MODULE);
	predict(&options, "await null; console.log(1)", EVL_STATUS_OK, "1");
	cr_expect_eq(predicted_run.results[0].goal, EVL_GOAL_MODULE);
	predict(&options, "console.log(1); return; console.log(2)", EVL_STATUS_OK, "1");
	cr_expect_eq(predicted_run.results[0].goal, EVL_GOAL_COMMONJS);
	options.name = "a.mjs";
	predict(&options, "console.log(typeof this)", EVL_STATUS_OK, "undefined");
	cr_expect_eq(predicted_run.results[0].goal, EVL_GOAL_MODULE);
}

Test(run_run, a_run_can_be_used_again)
{
	struct evl_run_options options = { .name = "a.js", .host = "node" };
	for (int i = 0; i < 20; i++) {
		predict(&options, "let s = ''; for (let i = 0; i < 9; i++) s += i; console.log(s)", EVL_STATUS_OK, "012345678");
		predict(&options, "globalThis.x = (globalThis.x || 0) + 1; console.log(x)", EVL_STATUS_OK, "1");
		predict(&options, "throw 1", EVL_STATUS_OK, "\na.js:1\nthrow 1\n^\n1\n(Use `node --trace-uncaught ...` to show where the exception was thrown)\n\nNode.js v20.20.2");
		predict(&options, "let let = 1", EVL_STATUS_SYNTAX, "");
	}
}

Test(run_run, two_runs_of_one_text_have_the_same_trace)
{
	static const char text[] = "const m = new Map([[{}, 1]]); setTimeout(console.log, 5, m); Promise.reject(new Error('x')).catch(console.log)";
	struct evl_run_options options = { .name = "a.js", .host = "node" };
	static struct evl_run second;
	cr_assert(evl_run_init(&second));
	evl_run_predict(&predicted_run, text, strlen(text), &options);
	evl_run_predict(&second, text, strlen(text), &options);
	const struct evl_trace *a = &predicted_run.results[0].trace, *b = &second.results[0].trace;
	cr_assert_eq(a->count, b->count);
	for (uint32_t i = 0; i < a->count; i++) {
		cr_expect_eq(a->events[i].kind, b->events[i].kind);
		cr_expect_eq(a->events[i].cause, b->events[i].cause);
		cr_expect_eq(a->events[i].time, b->events[i].time);
		cr_expect_str_eq(evl_trace_text(a, &a->events[i]), evl_trace_text(b, &b->events[i]));
	}
	evl_run_release(&second);
}

static bool load(void *context, const char *referrer, const char *specifier, const char **path, const char **text, size_t *length)
{
	(void)context;
	(void)referrer;
	if (strcmp(specifier, "./dep.mjs") != 0)
		return false;
	*path = "/x/dep.mjs";
	*text = "console.log('dep'); export const a = 1; export default function f() { return a + 1 }";
	*length = strlen(*text);
	return true;
}

Test(run_run, modules_come_through_the_loader)
{
	struct evl_run_options options = { .name = "main.mjs", .path = "/x/main.mjs", .load = load };
	predict(&options, "console.log('main'); import f, { a } from './dep.mjs'; console.log(a, f())", EVL_STATUS_OK, "dep|main|1 2");
	predict(&options, "import './dep.mjs'; import { a } from './dep.mjs'; console.log(a)", EVL_STATUS_OK, "dep|1");
	predict(&options, "import { Session } from 'node:inspector'; new Session()", EVL_STATUS_NOT_COVERED, "");
	cr_expect(predicted_run.diags.error_count == 1 || predicted_has(EVL_EVENT_HALT));
}

Test(run_run, what_is_not_covered_stops_with_its_place)
{
	struct evl_run_options options = { .name = "a.js", .host = "node" };
	predict(&options, "console.log(1);\n(1).toLocaleString('th');\nconsole.log(2)", EVL_STATUS_NOT_COVERED, "1");
	cr_assert(predicted_has(EVL_EVENT_HALT));
	const struct evl_trace *trace = &predicted_run.results[0].trace;
	cr_expect_eq(evl_source_place(&predicted_run.sources[0], trace->events[trace->count - 1].span.start).line, 2);
}
