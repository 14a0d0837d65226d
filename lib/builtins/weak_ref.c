/* SPDX-License-Identifier: MIT */
/*
 * weak_ref.c - WeakRef and FinalizationRegistry (sec-weak-ref-objects, sec-finalization-registry-objects).
 *
 * When an engine collects is its own affair, and in the short run of a snippet it hardly does. The
 * model never does: targets stay, and no cleanup callback is ever called.
 */
#include "builtins/args.h"
#include "builtins/collection_make.h"
#include "value/collection.h"

/* ---- WeakRef ---- */

struct weak_ref {
	struct evl_object object; /* class WEAK_REF */
	evl_value target;
};

/* sec-weak-ref-target */
static bool weak_ref_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, "WeakRef");
	if (!evl_can_be_held_weakly(realm, evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_WEAK_TARGET, "WeakRef");
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_WEAK_REF_PROTOTYPE, &prototype))
		return false;
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_WEAK_REF, evl_shape_root(realm, prototype), sizeof(struct weak_ref), 0);
	((struct weak_ref *)object)->target = args->values[0];
	*result = evl_from_object(object);
	return true;
}

/* sec-weak-ref.prototype.deref */
static bool weak_ref_prototype_deref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_WEAK_REF))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "WeakRef.prototype.deref",
					 evl_describe(realm, args->this_value));
	*result = ((const struct weak_ref *)evl_pointer(args->this_value))->target;
	return true;
}

static const struct evl_row weak_ref_prototype[] = {
	EVL_METHOD("deref", weak_ref_prototype_deref, 0),
	EVL_TAG_ROW("WeakRef"),
};

const struct evl_family evl_family_WEAK_REF = {
	.name = "WeakRef",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = weak_ref_construct,
	.length = 1,
	.prototype = EVL_ROWS(weak_ref_prototype),
};

/* ---- FinalizationRegistry ---- */

struct registry {
	struct evl_object object; /* class FINALIZATION_REGISTRY */
	struct evl_collection *tokens; /* with which something is registered: all that can be told of a registry */
};

/* sec-finalization-registry-cleanup-callback */
static bool registry_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, "FinalizationRegistry");
	if (!evl_is_callable(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_CLEANUP_CALLABLE);
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_FINALIZATION_REGISTRY_PROTOTYPE, &prototype))
		return false;
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_FINALIZATION_REGISTRY, evl_shape_root(realm, prototype),
						     sizeof(struct registry), 0);
	((struct registry *)object)->tokens =
		evl_collection_new(realm, EVL_CLASS_WEAK_SET, evl_intrinsic(realm, EVL_INTRINSIC_WEAK_SET_PROTOTYPE));
	*result = evl_from_object(object);
	return true;
}

static struct registry *registry_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (evl_is_class(args->this_value, EVL_CLASS_FINALIZATION_REGISTRY))
		return evl_pointer(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

/* sec-finalization-registry.prototype.register */
static bool registry_prototype_register(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct registry *registry = registry_receiver(realm, args, "FinalizationRegistry.prototype.register");
	evl_value target = evl_arg(args, 0), token = evl_arg(args, 2);
	if (registry == NULL)
		return false;
	if (!evl_can_be_held_weakly(realm, target))
		return evl_throw_message(realm, EVL_MESSAGE_WEAK_TARGET, "FinalizationRegistry.prototype.register");
	if (evl_same_value(realm, target, evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_TARGET_IS_HELD);
	*result = EVL_UNDEFINED;
	if (evl_can_be_held_weakly(realm, token))
		return evl_collection_set(realm, registry->tokens, token, token);
	return evl_is_undefined(token) || evl_throw_message(realm, EVL_MESSAGE_UNREGISTER_TOKEN, evl_describe(realm, token));
}

/* sec-finalization-registry.prototype.unregister */
static bool registry_prototype_unregister(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct registry *registry = registry_receiver(realm, args, "FinalizationRegistry.prototype.unregister");
	if (registry == NULL)
		return false;
	if (!evl_can_be_held_weakly(realm, evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_UNREGISTER_TOKEN, evl_describe(realm, evl_arg(args, 0)));
	*result = evl_from_bool(evl_collection_delete(realm, registry->tokens, args->values[0]));
	return true;
}

static const struct evl_row registry_prototype[] = {
	EVL_METHOD("register", registry_prototype_register, 2),
	EVL_METHOD("unregister", registry_prototype_unregister, 1),
	EVL_TAG_ROW("FinalizationRegistry"),
};

const struct evl_family evl_family_FINALIZATION_REGISTRY = {
	.name = "FinalizationRegistry",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = registry_construct,
	.length = 1,
	.prototype = EVL_ROWS(registry_prototype),
};
