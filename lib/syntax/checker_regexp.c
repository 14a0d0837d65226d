/* SPDX-License-Identifier: MIT */
/*
 * checker_regexp.c - the early errors of regular expression literals (sec-primary-expression-regular-expression-literals-static-semantics-early-errors).
 */
#include <string.h>

#include "base/buffer.h"
#include "base/utf.h"
#include "regexp/regexp.h"
#include "syntax/checker.h"

static void refuse(struct evl_checker *c, const struct evl_token *token, const char *error)
{
	struct evl_buffer message;
	evl_buffer_init(&message);
	evl_buffer_append_text(&message, "Invalid regular expression: ");
	evl_buffer_append(&message, c->lexer.text + token->start, token->end - token->start);
	evl_buffer_append_text(&message, ": ");
	evl_buffer_append_text(&message, error);
	const char *kept = message.failed ? error : evl_arena_copy(c->arena, message.bytes, message.length + 1);
	evl_buffer_release(&message);
	evl_checker_fail_token(c, token, kept);
}

void evl_checker_regexp(struct evl_checker *c, const struct evl_token *token)
{
	const char *text = c->lexer.text + token->start, *error;
	size_t length = token->end - token->start, slash = length - 1;
	uint16_t letters[16];
	uint32_t flags = 0, count = 0;
	while (slash > 0 && text[slash] != '/')
		slash--;
	for (size_t i = slash + 1; i < length && count < 16; i++)
		letters[count++] = (unsigned char)text[i];
	unsigned char *mark = c->arena->next;
	size_t units_length = evl_wtf8_to_utf16_length(text + 1, slash - 1);
	if (!evl_regexp_flags(letters, count, &flags) || evl_arena_room(c->arena) < units_length * 2 + ((size_t)8 << 20))
		return; /* the lexer has looked at the flags; without memory the run will say it */
	uint16_t *units = evl_arena_alloc(c->arena, (units_length + 1) * sizeof *units);
	evl_wtf8_to_utf16(text + 1, slash - 1, units);
	if (c->recent)
		flags |= EVL_REGEXP_RECENT;
	enum evl_regexp_status status = evl_regexp_compile(units, units_length, flags, c->arena, NULL, &error);
	c->arena->next = mark;
	if (status == EVL_REGEXP_SYNTAX)
		refuse(c, token, error);
	else if (status == EVL_REGEXP_TOO_LARGE)
		evl_checker_refuse(c, token->start, token->end, "a regular expression as large as this");
}
