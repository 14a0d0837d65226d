/* SPDX-License-Identifier: MIT */
#include "samples/code.h"

#include <criterion/criterion.h>
#include <string.h>

static void read(struct evl_code *code, struct evl_arena *arena, const char *text)
{
	cr_assert(evl_arena_init(arena, (size_t)1 << 24));
	memset(code, 0, sizeof *code);
	evl_code_read(code, text, (uint32_t)strlen(text), arena);
}

Test(samples_code, comments_with_what_stands_around_them)
{
	struct evl_arena arena;
	struct evl_code code;
	read(&code, &arena, "f(); // one\n/* two\n lines */\nlet s = '// no', r = /\\/\\/ no/;\n");
	cr_assert_eq(code.comment_count, 2);
	cr_expect(!code.comments[0].is_block && !code.comments[0].is_alone && code.comments[0].line == 0);
	cr_expect(code.comments[1].is_block && code.comments[1].is_alone);
	cr_expect(code.comments[1].line == 1 && code.comments[1].last_line == 2);
	cr_expect_eq(code.line_count, 5, "%u", (unsigned)code.line_count);
	evl_arena_release(&arena);
}

Test(samples_code, calls_that_print)
{
	struct evl_arena arena;
	struct evl_code code;
	read(&code, &arena,
	     "console.log('a');\nfunction f() { console.log(1, 2) }\nalert('x');\nconsole.log('%d', 1);\n// console.log(2)\n");
	cr_assert_eq(code.call_count, 4);
	cr_expect(code.calls[0].only_literal && code.calls[0].only_text.end - code.calls[0].only_text.start == 1);
	cr_expect(code.calls[1].in_function && code.calls[1].arguments == 2);
	cr_expect(code.calls[2].is_alert && !code.calls[0].is_alert);
	cr_expect(code.calls[3].has_format && !code.calls[1].has_format);
	evl_arena_release(&arena);
}

Test(samples_code, what_differs_from_run_to_run)
{
	static const struct {
		const char *text;
		uint32_t taints;
	} cases[] = {
		{ "console.log(1)", 0 },
		{ "console.log(Date.now())", EVL_CODE_CLOCK },
		{ "console.log(Math.random())", EVL_CODE_RANDOM },
		{ "fetch('/x')", EVL_CODE_NETWORK },
		{ "'Math.random()'", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct evl_arena arena;
		struct evl_code code;
		read(&code, &arena, cases[i].text);
		cr_expect_eq(code.taints, cases[i].taints, "%s: %u", cases[i].text, (unsigned)code.taints);
		evl_arena_release(&arena);
	}
}

Test(samples_code, modules_and_hosts)
{
	struct evl_arena arena;
	struct evl_code code;
	read(&code, &arena, "import a from './a.js'; process.nextTick(f);");
	cr_expect(code.has_import_export && code.uses_node && !code.uses_page);
	evl_arena_release(&arena);
	read(&code, &arena, "document.title = window.name;");
	cr_expect(!code.has_import_export && !code.uses_node && code.uses_page);
	evl_arena_release(&arena);
}
