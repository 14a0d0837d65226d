/*
 * heap.h - the memory of one run: cells, bumped out of one reservation.
 *
 * Every cell begins with a struct evl_cell that tells its kind and size, so the
 * heap can be walked from start to end and a copying collector can be put
 * behind evl_heap_alloc later. For that: no pointer into the heap may live only
 * in a C local across a *safe point* (between jobs; on back edges and calls while
 * no builtin's C frame is active). Nothing is collected inside a builtin.
 *
 * Small cells never fail: passing the byte limit sets `over_limit`, which the
 * machine looks at on safe points. What may be large (strings, arrays) asks
 * evl_heap_can_take first.
 */
#ifndef EVL_VALUE_HEAP_H
#define EVL_VALUE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum evl_cell_kind {
	EVL_CELL_STRING,
	EVL_CELL_UNITS,     /* UTF-16 data of a string */
	EVL_CELL_SYMBOL,
	EVL_CELL_BIGINT,    /* struct evl_bigint: no references */
	EVL_CELL_OBJECT,    /* aux: enum evl_class */
	EVL_CELL_VALUES,    /* an array of values: slots, elements */
	EVL_CELL_SHAPE,
	EVL_CELL_PROPERTIES,/* the property list of shapes */
	EVL_CELL_ACCESSOR,
	EVL_CELL_ENV,       /* captured variables of a scope */
	EVL_CELL_FRAME,     /* a suspended activation */
	EVL_CELL_REACTION,
	EVL_CELL_TABLE,     /* hash table of Map and Set */
	EVL_CELL_OTHER,     /* plain data without references */
};

struct evl_cell {
	uint8_t kind;  /* enum evl_cell_kind */
	uint8_t flags; /* per kind */
	uint16_t aux;  /* per kind */
	uint32_t size; /* bytes / 16, this header included */
};

struct evl_heap {
	struct evl_arena arena;
	size_t limit;    /* bytes */
	bool over_limit;
};

/* Reserve address space; `limit`: bytes of live data at most. False: the system refuses. Reset: forget everything but keep the reservation. */
bool evl_heap_init(struct evl_heap *heap, size_t limit);
void evl_heap_reset(struct evl_heap *heap);
void evl_heap_release(struct evl_heap *heap);

/* A cell of `bytes` (header included), contents after the header undefined. Bytes must be below 64 GiB. */
static inline void *evl_heap_alloc(struct evl_heap *heap, enum evl_cell_kind kind, size_t bytes)
{
	struct evl_cell *cell = evl_arena_alloc(&heap->arena, bytes);
	cell->kind = (uint8_t)kind;
	cell->flags = 0;
	cell->aux = 0;
	cell->size = (uint32_t)((bytes + 15u) >> 4);
	if (evl_arena_used(&heap->arena) > heap->limit)
		heap->over_limit = true;
	return cell;
}

/*
 * Make `cell` `bytes` large where it lies. Only the youngest cell can grow so;
 * false for all others (nothing changed then). For what grows by appending.
 */
static inline bool evl_heap_extend(struct evl_heap *heap, struct evl_cell *cell, size_t bytes)
{
	size_t rounded = (bytes + 15u) & ~(size_t)15u;
	size_t old = (size_t)cell->size << 4;
	if ((unsigned char *)cell + old != heap->arena.next || rounded < old || rounded - old > evl_arena_room(&heap->arena))
		return false;
	heap->arena.next += rounded - old;
	cell->size = (uint32_t)(rounded >> 4);
	if (evl_arena_used(&heap->arena) > heap->limit)
		heap->over_limit = true;
	return true;
}

/* Would `bytes` more stay inside the limit? If not, over_limit is set and false returned. */
bool evl_heap_can_take(struct evl_heap *heap, size_t bytes);

#endif
