/*
 * dom_exception.h - DOMException, the error class of the platform (the family DOM_EXCEPTION).
 */
#ifndef EVL_BUILTINS_DOM_EXCEPTION_H
#define EVL_BUILTINS_DOM_EXCEPTION_H

#include "value/realm.h"

/* An object of class ERROR whose type is EVL_ERROR_TYPE_COUNT: its name and message are accessors of the prototype. */
struct evl_dom_exception {
	struct evl_error error;
	struct evl_string *name;
	struct evl_string *message;
};

/* A new DOMException, its stack captured. NULL: exception pending or halting. */
struct evl_object *evl_dom_exception_new(struct evl_realm *realm, struct evl_string *message, struct evl_string *name);
/* Throw one. Always false. */
bool evl_dom_exception_throw(struct evl_realm *realm, const char *message_utf8, const char *name);

/* Is it one that evl_dom_exception_new made? */
static inline bool evl_is_dom_exception(evl_value v)
{
	return evl_is_class(v, EVL_CLASS_ERROR) && ((struct evl_error *)evl_as_object(v))->type == EVL_ERROR_TYPE_COUNT;
}

#endif
