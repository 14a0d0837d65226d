/*
 * buffer.h - growing sequences of bytes or UTF-16 units, on malloc.
 *
 * For building output of unknown length. A failed allocation sets `failed` and
 * later appends do nothing: check once, at the end.
 */
#ifndef EVL_BASE_BUFFER_H
#define EVL_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evl_buffer {
	char *bytes; /* NUL-terminated once anything was appended; NULL before */
	size_t length;
	size_t capacity;
	bool failed;
};

/*
 * Begin empty; no memory is taken yet. Reset: empty again, the memory kept. Release: the memory given back; the buffer may be
 * begun anew.
 */
void evl_buffer_init(struct evl_buffer *buffer);
void evl_buffer_reset(struct evl_buffer *buffer);
void evl_buffer_release(struct evl_buffer *buffer);
/* Append a copy: of `length` bytes, of NUL-terminated text, of a byte, of UTF-16 as UTF-8 (lone surrogates as U+FFFD), of what printf would write. */
void evl_buffer_append(struct evl_buffer *buffer, const char *bytes, size_t length);
void evl_buffer_append_text(struct evl_buffer *buffer, const char *text);
void evl_buffer_append_byte(struct evl_buffer *buffer, char byte);
void evl_buffer_append_utf16(struct evl_buffer *buffer, const uint16_t *units, size_t length);
void evl_buffer_printf(struct evl_buffer *buffer, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

struct evl_buffer16 {
	uint16_t *units;
	size_t length;
	size_t capacity;
	bool failed;
};

/* As for bytes. A code point above U+FFFF becomes a surrogate pair. */
void evl_buffer16_init(struct evl_buffer16 *buffer);
void evl_buffer16_release(struct evl_buffer16 *buffer);
void evl_buffer16_append(struct evl_buffer16 *buffer, const uint16_t *units, size_t length);
void evl_buffer16_append_unit(struct evl_buffer16 *buffer, uint16_t unit);
void evl_buffer16_append_code_point(struct evl_buffer16 *buffer, uint32_t code_point);
/* UTF-8 (or plain ASCII) text. */
void evl_buffer16_append_utf8(struct evl_buffer16 *buffer, const char *text, size_t length);
void evl_buffer16_append_ascii(struct evl_buffer16 *buffer, const char *text);

#endif
