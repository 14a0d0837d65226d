/*
 * inspect_browser.c - values as the console of Chromium's DevTools shows them before anything is
 * expanded: one line, one level, at most five properties or a hundred items.
 *
 * What is shown of a property is a short form that never goes deeper, so nothing here recurses.
 */
#include "console/inspect_browser.h"

#include <math.h>
#include <string.h>

#include "builtins/clock.h"
#include "builtins/date.h"
#include "builtins/number_parse.h"
#include "console/inspect_node.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/unknown.h"
#include "value/typed_array.h"
#include "vm/function.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/stack_names.h"
#include "vm/promise.h"
#include "vm/regexp.h"
#include "vm/vm.h"

enum { MAX_PROPERTIES = 5, MAX_ITEMS = 100, MAX_STRING = 100 };

struct preview {
	struct evl_realm *realm;
	struct evl_text *text;
	bool first; /* nothing was listed yet */
	bool described; /* the head alone: what %O and console.dir show */
};

static const uint16_t ellipsis = 0x2026, florin_sign = 0x0192, times = 0x00D7;

static void separate(struct preview *p)
{
	if (!p->first)
		evl_text_append_ascii(p->text, ", ");
	p->first = false;
}

static bool running(const struct preview *p) { return p->realm->halt == EVL_STATUS_OK; }

/* The nearest Symbol.toStringTag property; *holder NULL: there is none, or a proxy is in the way. */
static bool find_tag(struct evl_realm *realm, struct evl_object *object, struct evl_object **holder, struct evl_descriptor *tag)
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
static bool class_name(struct preview *p, struct evl_object *object, struct evl_string **out)
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
	if (!evl_inspect_constructor_name(&ins, object, 0, out, NULL))
		return false;
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
	if (!find_tag(p->realm, object, &holder, &tag))
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

/* --- short forms --- */

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
		evl_inspect_quote(p->text, units, length);
	else
		evl_text_append(p->text, units, length);
}

static bool append_primitive(struct preview *p, evl_value value)
{
	struct evl_inspector ins;
	evl_inspector_init(&ins, p->realm);
	ins.break_length = INFINITY;
	ins.max_string = UINT32_MAX;
	return evl_inspect_primitive(&ins, value);
}

static void append_size(struct preview *p, double size)
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
	    !class_name(p, error, &class_text))
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
	return running(p);
}

/* An error: its first line, and the frames of its stack. */
static bool append_stack(struct preview *p, struct evl_object *error, bool nested)
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
		return running(p);
	struct evl_string *whole = evl_text_take(p->text, start);
	const uint16_t *units = whole != NULL ? evl_string_units(p->realm, whole) : NULL;
	if (units != NULL)
		append_short_units(p, units, whole->length, false);
	return units != NULL;
}

/* "Proxy(Array)": named after the target; a revoked proxy has no target to tell of, and one around a proxy counts as Object. */
static bool append_proxy_name(struct preview *p, const struct evl_proxy *proxy)
{
	struct evl_string *name = NULL;
	evl_text_append_ascii(p->text, "Proxy");
	if (proxy->target == NULL)
		return running(p);
	if (evl_class_of(proxy->target) != EVL_CLASS_PROXY && !class_name(p, proxy->target, &name))
		return false;
	evl_text_append_unit(p->text, '(');
	if (name != NULL)
		evl_text_append_string(p->text, name);
	else
		evl_text_append_ascii(p->text, evl_class_of(proxy->target) == EVL_CLASS_ARGUMENTS ? "Arguments" : "Object");
	evl_text_append_unit(p->text, ')');
	return running(p);
}

/* A date is its text, in a preview too. */
static bool append_date(struct preview *p, const struct evl_date *date)
{
	char text[EVL_DATE_TEXT_MAX];
	if (date->from_clock)
		evl_clock_note(p->realm);
	size_t length = evl_date_text(p->realm, date->time, EVL_DATE_AND_TIME, text);
	struct evl_string *s = length != 0 ? evl_string_from_utf8(p->realm, text, length) : NULL;
	if (s == NULL)
		return false;
	evl_text_append_string(p->text, s);
	return running(p);
}

/* Is it a buffer or a view of one? */
static bool is_bytes(const struct evl_object *object)
{
	enum evl_class cls = evl_class_of(object);
	return cls == EVL_CLASS_ARRAY_BUFFER || cls == EVL_CLASS_SHARED_ARRAY_BUFFER || cls == EVL_CLASS_TYPED_ARRAY ||
	       cls == EVL_CLASS_DATA_VIEW;
}

/* The length behind the name of a buffer or view. */
static void append_view_size(struct preview *p, const struct evl_object *object)
{
	if (!is_bytes(object))
		return;
	bool view = evl_class_of(object) == EVL_CLASS_TYPED_ARRAY || evl_class_of(object) == EVL_CLASS_DATA_VIEW;
	append_size(p, (double)(view ? evl_view_length((const struct evl_view *)object) :
				       ((const struct evl_array_buffer *)object)->block->length));
}

/* So is a regular expression, whatever properties it has. */
static bool append_regexp(struct preview *p, const struct evl_regexp_object *regexp)
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
	return running(p);
}

/* A value inside a preview. */
static bool append_nested(struct preview *p, evl_value value)
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
		return append_primitive(p, value);
	struct evl_object *object = evl_as_object(value);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		const struct evl_unknown *unknown = (const struct evl_unknown *)object;
		struct evl_string *text = evl_unknown_string(p->realm, unknown);
		if (text != NULL && unknown->kind == EVL_UNKNOWN_TEXT)
			return append_nested(p, evl_from_string(text));
		if (text != NULL)
			evl_text_append_string(p->text, text);
		return running(p);
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return append_proxy_name(p, (const struct evl_proxy *)object);
	if (evl_is_callable(value)) {
		evl_text_append_unit(p->text, florin_sign);
		return true;
	}
	if (evl_inspect_is_error(p->realm, object))
		return append_stack(p, object, !p->described);
	if (evl_class_of(object) == EVL_CLASS_DATE)
		return append_date(p, (const struct evl_date *)object);
	if (evl_class_of(object) == EVL_CLASS_REGEXP)
		return append_regexp(p, (const struct evl_regexp_object *)object);
	if (!class_name(p, object, &name))
		return false;
	if (name == NULL && is_bytes(object)) {
		evl_text_append_ascii(p->text, evl_class_name(object));
		append_view_size(p, object);
		return running(p);
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
			append_size(p, length);
		}
		if (view == EVL_VIEW_TEXT || view == EVL_VIEW_LIST)
			return running(p);
	}
	if (name == NULL && evl_class_of(object) == EVL_CLASS_ARGUMENTS) {
		double length;
		if (!evl_length_of(p->realm, object, &length))
			return false;
		evl_text_append_ascii(p->text, "Arguments");
		append_size(p, length);
		return running(p);
	}
	if (name == NULL) {
		if (p->described) {
			evl_text_append_ascii(p->text, "Object");
			return running(p);
		}
		evl_text_append_unit(p->text, '{');
		evl_text_append_unit(p->text, ellipsis);
		evl_text_append_unit(p->text, '}');
		return true;
	}
	evl_text_append_string(p->text, name);
	append_view_size(p, object);
	switch (evl_class_of(object)) {
	case EVL_CLASS_ARRAY:
	case EVL_CLASS_ARGUMENTS:
		append_size(p, object->length);
		break;
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
		append_size(p, ((struct evl_collection *)object)->live);
		break;
	default:
		break;
	}
	return running(p);
}

/* --- properties --- */

static void append_key(struct preview *p, evl_key key)
{
	if (evl_key_is_index(key)) {
		evl_text_append_number(p->text, evl_key_index(key));
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(p->realm->names, key);
	if (entry->kind == EVL_NAME_KIND_SYMBOL)
		evl_inspect_symbol(p->text, p->realm, key);
	else
		evl_text_append(p->text, entry->units, entry->length);
}

static bool append_property(struct preview *p, evl_key key, evl_value value)
{
	separate(p);
	append_key(p, key);
	evl_text_append_ascii(p->text, ": ");
	return append_nested(p, value);
}

static void append_more(struct preview *p)
{
	separate(p);
	evl_text_append_unit(p->text, ellipsis);
}

/* The private fields, which own_keys does not list. */
static bool add_private(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	const struct evl_properties *properties = object->shape->properties;
	for (uint32_t i = 0; i < object->shape->count; i++) {
		const struct evl_property_entry *e = &properties->entries[i];
		if (e->key == 0 || evl_key_is_index(e->key) || (e->attributes & EVL_ACCESSOR) != 0 ||
		    evl_names_entry(p->realm->names, e->key)->kind != EVL_NAME_KIND_PRIVATE)
			continue;
		evl_value value = object->slots[e->slot];
		if (evl_is_callable(value) && (e->attributes & EVL_WRITABLE) == 0)
			continue; /* a private method */
		if (*count == MAX_PROPERTIES) {
			*more = true;
			return true;
		}
		keys[*count] = e->key;
		values[(*count)++] = value;
	}
	return true;
}

static bool comes_last(evl_value value)
{
	return evl_is_callable(value) && !evl_is_class(value, EVL_CLASS_PROXY);
}

/* The accessors of buffers and views, which the inspector shows like own properties; those that throw are left out. */
static bool add_inherited(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	static const char *const of_views[] = { "buffer", "byteLength", "byteOffset", "length", NULL };
	static const char *const of_data_views[] = { "buffer", "byteLength", "byteOffset", NULL };
	static const char *const of_buffers[] = { "byteLength", "maxByteLength", "resizable", "detached", NULL };
	static const char *const of_shared[] = { "byteLength", "maxByteLength", "growable", NULL };
	struct evl_realm *realm = p->realm;
	enum evl_class cls = evl_class_of(object);
	const char *const *names = cls == EVL_CLASS_TYPED_ARRAY	    ? of_views
				   : cls == EVL_CLASS_DATA_VIEW	    ? of_data_views
				   : cls == EVL_CLASS_ARRAY_BUFFER ? of_buffers
								    : of_shared;
	const struct evl_object *prototype =
		evl_intrinsic(realm, cls == EVL_CLASS_TYPED_ARRAY   ? EVL_INTRINSIC_TYPED_ARRAY_PROTOTYPE
				     : cls == EVL_CLASS_DATA_VIEW   ? EVL_INTRINSIC_DATA_VIEW_PROTOTYPE
				     : cls == EVL_CLASS_ARRAY_BUFFER ? EVL_INTRINSIC_ARRAY_BUFFER_PROTOTYPE
								     : EVL_INTRINSIC_SHARED_ARRAY_BUFFER_PROTOTYPE);
	const struct evl_object *o = object->shape->prototype;
	for (uint32_t steps = 0; o != NULL && o != prototype && steps < 1000; steps++)
		o = o->shape->prototype;
	if (o != prototype)
		return true;
	for (uint32_t i = 0; names[i] != NULL || cls == EVL_CLASS_TYPED_ARRAY; i++) {
		evl_key key = names[i] != NULL ? evl_names_intern_utf8(realm->names, names[i], strlen(names[i])) :
						 EVL_NAME_symbol_to_string_tag;
		evl_value value;
		if (evl_object_get(realm, object, key, evl_from_object(object), &value)) {
			if (*count == MAX_PROPERTIES) {
				*more = true;
				return true;
			}
			keys[*count] = key;
			values[(*count)++] = value;
		} else {
			if (realm->halt != EVL_STATUS_OK)
				return false;
			realm->exception = EVL_EMPTY;
		}
		if (names[i] == NULL)
			break;
	}
	return true;
}

static bool append_internal(struct preview *p, const char *name, const evl_value *value);

/* How many of the five places are taken by what the inspector knows of the object besides its properties. */
static uint32_t internal_count(const struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_PROMISE: /* its state and its result */
		return 2;
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_SYMBOL:
	case EVL_CLASS_BIGINT:
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR:
	case EVL_CLASS_WEAK_REF:
		return 1;
	default:
		return 0;
	}
}

/* A property that stands behind the object's own ones, if there is a place for it: a size, the description of a symbol. */
static bool add_last(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	enum evl_class cls = evl_class_of(object);
	bool collection = cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET;
	if (!collection && cls != EVL_CLASS_SYMBOL)
		return true;
	if (*count + internal_count(object) >= MAX_PROPERTIES) {
		*more = true;
		return true;
	}
	if (collection) {
		keys[*count] = evl_names_intern_utf8(p->realm->names, "size", 4);
		values[(*count)++] = evl_from_uint32(((const struct evl_collection *)object)->live);
		return true;
	}
	keys[*count] = evl_names_intern_utf8(p->realm->names, "description", 11);
	const struct evl_symbol *symbol = evl_as_symbol(((const struct evl_wrapper *)object)->primitive);
	values[(*count)++] = evl_from_string(evl_string_from_name(p->realm, symbol->name));
	return running(p);
}

/* Up to five own properties, functions last; accessors take a place but are not shown. */
static bool append_properties(struct preview *p, struct evl_object *object, bool skip_indexes, bool skip_length)
{
	struct evl_key_list list;
	/* Indexes are counted apart: a hundred of them. */
	evl_key keys[MAX_PROPERTIES + MAX_ITEMS];
	evl_value values[MAX_PROPERTIES + MAX_ITEMS];
	uint32_t count = 0, indexes = 0;
	bool more = false;
	bool only_named = skip_indexes && evl_class_of(object) == EVL_CLASS_TYPED_ARRAY;
	if (!(only_named ? evl_ordinary_own_keys : evl_own_keys)(p->realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count && !more; i++) {
		evl_key key = list.keys[i];
		struct evl_descriptor d;
		bool found;
		if ((skip_indexes && evl_key_is_index(key)) || (skip_length && key == EVL_NAME_length))
			continue;
		if (!evl_get_own_property(p->realm, object, key, &d, &found))
			return false;
		/* What has neither value nor getter takes no place. */
		if (!found || (!d.has_value && (!d.has_get || evl_is_undefined(d.get))))
			continue;
		bool is_index = evl_key_is_index(key);
		uint32_t limit = is_index ? MAX_ITEMS : MAX_PROPERTIES - internal_count(object);
		if ((is_index ? indexes : count - indexes) == limit) {
			more = true;
			break;
		}
		indexes += is_index;
		keys[count] = key;
		values[count++] = d.has_value ? d.value : EVL_EMPTY;
	}
	count -= indexes;
	if (!more && is_bytes(object) && !add_inherited(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	if (!more && !add_last(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	if (!more && !add_private(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	count += indexes;
	bool lists = evl_class_of(object) == EVL_CLASS_ARGUMENTS;
	for (int functions = 0; functions < 2; functions++) {
		for (uint32_t i = 0; i < count; i++) {
			if (values[i] == EVL_EMPTY && lists && functions == 0) {
				separate(p);
				append_key(p, keys[i]);
				evl_text_append_ascii(p->text, ": (...)");
			} else if (values[i] != EVL_EMPTY && comes_last(values[i]) == (functions == 1) && !append_property(p, keys[i], values[i])) {
				return false;
			}
		}
	}
	if (more)
		append_more(p);
	return running(p);
}

/* Is it a function of a host script? */
static bool is_of_host(evl_value function)
{
	return evl_is_class(function, EVL_CLASS_FUNCTION) &&
	       evl_span_is_host(((const struct evl_function *)evl_pointer(function))->code->template_->where);
}

/* Was the object made by a class of a host script? Such a class stands for a native one. */
static bool is_host_made(struct preview *p, struct evl_object *object)
{
	for (struct evl_object *at = object->shape->prototype; at != NULL; at = at->shape->prototype) {
		struct evl_descriptor d;
		bool found;
		if (evl_has_flag(at, EVL_OBJECT_EXOTIC) || !evl_get_own_property(p->realm, at, EVL_NAME_constructor, &d, &found))
			return false;
		if (found && d.has_value && is_of_host(d.value))
			return true;
		/* Prototypes of iterators have no constructor. */
		if (!found && !evl_get_own_property(p->realm, at, EVL_NAME_next, &d, &found))
			return false;
		if (found && d.has_value && is_of_host(d.value))
			return true;
	}
	return false;
}

/* The properties that a preview shows, in the order of the object. */
struct shown {
	evl_key keys[MAX_PROPERTIES];
	evl_value values[MAX_PROPERTIES];
	uint32_t count;
	bool more; /* there are further ones */
};

static void show(struct shown *shown, evl_key key, evl_value value)
{
	if (shown->count == MAX_PROPERTIES) {
		shown->more = true;
		return;
	}
	shown->keys[shown->count] = key;
	shown->values[shown->count++] = value;
}

/* Functions last. */
static bool append_shown(struct preview *p, const struct shown *shown)
{
	for (int functions = 0; functions < 2; functions++)
		for (uint32_t i = 0; i < shown->count; i++)
			if (comes_last(shown->values[i]) == (functions == 1) && !append_property(p, shown->keys[i], shown->values[i]))
				return false;
	if (shown->more)
		append_more(p);
	return running(p);
}

/* A property of a platform object or of what it inherits from: its own data and the accessors of the platform, whose values show. */
static bool show_platform_property(struct preview *p, struct evl_object *object, struct evl_object *at, const struct evl_property_entry *e,
				   struct shown *shown)
{
	evl_key key = e->key;
	evl_value value = EVL_UNDEFINED;
	bool is_accessor = (e->attributes & EVL_ACCESSOR) != 0;
	evl_value get = is_accessor ? evl_accessor_getter(p->realm, evl_pointer(at->slots[e->slot])) : EVL_UNDEFINED;
	if (is_accessor ? !evl_is_class(get, EVL_CLASS_NATIVE_FUNCTION) && !is_of_host(get) : at != object)
		return true;
	if (shown->count < MAX_PROPERTIES && !(is_accessor ? evl_call(p->realm, get, evl_from_object(object), 0, NULL, &value) :
							     evl_object_get(p->realm, object, key, evl_from_object(object), &value)))
		return false;
	show(shown, key, value);
	return true;
}

/* A platform object: what it has itself, then the attributes of its interface and of those that it inherits from. */
static bool append_platform(struct preview *p, struct evl_object *object)
{
	struct shown shown = { .count = 0 };
	const struct evl_object *root = evl_intrinsic(p->realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	for (struct evl_object *at = object; at != NULL && at != root && !shown.more; at = at->shape->prototype) {
		for (uint32_t i = 0; i < at->shape->count && !shown.more; i++) {
			const struct evl_property_entry *e = &at->shape->properties->entries[i];
			bool is_text = e->key != 0 && (evl_key_is_index(e->key) ||
						       evl_names_entry(p->realm->names, e->key)->kind == EVL_NAME_KIND_STRING);
			if (is_text && !show_platform_property(p, object, at, e, &shown))
				return false;
		}
	}
	return append_shown(p, &shown);
}

/* Storage and the like: what they hold, then their attributes. */
static bool append_named(struct preview *p, struct evl_object *object, bool length)
{
	struct evl_key_list keys;
	uint32_t shown = 0;
	evl_value value;
	if (!evl_own_keys(p->realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count && shown < MAX_PROPERTIES; i++, shown++)
		if (!evl_object_get(p->realm, object, keys.keys[i], evl_from_object(object), &value) || !append_property(p, keys.keys[i], value))
			return false;
	if (keys.count > shown) {
		append_more(p);
		return running(p);
	}
	if (!length)
		return true;
	if (shown == MAX_PROPERTIES) {
		append_more(p);
		return running(p);
	}
	return evl_object_get(p->realm, object, EVL_NAME_length, evl_from_object(object), &value) && append_property(p, EVL_NAME_length, value);
}

/* NodeList and the like: "NodeList(2) [a, b]". */
static bool append_platform_list(struct preview *p, struct evl_object *object, bool tokens)
{
	double length;
	evl_value value;
	if (!evl_length_of(p->realm, object, &length))
		return false;
	struct evl_key_list keys;
	append_size(p, length);
	evl_text_append_ascii(p->text, " [");
	for (uint32_t i = 0; i < length && i < MAX_ITEMS; i++) {
		separate(p);
		if (!evl_object_get(p->realm, object, evl_key_from_index(i), evl_from_object(object), &value) || !append_nested(p, value))
			return false;
	}
	if (length > MAX_ITEMS)
		append_more(p);
	if (!evl_own_keys(p->realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++)
		if (!evl_key_is_index(keys.keys[i]) &&
		    (!evl_object_get(p->realm, object, keys.keys[i], evl_from_object(object), &value) || !append_property(p, keys.keys[i], value)))
			return false;
	if (tokens) {
		evl_key key = evl_names_intern_utf8(p->realm->names, "value", 5);
		if (!evl_object_get(p->realm, object, key, evl_from_object(object), &value) || !append_property(p, key, value))
			return false;
	}
	evl_text_append_unit(p->text, ']');
	return running(p);
}

/* --- classes with contents of their own --- */

static bool append_items(struct preview *p, struct evl_object *array)
{
	uint32_t shown = 0, length = array->length;
	bool general = evl_has_flag(array, EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC);
	for (uint32_t i = 0; i < length && shown < MAX_ITEMS;) {
		evl_value value = EVL_HOLE;
		uint32_t holes = 0;
		for (; i < length; i++, holes++) {
			if (i < array->element_count)
				value = array->elements[i];
			if (value == EVL_HOLE && general) {
				struct evl_descriptor d;
				bool found;
				if (holes > 100000)
					return evl_not_covered(p->realm, "printing an array with very many holes");
				if (!evl_get_own_property(p->realm, array, evl_key_from_index(i), &d, &found))
					return false;
				if (found)
					value = d.has_value ? d.value : EVL_UNDEFINED;
			}
			if (value != EVL_HOLE)
				break;
			if (!general && i >= array->element_count) {
				holes += length - i;
				i = length;
				break;
			}
		}
		if (holes != 0) {
			separate(p);
			evl_text_append_ascii(p->text, "empty");
			if (holes > 1) {
				evl_text_append_unit(p->text, ' ');
				evl_text_append_unit(p->text, times);
				evl_text_append_unit(p->text, ' ');
				evl_text_append_number(p->text, holes);
			}
			shown++;
		}
		if (value == EVL_HOLE || shown == MAX_ITEMS)
			continue;
		separate(p);
		if (!append_nested(p, value))
			return false;
		shown++;
		i++;
		if (shown == MAX_ITEMS && i < length)
			append_more(p);
	}
	return running(p);
}

static bool append_array(struct preview *p, struct evl_object *array, struct evl_string *name)
{
	bool plain = name == NULL || evl_string_name(p->realm, name) == EVL_NAME_Array;
	if (!plain)
		evl_text_append_string(p->text, name);
	if (array->length > 1 || !plain) {
		append_size(p, array->length);
		evl_text_append_unit(p->text, ' ');
	}
	evl_text_append_unit(p->text, '[');
	if (!append_items(p, array) || !append_properties(p, array, true, true))
		return false;
	evl_text_append_unit(p->text, ']');
	return true;
}

static bool append_typed_array(struct preview *p, const struct evl_view *view, struct evl_string *name)
{
	size_t length = evl_view_length(view);
	if (name != NULL)
		evl_text_append_string(p->text, name);
	else
		evl_text_append_ascii(p->text, evl_typed_names[view->type]);
	append_size(p, (double)length);
	evl_text_append_ascii(p->text, " [");
	for (size_t i = 0; i < length && i < MAX_ITEMS; i++) {
		separate(p);
		if (!append_primitive(p, evl_typed_get(p->realm, view, (double)i)))
			return false;
	}
	if (length > MAX_ITEMS)
		append_more(p);
	else if (!append_properties(p, (struct evl_object *)(uintptr_t)view, true, false))
		return false;
	evl_text_append_unit(p->text, ']');
	return running(p);
}

/* Is the property one that takes a place? Accessors without a getter do not. */
static bool takes_place(struct preview *p, struct evl_object *object, evl_key key, bool *out)
{
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(p->realm, object, key, &d, &found))
		return false;
	*out = found && (d.has_value || (d.has_get && !evl_is_undefined(d.get)));
	return true;
}

/*
 * The entries from `position` on, up to five, in place of the properties; that there are more of either is shown. `others`: what counts
 * besides the own properties.
 */
static bool append_entries(struct preview *p, struct evl_object *object, struct evl_collection *c, uint32_t position, bool keys, bool values,
			   uint32_t others)
{
	struct evl_key_list list;
	evl_value key, value;
	bool more = false;
	for (uint32_t shown = 0; !more && evl_collection_next(c, &position, &key, &value); shown++) {
		more = shown == MAX_PROPERTIES;
		if (more)
			break;
		separate(p);
		if (keys && !append_nested(p, key))
			return false;
		if (keys && values)
			evl_text_append_ascii(p->text, " => ");
		if (values && !append_nested(p, value))
			return false;
	}
	if (!evl_own_keys(p->realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count && !more; i++) {
		bool counts;
		if (!takes_place(p, object, list.keys[i], &counts))
			return false;
		others += counts;
		more = others > MAX_PROPERTIES;
	}
	if (more)
		append_more(p);
	return running(p);
}

/* Maps, sets and their iterators with something in them are shown by their entries alone. *done false: it is none of these. */
static bool append_as_entries(struct preview *p, struct evl_object *object, bool *done)
{
	enum evl_class cls = evl_class_of(object);
	*done = (cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET) && ((const struct evl_collection *)object)->live != 0;
	if (*done)
		return append_entries(p, object, (struct evl_collection *)object, 0, true, cls == EVL_CLASS_MAP, 1);
	const struct evl_builtin_iterator *it = cls == EVL_CLASS_ITERATOR ? (const struct evl_builtin_iterator *)object : NULL;
	if (it == NULL || (it->source != EVL_ITERATOR_MAP && it->source != EVL_ITERATOR_SET) || !evl_is_object(it->target))
		return true;
	uint32_t position = (uint32_t)it->position;
	evl_value key, value;
	*done = evl_collection_next(evl_pointer(it->target), &position, &key, &value);
	bool both = it->kind != EVL_ITERATOR_KEYS && it->kind != EVL_ITERATOR_VALUES;
	/* A set's elements are its keys. */
	bool keys = both || it->source == EVL_ITERATOR_SET || it->kind == EVL_ITERATOR_KEYS;
	return !*done || append_entries(p, object, evl_pointer(it->target), (uint32_t)it->position, keys, both || !keys, 0);
}

static bool append_internal(struct preview *p, const char *name, const evl_value *value)
{
	separate(p);
	evl_text_append_ascii(p->text, name);
	if (value == NULL)
		return true;
	evl_text_append_ascii(p->text, ": ");
	return append_nested(p, *value);
}

static bool append_promise(struct preview *p, const struct evl_promise *promise)
{
	if (promise->state == EVL_PROMISE_PENDING)
		return append_internal(p, "<pending>", NULL);
	return append_internal(p, promise->state == EVL_PROMISE_FULFILLED ? "<fulfilled>" : "<rejected>", &promise->result);
}

/* What stands in the braces before the properties. */
static bool append_contents(struct preview *p, struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_HOST:
		return evl_not_covered(p->realm, "how an object of the host is printed");
	case EVL_CLASS_PROMISE:
		return append_promise(p, (const struct evl_promise *)object);
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR: {
		uint8_t state = ((const struct evl_generator *)object)->state;
		return append_internal(p, state == EVL_GENERATOR_DONE ? "<closed>" :
					  state == EVL_GENERATOR_RUNNING ? "<running>" : "<suspended>", NULL);
	}
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_SYMBOL:
	case EVL_CLASS_BIGINT:
		separate(p);
		return append_nested(p, ((struct evl_wrapper *)object)->primitive);
	case EVL_CLASS_GLOBAL:
		return evl_not_covered(p->realm, "printing the window");
	default:
		return true;
	}
}

static bool is_sloppy_function(const struct evl_object *object)
{
	if (evl_class_of(object) != EVL_CLASS_FUNCTION)
		return false;
	const uint32_t others = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_ARROW | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER |
				EVL_TEMPLATE_ASYNC | EVL_TEMPLATE_GENERATOR | EVL_TEMPLATE_CLASS_CONSTRUCTOR;
	return (((const struct evl_function *)object)->code->template_->flags & others) == 0;
}

/* A proxy with what its innermost target has, without its traps. */
static bool append_proxy(struct preview *p, const struct evl_proxy *proxy)
{
	struct evl_object *target = evl_proxy_innermost(proxy->target);
	if (!append_proxy_name(p, proxy))
		return false;
	evl_text_append_ascii(p->text, " {");
	if (target != NULL) {
		enum evl_class cls = evl_class_of(target);
		bool is_string = cls == EVL_CLASS_STRING;
		bool is_list = is_string || cls == EVL_CLASS_ARRAY || cls == EVL_CLASS_ARGUMENTS;
		bool by_entries;
		if (!append_as_entries(p, target, &by_entries))
			return false;
		if (by_entries) {
			evl_text_append_unit(p->text, '}');
			return running(p);
		}
		for (uint32_t i = 0; is_list && !is_string && i < target->element_count && i < MAX_ITEMS; i++) {
			struct evl_descriptor d;
			bool found;
			if (!evl_get_own_property(p->realm, target, evl_key_from_index(i), &d, &found))
				return false;
			if (found && d.has_value && !append_property(p, evl_key_from_index(i), d.value))
				return false;
		}
		if (!append_properties(p, target, is_list, is_list))
			return false;
		if (is_sloppy_function(target)) { /* V8 shows the debugger two properties more */
			separate(p);
			evl_text_append_ascii(p->text, "arguments: null, caller: null");
		}
	}
	evl_text_append_unit(p->text, '}');
	return running(p);
}

static bool append_object(struct preview *p, struct evl_object *object)
{
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		struct evl_string *text = evl_unknown_string(p->realm, (const struct evl_unknown *)object);
		if (text != NULL)
			evl_text_append_string(p->text, text);
		return running(p);
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return append_proxy(p, (const struct evl_proxy *)object);
	struct evl_string *name;
	enum evl_class cls = evl_class_of(object);
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return evl_browser_function(p->realm, p->text, object);
	if (evl_inspect_is_error(p->realm, object))
		return append_stack(p, object, false);
	if (cls == EVL_CLASS_DATE)
		return append_date(p, (const struct evl_date *)object);
	if (cls == EVL_CLASS_REGEXP)
		return append_regexp(p, (const struct evl_regexp_object *)object);
	if (object == p->realm->intrinsics[EVL_INTRINSIC_REGEXP_PROTOTYPE]) /* V8 shows the debugger what its getters give */
		return evl_not_covered(p->realm, "how the prototype of regular expressions is printed");
	if (!class_name(p, object, &name))
		return false;
	if (cls == EVL_CLASS_PLATFORM && p->realm->platform_view != NULL) {
		struct evl_string *text;
		enum evl_platform_view view = p->realm->platform_view(p->realm, object, false, &text);
		if (view == EVL_VIEW_TEXT) {
			if (text != NULL)
				evl_text_append_string(p->text, text);
			return running(p);
		}
		if (name != NULL)
			evl_text_append_string(p->text, name);
		if (view == EVL_VIEW_LIST)
			return append_platform_list(p, object, name != NULL && name->length == 12);
		evl_text_append_ascii(p->text, " {");
		if (!(view == EVL_VIEW_NAMED ? append_named(p, object, name != NULL && name->length == 7) : append_platform(p, object)))
			return false;
		evl_text_append_unit(p->text, '}');
		return running(p);
	}
	if (cls == EVL_CLASS_ARRAY)
		return append_array(p, object, name);
	if (cls == EVL_CLASS_TYPED_ARRAY)
		return append_typed_array(p, (struct evl_view *)object, name);
	if (cls == EVL_CLASS_ARGUMENTS) {
		double length;
		if (!evl_length_of(p->realm, object, &length))
			return false;
		evl_text_append_ascii(p->text, "Arguments");
		if (length > 1)
			append_size(p, length);
		evl_text_append_ascii(p->text, " [");
		for (uint32_t i = 0; i < length && i < MAX_ITEMS; i++) {
			evl_value item;
			separate(p);
			if (!evl_object_get(p->realm, object, evl_key_from_index(i), evl_from_object(object), &item) ||
			    !append_nested(p, item))
				return false;
		}
		if (!append_properties(p, object, true, true))
			return false;
		evl_text_append_unit(p->text, ']');
		return true;
	}
	if (name == NULL && is_bytes(object))
		evl_text_append_ascii(p->text, evl_class_name(object));
	if (is_bytes(object)) {
		if (name != NULL)
			evl_text_append_string(p->text, name);
		append_view_size(p, object);
		/* These are shown by their heads alone. */
		if (cls == EVL_CLASS_ARRAY_BUFFER || cls == EVL_CLASS_DATA_VIEW)
			return running(p);
		evl_text_append_unit(p->text, ' ');
	} else if (name != NULL) {
		evl_text_append_string(p->text, name);
		if (cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET)
			append_size(p, ((struct evl_collection *)object)->live);
		evl_text_append_unit(p->text, ' ');
	}
	evl_text_append_unit(p->text, '{');
	if (cls == EVL_CLASS_PLATFORM) {
		if (!append_platform(p, object))
			return false;
		evl_text_append_unit(p->text, '}');
		return running(p);
	}
	if (cls == EVL_CLASS_OBJECT && name != NULL && is_host_made(p, object)) {
		if (!append_platform(p, object))
			return false;
		evl_text_append_unit(p->text, '}');
		return running(p);
	}
	bool boxed_string = cls == EVL_CLASS_STRING;
	bool by_entries;
	if (!append_as_entries(p, object, &by_entries))
		return false;
	if (by_entries) {
		evl_text_append_unit(p->text, '}');
		return running(p);
	}
	if (!append_contents(p, object) || !append_properties(p, object, boxed_string, boxed_string))
		return false;
	if (cls == EVL_CLASS_DISPOSABLE_STACK || cls == EVL_CLASS_ASYNC_DISPOSABLE_STACK) {
		evl_key key = evl_names_intern_utf8(p->realm->names, "disposed", 8);
		evl_value disposed;
		if (!evl_object_get(p->realm, object, key, evl_from_object(object), &disposed) || !append_property(p, key, disposed))
			return false;
	}
	/* An accessor of the library that is to look like data, and does. */
	struct evl_descriptor tag;
	struct evl_object *holder;
	if (!find_tag(p->realm, object, &holder, &tag))
		return false;
	if (holder != NULL && holder != object && tag.has_get && holder == p->realm->intrinsics[EVL_INTRINSIC_ITERATOR_PROTOTYPE] &&
	    !append_property(p, EVL_NAME_symbol_to_string_tag, evl_string_value(evl_string_from_ascii(p->realm, "Iterator"))))
		return false;
	evl_text_append_unit(p->text, '}');
	return running(p);
}

bool evl_browser_value(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct preview p = { .realm = realm, .text = text, .first = true };
	return evl_is_object(value) ? append_object(&p, evl_as_object(value)) : append_primitive(&p, value);
}

bool evl_browser_describe(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct preview p = { .realm = realm, .text = text, .first = true, .described = true };
	if (evl_is_object(value) && !evl_is_callable(value))
		return append_nested(&p, value);
	uint32_t from = text->length;
	if (!evl_browser_value(realm, text, value))
		return false;
	/* Of functions and classes what stands before the body. */
	for (uint32_t i = from; evl_is_class(value, EVL_CLASS_FUNCTION) && i + 1 < text->length && text->units[i] != '='; i++) {
		if (text->units[i] != ' ' || text->units[i + 1] != '{')
			continue;
		text->length = i;
		break;
	}
	return true;
}

/* --- the arguments of console.log --- */

static bool append_text_of(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct evl_string *s;
	if (evl_is_symbol(value)) {
		evl_inspect_symbol(text, realm, evl_as_symbol(value)->name);
		return true;
	}
	if (!evl_to_string(realm, value, &s))
		return false;
	evl_text_append_string(text, s);
	return true;
}

static bool append_specified(struct evl_realm *realm, struct evl_text *text, uint16_t specifier, evl_value value)
{
	double number = NAN;
	switch (specifier) {
	case 's':
		return append_text_of(realm, text, value);
	case 'c':
		return true;
	case 'O':
		if (evl_is_string(value))
			return append_text_of(realm, text, value);
		if (evl_is_object(value))
			return evl_browser_describe(realm, text, value);
		return evl_browser_value(realm, text, value);
	case 'o':
		return evl_browser_value(realm, text, value);
	default:
		if (evl_is_bigint(value))
			return append_text_of(realm, text, value);
		if (evl_is_number(value))
			number = evl_number(value);
		else if (evl_is_string(value) || evl_is_object(value)) {
			struct evl_string *s;
			if (!evl_to_string(realm, value, &s))
				return false;
			number = evl_parse_float(realm, s);
		}
		if (specifier != 'f' && !evl_is_symbol(value)) {
			/* parseInt, of numbers too: of 1e21 it is 1. */
			struct evl_string *s;
			if (!evl_to_string(realm, value, &s))
				return false;
			number = evl_parse_int(realm, s, 10);
		}
		evl_text_append_number(text, number);
		return true;
	}
}

static bool append_format(struct evl_realm *realm, struct evl_text *text, uint32_t count, const evl_value *values, uint32_t *used)
{
	struct evl_string *format = evl_as_string(values[0]);
	const uint16_t *units = evl_string_units(realm, format);
	uint32_t next = 1;
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < format->length; i++) {
		uint16_t specifier = i + 1 < format->length ? units[i + 1] : 0;
		bool known = specifier == 's' || specifier == 'd' || specifier == 'i' || specifier == 'f' || specifier == 'o' ||
			     specifier == 'O' || specifier == 'c';
		if (units[i] == '%' && specifier == '%') {
			evl_text_append_unit(text, '%');
			i++;
		} else if (units[i] == '%' && known && next < count) {
			if (!append_specified(realm, text, specifier, values[next++]))
				return false;
			i++;
		} else {
			evl_text_append_unit(text, units[i]);
		}
	}
	*used = next;
	return true;
}

bool evl_browser_format(struct evl_realm *realm, struct evl_text *text, uint32_t count, const evl_value *values)
{
	bool raw = count > 0 && evl_is_string(values[0]);
	uint32_t at = 0;
	if (raw && !append_format(realm, text, count, values, &at))
		return false;
	for (; at < count; at++) {
		if (at != 0)
			evl_text_append_unit(text, ' ');
		bool ok = raw && evl_is_string(values[at]) ? append_text_of(realm, text, values[at]) :
							     evl_browser_value(realm, text, values[at]);
		if (!ok)
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}
