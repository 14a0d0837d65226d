/* SPDX-License-Identifier: MIT */
/*
 * zlib.c - compression for node:zlib, out of the system's zlib.
 *
 * A stream of the snippet's is fed piece by piece. Nothing of zlib's is kept between two pieces: each time everything so far
 * goes through a fresh stream, with the same pieces, and the caller takes what is new at the end. That costs a square of
 * the number of pieces, which the caller bounds, and leaves no state behind.
 */
#include <string.h>
#include <zlib.h>

#include "host/node/bytes.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/stack.h"

enum mode { MODE_DEFLATE = 1, MODE_INFLATE, MODE_GZIP, MODE_GUNZIP, MODE_DEFLATE_RAW, MODE_INFLATE_RAW, MODE_UNZIP };

enum { MAX_OUTPUT = 1 << 26, FIRST_ROOM = 1 << 14 };

/* Output that grows in scratch memory. */
struct output {
	struct evl_realm *realm;
	uint8_t *bytes;
	size_t length, room;
};

static bool grow(struct output *out)
{
	size_t room = out->room * 2;
	if (room > MAX_OUTPUT)
		return evl_not_covered(out->realm, "compressed data of more than 64 MiB");
	uint8_t *bytes = evl_realm_scratch(out->realm, room);
	memcpy(bytes, out->bytes, out->length);
	out->bytes = bytes;
	out->room = room;
	return true;
}

static int number_of(evl_value value, int otherwise)
{
	return evl_is_number(value) ? (int)evl_number(value) : otherwise;
}

static bool is_deflating(int mode) { return mode == MODE_DEFLATE || mode == MODE_GZIP || mode == MODE_DEFLATE_RAW; }

/* Put one piece through. False: halting; otherwise *code is zlib's. */
static bool feed(z_stream *stream, int mode, int flush, const uint8_t *dictionary, size_t dictionary_length, struct output *out, int *code)
{
	do {
		if (out->length == out->room && !grow(out))
			return false;
		stream->next_out = out->bytes + out->length;
		stream->avail_out = (uInt)(out->room - out->length);
		*code = is_deflating(mode) ? deflate(stream, flush) : inflate(stream, flush);
		if (*code == Z_NEED_DICT && dictionary_length != 0) {
			*code = inflateSetDictionary(stream, dictionary, (uInt)dictionary_length);
			if (*code == Z_DATA_ERROR)
				*code = Z_NEED_DICT;
			else
				*code = inflate(stream, flush);
		}
		out->length = out->room - stream->avail_out;
		/* Further members of a gzip file. */
		if (*code == Z_STREAM_END && mode == MODE_GUNZIP && stream->avail_in > 0 && *stream->next_in == 0x1F) {
			*code = inflateReset(stream);
			if (*code == Z_OK)
				stream->avail_out = 0;
		}
	} while (stream->avail_out == 0);
	return true;
}

/*
 * zlib(mode, bytes, pieces, windowBits, level, memLevel, strategy, dictionary): [output, code, message, unused input].
 * `pieces`: an array of lengths and flush modes by turns.
 */
static bool run_zlib(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int mode = number_of(evl_arg(args, 0), MODE_DEFLATE), bits = number_of(evl_arg(args, 3), 15);
	size_t length, dictionary_length;
	const uint8_t *bytes = evl_node_bytes(evl_arg(args, 1), &length), *dictionary = evl_node_bytes(evl_arg(args, 7), &dictionary_length);
	z_stream stream = { 0 };
	int window = mode == MODE_GZIP || mode == MODE_GUNZIP	  ? bits + 16
		     : mode == MODE_UNZIP			    ? bits + 32
		     : mode == MODE_DEFLATE_RAW || mode == MODE_INFLATE_RAW ? -bits
								    : bits;
	int code = is_deflating(mode) ? deflateInit2(&stream, number_of(evl_arg(args, 4), -1), Z_DEFLATED, window, number_of(evl_arg(args, 5), 8),
						     number_of(evl_arg(args, 6), 0)) :
					inflateInit2(&stream, window);
	if (code != Z_OK)
		return evl_not_covered(realm, "these options of node:zlib");
	if (dictionary_length != 0 && is_deflating(mode))
		code = deflateSetDictionary(&stream, dictionary, (uInt)dictionary_length);
	else if (dictionary_length != 0 && mode == MODE_INFLATE_RAW)
		code = inflateSetDictionary(&stream, dictionary, (uInt)dictionary_length);
	struct output out = { .realm = realm, .bytes = evl_realm_scratch(realm, FIRST_ROOM), .room = FIRST_ROOM };
	struct evl_object *pieces = evl_as_object(evl_arg(args, 2));
	size_t at = 0;
	int flush = Z_NO_FLUSH;
	bool ok = true;
	for (uint32_t i = 0; i + 1 < pieces->element_count && ok && code == Z_OK; i += 2) {
		size_t size = (size_t)number_of(pieces->elements[i], 0);
		flush = number_of(pieces->elements[i + 1], Z_NO_FLUSH);
		if (size > length - at)
			size = length - at;
		stream.next_in = (Bytef *)(uintptr_t)(bytes + at);
		stream.avail_in = (uInt)size;
		at += size;
		ok = feed(&stream, mode, flush, dictionary, dictionary_length, &out, &code);
		if (code == Z_BUF_ERROR && flush != Z_FINISH)
			code = Z_OK;
	}
	const char *message = NULL;
	if ((code == Z_OK || code == Z_BUF_ERROR) && flush == Z_FINISH) {
		code = Z_BUF_ERROR;
		message = "unexpected end of file";
	} else if (code == Z_NEED_DICT) {
		message = dictionary_length == 0 ? "Missing dictionary" : "Bad dictionary";
	} else if (code < 0) {
		message = stream.msg != NULL ? stream.msg : "Zlib error";
	}
	uint32_t unused = stream.avail_in;
	evl_value values[4] = { EVL_UNDEFINED, evl_from_int(code), EVL_UNDEFINED, evl_from_uint32(unused) };
	if (message != NULL)
		values[2] = evl_text_value(realm, message);
	if (is_deflating(mode))
		deflateEnd(&stream);
	else
		inflateEnd(&stream);
	if (!ok || (message != NULL && values[2] == EVL_EMPTY))
		return false;
	struct evl_node *node = evl_node(realm);
	if (is_deflating(mode) && !node->compression_noted)
		evl_host_note(realm, evl_stack_site(realm), "node:zlib: compressed data is correct, but Node's own zlib may choose other bytes, and another number of them");
	node->compression_noted |= is_deflating(mode);
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, (double)out.length, -1);
	if (buffer == NULL)
		return false;
	if (out.length != 0)
		memcpy(buffer->block->bytes, out.bytes, out.length);
	values[0] = evl_from_object(evl_typed_array_new(realm, EVL_TYPED_UINT8, NULL, buffer, 0, (int64_t)out.length));
	*result = evl_from_object(evl_array_from(realm, values, 4));
	return realm->halt == EVL_STATUS_OK;
}

/* crc32(bytes, start) */
static bool run_crc32(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	size_t length;
	const uint8_t *bytes = evl_node_bytes(evl_arg(args, 0), &length);
	double start = evl_is_number(evl_arg(args, 1)) ? evl_number(evl_arg(args, 1)) : 0;
	(void)realm;
	*result = evl_from_number((double)crc32((uLong)start, bytes, (uInt)length));
	return true;
}

static const struct evl_row zlib_row[] = {
	EVL_METHOD("zlib", run_zlib, 8),
	EVL_METHOD("crc32", run_crc32, 2),
};
const struct evl_rows evl_node_zlib_binding = EVL_ROWS(zlib_row);
