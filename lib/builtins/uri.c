/* SPDX-License-Identifier: MIT */
/*
 * uri.c - encodeURI and its siblings (sec-uri-handling-functions), escape and unescape (sec-escape-string).
 *
 * Each walks its text twice: once to check it and count what comes out, once to write it.
 */
#include "builtins/uri.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf.h"
#include "builtins/args.h"

static const char ALWAYS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
static const char RESERVED[] = ";/?:@&=+$,#";
static const char ESCAPE_KEEPS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./";
static const char HEX[] = "0123456789ABCDEF";

/* Where text goes: counted only while `units` is NULL. */
struct sink {
	uint16_t *units;
	size_t count;
};

static void put(struct sink *sink, uint16_t unit)
{
	if (sink->units != NULL)
		sink->units[sink->count] = unit;
	sink->count++;
}

static void put_byte(struct sink *sink, unsigned byte)
{
	put(sink, '%');
	put(sink, (uint16_t)HEX[byte >> 4 & 15]);
	put(sink, (uint16_t)HEX[byte & 15]);
}

static bool is_among(const char *set, uint16_t unit)
{
	return unit != 0 && unit < 128 && strchr(set, unit) != NULL;
}

/* `digits` hex digits at `at`; -1 when they are not all there. */
static int hex_at(const uint16_t *units, size_t length, size_t at, int digits)
{
	int value = 0;
	if (length < at || length - at < (size_t)digits)
		return -1;
	for (int i = 0; i < digits; i++) {
		int digit = evl_hex_value(units[at + (size_t)i]);
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* What one of the walks does with a text; false when the text is malformed. `keep` is a set of characters. */
typedef bool (*text_walk)(const uint16_t *units, size_t length, const char *keep, struct sink *sink);

/* sec-encode */
static bool encode(const uint16_t *units, size_t length, const char *keep, struct sink *sink)
{
	for (size_t i = 0; i < length;) {
		if (is_among(ALWAYS, units[i]) || is_among(keep, units[i])) {
			put(sink, units[i++]);
			continue;
		}
		size_t taken;
		uint32_t c = evl_utf16_decode(units, length, i, &taken);
		if (c >= 0xD800 && c <= 0xDFFF)
			return false;
		i += taken;
		if (c < 0x80) {
			put_byte(sink, c);
		} else {
			if (c >= 0x10000) {
				put_byte(sink, 0xF0 | c >> 18);
				put_byte(sink, 0x80 | (c >> 12 & 63));
			} else if (c >= 0x800) {
				put_byte(sink, 0xE0 | c >> 12);
			}
			put_byte(sink, c >= 0x800 ? 0x80 | (c >> 6 & 63) : 0xC0 | c >> 6);
			put_byte(sink, 0x80 | (c & 63));
		}
	}
	return true;
}

/* One code point of UTF-8 in %XX form at `at`; stores the units it takes. -1 when malformed. */
static int64_t decode_sequence(const uint16_t *units, size_t length, size_t at, size_t *taken)
{
	unsigned char bytes[4];
	size_t count = 1;
	int byte = hex_at(units, length, at + 1, 2);
	if (byte < 0)
		return -1;
	*taken = 3;
	if (byte < 0x80)
		return byte;
	if (byte < 0xC2 || byte > 0xF4)
		return -1;
	bytes[0] = (unsigned char)byte;
	size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
	for (; count < wanted; count++, *taken += 3) {
		if (at + *taken >= length || units[at + *taken] != '%')
			return -1;
		byte = hex_at(units, length, at + *taken + 1, 2);
		if (byte < 0)
			return -1;
		bytes[count] = (unsigned char)byte;
	}
	size_t used;
	uint32_t c = evl_utf8_decode((const char *)bytes, wanted, &used);
	return used == wanted && !(c == 0xFFFD && memcmp(bytes, "\xEF\xBF\xBD", 3) != 0) ? (int64_t)c : -1;
}

/* sec-decode: escapes of characters in `keep` stay as they are */
static bool decode(const uint16_t *units, size_t length, const char *keep, struct sink *sink)
{
	for (size_t i = 0; i < length;) {
		size_t taken;
		if (units[i] != '%') {
			put(sink, units[i++]);
			continue;
		}
		int64_t c = decode_sequence(units, length, i, &taken);
		if (c < 0)
			return false;
		if (c >= 0x10000) {
			put(sink, (uint16_t)(0xD800 + ((c - 0x10000) >> 10)));
			put(sink, (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF)));
		} else if (c < 0x80 && is_among(keep, (uint16_t)c)) {
			for (size_t k = 0; k < taken; k++)
				put(sink, units[i + k]);
		} else {
			put(sink, (uint16_t)c);
		}
		i += taken;
	}
	return true;
}

static bool escape(const uint16_t *units, size_t length, const char *keep, struct sink *sink)
{
	for (size_t i = 0; i < length; i++) {
		if (is_among(keep, units[i])) {
			put(sink, units[i]);
		} else if (units[i] < 256) {
			put_byte(sink, units[i]);
		} else {
			put(sink, '%');
			put(sink, 'u');
			for (int shift = 12; shift >= 0; shift -= 4)
				put(sink, (uint16_t)HEX[units[i] >> shift & 15]);
		}
	}
	return true;
}

static bool unescape(const uint16_t *units, size_t length, const char *keep, struct sink *sink)
{
	(void)keep;
	for (size_t i = 0; i < length;) {
		int value = -1;
		size_t taken = 1;
		if (units[i] == '%') {
			if (i + 1 < length && units[i + 1] == 'u') {
				value = hex_at(units, length, i + 2, 4);
				taken = 6;
			} else {
				value = hex_at(units, length, i + 1, 2);
				taken = 3;
			}
		}
		put(sink, value >= 0 ? (uint16_t)value : units[i]);
		i += value >= 0 ? taken : 1;
	}
	return true;
}

static bool convert(struct evl_realm *realm, const struct evl_args *args, text_walk walk, const char *keep, evl_value *result)
{
	struct evl_string *text;
	const uint16_t *units;
	struct sink sink = { NULL, 0 };
	if (!evl_to_string(realm, evl_arg(args, 0), &text) || (units = evl_string_units(realm, text)) == NULL)
		return false;
	if (!walk(units, text->length, keep, &sink))
		return evl_throw_message(realm, EVL_MESSAGE_URI_MALFORMED);
	struct evl_string *converted = evl_string_alloc(realm, sink.count, &sink.units);
	if (converted == NULL)
		return false;
	sink.count = 0;
	walk(units, text->length, keep, &sink);
	*result = evl_from_string(converted);
	return true;
}

/* sec-encodeuri-uri */
bool evl_encode_uri(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, encode, RESERVED, result);
}

/* sec-encodeuricomponent-uricomponent */
bool evl_encode_uri_component(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, encode, "", result);
}

/* sec-decodeuri-encodeduri */
bool evl_decode_uri(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, decode, RESERVED, result);
}

/* sec-decodeuricomponent-encodeduricomponent */
bool evl_decode_uri_component(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, decode, "", result);
}

/* sec-escape-string */
bool evl_escape(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, escape, ESCAPE_KEEPS, result);
}

/* sec-unescape-string */
bool evl_unescape(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return convert(realm, args, unescape, "", result);
}
