/* SPDX-License-Identifier: MIT */
/*
 * gen_suspend.c - yield and yield* (sec-generator-function-definitions-runtime-semantics-evaluation).
 */
#include "compile/gen.h"

#include "value/error.h"

static bool in_async(const struct builder *b)
{
	return (b->flags & EVL_TEMPLATE_ASYNC) != 0;
}

static void gen_plain_yield(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	reg pair = reg_block(b, 2);
	struct label go_on;
	label_init(&go_on);
	site_expression(b, node->span.start);
	if (node->as.yield_.argument != NULL)
		gen_to(b, node->as.yield_.argument, pair);
	else
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, pair, 0, 0);
	if (in_async(b))
		emit(b, EVL_OPCODE_AWAIT, pair, pair, 0);
	emit(b, EVL_OPCODE_YIELD, pair, pair, 0);
	jump(b, EVL_OPCODE_JUMP_FALSE, (uint32_t)pair + 1, &go_on);
	if (in_async(b))
		emit(b, EVL_OPCODE_AWAIT, pair, pair, 0);
	gen_leave(b, NULL, LEAVE_RETURN, pair);
	label_bind(b, &go_on);
	emit(b, EVL_OPCODE_MOVE, dst, pair, 0);
	reg_release(b, mark);
}

enum { MODE_NEXT, MODE_THROW, MODE_RETURN };

/* r[base] method, r[base+1] iterator: call it with the received value, result in r[base]. */
static void gen_delegate_call(struct builder *b, reg base, reg iterator, reg received)
{
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, iterator, 0);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 2, received, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 1);
}

/* Does V8 know this value as it reads it, so that no code of it has a place? */
static bool is_known(const struct evl_node *node)
{
	bool counts = node->kind == EVL_NODE_BINARY && node->as.operation.left->kind == EVL_NODE_NUMBER && node->as.operation.right->kind == EVL_NODE_NUMBER;
	bool plain = node->kind == EVL_NODE_OBJECT;
	for (uint32_t i = 0; plain && i < node->as.list.items.count; i++) {
		const struct evl_node *item = node->as.list.items.items[i];
		plain = item->kind == EVL_NODE_PROPERTY && !item->computed && item->as.property.kind == EVL_PROPERTY_INIT && item->as.property.value != NULL &&
			(item->as.property.value->kind == EVL_NODE_NUMBER || item->as.property.value->kind == EVL_NODE_STRING);
	}
	return counts || plain;
}

static void gen_delegate(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	bool is_async = in_async(b);
	reg iterator = reg_block(b, 3);
	reg received = reg_block(b, 2); /* value, mode */
	reg mode = (reg)(received + 1);
	reg base = reg_block(b, 3);
	reg done = reg_new(b);
	struct label again, throw_mode, return_mode, have_result, finished, leave, end;
	label_init(&again);
	label_init(&throw_mode);
	label_init(&return_mode);
	label_init(&have_result);
	label_init(&finished);
	label_init(&leave);
	label_init(&end);
	uint32_t before = b->pending_statement != NO_POSITION ? b->pending_statement : b->last_position;
	gen_to(b, node->as.yield_.argument, base);
	uint32_t site = site_set(b, node, is_known(node->as.yield_.argument) ? before : NO_POSITION);
	emit(b, is_async ? EVL_OPCODE_GET_ASYNC_ITERATOR : EVL_OPCODE_GET_ITERATOR, iterator, base, 0);
	site_set(b, node, NO_POSITION);
	emit(b, EVL_OPCODE_LOAD_UNDEFINED, received, 0, 0);
	emit_imm(b, EVL_OPCODE_LOAD_INT, mode, MODE_NEXT);

	label_bind(b, &again);
	jump_short(b, EVL_OPCODE_J_SEQ_I, mode, MODE_THROW, &throw_mode);
	jump_short(b, EVL_OPCODE_J_SEQ_I, mode, MODE_RETURN, &return_mode);
	emit(b, EVL_OPCODE_MOVE, base, (uint32_t)iterator + 1, 0);
	gen_delegate_call(b, base, iterator, received);
	jump(b, EVL_OPCODE_JUMP, 0, &have_result);

	label_bind(b, &throw_mode);
	struct label no_throw;
	label_init(&no_throw);
	emit(b, EVL_OPCODE_GET_PROP, base, iterator, property_site(b, EVL_NAME_throw_));
	emit(b, EVL_OPCODE_CHECK_CALLABLE_OR_UNDEFINED, base, 0, 0);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &no_throw);
	gen_delegate_call(b, base, iterator, received);
	jump(b, EVL_OPCODE_JUMP, 0, &have_result);
	label_bind(b, &no_throw);
	emit(b, EVL_OPCODE_LOAD_FALSE, (uint32_t)iterator + 2, 0, 0);
	gen_iterator_close(b, iterator, is_async);
	emit(b, EVL_OPCODE_THROW_MESSAGE, EVL_MESSAGE_ITERATOR_WITHOUT_THROW, 0, 0);

	label_bind(b, &return_mode);
	struct label no_return;
	label_init(&no_return);
	emit(b, EVL_OPCODE_GET_RETURN, base, iterator, 0);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &no_return);
	gen_delegate_call(b, base, iterator, received);
	jump(b, EVL_OPCODE_JUMP, 0, &have_result);
	label_bind(b, &no_return);
	/* awaited once more, after the await of the resumption (sec-generator-function-definitions-runtime-semantics-evaluation, yield*) */
	if (is_async)
		emit(b, EVL_OPCODE_AWAIT, received, received, 0);
	jump(b, EVL_OPCODE_JUMP, 0, &leave);

	label_bind(b, &have_result);
	if (is_async) {
		site_restore(b, site); /* only what suspends has the place of the yield* */
		emit(b, EVL_OPCODE_AWAIT, base, base, 0);
		site_set(b, node, NO_POSITION);
	}
	emit(b, EVL_OPCODE_CHECK_OBJECT, base, 0, 0);
	emit(b, EVL_OPCODE_GET_PROP, done, base, property_site(b, EVL_NAME_done));
	jump(b, EVL_OPCODE_JUMP_TRUE, done, &finished);
	if (is_async)
		emit(b, EVL_OPCODE_GET_PROP, base, base, property_site(b, EVL_NAME_value));
	site_restore(b, site);
	emit(b, EVL_OPCODE_YIELD_DELEGATE, received, base, 0);
	site_set(b, node, NO_POSITION);
	if (is_async) {
		/* AsyncGeneratorUnwrapYieldResumption: the value of return() is awaited; a rejection becomes a throw */
		struct control awaiting;
		struct label resumed;
		label_init(&resumed);
		jump_short(b, EVL_OPCODE_J_SNE_I, mode, MODE_RETURN, &resumed);
		control_push(b, &awaiting, CONTROL_CATCH);
		control_open(b, &awaiting);
		emit(b, EVL_OPCODE_AWAIT, received, received, 0);
		control_close(b, &awaiting);
		control_pop(b);
		jump(b, EVL_OPCODE_JUMP, 0, &resumed);
		control_handlers(b, &awaiting, b->count, received);
		emit_imm(b, EVL_OPCODE_LOAD_INT, mode, MODE_THROW);
		label_bind(b, &resumed);
	}
	jump(b, EVL_OPCODE_LOOP, 0, &again);

	label_bind(b, &finished);
	emit(b, EVL_OPCODE_GET_PROP, received, base, property_site(b, EVL_NAME_value));
	jump_short(b, EVL_OPCODE_J_SNE_I, mode, MODE_RETURN, &end);
	label_bind(b, &leave);
	gen_leave(b, NULL, LEAVE_RETURN, received);
	label_bind(b, &end);
	emit(b, EVL_OPCODE_MOVE, dst, received, 0);
	site_restore(b, site);
	reg_release(b, mark);
}

void gen_yield(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t site = site_set(b, node, node->span.start);
	if (node->as.yield_.delegate)
		gen_delegate(b, node, dst);
	else
		gen_plain_yield(b, node, dst);
	site_restore(b, site);
}
