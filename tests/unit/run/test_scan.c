/* SPDX-License-Identifier: MIT */
/*
 * test_scan.c - what a snippet mentions.
 */
#include "predicted.h"
#include "run/scan.h"

TestSuite(run_scan, .init = predicted_start, .fini = predicted_end);

static struct evl_scan scan_of(const char *text)
{
	static const struct evl_run_options options = { .name = "a.js", .host = "node" };
	struct evl_scan scan;
	cr_assert_eq(evl_run_read(&predicted_run, text, strlen(text), &options), EVL_STATUS_OK, "%s", text);
	evl_scan(predicted_run.units[0].tree, predicted_run.names, &scan);
	return scan;
}

Test(run_scan, names_count_where_they_are_variables)
{
	cr_expect_str_eq(scan_of("process.exit()").node_name, "process");
	cr_expect_str_eq(scan_of("x = { y: [setImmediate] }").node_name, "setImmediate");
	cr_expect_null(scan_of("a.process; ({ process: 1 }); class A { process() {} }").node_name);
	cr_expect_null(scan_of("function f(process) { return process }").node_name);
	cr_expect_str_eq(scan_of("if (typeof window) {}").browser_name, "window");
	cr_expect_str_eq(scan_of("const f = () => `${document.title}`").browser_name, "document");
}

Test(run_scan, return_at_the_top_level)
{
	cr_expect(scan_of("if (1) { return }").top_level_return);
	cr_expect(!scan_of("function f() { return } const g = () => { return }").top_level_return);
}

Test(run_scan, module_syntax)
{
	cr_expect(scan_of("export const a = 1").module_syntax);
	cr_expect(scan_of("await null").module_syntax);
	cr_expect(!scan_of("async () => await null").module_syntax);
}

Test(run_scan, loops_without_an_exit)
{
	cr_expect(scan_of("while (true) { f() }").endless_loop);
	cr_expect(scan_of("for (;;) ;").endless_loop);
	cr_expect(scan_of("do { (() => { return 1 })() } while (1)").endless_loop);
	cr_expect(!scan_of("while (true) { if (f()) break }").endless_loop);
	cr_expect(!scan_of("function f() { for (;;) { return } }").endless_loop);
	cr_expect(!scan_of("while (x) {}").endless_loop);
}
