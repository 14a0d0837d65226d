/*
 * arena.h - memory that is given out piece by piece and taken back all at once.
 *
 * An arena reserves address space once (untouched pages cost nothing) and
 * bumps a pointer through it, so pieces never move and the used part is one
 * contiguous range. evl_arena_alloc does not fail: every stage bounds what it
 * may ask for by its input limits, and the reservation is larger than that
 * bound. What grows with the *snippet's* wishes (strings, arrays) asks
 * evl_arena_room first.
 */
#ifndef EVL_BASE_ARENA_H
#define EVL_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evl_arena {
	unsigned char *base; /* start of the reservation, NULL before init */
	unsigned char *next; /* first free byte, 16-byte aligned */
	unsigned char *end;  /* end of the reservation */
};

/*
 * Reserve `reserve` bytes of address space. Returns false when the system
 * refuses; the arena is then empty and may be released.
 */
bool evl_arena_init(struct evl_arena *arena, size_t reserve);

/* Forget every piece but keep the reservation (and its touched pages). */
void evl_arena_reset(struct evl_arena *arena);

/* Give the reservation back. The arena may be initialised again. */
void evl_arena_release(struct evl_arena *arena);

/* The slow, failing path of evl_arena_alloc: prints nothing, ends the process by abort(). A bug, never a snippet's doing. */
_Noreturn void evl_arena_exhausted(void);

/*
 * `size` bytes, 16-byte aligned, into `arena`. Fresh pages are zero, but after
 * a reset pieces hold old bytes: use evl_arena_zalloc where zeros matter.
 */
static inline void *evl_arena_alloc(struct evl_arena *arena, size_t size)
{
	size_t rounded = (size + 15u) & ~(size_t)15u;
	if (rounded > (size_t)(arena->end - arena->next) || rounded < size)
		evl_arena_exhausted();
	void *piece = arena->next;
	arena->next += rounded;
	return piece;
}

/* As evl_arena_alloc, filled with zeros. */
void *evl_arena_zalloc(struct evl_arena *arena, size_t size);

/* A copy of `size` bytes into `arena`. */
void *evl_arena_copy(struct evl_arena *arena, const void *bytes, size_t size);

/* A NUL-terminated copy of `length` bytes of text into `arena`. */
char *evl_arena_copy_text(struct evl_arena *arena, const char *text, size_t length);

/* Bytes used so far. */
static inline size_t evl_arena_used(const struct evl_arena *arena)
{
	return (size_t)(arena->next - arena->base);
}

/* Bytes that can still be given out. */
static inline size_t evl_arena_room(const struct evl_arena *arena)
{
	return (size_t)(arena->end - arena->next);
}

#endif
