/* SPDX-License-Identifier: MIT */
/*
 * compiled.h - for the tests of the compiler: a text as bytecode, verified and disassembled.
 */
#ifndef EVL_TESTS_UNIT_COMPILE_COMPILED_H
#define EVL_TESTS_UNIT_COMPILE_COMPILED_H

#include <criterion/criterion.h>
#include <string.h>

#include "code/disassemble.h"
#include "code/verify.h"
#include "compile/compile.h"

struct compiled {
	struct evl_arena arena;
	struct evl_names *names;
	struct evl_source source;
	struct evl_node *tree;
	struct evl_program *program;
	struct evl_buffer text;
};

/* Compile `text`, verify what came out, and disassemble it. */
static inline void compiled_make(struct compiled *c, enum evl_goal goal, const char *text)
{
	struct evl_diags diags;
	struct evl_verify_fault fault;
	memset(c, 0, sizeof *c);
	cr_assert(evl_arena_init(&c->arena, (size_t)1 << 30));
	c->names = evl_names_new(&c->arena);
	evl_diags_init(&diags, &c->arena);
	evl_source_init(&c->source, &c->arena, "test.js", text, strlen(text));
	enum evl_status status = evl_parse(&c->source, 0, goal, c->names, &c->arena, &diags, &c->tree);
	cr_assert(status == EVL_STATUS_OK, "%s\n-- %s", text, diags.first != NULL ? diags.first->message : "");
	cr_assert(evl_compile(c->tree, goal, 0, 0, c->names, &c->arena, &diags, &c->program) == EVL_STATUS_OK, "%s", text);
	cr_assert(evl_verify(c->program->main, evl_names_count(c->names), &fault), "%s\n-- %s", text, fault.message);
	evl_buffer_init(&c->text);
	evl_disassemble(c->program->main, c->names, &c->text);
}

static inline void compiled_release(struct compiled *c)
{
	evl_buffer_release(&c->text);
	evl_arena_release(&c->arena);
}

/* Is `part` in the disassembly? */
static inline bool compiled_has(const struct compiled *c, const char *part)
{
	return c->text.bytes != NULL && strstr(c->text.bytes, part) != NULL;
}

#endif
