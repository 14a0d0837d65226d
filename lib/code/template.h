/*
 * template.h - compiled functions: immutable, shared by all runs of a program.
 *
 * What a run adds to a template (inline caches, constants as values) lives in
 * the machine (vm/code_instance.h). Everything here is in the program's arena.
 */
#ifndef EVL_CODE_TEMPLATE_H
#define EVL_CODE_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/span.h"

struct evl_node;  /* syntax/ast.h */
struct evl_scope; /* compile/scope.h */

enum evl_opcode {
#define EVL_OPCODE(name, format, meaning) EVL_OPCODE_##name,
#include "code/opcodes.def"
#undef EVL_OPCODE
	EVL_OPCODE_COUNT
};

enum { EVL_OUTER_ENV = 0xFFFF };

struct evl_insn {
	uint16_t op, a, b, c;
};

/* The 32-bit operand of an instruction that has one, in b and c. */
static inline int32_t evl_insn_imm(struct evl_insn i) { return (int32_t)((uint32_t)i.b | (uint32_t)i.c << 16); }

enum evl_constant_kind {
	EVL_CONSTANT_NUMBER,
	EVL_CONSTANT_STRING,          /* name */
	EVL_CONSTANT_BIGINT,          /* name: its digits as written */
	EVL_CONSTANT_REGEXP,          /* name: pattern, flags */
	EVL_CONSTANT_TEMPLATE_OBJECT, /* strings */
	EVL_CONSTANT_SCOPE,           /* scope: where a direct eval stands */
};

struct evl_constant {
	uint8_t kind;
	evl_name name;
	evl_name flags;
	double number;
	const evl_name *cooked; /* template object: `count` names; EVL_NAME_NONE: undefined */
	const evl_name *raw;
	uint32_t count;
	struct evl_scope *scope; /* compile/scope.h */
};

/* Where an instruction comes from. `position` is the offset that V8 shows in stack frames. */
struct evl_site {
	evl_span span;
	uint32_t position;
	const struct evl_node *node;
};

struct evl_slot_name {
	uint32_t at; /* number of the instruction */
	evl_name name;
};

/* Exceptions in [start, end) go to `target` with the value in r[reg]. Inner ranges come first. */
struct evl_handler {
	uint32_t start, end, target;
	uint16_t reg;
};

/* flags of a template */
enum {
	EVL_TEMPLATE_STRICT = 1u << 0,
	EVL_TEMPLATE_ARROW = 1u << 1,
	EVL_TEMPLATE_ASYNC = 1u << 2,
	EVL_TEMPLATE_GENERATOR = 1u << 3,
	EVL_TEMPLATE_METHOD = 1u << 4,      /* no [[Construct]], no prototype property (unless generator) */
	EVL_TEMPLATE_CLASS_CONSTRUCTOR = 1u << 5,
	EVL_TEMPLATE_DERIVED = 1u << 6,
	EVL_TEMPLATE_MODULE = 1u << 7,      /* the body of a module (async when it has top-level await) */
	EVL_TEMPLATE_SCRIPT = 1u << 8,      /* the body of a script or of a CommonJS module */
	EVL_TEMPLATE_GETTER = 1u << 9,
	EVL_TEMPLATE_SETTER = 1u << 10,
	EVL_TEMPLATE_FIELDS = 1u << 11,     /* a class's field initialiser or static block: anonymous helper, shown as <instance_members_initializer> / <static_initializer> */
	EVL_TEMPLATE_NO_NAME = 1u << 12,    /* anonymous: no own `name` until SET_FUNCTION_NAME (classes), or empty name */
};

struct evl_template {
	const struct evl_node *node;       /* what it was compiled from: a function, a class, a program */
	const struct evl_template *outer;  /* the template that it is a child of; NULL: none */
	evl_name name;       /* the function's `name`; EVL_NAME_empty for anonymous */
	uint32_t flags;
	uint32_t length;     /* the function's `length` */
	uint32_t parameter_count; /* registers that actual arguments are copied to */
	uint32_t register_count;  /* at most 65,000 */
	const struct evl_insn *code;
	uint32_t code_count;
	const uint32_t *site_of;  /* per instruction: index into sites */
	const struct evl_site *sites;
	uint32_t site_count;
	const struct evl_constant *constants;
	uint32_t constant_count;
	const uint32_t *property_sites; /* evl_key of each property site */
	uint32_t property_site_count;
	const struct evl_slot_name *slot_names; /* of the variables that instructions load and store in environments, by instruction */
	uint32_t slot_name_count;
	const struct evl_handler *handlers;
	uint32_t handler_count;
	struct evl_template *const *children;
	uint32_t child_count;
	const uint16_t *mapped;   /* CREATE_MAPPED_ARGUMENTS: per parameter its environment slot, 0xFFFF: not mapped */
	evl_span text;            /* source text of the function (Function.prototype.toString) */
	evl_span where;           /* where it begins, for people */
	uint32_t id;              /* number within the program; the run's instances are found by it */
	const struct evl_module_template *module; /* for module bodies, else NULL */
};

/* A module's static import and export tables (sec-source-text-module-records). */
struct evl_import_entry {
	uint32_t request;  /* index into requests */
	evl_name imported; /* EVL_NAME_NONE: the namespace object */
	uint32_t slot;     /* slot of the module environment that gets the binding reference (or the namespace) */
	evl_span span;
};
struct evl_export_entry {
	evl_name exported;   /* EVL_NAME_NONE: export * from */
	uint32_t slot;       /* local export: slot of the module environment; UINT32_MAX: re-export */
	uint32_t request;    /* re-export */
	evl_name imported;   /* re-export: name there; EVL_NAME_NONE: the namespace object (export * as ns) */
	evl_span span;
};
struct evl_module_request {
	evl_name specifier;
	evl_name type_attribute; /* EVL_NAME_NONE or "json" */
	evl_span span;
};
/*
 * A module body is a function that is called with its environment already made:
 * its outer environment is the module environment of `environment_slots` slots.
 * `instantiate` (child template index of the body, or UINT32_MAX) is a function over the
 * same environment that stores the hoisted function declarations; it runs at link time.
 */
struct evl_module_template {
	const struct evl_module_request *requests;
	uint32_t request_count;
	const struct evl_import_entry *imports;
	uint32_t import_count;
	const struct evl_export_entry *exports;
	uint32_t export_count;
	uint32_t environment_slots;
	struct evl_template *instantiate;
	bool has_await;
};

/* A compiled source. */
struct evl_program {
	struct evl_template *main;
	uint32_t template_count; /* ids are below this */
	uint32_t source_id;
	uint8_t goal;            /* enum evl_goal */
};

/* Name and format of an opcode; static storage. */
const char *evl_opcode_name(enum evl_opcode op);
const char *evl_opcode_format(enum evl_opcode op);

#endif
