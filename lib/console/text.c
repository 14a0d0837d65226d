/*
 * text.c - growing text and words in scratch memory. See text.h.
 *
 * Growth doubles and leaves the old piece behind (the arena takes nothing back),
 * so at most as much again is lost.
 */
#include "console/text.h"

#include "base/number_text.h"
#include "base/utf.h"
#include "value/realm.h"

enum { FIRST_TEXT = 1024, FIRST_WORDS = 128 };

static void *grow(struct evl_realm *realm, const void *old, size_t used_bytes, size_t new_bytes)
{
	if (realm->halt != EVL_STATUS_OK)
		return NULL;
	if (evl_arena_room(&realm->scratch) < new_bytes + 64) {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "the text of a printed value is too long");
		return NULL;
	}
	void *piece = evl_arena_alloc(&realm->scratch, new_bytes);
	if (used_bytes != 0)
		memcpy(piece, old, used_bytes);
	return piece;
}

bool evl_text_reserve(struct evl_text *text, size_t more)
{
	size_t needed = (size_t)text->length + more;
	if (needed <= text->capacity)
		return true;
	if (needed > EVL_STRING_MAX) {
		if (text->realm->halt == EVL_STATUS_OK)
			evl_halt(text->realm, EVL_STATUS_MEMORY_LIMIT, "the text of a printed value is too long");
		return false;
	}
	size_t capacity = text->capacity == 0 ? FIRST_TEXT : (size_t)text->capacity * 2;
	while (capacity < needed)
		capacity *= 2;
	uint16_t *units = grow(text->realm, text->units, text->length * sizeof *units, capacity * sizeof *units);
	if (units == NULL)
		return false;
	text->units = units;
	text->capacity = (uint32_t)capacity;
	return true;
}

void evl_text_append(struct evl_text *text, const uint16_t *units, size_t length)
{
	if (length == 0 || !evl_text_reserve(text, length))
		return;
	memcpy(text->units + text->length, units, length * sizeof *units);
	text->length += (uint32_t)length;
}

void evl_text_append_latin(struct evl_text *text, const char *ascii, size_t length)
{
	if (length == 0 || !evl_text_reserve(text, length))
		return;
	uint16_t *out = text->units + text->length;
	for (size_t i = 0; i < length; i++)
		out[i] = (unsigned char)ascii[i];
	text->length += (uint32_t)length;
}

void evl_text_append_ascii(struct evl_text *text, const char *ascii)
{
	evl_text_append_latin(text, ascii, strlen(ascii));
}

void evl_text_append_string(struct evl_text *text, struct evl_string *s)
{
	const uint16_t *units = evl_string_units(text->realm, s);
	if (units != NULL)
		evl_text_append(text, units, s->length);
}

void evl_text_append_utf8(struct evl_text *text, const char *utf8)
{
	size_t bytes = strlen(utf8);
	size_t length = evl_utf8_to_utf16_length(utf8, bytes);
	if (length == 0 || !evl_text_reserve(text, length))
		return;
	text->length += (uint32_t)evl_utf8_to_utf16(utf8, bytes, text->units + text->length);
}

void evl_text_append_number(struct evl_text *text, double number)
{
	char digits[EVL_NUMBER_TEXT_MAX];
	if (number >= 0 && number < 1e9 && number == (double)(uint32_t)number) {
		uint32_t n = (uint32_t)number;
		size_t at = sizeof digits;
		do {
			digits[--at] = (char)('0' + n % 10);
			n /= 10;
		} while (n != 0);
		evl_text_append_latin(text, digits + at, sizeof digits - at);
		return;
	}
	evl_text_append_latin(text, digits, evl_number_to_text(number, digits));
}

void evl_text_append_spaces(struct evl_text *text, size_t count)
{
	if (!evl_text_reserve(text, count))
		return;
	for (size_t i = 0; i < count; i++)
		text->units[text->length + i] = ' ';
	text->length += (uint32_t)count;
}

void evl_text_insert(struct evl_text *text, uint32_t at, const uint16_t *units, size_t length)
{
	if (!evl_text_reserve(text, length))
		return;
	memmove(text->units + at + length, text->units + at, (text->length - at) * sizeof *text->units);
	memcpy(text->units + at, units, length * sizeof *units);
	text->length += (uint32_t)length;
}

void evl_text_close(struct evl_text *text, uint32_t to, uint32_t from)
{
	if (from > text->length || to > from)
		return;
	memmove(text->units + to, text->units + from, (text->length - from) * sizeof *text->units);
	text->length -= from - to;
}

bool evl_text_contains_unit(const struct evl_text *text, uint32_t from, uint32_t to, uint16_t unit)
{
	for (uint32_t i = from; i < to; i++)
		if (text->units[i] == unit)
			return true;
	return false;
}

struct evl_string *evl_text_take(struct evl_text *text, uint32_t from)
{
	struct evl_realm *realm = text->realm;
	if (realm->halt != EVL_STATUS_OK || from > text->length) {
		if (from < text->length)
			text->length = from;
		return NULL;
	}
	static const uint16_t none[1] = { 0 };
	const uint16_t *units = text->units != NULL ? text->units + from : none;
	struct evl_string *s = evl_string_new(realm, units, text->length - from);
	text->length = from;
	return s;
}

bool evl_words_push_slow(struct evl_words *words, uint64_t word)
{
	size_t capacity = words->capacity == 0 ? FIRST_WORDS : (size_t)words->capacity * 2;
	if (capacity > UINT32_MAX / 2)
		return false;
	uint64_t *items = grow(words->realm, words->items, words->count * sizeof *items, capacity * sizeof *items);
	if (items == NULL)
		return false;
	words->items = items;
	words->capacity = (uint32_t)capacity;
	words->items[words->count++] = word;
	return true;
}
