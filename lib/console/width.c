/*
 * width.c - how many terminal columns a text takes, as Node counts them when it
 * lays out arrays and tables: wide characters and emoji two, marks and controls none.
 */
#include "base/utf.h"
#include "console/inspect_node.h"

struct width_range {
	uint32_t first, last, columns;
};

static const struct width_range ranges[] = {
#include "console/width_table.def"
};

static uint32_t point_width(uint32_t point)
{
	size_t low = 0, high = sizeof ranges / sizeof ranges[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point > ranges[middle].last)
			low = middle + 1;
		else if (point < ranges[middle].first)
			high = middle;
		else
			return ranges[middle].columns;
	}
	return 1;
}

uint32_t evl_text_width(const uint16_t *units, size_t length)
{
	uint32_t width = 0;
	for (size_t i = 0; i < length;) {
		if (units[i] < 0x7F) {
			width += units[i++] >= 0x20;
			continue;
		}
		size_t taken;
		width += point_width(evl_utf16_decode(units, length, i, &taken));
		i += taken;
	}
	return width;
}
