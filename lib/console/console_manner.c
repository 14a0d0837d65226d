/* SPDX-License-Identifier: MIT */
/*
 * console_manner.c - the consoles of the hosts as one table.
 */
#include "console/console_manner.h"

#include "console/console.h"

static const struct evl_console_manner manners[] = {
	[EVL_DIALECT_NODE] = { .index_head = "(index)", .iteration_head = "(iteration index)", .value_head = "Values" },
	[EVL_DIALECT_DENO] = {
		.ungrouped_counts = true,
		.prints_warnings = true,
		.short_time = true,
		.dir_prints_text = true,
		.joins_only_texts = true,
		.compact_cells = true,
		.aligns_integers = true,
		.clear_moves = true,
		.index_head = "(idx)",
		.iteration_head = "(iter idx)",
		.value_head = "Values",
	},
	[EVL_DIALECT_BUN] = {
		.ungrouped_counts = true,
		.ungrouped_tables = true,
		.indents_itself = true,
		.collapsed_stays = true,
		.silent_labels = true,
		.bare_assertions = true,
		.times_to_errors = true,
		.traces_unknown = true,
		.dir_prints_text = true,
		.clear_moves = true,
		.prints_partly = true,
		.bare_without_values = true,
		.columns_as_found = true,
		.index_head = " ",
		.iteration_head = " ",
		.value_head = "Values",
	},
	[EVL_DIALECT_BROWSER] = {
		.is_page = true, .prints_warnings = true, .index_head = "(index)", .iteration_head = "(index)", .value_head = "Value",
	},
};

const struct evl_console_manner *evl_console_manner_of(struct evl_realm *realm)
{
	return &manners[evl_console_dialect(realm)];
}
