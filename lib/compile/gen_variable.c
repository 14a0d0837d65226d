/* SPDX-License-Identifier: MIT */
/*
 * gen_variable.c - where variables live, and reading and writing them.
 *
 * Uncaptured variables are registers. Captured ones are slots of the
 * environment of their scope, which the scope's own function reaches through a
 * register and inner functions by counting environments outwards.
 */
#include "compile/gen.h"

struct evl_variable *variable_of(struct builder *b, evl_name name)
{
	return evl_scope_resolve(b->scope, name);
}

reg variable_register(const struct builder *b, const struct evl_variable *v)
{
	return v != NULL && !v->captured && v->scope->function == b->record ? v->place : NO_REG;
}

uint32_t environment_here(const struct builder *b)
{
	for (const struct evl_scope *s = b->scope; s != NULL && s->function == b->record; s = s->parent)
		if (s->has_environment)
			return s->environment_register;
	return EVL_OUTER_ENV;
}

/* The first scope outside of the function being compiled. */
static const struct evl_scope *outside_of(const struct builder *b)
{
	const struct evl_scope *s = b->scope;
	while (s != NULL && s->function == b->record)
		s = s->parent;
	return s;
}

static uint32_t outer_depth(const struct builder *b, const struct evl_variable *v)
{
	uint32_t depth = 0;
	for (const struct evl_scope *s = outside_of(b); s != NULL && s != v->scope; s = s->parent)
		depth += s->has_environment;
	return depth;
}

static void load_place(struct builder *b, const struct evl_variable *v, reg dst)
{
	if (!v->captured) {
		site_local_read(b, b->sites[b->site].position);
		if (v->place != dst)
			emit_quiet(b, EVL_OPCODE_MOVE, dst, v->place);
	} else if (v->scope->function == b->record) {
		slot_name(b, v->name);
		emit(b, EVL_OPCODE_LOAD_SCOPED, dst, v->scope->environment_register, v->place);
	} else {
		slot_name(b, v->name);
		emit(b, EVL_OPCODE_LOAD_OUTER, dst, outer_depth(b, v), v->place);
	}
}

static void store_place(struct builder *b, const struct evl_variable *v, reg value)
{
	if (!v->captured) {
		if (v->place != value)
			emit(b, EVL_OPCODE_MOVE, v->place, value, 0);
	} else if (v->scope->function == b->record) {
		slot_name(b, v->name);
		emit(b, EVL_OPCODE_STORE_SCOPED, value, v->scope->environment_register, v->place);
	} else {
		slot_name(b, v->name);
		emit(b, EVL_OPCODE_STORE_OUTER, value, outer_depth(b, v), v->place);
	}
}

static bool must_check(const struct builder *b, const struct evl_variable *v, uint32_t at)
{
	return v->needs_check && evl_scope_may_be_early(v, b->scope, at);
}

void variable_load_hidden(struct builder *b, const struct evl_variable *v, reg dst)
{
	load_place(b, v, dst);
}

/* Names that no snippet can write are never dynamic. */
static struct evl_scope *next_dynamic(const struct builder *b, struct evl_scope *scope, evl_name name)
{
	const struct evl_variable *v = evl_scope_resolve(b->scope, name);
	if (v != NULL && v->kind == VARIABLE_HIDDEN && name != EVL_NAME_arguments)
		return NULL;
	return evl_scope_dynamic(scope, name);
}

bool variable_is_dynamic(const struct builder *b, evl_name name)
{
	return next_dynamic(b, b->scope, name) != NULL;
}

static void load_static(struct builder *b, evl_name name, uint32_t at, bool or_undefined, reg dst);
static void assign_static(struct builder *b, evl_name name, uint32_t at, reg value);

/* Jump to `no` unless the names of `scope`, whose object comes into `object`, have `name`. */
static void ask_scope(struct builder *b, const struct evl_scope *scope, evl_name name, reg object, struct label *no)
{
	uint32_t mark = reg_mark(b);
	reg found = reg_new(b);
	load_place(b, scope->dynamic, object);
	emit(b, EVL_OPCODE_HAS_BINDING, found, object, property_site(b, name));
	jump(b, EVL_OPCODE_JUMP_FALSE, found, no);
	reg_release(b, mark);
}

reg variable_base(struct builder *b, evl_name name, uint32_t at)
{
	(void)at;
	reg base = reg_new(b);
	struct label end;
	label_init(&end);
	for (struct evl_scope *s = next_dynamic(b, b->scope, name); s != NULL; s = next_dynamic(b, s->parent, name)) {
		struct label no;
		label_init(&no);
		ask_scope(b, s, name, base, &no);
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &no);
	}
	emit(b, EVL_OPCODE_LOAD_UNDEFINED, base, 0, 0);
	label_bind(b, &end);
	return base;
}

void variable_load_from(struct builder *b, reg base, evl_name name, uint32_t at, bool or_undefined, reg dst)
{
	struct label plain, end;
	label_init(&plain);
	label_init(&end);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &plain);
	emit(b, EVL_OPCODE_GET_BINDING, dst, base, property_site(b, name));
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	label_bind(b, &plain);
	load_static(b, name, at, or_undefined, dst);
	label_bind(b, &end);
}

void variable_assign_to(struct builder *b, reg base, evl_name name, uint32_t at, reg value)
{
	struct label plain, end;
	label_init(&plain);
	label_init(&end);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &plain);
	emit(b, EVL_OPCODE_SET_BINDING, base, value, property_site(b, name));
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	label_bind(b, &plain);
	assign_static(b, name, at, value);
	label_bind(b, &end);
}

/* `this_register` NO_REG: not a call. */
static void load_dynamic(struct builder *b, evl_name name, uint32_t at, bool or_undefined, reg dst, reg this_register)
{
	uint32_t mark = reg_mark(b);
	reg object = reg_new(b);
	struct label end;
	label_init(&end);
	for (struct evl_scope *s = next_dynamic(b, b->scope, name); s != NULL; s = next_dynamic(b, s->parent, name)) {
		struct label no;
		label_init(&no);
		ask_scope(b, s, name, object, &no);
		emit(b, EVL_OPCODE_GET_BINDING, dst, object, property_site(b, name));
		if (this_register != NO_REG && s->is_with)
			emit(b, EVL_OPCODE_MOVE, this_register, object, 0);
		else if (this_register != NO_REG)
			emit(b, EVL_OPCODE_LOAD_UNDEFINED, this_register, 0, 0);
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &no);
	}
	load_static(b, name, at, or_undefined, dst);
	if (this_register != NO_REG)
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, this_register, 0, 0);
	label_bind(b, &end);
	reg_release(b, mark);
}

void variable_load_callee(struct builder *b, evl_name name, uint32_t at, reg dst, reg this_register)
{
	load_dynamic(b, name, at, false, dst, this_register);
}

void variable_load_or_undefined(struct builder *b, evl_name name, uint32_t at, reg dst)
{
	if (variable_is_dynamic(b, name))
		load_dynamic(b, name, at, true, dst, NO_REG);
	else
		load_static(b, name, at, true, dst);
}

void variable_load(struct builder *b, evl_name name, uint32_t at, reg dst)
{
	if (variable_is_dynamic(b, name))
		load_dynamic(b, name, at, false, dst, NO_REG);
	else
		load_static(b, name, at, false, dst);
}

void variable_delete(struct builder *b, evl_name name, reg dst)
{
	uint32_t mark = reg_mark(b);
	reg object = reg_new(b);
	struct label end;
	label_init(&end);
	for (struct evl_scope *s = next_dynamic(b, b->scope, name); s != NULL; s = next_dynamic(b, s->parent, name)) {
		struct label no;
		label_init(&no);
		ask_scope(b, s, name, object, &no);
		emit(b, EVL_OPCODE_DELETE_BINDING, dst, object, property_site(b, name));
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &no);
	}
	if (variable_of(b, name) == NULL)
		emit_imm(b, EVL_OPCODE_DELETE_GLOBAL, dst, (int32_t)name);
	else
		emit(b, EVL_OPCODE_LOAD_FALSE, dst, 0, 0);
	label_bind(b, &end);
	reg_release(b, mark);
}

static void load_static(struct builder *b, evl_name name, uint32_t at, bool or_undefined, reg dst)
{
	const struct evl_variable *v = variable_of(b, name);
	if (v == NULL) {
		emit(b, or_undefined ? EVL_OPCODE_GET_GLOBAL_OR_UNDEFINED : EVL_OPCODE_GET_GLOBAL, dst, property_site(b, name), 0);
		return;
	}
	load_place(b, v, dst);
	uint32_t site = b->site;
	site_set(b, b->sites[site].node, NO_POSITION); /* the check shows the place of the load */
	if (v->kind == VARIABLE_IMPORT && !v->is_namespace) {
		emit(b, EVL_OPCODE_DEREF, dst, 0, 0);
		emit_imm(b, EVL_OPCODE_CHECK_TDZ, dst, (int32_t)name);
	} else if (must_check(b, v, at)) {
		emit_imm(b, EVL_OPCODE_CHECK_TDZ, dst, (int32_t)name);
	}
	site_restore(b, site);
}

void variable_assign(struct builder *b, evl_name name, uint32_t at, reg value)
{
	if (!variable_is_dynamic(b, name)) {
		assign_static(b, name, at, value);
		return;
	}
	uint32_t mark = reg_mark(b);
	variable_assign_to(b, variable_base(b, name, at), name, at, value);
	reg_release(b, mark);
}

static void assign_static(struct builder *b, evl_name name, uint32_t at, reg value)
{
	const struct evl_variable *v = variable_of(b, name);
	if (v == NULL) {
		emit(b, EVL_OPCODE_SET_GLOBAL, value, property_site(b, name), 0);
		return;
	}
	if (v->kind != VARIABLE_IMPORT && must_check(b, v, at)) {
		uint32_t mark = reg_mark(b);
		reg current = variable_register(b, v);
		if (current == NO_REG) {
			current = reg_new(b);
			load_place(b, v, current);
		}
		emit_imm(b, EVL_OPCODE_CHECK_TDZ, current, (int32_t)name);
		reg_release(b, mark);
	}
	switch ((enum variable_kind)v->kind) {
	case VARIABLE_CONST:
	case VARIABLE_IMPORT:
		emit_imm(b, EVL_OPCODE_THROW_CONST, v->is_using, (int32_t)name);
		break;
	case VARIABLE_FUNCTION_NAME:
		if ((b->flags & EVL_TEMPLATE_STRICT) != 0)
			emit_imm(b, EVL_OPCODE_THROW_CONST, 0, (int32_t)name);
		break;
	default:
		store_place(b, v, value);
		break;
	}
}

void variable_initialize(struct builder *b, struct evl_variable *v, reg value)
{
	store_place(b, v, value);
}

void scope_prepare(struct builder *b, struct evl_scope *scope)
{
	uint16_t slots = 0;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next) {
		if (v->captured)
			v->place = slots++;
		else if (v->kind != VARIABLE_PARAMETER)
			v->place = reg_new(b);
	}
	scope->environment_slots = slots;
	scope->has_environment = slots != 0;
	if (slots == 0)
		return;
	/* the parent is looked up before this scope counts */
	uint32_t parent = EVL_OUTER_ENV;
	for (const struct evl_scope *s = scope->parent; s != NULL && s->function == b->record; s = s->parent) {
		if (s->has_environment) {
			parent = s->environment_register;
			break;
		}
	}
	scope->environment_register = reg_new(b);
	emit(b, EVL_OPCODE_NEW_ENV, scope->environment_register, parent, slots);
}

void scope_enter(struct builder *b, struct evl_scope *scope)
{
	b->scope = scope;
	scope_prepare(b, scope);
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next) {
		if (v->captured) {
			if (v->kind != VARIABLE_VAR)
				continue;
			uint32_t mark = reg_mark(b);
			reg t = reg_new(b);
			emit(b, EVL_OPCODE_LOAD_UNDEFINED, t, 0, 0);
			store_place(b, v, t);
			reg_release(b, mark);
		} else if (v->needs_check && v->kind != VARIABLE_PARAMETER) {
			emit(b, EVL_OPCODE_LOAD_TDZ, v->place, 0, 0);
		} else if (v->kind == VARIABLE_VAR && scope->parent != NULL && scope->parent->function == b->record) {
			emit(b, EVL_OPCODE_LOAD_UNDEFINED, v->place, 0, 0);
		}
	}
}

void scope_leave(struct builder *b, struct evl_scope *scope)
{
	b->scope = scope->parent;
}
