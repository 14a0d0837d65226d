/* SPDX-License-Identifier: MIT */
/*
 * shared.c - what several renderers need: sinks, styles, safe text.
 */
#include "report/formats.h"

#include <string.h>

#include "base/utf.h"

bool evl_report_flush(struct evl_buffer *buffer, const struct evl_sink *sink)
{
	bool ok = !buffer->failed;
	if (ok && buffer->length != 0)
		ok = sink->write(sink->context, buffer->bytes, buffer->length);
	evl_buffer_release(buffer);
	return ok;
}

const struct evl_style *evl_style(bool color)
{
	static const struct evl_style none = { "", "", "", "", "", "", "" };
	static const struct evl_style ansi = { "\033[1m", "\033[2m", "\033[31m", "\033[33m", "\033[36m", "\033[32m", "\033[0m" };
	return color ? &ansi : &none;
}

static bool is_bidi_control(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

void evl_report_safe_text(struct evl_buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t taken;
		uint32_t c = evl_utf8_decode(text + i, length - i, &taken);
		if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0))
			evl_buffer_printf(out, "\\x%02X", (unsigned)c);
		else if (is_bidi_control(c))
			evl_buffer_printf(out, "\\u%04x", (unsigned)c);
		else
			evl_buffer_append(out, text + i, taken);
		i += taken;
	}
}

void evl_json_string(struct evl_buffer *out, const char *text, size_t length)
{
	evl_buffer_append_byte(out, '"');
	for (size_t i = 0; i < length;) {
		size_t taken;
		uint32_t c = evl_utf8_decode(text + i, length - i, &taken);
		switch (c) {
		case '"':
			evl_buffer_append_text(out, "\\\"");
			break;
		case '\\':
			evl_buffer_append_text(out, "\\\\");
			break;
		case '\n':
			evl_buffer_append_text(out, "\\n");
			break;
		case '\r':
			evl_buffer_append_text(out, "\\r");
			break;
		case '\t':
			evl_buffer_append_text(out, "\\t");
			break;
		default:
			if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029)
				evl_buffer_printf(out, "\\u%04x", (unsigned)c);
			else if (c == 0xFFFD)
				evl_buffer_append_text(out, "\xEF\xBF\xBD");
			else
				evl_buffer_append(out, text + i, taken);
			break;
		}
		i += taken;
	}
	evl_buffer_append_byte(out, '"');
}

void evl_json_text(struct evl_buffer *out, const char *text)
{
	if (text == NULL)
		evl_buffer_append_text(out, "null");
	else
		evl_json_string(out, text, strlen(text));
}

void evl_json_key(struct evl_buffer *out, const char *name)
{
	evl_buffer_printf(out, ",\"%s\":", name);
}
