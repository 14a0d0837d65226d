/* SPDX-License-Identifier: MIT */
/*
 * intl_collator.c - Intl.Collator in English.
 */
#include "builtins/args.h"
#include "builtins/comparison.h"
#include "builtins/intl.h"

struct collator {
	struct evl_intl_object intl;
	struct evl_comparison comparison;
};

/* sec-intl.collator; also called as a function */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_args with_target = *args;
	struct evl_locale locale;
	struct evl_comparison comparison;
	if (evl_is_undefined(args->new_target))
		with_target.new_target = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_INTL_COLLATOR));
	struct collator *object = evl_intl_new(realm, &with_target, EVL_INTL_COLLATOR, EVL_INTRINSIC_INTL_COLLATOR_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_comparison_read(realm, evl_arg(args, 0), evl_arg(args, 1), "Intl.Collator", &locale, &comparison))
		return false;
	object->intl.locale = locale;
	object->comparison = comparison;
	*result = evl_from_object(object);
	return true;
}

/* sec-collator-compare-functions */
static bool compare_bound(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)args->callee;
	const struct collator *object = (const struct collator *)evl_as_object(self->captured[0]);
	struct evl_string *a, *b;
	int order;
	if (!evl_to_string(realm, evl_arg(args, 0), &a) || !evl_to_string(realm, evl_arg(args, 1), &b) ||
	    !evl_comparison_compare(realm, &object->comparison, a, b, &order))
		return false;
	*result = evl_from_int(order);
	return true;
}

/* sec-intl.collator.prototype.compare */
static bool get_compare(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct collator *object = evl_intl_this(realm, args, EVL_INTL_COLLATOR, "get Intl.Collator.prototype.compare");
	if (object == NULL)
		return false;
	if (evl_is_undefined(object->intl.bound)) {
		struct evl_native_function *function = evl_native_function_new(realm, "", 2, compare_bound);
		function->captured[0] = evl_from_object(object);
		object->intl.bound = evl_from_object(function);
	}
	*result = object->intl.bound;
	return true;
}

/* sec-intl.collator.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct collator *object = evl_intl_this(realm, args, EVL_INTL_COLLATOR, "Intl.Collator.prototype.resolvedOptions");
	if (object == NULL)
		return false;
	const struct evl_comparison *c = &object->comparison;
	struct evl_object *o = evl_object_plain(realm);
	*result = evl_from_object(o);
	return evl_intl_put_locale(realm, o, &object->intl.locale) && evl_intl_put_choice(realm, o, "usage", collator_usages, c->usage) &&
	       evl_intl_put_choice(realm, o, "sensitivity", collator_sensitivities, c->sensitivity) &&
	       evl_intl_put(realm, o, "ignorePunctuation", EVL_FALSE) && evl_intl_put_text(realm, o, "collation", "default") &&
	       evl_intl_put(realm, o, "numeric", evl_from_bool(c->numeric)) &&
	       evl_intl_put_choice(realm, o, "caseFirst", collator_cases, c->case_first);
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_GETTER("compare", get_compare),
	EVL_TAG_ROW("Intl.Collator"),
};

const struct evl_family evl_family_INTL_COLLATOR = {
	.name = "Collator",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
