/*
 * array_length.h - assigning to `length` of an array. For the files of value/ only.
 */
#ifndef EVL_VALUE_ARRAY_LENGTH_H
#define EVL_VALUE_ARRAY_LENGTH_H

#include "value/object.h"

/*
 * ArraySetLength (sec-arraysetlength) for a descriptor with only a value. RangeError when it is no
 * array length; *ok false when the length is not writable or an element cannot be removed. May run script.
 */
bool evl_array_set_length(struct evl_realm *realm, struct evl_object *array, evl_value value, bool *ok);

#endif
