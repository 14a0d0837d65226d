/* SPDX-License-Identifier: MIT */
/*
 * namespace.c - module namespace exotic objects (sec-module-namespace-exotic-objects).
 */
#include "base/names.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "vm/module.h"

/* One export: where its value is. */
struct namespace_entry {
	evl_key key;
	evl_name name;
	struct evl_module_binding binding;
};

/* Of class NAMESPACE. The entries are in the realm's scratch memory, sorted by name. */
struct evl_namespace {
	struct evl_object object;
	struct namespace_entry *entries;
	uint32_t count;
};

static struct evl_namespace *as_namespace(struct evl_object *object) { return (struct evl_namespace *)object; }

static const struct namespace_entry *find(struct evl_object *object, evl_key key)
{
	const struct evl_namespace *ns = as_namespace(object);
	for (uint32_t i = 0; i < ns->count; i++)
		if (ns->entries[i].key == key)
			return &ns->entries[i];
	return NULL;
}

/* The value of an export; ReferenceError before its module initialised it. */
static bool read(struct evl_realm *realm, const struct namespace_entry *entry, evl_value *out)
{
	struct evl_module *module = entry->binding.module;
	if (entry->binding.slot == EVL_BINDING_NAMESPACE) {
		*out = evl_from_object(evl_module_namespace(realm, module));
		return true;
	}
	*out = module->env != NULL ? module->env->slots[entry->binding.slot] : EVL_TDZ;
	if (*out == EVL_TDZ)
		return evl_throw_message(realm, EVL_MESSAGE_BEFORE_INITIALIZATION,
					 evl_names_utf8(realm->names, entry->name, &realm->scratch));
	return true;
}

static evl_value tag(struct evl_realm *realm) { return evl_text_value(realm, "Module"); }

static bool namespace_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out,
			      bool *found)
{
	*out = (struct evl_descriptor){ .has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true };
	*found = true;
	if (key == EVL_NAME_symbol_to_string_tag) {
		out->value = tag(realm);
		return true;
	}
	const struct namespace_entry *entry = find(object, key);
	if (entry == NULL) {
		*found = false;
		return true;
	}
	out->writable = out->enumerable = true;
	return read(realm, entry, &out->value);
}

static bool namespace_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key,
				 const struct evl_descriptor *descriptor, bool *ok)
{
	struct evl_descriptor current;
	bool found;
	if (!namespace_get_own(realm, object, key, &current, &found))
		return false;
	*ok = found && !(descriptor->has_configurable && descriptor->configurable) &&
	      !(descriptor->has_enumerable && descriptor->enumerable != current.enumerable) && !descriptor->has_get &&
	      !descriptor->has_set && !(descriptor->has_writable && descriptor->writable != current.writable) &&
	      !(descriptor->has_value && !evl_same_value(realm, descriptor->value, current.value));
	return true;
}

static bool namespace_has(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	(void)realm;
	*found = key == EVL_NAME_symbol_to_string_tag || find(object, key) != NULL;
	return true;
}

static bool namespace_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	(void)receiver;
	const struct namespace_entry *entry = find(object, key);
	if (entry != NULL)
		return read(realm, entry, out);
	*out = key == EVL_NAME_symbol_to_string_tag ? tag(realm) : EVL_UNDEFINED;
	return true;
}

static bool namespace_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver,
			  bool *ok)
{
	(void)realm;
	(void)object;
	(void)key;
	(void)value;
	(void)receiver;
	*ok = false;
	return true;
}

static bool namespace_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	(void)realm;
	*ok = key != EVL_NAME_symbol_to_string_tag && find(object, key) == NULL;
	return true;
}

static bool namespace_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	const struct evl_namespace *ns = as_namespace(object);
	out->keys = evl_arena_alloc(&realm->scratch, (ns->count + (size_t)1) * sizeof *out->keys);
	for (uint32_t i = 0; i < ns->count; i++)
		out->keys[i] = ns->entries[i].key;
	out->keys[ns->count] = EVL_NAME_symbol_to_string_tag;
	out->count = ns->count + 1;
	return true;
}

static bool namespace_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out)
{
	(void)realm;
	(void)object;
	*out = EVL_NULL;
	return true;
}

static bool namespace_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok)
{
	(void)realm;
	(void)object;
	*ok = prototype == NULL;
	return true;
}

static bool namespace_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	(void)realm;
	(void)object;
	*out = false;
	return true;
}

static bool namespace_prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	(void)realm;
	(void)object;
	*ok = true;
	return true;
}

const struct evl_exotic evl_namespace_exotic = {
	.get_own = namespace_get_own,
	.define_own = namespace_define_own,
	.has = namespace_has,
	.get = namespace_get,
	.set = namespace_set,
	.delete_ = namespace_delete,
	.own_keys = namespace_own_keys,
	.get_prototype = namespace_get_prototype,
	.set_prototype = namespace_set_prototype,
	.is_extensible = namespace_is_extensible,
	.prevent_extensions = namespace_prevent_extensions,
};

/* By UTF-16 units, as Array.prototype.sort would (sec-modulenamespacecreate). */
static bool is_before(struct evl_realm *realm, evl_name a, evl_name b)
{
	return evl_string_compare(realm, evl_string_from_name(realm, a), evl_string_from_name(realm, b)) < 0;
}

/* Merge sort of `entries` through `spare`; both have room for `count`. */
static void sort(struct evl_realm *realm, struct namespace_entry *entries, struct namespace_entry *spare, uint32_t count)
{
	if (count < 2)
		return;
	uint32_t half = count / 2;
	sort(realm, entries, spare, half);
	sort(realm, entries + half, spare, count - half);
	uint32_t a = 0;
	uint32_t b = half;
	for (uint32_t i = 0; i < count; i++) {
		bool second = a == half || (b < count && is_before(realm, entries[b].name, entries[a].name));
		spare[i] = entries[second ? b++ : a++];
	}
	for (uint32_t i = 0; i < count; i++)
		entries[i] = spare[i];
}

struct evl_object *evl_module_namespace(struct evl_realm *realm, struct evl_module *module)
{
	if (module->namespace_object != NULL)
		return module->namespace_object;
	uint32_t count;
	const evl_name *names = evl_module_exported_names(realm, module, &count);
	struct namespace_entry *entries = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof *entries);
	struct namespace_entry *spare = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof *entries);
	uint32_t used = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct namespace_entry *entry = &entries[used];
		if (evl_module_resolve_export(realm, module, names[i], &entry->binding) != EVL_RESOLUTION_FOUND)
			continue; /* ambiguous names are left out */
		entry->name = names[i];
		entry->key = evl_key_from_string(realm, evl_string_from_name(realm, names[i]));
		used++;
	}
	sort(realm, entries, spare, used);
	struct evl_namespace *ns = (struct evl_namespace *)evl_object_alloc(realm, EVL_CLASS_NAMESPACE, evl_shape_root(realm, NULL),
									   sizeof *ns, 0);
	ns->object.cell.flags = (uint8_t)((ns->object.cell.flags | EVL_OBJECT_EXOTIC) & ~EVL_OBJECT_EXTENSIBLE);
	ns->entries = entries;
	ns->count = used;
	realm->exotics[EVL_CLASS_NAMESPACE] = &evl_namespace_exotic;
	module->namespace_object = &ns->object;
	return module->namespace_object;
}
