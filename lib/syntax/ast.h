/*
 * ast.h - our typed syntax tree: what the compiler and the static analyses read.
 *
 * Made by lower.c from tree-sitter's concrete tree; nothing of tree-sitter is
 * visible here. All nodes live in the program's arena. A tree that exists is
 * free of syntax errors and of early errors. Names are interned; every node
 * has its span. Lists may be empty, optional children may be NULL.
 *
 * Cover grammars are resolved: the left side of `=`, for-in/of heads and
 * parameters hold patterns (ARRAY_PATTERN, OBJECT_PATTERN, DEFAULT_PATTERN,
 * REST) or simple targets (IDENTIFIER, MEMBER, INDEX); parentheses around a
 * simple assignment target are dropped there. Elsewhere PARENTHESIZED stays
 * because it matters for anonymous function names and optional chains.
 */
#ifndef EVL_SYNTAX_AST_H
#define EVL_SYNTAX_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"
#include "base/span.h"

enum evl_node_kind {
#define EVL_NODE(id, member, text) EVL_NODE_##id,
#include "syntax/nodes.def"
#undef EVL_NODE
	EVL_NODE_KIND_COUNT
};

enum evl_operator {
	EVL_OP_NONE,
	/* BINARY, and ASSIGNMENT for compound assignment */
	EVL_OP_ADD, EVL_OP_SUB, EVL_OP_MUL, EVL_OP_DIV, EVL_OP_MOD, EVL_OP_EXP,
	EVL_OP_SHL, EVL_OP_SAR, EVL_OP_SHR, EVL_OP_BIT_AND, EVL_OP_BIT_OR, EVL_OP_BIT_XOR,
	/* BINARY */
	EVL_OP_EQ, EVL_OP_NE, EVL_OP_STRICT_EQ, EVL_OP_STRICT_NE,
	EVL_OP_LT, EVL_OP_LE, EVL_OP_GT, EVL_OP_GE, EVL_OP_IN, EVL_OP_INSTANCEOF,
	/* LOGICAL, and ASSIGNMENT for logical assignment */
	EVL_OP_AND, EVL_OP_OR, EVL_OP_NULLISH,
	/* UNARY */
	EVL_OP_NOT, EVL_OP_BIT_NOT, EVL_OP_PLUS, EVL_OP_MINUS, EVL_OP_TYPEOF, EVL_OP_VOID, EVL_OP_DELETE,
	/* UPDATE: operand in `left`; `prefix` tells the side */
	EVL_OP_INCREMENT, EVL_OP_DECREMENT,
	/* ASSIGNMENT: plain = */
	EVL_OP_ASSIGN,
};

enum evl_declaration_kind { EVL_DECL_VAR, EVL_DECL_LET, EVL_DECL_CONST, EVL_DECL_USING, EVL_DECL_AWAIT_USING };

enum evl_property_kind {
	EVL_PROPERTY_INIT,      /* key: value; in OBJECT_PATTERN: key: target */
	EVL_PROPERTY_SHORTHAND, /* x; key IDENTIFIER's name, value IDENTIFIER */
	EVL_PROPERTY_METHOD,    /* m() {}; value FUNCTION_EXPRESSION */
	EVL_PROPERTY_GET,
	EVL_PROPERTY_SET,
	EVL_PROPERTY_SPREAD,    /* ...value, no key */
	EVL_PROPERTY_FIELD,     /* class member: key = value (value may be NULL) */
	EVL_PROPERTY_ACCESSOR,  /* class member: `accessor x` (reserved) */
};

/* enum evl_function flags, in struct evl_function_node.flags */
enum {
	EVL_FN_ASYNC = 1u << 0,
	EVL_FN_GENERATOR = 1u << 1,
	EVL_FN_ARROW = 1u << 2,
	EVL_FN_STRICT = 1u << 3,          /* strict mode code (own directive or inherited) */
	EVL_FN_METHOD = 1u << 4,          /* method, getter, setter or class constructor: has a home object, no own `prototype` unless generator */
	EVL_FN_GETTER = 1u << 5,
	EVL_FN_SETTER = 1u << 6,
	EVL_FN_CONSTRUCTOR = 1u << 7,     /* class constructor */
	EVL_FN_DERIVED = 1u << 8,         /* constructor of a class with `extends` */
	EVL_FN_EXPRESSION_BODY = 1u << 9, /* arrow: body is one expression */
	EVL_FN_SIMPLE_PARAMS = 1u << 10,  /* parameters are plain identifiers only */
	EVL_FN_STATIC_BLOCK = 1u << 11,
	EVL_FN_HAS_DIRECT_EVAL = 1u << 12,/* contains eval(...) directly or in a nested arrow */
	EVL_FN_OWN_USE_STRICT = 1u << 13, /* has its own "use strict" directive */
};

struct evl_node;

struct evl_node_list {
	struct evl_node **items; /* an element may be NULL: a hole in an array literal or pattern */
	uint32_t count;
};

/* A string value: UTF-16, decoded. `name` is its interned form. */
struct evl_node_string {
	evl_name name;
};

struct evl_function_node {
	struct evl_node *name;       /* IDENTIFIER or NULL */
	struct evl_node_list params; /* patterns; the last may be REST */
	struct evl_node *body;       /* BLOCK, or an expression with EVL_FN_EXPRESSION_BODY */
	uint32_t flags;
	uint32_t open;               /* where V8 says that it begins: the parenthesis of the parameters, or an arrow function's only one */
	uint32_t expected_arguments; /* the `length` property: parameters before the first default or rest */
	evl_span text;               /* what Function.prototype.toString gives (for methods from the key on, `static` excluded) */
};

struct evl_node {
	uint8_t kind;         /* enum evl_node_kind */
	uint8_t prefix;       /* UPDATE: ++x */
	uint8_t optional;     /* CALL, MEMBER, INDEX: written with ?. */
	uint8_t computed;     /* ASSIGNMENT: the target is in parentheses; PROPERTY, PATTERN_PROPERTY, CLASS_MEMBER: [key] */
	bool assigns;         /* compiler: an assignment to a plain name happens inside (nested functions left out) */
	evl_span span;
	uint32_t position;    /* where V8 says that the operation is: the operator, the name after the dot, the parenthesis of a call ... */
	void *scope;          /* compiler: the scope or function record that begins here, NULL before */
	union {
		struct { evl_name name; bool escaped; } identifier; /* IDENTIFIER, PRIVATE_NAME (text with the #) */
		struct { double value; } number;
		struct evl_node_string string; /* STRING; BIGINT: its digits as written, without n and separators */
		struct { evl_name pattern, flags; } regexp;
		/* quasis: STRING nodes, one more than expressions. `raw` parallel to quasis. A cooked value that is undefined (bad escape in a tagged template) is a NULL quasi. */
		struct { struct evl_node_list quasis; struct evl_node_list expressions; evl_name *raw; } template_;
		struct { struct evl_node *tag; struct evl_node *quasi; /* TEMPLATE */ } tagged;
		struct { struct evl_node_list items; } list;   /* ARRAY, OBJECT, SEQUENCE, ARRAY_PATTERN, OBJECT_PATTERN */
		struct { struct evl_node *operand; } unary;    /* the one child; RETURN's may be NULL */
		/* BINARY, LOGICAL, ASSIGNMENT: both; UNARY, UPDATE: left; DEFAULT_PATTERN: target left, default right */
		struct { struct evl_node *left; struct evl_node *right; uint8_t op; /* enum evl_operator */ } operation;
		struct { struct evl_node *test, *consequent, *alternate; } conditional;
		/* CALL, NEW, IMPORT_CALL (callee NULL). NEW without parentheses: no arguments. Arguments may hold SPREAD. */
		struct { struct evl_node *callee; struct evl_node_list arguments; } call;
		/* MEMBER: property IDENTIFIER or PRIVATE_NAME; INDEX: property is any expression. object may be SUPER. */
		struct { struct evl_node *object; struct evl_node *property; } member;
		/* key: IDENTIFIER (name as a string), STRING, NUMBER, BIGINT, PRIVATE_NAME or, computed, any expression */
		struct { struct evl_node *key; struct evl_node *value; uint8_t kind; /* enum evl_property_kind */ } property;
		struct { struct evl_node *key; struct evl_node *value; uint8_t kind; bool is_static; } member_def;
		struct evl_function_node function;             /* CLASS_STATIC_BLOCK: no params, flag STATIC_BLOCK */
		/* members: CLASS_MEMBER and CLASS_STATIC_BLOCK; the constructor is apart (NULL: default) */
		struct { struct evl_node *name; struct evl_node *heritage; struct evl_node *constructor; struct evl_node_list members; } class_;
		struct { struct evl_node *argument; bool delegate; } yield_;
		struct { struct evl_node_list body; } block;
		/* `strict`: the script has "use strict"; `module`: parsed as a module (strict too); `shares_names`: set by run/, the realm has other scripts, which see this one's let, const and class; `gives_value`: set by run/, running the script gives its completion value */
		struct { struct evl_node_list body; bool strict; bool module; bool has_top_level_await; bool has_direct_eval; bool shares_names; bool gives_value; } program;
		struct { struct evl_node_list declarators; uint8_t kind; /* enum evl_declaration_kind */ } declaration;
		struct { struct evl_node *target; struct evl_node *init; } declarator;
		struct { struct evl_node *init, *test, *update, *body; } for_; /* init: VARIABLE_DECLARATION, expression or NULL */
		/* left: VARIABLE_DECLARATION with one declarator, or an assignment target or pattern */
		struct { struct evl_node *left, *right, *body; bool is_await; } for_each;
		struct { struct evl_node *test; struct evl_node *body; } loop; /* WHILE, DO_WHILE; WITH: test is the object */
		struct { struct evl_node *discriminant; struct evl_node_list cases; } switch_;
		struct { struct evl_node *test; /* NULL: default */ struct evl_node_list body; } case_;
		struct { struct evl_node *block; struct evl_node *param; /* pattern or NULL */ struct evl_node *handler; /* BLOCK or NULL */ struct evl_node *finalizer; } try_;
		struct { evl_name label; /* EVL_NAME_NONE: unlabelled */ } jump;
		struct { evl_name label; struct evl_node *body; } labeled;
		/* default import: specifier with imported `default`; namespace import: imported EVL_NAME_NONE. attributes: {type: "json"} */
		struct { struct evl_node_list specifiers; struct evl_node *source; /* STRING */ evl_name type_attribute; } import;
		struct { evl_name imported; /* export: the local name */ evl_name local; /* export: the exported name */ evl_span imported_span; } specifier;
		struct { struct evl_node_list specifiers; struct evl_node *source; /* STRING or NULL */ } export_named;
		struct { evl_name exported; /* EVL_NAME_NONE: export * */ struct evl_node *source; } export_all;
	} as;
};

/* The expression without the parentheses around it; NULL: NULL. */
const struct evl_node *evl_node_bare(const struct evl_node *node);

/* "if statement", "call": for messages. Static storage. */
const char *evl_node_kind_text(enum evl_node_kind kind);

#endif
