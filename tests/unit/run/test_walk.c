/* SPDX-License-Identifier: MIT */
#include "run/walk.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "syntax/parse.h"

struct seen {
	struct evl_names *names;
	struct evl_arena *arena;
	struct evl_buffer text;
	bool skip_functions;
};

static bool see(void *context, const struct evl_node *node, enum evl_child_role role)
{
	struct seen *seen = context;
	if (node->kind == EVL_NODE_IDENTIFIER)
		evl_buffer_printf(&seen->text, "%s%s ",
				  role == EVL_CHILD_BINDING ? "+"
				  : role == EVL_CHILD_KEY   ? "."
							    : "",
				  evl_names_utf8(seen->names, node->as.identifier.name, seen->arena));
	return !(seen->skip_functions && node->kind == EVL_NODE_ARROW_FUNCTION);
}

/* The names of the text in the order that they are met: "+" a binding, "." a key. */
static void check_names(const char *text, bool skip_functions, const char *expected)
{
	struct evl_arena arena;
	struct evl_diags diags;
	struct evl_source source;
	struct evl_node *tree;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 30));
	struct seen seen = { .names = evl_names_new(&arena), .arena = &arena, .skip_functions = skip_functions };
	evl_diags_init(&diags, &arena);
	evl_source_init(&source, &arena, "test.js", text, strlen(text));
	cr_assert(evl_parse(&source, 0, EVL_GOAL_SCRIPT, seen.names, &arena, &diags, &tree) == EVL_STATUS_OK, "%s", text);
	evl_buffer_init(&seen.text);
	cr_expect(evl_walk(tree, see, &seen));
	cr_expect_str_eq(seen.text.bytes, expected, "%s gives %s", text, seen.text.bytes);
	evl_buffer_release(&seen.text);
	evl_arena_release(&arena);
}

Test(run_walk, comes_to_every_name_in_the_order_of_the_text)
{
	check_names("const a = b(c); d.e = { f: g, [h]: i };", false, "+a b c d .e .f g h i ");
	check_names("for (const x of y) { z(x); } function q(r, [s] = t) { return u; }", false, "+x y z x +q +r +s t u ");
}

Test(run_walk, leaves_out_what_the_visitor_refuses)
{
	check_names("a(() => b, c);", true, "a c ");
}

Test(run_walk, a_deep_tree_needs_no_stack)
{
	enum { DEPTH = 300 };
	static char text[2 * DEPTH + 2];
	memset(text, '[', DEPTH);
	text[DEPTH] = 'x';
	memset(text + DEPTH + 1, ']', DEPTH);
	check_names(text, false, "x ");
}
