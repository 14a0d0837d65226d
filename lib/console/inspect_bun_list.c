/* SPDX-License-Identifier: MIT */
/*
 * inspect_bun_list.c - arrays, typed arrays, maps and sets as Bun's console writes them.
 */
#include "console/inspect_bun.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/iterator.h"
#include "vm/stack_names.h"

enum { LONG_LINE = 80, MANY_ITEMS = 10, SHOWN_ITEMS = 100, MOST_ELEMENTS = 120 };

/* A comma, and then a space or, when the line has become long, the next line. *broken: that. */
static void separate(struct evl_bun_writer *w, bool *broken)
{
	evl_bun_put(w, ",");
	if (w->single_line || w->line <= LONG_LINE) {
		evl_bun_put(w, " ");
		return;
	}
	*broken = true;
	w->line = w->indent * 2;
	evl_bun_break(w);
}

static bool is_plain(evl_value value)
{
	return !evl_is_object(value) || evl_is_class(value, EVL_CLASS_REGEXP) || evl_is_class(value, EVL_CLASS_NUMBER) ||
	       evl_is_class(value, EVL_CLASS_STRING);
}

static bool append_holes(struct evl_bun_writer *w, double count, bool last)
{
	if (count == 1) {
		evl_bun_put(w, "empty item");
		return true;
	}
	if (!last && w->level > 0)
		return evl_not_covered(w->realm, "how Bun goes on behind several holes of an array");
	evl_text_append_number(w->text, count);
	evl_bun_put(w, " x empty items");
	return true;
}

static bool append_others(struct evl_bun_writer *w, struct evl_object *array, bool *broken)
{
	struct evl_key_list keys;
	if (!evl_own_keys(w->realm, array, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		if (evl_key_is_index(keys.keys[i]) || keys.keys[i] == EVL_NAME_length || evl_names_entry(w->realm->names, keys.keys[i])->is_index)
			continue;
		if (evl_class_of(array) == EVL_CLASS_ARGUMENTS)
			continue;
		separate(w, broken);
		if (!evl_bun_property(w, array, keys.keys[i]))
			return false;
	}
	return true;
}

static bool append_items(struct evl_bun_writer *w, struct evl_object *array, double length, bool *broken)
{
	uint32_t shown = 0, holes = 0;
	bool first = true;
	for (uint32_t i = 0; i < length; i++) {
		bool own;
		evl_value item;
		if (!evl_has_own_property(w->realm, array, evl_key_from_index(i), &own))
			return false;
		if (!own) {
			holes++;
			continue;
		}
		if (shown >= SHOWN_ITEMS) {
			evl_bun_put(w, ",");
			evl_bun_break(w);
			w->line = 0;
			evl_text_append_ascii(w->text, "... ");
			evl_text_append_number(w->text, length - i);
			evl_text_append_ascii(w->text, " more items");
			return true;
		}
		if (holes != 0) {
			if (!first)
				separate(w, broken);
			if (!append_holes(w, holes, first))
				return false;
			holes = 0;
			first = false;
		}
		if (!first)
			separate(w, broken);
		first = false;
		shown++;
		if (!evl_object_get(w->realm, array, evl_key_from_index(i), evl_from_object(array), &item) || !evl_bun_value(w, item))
			return false;
	}
	if (holes == 0)
		return true;
	if (!first)
		separate(w, broken);
	return append_holes(w, holes, true);
}

bool evl_bun_array(struct evl_bun_writer *w, struct evl_object *array)
{
	double length;
	evl_value first = EVL_UNDEFINED;
	bool has_first;
	if (!evl_length_of(w->realm, array, &length))
		return false;
	if (length == 0) {
		evl_bun_put(w, "[]");
		return true;
	}
	if (!evl_has_own_property(w->realm, array, evl_key_from_index(0), &has_first) ||
	    (has_first && !evl_object_get(w->realm, array, evl_key_from_index(0), evl_from_object(array), &first)))
		return false;
	w->indent++;
	w->level++;
	w->line += 2;
	bool broken = !w->single_line && (length > MANY_ITEMS || !is_plain(first) || w->line > LONG_LINE), below = broken;
	if (below) {
		w->line = w->indent * 2;
		evl_text_append_unit(w->text, '[');
		evl_bun_break(w);
		w->line++;
	} else {
		evl_bun_put(w, "[ ");
	}
	bool ok = append_items(w, array, length, &broken) && append_others(w, array, &broken);
	w->indent--;
	w->level--;
	if (!ok)
		return false;
	if (broken && !w->single_line) {
		w->line = w->indent * 2;
		evl_bun_break(w);
		evl_bun_put(w, "]");
	} else {
		evl_bun_put(w, " ]");
	}
	return w->realm->halt == EVL_STATUS_OK;
}

bool evl_bun_typed_array(struct evl_bun_writer *w, struct evl_object *object)
{
	const struct evl_view *view = (const struct evl_view *)object;
	bool is_view = evl_class_of(object) == EVL_CLASS_TYPED_ARRAY;
	bool is_buffer = evl_class_of(object) == EVL_CLASS_ARRAY_BUFFER || evl_class_of(object) == EVL_CLASS_SHARED_ARRAY_BUFFER;
	const struct evl_block *block = is_buffer ? ((const struct evl_array_buffer *)object)->block : view->block;
	size_t length = is_buffer ? block->length : evl_view_length(view);
	if (length > MOST_ELEMENTS || block->detached)
		return evl_not_covered(w->realm, "how Bun prints a long typed array");
	evl_bun_put(w, is_view ? evl_typed_names[view->type] : evl_class_name(object));
	evl_text_append_unit(w->text, '(');
	evl_text_append_number(w->text, (double)length);
	evl_bun_put(w, ") [");
	for (size_t i = 0; i < length; i++) {
		evl_bun_put(w, i == 0 ? " " : ", ");
		evl_value element = is_view ? evl_typed_get(w->realm, view, (double)i) :
					      evl_from_int(block->bytes[i + (is_buffer ? 0 : view->offset)]);
		bool zero = evl_is_number(element) && evl_number(element) == 0; /* -0, too */
		if (!evl_bun_primitive(w, zero ? evl_from_int(0) : element))
			return false;
	}
	evl_bun_put(w, length == 0 ? "]" : " ]");
	return w->realm->halt == EVL_STATUS_OK;
}

/* The entries of a collection from a position on, each on a line of its own. */
static bool append_entries(struct evl_bun_writer *w, struct evl_collection *c, uint32_t at, enum evl_iterator_kind kind, bool pairs)
{
	evl_value key, value;
	while (evl_collection_next(c, &at, &key, &value)) {
		evl_bun_break(w);
		w->line = w->indent * 2;
		bool whole = pairs && kind == EVL_ITERATOR_ENTRIES;
		if (whole) {
			evl_value entry = evl_from_object(evl_array_new(w->realm, 0, 2));
			if (!evl_create_data(w->realm, evl_as_object(entry), evl_key_from_index(0), key) ||
			    !evl_create_data(w->realm, evl_as_object(entry), evl_key_from_index(1), value) || !evl_bun_value(w, entry))
				return false;
		} else if (!evl_bun_value(w, kind == EVL_ITERATOR_VALUES ? value : key)) {
			return false;
		}
		if (!whole && kind == EVL_ITERATOR_ENTRIES) {
			evl_bun_put(w, ": ");
			if (!evl_bun_value(w, value))
				return false;
		}
		evl_text_append_unit(w->text, ',');
	}
	return w->realm->halt == EVL_STATUS_OK;
}

bool evl_bun_collection(struct evl_bun_writer *w, struct evl_object *object)
{
	const struct evl_builtin_iterator *it = evl_class_of(object) == EVL_CLASS_ITERATOR ? (const struct evl_builtin_iterator *)object : NULL;
	bool is_map = evl_class_of(object) == EVL_CLASS_MAP || (it != NULL && it->source == EVL_ITERATOR_MAP);
	if (w->single_line)
		return evl_not_covered(w->realm, "a collection in a table of Bun's");
	evl_bun_put(w, is_map ? "Map" : "Set");
	uint32_t at = 0;
	struct evl_collection *c = (struct evl_collection *)object;
	enum evl_iterator_kind kind = is_map ? EVL_ITERATOR_ENTRIES : EVL_ITERATOR_KEYS;
	if (it != NULL) {
		if (!evl_is_object(it->target))
			return evl_not_covered(w->realm, "how Bun prints an exhausted iterator");
		evl_bun_put(w, "Iterator { ");
		c = evl_pointer(it->target);
		at = (uint32_t)it->position;
		kind = !is_map && it->kind == EVL_ITERATOR_VALUES ? EVL_ITERATOR_KEYS : it->kind;
	} else if (c->live == 0) {
		evl_bun_put(w, " {}");
		return true;
	} else {
		evl_text_append_unit(w->text, '(');
		evl_text_append_number(w->text, c->live);
		evl_bun_put(w, ") {");
	}
	w->indent++;
	w->level++;
	bool ok = append_entries(w, c, at, kind, it != NULL);
	w->indent--;
	w->level--;
	if (!ok)
		return false;
	evl_bun_break(w);
	w->line = w->indent * 2;
	evl_bun_put(w, "}");
	return true;
}
