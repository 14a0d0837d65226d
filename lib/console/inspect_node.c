/*
 * inspect_node.c - Node's util.inspect: formatValue and formatRaw.
 *
 * The depth, cycles, prototype properties and custom inspectors are here once; keys and properties are in
 * inspect_property.c, what differs from class to class in inspect_class.c.
 */
#include "console/inspect_node.h"

#include "console/console.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/unknown.h"

static void init(struct evl_inspector *ins, struct evl_realm *realm, const struct evl_inspect_manner *manner)
{
	struct evl_console *console = evl_console_state(realm);
	*ins = (struct evl_inspector){
		.realm = realm,
		.manner = manner,
		.text = &console->text,
		.words = &console->words,
		.depth = manner->depth,
		.break_length = 80,
		.max_array = 100,
		.max_string = 10000,
		.compact = 3,
		.custom = true,
		.comparator = EVL_EMPTY,
		.stylize = EVL_EMPTY,
		.user_options = EVL_EMPTY,
	};
	/* Reading them runs nothing of the snippet's: the object is sealed and its properties are data. */
	if (console->defaults != EVL_EMPTY && !evl_inspector_defaults(ins, console->defaults) && realm->halt == EVL_STATUS_OK)
		realm->exception = EVL_EMPTY;
}

void evl_inspector_init(struct evl_inspector *ins, struct evl_realm *realm)
{
	init(ins, realm, evl_inspect_manner_of(realm));
}

void evl_inspector_init_util(struct evl_inspector *ins, struct evl_realm *realm)
{
	init(ins, realm, evl_inspect_manner_of_util(realm));
}

/* --- formatRaw --- */

/* Symbol.toStringTag when it is a text that the properties do not show anyway. */
static bool find_tag(struct evl_raw *raw)
{
	struct evl_realm *realm = raw->ins->realm;
	evl_value tag;
	raw->tag = NULL;
	if (!evl_object_get(realm, raw->object, EVL_NAME_symbol_to_string_tag, evl_from_object(raw->object), &tag))
		return false;
	if (!evl_is_string(tag) || evl_as_string(tag)->length == 0)
		return true;
	struct evl_descriptor d;
	bool found;
	if (!evl_get_own_property(realm, raw->object, EVL_NAME_symbol_to_string_tag, &d, &found))
		return false;
	if (!found || raw->ins->manner->shows_own_tags || (!raw->ins->show_hidden && !d.enumerable))
		raw->tag = evl_as_string(tag);
	return true;
}

/* Is the key of the layer `depth` one of an upper layer's, or of the object itself? */
static bool is_on_layers_above(struct evl_raw *raw, uint32_t depth, evl_key key, bool *out)
{
	struct evl_realm *realm = raw->ins->realm;
	if (!evl_has_own_property(realm, raw->object, key, out))
		return false;
	for (uint32_t i = 0; i < depth && !*out; i++)
		if (!evl_has_own_property(realm, raw->proto_layers[i], key, out))
			return false;
	return true;
}

/* Push the keys of one layer that show: accessors and data. */
static bool add_layer(struct evl_raw *raw, uint32_t depth)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_object *layer = raw->proto_layers[depth];
	struct evl_key_list keys;
	if (!evl_own_keys(realm, layer, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_key key = keys.keys[i];
		struct evl_descriptor d;
		bool is_above, found;
		if (key == EVL_NAME_constructor)
			continue;
		if (!is_on_layers_above(raw, depth, key, &is_above))
			return false;
		if (is_above)
			continue;
		if (!evl_get_own_property(realm, layer, key, &d, &found))
			return false;
		if (!found || (d.has_value && evl_is_callable(d.value)))
			continue;
		if (!evl_words_push(raw->ins->words, (uint64_t)depth << 32 | key))
			return false;
	}
	return true;
}

/* The own accessors and data of up to three prototypes of the snippet (addPrototypeProperties): leaves their keys on the words. */
static bool add_prototype_properties(struct evl_raw *raw, struct evl_object *from)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_object *layer = from;
	for (uint32_t depth = 0; depth < EVL_INSPECT_LAYERS; depth++) {
		if (depth != 0 || from == raw->object) {
			bool is_builtin;
			if (!evl_inspect_next_prototype(realm, layer, &layer))
				return false;
			if (layer == NULL)
				return true;
			if (!evl_inspect_is_builtin_prototype(realm, layer, &is_builtin))
				return false;
			if (is_builtin)
				return true;
		}
		raw->proto_layers[depth] = layer;
		if (!add_layer(raw, depth))
			return false;
	}
	return true;
}

/* Put "<ref *n> " before a value that something inside it refers to: before its base, with compact: true before its bracket. */
static bool add_reference(struct evl_raw *raw, uint32_t number)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_layout *layout = &raw->layout;
	uint32_t before = ins->text->length;
	evl_text_append_ascii(ins->text, "<ref *");
	evl_text_append_number(ins->text, number);
	evl_text_append_unit(ins->text, '>');
	if (!evl_inspect_styled(ins, before, EVL_STYLE_SPECIAL))
		return false;
	evl_text_append_unit(ins->text, ' ');
	uint32_t added = ins->text->length - before;
	uint16_t reference[64];
	if (added > sizeof reference / sizeof reference[0])
		return evl_not_covered(ins->realm, "a stylize function that gives long texts");
	memcpy(reference, ins->text->units + before, added * sizeof *reference);
	ins->text->length = before;
	uint32_t at = layout->start + (ins->compact_all && layout->base_length != 0 ? layout->base_length + 1 : 0);
	evl_text_insert(ins->text, at, reference, added);
	for (uint32_t i = layout->first_entry; i < ins->words->count; i++)
		ins->words->items[i] += (uint64_t)added << 32 | added;
	layout->body += added;
	if (ins->compact_all)
		layout->brace_length += added;
	else
		layout->base_length += layout->base_length == 0 ? added - 1 : added;
	return ins->realm->halt == EVL_STATUS_OK;
}

static bool append_all_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	if (raw->entries != NULL && !raw->entries(raw))
		return false;
	for (uint32_t i = 0; i < raw->key_count; i++) {
		evl_key key = (evl_key)ins->words->items[raw->keys + i];
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		if (!evl_inspect_property(raw, raw->object, key, EVL_PROPERTY_NAMED) || !evl_layout_entry_end(ins, entry))
			return false;
	}
	return true;
}

/*
 * The prototype entries as texts, which take the place of their keys in words. Node formats them first of all, while it
 * looks for the constructor's name, so what that leaves behind is there for the rest.
 */
static bool format_prototype_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_inspect_seen seen = { .object = raw->object, .outer = ins->seen };
	ins->seen = &seen;
	bool ok = true;
	for (uint32_t i = 0; i < raw->proto_count && ok; i++) {
		uint64_t word = ins->words->items[raw->proto_first + i];
		uint32_t start = ins->text->length;
		if (ins->colors)
			evl_text_append_ascii(ins->text, "\x1B[2m");
		ok = evl_inspect_property(raw, raw->proto_layers[word >> 32], (evl_key)word, EVL_PROPERTY_NAMED);
		if (ins->colors)
			evl_text_append_ascii(ins->text, "\x1B[22m");
		struct evl_string *text = ok ? evl_text_take(ins->text, start) : NULL;
		ok = text != NULL;
		if (ok)
			ins->words->items[raw->proto_first + i] = evl_from_string(text);
	}
	ins->seen = seen.outer;
	return ok;
}

static bool append_prototype_entries(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	for (uint32_t i = 0; i < raw->proto_count; i++) {
		uint32_t entry = evl_layout_entry(ins, &raw->layout);
		evl_text_append_string(ins->text, evl_as_string((evl_value)ins->words->items[raw->proto_first + i]));
		if (!evl_layout_entry_end(ins, entry))
			return false;
	}
	return true;
}

static bool format_raw(struct evl_inspector *ins, struct evl_object *object, uint32_t level, bool in_typed_array)
{
	struct evl_raw raw = { .ins = ins, .object = object, .level = level, .in_typed_array = in_typed_array };
	struct evl_object *user_prototype = NULL;
	bool wants_prototype = ins->show_hidden && level <= ins->depth; /* not with depth: undefined, which is no number */
	uint32_t start = ins->text->length;
	uint32_t words = ins->words->count;
	if (!evl_inspect_constructor_name(ins, object, level, &raw.constructor, wants_prototype ? &user_prototype : NULL))
		return false;
	raw.proto_first = ins->words->count;
	if (user_prototype != NULL && !add_prototype_properties(&raw, user_prototype))
		return false;
	raw.proto_count = ins->words->count - raw.proto_first;
	if ((raw.proto_count != 0 && !format_prototype_entries(&raw)) || !find_tag(&raw))
		return false;
	raw.layout.close = '}';
	/* What a real host keeps in its own objects (lists of timers, start times) is not modelled. */
	struct evl_realm *realm = ins->realm;
	bool is_plain = realm->is_plain_platform != NULL && realm->is_plain_platform(object);
	if (evl_class_of(object) == EVL_CLASS_PLATFORM && !is_plain && !(level > ins->depth))
		return evl_not_covered(ins->realm, "how an object of the web platform is printed");
	if (evl_class_of(object) == EVL_CLASS_HOST && !evl_has_flag(object, EVL_OBJECT_EXOTIC) && !(level > ins->depth))
		return evl_not_covered(ins->realm, "how an object of the host (Timeout, process ...) is printed");
	if (!evl_inspect_prepare(&raw) || ins->realm->halt != EVL_STATUS_OK)
		return false;
	if (raw.done) {
		ins->words->count = words;
		return true;
	}
	if (level > ins->depth) {
		ins->text->length = start;
		if (raw.constructor != NULL)
			evl_text_append_unit(ins->text, '[');
		if (!evl_inspect_context_style(&raw))
			return false;
		ins->text->length--;
		if (raw.constructor != NULL)
			evl_text_append_unit(ins->text, ']');
		ins->words->count = words;
		return evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL) && ins->realm->halt == EVL_STATUS_OK;
	}
	raw.level = level + 1;
	struct evl_inspect_seen seen = { .object = object, .outer = ins->seen };
	ins->seen = &seen;
	ins->current_depth = raw.level;
	evl_layout_begin(ins, &raw.layout, start, raw.layout.base_length, raw.layout.close, raw.layout.is_array);
	bool ok = append_all_entries(&raw) && append_prototype_entries(&raw);
	ins->seen = seen.outer;
	if (!ok)
		return false;
	for (const struct evl_inspect_circular *c = ins->circular; c != NULL; c = c->next)
		if (c->object == object && !add_reference(&raw, c->number))
			return false;
	raw.layout.keys = raw.key_count;
	if (!evl_layout_finish(ins, &raw.layout, raw.level, object))
		return false;
	ins->words->count = words;
	return true;
}

/* --- formatValue --- */

/*
 * A custom inspect function, if the value has one. *handled: its text is appended. `context`: the proxy around
 * the value, or the value itself.
 */
static bool inspect_custom(struct evl_inspector *ins, struct evl_object *object, evl_value context, uint32_t level, bool *handled)
{
	struct evl_realm *realm = ins->realm;
	evl_value value = evl_from_object(object);
	evl_value function;
	*handled = false;
	if (!evl_object_get(realm, object, EVL_NAME_symbol_inspect_custom, value, &function))
		return false;
	bool is_host = evl_class_of(object) == EVL_CLASS_PLATFORM || evl_class_of(object) == EVL_CLASS_HOST;
	if (!evl_is_callable(function) && is_host && realm->host_inspect != NULL && !realm->host_inspect(realm, object, &function))
		return false;
	if (!evl_is_callable(function))
		return true;
	const struct evl_object *callee = evl_as_object(function);
	if (function == evl_console_state(realm)->inspect || (evl_class_of(callee) == EVL_CLASS_NATIVE_FUNCTION &&
							      ((const struct evl_native_function *)callee)->fn == evl_util_inspect))
		return true;
	evl_value constructor;
	if (!evl_object_get(realm, object, EVL_NAME_constructor, value, &constructor))
		return false;
	if (evl_to_boolean(constructor)) {
		evl_value prototype;
		if (!evl_get(realm, constructor, EVL_NAME_prototype, &prototype))
			return false;
		if (evl_strict_equals(realm, prototype, value))
			return true;
	}
	evl_value result, options;
	bool is_instance;
	bool foreign = context != value;
	if (!foreign) {
		if (!evl_instance_of(realm, context, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_OBJECT)), &is_instance))
			return false;
		foreign = !is_instance;
	}
	options = evl_inspector_options_object(ins, foreign);
	if (options == EVL_EMPTY)
		return false;
	evl_value inspect = evl_console_state(realm)->inspect;
	evl_value arguments[3] = {
		evl_inspector_depth_left(ins, level),
		options,
		inspect != EVL_EMPTY ? inspect : evl_from_object(evl_native_function_new(realm, "inspect", 2, evl_util_inspect)),
	};
	if (!evl_call(realm, function, context, 3, arguments, &result))
		return false;
	if (result == context)
		return true;
	*handled = true;
	if (!evl_is_string(result))
		return evl_inspect_value(ins, result, level);
	const uint16_t *units = evl_string_units(realm, evl_as_string(result));
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < evl_as_string(result)->length; i++) {
		evl_text_append_unit(ins->text, units[i]);
		if (units[i] == '\n')
			evl_text_append_spaces(ins->text, ins->indentation);
	}
	return realm->halt == EVL_STATUS_OK;
}

static bool append_circular(struct evl_inspector *ins, const struct evl_object *object)
{
	struct evl_inspect_circular **link = &ins->circular;
	while (*link != NULL && (*link)->object != object)
		link = &(*link)->next;
	if (*link == NULL) {
		*link = evl_arena_zalloc(&ins->realm->scratch, sizeof **link);
		(*link)->object = object;
		(*link)->number = ++ins->circular_count;
	}
	uint32_t start = ins->text->length;
	evl_text_append_ascii(ins->text, "[Circular *");
	evl_text_append_number(ins->text, (*link)->number);
	evl_text_append_unit(ins->text, ']');
	return evl_inspect_styled(ins, start, EVL_STYLE_SPECIAL) && ins->realm->halt == EVL_STATUS_OK;
}

/* formatProxy: "Proxy [ target, handler ]". */
static bool format_proxy(struct evl_inspector *ins, const struct evl_proxy *proxy, uint32_t level)
{
	if (level > ins->depth) {
		return evl_inspect_append_styled(ins, "Proxy [Array]", EVL_STYLE_SPECIAL);
	}
	const struct evl_object *parts[2] = { proxy->target, proxy->handler };
	struct evl_layout layout;
	uint32_t start = ins->text->length;
	uint32_t words = ins->words->count;
	evl_text_append_ascii(ins->text, "Proxy [");
	evl_layout_begin(ins, &layout, start, 0, ']', true);
	for (int i = 0; i < 2; i++) {
		uint32_t entry = evl_layout_entry(ins, &layout);
		ins->indentation += 2;
		bool ok = evl_inspect_value(ins, evl_from_object(parts[i]), level + 1);
		ins->indentation -= 2;
		if (!ok || !evl_layout_entry_end(ins, entry))
			return false;
	}
	if (!evl_layout_finish(ins, &layout, level + 1, NULL))
		return false;
	ins->words->count = words;
	return true;
}

/*
 * What Node prints for a proxy: its target, which takes the proxy's place in *object. *object NULL: the text is complete. Node looks
 * through one proxy only; a target that is a proxy itself is formatted through its traps. A target whose item 0 is null passes for
 * revoked, because Node looks there for the target of what it takes for the pair of target and handler.
 */
static bool look_through(struct evl_inspector *ins, struct evl_object **object, uint32_t level)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)*object;
	struct evl_object *target = proxy->target;
	bool is_revoked = target == NULL;
	if (!is_revoked && !ins->show_proxy) {
		evl_value first;
		if (!evl_object_get(ins->realm, target, evl_key_from_index(0), evl_from_object(target), &first))
			return false;
		is_revoked = evl_is_null(first);
	}
	*object = is_revoked || ins->show_proxy ? NULL : target;
	if (is_revoked)
		return evl_inspect_append_styled(ins, "<Revoked Proxy>", EVL_STYLE_SPECIAL);
	return !ins->show_proxy || format_proxy(ins, proxy, level);
}

static bool inspect_object(struct evl_inspector *ins, struct evl_object *object, uint32_t level)
{
	evl_value context = evl_from_object(object);
	bool in_typed_array = ins->in_typed_array;
	ins->in_typed_array = false;
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		struct evl_string *text = evl_unknown_string(ins->realm, (const struct evl_unknown *)object);
		if (text == NULL)
			return false;
		if (((const struct evl_unknown *)object)->kind == EVL_UNKNOWN_TEXT)
			return evl_inspect_string(ins, text);
		evl_text_append_string(ins->text, text);
		return true;
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY) {
		if (!look_through(ins, &object, level))
			return false;
		if (object == NULL)
			return true;
	}
	if (ins->custom) {
		bool handled, ok = inspect_custom(ins, object, context, level, &handled);
		if (!ok || handled)
			return ok;
	}
	for (const struct evl_inspect_seen *s = ins->seen; s != NULL; s = s->outer)
		if (s->object == object)
			return append_circular(ins, object);
	return format_raw(ins, object, level, in_typed_array);
}

bool evl_inspect_value(struct evl_inspector *ins, evl_value value, uint32_t level)
{
	if (!evl_is_object(value))
		return evl_inspect_primitive(ins, value);
	struct evl_console *console = ins->realm->console;
	if (ins->text->length > EVL_INSPECT_MAX_TEXT)
		return evl_halt(ins->realm, EVL_STATUS_MEMORY_LIMIT, "the text of a printed value is too long");
	if (console->nesting >= EVL_INSPECT_MAX_NESTING)
		return evl_not_covered(ins->realm, "printing a value that is nested more than 500 levels deep");
	console->nesting++;
	bool ok = inspect_object(ins, evl_as_object(value), level);
	console->nesting--;
	return ok;
}
