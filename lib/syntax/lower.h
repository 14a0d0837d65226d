/* SPDX-License-Identifier: MIT */
/*
 * lower.h - inside syntax/: from tree-sitter's concrete tree to our tree.
 *
 * The tree was made from the prepared copy of the source (check.h), in which
 * comments are blanks, semicolons are written out and contextual keywords are
 * what they mean; offsets are the same as in the source, from which all names
 * and literals are read. So children stand at the positions that the grammar's
 * rules say, and the lowering does not judge: whatever arrives is well-formed.
 */
#ifndef EVL_SYNTAX_LOWER_H
#define EVL_SYNTAX_LOWER_H

#include <stdbool.h>
#include <stdint.h>
#include <tree_sitter/api.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "syntax/ast.h"
#include "syntax/check.h"

/* The grammar's symbols, as ts_node_symbol gives them. */
enum evl_cst {
#define GRAMMAR_SYMBOL(number, id, name, named) EVL_CST_##id = (number),
#include "syntax/grammar_symbols.def"
#undef GRAMMAR_SYMBOL
};

enum {
	EVL_CST_SYMBOL_COUNT = 265, /* of the pinned grammar */
	/* Deeper trees are refused: the stages behind recurse over the tree. */
	EVL_SYNTAX_MAX_DEPTH = 1000,
};

struct evl_lower_function {
	struct evl_lower_function *parent;
	uint32_t flags; /* of struct evl_function_node */
};

struct evl_lower {
	const char *text; /* the source */
	const struct evl_prepared_label *labels;
	uint32_t label_count;
	const struct evl_prepared_target *targets;
	uint32_t target_count;
	uint32_t length;
	uint32_t source;
	struct evl_names *names;
	struct evl_arena *arena;
	struct evl_diags *diags;
	struct evl_lower_function *function; /* innermost; NULL at the top level */
	uint32_t depth;
	bool strict; /* of the code being lowered */
	bool top_level_await;
	bool top_level_eval;
	enum evl_status status; /* EVL_STATUS_OK until something is refused */
};

/*
 * The PROGRAM node of a tree without errors. `l` is filled in up to `diags`,
 * `strict` for a module. NULL when l->status is not OK; a diagnostic says why.
 */
struct evl_node *evl_lower_program(struct evl_lower *l, TSNode root, bool module);

/* A fresh node with the span of `cst`. */
struct evl_node *evl_lower_new(struct evl_lower *l, enum evl_node_kind kind, TSNode cst);

/* Refuse `cst`: no part of the lowering knows it. Returns some node, so that callers need no check. */
struct evl_node *evl_lower_refuse(struct evl_lower *l, TSNode cst);

/* Count a level of nesting; false (and a diagnostic) when there are too many. Pair with evl_lower_leave. */
bool evl_lower_enter(struct evl_lower *l, TSNode cst);
void evl_lower_leave(struct evl_lower *l);

/* Room for the items of a list with at most `most` of them; append with evl_lower_append. */
struct evl_node_list evl_lower_list(struct evl_lower *l, uint32_t most);
static inline void evl_lower_append(struct evl_node_list *list, struct evl_node *node)
{
	list->items[list->count++] = node;
}

/* The labels before the statement that begins at `start`: where they end in the list, and how many they are. */
uint32_t evl_lower_find_labels(const struct evl_lower *l, uint32_t start, uint32_t *count);

/* A statement or declaration; an expression. */
struct evl_node *evl_lower_statement(struct evl_lower *l, TSNode cst);
struct evl_node *evl_lower_expression(struct evl_lower *l, TSNode cst);
/* A target: binding, parameter, or left side of an assignment, as pattern or simple target. */
struct evl_node *evl_lower_target(struct evl_lower *l, TSNode cst);
/* The statements among children [first, count) of `cst`. */
struct evl_node_list evl_lower_statements(struct evl_lower *l, TSNode cst, uint32_t first);
struct evl_node *evl_lower_block(struct evl_lower *l, TSNode cst);

/* Functions and classes, as declarations or expressions. */
struct evl_node *evl_lower_function(struct evl_lower *l, TSNode cst, enum evl_node_kind kind);
struct evl_node *evl_lower_arrow(struct evl_lower *l, TSNode cst);
struct evl_node *evl_lower_method(struct evl_lower *l, TSNode cst, enum evl_node_kind kind, bool derived);
struct evl_node *evl_lower_class(struct evl_lower *l, TSNode cst, enum evl_node_kind kind);
/* Does the body (a statement_block or the program) begin with a "use strict" directive? */
bool evl_lower_has_use_strict(struct evl_lower *l, TSNode body);

/* A property key; sets *computed. */
struct evl_node *evl_lower_key(struct evl_lower *l, TSNode cst, uint8_t *computed);
struct evl_node *evl_lower_identifier(struct evl_lower *l, TSNode cst);
struct evl_node *evl_lower_string(struct evl_lower *l, TSNode cst);

/* Imports and exports. */
struct evl_node *evl_lower_import(struct evl_lower *l, TSNode cst);
struct evl_node *evl_lower_export(struct evl_lower *l, TSNode cst);

/* Child number `i` of a node of the parser. */
static inline TSNode evl_cst_child(TSNode cst, uint32_t i)
{
	return ts_node_child(cst, i);
}

/* Is it a node of this kind? */
static inline bool evl_cst_is(TSNode cst, enum evl_cst symbol)
{
	return ts_node_symbol(cst) == symbol;
}

#endif
