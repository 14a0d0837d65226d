/* SPDX-License-Identifier: MIT */
/*
 * buffer_text.c - text to bytes and back in Node's encodings: utf8, utf16le, latin1, ascii, base64, base64url, hex.
 *
 * Decoding never fails. UTF-8 that is ill-formed gives U+FFFD for each maximal part of a character, as WHATWG's
 * decoder does; base64 skips what it does not know and ends at the padding; hex ends at the first pair that is none.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/utf.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "value/unknown.h"

enum encoding { UTF8, UTF16LE, LATIN1, ASCII, BASE64, BASE64URL, HEX };

static enum encoding encoding_of(struct evl_realm *realm, evl_value value)
{
	static const char *const names[] = { "utf8", "utf16le", "latin1", "ascii", "base64", "base64url", "hex" };
	const char *name = evl_is_string(value) ? evl_string_utf8(realm, evl_as_string(value)) : "utf8";
	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return (enum encoding)i;
	return UTF8;
}

/* ----------------------------------------------------------------- encoding */

static int base64_digit(uint16_t unit)
{
	if (unit >= 'A' && unit <= 'Z')
		return unit - 'A';
	if (unit >= 'a' && unit <= 'z')
		return unit - 'a' + 26;
	if (unit >= '0' && unit <= '9')
		return unit - '0' + 52;
	if (unit == '+' || unit == '-')
		return 62;
	return unit == '/' || unit == '_' ? 63 : -1;
}

static size_t put_code_point(uint32_t c, uint8_t *out)
{
	if (c >= 0xD800 && c <= 0xDFFF)
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (uint8_t)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (uint8_t)(0xC0 | c >> 6);
		out[1] = (uint8_t)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (uint8_t)(0xE0 | c >> 12);
		out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
		out[2] = (uint8_t)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (uint8_t)(0xF0 | c >> 18);
	out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
	out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
	out[3] = (uint8_t)(0x80 | (c & 0x3F));
	return 4;
}

/* Encode at most `room` bytes; `out` NULL only counts. Whole characters, whole units, whole pairs. */
static size_t encode(enum encoding encoding, const uint16_t *units, size_t length, uint8_t *out, size_t room)
{
	size_t at = 0, written = 0;
	uint8_t scratch[4];
	switch (encoding) {
	case UTF8:
		while (at < length) {
			size_t taken, bytes = put_code_point(evl_utf16_decode(units, length, at, &taken), scratch);
			if (written + bytes > room)
				break;
			if (out != NULL)
				memcpy(out + written, scratch, bytes);
			written += bytes;
			at += taken;
		}
		return written;
	case UTF16LE:
		for (; at < length && written + 2 <= room; at++, written += 2) {
			if (out != NULL) {
				out[written] = (uint8_t)units[at];
				out[written + 1] = (uint8_t)(units[at] >> 8);
			}
		}
		return written;
	case LATIN1:
	case ASCII:
		for (; at < length && written < room; at++, written++)
			if (out != NULL)
				out[written] = (uint8_t)units[at];
		return written;
	case BASE64:
	case BASE64URL: {
		uint32_t bits = 0;
		unsigned count = 0;
		for (; at < length && units[at] != '='; at++) {
			int digit = base64_digit(units[at]);
			if (digit < 0)
				continue;
			bits = bits << 6 | (uint32_t)digit;
			count += 6;
			if (count < 8)
				continue;
			count -= 8;
			if (written == room)
				return written;
			if (out != NULL)
				out[written] = (uint8_t)(bits >> count);
			written++;
		}
		return written;
	}
	case HEX:
		for (; at + 2 <= length && written < room; at += 2, written++) {
			int high = evl_hex_value(units[at]), low = evl_hex_value(units[at + 1]);
			if (high < 0 || low < 0)
				return written;
			if (out != NULL)
				out[written] = (uint8_t)(high << 4 | low);
		}
		return written;
	}
	return 0;
}

/* ----------------------------------------------------------------- decoding */

/*
 * One character of UTF-8 at `bytes`; *taken bytes belong to it. U+FFFD stands for a maximal part of an ill-formed one
 * (Unicode, "U+FFFD Substitution of Maximal Subparts").
 */
static uint32_t decode_utf8(const uint8_t *bytes, size_t length, size_t *taken)
{
	uint8_t first = bytes[0];
	uint8_t low = 0x80, high = 0xBF;
	unsigned more;
	uint32_t c;
	*taken = 1;
	if (first < 0x80)
		return first;
	if (first < 0xC2 || first > 0xF4)
		return 0xFFFD;
	if (first < 0xE0) {
		more = 1;
		c = first & 0x1Fu;
	} else if (first < 0xF0) {
		more = 2;
		c = first & 0x0Fu;
		low = first == 0xE0 ? 0xA0 : low;
		high = first == 0xED ? 0x9F : high;
	} else {
		more = 3;
		c = first & 0x07u;
		low = first == 0xF0 ? 0x90 : low;
		high = first == 0xF4 ? 0x8F : high;
	}
	for (unsigned i = 0; i < more; i++) {
		if (*taken >= length || bytes[*taken] < low || bytes[*taken] > high)
			return 0xFFFD;
		c = c << 6 | (bytes[*taken] & 0x3Fu);
		++*taken;
		low = 0x80;
		high = 0xBF;
	}
	return c;
}

static size_t decode(enum encoding encoding, const uint8_t *bytes, size_t length, uint16_t *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	static const char hex[] = "0123456789abcdef";
	size_t written = 0;
#define PUT(unit)                                      \
	do {                                           \
		if (out != NULL)                       \
			out[written] = (uint16_t)(unit); \
		written++;                             \
	} while (0)
	switch (encoding) {
	case UTF8:
		for (size_t at = 0, taken; at < length; at += taken) {
			uint32_t c = decode_utf8(bytes + at, length - at, &taken);
			if (c < 0x10000) {
				PUT(c);
			} else {
				PUT(0xD800 + ((c - 0x10000) >> 10));
				PUT(0xDC00 + ((c - 0x10000) & 0x3FF));
			}
		}
		break;
	case UTF16LE:
		for (size_t at = 0; at + 2 <= length; at += 2)
			PUT(bytes[at] | bytes[at + 1] << 8);
		break;
	case LATIN1:
		for (size_t at = 0; at < length; at++)
			PUT(bytes[at]);
		break;
	case ASCII:
		for (size_t at = 0; at < length; at++)
			PUT(bytes[at] & 0x7F);
		break;
	case BASE64:
	case BASE64URL:
		for (size_t at = 0; at < length; at += 3) {
			size_t left = length - at;
			uint32_t bits = (uint32_t)bytes[at] << 16 | (left > 1 ? (uint32_t)bytes[at + 1] << 8 : 0) | (left > 2 ? bytes[at + 2] : 0u);
			for (unsigned i = 0; i < 4; i++) {
				uint32_t digit = bits >> (18 - 6 * i) & 0x3F;
				if (i > left) {
					if (encoding == BASE64)
						PUT('=');
				} else if (digit < 62) {
					PUT(digits[digit]);
				} else {
					PUT(encoding == BASE64 ? (digit == 62 ? '+' : '/') : (digit == 62 ? '-' : '_'));
				}
			}
		}
		break;
	case HEX:
		for (size_t at = 0; at < length; at++) {
			PUT(hex[bytes[at] >> 4]);
			PUT(hex[bytes[at] & 15]);
		}
		break;
	}
#undef PUT
	return written;
}

/* ---------------------------------------------------------- for C and scripts */

static bool same_in_any_case(const char *lower, const char *name)
{
	for (; *lower != '\0'; lower++, name++)
		if (*lower != (evl_is_letter(*name) ? (*name | 32) : *name))
			return false;
	return *name == '\0';
}

bool evl_node_encode(struct evl_realm *realm, struct evl_string *text, const char *name, const uint8_t **bytes, size_t *length)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} names[] = {
		{ "utf8", UTF8 }, { "utf-8", UTF8 }, { "ucs2", UTF16LE }, { "ucs-2", UTF16LE }, { "utf16le", UTF16LE }, { "utf-16le", UTF16LE },
		{ "latin1", LATIN1 }, { "binary", LATIN1 }, { "ascii", ASCII }, { "base64", BASE64 }, { "base64url", BASE64URL }, { "hex", HEX },
	};
	*bytes = NULL;
	*length = 0;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!same_in_any_case(names[i].name, name))
			continue;
		const uint16_t *units = evl_string_units(realm, text);
		if (units == NULL && text->length != 0)
			return false;
		size_t room = encode(names[i].encoding, units, text->length, NULL, SIZE_MAX);
		uint8_t *out = evl_arena_alloc(&realm->scratch, room + 1);
		*length = room != 0 ? encode(names[i].encoding, units, text->length, out, room) : 0;
		*bytes = out;
		return true;
	}
	return true;
}

/* The units of a string, none of what is no string. NULL: out of memory, or the bytes of an unknown text are asked for. */
static const uint16_t *text_units(struct evl_realm *realm, evl_value value, size_t *length)
{
	static const uint16_t nothing[1];
	if (evl_is_unknown(value))
		return (void)evl_unknown_refuse(realm, "the bytes", value), NULL;
	if (!evl_is_string(value))
		return *length = 0, nothing;
	*length = evl_as_string(value)->length;
	const uint16_t *units = evl_string_units(realm, evl_as_string(value));
	return units != NULL || *length != 0 ? units : nothing;
}

/* textLength(text, encoding): how many bytes it gives. */
static bool text_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	size_t length;
	const uint16_t *units = text_units(realm, evl_arg(args, 0), &length);
	if (units == NULL)
		return false;
	*result = evl_from_number((double)encode(encoding_of(realm, evl_arg(args, 1)), units, length, NULL, SIZE_MAX));
	return true;
}

/* A number among the arguments as a size, not above `most`. */
static size_t size_arg(const struct evl_args *args, uint32_t i, size_t most)
{
	evl_value v = evl_arg(args, i);
	double n = evl_is_number(v) ? evl_number(v) : (double)most;
	return n >= (double)most ? most : n > 0 ? (size_t)n : 0;
}

/* writeText(view, text, encoding, offset, room): the bytes written. */
static bool write_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	size_t length;
	const uint16_t *units = text_units(realm, evl_arg(args, 1), &length);
	*result = evl_from_int(0);
	if (units == NULL)
		return false;
	if (!evl_is_typed_array(evl_arg(args, 0)))
		return true;
	struct evl_view *view = evl_as_view(evl_arg(args, 0));
	size_t bytes = evl_view_length(view), offset = size_arg(args, 3, bytes), room = size_arg(args, 4, bytes - offset);
	if (bytes != 0)
		*result = evl_from_number((double)encode(encoding_of(realm, evl_arg(args, 2)), units, length, evl_view_bytes(view) + offset, room));
	return true;
}

/* readText(view, encoding, start, end) */
static bool read_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_text_value(realm, "");
	if (evl_is_class(evl_arg(args, 0), EVL_CLASS_DATA_VIEW))
		return evl_not_covered(realm, "the text of a DataView");
	if (!evl_is_typed_array(evl_arg(args, 0)))
		return evl_node_throw_native(realm, EVL_ERROR_TYPE, "ERR_INVALID_ARG_TYPE", "argument must be a buffer");
	const struct evl_view *view = evl_as_view(evl_arg(args, 0));
	size_t bytes = evl_view_length(view) * evl_typed_sizes[view->type], start = size_arg(args, 2, bytes), end = size_arg(args, 3, bytes);
	if (start >= end)
		return true;
	enum encoding encoding = encoding_of(realm, evl_arg(args, 1));
	uint16_t *units;
	struct evl_string *text =
		evl_string_alloc(realm, decode(encoding, evl_view_bytes(view) + start, end - start, NULL), &units);
	if (text == NULL)
		return false;
	decode(encoding, evl_view_bytes(view) + start, end - start, units);
	*result = evl_from_string(text);
	return true;
}

static const struct evl_row text_row[] = {
	EVL_METHOD("textLength", text_length, 2),
	EVL_METHOD("writeText", write_text, 5),
	EVL_METHOD("readText", read_text, 4),
};
const struct evl_rows evl_node_text_binding = EVL_ROWS(text_row);
