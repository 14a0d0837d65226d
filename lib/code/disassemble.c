/* SPDX-License-Identifier: MIT */
/*
 * disassemble.c - bytecode as text: one line an instruction, operands as the
 * formats of opcodes.def tell.
 */
#include "code/disassemble.h"

#include <string.h>

enum { NAME_SHOWN = 40, DEPTH_SHOWN = 64 };

static void append_name(const struct evl_names *names, evl_name name, struct evl_buffer *out)
{
	if (name == EVL_NAME_NONE || name >= evl_names_count(names)) {
		evl_buffer_printf(out, "name %u", name);
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(names, name);
	evl_buffer_append_byte(out, '\'');
	evl_buffer_append_utf16(out, entry->units, entry->length < NAME_SHOWN ? entry->length : NAME_SHOWN);
	evl_buffer_append_byte(out, '\'');
}

static void append_constant(const struct evl_template *t, uint32_t index, const struct evl_names *names,
			    struct evl_buffer *out)
{
	evl_buffer_printf(out, "k%u", index);
	if (index >= t->constant_count)
		return;
	const struct evl_constant *k = &t->constants[index];
	evl_buffer_append_text(out, " = ");
	switch ((enum evl_constant_kind)k->kind) {
	case EVL_CONSTANT_NUMBER:
		evl_buffer_printf(out, "%.17g", k->number);
		break;
	case EVL_CONSTANT_STRING:
		append_name(names, k->name, out);
		break;
	case EVL_CONSTANT_BIGINT:
		append_name(names, k->name, out);
		evl_buffer_append_byte(out, 'n');
		break;
	case EVL_CONSTANT_REGEXP:
		evl_buffer_append_text(out, "regexp ");
		append_name(names, k->name, out);
		break;
	case EVL_CONSTANT_TEMPLATE_OBJECT:
		evl_buffer_printf(out, "template of %u", k->count);
		break;
	case EVL_CONSTANT_SCOPE:
		evl_buffer_append_text(out, "scope");
		break;
	}
}

static void append_site(const struct evl_template *t, uint32_t index, const struct evl_names *names, struct evl_buffer *out)
{
	evl_buffer_printf(out, "s%u", index);
	if (index >= t->property_site_count)
		return;
	uint32_t key = t->property_sites[index]; /* value/key.h: an index when the top bit is set */
	evl_buffer_append_byte(out, ' ');
	if (key >> 31 != 0)
		evl_buffer_printf(out, "[%u]", key & INT32_MAX);
	else
		append_name(names, key, out);
}

static void append_operand(const struct evl_template *t, uint32_t at, char format, uint16_t operand, int32_t wide,
			   const struct evl_names *names, struct evl_buffer *out)
{
	switch (format) {
	case 'r':
	case 'R':
		evl_buffer_printf(out, "r%u", operand);
		break;
	case 'i':
		evl_buffer_printf(out, "%d", (int)(int16_t)operand);
		break;
	case 'j':
		evl_buffer_printf(out, "-> %lld", (long long)at + 1 + (int16_t)operand);
		break;
	case 'J':
		evl_buffer_printf(out, "-> %lld", (long long)at + 1 + wide);
		break;
	case 'k':
		append_constant(t, (uint32_t)wide, names, out);
		break;
	case 'K':
		append_constant(t, operand, names, out);
		break;
	case 'n':
		append_name(names, (evl_name)wide, out);
		break;
	case 's':
		append_site(t, operand, names, out);
		break;
	case 't':
		evl_buffer_printf(out, "f%u", operand);
		break;
	case 'e':
		if (operand == EVL_OUTER_ENV)
			evl_buffer_append_text(out, "outer");
		else
			evl_buffer_printf(out, "r%u", operand);
		break;
	default:
		evl_buffer_printf(out, "%u", operand);
		break;
	}
}

/* One instruction without line end: "ADD_I r3, r1, -1". `at` is its index, for jump targets. */
static void disassemble_insn(const struct evl_template *t, uint32_t at, const struct evl_names *names, struct evl_buffer *out)
{
	struct evl_insn insn = t->code[at];
	const char *format = evl_opcode_format((enum evl_opcode)insn.op);
	size_t length = strlen(format);
	evl_buffer_append_text(out, evl_opcode_name((enum evl_opcode)insn.op));
	const uint16_t operands[3] = { insn.a, insn.b, insn.c };
	int32_t wide = evl_insn_imm(insn);
	bool first = true;
	for (size_t i = 0; i < length && i < 3; i++) {
		if (format[i] == '.')
			continue;
		evl_buffer_append_text(out, first ? " " : ", ");
		first = false;
		if (length == 2 && i == 1 && format[i] == 'u')
			evl_buffer_printf(out, "%d", (int)wide);
		else
			append_operand(t, at, format[i], operands[i], wide, names, out);
	}
}

static void disassemble(const struct evl_template *t, const struct evl_names *names, unsigned depth, struct evl_buffer *out)
{
	evl_buffer_printf(out, "function %u ", t->id);
	append_name(names, t->name, out);
	evl_buffer_printf(out, ": %u parameters, %u registers, flags %x\n", t->parameter_count, t->register_count, t->flags);
	for (uint32_t i = 0; i < t->code_count; i++) {
		evl_buffer_printf(out, "%5u  ", i);
		disassemble_insn(t, i, names, out);
		evl_buffer_append_byte(out, '\n');
	}
	for (uint32_t i = 0; i < t->handler_count; i++) {
		const struct evl_handler *h = &t->handlers[i];
		evl_buffer_printf(out, "  [%u, %u) throws to %u with r%u\n", h->start, h->end, h->target, h->reg);
	}
	if (depth >= DEPTH_SHOWN)
		return;
	for (uint32_t i = 0; i < t->child_count; i++)
		disassemble(t->children[i], names, depth + 1, out);
}

void evl_disassemble(const struct evl_template *t, const struct evl_names *names, struct evl_buffer *out)
{
	disassemble(t, names, 0, out);
}
