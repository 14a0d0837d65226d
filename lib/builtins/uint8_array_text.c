/* SPDX-License-Identifier: MIT */
/*
 * uint8_array_text.c - bytes as base64 and as hexadecimal digits, and back (sec-uint8array.frombase64 and its siblings).
 */
#include <string.h>

#include "base/ascii.h"
#include "builtins/args.h"
#include "builtins/typed_array.h"

enum alphabet { ALPHABET_BASE64, ALPHABET_BASE64URL };
enum last_chunk { LAST_LOOSE, LAST_STRICT, LAST_STOP };

static const char letters[2][65] = {
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/* ValidateUint8Array (sec-validateuint8array), in V8's words for each kind of wrong receiver. NULL: TypeError. */
static struct evl_view *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, bool setter)
{
	if (evl_is_typed_array(args->this_value) && evl_as_view(args->this_value)->type == EVL_TYPED_UINT8)
		return evl_as_view(args->this_value);
	if (evl_is_typed_array(args->this_value))
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, "undefined");
	else if (setter)
		evl_throw_message(realm, EVL_MESSAGE_NOT_TYPED_ARRAY);
	else
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

static bool options_object(struct evl_realm *realm, evl_value options)
{
	return evl_is_undefined(options) || evl_is_object(options) || evl_throw_text(realm, EVL_ERROR_TYPE, "invalid_argument");
}

/* One of two or three words; the first when absent. */
static bool word_option(struct evl_realm *realm, evl_value options, const char *name, const char *const words[3], int *out)
{
	evl_value value = EVL_UNDEFINED;
	*out = 0;
	if (evl_is_object(options) && !evl_get(realm, options, evl_text_name(realm, name), &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (evl_is_string(value)) {
		const char *text = evl_string_utf8(realm, evl_as_string(value));
		for (int i = 0; i < 3 && words[i]; i++)
			if (strcmp(text, words[i]) == 0) {
				*out = i;
				return true;
			}
	}
	return evl_throw_message(realm, EVL_MESSAGE_INVALID_OPTION, evl_describe(realm, value));
}

static bool alphabet_option(struct evl_realm *realm, evl_value options, int *out)
{
	static const char *const words[3] = { "base64", "base64url", NULL };
	return word_option(realm, options, "alphabet", words, out);
}

static bool last_chunk_option(struct evl_realm *realm, evl_value options, int *out)
{
	static const char *const words[3] = { "loose", "strict", "stop-before-partial" };
	return word_option(realm, options, "lastChunkHandling", words, out);
}

/* sec-uint8array.prototype.tobase64 */
static bool to_base64(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "Uint8Array.prototype.toBase64";
	struct evl_view *view = receiver(realm, args, method, false);
	evl_value options = evl_arg(args, 0), omit = EVL_UNDEFINED;
	int alphabet;
	if (!view || !options_object(realm, options) || !alphabet_option(realm, options, &alphabet))
		return false;
	if (evl_is_object(options) && !evl_get(realm, options, evl_text_name(realm, "omitPadding"), &omit))
		return false;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	size_t length = evl_view_length(view);
	size_t rest = length % 3;
	bool pad = !evl_to_boolean(omit);
	size_t count = length / 3 * 4 + (rest == 0 ? 0 : pad ? 4 : rest + 1);
	uint16_t *to;
	struct evl_string *text = evl_string_alloc(realm, count, &to);
	if (!text)
		return false;
	const uint8_t *bytes = length ? evl_view_bytes(view) : NULL;
	for (size_t i = 0; i < length; i += 3) {
		uint32_t n = (uint32_t)bytes[i] << 16 | (i + 1 < length ? (uint32_t)bytes[i + 1] << 8 : 0) | (i + 2 < length ? bytes[i + 2] : 0);
		for (size_t k = 0; k < 4; k++) {
			if (i + k <= length)
				*to++ = (unsigned char)letters[alphabet][n >> (18 - 6 * k) & 63];
			else if (pad)
				*to++ = '=';
		}
	}
	*result = evl_from_string(text);
	return true;
}

/* sec-uint8array.prototype.tohex */
static bool to_hex(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "Uint8Array.prototype.toHex";
	struct evl_view *view = receiver(realm, args, method, false);
	if (!view)
		return false;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	size_t length = evl_view_length(view);
	uint16_t *to;
	struct evl_string *text = evl_string_alloc(realm, length * 2, &to);
	if (!text)
		return false;
	for (size_t i = 0; i < length; i++) {
		uint8_t byte = evl_view_bytes(view)[i];
		*to++ = (unsigned char)"0123456789abcdef"[byte >> 4];
		*to++ = (unsigned char)"0123456789abcdef"[byte & 15];
	}
	*result = evl_from_string(text);
	return true;
}

enum fault { FAULT_NONE, FAULT_CHARACTER, FAULT_REMAINDER, FAULT_BITS, FAULT_HEX };

/* What decoding gave: `written` bytes from the first `read` units; `bad` when the text is wrong behind them. */
struct decoded {
	size_t read, written;
	enum fault bad;
};

static int letter_value(uint16_t unit, int alphabet)
{
	if (unit >= 'A' && unit <= 'Z')
		return unit - 'A';
	if (unit >= 'a' && unit <= 'z')
		return unit - 'a' + 26;
	if (unit >= '0' && unit <= '9')
		return unit - '0' + 52;
	if (unit == (alphabet == ALPHABET_BASE64 ? '+' : '-'))
		return 62;
	return unit == (alphabet == ALPHABET_BASE64 ? '/' : '_') ? 63 : -1;
}

static bool is_space(uint16_t unit)
{
	return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
}

static size_t skip_spaces(const uint16_t *units, size_t length, size_t at)
{
	while (at < length && is_space(units[at]))
		at++;
	return at;
}

/* DecodeFinalBase64Chunk (sec-decodefinalbase64chunk): 2 or 3 letters. False: bits beyond the bytes are set, in strict mode. */
static bool final_chunk(const int *chunk, size_t count, bool strict, uint8_t *to)
{
	uint32_t n = (uint32_t)chunk[0] << 18 | (uint32_t)chunk[1] << 12 | (count == 3 ? (uint32_t)chunk[2] << 6 : 0);
	if (strict && (n & (count == 2 ? 0xFFFF : 0xFF)) != 0)
		return false;
	to[0] = (uint8_t)(n >> 16);
	if (count == 3)
		to[1] = (uint8_t)(n >> 8);
	return true;
}

/* FromBase64 (sec-frombase64) into at most `room` bytes. */
static struct decoded from_base64(const uint16_t *units, size_t length, int alphabet, int last, uint8_t *to, size_t room)
{
	struct decoded d = { 0 };
	int chunk[4];
	size_t count = 0, at = 0;
	if (room == 0)
		return d;
	for (;;) {
		at = skip_spaces(units, length, at);
		if (at == length) {
			if (count > 0) {
				if (last == LAST_STOP)
					return d;
				if (last == LAST_STRICT || count == 1) {
					d.bad = FAULT_REMAINDER;
					return d;
				}
				final_chunk(chunk, count, false, to + d.written);
				d.written += count - 1;
			}
			d.read = length;
			return d;
		}
		uint16_t unit = units[at++];
		if (unit == '=') {
			if (count < 2) {
				d.bad = count == 0 ? FAULT_CHARACTER : FAULT_REMAINDER;
				return d;
			}
			at = skip_spaces(units, length, at);
			if (count == 2) {
				if (at == length) {
					d.bad = last == LAST_STOP ? FAULT_NONE : last == LAST_STRICT ? FAULT_REMAINDER : FAULT_CHARACTER;
					return d;
				}
				if (units[at] == '=')
					at = skip_spaces(units, length, at + 1);
				else
					at = length + 1; /* only one of the two */
			}
			if (at != length) {
				d.bad = FAULT_CHARACTER;
				return d;
			}
			if (!final_chunk(chunk, count, last == LAST_STRICT, to + d.written)) {
				d.bad = FAULT_BITS;
				return d;
			}
			d.written += count - 1;
			d.read = length;
			return d;
		}
		int value = letter_value(unit, alphabet);
		if (value < 0) {
			d.bad = FAULT_CHARACTER;
			return d;
		}
		size_t remaining = room - d.written;
		if ((remaining == 1 && count == 2) || (remaining == 2 && count == 3))
			return d; /* the whole chunk would not fit */
		chunk[count++] = value;
		if (count == 4) {
			uint32_t n = (uint32_t)chunk[0] << 18 | (uint32_t)chunk[1] << 12 | (uint32_t)chunk[2] << 6 | (uint32_t)chunk[3];
			to[d.written++] = (uint8_t)(n >> 16);
			to[d.written++] = (uint8_t)(n >> 8);
			to[d.written++] = (uint8_t)n;
			d.read = at;
			count = 0;
			if (d.written == room)
				return d;
		}
	}
}

/* FromHex (sec-fromhex), whose length is even. */
static struct decoded from_hex(const uint16_t *units, size_t length, uint8_t *to, size_t room)
{
	struct decoded d = { 0 };
	while (d.read < length && d.written < room) {
		int high = evl_hex_value(units[d.read]);
		int low = evl_hex_value(units[d.read + 1]);
		if (high < 0 || low < 0) {
			d.bad = FAULT_HEX;
			break;
		}
		to[d.written++] = (uint8_t)(high << 4 | low);
		d.read += 2;
	}
	return d;
}

/* The text to decode and how; `hex`: no options. False: exception pending. */
struct request {
	const uint16_t *units;
	size_t length;
	int alphabet, last;
	bool hex;
};

static bool begin(struct evl_realm *realm, const struct evl_args *args, bool hex, struct request *r)
{
	evl_value options = evl_arg(args, 1);
	if (!evl_is_string(evl_arg(args, 0)))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "input argument must be a string");
	struct evl_string *text = evl_as_string(args->values[0]);
	*r = (struct request){ .hex = hex, .length = text->length };
	if (!hex && (!options_object(realm, options) || !alphabet_option(realm, options, &r->alphabet) ||
		     !last_chunk_option(realm, options, &r->last)))
		return false;
	r->units = evl_string_units(realm, text);
	return r->units != NULL;
}

static bool wrong(struct evl_realm *realm, enum fault fault)
{
	static const char *const texts[] = {
		[FAULT_CHARACTER] = "Found a character that cannot be part of a valid base64 string.",
		[FAULT_REMAINDER] = "The base64 input terminates with a single character, excluding padding (=).",
		[FAULT_BITS] = "The base64 input terminates with non-zero padding bits.",
		[FAULT_HEX] = "Input string must contain hex characters in even length",
	};
	return evl_throw_text(realm, EVL_ERROR_SYNTAX, texts[fault]);
}

static struct decoded decode(const struct request *r, uint8_t *to, size_t room)
{
	return r->hex ? from_hex(r->units, r->length, to, room) : from_base64(r->units, r->length, r->alphabet, r->last, to, room);
}

static bool make(struct evl_realm *realm, const struct evl_args *args, bool hex, evl_value *result)
{
	struct request r;
	if (!begin(realm, args, hex, &r))
		return false;
	if (hex && r.length % 2 != 0)
		return wrong(realm, FAULT_HEX);
	size_t most = hex ? r.length / 2 : r.length / 4 * 3 + 3;
	struct evl_array_buffer *work = evl_array_buffer_new(realm, false, NULL, (double)most + 1, -1);
	if (!work)
		return false;
	struct decoded d = decode(&r, work->block->bytes, most + 1);
	if (d.bad != FAULT_NONE)
		return wrong(realm, d.bad);
	struct evl_view *view = evl_typed_create(realm, EVL_TYPED_UINT8, (double)d.written);
	if (!view)
		return false;
	if (d.written)
		memcpy(evl_view_bytes(view), work->block->bytes, d.written);
	*result = evl_from_object(view);
	return true;
}

/* sec-uint8array.frombase64 */
static bool make_from_base64(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make(realm, args, false, result);
}

/* sec-uint8array.fromhex */
static bool make_from_hex(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make(realm, args, true, result);
}

static bool fill(struct evl_realm *realm, const struct evl_args *args, bool hex, const char *method, evl_value *result)
{
	struct evl_view *view = receiver(realm, args, method, true);
	struct request r;
	if (!view || !begin(realm, args, hex, &r))
		return false;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	if (hex && r.length % 2 != 0)
		return wrong(realm, FAULT_HEX);
	size_t room = evl_view_length(view);
	uint8_t none;
	struct decoded d = decode(&r, room ? evl_view_bytes(view) : &none, room);
	if (d.bad != FAULT_NONE)
		return wrong(realm, d.bad);
	struct evl_object *report = evl_object_plain(realm);
	*result = evl_from_object(report);
	return evl_create_data(realm, report, evl_text_name(realm, "read"), evl_from_number((double)d.read)) &&
	       evl_create_data(realm, report, evl_text_name(realm, "written"), evl_from_number((double)d.written));
}

/* sec-uint8array.prototype.setfrombase64 */
static bool set_from_base64(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return fill(realm, args, false, "Uint8Array.prototype.setFromBase64", result);
}

/* sec-uint8array.prototype.setfromhex */
static bool set_from_hex(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return fill(realm, args, true, "Uint8Array.prototype.setFromHex", result);
}

static const struct evl_row statics[] = {
	EVL_METHOD_SINCE(EVL_V8_15, "fromBase64", make_from_base64, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "fromHex", make_from_hex, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD_SINCE(EVL_V8_15, "toBase64", to_base64, 0),
	EVL_METHOD_SINCE(EVL_V8_15, "setFromBase64", set_from_base64, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "toHex", to_hex, 0),
	EVL_METHOD_SINCE(EVL_V8_15, "setFromHex", set_from_hex, 1),
};

const struct evl_rows evl_rows_uint8_array_recent = EVL_ROWS(statics);
const struct evl_rows evl_rows_uint8_array_prototype_recent = EVL_ROWS(prototype);
