/* SPDX-License-Identifier: MIT */
/*
 * generator.c - the families of generators, async functions and async generators
 * (sec-control-abstraction-objects). The machinery is the machine's; here are the objects.
 */
#include "vm/eval.h"
#include "vm/generator.h"

#include "value/error.h"
#include "value/object.h"
#include "value/rows.h"

/* A link between library objects that is neither writable nor enumerable. */
#define LINK_ROW(n, i) { .name = (n), .kind = EVL_ROW_INTRINSIC, .attributes = EVL_CONFIGURABLE, .id = (i) }

static bool generator_function_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_dynamic_function(realm, args, EVL_DYNAMIC_GENERATOR, result);
}

static bool async_function_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_dynamic_function(realm, args, EVL_DYNAMIC_ASYNC, result);
}

static bool async_generator_function_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_dynamic_function(realm, args, EVL_DYNAMIC_ASYNC_GENERATOR, result);
}

/* sec-asyncgenerator-prototype-next, -return, -throw */
static bool async_generator_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_async_generator_enqueue(realm, args->this_value, "[AsyncGenerator].prototype.next", EVL_RESUME_NEXT,
					   evl_arg(args, 0), result);
}

static bool async_generator_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_async_generator_enqueue(realm, args->this_value, "[AsyncGenerator].prototype.return", EVL_RESUME_RETURN,
					   evl_arg(args, 0), result);
}

static bool async_generator_throw(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_async_generator_enqueue(realm, args->this_value, "[AsyncGenerator].prototype.throw", EVL_RESUME_THROW,
					   evl_arg(args, 0), result);
}

static const struct evl_row generator_function_prototype[] = {
	LINK_ROW("prototype", EVL_INTRINSIC_GENERATOR_PROTOTYPE),
	LINK_ROW("constructor", EVL_INTRINSIC_GENERATOR_FUNCTION),
	EVL_TAG_ROW("GeneratorFunction"),
};

const struct evl_family evl_family_GENERATOR_FUNCTION = {
	.name = "GeneratorFunction",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = generator_function_construct,
	.length = 1,
	.parent = EVL_INTRINSIC_FUNCTION,
	.prototype_parent = EVL_INTRINSIC_FUNCTION_PROTOTYPE,
	.prototype_constructor_hidden = true,
	.prototype = EVL_ROWS(generator_function_prototype),
};

static const struct evl_row generator_prototype[] = {
	LINK_ROW("constructor", EVL_INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE),
	EVL_METHOD("next", evl_generator_prototype_next, 1),
	EVL_METHOD("return", evl_generator_prototype_return, 1),
	EVL_METHOD("throw", evl_generator_prototype_throw, 1),
	EVL_TAG_ROW("Generator"),
};

const struct evl_family evl_family_GENERATOR = {
	.name = "Generator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(generator_prototype),
};

static const struct evl_row async_function_prototype[] = {
	LINK_ROW("constructor", EVL_INTRINSIC_ASYNC_FUNCTION),
	EVL_TAG_ROW("AsyncFunction"),
};

const struct evl_family evl_family_ASYNC_FUNCTION = {
	.name = "AsyncFunction",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = async_function_construct,
	.length = 1,
	.parent = EVL_INTRINSIC_FUNCTION,
	.prototype_parent = EVL_INTRINSIC_FUNCTION_PROTOTYPE,
	.prototype_constructor_hidden = true,
	.prototype = EVL_ROWS(async_function_prototype),
};

static const struct evl_row async_generator_function_prototype[] = {
	LINK_ROW("prototype", EVL_INTRINSIC_ASYNC_GENERATOR_PROTOTYPE),
	LINK_ROW("constructor", EVL_INTRINSIC_ASYNC_GENERATOR_FUNCTION),
	EVL_TAG_ROW("AsyncGeneratorFunction"),
};

const struct evl_family evl_family_ASYNC_GENERATOR_FUNCTION = {
	.name = "AsyncGeneratorFunction",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = async_generator_function_construct,
	.length = 1,
	.parent = EVL_INTRINSIC_FUNCTION,
	.prototype_parent = EVL_INTRINSIC_FUNCTION_PROTOTYPE,
	.prototype_constructor_hidden = true,
	.prototype = EVL_ROWS(async_generator_function_prototype),
};

static const struct evl_row async_generator_prototype[] = {
	LINK_ROW("constructor", EVL_INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE),
	EVL_METHOD("next", async_generator_next, 1),
	EVL_METHOD("return", async_generator_return, 1),
	EVL_METHOD("throw", async_generator_throw, 1),
	EVL_TAG_ROW("AsyncGenerator"),
};

const struct evl_family evl_family_ASYNC_GENERATOR = {
	.name = "AsyncGenerator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ASYNC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(async_generator_prototype),
};
