/* SPDX-License-Identifier: MIT */
/*
 * canvas.c - <canvas>: its size and its context. What is drawn, and where, js/canvas.js knows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/browser/controls.h"
#include "host/browser/partial_text.h"
#include "host/browser/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"

enum { WIDTH = 300, HEIGHT = 150 }; /* where the attributes say none (HTML, "The canvas element") */

bool evl_canvas_get_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *canvas = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (canvas == NULL)
		return false;
	const char *name = evl_platform_name(args);
	struct evl_string *text = evl_element_get(realm, canvas, name);
	if (evl_text_is_partial(realm, text)) {
		*result = evl_partial_read(realm, evl_from_string(text));
		return true;
	}
	const char *digits = text != NULL ? evl_string_utf8(realm, text) : "";
	digits += strspn(digits, " \t\r\n\f");
	digits += *digits == '+';
	double size = *digits >= '0' && *digits <= '9' ? strtod(digits, NULL) : -1;
	*result = size >= 0 && size <= INT32_MAX ? evl_from_int((int32_t)size) : evl_from_int(strcmp(name, "width") == 0 ? WIDTH : HEIGHT);
	return true;
}

bool evl_canvas_set_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t size;
	char text[16];
	struct evl_dom_node *canvas = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	struct evl_string *shown;
	*result = EVL_UNDEFINED;
	/* As large as something that is not laid out here. */
	if (canvas != NULL && evl_is_unknown(evl_arg(args, 0)))
		return evl_partial_text(realm, args->values[0], &shown) &&
		       evl_element_set(realm, canvas, evl_platform_intern(realm, evl_platform_name(args)), shown);
	if (canvas == NULL || !evl_to_int32(realm, evl_arg(args, 0), &size))
		return false;
	const char *name = evl_platform_name(args);
	snprintf(text, sizeof text, "%d", size >= 0 ? (int)size : strcmp(name, "width") == 0 ? WIDTH : HEIGHT);
	return evl_element_set_text(realm, canvas, name, text);
}

bool evl_canvas_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *canvas = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (canvas == NULL)
		return false;
	evl_value values[2] = { evl_from_object(canvas), evl_arg(args, 0) };
	return evl_host_script_call(realm, "browser/canvas", "getContext", args->count == 0 ? 1 : 2, values, result);
}

bool evl_canvas_resized(struct evl_realm *realm, struct evl_dom_node *canvas)
{
	evl_value value = evl_from_object(canvas), ignored;
	return evl_host_script_call(realm, "browser/canvas", "resized", 1, &value, &ignored);
}
