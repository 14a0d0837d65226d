/*
 * lazy.h - what the low 32 bits of a lazy value say, for slots and accessors of library objects.
 *
 * Lazy slots of bytecode functions and errors belong to the machine: there the
 * object's class and the slot number say all (evl_object_resolve_lazy).
 * Everywhere else: four bits what, and then an intrinsic, or a table and a row of
 * it. Tables of families have fixed numbers, those of hosts are entered in realm->row_tables.
 */
#ifndef EVL_VALUE_LAZY_H
#define EVL_VALUE_LAZY_H

#include <stdint.h>

#include "value/value.h"

enum evl_lazy_what {
	EVL_LAZY_INTRINSIC = 1,   /* the object of an intrinsic */
	EVL_LAZY_ROW,             /* the value of a row */
	EVL_LAZY_ROW_GETTER,      /* the getter function of a row */
	EVL_LAZY_ROW_SETTER,      /* the setter function of a row */
	EVL_LAZY_FUNCTION_NAME,   /* the `name` of the library function that has the slot */
};

/* A slot that becomes the object of an intrinsic. */
static inline evl_value evl_lazy_intrinsic(uint32_t id)
{
	return EVL_LAZY(0) | (uint64_t)EVL_LAZY_INTRINSIC << 28 | id;
}

/* `table` below 4096, `row` below 65536 */
static inline evl_value evl_lazy_row(enum evl_lazy_what what, uint32_t table, uint32_t row)
{
	return EVL_LAZY(0) | (uint64_t)what << 28 | (uint64_t)table << 16 | row;
}

/* What a lazy value stands for: what, the intrinsic of an INTRINSIC, the table and the row of the others. */
static inline enum evl_lazy_what evl_lazy_what(evl_value v) { return (enum evl_lazy_what)((uint32_t)v >> 28); }
static inline uint32_t evl_lazy_id(evl_value v) { return (uint32_t)v & 0x0FFFFFFFu; }
static inline uint32_t evl_lazy_table(evl_value v) { return (uint32_t)v >> 16 & 0xFFFu; }
static inline uint32_t evl_lazy_index(evl_value v) { return (uint32_t)v & 0xFFFFu; }

#endif
