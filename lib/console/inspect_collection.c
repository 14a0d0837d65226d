/*
 * inspect_collection.c - arrays, maps, sets, their iterators, promises and
 * module namespaces: entries that are not properties.
 */
#include <math.h>

#include "console/inspect_node.h"
#include "value/collection.h"
#include "value/convert.h"
#include "vm/iterator.h"
#include "vm/promise.h"

/* --- arrays --- */

static bool append_item_text(struct evl_raw *raw, double count, bool empty)
{
	struct evl_inspector *ins = raw->ins;
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	if (empty) {
		evl_text_append_unit(ins->text, '<');
		evl_text_append_number(ins->text, count);
		evl_text_append_ascii(ins->text, count > 1 ? " empty items>" : " empty item>");
		if (!evl_inspect_styled(ins, entry, EVL_STYLE_UNDEFINED))
			return false;
	} else {
		evl_inspect_remaining(ins->text, count, "item");
	}
	return evl_layout_entry_end(ins, entry);
}

static bool append_array_item(struct evl_raw *raw, uint32_t index)
{
	uint32_t entry = evl_layout_entry(raw->ins, &raw->layout);
	return evl_inspect_property(raw, raw->object, evl_key_from_index(index), EVL_PROPERTY_ITEM) &&
	       evl_layout_entry_end(raw->ins, entry);
}

/* The index that a key of an array stands for, -1 for other names. */
static double index_of_key(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return evl_key_index(key);
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	double index = 0;
	if (!entry->is_index)
		return -1;
	for (uint32_t i = 0; i < entry->length; i++)
		index = index * 10 + (entry->units[i] - '0');
	return index;
}

/* value.length: of a proxy of an array whatever its trap says. */
static bool array_length(struct evl_raw *raw, double *out)
{
	evl_value length;
	*out = raw->object->length;
	return evl_class_of(raw->object) != EVL_CLASS_PROXY ||
	       (evl_object_get(raw->ins->realm, raw->object, EVL_NAME_length, evl_from_object(raw->object), &length) &&
		evl_to_number(raw->ins->realm, length, out));
}

/* Object.keys, of which the indexes matter: for arrays with holes that are not in their elements alone. */
static bool enumerable_indexes(struct evl_raw *raw, struct evl_key_list *out)
{
	struct evl_realm *realm = raw->ins->realm;
	uint32_t kept = 0;
	if (!evl_own_keys(realm, raw->object, out))
		return false;
	for (uint32_t i = 0; i < out->count; i++) {
		struct evl_descriptor d;
		bool exists, is_symbol = !evl_key_is_index(out->keys[i]) && evl_names_entry(realm->names, out->keys[i])->kind != EVL_NAME_KIND_STRING;
		if (is_symbol)
			continue;
		if (!evl_get_own_property(realm, raw->object, out->keys[i], &d, &exists))
			return false;
		if (exists && d.enumerable && index_of_key(realm, out->keys[i]) >= 0)
			out->keys[kept++] = out->keys[i];
	}
	out->count = kept;
	return true;
}

/* The rest of an array with holes, from `index` on (formatSpecialArray). Sparse arrays and proxies bring their index keys. */
static bool append_with_holes(struct evl_raw *raw, uint32_t index, double limit, uint32_t printed)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_object *array = raw->object;
	struct evl_key_list keys = { NULL, 0 };
	/* Indexes from 2^31-1 on are names in the shape. */
	bool sparse = evl_has_flag(array, EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC) || array->length > EVL_KEY_MAX_INDEX;
	if (sparse && !enumerable_indexes(raw, &keys))
		return false;
	double next = index; /* the first index that is not shown yet */
	uint32_t at = sparse ? 0 : index;
	while (printed < limit) {
		double found;
		evl_key key;
		if (sparse) {
			if (at == keys.count)
				break;
			key = keys.keys[at++];
			found = index_of_key(ins->realm, key);
			if (found < next) /* shown before the first hole */
				continue;
		} else {
			while (at < array->element_count && array->elements[at] == EVL_HOLE)
				at++;
			if (at >= array->element_count)
				break;
			found = at;
			key = evl_key_from_index(at++);
		}
		if (found != next) {
			if (!append_item_text(raw, found - next, true))
				return false;
			next = found;
			if (++printed == limit)
				break;
		}
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		if (!evl_inspect_property(raw, array, key, EVL_PROPERTY_ITEM) || !evl_layout_entry_end(ins, entry))
			return false;
		printed++;
		next++;
	}
	double length;
	if (!array_length(raw, &length))
		return false;
	double remaining = length - next;
	return !(remaining > 0) || append_item_text(raw, remaining, printed != limit);
}

static bool array_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_object *array = raw->object;
	double length;
	if (!array_length(raw, &length))
		return false;
	double shown = evl_inspect_shown(ins, length);
	for (uint32_t i = 0; i < shown; i++) {
		bool present = i < array->element_count && array->elements[i] != EVL_HOLE;
		if (!present && evl_has_flag(array, EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC) &&
		    !evl_has_own_property(ins->realm, array, evl_key_from_index(i), &present))
			return false;
		if (!present)
			return append_with_holes(raw, i, shown, i);
		if (!append_array_item(raw, i))
			return false;
	}
	return !(length > shown) || append_item_text(raw, length - shown, false);
}

bool evl_inspect_prepare_array(struct evl_raw *raw)
{
	struct evl_text *text = raw->ins->text;
	double length;
	bool is_named = raw->tag != NULL || raw->constructor == NULL || evl_string_name(raw->ins->realm, raw->constructor) != EVL_NAME_Array;
	if ((is_named && !array_length(raw, &length)) || !evl_inspect_keys(raw, true))
		return false;
	if (is_named)
		evl_inspect_prefix(raw, "Array", length);
	evl_text_append_unit(text, '[');
	raw->layout.close = ']';
	raw->layout.is_array = true;
	raw->entries = array_entries;
	if (!array_length(raw, &length))
		return false;
	if (length == 0 && raw->key_count == 0 && raw->proto_count == 0) {
		evl_text_append_unit(text, ']');
		raw->done = true;
	}
	return true;
}

/* --- Map and Set --- */

/* Values between brackets that belong to no object: "[ k, v ]" of an entry. */
static bool append_pair(struct evl_raw *raw, evl_value key, evl_value value)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_layout pair = { 0 };
	uint32_t start = ins->text->length;
	evl_text_append_unit(ins->text, '[');
	evl_layout_begin(ins, &pair, start, 0, ']', true);
	for (int i = 0; i < 2; i++) {
		uint32_t entry = evl_layout_entry(ins, &pair);
		if (!evl_inspect_value(ins, i == 0 ? key : value, raw->level) || !evl_layout_entry_end(ins, entry))
			return false;
	}
	return evl_layout_finish(ins, &pair, raw->level, NULL);
}

/* One entry; of a set `value` is not looked at. */
static bool append_member(struct evl_raw *raw, evl_value key, evl_value value)
{
	struct evl_inspector *ins = raw->ins;
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	if (!evl_inspect_value(ins, key, raw->level))
		return false;
	if (evl_class_of(raw->object) == EVL_CLASS_MAP || evl_class_of(raw->object) == EVL_CLASS_WEAK_MAP) {
		evl_text_append_ascii(ins->text, " => ");
		if (!evl_inspect_value(ins, value, raw->level))
			return false;
	}
	return evl_layout_entry_end(ins, entry);
}

/* The members of a collection without a prototype: all that it holds, for Node goes over an iterator of it, whose size is no number. */
static bool append_held(struct evl_raw *raw)
{
	struct evl_collection *c = (struct evl_collection *)raw->object;
	uint32_t position = 0;
	evl_value key, value;
	while (evl_collection_next(c, &position, &key, &value))
		if (!append_member(raw, key, value))
			return false;
	return true;
}

/* The entry of a map that iterating gave: its 0 and 1. */
static bool append_iterated(struct evl_raw *raw, evl_value item)
{
	evl_value key, value;
	if (evl_class_of(raw->object) == EVL_CLASS_SET)
		return append_member(raw, item, EVL_UNDEFINED);
	return evl_get(raw->ins->realm, item, evl_key_from_index(0), &key) &&
	       evl_get(raw->ins->realm, item, evl_key_from_index(1), &value) && append_member(raw, key, value);
}

/* formatMap and formatSet: as many as `size` says of what for-of gives. A class may have changed both. */
static bool append_members(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_iterator_record record;
	evl_value self = evl_from_object(raw->object), told, item;
	double size;
	if (!evl_object_get(realm, raw->object, EVL_NAME_size, self, &told) || !evl_to_number(realm, told, &size))
		return false;
	if (!evl_object_get(realm, raw->object, EVL_NAME_symbol_iterator, self, &item))
		return false;
	if (!evl_is_callable(item)) /* in the words for `value` of Node's own loop */
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, "value");
	if (!evl_iterator_open(realm, self, &record))
		return false;
	double shown = evl_inspect_shown(raw->ins, size);
	for (double printed = 0;; printed++) {
		if (!evl_iterator_step(realm, &record, &item))
			return false;
		if (record.done)
			break;
		if (printed >= shown) {
			if (!evl_iterator_close(realm, &record))
				return false;
			break;
		}
		if (!append_iterated(raw, item))
			return evl_iterator_close(realm, &record) && false;
	}
	return !(size > shown) || append_item_text(raw, size - shown, false);
}

static bool collection_entries(struct evl_raw *raw)
{
	raw->ins->indentation += 2;
	bool ok = raw->constructor == NULL ? append_held(raw) : append_members(raw);
	raw->ins->indentation -= 2;
	return ok;
}

bool evl_inspect_prepare_collection(struct evl_raw *raw)
{
	const struct evl_collection *c = (const struct evl_collection *)raw->object;
	struct evl_text *text = raw->ins->text;
	if (!evl_inspect_keys(raw, false))
		return false;
	evl_inspect_prefix(raw, evl_class_of(raw->object) == EVL_CLASS_MAP ? "Map" : "Set", c->live);
	evl_text_append_unit(text, '{');
	raw->entries = collection_entries;
	if (c->live == 0 && raw->key_count == 0 && raw->proto_count == 0) {
		evl_text_append_unit(text, '}');
		raw->done = true;
	}
	return true;
}

/* --- iterators of Map and Set --- */

static bool iterator_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_builtin_iterator *it = (const struct evl_builtin_iterator *)raw->object;
	if (!evl_is_object(it->target))
		return true;
	struct evl_collection *c = evl_pointer(it->target);
	uint32_t position = (uint32_t)it->position, count = 0, printed = 0;
	evl_value key, value;
	while (evl_collection_next(c, &position, &key, &value))
		count++;
	double shown = evl_inspect_shown(ins, count);
	if (shown != floor(shown))
		return evl_throw_message(ins->realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	position = (uint32_t)it->position;
	ins->indentation += 2;
	while (printed < shown && evl_collection_next(c, &position, &key, &value)) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		bool ok;
		if (it->kind == EVL_ITERATOR_ENTRIES)
			ok = append_pair(raw, key, it->source == EVL_ITERATOR_SET ? key : value);
		else
			ok = evl_inspect_value(ins, it->kind == EVL_ITERATOR_KEYS || it->source == EVL_ITERATOR_SET ? key : value,
					       raw->level);
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
		printed++;
	}
	ins->indentation -= 2;
	return !(count > shown) || append_item_text(raw, count - shown, false);
}

bool evl_inspect_prepare_iterator(struct evl_raw *raw, bool *handled)
{
	const struct evl_builtin_iterator *it = (const struct evl_builtin_iterator *)raw->object;
	struct evl_text *text = raw->ins->text;
	if (it->source != EVL_ITERATOR_MAP && it->source != EVL_ITERATOR_SET) {
		*handled = false;
		return true;
	}
	if (!evl_inspect_keys(raw, false))
		return false;
	const char *kind = it->source == EVL_ITERATOR_MAP ? "Map" : "Set";
	uint32_t start = text->length;
	evl_text_append_ascii(text, kind);
	evl_text_append_ascii(text, " Iterator");
	struct evl_string *own = evl_text_take(text, start);
	if (own == NULL)
		return false;
	evl_text_append_unit(text, '[');
	if (raw->tag != NULL && !evl_string_equals(raw->ins->realm, raw->tag, own)) {
		evl_text_append_string(text, raw->tag);
		evl_text_append_ascii(text, "] [");
	}
	evl_text_append_ascii(text, kind);
	evl_text_append_ascii(text, it->kind == EVL_ITERATOR_ENTRIES ? " Entries] {" : " Iterator] {");
	raw->entries = iterator_entries;
	return true;
}

/* --- the rest --- */

static bool append_entry_text(struct evl_raw *raw, const char *text)
{
	uint32_t entry = evl_layout_entry(raw->ins, &raw->layout);
	if (!evl_inspect_append_styled(raw->ins, text, EVL_STYLE_SPECIAL))
		return false;
	return evl_layout_entry_end(raw->ins, entry);
}

bool evl_inspect_promise_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	const struct evl_promise *promise = (const struct evl_promise *)raw->object;
	if (promise->state == EVL_PROMISE_PENDING)
		return append_entry_text(raw, "<pending>");
	uint32_t entry = evl_layout_entry(ins, &raw->layout);
	if (promise->state == EVL_PROMISE_REJECTED) {
		if (!evl_inspect_append_styled(ins, "<rejected>", EVL_STYLE_SPECIAL))
			return false;
		evl_text_append_unit(ins->text, ' ');
	}
	ins->indentation += 2;
	bool ok = evl_inspect_value(ins, promise->result, raw->level);
	ins->indentation -= 2;
	return ok && evl_layout_entry_end(ins, entry);
}

/* When hidden things are shown the items are: sorted by their texts, because V8 has them in an order of its own. */
bool evl_inspect_unknown_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	if (!ins->show_hidden)
		return append_entry_text(raw, "<items unknown>");
	if (((const struct evl_collection *)raw->object)->live > ins->max_array)
		return evl_not_covered(ins->realm, "which items of a weak collection are shown when not all are");
	uint32_t first = ins->words->count;
	ins->indentation += 2;
	bool ok = append_held(raw);
	ins->indentation -= 2;
	if (ok)
		evl_layout_sort(ins, &raw->layout, first);
	return ok;
}

/* Exports; a binding that is not initialised yet shows as such instead of throwing. */
bool evl_inspect_namespace_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	for (uint32_t i = 0; i < raw->key_count; i++) {
		evl_key key = (evl_key)ins->words->items[raw->keys + i];
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		if (!evl_inspect_property(raw, raw->object, key, EVL_PROPERTY_NAMED)) {
			if (ins->realm->halt != EVL_STATUS_OK)
				return false;
			ins->realm->exception = EVL_EMPTY;
			ins->text->length = entry;
			if (!evl_inspect_key(ins, key, true))
				return false;
			evl_text_append_ascii(ins->text, ": ");
			if (!evl_inspect_append_styled(ins, "<uninitialized>", EVL_STYLE_SPECIAL))
				return false;
		}
		if (!evl_layout_entry_end(ins, entry))
			return false;
	}
	raw->key_count = 0;
	return true;
}
