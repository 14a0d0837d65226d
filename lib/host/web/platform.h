/* SPDX-License-Identifier: MIT */
/*
 * platform.h - what the objects of the web platform have in common, in either host.
 *
 * An interface (Event, AbortSignal, Element) is a family of families.def whose rows lie beside its functions here or in
 * browser/. Its instances are objects of class PLATFORM; `kind` says which C struct one is. The getters of many
 * attributes are one function that finds out by its own name which attribute it is (evl_platform_name).
 */
#ifndef EVL_HOST_WEB_PLATFORM_H
#define EVL_HOST_WEB_PLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#include "host/host.h"

enum evl_platform_kind {
	EVL_PLATFORM_EVENT = 1,
	EVL_PLATFORM_ABORT_CONTROLLER,
	EVL_PLATFORM_MESSAGE_CHANNEL,
	EVL_PLATFORM_OBSERVER,      /* MutationObserver, ResizeObserver, IntersectionObserver */
	EVL_PLATFORM_RECORD,        /* an object whose attributes are plain data */
	EVL_PLATFORM_LIST,          /* NodeList, HTMLCollection */
	EVL_PLATFORM_PLAIN,         /* an object with methods only */
	EVL_PLATFORM_STORAGE,
	EVL_PLATFORM_STYLE,         /* CSSStyleDeclaration */
	EVL_PLATFORM_TOKENS,        /* DOMTokenList */
	EVL_PLATFORM_DATASET,
	EVL_PLATFORM_ATTRIBUTES,    /* NamedNodeMap */
	EVL_PLATFORM_ANIMATED,      /* SVGAnimatedString */
	EVL_PLATFORM_NAMES,         /* the object of the window's chain that knows elements by their ids */
	EVL_PLATFORM_FIRST_TARGET,  /* from here on: event targets */
	EVL_PLATFORM_TARGET = EVL_PLATFORM_FIRST_TARGET,
	EVL_PLATFORM_WINDOW,        /* stands for the global object; no snippet sees it */
	EVL_PLATFORM_ABORT_SIGNAL,
	EVL_PLATFORM_PORT,
	EVL_PLATFORM_BROADCAST,
	EVL_PLATFORM_WORKER,
	EVL_PLATFORM_MEDIA_QUERY,
	EVL_PLATFORM_NODE,          /* of a document */
};

struct evl_platform {
	struct evl_object object;
	uint16_t kind;      /* enum evl_platform_kind */
	uint16_t interface; /* enum evl_intrinsic: the prototype of the interface that it implements, whatever its own prototype is */
};

/* A new object of `bytes` with the prototype of `new_target`, or of `fallback` when that is undefined. NULL: exception pending. */
void *evl_platform_new(struct evl_realm *realm, enum evl_platform_kind kind, size_t bytes, evl_value new_target,
		       enum evl_intrinsic fallback);
/* The object behind `v` when it is one of this kind; NULL otherwise. */
static inline void *evl_platform_cast(evl_value v, enum evl_platform_kind kind)
{
	if (!evl_is_class(v, EVL_CLASS_PLATFORM))
		return NULL;
	struct evl_platform *platform = evl_pointer(v);
	return platform->kind == kind ? platform : NULL;
}
/* Is it an object that implements this interface (its prototype's id), or one that inherits from it, whatever its prototype is now? */
bool evl_platform_implements(evl_value v, enum evl_intrinsic interface);
/* The TypeError of a member called on no object of its kind, in the host's words: "Illegal invocation" in a page. Always false. */
bool evl_platform_wrong_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind);
/* The same as evl_platform_cast for the receiver of a call; NULL: that error is pending. */
void *evl_platform_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind);

/* The name of the running library function: of the attribute, without "get "; of the constructor. */
static inline const char *evl_platform_name(const struct evl_args *args)
{
	return ((const struct evl_native_function *)(const void *)args->callee)->name;
}

/* TypeError "Failed to construct 'X': Please use the 'new' operator, ..." unless called with new. */
bool evl_platform_require_new(struct evl_realm *realm, const struct evl_args *args);
/*
 * TypeError "Failed to execute 'f' on 'X': n arguments required, but only m present." when there are too few;
 * `function` NULL: a constructor, "Failed to construct 'X': ...".
 */
bool evl_platform_require_args(struct evl_realm *realm, const struct evl_args *args, uint32_t count, const char *interface,
			       const char *function);
/*
 * TypeError "Failed to execute 'f' on 'X': parameter n is not of type 'T'." An unknown argument may well be of that type: what
 * the function does with it is not covered. Always false.
 */
bool evl_platform_bad_parameter(struct evl_realm *realm, const struct evl_args *args, const char *interface, const char *function,
				int parameter, const char *type);
/* A text by a printf format, as long as it becomes. UTF-8 in scratch memory: it lasts until the next safe point. */
const char *evl_platform_format(struct evl_realm *realm, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* TypeError from a printf text; a DOMException of this name. Always false. */
bool evl_platform_exception(struct evl_realm *realm, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool evl_platform_type_error(struct evl_realm *realm, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

/* The constructor of an interface that has none. */
bool evl_platform_illegal_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* The name of UTF-8 text. */
evl_name evl_platform_intern(struct evl_realm *realm, const char *text);
/* A string value of UTF-8 text. */
evl_value evl_platform_text(struct evl_realm *realm, const char *text);

/* Attributes as Web IDL has them. */
#define EVL_ATTRIBUTE(n, get) { .name = (n), .kind = EVL_ROW_GETTER, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE, .fn = (get) }
#define EVL_ATTRIBUTE_RW(n, get, set)                                                                                \
	{ .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE, .fn = (get), .setter = (set) }
#define EVL_CONSTANT(n, v) { .name = (n), .kind = EVL_ROW_NUMBER, .attributes = EVL_ENUMERABLE, .number = (v) }
/* An interface object as a property of the global object. */
#define EVL_INTERFACE_ROW(n, id) EVL_INTRINSIC_ROW(n, EVL_INTRINSIC_##id)

/* An object without prototype whose properties of these `count` names are true: the [Symbol.unscopables] of an interface. */
bool evl_platform_unscopables(struct evl_realm *realm, const char *const *names, uint32_t count, evl_value *result);

#endif
