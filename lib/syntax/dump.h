/* SPDX-License-Identifier: MIT */
/*
 * dump.h - the syntax tree as text, for tests and for people who look inside.
 */
#ifndef EVL_SYNTAX_DUMP_H
#define EVL_SYNTAX_DUMP_H

#include "base/buffer.h"
#include "base/names.h"
#include "syntax/ast.h"

/*
 * Append an s-expression of `node` (NULL gives "-"): (kind attribute... child...),
 * kinds as in nodes.def in lower case. One line, no spans.
 */
void evl_node_dump(const struct evl_node *node, const struct evl_names *names, struct evl_buffer *out);

#endif
