/* SPDX-License-Identifier: MIT */
/*
 * families.c - library families for the tests of value/, in place of those of builtins/, so that these tests hold on their own.
 *
 * All families are bare constructors, except those below that a test looks into.
 */
#include <stddef.h>

#include "families.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"

#define EVL_FAMILY(id) \
	extern const struct evl_family evl_family_##id __attribute__((weak)); \
	const struct evl_family evl_family_##id = { .name = #id, .kind = EVL_FAMILY_CONSTRUCTOR, .global = true, .length = 1 };
#include "value/families.def"
#undef EVL_FAMILY
