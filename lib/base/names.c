/* SPDX-License-Identifier: MIT */
/*
 * names.c - the table of interned names.
 *
 * Entries never move: they live in chunks whose sizes double, found from the id
 * by its highest bit. Strings are found by an open hash table with linear
 * probing.
 *
 * A reset must not depend on memory that its owner may have reclaimed, so the
 * hash tables of before each growth are kept and a reset goes back to the one
 * that was in use when the name below the mark was made. In a table with linear probing and
 * no other deletions, taking out the youngest names in reverse order restores
 * exactly what was there before they came.
 */
#include "base/names.h"

#include <string.h>

#include "base/utf.h"

enum {
	FIRST_CHUNK_BITS = 8, /* the first chunk has 2^8 entries, each later one twice as many */
	CHUNK_COUNT = 24,
	FIRST_TABLE_BITS = 9,
	TABLE_COUNT = 24,
	REGISTERED_HASH = 0x5BD1E995, /* sets the hashes of registered symbols apart from those of strings */
};

_Static_assert(EVL_NAME_PREDEFINED_COUNT <= (1 << FIRST_CHUNK_BITS), "predefined names fit into the first chunk");

struct slot {
	uint32_t hash;
	evl_name name; /* EVL_NAME_NONE: free */
};

struct table {
	struct slot *slots;
	uint32_t mask;
	uint32_t usable_from; /* a reset to a mark below this must use an earlier table */
};

/* Names of static texts, found by where the text lies: a shortcut only, so that addresses decide nothing that can be seen. */
struct known_text {
	const char *text;
	evl_name name;
};

enum { KNOWN_TEXTS = 1024 }; /* a power of two */

struct evl_names {
	struct known_text *known; /* KNOWN_TEXTS of them; NULL before the first use since a reset */
	struct evl_arena *arena;
	uint32_t count;        /* ids in use, EVL_NAME_NONE among them */
	uint32_t string_count; /* names in the hash table: strings and registered symbols */
	uint32_t table_index;
	struct table tables[TABLE_COUNT];
	struct evl_name_entry *chunks[CHUNK_COUNT];
};

static const struct predefined {
	const uint16_t *units;
	uint16_t length;
	uint8_t kind;
} predefined[] = {
	{ u"", 0, EVL_NAME_KIND_SYMBOL }, /* EVL_NAME_NONE: never found as a string */
#define ROW(text, kind) { u"" text, sizeof(u"" text) / sizeof(uint16_t) - 1, kind },
#define EVL_NAME(id, text) ROW(text, EVL_NAME_KIND_STRING)
#define EVL_SYMBOL(id, text) ROW(text, EVL_NAME_KIND_SYMBOL)
#include "base/names.def"
#undef EVL_NAME
#undef EVL_SYMBOL
#undef ROW
};

static uint32_t hash_units(const uint16_t *units, size_t length)
{
	uint32_t h = 0x811C9DC5u ^ (uint32_t)length;
	for (size_t i = 0; i < length; i++)
		h = (h ^ units[i]) * 0x9E3779B1u;
	h ^= h >> 15;
	h *= 0x85EBCA6Bu;
	return h ^ h >> 13;
}

static uint32_t chunk_of(evl_name name, uint32_t *offset)
{
	uint32_t biased = name + (1u << FIRST_CHUNK_BITS);
	uint32_t chunk = 0;
	while (biased >> (chunk + FIRST_CHUNK_BITS + 1))
		chunk++;
	*offset = biased - (1u << (chunk + FIRST_CHUNK_BITS));
	return chunk;
}

static struct evl_name_entry *entry_at(const struct evl_names *names, evl_name name)
{
	if (name < 1u << FIRST_CHUNK_BITS)
		return names->chunks[0] + name;
	uint32_t offset;
	uint32_t chunk = chunk_of(name, &offset);
	return names->chunks[chunk] + offset;
}

static void place(struct table *table, uint32_t hash, evl_name name)
{
	uint32_t i = hash & table->mask;
	while (table->slots[i].name != EVL_NAME_NONE)
		i = (i + 1) & table->mask;
	table->slots[i] = (struct slot){ hash, name };
}

static void new_table(struct evl_names *names, struct table *table, uint32_t bits, uint32_t usable_from)
{
	table->slots = evl_arena_zalloc(names->arena, sizeof(struct slot) << bits);
	table->mask = (1u << bits) - 1;
	table->usable_from = usable_from;
}

struct evl_names *evl_names_new(struct evl_arena *arena)
{
	struct evl_names *names = evl_arena_zalloc(arena, sizeof(*names));
	names->arena = arena;
	names->chunks[0] = evl_arena_alloc(arena, sizeof(struct evl_name_entry) << FIRST_CHUNK_BITS);
	new_table(names, &names->tables[0], FIRST_TABLE_BITS, 0);
	for (evl_name i = 0; i < EVL_NAME_PREDEFINED_COUNT; i++) {
		const struct predefined *p = &predefined[i];
		bool is_string = p->kind == EVL_NAME_KIND_STRING;
		bool registered = i == EVL_NAME_symbol_inspect_custom; /* Node makes it with Symbol.for */
		uint32_t hash = is_string ? hash_units(p->units, p->length) : i * 0x9E3779B1u;
		if (registered)
			hash = hash_units(p->units, p->length) ^ REGISTERED_HASH;
		names->chunks[0][i] = (struct evl_name_entry){
			.units = p->length ? p->units : NULL,
			.length = p->length,
			.hash = hash,
			.kind = p->kind,
			.has_description = 1,
			.registered = registered,
		};
		if (is_string || registered) {
			place(&names->tables[0], hash, i);
			names->string_count++;
		}
	}
	names->count = EVL_NAME_PREDEFINED_COUNT;
	return names;
}

/* A canonical array index from 2^31-1 to 2^32-2 (smaller ones never become names). */
static bool is_large_index(const uint16_t *units, size_t length)
{
	if (length != 10 || units[0] == '0')
		return false;
	uint64_t value = 0;
	for (size_t i = 0; i < length; i++) {
		if (units[i] < '0' || units[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(units[i] - '0');
	}
	return value >= 0x7FFFFFFF && value <= 0xFFFFFFFE;
}

/* The entry of a fresh id. */
static struct evl_name_entry *new_entry(struct evl_names *names)
{
	uint32_t offset;
	uint32_t chunk = chunk_of(names->count, &offset);
	if (chunk >= CHUNK_COUNT)
		evl_arena_exhausted();
	if (!names->chunks[chunk])
		names->chunks[chunk] = evl_arena_alloc(names->arena, sizeof(struct evl_name_entry) << (chunk + FIRST_CHUNK_BITS));
	names->count++;
	return names->chunks[chunk] + offset;
}

/* Is the name found by its text? Strings and the symbols of Symbol.for are; their hashes differ. */
static bool is_hashed(const struct evl_name_entry *entry)
{
	return entry->kind == EVL_NAME_KIND_STRING || entry->registered;
}

static void grow_table(struct evl_names *names)
{
	const struct table *old = &names->tables[names->table_index];
	if (names->string_count * 4 < (old->mask + 1) * 3)
		return;
	if (names->table_index + 1 == TABLE_COUNT)
		evl_arena_exhausted();
	struct table *table = &names->tables[++names->table_index];
	new_table(names, table, FIRST_TABLE_BITS + names->table_index, names->count + 1);
	for (evl_name i = 1; i < names->count; i++) {
		const struct evl_name_entry *entry = entry_at(names, i);
		if (is_hashed(entry))
			place(table, entry->hash, i);
	}
}

static evl_name find_hashed(const struct evl_names *names, const uint16_t *units, size_t length, uint32_t hash, bool registered)
{
	const struct table *table = &names->tables[names->table_index];
	for (uint32_t i = hash & table->mask;; i = (i + 1) & table->mask) {
		const struct slot *slot = &table->slots[i];
		if (slot->name == EVL_NAME_NONE)
			return EVL_NAME_NONE;
		if (slot->hash != hash)
			continue;
		const struct evl_name_entry *entry = entry_at(names, slot->name);
		if (entry->registered == registered && entry->length == length &&
		    (length == 0 || memcmp(entry->units, units, length * sizeof(*units)) == 0))
			return slot->name;
	}
}

/* As evl_names_intern; `owned` units are already in the arena and are not copied. */
static evl_name intern(struct evl_names *names, const uint16_t *units, size_t length, bool owned)
{
	uint32_t hash = hash_units(units, length);
	evl_name found = find_hashed(names, units, length, hash, false);
	if (found != EVL_NAME_NONE)
		return found;
	grow_table(names);
	evl_name name = names->count;
	struct evl_name_entry *entry = new_entry(names);
	*entry = (struct evl_name_entry){
		.units = owned ? units : evl_arena_copy(names->arena, units, length * sizeof(*units)),
		.length = (uint32_t)length,
		.hash = hash,
		.kind = EVL_NAME_KIND_STRING,
		.has_description = 1,
		.is_index = is_large_index(units, length),
	};
	place(&names->tables[names->table_index], hash, name);
	names->string_count++;
	return name;
}

evl_name evl_names_intern(struct evl_names *names, const uint16_t *units, size_t length)
{
	return intern(names, units, length, false);
}

evl_name evl_names_intern_utf8(struct evl_names *names, const char *text, size_t length)
{
	uint16_t small[64];
	if (length <= sizeof(small) / sizeof(small[0]))
		return intern(names, small, evl_utf8_to_utf16(text, length, small), false);
	unsigned char *mark = names->arena->next;
	uint16_t *units = evl_arena_alloc(names->arena, evl_utf8_to_utf16_length(text, length) * sizeof(*units));
	uint32_t before = names->count;
	evl_name name = intern(names, units, evl_utf8_to_utf16(text, length, units), true);
	if (names->count == before)
		names->arena->next = mark; /* it was there already: take the units back */
	return name;
}

evl_name evl_names_intern_text(struct evl_names *names, const char *text)
{
	return evl_names_intern_utf8(names, text, strlen(text));
}

evl_name evl_names_intern_source(struct evl_names *names, const char *text, size_t length)
{
	if (!evl_utf8_has_surrogate(text, length))
		return evl_names_intern_utf8(names, text, length);
	unsigned char *mark = names->arena->next;
	uint16_t *units = evl_arena_alloc(names->arena, length * sizeof(*units));
	uint32_t before = names->count;
	evl_name name = intern(names, units, evl_wtf8_to_utf16(text, length, units), true);
	if (names->count == before)
		names->arena->next = mark;
	return name;
}

evl_name evl_names_intern_static(struct evl_names *names, const char *text)
{
	if (names->known == NULL)
		names->known = evl_arena_zalloc(names->arena, KNOWN_TEXTS * sizeof *names->known);
	uintptr_t place = (uintptr_t)text;
	struct known_text *known = &names->known[((place >> 3) ^ (place >> 14)) & (KNOWN_TEXTS - 1)];
	if (known->text != text) {
		known->name = evl_names_intern_text(names, text);
		known->text = text;
	}
	return known->name;
}

evl_name evl_names_find(const struct evl_names *names, const uint16_t *units, size_t length)
{
	return find_hashed(names, units, length, hash_units(units, length), false);
}

evl_name evl_names_new_symbol(struct evl_names *names, enum evl_name_kind kind, const uint16_t *units, size_t length)
{
	evl_name name = names->count;
	struct evl_name_entry *entry = new_entry(names);
	*entry = (struct evl_name_entry){
		.units = length ? evl_arena_copy(names->arena, units, length * sizeof(*units)) : NULL,
		.length = (uint32_t)length,
		.hash = name * 0x9E3779B1u,
		.kind = (uint8_t)kind,
		.has_description = units != NULL,
	};
	return name;
}

void evl_names_set_brand(struct evl_names *names, evl_name name, evl_name brand)
{
	entry_at(names, name)->brand = brand;
}

void evl_names_set_host(struct evl_names *names, evl_name name)
{
	entry_at(names, name)->of_host = 1;
}

evl_name evl_names_symbol_for(struct evl_names *names, const uint16_t *units, size_t length)
{
	uint32_t hash = hash_units(units, length) ^ REGISTERED_HASH;
	evl_name found = find_hashed(names, units, length, hash, true);
	if (found != EVL_NAME_NONE)
		return found;
	grow_table(names);
	evl_name name = evl_names_new_symbol(names, EVL_NAME_KIND_SYMBOL, units, length);
	struct evl_name_entry *entry = entry_at(names, name);
	entry->hash = hash;
	entry->has_description = 1;
	entry->registered = 1;
	place(&names->tables[names->table_index], hash, name);
	names->string_count++;
	return name;
}

const struct evl_name_entry *evl_names_entry(const struct evl_names *names, evl_name name)
{
	return entry_at(names, name);
}

const char *evl_names_utf8(const struct evl_names *names, evl_name name, struct evl_arena *arena)
{
	const struct evl_name_entry *entry = entry_at(names, name);
	size_t length = evl_utf16_to_utf8_length(entry->units, entry->length);
	char *text = evl_arena_alloc(arena, length + 1);
	text[evl_utf16_to_utf8(entry->units, entry->length, text)] = '\0';
	return text;
}

uint32_t evl_names_count(const struct evl_names *names)
{
	return names->count;
}

void evl_names_reset(struct evl_names *names, uint32_t mark)
{
	if (mark < EVL_NAME_PREDEFINED_COUNT)
		mark = EVL_NAME_PREDEFINED_COUNT;
	names->known = NULL; /* its memory may go with what the arena takes back */
	if (mark >= names->count)
		return;
	/* In a table that was left behind by a growth, names from the growth on are absent. */
	uint32_t present = names->count;
	while (names->tables[names->table_index].usable_from > mark) {
		present = names->tables[names->table_index].usable_from - 1;
		names->table_index--;
	}
	const struct table *table = &names->tables[names->table_index];
	for (evl_name i = names->count; i-- > mark;) {
		const struct evl_name_entry *entry = entry_at(names, i);
		if (!is_hashed(entry))
			continue;
		names->string_count--;
		if (i >= present)
			continue;
		uint32_t at = entry->hash & table->mask;
		while (table->slots[at].name != i)
			at = (at + 1) & table->mask;
		table->slots[at] = (struct slot){ 0, EVL_NAME_NONE };
	}
	names->count = mark;
	uint32_t offset;
	uint32_t last = chunk_of(mark - 1, &offset);
	for (uint32_t chunk = last + 1; chunk < CHUNK_COUNT; chunk++)
		names->chunks[chunk] = NULL;
}
