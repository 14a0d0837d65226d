/* SPDX-License-Identifier: MIT */
/* test_format.c - CommonJS or ES module. What is expected is Node's ESM_FILE_FORMAT with the detection of syntax. */
#include "predicted.h"
#include "run/format.h"

TestSuite(run_format, .init = predicted_start, .fini = predicted_end);

static enum evl_file_format format_of(const char *path, const char *text)
{
	return evl_file_format(&predicted_run, path, text, strlen(text));
}

Test(run_format, endings_of_names)
{
	cr_expect(evl_name_ends("a.mjs", ".mjs"));
	cr_expect(evl_name_ends(".mjs", ".mjs"));
	cr_expect_not(evl_name_ends("mjs", ".mjs"));
	cr_expect_not(evl_name_ends("a.mjs.js", ".mjs"));
}

Test(run_format, names_decide_before_the_text)
{
	cr_expect_eq(format_of("a.mjs", "require('x')"), EVL_FORMAT_MODULE);
	cr_expect_eq(format_of("a.cjs", "export {}"), EVL_FORMAT_COMMONJS);
}

Test(run_format, without_a_package_the_syntax_decides)
{
	cr_expect_eq(format_of("a.js", "export const a = 1"), EVL_FORMAT_MODULE);
	cr_expect_eq(format_of("a.js", "import 'x'"), EVL_FORMAT_MODULE);
	cr_expect_eq(format_of("a.js", "module.exports = 1"), EVL_FORMAT_COMMONJS);
	cr_expect_eq(format_of("a.js", "import('x')"), EVL_FORMAT_COMMONJS, "import() is no syntax of modules alone");
	cr_expect_eq(format_of("a.js", "let let"), EVL_FORMAT_COMMONJS, "another error decides nothing");
}
