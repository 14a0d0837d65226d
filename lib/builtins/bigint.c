/*
 * bigint.c - the family BigInt. Its values are not covered yet: touching the constructor stops the prediction.
 */
#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"

/* sec-bigint-constructor-number-value */
static bool bigint_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	if (!evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_CONSTRUCTOR);
	return evl_not_covered(realm, "BigInt");
}

static const struct evl_row bigint_statics[] = {
	EVL_NOT_COVERED_ROW("asUintN", "BigInt"),
	EVL_NOT_COVERED_ROW("asIntN", "BigInt"),
};

static const struct evl_row bigint_prototype[] = {
	EVL_NOT_COVERED_ROW("toLocaleString", "BigInt"),
	EVL_NOT_COVERED_ROW("toString", "BigInt"),
	EVL_NOT_COVERED_ROW("valueOf", "BigInt"),
	EVL_TAG_ROW("BigInt"),
};

const struct evl_family evl_family_BIGINT = {
	.name = "BigInt",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = bigint_construct,
	.length = 1,
	.statics = EVL_ROWS(bigint_statics),
	.prototype = EVL_ROWS(bigint_prototype),
};
