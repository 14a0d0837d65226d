/* SPDX-License-Identifier: MIT */
/*
 * words.c - the texts of errors in another engine's words.
 */
#include "value/words.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "value/realm.h"

#define ARGUMENTS_MAX 6

const struct evl_words evl_words_spidermonkey = {
	.texts = {
#define EVL_WORDS(id, text) [EVL_MESSAGE_##id] = text,
#include "value/words_spidermonkey.def"
#undef EVL_WORDS
	},
	.none_fulfilled = "No Promise in Promise.any was resolved",
	.suppressed = "An error is suppressed because another error happened while disposing an object",
	.thrown = "uncaught exception: ",
	.overflow = "InternalError: too much recursion",
};

/* A message's arguments: texts of %s, numbers of %u and %d, in the order of its format. */
struct given {
	const char *texts[ARGUMENTS_MAX];
	char numbers[ARGUMENTS_MAX][16];
	unsigned count;
};

static void take(struct given *given, const char *format, va_list arguments)
{
	for (const char *at = strchr(format, '%'); at != NULL && given->count < ARGUMENTS_MAX; at = strchr(at + 2, '%')) {
		if (at[1] == '%')
			continue;
		unsigned i = given->count++;
		given->texts[i] = given->numbers[i];
		if (at[1] == 's')
			given->texts[i] = va_arg(arguments, const char *);
		else if (at[1] == 'u')
			snprintf(given->numbers[i], sizeof given->numbers[i], "%u", va_arg(arguments, unsigned));
		else
			snprintf(given->numbers[i], sizeof given->numbers[i], "%d", va_arg(arguments, int));
	}
}

static const char *keep(struct evl_realm *realm, struct evl_buffer *buffer, const char *otherwise)
{
	const char *text = buffer->failed ? otherwise : evl_arena_copy(&realm->scratch, buffer->bytes, buffer->length + 1);
	evl_buffer_release(buffer);
	return text;
}

/* A property's key as SpiderMonkey writes it; `text`: as V8 does. Names stand in quotes, indices and well-known symbols alone. */
static void put_key(struct evl_buffer *out, const char *text)
{
	static const char symbol[] = "Symbol(", known[] = "Symbol(Symbol.";
	size_t length = strlen(text), digits = strspn(text, "0123456789");
	bool is_index = digits == length && length > 0 && length < 10 && (text[0] != '0' || length == 1);
	if (is_index) {
		evl_buffer_append(out, text, length);
	} else if (strncmp(text, known, sizeof known - 1) == 0 && text[length - 1] == ')') {
		evl_buffer_append(out, text + sizeof symbol - 1, length - sizeof symbol);
	} else if (strncmp(text, symbol, sizeof symbol - 1) == 0 && text[length - 1] == ')') {
		evl_buffer_append_text(out, "Symbol(\"");
		evl_buffer_append(out, text + sizeof symbol - 1, length - sizeof symbol);
		evl_buffer_append_text(out, "\")");
	} else {
		evl_buffer_append_text(out, "\"");
		evl_buffer_append(out, text, length);
		evl_buffer_append_text(out, "\"");
	}
}

const char *evl_words_say(struct evl_realm *realm, const char *text, const char *format, va_list arguments)
{
	struct given given = { .count = 0 };
	take(&given, format, arguments);
	struct evl_buffer out;
	evl_buffer_init(&out);
	for (const char *at = text; *at != '\0'; at++) {
		if (at[0] == '{' && at[1] >= '0' && at[1] < '0' + (int)given.count && at[2] == '}') {
			evl_buffer_append_text(&out, given.texts[at[1] - '0']);
			at += 2;
		} else if (at[0] == '{' && at[1] >= '0' && at[1] < '0' + (int)given.count && at[2] == 'k' && at[3] == '}') {
			put_key(&out, given.texts[at[1] - '0']);
			at += 3;
		} else {
			evl_buffer_append(&out, at, 1);
		}
	}
	return keep(realm, &out, text);
}

const char *evl_words_unsure(struct evl_realm *realm, const char *text)
{
	if (realm->words == NULL)
		return text;
	struct evl_buffer out;
	evl_buffer_init(&out);
	evl_buffer_append_text(&out, "\xE2\x80\xB9");
	evl_buffer_append_text(&out, text);
	evl_buffer_append_text(&out, "\xE2\x80\xBA");
	return keep(realm, &out, text);
}

struct evl_string *evl_words_unsure_string(struct evl_realm *realm, struct evl_string *text)
{
	const char *marked = evl_words_unsure(realm, evl_string_utf8(realm, text));
	return evl_string_from_utf8(realm, marked, strlen(marked));
}
