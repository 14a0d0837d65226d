/* SPDX-License-Identifier: MIT */
/*
 * inspect_manner.c - the hosts that write values by Node's algorithm, and what each does otherwise.
 */
#include "console/console.h"
#include "console/inspect_node.h"

static const struct evl_inspect_manner node = { .quotes = { '\'', '"', '`' }, .depth = 2 };

static const struct evl_inspect_manner deno = {
	.quotes = { '"', '\'', '`' },
	.depth = 4,
	.copies_text = true,
	.quotes_symbols = true,
	.shows_own_tags = true,
	.plain_lengths = true,
};

/* node:util of Deno: the options of Node's, the algorithm of Deno's console. */
static const struct evl_inspect_manner deno_util = {
	.quotes = { '\'', '"', '`' },
	.depth = 2,
	.copies_text = true,
	.quotes_symbols = true,
	.shows_own_tags = true,
	.plain_lengths = true,
};

const struct evl_inspect_manner *evl_inspect_manner_of(struct evl_realm *realm)
{
	return evl_console_dialect(realm) == EVL_DIALECT_DENO ? &deno : &node;
}

const struct evl_inspect_manner *evl_inspect_manner_of_util(struct evl_realm *realm)
{
	return evl_console_dialect(realm) == EVL_DIALECT_DENO ? &deno_util : &node;
}
