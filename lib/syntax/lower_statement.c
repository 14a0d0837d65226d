/* SPDX-License-Identifier: MIT */
/*
 * lower_statement.c - statements and declarations.
 */
#include "syntax/lower.h"
#include "syntax/literal.h"

/*
 * A semicolon that the source does not have was put in place of a line end, and
 * the grammar may count blanks to a statement: end the span where its last token ends.
 */
static void trim(struct evl_lower *l, struct evl_node *node, TSNode cst)
{
	uint32_t count = ts_node_child_count(cst);
	if (count < 2)
		return;
	TSNode last = evl_cst_child(cst, count - 1);
	if (evl_cst_is(last, EVL_CST_TOKEN_SEMICOLON) && l->text[ts_node_start_byte(last)] != ';')
		node->span.end = ts_node_end_byte(evl_cst_child(cst, count - 2));
}

static evl_name label_name(struct evl_lower *l, TSNode cst)
{
	bool escaped;
	uint32_t start = ts_node_start_byte(cst);
	return evl_literal_identifier(l->names, l->arena, l->text + start, ts_node_end_byte(cst) - start, &escaped);
}

struct evl_node_list evl_lower_statements(struct evl_lower *l, TSNode cst, uint32_t first)
{
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	for (uint32_t i = first; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (ts_node_is_named(child))
			evl_lower_append(&list, evl_lower_statement(l, child));
	}
	return list;
}

struct evl_node *evl_lower_block(struct evl_lower *l, TSNode cst)
{
	struct evl_node *block = evl_lower_new(l, EVL_NODE_BLOCK, cst);
	block->as.block.body = evl_lower_statements(l, cst, 1);
	return block;
}

/* (expression): the expression. */
static struct evl_node *condition(struct evl_lower *l, TSNode cst)
{
	return evl_lower_expression(l, evl_cst_child(cst, 1));
}

static struct evl_node *declarator(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_DECLARATOR, cst);
	node->as.declarator.target = evl_lower_target(l, evl_cst_child(cst, 0));
	if (ts_node_child_count(cst) > 2)
		node->as.declarator.init = evl_lower_expression(l, evl_cst_child(cst, 2));
	return node;
}

/* The source has the word; the copy that the grammar saw says `var` for `let`. */
static enum evl_declaration_kind declaration_kind(const struct evl_lower *l, TSNode keyword)
{
	switch (l->text[ts_node_start_byte(keyword)]) {
	case 'l':
		return EVL_DECL_LET;
	case 'c':
		return EVL_DECL_CONST;
	case 'u':
		return EVL_DECL_USING;
	case 'a':
		return EVL_DECL_AWAIT_USING;
	default:
		return EVL_DECL_VAR;
	}
}

static struct evl_node *declaration(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_VARIABLE_DECLARATION, cst);
	uint32_t count = ts_node_child_count(cst);
	node->as.declaration.kind = (uint8_t)declaration_kind(l, evl_cst_child(cst, 0));
	if (node->as.declaration.kind == EVL_DECL_AWAIT_USING && l->function == NULL)
		l->top_level_await = true;
	node->as.declaration.declarators = evl_lower_list(l, count);
	for (uint32_t i = 1; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (evl_cst_is(child, EVL_CST_VARIABLE_DECLARATOR))
			evl_lower_append(&node->as.declaration.declarators, declarator(l, child));
	}
	trim(l, node, cst);
	return node;
}

/* A function as a branch of an if statement stands in a block of its own (sec-functiondeclarations-in-ifstatement-statement-clauses). */
static struct evl_node *branch(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_statement(l, cst);
	if (node->kind != EVL_NODE_FUNCTION_DECLARATION)
		return node;
	struct evl_node *block = evl_lower_new(l, EVL_NODE_BLOCK, cst);
	block->as.block.body = evl_lower_list(l, 1);
	evl_lower_append(&block->as.block.body, node);
	return block;
}

static struct evl_node *if_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_IF, cst);
	node->as.conditional.test = condition(l, evl_cst_child(cst, 1));
	node->as.conditional.consequent = branch(l, evl_cst_child(cst, 2));
	if (ts_node_child_count(cst) > 3) {
		TSNode else_clause = evl_cst_child(cst, 3);
		node->as.conditional.alternate = branch(l, evl_cst_child(else_clause, 1));
		node->span.end = node->as.conditional.alternate->span.end;
	} else {
		node->span.end = node->as.conditional.consequent->span.end;
	}
	return node;
}

/* for (f() of x) was prepared as for (f() ;; x). */
static void make_for_each(struct evl_lower *l, struct evl_node *node, enum evl_call_target kind)
{
	struct evl_node *left = node->as.for_.init, *right = node->as.for_.update, *body = node->as.for_.body;
	node->kind = kind == EVL_CALL_FOR_IN ? EVL_NODE_FOR_IN : EVL_NODE_FOR_OF;
	node->as.for_each.left = left;
	node->as.for_each.right = right;
	node->as.for_each.body = body;
	node->as.for_each.is_await = kind == EVL_CALL_FOR_AWAIT;
	if (kind == EVL_CALL_FOR_AWAIT && !l->function)
		l->top_level_await = true;
}

/* for ( init ; test ; update ) body: each of the first two is an expression and ';', or a node that holds the ';'. */
static struct evl_node *for_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_FOR, cst);
	uint32_t i = 2;
	TSNode init = evl_cst_child(cst, i++);
	switch (ts_node_symbol(init)) {
	case EVL_CST_EMPTY_STATEMENT:
		break;
	case EVL_CST_LEXICAL_DECLARATION:
	case EVL_CST_VARIABLE_DECLARATION:
		node->as.for_.init = declaration(l, init);
		break;
	default:
		node->as.for_.init = evl_lower_expression(l, init);
		i++;
	}
	TSNode test = evl_cst_child(cst, i++);
	if (!evl_cst_is(test, EVL_CST_EMPTY_STATEMENT)) {
		node->as.for_.test = evl_lower_expression(l, test);
		i++;
	}
	TSNode update = evl_cst_child(cst, i++);
	if (!evl_cst_is(update, EVL_CST_TOKEN_CLOSE_PAREN)) {
		node->as.for_.update = evl_lower_expression(l, update);
		i++;
	}
	node->as.for_.body = evl_lower_statement(l, evl_cst_child(cst, i));
	node->span.end = node->as.for_.body->span.end;
	const struct evl_node *init_call = node->as.for_.init;
	if (init_call != NULL && init_call->kind == EVL_NODE_UNARY && init_call->prefix >= EVL_CALL_FOR_IN)
		make_for_each(l, node, (enum evl_call_target)init_call->prefix);
	return node;
}

static struct evl_node *for_each_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_FOR_IN, cst);
	uint32_t i = 1;
	if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_TOKEN_AWAIT)) {
		node->as.for_each.is_await = true;
		if (!l->function)
			l->top_level_await = true;
		i++;
	}
	i++; /* ( */
	TSNode first = evl_cst_child(cst, i);
	switch (ts_node_symbol(first)) {
	case EVL_CST_TOKEN_VAR:
	case EVL_CST_TOKEN_LET:
	case EVL_CST_TOKEN_CONST: {
		TSNode target = evl_cst_child(cst, i + 1);
		struct evl_node *inner = evl_lower_new(l, EVL_NODE_DECLARATOR, target);
		struct evl_node *outer = evl_lower_new(l, EVL_NODE_VARIABLE_DECLARATION, first);
		inner->as.declarator.target = evl_lower_target(l, target);
		i += 2;
		if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_TOKEN_EQUALS)) {
			inner->as.declarator.init = evl_lower_expression(l, evl_cst_child(cst, i + 1));
			inner->span.end = inner->as.declarator.init->span.end;
			i += 2;
		}
		outer->span.end = inner->span.end;
		outer->as.declaration.kind = (uint8_t)declaration_kind(l, first);
		if (outer->as.declaration.kind == EVL_DECL_AWAIT_USING && l->function == NULL)
			l->top_level_await = true;
		outer->as.declaration.declarators = evl_lower_list(l, 1);
		evl_lower_append(&outer->as.declaration.declarators, inner);
		node->as.for_each.left = outer;
		break;
	}
	default:
		node->as.for_each.left = evl_lower_target(l, first);
		i++;
	}
	if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_TOKEN_OF))
		node->kind = EVL_NODE_FOR_OF;
	node->as.for_each.right = evl_lower_expression(l, evl_cst_child(cst, i + 1));
	node->as.for_each.body = evl_lower_statement(l, evl_cst_child(cst, i + 3));
	node->span.end = node->as.for_each.body->span.end;
	return node;
}

static struct evl_node *switch_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_SWITCH, cst);
	node->as.switch_.discriminant = condition(l, evl_cst_child(cst, 1));
	TSNode body = evl_cst_child(cst, 2);
	uint32_t count = ts_node_child_count(body);
	node->as.switch_.cases = evl_lower_list(l, count);
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode clause = evl_cst_child(body, i);
		struct evl_node *item = evl_lower_new(l, EVL_NODE_CASE, clause);
		bool is_default = evl_cst_is(clause, EVL_CST_SWITCH_DEFAULT);
		if (!is_default)
			item->as.case_.test = evl_lower_expression(l, evl_cst_child(clause, 1));
		item->as.case_.body = evl_lower_statements(l, clause, is_default ? 2 : 3);
		evl_lower_append(&node->as.switch_.cases, item);
	}
	return node;
}

static struct evl_node *try_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_TRY, cst);
	uint32_t count = ts_node_child_count(cst);
	node->as.try_.block = evl_lower_block(l, evl_cst_child(cst, 1));
	for (uint32_t i = 2; i < count; i++) {
		TSNode clause = evl_cst_child(cst, i);
		uint32_t last = ts_node_child_count(clause) - 1;
		struct evl_node *block = evl_lower_block(l, evl_cst_child(clause, last));
		if (evl_cst_is(clause, EVL_CST_CATCH_CLAUSE)) {
			node->as.try_.handler = block;
			if (last > 1)
				node->as.try_.param = evl_lower_target(l, evl_cst_child(clause, 2));
		} else {
			node->as.try_.finalizer = block;
		}
	}
	return node;
}

static struct evl_node *loop_statement(struct evl_lower *l, TSNode cst, enum evl_node_kind kind)
{
	struct evl_node *node = evl_lower_new(l, kind, cst);
	if (kind == EVL_NODE_DO_WHILE) {
		TSNode test = evl_cst_child(cst, 3);
		node->as.loop.body = evl_lower_statement(l, evl_cst_child(cst, 1));
		node->as.loop.test = condition(l, test);
		trim(l, node, cst);
	} else {
		node->as.loop.test = condition(l, evl_cst_child(cst, 1));
		node->as.loop.body = evl_lower_statement(l, evl_cst_child(cst, 2));
		node->span.end = node->as.loop.body->span.end;
	}
	return node;
}

static struct evl_node *statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	TSNode child;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_EXPRESSION_STATEMENT:
		node = evl_lower_new(l, EVL_NODE_EXPRESSION_STATEMENT, cst);
		node->as.unary.operand = evl_lower_expression(l, evl_cst_child(cst, 0));
		trim(l, node, cst);
		return node;
	case EVL_CST_VARIABLE_DECLARATION:
	case EVL_CST_LEXICAL_DECLARATION:
		return declaration(l, cst);
	case EVL_CST_FUNCTION_DECLARATION:
	case EVL_CST_GENERATOR_FUNCTION_DECLARATION:
		return evl_lower_function(l, cst, EVL_NODE_FUNCTION_DECLARATION);
	case EVL_CST_CLASS_DECLARATION:
		return evl_lower_class(l, cst, EVL_NODE_CLASS_DECLARATION);
	case EVL_CST_STATEMENT_BLOCK:
		return evl_lower_block(l, cst);
	case EVL_CST_EMPTY_STATEMENT:
		return evl_lower_new(l, EVL_NODE_EMPTY, cst);
	case EVL_CST_IF_STATEMENT:
		return if_statement(l, cst);
	case EVL_CST_FOR_STATEMENT:
		return for_statement(l, cst);
	case EVL_CST_FOR_IN_STATEMENT:
		return for_each_statement(l, cst);
	case EVL_CST_WHILE_STATEMENT:
		return loop_statement(l, cst, EVL_NODE_WHILE);
	case EVL_CST_DO_STATEMENT:
		return loop_statement(l, cst, EVL_NODE_DO_WHILE);
	case EVL_CST_WITH_STATEMENT:
		return loop_statement(l, cst, EVL_NODE_WITH);
	case EVL_CST_SWITCH_STATEMENT:
		return switch_statement(l, cst);
	case EVL_CST_TRY_STATEMENT:
		return try_statement(l, cst);
	case EVL_CST_RETURN_STATEMENT:
	case EVL_CST_THROW_STATEMENT:
		node = evl_lower_new(l, evl_cst_is(cst, EVL_CST_THROW_STATEMENT) ? EVL_NODE_THROW : EVL_NODE_RETURN, cst);
		child = evl_cst_child(cst, 1);
		if (!ts_node_is_null(child) && !evl_cst_is(child, EVL_CST_TOKEN_SEMICOLON))
			node->as.unary.operand = evl_lower_expression(l, child);
		trim(l, node, cst);
		return node;
	case EVL_CST_BREAK_STATEMENT:
	case EVL_CST_CONTINUE_STATEMENT:
		node = evl_lower_new(l, evl_cst_is(cst, EVL_CST_BREAK_STATEMENT) ? EVL_NODE_BREAK : EVL_NODE_CONTINUE, cst);
		child = evl_cst_child(cst, 1);
		if (!ts_node_is_null(child) && evl_cst_is(child, EVL_CST_STATEMENT_IDENTIFIER))
			node->as.jump.label = label_name(l, child);
		trim(l, node, cst);
		return node;
	case EVL_CST_DEBUGGER_STATEMENT:
		node = evl_lower_new(l, EVL_NODE_DEBUGGER, cst);
		trim(l, node, cst);
		return node;
	case EVL_CST_IMPORT_STATEMENT:
		node = evl_lower_import(l, cst);
		trim(l, node, cst);
		return node;
	case EVL_CST_EXPORT_STATEMENT:
		node = evl_lower_export(l, cst);
		trim(l, node, cst);
		return node;
	default:
		return evl_lower_refuse(l, cst);
	}
}

uint32_t evl_lower_find_labels(const struct evl_lower *l, uint32_t start, uint32_t *count)
{
	uint32_t low = 0, high = l->label_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->labels[middle].statement <= start)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (*count < low && l->labels[low - 1 - *count].statement == start)
		(*count)++;
	return low;
}

/* Put the labels, which the check has listed, around their statement, the innermost first. */
static struct evl_node *with_labels(struct evl_lower *l, TSNode cst)
{
	uint32_t count;
	uint32_t end = evl_lower_find_labels(l, ts_node_start_byte(cst), &count);
	l->depth += count;
	struct evl_node *node = statement(l, cst);
	l->depth -= count;
	for (uint32_t i = 0; i < count; i++) {
		const struct evl_prepared_label *label = &l->labels[end - 1 - i];
		struct evl_node *labeled = evl_lower_new(l, EVL_NODE_LABELED, cst);
		labeled->span.start = label->start;
		labeled->span.end = node->span.end;
		labeled->as.labeled.label = label->name;
		labeled->as.labeled.body = node;
		node = labeled;
	}
	return node;
}

struct evl_node *evl_lower_statement(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	if (!evl_lower_enter(l, cst))
		node = evl_lower_new(l, EVL_NODE_EMPTY, cst);
	else if (l->label_count)
		node = with_labels(l, cst);
	else
		node = statement(l, cst);
	evl_lower_leave(l);
	return node;
}
