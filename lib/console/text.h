/*
 * text.h - growing UTF-16 text and growing words, in a realm's scratch memory.
 *
 * The formatters use both as stacks: a nested value is appended at the end and
 * rearranged or cut off there, so that one piece of memory serves a whole run
 * and a call of console.log allocates nothing but its result. What grows past
 * the memory there is stops the run (realm->halt); appends then do nothing.
 */
#ifndef EVL_CONSOLE_TEXT_H
#define EVL_CONSOLE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct evl_realm;
struct evl_string;

struct evl_text {
	struct evl_realm *realm;
	uint16_t *units;
	uint32_t length;
	uint32_t capacity;
};

struct evl_words {
	struct evl_realm *realm;
	uint64_t *items;
	uint32_t count;
	uint32_t capacity;
};

/* Room for `more` units past the length. False when the run is halting for want of memory. */
bool evl_text_reserve(struct evl_text *text, size_t more);
void evl_text_append(struct evl_text *text, const uint16_t *units, size_t length);
void evl_text_append_ascii(struct evl_text *text, const char *ascii);
void evl_text_append_latin(struct evl_text *text, const char *ascii, size_t length);
void evl_text_append_string(struct evl_text *text, struct evl_string *s);
void evl_text_append_utf8(struct evl_text *text, const char *utf8);
void evl_text_append_number(struct evl_text *text, double number);
void evl_text_append_spaces(struct evl_text *text, size_t count);
/* Make room for `length` units at `at` and copy them there. */
void evl_text_insert(struct evl_text *text, uint32_t at, const uint16_t *units, size_t length);
/* Move [from, length) to `to` <= from and cut there: replaces what stood between. */
void evl_text_close(struct evl_text *text, uint32_t to, uint32_t from);
/* Does [from, to) contain the unit? */
bool evl_text_contains_unit(const struct evl_text *text, uint32_t from, uint32_t to, uint16_t unit);
/* The text from `from` on as a string, which is cut off the text. NULL: exception or halt. */
struct evl_string *evl_text_take(struct evl_text *text, uint32_t from);

/* Append one unit. */
static inline void evl_text_append_unit(struct evl_text *text, uint16_t unit)
{
	if (text->length < text->capacity || evl_text_reserve(text, 1))
		text->units[text->length++] = unit;
}

/* Push one word. False when the run is halting. */
bool evl_words_push_slow(struct evl_words *words, uint64_t word);
static inline bool evl_words_push(struct evl_words *words, uint64_t word)
{
	if (words->count == words->capacity)
		return evl_words_push_slow(words, word);
	words->items[words->count++] = word;
	return true;
}

#endif
