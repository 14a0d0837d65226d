/* SPDX-License-Identifier: MIT */
/*
 * json_revive.c - JSON.parse with its reviver, JSON.rawJSON, and the family's rows.
 *
 * Today's engines give the reviver a third argument, { source }, for a primitive that is still the one
 * that was read; nodes of the parser (json.h) tell where each value stood.
 */
#include "builtins/args.h"
#include "builtins/json.h"
#include "builtins/recent.h"

struct reviving {
	struct evl_string *text;
	evl_value reviver;
	bool with_source;
};

static bool internalize(struct evl_realm *realm, const struct reviving *r, evl_value holder, evl_key key,
			const struct evl_json_node *node, evl_value *out);

/* The node of a member, NULL when there is none. */
static const struct evl_json_node *member_node(struct evl_realm *realm, const struct evl_json_node *node, evl_key key)
{
	evl_value member;
	if (node == NULL || node->members == NULL ||
	    !evl_object_get(realm, node->members, key, evl_from_object(node->members), &member) || !evl_is_cell(member))
		return NULL;
	return evl_pointer(member);
}

/* Revive one property of `object` and store or delete it. */
static bool revive_property(struct evl_realm *realm, const struct reviving *r, struct evl_object *object, evl_key key,
			    const struct evl_json_node *node)
{
	evl_value value;
	bool ok;
	if (!internalize(realm, r, evl_from_object(object), key, node, &value))
		return false;
	if (evl_is_undefined(value))
		return evl_delete(realm, object, key, &ok);
	struct evl_descriptor d = { .value = value, .writable = true, .enumerable = true, .configurable = true,
				    .has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true };
	return evl_define_own_property(realm, object, key, &d, &ok);
}

/* The members of an object or array that came out of the text or out of the reviver. */
static bool revive_members(struct evl_realm *realm, const struct reviving *r, struct evl_object *object,
			   const struct evl_json_node *node)
{
	bool is_array;
	if (!evl_is_array(realm, evl_from_object(object), &is_array))
		return false;
	if (is_array) {
		double length;
		if (!evl_length_of(realm, object, &length))
			return false;
		for (double i = 0; i < length; i++) {
			evl_key key = evl_key_from_number(realm, i);
			if (!evl_library_step(realm) ||
			    !revive_property(realm, r, object, key,
					     node != NULL && node->members != NULL && i < node->members->length ? member_node(realm, node, key) : NULL))
				return false;
		}
		return true;
	}
	struct evl_key_list keys;
	if (!evl_json_keys(realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++)
		if (!revive_property(realm, r, object, keys.keys[i], member_node(realm, node, keys.keys[i])))
			return false;
	return true;
}

/* sec-internalizejsonproperty */
static bool internalize(struct evl_realm *realm, const struct reviving *r, evl_value holder, evl_key key,
			const struct evl_json_node *node, evl_value *out)
{
	evl_value value, arguments[3];
	struct evl_string *name;
	uint32_t count = 2;
	if (!evl_library_room(realm) || !evl_get(realm, holder, key, &value))
		return false;
	if (node != NULL && !evl_same_value(realm, node->value, value))
		node = NULL;
	if (evl_is_object(value) && !revive_members(realm, r, evl_as_object(value), node))
		return false;
	if (!evl_to_string(realm, evl_key_to_value(realm, key), &name))
		return false;
	arguments[0] = evl_from_string(name);
	arguments[1] = value;
	if (r->with_source) {
		struct evl_object *context = evl_object_plain(realm);
		if (node != NULL && !evl_is_object(value)) {
			struct evl_string *source = evl_string_substring(realm, r->text, node->start, node->end);
			if (source == NULL || !evl_create_data(realm, context, EVL_NAME_source, evl_from_string(source)))
				return false;
		}
		arguments[count++] = evl_from_object(context);
	}
	return evl_call(realm, r->reviver, holder, count, arguments, out);
}

/* sec-json.parse */
static bool json_parse_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct reviving r = { .reviver = evl_arg(args, 1), .with_source = realm->v8 >= EVL_V8_12 };
	bool revives = evl_is_callable(r.reviver);
	struct evl_json_node *node = NULL;
	evl_value value;
	if (!evl_to_string(realm, evl_arg(args, 0), &r.text) ||
	    !evl_json_parse_recording(realm, r.text, &value, revives && r.with_source ? &node : NULL))
		return false;
	if (!revives) {
		*result = value;
		return true;
	}
	struct evl_object *root = evl_object_plain(realm);
	return evl_create_data(realm, root, EVL_NAME_empty, value) &&
	       internalize(realm, &r, evl_from_object(root), EVL_NAME_empty, node, result);
}

/* sec-json.rawjson */
static bool json_raw_json(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	bool ok;
	if (!evl_to_string(realm, evl_arg(args, 0), &text) || !evl_json_check_raw(realm, text))
		return false;
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_RAW_JSON, evl_shape_root(realm, NULL), sizeof(struct evl_object), 1);
	evl_define_new(realm, object, EVL_NAME_rawJSON, evl_from_string(text), EVL_DATA_DEFAULT);
	*result = evl_from_object(object);
	return evl_set_integrity(realm, object, true, &ok);
}

/* sec-json.israwjson */
static bool json_is_raw_json(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = evl_from_bool(evl_is_class(evl_arg(args, 0), EVL_CLASS_RAW_JSON));
	return true;
}

static const struct evl_row json_statics[] = {
	EVL_METHOD("parse", json_parse_function, 2),
	EVL_METHOD("stringify", evl_json_stringify_function, 3),
	EVL_TAG_ROW("JSON"),
};

const struct evl_family evl_family_JSON = {
	.name = "JSON",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.statics = EVL_ROWS(json_statics),
};

static const struct evl_row json_recent[] = {
	EVL_METHOD("rawJSON", json_raw_json, 1),
	EVL_METHOD("isRawJSON", json_is_raw_json, 1),
};

const struct evl_rows evl_rows_json_recent = EVL_ROWS(json_recent);
