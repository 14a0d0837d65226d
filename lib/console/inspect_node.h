/*
 * inspect_node.h - what the files of Node's util.inspect share.
 *
 * The algorithm follows lib/internal/util/inspect.js of Node 20, measured in
 * detail against it. Text is not built from little strings: every value is
 * appended to one growing text in its one-line form, with the places of its
 * entries remembered, and is rearranged at the end only when it does not fit.
 */
#ifndef EVL_CONSOLE_INSPECT_NODE_H
#define EVL_CONSOLE_INSPECT_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "console/inspect.h"
#include "console/text.h"
#include "value/realm.h"

/*
 * Values nested deeper than this stop the prediction: Node itself ends there with an interrupted text. So do values whose
 * text grows past so many units: shared parts print over and over, and would double the text with every level.
 */
enum { EVL_INSPECT_MAX_NESTING = 500, EVL_INSPECT_MAX_TEXT = 1 << 24 };

/* So many prototypes of the snippet's are looked at for properties. */
enum { EVL_INSPECT_LAYERS = 3 };

/* An object that is being formatted; the chain of them finds cycles. */
struct evl_inspect_seen {
	const struct evl_object *object;
	const struct evl_inspect_seen *outer;
};

/* An object that a `[Circular *n]` refers to; numbered in order of discovery. */
struct evl_inspect_circular {
	const struct evl_object *object;
	uint32_t number;
	struct evl_inspect_circular *next;
};

/* Node's inspectDefaultOptions, in its order. */
enum evl_inspect_option {
	EVL_INSPECT_SHOW_HIDDEN,
	EVL_INSPECT_DEPTH,
	EVL_INSPECT_COLORS,
	EVL_INSPECT_CUSTOM,
	EVL_INSPECT_SHOW_PROXY,
	EVL_INSPECT_MAX_ARRAY,
	EVL_INSPECT_MAX_STRING,
	EVL_INSPECT_BREAK_LENGTH,
	EVL_INSPECT_COMPACT,
	EVL_INSPECT_SORTED,
	EVL_INSPECT_GETTERS,
	EVL_INSPECT_NUMERIC_SEPARATOR,
	EVL_INSPECT_OPTION_COUNT
};

/* What text is styled as when there are colours (inspect.styles of Node). */
enum evl_inspect_style {
#define EVL_STYLE(id, name, open, close) EVL_STYLE_##id,
#include "console/styles.def"
#undef EVL_STYLE
	EVL_STYLE_COUNT
};

/* Which accessors are called (the option getters). */
enum evl_inspect_getters { EVL_GETTERS_NONE, EVL_GETTERS_ALL, EVL_GETTERS_WITHOUT_SETTER, EVL_GETTERS_WITH_SETTER };

/* What the hosts that follow Node's algorithm do otherwise (inspect_manner.c). */
struct evl_inspect_manner {
	uint16_t quotes[3];    /* of texts inside values, in the order in which they are tried */
	uint8_t depth;         /* levels that are shown when no option says how many */
	bool copies_text;      /* texts go through UTF-8: halves of pairs are U+FFFD there, \v has its short name, hexadecimal digits are small, and ${ is not looked for */
	bool quotes_symbols;   /* a symbol's description stands in quotes when it is no name */
	bool shows_own_tags;   /* a Symbol.toStringTag is named although the properties show it */
	bool plain_lengths;    /* byteLength and the like are written as if they were the object's own */
};

struct evl_inspector {
	struct evl_realm *realm;
	const struct evl_inspect_manner *manner;
	struct evl_text *text;
	struct evl_words *words;
	double depth;        /* levels; -1: nothing nested */
	double break_length; /* 80 */
	double max_array;    /* 100; any number, as it was given */
	double max_string;   /* 10000 */
	double compact;      /* 3 */
	bool compact_all;    /* compact: true, the layout of old: what is long begins on the line of the bracket */
	bool show_hidden;
	bool custom;         /* call custom inspect functions */
	bool sorted;         /* entries of objects by their text */
	bool numeric_separator;
	bool colors;
	bool styled;         /* colors, or a function of the snippet's */
	uint8_t getters;     /* enum evl_inspect_getters */
	evl_value comparator;   /* the option sorted when it is a function, else EVL_EMPTY */
	evl_value stylize;      /* the option stylize when it is a function, else EVL_EMPTY */
	evl_value user_options; /* the options object, when it has properties that inspect does not know; else EVL_EMPTY */
	evl_value *given;       /* the options as they were given, EVL_INSPECT_OPTION_COUNT of them; NULL: all have their defaults */
	bool show_proxy;     /* proxies as target and handler, not as their target */
	bool in_typed_array; /* the next value is the `buffer` of a typed array (the parameter typedArray of formatValue) */
	uint32_t indentation;
	uint32_t current_depth; /* level of the innermost value entered last */
	const struct evl_inspect_seen *seen;
	struct evl_inspect_circular *circular;
	uint32_t circular_count;
};

enum evl_property_style { EVL_PROPERTY_NAMED, EVL_PROPERTY_ITEM };

/* Where the parts of a value stand in the text while its entries are being appended. */
struct evl_layout {
	uint32_t start;        /* of the whole */
	uint32_t base_length;  /* text before the opening bracket, its space not counted */
	uint32_t brace_length; /* "{", "Foo {", "[" */
	uint32_t body;         /* just after the opening bracket */
	uint32_t first_entry;  /* index into words; each entry is start << 32 | end */
	uint32_t keys;         /* how many of the last entries are properties */
	bool is_array;         /* may be laid out in columns */
	uint16_t close;        /* '}' or ']' */
	bool shuffled;         /* the entries are in another order than their texts */
};

/* One object under formatting. */
struct evl_raw {
	struct evl_inspector *ins;
	struct evl_object *object;
	uint32_t level;              /* recurseTimes of Node */
	struct evl_string *constructor; /* NULL: null prototype */
	struct evl_string *tag;      /* Symbol.toStringTag that is worth showing; NULL: none */
	uint32_t keys;               /* index into words of the first key */
	uint32_t key_count;
	uint32_t proto_first;        /* prototype properties (show_hidden): entries already formatted, in words */
	uint32_t proto_count;
	struct evl_object *proto_layers[EVL_INSPECT_LAYERS]; /* whose properties they are */
	struct evl_layout layout;
	bool done;                   /* the text is complete */
	bool in_typed_array;         /* it is the `buffer` of a typed array whose hidden properties show */
	bool (*entries)(struct evl_raw *raw); /* appends the entries before the properties; NULL: none */
};

/* inspect_manner.c: how the running host's console and its node:util write values; a page's previews quote as Node does. Static storage. */
const struct evl_inspect_manner *evl_inspect_manner_of(struct evl_realm *realm);
const struct evl_inspect_manner *evl_inspect_manner_of_util(struct evl_realm *realm);

/* inspect_node.c */
/* The options as they are for the host's console, or for node:util. */
void evl_inspector_init(struct evl_inspector *ins, struct evl_realm *realm);
void evl_inspector_init_util(struct evl_inspector *ins, struct evl_realm *realm);
/* formatValue: append the text of `value` at nesting `level`. False: exception pending or halting. */
bool evl_inspect_value(struct evl_inspector *ins, evl_value value, uint32_t level);
/* formatProperty for an own property of raw->object. */
bool evl_inspect_property(struct evl_raw *raw, struct evl_object *holder, evl_key key, enum evl_property_style style);
/* compact: true: a property's value that begins at `start`, behind ": ", begins on a line of its own when it is wider than one. */
void evl_inspect_begin_below(struct evl_inspector *ins, uint32_t start);
/* The own keys to show, pushed on words (indexes left out when asked). Sets raw->keys and key_count. */
bool evl_inspect_keys(struct evl_raw *raw, bool skip_indexes);
/* What the object's class shows of its own: sets the prefix, the braces and the entries of `raw`. False: halting, or an exception is pending. */
bool evl_inspect_prepare(struct evl_raw *raw);
/* Is it an instance of Error? Looks without running script: DevTools. */
bool evl_inspect_is_error(struct evl_realm *realm, struct evl_object *object);
/* The same as Node asks (isError). False: a proxy's trap on the way threw. */
bool evl_inspect_inherits_error(struct evl_realm *realm, struct evl_object *object, bool *out);

/* inspect_options.c */
/* Take over the fields of an options object (depth, showHidden, ...). False: exception pending or not covered. */
bool evl_inspector_options(struct evl_inspector *ins, evl_value options);
/* Set one option. False: exception pending. */
bool evl_inspector_set(struct evl_inspector *ins, enum evl_inspect_option option, evl_value value);
/*
 * The options object that a custom inspect function gets (getUserOptions). `foreign`: it must not hand out objects,
 * because the inspected value is a proxy or of no realm's Object.
 */
evl_value evl_inspector_options_object(struct evl_inspector *ins, bool foreign);
/* The depth that a custom inspect function at `level` gets. */
evl_value evl_inspector_depth_left(const struct evl_inspector *ins, uint32_t level);

/* Take over inspect.defaultOptions. */
bool evl_inspector_defaults(struct evl_inspector *ins, evl_value defaults);

/* inspect_style.c */
/* options.stylize without and with colours. */
bool evl_inspect_stylize_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_inspect_stylize_colors_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Give the text from `start` on a style. False: exception pending (the snippet's stylize threw) or halting. */
bool evl_inspect_restyle(struct evl_inspector *ins, uint32_t start, enum evl_inspect_style style);
static inline bool evl_inspect_styled(struct evl_inspector *ins, uint32_t start, enum evl_inspect_style style)
{
	return !ins->styled || evl_inspect_restyle(ins, start, style);
}
/* Append ASCII text in a style. */
bool evl_inspect_append_styled(struct evl_inspector *ins, const char *ascii, enum evl_inspect_style style);
/* Units and columns that are seen: without colours, when there are some. */
uint32_t evl_inspect_length(const struct evl_inspector *ins, uint32_t from, uint32_t to);
uint32_t evl_inspect_width(const struct evl_inspector *ins, uint32_t from, uint32_t to);

/* inspect_names.c */
/*
 * getConstructorName: *out NULL for a null prototype. `user_prototype`, unless NULL: where the snippet's own prototypes begin
 * whose properties showHidden adds (`object` itself when its constructor is its own), NULL when there are none to add.
 * False: exception pending (a proxy's trap, a getter `name`) or halting.
 */
bool evl_inspect_constructor_name(struct evl_inspector *ins, struct evl_object *object, uint32_t level, struct evl_string **out,
				  struct evl_object **user_prototype);
/* One step up the prototypes, as Object.getPrototypeOf: *out NULL at the end. False: a proxy's trap threw. */
bool evl_inspect_next_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object **out);
/* OrdinaryHasInstance of the constructor whose `prototype` it is. False: a proxy's trap threw. */
bool evl_inspect_inherits(struct evl_realm *realm, struct evl_object *object, const struct evl_object *prototype, bool *out);
/* getPrefix: "Foo(2) [Tag] " with its final space; size < 0: none. */
void evl_inspect_prefix(struct evl_raw *raw, const char *fallback, double size);
/* getCtxStyle: the same for values without a fallback of their own. */
bool evl_inspect_context_style(struct evl_raw *raw);
/* Is `name` that of a global constructor of Node (builtInObjects)? */
bool evl_inspect_is_builtin_name(struct evl_realm *realm, struct evl_string *name);

/* Is it the prototype of a class of the engine's: has its own `constructor` such a name? False: exception pending. */
bool evl_inspect_is_builtin_prototype(struct evl_realm *realm, struct evl_object *o, bool *out);

/* inspect_function.c: "[Function: f]", "[class A extends B]". */
bool evl_inspect_function_base(struct evl_raw *raw);

/* inspect_date.c: "1970-01-01T00:00:00.000Z". */
bool evl_inspect_date_base(struct evl_raw *raw);

/* inspect_error.c: appends the text of an error and adjusts the keys. */
bool evl_inspect_error_base(struct evl_raw *raw);

/* inspect_options.c: how many of `count` items maxArrayLength lets show; NaN as the option. A fraction counts for one more. */
double evl_inspect_shown(const struct evl_inspector *ins, double count);

/* inspect_collection.c: what the classes with contents of their own need. */
bool evl_inspect_prepare_array(struct evl_raw *raw);
bool evl_inspect_prepare_collection(struct evl_raw *raw);
bool evl_inspect_prepare_iterator(struct evl_raw *raw, bool *handled);
bool evl_inspect_promise_entries(struct evl_raw *raw);
bool evl_inspect_unknown_entries(struct evl_raw *raw);
bool evl_inspect_namespace_entries(struct evl_raw *raw);

/* inspect_buffer.c: typed arrays, ArrayBuffers, DataViews */
bool evl_inspect_prepare_typed_array(struct evl_raw *raw);
bool evl_inspect_prepare_buffer(struct evl_raw *raw);
bool evl_inspect_prepare_data_view(struct evl_raw *raw);

/* inspect_text.c */
/* strEscape: quoted as nested strings are. */
void evl_inspect_quote(struct evl_text *text, const struct evl_inspect_manner *manner, const uint16_t *units, size_t length);
/* A string primitive inside something: quoted, split after line ends when long, cut at max_string. */
bool evl_inspect_string(struct evl_inspector *ins, struct evl_string *s);
/* Numbers, booleans, undefined, null, symbols, bigints. */
bool evl_inspect_primitive(struct evl_inspector *ins, evl_value value);
/* A property name before its colon. */
bool evl_inspect_key(struct evl_inspector *ins, evl_key key, bool enumerable);
/* "Symbol(description)". */
void evl_inspect_symbol(struct evl_text *text, struct evl_realm *realm, evl_name symbol);
/* "... 3 more items" (or "more characters"). */
void evl_inspect_remaining(struct evl_text *text, double count, const char *noun);

/* inspect_layout.c */
/* Begin a value whose opening text (base, space, bracket) was appended since `start`. */
void evl_layout_begin(struct evl_inspector *ins, struct evl_layout *layout, uint32_t start, uint32_t base_length, uint16_t close,
		      bool is_array);
/* Around each entry: separator first, then the caller appends, then the place is remembered. */
uint32_t evl_layout_entry(struct evl_inspector *ins, struct evl_layout *layout);
bool evl_layout_entry_end(struct evl_inspector *ins, uint32_t entry);
/* Sort the entries from words[first] on by their texts. */
void evl_layout_sort(struct evl_inspector *ins, struct evl_layout *layout, uint32_t first);
/* reduceToSingleString: close the value, in one line, in columns or one entry a line. `value` decides how columns are aligned; NULL: by padding left. */
bool evl_layout_finish(struct evl_inspector *ins, struct evl_layout *layout, uint32_t level, struct evl_object *value);

/* format_deno.c: the arguments of Deno's console.log. False: exception pending or halting. */
bool evl_deno_format(struct evl_inspector *ins, uint32_t count, const evl_value *values);

/* width.c: columns that a text takes on a terminal (getStringWidth). */
uint32_t evl_text_width(const uint16_t *units, size_t length);

#endif
