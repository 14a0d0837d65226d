/* SPDX-License-Identifier: MIT */
/*
 * parse.c - the stages of parsing: limits, check, tree-sitter, lowering, early errors.
 *
 * The check decides what is accepted; tree-sitter gives the structure. Should
 * tree-sitter not be able to read what the check has accepted, that is a
 * construct we do not cover, never a wrong tree.
 */
#include "syntax/parse.h"

#include "base/utf.h"
#include "syntax/check.h"
#include "syntax/early_errors.h"
#include "syntax/lower.h"

const TSLanguage *tree_sitter_javascript(void);

enum {
	MAX_SOURCE_BYTES = 16 * 1024 * 1024,
	/* The most that all stages together take from the arena: for each source byte, and in all. */
	ARENA_PER_BYTE = 160,
	ARENA_FIXED = 256 * 1024,
};

static enum evl_status refuse(struct evl_diags *diags, enum evl_status status, evl_span span, const char *message)
{
	evl_diags_add(diags, EVL_SEVERITY_ERROR, status, span, "%s", message);
	return status;
}

/* The first node that tree-sitter had to make up or skip. */
static TSNode first_error(TSNode node)
{
	for (;;) {
		if (ts_node_is_error(node) || ts_node_is_missing(node))
			return node;
		uint32_t count = ts_node_child_count(node);
		uint32_t i = 0;
		while (i < count && !ts_node_has_error(ts_node_child(node, i)))
			i++;
		if (i == count)
			return node;
		node = ts_node_child(node, i);
	}
}

static enum evl_status lower(TSTree *tree, struct evl_lower *l, bool module, struct evl_node **program)
{
	TSNode root = ts_tree_root_node(tree);
	if (ts_node_has_error(root)) {
		TSNode at = first_error(root);
		evl_span span = { l->source, ts_node_start_byte(at), ts_node_end_byte(at) };
		return refuse(l->diags, EVL_STATUS_NOT_COVERED, span, "not covered: the grammar cannot read this");
	}
	*program = evl_lower_program(l, root, module);
	return l->status;
}

const char *evl_goal_name(enum evl_goal goal)
{
	return goal == EVL_GOAL_MODULE ? "module" : goal == EVL_GOAL_SCRIPT ? "script" : "commonjs";
}

enum evl_status evl_parse(const struct evl_source *source, uint32_t source_id, enum evl_goal goal, struct evl_names *names,
			  struct evl_arena *arena, struct evl_diags *diags, struct evl_node **program)
{
	return evl_parse_within(source, source_id, goal, NULL, names, arena, diags, program);
}

enum evl_status evl_parse_within(const struct evl_source *source, uint32_t source_id, enum evl_goal goal,
				 const struct evl_surroundings *around, struct evl_names *names, struct evl_arena *arena,
				 struct evl_diags *diags, struct evl_node **program)
{
	*program = NULL;
	if (source->length > MAX_SOURCE_BYTES ||
	    evl_arena_room(arena) < (size_t)source->length * ARENA_PER_BYTE + ARENA_FIXED)
		return refuse(diags, EVL_STATUS_TOO_LARGE, evl_span_none(), "the source text is too large");

	if ((around == NULL || !around->from_text) && evl_utf8_has_surrogate(source->text, source->length))
		return refuse(diags, EVL_STATUS_NOT_COVERED, evl_span_none(), "not covered: text that is not UTF-8");

	struct evl_prepared prepared;
	enum evl_status status = evl_check(source, source_id, goal, around, names, arena, diags, &prepared);
	if (status != EVL_STATUS_OK)
		return status;

	const TSLanguage *language = tree_sitter_javascript();
	TSParser *parser = ts_parser_new();
	if (!parser)
		return refuse(diags, EVL_STATUS_NO_MEMORY, evl_span_none(), "no memory for the parser");
	TSTree *tree = NULL;
	if (ts_language_symbol_count(language) == EVL_CST_SYMBOL_COUNT && ts_parser_set_language(parser, language))
		tree = ts_parser_parse_string(parser, NULL, prepared.text, source->length);
	if (tree) {
		struct evl_lower l = {
			.text = source->text,
			.labels = prepared.labels,
			.label_count = prepared.label_count,
			.targets = prepared.targets,
			.target_count = prepared.target_count,
			.length = source->length,
			.source = source_id,
			.names = names,
			.arena = arena,
			.diags = diags,
			.strict = around != NULL && around->strict,
		};
		status = lower(tree, &l, goal == EVL_GOAL_MODULE, program);
		ts_tree_delete(tree);
	} else {
		status = refuse(diags, EVL_STATUS_NOT_COVERED, evl_span_none(), "tree-sitter and its grammar do not fit together");
	}
	ts_parser_delete(parser);
	/* what the early errors need is forgotten again when there are none */
	unsigned char *mark = arena->next;
	if (status == EVL_STATUS_OK && evl_early_errors(*program, goal, around, &prepared, names, arena, diags) > 0) {
		*program = NULL;
		status = EVL_STATUS_SYNTAX;
	} else if (status == EVL_STATUS_OK) {
		arena->next = mark;
	}
	return status;
}
