/*
 * structured_clone.c - structuredClone: values copied as the platform copies them
 * between realms (HTML, "StructuredSerializeInternal" and "StructuredDeserialize", in one pass).
 *
 * One pass is the same to a snippet: reading the source may run getters, making the
 * copy runs nothing. The rows are host globals, with each host's wording of the error.
 */
#include "builtins/structured_clone.h"

#include <stdio.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/date.h"
#include "builtins/dom_exception.h"
#include "value/bigint.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/typed_array.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/iterator.h"
#include "vm/regexp.h"

struct cloner {
	struct evl_realm *realm;       /* where the value is */
	struct evl_realm *to;          /* where the copy is made; the same, or another agent's */
	struct evl_collection *memory; /* source object → copy */
	const char *before;            /* words before the value in the error; none in Node */
};

static bool clone(struct cloner *c, evl_value value, evl_value *out);

static bool fail(struct cloner *c, evl_value value)
{
	static const char after[] = " could not be cloned.";
	struct evl_realm *realm = c->realm;
	const char *shown;
	if (evl_is_unknown(value))
		return evl_unknown_refuse(realm, "a copy", value);
	if (evl_is_callable(value)) {
		struct evl_string *source = evl_function_source(realm, evl_as_object(value));
		if (source == NULL)
			return false;
		shown = evl_string_utf8(realm, source);
	} else {
		shown = evl_describe(realm, value);
	}
	size_t length = strlen(c->before) + strlen(shown);
	char *text = evl_arena_alloc(&realm->scratch, length + sizeof after);
	memcpy(text, c->before, strlen(c->before));
	memcpy(text + strlen(c->before), shown, strlen(shown));
	memcpy(text + length, after, sizeof after);
	return evl_dom_exception_throw(realm, text, "DataCloneError");
}

/* A primitive value for the other realm: strings and BigInts are cells of a heap. */
static bool carry(struct cloner *c, evl_value value, evl_value *out)
{
	*out = value;
	if (c->to == c->realm)
		return true;
	if (evl_is_string(value)) {
		struct evl_string *text = evl_as_string(value);
		const uint16_t *units = evl_string_units(c->realm, text);
		if (units == NULL)
			return false;
		struct evl_string *copy = evl_string_new(c->to, units, text->length);
		if (copy == NULL)
			return evl_halt(c->realm, EVL_STATUS_MEMORY_LIMIT, "in a message");
		*out = evl_from_string(copy);
	} else if (evl_is_bigint(value)) {
		const struct evl_cell *cell = evl_pointer(value);
		size_t bytes = (size_t)cell->size << 4;
		struct evl_cell *copy = evl_heap_alloc(&c->to->heap, EVL_CELL_BIGINT, bytes);
		memcpy(copy, cell, bytes);
		*out = evl_from_bigint((const struct evl_bigint *)(const void *)copy);
	}
	return true;
}

/* The enumerable own properties, read and copied. */
static bool clone_properties(struct cloner *c, struct evl_object *source, struct evl_object *copy)
{
	struct evl_realm *realm = c->realm;
	struct evl_key_list keys;
	if (!evl_own_keys(realm, source, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_key_is_index(keys.keys[i]) &&
		    evl_names_entry(realm->names, keys.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_library_step(realm) || !evl_get_own_property(realm, source, keys.keys[i], &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (!evl_object_get(realm, source, keys.keys[i], evl_from_object(source), &value) || !clone(c, value, &value) ||
		    !evl_create_data(c->to, copy, keys.keys[i], value))
			return false;
	}
	return true;
}

/* The entries as they were when the copying began. */
static bool clone_collection(struct cloner *c, struct evl_collection *source, struct evl_collection *copy)
{
	struct evl_realm *realm = c->realm;
	uint32_t position = 0, count = 0;
	evl_value key, value;
	size_t room = (size_t)source->live * 2 + 1;
	if (evl_arena_room(&realm->scratch) < room * sizeof(evl_value) + 64)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in structuredClone");
	evl_value *entries = evl_arena_alloc(&realm->scratch, room * sizeof *entries);
	while (evl_collection_next(source, &position, &key, &value)) {
		entries[count++] = key;
		entries[count++] = value;
	}
	for (uint32_t i = 0; i < count; i += 2) {
		if (!evl_library_step(realm) || !clone(c, entries[i], &key) || !clone(c, entries[i + 1], &value) ||
		    !evl_collection_set(c->to, copy, key, value))
			return false;
	}
	return true;
}

static evl_value own_data(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	struct evl_descriptor d;
	bool found;
	*ok = evl_get_own_property(realm, object, key, &d, &found);
	return *ok && found && d.has_value ? d.value : EVL_EMPTY;
}

/* The kinds that a copy can have, by the name that the source goes by. */
static enum evl_error_type error_type(const char *name)
{
	static const struct {
		const char *name;
		enum evl_error_type type;
	} kinds[] = {
		{ "EvalError", EVL_ERROR_EVAL },     { "RangeError", EVL_ERROR_RANGE }, { "ReferenceError", EVL_ERROR_REFERENCE },
		{ "SyntaxError", EVL_ERROR_SYNTAX }, { "TypeError", EVL_ERROR_TYPE },   { "URIError", EVL_ERROR_URI },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].type;
	return EVL_ERROR_ERROR;
}

static bool clone_error(struct cloner *c, struct evl_object *source, evl_value *out)
{
	struct evl_realm *realm = c->realm;
	evl_value self = evl_from_object(source), name, stack;
	struct evl_string *name_text, *text;
	bool ok;
	if (!evl_object_get(realm, source, EVL_NAME_name, self, &name) || !evl_to_string(realm, name, &name_text))
		return false;
	evl_value message = own_data(realm, source, EVL_NAME_message, &ok);
	if (!ok)
		return false;
	if (message != EVL_EMPTY && (!evl_to_string(realm, message, &text) || !carry(c, evl_from_string(text), &message)))
		return false;
	struct evl_object *copy = evl_error_new(c->to, error_type(evl_string_utf8(realm, name_text)),
						message != EVL_EMPTY ? message : EVL_UNDEFINED);
	*out = evl_from_object(copy);
	if (!evl_collection_set(realm, c->memory, self, *out))
		return false;
	evl_value cause = own_data(realm, source, EVL_NAME_cause, &ok);
	if (!ok)
		return false;
	if (cause != EVL_EMPTY) {
		if (!clone(c, cause, &cause))
			return false;
		evl_define_new(c->to, copy, EVL_NAME_cause, cause, EVL_DATA_HIDDEN);
	}
	if (!evl_object_get(realm, source, EVL_NAME_stack, self, &stack))
		return false;
	if (!evl_is_string(stack))
		return true;
	if (!carry(c, stack, &stack))
		return false;
	struct evl_descriptor d = { .value = stack, .has_value = true };
	return evl_define_own_property(c->to, copy, EVL_NAME_stack, &d, &ok);
}

static bool fail_with(struct cloner *c, const char *words)
{
	size_t before = strlen(c->before), length = strlen(words);
	char *text = evl_arena_alloc(&c->realm->scratch, before + length + 1);
	memcpy(text, c->before, before);
	memcpy(text + before, words, length + 1);
	return evl_dom_exception_throw(c->realm, text, "DataCloneError");
}

/* A copy of the bytes; those of a SharedArrayBuffer are shared. */
static bool clone_buffer(struct cloner *c, struct evl_array_buffer *source, evl_value *out)
{
	const struct evl_block *block = source->block;
	struct evl_array_buffer *copy;
	if (evl_array_buffer_is_shared(source)) {
		copy = evl_array_buffer_on_block(c->to, true, NULL, source->block);
		c->to->shares_memory = c->to != c->realm;
	} else {
		if (block->detached)
			return fail_with(c, "An ArrayBuffer is detached and could not be cloned.");
		copy = evl_array_buffer_new(c->to, false, NULL, (double)block->length, block->resizable ? (double)block->max_length : -1);
		if (copy == NULL)
			return false;
		if (block->length != 0)
			memcpy(copy->block->bytes, block->bytes, block->length);
	}
	*out = evl_from_object(copy);
	return evl_collection_set(c->realm, c->memory, evl_from_object(source), *out);
}

/* A typed array or DataView on the copy of its buffer. */
static bool clone_view(struct cloner *c, struct evl_view *source, evl_value *out)
{
	struct evl_realm *realm = c->realm;
	evl_value buffer;
	if (source->block->detached)
		return fail_with(c, "An ArrayBuffer is detached and could not be cloned.");
	if (evl_view_is_out(source))
		return fail(c, evl_from_object(source));
	if (!clone(c, evl_from_object(source->buffer), &buffer))
		return false;
	struct evl_array_buffer *copied = (struct evl_array_buffer *)evl_as_object(buffer);
	struct evl_view *copy;
	if (evl_class_of(&source->object) == EVL_CLASS_TYPED_ARRAY) {
		copy = evl_typed_array_new(c->to, source->type, NULL, copied, source->offset,
					   source->tracking ? -1 : (int64_t)source->length);
	} else {
		struct evl_shape *shape = evl_shape_root(c->to, evl_intrinsic(c->to, EVL_INTRINSIC_DATA_VIEW_PROTOTYPE));
		copy = (struct evl_view *)evl_object_alloc(c->to, EVL_CLASS_DATA_VIEW, shape, sizeof *copy, 0);
		struct evl_object object = copy->object;
		*copy = *source;
		copy->object = object;
		copy->buffer = copied;
		copy->block = copied->block;
	}
	*out = evl_from_object(copy);
	return evl_collection_set(realm, c->memory, evl_from_object(source), *out);
}

/* Is it of the host: of class PLATFORM, or made by a class of the host's scripts? */
static bool is_platform(const struct evl_realm *realm, const struct evl_object *object)
{
	if (evl_class_of(object) == EVL_CLASS_PLATFORM)
		return true;
	const struct evl_properties *properties = object->shape->properties;
	for (uint32_t i = 0; i < object->shape->count; i++) {
		evl_key key = properties->entries[i].key;
		if (key != 0 && !evl_key_is_index(key) && evl_names_entry(realm->names, key)->of_host)
			return true;
	}
	return false;
}

/*
 * An object of the platform that cannot be copied: one that has to be transferred is refused, others too in a page (by the name of their
 * interface), where Node takes them for plain ones (*plain).
 */
static bool refuse_platform(struct cloner *c, struct evl_object *source, bool *plain)
{
	static const char *const transferable[] = { "MessagePort", "ReadableStream", "WritableStream", "TransformStream" };
	struct evl_realm *realm = c->realm;
	/* Node's ports have the tag of the class that they inherit from. */
	const struct evl_object *port = realm->intrinsics[EVL_INTRINSIC_MESSAGE_PORT_PROTOTYPE];
	bool page = c->before[0] != '\0', moves = port != NULL && source->shape->prototype == port;
	struct evl_string *name;
	evl_value tag;
	char words[160];
	if (!evl_object_get(realm, source, EVL_NAME_symbol_to_string_tag, evl_from_object(source), &tag) || !evl_to_string(realm, tag, &name))
		return false;
	const char *shown = evl_string_utf8(realm, name);
	for (size_t i = 0; i < sizeof transferable / sizeof transferable[0]; i++)
		moves = moves || strcmp(shown, transferable[i]) == 0;
	*plain = !page && !moves;
	if (*plain)
		return true;
	if (!page)
		return realm->refuse_untransferred(realm);
	snprintf(words, sizeof words, moves ? "A %.100s could not be cloned because it was not transferred." : "%.100s object could not be cloned.", shown);
	return fail_with(c, words);
}

/* An object of the host; *done: that is what it was. */
static bool clone_platform(struct cloner *c, struct evl_object *source, evl_value *out, bool *done)
{
	struct evl_realm *realm = c->realm;
	evl_value parts;
	bool plain;
	*done = false;
	if (realm->take_platform == NULL || !is_platform(realm, source))
		return true;
	if (!realm->take_platform(realm, source, &parts))
		return false;
	if (!evl_is_undefined(parts)) {
		*done = true;
		return clone(c, parts, &parts) && c->to->make_platform(c->to, parts, out) &&
		       evl_collection_set(realm, c->memory, evl_from_object(source), *out);
	}
	return refuse_platform(c, source, &plain);
}

/* A DOMException of a page. */
static bool clone_dom_exception(struct cloner *c, const struct evl_dom_exception *source, evl_value *out)
{
	evl_value message, name;
	if (!carry(c, evl_from_string(source->message), &message) || !carry(c, evl_from_string(source->name), &name))
		return false;
	struct evl_object *copy = evl_dom_exception_new(c->to, evl_as_string(message), evl_as_string(name));
	if (copy == NULL)
		return false;
	*out = evl_from_object(copy);
	return evl_collection_set(c->realm, c->memory, evl_from_object(&source->error.object), *out);
}

static bool clone_object(struct cloner *c, struct evl_object *source, evl_value *out)
{
	struct evl_realm *realm = c->realm, *to = c->to;
	evl_value self = evl_from_object(source), primitive;
	struct evl_object *copy;
	bool done;
	if (!evl_library_room(realm) || !clone_platform(c, source, out, &done))
		return false;
	if (done)
		return true;
	switch (evl_class_of(source)) {
	case EVL_CLASS_OBJECT:
	case EVL_CLASS_PLATFORM:
		copy = evl_object_plain(to);
		break;
	case EVL_CLASS_PROXY:
		if (!((const struct evl_proxy *)source)->is_of_host)
			return fail(c, self);
		copy = evl_object_plain(to);
		break;
	case EVL_CLASS_ARRAY:
		copy = evl_array_new(to, source->length, 0);
		break;
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_BIGINT:
		if (!carry(c, ((struct evl_wrapper *)source)->primitive, &primitive))
			return false;
		*out = evl_from_object(evl_wrapper_new(to, primitive));
		return evl_collection_set(realm, c->memory, self, *out);
	case EVL_CLASS_DATE: {
		struct evl_date *date = evl_date_new(to, ((const struct evl_date *)source)->time);
		date->from_clock = ((const struct evl_date *)source)->from_clock;
		*out = evl_from_object(date);
		return evl_collection_set(realm, c->memory, self, *out);
	}
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET: {
		enum evl_class cls = evl_class_of(source);
		struct evl_object *prototype = evl_intrinsic(
			to, cls == EVL_CLASS_MAP ? EVL_INTRINSIC_MAP_PROTOTYPE : EVL_INTRINSIC_SET_PROTOTYPE);
		struct evl_collection *entries = evl_collection_new(to, cls, prototype);
		*out = evl_from_object(entries);
		return evl_collection_set(realm, c->memory, self, *out) &&
		       clone_collection(c, (struct evl_collection *)source, entries);
	}
	case EVL_CLASS_ARRAY_BUFFER:
	case EVL_CLASS_SHARED_ARRAY_BUFFER:
		return clone_buffer(c, (struct evl_array_buffer *)source, out);
	case EVL_CLASS_TYPED_ARRAY:
	case EVL_CLASS_DATA_VIEW:
		return clone_view(c, (struct evl_view *)source, out);
	case EVL_CLASS_REGEXP: { /* lastIndex begins anew */
		const struct evl_regexp_object *regexp = (const struct evl_regexp_object *)source;
		if (!carry(c, evl_from_string(regexp->source), &primitive))
			return false;
		*out = evl_from_object(evl_regexp_new(to, NULL, evl_as_string(primitive), regexp->program));
		return evl_collection_set(realm, c->memory, self, *out);
	}
	case EVL_CLASS_ERROR:
		if (!evl_is_dom_exception(self))
			return clone_error(c, source, out);
		if (c->before[0] != '\0')
			return clone_dom_exception(c, (const struct evl_dom_exception *)source, out);
		copy = evl_object_plain(to);
		break;
	default:
		return fail(c, self);
	}
	if (copy == NULL)
		return false;
	*out = evl_from_object(copy);
	return evl_collection_set(realm, c->memory, self, *out) && clone_properties(c, source, copy);
}

static bool clone(struct cloner *c, evl_value value, evl_value *out)
{
	if (evl_is_symbol(value))
		return fail(c, value);
	if (!evl_is_object(value))
		return carry(c, value, out);
	if (evl_is_callable(value))
		return fail(c, value);
	evl_value known = evl_collection_get(c->realm, c->memory, value);
	if (known != EVL_EMPTY) {
		*out = known;
		return true;
	}
	return clone_object(c, evl_as_object(value), out);
}

/* Throw one of Node's errors about arguments: it has a code. Always false. */
static bool refuse(struct evl_realm *realm, const char *code, const char *message)
{
	struct evl_string *text = evl_string_from_ascii(realm, message), *code_text = evl_string_from_ascii(realm, code);
	if (text == NULL || code_text == NULL)
		return false;
	struct evl_object *error = evl_error_new(realm, EVL_ERROR_TYPE, evl_from_string(text));
	evl_define_text(realm, error, "code", evl_from_string(code_text));
	return evl_throw(realm, evl_from_object(error));
}

/* Read options.transfer; *list NULL when there is none. */
static bool read_transfer(struct evl_realm *realm, evl_value options, bool page, struct evl_object **list)
{
	evl_value transfer, method;
	*list = NULL;
	if (evl_is_nullish(options))
		return true;
	if (!evl_is_object(options))
		return page ? evl_throw_text(realm, EVL_ERROR_TYPE,
					     "Failed to execute 'structuredClone' on 'Window': The provided value is not of type "
					     "'StructuredSerializeOptions'.") :
			      refuse(realm, "ERR_INVALID_ARG_TYPE", "The options argument must be either an object or undefined");
	if (!evl_get(realm, options, evl_text_name(realm, "transfer"), &transfer))
		return false;
	if (evl_is_undefined(transfer) || (evl_is_null(transfer) && realm->v8 < EVL_V8_15))
		return true;
	if (!evl_is_object(transfer) && !page)
		return refuse(realm, "ERR_INVALID_ARG_TYPE", "Optional transferList argument must be an iterable");
	if (!evl_is_object(transfer))
		return evl_not_covered(realm, "this transfer list of structuredClone");
	if (!evl_get(realm, transfer, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_not_covered(realm, "this transfer list of structuredClone");
	*list = evl_array_new(realm, 0, 4);
	return evl_iterate(realm, transfer, evl_library_collect, *list);
}

static bool at_index(struct cloner *c, const char *before, uint32_t index, const char *after)
{
	char text[120];
	snprintf(text, sizeof text, "%s%u%s", before, (unsigned)index, after);
	return fail_with(c, text);
}

/* Each buffer to transfer gets the one that it becomes; its bytes move when everything has been copied (sec StructuredSerializeWithTransfer). */
static bool prepare_transfer(struct cloner *c, struct evl_object *list)
{
	struct evl_realm *realm = c->realm;
	bool page = c->before[0] != '\0';
	for (uint32_t i = 0; i < list->length; i++) {
		evl_value item = list->elements[i];
		if (!evl_is_class(item, EVL_CLASS_ARRAY_BUFFER)) {
			if (page && (evl_is_array_buffer(item) || evl_is_typed_array(item) || evl_is_class(item, EVL_CLASS_OBJECT)))
				return at_index(c, "Value at index ", i, " does not have a transferable type.");
			return evl_not_covered(realm, "transferring other objects than ArrayBuffers by structuredClone");
		}
		struct evl_array_buffer *buffer = (struct evl_array_buffer *)evl_as_object(item);
		if (evl_collection_get(realm, c->memory, item) != EVL_EMPTY)
			return page ? at_index(c, "ArrayBuffer at index ", i, " is a duplicate of an earlier ArrayBuffer.") :
				      fail_with(c, "Transfer list contains duplicate ArrayBuffer");
		if (page && buffer->block->detached)
			return at_index(c, "ArrayBuffer at index ", i, " is already detached.");
		struct evl_array_buffer *moved = evl_array_buffer_new(realm, false, NULL, 0, -1);
		if (moved == NULL || !evl_collection_set(realm, c->memory, item, evl_from_object(moved)))
			return false;
	}
	return true;
}

static void finish_transfer(struct cloner *c, const struct evl_object *list)
{
	for (uint32_t i = 0; i < list->length; i++) {
		evl_value item = list->elements[i];
		struct evl_array_buffer *moved = (struct evl_array_buffer *)evl_as_object(evl_collection_get(c->realm, c->memory, item));
		evl_array_buffer_detach((struct evl_array_buffer *)evl_as_object(item), moved->block);
	}
}

bool evl_structured_clone(struct evl_realm *realm, struct evl_realm *to, evl_value value, const char *before, const evl_value *pairs,
			  uint32_t pair_count, evl_value *out)
{
	struct cloner c = { .realm = realm, .to = to, .before = before };
	c.memory = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	for (uint32_t i = 0; i < pair_count; i++)
		if (!evl_collection_set(realm, c.memory, pairs[i * 2], pairs[i * 2 + 1]))
			return false;
	return clone(&c, value, out);
}

static bool run(struct evl_realm *realm, const struct evl_args *args, const char *before, evl_value *result)
{
	struct cloner c = { .realm = realm, .to = realm, .before = before };
	struct evl_object *list;
	if (!read_transfer(realm, evl_arg(args, 1), before[0] != '\0', &list))
		return false;
	c.memory = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	if ((list != NULL && !prepare_transfer(&c, list)) || !clone(&c, evl_arg(args, 0), result))
		return false;
	if (list != NULL)
		finish_transfer(&c, list);
	return true;
}

static bool structured_clone(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (args->count == 0)
		return refuse(realm, "ERR_MISSING_ARGS", "The value argument must be specified");
	return run(realm, args, "", result);
}

static bool structured_clone_page(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to execute 'structuredClone' on 'Window': 1 argument required, but only 0 present.");
	return run(realm, args, "Failed to execute 'structuredClone' on 'Window': ", result);
}

static const struct evl_row rows[] = { EVL_OPERATION("structuredClone", structured_clone, 0) };
static const struct evl_row page_rows[] = { EVL_OPERATION("structuredClone", structured_clone_page, 1) };

const struct evl_rows evl_rows_structured_clone = EVL_ROWS(rows);
const struct evl_rows evl_rows_structured_clone_page = EVL_ROWS(page_rows);
