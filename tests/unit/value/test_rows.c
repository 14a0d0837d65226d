/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include "families.h"
#include "value/convert.h"

static evl_value get_symbol(struct evl_realm *realm, const void *object, evl_name symbol)
{
	evl_value value = EVL_EMPTY;
	cr_assert(evl_get(realm, evl_from_object(object), symbol, &value));
	return value;
}

Test(value_rows, a_prototype_does_not_need_its_constructor)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE);
	cr_expect_null(realm->intrinsics[EVL_INTRINSIC_MAP]);
	cr_expect(evl_has_flag(prototype, EVL_OBJECT_PROTOTYPE));
	struct evl_object *constructor = evl_as_object(test_get(realm, prototype, "constructor"));
	cr_expect_eq(constructor, realm->intrinsics[EVL_INTRINSIC_MAP]);
	cr_expect_eq(test_get(realm, constructor, "prototype"), evl_from_object(prototype));
	cr_expect(evl_is_constructor(evl_from_object(constructor)));
	cr_expect_str_eq(test_keys(realm, constructor), "length,name,prototype,groupBy,Symbol(Symbol.species)");
	cr_expect_str_eq(test_shown(realm, test_get(realm, constructor, "name")), "Map");
	cr_expect_eq(constructor->shape->prototype, evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE));
	cr_expect_eq(evl_intrinsic(realm, EVL_INTRINSIC_TYPE_ERROR)->shape->prototype, evl_intrinsic(realm, EVL_INTRINSIC_ERROR));
	cr_expect_eq(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_ITERATOR), evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_ITERATOR_PROTOTYPE));
	test_realm_release(realm);
}

Test(value_rows, the_roots)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *function_prototype = evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE);
	cr_expect_null(evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE)->shape->prototype);
	cr_expect_str_eq(test_keys(realm, function_prototype), "length,name,constructor");
	cr_expect_str_eq(test_shown(realm, test_get(realm, function_prototype, "name")), "");
	evl_value out;
	cr_assert(evl_call(realm, evl_from_object(function_prototype), EVL_NULL, 0, NULL, &out));
	cr_expect_eq(out, EVL_UNDEFINED);
	cr_expect_eq(evl_class_of(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE)), EVL_CLASS_ARRAY);
	cr_expect_eq(test_get(realm, evl_intrinsic(realm, EVL_INTRINSIC_STRING_PROTOTYPE), "length"), evl_from_int(0));
	test_realm_release(realm);
}

Test(value_rows, each_kind_of_row)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE);
	evl_value entries = test_get(realm, prototype, "entries");
	cr_expect_eq(test_get(realm, prototype, "entries"), entries, "made once");
	cr_expect_eq(get_symbol(realm, prototype, EVL_NAME_symbol_iterator), entries, "an alias is the same function");
	cr_expect_str_eq(test_shown(realm, test_get(realm, evl_as_object(entries), "name")), "entries");
	cr_expect_eq(test_get(realm, prototype, "size"), evl_from_int(7));
	cr_expect_eq(test_get(realm, prototype, "LIMIT"), evl_from_double(1.5));
	cr_expect_eq(test_get(realm, prototype, "known"), evl_symbol_value(realm, EVL_NAME_symbol_match));
	cr_expect_eq(test_get(realm, prototype, "namespace"), evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_MATH)));
	cr_expect_eq(test_get(realm, prototype, "made"), evl_from_int(7));
	cr_expect_str_eq(test_shown(realm, get_symbol(realm, prototype, EVL_NAME_symbol_to_string_tag)), "Map");
	struct evl_descriptor d;
	bool found;
	cr_assert(evl_get_own_property(realm, prototype, test_key(realm, "both"), &d, &found) && found);
	cr_expect_str_eq(test_shown(realm, test_get(realm, evl_as_object(d.get), "name")), "get both");
	cr_expect_str_eq(test_shown(realm, test_get(realm, evl_as_object(d.set), "name")), "set both");
	cr_expect_eq(test_get(realm, evl_as_object(d.set), "length"), evl_from_int(1));
	cr_expect(d.configurable && !d.enumerable);
	evl_value out;
	cr_expect_not(evl_get(realm, evl_from_object(prototype), test_key(realm, "later"), &out));
	cr_expect_eq(realm->halt, EVL_STATUS_NOT_COVERED);
	cr_expect_str_eq(realm->halt_text, "Map.prototype.later");
	test_realm_release(realm);
}

Test(value_rows, lazy_slots_can_be_replaced_and_reconfigured)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *math = evl_intrinsic(realm, EVL_INTRINSIC_MATH);
	cr_assert(test_set(realm, math, "max", EVL_NULL));
	cr_expect_eq(test_get(realm, math, "max"), EVL_NULL);
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE);
	struct evl_descriptor d = { .has_writable = true };
	cr_assert(evl_define_or_throw(realm, prototype, test_key(realm, "later"), &d)); /* not read, so not made */
	cr_expect_eq(realm->halt, EVL_STATUS_OK);
	cr_assert(test_set(realm, prototype, "entries", EVL_NULL));
	cr_expect(evl_is_callable(get_symbol(realm, prototype, EVL_NAME_symbol_iterator)), "an alias outlives its target");
	bool ok;
	cr_assert(evl_delete(realm, prototype, test_key(realm, "size"), &ok) && ok);
	cr_expect_eq(test_get(realm, prototype, "size"), EVL_UNDEFINED);
	test_realm_release(realm);
}

Test(value_rows, rows_of_a_host)
{
	static const struct evl_row rows[] = {
		EVL_OPERATION("setTimeout", families_give_seven, 1),
		EVL_GETTER("onerror", families_give_seven),
	};
	static const struct evl_rows table = EVL_ROWS(rows);
	struct evl_realm *realm = test_realm();
	struct evl_object *first = evl_object_plain(realm);
	struct evl_object *second = evl_object_plain(realm);
	evl_define_rows(realm, first, &table);
	evl_define_rows(realm, second, &table);
	cr_expect_eq(realm->row_table_count, 1);
	cr_expect(evl_is_callable(test_get(realm, first, "setTimeout")));
	cr_expect_neq(test_get(realm, first, "setTimeout"), test_get(realm, second, "setTimeout"));
	cr_expect_eq(test_get(realm, second, "onerror"), evl_from_int(7));
	test_realm_release(realm);
}

Test(value_rows, lazy_slots_of_the_machine)
{
	struct evl_realm *realm = test_realm();
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE));
	shape = evl_shape_add(realm, shape, EVL_NAME_length, EVL_CONFIGURABLE);
	shape = evl_shape_add(realm, shape, EVL_NAME_name, EVL_CONFIGURABLE);
	struct evl_object *function = evl_object_alloc(realm, EVL_CLASS_FUNCTION, shape, sizeof(struct evl_object), 2);
	function->slots[0] = function->slots[1] = EVL_LAZY(0);
	bool ok;
	for (int i = 0; i < 40; i++) { /* slots are renumbered; the machine is asked before that */
		char key[24];
		snprintf(key, sizeof(key), "k%d", i);
		test_set(realm, function, key, EVL_TRUE);
	}
	evl_delete(realm, function, EVL_NAME_length, &ok);
	for (int i = 0; i < 40; i++) {
		char key[24];
		snprintf(key, sizeof(key), "k%d", i);
		evl_delete(realm, function, test_key(realm, key), &ok);
		snprintf(key, sizeof(key), "m%d", i);
		test_set(realm, function, key, EVL_TRUE);
	}
	cr_expect_eq(test_get(realm, function, "name"), evl_from_int(101));
	test_realm_release(realm);
}

Test(value_rows, prototypes_from_constructors)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *prototype;
	cr_assert(evl_prototype_from_constructor(realm, EVL_UNDEFINED, EVL_INTRINSIC_MAP_PROTOTYPE, &prototype));
	cr_expect_eq(prototype, evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE));
	struct evl_object *function = evl_as_object(test_function(realm, families_give_seven));
	struct evl_object *own = evl_object_plain(realm);
	test_set(realm, function, "prototype", evl_from_object(own));
	cr_assert(evl_prototype_from_constructor(realm, evl_from_object(function), EVL_INTRINSIC_MAP_PROTOTYPE, &prototype));
	cr_expect_eq(prototype, own);
	test_realm_release(realm);
}
