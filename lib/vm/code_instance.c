/* SPDX-License-Identifier: MIT */
/*
 * code_instance.c - what a run adds to a template: constants as values, inline
 * caches, the instances of its children. Made when first needed, found by id.
 */
#include "vm/step.h"

#include <string.h>

static uint8_t call_kind(const struct evl_template *t)
{
	uint32_t flags = t->flags;
	if (flags & EVL_TEMPLATE_GENERATOR)
		return EVL_CALL_GENERATOR;
	if (flags & EVL_TEMPLATE_ASYNC)
		return EVL_CALL_ASYNC;
	if (flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR)
		return EVL_CALL_CLASS;
	const uint32_t members = EVL_TEMPLATE_METHOD | EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER;
	return (flags & members) != 0 && evl_span_is_host(t->where) ? EVL_CALL_MEMBER : EVL_CALL_PLAIN;
}

static struct evl_code *make(struct evl_vm *vm, const struct evl_template *t)
{
	struct evl_arena *arena = &vm->code_arena;
	struct evl_code *code = evl_arena_zalloc(arena, sizeof *code);
	code->template_ = t;
	code->entry = t->code;
	code->register_count = (uint16_t)t->register_count;
	code->parameter_count = (uint16_t)t->parameter_count;
	code->frame_bytes = (uint32_t)((sizeof(struct evl_frame) + t->register_count * sizeof(evl_value) + 15u) & ~(size_t)15u);
	code->call_kind = call_kind(t);
	if (t->constant_count != 0)
		code->constants = evl_arena_alloc(arena, t->constant_count * sizeof *code->constants);
	for (uint32_t i = 0; i < t->constant_count; i++)
		code->constants[i] = t->constants[i].kind == EVL_CONSTANT_NUMBER ? evl_from_number(t->constants[i].number) : EVL_EMPTY;
	if (t->property_site_count != 0)
		code->ics = evl_arena_zalloc(arena, t->property_site_count * sizeof *code->ics);
	if (t->child_count != 0)
		code->children = evl_arena_zalloc(arena, t->child_count * sizeof(struct evl_code *));
	return code;
}

struct evl_code *evl_code_instance(struct evl_realm *realm, const struct evl_template *t)
{
	struct evl_vm *vm = realm->vm;
	if (t->id >= vm->code_capacity) {
		uint32_t capacity = vm->code_capacity != 0 ? vm->code_capacity * 2 : 64;
		while (capacity <= t->id)
			capacity *= 2;
		struct evl_code **codes = evl_arena_zalloc(&vm->code_arena, capacity * sizeof(struct evl_code *));
		if (vm->code_capacity != 0)
			memcpy(codes, vm->codes, vm->code_capacity * sizeof(struct evl_code *));
		vm->codes = codes;
		vm->code_capacity = capacity;
	}
	if (vm->codes[t->id] == NULL)
		vm->codes[t->id] = make(vm, t);
	return vm->codes[t->id];
}

struct evl_code *evl_code_instance_in(struct evl_realm *realm, const struct evl_template *t, struct evl_globals *globals)
{
	if (globals == NULL)
		return evl_code_instance(realm, t);
	struct evl_code *code = make(realm->vm, t);
	code->globals = globals;
	return code;
}

struct evl_code *evl_code_child(struct evl_realm *realm, struct evl_code *code, uint32_t index)
{
	if (code->children[index] == NULL)
		code->children[index] = evl_code_instance_in(realm, code->template_->children[index], code->globals);
	return code->children[index];
}
