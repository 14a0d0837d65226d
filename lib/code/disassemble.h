/* SPDX-License-Identifier: MIT */
/*
 * disassemble.h - bytecode as text, for people and for tests.
 */
#ifndef EVL_CODE_DISASSEMBLE_H
#define EVL_CODE_DISASSEMBLE_H

#include "base/buffer.h"
#include "base/names.h"
#include "code/template.h"

/* The template and its children, one instruction a line, handlers after the code. */
void evl_disassemble(const struct evl_template *template_, const struct evl_names *names, struct evl_buffer *out);

#endif
