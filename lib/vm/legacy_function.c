/* SPDX-License-Identifier: MIT */
/*
 * legacy_function.c - Function.prototype.arguments and caller as V8 has them: not in the standard, but
 * in old tutorials (`arguments.callee.caller`).
 *
 * Up to Node 20's V8 they look like own constants of each sloppy function, later they are accessors of
 * Function.prototype; what is read is the same.
 */
#include "vm/legacy_function.h"

#include "vm/step.h"

bool evl_is_legacy_function(const struct evl_object *object)
{
	if (evl_class_of(object) != EVL_CLASS_FUNCTION)
		return false;
	const uint32_t others = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_ARROW | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_GETTER |
				EVL_TEMPLATE_SETTER | EVL_TEMPLATE_ASYNC | EVL_TEMPLATE_GENERATOR | EVL_TEMPLATE_FIELDS |
				EVL_TEMPLATE_CLASS_CONSTRUCTOR | EVL_TEMPLATE_SCRIPT | EVL_TEMPLATE_MODULE;
	return (((const struct evl_function *)object)->code->template_->flags & others) == 0;
}

static const struct evl_frame *innermost(const struct evl_realm *realm, const struct evl_object *function)
{
	const struct evl_frame *frame = realm->vm->frame;
	while (frame != NULL && &frame->function->object != function)
		frame = frame->caller;
	return frame;
}

evl_value evl_legacy_arguments(struct evl_realm *realm, const struct evl_object *function)
{
	const struct evl_frame *frame = innermost(realm, function);
	return frame != NULL ? evl_arguments_snapshot(realm, frame) : EVL_NULL;
}

evl_value evl_legacy_caller(struct evl_realm *realm, const struct evl_object *function)
{
	const struct evl_frame *frame = innermost(realm, function);
	if (frame == NULL || frame->caller == NULL)
		return EVL_NULL;
	if (frame->flags & EVL_FRAME_BOUNDARY) {
		/* A library function called it: only call and apply are not in between. */
		const struct evl_native_call *native = realm->vm->native_call;
		while (native != NULL && native->frame != frame->caller)
			native = native->previous;
		if (native != NULL && evl_is_callable(native->args->this_value) == false)
			return EVL_NULL;
		if (native != NULL && evl_as_object(native->args->this_value) != function)
			return EVL_NULL;
	}
	const struct evl_object *caller = &frame->caller->function->object;
	const struct evl_template *t = frame->caller->code->template_;
	bool hidden = (t->flags & (EVL_TEMPLATE_STRICT | EVL_TEMPLATE_SCRIPT | EVL_TEMPLATE_MODULE)) != 0;
	return hidden ? EVL_NULL : evl_from_object(caller);
}
