/* SPDX-License-Identifier: MIT */
/*
 * inspect_buffer.c - typed arrays, ArrayBuffers and DataViews as Node's util.inspect writes them.
 */
#include <math.h>
#include <string.h>

#include "console/inspect_node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/stack_names.h"

/* An entry "name: value" of a property that is found by reading it. */
static bool append_read(struct evl_raw *raw, const char *name)
{
	struct evl_inspector *ins = raw->ins;
	uint32_t more = ins->compact_all ? 3 : 2;
	evl_value value;
	if (!evl_object_get(ins->realm, raw->object, evl_text_name(ins->realm, name),
			    evl_from_object(raw->object), &value))
		return false;
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	bool newer = ins->realm->v8 >= EVL_V8_12; /* since Node 22 in brackets */
	if (newer)
		evl_text_append_unit(ins->text, '[');
	evl_text_append_ascii(ins->text, name);
	if (newer)
		evl_text_append_unit(ins->text, ']');
	if (!evl_inspect_styled(ins, entry, newer ? EVL_STYLE_STRING : EVL_STYLE_NAME))
		return false;
	evl_text_append_ascii(ins->text, ": ");
	ins->indentation += more;
	uint32_t start = ins->text->length;
	bool ok = evl_inspect_value(ins, value, raw->level);
	if (ok && ins->compact_all)
		evl_inspect_begin_below(ins, start);
	ins->indentation -= more;
	return ok && evl_layout_entry_end(ins, entry);
}

/* What showHidden adds to the elements (formatTypedArray). */
static bool append_hidden(struct evl_raw *raw)
{
	static const char *const names[] = { "BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset" };
	struct evl_inspector *ins = raw->ins;
	const struct evl_view *view = (const struct evl_view *)raw->object;
	double size = evl_typed_sizes[view->type];
	double length = (double)evl_view_length(view);
	double numbers[] = { size, length, length * size, evl_view_is_out(view) ? 0 : (double)view->offset };
	evl_value self = evl_from_object(raw->object), told;
	for (int i = 0; i < 4; i++) {
		told = evl_from_number(numbers[i]);
		/* Without a prototype it is a copy that is asked. */
		if (raw->constructor != NULL && !evl_object_get(ins->realm, raw->object, evl_text_name(ins->realm, names[i]), self, &told))
			return false;
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_text_append_unit(ins->text, '[');
		evl_text_append_ascii(ins->text, names[i]);
		evl_text_append_ascii(ins->text, "]: ");
		if (!evl_inspect_value(ins, told, raw->level) || !evl_layout_entry_end(ins, entry))
			return false;
	}
	if (raw->constructor != NULL && !evl_object_get(ins->realm, raw->object, evl_text_name(ins->realm, "buffer"), self, &told))
		return false;
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	evl_text_append_ascii(ins->text, "[buffer]: ");
	if (raw->constructor != NULL && told != evl_from_object(view->buffer))
		return evl_inspect_value(ins, told, raw->level) && evl_layout_entry_end(ins, entry);
	evl_text_append_ascii(ins->text, evl_class_name(&view->buffer->object));
	evl_text_append_ascii(ins->text, " { byteLength: ");
	bool separators = ins->numeric_separator;
	ins->numeric_separator = false;
	bool ok = evl_inspect_primitive(ins, evl_from_number((double)view->block->length));
	ins->numeric_separator = separators;
	if (!ok)
		return false;
	evl_text_append_ascii(ins->text, " }");
	return evl_layout_entry_end(ins, entry);
}

/* The property `length`, which the array may have lost or its class changed; NaN for what is no number. */
static bool told_length(struct evl_raw *raw, double *out)
{
	evl_value value;
	if (!evl_object_get(raw->ins->realm, raw->object, EVL_NAME_length, evl_from_object(raw->object), &value))
		return false;
	*out = evl_is_number(value) ? evl_number(value) : NAN;
	return true;
}

/* formatBigInt of an element that need not be one. */
static bool append_as_bigint(struct evl_inspector *ins, evl_value element)
{
	uint32_t start = ins->text->length;
	struct evl_string *digits;
	if (!evl_to_string(ins->realm, element, &digits))
		return false;
	evl_text_append_string(ins->text, digits);
	evl_text_append_unit(ins->text, 'n');
	return evl_inspect_styled(ins, start, EVL_STYLE_BIGINT);
}

static bool typed_array_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_view *view = (const struct evl_view *)raw->object;
	size_t length = evl_view_length(view);
	double told;
	if (!told_length(raw, &told))
		return false;
	size_t shown = length < ins->max_array ? length : ins->max_array;
	for (size_t i = 0; i < shown; i++) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_value element = evl_typed_get(ins->realm, view, (double)i);
		bool ok = told > 0 || raw->constructor == NULL ? evl_inspect_primitive(ins, element) : append_as_bigint(ins, element);
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
	}
	if (length > shown) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_inspect_remaining(ins->text, (double)(length - shown), "item");
		if (!evl_layout_entry_end(ins, entry))
			return false;
	}
	return !ins->show_hidden || append_hidden(raw);
}

bool evl_inspect_prepare_typed_array(struct evl_raw *raw)
{
	const struct evl_view *view = (const struct evl_view *)raw->object;
	struct evl_text *text = raw->ins->text;
	double length = (double)evl_view_length(view);
	if (!evl_inspect_keys(raw, true))
		return false;
	evl_inspect_prefix(raw, evl_typed_names[view->type], length);
	evl_text_append_unit(text, '[');
	raw->layout.close = ']';
	raw->layout.is_array = true;
	raw->entries = typed_array_entries;
	double told;
	if (!told_length(raw, &told))
		return false;
	if (told == 0 && raw->key_count == 0 && !raw->ins->show_hidden) {
		evl_text_append_unit(text, ']');
		raw->done = true;
	}
	return true;
}

/* "[Uint8Contents]: <01 02>" (formatArrayBuffer), then byteLength. */
static bool buffer_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_block *block = ((const struct evl_array_buffer *)raw->object)->block;
	size_t shown = block->length < ins->max_array ? block->length : ins->max_array;
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	if (block->detached) {
		if (!evl_inspect_append_styled(ins, "(detached)", EVL_STYLE_SPECIAL))
			return false;
	} else {
		if (!evl_inspect_append_styled(ins, "[Uint8Contents]", EVL_STYLE_SPECIAL))
			return false;
		evl_text_append_ascii(ins->text, ": <");
		for (size_t i = 0; i < shown; i++) {
			if (i != 0)
				evl_text_append_unit(ins->text, ' ');
			evl_text_append_unit(ins->text, (unsigned char)"0123456789abcdef"[block->bytes[i] >> 4]);
			evl_text_append_unit(ins->text, (unsigned char)"0123456789abcdef"[block->bytes[i] & 15]);
		}
		if (block->length > shown) {
			evl_text_append_unit(ins->text, ' ');
			evl_inspect_remaining(ins->text, (double)(block->length - shown), "byte");
		}
		evl_text_append_unit(ins->text, '>');
	}
	return evl_layout_entry_end(ins, entry) && append_read(raw, "byteLength");
}

bool evl_inspect_prepare_buffer(struct evl_raw *raw)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	evl_inspect_prefix(raw, evl_class_name(raw->object), -1);
	evl_text_append_unit(raw->ins->text, '{');
	raw->entries = buffer_entries;
	return true;
}

static bool data_view_entries(struct evl_raw *raw)
{
	return append_read(raw, "byteLength") && append_read(raw, "byteOffset") && append_read(raw, "buffer");
}

bool evl_inspect_prepare_data_view(struct evl_raw *raw)
{
	if (!evl_inspect_keys(raw, false))
		return false;
	evl_inspect_prefix(raw, "DataView", -1);
	evl_text_append_unit(raw->ins->text, '{');
	raw->entries = data_view_entries;
	return true;
}
