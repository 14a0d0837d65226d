/* SPDX-License-Identifier: MIT */
/*
 * decompiled_text.c - how the messages of Firefox's engine call an expression: "o.f(...)[0]".
 *
 * Names, literals, member accesses and calls are written as they were seen there; any other expression makes the message
 * one that is not known exactly.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/number_text.h"
#include "syntax/ast.h"
#include "value/convert.h"
#include "value/words.h"
#include "vm/stack.h"
#include "vm/step.h"

enum { DEPTH_MAX = 60 };

struct decompiler {
	struct evl_realm *realm;
	struct evl_buffer text;
	unsigned depth;
};

static bool write(struct decompiler *d, const struct evl_node *node);

static void write_name(struct decompiler *d, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(d->realm->names, name);
	evl_buffer_append_utf16(&d->text, entry->units, entry->length);
}

static bool is_letter(uint16_t unit, bool first)
{
	return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_' || unit == '$' || (!first && unit >= '0' && unit <= '9');
}

/* A text that stands between quotes as it is. */
static bool is_plain(const struct evl_name_entry *entry, bool *is_identifier)
{
	*is_identifier = entry->length > 0;
	for (uint32_t i = 0; i < entry->length; i++) {
		uint16_t unit = entry->units[i];
		if (unit < ' ' || unit > '~' || unit == '\'' || unit == '"' || unit == '\\')
			return false;
		*is_identifier = *is_identifier && is_letter(unit, i == 0);
	}
	return true;
}

static bool write_number(struct decompiler *d, double value)
{
	char text[EVL_NUMBER_TEXT_MAX];
	if (!(value >= 0 && value < 1e9) || value != (uint32_t)value)
		return false;
	evl_number_to_text(value, text);
	evl_buffer_append_text(&d->text, text);
	return true;
}

/* A string as a key: one that could be an identifier stands behind a dot. */
static bool write_string_key(struct decompiler *d, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(d->realm->names, name);
	bool is_identifier;
	if (!is_plain(entry, &is_identifier) || entry->length == 0 || (entry->units[0] >= '0' && entry->units[0] <= '9'))
		return false;
	evl_buffer_append_text(&d->text, is_identifier ? "." : "['");
	write_name(d, name);
	if (!is_identifier)
		evl_buffer_append_text(&d->text, "']");
	return true;
}

static bool write_member(struct decompiler *d, const struct evl_node *node)
{
	const struct evl_node *property = node->as.member.property;
	if (!write(d, node->as.member.object))
		return false;
	if (node->kind == EVL_NODE_MEMBER) {
		bool is_identifier;
		if (property->kind != EVL_NODE_IDENTIFIER || !is_plain(evl_names_entry(d->realm->names, property->as.identifier.name), &is_identifier))
			return false;
		evl_buffer_append_text(&d->text, ".");
		write_name(d, property->as.identifier.name);
		return true;
	}
	property = evl_node_bare(property);
	if (property->kind == EVL_NODE_STRING)
		return !node->optional && write_string_key(d, property->as.string.name);
	evl_buffer_append_text(&d->text, "[");
	if (!write(d, property))
		return false;
	evl_buffer_append_text(&d->text, "]");
	return true;
}

static bool write_call(struct decompiler *d, const struct evl_node *node)
{
	const struct evl_node_list *arguments = &node->as.call.arguments;
	for (uint32_t i = 0; i < arguments->count; i++)
		if (arguments->items[i]->kind == EVL_NODE_SPREAD)
			return false;
	if (!write(d, node->as.call.callee))
		return false;
	evl_buffer_append_text(&d->text, arguments->count == 0 ? "()" : "(...)");
	return true;
}

static bool write_string(struct decompiler *d, evl_name name)
{
	bool ignored;
	if (!is_plain(evl_names_entry(d->realm->names, name), &ignored))
		return false;
	evl_buffer_append_text(&d->text, "\"");
	write_name(d, name);
	evl_buffer_append_text(&d->text, "\"");
	return true;
}

/* A function expression's own name is none to it. */
static bool write_variable(struct decompiler *d, evl_name name)
{
	const struct evl_frame *frame = d->realm->vm->frame;
	bool is_identifier;
	if ((frame != NULL && frame->code->template_->name == name) || !is_plain(evl_names_entry(d->realm->names, name), &is_identifier))
		return false;
	write_name(d, name);
	return true;
}

static bool write_bare(struct decompiler *d, const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
		return write_variable(d, node->as.identifier.name);
	case EVL_NODE_THIS:
		evl_buffer_append_text(&d->text, "this");
		return true;
	case EVL_NODE_NULL:
		evl_buffer_append_text(&d->text, "null");
		return true;
	case EVL_NODE_NUMBER:
		return write_number(d, node->as.number.value);
	case EVL_NODE_STRING:
		return write_string(d, node->as.string.name);
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		return write_member(d, node);
	case EVL_NODE_CALL:
		return write_call(d, node);
	default:
		return false;
	}
}

static bool write(struct decompiler *d, const struct evl_node *node)
{
	node = node != NULL ? evl_node_bare(node) : NULL;
	if (node == NULL || d->depth == DEPTH_MAX)
		return false;
	d->depth++;
	bool known = write_bare(d, node);
	d->depth--;
	return known;
}

const char *evl_decompiled_text(struct evl_realm *realm, const struct evl_node *node)
{
	struct decompiler d = { .realm = realm };
	evl_buffer_init(&d.text);
	const char *text = write(&d, node) && !d.text.failed ? evl_arena_copy(&realm->scratch, d.text.bytes, d.text.length + 1) : NULL;
	evl_buffer_release(&d.text);
	return text;
}

/* The member access that the running instruction is about: the one itself, or what is assigned to. */
static const struct evl_node *accessed(const struct evl_node *node)
{
	if (node != NULL && (node->kind == EVL_NODE_ASSIGNMENT || node->kind == EVL_NODE_UPDATE))
		node = evl_node_bare(node->as.operation.left);
	return node != NULL && (node->kind == EVL_NODE_MEMBER || node->kind == EVL_NODE_INDEX) ? node : NULL;
}

bool evl_step_of_nullish(struct evl_realm *realm, evl_value base, const char *key)
{
	const struct evl_node *node = accessed(evl_stack_node(realm));
	const char *value = evl_is_null(base) ? "null" : "undefined";
	bool is_other = node != NULL && node->kind == EVL_NODE_MEMBER &&
			(node->as.member.property->kind != EVL_NODE_IDENTIFIER ||
			 strcmp(key, evl_names_utf8(realm->names, node->as.member.property->as.identifier.name, &realm->scratch)) != 0);
	const char *text = node != NULL && !is_other ? evl_decompiled_text(realm, node->as.member.object) : NULL;
	if (text == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, value, key);
	if (strcmp(text, value) == 0)
		return evl_throw_message(realm, EVL_MESSAGE_PROPERTY_OF_VALUE, key, value);
	return evl_throw_message(realm, EVL_MESSAGE_PROPERTY_OF_EXPRESSION, key, text, value);
}
