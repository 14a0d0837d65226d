/* SPDX-License-Identifier: MIT */
/*
 * preview.h - the parts that a page's inspector describes an object with; shared by the files preview_*.c and inspect_browser.c.
 *
 * All append to p->text. A false means that the run halts, or that an exception is pending.
 */
#ifndef EVL_CONSOLE_PREVIEW_H
#define EVL_CONSOLE_PREVIEW_H

#include "console/text.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/typed_array.h"
#include "vm/regexp.h"

struct evl_date; /* builtins/date.h */

enum { EVL_PREVIEW_PROPERTIES = 5, EVL_PREVIEW_ITEMS = 100 };

struct preview {
	struct evl_realm *realm;
	struct evl_text *text;
	bool first; /* nothing was listed yet */
	bool described; /* the head alone: what %O and console.dir show */
};

/* Before each thing that is listed: ", " between them. */
static inline void evl_preview_separate(struct preview *p)
{
	if (!p->first)
		evl_text_append_ascii(p->text, ", ");
	p->first = false;
}

static inline bool evl_preview_running(const struct preview *p) { return p->realm->halt == EVL_STATUS_OK; }

/* ---- short forms: what is shown of a value within another ---- */

/* The nearest Symbol.toStringTag property; *holder NULL: there is none, or a proxy is in the way. */
bool evl_preview_find_tag(struct evl_realm *realm, struct evl_object *object, struct evl_object **holder, struct evl_descriptor *tag);
/* The name of the object's class; NULL: an object without one, shown by its braces alone. */
bool evl_preview_class_name(struct preview *p, struct evl_object *object, struct evl_string **out);
/* What is no object, strings in quotes. */
bool evl_preview_primitive(struct preview *p, evl_value value);
/* "(3)" behind a name. */
void evl_preview_size(struct preview *p, double size);
/* An error: its first line, and the frames of its stack. */
bool evl_preview_stack(struct preview *p, struct evl_object *error, bool nested);
/* "Proxy(Array)": named after the target; a revoked proxy has no target to tell of, and one around a proxy counts as Object. */
bool evl_preview_proxy_name(struct preview *p, const struct evl_proxy *proxy);
/* A date is its text, in a preview too. */
bool evl_preview_date(struct preview *p, const struct evl_date *date);
/* Is it a buffer or a view of one? */
bool evl_preview_is_bytes(const struct evl_object *object);
/* The length behind the name of a buffer or view. */
void evl_preview_view_size(struct preview *p, const struct evl_object *object);
/* So is a regular expression, whatever properties it has. */
bool evl_preview_regexp(struct preview *p, const struct evl_regexp_object *regexp);
/* A value inside a preview. */
bool evl_preview_nested(struct preview *p, evl_value value);

/* ---- properties ---- */

/* "key: value", behind a comma where it is not the first. */
bool evl_preview_property(struct preview *p, evl_key key, evl_value value);
/* The mark of what is left out. */
void evl_preview_more(struct preview *p);
/* Functions stand behind the other properties. */
bool evl_preview_comes_last(evl_value value);
/* "name: value" of something that is no property ("[[PromiseState]]"); `value` NULL: the name alone. */
bool evl_preview_internal(struct preview *p, const char *name, const evl_value *value);
/* Up to five own properties, functions last; accessors take a place but are not shown. */
bool evl_preview_properties(struct preview *p, struct evl_object *object, bool skip_indexes, bool skip_length);

/* ---- platform objects ---- */

/* Was the object made by a class of a host script? Such a class stands for a native one. */
bool evl_preview_is_host_made(struct preview *p, struct evl_object *object);
/* Does the proxy stand for a list of the host that knows its items by their indexes? */
bool evl_preview_is_host_list(struct preview *p, const struct evl_proxy *proxy);
/* A platform object: what it has itself, then the attributes of its interface and of those that it inherits from. */
bool evl_preview_platform(struct preview *p, struct evl_object *object);
/* Storage and the like: what they hold, then their attributes. */
bool evl_preview_named(struct preview *p, struct evl_object *object, bool length);
/* NodeList and the like: "NodeList(2) [a, b]"; behind all its items the attribute of this name (NULL: none). */
bool evl_preview_platform_list(struct preview *p, struct evl_object *object, const char *attribute);

#endif
