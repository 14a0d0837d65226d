/* SPDX-License-Identifier: MIT */
/*
 * buffer.c - growing byte and UTF-16 sequences.
 *
 * Capacity doubles, so appending is linear in all. One byte is always kept for
 * the final NUL.
 */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf.h"

/* Make room for `more` bytes and the NUL. */
static bool reserve(struct evl_buffer *buffer, size_t more)
{
	if (buffer->failed)
		return false;
	if (more < buffer->capacity - buffer->length && buffer->capacity)
		return true;
	if (more >= SIZE_MAX / 2 - buffer->length) {
		buffer->failed = true;
		return false;
	}
	size_t capacity = buffer->capacity ? buffer->capacity : 256;
	while (capacity - buffer->length <= more)
		capacity *= 2;
	char *bytes = realloc(buffer->bytes, capacity);
	if (!bytes) {
		buffer->failed = true;
		return false;
	}
	buffer->bytes = bytes;
	buffer->capacity = capacity;
	return true;
}

void evl_buffer_init(struct evl_buffer *buffer)
{
	*buffer = (struct evl_buffer){ 0 };
}

void evl_buffer_reset(struct evl_buffer *buffer)
{
	buffer->length = 0;
	buffer->failed = false;
	if (buffer->bytes)
		buffer->bytes[0] = '\0';
}

void evl_buffer_release(struct evl_buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct evl_buffer){ 0 };
}

void evl_buffer_append(struct evl_buffer *buffer, const char *bytes, size_t length)
{
	if (!reserve(buffer, length))
		return;
	if (length)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void evl_buffer_append_text(struct evl_buffer *buffer, const char *text)
{
	evl_buffer_append(buffer, text, strlen(text));
}

void evl_buffer_append_byte(struct evl_buffer *buffer, char byte)
{
	evl_buffer_append(buffer, &byte, 1);
}

void evl_buffer_append_utf16(struct evl_buffer *buffer, const uint16_t *units, size_t length)
{
	if (!reserve(buffer, evl_utf16_to_utf8_length(units, length)))
		return;
	buffer->length += evl_utf16_to_utf8(units, length, buffer->bytes + buffer->length);
	buffer->bytes[buffer->length] = '\0';
}

void evl_buffer_printf(struct evl_buffer *buffer, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		buffer->failed = true;
	if (length < 0 || !reserve(buffer, (size_t)length))
		return;
	va_start(args, format);
	vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, args);
	va_end(args);
	buffer->length += (size_t)length;
}

static bool reserve16(struct evl_buffer16 *buffer, size_t more)
{
	if (buffer->failed)
		return false;
	if (more <= buffer->capacity - buffer->length)
		return true;
	if (more >= SIZE_MAX / 8 - buffer->length) {
		buffer->failed = true;
		return false;
	}
	size_t capacity = buffer->capacity ? buffer->capacity : 128;
	while (capacity - buffer->length < more)
		capacity *= 2;
	uint16_t *units = realloc(buffer->units, capacity * sizeof(*units));
	if (!units) {
		buffer->failed = true;
		return false;
	}
	buffer->units = units;
	buffer->capacity = capacity;
	return true;
}

void evl_buffer16_init(struct evl_buffer16 *buffer)
{
	*buffer = (struct evl_buffer16){ 0 };
}

void evl_buffer16_release(struct evl_buffer16 *buffer)
{
	free(buffer->units);
	*buffer = (struct evl_buffer16){ 0 };
}

void evl_buffer16_append(struct evl_buffer16 *buffer, const uint16_t *units, size_t length)
{
	if (!length || !reserve16(buffer, length))
		return;
	memcpy(buffer->units + buffer->length, units, length * sizeof(*units));
	buffer->length += length;
}

void evl_buffer16_append_unit(struct evl_buffer16 *buffer, uint16_t unit)
{
	if (reserve16(buffer, 1))
		buffer->units[buffer->length++] = unit;
}

void evl_buffer16_append_code_point(struct evl_buffer16 *buffer, uint32_t code_point)
{
	if (code_point > 0xFFFF) {
		evl_buffer16_append_unit(buffer, (uint16_t)(0xD800 + ((code_point - 0x10000) >> 10)));
		code_point = 0xDC00 + ((code_point - 0x10000) & 0x3FF);
	}
	evl_buffer16_append_unit(buffer, (uint16_t)code_point);
}

void evl_buffer16_append_utf8(struct evl_buffer16 *buffer, const char *text, size_t length)
{
	size_t units = evl_utf8_to_utf16_length(text, length);
	if (units && reserve16(buffer, units))
		buffer->length += evl_utf8_to_utf16(text, length, buffer->units + buffer->length);
}

void evl_buffer16_append_ascii(struct evl_buffer16 *buffer, const char *text)
{
	evl_buffer16_append_utf8(buffer, text, strlen(text));
}
