/*
 * console_table.c - console.table: rows and columns found in a value, in a box.
 *
 * Cells are inspected one by one into texts; the box is drawn when all widths are known (cli_table of Node).
 */
#include <math.h>

#include "console/console_call.h"
#include "console/console_manner.h"
#include "console/inspect_browser.h"
#include "console/inspect_bun.h"
#include "console/inspect_node.h"
#include "value/collection.h"
#include "value/convert.h"
#include "vm/iterator.h"

/* A cell that has no text is empty. */
struct column {
	struct evl_string *head;
	evl_key key;
	struct evl_string **cells;
	uint32_t width;
	bool to_right;
	struct column *next;
};

struct table {
	struct evl_realm *realm;
	const struct evl_console_manner *manner;
	struct column *first, *last;
	uint32_t columns;
	uint32_t rows;
};

enum { MAX_CELLS = 4000000 };

static struct column *add_column(struct table *table, struct evl_string *head, evl_key key)
{
	if ((uint64_t)(table->columns + 1) * (table->rows + 1) > MAX_CELLS) {
		evl_not_covered(table->realm, "a console.table of more than four million cells");
		return NULL;
	}
	struct column *column = evl_arena_zalloc(&table->realm->scratch, sizeof *column);
	column->cells = evl_arena_zalloc(&table->realm->scratch, (table->rows + 1) * sizeof *column->cells);
	column->head = head;
	column->key = key;
	if (table->last == NULL)
		table->first = column;
	else
		table->last->next = column;
	table->last = column;
	table->columns++;
	return column;
}

static struct column *add_named_column(struct table *table, const char *head)
{
	struct evl_string *text = evl_string_from_ascii(table->realm, head);
	return text != NULL ? add_column(table, text, 0) : NULL;
}

/* Two enumerable string keys or more than two? Objects of more than two print as [Object]. */
static bool count_keys(struct evl_realm *realm, struct evl_object *object, uint32_t *count)
{
	struct evl_key_list keys;
	*count = 0;
	if (!evl_own_keys(realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		if (!evl_key_is_index(keys.keys[i]) &&
		    evl_names_entry(realm->names, keys.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, object, keys.keys[i], &d, &found))
			return false;
		*count += found && d.enumerable;
	}
	return true;
}

/* The text of a cell; NULL: exception pending or halting. */
static struct evl_string *cell_text(struct table *table, evl_value value)
{
	struct evl_realm *realm = table->realm;
	struct evl_inspector ins;
	evl_inspector_init(&ins, realm);
	uint32_t start = ins.text->length, words = ins.words->count;
	bool ok = true;
	if (table->manner->is_page) {
		ok = evl_browser_value(realm, ins.text, value);
	} else if (evl_console_dialect(realm) == EVL_DIALECT_BUN) {
		ok = evl_bun_one(realm, ins.text, 5, true, value);
	} else if (table->manner->compact_cells) {
		ok = evl_inspector_set(&ins, EVL_INSPECT_DEPTH, evl_from_int(1)) && evl_inspector_set(&ins, EVL_INSPECT_COMPACT, EVL_TRUE) &&
		     evl_inspector_set(&ins, EVL_INSPECT_BREAK_LENGTH, evl_from_double(INFINITY)) && evl_inspect_value(&ins, value, 0);
	} else {
		bool is_array = false;
		uint32_t keys = 0;
		ok = evl_inspector_set(&ins, EVL_INSPECT_MAX_ARRAY, evl_from_int(3)) &&
		     evl_inspector_set(&ins, EVL_INSPECT_BREAK_LENGTH, evl_from_double(INFINITY));
		if (ok && evl_is_object(value) && !evl_is_callable(value))
			ok = evl_is_array(realm, value, &is_array) &&
			     (is_array || evl_is_class(value, EVL_CLASS_TYPED_ARRAY) || count_keys(realm, evl_as_object(value), &keys));
		ok = ok && evl_inspector_set(&ins, EVL_INSPECT_DEPTH, evl_from_int(keys > 2 ? -1 : 0)) && evl_inspect_value(&ins, value, 0);
	}
	struct evl_string *text = ok ? evl_text_take(ins.text, start) : NULL;
	ins.text->length = start;
	ins.words->count = words;
	return text;
}

static uint32_t string_width(struct evl_realm *realm, struct evl_string *s)
{
	const uint16_t *units = s != NULL ? evl_string_units(realm, s) : NULL;
	return units != NULL ? evl_text_width(units, s->length) : 0;
}

static void append_repeated(struct evl_text *text, uint16_t unit, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		evl_text_append_unit(text, unit);
}

static void append_rule(struct evl_text *text, const struct table *table, uint16_t left, uint16_t middle, uint16_t right)
{
	evl_text_append_unit(text, left);
	for (const struct column *c = table->first; c != NULL; c = c->next) {
		append_repeated(text, 0x2500, c->width + 2);
		evl_text_append_unit(text, c->next != NULL ? middle : right);
	}
}

static void append_row(struct evl_text *text, const struct table *table, const struct column *first, uint32_t row, bool head)
{
	evl_text_append_unit(text, 0x2502);
	for (const struct column *c = first; c != NULL; c = c->next) {
		struct evl_string *cell = head ? c->head : c->cells[row];
		uint32_t missing = c->width - string_width(table->realm, cell);
		bool to_right = c->to_right && !head;
		append_repeated(text, ' ', to_right ? missing + 1 : 1);
		if (cell != NULL)
			evl_text_append_string(text, cell);
		append_repeated(text, ' ', to_right ? 1 : missing + 1);
		evl_text_append_unit(text, 0x2502);
	}
	evl_text_append_unit(text, '\n');
}

/* Does every cell say an integer, as Number() takes it? Empty ones do. */
static bool holds_integers(const struct table *table, const struct column *column)
{
	for (uint32_t i = 0; i < table->rows; i++) {
		double number = 0;
		if (column->cells[i] != NULL && !evl_to_number(table->realm, evl_from_string(column->cells[i]), &number))
			return false;
		if (!isfinite(number) || trunc(number) != number)
			return false;
	}
	return true;
}

static bool print_table(struct table *table)
{
	struct evl_realm *realm = table->realm;
	struct evl_text *text = &evl_console_state(realm)->text;
	uint32_t start = text->length;
	for (struct column *c = table->first; c != NULL; c = c->next) {
		c->width = string_width(realm, c->head);
		c->to_right = table->manner->aligns_integers && holds_integers(table, c);
		for (uint32_t i = 0; i < table->rows; i++) {
			uint32_t width = string_width(realm, c->cells[i]);
			if (width > c->width)
				c->width = width;
		}
	}
	append_rule(text, table, 0x250C, 0x252C, 0x2510);
	evl_text_append_unit(text, '\n');
	append_row(text, table, table->first, 0, true);
	append_rule(text, table, 0x251C, 0x253C, 0x2524);
	evl_text_append_unit(text, '\n');
	for (uint32_t i = 0; i < table->rows; i++)
		append_row(text, table, table->first, i, false);
	append_rule(text, table, 0x2514, 0x2534, 0x2518);
	struct evl_string *drawn = evl_text_take(text, start);
	if (drawn == NULL)
		return false;
	if (table->manner->ungrouped_tables)
		return evl_console_print_margin(realm, EVL_CONSOLE_TABLE, drawn);
	evl_value argument = evl_from_string(drawn);
	return evl_console_call(realm, "log", evl_console_log, EVL_CONSOLE_TABLE, 1, &argument);
}

/* The numbers of the rows, as inspected integers. */
static bool fill_numbers(struct table *table, struct column *column)
{
	for (uint32_t i = 0; i < table->rows; i++) {
		column->cells[i] = evl_number_to_string(table->realm, evl_from_uint32(i));
		if (column->cells[i] == NULL)
			return false;
	}
	return true;
}

/* What of a collection's entries stands in the rows. */
enum entry_part { PART_KEY, PART_VALUE, PART_BOTH, PART_TWICE };

/* Map, Set and their iterators: (iteration index), Key, Values. Entries of a set stand there twice, as Node lists them. */
static bool table_of_collection(struct table *table, struct evl_collection *c, uint32_t position, enum entry_part part)
{
	uint32_t at = position, count = 0, each = part == PART_TWICE ? 2 : 1;
	evl_value key, value;
	while (evl_collection_next(c, &at, &key, &value))
		count += each;
	table->rows = count;
	struct column *index = add_named_column(table, table->manner->iteration_head);
	struct column *keys = index != NULL && part == PART_BOTH ? add_named_column(table, "Key") : NULL;
	struct column *values = index != NULL ? add_named_column(table, "Values") : NULL;
	if (values == NULL || (part == PART_BOTH && keys == NULL) || !fill_numbers(table, index))
		return false;
	at = position;
	for (uint32_t i = 0; i < count && evl_collection_next(c, &at, &key, &value); i += each) {
		bool shows_value = part == PART_BOTH || part == PART_VALUE;
		if (keys != NULL && (keys->cells[i] = cell_text(table, key)) == NULL)
			return false;
		if ((values->cells[i] = cell_text(table, shows_value ? value : key)) == NULL)
			return false;
		if (part == PART_TWICE)
			values->cells[i + 1] = values->cells[i];
	}
	return print_table(table);
}

static bool table_of_iterator(struct table *table, const struct evl_builtin_iterator *it)
{
	static const enum entry_part of_map[] = {
		[EVL_ITERATOR_KEYS] = PART_KEY, [EVL_ITERATOR_VALUES] = PART_VALUE, [EVL_ITERATOR_ENTRIES] = PART_BOTH,
	};
	enum entry_part part = it->source == EVL_ITERATOR_MAP    ? of_map[it->kind] :
			       it->kind == EVL_ITERATOR_ENTRIES ? PART_TWICE :
								  PART_KEY;
	if (!evl_is_object(it->target))
		return evl_not_covered(table->realm, "console.table of an exhausted iterator");
	return table_of_collection(table, evl_pointer(it->target), (uint32_t)it->position, part);
}

/* The enumerable own string keys of an object (Object.keys). */
static bool enumerable_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	struct evl_key_list all;
	if (!evl_own_keys(realm, object, &all))
		return false;
	out->keys = evl_arena_alloc(&realm->scratch, (all.count + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		struct evl_descriptor d;
		bool found;
		if (!evl_key_is_index(all.keys[i]) &&
		    evl_names_entry(realm->names, all.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, object, all.keys[i], &d, &found))
			return false;
		if (found && d.enumerable)
			out->keys[out->count++] = all.keys[i];
	}
	return true;
}

/* The column of a property, made when it is new. */
static struct column *column_of(struct table *table, evl_key key)
{
	for (struct column *c = table->first->next; c != NULL; c = c->next)
		if (c->key == key)
			return c;
	struct evl_string *head;
	if (!evl_to_string(table->realm, evl_key_to_value(table->realm, key), &head))
		return NULL;
	return add_column(table, head, key);
}

static bool fill_row(struct table *table, uint32_t row, evl_value item, const struct evl_key_list *keys)
{
	struct evl_realm *realm = table->realm;
	for (uint32_t i = 0; i < keys->count; i++) {
		struct column *column = column_of(table, keys->keys[i]);
		bool own = false;
		evl_value value;
		if (column == NULL)
			return false;
		if (evl_is_object(item) && !evl_has_own_property(realm, evl_as_object(item), keys->keys[i], &own))
			return false;
		if (!own)
			continue;
		if (!evl_get(realm, item, keys->keys[i], &value) || (column->cells[row] = cell_text(table, value)) == NULL)
			return false;
	}
	return true;
}

/* Integer-like properties come first among columns, ascending, as among the keys of the object that Node collects them in. */
static void order_columns(struct table *table)
{
	struct column *index = table->first, *rest = index->next, *sorted = NULL, **tail = &sorted;
	struct column *others = NULL, **others_tail = &others;
	while (rest != NULL) {
		struct column *c = rest;
		rest = rest->next;
		c->next = NULL;
		if (!evl_key_is_index(c->key)) {
			*others_tail = c;
			others_tail = &c->next;
			continue;
		}
		struct column **at = &sorted;
		while (*at != NULL && evl_key_index((*at)->key) < evl_key_index(c->key))
			at = &(*at)->next;
		c->next = *at;
		*at = c;
	}
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = others;
	index->next = sorted;
	table->last = index;
	while (table->last->next != NULL)
		table->last = table->last->next;
}

static bool chosen_columns(struct evl_realm *realm, evl_value properties, struct evl_key_list *out)
{
	double length;
	struct evl_object *array = evl_as_object(properties);
	if (!evl_length_of(realm, array, &length))
		return false;
	if (length > 10000)
		return evl_not_covered(realm, "console.table with more than 10000 chosen columns");
	out->keys = evl_arena_alloc(&realm->scratch, ((size_t)length + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < (uint32_t)length; i++) {
		evl_value name;
		if (!evl_get(realm, properties, evl_key_from_index(i), &name) || !evl_to_key(realm, name, &out->keys[out->count]))
			return false;
		out->count += !evl_is_symbol(name); /* Object.keys of the columns has none */
	}
	return true;
}

static bool table_of_object(struct table *table, struct evl_object *data, evl_value properties)
{
	struct evl_realm *realm = table->realm;
	struct evl_key_list rows, chosen = { NULL, 0 };
	bool choose = !evl_is_undefined(properties);
	if (!enumerable_keys(realm, data, &rows) || (choose && !chosen_columns(realm, properties, &chosen)))
		return false;
	table->rows = rows.count;
	struct column *index = add_named_column(table, table->manner->index_head);
	if (index == NULL)
		return false;
	index->key = 0;
	struct evl_string **values = evl_arena_zalloc(&realm->scratch, (rows.count + 1) * sizeof *values);
	bool any_value = false;
	for (uint32_t i = 0; i < rows.count; i++) {
		evl_value item;
		if (!evl_to_string(realm, evl_key_to_value(realm, rows.keys[i]), &index->cells[i]) ||
		    !evl_object_get(realm, data, rows.keys[i], evl_from_object(data), &item))
			return false;
		if (!evl_is_object(item) && !choose) {
			any_value = true;
			if ((values[i] = cell_text(table, item)) == NULL)
				return false;
			continue;
		}
		struct evl_key_list keys = chosen;
		if (!choose && !enumerable_keys(realm, evl_as_object(item), &keys))
			return false;
		if (!fill_row(table, i, item, &keys))
			return false;
	}
	if (!table->manner->columns_as_found)
		order_columns(table);
	if (any_value) {
		struct column *column = add_named_column(table, table->manner->value_head);
		if (column == NULL)
			return false;
		column->cells = values;
	}
	return print_table(table);
}

bool evl_console_table(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value data = evl_arg(args, 0), properties = evl_arg(args, 1);
	struct table table = { .realm = realm, .manner = evl_console_manner_of(realm) };
	*result = EVL_UNDEFINED;
	bool is_array = true;
	if (!evl_is_undefined(properties) && !evl_is_array(realm, properties, &is_array))
		return false;
	if (!is_array && !table.manner->is_page)
		return evl_console_not_array(realm, "properties", properties);
	if (!is_array)
		properties = EVL_UNDEFINED;
	if (!evl_is_object(data) || evl_is_callable(data))
		return evl_console_call(realm, "log", evl_console_log, EVL_CONSOLE_TABLE, 1, &data);
	struct evl_object *object = evl_as_object(data);
	enum evl_class cls = evl_class_of(object);
	if (!table.manner->is_page && (cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET)) {
		/* Node iterates over it: an iterator of the snippet's own would be seen. */
		evl_value iterator;
		if (!evl_object_get(realm, object, EVL_NAME_symbol_iterator, data, &iterator))
			return false;
		if (!evl_is_callable(iterator))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, "tabularData");
		if (!evl_is_class(iterator, EVL_CLASS_NATIVE_FUNCTION))
			return evl_not_covered(realm, "console.table of a collection with an iterator of its own");
		return table_of_collection(&table, (struct evl_collection *)object, 0, cls == EVL_CLASS_MAP ? PART_BOTH : PART_KEY);
	}
	if (!table.manner->is_page && cls == EVL_CLASS_ITERATOR) {
		const struct evl_builtin_iterator *it = (const struct evl_builtin_iterator *)object;
		if (it->source == EVL_ITERATOR_MAP || it->source == EVL_ITERATOR_SET)
			return table_of_iterator(&table, it);
	}
	return table_of_object(&table, object, properties);
}
