/* SPDX-License-Identifier: MIT */
/*
 * early_errors.h - the errors of a program that need its scopes: names declared
 * twice, private names that no class declares, exports.
 */
#ifndef EVL_SYNTAX_EARLY_ERRORS_H
#define EVL_SYNTAX_EARLY_ERRORS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "syntax/check.h"
#include "syntax/parse.h"

/*
 * Append a diagnostic for every early error in `program`, which stands in `around` (or NULL); returns how many. Scratch
 * memory is taken from `arena`.
 */
uint32_t evl_early_errors(const struct evl_node *program, enum evl_goal goal, const struct evl_surroundings *around,
			  const struct evl_prepared *prepared, const struct evl_names *names, struct evl_arena *arena,
			  struct evl_diags *diags);

#endif
