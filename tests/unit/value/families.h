/*
 * families.h - what the tests' own library families share with the tests, and a realm for a test.
 */
#ifndef TESTS_UNIT_VALUE_FAMILIES_H
#define TESTS_UNIT_VALUE_FAMILIES_H

#include <criterion/criterion.h>

#include "value/realm.h"

/* A library function that returns 7. */
bool families_give_seven(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* A realm with 256 MB, whose calls reach library functions only. It lives as long as the test. */
struct evl_realm *test_realm(void);
/* The same with this limit. */
struct evl_realm *test_realm_limited(size_t bytes);
void test_realm_release(struct evl_realm *realm);

/* The key of a name or canonical index. */
evl_key test_key(struct evl_realm *realm, const char *text);
evl_value test_text(struct evl_realm *realm, const char *text);
/* UTF-8 of a string value or a primitive; "(object)" for objects. */
const char *test_shown(struct evl_realm *realm, evl_value v);
/* The message of the pending exception, which is cleared; "(none)", "(halt)". */
const char *test_message(struct evl_realm *realm);
/* The keys of an object, joined with commas. */
const char *test_keys(struct evl_realm *realm, struct evl_object *object);
/* Get without failing. */
evl_value test_get(struct evl_realm *realm, const void *object, const char *key);
/* Set in strict mode; did it work? */
bool test_set(struct evl_realm *realm, const void *object, const char *key, evl_value value);
/* A function object around a C function. */
evl_value test_function(struct evl_realm *realm, evl_native fn);

#endif
