/* SPDX-License-Identifier: MIT */
/*
 * style_color.h - colors of CSS: read from a declaration, written as the CSSOM does.
 */
#ifndef EVL_HOST_BROWSER_STYLE_COLOR_H
#define EVL_HOST_BROWSER_STYLE_COLOR_H

#include <stdbool.h>
#include <stddef.h>

struct evl_color {
	unsigned red, green, blue; /* 0 to 255 */
	double alpha;              /* 0 to 1 */
};

enum { EVL_COLOR_TEXT = 48 };

/* A color by its name, as #hex, or as rgb(), rgba(), hsl() or hsla(), in any case. False: it is none of these. */
bool evl_color_read(const char *text, struct evl_color *out);
/* "rgb(255, 0, 0)" or "rgba(255, 0, 0, 0.5)" (CSS Color 4, "Serializing sRGB values"), at most EVL_COLOR_TEXT bytes. */
void evl_color_write(const struct evl_color *color, char *out);
/* Is this (in lower case) the name of a color? transparent and currentcolor are none here. */
bool evl_color_is_name(const char *text);

#endif
