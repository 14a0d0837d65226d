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

/* Since Node 22: "[name]: value" of a property that is found by reading it. */
static bool append_bracketed(struct evl_raw *raw, const char *name)
{
	struct evl_inspector *ins = raw->ins;
	uint32_t more = ins->compact_all ? 3 : 2, entry = evl_layout_entry(ins, &raw->layout);
	evl_value value;
	if (!evl_object_get(ins->realm, raw->object, evl_text_name(ins->realm, name), evl_from_object(raw->object), &value))
		return false;
	evl_text_append_unit(ins->text, '[');
	evl_text_append_ascii(ins->text, name);
	evl_text_append_unit(ins->text, ']');
	if (!evl_inspect_styled(ins, entry, EVL_STYLE_STRING))
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

/* A key that Node puts before the object's own: the entry of a property that is most often inherited. */
static bool append_read(struct evl_raw *raw, const char *name)
{
	struct evl_inspector *ins = raw->ins;
	if (ins->realm->v8 >= EVL_V8_12 && !ins->manner->plain_lengths)
		return append_bracketed(raw, name);
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	return evl_inspect_property(raw, raw->object, evl_text_name(ins->realm, name), EVL_PROPERTY_NAMED) && evl_layout_entry_end(ins, entry);
}

/* What formatTypedArray reads of the array itself; of one without prototype, of a copy that Node makes. */
static bool read_told(struct evl_raw *raw, const char *name, double of_copy, evl_value *out)
{
	*out = evl_from_number(of_copy);
	return raw->constructor == NULL ||
	       evl_object_get(raw->ins->realm, raw->object, evl_text_name(raw->ins->realm, name), evl_from_object(raw->object), out);
}

/* What showHidden adds to the elements (formatTypedArray). */
static bool append_hidden(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_view *view = (const struct evl_view *)raw->object;
	double size = evl_typed_sizes[view->type], length = (double)evl_view_length(view);
	const struct {
		const char *name;
		double of_copy;
	} parts[] = {
		{ "BYTES_PER_ELEMENT", size }, { "length", length }, { "byteLength", length * size }, { "byteOffset", 0 }, { "buffer", 0 },
	};
	enum { PARTS = sizeof parts / sizeof parts[0], BUFFER = PARTS - 1 };
	for (int i = 0; i < PARTS; i++) {
		evl_value told;
		if (!read_told(raw, parts[i].name, parts[i].of_copy, &told))
			return false;
		if (i == BUFFER && raw->constructor == NULL) {
			struct evl_array_buffer *copy = evl_array_buffer_new(ins->realm, false, NULL, length * size, -1);
			if (copy == NULL)
				return false;
			told = evl_from_object(&copy->object);
		}
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_text_append_unit(ins->text, '[');
		evl_text_append_ascii(ins->text, parts[i].name);
		evl_text_append_ascii(ins->text, "]: ");
		ins->indentation += 2;
		ins->in_typed_array = true;
		bool ok = evl_inspect_value(ins, told, raw->level);
		ins->in_typed_array = false;
		ins->indentation -= 2;
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
	}
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

/* The property `length`, which the array may have lost or its class changed, as a number to reckon with. */
static bool told_length(struct evl_raw *raw, double *out)
{
	evl_value value;
	if (!read_told(raw, "length", (double)evl_view_length((const struct evl_view *)raw->object), &value))
		return false;
	if (evl_is_bigint(value))
		return evl_throw_message(raw->ins->realm, EVL_MESSAGE_BIGINT_MIXED);
	return evl_to_number(raw->ins->realm, value, out);
}

static bool typed_array_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_view *view = (const struct evl_view *)raw->object;
	size_t length = evl_view_length(view);
	double told, again, shown = evl_inspect_shown(ins, (double)length);
	if (!told_length(raw, &told) || !told_length(raw, &again))
		return false;
	if (shown != floor(shown))
		return evl_throw_message(ins->realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	for (size_t i = 0; (double)i < shown; i++) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_value element = evl_typed_get(ins->realm, view, (double)i);
		bool ok = again > 0 ? evl_inspect_primitive(ins, element) : append_as_bigint(ins, element);
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
	}
	double remaining = told - shown;
	if (remaining > 0) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_inspect_remaining(ins->text, remaining, "item");
		if (!evl_layout_entry_end(ins, entry))
			return false;
	}
	return !ins->show_hidden || append_hidden(raw);
}

bool evl_inspect_prepare_typed_array(struct evl_raw *raw)
{
	const struct evl_view *view = (const struct evl_view *)raw->object;
	struct evl_text *text = raw->ins->text;
	evl_value told;
	if (!evl_inspect_keys(raw, true))
		return false;
	evl_inspect_prefix(raw, evl_typed_names[view->type], (double)evl_view_length(view));
	evl_text_append_unit(text, '[');
	raw->layout.close = ']';
	raw->layout.is_array = true;
	raw->entries = typed_array_entries;
	if (!evl_object_get(raw->ins->realm, raw->object, EVL_NAME_length, evl_from_object(raw->object), &told))
		return false;
	if (evl_is_number(told) && evl_number(told) == 0 && raw->key_count == 0 && !raw->ins->show_hidden) {
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
	double length = (double)block->length;
	size_t shown = isnan(ins->max_array) ? 0 : (size_t)evl_inspect_shown(ins, length);
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	if (!block->detached && length > 0 && fmin(ins->max_array, length) < 0)
		return evl_throw_text(ins->realm, EVL_ERROR_RANGE, "Index out of range");
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
		if (length - ins->max_array > 0) {
			evl_text_append_unit(ins->text, ' ');
			evl_inspect_remaining(ins->text, length - ins->max_array, "byte");
		}
		evl_text_append_unit(ins->text, '>');
	}
	return evl_layout_entry_end(ins, entry) && append_read(raw, "byteLength");
}

static bool length_entry(struct evl_raw *raw) { return append_read(raw, "byteLength"); }

/* The buffer of a typed array whose hidden properties show: "{ byteLength: 3 }", without its bytes and separators. */
static bool append_length_alone(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	evl_value length;
	if (!evl_object_get(ins->realm, raw->object, evl_text_name(ins->realm, "byteLength"), evl_from_object(raw->object), &length))
		return false;
	evl_text_append_ascii(ins->text, "{ byteLength: ");
	bool separators = ins->numeric_separator;
	ins->numeric_separator = false;
	bool ok = evl_inspect_primitive(ins, length);
	ins->numeric_separator = separators;
	evl_text_append_ascii(ins->text, " }");
	raw->done = true;
	return ok;
}

bool evl_inspect_prepare_buffer(struct evl_raw *raw)
{
	evl_inspect_prefix(raw, evl_class_name(raw->object), -1);
	if (raw->in_typed_array && raw->key_count == 0 && raw->proto_count == 0)
		return append_length_alone(raw);
	evl_text_append_unit(raw->ins->text, '{');
	raw->entries = raw->in_typed_array ? length_entry : buffer_entries;
	return true;
}

static bool data_view_entries(struct evl_raw *raw)
{
	return append_read(raw, "byteLength") && append_read(raw, "byteOffset") && append_read(raw, "buffer");
}

bool evl_inspect_prepare_data_view(struct evl_raw *raw)
{
	evl_inspect_prefix(raw, "DataView", -1);
	evl_text_append_unit(raw->ins->text, '{');
	raw->entries = data_view_entries;
	return true;
}
