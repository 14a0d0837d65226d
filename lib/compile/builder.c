/* SPDX-License-Identifier: MIT */
/*
 * builder.c - growing tables, label patching and register numbers of one function.
 *
 * Tables grow by doubling in the program's arena; what they leave behind is small.
 */
#include "compile/builder.h"

#include <string.h>

#define GROW(b, array, count, capacity)                                                                           \
	do {                                                                                                      \
		if ((count) == (capacity)) {                                                                      \
			uint32_t new_capacity = (capacity) == 0 ? 16 : (capacity) * 2;                            \
			void *grown = evl_arena_alloc((b)->compiler->arena, new_capacity * sizeof *(array));      \
			if ((count) != 0)                                                                         \
				memcpy(grown, (array), (count) * sizeof *(array));                                \
			(array) = grown;                                                                          \
			(capacity) = new_capacity;                                                                \
		}                                                                                                 \
	} while (0)

enum { FAR_TEXT = 6000 }; /* source bytes from which on a function may outgrow 16-bit jumps */

void builder_init(struct builder *b, struct compiler *c, struct builder *outer, struct evl_function_record *record)
{
	memset(b, 0, sizeof *b);
	b->compiler = c;
	b->outer = outer;
	b->record = record;
	b->scope = record->scope;
	b->far_jumps = record->node->span.end - record->node->span.start > FAR_TEXT;
	b->pending_statement = b->deferred_statement = b->pattern_position = b->read_position = NO_POSITION;
	b->last_position = record->node->span.start;
	b->placed_from = UINT32_MAX;
	b->completion = NO_REG;
	b->site = UINT32_MAX;
	site_set(b, record->node, NO_POSITION);
}

static void overflow(struct builder *b)
{
	if (b->compiler->too_large)
		return;
	b->compiler->too_large = true;
	b->compiler->too_large_span = b->record->node->span;
}

static uint32_t new_site(struct builder *b, const struct evl_node *node, uint32_t position)
{
	GROW(b, b->sites, b->site_count, b->site_capacity);
	b->sites[b->site_count] = (struct evl_site){ node->span, position, node };
	return b->site_count++;
}

/* Code that cannot throw: V8 keeps the place of an expression for code that can. */
static bool cannot_throw(enum evl_opcode op)
{
	switch (op) {
	case EVL_OPCODE_MOVE:
	case EVL_OPCODE_LOAD_CONST:
	case EVL_OPCODE_LOAD_INT:
	case EVL_OPCODE_LOAD_UNDEFINED:
	case EVL_OPCODE_LOAD_NULL:
	case EVL_OPCODE_LOAD_TRUE:
	case EVL_OPCODE_LOAD_FALSE:
	case EVL_OPCODE_LOAD_SCOPED:
	case EVL_OPCODE_LOAD_OUTER:
	case EVL_OPCODE_CLOSURE:
	case EVL_OPCODE_JUMP:
	case EVL_OPCODE_JUMP_TRUE:
	case EVL_OPCODE_JUMP_FALSE:
	case EVL_OPCODE_JUMP_NULLISH:
	case EVL_OPCODE_JUMP_NOT_NULLISH:
	case EVL_OPCODE_JUMP_NOT_UNDEFINED:
		return true;
	default:
		return false;
	}
}

/* The site for code that is emitted now, with its place settled. */
static uint32_t place(struct builder *b, enum evl_opcode op)
{
	uint32_t own = b->sites[b->site].position;
	uint32_t position = own;
	if (b->pending_statement != NO_POSITION)
		position = b->pending_statement;
	else if (own == NO_POSITION)
		position = b->read_position != NO_POSITION && !cannot_throw(op) ? b->read_position :
			   b->deferred_statement != NO_POSITION		      ? b->deferred_statement :
										b->last_position;
	bool is_read = (op == EVL_OPCODE_LOAD_SCOPED || op == EVL_OPCODE_LOAD_OUTER) && b->pending_statement == NO_POSITION;
	if (is_read && own != NO_POSITION && b->deferred_statement != NO_POSITION)
		b->last_position = b->deferred_statement;
	b->pending_statement = b->deferred_statement = NO_POSITION;
	if (is_read && own != NO_POSITION) {
		b->read_position = own;
		return b->site;
	}
	if (!cannot_throw(op))
		b->read_position = NO_POSITION;
	b->last_position = position;
	if (position == own)
		return b->site;
	if (b->placed_from != b->site || b->sites[b->placed_site].position != position) {
		b->placed_site = new_site(b, b->sites[b->site].node, position);
		b->placed_from = b->site;
	}
	return b->placed_site;
}

uint32_t emit(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb, uint32_t c)
{
	if (b->count == b->capacity) {
		uint32_t old = b->capacity;
		uint32_t count = b->count;
		uint32_t capacity = old;
		GROW(b, b->code, count, capacity);
		capacity = old;
		GROW(b, b->site_of, count, capacity);
		capacity = old;
		GROW(b, b->patch_next, count, capacity);
		b->capacity = capacity;
	}
	if ((a | bb | c) > 0xFFFF)
		overflow(b);
	b->code[b->count] = (struct evl_insn){ (uint16_t)op, (uint16_t)a, (uint16_t)bb, (uint16_t)c };
	b->site_of[b->count] = place(b, op);
	b->patch_next[b->count] = -1;
	return b->count++;
}

void emit_quiet(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb)
{
	uint32_t pending = b->pending_statement, deferred = b->deferred_statement, last = b->last_position, read = b->read_position;
	emit(b, op, a, bb, 0);
	b->pending_statement = pending;
	b->deferred_statement = deferred;
	b->last_position = last;
	b->read_position = read;
}

uint32_t emit_imm(struct builder *b, enum evl_opcode op, uint32_t a, int32_t imm)
{
	return emit(b, op, a, (uint32_t)imm & 0xFFFF, (uint32_t)imm >> 16);
}

uint32_t site_set(struct builder *b, const struct evl_node *node, uint32_t position)
{
	uint32_t before = b->site;
	if (b->site_count != 0) {
		const struct evl_site *last = &b->sites[b->site_count - 1];
		if (last->node == node && last->position == position) {
			b->site = b->site_count - 1;
			return before;
		}
	}
	b->site = new_site(b, node, position);
	return before;
}

reg reg_block(struct builder *b, uint32_t count)
{
	uint32_t first = b->next_register;
	b->next_register += count;
	if (b->next_register > MAX_REGISTERS) {
		overflow(b);
		b->next_register = first;
		return 0;
	}
	if (b->next_register > b->register_count)
		b->register_count = b->next_register;
	return (reg)first;
}

reg reg_new(struct builder *b)
{
	return reg_block(b, 1);
}

void label_init(struct label *l)
{
	l->position = -1;
	l->pending = -1;
}

static bool is_long(enum evl_opcode op)
{
	return evl_opcode_format(op)[1] == 'J';
}

static void set_offset(struct builder *b, uint32_t at, int32_t target)
{
	int32_t offset = target - (int32_t)(at + 1);
	struct evl_insn *i = &b->code[at];
	if (is_long((enum evl_opcode)i->op)) {
		i->b = (uint16_t)((uint32_t)offset & 0xFFFF);
		i->c = (uint16_t)((uint32_t)offset >> 16);
	} else {
		if (offset < INT16_MIN || offset > INT16_MAX)
			overflow(b);
		i->c = (uint16_t)offset;
	}
}

void label_bind(struct builder *b, struct label *l)
{
	l->position = (int32_t)b->count;
	for (int32_t at = l->pending; at >= 0;) {
		int32_t next = b->patch_next[at];
		set_offset(b, (uint32_t)at, l->position);
		at = next;
	}
	l->pending = -1;
}

static void refer_label(struct builder *b, uint32_t at, struct label *l)
{
	if (l->position >= 0) {
		set_offset(b, at, l->position);
	} else {
		b->patch_next[at] = l->pending;
		l->pending = (int32_t)at;
	}
}

void jump(struct builder *b, enum evl_opcode op, uint32_t a, struct label *l)
{
	uint32_t at = emit(b, op, a, 0, 0);
	refer_label(b, at, l);
}

void jump_short(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb, struct label *l)
{
	if (!b->far_jumps) {
		refer_label(b, emit(b, op, a, bb, 0), l);
		return;
	}
	/* op -> +1; JUMP over; JUMP l */
	emit(b, op, a, bb, 1);
	emit_imm(b, EVL_OPCODE_JUMP, 0, 1);
	bool back = l->position >= 0;
	jump(b, back ? EVL_OPCODE_LOOP : EVL_OPCODE_JUMP, 0, l);
}

void emit_iterator_step(struct builder *b, reg value, reg iterator, struct label *done)
{
	if (!b->far_jumps) {
		refer_label(b, emit(b, EVL_OPCODE_ITER_NEXT, value, iterator, 0), done);
		refer_label(b, emit(b, EVL_OPCODE_ITER_UNWRAP, value, iterator, 0), done);
		return;
	}
	emit(b, EVL_OPCODE_ITER_NEXT, value, iterator, 2);
	emit(b, EVL_OPCODE_ITER_UNWRAP, value, iterator, 1);
	emit_imm(b, EVL_OPCODE_JUMP, 0, 1);
	jump(b, EVL_OPCODE_JUMP, 0, done);
}

uint32_t constant_add(struct builder *b, struct evl_constant constant)
{
	GROW(b, b->constants, b->constant_count, b->constant_capacity);
	b->constants[b->constant_count] = constant;
	return b->constant_count++;
}

uint32_t constant_number(struct builder *b, double number)
{
	for (uint32_t i = 0; i < b->constant_count && i < 32; i++)
		if (b->constants[i].kind == EVL_CONSTANT_NUMBER && memcmp(&b->constants[i].number, &number, sizeof number) == 0)
			return i;
	return constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_NUMBER, .number = number });
}

uint32_t constant_string(struct builder *b, evl_name name)
{
	for (uint32_t i = 0; i < b->constant_count && i < 32; i++)
		if (b->constants[i].kind == EVL_CONSTANT_STRING && b->constants[i].name == name)
			return i;
	return constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_STRING, .name = name });
}

uint32_t property_site(struct builder *b, uint32_t key)
{
	GROW(b, b->property_sites, b->property_count, b->property_capacity);
	b->property_sites[b->property_count] = key;
	return b->property_count++;
}

void slot_name(struct builder *b, evl_name name)
{
	GROW(b, b->slot_names, b->slot_name_count, b->slot_name_capacity);
	b->slot_names[b->slot_name_count++] = (struct evl_slot_name){ b->count, name };
}

uint32_t child_add(struct builder *b, struct evl_template *child)
{
	GROW(b, b->children, b->child_count, b->child_capacity);
	b->children[b->child_count] = child;
	return b->child_count++;
}

void control_push(struct builder *b, struct control *c, enum control_kind kind)
{
	memset(c, 0, sizeof *c);
	c->kind = kind;
	c->outer = b->control;
	label_init(&c->break_label);
	label_init(&c->continue_label);
	label_init(&c->finally_label);
	b->control = c;
}

void control_pop(struct builder *b)
{
	b->control = b->control->outer;
}

void control_open(struct builder *b, struct control *c)
{
	c->open = true;
	c->range_start = b->count;
}

void control_close(struct builder *b, struct control *c)
{
	if (!c->open)
		return;
	c->open = false;
	if (c->range_start == b->count)
		return;
	struct range *r = evl_arena_alloc(b->compiler->arena, sizeof *r);
	*r = (struct range){ c->range_start, b->count, NULL };
	if (c->last_range != NULL)
		c->last_range->next = r;
	else
		c->ranges = r;
	c->last_range = r;
}

void control_handlers(struct builder *b, struct control *c, uint32_t target, reg r)
{
	for (const struct range *range = c->ranges; range != NULL; range = range->next) {
		GROW(b, b->handlers, b->handler_count, b->handler_capacity);
		b->handlers[b->handler_count++] = (struct evl_handler){ range->start, range->end, target, r };
	}
}

static void *keep(struct builder *b, const void *from, uint32_t count, size_t size)
{
	return count == 0 ? NULL : evl_arena_copy(b->compiler->arena, from, count * size);
}

struct evl_template *builder_finish(struct builder *b)
{
	struct evl_template *t = evl_arena_zalloc(b->compiler->arena, sizeof *t);
	t->name = EVL_NAME_empty;
	t->flags = b->flags;
	t->register_count = b->register_count;
	/* the tables were grown in the same arena: no second copy is needed, except to drop slack, which is not worth it */
	t->code = b->code;
	t->code_count = b->count;
	t->site_of = b->site_of;
	t->sites = b->sites;
	t->site_count = b->site_count;
	t->constants = b->constants;
	t->constant_count = b->constant_count;
	t->slot_names = b->slot_names;
	t->slot_name_count = b->slot_name_count;
	t->property_sites = b->property_sites;
	t->property_site_count = b->property_count;
	t->handlers = keep(b, b->handlers, b->handler_count, sizeof *b->handlers);
	t->handler_count = b->handler_count;
	t->children = b->children;
	t->child_count = b->child_count;
	t->where = b->record->node->span;
	t->text = t->where;
	t->id = b->compiler->next_template_id++;
	t->node = b->record->node;
	for (uint32_t i = 0; i < b->child_count; i++)
		b->children[i]->outer = t;
	return t;
}
