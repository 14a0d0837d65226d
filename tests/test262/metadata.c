/* SPDX-License-Identifier: MIT */
/*
 * metadata.c - the front matter of a test: the small part of YAML that the suite uses.
 *
 * Keys stand at the line's beginning; a list is written [a, b] or as lines "  - a".
 */
#include <string.h>

#include "suite.h"

bool slice_is(struct slice slice, const char *text)
{
	return slice.length == strlen(text) && memcmp(slice.text, text, slice.length) == 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static struct slice trim(struct slice slice)
{
	while (slice.length != 0 && is_space(slice.text[0]))
		slice.text++, slice.length--;
	while (slice.length != 0 && is_space(slice.text[slice.length - 1]))
		slice.length--;
	return slice;
}

static const char *find(const char *from, const char *end, const char *mark)
{
	size_t length = strlen(mark);
	for (; (size_t)(end - from) >= length; from++)
		if (memcmp(from, mark, length) == 0)
			return from;
	return NULL;
}

/* The next line without its end (LF, CR LF or CR); *at moves behind it. */
static bool next_line(const char **at, const char *end, struct slice *line)
{
	if (*at >= end)
		return false;
	line->text = *at;
	while (*at < end && **at != '\n' && **at != '\r')
		++*at;
	line->length = (size_t)(*at - line->text);
	if (*at < end && **at == '\r')
		++*at;
	if (*at < end && **at == '\n' && (*at == line->text + line->length || (*at)[-1] == '\r'))
		++*at;
	return true;
}

static bool begins(struct slice line, const char *key, struct slice *rest)
{
	size_t length = strlen(key);
	if (line.length < length || memcmp(line.text, key, length) != 0)
		return false;
	*rest = trim((struct slice){ line.text + length, line.length - length });
	return true;
}

static void add_flag(struct metadata *metadata, struct slice word)
{
	static const struct { const char *name; unsigned flag; } flags[] = {
		{ "onlyStrict", FLAG_ONLY_STRICT }, { "noStrict", FLAG_NO_STRICT }, { "module", FLAG_MODULE },
		{ "raw", FLAG_RAW }, { "async", FLAG_ASYNC }, { "CanBlockIsTrue", FLAG_CAN_BLOCK },
		{ "CanBlockIsFalse", FLAG_CANNOT_BLOCK },
	};
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
		if (slice_is(word, flags[i].name))
			metadata->flags |= flags[i].flag;
}

enum key { KEY_OTHER, KEY_FLAGS, KEY_INCLUDES, KEY_FEATURES, KEY_NEGATIVE };

static void add_word(struct metadata *metadata, enum key key, struct slice word)
{
	word = trim(word);
	if (word.length == 0)
		return;
	if (key == KEY_FLAGS)
		add_flag(metadata, word);
	else if (key == KEY_INCLUDES && metadata->include_count < MAX_INCLUDES)
		metadata->includes[metadata->include_count++] = word;
	else if (key == KEY_FEATURES && metadata->feature_count < MAX_FEATURES)
		metadata->features[metadata->feature_count++] = word;
}

/* The words of "[a, b" up to a bracket or the end of the line. */
static void add_words(struct metadata *metadata, enum key key, struct slice text)
{
	struct slice word = { text.text, 0 };
	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i];
		if (c == '[' || c == ']' || c == ',') {
			add_word(metadata, key, word);
			word = (struct slice){ text.text + i + 1, 0 };
		} else {
			word.length++;
		}
	}
	add_word(metadata, key, word);
}

bool metadata_read(struct metadata *metadata, const char *text, size_t length)
{
	static const struct { const char *name; enum key key; } keys[] = {
		{ "flags:", KEY_FLAGS }, { "includes:", KEY_INCLUDES }, { "features:", KEY_FEATURES }, { "negative:", KEY_NEGATIVE },
	};
	memset(metadata, 0, sizeof *metadata);
	const char *at = find(text, text + length, "/*---");
	const char *end = at != NULL ? find(at, text + length, "---*/") : NULL;
	if (end == NULL)
		return false;
	at += strlen("/*---");
	enum key key = KEY_OTHER;
	struct slice line, rest;
	while (next_line(&at, end, &line)) {
		if (line.length != 0 && !is_space(line.text[0]) && line.text[0] != '-') {
			key = KEY_OTHER;
			for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
				if (!begins(line, keys[i].name, &rest))
					continue;
				key = keys[i].key;
				metadata->negative |= key == KEY_NEGATIVE;
				add_words(metadata, key, rest);
			}
			continue;
		}
		line = trim(line);
		if (key == KEY_NEGATIVE && begins(line, "phase:", &rest))
			metadata->phase = rest;
		else if (key == KEY_NEGATIVE && begins(line, "type:", &rest))
			metadata->type = rest;
		else if (begins(line, "- ", &rest))
			add_word(metadata, key, rest);
		else
			add_words(metadata, key, line);
	}
	return true;
}
