/* SPDX-License-Identifier: MIT */
/*
 * inspect_date.c - a Date as util.inspect shows it: its ISO form, with a prefix when it is of a class of its own.
 */
#include <math.h>
#include <string.h>

#include "builtins/clock.h"
#include "builtins/date.h"
#include "console/inspect_node.h"

bool evl_inspect_date_base(struct evl_raw *raw)
{
	static const char plain[] = "Date ";
	struct evl_text *text = raw->ins->text;
	const struct evl_date *date = (const struct evl_date *)raw->object;
	char shown[EVL_DATE_TEXT_MAX];
	uint32_t start = text->length;
	if (date->from_clock)
		evl_clock_note(raw->ins->realm);
	evl_inspect_prefix(raw, "Date", -1);
	bool is_plain = text->length - start == sizeof plain - 1;
	for (uint32_t i = 0; is_plain && i < sizeof plain - 1; i++)
		is_plain = text->units[start + i] == (unsigned char)plain[i];
	if (is_plain)
		text->length = start;
	if (isnan(date->time))
		evl_date_text(raw->ins->realm, date->time, EVL_DATE_AND_TIME, shown);
	else
		evl_date_iso_text(date->time, shown);
	evl_text_append_ascii(text, shown);
	return true;
}
