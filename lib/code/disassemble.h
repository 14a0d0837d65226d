/* SPDX-License-Identifier: MIT */
/*
 * disassemble.h - bytecode as text, for people and for tests.
 */
#ifndef EVL_CODE_DISASSEMBLE_H
#define EVL_CODE_DISASSEMBLE_H

#include "base/buffer.h"
#include "base/names.h"
#include "code/template.h"

/* One instruction without line end: "ADD_I r3, r1, -1". `at` is its index, for jump targets. */
void evl_disassemble_insn(const struct evl_template *template_, uint32_t at, const struct evl_names *names,
			  struct evl_buffer *out);
/* The template and its children, one instruction a line, handlers after the code. */
void evl_disassemble(const struct evl_template *template_, const struct evl_names *names, struct evl_buffer *out);

#endif
