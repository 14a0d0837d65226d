/* SPDX-License-Identifier: MIT */
/*
 * string.c - making strings: flat, joined, cut, and from names.
 *
 * Four layouts share struct evl_string, told apart by `units` and the cell's flags:
 *   small   units lie in the cell itself, from where `left` would be
 *   slice   units point into those of `left`
 *   buffer  units lie in a UNITS cell (`left` in disguise) that may have room behind
 *           them; a longer string that begins with this one is made by appending there
 *   rope    units NULL; left then right
 *
 * Buffers make the common loop "s += x; look at s" linear: each flattening of
 * (flat so far) + (a bit) appends the bit in place, as long as nobody else did.
 */
#include "value/string.h"

#include <string.h>

#include "base/utf.h"
#include "value/error.h"
#include "value/realm.h"

enum { STRING_BUFFER = 1 }; /* flags of a string's cell */
enum { ROPE_FROM = 25 };    /* shorter concatenations are copied */
enum { SLICE_FROM = 16 };   /* shorter substrings are copied */
enum { LARGE = 2048 };      /* units from which on the limit is asked first */

struct units_cell {
	struct evl_cell cell;
	uint32_t used;
	uint32_t capacity;
	uint16_t units[];
};

static const size_t flat_header = offsetof(struct evl_string, left);

static bool take(struct evl_realm *realm, size_t units)
{
	if (units < LARGE || evl_heap_can_take(&realm->heap, units * sizeof(uint16_t)))
		return true;
	return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "strings need more memory than the limit of %zu MB allows",
			realm->heap.limit >> 20);
}

struct evl_string *evl_string_alloc(struct evl_realm *realm, size_t length, uint16_t **units)
{
	if (length > EVL_STRING_MAX) {
		evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
		return NULL;
	}
	if (!take(realm, length))
		return NULL;
	struct evl_string *s = evl_heap_alloc(&realm->heap, EVL_CELL_STRING, flat_header + length * sizeof(uint16_t));
	uint16_t *own = (uint16_t *)(void *)((unsigned char *)s + flat_header);
	s->length = (uint32_t)length;
	s->name = EVL_NAME_NONE;
	s->units = own;
	*units = own;
	return s;
}

struct evl_string *evl_string_from_unit(struct evl_realm *realm, uint16_t unit)
{
	if (unit < 256 && realm->unit_strings[unit])
		return realm->unit_strings[unit];
	uint16_t *units;
	struct evl_string *s = evl_string_alloc(realm, 1, &units);
	units[0] = unit;
	if (unit < 256)
		realm->unit_strings[unit] = s;
	return s;
}

static struct evl_string *empty_string(struct evl_realm *realm)
{
	return evl_string_from_name(realm, EVL_NAME_empty);
}

struct evl_string *evl_string_new(struct evl_realm *realm, const uint16_t *units, size_t length)
{
	if (length == 0)
		return empty_string(realm);
	if (length == 1)
		return evl_string_from_unit(realm, units[0]);
	uint16_t *own;
	struct evl_string *s = evl_string_alloc(realm, length, &own);
	if (s)
		memcpy(own, units, length * sizeof(*units));
	return s;
}

struct evl_string *evl_string_from_utf8(struct evl_realm *realm, const char *text, size_t length)
{
	size_t count = evl_utf8_to_utf16_length(text, length);
	if (count == 0)
		return empty_string(realm);
	uint16_t *units;
	struct evl_string *s = evl_string_alloc(realm, count, &units);
	if (s)
		evl_utf8_to_utf16(text, length, units);
	return s;
}

struct evl_string *evl_string_from_ascii(struct evl_realm *realm, const char *text)
{
	size_t length = strlen(text);
	if (length == 0)
		return empty_string(realm);
	if (length == 1)
		return evl_string_from_unit(realm, (unsigned char)text[0]);
	uint16_t *units;
	struct evl_string *s = evl_string_alloc(realm, length, &units);
	if (s)
		for (size_t i = 0; i < length; i++)
			units[i] = (unsigned char)text[i];
	return s;
}

/* Room in the tables that are indexed by name. */
static void grow_name_tables(struct evl_realm *realm, evl_name name)
{
	uint32_t capacity = realm->name_string_capacity ? realm->name_string_capacity * 2 : 512;
	uint32_t count = evl_names_count(realm->names);
	while (capacity <= name || capacity < count)
		capacity *= 2;
	size_t old = realm->name_string_capacity;
	struct evl_string **strings = evl_realm_scratch(realm, capacity * sizeof(*strings));
	struct evl_symbol **symbols = evl_realm_scratch(realm, capacity * sizeof(*symbols));
	if (old) {
		memcpy(strings, realm->name_strings, old * sizeof(*strings));
		memcpy(symbols, realm->symbols, old * sizeof(*symbols));
	}
	memset(strings + old, 0, (capacity - old) * sizeof(*strings));
	memset(symbols + old, 0, (capacity - old) * sizeof(*symbols));
	realm->name_strings = strings;
	realm->symbols = symbols;
	realm->name_string_capacity = capacity;
}

void evl_string_expect_names(struct evl_realm *realm)
{
	if (realm->name_string_capacity < evl_names_count(realm->names))
		grow_name_tables(realm, EVL_NAME_NONE);
}

struct evl_string *evl_string_from_name(struct evl_realm *realm, evl_name name)
{
	if (name < realm->name_string_capacity && realm->name_strings[name])
		return realm->name_strings[name];
	if (name >= realm->name_string_capacity)
		grow_name_tables(realm, name);
	/* The names outlive the run: borrow their units. */
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	static const uint16_t none[1] = { 0 };
	struct evl_string *s = NULL;
	if (entry->length == 1 && entry->units[0] < 256) {
		s = evl_string_from_unit(realm, entry->units[0]);
	} else {
		s = evl_heap_alloc(&realm->heap, EVL_CELL_STRING, flat_header);
		s->length = entry->length;
		s->units = entry->units ? entry->units : none;
	}
	s->name = name;
	realm->name_strings[name] = s;
	return s;
}

evl_name evl_text_name(struct evl_realm *realm, const char *text)
{
	return evl_names_intern_text(realm->names, text);
}

evl_value evl_text_value(struct evl_realm *realm, const char *text)
{
	return evl_string_value(evl_string_from_utf8(realm, text, strlen(text)));
}

const char *evl_value_text(struct evl_realm *realm, evl_value value)
{
	return evl_is_string(value) ? evl_string_utf8(realm, evl_as_string(value)) : "";
}

evl_name evl_string_name(struct evl_realm *realm, struct evl_string *s)
{
	if (s->name != EVL_NAME_NONE)
		return s->name;
	const uint16_t *units = evl_string_units(realm, s);
	if (!units)
		return EVL_NAME_empty; /* halting */
	evl_name name = evl_names_intern(realm->names, units, s->length);
	s->name = name;
	enum { BYTES_PER_NAME = 128 }; /* about what a name occupies in the table, whose memory is not the heap's */
	if (name > realm->heap.limit / BYTES_PER_NAME)
		realm->heap.over_limit = true;
	if (name >= realm->name_string_capacity)
		grow_name_tables(realm, name);
	if (!realm->name_strings[name])
		realm->name_strings[name] = s;
	return name;
}

evl_value evl_symbol_value(struct evl_realm *realm, evl_name name)
{
	if (name >= realm->name_string_capacity)
		grow_name_tables(realm, name);
	struct evl_symbol *symbol = realm->symbols[name];
	if (!symbol) {
		symbol = evl_heap_alloc(&realm->heap, EVL_CELL_SYMBOL, sizeof(*symbol));
		symbol->name = name;
		realm->symbols[name] = symbol;
	}
	return evl_from_symbol(symbol);
}

struct evl_string *evl_string_concat(struct evl_realm *realm, struct evl_string *a, struct evl_string *b)
{
	if (a->length == 0)
		return b;
	if (b->length == 0)
		return a;
	size_t length = (size_t)a->length + b->length;
	if (length < ROPE_FROM) {
		/* strings this short are never ropes */
		uint16_t *units;
		struct evl_string *s = evl_string_alloc(realm, length, &units);
		memcpy(units, a->units, a->length * sizeof(uint16_t));
		memcpy(units + a->length, b->units, b->length * sizeof(uint16_t));
		return s;
	}
	if (length > EVL_STRING_MAX) {
		evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
		return NULL;
	}
	struct evl_string *s = evl_heap_alloc(&realm->heap, EVL_CELL_STRING, sizeof(*s));
	s->length = (uint32_t)length;
	s->name = EVL_NAME_NONE;
	s->units = NULL;
	s->left = a;
	s->right = b;
	return s;
}

/*
 * Write the units of the rope `s` to `out`. Always goes on with a child and
 * keeps the longer one for later, so what is kept at least halves with every
 * rope that is entered: 32 places are enough for any length.
 */
static void write_rope(const struct evl_string *s, uint16_t *out)
{
	struct {
		const struct evl_string *s;
		uint16_t *out;
	} later[32];
	uint32_t count = 0;
	for (;;) {
		if (s->units) {
			memcpy(out, s->units, s->length * sizeof(uint16_t));
			if (count == 0)
				return;
			count--;
			s = later[count].s;
			out = later[count].out;
			continue;
		}
		const struct evl_string *left = s->left;
		const struct evl_string *right = s->right;
		uint16_t *middle = out + left->length;
		if (right->units) {
			memcpy(middle, right->units, right->length * sizeof(uint16_t));
			s = left;
		} else if (left->units) {
			memcpy(out, left->units, left->length * sizeof(uint16_t));
			s = right;
			out = middle;
		} else if (left->length < right->length) {
			later[count].s = right;
			later[count++].out = middle;
			s = left;
		} else {
			later[count].s = left;
			later[count++].out = out;
			s = right;
			out = middle;
		}
	}
}

/* The flat string that the rope begins with: the leftmost leaf when the rope leans to the left all the way. */
static struct evl_string *leftmost(struct evl_string *s)
{
	while (!s->units)
		s = s->left;
	return s;
}

/* Write what follows the first `skip` units of the left-leaning rope; its leftmost leaf has `skip` units. */
static void write_rope_after(const struct evl_string *s, const struct evl_string *first, uint16_t *out)
{
	/* From the right end to the left: each step writes a right child in its place. */
	while (s != first) {
		write_rope(s->right, out + s->left->length);
		s = s->left;
	}
}

static void become_buffer(struct evl_string *s, struct units_cell *cell)
{
	s->cell.flags |= STRING_BUFFER;
	s->units = cell->units;
	s->left = (struct evl_string *)(void *)cell;
	s->right = NULL;
}

const uint16_t *evl_string_units(struct evl_realm *realm, struct evl_string *s)
{
	if (s->units)
		return s->units;
	struct evl_string *first = leftmost(s);
	size_t capacity = s->length;
	if (first->cell.flags & STRING_BUFFER) {
		struct units_cell *cell = (struct units_cell *)(void *)first->left;
		if (cell->used == first->length) {
			if (cell->capacity < s->length && s->length <= cell->capacity * 2u) {
				/* perhaps it can grow where it is */
				size_t wanted = (size_t)cell->capacity * 2;
				if (evl_heap_extend(&realm->heap, &cell->cell, sizeof(*cell) + wanted * sizeof(uint16_t)))
					cell->capacity = (uint32_t)wanted;
			}
			if (cell->capacity >= s->length) {
				write_rope_after(s, first, cell->units);
				cell->used = s->length;
				become_buffer(s, cell);
				return s->units;
			}
		}
		capacity = (size_t)s->length + s->length / 2 + 64;
	}
	if (!take(realm, capacity))
		return NULL;
	struct units_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_UNITS, sizeof(*cell) + capacity * sizeof(uint16_t));
	cell->capacity = (uint32_t)capacity;
	cell->used = s->length;
	write_rope(s, cell->units);
	become_buffer(s, cell);
	return s->units;
}

struct evl_string *evl_string_substring(struct evl_realm *realm, struct evl_string *s, uint32_t from, uint32_t to)
{
	if (from >= to)
		return empty_string(realm);
	if (from == 0 && to == s->length)
		return s;
	const uint16_t *units = evl_string_units(realm, s);
	if (!units)
		return NULL;
	uint32_t length = to - from;
	if (length < SLICE_FROM)
		return evl_string_new(realm, units + from, length);
	struct evl_string *slice = evl_heap_alloc(&realm->heap, EVL_CELL_STRING, sizeof(*slice));
	slice->length = length;
	slice->name = EVL_NAME_NONE;
	slice->units = units + from;
	slice->left = s;
	slice->right = NULL;
	return slice;
}
