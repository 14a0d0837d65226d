/* SPDX-License-Identifier: MIT */
/*
 * style_color.c - colors of CSS: read from a declaration, written as the CSSOM does.
 */
#include "host/browser/style_color.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned char red, green, blue;
} named[] = {
#define EVL_COLOR(name, red, green, blue) { #name, red, green, blue },
#include "host/browser/colors.def"
#undef EVL_COLOR
};

enum { TEXT_MAX = 128, PARTS_MAX = 4 };

/* The text in lower case, without blanks around it; false: it is too long to be a color. */
static bool lowered(const char *text, char *out)
{
	text += strspn(text, " \t\r\n\f");
	size_t length = strlen(text);
	while (length > 0 && strchr(" \t\r\n\f", text[length - 1]) != NULL)
		length--;
	if (length >= TEXT_MAX)
		return false;
	for (size_t i = 0; i < length; i++)
		out[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
	out[length] = '\0';
	return true;
}

static int digit_of(char c)
{
	const char *digits = "0123456789abcdef", *found = c != '\0' ? strchr(digits, c) : NULL;
	return found != NULL ? (int)(found - digits) : -1;
}

static bool read_hex(const char *digits, struct evl_color *out)
{
	size_t length = strlen(digits);
	unsigned parts[PARTS_MAX] = { 0, 0, 0, 255 };
	bool brief = length == 3 || length == 4;
	if (!brief && length != 6 && length != 8)
		return false;
	for (size_t i = 0; i < length; i++)
		if (digit_of(digits[i]) < 0)
			return false;
	for (size_t i = 0; i < (brief ? length : length / 2); i++)
		parts[i] = (unsigned)(brief ? digit_of(digits[i]) * 17 : digit_of(digits[i * 2]) * 16 + digit_of(digits[i * 2 + 1]));
	*out = (struct evl_color){ parts[0], parts[1], parts[2], parts[3] / 255.0 };
	return true;
}

static unsigned byte_of(double value)
{
	return value <= 0 ? 0 : value >= 255 ? 255 : (unsigned)floor(value + 0.5);
}

struct part {
	double value;
	bool percent;
};

/* What stands between the parentheses: numbers with commas or blanks, and a slash before the alpha. */
static bool read_parts(const char *at, struct part *parts, int *count)
{
	*count = 0;
	for (;;) {
		at += strspn(at, " \t\r\n\f");
		char *end;
		if (*count == PARTS_MAX || strchr("+-.0123456789", *at) == NULL || *at == '\0')
			return false;
		parts[*count].value = strtod(at, &end);
		if (end == at || !isfinite(parts[*count].value))
			return false;
		at = end;
		if (strncmp(at, "deg", 3) == 0)
			at += 3;
		parts[*count].percent = *at == '%';
		at += *at == '%';
		(*count)++;
		at += strspn(at, " \t\r\n\f");
		if (*at == ')')
			return at[1] == '\0' && *count >= 3;
		at += *at == ',' || *at == '/';
	}
}

static double channel(double hue, double saturation, double lightness, double n)
{
	double k = fmod(n + hue / 30, 12), a = saturation * fmin(lightness, 1 - lightness);
	return 255 * (lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1)));
}

static bool read_function(const char *text, struct evl_color *out)
{
	struct part parts[PARTS_MAX];
	int count;
	const char *open = strchr(text, '(');
	bool hsl = strncmp(text, "hsl", 3) == 0, rgb = strncmp(text, "rgb", 3) == 0;
	if (open == NULL || (!hsl && !rgb) || (open != text + 3 && !(open == text + 4 && text[3] == 'a')) || !read_parts(open + 1, parts, &count))
		return false;
	double alpha = count < PARTS_MAX ? 1 : parts[3].percent ? parts[3].value / 100 : parts[3].value;
	out->alpha = fmin(1, fmax(0, alpha));
	if (hsl) {
		double hue = fmod(fmod(parts[0].value, 360) + 360, 360), s = fmin(1, fmax(0, parts[1].value / 100)), l = fmin(1, fmax(0, parts[2].value / 100));
		out->red = byte_of(channel(hue, s, l, 0));
		out->green = byte_of(channel(hue, s, l, 8));
		out->blue = byte_of(channel(hue, s, l, 4));
		return true;
	}
	unsigned *into[] = { &out->red, &out->green, &out->blue };
	for (int i = 0; i < 3; i++)
		*into[i] = byte_of(parts[i].percent ? parts[i].value * 2.55 : parts[i].value);
	return true;
}

bool evl_color_is_name(const char *text)
{
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		if (strcmp(named[i].name, text) == 0)
			return true;
	return false;
}

bool evl_color_read(const char *text, struct evl_color *out)
{
	char lower[TEXT_MAX];
	if (!lowered(text, lower))
		return false;
	if (lower[0] == '#')
		return read_hex(lower + 1, out);
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		if (strcmp(named[i].name, lower) == 0) {
			*out = (struct evl_color){ named[i].red, named[i].green, named[i].blue, 1 };
			return true;
		}
	return read_function(lower, out);
}

void evl_color_write(const struct evl_color *color, char *out)
{
	if (color->alpha >= 1) {
		snprintf(out, EVL_COLOR_TEXT, "rgb(%u, %u, %u)", color->red & 255u, color->green & 255u, color->blue & 255u);
		return;
	}
	/* Two decimals where they tell the byte, else three. */
	double byte = floor(color->alpha * 255 + 0.5), brief = floor(byte / 255 * 100 + 0.5) / 100;
	double alpha = floor(brief * 255 + 0.5) == byte ? brief : floor(byte / 255 * 1000 + 0.5) / 1000;
	snprintf(out, EVL_COLOR_TEXT, "rgba(%u, %u, %u, %g)", color->red & 255u, color->green & 255u, color->blue & 255u, alpha);
}
