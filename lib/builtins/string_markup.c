/*
 * string_markup.c - the old methods that wrap a text in HTML (sec-createhtml).
 */
#include <string.h>

#include "base/buffer.h"
#include "builtins/args.h"
#include "builtins/string_methods.h"
#include "value/convert.h"

static bool create_html(struct evl_realm *realm, const struct evl_args *args, const char *method, const char *tag,
			const char *attribute, evl_value *result)
{
	struct evl_string *s, *value = NULL;
	struct evl_buffer16 out;
	if (!evl_this_string(realm, args, method, &s) ||
	    (attribute != NULL && !evl_to_string(realm, evl_arg(args, 0), &value)))
		return false;
	const uint16_t *units = evl_string_units(realm, s), *quoted = value != NULL ? evl_string_units(realm, value) : units;
	if (units == NULL || quoted == NULL)
		return false;
	evl_buffer16_init(&out);
	evl_buffer16_append_ascii(&out, "<");
	evl_buffer16_append_ascii(&out, tag);
	if (value != NULL) {
		evl_buffer16_append_ascii(&out, " ");
		evl_buffer16_append_ascii(&out, attribute);
		evl_buffer16_append_ascii(&out, "=\"");
		for (uint32_t i = 0; i < value->length; i++) {
			if (quoted[i] == '"')
				evl_buffer16_append_ascii(&out, "&quot;");
			else
				evl_buffer16_append_unit(&out, quoted[i]);
		}
		evl_buffer16_append_ascii(&out, "\"");
	}
	evl_buffer16_append_ascii(&out, ">");
	evl_buffer16_append(&out, units, s->length);
	evl_buffer16_append_ascii(&out, "</");
	evl_buffer16_append_ascii(&out, tag);
	evl_buffer16_append_ascii(&out, ">");
	struct evl_string *text = NULL;
	if (out.failed)
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in making a text");
	else
		text = evl_string_new(realm, out.units, out.length);
	evl_buffer16_release(&out);
	*result = evl_string_value(text);
	return text != NULL;
}

/* One method: its name in JavaScript, its tag, its attribute or NULL. */
#define MARKUP(function, name, tag, attribute)                                                                       \
	bool evl_string_prototype_##function(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{                                                                                                            \
		return create_html(realm, args, "String.prototype." name, tag, attribute, result);                   \
	}

MARKUP(anchor, "anchor", "a", "name")
MARKUP(big, "big", "big", NULL)
MARKUP(blink, "blink", "blink", NULL)
MARKUP(bold, "bold", "b", NULL)
MARKUP(fixed, "fixed", "tt", NULL)
MARKUP(fontcolor, "fontcolor", "font", "color")
MARKUP(fontsize, "fontsize", "font", "size")
MARKUP(italics, "italics", "i", NULL)
MARKUP(link, "link", "a", "href")
MARKUP(small, "small", "small", NULL)
MARKUP(strike, "strike", "strike", NULL)
MARKUP(sub, "sub", "sub", NULL)
MARKUP(sup, "sup", "sup", NULL)
