/* SPDX-License-Identifier: MIT */
/*
 * test_node.c - every kind of node has a name for people.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "syntax/ast.h"

Test(syntax_node, every_kind_has_a_text)
{
	for (int i = 0; i < EVL_NODE_KIND_COUNT; i++)
		cr_expect_gt(strlen(evl_node_kind_text((enum evl_node_kind)i)), 2);
	cr_expect_str_eq(evl_node_kind_text(EVL_NODE_IF), "if statement");
	cr_expect_str_eq(evl_node_kind_text(EVL_NODE_KIND_COUNT), "construct");
}
