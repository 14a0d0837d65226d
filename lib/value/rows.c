/* SPDX-License-Identifier: MIT */
/*
 * rows.c - library objects out of constant tables, made when first touched.
 *
 * Materialised objects are dictionaries of the right size whose slots are
 * lazy: touching Promise.all makes the Promise constructor and one function.
 * The two roots are %Object.prototype% and %Function.prototype%; everything else is
 * linked by lazy slots, so that a prototype does not need its constructor.
 */
#include "value/rows.h"

#include <string.h>

#include "value/error.h"
#include "value/lazy.h"
#include "value/own.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/shape.h"

static const struct evl_family *const families[] = {
#define EVL_FAMILY(id) &evl_family_##id,
#include "value/families.def"
#undef EVL_FAMILY
};

enum { FAMILY_COUNT = sizeof(families) / sizeof(families[0]), FAMILY_TABLES = FAMILY_COUNT * 2, TABLES_MAX = 4096 };

static const struct evl_rows *table_of(const struct evl_realm *realm, uint32_t table)
{
	if (table >= FAMILY_TABLES)
		return realm->row_tables[table - FAMILY_TABLES];
	return table % 2 ? &families[table / 2]->prototype : &families[table / 2]->statics;
}

/* The number of a table that belongs to no family. */
static uint32_t enter_table(struct evl_realm *realm, const struct evl_rows *rows)
{
	for (uint32_t i = realm->row_table_count; i-- > 0;)
		if (realm->row_tables[i] == rows)
			return FAMILY_TABLES + i;
	if (realm->row_table_count == realm->row_table_capacity) {
		uint32_t capacity = realm->row_table_capacity ? realm->row_table_capacity * 2 : 16;
		if (capacity > TABLES_MAX)
			evl_arena_exhausted(); /* tables are static data of the program: there are never that many */
		const struct evl_rows **tables = evl_realm_scratch(realm, capacity * sizeof(*tables));
		if (realm->row_table_count)
			memcpy(tables, realm->row_tables, realm->row_table_count * sizeof(*tables));
		realm->row_tables = tables;
		realm->row_table_capacity = capacity;
	}
	realm->row_tables[realm->row_table_count] = rows;
	return FAMILY_TABLES + realm->row_table_count++;
}

/* The key of a row: "[Symbol.iterator]" names the well-known symbol. */
static evl_key row_key(struct evl_realm *realm, const char *text)
{
	size_t length = text[0] == '[' ? strlen(text) : 0;
	if (length != 0 && text[length - 1] == ']') {
		for (evl_name name = EVL_NAME_symbol_iterator; name < EVL_NAME_PREDEFINED_COUNT; name++) {
			const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
			uint32_t i = 0;
			if (entry->kind != EVL_NAME_KIND_SYMBOL || entry->length != length - 2)
				continue;
			while (i < entry->length && entry->units[i] == (unsigned char)text[i + 1])
				i++;
			if (i == entry->length)
				return name;
		}
	}
	return evl_names_intern_static(realm->names, text);
}

static evl_value row_text(struct evl_realm *realm, const char *text)
{
	if (!text)
		return EVL_UNDEFINED;
	return evl_text_value(realm, text);
}

/* What stands in the slot of a row before it is read. */
static evl_value row_slot(struct evl_realm *realm, const struct evl_row *row, uint32_t table, uint32_t index)
{
	switch (row->kind) {
	case EVL_ROW_NUMBER:
		return evl_from_number(row->number);
	case EVL_ROW_INTRINSIC:
		return evl_lazy_intrinsic(row->id);
	case EVL_ROW_GETTER:
	case EVL_ROW_ACCESSOR: {
		evl_value get = row->fn ? evl_lazy_row(EVL_LAZY_ROW_GETTER, table, index) : EVL_UNDEFINED;
		evl_value set = row->setter ? evl_lazy_row(EVL_LAZY_ROW_SETTER, table, index) : EVL_UNDEFINED;
		return evl_from_cell(evl_accessor_new(realm, get, set));
	}
	default:
		return evl_lazy_row(EVL_LAZY_ROW, table, index);
	}
}

static uint8_t row_attributes(const struct evl_row *row)
{
	bool accessor = row->kind == EVL_ROW_GETTER || row->kind == EVL_ROW_ACCESSOR;
	return accessor ? (uint8_t)((row->attributes & ~EVL_WRITABLE) | EVL_ACCESSOR) : row->attributes;
}

static void append_row(struct evl_realm *realm, struct evl_object *object, const struct evl_row *row, uint8_t attributes, uint32_t table,
		       uint32_t index)
{
	if (row->since > realm->v8 || (row->until != 0 && row->until <= realm->v8))
		return;
	evl_key key = row_key(realm, row->name);
	evl_value value = row_slot(realm, row, table, index);
	struct evl_own own = evl_own_find(object, key);
	if (own.kind == EVL_OWN_NONE)
		evl_dictionary_append(realm, object, key, value, attributes);
	else
		evl_own_change(realm, object, key, own, value, attributes);
}

static void append_rows(struct evl_realm *realm, struct evl_object *object, const struct evl_rows *rows, uint32_t table)
{
	evl_dictionary_reserve(realm, object, object->shape->slot_count + rows->count);
	for (uint32_t i = 0; i < rows->count; i++)
		append_row(realm, object, &rows->rows[i], row_attributes(&rows->rows[i]), table, i);
}

/* The rows that a host's layout of a family names, in its order and with its attributes. */
static void append_layout(struct evl_realm *realm, struct evl_object *object, const struct evl_rows *rows, const char *layout, uint32_t table)
{
	evl_dictionary_reserve(realm, object, object->shape->slot_count + rows->count);
	for (size_t length; *layout != '\0'; layout += length + (layout[length] == ' ')) {
		length = strcspn(layout, " ");
		const char *name = layout + (*layout == '-' || *layout == '=');
		size_t name_length = length - (size_t)(name - layout);
		for (uint32_t i = 0; i < rows->count; i++) {
			struct evl_row row = rows->rows[i];
			if (strlen(row.name) != name_length || strncmp(row.name, name, name_length) != 0)
				continue;
			if (*layout == '=')
				row.setter = NULL;
			append_row(realm, object, &row, (uint8_t)(row_attributes(&row) & (*layout == '-' ? ~EVL_ENUMERABLE : ~0)), table, i);
		}
	}
}

void evl_define_rows(struct evl_realm *realm, struct evl_object *object, const struct evl_rows *table)
{
	evl_object_make_dictionary(realm, object);
	append_rows(realm, object, table, enter_table(realm, table));
	if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE))
		realm->prototype_epoch++;
}

void evl_define_globals(struct evl_realm *realm, struct evl_object *global)
{
	for (uint32_t i = 0; i < FAMILY_COUNT; i++) {
		const struct evl_family *family = families[i];
		if (family->kind == EVL_FAMILY_GLOBALS) {
			append_rows(realm, global, &family->statics, i * 2);
		} else if (family->global) {
			evl_key key = evl_names_intern_static(realm->names, family->name);
			evl_dictionary_append(realm, global, key, evl_lazy_intrinsic(1 + i * 2), EVL_DATA_HIDDEN);
		}
	}
}

static void init_native(struct evl_native_function *function, const char *name, uint8_t length, evl_native fn)
{
	function->object.cell.flags |= EVL_OBJECT_CALLABLE;
	function->fn = fn;
	function->length = length;
	function->name = name;
	function->name_prefix = 0;
	function->interface = EVL_INTRINSIC_NONE;
	for (int i = 0; i < 3; i++)
		function->captured[i] = EVL_UNDEFINED;
}

struct evl_native_function *evl_native_function_new(struct evl_realm *realm, const char *name, uint8_t length, evl_native fn)
{
	if (!realm->native_function_shape) {
		struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE));
		shape = evl_shape_add(realm, shape, EVL_NAME_length, EVL_CONFIGURABLE);
		realm->native_function_shape = evl_shape_add(realm, shape, EVL_NAME_name, EVL_CONFIGURABLE);
	}
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_NATIVE_FUNCTION, realm->native_function_shape,
						     sizeof(struct evl_native_function), 2);
	struct evl_native_function *function = (struct evl_native_function *)object;
	init_native(function, name, length, fn);
	object->slots[0] = evl_from_int(length);
	object->slots[1] = EVL_LAZY(0) | (uint64_t)EVL_LAZY_FUNCTION_NAME << 28;
	return function;
}

/* The interface of the web platform whose members the table has; the families of the engine's library have none. */
static uint16_t interface_of(uint32_t table)
{
	bool is_prototype = table < FAMILY_TABLES && table % 2 == 1;
	return is_prototype && table + 1 >= EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE ? (uint16_t)(table + 1) : EVL_INTRINSIC_NONE;
}

enum evl_intrinsic evl_intrinsic_parent(enum evl_intrinsic id)
{
	return (enum evl_intrinsic)families[(id - 1) / 2]->prototype_parent;
}

static evl_value prefixed_function(struct evl_realm *realm, const struct evl_row *row, char prefix, uint32_t table)
{
	struct evl_native_function *function =
		evl_native_function_new(realm, row->name, prefix == 's', prefix == 's' ? row->setter : row->fn);
	function->name_prefix = (uint8_t)prefix;
	function->interface = interface_of(table);
	return evl_from_object(function);
}

static evl_value function_name(struct evl_realm *realm, const struct evl_native_function *function)
{
	const char *name = function->name ? function->name : "";
	struct evl_string *s = evl_string_from_utf8(realm, name, strlen(name));
	if (s && function->name_prefix)
		s = evl_string_concat(realm, evl_string_from_ascii(realm, function->name_prefix == 'g' ? "get " : "set "), s);
	return evl_string_value(s);
}

/* The function that an alias row shares with the row `text` of its table. */
static bool resolve_alias(struct evl_realm *realm, struct evl_object *holder, const struct evl_rows *rows, const char *text,
			  evl_value *out)
{
	for (uint32_t i = 0; i < rows->count; i++) {
		const struct evl_row *row = &rows->rows[i];
		if (strcmp(row->name, text) != 0)
			continue;
		struct evl_own own = evl_own_find(holder, row_key(realm, text));
		if (own.kind == EVL_OWN_SLOT && !(own.attributes & EVL_ACCESSOR)) {
			if (!evl_own_value(realm, holder, own, out))
				return false;
			if (evl_is_class(*out, EVL_CLASS_NATIVE_FUNCTION) &&
			    ((struct evl_native_function *)evl_pointer(*out))->fn == row->fn)
				return true;
		}
		/* a script replaced it before anybody saw the original */
		*out = evl_from_object(evl_native_function_new(realm, row->name, row->length, row->fn));
		return true;
	}
	*out = EVL_UNDEFINED;
	return true;
}

static bool resolve_row(struct evl_realm *realm, struct evl_object *holder, evl_value lazy, evl_value *out)
{
	const struct evl_rows *rows = table_of(realm, evl_lazy_table(lazy));
	const struct evl_row *row = &rows->rows[evl_lazy_index(lazy)];
	switch (row->kind) {
	case EVL_ROW_METHOD: {
		struct evl_native_function *function = evl_native_function_new(realm, row->name, row->length, row->fn);
		function->interface = interface_of(evl_lazy_table(lazy));
		*out = evl_from_object(function);
		return true;
	}
	case EVL_ROW_TEXT:
		*out = row_text(realm, row->text);
		return *out != EVL_EMPTY;
	case EVL_ROW_SYMBOL:
		*out = evl_symbol_value(realm, row->id);
		return true;
	case EVL_ROW_ALIAS:
		return resolve_alias(realm, holder, rows, row->text, out);
	case EVL_ROW_MADE: {
		struct evl_args args = { .this_value = evl_from_object(holder), .new_target = EVL_UNDEFINED };
		return row->fn(realm, &args, out);
	}
	default:
		return evl_not_covered(realm, row->text ? row->text : row->name);
	}
}

bool evl_object_resolve_lazy(struct evl_realm *realm, struct evl_object *object, uint32_t slot, evl_value *out)
{
	evl_value lazy = object->slots[slot];
	bool ok = true;
	switch (evl_lazy_what(lazy)) {
	case EVL_LAZY_INTRINSIC:
		*out = evl_from_object(evl_intrinsic(realm, (enum evl_intrinsic)evl_lazy_id(lazy)));
		break;
	case EVL_LAZY_ROW:
		ok = resolve_row(realm, object, lazy, out);
		break;
	case EVL_LAZY_FUNCTION_NAME:
		*out = function_name(realm, (struct evl_native_function *)object);
		ok = *out != EVL_EMPTY;
		break;
	default:
		if (evl_class_of(object) == EVL_CLASS_FUNCTION && realm->hooks.function_slot)
			return realm->hooks.function_slot(realm, object, slot, out); /* stores what is to stay */
		else if (evl_class_of(object) == EVL_CLASS_ERROR && realm->hooks.stack_text)
			ok = realm->hooks.stack_text(realm, (struct evl_error *)object, out);
		else
			*out = EVL_UNDEFINED;
		break;
	}
	if (ok)
		object->slots[slot] = *out;
	return ok;
}

bool evl_throw_type_error_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_throw_message(realm, EVL_MESSAGE_STRICT_POISON);
}

struct evl_object *evl_throw_type_error(struct evl_realm *realm)
{
	if (!realm->throw_type_error) {
		bool ok;
		realm->throw_type_error = &evl_native_function_new(realm, "", 0, evl_throw_type_error_native)->object;
		evl_set_integrity(realm, realm->throw_type_error, true, &ok);
	}
	return realm->throw_type_error;
}

static evl_value resolve_function(struct evl_realm *realm, evl_value *place)
{
	evl_value lazy = *place;
	if (evl_is_lazy(lazy)) {
		bool get = evl_lazy_what(lazy) == EVL_LAZY_ROW_GETTER;
		const struct evl_row *row = &table_of(realm, evl_lazy_table(lazy))->rows[evl_lazy_index(lazy)];
		if (row->fn == evl_throw_type_error_native)
			return *place = evl_from_object(evl_throw_type_error(realm));
		*place = prefixed_function(realm, row, get ? 'g' : 's', evl_lazy_table(lazy));
	}
	return *place;
}

evl_value evl_accessor_getter(struct evl_realm *realm, struct evl_accessor *accessor)
{
	return resolve_function(realm, &accessor->get);
}

evl_value evl_accessor_setter(struct evl_realm *realm, struct evl_accessor *accessor)
{
	return resolve_function(realm, &accessor->set);
}

bool evl_give_undefined(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_UNDEFINED;
	return true;
}

bool evl_give_null(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_NULL;
	return true;
}

bool evl_give_true(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_TRUE;
	return true;
}

bool evl_give_false(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_FALSE;
	return true;
}

bool evl_give_this(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = args->this_value;
	return true;
}

/* Of a family that gives no constructor function. */
static bool illegal_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_throw_message(realm, EVL_MESSAGE_ILLEGAL_CONSTRUCTOR);
}

/* `length`, `name` of a library function that is a dictionary. */
static void append_function_properties(struct evl_realm *realm, struct evl_object *object, uint8_t length)
{
	evl_dictionary_append(realm, object, EVL_NAME_length, evl_from_int(length), EVL_CONFIGURABLE);
	evl_dictionary_append(realm, object, EVL_NAME_name, EVL_LAZY(0) | (uint64_t)EVL_LAZY_FUNCTION_NAME << 28, EVL_CONFIGURABLE);
}

static void append_recent(struct evl_realm *realm, struct evl_object *object, const struct evl_rows *rows)
{
	if (realm->v8 > EVL_V8_11 && rows)
		evl_define_rows(realm, object, rows);
}

static struct evl_object *make_constructor(struct evl_realm *realm, const struct evl_family *family, enum evl_intrinsic id)
{
	enum evl_intrinsic parent = family->parent ? (enum evl_intrinsic)family->parent : EVL_INTRINSIC_FUNCTION_PROTOTYPE;
	uint32_t capacity = 3 + family->statics.count;
	struct evl_shape *shape = evl_dictionary_new(realm, evl_intrinsic(realm, parent), capacity);
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_NATIVE_FUNCTION, shape,
						     sizeof(struct evl_native_function), capacity);
	init_native((struct evl_native_function *)object, family->name, family->length,
		    family->construct ? family->construct : illegal_constructor);
	object->cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	realm->intrinsics[id] = object;
	append_function_properties(realm, object, family->length);
	if (!family->without_prototype)
		evl_dictionary_append(realm, object, EVL_NAME_prototype, evl_lazy_intrinsic(id + 1u), 0);
	append_rows(realm, object, &family->statics, (id - 1u));
	append_recent(realm, object, family->recent_statics);
	return object;
}

static struct evl_object *make_prototype(struct evl_realm *realm, const struct evl_family *family, enum evl_intrinsic id)
{
	struct evl_object *parent = NULL;
	if (id != EVL_INTRINSIC_OBJECT_PROTOTYPE) {
		enum evl_intrinsic parent_id =
			family->prototype_parent ? (enum evl_intrinsic)family->prototype_parent : EVL_INTRINSIC_OBJECT_PROTOTYPE;
		parent = evl_intrinsic(realm, parent_id);
	}
	enum evl_class cls = (enum evl_class)family->prototype_class;
	size_t bytes = sizeof(struct evl_object);
	evl_value primitive = EVL_UNDEFINED;
	if (id == EVL_INTRINSIC_FUNCTION_PROTOTYPE) {
		cls = EVL_CLASS_NATIVE_FUNCTION;
		bytes = sizeof(struct evl_native_function);
	} else if (cls == EVL_CLASS_STRING || cls == EVL_CLASS_NUMBER || cls == EVL_CLASS_BOOLEAN) {
		bytes = sizeof(struct evl_wrapper);
		primitive = cls == EVL_CLASS_NUMBER    ? evl_from_int(0)
			    : cls == EVL_CLASS_BOOLEAN ? EVL_FALSE
						       : evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	} else if (cls != EVL_CLASS_ARRAY) {
		cls = EVL_CLASS_OBJECT;
	}
	uint32_t capacity = 3 + family->prototype.count;
	struct evl_object *object = evl_object_alloc(realm, cls, evl_dictionary_new(realm, parent, capacity), bytes, capacity);
	realm->intrinsics[id] = object;
	if (bytes == sizeof(struct evl_wrapper))
		((struct evl_wrapper *)object)->primitive = primitive;
	if (cls == EVL_CLASS_NATIVE_FUNCTION) {
		init_native((struct evl_native_function *)object, "", 0, evl_give_undefined);
		append_function_properties(realm, object, 0);
	}
	if (family->kind == EVL_FAMILY_CONSTRUCTOR && !family->prototype_constructor_hidden)
		evl_dictionary_append(realm, object, EVL_NAME_constructor, evl_lazy_intrinsic(id - 1u), EVL_DATA_HIDDEN);
	const char *layout = realm->layout != NULL ? realm->layout(id) : NULL;
	if (layout != NULL)
		append_layout(realm, object, &family->prototype, layout, id - 1u);
	else
		append_rows(realm, object, &family->prototype, id - 1u);
	append_recent(realm, object, family->recent_prototype);
	object->cell.flags |= EVL_OBJECT_PROTOTYPE;
	return object;
}

struct evl_object *evl_intrinsic(struct evl_realm *realm, enum evl_intrinsic id)
{
	if (realm->intrinsics[id])
		return realm->intrinsics[id];
	const struct evl_family *family = families[(id - 1) / 2];
	bool is_prototype = id % 2 == 0;
	if (family->kind == EVL_FAMILY_GLOBALS) {
		if (!realm->global)
			evl_realm_make_global(realm);
		return realm->global;
	}
	if (family->kind == EVL_FAMILY_NAMESPACE) {
		if (is_prototype)
			return evl_intrinsic(realm, id - 1);
		struct evl_object *parent = evl_intrinsic(
			realm, family->parent ? (enum evl_intrinsic)family->parent : EVL_INTRINSIC_OBJECT_PROTOTYPE);
		const char *layout = id == EVL_INTRINSIC_CONSOLE ? realm->console_layout : NULL;
		if (family->own_parent)
			parent = evl_object_new(realm, parent);
		struct evl_object *object = evl_object_alloc(realm, (enum evl_class)family->namespace_class,
							     evl_dictionary_new(realm, parent, family->statics.count),
							     sizeof(struct evl_object), family->statics.count);
		realm->intrinsics[id] = object;
		if (layout != NULL)
			append_layout(realm, object, &family->statics, layout, id - 1u);
		else
			append_rows(realm, object, &family->statics, id - 1u);
		append_recent(realm, object, family->recent_statics);
		return object;
	}
	if (is_prototype)
		return make_prototype(realm, family, id);
	if (family->kind == EVL_FAMILY_PROTOTYPE)
		return evl_intrinsic(realm, id + 1);
	return make_constructor(realm, family, id);
}

/* sec-getprototypefromconstructor */
bool evl_prototype_from_constructor(struct evl_realm *realm, evl_value new_target, enum evl_intrinsic fallback, struct evl_object **out)
{
	*out = NULL;
	if (evl_is_object(new_target)) {
		evl_value prototype;
		if (!evl_get(realm, new_target, EVL_NAME_prototype, &prototype))
			return false;
		if (evl_is_object(prototype))
			*out = evl_as_object(prototype);
	}
	if (!*out) {
		/* GetFunctionRealm (sec-getfunctionrealm) looks through proxies. */
		if (evl_is_class(new_target, EVL_CLASS_PROXY) && evl_proxy_innermost(evl_as_object(new_target)) == NULL)
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_REVOKED, "get");
		*out = evl_intrinsic(realm, fallback);
	}
	return true;
}
