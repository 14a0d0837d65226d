/*
 * rows.h - library objects as constant tables.
 *
 * A family is one constructor with its prototype, a namespace, a bare prototype,
 * or a set of global functions. Nothing is made until a script touches it:
 * evl_intrinsic materialises the object, whose properties are lazy slots, and a
 * function object is made when its slot is first read.
 *
 * Row texts are property names; a text "[Symbol.iterator]" names the well-known
 * symbol. The `name` property of the function follows from it.
 */
#ifndef EVL_VALUE_ROWS_H
#define EVL_VALUE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "value/object.h"
#include "value/value.h"

struct evl_realm;

/* What a library function is called with. Borrowed for the call. */
struct evl_args {
	evl_value this_value;
	const evl_value *values;
	uint32_t count;
	evl_value new_target;       /* EVL_UNDEFINED: a call, otherwise [[Construct]] */
	struct evl_object *callee;  /* the function object itself */
};

typedef bool (*evl_native)(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* Argument number `i`; undefined when it was not given. */
static inline evl_value evl_arg(const struct evl_args *args, uint32_t i)
{
	return i < args->count ? args->values[i] : EVL_UNDEFINED;
}

/* enum evl_intrinsic: EVL_INTRINSIC_<ID> the constructor or namespace, EVL_INTRINSIC_<ID>_PROTOTYPE */
enum evl_intrinsic {
	EVL_INTRINSIC_NONE,
#define EVL_FAMILY(id) EVL_INTRINSIC_##id, EVL_INTRINSIC_##id##_PROTOTYPE,
#include "value/families.def"
#undef EVL_FAMILY
	EVL_INTRINSIC_COUNT
};

enum evl_row_kind {
	EVL_ROW_METHOD,
	EVL_ROW_GETTER,      /* fn */
	EVL_ROW_ACCESSOR,    /* fn and setter */
	EVL_ROW_NUMBER,      /* number; constant: no attributes */
	EVL_ROW_TEXT,        /* text; attributes as given */
	EVL_ROW_SYMBOL,      /* value: the well-known symbol `name_id`; constant */
	EVL_ROW_INTRINSIC,   /* the object `intrinsic`; hidden data property */
	EVL_ROW_ALIAS,       /* the same value as the row named `text` of the same table */
	EVL_ROW_NOT_COVERED, /* reading it stops the prediction: `text` says what it is */
	EVL_ROW_MADE,        /* data property whose value `fn` makes when it is first read (this_value: the holder); attributes as given; runs no script */
};

/* The releases of V8 that are told apart, by what the hosts have: its library, words and orders where no standard fixes them. */
enum evl_v8 {
	EVL_V8_11, /* Node 20 */
	EVL_V8_12, /* Node 22 */
	EVL_V8_13, /* Node 24 */
	EVL_V8_15, /* today's Chromium, Deno */
};

struct evl_row {
	const char *name;
	uint8_t kind; /* enum evl_row_kind */
	uint8_t attributes;
	uint8_t length;
	uint8_t since; /* enum evl_v8: the first that has it */
	uint8_t until; /* the first that no longer has it; 0: all later ones do */
	evl_native fn;
	evl_native setter;
	double number;
	const char *text;
	uint32_t id; /* evl_name of a symbol, or enum evl_intrinsic */
};

#define EVL_METHOD(n, f, len) { .name = (n), .kind = EVL_ROW_METHOD, .attributes = EVL_DATA_HIDDEN, .length = (len), .fn = (f) }
#define EVL_METHOD_SINCE(v, n, f, len) { .name = (n), .kind = EVL_ROW_METHOD, .attributes = EVL_DATA_HIDDEN, .length = (len), .since = (v), .fn = (f) }
#define EVL_METHOD_UNTIL(v, n, f, len) { .name = (n), .kind = EVL_ROW_METHOD, .attributes = EVL_DATA_HIDDEN, .length = (len), .until = (v), .fn = (f) }
/* A host function as Web IDL has it: enumerable. */
#define EVL_OPERATION(n, f, len) { .name = (n), .kind = EVL_ROW_METHOD, .attributes = EVL_DATA_DEFAULT, .length = (len), .fn = (f) }
#define EVL_GETTER(n, f) { .name = (n), .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE, .fn = (f) }
#define EVL_ACCESSOR_ROW(n, get, set) { .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_CONFIGURABLE, .fn = (get), .setter = (set) }
#define EVL_ACCESSOR_ROW_SINCE(v, n, get, set) { .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_CONFIGURABLE, .since = (v), .fn = (get), .setter = (set) }
#define EVL_ACCESSOR_ROW_UNTIL(v, n, get, set) { .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_CONFIGURABLE, .until = (v), .fn = (get), .setter = (set) }
#define EVL_NUMBER_ROW(n, v) { .name = (n), .kind = EVL_ROW_NUMBER, .number = (v) }
#define EVL_TEXT_ROW(n, t, attrs) { .name = (n), .kind = EVL_ROW_TEXT, .attributes = (attrs), .text = (t) }
#define EVL_TAG_ROW(t) { .name = "[Symbol.toStringTag]", .kind = EVL_ROW_TEXT, .attributes = EVL_CONFIGURABLE, .text = (t) }
#define EVL_SYMBOL_ROW(n, i) { .name = (n), .kind = EVL_ROW_SYMBOL, .id = (i) }
#define EVL_SYMBOL_ROW_SINCE(v, n, i) { .name = (n), .kind = EVL_ROW_SYMBOL, .since = (v), .id = (i) }
#define EVL_SYMBOL_ROW_UNTIL(v, n, i) { .name = (n), .kind = EVL_ROW_SYMBOL, .until = (v), .id = (i) }
#define EVL_INTRINSIC_ROW(n, i) { .name = (n), .kind = EVL_ROW_INTRINSIC, .attributes = EVL_DATA_HIDDEN, .id = (i) }
#define EVL_ALIAS_ROW(n, t) { .name = (n), .kind = EVL_ROW_ALIAS, .attributes = EVL_DATA_HIDDEN, .text = (t) }
#define EVL_INTRINSIC_ROW_SINCE(v, n, i) { .name = (n), .kind = EVL_ROW_INTRINSIC, .attributes = EVL_DATA_HIDDEN, .since = (v), .id = (i) }
#define EVL_NOT_COVERED_ROW_SINCE(v, n, t) { .name = (n), .kind = EVL_ROW_NOT_COVERED, .attributes = EVL_DATA_HIDDEN, .since = (v), .text = (t) }
#define EVL_NOT_COVERED_ROW(n, t) { .name = (n), .kind = EVL_ROW_NOT_COVERED, .attributes = EVL_DATA_HIDDEN, .text = (t) }

#define EVL_MADE_ROW(n, f, attrs) { .name = (n), .kind = EVL_ROW_MADE, .attributes = (attrs), .fn = (f) }

struct evl_rows {
	const struct evl_row *rows;
	uint32_t count;
};

#define EVL_ROWS(array) { (array), (uint32_t)(sizeof(array) / sizeof((array)[0])) }

enum evl_family_kind {
	EVL_FAMILY_CONSTRUCTOR, /* constructor and prototype object, linked to each other */
	EVL_FAMILY_NAMESPACE,   /* an ordinary object: Math */
	EVL_FAMILY_PROTOTYPE,   /* only the _PROTOTYPE intrinsic: %ArrayIteratorPrototype% */
	EVL_FAMILY_GLOBALS,     /* `statics` become properties of the global object */
};

struct evl_family {
	const char *name; /* the constructor's name; a namespace's global name */
	enum evl_family_kind kind;
	bool global;      /* `name` is a property of the global object */
	evl_native construct; /* runs for calls (new_target undefined) and for new */
	uint8_t length;
	uint32_t parent;           /* enum evl_intrinsic: [[Prototype]] of the constructor; NONE: %Function.prototype% */
	uint32_t prototype_parent; /* [[Prototype]] of the prototype; NONE: %Object.prototype% */
	uint8_t prototype_class;   /* enum evl_class of the prototype object (0: plain); ARRAY for Array.prototype ... */
	uint8_t namespace_class;
	bool own_parent;        /* a namespace's [[Prototype]] is an empty object of its own: console */
	bool without_prototype; /* a constructor that has no `prototype`: Proxy */
	bool prototype_constructor_hidden; /* bare `constructor` link not made (generator functions link otherwise) */
	struct evl_rows statics;
	struct evl_rows prototype;
	/* What later engines add, in their order; NULL: nothing. */
	const struct evl_rows *recent_statics;
	const struct evl_rows *recent_prototype;
};

#define EVL_FAMILY(id) extern const struct evl_family evl_family_##id;
#include "value/families.def"
#undef EVL_FAMILY

/*
 * The prototype of the family that `id`, a prototype, inherits from: what its family says, whatever a script made of the
 * objects. NONE: %Object.prototype%.
 */
enum evl_intrinsic evl_intrinsic_parent(enum evl_intrinsic id);

/* The object of an intrinsic; made when first asked for. Never NULL, never runs script. */
struct evl_object *evl_intrinsic(struct evl_realm *realm, enum evl_intrinsic id);

/* A library function object. `name_text` as in rows ("[Symbol.iterator]", "get size" is made by prefix). */
struct evl_native_function {
	struct evl_object object;
	evl_native fn;
	uint8_t name_prefix; /* 0, 'g' get, 's' set */
	uint8_t length;
	uint16_t interface;  /* enum evl_intrinsic: the prototype of the host's interface whose member it is; NONE: of none */
	const char *name;    /* ASCII, static */
	evl_value captured[3]; /* what a closure made by C code carries: promise resolvers ... */
};

/* A function object with %Function.prototype%, own `length` and `name`; not a constructor. */
struct evl_native_function *evl_native_function_new(struct evl_realm *realm, const char *name, uint8_t length, evl_native fn);

/* %ThrowTypeError% (sec-%throwtypeerror%), the one of the realm; an accessor row with its native gives it, too. */
struct evl_object *evl_throw_type_error(struct evl_realm *realm);
bool evl_throw_type_error_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* Functions that only give one thing: undefined, null, true, false, their receiver. */
bool evl_give_undefined(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_give_null(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_give_true(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_give_false(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_give_this(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* Define the rows on `object` as lazy properties. `table` must outlive the realm. */
void evl_define_rows(struct evl_realm *realm, struct evl_object *object, const struct evl_rows *table);

/* Define the global names of every family on the new global object. realm.c calls it. */
void evl_define_globals(struct evl_realm *realm, struct evl_object *global);

/* GetPrototypeFromConstructor (sec-getprototypefromconstructor). */
bool evl_prototype_from_constructor(struct evl_realm *realm, evl_value new_target, enum evl_intrinsic fallback, struct evl_object **out);

#endif
