/* SPDX-License-Identifier: MIT */
/*
 * inspect_property.c - the keys of an object that util.inspect shows, and a property with its value (formatProperty).
 */
#include "console/inspect_node.h"

#include "value/convert.h"
#include "value/proxy.h"

/* Own keys of an object with ordinary storage, read straight from it. *simple false: it needs the general way. */
static bool keys_of_ordinary(struct evl_raw *raw, bool skip_indexes, bool *simple)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_object *o = raw->object;
	const struct evl_properties *properties = o->shape->properties;
	uint32_t count = o->shape->count;
	uint32_t symbols = 0;
	*simple = true;
	if (!skip_indexes)
		for (uint32_t i = 0; i < o->element_count; i++)
			if (o->elements[i] != EVL_HOLE && !evl_words_push(ins->words, evl_key_from_index(i)))
				return false;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < count; i++) {
			const struct evl_property_entry *e = &properties->entries[i];
			if (e->key == 0 || (e->attributes & EVL_ENUMERABLE) == 0)
				continue;
			if (evl_key_is_index(e->key)) {
				*simple = false;
				return true;
			}
			const struct evl_name_entry *name = evl_names_entry(ins->realm->names, e->key);
			if (name->kind == EVL_NAME_KIND_PRIVATE)
				continue;
			if (name->is_index) {
				*simple = false;
				return true;
			}
			bool symbol = name->kind == EVL_NAME_KIND_SYMBOL;
			symbols += symbol && pass == 0;
			if (symbol == (pass == 1) && !evl_words_push(ins->words, e->key))
				return false;
		}
		if (symbols == 0)
			break;
	}
	return true;
}

/* Push those of the keys that are symbols, or those that are not; `enumerable`: only such (a trap is asked for each). */
static bool push_proxy_keys(struct evl_raw *raw, const struct evl_key_list *list, bool symbols, bool enumerable)
{
	struct evl_realm *realm = raw->ins->realm;
	for (uint32_t i = 0; i < list->count; i++) {
		evl_key key = list->keys[i];
		bool is_symbol = !evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind == EVL_NAME_KIND_SYMBOL;
		struct evl_descriptor d;
		bool found = true;
		if (is_symbol != symbols)
			continue;
		if (enumerable && !evl_get_own_property(realm, raw->object, key, &d, &found))
			return false;
		if (found && (!enumerable || d.enumerable) && !evl_words_push(raw->ins->words, key))
			return false;
	}
	return true;
}

/* getKeys of a proxy, whose traps see Object.getOwnPropertySymbols and Object.keys (or getOwnPropertyNames) as two walks. */
static bool keys_of_proxy(struct evl_raw *raw)
{
	struct evl_key_list symbols, names;
	bool enumerable = !raw->ins->show_hidden;
	return evl_own_keys(raw->ins->realm, raw->object, &symbols) && evl_own_keys(raw->ins->realm, raw->object, &names) &&
	       push_proxy_keys(raw, &names, false, enumerable) && push_proxy_keys(raw, &symbols, true, enumerable);
}

bool evl_inspect_keys(struct evl_raw *raw, bool skip_indexes)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	bool is_proxy = evl_class_of(raw->object) == EVL_CLASS_PROXY;
	raw->keys = ins->words->count;
	if (is_proxy && !skip_indexes) {
		bool ok = keys_of_proxy(raw);
		raw->key_count = ins->words->count - raw->keys;
		return ok;
	}
	if (is_proxy && ins->show_hidden) { /* what a trap lists V8 hands out as it is when all is wanted */
		evl_value trap;
		if (!evl_proxy_trap(realm, (const struct evl_proxy *)raw->object, EVL_NAME_ownKeys, &trap))
			return false;
		skip_indexes = evl_is_undefined(trap);
	}
	if (!ins->show_hidden && !evl_has_flag(raw->object, EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE) && evl_class_of(raw->object) != EVL_CLASS_STRING) {
		bool simple;
		if (!keys_of_ordinary(raw, skip_indexes, &simple))
			return false;
		if (simple) {
			raw->key_count = ins->words->count - raw->keys;
			return true;
		}
		ins->words->count = raw->keys;
	}
	struct evl_key_list list;
	bool only_named = skip_indexes && evl_class_of(raw->object) == EVL_CLASS_TYPED_ARRAY; /* which may have millions of others */
	if (!(only_named ? evl_ordinary_own_keys : evl_own_keys)(realm, raw->object, &list))
		return false;
	for (uint32_t i = 0; i < list.count; i++) {
		if (skip_indexes && (evl_key_is_index(list.keys[i]) ||
				     (evl_names_entry(realm->names, list.keys[i])->is_index)))
			continue;
		/* A namespace's strings are all enumerable, and reading one may throw before its module ran. */
		bool is_export = evl_class_of(raw->object) == EVL_CLASS_NAMESPACE && !evl_key_is_index(list.keys[i]) &&
				 evl_names_entry(realm->names, list.keys[i])->kind == EVL_NAME_KIND_STRING;
		if (!ins->show_hidden && !is_export) {
			struct evl_descriptor d;
			bool found;
			if (!evl_get_own_property(realm, raw->object, list.keys[i], &d, &found))
				return false;
			if (!found || !d.enumerable)
				continue;
		}
		if (!evl_words_push(ins->words, list.keys[i]))
			return false;
	}
	raw->key_count = ins->words->count - raw->keys;
	return true;
}

/* --- properties --- */

struct shown_property {
	evl_value value; /* EVL_EMPTY: an accessor */
	evl_value get;
	bool getter, setter, enumerable;
};

static bool read_property(struct evl_realm *realm, struct evl_object *o, evl_key key, struct shown_property *out)
{
	*out = (struct shown_property){ .value = EVL_UNDEFINED, .enumerable = true };
	if (!evl_has_flag(o, EVL_OBJECT_EXOTIC)) {
		if (evl_key_is_index(key) && evl_key_index(key) < o->element_count &&
		    o->elements[evl_key_index(key)] != EVL_HOLE) {
			out->value = o->elements[evl_key_index(key)];
			return true;
		}
		const struct evl_property_entry *e = evl_shape_find(o->shape, key);
		if (e != NULL) {
			evl_value value = o->slots[e->slot];
			out->enumerable = (e->attributes & EVL_ENUMERABLE) != 0;
			if ((e->attributes & EVL_ACCESSOR) != 0) {
				struct evl_accessor *accessor = evl_pointer(value);
				out->value = EVL_EMPTY;
				out->get = evl_accessor_getter(realm, accessor);
				out->getter = !evl_is_undefined(out->get);
				out->setter = !evl_is_undefined(accessor->set);
				return realm->halt == EVL_STATUS_OK;
			}
			if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, o, e->slot, &value))
				return false;
			out->value = value;
			return true;
		}
	}
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(realm, o, key, &d, &found))
		return false;
	if (!found && evl_has_flag(o, EVL_OBJECT_CALLABLE) && (key == EVL_NAME_arguments || key == EVL_NAME_caller)) {
		/* V8's sloppy functions own these two. */
		out->value = EVL_NULL;
		out->enumerable = false;
		return true;
	}
	if (!found)
		return evl_object_get(realm, o, key, evl_from_object(o), &out->value);
	out->enumerable = d.enumerable;
	if (d.has_get || d.has_set) {
		out->value = EVL_EMPTY;
		out->get = d.get;
		out->getter = d.has_get && !evl_is_undefined(d.get);
		out->setter = d.has_set && !evl_is_undefined(d.set);
	} else {
		out->value = d.value;
	}
	return true;
}

static bool calls_getter(const struct evl_inspector *ins, const struct shown_property *property)
{
	return property->getter && (ins->getters == EVL_GETTERS_ALL ||
				    ins->getters == (property->setter ? EVL_GETTERS_WITH_SETTER : EVL_GETTERS_WITHOUT_SETTER));
}

/* "[Getter: 5]", "[Getter/Setter] { a: 1 }", "[Getter: <Inspection threw (message)>]". */
static bool append_got(struct evl_raw *raw, const struct shown_property *property, const char *label)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	struct evl_text *text = ins->text;
	evl_value value;
	uint32_t start = text->length;
	evl_text_append_unit(text, '[');
	evl_text_append_ascii(text, label);
	bool ok = evl_call(realm, property->get, evl_from_object(raw->object), 0, NULL, &value);
	if (ok && evl_is_object(value) && !evl_is_callable(value)) {
		evl_text_append_unit(text, ']');
		ok = evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL);
		evl_text_append_unit(text, ' ');
		uint32_t indentation = ins->indentation;
		ins->indentation += 2;
		ok = ok && evl_inspect_value(ins, value, raw->level);
		ins->indentation = indentation;
		if (ok)
			return realm->halt == EVL_STATUS_OK;
		if (realm->halt != EVL_STATUS_OK)
			return false;
		text->length = start;
		evl_text_append_unit(text, '[');
		evl_text_append_ascii(text, label);
	}
	evl_text_append_unit(text, ':');
	if (!evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL))
		return false;
	evl_text_append_unit(text, ' ');
	if (ok && evl_is_callable(value)) {
		/* Node takes a function for a symbol there, and does not take the indentation back when that fails. */
		ins->indentation += 2;
		evl_text_append_ascii(text, "<Inspection threw (Symbol.prototype.toString requires that 'this' be a Symbol)>");
	} else if (ok) {
		ins->indentation += 2;
		ok = evl_inspect_primitive(ins, value);
		ins->indentation -= 2;
	} else if (realm->halt == EVL_STATUS_OK) {
		struct evl_string *message;
		evl_value error = realm->exception;
		realm->exception = EVL_EMPTY;
		ok = evl_get(realm, error, EVL_NAME_message, &value) && evl_to_string(realm, value, &message);
		if (ok) {
			evl_text_append_ascii(text, "<Inspection threw (");
			evl_text_append_string(text, message);
			evl_text_append_ascii(text, ")>");
		}
	}
	return ok && evl_inspect_append_styled(ins, "]", EVL_STYLE_SPECIAL);
}

static bool append_accessor(struct evl_raw *raw, const struct shown_property *property)
{
	struct evl_inspector *ins = raw->ins;
	if (calls_getter(ins, property))
		return append_got(raw, property, property->setter ? "Getter/Setter" : "Getter");
	if (!property->getter && !property->setter)
		return evl_inspect_append_styled(ins, "undefined", EVL_STYLE_UNDEFINED);
	return evl_inspect_append_styled(ins, property->getter && property->setter ? "[Getter/Setter]" : property->getter ? "[Getter]" : "[Setter]",
					 EVL_STYLE_SPECIAL);
}

void evl_inspect_begin_below(struct evl_inspector *ins, uint32_t start)
{
	static const uint16_t space = ' ';
	if (!(ins->break_length < evl_inspect_width(ins, start, ins->text->length)))
		return;
	ins->text->units[start - 1] = '\n';
	for (uint32_t i = 0; i < ins->indentation && ins->realm->halt == EVL_STATUS_OK; i++)
		evl_text_insert(ins->text, start, &space, 1);
}

bool evl_inspect_property(struct evl_raw *raw, struct evl_object *holder, evl_key key, enum evl_property_style style)
{
	struct evl_inspector *ins = raw->ins;
	struct shown_property property;
	if (!read_property(ins->realm, holder, key, &property))
		return false;
	if (style == EVL_PROPERTY_NAMED) {
		if (!evl_inspect_key(ins, key, property.enumerable))
			return false;
		evl_text_append_ascii(ins->text, ": ");
	}
	if (property.value == EVL_EMPTY)
		return append_accessor(raw, &property);
	/* compact: true lines nested values up behind the names and begins what is wider than a line on the next. */
	bool lined_up = ins->compact_all && style == EVL_PROPERTY_NAMED && !raw->layout.is_array;
	uint32_t more = lined_up && !evl_is_undefined(property.value) ? 3 : 2, start = ins->text->length;
	ins->indentation += more;
	bool ok = evl_inspect_value(ins, property.value, raw->level);
	if (ok && more == 3)
		evl_inspect_begin_below(ins, start);
	ins->indentation -= more;
	return ok && ins->realm->halt == EVL_STATUS_OK;
}
