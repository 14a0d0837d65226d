/* SPDX-License-Identifier: MIT */
/*
 * vm.c - the machine of one run: made, emptied, released.
 *
 * The struct itself is the first piece of the machine's stack, so that making
 * a machine is reserving address space and nothing else.
 */
#include "vm/vm.h"

#include <string.h>

#include "base/diag.h"
#include "value/typed_array.h"
#include "vm/call.h"
#include "vm/function_slots.h"
#include "vm/step.h"

static const size_t stack_reserve = (size_t)64 << 20;
static const size_t code_reserve = (size_t)512 << 20;

enum { DEFAULT_DEPTH = 10400, NATIVE_DEPTH = 100000 };

static evl_value bound_target(struct evl_object *function)
{
	return ((struct evl_bound_function *)function)->target;
}

void evl_vm_give_steps(struct evl_vm *vm, int64_t steps)
{
	enum { SLICE = 1 << 22 };
	vm->steps_left = vm->stop != NULL && steps > SLICE ? SLICE : steps;
	vm->steps_behind = steps - vm->steps_left;
}

bool evl_vm_next_slice(struct evl_realm *realm)
{
	struct evl_vm *vm = realm->vm;
	int64_t left = evl_vm_steps(vm);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (vm->stop != NULL && vm->stop(vm->stop_context))
		return evl_halt(realm, EVL_STATUS_INTERRUPTED, "after %lld steps", (long long)(vm->max_steps - left));
	evl_vm_give_steps(vm, left > 0 ? left : 0);
	return left > 0 || evl_halt(realm, EVL_STATUS_STEP_LIMIT, "%lld steps were made", (long long)vm->max_steps);
}

/* Steps of a library function whose work depends on the size of its operands. */
static bool spend(struct evl_realm *realm, uint64_t steps)
{
	struct evl_vm *vm = realm->vm;
	int64_t left = evl_vm_steps(vm);
	if (left > 0 && steps < (uint64_t)left) {
		vm->steps_left -= (int64_t)steps;
		return true;
	}
	vm->steps_left = 0; /* so that it is noticed at once */
	vm->steps_behind = left > 0 ? left : 0;
	return evl_halt(realm, EVL_STATUS_STEP_LIMIT, "%lld steps were made", (long long)vm->max_steps);
}

static bool has_room(struct evl_realm *realm)
{
	return evl_vm_native_room(realm->vm);
}

static void start(struct evl_vm *vm, struct evl_realm *realm, const struct evl_vm_limits *limits)
{
	vm->realm = realm;
	vm->max_depth = limits != NULL && limits->max_depth != 0 ? limits->max_depth : DEFAULT_DEPTH;
	vm->max_native_depth = NATIVE_DEPTH;
	vm->async_context = EVL_UNDEFINED;
	vm->link_error = evl_span_none();
	vm->max_steps = limits != NULL && limits->max_steps > 0 ? limits->max_steps : INT64_C(1) << 40;
	evl_vm_give_steps(vm, vm->max_steps);
	vm->evals = evl_arena_zalloc(&vm->code_arena, EVL_EVAL_CACHE * sizeof *vm->evals);
	vm->lookups = evl_arena_zalloc(&vm->code_arena, EVL_LOOKUP_COUNT * sizeof *vm->lookups);
	realm->hooks.call = evl_vm_call;
	realm->hooks.construct = evl_vm_construct;
	realm->hooks.site = evl_stack_site;
	realm->hooks.place = evl_stack_place;
	realm->hooks.inner_place = evl_stack_inner_place;
	realm->hooks.refuse_conversion = evl_refuse_conversion;
	realm->hooks.capture_stack = evl_stack_capture_error;
	realm->hooks.stack_text = evl_stack_text;
	realm->hooks.function_slot = evl_function_slot;
	realm->hooks.function_source = evl_function_source;
	realm->hooks.bound_target = bound_target;
	realm->hooks.spend = spend;
	realm->hooks.has_room = has_room;
	realm->exotics[EVL_CLASS_ARGUMENTS] = &evl_arguments_exotic;
	realm->exotics[EVL_CLASS_TYPED_ARRAY] = &evl_typed_array_exotic;
}

bool evl_vm_init(struct evl_realm *realm, const struct evl_vm_limits *limits)
{
	struct evl_arena stack, code;
	realm->vm = NULL;
	if (!evl_arena_init(&stack, stack_reserve))
		return false;
	if (!evl_arena_init(&code, code_reserve)) {
		evl_arena_release(&stack);
		return false;
	}
	struct evl_vm *vm = evl_arena_zalloc(&stack, sizeof *vm);
	vm->stack = stack;
	vm->stack_floor = stack.next;
	vm->code_arena = code;
	realm->vm = vm;
	start(vm, realm, limits);
	return true;
}

void evl_vm_reset(struct evl_realm *realm)
{
	struct evl_vm *vm = realm->vm;
	struct evl_vm old = *vm;
	struct evl_vm_limits limits = { .max_steps = old.max_steps, .max_depth = old.max_depth };
	memset(vm, 0, sizeof *vm);
	vm->stack = old.stack;
	vm->stack.next = vm->stack_floor = old.stack_floor;
	vm->code_arena = old.code_arena;
	evl_arena_reset(&vm->code_arena);
	vm->import_module = old.import_module;
	vm->import_meta = old.import_meta;
	vm->rejection_tracker = old.rejection_tracker;
	vm->leave_sync_iterator_open = old.leave_sync_iterator_open;
	start(vm, realm, &limits);
}

void evl_vm_release(struct evl_realm *realm)
{
	if (realm->vm == NULL)
		return;
	struct evl_arena stack = realm->vm->stack;
	struct evl_arena code = realm->vm->code_arena;
	realm->vm = NULL;
	evl_arena_release(&code);
	evl_arena_release(&stack);
}
