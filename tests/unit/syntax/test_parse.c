/* SPDX-License-Identifier: MIT */
/*
 * test_parse.c - the stages together: hostile input, bytes that are no text, places of errors.
 */
#include "parsed.h"

#include <stdlib.h>

/* `text` repeated, with something before and after. */
static char *repeat(const char *before, const char *text, size_t times, const char *after)
{
	size_t first = strlen(before), each = strlen(text), last = strlen(after);
	char *all = malloc(first + each * times + last + 1);
	memcpy(all, before, first);
	for (size_t i = 0; i < times; i++)
		memcpy(all + first + i * each, text, each);
	memcpy(all + first + each * times, after, last + 1);
	return all;
}

Test(syntax_parse, deep_nesting_is_refused_and_wide_text_is_not)
{
	static const struct {
		const char *before, *text;
		size_t times;
		const char *after;
		enum evl_status status;
	} rows[] = {
		{ "", "(", 1 << 20, "", EVL_STATUS_TOO_LARGE },
		{ "", "[", 1 << 20, "", EVL_STATUS_TOO_LARGE },
		{ "", "{", 1 << 20, "", EVL_STATUS_TOO_LARGE },
		{ "", "`${", 100000, "", EVL_STATUS_TOO_LARGE },
		{ "", "function f() {", 10000, "", EVL_STATUS_TOO_LARGE },
		{ "", "() => ", 10000, "1", EVL_STATUS_TOO_LARGE },
		{ "", "new ", 100000, "a", EVL_STATUS_TOO_LARGE },
		{ "", "- ", 100000, "1", EVL_STATUS_TOO_LARGE },
		{ "async () => ", "await ", 100000, "1", EVL_STATUS_TOO_LARGE },
		{ "1", " + 1", 100000, "", EVL_STATUS_TOO_LARGE },
		{ "1", " ** 1", 100000, "", EVL_STATUS_TOO_LARGE },
		{ "a", ".b()", 100000, "", EVL_STATUS_TOO_LARGE },
		{ "", "if (1); else ", 50000, ";", EVL_STATUS_TOO_LARGE },
		{ "", "a = ", 100000, "1", EVL_STATUS_TOO_LARGE },
		{ "", "x:", 1, ";", EVL_STATUS_OK },
		{ "", "try {} catch (e) {", 5000, "", EVL_STATUS_TOO_LARGE },
		{ "", "{", 900, "", EVL_STATUS_SYNTAX },
		{ "1", " + 1", 800, "", EVL_STATUS_OK },
		{ "[", "1,", 20000, "]", EVL_STATUS_OK },
		{ "", "a;\n", 20000, "", EVL_STATUS_OK },
		{ "\"", "x", 1 << 20, "\"", EVL_STATUS_OK },
		{ "/*", "x", 1 << 20, "", EVL_STATUS_SYNTAX },
		{ "`", "x", 1 << 20, "", EVL_STATUS_SYNTAX },
		{ "", " ", 17 << 20, "", EVL_STATUS_TOO_LARGE },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct parsed p;
		char *text = repeat(rows[i].before, rows[i].text, rows[i].times, rows[i].after);
		parse_text(&p, EVL_GOAL_SCRIPT, text);
		cr_expect_eq(p.status, rows[i].status, "row %zu (%s): %d", i, rows[i].text, (int)p.status);
		parsed_release(&p);
		free(text);
	}
}

Test(syntax_parse, bytes_that_are_no_text_are_refused_outside_literals)
{
	static const struct {
		const char *text;
		size_t length;
		const char *line;
	} rows[] = {
		{ "a\0b", 3, "1:2 Invalid or unexpected token" },
		{ "\xFF", 1, "1:1 Invalid or unexpected token" },
		{ "a\xC3(", 3, "1:2 Invalid or unexpected token" },
		{ "// \xFF\n", 5, "(program [])" },
		{ "'\0'", 3, NULL },
		{ "`\0`", 3, NULL },
		{ "'\xFF'", 3, "(program [(expression-statement (string '\xEF\xBF\xBD'))])" },
		{ "/\0/", 3, NULL },
		{ "", 0, "(program [])" },
		{ "\xEF\xBB\xBF" "a", 4, "(program [(expression-statement (identifier 'a'))])" },
		{ "#!/x\na", 6, "(program [(expression-statement (identifier 'a'))])" },
		{ "a\xC2\xA0+\xE3\x80\x80\xE2\x80\xA8" "b", 11, NULL },
		{ "a\rb", 3, NULL },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct parsed p;
		parse_bytes(&p, EVL_GOAL_SCRIPT, rows[i].text, rows[i].length);
		if (rows[i].line)
			cr_expect_str_eq(p.line.bytes, rows[i].line, "row %zu: %s", i, p.line.bytes);
		else
			cr_expect_eq(p.status, EVL_STATUS_OK, "row %zu: %s", i, p.line.bytes);
		parsed_release(&p);
	}
}

Test(syntax_parse, what_is_not_covered_says_so)
{
	static const struct parse_case cases[] = {
		{ 's', "f() = 1; let let", "1:14 let is disallowed as a lexically bound name" },
		{ 'm', "export * from 'x' with {type: 'json'}", "1:19 not covered: import attributes on an export" },
		{ 'm', "import 'x' with {a: 'b'}", "1:12 not covered: import attributes other than type" },
	};
	CHECK_CASES(cases);
}

Test(syntax_parse, spans_are_those_of_the_source)
{
	static const char text[] = "let a = 1\nf(async (x) => { await x }) // end\n";
	struct parsed p;
	parse_text(&p, EVL_GOAL_SCRIPT, text);
	cr_assert_eq(p.status, EVL_STATUS_OK);
	const struct evl_node *first = p.program->as.program.body.items[0];
	const struct evl_node *second = p.program->as.program.body.items[1];
	cr_expect(first->span.start == 0 && first->span.end == 9);
	cr_expect(second->span.start == 10 && second->span.end == 37, "%u", (unsigned)second->span.end);
	const struct evl_node *arrow = second->as.unary.operand->as.call.arguments.items[0];
	cr_expect_eq(arrow->as.function.text.start, 12);
	cr_expect_eq(arrow->as.function.text.end, 36);
	const struct evl_node *await = arrow->as.function.body->as.block.body.items[0]->as.unary.operand;
	cr_expect_eq(await->kind, EVL_NODE_AWAIT);
	cr_expect(await->span.start == 27 && await->span.end == 34);
	parsed_release(&p);
}

Test(syntax_parse, the_text_of_a_method_begins_after_static)
{
	static const char text[] = "class A { static async *m() {} get x() { return 1 } }";
	struct parsed p;
	parse_text(&p, EVL_GOAL_SCRIPT, text);
	cr_assert_eq(p.status, EVL_STATUS_OK);
	const struct evl_node_list *members = &p.program->as.program.body.items[0]->as.class_.members;
	evl_span first = members->items[0]->as.member_def.value->as.function.text;
	evl_span second = members->items[1]->as.member_def.value->as.function.text;
	cr_expect(first.start == 17 && first.end == 30);
	cr_expect(second.start == 31 && second.end == 51);
	parsed_release(&p);
}

Test(syntax_parse, a_small_arena_is_refused_before_it_is_exhausted)
{
	struct evl_arena arena;
	struct evl_source source;
	struct evl_diags diags;
	struct evl_node *program;
	cr_assert(evl_arena_init(&arena, 1 << 18));
	struct evl_names *names = evl_names_new(&arena);
	evl_source_init(&source, &arena, "a", "let a", 5);
	evl_diags_init(&diags, &arena);
	cr_expect_eq(evl_parse(&source, 0, EVL_GOAL_SCRIPT, names, &arena, &diags, &program), EVL_STATUS_TOO_LARGE);
	cr_expect_eq(diags.error_count, 1);
	evl_arena_release(&arena);
}
