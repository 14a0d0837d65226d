/* SPDX-License-Identifier: MIT */
/*
 * parsed.h - for the tests of syntax/: a text, parsed, as one line to compare.
 */
#ifndef EVL_TESTS_SYNTAX_PARSED_H
#define EVL_TESTS_SYNTAX_PARSED_H

#include <criterion/criterion.h>
#include <string.h>

#include "syntax/dump.h"
#include "syntax/parse.h"

struct parsed {
	struct evl_arena arena;
	struct evl_names *names;
	struct evl_source source;
	struct evl_diags diags;
	struct evl_node *program;
	enum evl_status status;
	struct evl_buffer line; /* the tree, or "line:column message" of the first diagnostic */
};

static inline void parse_bytes(struct parsed *p, enum evl_goal goal, const char *text, size_t length)
{
	memset(p, 0, sizeof(*p));
	cr_assert(evl_arena_init(&p->arena, (size_t)8 << 30));
	p->names = evl_names_new(&p->arena);
	evl_source_init(&p->source, &p->arena, "test.js", text, length);
	evl_diags_init(&p->diags, &p->arena);
	p->status = evl_parse(&p->source, 0, goal, p->names, &p->arena, &p->diags, &p->program);
	evl_buffer_init(&p->line);
	if (p->status == EVL_STATUS_OK) {
		evl_node_dump(p->program, p->names, &p->line);
		return;
	}
	cr_expect_null(p->program);
	cr_assert_not_null(p->diags.first, "a failure has a diagnostic: %.60s", text);
	evl_place place = evl_source_place(&p->source, p->diags.first->span.start);
	evl_buffer_printf(&p->line, "%u:%u %s", (unsigned)place.line, (unsigned)place.column, p->diags.first->message);
}

static inline void parse_text(struct parsed *p, enum evl_goal goal, const char *text)
{
	parse_bytes(p, goal, text, strlen(text));
}

static inline void parsed_release(struct parsed *p)
{
	evl_buffer_release(&p->line);
	evl_arena_release(&p->arena);
}

struct parse_case {
	char goal; /* 'c' CommonJS, 's' script, 'm' module */
	const char *text;
	const char *line;
};

static inline enum evl_goal goal_of(char goal)
{
	return goal == 'm' ? EVL_GOAL_MODULE : goal == 's' ? EVL_GOAL_SCRIPT : EVL_GOAL_COMMONJS;
}

/* Compare each text's line; a NULL line means that it must be accepted. */
static inline void check_cases(const struct parse_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct parsed p;
		parse_text(&p, goal_of(cases[i].goal), cases[i].text);
		if (cases[i].line)
			cr_expect_str_eq(p.line.bytes, cases[i].line, "%s\n  is  %s\n  not %s", cases[i].text, p.line.bytes,
					 cases[i].line);
		else
			cr_expect_eq(p.status, EVL_STATUS_OK, "%s: %s", cases[i].text, p.line.bytes);
		parsed_release(&p);
	}
}

#define CHECK_CASES(cases) check_cases((cases), sizeof(cases) / sizeof((cases)[0]))

#endif
