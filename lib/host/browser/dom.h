/* SPDX-License-Identifier: MIT */
/*
 * dom.h - the document of a page: nodes as plain C data, and what works on them.
 *
 * A node is a platform object and an event target; the tree is made of direct links. Every change goes through node.c
 * and element.c, which tell mutation observers and custom elements.
 */
#ifndef EVL_HOST_BROWSER_DOM_H
#define EVL_HOST_BROWSER_DOM_H

#include "host/browser/browser.h"
#include "host/web/record.h"

enum evl_node_type {
	EVL_DOM_ELEMENT = 1,
	EVL_DOM_ATTRIBUTE = 2,
	EVL_DOM_TEXT = 3,
	EVL_DOM_COMMENT = 8,
	EVL_DOM_DOCUMENT = 9,
	EVL_DOM_DOCTYPE = 10,
	EVL_DOM_FRAGMENT = 11,
};

/* Of a document: evl_dom_node.quirks (html/quirks.c). */
enum { EVL_QUIRKS_NONE, EVL_QUIRKS_LIMITED, EVL_QUIRKS_FULL };

/* Namespaces of elements (namespaces.c). */
enum evl_dom_space { EVL_SPACE_HTML, EVL_SPACE_SVG, EVL_SPACE_MATHML, EVL_SPACE_OTHER };

struct evl_dom_node;
struct evl_dom_attribute {
	evl_name name;    /* qualified */
	evl_name space;   /* its namespace; EVL_NAME_NONE: none */
	evl_value value;  /* string */
	struct evl_dom_node *node; /* its Attr; NULL: nobody asked for it (attributes.c) */
};

struct evl_observation; /* observer.h */
struct evl_node_list;
struct evl_element_kind;

struct evl_dom_node {
	struct evl_target target;
	uint8_t type; /* enum evl_node_type */
	struct evl_dom_node *parent, *first, *last, *next, *previous;
	struct evl_dom_node *shadow, *host; /* of an element; of a shadow root */
	struct evl_dom_node *template_;     /* of a template's content */
	struct evl_observation *observed;   /* by whom */
	struct evl_node_list *lists;        /* live ones that scripts asked for below it (lists.c) */
	/* elements */
	evl_name name;                      /* local name, lower case for HTML elements that the parser or createElement made; of an attribute the qualified one */
	uint8_t space;                      /* enum evl_dom_space */
	evl_name prefix, space_name;        /* EVL_NAME_NONE: none; the namespace of an element of EVL_SPACE_OTHER, of an attribute */
	struct evl_dom_node *owner;         /* its document when that is not the page's own; NULL: it is */
	struct evl_dom_node *element;       /* of an attribute: the element that has it */
	const struct evl_element_kind *kind;
	struct evl_dom_attribute *attributes;
	uint32_t attribute_count, attribute_capacity;
	/* character data, doctypes */
	evl_value text;
	/* lazily made companions: EVL_UNDEFINED until touched */
	evl_value class_list, tokens, style, dataset, child_nodes, children, content, attribute_map, animated_class, animated_href;
	/* form controls and the like */
	evl_value value;                    /* of a control whose value was set; EVL_EMPTY: its default */
	evl_value definition;               /* the class of a custom element that was constructed or upgraded */
	bool delegates_focus; /* a shadow root */
	bool clicking, activating; /* a click of a script, of a label's control, is under way; a form: it is being submitted */
	bool image_ok;     /* an image that was loaded */
	bool image_asked;  /* an image: its address has been asked for */
	uint32_t image_turn; /* how often an image has been given another address */
	bool text_watched; /* an option: the browser watches what is in it */
	bool value_follows; /* a range: its value is what its attributes made of it, not what was set */
	uint32_t selection_start, selection_end; /* of a text control: what is selected; may be behind its end (text_selection.c) */
	bool selection_backward;
	bool edited; /* a text field: typed into since its last change event */
	evl_value style_now, style_rendered; /* transitions.c: the style attribute, and as it was last computed; 0: empty */
	uint64_t style_epoch;
	bool style_dirty;
	bool style_trails; /* a script's style made the attribute, which Chromium puts behind the others until the attributes are read */
	bool modal;                 /* a dialog that showModal() opened */
	uint32_t toggle_record;     /* while toggling: the task of the event */
	bool toggling, was_open;    /* a details or dialog: its toggle event is to come; what it was before */
	bool async_cleared; /* a script that was made by script: its async attribute has been spoken of */
	bool checked, checked_set, indeterminate, open_dialog, script_done, assumed, parser_inserted, selected, selected_set, upgrade_failed;
	double scroll_top, scroll_left;
	bool scroll_told;    /* its scroll event is to come */
	bool popover_shown;
	struct evl_dom_node *focused_before; /* of a popover or dialog that is shown: what had the focus */
	bool scroll_unknown; /* it was scrolled to a place that is not known */
	uint32_t tree_order; /* of a root that compareDocumentPosition saw; 0: of none */
	evl_value return_value;
	uint8_t quirks;                     /* of a document: EVL_QUIRKS_... */
	struct evl_dom_node *form_owner;    /* of a control: the form that the parser gave it, in which it does not stand; NULL: none */
	evl_span span;                      /* of its start tag in a page's source; of a script its text; end 0: it does not come from there */
};

/* An HTML element's interface, by its tag. */
struct evl_element_kind {
	const char *tag;
	enum evl_intrinsic prototype;
};

/* The node that `v` is; NULL when it is none. */
static inline struct evl_dom_node *evl_node_cast(evl_value v) { return evl_platform_cast(v, EVL_PLATFORM_NODE); }
static inline bool evl_node_is(const struct evl_dom_node *node, enum evl_node_type type) { return node != NULL && node->type == type; }
static inline evl_value evl_node_value(const struct evl_dom_node *node) { return node != NULL ? evl_from_object(node) : EVL_NULL; }
/* The receiver of a call as a node (of `type`, or any for 0); NULL: TypeError pending. */
struct evl_dom_node *evl_node_receiver(struct evl_realm *realm, const struct evl_args *args, int type);

/* ---------------------------------------------------------------- document */

/* The page's document with <html>, <head>, <body>; made when first asked for. */
struct evl_dom_node *evl_document(struct evl_realm *realm);
struct evl_dom_node *evl_document_body(struct evl_realm *realm);
/* Other documents (documents.c): a node's; the one of what templates hold; what it has as doctype, documentElement, head, body, activeElement (NULL: nothing). */
struct evl_dom_node *evl_document_of(struct evl_realm *realm, const struct evl_dom_node *node);
struct evl_dom_node *evl_document_inert(struct evl_realm *realm);
/* <!DOCTYPE html> at a document's end. */
void evl_document_add_doctype(struct evl_realm *realm, struct evl_dom_node *document);
struct evl_dom_node *evl_document_part(struct evl_realm *realm, const struct evl_dom_node *document, const char *name);
/* A node without a parent, and all in it, becomes one of the document `owner` (NULL: the page's). */
void evl_node_adopt(struct evl_dom_node *node, struct evl_dom_node *owner);
/*
 * What the window knows by this id (or name): an element, several in a live HTMLCollection, EVL_NULL (HTML, "Named access on the Window object"). False: the
 * window of a frame, which is not covered.
 */
bool evl_document_named(struct evl_realm *realm, evl_name name, evl_value *out);
bool evl_window_calls(struct evl_realm *realm, const struct evl_dom_node *element, evl_name name);
/*
 * What is a property of the document by its name (HTML, "dom-document-nameditem"): an element, several in a live HTMLCollection; *out EVL_NULL: nothing is.
 * False: a frame is, which is not covered. Does the document call the element so? Elements of which kinds are.
 */
bool evl_document_item(struct evl_realm *realm, struct evl_dom_node *document, evl_key key, evl_value *out);
bool evl_document_calls(struct evl_realm *realm, const struct evl_dom_node *element, evl_name name);
bool evl_document_knows_by_name(struct evl_realm *realm, const struct evl_dom_node *element);
/* By which names an element is a property of its document, NULL for each that it has not: of images and objects its id, then its name. HTML, "named elements". */
void evl_document_names_of(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *out[2]);
/* The element that an assumed document has for this selector text; NULL: nothing is assumed. */
struct evl_dom_node *evl_document_assume(struct evl_realm *realm, struct evl_string *selector, const char *function);

/* ------------------------------------------------------------------- nodes */

/* New nodes without parent: any, a Text, a Comment, a DocumentFragment. Never NULL, but the run may be halting for want of memory. */
struct evl_dom_node *evl_node_new(struct evl_realm *realm, enum evl_node_type type, enum evl_intrinsic prototype);
struct evl_dom_node *evl_text_new(struct evl_realm *realm, evl_value text);
struct evl_dom_node *evl_comment_new(struct evl_realm *realm, evl_value text);
struct evl_dom_node *evl_fragment_new(struct evl_realm *realm);
/* An HTML element; a custom one is constructed when its class is known (`construct`). False: exception pending. */
bool evl_element_make(struct evl_realm *realm, evl_name local_name, bool construct, struct evl_dom_node **out);

/*
 * Insert `node` (a fragment: its children) into `parent` before `before` (NULL: at the end), removing it from where it was. Tells observers,
 * custom elements and scripts. False: exception pending. DOM, "insert".
 */
bool evl_node_insert(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before);
bool evl_node_remove(struct evl_realm *realm, struct evl_dom_node *node);
/* Put `node` (a fragment: its children) where `old` stands, with one mutation record. False: exception pending. DOM, "replace". */
bool evl_node_replace(struct evl_realm *realm, struct evl_dom_node *old, struct evl_dom_node *node);
/* Replace all children by `node` (NULL: nothing; a fragment: its children), with one mutation record. */
bool evl_node_replace_all(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node);
/* Link without any consequence: for the parser. */
void evl_node_link(struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before);
void evl_node_unlink(struct evl_dom_node *node);
/* The node without a parent above it, or itself. */
struct evl_dom_node *evl_node_root(struct evl_dom_node *node);
bool evl_node_connected(struct evl_realm *realm, const struct evl_dom_node *node);
bool evl_node_contains(const struct evl_dom_node *outer, const struct evl_dom_node *inner);
/* The next node of the tree below `root` in document order; NULL at the end. */
struct evl_dom_node *evl_node_next(const struct evl_dom_node *root, struct evl_dom_node *node);
struct evl_string *evl_node_text_content(struct evl_realm *realm, const struct evl_dom_node *node);
/* The text of its own children alone (DOM, "child text content"). NULL: no memory. */
struct evl_string *evl_node_child_text(struct evl_realm *realm, const struct evl_dom_node *node);
bool evl_node_set_text(struct evl_realm *realm, struct evl_dom_node *node, struct evl_string *text);
/* "replace data": `count` units of a text from `offset` on, both within it. */
bool evl_text_replace(struct evl_realm *realm, struct evl_dom_node *node, uint32_t offset, uint32_t count, struct evl_string *text);
struct evl_dom_node *evl_node_clone(struct evl_realm *realm, const struct evl_dom_node *node, bool deep);
/* Element, text or string arguments as one node (DOM, "converting nodes into a node"). */
bool evl_nodes_argument(struct evl_realm *realm, const struct evl_args *args, uint32_t from, struct evl_dom_node **out);

/* -------------------------------------------------------------- attributes */

/* The value of an attribute as a string; NULL: it has none. */
struct evl_string *evl_element_get(struct evl_realm *realm, const struct evl_dom_node *element, const char *name);
struct evl_string *evl_element_get_name(const struct evl_dom_node *element, evl_name name);
bool evl_element_has(struct evl_realm *realm, const struct evl_dom_node *element, const char *name);
bool evl_element_is(struct evl_realm *realm, const struct evl_dom_node *node, const char *tag);
/* Set or (value NULL) remove. Tells observers and custom elements. False: exception pending. */
bool evl_element_set(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *value);
/* The same for the attribute of this namespace whose local name is that of `qualified`, which a new one is called. */
bool evl_element_set_in(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name qualified, struct evl_string *value);
/* Attributes (attributes.c): the Attr of the one at an index; one that no element has; a map's, and what it has by name (EVL_NULL: nothing). */
struct evl_dom_node *evl_attribute_node(struct evl_realm *realm, struct evl_dom_node *element, uint32_t index);
evl_value evl_attribute_map(struct evl_realm *realm, struct evl_dom_node *element);
struct evl_dom_node *evl_attribute_map_element(struct evl_platform *map);
evl_value evl_attribute_map_find(struct evl_realm *realm, struct evl_platform *map, evl_key key);
void evl_attribute_map_names(struct evl_realm *realm, struct evl_platform *map, struct evl_key_list *out);
uint32_t evl_attribute_find(const struct evl_dom_node *element, evl_name name); /* its index; the count: none */
uint32_t evl_attribute_find_in(struct evl_realm *realm, const struct evl_dom_node *element, evl_name space, evl_name local);
bool evl_attribute_set_value(struct evl_realm *realm, struct evl_dom_node *attribute, struct evl_string *value);

/* -------------------------------------------------------------- namespaces */

/* The qualified name of an element. */
evl_name evl_element_qualified(struct evl_realm *realm, const struct evl_dom_node *element);
/* The local part of a qualified name, its prefix (EVL_NAME_NONE: none). */
evl_name evl_name_local(struct evl_realm *realm, evl_name qualified);
evl_name evl_name_prefix(struct evl_realm *realm, evl_name qualified);
enum evl_dom_space evl_space_of(struct evl_realm *realm, evl_name name);
/* Is this its qualified name: `lower` of an HTML element, `exact` (EVL_NAME_NONE: the same) of another? */
bool evl_element_called(struct evl_realm *realm, const struct evl_dom_node *element, evl_name lower, evl_name exact);
/* Do two names differ in the case of ASCII letters at most? `lower` has none in upper case. */
bool evl_names_match(struct evl_realm *realm, evl_name name, evl_name lower);
/* The name of an element's namespace; EVL_NAME_NONE: none. */
evl_name evl_element_space(struct evl_realm *realm, const struct evl_dom_node *element);
/*
 * "validate and extract": the namespace (EVL_NAME_NONE: none) and the qualified name of the first two arguments. False: an exception is pending.
 */
bool evl_space_arguments(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool of_attribute, evl_name *space, evl_name *qualified);
/* An argument that is a namespace or null. */
bool evl_space_argument(struct evl_realm *realm, evl_value value, evl_name *space);
/* A new element of a namespace. Never NULL, but the run may be halting. */
struct evl_dom_node *evl_element_make_in(struct evl_realm *realm, enum evl_dom_space space, evl_name space_name, evl_name prefix, evl_name local_name);
/* The names that the parser gives to what stands inside of svg and math (HTML, "adjust SVG attributes" and the like); the name itself: none of them. */
evl_name evl_space_adjust_tag(struct evl_realm *realm, evl_name name);
evl_name evl_space_adjust_attribute(struct evl_realm *realm, enum evl_dom_space space, evl_name name, evl_name *attribute_space);
/* SVG (svg_element.c): the prototype of an element's interface. */
enum evl_intrinsic evl_svg_interface(struct evl_realm *realm, evl_name local_name);
bool evl_element_set_text(struct evl_realm *realm, struct evl_dom_node *element, const char *name, const char *value);
/* Is this control's type (of input, button), in lower case, the given one? */
bool evl_element_type_is(struct evl_realm *realm, const struct evl_dom_node *element, const char *type);
/* The text of a control's value. */
struct evl_string *evl_control_value(struct evl_realm *realm, struct evl_dom_node *element);
bool evl_control_checked(struct evl_realm *realm, const struct evl_dom_node *element);
void evl_control_set_checked(struct evl_realm *realm, struct evl_dom_node *element, bool checked);
/* The option that a select of one choice shows; NULL: none. Of one with several: is this one selected? */
struct evl_dom_node *evl_select_only(struct evl_realm *realm, struct evl_dom_node *select);
bool evl_option_is_selected(struct evl_realm *realm, const struct evl_dom_node *option);
bool evl_control_disabled(struct evl_realm *realm, const struct evl_dom_node *element);

/* ------------------------------------------------------------------ markup */

/*
 * Parse HTML text into nodes below `parent`, a fragment, without any consequence. `context`: the element that they are meant for; NULL or another
 * kind of node: a body. `live`: their handlers and addresses count. HTML, "HTML fragment parsing algorithm".
 */
void evl_markup_parse(struct evl_realm *realm, const struct evl_dom_node *context, bool live, struct evl_dom_node *parent, const uint16_t *units,
		      uint32_t length);
/* The markup of a node's children (or of itself, `outer`). */
struct evl_string *evl_markup_text(struct evl_realm *realm, struct evl_dom_node *node, bool outer);

/* --------------------------------------------------------------- selectors */

struct evl_selector;
/* Parse; NULL: exception pending (SyntaxError "... is not a valid selector" of `function` on `interface`). */
const struct evl_selector *evl_selector_parse(struct evl_realm *realm, struct evl_string *text, const char *function, const char *interface);
bool evl_selector_matches(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element,
			  const struct evl_dom_node *scope);
struct evl_dom_node *evl_selector_first(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *root);
/* Is it one compound with an id or a class? */
bool evl_selector_is_named(const struct evl_selector *selector);
/* For the assumed document: elements below `body` that match the selector's first alternative; NULL when it is not that simple. */
struct evl_dom_node *evl_selector_build(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *body);

/* ------------------------------------------------------------------- lists */

enum evl_list_kind {
	EVL_LIST_STATIC,      /* querySelectorAll */
	EVL_LIST_CHILD_NODES,
	EVL_LIST_CHILDREN,
	EVL_LIST_TAG,         /* the key: in lower case for HTML elements, as given for others; evl_node_list_also */
	EVL_LIST_TAG_IN,      /* of a namespace */
	EVL_LIST_CLASS,
	EVL_LIST_NAME,
	EVL_LIST_CONTROLS,    /* form.elements */
	EVL_LIST_OPTIONS,
	EVL_LIST_SELECTED,
	EVL_LIST_ROWS,        /* of a table or a part of one */
	EVL_LIST_CELLS,
	EVL_LIST_BODIES,      /* table.tBodies */
	EVL_LIST_LABELS,      /* of a control */
	EVL_LIST_LINKS,       /* document.links */
	EVL_LIST_OF_DOCUMENT, /* what the document has several of by one name */
	EVL_LIST_OF_WINDOW,   /* what the window has several of by one name */
	EVL_LIST_RADIOS,      /* what a form has several of by one id or name */
};
struct evl_node_list;
/*
 * A NodeList or HTMLCollection: a live one below `root` (`key`: the tag, class or name asked for), or a static one that evl_node_list_add fills.
 * Its length now; the node at an index, NULL behind the end.
 */
struct evl_node_list *evl_node_list_new(struct evl_realm *realm, enum evl_list_kind kind, struct evl_dom_node *root, evl_name key);
/* The same for a script that asks a root: one and the same list for one question (HTML, "same object"); `also`, `any_space` as below. */
struct evl_node_list *evl_node_list_asked(struct evl_realm *realm, enum evl_list_kind kind, struct evl_dom_node *root, evl_name key, evl_name also,
					  bool any_space);
void evl_node_list_also(struct evl_node_list *list, evl_name name, bool any_space); /* of tags: what else is asked for */
void evl_node_list_add(struct evl_realm *realm, struct evl_node_list *list, struct evl_dom_node *node);
uint32_t evl_node_list_count(struct evl_realm *realm, struct evl_node_list *list);
struct evl_dom_node *evl_node_list_at(struct evl_realm *realm, struct evl_node_list *list, uint32_t index);

/* ------------------------------------------- companions: classList, dataset, style */

/*
 * element.classList or another list of the tokens of an attribute (static storage),
 * element.dataset, element.style (or what getComputedStyle gives): one object per element, made when first asked for.
 */
evl_value evl_token_list(struct evl_realm *realm, struct evl_dom_node *element, const char *attribute);
evl_value evl_dataset(struct evl_realm *realm, struct evl_dom_node *element);
evl_value evl_inline_style(struct evl_realm *realm, struct evl_dom_node *element, bool computed);
/* style.cssText = value: the style attribute becomes the declarations in it. False: an exception is pending. */
bool evl_style_put_text(struct evl_realm *realm, struct evl_dom_node *element, evl_value value);
/* Is it one of the element's classes? */
bool evl_element_has_class(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *token);
/* All of the tokens in a text. */
bool evl_element_has_classes(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *tokens);
extern const struct evl_exotic evl_platform_exotic;

/* --------------------------------------------------------------- observers */

/* Queue mutation records (DOM, "queueing a mutation record"). */
void evl_observe_children(struct evl_realm *realm, struct evl_dom_node *parent, evl_value added, evl_value removed,
			  struct evl_dom_node *previous, struct evl_dom_node *next);
void evl_observe_removal(struct evl_realm *realm, struct evl_dom_node *node);
void evl_observe_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name name, evl_value old);
void evl_observe_text(struct evl_realm *realm, struct evl_dom_node *node, evl_value old);
/* The observers' microtask is wanted, though no record is there: by an observer of the browser's own, or a slot in a tree of its own. */
void evl_observe_wake(struct evl_realm *realm);
/* A slot's content changed: slotchange at the observers' microtask. */
void evl_observe_slot(struct evl_realm *realm, struct evl_dom_node *slot);
/* What the browser itself watches (watched.c): it may have seen this change; `node` has been linked into a tree. */
enum evl_dom_change { EVL_CHANGE_CHILDREN, EVL_CHANGE_ATTRIBUTE, EVL_CHANGE_TEXT };
void evl_watch_change(struct evl_realm *realm, struct evl_dom_node *target, enum evl_dom_change change);
void evl_watch_inserted(struct evl_realm *realm, struct evl_dom_node *node);
/* Something about the size or place of elements may have changed: ResizeObserver looks in the next frame. */
void evl_observe_layout(struct evl_realm *realm);

/*
 * What ranges and iterators are told (live.c): a node is about to be removed; nodes were inserted before others; part of a text was replaced;
 * what stands behind `offset` of a text is in `rest` now; `next` was put behind the `length` units of `node`. False: the run halts.
 */
enum evl_live_change { EVL_LIVE_REMOVING, EVL_LIVE_INSERTED, EVL_LIVE_REPLACED, EVL_LIVE_SPLIT, EVL_LIVE_JOINED };
bool evl_live_removing(struct evl_realm *realm, struct evl_dom_node *node);
bool evl_live_inserted(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *first, uint32_t count);
bool evl_live_replaced(struct evl_realm *realm, struct evl_dom_node *node, uint32_t offset, uint32_t count, uint32_t length);
bool evl_live_split(struct evl_realm *realm, struct evl_dom_node *node, struct evl_dom_node *rest, uint32_t offset);
bool evl_live_joined(struct evl_realm *realm, struct evl_dom_node *node, struct evl_dom_node *next, uint32_t length);

/* ------------------------------------------------------------------- slots */

/* Which slot each child of a shadow host is shown in, while slots come, go or are renamed. `host` NULL: no slot does. */
struct evl_slotting {
	struct evl_dom_node *host;
	struct evl_dom_node **before; /* per child; in scratch */
};
/* The slot that a child of a shadow host is shown in; NULL: none. */
struct evl_dom_node *evl_slot_of(struct evl_realm *realm, const struct evl_dom_node *node);
/* `node` (with all that is in it) is about to come into or to leave `parent`. */
struct evl_slotting evl_slots_before(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node);
/* The same for an attribute `name` of `element`. */
struct evl_slotting evl_slots_before_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name);
/* It has happened: slots whose nodes are others now are signalled (DOM, "Signaling slot change"). */
void evl_slots_after(struct evl_realm *realm, const struct evl_slotting *slotting);
/* `node` is new under its parent, or about to leave it: the slot that shows it is signalled, a slot whose fallback content it is. */
void evl_slots_child(struct evl_realm *realm, struct evl_dom_node *node);
bool evl_slot_assigned(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* ---------------------------------------------------------- custom elements */

/* Each queues a reaction of the element, if it is a custom one that reacts to this (HTML, "Custom element reactions"). */
/* Is there a class for elements of this name? */
bool evl_custom_is_defined(struct evl_realm *realm, evl_name name);
/* A tree goes to the document `owner` (NULL: the page's), into `parent` (NULL: nowhere): the custom elements in it will be told. False: not covered. */
bool evl_custom_adopting(struct evl_realm *realm, struct evl_dom_node *root, struct evl_dom_node *owner, struct evl_dom_node *parent);
void evl_custom_connected(struct evl_realm *realm, struct evl_dom_node *element, bool connected);
void evl_custom_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name space, evl_name name, evl_value old, evl_value value);
/* Can a custom element have this name (HTML, "valid custom element name")? */
bool evl_custom_is_name(struct evl_realm *realm, evl_name name);
/* Queue the upgrade of an element whose name has been defined; of all such elements from `root` on down. */
void evl_custom_upgrade(struct evl_realm *realm, struct evl_dom_node *element);
void evl_custom_upgrade_all(struct evl_realm *realm, struct evl_dom_node *root);
/* Run what is queued: when a native function returns to script (realm->after_native), or when no script is at work. False: the run halts. */
bool evl_custom_react(struct evl_realm *realm);
/* Run script inside of an operation, whose reactions wait until it returns. The result is run's. */
bool evl_custom_apart(struct evl_realm *realm, bool (*run)(struct evl_realm *, void *context), void *context);
/* Run an operation whose reactions follow at once, before those that the function around it has queued ([CEReactions]). False: run's, or the run halts. */
bool evl_custom_within(struct evl_realm *realm, bool (*run)(struct evl_realm *, void *context), void *context);
/*
 * createElement of a defined name: construct it; *out NULL: nobody has defined the name, or (*failed) the constructor threw, which was
 * reported. False: the run halts.
 */
bool evl_custom_make(struct evl_realm *realm, evl_name local_name, struct evl_dom_node **out, bool *failed);
/* The parser made the element and put it into the tree: run its reactions, and the microtasks. False: the run halts. */
bool evl_custom_parsed(struct evl_realm *realm, struct evl_dom_node *element);
bool evl_html_element_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* -------------------------------------------------------- events and scripts */

/* What stands in a template element's markup becomes its content. */
void evl_template_fill(struct evl_realm *realm, struct evl_dom_node *template_);
/* There will be shadow trees: events are retargeted from now on (activation.c). */
void evl_shadow_begin(struct evl_realm *realm);
void evl_page_init_events(struct evl_realm *realm);
/* element.click(), and a user's click: the event with its default action. */
bool evl_element_click(struct evl_realm *realm, struct evl_dom_node *element, bool trusted);
bool evl_form_submit(struct evl_realm *realm, struct evl_dom_node *form, struct evl_dom_node *submitter);

/* ------------------------------------------------------------------- focus */

/* focus() of an element: the events, and document.activeElement. False: exception pending, halting or not covered. */
bool evl_element_focus(struct evl_realm *realm, struct evl_dom_node *element);
/* Is it the summary of its details element? */
bool evl_summary_is_main(struct evl_realm *realm, const struct evl_dom_node *element);
bool evl_is_focusable(struct evl_realm *realm, const struct evl_dom_node *element);
/* Does its contenteditable attribute make it one that users write in (HTML, "editing host")? */
bool evl_is_editing_host(struct evl_realm *realm, const struct evl_dom_node *element);
bool evl_element_blur(struct evl_realm *realm, struct evl_dom_node *element);
/* The element with the focus as the tree of `root` shows it (a shadow host for what is in its trees); NULL: none in this tree. */
struct evl_dom_node *evl_focus_active(struct evl_realm *realm, const struct evl_dom_node *root);
/* `node` is about to leave the document: what has the focus in it loses it, with its events. False: the run halts. */
bool evl_focus_removing(struct evl_realm *realm, const struct evl_dom_node *node);
/* An attribute changed while something has the focus. False: the run halts. */
bool evl_focus_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, const struct evl_string *value);

/* A connected <script>, <img>, <iframe>, <link>: what loading it does. */
bool evl_element_inserted(struct evl_realm *realm, struct evl_dom_node *element);
/* The element was made with its attributes: by a parser, or as a copy. `inert`: nothing is loaded yet, only handlers count. */
bool evl_element_attributes_came(struct evl_realm *realm, struct evl_dom_node *element, bool inert);
/* Is it <audio> or <video>? What it plays has another address now, or, `inside`, a <source> of it has come. False: the run halts. media.c */
bool evl_media_is(struct evl_realm *realm, const struct evl_dom_node *element);
bool evl_media_source(struct evl_realm *realm, struct evl_dom_node *element, bool inside);
/* An attribute changed (src of an image, open of details, on...). */
bool evl_element_attribute_changed(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *value);

extern const struct evl_rows evl_page_storage_rows;
extern const struct evl_rows evl_page_document_rows; /* document and the interfaces of the DOM, on the window */

/* A platform object as the console shows it (realm->platform_view). */
enum evl_platform_view evl_page_view(struct evl_realm *realm, struct evl_object *object, bool nested, struct evl_string **text);

/* scrollTop or scrollLeft is set: a scroll event in the next frame. */
/* Of the focus (focus.c): an element with autofocus is there for the next frame; the first one that may take it inside of `root` (NULL: none), of a
 * dialog also without the attribute; the one that has it may have lost its ground. */
void evl_focus_candidate(struct evl_realm *realm, struct evl_dom_node *element);
struct evl_dom_node *evl_focus_autofocus_in(struct evl_realm *realm, struct evl_dom_node *root);
bool evl_focus_dialog(struct evl_realm *realm, struct evl_dom_node *dialog);
bool evl_focus_lost(struct evl_realm *realm);
/* A button was activated that may be for a popover; the user's click that would close one (popover.c). */
bool evl_popover_button(struct evl_realm *realm, struct evl_dom_node *button);
bool evl_popover_left(struct evl_realm *realm, const struct evl_dom_node *clicked);
/* DOM, "default passive value": what scrolls the page is not to wait for its listeners. */
bool evl_page_passive_by_default(struct evl_realm *realm, struct evl_target *target, evl_key type);
/* Is the element in the page and drawn, so that it has a box? */
bool evl_element_laid_out(struct evl_realm *realm, const struct evl_dom_node *element);
/* A style element came into the document, or its text changed there: its load event is to come (HTML, "update a style block"). */
void evl_style_changed(struct evl_realm *realm, struct evl_dom_node *element);
bool evl_element_scroll(struct evl_realm *realm, struct evl_dom_node *element, bool vertical, double value);
/* Does it begin lines of its own? */
bool evl_block_level(struct evl_realm *realm, const struct evl_dom_node *element);
/* offsetWidth and its like; getBoundingClientRect: known as far as the style attribute says it in pixels, else unknown values (layout.c). */
bool evl_element_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_rect(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* The element's rectangle; unknown sides are named after `what`. */
evl_value evl_element_rectangle(struct evl_realm *realm, const struct evl_dom_node *element, const char *what, enum evl_intrinsic prototype);
/* A side of its content box, in pixels; NaN: it is not known. Where its content begins within it: left or top. */
double evl_element_content_side(struct evl_realm *realm, const struct evl_dom_node *element, bool vertical);
double evl_element_padding(struct evl_realm *realm, const struct evl_dom_node *element, bool vertical);
/* An unknown value named after `what` of the element; a note says that pages are not laid out. */
evl_value evl_element_unknown(struct evl_realm *realm, const struct evl_dom_node *element, const char *what);
/* The size that the style attribute gives an element. */
void evl_element_style_size(struct evl_realm *realm, const struct evl_dom_node *node, double *width, double *height);
/* Is the element drawn at all, as far as attributes and the browser's own style sheet say? */
bool evl_element_drawn(struct evl_realm *realm, const struct evl_dom_node *element);
/* Is it not drawn because of what it is, or of its own attributes, wherever it stands? */
bool evl_element_hides_itself(struct evl_realm *realm, const struct evl_dom_node *element);
/* Is the value of this inherited property in the nearest style attribute that names it one of the two? */
bool evl_element_inherits(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, const char *value, const char *other);
/* What the element's style attribute gives a property begins with `value`. */
bool evl_element_styled(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, const char *value);
/* Where the element is shown: its parent, slot, or shadow host; NULL: nowhere. */
const struct evl_dom_node *evl_node_shown_in(struct evl_realm *realm, const struct evl_dom_node *node);
/* Say once that sizes are not modelled. */
void evl_page_no_layout(struct evl_realm *realm);
/* Getters: `baseURI` of nodes (HTML, "document base URL"), and `href` of a base element, which is seen from the page's own address. */
bool evl_page_base(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_base_href(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* An address as seen from the document's base; what is no address stays as it is. */
bool evl_page_resolve(struct evl_realm *realm, struct evl_string *address, evl_value *result);

/* The row `customElements` of the window. */
bool evl_page_custom_elements(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* The page's address, as far as it is known: said in a note. */
const char *evl_page_address(struct evl_realm *realm);
/* The address from which the page was loaded, which nothing that its history says changes; noted likewise. */
const char *evl_page_loaded_from(struct evl_realm *realm);
/* A part ("pathname") of an absolute address, empty when it is none. */
/* `href` with a part changed as URL's setters do; *result NULL: it is no address. False: exception pending. */
bool evl_page_address_change(struct evl_realm *realm, struct evl_string *href, const char *name, struct evl_string *value, struct evl_string **result);
bool evl_page_address_part(struct evl_realm *realm, struct evl_string *href, const char *name, evl_value *result);
/*
 * Go to an address: a fragment of the page, or away from it. `what`: the member of Location that is told when it is no
 * address ("execute 'assign'"); NULL: nothing happens then. False: an exception is pending or the run halts.
 */
bool evl_page_navigate(struct evl_realm *realm, const char *address, bool replace, const char *what);
/* Defines the property `location` of the page's own document. */
void evl_page_own_location(struct evl_realm *realm, struct evl_dom_node *document);
bool evl_page_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* The setter of `location`, of the window and the document. */
bool evl_page_set_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* location.hash = text (without #): popstate at once, hashchange as a task. */
bool evl_page_set_hash(struct evl_realm *realm, const char *text);
/* realm->hooks.named (named_element.c). */
bool evl_page_named(struct evl_realm *realm, evl_key name, bool make, evl_value *out);
/* A script element came into the document. */
enum evl_script_kind { EVL_SCRIPT_NONE, EVL_SCRIPT_CLASSIC, EVL_SCRIPT_MODULE, EVL_SCRIPT_IMPORT_MAP };
/* What a script element's type and language make of it (HTML, "prepare the script element"). */
enum evl_script_kind evl_script_kind(struct evl_realm *realm, const struct evl_dom_node *script);
/* A script whose address is empty: its error event, in a task. */
bool evl_page_script_fails(struct evl_realm *realm, struct evl_dom_node *script);
bool evl_page_script_inserted(struct evl_realm *realm, struct evl_dom_node *script);

/* A DOMRect or DOMRectReadOnly; `values` in the order of the names: x, y, width, height, top, right, bottom, left (rectangle.c). */
extern const char *const evl_rectangle_names[];
evl_value evl_rectangle_new(struct evl_realm *realm, enum evl_intrinsic prototype, const evl_value *values);
/*
 * "Failed to execute 'append' on 'Element': ": what the page's function that runs says before an error of the code that it
 * brings in; empty when none runs. Of an error that kept code from beginning, the message begins so (handler_text.c).
 */
const char *evl_page_operation(struct evl_realm *realm);
void evl_page_prefix_error(struct evl_realm *realm, evl_value error, const char *prefix);
/* evl_web.handler_owner: some of a body element's handlers are the window's. */
struct evl_target *evl_page_handler_owner(struct evl_realm *realm, struct evl_target *target, evl_key type);
/* on<type>="code": the handler made of an attribute's text; NULL: the attribute is gone. */
void evl_page_handler_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *code);

#endif
