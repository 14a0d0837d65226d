/* SPDX-License-Identifier: MIT */
/*
 * inline_cache.h - the kinds of inline cache entries; what they promise is told in interp_property.c.
 */
#ifndef EVL_VM_INLINE_CACHE_H
#define EVL_VM_INLINE_CACHE_H

enum evl_ic_kind {
	EVL_IC_OWN,          /* a data property of the receiver in `slot` */
	EVL_IC_WRITABLE,     /* the same, and it is writable */
	EVL_IC_PROTOTYPE,    /* a data property of `holder` */
	EVL_IC_GETTER,       /* an accessor of `holder`, or of the receiver when NULL */
	EVL_IC_ABSENT,       /* nowhere on the prototype chain */
	EVL_IC_ARRAY_LENGTH, /* the receiver is an array and the key is `length` */
	EVL_IC_PRIMITIVE,    /* a data property of String.prototype or Number.prototype; shape is NULL */
	EVL_IC_ADD,          /* writing adds the property: next_shape follows shape */
};

#endif
