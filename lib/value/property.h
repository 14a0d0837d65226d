/*
 * property.h - the internal methods of objects (sec-ordinary-object-internal-methods-and-internal-slots)
 * and the operations on them (sec-operations-on-objects).
 *
 * Functions that may run script return false when an exception is pending.
 * A class whose internal methods differ has a row in realm->exotics.
 */
#ifndef EVL_VALUE_PROPERTY_H
#define EVL_VALUE_PROPERTY_H

#include <stdbool.h>
#include <stdint.h>

#include "value/key.h"
#include "value/object.h"
#include "value/value.h"

struct evl_realm;

/* A property descriptor; the has_* bits tell which fields are present (sec-property-descriptor-specification-type). */
struct evl_descriptor {
	evl_value value, get, set;
	bool writable, enumerable, configurable;
	bool has_value, has_get, has_set, has_writable, has_enumerable, has_configurable;
};

struct evl_key_list {
	evl_key *keys; /* borrowed from the heap until the next safe point */
	uint32_t count;
};

/* What an object did not let happen. */
enum evl_refused {
	EVL_REFUSED_SET,
	EVL_REFUSED_DEFINE,
	EVL_REFUSED_ACCESSOR, /* defining one */
	EVL_REFUSED_DELETE,
};

/* Internal methods of an exotic class. NULL members: the ordinary method. */
struct evl_exotic {
	bool (*get_own)(struct evl_realm *, struct evl_object *, evl_key, struct evl_descriptor *, bool *found);
	bool (*define_own)(struct evl_realm *, struct evl_object *, evl_key, const struct evl_descriptor *, bool *ok);
	bool (*has)(struct evl_realm *, struct evl_object *, evl_key, bool *found);
	bool (*get)(struct evl_realm *, struct evl_object *, evl_key, evl_value receiver, evl_value *out);
	bool (*set)(struct evl_realm *, struct evl_object *, evl_key, evl_value value, evl_value receiver, bool *ok);
	/* Beside the internal methods: does an assignment to the object make this its own property, whatever it inherits (Web IDL, named setters)? */
	bool (*takes)(struct evl_realm *, struct evl_object *, evl_key);
	bool (*delete_)(struct evl_realm *, struct evl_object *, evl_key, bool *ok);
	bool (*own_keys)(struct evl_realm *, struct evl_object *, struct evl_key_list *);
	bool (*get_prototype)(struct evl_realm *, struct evl_object *, evl_value *out);
	bool (*set_prototype)(struct evl_realm *, struct evl_object *, struct evl_object *prototype, bool *ok);
	bool (*is_extensible)(struct evl_realm *, struct evl_object *, bool *out);
	bool (*prevent_extensions)(struct evl_realm *, struct evl_object *, bool *ok);
	/*
	 * Beside the internal methods: the host's own TypeError for what define_own, delete_ or a set refused. False: it is pending;
	 * true: the engine has the words for this one. Runs no script.
	 */
	bool (*blame)(struct evl_realm *, struct evl_object *, evl_key, enum evl_refused);
	/* Is the refusal hidden from those who do not ask for an error (Reflect.set, Reflect.defineProperty), as Chromium's interceptors do? */
	bool (*hides_refusal)(struct evl_realm *, struct evl_object *, evl_key, enum evl_refused);
};

/*
 * The ordinary methods, for exotic objects that fall back to them. They are also right for arrays and String objects,
 * and call the object's own [[GetOwnProperty]] and [[DefineOwnProperty]] where the standard's ordinary methods do.
 */
bool evl_ordinary_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found);
bool evl_ordinary_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor, bool *ok);
bool evl_ordinary_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok);
bool evl_ordinary_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out);
/* ValidateAndApplyPropertyDescriptor (sec-validateandapplypropertydescriptor) with object undefined: may `descriptor` be applied over `current` (NULL: absent)? */
bool evl_descriptor_is_compatible(struct evl_realm *realm, bool extensible, const struct evl_descriptor *descriptor, const struct evl_descriptor *current);

/* [[Get]] on any value: GetV (sec-getv); primitives look in their prototype, undefined and null throw V8's TypeError. */
bool evl_get(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out);
/* [[Get]] with a receiver. */
bool evl_object_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out);
/* Set(base, key, value, throw): PutValue on a property reference. `strict`: throw TypeError on failure. */
bool evl_set(struct evl_realm *realm, evl_value base, evl_key key, evl_value value, bool strict);
bool evl_object_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *ok);
bool evl_get_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found);
bool evl_define_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor, bool *ok);
/* DefinePropertyOrThrow. */
bool evl_define_or_throw(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor);
/* CreateDataPropertyOrThrow (attributes all true). The fast way to fill new objects. */
bool evl_create_data(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value);
/* Define a data property with these attributes on an ordinary object that lacks it: library set-up. Never runs script. */
void evl_define_new(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes);
/* The same under a name that is given as text: a property like those that assignment makes. */
void evl_define_text(struct evl_realm *realm, struct evl_object *object, const char *name, evl_value value);
bool evl_has_property(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found);
/* Throw the host's own words for a refusal: `blame` and `hides_refusal` of struct evl_exotic, for any object. */
bool evl_blame_host(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what);
bool evl_hides_refusal(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what);
bool evl_has_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found);
/* [[Delete]]; *ok false when the property is not configurable. */
bool evl_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok);
/* [[OwnPropertyKeys]]: indexes ascending, strings, symbols, in creation order; private names never. */
bool evl_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out);
bool evl_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out);
bool evl_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok);
bool evl_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out);
bool evl_prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok);
/* SetIntegrityLevel (sec-setintegritylevel) and TestIntegrityLevel. */
bool evl_set_integrity(struct evl_realm *realm, struct evl_object *object, bool frozen, bool *ok);
bool evl_test_integrity(struct evl_realm *realm, struct evl_object *object, bool frozen, bool *out);

/* Is `object` the global object or another one of the host's, and `key` a name that the real one has? Then the run halts with "not covered". */
bool evl_model_lacks(struct evl_realm *realm, const struct evl_object *object, evl_key key);
/* The same of an attribute that a script assigns to, asked when neither the object nor its prototypes have the property. */
bool evl_model_lacks_setter(struct evl_realm *realm, const struct evl_object *object, evl_key key);

/* GetMethod (sec-getmethod): undefined for undefined and null, TypeError when not callable. */
bool evl_get_method(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out);
/* The same where V8's bytecode calls what it finds: what is no function gives the message of a call. */
bool evl_get_callee(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out);
/* Get(base, key), then Call with `base` as this. */
bool evl_invoke(struct evl_realm *realm, evl_value base, evl_key key, uint32_t count, const evl_value *arguments, evl_value *out);
/* ToPropertyDescriptor and FromPropertyDescriptor. */
bool evl_to_descriptor(struct evl_realm *realm, evl_value value, struct evl_descriptor *out);
evl_value evl_from_descriptor(struct evl_realm *realm, const struct evl_descriptor *descriptor);
/* LengthOfArrayLike (sec-lengthofarraylike): 0 to 2^53-1. */
bool evl_length_of(struct evl_realm *realm, struct evl_object *object, double *out);
/* The key of an index that may be beyond 2^31-2 (interned as text then). */
evl_key evl_key_from_number(struct evl_realm *realm, double index);

/* Private names (sec-private-names): `key` is the name of kind PRIVATE. Private methods are not writable. */
bool evl_private_get(struct evl_realm *realm, evl_value base, evl_name name, evl_value *out);
bool evl_private_set(struct evl_realm *realm, evl_value base, evl_name name, evl_value value);
bool evl_private_add(struct evl_realm *realm, struct evl_object *object, evl_name name, evl_value value, uint8_t attributes); /* value: accessor cell with EVL_ACCESSOR */
bool evl_private_has(struct evl_realm *realm, struct evl_object *object, evl_name name);

/* The getter and setter of an accessor cell: a function object or EVL_UNDEFINED; lazy ones are made. */
evl_value evl_accessor_getter(struct evl_realm *realm, struct evl_accessor *accessor);
evl_value evl_accessor_setter(struct evl_realm *realm, struct evl_accessor *accessor);
struct evl_accessor *evl_accessor_new(struct evl_realm *realm, evl_value get, evl_value set);

#endif
