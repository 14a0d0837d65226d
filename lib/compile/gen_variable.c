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
		site_local_read(b);
		if (v->place != dst)
			emit_quiet(b, EVL_OPCODE_MOVE, dst, v->place);
	} else if (v->scope->function == b->record) {
		emit(b, EVL_OPCODE_LOAD_SCOPED, dst, v->scope->environment_register, v->place);
	} else {
		emit(b, EVL_OPCODE_LOAD_OUTER, dst, outer_depth(b, v), v->place);
	}
}

static void store_place(struct builder *b, const struct evl_variable *v, reg value)
{
	if (!v->captured) {
		if (v->place != value)
			emit(b, EVL_OPCODE_MOVE, v->place, value, 0);
	} else if (v->scope->function == b->record) {
		emit(b, EVL_OPCODE_STORE_SCOPED, value, v->scope->environment_register, v->place);
	} else {
		emit(b, EVL_OPCODE_STORE_OUTER, value, outer_depth(b, v), v->place);
	}
}

static bool must_check(const struct builder *b, const struct evl_variable *v, uint32_t at)
{
	return v->needs_check && evl_scope_may_be_early(v, b->scope, at);
}

void variable_load(struct builder *b, evl_name name, uint32_t at, reg dst)
{
	const struct evl_variable *v = variable_of(b, name);
	if (v == NULL) {
		emit(b, EVL_OPCODE_GET_GLOBAL, dst, property_site(b, name), 0);
		return;
	}
	load_place(b, v, dst);
	uint32_t site = b->site;
	if (v->captured)
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
		emit_imm(b, EVL_OPCODE_THROW_CONST, 0, (int32_t)name);
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
