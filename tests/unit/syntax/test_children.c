/* SPDX-License-Identifier: MIT */
#include "parsed.h"
#include "syntax/children.h"

/* The children as "role:kind" words. */
struct seen {
	struct evl_buffer text;
};

static void see(void *context, struct evl_node *child, enum evl_child_role role)
{
	static const char roles[] = { [EVL_CHILD_PLAIN] = 'p', [EVL_CHILD_BINDING] = 'b', [EVL_CHILD_KEY] = 'k' };
	struct seen *seen = context;
	evl_buffer_printf(&seen->text, "%s%c:%s", seen->text.length == 0 ? "" : " ", roles[role],
			  evl_node_kind_text((enum evl_node_kind)child->kind));
}

static void check_children(const char *text, uint32_t index, const char *expected)
{
	struct parsed p;
	parse_text(&p, EVL_GOAL_SCRIPT, text);
	cr_assert_eq(p.status, EVL_STATUS_OK, "%s", text);
	const struct evl_node *node = p.program->as.program.body.items[index];
	if (node->kind == EVL_NODE_EXPRESSION_STATEMENT)
		node = node->as.unary.operand;
	while (node->kind == EVL_NODE_PARENTHESIZED)
		node = node->as.unary.operand;
	struct seen seen;
	evl_buffer_init(&seen.text);
	evl_buffer_printf(&seen.text, "%s", "");
	evl_visit_children(node, EVL_CHILD_BINDING, see, &seen);
	cr_expect_str_eq(seen.text.bytes, expected, "%s\n  gives %s\n  not   %s", text, seen.text.bytes, expected);
	evl_buffer_release(&seen.text);
	parsed_release(&p);
}

Test(children, come_in_the_order_of_the_text)
{
	check_children("if (a) b(); else c;", 0, "p:identifier p:expression statement p:expression statement");
	check_children("for (let i = 0; i < 3; i++) {}", 0,
		       "p:variable declaration p:binary expression p:update expression p:block");
	check_children("for (const x of y) z;", 0, "p:variable declaration p:identifier p:expression statement");
	check_children("try { a; } catch (e) { b; } finally { c; }", 0, "p:block b:identifier p:block p:block");
	check_children("switch (a) { case 1: b; default: c; }", 0, "p:identifier p:switch case p:switch case");
	check_children("a ? b() : [c]", 0, "p:identifier p:call p:array literal");
}

Test(children, say_what_a_name_means)
{
	check_children("function f(a, { b }) { return a; }", 0, "b:identifier b:identifier b:object pattern p:block");
	check_children("class A extends B { m() {} static x = 1; constructor() {} }", 0,
		       "b:identifier p:identifier p:function expression p:class member p:class member");
	check_children("a.b", 0, "p:identifier k:identifier");
	check_children("a[b]", 0, "p:identifier p:identifier");
	check_children("[a, ...b] = c", 0, "p:array pattern p:identifier");
}

Test(children, leave_out_what_is_not_there)
{
	check_children("for (;;) break;", 0, "p:break statement");
	check_children("if (a) b;", 0, "p:identifier p:expression statement");
	check_children("a", 0, "");
	check_children("[, a,, b]", 0, "b:identifier b:identifier");
}
