/* SPDX-License-Identifier: MIT */
/*
 * test_commonjs_names.c - the exports that the text of a CommonJS module shows. The expectations are what cjs-module-lexer 2.2,
 * which Node 20.20 reads such texts with, finds in them.
 */
#include "predicted.h"
#include "run/commonjs_names.h"

TestSuite(run_commonjs_names, .init = predicted_start, .fini = predicted_end);

/* The names, joined by blanks; behind a bar the specifiers of what is handed on. */
static void check_names(const char *text, const char *expected)
{
	static const struct evl_run_options options = { .name = "a.cjs", .host = "node" };
	struct evl_run *run = &predicted_run;
	struct evl_commonjs_names found = { 0 };
	struct evl_buffer shown;
	evl_buffer_init(&shown);
	cr_assert_eq(evl_run_read(run, text, strlen(text), &options), EVL_STATUS_OK, "%s", text);
	evl_commonjs_names(run->units[0].source, run->units[0].tree, run->names, &run->program, &found);
	for (uint32_t i = 0; i < found.count; i++)
		evl_buffer_printf(&shown, "%s%s", i != 0 ? " " : "", evl_names_utf8(run->names, found.names[i], &run->program));
	for (uint32_t i = 0; i < found.reexport_count; i++)
		evl_buffer_printf(&shown, "|%s", evl_names_utf8(run->names, found.reexports[i], &run->program));
	cr_expect_str_eq(shown.length != 0 ? shown.bytes : "", expected, "%s\n  gives %s", text, shown.length != 0 ? shown.bytes : "");
	evl_buffer_release(&shown);
}

Test(run_commonjs_names, assignments_anywhere)
{
	check_names("exports.a = exports['b'] = 1; if (0) { module.exports.c = 2; }", "a b c");
	check_names("function f(exports) { exports.d = 1; } exports.d = 2;", "d");
	check_names("x.exports.a = 1; exports[key] = 2; exports.q; this.r = 1;", "");
}

Test(run_commonjs_names, an_object_up_to_what_is_not_a_plain_name)
{
	check_names("module.exports = { a, b: c, 'd': e };", "a b d");
	check_names("module.exports = { a, b: 1, c };", "a");
	check_names("module.exports = { a: function () {}, b };", "a");
	check_names("module.exports = { async m() {}, b };", "async");
	check_names("module.exports = { ...others, a, ...require('./x'), b };", "a b|./x");
}

Test(run_commonjs_names, definitions_that_cannot_fail)
{
	check_names("Object.defineProperty(exports, 'a', { value: 1 });", "a");
	check_names("Object.defineProperty(exports, 'a', { enumerable: true, get() { return x.y; } });", "a");
	check_names("Object.defineProperty(exports, 'a', { enumerable: true, get: function f() { return x['y'] } });", "a");
	check_names("exports.a = 1; Object.defineProperty(exports, 'a', { get() { return f(); } });", "");
}

Test(run_commonjs_names, modules_that_are_handed_on)
{
	check_names("module.exports = require('./x');", "|./x");
	check_names("module.exports = require('./x'); module.exports = {};", "");
	check_names("__exportStar(require('./x'), exports); tslib.__exportStar(require('./y'), exports);", "|./x|./y");
}
