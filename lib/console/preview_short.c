/* SPDX-License-Identifier: MIT */
/* preview_short.c - short forms: what a preview shows of a value within another. It never goes deeper, so nothing here recurses. */
#include "console/preview.h"

#include <math.h>

#include "builtins/clock.h"
#include "builtins/date.h"
#include "console/inspect_node.h"
#include "value/collection.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

static const uint16_t ellipsis = 0x2026;
static const uint16_t florin_sign = 0x0192;
enum { MAX_STRING = 100 };

/* The nearest Symbol.toStringTag property; *holder NULL: there is none, or a proxy is in the way. */
bool evl_preview_find_tag(struct evl_realm *realm, struct evl_object *object, struct evl_object **holder, struct evl_descriptor *tag)
{
	for (*holder = object; *holder != NULL; *holder = (*holder)->shape->prototype) {
		bool found;
		if (evl_class_of(*holder) == EVL_CLASS_PROXY)
			break;
		if (!evl_get_own_property(realm, *holder, EVL_NAME_symbol_to_string_tag, tag, &found))
			return false;
		if (found)
			return true;
	}
	*holder = NULL;
	return true;
}

/* V8 names an object by what made it, whatever prototype it has got since. False: its prototype is the first one, or a subclass made it. */
static bool made_as(struct evl_realm *realm, struct evl_object *object, struct evl_string **out)
{
	const struct evl_object *maker = object->shape->constructor;
	if (maker == NULL)
		return false;
	if (!evl_has_flag(maker, EVL_OBJECT_CALLABLE)) {
		*out = evl_string_from_ascii(realm, evl_class_name(object));
		return true;
	}
	if (evl_class_of(maker) != EVL_CLASS_FUNCTION)
		return false;
	const struct evl_template *template_ = ((const struct evl_function *)maker)->code->template_;
	if (evl_span_is_host(template_->where) || (template_->flags & EVL_TEMPLATE_DERIVED) != 0 || template_->name == EVL_NAME_empty ||
	    template_->name == EVL_NAME_Object)
		return false;
	*out = evl_string_from_name(realm, template_->name);
	return true;
}

/* The name of the object's class; NULL: an object without one, shown by its braces alone. */
bool evl_preview_class_name(struct preview *p, struct evl_object *object, struct evl_string **out)
{
	struct evl_inspector ins;
	struct evl_descriptor tag;
	struct evl_object *holder;
	if (evl_class_of(object) == EVL_CLASS_REGEXP_STRING_ITERATOR) {
		*out = evl_string_from_ascii(p->realm, "RegExpStringIterator");
		return *out != NULL;
	}
	if (evl_class_of(object) == EVL_CLASS_ITERATOR) {
		uint8_t source = ((const struct evl_builtin_iterator *)object)->source;
		if (source == EVL_ITERATOR_MAP || source == EVL_ITERATOR_SET) {
			*out = evl_string_from_ascii(p->realm, source == EVL_ITERATOR_MAP ? "MapIterator" : "SetIterator");
			return *out != NULL;
		}
	}
	/* A generator is of the "class" of its function. */
	if ((evl_class_of(object) == EVL_CLASS_GENERATOR || evl_class_of(object) == EVL_CLASS_ASYNC_GENERATOR) &&
	    ((const struct evl_generator *)object)->frame != NULL) {
		evl_name own = ((const struct evl_generator *)object)->frame->function->code->template_->name;
		if (own != EVL_NAME_empty) {
			*out = evl_string_from_name(p->realm, own);
			return *out != NULL;
		}
	}
	evl_inspector_init(&ins, p->realm);
	if (made_as(p->realm, object, out))
		return *out != NULL;
	if (!evl_inspect_constructor_name(&ins, object, 0, out, NULL)) {
		if (p->realm->halt != EVL_STATUS_OK)
			return false;
		p->realm->exception = EVL_EMPTY; /* DevTools runs no traps */
		*out = NULL;
	}
	/* Node's way to name what no constructor names. */
	if (*out != NULL && strstr(evl_string_utf8(p->realm, *out), " <") != NULL)
		*out = NULL;
	if (*out != NULL && evl_string_name(p->realm, *out) != EVL_NAME_Object)
		return true;
	*out = NULL;
	if (evl_class_of(object) == EVL_CLASS_ITERATOR_HELPER || evl_class_of(object) == EVL_CLASS_ITERATOR_WRAP) {
		*out = evl_string_from_ascii(p->realm, "Iterator");
		return *out != NULL;
	}
	if (!evl_preview_find_tag(p->realm, object, &holder, &tag))
		return false;
	if (holder != NULL && tag.has_value && evl_is_string(tag.value) && evl_as_string(tag.value)->length != 0)
		*out = evl_as_string(tag.value);
	/* V8 goes by the class that made it, whatever prototype it has now. */
	const char *made_by = evl_class_name(object);
	if (*out == NULL && evl_class_of(object) != EVL_CLASS_OBJECT && strcmp(made_by, "Object") != 0 && !evl_has_flag(object, EVL_OBJECT_CALLABLE) &&
	    evl_class_of(object) != EVL_CLASS_NAMESPACE)
		*out = evl_string_from_ascii(p->realm, made_by);
	return true;
}

static void append_short_units(struct preview *p, const uint16_t *units, uint32_t length, bool quote)
{
	uint16_t cut[MAX_STRING];
	if (length > MAX_STRING) {
		memcpy(cut, units, 50 * sizeof *cut);
		cut[50] = ellipsis;
		memcpy(cut + 51, units + length - 49, 49 * sizeof *cut);
		units = cut;
		length = MAX_STRING;
	}
	if (quote)
		evl_inspect_quote(p->text, evl_inspect_manner_of(p->realm), units, length);
	else
		evl_text_append(p->text, units, length);
}

bool evl_preview_primitive(struct preview *p, evl_value value)
{
	struct evl_inspector ins;
	evl_inspector_init(&ins, p->realm);
	ins.break_length = INFINITY;
	ins.max_string = INFINITY;
	return evl_inspect_primitive(&ins, value);
}

void evl_preview_size(struct preview *p, double size)
{
	evl_text_append_unit(p->text, '(');
	evl_text_append_number(p->text, size);
	evl_text_append_unit(p->text, ')');
}

/* The first line of an error: its name, or its class when that says just "Error", and its message as it is now. */
static bool append_error_head(struct preview *p, struct evl_object *error)
{
	evl_value self = evl_from_object(error), name, message;
	struct evl_string *class_text;
	if (!evl_object_get(p->realm, error, EVL_NAME_name, self, &name) || !evl_object_get(p->realm, error, EVL_NAME_message, self, &message) ||
	    !evl_preview_class_name(p, error, &class_text))
		return false;
	bool own_name = evl_is_string(name) && evl_as_string(name)->length != 0 && evl_string_name(p->realm, evl_as_string(name)) != EVL_NAME_Error;
	if (own_name)
		evl_text_append_string(p->text, evl_as_string(name));
	else if (class_text != NULL)
		evl_text_append_string(p->text, class_text);
	else
		evl_text_append_ascii(p->text, "Error");
	if (evl_is_string(message) && evl_as_string(message)->length != 0) {
		evl_text_append_ascii(p->text, ": ");
		evl_text_append_string(p->text, evl_as_string(message));
	}
	return evl_preview_running(p);
}

/* An error: its first line, and the frames of its stack. */
bool evl_preview_stack(struct preview *p, struct evl_object *error, bool nested)
{
	static const uint16_t frame[] = { '\n', ' ', ' ', ' ', ' ', 'a', 't', ' ' };
	evl_value stack;
	uint32_t start = p->text->length;
	if (!evl_object_get(p->realm, error, EVL_NAME_stack, evl_from_object(error), &stack) || !append_error_head(p, error))
		return false;
	if (evl_is_string(stack)) {
		const uint16_t *units = evl_string_units(p->realm, evl_as_string(stack));
		uint32_t length = evl_as_string(stack)->length, at = 0, size = sizeof frame / sizeof frame[0];
		if (units == NULL)
			return false;
		while (at + size <= length && memcmp(units + at, frame, sizeof frame) != 0)
			at++;
		if (at + size <= length)
			evl_text_append(p->text, units + at, length - at);
	}
	if (!nested || p->text->length - start <= MAX_STRING)
		return evl_preview_running(p);
	struct evl_string *whole = evl_text_take(p->text, start);
	const uint16_t *units = whole != NULL ? evl_string_units(p->realm, whole) : NULL;
	if (units != NULL)
		append_short_units(p, units, whole->length, false);
	return units != NULL;
}

/* "Proxy(Array)": named after the target; a revoked proxy has no target to tell of, and one around a proxy counts as Object. */
bool evl_preview_proxy_name(struct preview *p, const struct evl_proxy *proxy)
{
	struct evl_string *name = NULL;
	evl_text_append_ascii(p->text, "Proxy");
	if (proxy->target == NULL)
		return evl_preview_running(p);
	bool is_proxy = evl_class_of(proxy->target) == EVL_CLASS_PROXY;
	if (!is_proxy && !evl_preview_class_name(p, proxy->target, &name))
		return false;
	evl_text_append_unit(p->text, '(');
	if (name != NULL)
		evl_text_append_string(p->text, name);
	else if (is_proxy && evl_has_flag(proxy->target, EVL_OBJECT_CALLABLE))
		evl_text_append_ascii(p->text, "Function");
	else
		evl_text_append_ascii(p->text, evl_class_of(proxy->target) == EVL_CLASS_ARGUMENTS ? "Arguments" : "Object");
	evl_text_append_unit(p->text, ')');
	return evl_preview_running(p);
}

/* A date is its text, in a preview too. */
bool evl_preview_date(struct preview *p, const struct evl_date *date)
{
	char text[EVL_DATE_TEXT_MAX];
	if (date->from_clock)
		evl_clock_note(p->realm);
	size_t length = evl_date_text(p->realm, date->time, EVL_DATE_AND_TIME, text);
	struct evl_string *s = length != 0 ? evl_string_from_utf8(p->realm, text, length) : NULL;
	if (s == NULL)
		return false;
	evl_text_append_string(p->text, s);
	return evl_preview_running(p);
}

/* Is it a buffer or a view of one? */
bool evl_preview_is_bytes(const struct evl_object *object)
{
	enum evl_class cls = evl_class_of(object);
	return cls == EVL_CLASS_ARRAY_BUFFER || cls == EVL_CLASS_SHARED_ARRAY_BUFFER || cls == EVL_CLASS_TYPED_ARRAY ||
	       cls == EVL_CLASS_DATA_VIEW;
}

/* The length behind the name of a buffer or view. */
void evl_preview_view_size(struct preview *p, const struct evl_object *object)
{
	if (!evl_preview_is_bytes(object))
		return;
	bool view = evl_class_of(object) == EVL_CLASS_TYPED_ARRAY || evl_class_of(object) == EVL_CLASS_DATA_VIEW;
	evl_preview_size(p, (double)(view ? evl_view_length((const struct evl_view *)object) :
				       ((const struct evl_array_buffer *)object)->block->length));
}

/* So is a regular expression, whatever properties it has. */
bool evl_preview_regexp(struct preview *p, const struct evl_regexp_object *regexp)
{
	char flags[16] = "";
	struct evl_string *source = evl_regexp_escaped_source(p->realm, regexp->source);
	if (source == NULL)
		return false;
	if (regexp->program != NULL)
		evl_regexp_flags_text(regexp->program->flags, flags);
	evl_text_append_unit(p->text, '/');
	evl_text_append_string(p->text, source);
	evl_text_append_unit(p->text, '/');
	evl_text_append_ascii(p->text, flags);
	return evl_preview_running(p);
}

/* A value inside a preview. */
bool evl_preview_nested(struct preview *p, evl_value value)
{
	struct evl_string *name;
	if (evl_is_string(value)) {
		const uint16_t *units = evl_string_units(p->realm, evl_as_string(value));
		if (units == NULL)
			return false;
		append_short_units(p, units, evl_as_string(value)->length, true);
		return true;
	}
	if (!evl_is_object(value))
		return evl_preview_primitive(p, value);
	struct evl_object *object = evl_as_object(value);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		const struct evl_unknown *unknown = (const struct evl_unknown *)object;
		struct evl_string *text = evl_unknown_string(p->realm, unknown);
		if (text != NULL && unknown->kind == EVL_UNKNOWN_TEXT)
			return evl_preview_nested(p, evl_from_string(text));
		if (text != NULL)
			evl_text_append_string(p->text, text);
		return evl_preview_running(p);
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return evl_preview_is_host_list(p, (const struct evl_proxy *)object) ?
			       evl_preview_nested(p, evl_from_object(((const struct evl_proxy *)object)->target)) :
			       evl_preview_proxy_name(p, (const struct evl_proxy *)object);
	if (evl_is_callable(value)) {
		evl_text_append_unit(p->text, florin_sign);
		return true;
	}
	if (evl_inspect_is_error(p->realm, object))
		return evl_preview_stack(p, object, !p->described);
	if (evl_class_of(object) == EVL_CLASS_DATE)
		return evl_preview_date(p, (const struct evl_date *)object);
	if (evl_class_of(object) == EVL_CLASS_REGEXP)
		return evl_preview_regexp(p, (const struct evl_regexp_object *)object);
	if (!evl_preview_class_name(p, object, &name))
		return false;
	if (name == NULL && evl_preview_is_bytes(object)) {
		evl_text_append_ascii(p->text, evl_class_name(object));
		evl_preview_view_size(p, object);
		return evl_preview_running(p);
	}
	if (evl_class_of(object) == EVL_CLASS_PLATFORM && p->realm->platform_view != NULL) {
		struct evl_string *text;
		enum evl_platform_view view = p->realm->platform_view(p->realm, object, true, &text);
		if (view == EVL_VIEW_TEXT && text != NULL)
			evl_text_append_string(p->text, text);
		else if (view == EVL_VIEW_LIST && name != NULL)
			evl_text_append_string(p->text, name);
		if (view == EVL_VIEW_LIST) {
			double length;
			if (!evl_length_of(p->realm, object, &length))
				return false;
			evl_preview_size(p, length);
		}
		if (view == EVL_VIEW_TEXT || view == EVL_VIEW_LIST)
			return evl_preview_running(p);
	}
	if (name == NULL && evl_class_of(object) == EVL_CLASS_ARGUMENTS) {
		double length;
		if (!evl_length_of(p->realm, object, &length))
			return false;
		evl_text_append_ascii(p->text, "Arguments");
		evl_preview_size(p, length);
		return evl_preview_running(p);
	}
	if (name == NULL) {
		if (p->described) {
			evl_text_append_ascii(p->text, "Object");
			return evl_preview_running(p);
		}
		evl_text_append_unit(p->text, '{');
		evl_text_append_unit(p->text, ellipsis);
		evl_text_append_unit(p->text, '}');
		return true;
	}
	evl_text_append_string(p->text, name);
	evl_preview_view_size(p, object);
	switch (evl_class_of(object)) {
	case EVL_CLASS_ARRAY:
	case EVL_CLASS_ARGUMENTS:
		evl_preview_size(p, object->length);
		break;
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
		evl_preview_size(p, ((struct evl_collection *)object)->live);
		break;
	default:
		break;
	}
	return evl_preview_running(p);
}
