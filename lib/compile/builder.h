/*
 * builder.h - the function being compiled: its instructions, registers, labels,
 * tables, and the stack of statements that a jump may have to leave.
 */
#ifndef EVL_COMPILE_BUILDER_H
#define EVL_COMPILE_BUILDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "code/template.h"
#include "compile/scope.h"

typedef uint16_t reg;
enum { NO_REG = 0xFFFF, MAX_REGISTERS = 65000 };
/* Code without a place of its own: it shows the place of what stands before it. */
#define NO_POSITION UINT32_MAX

struct compiler {
	struct evl_arena *arena; /* results */
	struct evl_names *names;
	struct evl_diags *diags;
	enum evl_goal goal;
	uint32_t source_id;
	uint32_t next_template_id;
	bool too_large; /* some function exceeds the instruction format */
	evl_span too_large_span;
};

/* A jump target; jumps to it before it is bound are chained through their offset fields. */
struct label {
	int32_t position; /* -1: not bound yet */
	int32_t pending;  /* last jump waiting, -1 none; the others follow in `patch_next` */
};

struct range {
	uint32_t start, end;
	struct range *next;
};

enum control_kind {
	CONTROL_LABEL,    /* labelled block or switch: break only */
	CONTROL_LOOP,
	CONTROL_CATCH,    /* try block with a catch */
	CONTROL_FINALLY,  /* try (and catch) block with a finally */
	CONTROL_ITERATOR, /* for-of or destructuring: leaving closes the iterator */
};

struct exit_route {
	int32_t id;
	struct control *target; /* NULL: return */
	uint8_t kind; /* enum leave_kind */
	struct exit_route *next;
};

/* One statement around the code being emitted. */
struct control {
	struct control *outer;
	enum control_kind kind;
	const evl_name *labels; /* CONTROL_LABEL, CONTROL_LOOP */
	uint32_t label_count;
	bool is_breakable;      /* an unlabelled break stops here */
	struct label break_label, continue_label;
	/* protected code: CATCH, FINALLY, ITERATOR */
	bool open;
	bool reopen; /* while code that leaves it is emitted */
	uint32_t range_start;
	struct range *ranges, *last_range;
	/* FINALLY */
	struct label finally_label;
	reg completion; /* kind (int), value in the next register */
	struct exit_route *routes;
	int32_t next_route;
	struct control *own_iterator; /* LOOP: of a for-of, its ITERATOR */
	/* ITERATOR */
	reg iterator;
	bool is_async;
};

struct builder {
	struct compiler *compiler;
	struct builder *outer;
	struct evl_function_record *record;
	struct evl_scope *scope; /* innermost */
	uint32_t flags;          /* EVL_TEMPLATE_* */
	bool far_jumps;          /* jumps may exceed 16 bits: emit long forms only */

	struct evl_insn *code;
	uint32_t *site_of;
	int32_t *patch_next;
	uint32_t count, capacity;
	uint32_t site; /* of the instructions emitted now */
	/*
	 * Places as V8 attaches them (BytecodeArrayBuilder): a statement's place goes to the first code of the
	 * statement, before any place of an expression; reading a local variable is no code, so it
	 * puts the statement's place off to the next code that has none of its own.
	 */
	uint32_t pending_statement, deferred_statement, last_position;
	uint32_t read_position; /* of the local read last: goes to the next code that can throw and has no place of its own */
	uint32_t placed_site, placed_from; /* the site made last for `site` with another place */
	struct evl_site *sites;
	uint32_t site_count, site_capacity;

	uint32_t next_register, register_count;
	struct evl_constant *constants;
	uint32_t constant_count, constant_capacity;
	struct evl_slot_name *slot_names;
	uint32_t slot_name_count, slot_name_capacity;
	uint32_t *property_sites;
	uint32_t property_count, property_capacity;
	struct evl_handler *handlers;
	uint32_t handler_count, handler_capacity;
	struct evl_template **children;
	uint32_t child_count, child_capacity;
	struct control *control;
	const struct evl_class_record *class_record; /* while a class body is compiled: its constructor asks for it */
	uint32_t pattern_position; /* where V8 places the iteration of the array pattern compiled next */
	reg disposal;   /* the list of the innermost scope with using declarations */
	reg completion; /* of the code of an eval: the completion value; NO_REG in all other code */
	struct label *chain; /* where the optional chain being compiled goes on nullish */
	const evl_name *pending_labels; /* of the statement about to be compiled */
	uint32_t pending_label_count;
};

/* Begin the code of a function; `outer`: of the function around it, NULL for a program's main code. */
void builder_init(struct builder *b, struct compiler *c, struct builder *outer, struct evl_function_record *record);
/* Copy everything into a template. */
struct evl_template *builder_finish(struct builder *b);

/* instructions; the index of the emitted one is returned */
uint32_t emit(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb, uint32_t c);
uint32_t emit_imm(struct builder *b, enum evl_opcode op, uint32_t a, int32_t imm);
/* Bookkeeping that is no code of its own to V8 (moving a local): takes no place from what follows. */
void emit_quiet(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb);
/* Set the place of what is emitted next; returns the former one for site_restore. `position`: offset that V8 shows, or NO_POSITION. */
uint32_t site_set(struct builder *b, const struct evl_node *node, uint32_t position);
static inline void site_restore(struct builder *b, uint32_t site) { b->site = site; }
/* A statement begins: `position` goes to its first code. */
static inline void site_statement(struct builder *b, uint32_t position)
{
	b->pending_statement = position;
	b->deferred_statement = NO_POSITION;
}
/* An expression begins: `position` goes to its first code, unless that has a place of its own or a statement begins there. */
static inline void site_expression(struct builder *b, uint32_t position)
{
	if (b->pending_statement == NO_POSITION)
		b->read_position = position;
}
/* A local variable is read without code; `position`: where its name stands, or NO_POSITION. */
static inline void site_local_read(struct builder *b, uint32_t position)
{
	if (b->pending_statement == NO_POSITION) {
		if (position != NO_POSITION)
			b->read_position = position;
		return;
	}
	b->deferred_statement = b->pending_statement;
	b->pending_statement = NO_POSITION;
}

/* registers: a stack */
reg reg_new(struct builder *b);
reg reg_block(struct builder *b, uint32_t count); /* consecutive */
static inline uint32_t reg_mark(const struct builder *b) { return b->next_register; }
static inline void reg_release(struct builder *b, uint32_t mark) { b->next_register = mark; }

/* labels */
void label_init(struct label *l);
void label_bind(struct builder *b, struct label *l);
/* Long jumps: JUMP, JUMP_TRUE, ... with a 32-bit offset. */
void jump(struct builder *b, enum evl_opcode op, uint32_t a, struct label *l);
/* Short jumps: compare-and-jump, ITER_NEXT, FORIN_NEXT: 16-bit offset in c. In far mode a long jump is put behind. */
void jump_short(struct builder *b, enum evl_opcode op, uint32_t a, uint32_t bb, struct label *l);
/* ITER_NEXT and ITER_UNWRAP of record `iterator`, result in `value`; at the end jump to `done`. */
void emit_iterator_step(struct builder *b, reg value, reg iterator, struct label *done);

/* constants: the number of one. Numbers and strings that are equal to one of the first 32 are that one. */
uint32_t constant_number(struct builder *b, double number);
uint32_t constant_string(struct builder *b, evl_name name);
uint32_t constant_add(struct builder *b, struct evl_constant constant);
/* A property or global site: the key is a name or index key. */
uint32_t property_site(struct builder *b, uint32_t key);
/* The next instruction loads or stores this variable in an environment. */
void slot_name(struct builder *b, evl_name name);
uint32_t child_add(struct builder *b, struct evl_template *child);

/* protected ranges */
void control_push(struct builder *b, struct control *c, enum control_kind kind);
void control_pop(struct builder *b);
void control_open(struct builder *b, struct control *c);
void control_close(struct builder *b, struct control *c);
/* Write the handler entries for the ranges of `c`. */
void control_handlers(struct builder *b, struct control *c, uint32_t target, reg r);

#endif
