/* SPDX-License-Identifier: MIT */
/*
 * later.c - globals of ECMAScript whose values the model does not cover yet: reading one stops the
 * prediction with its name. A row goes when its family comes.
 */
#include "value/realm.h"
#include "value/rows.h"

#define LATER(name) EVL_NOT_COVERED_ROW(name, name)

static const struct evl_row later_globals[] = {
	LATER("WebAssembly"),
};

const struct evl_family evl_family_LATER = {
	.name = "later",
	.kind = EVL_FAMILY_GLOBALS,
	.statics = EVL_ROWS(later_globals),
};
