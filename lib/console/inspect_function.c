/*
 * inspect_function.c - functions and classes as Node's util.inspect names them.
 */
#include "console/inspect_node.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/vm.h"

static uint32_t template_flags(const struct evl_object *object)
{
	if (evl_class_of(object) != EVL_CLASS_FUNCTION)
		return 0;
	return ((const struct evl_function *)object)->code->template_->flags;
}

static bool is_class(struct evl_realm *realm, const struct evl_object *object)
{
	/* Node's own, which are native here */
	static const uint16_t classes[] = {
		EVL_INTRINSIC_DOM_EXCEPTION, EVL_INTRINSIC_EVENT_TARGET,     EVL_INTRINSIC_EVENT,        EVL_INTRINSIC_CUSTOM_EVENT,
		EVL_INTRINSIC_MESSAGE_EVENT, EVL_INTRINSIC_ABORT_CONTROLLER, EVL_INTRINSIC_ABORT_SIGNAL, EVL_INTRINSIC_BROADCAST_CHANNEL,
	};
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (object == realm->intrinsics[classes[i]])
			return true;
	if (evl_class_of(object) == EVL_CLASS_NATIVE_FUNCTION && realm->is_host_class != NULL &&
	    realm->is_host_class(((const struct evl_native_function *)object)->fn))
		return true;
	return (template_flags(object) & EVL_TEMPLATE_CLASS_CONSTRUCTOR) != 0;
}

static bool is_space(uint16_t u) { return u == ' ' || (u >= 9 && u <= 13) || u == 0xA0 || u == 0xFEFF || u == 0x2028 || u == 0x2029; }

/* Past a comment at `i`, or `i` itself when none begins there (stripCommentsRegExp of Node). */
static uint32_t skip_comment(const uint16_t *units, uint32_t length, uint32_t i)
{
	if (i + 1 >= length || units[i] != '/')
		return i;
	if (units[i + 1] == '/') {
		for (uint32_t k = i + 2; k < length; k++)
			if (units[k] == '\n')
				return k + 1;
	} else if (units[i + 1] == '*') {
		for (uint32_t k = i + 2; k + 1 < length; k++)
			if (units[k] == '*' && units[k + 1] == '/')
				return k + 2;
	}
	return i;
}

/*
 * Does Node see that it is a class? It looks at the source: up to the first brace no
 * parenthesis may stand, so a class whose heritage is in parentheses counts as a function.
 */
static bool looks_like_class(struct evl_realm *realm, struct evl_object *object)
{
	/* A host's own says of itself that it is native; Node's are written in JavaScript. */
	if (evl_class_of(object) == EVL_CLASS_FUNCTION && evl_span_is_host(((const struct evl_function *)object)->code->template_->text))
		return true;
	struct evl_string *source = evl_function_source(realm, object);
	const uint16_t *units = source != NULL ? evl_string_units(realm, source) : NULL;
	if (units == NULL || evl_class_of(object) != EVL_CLASS_FUNCTION)
		return true;
	uint32_t length = source->length, i = 5;
	while (i < length && units[i] != '{' && units[i] != '(')
		i++;
	if (i == length || units[i] == '{')
		return true;
	uint32_t at = skip_comment(units, length, 5);
	if (at >= length || !is_space(units[at]))
		return false;
	while (at < length && units[at] != '{' && units[at] != '(') {
		uint32_t next = skip_comment(units, length, at);
		at = next != at ? next : at + 1;
	}
	return at < length && units[at] == '{';
}

static void append_tag(struct evl_raw *raw)
{
	if (raw->tag == NULL || (raw->constructor != NULL && evl_string_equals(raw->ins->realm, raw->tag, raw->constructor)))
		return;
	evl_text_append_ascii(raw->ins->text, " [");
	evl_text_append_string(raw->ins->text, raw->tag);
	evl_text_append_unit(raw->ins->text, ']');
}

static bool is_text(struct evl_realm *realm, struct evl_string *s, const char *ascii)
{
	const uint16_t *units = evl_string_units(realm, s);
	uint32_t i = 0;
	for (; units != NULL && i < s->length && ascii[i] != 0; i++)
		if (units[i] != (unsigned char)ascii[i])
			return false;
	return units != NULL && i == s->length && ascii[i] == 0;
}

/* Append a value as text, as a template literal would; symbols as their description text. */
static bool append_as_text(struct evl_raw *raw, evl_value value)
{
	struct evl_string *s;
	if (!evl_to_string(raw->ins->realm, value, &s))
		return false;
	evl_text_append_string(raw->ins->text, s);
	return true;
}

static bool class_base(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_text *text = raw->ins->text;
	bool has_name;
	evl_value name = EVL_UNDEFINED;
	if (!evl_has_own_property(realm, raw->object, EVL_NAME_name, &has_name) ||
	    (has_name && !evl_object_get(realm, raw->object, EVL_NAME_name, evl_from_object(raw->object), &name)))
		return false;
	evl_text_append_ascii(text, "[class ");
	if (!evl_to_boolean(name))
		evl_text_append_ascii(text, "(anonymous)");
	else if (!append_as_text(raw, name))
		return false;
	if (raw->constructor != NULL && !is_text(realm, raw->constructor, "Function")) {
		evl_text_append_ascii(text, " [");
		evl_text_append_string(text, raw->constructor);
		evl_text_append_unit(text, ']');
	}
	append_tag(raw);
	if (raw->constructor == NULL) {
		evl_text_append_ascii(text, " extends [null prototype]");
	} else {
		evl_value parent, parent_name;
		if (!evl_get_prototype(realm, raw->object, &parent) || !evl_get(realm, parent, EVL_NAME_name, &parent_name))
			return false;
		if (evl_to_boolean(parent_name)) {
			evl_text_append_ascii(text, " extends ");
			if (!append_as_text(raw, parent_name))
				return false;
		}
	}
	evl_text_append_unit(text, ']');
	return true;
}

bool evl_inspect_function_base(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_text *text = raw->ins->text;
	if (is_class(realm, raw->object) && looks_like_class(realm, raw->object))
		return class_base(raw);
	static const char *const types[] = { "Function", "GeneratorFunction", "AsyncFunction", "AsyncGeneratorFunction" };
	uint32_t flags = template_flags(raw->object);
	const char *type = types[((flags & EVL_TEMPLATE_GENERATOR) != 0 ? 1 : 0) + ((flags & EVL_TEMPLATE_ASYNC) != 0 ? 2 : 0)];
	evl_value name;
	if (!evl_object_get(realm, raw->object, EVL_NAME_name, evl_from_object(raw->object), &name))
		return false;
	evl_text_append_unit(text, '[');
	evl_text_append_ascii(text, type);
	if (raw->constructor == NULL)
		evl_text_append_ascii(text, " (null prototype)");
	if (evl_is_string(name) && evl_as_string(name)->length == 0) {
		evl_text_append_ascii(text, " (anonymous)");
	} else {
		evl_text_append_ascii(text, ": ");
		if (!evl_object_get(realm, raw->object, EVL_NAME_name, evl_from_object(raw->object), &name) || !append_as_text(raw, name))
			return false;
	}
	evl_text_append_unit(text, ']');
	if (raw->constructor != NULL && !is_text(realm, raw->constructor, type)) {
		evl_text_append_unit(text, ' ');
		evl_text_append_string(text, raw->constructor);
	}
	append_tag(raw);
	return realm->halt == EVL_STATUS_OK;
}
