/* SPDX-License-Identifier: MIT */
/*
 * gen_try.c - try statements, and leaving statements early.
 *
 * A finally block is compiled once. Whoever enters it sets a completion register
 * (0 fall through, 1 throw, 2.. one route out each) and the block's end goes on
 * from there. While the code of an early exit runs (closing an iterator), the
 * constructs it has left no longer catch, so their protected ranges have gaps.
 */
#include "compile/gen.h"

enum { COMPLETION_NORMAL, COMPLETION_THROW, COMPLETION_FIRST_ROUTE };

void gen_iterator_close(struct builder *b, reg iterator, bool is_async)
{
	uint32_t mark = reg_mark(b);
	struct label skip;
	label_init(&skip);
	reg base = reg_block(b, 2);
	jump(b, EVL_OPCODE_JUMP_TRUE, (uint32_t)iterator + 2, &skip);
	emit(b, EVL_OPCODE_GET_RETURN, base, iterator, 0);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &skip);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, iterator, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 0);
	if (is_async)
		emit(b, EVL_OPCODE_AWAIT, base, base, 0);
	emit(b, EVL_OPCODE_CHECK_OBJECT, base, 0, 0);
	label_bind(b, &skip);
	reg_release(b, mark);
}

void gen_iterator_throw_handler(struct builder *b, struct control *c)
{
	uint32_t mark = reg_mark(b);
	struct label rethrow;
	label_init(&rethrow);
	reg exception = reg_new(b);
	control_handlers(b, c, b->count, exception);
	/* errors of the closing itself are dropped: the first exception wins (sec-iteratorclose) */
	struct control closing;
	control_push(b, &closing, CONTROL_CATCH);
	control_open(b, &closing);
	reg base = reg_block(b, 2);
	jump(b, EVL_OPCODE_JUMP_TRUE, (uint32_t)c->iterator + 2, &rethrow);
	emit(b, EVL_OPCODE_GET_RETURN, base, c->iterator, 0);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &rethrow);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, c->iterator, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 0);
	if (c->is_async)
		emit(b, EVL_OPCODE_AWAIT, base, base, 0);
	control_close(b, &closing);
	control_pop(b);
	control_handlers(b, &closing, b->count, base);
	label_bind(b, &rethrow);
	emit(b, EVL_OPCODE_THROW, exception, 1, 0); /* on its way: it keeps where it was thrown */
	reg_release(b, mark);
}

void gen_return(struct builder *b, reg value)
{
	if ((b->flags & EVL_TEMPLATE_DERIVED) == 0) {
		emit(b, EVL_OPCODE_RETURN, value, 0, 0);
		return;
	}
	uint32_t mark = reg_mark(b);
	reg this_register;
	if (variable_of(b, EVL_NAME_this_) != NULL && variable_of(b, EVL_NAME_this_)->scope->function == b->record) {
		this_register = gen_hidden(b, EVL_NAME_this_);
	} else {
		this_register = reg_new(b);
		emit(b, EVL_OPCODE_LOAD_TDZ, this_register, 0, 0);
	}
	emit(b, EVL_OPCODE_RETURN_DERIVED, value, this_register, 0);
	reg_release(b, mark);
}

static int32_t route(struct builder *b, struct control *finally, struct control *target, enum leave_kind kind)
{
	for (struct exit_route *r = finally->routes; r != NULL; r = r->next)
		if (r->target == target && r->kind == (uint8_t)kind)
			return r->id;
	struct exit_route *r = evl_arena_alloc(b->compiler->arena, sizeof *r);
	*r = (struct exit_route){ finally->next_route++, target, (uint8_t)kind, finally->routes };
	finally->routes = r;
	return r->id;
}

void gen_leave(struct builder *b, struct control *target, enum leave_kind kind, reg value)
{
	struct control *stop = target;
	/* `continue` stays inside the loop's own iterator */
	if (kind == LEAVE_CONTINUE && target->own_iterator != NULL)
		stop = target->own_iterator;
	struct control *c = b->control;
	bool routed = false;
	for (; c != stop && !routed; c = c->outer) {
		switch (c->kind) {
		case CONTROL_CATCH:
			c->reopen = c->open;
			control_close(b, c);
			break;
		case CONTROL_ITERATOR:
			c->reopen = c->open;
			control_close(b, c);
			gen_iterator_close(b, c->iterator, c->is_async);
			break;
		case CONTROL_FINALLY:
			c->reopen = c->open;
			control_close(b, c);
			if (kind == LEAVE_RETURN && (reg)(c->completion + 1) != value)
				emit(b, EVL_OPCODE_MOVE, (uint32_t)c->completion + 1, value, 0);
			emit_imm(b, EVL_OPCODE_LOAD_INT, c->completion, route(b, c, target, kind));
			jump(b, EVL_OPCODE_JUMP, 0, &c->finally_label);
			routed = true;
			break;
		default:
			c->reopen = false;
			break;
		}
	}
	if (!routed) {
		switch (kind) {
		case LEAVE_RETURN:
			gen_return(b, value);
			break;
		case LEAVE_BREAK:
			jump(b, EVL_OPCODE_JUMP, 0, &target->break_label);
			break;
		case LEAVE_CONTINUE:
			jump(b, target->continue_label.position >= 0 ? EVL_OPCODE_LOOP : EVL_OPCODE_JUMP, 0, &target->continue_label);
			break;
		}
	}
	for (struct control *r = b->control; r != c; r = r->outer)
		if (r->reopen)
			control_open(b, r);
}

static void gen_handler(struct builder *b, struct evl_node *node, reg exception)
{
	gen_completion_reset(b);
	struct evl_scope *scope = node->as.try_.param != NULL ? node->scope : NULL;
	if (scope != NULL) {
		scope_enter(b, scope);
		gen_pattern(b, node->as.try_.param, exception, true);
	}
	gen_statement(b, node->as.try_.handler);
	if (scope != NULL)
		scope_leave(b, scope);
}

static void gen_try_catch(struct builder *b, struct evl_node *node)
{
	if (node->as.try_.handler == NULL) {
		gen_statement(b, node->as.try_.block);
		return;
	}
	struct control c;
	struct label end;
	label_init(&end);
	uint32_t mark = reg_mark(b);
	reg exception = reg_new(b);
	control_push(b, &c, CONTROL_CATCH);
	control_open(b, &c);
	gen_statement(b, node->as.try_.block);
	control_close(b, &c);
	control_pop(b);
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	control_handlers(b, &c, b->count, exception);
	gen_handler(b, node, exception);
	label_bind(b, &end);
	reg_release(b, mark);
}

/* Behind a finally block: on to where the completion leads. */
static void gen_finally_exits(struct builder *b, struct control *c, reg value)
{
	for (struct exit_route *r = c->routes; r != NULL; r = r->next) {
		struct label next;
		label_init(&next);
		jump_short(b, EVL_OPCODE_J_SNE_I, c->completion, (uint16_t)r->id, &next);
		gen_leave(b, r->target, (enum leave_kind)r->kind, value);
		label_bind(b, &next);
	}
	struct label end;
	label_init(&end);
	jump_short(b, EVL_OPCODE_J_SNE_I, c->completion, COMPLETION_THROW, &end);
	emit(b, EVL_OPCODE_THROW, value, 1, 0); /* on its way: it keeps where it was thrown */
	label_bind(b, &end);
}

void gen_try(struct builder *b, struct evl_node *node)
{
	if (node->as.try_.finalizer == NULL) {
		gen_try_catch(b, node);
		return;
	}
	struct control c;
	uint32_t mark = reg_mark(b);
	control_push(b, &c, CONTROL_FINALLY);
	c.completion = reg_block(b, 2);
	c.next_route = COMPLETION_FIRST_ROUTE;
	reg value = (reg)(c.completion + 1);
	control_open(b, &c);
	gen_try_catch(b, node);
	control_close(b, &c);
	control_pop(b);
	emit_imm(b, EVL_OPCODE_LOAD_INT, c.completion, COMPLETION_NORMAL);
	jump(b, EVL_OPCODE_JUMP, 0, &c.finally_label);
	control_handlers(b, &c, b->count, value);
	emit_imm(b, EVL_OPCODE_LOAD_INT, c.completion, COMPLETION_THROW);
	label_bind(b, &c.finally_label);
	/* a finally block that ends normally leaves the value of what stands before it */
	reg kept = NO_REG;
	if (b->completion != NO_REG) {
		kept = reg_new(b);
		emit(b, EVL_OPCODE_MOVE, kept, b->completion, 0);
		gen_completion_reset(b);
	}
	gen_statement(b, node->as.try_.finalizer);
	if (kept != NO_REG)
		emit(b, EVL_OPCODE_MOVE, b->completion, kept, 0);
	gen_finally_exits(b, &c, value);
	reg_release(b, mark);
}

/* ---- using declarations ---- */

enum using_kind using_of_declaration(const struct evl_node *node)
{
	if (node == NULL || node->kind != EVL_NODE_VARIABLE_DECLARATION)
		return USING_NONE;
	return node->as.declaration.kind == EVL_DECL_USING	  ? USING_SYNC
	       : node->as.declaration.kind == EVL_DECL_AWAIT_USING ? USING_ASYNC
								  : USING_NONE;
}

static enum using_kind using_of_list(const struct evl_node_list *body)
{
	enum using_kind kind = USING_NONE;
	for (uint32_t i = 0; i < body->count; i++) {
		enum using_kind one = using_of_declaration(body->items[i]);
		if (one > kind)
			kind = one;
	}
	return kind;
}

/* Steps of the disposal, with an await after each that asks for one. `stack`: the list and the completion. */
static void gen_disposal(struct builder *b, enum using_kind kind, reg stack)
{
	struct label again, done;
	label_init(&again);
	label_init(&done);
	uint32_t mark = reg_mark(b);
	reg t = reg_new(b);
	label_bind(b, &again);
	jump_short(b, EVL_OPCODE_DISPOSE, t, stack, &done);
	if (kind == USING_ASYNC) {
		struct control guard;
		control_push(b, &guard, CONTROL_CATCH);
		control_open(b, &guard);
		emit(b, EVL_OPCODE_AWAIT, t, t, 0);
		control_close(b, &guard);
		control_pop(b);
		jump(b, EVL_OPCODE_LOOP, 0, &again);
		control_handlers(b, &guard, b->count, t);
		emit(b, EVL_OPCODE_DISPOSE_ERROR, stack, t, 0);
	}
	jump(b, EVL_OPCODE_LOOP, 0, &again);
	label_bind(b, &done);
	reg_release(b, mark);
}

void gen_disposing(struct builder *b, enum using_kind kind, void (*body)(struct builder *b, void *context), void *context)
{
	struct control c;
	uint32_t mark = reg_mark(b);
	reg outer = b->disposal;
	control_push(b, &c, CONTROL_FINALLY);
	reg stack = reg_block(b, 3);
	c.completion = (reg)(stack + 1);
	c.next_route = COMPLETION_FIRST_ROUTE;
	reg value = (reg)(c.completion + 1);
	emit(b, EVL_OPCODE_NEW_DISPOSAL, stack, 0, 0);
	b->disposal = stack;
	control_open(b, &c);
	body(b, context);
	control_close(b, &c);
	control_pop(b);
	b->disposal = outer;
	emit_imm(b, EVL_OPCODE_LOAD_INT, c.completion, COMPLETION_NORMAL);
	jump(b, EVL_OPCODE_JUMP, 0, &c.finally_label);
	control_handlers(b, &c, b->count, value);
	emit_imm(b, EVL_OPCODE_LOAD_INT, c.completion, COMPLETION_THROW);
	label_bind(b, &c.finally_label);
	gen_disposal(b, kind, stack);
	gen_finally_exits(b, &c, value);
	reg_release(b, mark);
}

static void list_body(struct builder *b, void *context)
{
	gen_statements(b, context);
}

void gen_statements_disposing(struct builder *b, const struct evl_node_list *body)
{
	enum using_kind kind = using_of_list(body);
	struct evl_node_list list = *body;
	if (kind == USING_NONE)
		gen_statements(b, body);
	else
		gen_disposing(b, kind, list_body, &list);
}
