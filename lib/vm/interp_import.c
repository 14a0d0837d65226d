/* SPDX-License-Identifier: MIT */
/*
 * interp_import.c - the instructions of import() and import.meta (sec-import-calls,
 * sec-meta-properties): what the language fixes of them. Finding and loading modules is the host's.
 */
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"
#include "vm/promise.h"
#include "vm/step.h"

static bool bad_options(struct evl_realm *realm, enum evl_message old, enum evl_message recent)
{
	return evl_throw_message(realm, realm->v8 >= EVL_V8_15 ? recent : old);
}

/* { with: { type: 'json' } } (sec-evaluate-import-call). Node 20 says `assert`, too. */
static bool read_options(struct evl_realm *realm, evl_value options, evl_name *type, const char **bad_key)
{
	evl_value attributes;
	struct evl_key_list keys;
	*type = EVL_NAME_NONE;
	*bad_key = NULL;
	if (evl_is_undefined(options))
		return true;
	if (!evl_is_object(options))
		return evl_throw_message(realm, EVL_MESSAGE_IMPORT_OPTIONS);
	if (!evl_get(realm, options, evl_text_name(realm, "with"), &attributes))
		return false;
	bool is_old = evl_is_undefined(attributes) && realm->v8 < EVL_V8_15;
	if (is_old && !evl_get(realm, options, evl_text_name(realm, "assert"), &attributes))
		return false;
	if (evl_is_undefined(attributes))
		return true;
	if (is_old && realm->outdated_attributes != NULL)
		realm->outdated_attributes(realm, realm->hooks.site(realm), false);
	if (!evl_is_object(attributes))
		return bad_options(realm, EVL_MESSAGE_IMPORT_ASSERT, EVL_MESSAGE_IMPORT_WITH);
	struct evl_object *object = evl_as_object(attributes);
	if (!evl_own_keys(realm, object, &keys))
		return false;
	evl_name type_name = evl_text_name(realm, "type");
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_key_is_index(keys.keys[i]) && evl_names_entry(realm->names, keys.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, object, keys.keys[i], &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (!evl_get(realm, attributes, keys.keys[i], &value))
			return false;
		if (!evl_is_string(value))
			return bad_options(realm, EVL_MESSAGE_IMPORT_ASSERT_VALUE, EVL_MESSAGE_IMPORT_WITH_VALUE);
		if (keys.keys[i] == type_name)
			*type = evl_string_name(realm, evl_as_string(value));
		else if (*bad_key == NULL)
			*bad_key = evl_describe_key(realm, keys.keys[i]);
	}
	return true;
}

static uint32_t running_source(const struct evl_realm *realm)
{
	return realm->vm->frame->code->template_->where.source;
}

bool evl_step_import(struct evl_realm *realm, evl_value specifier, evl_value options, evl_value *out)
{
	if (realm->vm->import_module == NULL)
		return evl_not_covered(realm, "import()");
	struct evl_promise *promise = evl_promise_new(realm);
	struct evl_string *text;
	evl_name type;
	const char *bad_key;
	*out = evl_from_object(promise);
	if (evl_to_string(realm, specifier, &text) && read_options(realm, options, &type, &bad_key) &&
	    realm->vm->import_module(realm, text, type, bad_key, running_source(realm), promise))
		return true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	return true;
}

bool evl_step_import_meta(struct evl_realm *realm, evl_value *out)
{
	if (realm->vm->import_meta == NULL)
		return evl_not_covered(realm, "import.meta");
	return realm->vm->import_meta(realm, running_source(realm), out);
}
