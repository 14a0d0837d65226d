/* SPDX-License-Identifier: MIT */
/*
 * words.h - how another engine than V8 words the errors of messages.def.
 *
 * The realm's `words` are NULL for V8. Of another engine only some texts are known: an error of any other message is thrown
 * with V8's text between single guillemets (U+2039, U+203A), as everything is written that is not known exactly.
 */
#ifndef EVL_VALUE_WORDS_H
#define EVL_VALUE_WORDS_H

#include <stdarg.h>

#include "value/error.h"

struct evl_words {
	const char *texts[EVL_MESSAGE_COUNT]; /* {0}, {1}, ... stand for the message's arguments, {0k} for one that is a property's key; NULL: not known */
	const char *none_fulfilled;           /* the message of Promise.any's AggregateError */
	const char *suppressed;               /* the message of a SuppressedError that disposing makes */
	const char *thrown;                   /* before what was thrown and is no error, in the message of an error event */
	const char *overflow;                 /* the error for a stack that is full, where it is none of ECMAScript's; NULL: a RangeError */
};

/* Firefox's engine, SpiderMonkey (js/public/friend/ErrorNumbers.msg in its source). */
extern const struct evl_words evl_words_spidermonkey;

/* `format` of messages.def with its `arguments` in the words `text`; UTF-8 in scratch memory. */
const char *evl_words_say(struct evl_realm *realm, const char *text, const char *format, va_list arguments);
/* `text` as one that is not known exactly in this realm's words: between guillemets; as it is where the words are V8's. UTF-8 in scratch memory. */
const char *evl_words_unsure(struct evl_realm *realm, const char *text);
/* The same of a string. NULL: halting. */
struct evl_string *evl_words_unsure_string(struct evl_realm *realm, struct evl_string *text);

#endif
