/* SPDX-License-Identifier: MIT */
/*
 * inspect_bun_text.c - primitives, names and functions as Bun's console writes them.
 */
#include "console/inspect_bun.h"

#include <stdio.h>
#include <string.h>

#include "console/inspect_node.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/vm.h"

void evl_bun_put(struct evl_bun_writer *w, const char *ascii)
{
	evl_text_append_ascii(w->text, ascii);
	w->line += (uint32_t)strlen(ascii);
}

void evl_bun_put_string(struct evl_bun_writer *w, struct evl_string *s)
{
	evl_text_append_string(w->text, s);
	w->line += s->length;
}

void evl_bun_break(struct evl_bun_writer *w)
{
	evl_text_append_unit(w->text, '\n');
	evl_text_append_spaces(w->text, (size_t)w->indent * 2);
}

static void append_quoted(struct evl_text *text, const uint16_t *units, size_t length)
{
	static const char short_names[] = { 'b', 't', 'n', 0, 'f', 'r' };
	char escape[8];
	evl_text_append_unit(text, '"');
	for (size_t i = 0; i < length; i++) {
		uint16_t unit = units[i];
		bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
		if (high && i + 1 < length && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
			evl_text_append(text, units + i++, 2);
		} else if (unit == '"' || unit == '\\') {
			evl_text_append_unit(text, '\\');
			evl_text_append_unit(text, unit);
		} else if (unit >= 8 && unit <= 13 && short_names[unit - 8] != 0) {
			evl_text_append_unit(text, '\\');
			evl_text_append_unit(text, (unsigned char)short_names[unit - 8]);
		} else if (unit < ' ' || high || low) {
			snprintf(escape, sizeof escape, unit < ' ' ? "\\u%04X" : "\\u%04x", unit);
			evl_text_append_ascii(text, escape);
		} else {
			evl_text_append_unit(text, unit);
		}
	}
	evl_text_append_unit(text, '"');
}

bool evl_bun_quote(struct evl_bun_writer *w, struct evl_string *s)
{
	const uint16_t *units = evl_string_units(w->realm, s);
	if (units == NULL)
		return false;
	append_quoted(w->text, units, s->length);
	w->line += s->length;
	return w->realm->halt == EVL_STATUS_OK;
}

bool evl_bun_primitive(struct evl_bun_writer *w, evl_value value)
{
	struct evl_string *s;
	uint32_t start = w->text->length;
	if (evl_is_string(value)) {
		if (w->quotes)
			return evl_bun_quote(w, evl_as_string(value));
		evl_bun_put_string(w, evl_as_string(value));
		return w->realm->halt == EVL_STATUS_OK;
	}
	if (evl_is_symbol(value)) {
		evl_inspect_symbol(w->text, w->realm, evl_as_symbol(value)->name);
	} else {
		bool minus = evl_is_number(value) && !evl_is_int(value) && evl_as_double(value) == 0 && value != 0;
		if (!evl_to_string(w->realm, value, &s))
			return false;
		if (minus)
			evl_text_append_unit(w->text, '-');
		evl_text_append_string(w->text, s);
		if (evl_is_bigint(value))
			evl_text_append_unit(w->text, 'n');
	}
	w->line += w->text->length - start;
	return w->realm->halt == EVL_STATUS_OK;
}

/* An identifier of ASCII letters. */
static bool is_identifier(const uint16_t *units, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		uint16_t u = units[i];
		bool letter = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u == '$';
		if (!letter && (i == 0 || u < '0' || u > '9'))
			return false;
	}
	return length != 0;
}

bool evl_bun_key(struct evl_bun_writer *w, evl_key key)
{
	uint32_t start = w->text->length;
	if (evl_key_is_index(key)) {
		evl_text_append_unit(w->text, '"');
		evl_text_append_number(w->text, evl_key_index(key));
		evl_text_append_unit(w->text, '"');
	} else {
		const struct evl_name_entry *entry = evl_names_entry(w->realm->names, key);
		if (entry->kind == EVL_NAME_KIND_SYMBOL) {
			evl_text_append_unit(w->text, '[');
			evl_inspect_symbol(w->text, w->realm, key);
			evl_text_append_unit(w->text, ']');
		} else if (is_identifier(entry->units, entry->length)) {
			evl_text_append(w->text, entry->units, entry->length);
		} else {
			append_quoted(w->text, entry->units, entry->length);
		}
	}
	evl_text_append_ascii(w->text, ": ");
	w->line += w->text->length - start - 1;
	return w->realm->halt == EVL_STATUS_OK;
}

static uint32_t template_flags(const struct evl_object *object)
{
	return evl_class_of(object) == EVL_CLASS_FUNCTION ? ((const struct evl_function *)object)->code->template_->flags : 0;
}

static bool is_class(const struct evl_realm *realm, struct evl_object *function)
{
	if (evl_class_of(function) == EVL_CLASS_NATIVE_FUNCTION) /* Bun's own Promise is none */
		return evl_is_constructor(evl_from_object(function)) && function != realm->intrinsics[EVL_INTRINSIC_PROMISE];
	return (template_flags(function) & EVL_TEMPLATE_CLASS_CONSTRUCTOR) != 0;
}

/* The name, as far as it is a text. */
static bool name_of(struct evl_realm *realm, struct evl_object *function, struct evl_string **out)
{
	struct evl_descriptor d;
	bool found;
	*out = evl_string_from_name(realm, EVL_NAME_empty);
	if (!evl_get_own_property(realm, function, EVL_NAME_name, &d, &found))
		return false;
	if (found && d.has_value && evl_is_string(d.value))
		*out = evl_as_string(d.value);
	return true;
}

static bool append_class(struct evl_bun_writer *w, struct evl_object *function, struct evl_string *name)
{
	evl_value parent;
	evl_text_append_ascii(w->text, "[class ");
	if (name->length != 0)
		evl_text_append_string(w->text, name);
	else
		evl_text_append_ascii(w->text, "(anonymous)");
	if (!evl_get_prototype(w->realm, function, &parent))
		return false;
	if (evl_is_object(parent) && is_class(w->realm, evl_as_object(parent))) {
		if (!name_of(w->realm, evl_as_object(parent), &name))
			return false;
		if (name->length != 0) {
			evl_text_append_ascii(w->text, " extends ");
			evl_text_append_string(w->text, name);
		}
	}
	evl_text_append_unit(w->text, ']');
	return w->realm->halt == EVL_STATUS_OK;
}

/* Neither these nor classes count for the line. */
bool evl_bun_function(struct evl_bun_writer *w, struct evl_object *function)
{
	static const char *const types[] = { "[Function", "[GeneratorFunction", "[AsyncFunction", "[AsyncGeneratorFunction" };
	uint32_t flags = template_flags(function);
	struct evl_string *name;
	if (!name_of(w->realm, function, &name))
		return false;
	if (is_class(w->realm, function))
		return append_class(w, function, name);
	evl_text_append_ascii(w->text, types[((flags & EVL_TEMPLATE_GENERATOR) != 0 ? 1 : 0) + ((flags & EVL_TEMPLATE_ASYNC) != 0 ? 2 : 0)]);
	/* bound functions and accessors go by the name that they had before */
	const char *before = evl_class_of(function) == EVL_CLASS_BOUND_FUNCTION ? "bound " : (flags & EVL_TEMPLATE_GETTER) != 0 ? "get " :
			     (flags & EVL_TEMPLATE_SETTER) != 0 ? "set " : "";
	const char *shown = evl_string_utf8(w->realm, name);
	if (strncmp(shown, before, strlen(before)) == 0)
		shown += strlen(before);
	if (*shown != '\0') {
		evl_text_append_ascii(w->text, ": ");
		evl_text_append_utf8(w->text, shown);
	}
	evl_text_append_unit(w->text, ']');
	return w->realm->halt == EVL_STATUS_OK;
}
